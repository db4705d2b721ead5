//! The figures of a goal one period after the other: what they do, and where they lead.

use jiff::civil::Date;

use super::chart::{Chart, charted, limits, range};
use super::half_life::{defects, end_of_day};
use crate::lang::Text;
use crate::load::document::{ActionStatus, Better};
use crate::model::{ActionId, Chain, FigureId, GoalId};
use crate::quantity::Quantity;
use crate::statistics::chart::{FEWEST_FIXED, FEWEST_TRIAL, Rules, Side, signals};
use crate::statistics::projection::{FEWEST, Projection, project};
use crate::statistics::trend::theil_sen;
use crate::statistics::{ALPHA, Interval};

/// So many periods after an action show whether it did anything: enough for each pattern that
/// counts as a signal.
pub const LAG: usize = 8;

/// What the figures of a goal show, one period after the other.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// How many periods there are; since the process was changed on purpose, if it was.
    pub periods: usize,
    /// The day of the last action that changed how the work is done.
    pub changed_on: Option<Date>,
    /// The chart; `None` with fewer than 6 periods.
    pub chart: Option<Chart>,
    /// Where it leads by the day of the goal; `None` with fewer than 8 periods.
    pub projected: Option<Projected>,
    /// The months in which what is bad halved of late; `None` unless it falls.
    pub half_life: Option<f64>,
    /// Actions that were done long enough ago to show, and after which nothing got better.
    pub unmoved_by: Vec<ActionId>,
}

impl Series {
    /// How many periods there are of those a chart takes; `None` if there are enough.
    pub fn too_few_periods(&self) -> Option<Text> {
        let periods = self.periods;
        let en = format!("too few periods ({periods} of {FEWEST_TRIAL})");
        let zh = format!("期数太少（{periods} 期，至少要 {FEWEST_TRIAL} 期）");
        let text = || Text::bilingual(Some(en.into()), Some(zh.into()));
        self.chart.is_none().then(text)
    }
}

/// Where the figures lead.
#[derive(Debug, Clone)]
pub struct Projected {
    /// The value on the day of the goal, if it goes on as before.
    pub value: Quantity,
    /// Both bounds of it, each holding with about 95 %.
    pub bounds: (Quantity, Quantity),
    /// The day of the goal.
    pub on: Date,
    /// The chance that the target is met then, about.
    pub chance: f64,
    /// No trend is shown: taken to stay where it is.
    pub flat: bool,
}

impl Projected {
    /// What was taken to go on.
    pub fn trend(&self) -> Text {
        let (en, zh) = match self.flat {
            true => (
                "no trend is shown, so it stays as it is",
                "看不出趋势，视为保持不变",
            ),
            false => (
                "the trend of the last periods goes on",
                "最近几期的趋势继续下去",
            ),
        };
        Text::bilingual(Some(en.into()), Some(zh.into()))
    }
}

/// What a goal asks of its series.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) target: Option<&'a Quantity>,
    pub(super) better: Better,
    /// The day by which the target is to be reached, of a goal to improve.
    pub(super) by: Option<Date>,
    /// The target is shown to be met.
    pub(super) is_met: bool,
}

/// One period.
#[derive(Clone, Copy)]
pub(super) struct Point {
    pub(super) figure: FigureId,
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) value: f64,
    pub(super) counts: Option<(u64, u64)>,
}

/// The series that the latest figure of a goal belongs to; nothing if there is none.
pub(super) fn series(
    chain: &Chain,
    id: GoalId,
    latest: Option<FigureId>,
    as_of: Option<Date>,
    asked: Asked<'_>,
) -> Series {
    let Some(latest) = latest else {
        return Series::default();
    };
    let like = &chain.figures.get(latest).value;
    let all = points(chain, latest, as_of);
    let changed_on = changed(chain, id, all.last().map(|point| point.last));
    let since = |point: &&Point| changed_on.is_none_or(|day| point.first > day);
    let own: Vec<Point> = all.iter().filter(since).copied().collect();
    let unit = |base: f64| like.with_base(range(like).clip(base));
    let asked = Asked {
        target: asked.target.filter(|target| target.commensurable(like)),
        ..asked
    };
    let chart = charted(&own, like, asked.better);
    let is_signal = chart.as_ref().is_some_and(|chart| chart.at_end);
    Series {
        periods: own.len(),
        changed_on,
        projected: projected(&own, is_signal, asked, &unit),
        half_life: half_life(&own, like, asked.better),
        unmoved_by: unmoved(chain, id, &all, like, asked),
        chart: chart.map(|chart| chart.shown(&own, asked, &unit)),
    }
}

/// All figures of the series of one figure, in the order of time.
pub(super) fn points(chain: &Chain, latest: FigureId, as_of: Option<Date>) -> Vec<Point> {
    let figure = chain.figures.get(latest);
    let same_series = |other: &&FigureId| {
        let other = chain.figures.get(**other);
        let by = |figure: &crate::model::Figure| figure.record.recorded_by.clone();
        other.measure == figure.measure
            && other.recorder == figure.recorder
            && by(other) == by(figure)
            && other.value.commensurable(&figure.value)
            && as_of.is_none_or(|day| other.record.period.last() <= day)
    };
    let own = chain.figures.on(figure.on).iter().filter(same_series);
    own.map(|id| {
        let figure = chain.figures.get(*id);
        let record = &figure.record;
        let counts = record.k.zip(record.n);
        Point {
            figure: *id,
            first: record.period.first(),
            last: record.period.last(),
            value: figure.value.base(),
            counts: counts.and_then(|(k, n)| Some((k.0.try_into().ok()?, n.0.try_into().ok()?))),
        }
    })
    .collect()
}

/// The last day on which an action for the goal that changes how work is done was finished.
pub(super) fn changed(chain: &Chain, id: GoalId, until: Option<Date>) -> Option<Date> {
    let done = finished(chain, id).filter(|(_, _, changes)| *changes);
    let days = done.map(|(_, day, _)| day);
    days.filter(|day| until.is_some_and(|until| *day <= until))
        .max()
}

/// The actions for a goal that are done, with their day and whether they change the process.
fn finished(chain: &Chain, id: GoalId) -> impl Iterator<Item = (ActionId, Date, bool)> {
    let actions = chain.goal(id).helped_by.iter();
    actions.filter_map(|action| {
        let record = &chain.actions[action.index()].record;
        let is_done = record.status == Some(ActionStatus::Done);
        let day = record.by.filter(|_| is_done)?;
        Some((*action, day, record.changes_process == Some(true)))
    })
}

/// Whether every period ends with a month; then months are as long as each other.
fn by_months(points: &[Point]) -> bool {
    points
        .iter()
        .all(|point| point.last == point.last.last_of_month())
}

/// A day on the clock of a series: months where periods end with them, else days.
fn clock(day: Date, months: bool) -> f64 {
    if months {
        return end_of_day(day);
    }
    let since = jiff::civil::date(2000, 1, 1).until(day);
    since.map_or(f64::NAN, |span| f64::from(span.get_days()))
}

fn projected(
    points: &[Point],
    is_signal: bool,
    asked: Asked<'_>,
    unit: &impl Fn(f64) -> Quantity,
) -> Option<Projected> {
    let by = asked
        .by
        .filter(|by| points.last().is_some_and(|last| last.last < *by))?;
    let target = asked.target?.base();
    let months = by_months(points);
    let timed: Vec<_> = points
        .iter()
        .map(|point| (clock(point.last, months), point.value))
        .collect();
    let found: Projection = project(&timed, clock(by, months), is_signal)?;
    let Interval { lower, upper } = found.bounds(ALPHA)?;
    Some(Projected {
        value: unit(found.value),
        bounds: (unit(lower), unit(upper)),
        on: by,
        chance: match asked.better {
            Better::Higher => found.chance_of_at_least(target),
            Better::Lower => found.chance_of_at_most(target),
        },
        flat: found.flat,
    })
}

/// The months in which the bad part of the last periods halves; `None` unless it falls.
fn half_life(points: &[Point], like: &Quantity, better: Better) -> Option<f64> {
    let points = &points[points
        .len()
        .saturating_sub(crate::statistics::projection::MOST)..];
    let logs: Option<Vec<_>> = points
        .iter()
        .map(|point| {
            let bad = defects(&like.with_base(point.value), better);
            let bad = bad.filter(|bad| *bad > 0.0)?;
            Some((end_of_day(point.last), bad.ln()))
        })
        .collect();
    let logs = logs.filter(|logs| logs.len() >= FEWEST)?;
    let slope = theil_sen(&logs, ALPHA)?.slope;
    (slope < 0.0).then(|| -std::f64::consts::LN_2 / slope)
}

/// Actions done after which enough periods followed, and none of them shows anything better.
fn unmoved(
    chain: &Chain,
    id: GoalId,
    points: &[Point],
    like: &Quantity,
    asked: Asked<'_>,
) -> Vec<ActionId> {
    let good = match asked.better {
        Better::Higher => Side::Above,
        Better::Lower => Side::Below,
    };
    let shows_nothing = |day: Date| -> Option<bool> {
        let before: Vec<_> = points.iter().filter(|p| p.last <= day).copied().collect();
        let after: Vec<_> = points.iter().filter(|p| p.first > day).copied().collect();
        let window = &before[before.len().saturating_sub(FEWEST_FIXED)..];
        if window.len() < FEWEST_TRIAL || after.len() < LAG {
            return None;
        }
        let (_, _, of) = limits(window, like)?;
        let drawn: Vec<_> = after.iter().map(|point| (point.value, of(point))).collect();
        let found = signals(&drawn, Rules::default());
        Some(!found.iter().any(|signal| signal.side == good))
    };
    if asked.is_met {
        return Vec::new();
    }
    let done = finished(chain, id);
    done.filter(|(_, day, _)| shows_nothing(*day) == Some(true))
        .map(|(action, _, _)| action)
        .collect()
}
