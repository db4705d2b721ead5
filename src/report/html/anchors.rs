//! Where things stand on the page: ids that links lead to.
//!
//! Every id begins with the language it stands in, since the page holds each thing twice.

use super::View;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::model::{Chain, GoalId, HandoffId, Party, ProcessId, StepId, Target};

/// What the ids of a language begin with.
pub(super) fn prefix(lang: Lang) -> &'static str {
    lang.pick("en", "zh")
}

impl View<'_> {
    /// The id of a part of the page by its name, such as `findings`.
    pub(crate) fn anchor(&self, name: &str) -> String {
        format!("{}-{name}", prefix(self.lang))
    }

    /// The id of the part about a process.
    pub(crate) fn process_anchor(&self, id: ProcessId) -> String {
        let process = self.checked.world.chain.process(id);
        self.anchor(&format!("p-{}", process.record.id.as_str()))
    }

    /// The id of the row of a handoff.
    pub(crate) fn handoff_anchor(&self, id: HandoffId) -> String {
        let full = self.checked.world.chain.target_id(Target::Handoff(id));
        self.anchor(&format!("h-{full}"))
    }

    /// The id of the row of a goal.
    pub(crate) fn goal_anchor(&self, id: GoalId) -> String {
        let chain = &self.checked.world.chain;
        let goal = chain.goal(id);
        let full = chain.full_id(goal.process, goal.record.id.as_str());
        self.anchor(&format!("g-{full}"))
    }

    /// Whether an object is spoken of.
    pub(crate) fn includes(&self, subject: Subject) -> bool {
        self.scope.includes(&self.checked.world, subject)
    }

    /// The process whose part of the page holds the row of a handoff.
    pub(crate) fn home(&self, id: HandoffId) -> ProcessId {
        home(&self.checked.world.chain, id)
    }

    /// The process a party works in; `None` for one outside.
    pub(crate) fn process_of(&self, party: Party) -> Option<ProcessId> {
        process_of(&self.checked.world.chain, party)
    }

    /// Where an object stands on the page, if it has a place of its own.
    pub(crate) fn place_of(&self, subject: Subject) -> Option<String> {
        match subject.kind {
            SubjectKind::Process => Some(self.process_anchor(ProcessId(subject.number))),
            SubjectKind::Handoff => Some(self.handoff_anchor(HandoffId(subject.number))),
            SubjectKind::Goal => Some(self.goal_anchor(GoalId(subject.number))),
            _ => None,
        }
        .filter(|_| self.includes(subject))
    }
}

/// The process whose part of the page holds the row of a handoff: the giver's, else the
/// receiver's, else the one that declares it.
pub(super) fn home(chain: &Chain, id: HandoffId) -> ProcessId {
    let handoff = chain.handoff(id);
    let of = |party| process_of(chain, party);
    of(handoff.from)
        .or_else(|| handoff.to.and_then(of))
        .unwrap_or(handoff.process)
}

/// The process a party works in; `None` for one outside.
pub(super) fn process_of(chain: &Chain, party: Party) -> Option<ProcessId> {
    match party {
        Party::Step(step) => Some(chain.step(StepId(step)).process),
        Party::Customer(_) | Party::Supplier(_) => None,
    }
}
