//! Figures from a log, for measures that say which of the usual ones they are.
//!
//! A figure stands only where somebody has said what is measured, and how many cases become one
//! value: shares are counts, and a median is given only where a median is asked for. Where the
//! times of a log are in doubt, what is made of them counts as estimated.

use std::sync::Arc;

use super::due::DueTime;
use super::facts::{LoggedHandoff, LoggedLog, LoggedStep};
use super::lacking::Lacking;
use crate::lang::Text;
use crate::load::document::{
    Grade, Measure, MeasureKind, MeasuredFigure, StandardMeasure as Of, Statistic,
};
use crate::load::{Record, Reference, Whole};
use crate::measure::log::{Level, Spread};
use crate::model::{Chain, Figure, HandoffId, MeasureId, Party, ProcessId, Recorder, Target};
use crate::quantity::Quantity;
use crate::statistics::{as_float, signed};

/// What a log gives for a measure.
enum Given {
    /// So many of so many.
    Share(u64, u64),
    /// A time of so many cases.
    Time(Time),
}

/// Many durations as one.
struct Time {
    /// Milliseconds.
    millis: f64,
    /// Of how many.
    n: usize,
    /// It is at least and at most this, each with 95 %, whatever the durations are like; there are
    /// none for a mean.
    bounds: Option<(f64, f64)>,
    /// The same with 99.9 %.
    firm: Option<(f64, f64)>,
    /// Some of the cases were not over: it is an estimate from all.
    is_estimate: bool,
}

/// What a log gives, or why it gives nothing.
type Found = Result<Given, Lacking>;

/// The figures a log gives: one a measure and object, where there is none of its own.
pub(super) fn of(chain: &Chain, log: &LoggedLog) -> Vec<Figure> {
    let mut figures = all(chain, log);
    figures.retain(|figure| !has_own(chain, figure.measure, figure.on));
    figures
}

/// The figures a log gives: one a measure and object.
pub(super) fn all(chain: &Chain, log: &LoggedLog) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (number, measure) in (0..).zip(&chain.measures) {
        let id = MeasureId(number);
        for (target, given, recorder) in given(chain, log, &measure.record) {
            if speaks_of(chain, id, target) {
                figures.push(figure(chain, log, id, (target, given, recorder)));
            }
        }
    }
    figures
}

/// What a log gives for one measure, on everything it shows.
fn given(chain: &Chain, log: &LoggedLog, measure: &Measure) -> Vec<(Target, Given, Recorder)> {
    let Some(of) = measure.of else {
        return Vec::new();
    };
    let recorder = match of {
        Of::Usable => Recorder::Receiver,
        _ => Recorder::Unsaid,
    };
    let handoffs = log.handoffs.iter().map(|one| {
        let found = of_handoff(log, one, of, measure);
        (Target::Handoff(one.id), found, recorder)
    });
    let steps = log.steps.iter().map(|one| {
        let found = of_step(one, of, measure);
        (Target::Step(one.id), found, Recorder::Unsaid)
    });
    let whole = [(
        whole(chain, log),
        of_cases(log, of, measure),
        Recorder::Unsaid,
    )];
    let all = handoffs.chain(steps).chain(whole);
    all.filter_map(|(target, found, recorder)| Some((target, found.ok()?, recorder)))
        .collect()
}

/// What a log is of.
fn whole(chain: &Chain, log: &LoggedLog) -> Target {
    let on = chain.logs[log.at].on;
    on.map_or(Target::Organization, Target::Process)
}

/// Whether a log gives a measure a value on an object, and why not.
pub(super) fn on(
    chain: &Chain,
    log: &LoggedLog,
    on: Target,
    measure: &Measure,
) -> Result<(), Lacking> {
    let of = measure.of.ok_or(Lacking::Of)?;
    let found = match on {
        Target::Handoff(id) => match handoff(log, id) {
            Ok(one) => of_handoff(log, one, of, measure),
            // What leaves the house is no pair of activities, but each case may say when it was due.
            Err(_) if leaves(chain, id) && is_of_orders(of) => {
                of_cases(log, of, measure).and(Err(Lacking::OfWhole))
            }
            Err(lacking) => Err(lacking),
        },
        Target::Step(id) => {
            let at = log.steps.binary_search_by_key(&id, |one| one.id);
            of_step(&log.steps[at.map_err(|_| Lacking::NotShown)?], of, measure)
        }
        _ if on == whole(chain, log) => of_cases(log, of, measure),
        _ => Err(Lacking::NotShown),
    };
    found.map(|_| ())
}

/// It goes to somebody outside.
fn leaves(chain: &Chain, id: HandoffId) -> bool {
    matches!(chain.handoff(id).to, Some(Party::Customer(_)))
}

fn is_of_orders(of: Of) -> bool {
    matches!(of, Of::OnTime | Of::InFull | Of::Otif)
}

/// What a log lacks to show one of the usual measures of a handoff, whatever becomes of it.
pub(super) fn lacks(log: &LoggedLog, id: HandoffId, of: Of) -> Option<Lacking> {
    let one = handoff(log, id).ok()?;
    match of {
        Of::Usable => usable(one).err(),
        Of::Returned => one.returned.is_none().then_some(Lacking::WayOfItsOwn),
        Of::OnTime => in_time(one).err(),
        Of::Wait => (!log.has_durations).then_some(Lacking::Waits),
        Of::LeadTime => None,
        _ => Some(Lacking::NotOfLogs),
    }
}

fn handoff(log: &LoggedLog, id: HandoffId) -> Result<&LoggedHandoff, Lacking> {
    let at = log.handoffs.binary_search_by_key(&id, |one| one.id);
    at.map(|at| &log.handoffs[at])
        .map_err(|_| Lacking::NotShown)
}

fn of_handoff(log: &LoggedLog, one: &LoggedHandoff, of: Of, measure: &Measure) -> Found {
    match of {
        Of::Usable => counted(usable(one)?, measure),
        Of::Returned => counted((one.returned.ok_or(Lacking::WayOfItsOwn)?, one.n), measure),
        Of::OnTime => counted((in_time(one)?, one.n), measure),
        // A gap holds the receiver's work too: it is no wait.
        Of::Wait if !log.has_durations => Err(Lacking::Waits),
        Of::Wait => {
            let levels = one.percentiles.iter().map(|(wait, _)| wait);
            time(&one.wait, levels, measure)
        }
        Of::LeadTime => {
            let levels = one.percentiles.iter().map(|(_, lead)| lead);
            time(&one.lead, levels, measure)
        }
        _ => Err(Lacking::NotOfLogs),
    }
}

fn of_step(one: &LoggedStep, of: Of, measure: &Measure) -> Found {
    match of {
        Of::FirstPass => counted(shown(one.first_good)?, measure),
        Of::Rework => counted((one.repeats, one.n), measure),
        _ => Err(Lacking::NotOfLogs),
    }
}

fn of_cases(log: &LoggedLog, of: Of, measure: &Measure) -> Found {
    let judged = |counts: (u64, u64)| match counts.1 {
        0 => Err(Lacking::Orders),
        _ => counted(counts, measure),
    };
    match of {
        Of::FirstPass => counted(shown(log.clean)?, measure),
        Of::Rework => counted((log.cases.with_rework, log.cases.n), measure),
        Of::OnTime => judged(log.open.in_time),
        Of::InFull => judged(log.open.in_full),
        Of::Otif => {
            let otif = log.open.otif.ok_or(Lacking::Orders)?;
            counted((otif.both, otif.n), measure)
        }
        Of::LeadTime => lead_time(log, measure),
        _ => Err(Lacking::NotOfLogs),
    }
}

/// How long cases take. With open cases left out, the process would look quicker than it is: what
/// they have lasted so far counts in percentiles (Kaplan and Meier), and in nothing else.
fn lead_time(log: &LoggedLog, measure: &Measure) -> Found {
    let spread = log.cases.lead.clone().spread().ok_or(Lacking::TooFew)?;
    if log.open.open == 0 {
        return time(&spread, log.cases.percentiles.iter(), measure);
    }
    if let Some(Statistic::Mean | Statistic::Worst) = measure.statistic {
        return Err(Lacking::OpenCases);
    }
    let Given::Time(time) = time(&spread, log.open.percentiles.iter(), measure)? else {
        return Err(Lacking::KindDuration);
    };
    Ok(Given::Time(Time {
        is_estimate: true,
        ..time
    }))
}

/// How often a handoff came within the time it is due in.
fn in_time(one: &LoggedHandoff) -> Result<u64, Lacking> {
    match (&one.due, one.within) {
        (_, Some(within)) => Ok(within),
        (Some(DueTime::Open(_, other)), _) => Err(Lacking::Due(*other)),
        _ => Err(Lacking::NoDue),
    }
}

/// How much the receiver found good.
fn usable(one: &LoggedHandoff) -> Result<(u64, u64), Lacking> {
    match one.own_results {
        Some(_) => Err(Lacking::OwnResults),
        None => shown(one.good),
    }
}

/// Counts of results, where there are any.
fn shown(counts: (u64, u64)) -> Result<(u64, u64), Lacking> {
    if counts.1 > 0 {
        Ok(counts)
    } else {
        Err(Lacking::Results)
    }
}

fn counted((k, n): (u64, u64), measure: &Measure) -> Found {
    match measure.kind {
        MeasureKind::Share if n > 0 => Ok(Given::Share(k, n)),
        MeasureKind::Share => Err(Lacking::NotShown),
        _ => Err(Lacking::KindShare),
    }
}

fn time<'l>(
    spread: &Spread,
    mut levels: impl Iterator<Item = &'l Level>,
    measure: &Measure,
) -> Found {
    if measure.kind != MeasureKind::Duration {
        return Err(Lacking::KindDuration);
    }
    let plain = |millis| Time {
        millis,
        n: spread.n,
        bounds: None,
        firm: None,
        is_estimate: false,
    };
    Ok(Given::Time(
        match measure.statistic.ok_or(Lacking::Statistic)? {
            Statistic::Mean => plain(spread.mean),
            Statistic::Worst => plain(signed(spread.max)),
            Statistic::Median | Statistic::Percentile => {
                let wanted = level(measure).ok_or(Lacking::Statistic)?;
                let is_meant = |one: &&Level| one.p.total_cmp(&wanted).is_eq();
                let known = levels.find(is_meant).ok_or(Lacking::TooFew)?;
                Time {
                    bounds: known.bounds.lower.zip(known.bounds.upper),
                    firm: known.firm.lower.zip(known.firm.upper),
                    ..plain(known.time.ok_or(Lacking::TooFew)?)
                }
            }
            Statistic::ShareWithin | Statistic::Total => return Err(Lacking::OtherStatistic),
        },
    ))
}

/// The share of cases that a measure's percentile covers; a median is that of half.
fn level(measure: &Measure) -> Option<f64> {
    match measure.statistic? {
        Statistic::Median => Some(0.5),
        Statistic::Percentile => Some(measure.percentile.as_ref()?.0.base()),
        _ => None,
    }
}

/// The percentiles that the measures of a model take, in rising order and each once.
pub(super) fn levels(chain: &Chain) -> Vec<f64> {
    let measures = chain.measures.iter();
    let mut levels: Vec<f64> = measures.filter_map(|one| level(&one.record)).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    levels
}

/// Whether a measure speaks of an object: it is of the same process or of the organization. Of
/// several that mean the same, the first does, and those by which a goal is measured there.
fn speaks_of(chain: &Chain, id: MeasureId, target: Target) -> bool {
    let measure = &chain.measures[id.0 as usize];
    let own = process_of(chain, target);
    let in_scope = |process: Option<ProcessId>| process.is_none() || process == own;
    let is_of_goal = chain.goals.iter().any(|goal| {
        let measured = goal.measure.as_ref();
        goal.on == target && measured.is_some_and(|one| Arc::ptr_eq(one, &measure.record))
    });
    let first = chain.measures.iter().find(|other| {
        let (one, other_record) = (&measure.record, &other.record);
        in_scope(other.process)
            && (other_record.of, other_record.kind, other_record.statistic)
                == (one.of, one.kind, one.statistic)
            && level(other_record) == level(one)
    });
    let is_first = first.is_some_and(|first| Arc::ptr_eq(&first.record, &measure.record));
    is_of_goal || (in_scope(measure.process) && is_first)
}

fn process_of(chain: &Chain, target: Target) -> Option<ProcessId> {
    match target {
        Target::Step(id) => Some(chain.step(id).process),
        Target::Handoff(id) => Some(chain.handoff(id).process),
        Target::Process(id) => Some(id),
        Target::Organization => None,
    }
}

/// Somebody has given a figure of it already.
fn has_own(chain: &Chain, id: MeasureId, target: Target) -> bool {
    let mut known = chain.figures.on(target).iter();
    known.any(|figure| chain.figures.get(*figure).measure == id)
}

fn figure(
    chain: &Chain,
    log: &LoggedLog,
    id: MeasureId,
    (on, given, recorder): (Target, Given, Recorder),
) -> Figure {
    let declared = &chain.logs[log.at];
    let mut record = MeasuredFigure::from_table_at(declared.record.span());
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let measure = &chain.measures[id.0 as usize].record;
    record.measure = Reference::from(measure.id.as_str());
    record.period = log.period.clone();
    record.census = declared.record.census;
    record.source = Some(Text::plain(log.path.as_str()));
    let is_doubtful = log.doubts.iter().any(|doubt| doubt.of_times);
    let (mut bounds, mut firm) = (None, None);
    let (value, rests_on_times, is_estimate) = match given {
        Given::Share(k, n) => {
            record.k = Some(Whole(whole(k)));
            record.n = Some(Whole(whole(n)));
            (
                Quantity::share(as_float(k) / as_float(n)),
                matches!(measure.of, Some(Of::OnTime | Of::Otif)),
                false,
            )
        }
        Given::Time(time) => {
            record.n = Some(Whole(whole(time.n as u64)));
            let times = |(low, high)| (log.time(low), log.time(high));
            (bounds, firm) = (time.bounds.map(times), time.firm.map(times));
            if time.is_estimate {
                record.census = None;
            }
            (log.time(time.millis), true, time.is_estimate)
        }
    };
    let grade = match is_estimate || is_doubtful && rests_on_times {
        true => Grade::Estimated,
        false => Grade::Logged,
    };
    record.grade = Some(grade);
    record.value = Some(value.clone());
    Figure {
        record: Arc::new(record),
        source: declared.source,
        hash: log.hash.as_str().into(),
        measure: id,
        on,
        value,
        bounds,
        firm,
        grade,
        recorder,
    }
}
