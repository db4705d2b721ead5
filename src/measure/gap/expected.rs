//! Where a goal should be by now: along its milestones, or on the way from baseline to target.

use jiff::civil::Date;

use super::observed::Observed;
use crate::load::document::{Better, Goal};
use crate::quantity::Quantity;

/// Where a goal should be on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The value.
    pub value: Quantity,
    /// The day.
    pub on: Date,
}

/// Where a goal should be on the day in question: along its milestones, else in a
/// straight line from baseline to target (domain of use: improve goals with dates).
pub(super) fn expected(
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
