//! Which part of the chain a goal speaks of.

use std::collections::BTreeSet;

use crate::model::{Chain, HandoffId, Party, ProcessId, StepId, Target};

/// A part of the chain that work flows through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// All of it.
    Whole,
    /// One process, from where work comes in to where it goes out.
    Process(ProcessId),
    /// Everything that feeds a handoff, with its giver.
    Into(HandoffId),
    /// What of the process of its giver feeds a handoff.
    Within(HandoffId),
}

impl Scope {
    /// What a goal on an object speaks of, where the work as a whole is meant.
    pub fn of(target: Target) -> Option<Self> {
        match target {
            Target::Organization => Some(Self::Whole),
            Target::Process(process) => Some(Self::Process(process)),
            Target::Handoff(handoff) => Some(Self::Into(handoff)),
            Target::Step(_) => None,
        }
    }

    /// The process whose working time counts, if it is one.
    pub(super) fn process(self, chain: &Chain) -> Option<ProcessId> {
        match self {
            Self::Whole => None,
            Self::Process(process) => Some(process),
            Self::Into(handoff) | Self::Within(handoff) => Some(chain.handoff(handoff).process),
        }
    }

    /// The steps within it that work flows through, and the handoffs that carry it, in the order
    /// of the chain; handoffs that leave it among them.
    ///
    /// # Complexity
    /// O(its steps and handoffs), with a logarithm for the order.
    pub fn contents(self, chain: &Chain) -> (Vec<StepId>, Vec<HandoffId>) {
        let steps: BTreeSet<StepId> = match self {
            Self::Whole => (0..chain.steps.len()).map(StepId::at).collect(),
            Self::Process(process) => chain.process(process).steps.iter().copied().collect(),
            Self::Into(handoff) => upstream(chain, handoff),
            Self::Within(handoff) => {
                let mut steps = upstream(chain, handoff);
                if let Party::Step(giver) = chain.handoff(handoff).from {
                    let own = chain.step(StepId(giver)).process;
                    steps.retain(|step| chain.step(*step).process == own);
                }
                steps
            }
        };
        let within = |handoff: &HandoffId| {
            let one = chain.handoff(*handoff);
            let Party::Step(giver) = one.from else {
                return false;
            };
            let stays = |to| matches!(to, Some(Party::Step(step)) if steps.contains(&StepId(step)));
            let leaves = match self {
                Self::Into(last) | Self::Within(last) => last == *handoff,
                Self::Whole | Self::Process(_) => true,
            };
            steps.contains(&StepId(giver))
                && chain.carries_work(*handoff)
                && (leaves || stays(one.to))
        };
        // A handoff to nobody is no edge of the graph; the process that declares it knows it.
        let declared = match self {
            Self::Process(process) => chain.process(process).handoffs.as_slice(),
            _ => &[],
        };
        let given = steps.iter().flat_map(|step| chain.given_by(*step));
        let all: BTreeSet<HandoffId> = match self {
            Self::Whole => (0..chain.handoffs.len()).map(HandoffId::at).collect(),
            _ => given.chain(declared.iter().copied()).collect(),
        };
        let handoffs: Vec<HandoffId> = all.into_iter().filter(within).collect();
        // A step that hands no work on, nor gets any, serves the others beside the flow.
        let mut touched = BTreeSet::new();
        for handoff in &handoffs {
            let one = chain.handoff(*handoff);
            for party in [Some(one.from), one.to].into_iter().flatten() {
                if let Party::Step(step) = party {
                    touched.insert(StepId(step));
                }
            }
        }
        let alone = steps.len() == 1;
        let steps = steps
            .into_iter()
            .filter(|step| alone || touched.contains(step))
            .collect();
        (steps, handoffs)
    }
}

/// The giver of a handoff and all that feed it, ways back left out.
fn upstream(chain: &Chain, handoff: HandoffId) -> BTreeSet<StepId> {
    let mut steps = BTreeSet::new();
    let Party::Step(giver) = chain.handoff(handoff).from else {
        return steps;
    };
    let mut open = vec![StepId(giver)];
    while let Some(step) = open.pop() {
        if !steps.insert(step) {
            continue;
        }
        let received = chain.received_by(step).filter(|handoff| {
            chain.carries_work(*handoff) && chain.handoff(*handoff).record.returns != Some(true)
        });
        open.extend(
            received.filter_map(|handoff| match chain.handoff(handoff).from {
                Party::Step(giver) => Some(StepId(giver)),
                _ => None,
            }),
        );
    }
    steps
}
