//! Steps that hold the chain together: articulation points of the undirected graph
//! of steps, by Hopcroft and Tarjan's search with its branch kept on the heap.
//! petgraph's own follows handoffs in their direction only.

use petgraph::graph::{NodeIndex, WalkNeighbors};

use super::FlowGraph;

const UNSEEN: u32 = u32::MAX;

/// For every node whether it is a step without which other steps lose each other.
///
/// # Complexity
///
/// O(V + E).
pub(super) fn cut_points(graph: &FlowGraph) -> Vec<bool> {
    let nodes = graph.node_count();
    let mut search = Search {
        graph,
        seen: vec![UNSEEN; nodes],
        low: vec![UNSEEN; nodes],
        cut: vec![false; nodes],
        branch: Vec::new(),
        clock: 0,
    };
    for root in graph.node_indices() {
        if graph[root].is_step() && search.seen[root.index()] == UNSEEN {
            search.run(root);
        }
    }
    search.cut
}

struct Search<'g> {
    graph: &'g FlowGraph,
    /// When each node was first seen.
    seen: Vec<u32>,
    /// The earliest seen node that the nodes below each node are joined to.
    low: Vec<u32>,
    cut: Vec<bool>,
    branch: Vec<(NodeIndex, WalkNeighbors<u32>)>,
    clock: u32,
}

impl Search<'_> {
    fn run(&mut self, root: NodeIndex) {
        let mut parts = 0;
        self.enter(root);
        while let Some((node, walk)) = self.branch.last_mut() {
            let node = *node;
            if let Some((_, next)) = walk.next(self.graph) {
                if !self.graph[next].is_step() {
                    continue;
                }
                if self.seen[next.index()] == UNSEEN {
                    self.enter(next);
                } else {
                    self.lower(node, self.seen[next.index()]);
                }
                continue;
            }
            self.branch.pop();
            let Some((before, _)) = self.branch.last() else {
                break;
            };
            let before = *before;
            let low = self.low[node.index()];
            if before == root {
                parts += 1;
            } else if low >= self.seen[before.index()] {
                self.cut[before.index()] = true;
            }
            self.lower(before, low);
        }
        self.cut[root.index()] = parts > 1;
    }

    fn enter(&mut self, node: NodeIndex) {
        self.seen[node.index()] = self.clock;
        self.low[node.index()] = self.clock;
        self.clock += 1;
        let walk = self.graph.neighbors_undirected(node).detach();
        self.branch.push((node, walk));
    }

    fn lower(&mut self, node: NodeIndex, to: u32) {
        let low = &mut self.low[node.index()];
        *low = to.min(*low);
    }
}
