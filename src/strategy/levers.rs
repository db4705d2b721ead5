//! Levers as numbers: what could be changed in a part of the chain, how far, at what cost.

use super::computed::Question;
use super::sketch::Sketch;
use super::today::{Known, Origin, Today};
use crate::lang::{Lang, Text};
use crate::load::change::Change;
use crate::load::document::{Better, Parameter};
use crate::load::{AnyRecord, Choice, Segment};
use crate::model::{Chain, Lever as Written, Target};
use crate::problem::{MeasuredToday, Problem, ProblemKind, StrategyProblem};
use crate::quantity::{Dimension, Period, Quantity, half_up};
use crate::source::Spot;

/// One lever of the model.
#[derive(Debug, Clone)]
pub(super) struct Lever {
    /// Its position among the levers of the chain.
    pub(super) at: usize,
    /// What it changes.
    pub(super) target: Target,
    /// Which figure of it.
    pub(super) parameter: Parameter,
}

/// The levers of a chain that change something.
#[derive(Debug, Clone, Default)]
pub(super) struct Levers(Vec<Lever>);

/// A lever in a part of the chain, in the numbers of its network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pull {
    /// Its position among the levers of the chain.
    pub(super) at: usize,
    pub(super) target: Target,
    pub(super) parameter: Parameter,
    pub(super) today: f64,
    pub(super) least: f64,
    pub(super) most: f64,
    /// What a change by one unit of the network costs.
    pub(super) cost: f64,
    /// What any change costs.
    pub(super) once: f64,
}

impl Levers {
    /// All of them.
    pub(super) fn of(chain: &Chain) -> Self {
        let levers = chain.levers.iter().enumerate();
        let found = levers.filter_map(|(at, lever)| {
            Some(Lever {
                at,
                target: lever.changes?,
                parameter: lever.record.parameter,
            })
        });
        Self(found.collect())
    }

    /// Those that move the answer to a question, as far as they are known today.
    pub(super) fn pulls(&self, chain: &Chain, question: &Question, sketch: &Sketch) -> Vec<Pull> {
        let known = question.parameters();
        let moving = self.0.iter().filter(|one| known.contains(&one.parameter));
        moving.filter_map(|one| pull(chain, one, sketch)).collect()
    }

    /// The part of the chain with every lever where it helps most; `None` if none moves it.
    pub(super) fn at_best(
        &self,
        chain: &Chain,
        question: &Question,
        sketch: &Sketch,
    ) -> Option<Sketch> {
        let pulls = self.pulls(chain, question, sketch);
        if pulls.is_empty() {
            return None;
        }
        let mut best = sketch.clone();
        for pull in &pulls {
            let end = better_end(pull, question, sketch);
            best.set(pull.target, pull.parameter, end);
        }
        Some(best)
    }
}

/// The end of its range at which a lever helps.
fn better_end(pull: &Pull, question: &Question, sketch: &Sketch) -> f64 {
    match pull.parameter {
        Parameter::Touch | Parameter::Wait => pull.least,
        Parameter::Share => {
            let value = |end: f64| {
                let mut tried = sketch.clone();
                tried.set(pull.target, pull.parameter, end);
                let network = tried.network().ok()?;
                Some(question.computed.answer(&network, &tried)?.value)
            };
            match (value(pull.least), value(pull.most), question.better) {
                (Some(low), Some(high), Better::Higher) if low > high => pull.least,
                (Some(low), Some(high), Better::Lower) if low < high => pull.least,
                _ => pull.most,
            }
        }
        _ => pull.most,
    }
}

fn pull(chain: &Chain, lever: &Lever, sketch: &Sketch) -> Option<Pull> {
    let record = &chain.levers.get(lever.at)?.record;
    // What counts elsewhere is moved there.
    if lever.parameter == Parameter::Yield && sketch.is_left_out(lever.target) {
        return None;
    }
    let number = |value: &Quantity| match lever.parameter {
        Parameter::Touch | Parameter::Wait => sketch.seconds(value),
        _ => Some(value.base()),
    };
    let today = sketch.get(lever.target, lever.parameter)?;
    let (least, most) = (number(&record.least)?, number(&record.most)?);
    let step = match (&record.per, lever.parameter) {
        (Some(per), Parameter::Touch | Parameter::Wait) => sketch.seconds(per)?,
        // Points are counted like the shares they are differences of.
        (Some(per), _) if per.dimension() == Dimension::Points => per.base(),
        (Some(per), _) => per.base(),
        (None, _) => 0.01,
    };
    let money = |cost: Option<&crate::load::Money>| cost.map_or(0.0, |cost| cost.0.base());
    Some(Pull {
        at: lever.at,
        target: lever.target,
        parameter: lever.parameter,
        today,
        // Within the range, or the input has a problem; a value that is only tried may lie outside.
        least: least.min(today),
        most: most.max(today),
        cost: if step > 0.0 {
            money(record.cost.as_ref()) / step
        } else {
            0.0
        },
        once: money(record.once.as_ref()),
    })
}

/// The levers whose range does not hold what was measured since it was written: nothing could be
/// said of how far such a lever goes.
pub fn outdated(today: &Today<'_>) -> Vec<Problem> {
    let levers = today.chain.levers.iter();
    levers.filter_map(|lever| excluded(lever, today)).collect()
}

fn excluded(lever: &Written, today: &Today<'_>) -> Option<Problem> {
    let (record, target) = (&lever.record, lever.changes?);
    if today.assumed.is_assumed(target, record.parameter) {
        return None;
    }
    let known = today.of(target, record.parameter)?;
    let below = known.value.compare(&record.least)?.is_lt();
    let above = known.value.compare(&record.most)?.is_gt();
    if !below && !above {
        return None;
    }
    let key = if below { "least" } else { "most" };
    let place = Spot {
        source: lever.source,
        span: record.locate(&[Segment::Key(key.into())]),
    };
    let written = |quantity: &Quantity| quantity.show(Lang::En);
    let kind = StrategyProblem::ExcludesToday {
        today: written(&to_four_decimals(&known.value)),
        least: written(&record.least),
        most: written(&record.most),
        measured: measured(&known, (target, record.parameter), today).map(Box::new),
    };
    let problem = Problem::at(place, ProblemKind::Strategy(kind));
    Some(match known.origin {
        Origin::Figure(id) => {
            let figure = today.chain.figures.get(id);
            problem.with_related(Spot {
                source: figure.source,
                span: figure.record.locate(&[]),
            })
        }
        Origin::Written(spot) => problem.with_related(spot),
        Origin::Log(_) => problem,
    })
}

/// Where a value that counts before the written one was measured.
fn measured(
    known: &Known,
    (target, parameter): (Target, Parameter),
    today: &Today<'_>,
) -> Option<MeasuredToday> {
    let written = today.chain.written(target, parameter);
    let of = |source, period: &Period, n| MeasuredToday {
        source,
        period: period.written().to_owned(),
        n,
        written: written.as_ref().map(|written| written.show(Lang::En)),
    };
    match known.origin {
        Origin::Written(_) => None,
        Origin::Figure(id) => {
            let figure = &today.chain.figures.get(id).record;
            let source = figure.source.clone();
            let n = figure.n.as_ref().and_then(|n| u64::try_from(n.0).ok());
            Some(of(source.unwrap_or_default(), &figure.period, n))
        }
        Origin::Log(at) => {
            let log = today.logged.logs.iter().find(|log| log.at == at)?;
            let n = match target {
                Target::Step(id) => log.steps.iter().find(|one| one.id == id).map(|one| one.n),
                Target::Handoff(id) => {
                    let mut all = log.handoffs.iter();
                    all.find(|one| one.id == id).map(|one| one.n)
                }
                _ => None,
            };
            Some(of(Text::plain(log.path.as_str()), &log.period, n))
        }
    }
}

/// More of a measured value would be noise in a sentence.
fn to_four_decimals(value: &Quantity) -> Quantity {
    let number = value.number();
    let kept = half_up(number, 4);
    if number == 0.0 {
        return value.clone();
    }
    value.with_base(value.base() * (kept / number))
}

impl Pull {
    /// A number of the network as the lever's own kind of quantity.
    pub(super) fn quantity(&self, chain: &Chain, value: f64, sketch: &Sketch) -> Quantity {
        let like = &chain.levers[self.at].record.least;
        match self.parameter {
            Parameter::Touch | Parameter::Wait => sketch.duration(value, like),
            _ => like.with_base(value),
        }
    }
}

/// The change that pulling a lever makes: to a value as written, or to the end at which its
/// figure is usually better. `None` if there is no such lever.
pub fn pulled(chain: &Chain, lever: usize, to: Option<&str>) -> Option<Change> {
    let lever = chain.levers.get(lever)?;
    let (record, changes) = (&lever.record, lever.changes?);
    let object = chain.target_id(changes);
    let end = match record.parameter {
        Parameter::Touch | Parameter::Wait | Parameter::Share => &record.least,
        _ => &record.most,
    };
    let to = to.map_or_else(|| end.show(Lang::En), str::to_owned);
    Some(Change {
        what: format!("{object}.{}", record.parameter.word()),
        to,
        spot: None,
    })
}
