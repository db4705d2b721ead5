//! The gap of each goal: how far what is measured lies from what is to be reached.
//!
//! A verdict needs evidence: `met` and `not met` are said only where the exact
//! one-sided bound demonstrates it; everything else is undetermined, with the reason
//! and, where it can be told, the cases still needed.

mod expected;
mod observed;
mod size;
mod verdict;

use jiff::civil::Date;

pub use self::expected::Expected;
pub use self::observed::{Observed, observed_share, of_figure, value_of};
pub(super) use self::size::points;
pub use self::verdict::GapVerdict;
pub(super) use self::verdict::one_sided;
pub use super::open::Open;
use crate::load::document::{Better, Goal};
use crate::model::{Chain, GoalId};
use crate::quantity::Quantity;

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
                    let written = goal
                        .record
                        .actual
                        .as_ref()
                        .map(|figure| observed::observed(figure));
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
    let actual = goal
        .actual
        .as_ref()
        .and_then(|figure| observed::observed(figure));
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
    let expected = expected::expected(goal, baseline.as_ref(), actual.as_ref(), as_of);
    let comparable = both.filter(|(actual, target)| actual.value.commensurable(target));
    Gap {
        goal: id,
        distance: comparable
            .zip(better)
            .and_then(|((actual, target), better)| size::distance(&actual.value, target, better)),
        progress: comparable
            .zip(baseline.as_ref())
            .and_then(|((actual, target), baseline)| {
                size::progress(baseline, &actual.value, target)
            }),
        on_plan: expected
            .as_ref()
            .filter(|expected| goal.by.is_some_and(|by| expected.on < by))
            .zip(actual.as_ref())
            .zip(better)
            .and_then(|((expected, actual), better)| expected::on_plan(actual, expected, better)),
        expected,
        verdict: verdict::verdict(target.as_ref(), actual.as_ref(), side),
        target,
        actual,
    }
}

/// The better side as the step from baseline to target shows it.
fn direction(baseline: &Quantity, target: &Quantity) -> Option<Better> {
    match target.compare(baseline)? {
        std::cmp::Ordering::Greater => Some(Better::Higher),
        std::cmp::Ordering::Less => Some(Better::Lower),
        std::cmp::Ordering::Equal => None,
    }
}
