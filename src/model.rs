//! Documents to one chain: references looked up, the graph of steps and handoffs
//! built, its structure known.
//!
//! The [`Chain`] is built once and only borrowed afterwards. Its order does not
//! depend on the order of files or tables.

mod build;
mod day;
pub mod evidence;
pub mod flow;
mod known;
pub mod links;
mod meaning;
mod namespace;
pub mod needs;
pub mod objects;
mod parameter;

use std::sync::Arc;

pub use build::build;
pub use evidence::{Figure, FigureId, Figures, Recorder};
pub use flow::{Flow, FlowGraph, Party};
pub use links::{Links, MeasureId};
pub use meaning::{meaning, names_measure};
pub use objects::{
    ActionId, Goal, GoalId, Handoff, HandoffId, Lever, Process, ProcessId, Sheet, SheetId, Step,
    StepId, Target,
};

use crate::load::document::{
    Asset, Benchmark, Complaint, Customer, Measure, Objective, Organization, Practice, Strength,
    Supplier, Survey, Voice, Waiver, Weakness, WorkCalendar,
};
use crate::source::Spot;

/// Everything the workspace says, linked.
#[derive(Debug)]
pub struct Chain {
    /// The organization, if one is named.
    pub organization: Option<Arc<Organization>>,
    /// Processes, by id.
    pub processes: Vec<Process>,
    /// Steps, by process and id.
    pub steps: Vec<Step>,
    /// Handoffs, by process and id.
    pub handoffs: Vec<Handoff>,
    /// Goals, by process and id.
    pub goals: Vec<Goal>,
    /// Actions, by process and id.
    pub actions: Vec<objects::Action>,
    /// Value sheets, by process and id.
    pub sheets: Vec<Sheet>,
    /// Measures, by process and id.
    pub measures: Vec<objects::Owned<Measure>>,
    /// Objectives, by id.
    pub objectives: Vec<objects::Owned<Objective>>,
    /// External customers, by id.
    pub customers: Vec<objects::Owned<Customer>>,
    /// External suppliers, by id.
    pub suppliers: Vec<objects::Owned<Supplier>>,
    /// Values of others to compare with, by id.
    pub benchmarks: Vec<objects::Owned<Benchmark>>,
    /// Practices, by id.
    pub practices: Vec<objects::Owned<Practice>>,
    /// Strengths, by id.
    pub strengths: Vec<objects::Owned<Strength>>,
    /// Weaknesses, by id.
    pub weaknesses: Vec<objects::Owned<Weakness>>,
    /// What several steps use, by id.
    pub assets: Vec<objects::Owned<Asset>>,
    /// When people are at work, by id.
    pub calendars: Vec<objects::Owned<WorkCalendar>>,
    /// What customers said, by id.
    pub voices: Vec<objects::Owned<Voice>>,
    /// Findings that are accepted for a while, by id.
    pub waivers: Vec<objects::Owned<Waiver>>,
    /// What was measured.
    pub figures: Figures,
    /// What customers were asked and answered, by process and id.
    pub surveys: Vec<objects::Owned<Survey>>,
    /// What customers complained about, by process and id.
    pub complaints: Vec<objects::Owned<Complaint>>,
    /// Customers that were lost, by process and id.
    pub losses: Vec<objects::Loss>,
    /// How good people say their own work is, by process and id.
    pub assessments: Vec<objects::Assessment>,
    /// What surveys and complaints speak of.
    pub heard: evidence::Heard,
    /// Event logs beside the model, by process and id.
    pub logs: Vec<objects::Log>,
    /// What could be changed to close gaps, by process and id.
    pub levers: Vec<objects::Lever>,
    /// What else refers to what.
    pub links: Links,
    /// Steps and external parties, joined by the handoffs as declared.
    pub graph: FlowGraph,
    /// The structure of [`Self::graph`].
    pub flow: Flow,
    /// Loops, counting the way back of every `on_reject` as a handoff too.
    pub loops: Vec<objects::ReworkLoop>,
    /// A place for findings about the chain as a whole: the first file.
    pub anchor: Spot,
    gives_to_nobody: Vec<bool>,
    blind_ends: Vec<bool>,
    unfed_starts: Vec<bool>,
}

impl Chain {
    /// The step behind an id.
    pub fn step(&self, id: StepId) -> &Step {
        &self.steps[id.index()]
    }

    /// The handoff behind an id.
    pub fn handoff(&self, id: HandoffId) -> &Handoff {
        &self.handoffs[id.index()]
    }

    /// The goal behind an id.
    pub fn goal(&self, id: GoalId) -> &Goal {
        &self.goals[id.index()]
    }

    /// The process behind an id.
    pub fn process(&self, id: ProcessId) -> &Process {
        &self.processes[id.index()]
    }

    /// `process/id` of an object, or the id of a process; empty for the organization.
    pub fn target_id(&self, of: Target) -> String {
        match of {
            Target::Step(id) => {
                let step = self.step(id);
                self.full_id(Some(step.process), step.record.id.as_str())
            }
            Target::Handoff(id) => {
                let handoff = self.handoff(id);
                self.full_id(Some(handoff.process), handoff.record.id.as_str())
            }
            Target::Process(id) => self.process(id).record.id.as_str().to_owned(),
            Target::Organization => String::new(),
        }
    }

    /// `process/id`, or `id` alone for what belongs to the organization.
    pub fn full_id(&self, process: Option<ProcessId>, id: &str) -> String {
        process.map_or_else(
            || id.to_owned(),
            |process| format!("{}/{id}", self.process(process).record.id.as_str()),
        )
    }

    /// The handoffs a step receives.
    pub fn received_by(&self, step: StepId) -> impl Iterator<Item = HandoffId> + '_ {
        let node = self.step(step).node;
        let edges = self.graph.edges_directed(node, petgraph::Incoming);
        edges.map(|edge| HandoffId(*petgraph::visit::EdgeRef::weight(&edge)))
    }

    /// The handoffs a step gives.
    pub fn given_by(&self, step: StepId) -> impl Iterator<Item = HandoffId> + '_ {
        let node = self.step(step).node;
        let edges = self.graph.edges_directed(node, petgraph::Outgoing);
        edges.map(|edge| HandoffId(*petgraph::visit::EdgeRef::weight(&edge)))
    }

    /// The giver and the receiver sit in different departments; `None` if one is not said.
    pub fn crosses_department(&self, handoff: HandoffId) -> Option<bool> {
        self.crosses(handoff, |step| step.record.department.as_ref())
    }

    /// The giver and the receiver work at different sites; `None` if one is not said.
    pub fn crosses_site(&self, handoff: HandoffId) -> Option<bool> {
        self.crosses(handoff, |step| step.record.site.as_ref())
    }

    fn crosses(
        &self,
        handoff: HandoffId,
        of: impl Fn(&Step) -> Option<&crate::lang::Text>,
    ) -> Option<bool> {
        let handoff = self.handoff(handoff);
        let side = |party: Option<Party>| match party {
            Some(Party::Step(step)) => of(self.step(StepId(step))),
            _ => None,
        };
        let (giver, receiver) = (side(Some(handoff.from))?, side(handoff.to)?);
        Some(!giver.names_the_same(receiver))
    }

    /// The name of a party as people call it, else its id.
    pub fn party_name(&self, party: Party) -> crate::lang::Text {
        let (name, id) = match party {
            Party::Step(step) => {
                let record = &self.step(StepId(step)).record;
                (&record.name, &record.id)
            }
            Party::Customer(at) => {
                let record = &self.customers[at as usize].record;
                (&record.name, &record.id)
            }
            Party::Supplier(at) => {
                let record = &self.suppliers[at as usize].record;
                (&record.name, &record.id)
            }
        };
        let named = name.clone().filter(|name| !name.is_blank());
        named.unwrap_or_else(|| crate::lang::Text::plain(id.as_str()))
    }

    /// Takt time of a process: the working time of one period of the demand over the
    /// pieces asked for in it. `None` unless the process states both.
    pub fn takt(&self, process: ProcessId) -> Option<crate::quantity::Quantity> {
        let record = &self.process(process).record;
        let (available, demand) = (&record.available.as_ref()?.0, &record.demand.as_ref()?.0);
        let asked = demand.number();
        (asked > 0.0).then(|| available.with_base(available.base() / asked))
    }

    /// Whether there is nothing but names of the organization and its processes.
    pub fn is_empty(&self) -> bool {
        let work = self.steps.is_empty() && self.handoffs.is_empty() && self.sheets.is_empty();
        let aims = self.goals.is_empty()
            && self.measures.is_empty()
            && self.objectives.is_empty()
            && self.actions.is_empty()
            && self.benchmarks.is_empty()
            && self.practices.is_empty();
        let others = self.customers.is_empty()
            && self.suppliers.is_empty()
            && self.voices.is_empty()
            && self.strengths.is_empty()
            && self.weaknesses.is_empty()
            && self.assets.is_empty()
            && self.surveys.is_empty()
            && self.complaints.is_empty()
            && self.losses.is_empty()
            && self.assessments.is_empty()
            && self.waivers.is_empty();
        work && aims && others
    }
}

impl Chain {
    /// The step gives something whose receiver is not named.
    pub fn gives_to_nobody(&self, step: StepId) -> bool {
        self.gives_to_nobody
            .get(step.index())
            .copied()
            .unwrap_or(false)
    }

    /// The step hands nothing on, not even to nobody, and is no declared end.
    pub fn is_dead_end(&self, step: StepId) -> bool {
        self.flow.is_dead_end(self.step(step).node) && !self.gives_to_nobody(step)
    }

    /// Work can arrive neither at this step nor at any step before it, and of the group of
    /// steps of which that is true it is the one where work should enter.
    pub fn is_unfed_start(&self, step: StepId) -> bool {
        self.unfed_starts
            .get(step.index())
            .copied()
            .unwrap_or(false)
    }

    /// Work ends at this step, or goes round in its loop, without an external customer,
    /// and neither a dead end nor an endless loop nor a missing receiver explains it.
    ///
    /// Of a loop only the first step is one, so that one cause is one finding.
    pub fn is_blind_end(&self, step: StepId) -> bool {
        self.blind_ends.get(step.index()).copied().unwrap_or(false)
    }
}
