//! Where a goal should be by now: along its milestones, or on the way from baseline to target.

use jiff::civil::Date;

use super::half_life::{defects, undefects};
use super::observed::Observed;
use crate::load::document::{Better, Curve, Goal};
use crate::quantity::Quantity;

/// Where a goal should be on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The value.
    pub value: Quantity,
    /// The day.
    pub on: Date,
}

/// Where a goal to improve should be on the day in question: along its milestones, else on its
/// curve from baseline to target.
pub(super) fn expected(
    goal: &Goal,
    baseline: Option<&Quantity>,
    better: Option<Better>,
    actual: Option<&Observed>,
    as_of: Option<Date>,
) -> Option<Expected> {
    let on = as_of.or(actual.and_then(|actual| actual.on))?;
    let (baseline, target) = (baseline?, goal.target.as_ref()?);
    let begun = goal
        .start
        .or_else(|| goal.baseline.as_ref().and_then(|figure| figure.on))?;
    let by = goal.by?;
    let halves = goal.curve == Some(Curve::HalfLife) && goal.milestones.is_empty();
    let base = if halves {
        halved((begun, baseline), (by, target), on, better?)?
    } else {
        let mut way = vec![(begun, baseline)];
        way.extend(goal.milestones.iter().map(|m| (m.on, &m.value)));
        way.push((by, target));
        way.sort_by_key(|(day, _)| *day);
        along(&way, on)?
    };
    Some(Expected {
        value: target.with_base(base),
        on,
    })
}

/// In straight lines from one point of the way to the next.
fn along(way: &[(Date, &Quantity)], on: Date) -> Option<f64> {
    let (_, first) = way.first()?;
    if !way.iter().all(|(_, value)| value.commensurable(first)) {
        return None;
    }
    let after = way.partition_point(|(day, _)| *day <= on);
    let before = after.checked_sub(1).and_then(|at| way.get(at));
    Some(match (before, way.get(after)) {
        (Some((from, low)), Some((to, high))) => {
            low.base() + (high.base() - low.base()) * days(*from, on) / days(*from, *to)
        }
        (Some((_, last)), None) => last.base(),
        (None, Some((_, first))) => first.base(),
        (None, None) => return None,
    })
}

/// What is bad falls by the same factor every day.
fn halved(
    (begun, baseline): (Date, &Quantity),
    (by, target): (Date, &Quantity),
    on: Date,
    better: Better,
) -> Option<f64> {
    let (from, to) = (defects(baseline, better)?, defects(target, better)?);
    let comparable = baseline.commensurable(target) && begun < by && from > 0.0 && to > 0.0;
    let part = (days(begun, on) / days(begun, by)).clamp(0.0, 1.0);
    let left = from * (to / from).powf(part);
    comparable.then(|| undefects(left, target, better))
}

/// Whether a value is at least as good as it should be by then.
pub(super) fn on_plan(actual: &Observed, expected: &Expected, better: Better) -> Option<bool> {
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
