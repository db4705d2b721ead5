//! Every series of figures as a control chart: each period with its limits, and the signals.
//!
//! The same limits and signals that [`super::Chart`] sums up for a goal, period by period and also
//! for figures that no goal is set on.

use jiff::civil::Date;

use super::chart::{charted, range};
use super::series::{Point, changed, points};
use crate::load::document::Better;
use crate::model::{Chain, FigureId, GoalId};
use crate::quantity::Quantity;
use crate::statistics::chart::{Cause, Limits, Signal, Stage, Variation};

/// A series of figures, one period after the other.
#[derive(Debug, Clone)]
pub struct ControlChart {
    /// Its latest figure; measure, object and recorder are those of the series.
    pub latest: FigureId,
    /// The goals set on this measure of this object.
    pub goals: Vec<GoalId>,
    /// The day of the last action that changed how the work is done; limits begin after it.
    pub changed_on: Option<Date>,
    /// How far the limits can be relied on; `None` with fewer than 6 periods.
    pub stage: Option<Stage>,
    /// Whether the latest period is special; `None` without limits, or if no side is better.
    pub variation: Option<Variation>,
    /// The periods, in the order of time.
    pub periods: Vec<Period>,
}

/// One period of a series.
#[derive(Debug, Clone)]
pub struct Period {
    /// The figure.
    pub figure: FigureId,
    /// Its value.
    pub value: Quantity,
    /// The mean, the lower and the upper limit; `None` without limits and before the last change.
    pub limits: Option<(Quantity, Quantity, Quantity)>,
    /// What makes it a signal; a value outside its limits comes before a run.
    pub signal: Option<Cause>,
}

/// The charts of all series, in the order of the figures; no figure that ends after `as_of` counts.
///
/// # Complexity
/// O(figures²) of each object.
pub fn control_charts(chain: &Chain, as_of: Option<Date>) -> Vec<ControlChart> {
    let count = chain.figures.iter().count();
    let mut is_drawn = vec![false; count];
    let mut charts = Vec::new();
    for id in (0..).map(FigureId).take(count) {
        let is_known = as_of.is_none_or(|day| chain.figures.get(id).record.period.last() <= day);
        if is_drawn[id.index()] || !is_known {
            continue;
        }
        let series = points(chain, id, as_of);
        for point in &series {
            is_drawn[point.figure.index()] = true;
        }
        charts.extend(of_series(chain, &series));
    }
    charts
}

fn of_series(chain: &Chain, series: &[Point]) -> Option<ControlChart> {
    let last = series.last()?;
    let figure = chain.figures.get(last.figure);
    let like = &figure.value;
    let goals = goals(chain, last.figure);
    let changes = goals
        .iter()
        .filter_map(|goal| changed(chain, *goal, Some(last.last)));
    let changed_on = changes.max();
    let begins = changed_on.map_or(0, |day| series.partition_point(|point| point.first <= day));
    let own = series.get(begins..).unwrap_or_default();
    let better = chain.measures[figure.measure.0 as usize].record.better;
    let better = better.or_else(|| {
        goals
            .iter()
            .find_map(|goal| chain.goal(*goal).record.direction())
    });
    // Which side is better changes what a signal means, and not where the limits are.
    let chart = charted(own, like, better.unwrap_or(Better::Higher));
    let unit = |base: f64| like.with_base(range(like).clip(base));
    let shown = |limits: &Limits| (unit(limits.centre), unit(limits.lower), unit(limits.upper));
    let period = |(at, point): (usize, &Point)| {
        let own = chart.as_ref().zip(at.checked_sub(begins));
        Period {
            figure: point.figure,
            value: chain.figures.get(point.figure).value.clone(),
            limits: own.and_then(|(chart, at)| chart.limits.get(at).map(shown)),
            signal: own.and_then(|(chart, at)| cause(&chart.found, at)),
        }
    };
    Some(ControlChart {
        latest: last.figure,
        changed_on,
        stage: chart.as_ref().map(|chart| chart.stage),
        variation: chart.as_ref().zip(better).map(|(chart, _)| chart.variation),
        periods: series.iter().enumerate().map(period).collect(),
        goals,
    })
}

/// The goals on the measure and the object of a figure.
fn goals(chain: &Chain, of: FigureId) -> Vec<GoalId> {
    let figure = chain.figures.get(of);
    let ids = (0..).map(GoalId).take(chain.goals.len());
    ids.filter(|id| {
        let measure = chain.links.goal_measure.get(id.index()).copied().flatten();
        measure == Some(figure.measure) && chain.goal(*id).on == figure.on
    })
    .collect()
}

fn cause(found: &[Signal], at: usize) -> Option<Cause> {
    let own = found
        .iter()
        .filter(|signal| (signal.from..=signal.to).contains(&at));
    own.map(|signal| signal.cause).min()
}
