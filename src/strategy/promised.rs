//! The times asked of what leaves a process, held against what its steps and seams usually take.
//!
//! The receiver's need counts; what the giver promises only where no need speaks of the lead time.

use std::sync::Arc;

use super::computed;
use super::scope::Scope;
use super::sketch::Sketch;
use super::today::Today;
use crate::load::Statement;
use crate::load::document::StandardMeasure;
use crate::model::{HandoffId, Party, ProcessId, StepId, Target, meaning};
use crate::quantity::{Clock, Dimension, Quantity};

/// A lead time that is asked of what leaves a process.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeAsked {
    /// The process.
    pub process: ProcessId,
    /// The handoff that leaves it.
    pub handoff: HandoffId,
    /// The receiver states it, as a need; else the giver promises it.
    pub is_need: bool,
    /// Its position among the needs, or promises.
    pub index: usize,
    /// Its words.
    pub words: Arc<Statement>,
    /// What the steps and seams up to there usually take; about half of the cases take longer.
    pub typical: Quantity,
    /// How far that is beyond what is asked; `None` if it is within.
    pub over: Option<Quantity>,
    /// The step or handoff that takes longest.
    pub longest: Option<Target>,
    /// What is not known, as objects and keys; it counts as no time.
    pub lacking: Vec<(Target, &'static str)>,
}

/// Every lead time that is asked of a handoff that leaves its process.
pub(super) fn times(today: &Today<'_>) -> Vec<TimeAsked> {
    let handoffs = (0..today.chain.handoffs.len()).map(HandoffId::at);
    handoffs
        .filter_map(|handoff| asked(handoff, today))
        .collect()
}

fn asked(handoff: HandoffId, today: &Today<'_>) -> Option<TimeAsked> {
    let one = today.chain.handoff(handoff);
    let Party::Step(giver) = one.from else {
        return None;
    };
    let process = today.chain.step(StepId(giver)).process;
    let leaves = match one.to? {
        Party::Customer(_) => true,
        Party::Step(step) => today.chain.step(StepId(step)).process != process,
        Party::Supplier(_) => false,
    };
    if !leaves || !today.chain.carries_work(handoff) {
        return None;
    }
    let needs = one.record.customer.as_ref().map(|side| &side.needs[..]);
    let promises = one.record.supplier.as_ref().map(|side| &side.promises[..]);
    let need = strictest(needs.unwrap_or_default());
    let is_need = need.is_some();
    let (index, words, most, clock) = need.or_else(|| strictest(promises.unwrap_or_default()))?;
    let sketch = Sketch::of(Scope::Within(handoff), clock, today);
    let typical = sketch.network().ok()?.typical_lead_time();
    let missing = typical.missing.iter();
    let longest = typical
        .path
        .iter()
        .filter(|term| term.seconds > 0.0)
        .reduce(|one, other| {
            if other.seconds > one.seconds {
                other
            } else {
                one
            }
        });
    let taken = sketch.duration(typical.seconds, &most);
    let beyond = taken.base() - most.base();
    Some(TimeAsked {
        process,
        handoff,
        is_need,
        index,
        words,
        over: (beyond > 1e-9 * most.base().abs()).then(|| most.with_base(beyond)),
        longest: longest.and_then(|term| sketch.object(term.at)),
        lacking: missing
            .filter_map(|missing| computed::lacking(missing, &sketch))
            .collect(),
        typical: taken,
    })
}

/// The shortest time that statements ask for, with its position and clock.
fn strictest(all: &[Arc<Statement>]) -> Option<(usize, Arc<Statement>, Quantity, Clock)> {
    let timed = all.iter().enumerate().filter_map(|(index, words)| {
        if meaning(words) != Some(StandardMeasure::LeadTime) {
            return None;
        }
        let (most, _) = words.bound.as_ref()?.high()?;
        match most.dimension() {
            Dimension::Duration(clock) => Some((index, Arc::clone(words), most.clone(), clock)),
            _ => None,
        }
    });
    timed.reduce(|one, other| {
        if other.2.base() < one.2.base() {
            other
        } else {
            one
        }
    })
}
