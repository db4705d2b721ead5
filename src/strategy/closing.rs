//! What would close a gap: the cheapest changes that turn it, within their ranges.

use super::computed::{Computed, Question};
use super::levers::{Levers, Pull};
use super::sketch::Sketch;
use crate::load::document::{Better, Parameter};
use crate::model::Chain;
use crate::network::{Gate, Network, StepIx};
use crate::quantity::Quantity;
use crate::remedy::{Direction, Goal, Lever, Outcome, Reading, Search, Task};

/// A lever, moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Its position among the levers of the chain.
    pub lever: usize,
    /// The figure today.
    pub from: Quantity,
    /// What it would be.
    pub to: Quantity,
    /// What that costs; `None` if no lever of the model has a cost.
    pub cost: Option<Quantity>,
}

/// A set of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The changes.
    pub moves: Vec<Move>,
    /// What they cost together; `None` if no lever of the model has a cost.
    pub cost: Option<Quantity>,
    /// The goal's value after them.
    pub value: Quantity,
}

/// What could be done about a gap.
#[derive(Debug, Clone, PartialEq)]
pub enum Closing {
    /// These changes turn it, the cheapest first.
    Remedies {
        /// The sets of changes.
        remedies: Vec<Remedy>,
        /// There may be a cheaper set than the first.
        may_be_cheaper: bool,
    },
    /// Nothing within the ranges does; this comes nearest.
    OutOfReach(Remedy),
}

/// Works out what would close the gap of a goal from `actual` to `target`.
///
/// The chain is worked out from the figures of its parts, which need not come to exactly what
/// was measured of the whole; what is measured is taken, and moved as the chain moves.
pub(super) fn closing(
    chain: &Chain,
    question: &Question,
    sketch: &Sketch,
    levers: &Levers,
    (actual, target): (Option<&Quantity>, &Quantity),
) -> Option<Closing> {
    let pulls = levers.pulls(chain, question, sketch);
    if pulls.is_empty() {
        return None;
    }
    let computed = question.computed;
    let today = computed.answer(&sketch.network().ok()?, sketch)?.value;
    let measured = actual.and_then(|actual| computed.number(actual, sketch));
    let asked = computed.number(target, sketch)?;
    let mut fit = Fit::new(computed, today, measured);
    fit.floor = least_time(chain, question, sketch, levers);
    let plain = Plain::of(computed, sketch, &pulls);
    let read = |x: &[f64]| match &plain {
        Some(plain) => plain.reading(&pulls, fit, x),
        None => reading(question, sketch, &pulls, fit, x),
    };
    let goal = Goal {
        reading: &read,
        direction: match question.better {
            Better::Higher => Direction::AtLeast,
            Better::Lower => Direction::AtMost,
        },
        target: asked,
    };
    let numbers = pulls.iter().map(|pull| Lever {
        today: pull.today,
        lowest: pull.least,
        highest: pull.most,
        cost_up: pull.cost,
        cost_down: pull.cost,
        fixed: pull.once,
    });
    let task = Task::new(vec![goal], numbers.collect()).ok()?;
    let currency = currency(chain);
    let shown = Shown {
        chain,
        sketch,
        pulls: &pulls,
        currency: currency.as_ref(),
        like: target,
        computed,
    };
    let whole = |at: &[f64]| {
        let at = in_whole_machines(&pulls, at);
        let values = vec![read(&at).value];
        (at, values)
    };
    Some(match task.cheapest() {
        Outcome::AlreadyMet => return None,
        Outcome::Reached(closing) => {
            let made_whole = closing.remedies.iter().map(|remedy| {
                let (at, values) = whole(&remedy.at);
                shown.remedy(&at, &values)
            });
            let mut remedies: Vec<Remedy> = made_whole.collect();
            // Whole machines cost more than parts of them, some sets by more than others.
            let cost = |remedy: &Remedy| remedy.cost.as_ref().map_or(0.0, Quantity::base);
            remedies.sort_by(|one, other| cost(one).total_cmp(&cost(other)));
            let is_rounded = pulls
                .iter()
                .any(|pull| pull.parameter == Parameter::Servers);
            Closing::Remedies {
                remedies,
                may_be_cheaper: closing.search == Search::Local || is_rounded,
            }
        }
        Outcome::OutOfReach(nearest) => {
            let (at, values) = whole(&nearest.at);
            Closing::OutOfReach(shown.remedy(&at, &values))
        }
    })
}

/// The time no case is below, whatever was measured: even with every lever pulled as far as it goes.
fn least_time(chain: &Chain, question: &Question, sketch: &Sketch, levers: &Levers) -> f64 {
    let bounds = question.computed == Computed::LeadTime && question.better == Better::Lower;
    let best = levers.at_best(chain, question, sketch).filter(|_| bounds);
    let network = best.and_then(|best| best.network().ok());
    network.map_or(f64::NEG_INFINITY, |network| {
        network.least_lead_time().seconds
    })
}

/// Half a machine cannot be bought; a whole one gives no less.
fn in_whole_machines(pulls: &[Pull], at: &[f64]) -> Vec<f64> {
    let rounded = pulls.iter().zip(at).map(|(pull, to)| match pull.parameter {
        Parameter::Servers if *to > pull.today => (to - 1e-9).ceil().min(pull.most),
        Parameter::Servers => (to + 1e-9).floor().max(pull.least),
        _ => *to,
    });
    rounded.collect()
}

/// What was measured of a goal, moved as the chain moves from what it gives today to what it would
/// give; what the chain would give where nothing was measured.
pub fn would_be(computed: Computed, (today, then): (f64, f64), measured: Option<f64>) -> f64 {
    Fit::new(computed, today, measured).value(then)
}

/// How what was measured of the whole follows what is worked out from the parts.
#[derive(Debug, Clone, Copy)]
struct Fit {
    factor: f64,
    offset: f64,
    is_share: bool,
    /// Nothing is below it.
    floor: f64,
}

impl Fit {
    fn new(computed: Computed, today: f64, measured: Option<f64>) -> Self {
        let is_share = matches!(
            computed,
            Computed::FirstPass | Computed::Output(_) | Computed::Rework
        );
        let mut fit = Self {
            factor: 1.0,
            offset: 0.0,
            is_share,
            floor: f64::NEG_INFINITY,
        };
        match measured {
            Some(measured) if is_share && today > 0.0 => fit.factor = measured / today,
            Some(measured) if !is_share => fit.offset = measured - today,
            _ => {}
        }
        fit
    }

    fn value(self, computed: f64) -> f64 {
        let value = (computed * self.factor + self.offset).max(self.floor);
        if self.is_share { value.min(1.0) } else { value }
    }

    /// Whether a value stays as it is, however the levers are moved a little.
    fn is_flat(self, value: f64) -> bool {
        self.is_share && value >= 1.0 || value <= self.floor
    }
}

/// A chain simple enough that what levers do to it is known without working it out anew: yields
/// that multiply, or times that add up.
struct Plain {
    today: f64,
    /// By lever: for times, what each second adds; for yields, whether it is a factor.
    slopes: Vec<f64>,
    multiplies: bool,
}

impl Plain {
    fn of(computed: Computed, sketch: &Sketch, pulls: &[Pull]) -> Option<Self> {
        let network = sketch.network().ok()?;
        let goes_apart = network
            .steps()
            .iter()
            .any(|step| step.split == Gate::And || step.join == Gate::And);
        let starts = network.steps().iter().filter(|step| step.starts.is_some());
        let once = |at: usize| (network.first_visits(StepIx(at)) - 1.0).abs() < 1e-12;
        let multiplies = match computed {
            Computed::FirstPass => (0..network.steps().len()).all(once),
            Computed::LeadTime if !goes_apart && starts.count() == 1 => false,
            _ => return None,
        };
        // Nothing is a multiple of nothing.
        let is_above_nothing = pulls.iter().all(|pull| pull.today > 0.0);
        if computed == Computed::FirstPass && !(multiplies && is_above_nothing) {
            return None;
        }
        let slopes = slopes(computed, &network, sketch, pulls)?;
        let today = computed.answer(&network, sketch)?.value;
        Some(Self {
            today,
            slopes,
            multiplies,
        })
    }

    fn reading(&self, pulls: &[Pull], fit: Fit, x: &[f64]) -> Reading {
        let moved = pulls.iter().zip(x);
        let (value, gradient) = if self.multiplies {
            let factors = moved.map(|(pull, to)| to / pull.today);
            let value = self.today * factors.product::<f64>();
            (value, x.iter().map(|to| value / to).collect::<Vec<f64>>())
        } else {
            let added = moved.zip(&self.slopes);
            let added = added.map(|((pull, to), slope)| slope * (to - pull.today));
            (self.today + added.sum::<f64>(), self.slopes.clone())
        };
        let value = fit.value(value);
        let is_flat = fit.is_flat(value);
        let scaled = gradient.into_iter().map(|slope| slope * fit.factor);
        let gradient: Vec<f64> = scaled.collect();
        let is_finite = gradient.iter().all(|slope| slope.is_finite());
        Reading {
            value,
            gradient: (!is_flat && is_finite).then_some(gradient),
        }
    }
}

fn reading(question: &Question, sketch: &Sketch, pulls: &[Pull], fit: Fit, x: &[f64]) -> Reading {
    let mut tried = sketch.clone();
    for (pull, value) in pulls.iter().zip(x) {
        tried.set(pull.target, pull.parameter, *value);
    }
    let solved = tried.network().ok();
    let answered = solved.and_then(|network| {
        let value = question.computed.answer(&network, &tried)?.value;
        let slopes = slopes(question.computed, &network, &tried, pulls);
        Some((value, slopes))
    });
    match answered {
        Some((value, slopes)) => {
            let value = fit.value(value);
            let is_flat = fit.is_flat(value);
            Reading {
                value,
                gradient: slopes
                    .filter(|_| !is_flat)
                    .map(|slopes| slopes.into_iter().map(|slope| slope * fit.factor).collect()),
            }
        }
        None => Reading {
            value: f64::NAN,
            gradient: None,
        },
    }
}

/// The slopes by every lever in closed form, where each has one.
fn slopes(
    computed: Computed,
    network: &Network,
    sketch: &Sketch,
    pulls: &[Pull],
) -> Option<Vec<f64>> {
    use crate::model::Target;
    let closed = |parameter: Parameter| match computed {
        Computed::FirstPass => parameter == Parameter::Yield,
        Computed::LeadTime => matches!(parameter, Parameter::Touch | Parameter::Wait),
        _ => false,
    };
    if !pulls.iter().all(|pull| closed(pull.parameter)) {
        return None;
    }
    let (by_step, by_way) = match computed {
        Computed::FirstPass => (network.rolled_yield_slopes(), Vec::new()),
        _ => {
            let slopes = network.lead_time_slopes();
            (slopes.by_touch, slopes.by_wait)
        }
    };
    let slope = |pull: &Pull| match pull.target {
        Target::Step(id) => by_step.get(sketch.step(id)?.0),
        Target::Handoff(id) => by_way.get(sketch.way(id)?.0),
        _ => None,
    };
    pulls.iter().map(|pull| slope(pull).copied()).collect()
}

/// The currency of the costs, as an amount of it.
fn currency(chain: &Chain) -> Option<Quantity> {
    let costs = chain
        .levers
        .iter()
        .flat_map(|lever| [lever.record.cost.as_ref(), lever.record.once.as_ref()]);
    costs.flatten().next().map(|cost| cost.0.clone())
}

/// Turns numbers back into what the user wrote.
struct Shown<'a> {
    chain: &'a Chain,
    sketch: &'a Sketch,
    pulls: &'a [Pull],
    currency: Option<&'a Quantity>,
    like: &'a Quantity,
    computed: Computed,
}

impl Shown<'_> {
    fn remedy(&self, at: &[f64], values: &[f64]) -> Remedy {
        let moved = self.pulls.iter().zip(at).filter(|(pull, to)| {
            let range = (pull.most - pull.least).max(f64::MIN_POSITIVE);
            (**to - pull.today).abs() > 1e-9 * range
        });
        let cost_of = |pull: &Pull, to: f64| (to - pull.today).abs() * pull.cost + pull.once;
        let money = |cost: f64| self.currency.map(|currency| currency.with_base(cost));
        let moved: Vec<(&Pull, f64)> = moved.map(|(pull, to)| (pull, *to)).collect();
        let total = moved.iter().map(|(pull, to)| cost_of(pull, *to)).sum();
        Remedy {
            moves: moved
                .into_iter()
                .map(|(pull, to)| Move {
                    lever: pull.at,
                    from: pull.quantity(self.chain, pull.today, self.sketch),
                    to: pull.quantity(self.chain, to, self.sketch),
                    cost: money(cost_of(pull, to)),
                })
                .collect(),
            cost: money(total),
            value: self.computed.quantity(
                values.first().copied().unwrap_or(f64::NAN),
                self.like,
                self.sketch,
            ),
        }
    }
}
