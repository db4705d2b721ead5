//! What of a process is not counted where its time, yield and load are worked out, and why.

use crate::load::document::HandoffKind;
use crate::model::{Chain, HandoffId, Party, ProcessId, StepId};

use super::scope::Scope;

/// The handoffs and steps of a process that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Services between functions: work does not travel along them.
    pub services: Vec<HandoffId>,
    /// Tasks and reports between levels.
    pub levels: Vec<HandoffId>,
    /// What somebody outside gives: the process begins once it is there.
    pub from_outside: Vec<HandoffId>,
    /// Steps that no work passes once these are left out.
    pub steps: Vec<StepId>,
}

impl Apart {
    /// What a process leaves out.
    ///
    /// # Complexity
    /// O(its steps and handoffs), with a logarithm for the order.
    pub fn of(chain: &Chain, process: ProcessId) -> Self {
        let (steps, _) = Scope::Process(process).contents(chain);
        let one = chain.process(process);
        let given = one.steps.iter().flat_map(|step| chain.given_by(*step));
        let mut handoffs: Vec<HandoffId> = one.handoffs.iter().copied().chain(given).collect();
        handoffs.sort_unstable();
        handoffs.dedup();
        let mut apart = Self::default();
        for handoff in handoffs {
            let of = chain.handoff(handoff);
            match (of.record.kind, of.from) {
                (Some(HandoffKind::Functional), _) => apart.services.push(handoff),
                (Some(HandoffKind::Hierarchical), _) => apart.levels.push(handoff),
                (_, Party::Step(_)) => {}
                _ => apart.from_outside.push(handoff),
            }
        }
        let passed = |step: &StepId| steps.binary_search(step).is_ok();
        let left = one.steps.iter().copied();
        apart.steps = left.filter(|step| !passed(step)).collect();
        apart
    }

    /// Nothing is left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
