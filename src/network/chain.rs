//! The network as a chain of states: one piece of work followed, block of loops by block of loops.
//!
//! Ways that go together make more pieces of one, and joins one of more, so the network as a whole
//! is no Markov chain. Within a block of states that lead to each other it is one, as a join follows
//! one of the pieces it waits for: building has made sure that they come in equal numbers.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::eliminate::{Eliminated, Rows};
use super::graph::Graph;
use super::{Fault, Gate, StepIx};

#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// In the order of work.
    blocks: Vec<Block>,
    /// The block of each step, and its place in it.
    place: Vec<(usize, usize)>,
    /// Whether what takes a link makes a visit where it leads: it ends at a step, and is the one that
    /// its join follows.
    pub(super) drives: Vec<bool>,
    /// What of a step's work goes on at all.
    keeps: Vec<f64>,
}

#[derive(Debug, Clone)]
struct Block {
    steps: Vec<usize>,
    solved: Eliminated,
    /// How often each step is visited, once it is.
    repeats: Vec<f64>,
}

impl Chain {
    /// Solves the blocks. With `keeps`, only this share of each step's work goes on.
    pub(super) fn new(graph: &Graph, keeps: Option<Vec<f64>>) -> Result<Self, Vec<Fault>> {
        let keeps = keeps.unwrap_or_else(|| vec![1.0; graph.steps]);
        let drives = drives(graph);
        let mut place = vec![(0, 0); graph.steps];
        let components = components(graph, &drives);
        for (block, steps) in components.iter().enumerate() {
            for (at, step) in steps.iter().enumerate() {
                place[*step] = (block, at);
            }
        }
        let mut chain = Self {
            blocks: Vec::with_capacity(components.len()),
            place,
            drives,
            keeps,
        };
        let mut faults = Vec::new();
        for steps in components {
            match chain.block(graph, steps) {
                Ok(block) => chain.blocks.push(block),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(chain)
        } else {
            Err(faults)
        }
    }

    fn block(&self, graph: &Graph, steps: Vec<usize>) -> Result<Block, Fault> {
        let mut rows = Rows::new(steps.len());
        for (at, &step) in steps.iter().enumerate() {
            let keeps = self.keeps[step];
            rows.leave(at, 1.0 - keeps);
            let parallel = graph.parallel(step).unwrap_or_default();
            let within = |link: usize| self.within(graph, step, link);
            let inside: Vec<usize> = parallel.iter().copied().filter(|at| within(*at)).collect();
            let one = match inside[..] {
                [] => parallel.first(),
                [_] => inside.first(),
                _ => {
                    let step = StepIx(step);
                    return Err(Fault::WorkMultiplies { step });
                }
            };
            for &link in graph.out[step]
                .iter()
                .filter(|at| !parallel.contains(at))
                .chain(one)
            {
                let weight = keeps * graph.links[link].weight;
                if within(link) {
                    rows.add(at, self.place[graph.links[link].to].1, weight);
                } else {
                    rows.leave(at, weight);
                }
            }
        }
        let has_loop = steps.len() > 1;
        let single = steps[0];
        let solved = rows.eliminate().map_err(|closed| Fault::NeverEnds {
            steps: vec![StepIx(steps[closed.0])],
        })?;
        let turns = has_loop
            || graph.out[single]
                .iter()
                .any(|at| self.within(graph, single, *at));
        let repeats = if turns {
            solved.repeats()
        } else {
            vec![1.0; steps.len()]
        };
        Ok(Block {
            steps,
            solved,
            repeats,
        })
    }

    /// Whether a link leads to a visit in the block of the step it comes from.
    fn within(&self, graph: &Graph, step: usize, link: usize) -> bool {
        self.drives[link] && self.place[graph.links[link].to].0 == self.place[step].0
    }

    /// What of a step's work goes on at all.
    pub(super) fn keeps(&self, node: usize) -> f64 {
        self.keeps.get(node).copied().unwrap_or(1.0)
    }

    /// What a link carries for each visit of the step it comes from.
    pub(super) fn carries(&self, graph: &Graph, link: usize) -> f64 {
        graph.links[link].weight * self.keeps(graph.links[link].from)
    }

    /// The expected visits of each step for one case.
    pub(super) fn visits(&self, graph: &Graph) -> Vec<f64> {
        let mut given = vec![0.0; graph.steps];
        for &link in graph.out[graph.source()]
            .iter()
            .filter(|at| self.drives[**at])
        {
            given[graph.links[link].to] += graph.links[link].weight;
        }
        for block in &self.blocks {
            let local = block.steps.iter().map(|step| given[*step]).collect();
            let visits = block.solved.visits(local);
            for (&step, visits) in block.steps.iter().zip(visits) {
                given[step] = visits;
                for &link in &graph.out[step] {
                    if self.drives[link] && !self.within(graph, step, link) {
                        given[graph.links[link].to] += visits * self.carries(graph, link);
                    }
                }
            }
        }
        given
    }

    /// How often a step is visited, once it is.
    pub(super) fn repeats(&self, step: usize) -> f64 {
        let (block, at) = self.place[step];
        self.blocks[block].repeats[at]
    }

    /// The block of loops a step belongs to.
    pub(super) fn block_of(&self, step: usize) -> usize {
        self.place[step].0
    }

    /// The loops that turn so often that what the shares are off 1, or their last digit, decides how
    /// often: the result would move by more than a thousandth.
    pub(super) fn ill_conditioned(&self, off: &[f64]) -> Vec<Fault> {
        let digit = 4.0 * f64::EPSILON;
        let worst = self.blocks.iter().filter_map(|block| {
            let moved = |at: &usize| block.repeats[*at] * off[block.steps[*at]].max(digit);
            let all = 0..block.steps.len();
            let at = all.max_by(|a, b| moved(a).total_cmp(&moved(b)))?;
            let turns = block.repeats[at] > 1.0;
            (turns && moved(&at) > 1e-3).then(|| Fault::IllConditioned {
                step: StepIx(block.steps[at]),
                visits: block.repeats[at],
            })
        });
        worst.collect()
    }
}

/// All links to steps, but of those that a join waits for only the first.
fn drives(graph: &Graph) -> Vec<bool> {
    let mut drives: Vec<bool> = graph
        .links
        .iter()
        .map(|link| link.to < graph.steps)
        .collect();
    for node in (0..graph.steps).filter(|node| graph.joins[*node] == Gate::And) {
        let awaited = graph.into[node]
            .iter()
            .filter(|at| !graph.links[**at].returns);
        for &other in awaited.skip(1) {
            drives[other] = false;
        }
    }
    drives
}

/// Steps that lead to each other, in the order of work.
fn components(graph: &Graph, drives: &[bool]) -> Vec<Vec<usize>> {
    let mut states = DiGraph::<(), ()>::with_capacity(graph.steps, graph.links.len());
    for _ in 0..graph.steps {
        states.add_node(());
    }
    let links = graph.out[..graph.steps].iter().flatten();
    for link in links.filter(|at| drives[**at]).map(|at| graph.links[*at]) {
        states.add_edge(NodeIndex::new(link.from), NodeIndex::new(link.to), ());
    }
    let components = kosaraju_scc(&states).into_iter().rev();
    let steps = |nodes: Vec<NodeIndex>| {
        let mut steps: Vec<usize> = nodes.iter().map(|node| node.index()).collect();
        steps.sort_unstable();
        steps
    };
    components.map(steps).collect()
}
