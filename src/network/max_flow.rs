//! The greatest rate if every choice could be made anew: alternatives as parallel pipes.

use std::collections::HashSet;

use petgraph::algo::dinics;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{Missing, Network, StepIx, WayIx};

/// The greatest rate and what bounds it.
#[derive(Debug, Clone, PartialEq)]
pub struct MaxFlow {
    /// Cases per second.
    pub per_second: f64,
    /// The steps that together bound it, with the cases each can bear: they sum to the rate, and whoever
    /// wants more must widen one of them.
    pub bounded_by: Vec<(StepIx, f64)>,
    /// Cases per second on each way when it is reached.
    pub flows: Vec<f64>,
    /// Steps whose capacity is not known and that bound nothing.
    pub missing: Vec<Missing>,
}

/// Why there is no such rate.
#[derive(Debug, Clone, PartialEq)]
pub enum NoMaxFlow {
    /// Ways that go together are no alternatives: their rates are equal, and do not add up.
    Parallel {
        /// Where they go apart; `None` if they start apart.
        split: Option<StepIx>,
    },
    /// Some path has no step with a known capacity.
    Unbounded(Vec<Missing>),
}

/// Capacities in units of their sum's 2^52nd part, so that flows are whole and add up exactly.
const UNITS: f64 = 4_503_599_627_370_496.0;

impl Network {
    /// The greatest rate of cases, if the shares of choices were free. Each step bears what it can,
    /// divided by how often a case that comes to it visits it; where the shares of `unsaid` ways decide
    /// how often a loop turns, once. So no choice of shares gives more.
    ///
    /// # Errors
    /// See [`NoMaxFlow`].
    ///
    /// # Complexity
    /// That of Dinic's algorithm in petgraph: O(steps²·ways) at worst.
    pub fn max_flow(&self, working_share: f64, unsaid: &[WayIx]) -> Result<MaxFlow, NoMaxFlow> {
        let graph = &self.graph;
        let splits = (0..graph.out.len()).find(|node| graph.parallel(*node).is_some());
        if let Some(node) = splits {
            let split = graph.step(node);
            return Err(NoMaxFlow::Parallel { split });
        }
        let turns = self.turns_as_unsaid(unsaid);
        let visits = |step: StepIx| match turns[step.0] {
            true => 1.0,
            false => self.repeats(step),
        };
        let capacity = |step: StepIx| Some(self.capacity(step, working_share)? / visits(step));
        let known: Vec<Option<f64>> = self
            .step_indices()
            .map(|step| capacity(step).filter(|capacity| capacity.is_finite()))
            .collect();
        let sum: f64 = known.iter().flatten().sum();
        let unit = if sum > 0.0 { sum / UNITS } else { 1.0 };
        let missing = self.missing_capacities(working_share).collect();
        let pipes = Pipes::new(self, &known, unit);
        let (most, flows) = dinics(&pipes.graph, pipes.source, pipes.sink);
        if most > whole(UNITS) {
            return Err(NoMaxFlow::Unbounded(missing));
        }
        let open = pipes.reached(&flows);
        let bounds = |step: StepIx| {
            let is_full = open[2 * step.0] && !open[2 * step.0 + 1];
            Some((step, known[step.0].filter(|_| is_full)?))
        };
        let flow = |edge: &Option<usize>| edge.map_or(0.0, |edge| parts(flows[edge]) * unit);
        Ok(MaxFlow {
            per_second: parts(most) * unit,
            bounded_by: self.step_indices().filter_map(bounds).collect(),
            flows: pipes.of_way.iter().map(flow).collect(),
            missing,
        })
    }

    /// Steps whose visits depend on shares nobody said: those in a loop with a choice among such ways.
    fn turns_as_unsaid(&self, unsaid: &[WayIx]) -> Vec<bool> {
        let blocks = unsaid.iter().map(|way| self.ways[way.0].from);
        let blocks: HashSet<usize> = blocks.map(|step| self.chain.block_of(step.0)).collect();
        let steps = 0..self.steps.len();
        steps
            .map(|step| blocks.contains(&self.chain.block_of(step)))
            .collect()
    }
}

/// Each step as a pipe from where work comes in to where it goes out.
struct Pipes {
    graph: DiGraph<(), u64>,
    source: NodeIndex,
    sink: NodeIndex,
    /// The pipe of each way.
    of_way: Vec<Option<usize>>,
}

impl Pipes {
    fn new(network: &Network, capacity: &[Option<f64>], unit: f64) -> Self {
        let of = &network.graph;
        let unbounded = whole(UNITS) + 1;
        let mut graph = DiGraph::with_capacity(2 * of.steps + 3, of.links.len());
        for _ in 0..2 * of.steps + 3 {
            graph.add_node(());
        }
        let at = |node: usize| NodeIndex::new(2 * node);
        for (step, capacity) in capacity.iter().enumerate() {
            let capacity = capacity.map_or(unbounded, |capacity| whole(capacity / unit));
            graph.add_edge(at(step), NodeIndex::new(2 * step + 1), capacity);
        }
        // One pipe before all starts keeps sums of unbounded flows countable.
        let (source, first) = (NodeIndex::new(2 * of.steps + 2), at(of.source()));
        graph.add_edge(source, first, unbounded);
        let sink = NodeIndex::new(2 * of.steps + 1);
        let mut of_way = vec![None; of.links.len()];
        for (node, links) in of.out.iter().enumerate() {
            let from = if node == of.source() {
                first
            } else {
                NodeIndex::new(2 * node + 1)
            };
            // A way back may lead past what lies ahead.
            for &link in links {
                let to = of.links[link].to;
                let to = if to == of.end() { sink } else { at(to) };
                of_way[link] = Some(graph.add_edge(from, to, unbounded).index());
            }
        }
        of_way.truncate(network.ways.len());
        Self {
            graph,
            source,
            sink,
            of_way,
        }
    }

    /// Where more could still come to.
    fn reached(&self, flows: &[u64]) -> Vec<bool> {
        let mut back = vec![Vec::new(); self.graph.node_count()];
        let mut on = back.clone();
        for (edge, flow) in self.graph.edge_indices().zip(flows) {
            if let Some((from, to)) = self.graph.edge_endpoints(edge) {
                if *flow < self.graph[edge] {
                    on[from.index()].push(to.index());
                }
                if *flow > 0 {
                    back[to.index()].push(from.index());
                }
            }
        }
        let mut reached = vec![false; on.len()];
        let mut open = vec![self.source.index()];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                open.extend(on[node].iter().chain(&back[node]));
            }
        }
        reached
    }
}

fn whole(value: f64) -> u64 {
    crate::statistics::round(value)
}

fn parts(count: u64) -> f64 {
    crate::statistics::as_float(count)
}
