//! Strongly connected components of a part of the graph, by Tarjan's algorithm with
//! the branch of the search kept on the heap: petgraph's own recurses.

use petgraph::graph::{NodeIndex, WalkNeighbors};

use super::FlowGraph;

/// The component of a node that was left out.
pub(super) const LEFT_OUT: u32 = u32::MAX;
const UNSEEN: u32 = u32::MAX;

/// The components of the admitted nodes, numbered so that whatever a component leads
/// to has a smaller number than it.
pub(super) struct Components {
    /// The component of each node, or [`LEFT_OUT`].
    pub(super) of: Vec<u32>,
    /// The admitted nodes by component.
    pub(super) nodes: Vec<NodeIndex>,
    /// How many components there are.
    pub(super) count: usize,
}

impl Components {
    /// Finds the components of the part of `graph` that `admits` names.
    ///
    /// # Complexity
    ///
    /// O(V + E).
    pub(super) fn of(graph: &FlowGraph, admits: impl Fn(NodeIndex) -> bool) -> Self {
        let mut search = Search::new(graph);
        for root in graph.node_indices().filter(|node| admits(*node)) {
            if search.seen[root.index()] == UNSEEN {
                search.run(root, &admits);
            }
        }
        Self {
            of: search.component,
            nodes: search.closed,
            count: search.components as usize,
        }
    }
}

struct Search<'g> {
    graph: &'g FlowGraph,
    /// When each node was first seen.
    seen: Vec<u32>,
    /// The earliest seen node of an open component that each node leads back to.
    low: Vec<u32>,
    component: Vec<u32>,
    branch: Vec<(NodeIndex, WalkNeighbors<u32>)>,
    /// Seen nodes whose component is not complete yet.
    open: Vec<NodeIndex>,
    closed: Vec<NodeIndex>,
    components: u32,
    clock: u32,
}

impl<'g> Search<'g> {
    fn new(graph: &'g FlowGraph) -> Self {
        let nodes = graph.node_count();
        Search {
            graph,
            seen: vec![UNSEEN; nodes],
            low: vec![UNSEEN; nodes],
            component: vec![LEFT_OUT; nodes],
            branch: Vec::new(),
            open: Vec::new(),
            closed: Vec::new(),
            components: 0,
            clock: 0,
        }
    }

    fn run(&mut self, root: NodeIndex, admits: &impl Fn(NodeIndex) -> bool) {
        self.enter(root);
        while let Some((node, walk)) = self.branch.last_mut() {
            let node = *node;
            let Some(next) = walk.next_node(self.graph) else {
                self.branch.pop();
                self.leave(node);
                continue;
            };
            if !admits(next) || self.component[next.index()] != LEFT_OUT {
                continue;
            }
            if self.seen[next.index()] == UNSEEN {
                self.enter(next);
            } else {
                self.lower(node, self.seen[next.index()]);
            }
        }
    }

    fn enter(&mut self, node: NodeIndex) {
        self.seen[node.index()] = self.clock;
        self.low[node.index()] = self.clock;
        self.clock += 1;
        self.open.push(node);
        self.branch
            .push((node, self.graph.neighbors(node).detach()));
    }

    fn leave(&mut self, node: NodeIndex) {
        let low = self.low[node.index()];
        if low == self.seen[node.index()] {
            while let Some(member) = self.open.pop() {
                self.component[member.index()] = self.components;
                self.closed.push(member);
                if member == node {
                    break;
                }
            }
            self.components += 1;
        }
        if let Some((before, _)) = self.branch.last() {
            self.lower(*before, low);
        }
    }

    fn lower(&mut self, node: NodeIndex, to: u32) {
        let low = &mut self.low[node.index()];
        *low = to.min(*low);
    }
}
