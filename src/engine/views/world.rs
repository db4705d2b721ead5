//! Everything rules may look at, and where each object stands.

use super::{Kind, OfGoal, OfHandoff, OfProcess, OfSheet, OfStep};
use crate::finding::{Subject, SubjectKind};
use crate::lang::Text;
use crate::load::{Id, Record, Segment};
use crate::measure::Gaps;
use crate::model::{Chain, Party, ProcessId};
use crate::source::Spot;

/// Everything rules may look at, built once and shared by all workers.
#[derive(Debug)]
pub struct World {
    /// The chain.
    pub chain: Chain,
    /// The gap of every goal.
    pub gaps: Gaps,
}

impl World {
    /// A world without anything in it, to ask an engine what it knows.
    pub(in crate::engine) fn empty() -> Self {
        Self {
            chain: crate::model::build(&[], |_| false, &mut Vec::new()),
            gaps: Gaps::default(),
        }
    }

    /// How many objects of a kind there are; the chain is one, unless it has nothing in it.
    pub fn count(&self, kind: SubjectKind) -> usize {
        match kind {
            SubjectKind::Chain => usize::from(!self.chain.steps.is_empty()),
            SubjectKind::Process => self.chain.processes.len(),
            SubjectKind::Step => self.chain.steps.len(),
            SubjectKind::Handoff => self.chain.handoffs.len(),
            SubjectKind::Goal => self.chain.goals.len(),
            SubjectKind::ValueSheet => self.chain.sheets.len(),
        }
    }

    /// The full id of an object: `process/id`; empty for the chain.
    pub fn id(&self, subject: Subject) -> String {
        let chain = &self.chain;
        let at = subject.number as usize;
        let full = |process, id: &Id| chain.full_id(process, id.as_str());
        match subject.kind {
            SubjectKind::Chain => String::new(),
            SubjectKind::Process => full(None, &chain.processes[at].record.id),
            SubjectKind::Step => full(Some(chain.steps[at].process), &chain.steps[at].record.id),
            SubjectKind::Handoff => full(
                Some(chain.handoffs[at].process),
                &chain.handoffs[at].record.id,
            ),
            SubjectKind::Goal => full(chain.goals[at].process, &chain.goals[at].record.id),
            SubjectKind::ValueSheet => full(chain.sheets[at].process, &chain.sheets[at].record.id),
        }
    }

    /// The role that answers for an object: its own owner, else that of the step that gives,
    /// else that of the process.
    pub fn owner(&self, subject: Subject) -> Option<&Text> {
        let chain = &self.chain;
        let at = subject.number as usize;
        let of_process = |id: ProcessId| chain.process(id).record.owner.as_ref();
        let of_step = |at: usize| {
            let step = chain.steps.get(at)?;
            step.record
                .owner
                .as_ref()
                .or_else(|| of_process(step.process))
        };
        let owner = match subject.kind {
            SubjectKind::Chain => None,
            SubjectKind::Process => of_process(ProcessId(subject.number)),
            SubjectKind::Step => of_step(at),
            SubjectKind::Handoff => match chain.handoffs[at].from {
                Party::Step(step) => of_step(step as usize),
                _ => of_process(chain.handoffs[at].process),
            },
            SubjectKind::Goal => {
                let goal = &chain.goals[at];
                goal.record
                    .owner
                    .as_ref()
                    .or_else(|| of_process(goal.process?))
            }
            SubjectKind::ValueSheet => of_process(chain.sheets[at].process?),
        };
        owner.filter(|owner| !owner.is_blank())
    }

    /// The place of a value inside an object.
    pub fn spot(&self, subject: Subject, path: &[Segment]) -> Spot {
        fn of<K: Kind>(chain: &Chain, number: u32, path: &[Segment]) -> Spot {
            Spot {
                source: K::source(chain, number),
                span: Record::locate(&**K::record(chain, number), path),
            }
        }
        let (chain, number) = (&self.chain, subject.number);
        match subject.kind {
            SubjectKind::Chain => chain.anchor,
            SubjectKind::Process => of::<OfProcess>(chain, number, path),
            SubjectKind::Step => of::<OfStep>(chain, number, path),
            SubjectKind::Handoff => of::<OfHandoff>(chain, number, path),
            SubjectKind::Goal => of::<OfGoal>(chain, number, path),
            SubjectKind::ValueSheet => of::<OfSheet>(chain, number, path),
        }
    }
}
