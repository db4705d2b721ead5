//! Goals held against each other: do the smaller ones add up to the larger, and do any two ask
//! for different things of the same?

use std::collections::BTreeMap;

use super::computed::{Computed, Question, Side};
use super::otif;
use super::parts::{self, Part};
use super::today::Today;
use crate::load::document::{Better, Parameter, StandardMeasure};
use crate::model::{Chain, GoalId, Target};
use crate::quantity::Quantity;

/// A goal that is missed even if every smaller goal is met.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortfall {
    /// The larger goal.
    pub goal: GoalId,
    /// What it comes to if each part does exactly what its own goal or receiver asks; at most, where
    /// only ends are known.
    pub reached: Quantity,
    /// Whether it comes to just that, or that is one end of what it may come to.
    pub side: Side,
    /// What it comes to at least, where parts say no more than that.
    pub at_least: Option<Quantity>,
    /// What it asks for.
    pub target: Quantity,
    /// The parts something is asked of, with what that is.
    pub parts: Vec<Asked>,
    /// How many further parts nothing is asked of; they count as they are today.
    pub unasked: usize,
    /// It is missed even if those give all they could: no loss, no waiting.
    pub for_sure: bool,
}

/// What is asked of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The part.
    pub of: Target,
    /// Which of the usual measures of it, where several are parts of one whole.
    pub what: Option<StandardMeasure>,
    /// What is asked.
    pub value: Quantity,
}

/// Two goals that ask for different values of one measure on one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// One.
    pub first: GoalId,
    /// The other.
    pub second: GoalId,
}

/// Every goal whose parts do not add up to it.
pub(super) fn shortfalls(today: &Today<'_>) -> Vec<Shortfall> {
    let goals = (0..today.chain.goals.len()).map(GoalId::at);
    goals.filter_map(|goal| shortfall(goal, today)).collect()
}

fn shortfall(goal: GoalId, today: &Today<'_>) -> Option<Shortfall> {
    let chain = today.chain;
    let target = chain.goal(goal).record.target.clone()?;
    if let Some(short) = otif::shortfall(goal, today) {
        return Some(short);
    }
    if let Some(parts) = parts::deliveries(goal, today) {
        // Each is late on its own account: what several of them late together would help is
        // not known.
        let reached = parts.iter().map(|part| part.local.unwrap_or(part.actual));
        let reached: f64 = reached.product();
        let best: f64 = parts.iter().filter_map(|part| part.local).product();
        let values = (target.with_base(reached), Some(target.with_base(best)));
        let (like, better) = (target, Better::Higher);
        return told(goal, (values, Side::Exact), like, &parts, better);
    }
    let question = Question::of(chain, goal)?;
    let sketch = question.sketch(today);
    let network = sketch.network().ok()?;
    let (parts, _) = parts::parts(goal, &question, (&sketch, &network), today)?;
    let parameter = |of: Target| match (question.computed, of) {
        (Computed::LeadTime, Target::Handoff(_)) => Parameter::Wait,
        (Computed::LeadTime, _) => Parameter::Touch,
        _ => Parameter::Yield,
    };
    let mut met = sketch.clone();
    for part in &parts {
        if let Some(local) = part.local {
            met.set(part.of, parameter(part.of), local);
        }
    }
    let answer = question.computed.answer(&met.network().ok()?, &met)?;
    // What is not known flatters the answer: a shortfall stays one.
    let reached = question.computed.quantity(answer.value, &target, &met);
    let mut best = met.clone();
    for part in parts.iter().filter(|part| part.local.is_none()) {
        match parameter(part.of) {
            // Work on a piece has to be done.
            Parameter::Touch => {}
            Parameter::Wait => _ = best.set(part.of, Parameter::Wait, 0.0),
            other => _ = best.set(part.of, other, 1.0),
        }
    }
    let network = best.network().ok();
    let at_best = network.and_then(|network| question.computed.answer(&network, &best));
    let at_best = at_best.map(|answer| question.computed.quantity(answer.value, &target, &best));
    let known = ((reached, at_best), answer.side);
    told(goal, known, target, &parts, question.better)
}

fn told(
    goal: GoalId,
    ((reached, at_best), side): ((Quantity, Option<Quantity>), Side),
    target: Quantity,
    parts: &[Part],
    better: Better,
) -> Option<Shortfall> {
    let slack = 1e-9 * target.base().abs();
    let is_short = |value: &Quantity| match better {
        Better::Higher => target.base() - value.base() > slack,
        Better::Lower => value.base() - target.base() > slack,
    };
    let asked = parts.iter().filter_map(|part| {
        let like = part.known.as_ref().map_or(&target, |known| &known.value);
        Some(Asked {
            of: part.of,
            what: None,
            value: like.with_base(part.local?),
        })
    });
    let asked: Vec<Asked> = asked.collect();
    // Where nothing is asked of any part, no smaller goal is to blame.
    let is_found = is_short(&reached) && !asked.is_empty();
    let for_sure = at_best.is_some_and(|best| is_short(&best));
    is_found.then(|| Shortfall {
        goal,
        unasked: parts.len() - asked.len(),
        at_least: None,
        for_sure,
        parts: asked,
        reached,
        side,
        target,
    })
}

/// Every pair of goals on one measure of one object with different targets for the same day.
pub(super) fn clashes(chain: &Chain) -> Vec<Clash> {
    let mut known: BTreeMap<(u32, Target), Vec<GoalId>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, goal) in chain.goals.iter().enumerate() {
        let id = GoalId::at(at);
        let Some(measure) = chain.links.goal_measure.get(at).copied().flatten() else {
            continue;
        };
        let others = known.entry((measure.0, goal.on)).or_default();
        let differs = |other: &GoalId| {
            let other = chain.goal(*other);
            let (one, two) = (goal.record.target.as_ref(), other.record.target.as_ref());
            let both = one.zip(two);
            both.is_some_and(|(one, two)| one.compare(two).is_some_and(std::cmp::Ordering::is_ne))
                && goal.record.by == other.record.by
        };
        let clashing = others.iter().copied().filter(differs);
        found.extend(clashing.map(|first| Clash { first, second: id }));
        others.push(id);
    }
    found
}
