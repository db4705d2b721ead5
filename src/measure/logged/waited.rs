//! What followed cases waited for, by the steps and handoffs of the model.

use std::collections::HashMap;

use super::ranks::Ranks;
use crate::attribution::time::{CriticalPath, Segment};
use crate::load::document::StandardMeasure;
use crate::measure::log::{Followed, FollowedPart};
use crate::model::objects::Log;
use crate::model::{Chain, HandoffId, Party, StepId, Target};
use crate::statistics::{as_float, signed};

/// What cases waited for, on the way from their end back to their start.
#[derive(Debug, Clone)]
pub struct Waited {
    /// How many cases were followed.
    pub cases: u64,
    /// Steps and handoffs on the way of any of them.
    pub parts: Vec<Target>,
    /// The mean time of each part, in milliseconds of the clock of the log.
    pub means: Vec<f64>,
    /// The mean lead time: that of the parts, and what nobody can say.
    pub lead: f64,
    /// Cases one by one, in milliseconds: all, or of very many a sample. Segments name places in
    /// `parts`.
    pub paths: Vec<CriticalPath>,
}

/// Giving and receiving steps along which the cases of a log are followed; `None` where no goal
/// asks how long they take.
pub(super) fn pairs(chain: &Chain, log: &Log) -> Option<Vec<(u32, u32)>> {
    let on = log.on.map_or(Target::Organization, Target::Process);
    let mut goals = chain.goals.iter();
    let asks = goals.any(|goal| {
        let of = goal.measure.as_ref().and_then(|measure| measure.of);
        goal.on == on && of == Some(StandardMeasure::LeadTime)
    });
    asks.then(|| {
        let ways = all(chain).map(|(pair, _, _)| pair);
        let mut pairs: Vec<_> = ways.collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    })
}

/// Every pair of steps that work goes between, with its handoff and whether it is its way back.
fn all(chain: &Chain) -> impl Iterator<Item = ((u32, u32), HandoffId, bool)> {
    let handoffs = (0..chain.handoffs.len()).map(HandoffId::at);
    let carrying = handoffs.filter(|id| chain.carries_work(*id));
    carrying.flat_map(|id| {
        let handoff = chain.handoff(id);
        let step = |party| match party {
            Some(Party::Step(step)) => Some(step),
            _ => None,
        };
        let (from, to) = (step(Some(handoff.from)), step(handoff.to));
        let there = from.zip(to).map(|pair| (pair, id, false));
        let back = to.zip(step(handoff.return_to)).map(|pair| (pair, id, true));
        there.into_iter().chain(back)
    })
}

/// What was followed, with the steps of the model in the place of their ranks.
pub(super) fn in_model(followed: Followed, ranks: &Ranks) -> Followed {
    let named = |part: Option<FollowedPart>| match part? {
        FollowedPart::Step(rank) => Some(FollowedPart::Step(ranks.step(rank)?.0)),
        FollowedPart::Between(from, to) => {
            let (from, to) = ranks.pair((from, to))?;
            Some(FollowedPart::Between(from, to))
        }
    };
    let mut kept = followed.kept;
    for (part, _) in kept.iter_mut().flat_map(|case| &mut case.stretches) {
        *part = named(*part);
    }
    let times = followed.times.into_iter();
    Followed {
        times: times.map(|(part, time)| (named(part), time)).collect(),
        kept,
        ..followed
    }
}

/// What was followed, in the words of the model. Of two handoffs between the same steps a log
/// cannot tell which one it was: their time is nobody's.
pub(super) fn of(chain: &Chain, followed: &Followed) -> Waited {
    let mut by_pair: HashMap<((u32, u32), bool), Option<HandoffId>> = HashMap::new();
    for (pair, id, back) in all(chain) {
        let only = by_pair.entry((pair, back)).or_insert(Some(id));
        only.take_if(|only| *only != id);
    }
    let target = |part: FollowedPart| match part {
        FollowedPart::Step(step) => Some(Target::Step(StepId(step))),
        FollowedPart::Between(from, to) => {
            let there = by_pair.get(&((from, to), false));
            let found = there.or_else(|| by_pair.get(&((from, to), true)));
            found.copied().flatten().map(Target::Handoff)
        }
    };
    let known = followed.times.keys().flatten();
    let named: Vec<(FollowedPart, Target)> = known
        .filter_map(|part| Some((*part, target(*part)?)))
        .collect();
    let mut parts: Vec<Target> = named.iter().map(|(_, target)| *target).collect();
    parts.sort_unstable();
    parts.dedup();
    let place = |part: Option<FollowedPart>| {
        let part = part?;
        let at = named.binary_search_by_key(&part, |(part, _)| *part).ok()?;
        parts.binary_search(&named[at].1).ok()
    };
    let cases = as_float(followed.cases.max(1));
    let mut means = vec![0.0; parts.len()];
    for (part, time) in &followed.times {
        if let Some(at) = place(*part) {
            means[at] += sum(*time) / cases;
        }
    }
    let path = |case: &crate::measure::log::FollowedCase| CriticalPath {
        segments: case
            .stretches
            .iter()
            .map(|(part, length)| Segment {
                part: place(*part),
                length: signed(*length),
            })
            .collect(),
        lead: signed(case.lead),
    };
    Waited {
        cases: followed.cases,
        means,
        lead: sum(followed.lead) / cases,
        paths: followed.kept.iter().map(path).collect(),
        parts,
    }
}

/// Rounds only what is longer than 285,000 years.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn sum(millis: i128) -> f64 {
    millis as f64
}
