//! What a measured log says of the handoffs and steps of the model, and where both differ.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::due::DueTime;
use super::hours::WhoseHours;
use super::naming::{self, Naming};
use super::waited::{self, Waited};
use crate::events::NONE;
use crate::events::read::How;
use crate::lang::{Lang, Text};
use crate::measure::log::wording;
use crate::measure::log::{
    CaseMeasures, Durations, Level, LogMeasures, OpenCases, People, Spread, StepHandoff,
    StepMeasures,
};
use crate::model::{Chain, HandoffId, Party, StepId};
use crate::quantity::Period;
use crate::statistics::dispersion::{self, Dispersion};
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
    pub how: How,
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

/// A reason to doubt a log.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// Its word, for programs.
    pub name: &'static str,
    /// What it is, and what it does to the figures.
    pub text: Text,
    /// Times cannot be trusted.
    pub of_times: bool,
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
    /// How often the receiver gave straight back.
    pub returned: u64,
    /// In how many cases it happened, and in how many of them work went back and forth.
    pub cases: (u64, u64),
    /// How often the receiver found a good result, and how often that is known.
    pub good: (u64, u64),
    /// The time in which it is due, if that is a duration.
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

/// How a log was read.
pub(super) struct Read {
    pub(super) at: usize,
    pub(super) path: String,
    pub(super) hash: String,
    pub(super) how: How,
    /// The percentiles that measures of the model take.
    pub(super) levels: Vec<f64>,
}

/// Holds what was measured against the model.
pub(super) fn of(chain: &Chain, read: Read, naming: Naming, measures: LogMeasures) -> LoggedLog {
    let steps = steps(&naming, &measures);
    let scope = naming::steps_of(chain, &chain.logs[read.at]);
    let times = |id: &StepId| {
        let at = steps.binary_search_by_key(id, |step| step.id);
        at.map_or(0, |at| steps[at].n)
    };
    let between = measures.between_steps.clone();
    let declared = Declared::of(chain);
    let calendar = chain.logs[read.at].calendar;
    let total: u64 = between.handoffs.iter().map(count).sum();
    LoggedLog {
        unknown: unknown(&naming, &measures),
        unseen_steps: scope.iter().copied().filter(|id| times(id) == 0).collect(),
        unmodelled: unmodelled(&declared, &between, total),
        unseen_handoffs: never(chain, &between, &times),
        waited: measures
            .followed
            .as_ref()
            .map(|followed| waited::of(chain, followed)),
        handoffs: handoffs(
            chain,
            (&declared, calendar),
            between,
            (&read.levels, measures.has_durations),
        ),
        steps,
        doubts: doubts(&measures),
        hours: calendar.map(|at| WhoseHours::of(chain, at)),
        period: days(measures.cases.range, &read.how),
        at: read.at,
        path: read.path,
        hash: read.hash,
        how: read.how,
        events: measures.events,
        has_durations: measures.has_durations,
        cases: measures.cases,
        open: measures.open,
        clean: measures.clean,
        activities: measures.words.activities,
    }
}

fn doubts(measures: &LogMeasures) -> Vec<Doubt> {
    let said = |concern, lang| Some(wording::message(concern, measures, lang).into_boxed_str());
    let concerns = measures.concerns.iter();
    concerns
        .map(|concern| Doubt {
            name: wording::name(concern),
            text: Text::bilingual(said(concern, Lang::En), said(concern, Lang::Zh)),
            of_times: concern.doubts_times(),
        })
        .collect()
}

/// The days from the first instant of a log to its last, in its zone.
pub fn days(range: Option<(i64, i64)>, how: &How) -> Period {
    let zone = how.mapping.zone.as_deref().unwrap_or("UTC");
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let day = |millis: i64| -> Date {
        let instant = Timestamp::from_millisecond(millis).unwrap_or_default();
        instant.to_zoned(zone.clone()).date()
    };
    let (first, last) = range.unwrap_or((0, 0));
    Period::of_days(day(first), day(last))
}

fn steps(naming: &Naming, measures: &LogMeasures) -> Vec<LoggedStep> {
    let mut steps: Vec<LoggedStep> = Vec::new();
    let mut known: Vec<(u32, usize)> = naming.step_of.iter().copied().zip(0..).collect();
    known.retain(|(step, _)| *step != NONE);
    known.sort_unstable();
    for activities in known.chunk_by(|a, b| a.0 == b.0) {
        let mut touch = Durations::default();
        let mut step = LoggedStep {
            id: StepId(activities[0].0),
            n: 0,
            repeats: 0,
            first_good: (0, 0),
            touch: None,
        };
        for (_, activity) in activities {
            let own = &measures.activities[*activity];
            step.n += own.n;
            step.repeats += own.repeats;
            step.first_good.0 += own.first_good.0;
            step.first_good.1 += own.first_good.1;
            touch.append(own.touch.clone());
        }
        step.touch = touch.spread();
        steps.push(step);
    }
    steps
}

fn unknown(naming: &Naming, measures: &LogMeasures) -> Vec<(Box<str>, u64)> {
    let words = measures.words.activities.iter();
    let mut unknown: Vec<(Box<str>, u64)> = words
        .zip(&naming.step_of)
        .zip(&measures.activities)
        .filter(|((_, step), _)| **step == NONE)
        .map(|((word, _), measured)| (word.clone(), measured.n))
        .collect();
    unknown.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    unknown
}

fn count(one: &StepHandoff) -> u64 {
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

    fn knows(&self, pair: (u32, u32)) -> bool {
        self.by_steps.contains_key(&pair) || self.back.binary_search(&pair).is_ok()
    }
}

/// Handoffs between steps that were seen, the giving one often, which never happened, not even with something in
/// between that is no step.
fn never(chain: &Chain, between: &StepMeasures, times: &impl Fn(&StepId) -> u64) -> Vec<HandoffId> {
    let happened = |pair: (u32, u32)| {
        let mut all = between.handoffs.iter();
        all.any(|one| (one.from, one.to) == pair) || between.apart.contains(&pair)
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

fn unmodelled(declared: &Declared, between: &StepMeasures, total: u64) -> Vec<Unmodelled> {
    let lacking = between
        .handoffs
        .iter()
        .filter(|one| !declared.knows((one.from, one.to)));
    let mut found: Vec<Unmodelled> = lacking
        .map(|one| Unmodelled {
            from: StepId(one.from),
            to: StepId(one.to),
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
    between: StepMeasures,
    (levels, has_durations): (&[f64], bool),
) -> Vec<LoggedHandoff> {
    let waited: i128 = between.handoffs.iter().map(|one| one.waits.sum()).sum();
    let mut found = Vec::new();
    for mut one in between.handoffs {
        let Some([id]) = declared
            .by_steps
            .get(&(one.from, one.to))
            .map(Vec::as_slice)
        else {
            continue;
        };
        let own = one.waits.sum();
        let due_time = DueTime::of(chain, *id, calendar);
        let due = due_time.as_ref().and_then(DueTime::millis);
        let within = due.map(|due| one.waits.within(due) as u64);
        let near_due = due.map(|due| NearDue::of(&one.waits, due));
        let days: Vec<(u64, u64)> = one.by_day.values().copied().collect();
        let (Some(wait), Some(lead)) = (one.waits.spread(), one.leads.spread()) else {
            continue;
        };
        let (waits, leads) = (one.waits.levels(levels), one.leads.levels(levels));
        // What is kept must not depend on the threads that met it.
        one.waits.compact();
        found.push(LoggedHandoff {
            id: *id,
            n: one.waits.len() as u64,
            wait,
            lead,
            percentiles: waits.into_iter().zip(leads).collect(),
            share_of_waiting: ratio(own, waited.max(1)),
            overlapping: one.overlapping,
            repeated: one.repeated,
            returned: one.returned,
            cases: one.cases,
            good: one.good,
            due: due_time,
            within,
            near_due,
            overtaken: has_durations.then(|| one.lying.overtaken()),
            by_day: dispersion::of_shares(&days),
            people: one.people,
            waits: one.waits,
        });
    }
    found.sort_by_key(|one| one.id);
    found
}
