//! The gap of each goal: how far what is measured lies from what is to be reached.
//!
//! A verdict needs evidence: `met` and `not met` are said only where the exact
//! one-sided bound demonstrates it; everything else is undetermined, with the reason
//! and, where it can be told, the cases still needed.

use jiff::civil::Date;

pub use super::open::Open;
use crate::load::document::{Better, Figure, Goal, Grade};
use crate::model::{self, Chain, FigureId, GoalId};
use crate::quantity::{Dimension, Quantity};
use crate::statistics::cases::{cases_if_all_good, cases_to_decide};
use crate::statistics::count::poisson;
use crate::statistics::share::clopper_pearson;
use crate::statistics::{ALPHA, Interval, as_float, round};

/// More cases than anybody will collect: beyond this no number is named.
const MOST_CASES: u64 = 100_000_000;

/// Whether a goal is reached, as far as the figures show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapVerdict {
    /// Demonstrated: even the unfavourable bound reaches the target.
    Met,
    /// Demonstrated: even the favourable bound misses the target.
    NotMet,
    /// Not decided.
    Undetermined(Open),
}

/// The latest value of a goal with what is known of its uncertainty.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// The value.
    pub value: Quantity,
    /// Bounds that hold with 95 % each; `None` for a census, or where no exact ones exist.
    pub bounds: Option<(Quantity, Quantity)>,
    /// How many cases had it, for a share.
    pub k: Option<u64>,
    /// How many cases were looked at.
    pub n: Option<u64>,
    /// All cases were looked at.
    pub census: bool,
    /// The day it speaks of.
    pub on: Option<Date>,
    /// How it was got; `None` if that is not said.
    pub grade: Option<Grade>,
    /// The figure it is; `None` for one written in the goal.
    pub figure: Option<FigureId>,
}

impl Observed {
    /// The least and the most the value may be, in its base unit; why that cannot be told, if so.
    pub(super) fn span(&self) -> Result<(f64, f64), Open> {
        match &self.bounds {
            Some((lower, upper)) => Ok((lower.base(), upper.base())),
            None if self.census => Ok((self.value.base(), self.value.base())),
            None if self.n.is_none() => Err(Open::NoCases),
            None => Err(Open::NoInterval),
        }
    }
}

/// Where a goal should be on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The value.
    pub value: Quantity,
    /// The day.
    pub on: Date,
}

/// The gap of one goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The goal.
    pub goal: GoalId,
    /// What is to be reached.
    pub target: Option<Quantity>,
    /// The latest value.
    pub actual: Option<Observed>,
    /// How far it is short of the target, positive if short; points for a share.
    pub distance: Option<Quantity>,
    /// The part of the way from the baseline to the target that is done; may lie outside 0..1.
    pub progress: Option<f64>,
    /// Where it should be by the day of the latest value, or the day the audit speaks of.
    pub expected: Option<Expected>,
    /// The value is where it should be by then, or better; `None` without an expectation, and
    /// once the goal is due, when only the target counts.
    pub on_plan: Option<bool>,
    /// The verdict.
    pub verdict: GapVerdict,
}

/// The gaps of all goals, by goal.
#[derive(Debug, Clone, Default)]
pub struct Gaps(Vec<Gap>);

impl Gaps {
    /// Computes the gap of every goal; `as_of` is the day "expected by now" speaks of,
    /// by default the day of each goal's latest value.
    pub fn of(chain: &Chain, as_of: Option<Date>) -> Self {
        let goals = (0..).map(GoalId).zip(&chain.goals);
        Self(
            goals
                .map(|(id, goal)| {
                    let better = goal.measure.as_ref().and_then(|measure| measure.better);
                    let written = goal.record.actual.as_ref().map(|figure| observed(figure));
                    let actual = written.unwrap_or_else(|| measured(chain, id, as_of));
                    gap_to(id, &goal.record, better, as_of, actual)
                })
                .collect(),
        )
    }

    /// The gap of a goal.
    pub fn get(&self, goal: GoalId) -> Option<&Gap> {
        self.0.get(goal.index())
    }

    /// All gaps, by goal.
    pub fn iter(&self) -> impl Iterator<Item = &Gap> {
        self.0.iter()
    }
}

/// The gap of one goal.
pub fn gap(id: GoalId, goal: &Goal, better: Option<Better>, as_of: Option<Date>) -> Gap {
    let actual = goal.actual.as_ref().and_then(|figure| observed(figure));
    gap_to(id, goal, better, as_of, actual)
}

/// The latest figure of a goal's measure on what the goal is on.
fn measured(chain: &Chain, id: GoalId, as_of: Option<Date>) -> Option<Observed> {
    let measure = chain
        .links
        .goal_measure
        .get(id.index())
        .copied()
        .flatten()?;
    let figure = chain.figures.latest(measure, chain.goal(id).on, as_of)?;
    Some(of_figure(chain.figures.get(figure), figure))
}

/// The gap of a goal whose latest value is `actual`.
fn gap_to(
    id: GoalId,
    goal: &Goal,
    better: Option<Better>,
    as_of: Option<Date>,
    actual: Option<Observed>,
) -> Gap {
    let baseline = goal.baseline.as_ref().and_then(|figure| value_of(figure));
    let target = goal.target.clone();
    let better = better.or_else(|| direction(baseline.as_ref()?, target.as_ref()?));
    let side = better.ok_or(match goal.measure {
        Some(_) => Open::NoDirection,
        None => Open::NoMeasure,
    });
    let both = actual.as_ref().zip(target.as_ref());
    let expected = expected(goal, baseline.as_ref(), actual.as_ref(), as_of);
    let comparable = both.filter(|(actual, target)| actual.value.commensurable(target));
    Gap {
        goal: id,
        distance: comparable
            .zip(better)
            .and_then(|((actual, target), better)| distance(&actual.value, target, better)),
        progress: comparable
            .zip(baseline.as_ref())
            .and_then(|((actual, target), baseline)| progress(baseline, &actual.value, target)),
        on_plan: expected
            .as_ref()
            .filter(|expected| goal.by.is_some_and(|by| expected.on < by))
            .zip(actual.as_ref())
            .zip(better)
            .and_then(|((expected, actual), better)| on_plan(actual, expected, better)),
        expected,
        verdict: verdict(target.as_ref(), actual.as_ref(), side),
        target,
        actual,
    }
}

/// The value of a figure: from its counts, else as written.
pub fn value_of(figure: &Figure) -> Option<Quantity> {
    let counted = figure
        .k
        .zip(figure.n)
        .map(|(k, n)| Quantity::share(count(k.0) / count(n.0)));
    counted.or_else(|| figure.value.clone())
}

#[expect(clippy::cast_precision_loss, reason = "counts are read up to 2^53")]
fn count(count: i64) -> f64 {
    count as f64
}

/// The better side as the step from baseline to target shows it.
fn direction(baseline: &Quantity, target: &Quantity) -> Option<Better> {
    match target.compare(baseline)? {
        std::cmp::Ordering::Greater => Some(Better::Higher),
        std::cmp::Ordering::Less => Some(Better::Lower),
        std::cmp::Ordering::Equal => None,
    }
}

fn observed(figure: &Figure) -> Option<Observed> {
    let value = value_of(figure)?;
    let counts = Counts {
        k: figure.k.and_then(|k| u64::try_from(k.0).ok()),
        n: figure.n.and_then(|n| u64::try_from(n.0).ok()),
        census: figure.census == Some(true),
    };
    let mut observed = of_counts(value, counts, figure.on);
    observed.grade = figure.grade;
    Some(observed)
}

/// A figure of the evidence with its uncertainty.
pub fn of_figure(figure: &model::Figure, id: FigureId) -> Observed {
    let record = &figure.record;
    let counts = Counts {
        k: record.k.and_then(|k| u64::try_from(k.0).ok()),
        n: record.n.and_then(|n| u64::try_from(n.0).ok()),
        census: record.census == Some(true),
    };
    let mut observed = of_counts(figure.value.clone(), counts, Some(record.period.last()));
    observed.grade = Some(figure.grade);
    observed.figure = Some(id);
    observed
}

/// A share of a sample, with its bounds.
pub fn observed_share(k: u64, n: u64) -> Observed {
    let value = Quantity::share(as_float(k) / as_float(n));
    let counts = Counts {
        k: Some(k),
        n: Some(n),
        census: false,
    };
    of_counts(value, counts, None)
}

/// What stands beside a value.
struct Counts {
    k: Option<u64>,
    n: Option<u64>,
    census: bool,
}

fn of_counts(value: Quantity, counts: Counts, on: Option<Date>) -> Observed {
    let Counts { k, n, census } = counts;
    let is_share = value.dimension() == Dimension::Share;
    // A share without its count: the count nearest to it.
    let nearest = || Some(round(value.base() * as_float(n?)));
    let k = k.or_else(|| nearest().filter(|_| is_share));
    let bounds = if census { None } else { bounds(&value, k, n) };
    let quantities = bounds.map(|bounds| {
        let (lower, upper) = (bounds.lower, bounds.upper);
        (value.with_base(lower), value.with_base(upper))
    });
    Observed {
        bounds: quantities,
        k: k.filter(|_| is_share),
        n,
        census,
        on,
        value,
        grade: None,
        figure: None,
    }
}

/// Exact bounds, where there are any: for shares with their cases, and for counts of events.
fn bounds(value: &Quantity, k: Option<u64>, n: Option<u64>) -> Option<Interval> {
    let whole = value.base() >= 0.0 && value.base().fract() == 0.0;
    match value.dimension() {
        Dimension::Share => clopper_pearson(k?, n?, ALPHA),
        Dimension::Count if whole => poisson(round(value.base()), ALPHA),
        _ => None,
    }
}

/// How far a value is short of the target; positive if short.
fn distance(actual: &Quantity, target: &Quantity, better: Better) -> Option<Quantity> {
    let short = match better {
        Better::Higher => target.base() - actual.base(),
        Better::Lower => actual.base() - target.base(),
    };
    Some(points(target, short))
}

/// A difference of values such as `like`; of shares it is points.
pub(super) fn points(like: &Quantity, difference: f64) -> Quantity {
    let point = Quantity::parse("1 pp").ok();
    let point = point.filter(|_| like.dimension() == Dimension::Share);
    point.as_ref().unwrap_or(like).with_base(difference)
}

/// The part of the way from baseline to target that is done.
fn progress(baseline: &Quantity, actual: &Quantity, target: &Quantity) -> Option<f64> {
    if !baseline.commensurable(target) {
        return None;
    }
    let way = target.base() - baseline.base();
    (way.abs() > f64::EPSILON).then(|| (actual.base() - baseline.base()) / way)
}

/// Where a goal should be on the day in question: along its milestones, else in a
/// straight line from baseline to target (domain of use: improve goals with dates).
fn expected(
    goal: &Goal,
    baseline: Option<&Quantity>,
    actual: Option<&Observed>,
    as_of: Option<Date>,
) -> Option<Expected> {
    let on = as_of.or(actual.and_then(|actual| actual.on))?;
    let (baseline, target) = (baseline?, goal.target.as_ref()?);
    let begun = goal
        .start
        .or_else(|| goal.baseline.as_ref().and_then(|figure| figure.on))?;
    let mut way = vec![(begun, baseline)];
    way.extend(goal.milestones.iter().map(|m| (m.on, &m.value)));
    way.push((goal.by?, target));
    way.sort_by_key(|(day, _)| *day);
    if !way.iter().all(|(_, value)| value.commensurable(target)) {
        return None;
    }
    let after = way.partition_point(|(day, _)| *day <= on);
    let base = match (
        after.checked_sub(1).and_then(|at| way.get(at)),
        way.get(after),
    ) {
        (Some((from, low)), Some((to, high))) => {
            let part = days(*from, on) / days(*from, *to);
            low.base() + (high.base() - low.base()) * part
        }
        (Some((_, last)), None) => last.base(),
        (None, Some((_, first))) => first.base(),
        (None, None) => return None,
    };
    Some(Expected {
        value: target.with_base(base),
        on,
    })
}

/// Whether a value is at least as good as it should be by then.
fn on_plan(actual: &Observed, expected: &Expected, better: Better) -> Option<bool> {
    let order = actual.value.compare(&expected.value)?;
    Some(match better {
        Better::Higher => order.is_ge(),
        Better::Lower => order.is_le(),
    })
}

fn days(from: Date, to: Date) -> f64 {
    from.until(to)
        .map_or(0.0, |span| f64::from(span.get_days()))
}

fn verdict(
    target: Option<&Quantity>,
    actual: Option<&Observed>,
    better: Result<Better, Open>,
) -> GapVerdict {
    use GapVerdict::Undetermined;
    let Some(target) = target else {
        return Undetermined(Open::NoTarget);
    };
    let Some(actual) = actual else {
        return Undetermined(Open::NoActual);
    };
    let better = match better {
        Ok(better) => better,
        Err(open) => return Undetermined(open),
    };
    if !actual.value.commensurable(target) {
        return Undetermined(Open::NotComparable);
    }
    let (lower, upper) = match actual.span() {
        Ok(span) => span,
        Err(open) => return Undetermined(open),
    };
    let (met, missed) = match better {
        Better::Higher => (lower >= target.base(), upper < target.base()),
        Better::Lower => (upper <= target.base(), lower > target.base()),
    };
    match (met, missed) {
        (true, _) => GapVerdict::Met,
        (_, true) => GapVerdict::NotMet,
        _ => Undetermined(one_sided(actual, target, better)),
    }
}

/// How many more cases would decide.
pub(super) fn one_sided(actual: &Observed, target: &Quantity, better: Better) -> Open {
    let counted = actual.k.zip(actual.n).and_then(|(k, n)| match better {
        Better::Higher => Some((k, n, target.base())),
        Better::Lower => Some((n.checked_sub(k)?, n, 1.0 - target.base())),
    });
    let more = |needed: fn(u64, u64, f64, f64, u64) -> Option<u64>| {
        let (good, n, target) = counted?;
        let all = needed(good, n, target, ALPHA, MOST_CASES)?;
        Some(all.saturating_sub(n))
    };
    Open::TooFewCases {
        at_this_rate: more(cases_to_decide),
        if_all_good: more(cases_if_all_good),
    }
}
