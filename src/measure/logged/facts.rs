//! What a measured log says of the handoffs and steps of the model, and where both differ.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::due::DueTime;
use super::hours::WhoseHours;
use super::measured::{Between, Doubt, Measured, ReadAs};
use super::naming;
use super::own_results::OwnResults;
use super::ranks::Ranks;
use super::waited::{self, Waited};
use crate::events::NONE;
use crate::load::document::Judges;
use crate::measure::log::{CaseMeasures, Durations, Level, OpenCases, People, Spread};
use crate::model::{Chain, HandoffId, Party, StepId};
use crate::quantity::Period;
use crate::statistics::dispersion::Dispersion;
use crate::statistics::{as_float, ratio};

/// So often a step must have been done before a handoff it never gave says anything.
const OFTEN: u64 = 20;

/// What one log says.
#[derive(Debug)]
pub struct LoggedLog {
    /// Its position among the logs of the chain.
    pub at: usize,
    /// Its file, as shown.
    pub path: String,
    /// What the file says, as 32 hexadecimal digits.
    pub hash: String,
    /// How it was read.
    pub how: ReadAs,
    /// How many events it has.
    pub events: usize,
    /// Work has a start and an end; else gaps are known, not waits.
    pub has_durations: bool,
    /// The days from its first event to its last.
    pub period: Period,
    /// Whose hours count; all hours do if `None`.
    pub hours: Option<WhoseHours>,
    /// Of its cases.
    pub cases: CaseMeasures,
    /// Of the cases that are finished and those that are not.
    pub open: OpenCases,
    /// Cases in which every first result was good, and cases with a result.
    pub clean: (u64, u64),
    /// Reasons to doubt it.
    pub doubts: Vec<Doubt>,
    /// What was done, as the log names it.
    pub activities: Vec<Box<str>>,
    /// Activities that are no step, each with how often it was done; the most frequent first.
    pub unknown: Vec<(Box<str>, u64)>,
    /// Steps it can speak of and has no activity for.
    pub unseen_steps: Vec<StepId>,
    /// Of each step it shows.
    pub steps: Vec<LoggedStep>,
    /// Of each handoff of the model it shows.
    pub handoffs: Vec<LoggedHandoff>,
    /// Handoffs it shows and the model lacks; the most frequent first.
    pub unmodelled: Vec<Unmodelled>,
    /// Handoffs of the model between steps it shows that never happened.
    pub unseen_handoffs: Vec<HandoffId>,
    /// What its cases waited for, where a goal asks how long they take.
    pub waited: Option<Waited>,
}

/// What a log says of a step.
#[derive(Debug, Clone)]
pub struct LoggedStep {
    /// The step.
    pub id: StepId,
    /// How often it was done.
    pub n: u64,
    /// How often a case had the same activity before.
    pub repeats: u64,
    /// In how many cases the first result was good, and how often that is known.
    pub first_good: (u64, u64),
    /// How long it took, if the log says.
    pub touch: Option<Spread>,
}

/// What a log says of a handoff.
#[derive(Debug, Clone)]
pub struct LoggedHandoff {
    /// The handoff.
    pub id: HandoffId,
    /// How often it happened.
    pub n: u64,
    /// The wait, or the gap where there is one time per event; in milliseconds.
    pub wait: Spread,
    /// Every one of them.
    pub waits: Durations,
    /// From the beginning of the case to the end of the giver's work.
    pub lead: Spread,
    /// Percentiles of the wait and of the lead time, for the measures that take one.
    pub percentiles: Vec<(Level, Level)>,
    /// Its part of all waiting between steps of the model.
    pub share_of_waiting: f64,
    /// How often the receiver began before the giver had ended.
    pub overlapping: u64,
    /// How often the case had the receiver's activity before.
    pub repeated: u64,
    /// How often the receiver sent straight back; `None` where to give there is a handoff of its own,
    /// such as an answer, or one more delivery after a correction.
    pub returned: Option<u64>,
    /// In how many cases it happened, and in how many of them work went back and forth.
    pub cases: (u64, u64),
    /// How often the receiver found a good result, and how often that is known.
    pub good: (u64, u64),
    /// Set where the receiver's results speak of its own work, and so not of what it was given.
    pub own_results: Option<OwnResults>,
    /// When it is due, if that is said.
    pub due: Option<DueTime>,
    /// How often it was taken up within that time, if it is one on the clock of the log.
    pub within: Option<u64>,
    /// How much lies near the end of that time.
    pub near_due: Option<NearDue>,
    /// How often something newer was taken up while it lay; `None` where only gaps are known.
    pub overtaken: Option<u64>,
    /// How results differ from day to day.
    pub by_day: Option<Dispersion>,
    /// Who gave to whom, if the log says.
    pub people: Option<People>,
}

/// How many handoffs took nearly the whole time they are due in, or a little more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearDue {
    /// More than 90 % of it, and not more than 95 %.
    pub before: u64,
    /// More than 95 % of it, and not more than all.
    pub inside: u64,
    /// More than all of it, and not more than 105 %.
    pub outside: u64,
}

impl NearDue {
    fn of(waits: &Durations, due: i64) -> Self {
        let upto =
            |percent: i64| waits.within(due / 100 * percent + due % 100 * percent / 100) as u64;
        let (a, b, c, d) = (upto(90), upto(95), upto(100), upto(105));
        Self {
            before: b - a,
            inside: c - b,
            outside: d - c,
        }
    }
}

/// A handoff that a log shows and the model lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmodelled {
    /// The step that gives.
    pub from: StepId,
    /// The step that receives.
    pub to: StepId,
    /// How often.
    pub n: u64,
    /// Its part of all handoffs between steps of the model.
    pub share: f64,
}

/// A log that was read and measured, and how its steps are numbered.
pub(super) struct Read {
    pub(super) at: usize,
    pub(super) path: String,
    pub(super) hash: String,
    pub(super) how: ReadAs,
    pub(super) activities: Vec<Box<str>>,
    /// By activity: the rank of its step, or [`NONE`](crate::events::NONE).
    pub(super) rank_of: Vec<u32>,
    pub(super) ranks: Ranks,
    pub(super) measured: Measured,
}

/// Holds what was measured against the model.
pub(super) fn of(chain: &Chain, read: Read) -> LoggedLog {
    let Read {
        ranks, measured, ..
    } = read;
    let steps = steps(&ranks, &measured);
    let scope = naming::steps_of(chain, &chain.logs[read.at]);
    let times = |id: &StepId| {
        let at = steps.binary_search_by_key(id, |step| step.id);
        at.map_or(0, |at| steps[at].n)
    };
    let between = Seen::of(&ranks, measured.between, &measured.apart);
    let declared = Declared::of(chain);
    let calendar = chain.logs[read.at].calendar;
    let judges = chain.logs[read.at].record.judges;
    LoggedLog {
        unknown: unknown(&read.activities, &read.rank_of, &measured.done),
        unseen_steps: scope.iter().copied().filter(|id| times(id) == 0).collect(),
        unmodelled: unmodelled(&declared, &between),
        unseen_handoffs: never(chain, &between, &times),
        waited: measured
            .followed
            .map(|followed| waited::of(chain, &waited::in_model(followed, &ranks))),
        handoffs: handoffs(chain, (&declared, calendar), judges, between),
        steps,
        doubts: measured.doubts,
        hours: calendar.map(|at| WhoseHours::of(chain, at)),
        period: days(measured.cases.range, read.how.zone.as_deref()),
        at: read.at,
        path: read.path,
        hash: read.hash,
        how: read.how,
        events: measured.events,
        has_durations: measured.has_durations,
        cases: measured.cases,
        open: measured.open,
        clean: measured.clean,
        activities: read.activities,
    }
}

/// What was measured between steps, by giver and receiver in the model.
struct Seen {
    handoffs: Vec<((u32, u32), Between)>,
    apart: Vec<(u32, u32)>,
}

impl Seen {
    fn of(ranks: &Ranks, between: Vec<Between>, apart: &[(u32, u32)]) -> Self {
        let named = between
            .into_iter()
            .filter_map(|one| Some((ranks.pair((one.from, one.to))?, one)));
        Self {
            handoffs: named.collect(),
            apart: apart.iter().filter_map(|pair| ranks.pair(*pair)).collect(),
        }
    }
}

/// The days from the first instant of a log to its last, in its zone.
pub fn days(range: Option<(i64, i64)>, zone: Option<&str>) -> Period {
    let zone = TimeZone::get(zone.unwrap_or("UTC")).unwrap_or(TimeZone::UTC);
    let day = |millis: i64| -> Date {
        let instant = Timestamp::from_millisecond(millis).unwrap_or_default();
        instant.to_zoned(zone.clone()).date()
    };
    let (first, last) = range.unwrap_or((0, 0));
    Period::of_days(day(first), day(last))
}

fn steps(ranks: &Ranks, measured: &Measured) -> Vec<LoggedStep> {
    let ranked = (0..).zip(&measured.steps);
    let known = ranked.filter_map(|(rank, step)| {
        Some(LoggedStep {
            id: ranks.step(rank)?,
            n: step.n,
            repeats: step.repeats,
            first_good: step.first_good,
            touch: step.touch,
        })
    });
    known.collect()
}

fn unknown(activities: &[Box<str>], rank_of: &[u32], done: &[u64]) -> Vec<(Box<str>, u64)> {
    let mut unknown: Vec<(Box<str>, u64)> = activities
        .iter()
        .zip(rank_of)
        .zip(done)
        .filter(|((_, rank), _)| **rank == NONE)
        .map(|((word, _), n)| (word.clone(), *n))
        .collect();
    unknown.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    unknown
}

fn count(one: &Between) -> u64 {
    one.waits.len() as u64
}

fn part(of: u64, all: u64) -> f64 {
    as_float(of) / as_float(all.max(1))
}

/// The handoffs of the model from step to step.
struct Declared {
    by_steps: HashMap<(u32, u32), Vec<HandoffId>>,
    /// Ways back of refused deliverables, which are no handoffs of their own.
    back: Vec<(u32, u32)>,
}

impl Declared {
    fn of(chain: &Chain) -> Self {
        let mut by_steps: HashMap<(u32, u32), Vec<HandoffId>> = HashMap::new();
        let mut back = Vec::new();
        for (id, handoff) in (0..).map(HandoffId).zip(&chain.handoffs) {
            let Some(Party::Step(to)) = handoff.to else {
                continue;
            };
            if let Party::Step(from) = handoff.from {
                by_steps.entry((from, to)).or_default().push(id);
            }
            if let Some(Party::Step(returned_to)) = handoff.return_to {
                back.push((to, returned_to));
            }
        }
        back.sort_unstable();
        Self { by_steps, back }
    }

    /// What the receiver gives straight to the giver is sent back: the model has no handoff that way,
    /// or one that is declared as the way back; and what comes here is not itself on its way back.
    fn sends_back(&self, chain: &Chain, id: HandoffId, (from, to): (u32, u32)) -> bool {
        let is_return = |id: &HandoffId| chain.handoff(*id).record.returns == Some(true);
        let back = self.by_steps.get(&(to, from));
        !is_return(&id) && back.is_none_or(|back| back.iter().all(is_return))
    }

    fn knows(&self, pair: (u32, u32)) -> bool {
        self.by_steps.contains_key(&pair) || self.back.binary_search(&pair).is_ok()
    }
}

/// Handoffs between steps that were seen, the giving one often, which never happened, not even with something in
/// between that is no step.
fn never(chain: &Chain, between: &Seen, times: &impl Fn(&StepId) -> u64) -> Vec<HandoffId> {
    let happened = |pair: (u32, u32)| {
        let mut all = between.handoffs.iter();
        all.any(|(known, _)| *known == pair) || between.apart.contains(&pair)
    };
    let all = (0..).map(HandoffId).zip(&chain.handoffs);
    all.filter(|(_, handoff)| match (handoff.from, handoff.to) {
        (Party::Step(from), Some(Party::Step(to))) => {
            let often = times(&StepId(from)) >= OFTEN && times(&StepId(to)) > 0;
            from != to && often && !happened((from, to))
        }
        _ => false,
    })
    .map(|(id, _)| id)
    .collect()
}

fn unmodelled(declared: &Declared, between: &Seen) -> Vec<Unmodelled> {
    let all = || between.handoffs.iter();
    let total: u64 = all().map(|(_, one)| count(one)).sum();
    let lacking = all().filter(|(pair, _)| !declared.knows(*pair));
    let mut found: Vec<Unmodelled> = lacking
        .map(|((from, to), one)| Unmodelled {
            from: StepId(*from),
            to: StepId(*to),
            n: count(one),
            share: part(count(one), total),
        })
        .collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.n), one.from, one.to));
    found
}

/// What a log says of each handoff of the model. Of two handoffs between the same steps it
/// cannot tell which one happened, so it speaks of neither.
fn handoffs(
    chain: &Chain,
    (declared, calendar): (&Declared, Option<usize>),
    judges: Option<Judges>,
    between: Seen,
) -> Vec<LoggedHandoff> {
    let own = OwnResults::of(judges, &between.handoffs);
    let waits = between.handoffs.iter().map(|(_, one)| one.waits.sum());
    let waited: i128 = waits.sum();
    let mut found = Vec::new();
    for (pair, one) in between.handoffs {
        let Some([id]) = declared.by_steps.get(&pair).map(Vec::as_slice) else {
            continue;
        };
        let due_time = DueTime::of(chain, *id, calendar);
        let own_results = own.get(&pair.1).copied();
        let due = due_time.as_ref().and_then(DueTime::millis);
        found.push(LoggedHandoff {
            id: *id,
            n: count(&one),
            wait: one.wait,
            lead: one.lead,
            percentiles: one.percentiles,
            share_of_waiting: ratio(one.waits.sum(), waited.max(1)),
            overlapping: one.overlapping,
            repeated: one.repeated,
            returned: declared
                .sends_back(chain, *id, pair)
                .then_some(one.returned),
            cases: one.cases,
            good: own_results.map_or(one.good, |_| (0, 0)),
            own_results,
            due: due_time,
            within: due.map(|due| one.waits.within(due) as u64),
            near_due: due.map(|due| NearDue::of(&one.waits, due)),
            overtaken: one.overtaken,
            by_day: one.by_day.filter(|_| own_results.is_none()),
            people: one.people,
            waits: one.waits,
        });
    }
    found.sort_by_key(|one| one.id);
    found
}
