//! What changes that are tried do to a goal.

use super::closing::would_be;
use super::levers::Levers;
use super::today::Today;
use super::{Attainable, GoalStrategy, of_goal};
use crate::measure::Gap;
use crate::quantity::Quantity;

/// A goal after changes that were tried.
#[derive(Debug, Clone)]
pub struct Afterwards {
    /// What was measured, moved as the chain moves: an estimate. `None` where nothing was measured,
    /// or the chain has no answer.
    pub would_be: Option<Quantity>,
    /// Whether the target can be reached then.
    pub attainable: Attainable,
}

/// What becomes of a goal: `today` is that of the changed chain.
///
/// Where the chain moves, the estimate stands in the place of what was measured. It shows nothing met,
/// and what the figures of the process as it was show says nothing of it.
pub fn afterwards(
    before: (&Gap, &GoalStrategy),
    after: (&Gap, &GoalStrategy),
    today: &Today<'_>,
) -> Afterwards {
    let ((gap, stands), (later, changed)) = (before, after);
    let would_be = estimate(gap, stands, changed, later.target.as_ref());
    let estimated = would_be
        .clone()
        .zip(changed.question.as_ref())
        .filter(|_| moves(stands, changed))
        .map(|(value, question)| later.estimated(value, question.better));
    let attainable = match estimated {
        Some(gap) => of_goal(&gap, today, &Levers::of(today.chain)).attainable,
        None => changed.attainable.clone(),
    };
    Afterwards {
        would_be,
        attainable,
    }
}

/// What the chain gives is another value than before.
pub fn moves(before: &GoalStrategy, after: &GoalStrategy) -> bool {
    match (&before.computed, &after.computed) {
        (Some((_, before)), Some((_, after))) => {
            (before.base() - after.base()).abs() > 1e-12 * before.base().abs()
        }
        (None, None) => false,
        _ => true,
    }
}

fn estimate(
    gap: &Gap,
    before: &GoalStrategy,
    after: &GoalStrategy,
    target: Option<&Quantity>,
) -> Option<Quantity> {
    let question = after.question.as_ref()?;
    let (first, _) = before.computed.as_ref()?;
    let (then, _) = after.computed.as_ref()?;
    let measured = question.plain_number(&gap.actual.as_ref()?.value)?;
    let value = would_be(question.computed, (first.value, then.value), Some(measured));
    question.quantity(value, target?)
}
