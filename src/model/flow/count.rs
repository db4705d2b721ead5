//! How many ways lead to customers once every loop counts as one place.

use petgraph::graph::NodeIndex;

use super::FlowGraph;
use super::components::{Components, LEFT_OUT};

/// A number of paths, which stops growing at [`u64::MAX`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct PathCount(u64);

impl PathCount {
    pub(super) const ONE: Self = Self(1);

    /// The number of paths, or [`u64::MAX`] if there are at least that many.
    pub fn get(self) -> u64 {
        self.0
    }

    /// Whether the number stopped growing, so that there may be more paths.
    pub fn is_saturated(self) -> bool {
        self.0 == u64::MAX
    }

    fn plus(self, more: Self) -> Self {
        Self(self.0.saturating_add(more.0))
    }
}

/// The parties other than customers grouped into components, and the number of paths
/// from each. Suppliers are in, because a path may run through one: with steps alone
/// what is left after contracting loops could still have a cycle.
#[derive(Clone, Debug)]
pub(super) struct PathCounts {
    component: Vec<u32>,
    paths: Vec<PathCount>,
}

impl PathCounts {
    /// Counts the paths from every component, those it leads to first.
    ///
    /// # Complexity
    ///
    /// O(V + E).
    pub(super) fn of(graph: &FlowGraph) -> Self {
        let components = Components::of(graph, |node| !graph[node].is_customer());
        let mut paths = vec![PathCount::default(); components.count];
        for node in components.nodes {
            let here = components.of[node.index()];
            for next in graph.neighbors(node) {
                let more = match components.of[next.index()] {
                    LEFT_OUT => PathCount::ONE,
                    inside if inside == here => continue,
                    there => paths[there as usize],
                };
                paths[here as usize] = paths[here as usize].plus(more);
            }
        }
        Self {
            component: components.of,
            paths,
        }
    }

    /// The number of paths from a node that is not a customer.
    pub(super) fn from(&self, node: NodeIndex) -> PathCount {
        let component = self.component.get(node.index()).copied();
        let paths = component.and_then(|component| self.paths.get(component as usize));
        paths.copied().unwrap_or_default()
    }

    /// Whether work that went from one of the nodes to the other can come back.
    pub(super) fn joins(&self, one: NodeIndex, other: NodeIndex) -> bool {
        self.component.get(one.index()) == self.component.get(other.index())
    }
}
