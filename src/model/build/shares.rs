//! Holds the figures of steps against each other: shares of the ways out against the whole, and the
//! three times of a touch.

use crate::load::AnyRecord;
use crate::load::document::Junction;
use crate::load::{Record, Segment};
use crate::model::objects::{HandoffId, StepId};
use crate::model::{Chain, Party};
use crate::problem::{Problem, ProblemKind, StrategyProblem};
use crate::quantity::Quantity;
use crate::source::Spot;

/// Shares are written in percent with a few places: three thirds of 33.3 % are a whole.
const SLACK: f64 = 0.002;

/// Reports steps whose ways out do not share the whole, and loops that nothing leaves.
pub(super) fn whole(chain: &Chain, problems: &mut Vec<Problem>) {
    for step in (0..chain.steps.len()).map(StepId::at) {
        of_step(chain, step, problems);
        rising(chain, step, problems);
    }
    never_ending(chain, problems);
}

fn share(chain: &Chain, handoff: HandoffId) -> Option<f64> {
    let record = &chain.handoff(handoff).record;
    Some(record.share.as_ref()?.0.base())
}

fn of_step(chain: &Chain, step: StepId, problems: &mut Vec<Problem>) {
    let record = &chain.step(step).record;
    let is_return = |handoff: &HandoffId| chain.handoff(*handoff).record.returns == Some(true);
    // All of the ways on are taken where work parts; only ways back then share the whole.
    let parts = record.split == Some(Junction::And);
    let ways: Vec<HandoffId> = chain
        .given_by(step)
        .filter(|handoff| !parts || is_return(handoff))
        .collect();
    let told: Vec<_> = ways
        .iter()
        .filter_map(|handoff| Some((*handoff, share(chain, *handoff)?)))
        .collect();
    let Some((first, _)) = told.first() else {
        return;
    };
    let sum: f64 = told.iter().map(|(_, share)| share).sum();
    let open = parts || told.len() < ways.len() || record.end == Some(true);
    if sum <= 1.0 + SLACK && (open || sum >= 1.0 - SLACK) {
        return;
    }
    let kind = ProblemKind::Strategy(StrategyProblem::SharesNotWhole {
        step: chain.full_id(Some(chain.step(step).process), record.id.as_str()),
        sum: 100.0 * sum,
    });
    problems.push(Problem::at(place(chain, *first), kind));
}

fn place(chain: &Chain, handoff: HandoffId) -> Spot {
    let handoff = chain.handoff(handoff);
    let key = if handoff.record.has("share") {
        "share"
    } else {
        "id"
    };
    Spot {
        source: handoff.source,
        span: Record::locate(&*handoff.record, &[Segment::Key(key.into())]),
    }
}

/// A loop of which every way out has a share of nothing.
fn never_ending(chain: &Chain, problems: &mut Vec<Problem>) {
    for group in &chain.loops {
        if group.may_end || group.exits.is_empty() {
            // Without a way out the rule on endless rework speaks.
            continue;
        }
        let closed = |handoff: &HandoffId| {
            let giver = match chain.handoff(*handoff).from {
                Party::Step(step) => StepId(step),
                _ => return false,
            };
            let told = share(chain, *handoff).map(|share| share <= 0.0);
            told.unwrap_or_else(|| rest(chain, giver) <= 0.0)
        };
        if !group.exits.iter().all(closed) {
            continue;
        }
        if let (Some(step), Some(exit)) = (group.steps.first(), group.exits.first()) {
            let step = chain.step(*step);
            let kind = ProblemKind::Strategy(StrategyProblem::NeverEnds {
                step: chain.full_id(Some(step.process), step.record.id.as_str()),
            });
            problems.push(Problem::at(place(chain, *exit), kind));
        }
    }
}

/// What the told shares of a step leave for the way that is not told.
fn rest(chain: &Chain, step: StepId) -> f64 {
    let edges = chain
        .graph
        .edges_directed(chain.step(step).node, petgraph::Outgoing);
    let told = edges.filter_map(|edge| share(chain, HandoffId(*edge.weight())));
    1.0 - told.sum::<f64>()
}

/// Reports a touch time whose least, usual and longest do not rise.
fn rising(chain: &Chain, step: StepId, problems: &mut Vec<Problem>) {
    let step = chain.step(step);
    let Some(touch) = &step.record.touch else {
        return;
    };
    let above = |one: &Option<Quantity>, other: &Option<Quantity>| {
        let order = one.as_ref().zip(other.as_ref());
        let order = order.and_then(|(one, other)| one.compare(other));
        order.is_some_and(std::cmp::Ordering::is_gt)
    };
    let (min, typical, max) = (&touch.min, &touch.typical, &touch.max);
    if above(min, typical) || above(typical, max) || above(min, max) {
        let spot = Spot {
            source: step.source,
            span: Record::locate(&*step.record, &[Segment::Key("touch".into())]),
        };
        let kind = ProblemKind::Strategy(StrategyProblem::TimesNotRising);
        problems.push(Problem::at(spot, kind));
    }
}
