//! The parts a goal's value is made of: what each gives today, and what was asked of it.

use super::computed::{Computed, Question, sorts_out};
use super::scope::Scope;
use super::sketch::Sketch;
use super::today::{Known, Today};
use crate::load::document::{Better, Parameter, StandardMeasure as Of};
use crate::measure::gap::observed_share;
use crate::model::{Chain, GoalId, HandoffId, Target, meaning};
use crate::network::{At, Network, StepIx};
use crate::quantity::Quantity;

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The step or handoff.
    pub of: Target,
    /// What it gives, in the numbers of the network.
    pub actual: f64,
    /// What was asked of it.
    pub local: Option<f64>,
    /// How what it gives is known.
    pub known: Option<Known>,
}

/// How parts make the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Structure {
    /// Each is passed once by every case: they multiply.
    Product,
    /// There are choices or loops among them.
    Network,
    /// They add up.
    Sum,
}

/// The parts of a goal's value, and how they make it; `None` where it has none.
pub(super) fn parts(
    goal: GoalId,
    question: &Question,
    (sketch, network): (&Sketch, &Network),
    today: &Today<'_>,
) -> Option<(Vec<Part>, Structure)> {
    let chain = today.chain;
    let found = match question.computed {
        // What is found on the way is no part's loss alone.
        Computed::Output(_) if sorts_out(network) => return None,
        Computed::FirstPass | Computed::Output(_) => yields(chain, sketch, network),
        Computed::LeadTime => times(chain, sketch, network),
        _ => return None,
    };
    let (mut parts, structure) = found;
    // What a goal asks of its own place is the whole, not a part of it.
    let own = chain.goal(goal).on;
    parts.retain(|part| part.of != own || structure == Structure::Sum);
    (!parts.is_empty()).then_some((parts, structure))
}

/// The parts of a goal on what was delivered on time, in full or both: what was recorded of the
/// same at the handoffs that feed it.
pub(super) fn deliveries(goal: GoalId, today: &Today<'_>) -> Option<Vec<Part>> {
    let chain = today.chain;
    let one = chain.goal(goal);
    let of = one.measure.as_ref()?.of?;
    if !matches!(of, Of::OnTime | Of::InFull | Of::Otif) {
        return None;
    }
    let (_, handoffs) = Scope::of(one.on)?.contents(chain);
    // A way back is taken by what was refused, not by every piece.
    let is_way_there = |id: &HandoffId| chain.handoff(*id).record.returns != Some(true);
    let there = handoffs.into_iter().filter(is_way_there);
    let known = there.filter_map(|handoff| {
        let target = Target::Handoff(handoff);
        let known = today.figure(target, of).filter(|_| target != one.on)?;
        Some(Part {
            of: target,
            actual: actual_share(&known),
            local: share_asked(chain, target, &[of], goal),
            known: Some(known),
        })
    });
    let parts: Vec<Part> = known.filter(|part| part.actual > 0.0).collect();
    let is_made_up = today
        .figure(one.on, of)
        .is_some_and(|whole| makes_up(&whole, &parts));
    (!parts.is_empty() && !is_made_up).then_some(parts)
}

/// Whether more was delivered than parts that multiply could give, by exact bounds: then time lost
/// at one of them is made up for on the way, and the whole is not their product.
fn makes_up(whole: &Known, parts: &[Part]) -> bool {
    let bounds = |known: &Known| {
        let (k, n) = known.counts?;
        let (low, high) = observed_share(k, n).bounds?;
        Some((low.base(), high.base()))
    };
    let most = |part: &Part| {
        let known = part.known.as_ref().and_then(bounds);
        known.map_or(part.actual, |(_, high)| high)
    };
    let least = bounds(whole).map_or(whole.value.base(), |(low, _)| low);
    least > parts.iter().map(most).product::<f64>()
}

/// A share; of a sample without a good case, half a case.
fn actual_share(known: &Known) -> f64 {
    match known.counts {
        Some((0, n)) => crate::attribution::multiplicative::yield_of(0, 0, n).unwrap_or(0.0),
        _ => known.value.base(),
    }
}

fn yields(chain: &Chain, sketch: &Sketch, network: &Network) -> (Vec<Part>, Structure) {
    let mut plain = true;
    let mut parts = Vec::new();
    for (at, step) in network.steps().iter().enumerate() {
        let at = StepIx(at);
        let visits = network.first_visits(at);
        let (Some(of), Some(value)) = (sketch.object(At::Step(at)), step.right_first_time) else {
            continue;
        };
        if visits <= 0.0 || sketch.is_left_out(of) {
            continue;
        }
        plain &= (visits - 1.0).abs() < 1e-9;
        let known = sketch.known(of, Parameter::Yield).cloned();
        let Target::Step(id) = of else { continue };
        let asked = [Of::FirstPass, Of::Usable];
        let of_step = share_asked(chain, of, &asked, GoalId(u32::MAX));
        let of_gifts = || {
            let gifts = chain.given_by(id).filter(|one| chain.carries_work(*one));
            let asked =
                gifts.map(|one| share_asked(chain, Target::Handoff(one), &asked, GoalId(u32::MAX)));
            asked.flatten().reduce(f64::max)
        };
        parts.push(Part {
            of,
            actual: known.as_ref().map_or(value, actual_share),
            local: of_step.or_else(of_gifts),
            known,
        });
    }
    let structure = if plain {
        Structure::Product
    } else {
        Structure::Network
    };
    (parts, structure)
}

fn times(chain: &Chain, sketch: &Sketch, network: &Network) -> (Vec<Part>, Structure) {
    let expected = network.expected_lead_time();
    let terms = expected.parts.iter().filter(|term| term.seconds > 0.0);
    let parts = terms.filter_map(|term| {
        let of = sketch.object(term.at)?;
        let (parameter, allowed) = match of {
            Target::Handoff(id) => (Parameter::Wait, wait_allowed(chain, id, sketch)),
            _ => (Parameter::Touch, None),
        };
        Some(Part {
            of,
            actual: term.seconds,
            local: allowed,
            known: sketch.known(of, parameter).cloned(),
        })
    });
    (parts.collect(), Structure::Sum)
}

/// The share asked of an object: by a goal on it, else by the needs of who receives it.
pub(super) fn share_asked(chain: &Chain, on: Target, of: &[Of], but: GoalId) -> Option<f64> {
    let mut goals = (0..chain.goals.len())
        .map(GoalId::at)
        .filter(|id| *id != but);
    let by_goal = goals.find_map(|id| {
        let goal = chain.goal(id);
        let is_such = goal.on == on && of.contains(&goal.measure.as_ref()?.of?);
        let target = goal.record.target.as_ref()?;
        let is_share = target.dimension() == crate::quantity::Dimension::Share;
        (is_such && is_share).then(|| target.base())
    });
    by_goal.or_else(|| {
        let Target::Handoff(id) = on else { return None };
        bound(chain, id, of, Better::Higher).map(|bound| bound.base())
    })
}

/// How long work may wait at a handoff: by a goal on it, else by the needs of who receives it.
pub(super) fn wait_allowed(chain: &Chain, handoff: HandoffId, sketch: &Sketch) -> Option<f64> {
    let mut goals = chain.goals.iter();
    let by_goal = goals.find_map(|goal| {
        let is_such =
            goal.on == Target::Handoff(handoff) && goal.measure.as_ref()?.of == Some(Of::Wait);
        sketch.seconds(goal.record.target.as_ref().filter(|_| is_such)?)
    });
    by_goal.or_else(|| sketch.seconds(&bound(chain, handoff, &[Of::Wait], Better::Lower)?))
}

/// The strictest bound that the needs of a handoff set on one of the usual measures.
fn bound(chain: &Chain, handoff: HandoffId, of: &[Of], better: Better) -> Option<Quantity> {
    let record = &chain.handoff(handoff).record;
    let needs = record.customer.as_ref()?.needs.iter();
    let such = needs.filter(|need| meaning(need).is_some_and(|found| of.contains(&found)));
    let bounds = such.filter_map(|need| {
        let bound = need.bound.as_ref()?;
        let end = match better {
            Better::Higher => bound.low(),
            Better::Lower => bound.high(),
        };
        Some(end?.0.clone())
    });
    bounds.reduce(|one, other| {
        let stricter = match better {
            Better::Higher => other.base() > one.base(),
            Better::Lower => other.base() < one.base(),
        };
        if stricter { other } else { one }
    })
}
