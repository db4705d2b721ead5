//! Every simple path to a customer, one at a time and without a dead branch.
//!
//! That a node reaches a customer is not enough inside a loop: all its ways out may
//! lead over nodes the path has already been to, and a search that finds this out by
//! trying may take exponential time between two paths. So before a path goes on
//! inside a loop, a way out of the loop that avoids the path is found; as long as the
//! path follows that way no further search is needed.

use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::slice::Iter;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::count::PathCounts;
use super::{Flow, FlowGraph};

/// The simple paths from a node to external customers: see
/// [`Flow::paths_to_customers`].
#[derive(Clone, Debug)]
pub struct Paths<'a> {
    flow: &'a Flow,
    graph: &'a FlowGraph,
    /// The node to begin with, until it is begun with.
    from: Option<NodeIndex>,
    counts: &'a PathCounts,
    branch: Vec<Place<'a>>,
    /// The handoffs between the places of the branch.
    trail: Vec<EdgeIndex>,
    visited: HashSet<NodeIndex>,
}

#[derive(Clone, Debug)]
struct Place<'a> {
    node: NodeIndex,
    untried: Iter<'a, EdgeIndex>,
    way: Way,
}

/// Why a path may go on from a place.
#[derive(Clone, Debug)]
enum Way {
    /// The path enters a part of the graph where it has never been and which it cannot
    /// have come through, so that every chain onward is open.
    Fresh,
    /// The rest of these nodes avoids the path and ends where a handoff leaves the loop
    /// towards a customer.
    Known { nodes: Rc<[NodeIndex]>, at: usize },
}

impl<'a> Paths<'a> {
    pub(super) fn new(flow: &'a Flow, graph: &'a FlowGraph, from: NodeIndex) -> Self {
        Paths {
            flow,
            graph,
            from: Some(from).filter(|node| flow.reaches_customer(*node)),
            counts: flow.counts(graph),
            branch: Vec::new(),
            trail: Vec::new(),
            visited: HashSet::new(),
        }
    }

    fn enter(&mut self, node: NodeIndex, way: Way) {
        self.visited.insert(node);
        let untried = self.flow.outgoing.of_node(node).iter();
        self.branch.push(Place { node, untried, way });
    }

    fn leave(&mut self) {
        if let Some(place) = self.branch.pop() {
            self.visited.remove(&place.node);
        }
        self.trail.pop();
    }

    /// Whether, and why, the path may go on from `place` to `next`.
    fn way_on(&self, place: &Place<'a>, next: NodeIndex) -> Option<Way> {
        if self.visited.contains(&next) || !self.flow.reaches_customer(next) {
            return None;
        }
        if !self.counts.joins(place.node, next) {
            return Some(Way::Fresh);
        }
        match &place.way {
            Way::Known { nodes, at } if nodes.get(at + 1) == Some(&next) => Some(Way::Known {
                nodes: Rc::clone(nodes),
                at: at + 1,
            }),
            _ => self.way_out(next),
        }
    }

    /// Searches a way out of the loop that `from` is in, around the path.
    fn way_out(&self, from: NodeIndex) -> Option<Way> {
        let mut before = HashMap::from([(from, from)]);
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for next in self.graph.neighbors(node) {
                if !self.counts.joins(node, next) {
                    if self.flow.reaches_customer(next) {
                        return Some(Way::traced(&before, node));
                    }
                } else if !self.visited.contains(&next) && !before.contains_key(&next) {
                    before.insert(next, node);
                    queue.push_back(next);
                }
            }
        }
        None
    }
}

impl Way {
    fn traced(before: &HashMap<NodeIndex, NodeIndex>, to: NodeIndex) -> Self {
        let mut nodes = vec![to];
        let mut node = to;
        while let Some(previous) = before.get(&node).filter(|previous| **previous != node) {
            node = *previous;
            nodes.push(node);
        }
        nodes.reverse();
        Self::Known {
            nodes: nodes.into(),
            at: 0,
        }
    }
}

impl Iterator for Paths<'_> {
    type Item = Vec<EdgeIndex>;

    fn next(&mut self) -> Option<Vec<EdgeIndex>> {
        if let Some(from) = self.from.take() {
            if self.flow.steps_to_customer(from) == Some(0) {
                return Some(Vec::new());
            }
            self.enter(from, Way::Fresh);
        }
        while let Some(place) = self.branch.last_mut() {
            let Some(handoff) = place.untried.next().copied() else {
                self.leave();
                continue;
            };
            let Some((_, next)) = self.graph.edge_endpoints(handoff) else {
                continue;
            };
            if self.flow.steps_to_customer(next) == Some(0) {
                let end = std::iter::once(handoff);
                return Some(self.trail.iter().copied().chain(end).collect());
            }
            let way = self
                .branch
                .last()
                .and_then(|place| self.way_on(place, next));
            if let Some(way) = way {
                self.trail.push(handoff);
                self.enter(next, way);
            }
        }
        None
    }
}

impl std::iter::FusedIterator for Paths<'_> {}
