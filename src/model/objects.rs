//! The linked objects of a chain: what the user wrote, and what it refers to.

use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::MeasureId;
use super::flow::Party;
use crate::lang::Text;
use crate::load::document;
use crate::source::SourceId;

/// Declares the number of one kind of object.
macro_rules! object_id {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// As a position in the chain's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of a position in the chain's list.
            pub fn at(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }
        }
    )+};
}

object_id! {
    /// Numbers a process.
    ProcessId;
    /// Numbers a step.
    StepId;
    /// Numbers a handoff.
    HandoffId;
    /// Numbers a goal.
    GoalId;
    /// Numbers an action.
    ActionId;
    /// Numbers a value sheet.
    SheetId;
}

/// A process.
#[derive(Debug)]
pub struct Process {
    /// What the user wrote.
    pub record: Arc<document::Process>,
    /// Where.
    pub source: SourceId,
    /// Its steps.
    pub steps: Vec<StepId>,
    /// The handoffs it declares.
    pub handoffs: Vec<HandoffId>,
    /// Its goals.
    pub goals: Vec<GoalId>,
}

impl Process {
    /// The name as people call it, else the id.
    pub fn name(&self) -> Text {
        let named = self.record.name.clone().filter(|name| !name.is_blank());
        named.unwrap_or_else(|| Text::plain(self.record.id.as_str()))
    }
}

/// A step.
#[derive(Debug)]
pub struct Step {
    /// What the user wrote.
    pub record: Arc<document::Step>,
    /// Where.
    pub source: SourceId,
    /// The process it belongs to.
    pub process: ProcessId,
    /// Its node in the graph.
    pub node: NodeIndex,
}

/// A handoff.
#[derive(Debug)]
pub struct Handoff {
    /// What the user wrote.
    pub record: Arc<document::Handoff>,
    /// Where.
    pub source: SourceId,
    /// The process that declares it.
    pub process: ProcessId,
    /// The giver.
    pub from: Party,
    /// The receiver; `None` if the user names none.
    pub to: Option<Party>,
    /// Where a refused deliverable goes back to.
    pub return_to: Option<Party>,
    /// The goals measured on it.
    pub goals: Vec<GoalId>,
}

/// What a goal is measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A step.
    Step(StepId),
    /// A handoff.
    Handoff(HandoffId),
    /// A whole process.
    Process(ProcessId),
    /// The organization.
    Organization,
}

/// A goal.
#[derive(Debug)]
pub struct Goal {
    /// What the user wrote.
    pub record: Arc<document::Goal>,
    /// Where.
    pub source: SourceId,
    /// The process it belongs to; `None` for one of the organization.
    pub process: Option<ProcessId>,
    /// What it is measured on.
    pub on: Target,
    /// Its measure.
    pub measure: Option<Arc<document::Measure>>,
    /// Goals it supports directly.
    pub supports_goals: Vec<GoalId>,
    /// It supports an objective, itself or through other goals.
    pub reaches_objective: bool,
    /// Actions that help it.
    pub helped_by: Vec<ActionId>,
}

/// An action.
#[derive(Debug)]
pub struct Action {
    /// What the user wrote.
    pub record: Arc<document::Action>,
    /// Where.
    pub source: SourceId,
    /// The process it belongs to.
    pub process: Option<ProcessId>,
}

/// A value sheet.
#[derive(Debug)]
pub struct Sheet {
    /// What the user wrote.
    pub record: Arc<document::ValueSheet>,
    /// Where.
    pub source: SourceId,
    /// The process it belongs to; `None` for one of the organization.
    pub process: Option<ProcessId>,
}

/// Any other table with its file and process.
#[derive(Debug)]
pub struct Owned<R> {
    /// What the user wrote.
    pub record: Arc<R>,
    /// Where.
    pub source: SourceId,
    /// The process it belongs to; `None` for the organization.
    pub process: Option<ProcessId>,
}

/// An event log.
#[derive(Debug)]
pub struct Log {
    /// What the user wrote.
    pub record: Arc<document::Log>,
    /// Where.
    pub source: SourceId,
    /// The process whose file declares it; `None` for the organization.
    pub process: Option<ProcessId>,
    /// The process it is of; `None` for the whole chain.
    pub on: Option<ProcessId>,
    /// The calendar its durations are counted by, as a position in the chain's list; `None` if all
    /// hours count.
    pub calendar: Option<usize>,
}

/// A customer that was lost.
#[derive(Debug)]
pub struct Loss {
    /// What the user wrote.
    pub record: Arc<document::Loss>,
    /// Where.
    pub source: SourceId,
    /// The process whose file tells of it; `None` for the organization.
    pub process: Option<ProcessId>,
    /// The handoff that lost it.
    pub handoff: Option<HandoffId>,
    /// The process that lost it: as named, else that of the handoff.
    pub by: Option<ProcessId>,
    /// The external customer, as a position in the chain's list.
    pub customer: Option<u32>,
}

/// A score that people gave their own work.
#[derive(Debug)]
pub struct Assessment {
    /// What the user wrote.
    pub record: Arc<document::Assessment>,
    /// Where.
    pub source: SourceId,
    /// The process whose file tells of it; `None` for the organization.
    pub process: Option<ProcessId>,
    /// What is assessed; the process of the file if none is named.
    pub on: Option<Target>,
    /// The measure the score is held against.
    pub measure: Option<MeasureId>,
    /// Where the score lies between the worst of its scale, 0, and the best, 1.
    pub place: f64,
}

/// A lever.
#[derive(Debug)]
pub struct Lever {
    /// What the user wrote.
    pub record: Arc<document::Lever>,
    /// Where.
    pub source: SourceId,
    /// The process whose file declares it; `None` for the organization.
    pub process: Option<ProcessId>,
    /// The step or handoff it changes; `None` only while there are problems.
    pub changes: Option<Target>,
}

/// Steps that work can go round in.
#[derive(Debug)]
pub struct ReworkLoop {
    /// The steps, in the chain's order.
    pub steps: Vec<StepId>,
    /// Handoffs inside it.
    pub handoffs: Vec<HandoffId>,
    /// Handoffs that lead out of it.
    pub exits: Vec<HandoffId>,
    /// The fewest rounds any way back in it allows; `None` if none states a limit.
    pub at_most: Option<i64>,
    /// One of its steps may end the work.
    pub may_end: bool,
}
