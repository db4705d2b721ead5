//! Loops: groups of steps each of which hands, directly or through the others, back
//! to itself.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::components::{Components, LEFT_OUT};
use super::outgoing::Outgoing;
use super::{FlowGraph, Party};

/// A largest set of steps that all reach each other by handoffs, or one step that
/// hands to itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Loop {
    /// The steps, by node index.
    pub steps: Vec<NodeIndex>,
    /// The handoffs from a step of the loop to a step of the loop.
    pub handoffs: Vec<EdgeIndex>,
    /// The handoffs from a step of the loop to anyone else, external parties included.
    pub exits: Vec<EdgeIndex>,
}

/// All loops, by their first step, and for every node the loop it is part of.
///
/// # Complexity
///
/// O(V + E).
pub(super) fn loops(graph: &FlowGraph, outgoing: &Outgoing) -> (Vec<Loop>, Vec<Option<usize>>) {
    let is_step = |node| {
        graph
            .node_weight(node)
            .is_some_and(|party: &Party| party.is_step())
    };
    let components = Components::of(graph, is_step);
    let component = |node: NodeIndex| components.of[node.index()];
    let mut has_cycle = vec![false; components.count];
    for edge in graph.raw_edges() {
        let from = component(edge.source());
        if from != LEFT_OUT && from == component(edge.target()) {
            has_cycle[from as usize] = true;
        }
    }
    let mut loops: Vec<Loop> = Vec::new();
    let mut number = vec![None; components.count];
    let mut membership = vec![None; graph.node_count()];
    for step in graph.node_indices().filter(|node| is_step(*node)) {
        let of = component(step) as usize;
        if !has_cycle[of] {
            continue;
        }
        let at = *number[of].get_or_insert(loops.len());
        if at == loops.len() {
            loops.push(Loop::default());
        }
        membership[step.index()] = Some(at);
        loops[at].steps.push(step);
    }
    for found in &mut loops {
        found.sort_handoffs(graph, outgoing, &membership);
    }
    (loops, membership)
}

impl Loop {
    fn sort_handoffs(
        &mut self,
        graph: &FlowGraph,
        outgoing: &Outgoing,
        membership: &[Option<usize>],
    ) {
        for step in &self.steps {
            for (handoff, target) in outgoing.from(graph, *step) {
                if membership[target.index()] == membership[step.index()] {
                    self.handoffs.push(handoff);
                } else {
                    self.exits.push(handoff);
                }
            }
        }
    }
}
