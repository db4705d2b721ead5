//! Figures from a log, for measures that say which of the usual ones they are.
//!
//! A figure stands only where somebody has said what is measured, and how many cases become one
//! value: shares are counts, and a median is given only where a median is asked for. Where the
//! times of a log are in doubt, what is made of them counts as estimated.

use std::sync::Arc;

use super::facts::{LoggedHandoff, LoggedLog, LoggedStep};
use crate::lang::Text;
use crate::load::document::{
    Grade, Measure, MeasureKind, MeasuredFigure, StandardMeasure as Of, Statistic,
};
use crate::load::{Record, Reference, Whole};
use crate::measure::log::{Level, Spread};
use crate::model::{Chain, Figure, MeasureId, ProcessId, Recorder, Target};
use crate::quantity::Quantity;
use crate::statistics::{as_float, signed};

/// What a log gives for a measure.
enum Given {
    /// So many of so many.
    Share(u64, u64),
    /// Milliseconds, and of how many cases.
    Time(f64, usize),
}

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
    let mut all = Vec::new();
    for one in &log.handoffs {
        let recorder = match of {
            Of::Usable => Recorder::Receiver,
            _ => Recorder::Unsaid,
        };
        let given = of_handoff(log, one, of, measure);
        all.extend(given.map(|given| (Target::Handoff(one.id), given, recorder)));
    }
    for one in &log.steps {
        let given = of_step(one, of, measure);
        all.extend(given.map(|given| (Target::Step(one.id), given, Recorder::Unsaid)));
    }
    let whole = chain.logs[log.at]
        .on
        .map_or(Target::Organization, Target::Process);
    let given = of_cases(log, of, measure);
    all.extend(given.map(|given| (whole, given, Recorder::Unsaid)));
    all
}

fn of_handoff(log: &LoggedLog, one: &LoggedHandoff, of: Of, measure: &Measure) -> Option<Given> {
    match of {
        Of::Usable => counted(one.good, measure),
        Of::Returned => counted((one.returned?, one.n), measure),
        Of::OnTime => counted((one.within?, one.n), measure),
        // A gap holds the receiver's work too: it is no wait.
        Of::Wait if log.has_durations => {
            let levels = one.percentiles.iter().map(|(wait, _)| wait);
            time(&one.wait, levels, measure)
        }
        Of::LeadTime => {
            let levels = one.percentiles.iter().map(|(_, lead)| lead);
            time(&one.lead, levels, measure)
        }
        _ => None,
    }
}

fn of_step(one: &LoggedStep, of: Of, measure: &Measure) -> Option<Given> {
    match of {
        Of::FirstPass => counted(one.first_good, measure),
        Of::Rework => counted((one.repeats, one.n), measure),
        _ => None,
    }
}

fn of_cases(log: &LoggedLog, of: Of, measure: &Measure) -> Option<Given> {
    match of {
        Of::FirstPass => counted(log.clean, measure),
        Of::Rework => counted((log.cases.with_rework, log.cases.n), measure),
        Of::OnTime => counted(log.open.in_time, measure),
        Of::InFull => counted(log.open.in_full, measure),
        Of::Otif => {
            let otif = log.open.otif?;
            counted((otif.both, otif.n), measure)
        }
        // With open cases left out, the process would look quicker than it is.
        Of::LeadTime if log.open.open == 0 => {
            let lead = log.cases.lead.clone().spread()?;
            time(&lead, log.cases.percentiles.iter(), measure)
        }
        _ => None,
    }
}

fn counted((k, n): (u64, u64), measure: &Measure) -> Option<Given> {
    (n > 0 && measure.kind == MeasureKind::Share).then_some(Given::Share(k, n))
}

fn time<'l>(
    spread: &Spread,
    mut levels: impl Iterator<Item = &'l Level>,
    measure: &Measure,
) -> Option<Given> {
    if measure.kind != MeasureKind::Duration {
        return None;
    }
    let millis = match measure.statistic? {
        Statistic::Mean => spread.mean,
        Statistic::Median => spread.median,
        Statistic::Worst => signed(spread.max),
        Statistic::Percentile => {
            let wanted = level(measure)?;
            let is_meant = |one: &&Level| one.p.total_cmp(&wanted).is_eq();
            levels.find(is_meant)?.time?
        }
        Statistic::ShareWithin | Statistic::Total => return None,
    };
    Some(Given::Time(millis, spread.n))
}

/// The share of cases that a measure's percentile covers.
fn level(measure: &Measure) -> Option<f64> {
    let is_percentile = measure.statistic == Some(Statistic::Percentile);
    let level = measure.percentile.as_ref().filter(|_| is_percentile)?;
    Some(level.0.base())
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
    let (value, rests_on_times) = match given {
        Given::Share(k, n) => {
            record.k = Some(Whole(whole(k)));
            record.n = Some(Whole(whole(n)));
            (
                Quantity::share(as_float(k) / as_float(n)),
                matches!(measure.of, Some(Of::OnTime | Of::Otif)),
            )
        }
        Given::Time(millis, n) => {
            record.n = Some(Whole(whole(n as u64)));
            (log.time(millis), true)
        }
    };
    let grade = match is_doubtful && rests_on_times {
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
        grade,
        recorder,
    }
}
