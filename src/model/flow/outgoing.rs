//! The handoffs leaving each node, in an order that does not depend on the order in
//! which they were added to the graph.

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::FlowGraph;

/// All handoffs by source, then target, then handoff number, then edge index.
#[derive(Clone, Debug)]
pub(super) struct Outgoing {
    /// Where the handoffs of each node begin; one more entry than there are nodes.
    first: Vec<usize>,
    handoffs: Vec<EdgeIndex>,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    source: NodeIndex,
    target: NodeIndex,
    number: u32,
    handoff: EdgeIndex,
}

impl Outgoing {
    /// Sorts the handoffs by counting, least significant key first: O(V + E), where
    /// sorting by comparison would not be linear.
    pub(super) fn of(graph: &FlowGraph) -> Self {
        let mut entries: Vec<Entry> = (graph.raw_edges().iter().zip(graph.edge_indices()))
            .map(|(edge, handoff)| Entry {
                source: edge.source(),
                target: edge.target(),
                number: edge.weight,
                handoff,
            })
            .collect();
        for byte in 0..4 {
            let digit = |entry: &Entry| usize::from(entry.number.to_le_bytes()[byte]);
            // Handoff numbers are mostly small, so that their upper bytes are all 0.
            if entries.iter().any(|entry| digit(entry) != 0) {
                entries = placed(&entries, 1 << u8::BITS, digit).1;
            }
        }
        let nodes = graph.node_count();
        let (_, entries) = placed(&entries, nodes, |entry| entry.target.index());
        let (first, entries) = placed(&entries, nodes, |entry| entry.source.index());
        Self {
            first,
            handoffs: entries.iter().map(|entry| entry.handoff).collect(),
        }
    }

    /// The handoffs leaving `node`.
    pub(super) fn of_node(&self, node: NodeIndex) -> &[EdgeIndex] {
        match self.first.get(node.index()..) {
            Some([first, end, ..]) => &self.handoffs[*first..*end],
            _ => &[],
        }
    }

    /// The handoffs leaving `node`, each with the node it enters.
    pub(super) fn from<'a>(
        &'a self,
        graph: &'a FlowGraph,
        node: NodeIndex,
    ) -> impl Iterator<Item = (EdgeIndex, NodeIndex)> + 'a {
        self.of_node(node).iter().filter_map(|handoff| {
            let (_, target) = graph.edge_endpoints(*handoff)?;
            Some((*handoff, target))
        })
    }
}

/// The entries in order of their keys, equal keys as they were, and where each key
/// begins. Every key must be less than `keys`.
fn placed(
    entries: &[Entry],
    keys: usize,
    key: impl Fn(&Entry) -> usize,
) -> (Vec<usize>, Vec<Entry>) {
    let mut first = vec![0; keys + 1];
    for entry in entries {
        first[key(entry) + 1] += 1;
    }
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    let mut free = first.clone();
    let mut placed = vec![Entry::default(); entries.len()];
    for entry in entries {
        let slot = &mut free[key(entry)];
        placed[*slot] = *entry;
        *slot += 1;
    }
    (first, placed)
}
