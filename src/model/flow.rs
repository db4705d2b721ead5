//! The flow of work as a graph: who hands to whom, and whether the chain ends at
//! an external customer.
//!
//! An external customer ends a chain: no search goes on *through* one, so that the
//! order a customer places does not close the whole chain into one loop. Loops and
//! cut points are facts about steps alone; external parties are left out of them.
//! Nothing here recurses, so the length of a chain is bounded by memory, not by the
//! stack.

mod components;
mod count;
mod cut_points;
mod loops;
mod outgoing;
mod paths;

#[cfg(test)]
mod facts_test;
#[cfg(test)]
mod long_chain_test;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod naive_test;

use std::collections::VecDeque;
use std::sync::OnceLock;

use petgraph::Direction;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};

pub use count::PathCount;
use count::PathCounts;
pub use loops::Loop;
use outgoing::Outgoing;
pub use paths::Paths;

/// One node of the flow graph. The number is the caller's own for the party.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Party {
    /// A step of a process.
    Step(u32),
    /// An external customer: where a chain should end, and where an order comes from.
    Customer(u32),
    /// An external supplier: where input comes from.
    Supplier(u32),
}

impl Party {
    fn is_step(self) -> bool {
        matches!(self, Self::Step(_))
    }

    fn is_customer(self) -> bool {
        matches!(self, Self::Customer(_))
    }
}

/// Parties joined by handoffs; the weight of an edge is the number of its handoff.
pub type FlowGraph = DiGraph<Party, u32>;

/// What is known of one node.
#[derive(Clone, Debug, Default)]
struct Facts {
    to_customer: Option<u32>,
    in_loop: Option<usize>,
    fed: bool,
    dead_end: bool,
    isolated: bool,
    cut_point: bool,
}

/// Structural facts of a flow graph, computed once.
///
/// A method that takes a graph must be given the one the facts were computed of;
/// with another one the answer is meaningless. A node the graph does not have is
/// answered with `false`, `None`, zero or nothing.
///
/// Wherever handoffs are listed or tried in turn they are ordered by the index of
/// the node they leave, then of the node they enter, then by handoff number; so the
/// order in which they were added to the graph shows only between handoffs that
/// agree in all three.
#[derive(Clone, Debug)]
pub struct Flow {
    facts: Vec<Facts>,
    loops: Vec<Loop>,
    outgoing: Outgoing,
    counts: OnceLock<PathCounts>,
}

/// The loops of a graph alone, and for every node the one it is part of.
///
/// # Complexity
///
/// O(V + E) time and memory.
pub fn loops_of(graph: &FlowGraph) -> (Vec<Loop>, Vec<Option<usize>>) {
    loops::loops(graph, &Outgoing::of(graph))
}

impl Flow {
    /// Computes the facts of `graph`. `ends` and `starts` tell which steps are
    /// declared as an end or as a start; they are asked about steps only.
    ///
    /// # Complexity
    ///
    /// O(V + E) time and memory.
    pub fn of(graph: &FlowGraph, ends: impl Fn(u32) -> bool, starts: impl Fn(u32) -> bool) -> Self {
        let outgoing = Outgoing::of(graph);
        let distances = distances(graph);
        let fed = fed(graph, starts);
        let cut = cut_points::cut_points(graph);
        let (loops, membership) = loops::loops(graph, &outgoing);
        let facts = graph.node_indices().map(|node| {
            let hands_on = has_handoff(graph, node, Direction::Outgoing);
            let receives = has_handoff(graph, node, Direction::Incoming);
            let at = node.index();
            Facts {
                to_customer: distances[at],
                in_loop: membership[at],
                fed: fed[at],
                dead_end: !hands_on && matches!(graph[node], Party::Step(step) if !ends(step)),
                isolated: !hands_on && !receives,
                cut_point: cut[at],
            }
        });
        Self {
            facts: facts.collect(),
            loops,
            outgoing,
            counts: OnceLock::new(),
        }
    }

    /// Whether a chain of handoffs leads from `n` to an external customer. A customer
    /// reaches itself; an order coming *from* a customer does not count for a step.
    /// A chain may run through a supplier, as when a step orders from one.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn reaches_customer(&self, n: NodeIndex) -> bool {
        self.steps_to_customer(n).is_some()
    }

    /// The fewest handoffs from `n` to an external customer: 0 for a customer itself,
    /// `None` if no chain leads to one.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn steps_to_customer(&self, n: NodeIndex) -> Option<u32> {
        self.facts.get(n.index())?.to_customer
    }

    /// Whether work can arrive at `n`: it is reachable from a declared start, from an
    /// external party or from a step nobody hands to, or is one of these. A step that
    /// gets work from an unfed loop only, its own included, is not fed.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn is_fed(&self, n: NodeIndex) -> bool {
        self.facts.get(n.index()).is_some_and(|facts| facts.fed)
    }

    /// Whether `n` is a step that hands nothing on and is not declared an end. A step
    /// that hands only to itself is no dead end but a loop without exits.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn is_dead_end(&self, n: NodeIndex) -> bool {
        self.facts
            .get(n.index())
            .is_some_and(|facts| facts.dead_end)
    }

    /// Whether `n`, a step or an external party, has no handoff in either direction.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn is_isolated(&self, n: NodeIndex) -> bool {
        self.facts
            .get(n.index())
            .is_some_and(|facts| facts.isolated)
    }

    /// Every loop of steps, ordered by the first step of each.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn loops(&self) -> &[Loop] {
        &self.loops
    }

    /// Which of [`Flow::loops`] the step `n` is part of.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn loop_of(&self, n: NodeIndex) -> Option<usize> {
        self.facts.get(n.index())?.in_loop
    }

    /// Whether `n` is a step without which other steps lose each other, regardless of
    /// the direction of handoffs.
    ///
    /// # Complexity
    ///
    /// O(1).
    pub fn is_cut_point(&self, n: NodeIndex) -> bool {
        self.facts
            .get(n.index())
            .is_some_and(|facts| facts.cut_point)
    }

    /// Every simple path from `from` to an external customer, each as its handoffs, in
    /// lexicographic order of the handoffs. Parallel handoffs make different paths; from
    /// a customer there is one path, the empty one.
    ///
    /// Their number may be exponential in the size of the graph, so take only as many
    /// as are needed, or ask [`Flow::count_paths`] first.
    ///
    /// # Complexity
    ///
    /// Nothing is followed that does not end in a path. Outside loops a path costs at
    /// most the handoffs of the nodes on it; inside a loop, each handoff that is tried
    /// may cost one search of that loop. The first call on a flow, of this or of
    /// [`Flow::count_paths`], adds O(V + E).
    pub fn paths_to_customers<'a>(&'a self, graph: &'a FlowGraph, from: NodeIndex) -> Paths<'a> {
        Paths::new(self, graph, from)
    }

    /// The number of paths from `from` to external customers once every loop is
    /// contracted to one node, a loop that runs through a supplier included. Where no
    /// loop is on the way, that is the number of [`Flow::paths_to_customers`].
    ///
    /// # Complexity
    ///
    /// O(V + E) on the first call on a flow, which counts for all nodes; then O(1).
    pub fn count_paths(&self, graph: &FlowGraph, from: NodeIndex) -> PathCount {
        match self.steps_to_customer(from) {
            None => PathCount::default(),
            Some(0) => PathCount::ONE,
            Some(_) => self.counts(graph).from(from),
        }
    }

    /// A path with the fewest handoffs from `from` to an external customer; of several
    /// such the first in the order of [`Flow::paths_to_customers`].
    ///
    /// # Complexity
    ///
    /// O(handoffs leaving the nodes of the path).
    pub fn nearest_customer_path(
        &self,
        graph: &FlowGraph,
        from: NodeIndex,
    ) -> Option<Vec<EdgeIndex>> {
        let mut left = self.steps_to_customer(from)?;
        let mut path = Vec::new();
        let mut node = from;
        while left > 0 {
            left -= 1;
            let (handoff, next) = self
                .outgoing
                .from(graph, node)
                .find(|(_, next)| self.steps_to_customer(*next) == Some(left))?;
            path.push(handoff);
            node = next;
        }
        Some(path)
    }

    fn counts(&self, graph: &FlowGraph) -> &PathCounts {
        self.counts.get_or_init(|| PathCounts::of(graph))
    }
}

fn has_handoff(graph: &FlowGraph, node: NodeIndex, direction: Direction) -> bool {
    graph.first_edge(node, direction).is_some()
}

/// For every node the fewest handoffs to a customer: a breadth-first search against
/// the handoffs from all customers at once, which thereby cannot pass through one.
fn distances(graph: &FlowGraph) -> Vec<Option<u32>> {
    let mut distances = vec![None; graph.node_count()];
    let mut queue = VecDeque::new();
    for node in graph
        .node_indices()
        .filter(|node| graph[*node].is_customer())
    {
        distances[node.index()] = Some(0);
        queue.push_back((node, 0));
    }
    while let Some((node, distance)) = queue.pop_front() {
        for before in graph.neighbors_directed(node, Direction::Incoming) {
            if distances[before.index()].is_none() {
                distances[before.index()] = Some(distance + 1);
                queue.push_back((before, distance + 1));
            }
        }
    }
    distances
}

/// For every node whether work can arrive at it.
fn fed(graph: &FlowGraph, starts: impl Fn(u32) -> bool) -> Vec<bool> {
    let is_start = |node: &NodeIndex| match graph[*node] {
        Party::Step(step) => !has_handoff(graph, *node, Direction::Incoming) || starts(step),
        Party::Customer(_) | Party::Supplier(_) => true,
    };
    let mut fed = vec![false; graph.node_count()];
    let mut waiting: Vec<NodeIndex> = graph.node_indices().filter(is_start).collect();
    for node in &waiting {
        fed[node.index()] = true;
    }
    while let Some(node) = waiting.pop() {
        for next in graph.neighbors(node) {
            if !fed[next.index()] {
                fed[next.index()] = true;
                waiting.push(next);
            }
        }
    }
    fed
}
