//! Whose time it is, case by case: the gap of a lead time, shared out by what the cases of a log
//! waited for on their way.
//!
//! A mean is the sum of the means of its parts. Percentiles do not add up; what the cases about a
//! percentile spent does, scaled to it (Tasche 1999). The cases are drawn anew before anybody is
//! named.

use super::computed::{Computed, Question};
use super::parts::{Part, wait_allowed};
use super::shares::{self, Shares, Whole};
use super::sketch::Sketch;
use super::today::Today;
use crate::attribution::late::{self, Late};
use crate::attribution::leaders::{self, Resampling};
use crate::attribution::time::{CriticalPath, Segment, at_quantile};
use crate::attribution::{Attribution, AttributionError};
use crate::load::document::{Measure, Parameter, Statistic};
use crate::measure::Gap;
use crate::measure::logged::Waited;
use crate::model::Target;
use crate::statistics::length;

/// How far the rank of a case may be from a percentile, as a share of all cases.
const REACH: f64 = 0.05;

/// So many cases are drawn anew; of more, the bounds are wider than they need be.
const DRAWN: usize = 2_000;

/// Draws of cases, all resamples of a goal together.
const DRAWS: usize = 1_000_000;

/// The cases of a log that took longer than the target, by what made them late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateCases {
    /// How many were followed.
    pub cases: usize,
    /// How many of them took longer.
    pub late: usize,
    /// By part, with how often the slack was gone there first, and how often it took most of it; the
    /// most frequent first cause first.
    pub causes: Vec<(LateCause, usize, usize)>,
}

/// What made a case late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LateCause {
    /// A step or handoff took longer than was asked of it, or planned for it.
    Part(Target),
    /// The plan itself comes to more than the target.
    Plan,
    /// Time of no part, or of one that nothing is planned for.
    Unknown,
}

/// Which of the usual values of many times a measure takes.
#[derive(Debug, Clone, Copy)]
enum Value {
    Mean,
    Quantile(f64),
}

impl Value {
    fn of(measure: &Measure) -> Option<Self> {
        match measure.statistic? {
            Statistic::Mean => Some(Self::Mean),
            Statistic::Median => Some(Self::Quantile(0.5)),
            Statistic::Percentile => Some(Self::Quantile(measure.percentile.as_ref()?.0.base())),
            Statistic::Worst | Statistic::ShareWithin | Statistic::Total => None,
        }
    }
}

/// Shares out the gap of a lead time by followed cases; `None` where no log shows them.
pub(super) fn shares(
    gap: &Gap,
    question: &Question,
    sketch: &Sketch,
    today: &Today<'_>,
) -> Option<Shares> {
    let chain = today.chain;
    let goal = chain.goal(gap.goal);
    let value = Value::of(goal.measure.as_ref()?)?;
    if question.computed != Computed::LeadTime {
        return None;
    }
    let (log, waited) = today.logged.waited(chain, goal.on)?;
    // The goal may count on another clock than the log.
    let scale = sketch.seconds(&log.time(1000.0))? / 1000.0;
    let target = question.computed.number(gap.target.as_ref()?, sketch)?;
    let paths: Vec<CriticalPath> = waited
        .paths
        .iter()
        .map(|path| scaled(path, scale))
        .collect();
    let (times, lead) = match value {
        Value::Mean => (scaled_all(&waited.means, scale), waited.lead * scale),
        Value::Quantile(p) => {
            let found = at_quantile(&paths, waited.parts.len(), p, REACH).ok()?;
            (found.parts, found.quantile)
        }
    };
    let measured = gap.actual.as_ref();
    let measured = measured.and_then(|actual| question.computed.number(&actual.value, sketch));
    let whole = Whole {
        actual: measured.unwrap_or(lead),
        target,
        resampling: Resampling::default(),
    };
    let parts: Vec<Part> = waited
        .parts
        .iter()
        .zip(times)
        .map(|(of, actual)| part(*of, actual, sketch, today))
        .collect();
    let locals: Vec<Option<f64>> = parts.iter().map(|part| part.local).collect();
    let ranking = ranking(&paths, value, &locals, whole);
    let plans: Vec<Option<f64>> = parts
        .iter()
        .map(|part| part.local.or_else(|| planned(part.of, sketch, today)))
        .collect();
    let late = late_cases(waited, &paths, &plans, target);
    let mut shares = shares::of_times(parts, whole, ranking)?;
    shares.way = shares::Way::Followed;
    shares.late = late;
    Some(shares)
}

fn part(of: Target, actual: f64, sketch: &Sketch, today: &Today<'_>) -> Part {
    let (parameter, local) = match of {
        Target::Handoff(id) => (Parameter::Wait, wait_allowed(today.chain, id, sketch)),
        _ => (Parameter::Touch, None),
    };
    Part {
        of,
        actual,
        local,
        known: today.of(of, parameter),
    }
}

/// How long the model says that a part usually takes.
fn planned(of: Target, sketch: &Sketch, today: &Today<'_>) -> Option<f64> {
    let parameter = match of {
        Target::Handoff(_) => Parameter::Wait,
        _ => Parameter::Touch,
    };
    sketch.seconds(&today.chain.written(of, parameter)?)
}

fn scaled_all(times: &[f64], scale: f64) -> Vec<f64> {
    times.iter().map(|time| time * scale).collect()
}

fn scaled(path: &CriticalPath, scale: f64) -> CriticalPath {
    let segment = |segment: &Segment| Segment {
        part: segment.part,
        length: segment.length * scale,
    };
    CriticalPath {
        segments: path.segments.iter().map(segment).collect(),
        lead: path.lead * scale,
    }
}

/// What resampled cases say of who contributes most; `None` of too few of them.
fn ranking(
    paths: &[CriticalPath],
    value: Value,
    locals: &[Option<f64>],
    whole: Whole,
) -> Option<leaders::Ranking> {
    let paths = &paths[..paths.len().min(DRAWN)];
    let resampling = Resampling {
        resamples: (DRAWS / paths.len().max(1)).clamp(200, whole.resampling.resamples),
        ..whole.resampling
    };
    let times: Vec<Vec<f64>> = paths
        .iter()
        .map(|path| path.times(locals.len()))
        .collect::<Result<_, _>>()
        .ok()?;
    let points = |drawn: &[usize]| -> Result<Vec<f64>, AttributionError> {
        let (parts, lead) = match value {
            Value::Mean => means(&times, drawn, locals.len()),
            Value::Quantile(p) => {
                let drawn: Vec<CriticalPath> = drawn.iter().map(|at| paths[*at].clone()).collect();
                let found = at_quantile(&drawn, locals.len(), p, REACH)?;
                (found.parts, found.quantile)
            }
        };
        let whole = Whole {
            actual: lead,
            ..whole
        };
        let found: Attribution = shares::points_of_times(&parts, locals, whole)?;
        Ok(found.points)
    };
    leaders::over_cases(paths.len(), resampling, points).ok()
}

/// The mean time of each part over drawn cases, and the mean lead time.
fn means(times: &[Vec<f64>], drawn: &[usize], parts: usize) -> (Vec<f64>, f64) {
    let mut sums = vec![0.0; parts + 1];
    for at in drawn {
        for (sum, time) in sums.iter_mut().zip(&times[*at]) {
            *sum += time;
        }
    }
    let n = length(drawn.len().max(1));
    let lead = sums.iter().sum::<f64>() / n;
    sums.truncate(parts);
    (sums.iter().map(|sum| sum / n).collect(), lead)
}

/// Late cases against what was asked of each part, or else planned for it.
fn late_cases(
    waited: &Waited,
    paths: &[CriticalPath],
    plans: &[Option<f64>],
    target: f64,
) -> Option<LateCases> {
    let due = vec![target; paths.len()];
    let Late {
        cases,
        late,
        first,
        largest,
    } = late::tally(paths, plans, &due).ok()?;
    let parts = waited
        .parts
        .iter()
        .zip(first.parts.iter().zip(&largest.parts));
    let parts = parts.map(|(part, (first, most))| (LateCause::Part(*part), *first, *most));
    let rest = [
        (LateCause::Plan, first.plan, largest.plan),
        (LateCause::Unknown, first.unknown, largest.unknown),
    ];
    let mut causes: Vec<_> = parts
        .chain(rest)
        .filter(|(_, first, most)| first + most > 0)
        .collect();
    causes.sort_by_key(|(cause, first, most)| (std::cmp::Reverse((*first, *most)), *cause));
    Some(LateCases {
        cases,
        late,
        causes,
    })
}
