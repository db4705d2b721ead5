//! The facts of small graphs by the plainest means, to hold the quick ones against:
//! reachability by matrix, cut points by deletion, paths by brute force.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::{FlowGraph, Party};

/// Who reaches whom by at least one handoff.
pub(super) type Matrix = Vec<Vec<bool>>;

/// A graph as lists: parties, and handoffs as from, to and number.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    pub(super) parties: Vec<Party>,
    pub(super) handoffs: Vec<(usize, usize, u32)>,
}

impl Sketch {
    pub(super) fn graph(&self) -> FlowGraph {
        let mut graph = FlowGraph::new();
        for party in &self.parties {
            graph.add_node(*party);
        }
        for (from, to, number) in &self.handoffs {
            graph.add_edge(NodeIndex::new(*from), NodeIndex::new(*to), *number);
        }
        graph
    }

    pub(super) fn is_step(&self, node: usize) -> bool {
        self.parties[node].is_step()
    }

    pub(super) fn is_customer(&self, node: usize) -> bool {
        self.parties[node].is_customer()
    }

    /// Reachability over the handoffs `admits` lets through.
    pub(super) fn matrix(&self, admits: impl Fn(usize, usize) -> bool) -> Matrix {
        let nodes = self.parties.len();
        let mut reaches = vec![vec![false; nodes]; nodes];
        for (from, to, _) in &self.handoffs {
            reaches[*from][*to] |= admits(*from, *to);
        }
        for via in 0..nodes {
            for from in 0..nodes {
                for to in 0..nodes {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        reaches
    }

    pub(super) fn forward(&self) -> Matrix {
        self.matrix(|from, _| !self.is_customer(from))
    }

    pub(super) fn among_steps(&self) -> Matrix {
        self.matrix(|from, to| self.is_step(from) && self.is_step(to))
    }

    pub(super) fn reaches_customer(&self, node: usize) -> bool {
        let reaches = self.forward();
        self.is_customer(node)
            || (0..self.parties.len()).any(|to| self.is_customer(to) && reaches[node][to])
    }

    pub(super) fn is_fed(&self, node: usize, starts: &[bool]) -> bool {
        let reaches = self.matrix(|_, _| true);
        let is_start = |at: usize| {
            !self.is_step(at) || starts[at] || self.handoffs.iter().all(|(_, to, _)| *to != at)
        };
        (0..self.parties.len()).any(|at| is_start(at) && (at == node || reaches[at][node]))
    }

    /// The parts into which the steps fall, directions disregarded and `without` removed.
    fn parts(&self, without: Option<usize>) -> usize {
        let stays = |node: usize| self.is_step(node) && Some(node) != without;
        let mut part: Vec<usize> = (0..self.parties.len()).collect();
        for (from, to, _) in &self.handoffs {
            if stays(*from) && stays(*to) {
                let (old, new) = (part[*from], part[*to]);
                part.iter_mut()
                    .filter(|of| **of == old)
                    .for_each(|of| *of = new);
            }
        }
        let steps = (0..part.len()).filter(|node| stays(*node));
        steps.map(|node| part[node]).collect::<BTreeSet<_>>().len()
    }

    pub(super) fn is_cut_point(&self, node: usize) -> bool {
        self.is_step(node) && self.parts(Some(node)) > self.parts(None)
    }

    /// All simple paths to customers as handoff numbers, in the documented order.
    pub(super) fn paths(&self, from: usize) -> Vec<Vec<u32>> {
        let mut found = Vec::new();
        self.extend(&mut vec![from], &mut Vec::new(), &mut found);
        found.sort();
        found
            .into_iter()
            .map(|path| path.into_iter().map(|(_, number)| number).collect())
            .collect()
    }

    fn extend(
        &self,
        nodes: &mut Vec<usize>,
        path: &mut Vec<(usize, u32)>,
        found: &mut Vec<Vec<(usize, u32)>>,
    ) {
        let here = nodes[nodes.len() - 1];
        if self.is_customer(here) {
            found.push(path.clone());
            return;
        }
        for (from, to, number) in &self.handoffs {
            if *from == here && !nodes.contains(to) {
                nodes.push(*to);
                path.push((*to, *number));
                self.extend(nodes, path, found);
                path.pop();
                nodes.pop();
            }
        }
    }

    /// The number of paths with mutually reachable nodes taken as one.
    pub(super) fn count(&self, from: usize) -> u64 {
        self.count_by(&self.forward(), from)
    }

    fn count_by(&self, reaches: &Matrix, from: usize) -> u64 {
        if self.is_customer(from) {
            return 1;
        }
        let same =
            |one: usize, other: usize| one == other || (reaches[one][other] && reaches[other][one]);
        let leaving =
            |handoff: &&(usize, usize, u32)| same(from, handoff.0) && !same(from, handoff.1);
        let handoffs = self.handoffs.iter().filter(leaving);
        handoffs.map(|(_, to, _)| self.count_by(reaches, *to)).sum()
    }
}
