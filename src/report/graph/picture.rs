//! What a picture shows: boxes, lines, lanes and what each says. Knows nothing of where they lie.

use super::{Color, Direction, Shade};
use crate::lang::Lang;
use crate::model::{HandoffId, ProcessId, StepId};

/// A part of the chain, ready to be drawn.
#[derive(Debug)]
pub struct Picture {
    pub(super) lang: Lang,
    pub(super) title: String,
    pub(super) color: Color,
    pub(super) direction: Direction,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// The names of the lanes.
    pub(super) lanes: Vec<String>,
    /// The name of the lane of those that belong to none.
    pub(super) outside: String,
    /// What the width of lines says.
    pub(super) width: Width,
    /// The names of all processes of the chain.
    pub(super) processes: Vec<String>,
}

impl Picture {
    /// What it is of.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Something in it is waived: a mark that the picture of all processes need not have.
    pub fn shows_waived(&self) -> bool {
        let nodes = self.nodes.iter().map(|node| node.shade);
        let mut all = nodes.chain(self.edges.iter().map(|edge| edge.shade));
        all.any(|shade| shade == Shade::Waived)
    }

    /// How many steps it shows.
    pub fn steps(&self) -> usize {
        let steps = self.nodes.iter().filter(|node| node.kind == Kind::Step);
        steps.count()
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// A box.
#[derive(Debug)]
pub(super) struct Node {
    /// Unique in the picture.
    pub(super) key: String,
    /// `process/step` or the id of a process or party; what a page looks for.
    pub(super) id: String,
    pub(super) of: NodeOf,
    pub(super) kind: Kind,
    pub(super) name: String,
    /// A second, quieter line.
    pub(super) under: String,
    /// What is said of it, line by line.
    pub(super) said: Vec<String>,
    pub(super) shade: Shade,
    pub(super) lane: Option<usize>,
    /// The process it belongs to.
    pub(super) process: Option<ProcessId>,
    /// The picture is about this one.
    pub(super) is_focus: bool,
}

/// The object behind a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeOf {
    Step(StepId),
    Process(ProcessId),
    Outside,
}

/// What kind of box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Step,
    Process,
    /// An external customer, as one who orders.
    CustomerOrders,
    /// An external customer, as one who receives.
    CustomerReceives,
    Supplier,
    /// A process that gives to, or receives from, the one that is drawn.
    Neighbour,
    /// A receiver that nobody named.
    Nobody,
}

impl Kind {
    /// An external party.
    pub(super) fn is_external(self) -> bool {
        matches!(
            self,
            Self::CustomerOrders | Self::CustomerReceives | Self::Supplier
        )
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Process => "process",
            Self::CustomerOrders | Self::CustomerReceives => "customer",
            Self::Supplier => "supplier",
            Self::Neighbour => "neighbour",
            Self::Nobody => "nobody",
        }
    }
}

/// A line: a handoff, or several between the same two.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The id of its handoff, or the ids of its handoffs with spaces between.
    pub(super) id: String,
    pub(super) of: Vec<HandoffId>,
    pub(super) label: String,
    /// What is said of it, line by line.
    pub(super) said: Vec<String>,
    pub(super) shade: Shade,
    /// Its part of the widest, from 0 to 1; `None` if that is not known.
    pub(super) width: Option<f64>,
    pub(super) way: Way,
}

/// Which way a line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// On, towards the customer.
    On,
    /// Back, for another round.
    Back,
    /// Where a refused deliverable goes back to.
    Refused,
}

/// What the width of lines says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Width {
    /// How much passes; the widest passes this.
    Volume(String),
    /// How many handoffs there are; the widest has so many.
    Count(usize),
    /// Nothing.
    Nothing,
}
