//! The gap of each goal: how far what is measured lies from what is to be reached.
//!
//! A verdict needs evidence: `met` and `not met` are said only where the exact
//! one-sided bound demonstrates it; everything else is undetermined, with the reason
//! and, where it can be told, the cases still needed.

mod chart;
mod control;
mod due;
mod expected;
mod half_life;
mod observed;
mod rated;
mod series;
mod significance;
mod size;
mod verdict;
mod yardsticks;

use std::sync::Arc;

use jiff::civil::Date;

pub use self::chart::{Chart, State};
pub use self::control::{ControlChart, Period, control_charts};
pub use self::expected::Expected;
pub use self::observed::{Observed, counts_of, observed_share, of_figure};
pub use self::series::{LAG, Projected, Series};
pub use self::significance::FALSE_SHARE;
pub(super) use self::size::points;
pub use self::size::{Money, Sizes};
pub use self::verdict::GapVerdict;
pub(super) use self::verdict::one_sided;
pub use self::yardsticks::{Asks, Competitor, Customer, Expectation, Pattern};
use super::logged::Logged;
pub use super::open::Open;
use crate::load::document::{Better, Goal, GoalKind};
use crate::model::{Chain, FigureId, GoalId, Target};
use crate::quantity::Quantity;

/// The gap of one goal.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The goal.
    pub goal: GoalId,
    /// What is to be reached.
    pub target: Option<Quantity>,
    /// The value that decides: the latest; after the goal's day that of its day, where no later one
    /// shows anything else.
    pub actual: Option<Observed>,
    /// A value after the goal's day that shows nothing else than `actual`, and does not confirm it.
    pub later: Option<Observed>,
    /// How far it is short of the target, positive if short; points for a share.
    pub distance: Option<Quantity>,
    /// The part of the way from the baseline to the target that is done; may lie outside 0..1.
    /// Only a goal to improve has a way.
    pub progress: Option<f64>,
    /// Where it should be by the day of the latest value, or the day the audit speaks of.
    pub expected: Option<Expected>,
    /// The value is where it should be by then, or better; `None` without an expectation, and
    /// once the goal is due, when only the target counts.
    pub on_plan: Option<bool>,
    /// How far the value is short of what is expected by then.
    pub plan_distance: Option<Quantity>,
    /// It is demonstrated that the value is worse than what is expected by then.
    pub behind_plan: Option<bool>,
    /// The verdict.
    pub verdict: GapVerdict,
    /// How large the gap is, in other units.
    pub sizes: Sizes,
    /// In how many months what is bad must halve, to reach the target by its day.
    pub required_half_life: Option<f64>,
    /// What a receiver asks, by a need or by what it expected, that the value serves worst.
    pub customer: Option<Customer>,
    /// The best of others.
    pub competitor: Option<Competitor>,
    /// What target, need and benchmark say together.
    pub pattern: Option<Pattern>,
    /// What the figures show one period after the other.
    pub series: Series,
    /// The chance of such a value, if the process were just at the target; at most, where only
    /// bounds are known.
    pub p_value: Option<f64>,
    /// The verdict holds even though so many goals were looked at; `None` if undecided.
    pub survives: Option<bool>,
}

impl Gap {
    /// The same goal with a value that is only worked out. It shows nothing; what the figures show
    /// of the process as it was, its course and its verdict, is left out.
    pub fn estimated(&self, value: Quantity, better: Better) -> Self {
        let target = self.target.as_ref();
        let target = target.filter(|target| target.commensurable(&value));
        let distance = target.and_then(|target| size::distance(&value, target, better));
        Self {
            actual: Some(Observed::estimated(value)),
            later: None,
            distance,
            verdict: GapVerdict::Undetermined(Open::NoCases),
            sizes: Sizes::default(),
            series: Series::default(),
            p_value: None,
            survives: None,
            ..self.clone()
        }
    }
}

/// The gaps of all goals, by goal.
#[derive(Debug, Clone, Default)]
pub struct Gaps(Vec<Arc<Gap>>);

impl Gaps {
    /// Computes the gap of every goal; `as_of` is the day "expected by now" speaks of,
    /// by default the day of each goal's latest value.
    ///
    /// # Complexity
    /// O(figures + benchmarks) for each goal.
    pub fn of(chain: &Chain, logged: &Logged, as_of: Option<Date>) -> Self {
        let ids = (0..).map(GoalId).take(chain.goals.len());
        let mut all: Vec<Gap> = ids.map(|id| of_goal(chain, logged, id, as_of)).collect();
        significance::look_at_all(&mut all);
        Self(all.into_iter().map(Arc::new).collect())
    }

    /// The gap of a goal.
    pub fn get(&self, goal: GoalId) -> Option<&Arc<Gap>> {
        self.0.get(goal.index())
    }

    /// All gaps, by goal.
    pub fn iter(&self) -> impl Iterator<Item = &Gap> {
        self.0.iter().map(|gap| &**gap)
    }
}

/// The gap of one goal as it is written, without what the rest of the model says.
pub fn gap(id: GoalId, goal: &Goal, better: Option<Better>, as_of: Option<Date>) -> Gap {
    let actual = goal
        .actual
        .as_ref()
        .and_then(|figure| observed::observed(figure));
    gap_to(id, goal, better, as_of, actual)
}

fn of_goal(chain: &Chain, logged: &Logged, id: GoalId, as_of: Option<Date>) -> Gap {
    let goal = chain.goal(id);
    let record = &*goal.record;
    let better = goal.measure.as_ref().and_then(|measure| measure.better);
    let latest = latest(chain, id, as_of);
    let is_known = |on: Option<Date>| on.is_none_or(|on| as_of.is_none_or(|day| on <= day));
    let own = record.actual.as_ref().filter(|own| is_known(own.on));
    let written = own.map(|figure| observed::observed(figure));
    let measured = || {
        latest
            .map(|figure| of_figure(chain.figures.get(figure), figure))
            .or_else(|| rated::actual(chain, id, better.or_else(|| record.direction()), as_of))
    };
    let actual = written.unwrap_or_else(measured);
    let mut gap = gap_to(id, record, better, as_of, actual);
    let due = record.by.filter(|_| improves(record));
    if let Some(then) = due::of_its_day(chain, &gap, latest.filter(|_| own.is_none()), due) {
        let on_its_day = gap_to(id, record, better, as_of, Some(then));
        if !matches!(on_its_day.verdict, GapVerdict::Undetermined(_)) {
            gap = Gap {
                later: gap.actual,
                ..on_its_day
            };
        }
    }
    let is_open = gap.verdict == GapVerdict::Undetermined(Open::NoActual);
    let is_later = || record.actual.is_some() || self::latest(chain, id, None).is_some();
    if is_open && as_of.is_some() && is_later() {
        gap.verdict = GapVerdict::Undetermined(Open::Later);
    } else if is_open
        && let Some(measure) = &goal.measure
        && let Some(lacking) = logged.lacking(chain, goal.on, measure)
    {
        gap.verdict = GapVerdict::Undetermined(Open::NotInLog(lacking));
    }
    let Some(better) = better.or_else(|| record.direction()) else {
        return gap;
    };
    // Needs have no day: they are held against what is known last.
    if let Some(actual) = gap.later.as_ref().or(gap.actual.as_ref()) {
        gap.customer = yardsticks::customer(chain, id, actual, (better, as_of));
        gap.competitor = yardsticks::competitor(chain, id, actual, better);
    }
    gap.pattern = Pattern::of(
        gap.verdict,
        gap.customer.as_ref().map(|held| held.verdict),
        gap.competitor.as_ref().map(|held| held.verdict),
    );
    let asked = series::Asked {
        target: record.target.as_ref(),
        better,
        by: due,
        is_met: gap.verdict == GapVerdict::Met,
    };
    gap.series = series::series(chain, id, latest, as_of, asked);
    let sigma = gap.series.chart.as_ref().map(|chart| chart.sigma);
    gap.sizes.variation_units = sigma
        .filter(|sigma| *sigma > 0.0)
        .zip(gap.distance.as_ref())
        .map(|(sigma, distance)| distance.base() / sigma);
    gap.sizes.money = gap
        .distance
        .as_ref()
        .zip(record.short_costs.as_ref())
        .and_then(|(distance, costs)| size::money(distance, costs, volume(chain, id)))
        .filter(|money| money.amount.number().is_finite());
    gap
}

/// A goal to maintain or to comply has a threshold to keep, and no way to it.
fn improves(goal: &Goal) -> bool {
    goal.kind.is_none_or(|kind| kind == GoalKind::Improve)
}

/// The volume of the handoff that a goal is on, else of the only one it serves.
fn volume(chain: &Chain, id: GoalId) -> Option<&Quantity> {
    let handoff = match (chain.goal(id).on, &*chain.links.goal_serves[id.index()]) {
        (Target::Handoff(own), _) => own,
        (_, [served]) => *served,
        _ => return None,
    };
    let volume = chain.handoff(handoff).record.volume.as_ref()?;
    Some(&volume.0)
}

/// The latest figure of a goal's measure on what the goal is on.
fn latest(chain: &Chain, id: GoalId, as_of: Option<Date>) -> Option<FigureId> {
    let measure = chain
        .links
        .goal_measure
        .get(id.index())
        .copied()
        .flatten()?;
    chain.figures.latest(measure, chain.goal(id).on, as_of)
}

/// The gap of a goal whose latest value is `actual`.
fn gap_to(
    id: GoalId,
    goal: &Goal,
    better: Option<Better>,
    as_of: Option<Date>,
    actual: Option<Observed>,
) -> Gap {
    let baseline = goal.baseline.as_ref().and_then(|figure| figure.quantity());
    let baseline = baseline.filter(|_| improves(goal));
    let target = goal.target.clone();
    let better = better.or_else(|| goal.direction());
    let side = better.ok_or(match goal.measure {
        Some(_) => Open::NoDirection,
        None => Open::NoMeasure,
    });
    let both = actual.as_ref().zip(target.as_ref());
    let expected = expected::expected(goal, baseline.as_ref(), better, actual.as_ref(), as_of);
    let comparable = both.filter(|(actual, target)| actual.value.commensurable(target));
    let sided = comparable.zip(better);
    let distance =
        sided.and_then(|((actual, target), better)| size::distance(&actual.value, target, better));
    // Once it is due only the target counts.
    let open = expected
        .as_ref()
        .filter(|plan| goal.by.is_some_and(|by| plan.on < by));
    let planned = open.zip(actual.as_ref()).zip(better);
    let verdict = verdict::verdict(target.as_ref(), actual.as_ref(), side);
    Gap {
        goal: id,
        progress: comparable
            .zip(baseline.as_ref())
            .and_then(|((actual, target), baseline)| {
                size::progress(baseline, &actual.value, target)
            }),
        on_plan: planned
            .and_then(|((plan, actual), better)| expected::on_plan(actual, plan, better)),
        plan_distance: planned.and_then(|((plan, actual), better)| {
            let compares = actual.value.commensurable(&plan.value);
            size::distance(&actual.value, &plan.value, better).filter(|_| compares)
        }),
        behind_plan: planned.map(|((plan, actual), better)| {
            let reached = verdict::verdict(Some(&plan.value), Some(actual), Ok(better));
            reached == GapVerdict::NotMet
        }),
        sizes: Sizes {
            relative: distance
                .as_ref()
                .zip(target.as_ref())
                .and_then(|(distance, target)| size::relative(distance, target)),
            defect_factor: sided.and_then(|((actual, target), better)| {
                size::defect_factor(&actual.value, target, better)
            }),
            ..Sizes::default()
        },
        required_half_life: baseline
            .as_ref()
            .zip(better)
            .and_then(|(baseline, better)| half_life::required(goal, baseline, better)),
        p_value: sided
            .and_then(|((actual, target), better)| significance::p_value(actual, target, better)),
        distance,
        expected,
        verdict,
        target,
        actual,
        later: None,
        customer: None,
        competitor: None,
        pattern: None,
        series: Series::default(),
        survives: None,
    }
}
