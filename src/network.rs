//! Work flowing through steps, as numbers: what a network of steps, shares and times must come to.
//!
//! The caller describes steps and the ways between them; [`Network::build`] holds the description
//! against what can be true and solves it once. What is built has an answer: a loop that never ends,
//! a join that waits for ever and a choice whose shares do not add up are faults, each with
//! its place, all of them at once.
//!
//! ```text
//! Step, Way ─▶ build ─▶ graph ─▶ chain ─▶ eliminate     visits, deliveries, rework
//!              faults   loops    blocks   no subtraction   │
//!        first_pass · escape · lead · bounds · simulate · throughput · sensitivity
//! ```
//!
//! Times are seconds, shares lie in 0..=1, money is whatever unit the caller counts in. The module
//! knows nothing of processes as they are written, of units or of files.
//!
//! # How work flows
//! * A step with [`Gate::Xor`] as its split gives each piece of work to one of its ways; one with
//!   [`Gate::And`] gives it to all of them. A way that [returns](Way::returns) is always a choice,
//!   also where the others go together.
//! * A step with [`Gate::And`] as its join waits for one piece from each way that leads to it;
//!   work that returns to it comes alone.
//! * Work may start in several steps: in all of them together, if each has a weight of 1, else in
//!   one of them, with the weights as shares.
//!
//! # What is not taken as known
//! Repeated visits are independent: the share that returns is the same the first and the fifth
//! time. Steps fail independently. Where a figure is missing the answer says which, and says which
//! side it errs on.

mod bounds;
mod build;
mod chain;
mod checked;
mod draw;
mod eliminate;
mod escape;
mod fault;
mod first_pass;
mod graph;
mod lead;
mod max_flow;
mod sensitivity;
mod simulate;
mod sound;
mod span;
#[cfg(test)]
mod tests;
mod throughput;
mod visits;

pub use bounds::{Bound, NoWorstCase, Term};
pub use escape::Escape;
pub use fault::{Fault, Figure, Missing};
pub use first_pass::{FirstPass, after_screening};
pub use lead::{Expected, Kind, Reason};
pub use max_flow::{MaxFlow, NoMaxFlow};
pub use sensitivity::TimeSlopes;
pub use simulate::{Estimate, NotSimulated, Plan, Simulated};
pub use span::{Shape, Span};
pub use throughput::{Demand, Load, Losses, NoThroughput, Throughput, queue_factor, takt};
pub use visits::Sum;

use chain::Chain;
use graph::Graph;

/// The position of a step in the list the network was built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepIx(pub usize);

/// The position of a way in the list the network was built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WayIx(pub usize);

/// What a figure or a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// A step.
    Step(StepIx),
    /// A way between steps.
    Way(WayIx),
}

/// Whether one of several ways is meant, or all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gate {
    /// One of them.
    #[default]
    Xor,
    /// All of them.
    And,
}

/// Where a way leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a step.
    Step(StepIx),
    /// Out of the network, to the customer with this number.
    Out(usize),
}

/// How long a visit keeps a server busy.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Occupied {
    /// As long as it is worked on.
    #[default]
    ByTouch,
    /// So many seconds: what is counted is not what the touch is of.
    For(f64),
    /// Nobody knows, for the same reason.
    Unknown,
}

/// A step: where work is touched.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Step {
    /// The time one visit is worked on.
    pub touch: Span,
    /// The share of visits whose result is right without correction.
    pub right_first_time: Option<f64>,
    /// How long a visit keeps a server busy.
    pub occupied: Occupied,
    /// How many can work at once; 1 if not said.
    pub servers: Option<f64>,
    /// The share of the working time in which a server can work; 1 if not said.
    pub availability: Option<f64>,
    /// The greatest number of visits per second, where that is declared.
    pub capacity: Option<f64>,
    /// The share of arriving defects that the step finds; none if not said.
    pub detects: Option<f64>,
    /// What one visit costs.
    pub cost: Option<f64>,
    /// Work leaves only every so many seconds: a batch, a truck, a weekly meeting.
    pub release_every: Option<f64>,
    /// How much of the work starts here; see the module on several starts.
    pub starts: Option<f64>,
    /// What becomes of finished work.
    pub split: Gate,
    /// What the step waits for.
    pub join: Gate,
}

/// A way from a step to the next one or to a customer: a handoff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// The giving step.
    pub from: StepIx,
    /// Where the work goes.
    pub to: Target,
    /// The share of the work leaving the giving step that takes this way. Not needed where there
    /// is one way, nor for ways that go together.
    pub share: Option<f64>,
    /// The time between leaving and being taken up.
    pub wait: Span,
    /// Whether work goes back to be done again.
    pub returns: bool,
}

impl Way {
    /// A way forward without a share or a wait.
    #[must_use]
    pub fn new(from: StepIx, to: Target) -> Self {
        Self {
            from,
            to,
            share: None,
            wait: Span::default(),
            returns: false,
        }
    }

    /// The same way with this wait.
    #[must_use]
    pub fn waiting(self, wait: Span) -> Self {
        Self { wait, ..self }
    }

    /// The same way as a way back.
    #[must_use]
    pub fn returning(self) -> Self {
        Self {
            returns: true,
            ..self
        }
    }
}

/// A network that was checked and solved.
#[derive(Debug, Clone)]
pub struct Network {
    steps: Vec<Step>,
    ways: Vec<Way>,
    graph: Graph,
    chain: Chain,
    /// The expected visits of each step for one case.
    visits: Vec<f64>,
}

impl Network {
    /// The steps, in the order given.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The ways, in the order given.
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    fn step_indices(&self) -> impl Iterator<Item = StepIx> {
        (0..self.steps.len()).map(StepIx)
    }

    fn way_indices(&self) -> impl Iterator<Item = WayIx> {
        (0..self.ways.len()).map(WayIx)
    }
}
