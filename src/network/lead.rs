//! The expected lead time: visits times time, and the longest of what goes on together.

use super::graph::Graph;
use super::{At, Figure, Missing, Network, Span, StepIx, Term};

/// Whether a figure is the truth or one side of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// It follows from the figures given.
    Exact,
    /// It is at least this, for these reasons.
    AtLeast(Vec<Reason>),
}

/// Why an expected time is a lower bound only.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Ways that go together vary: the mean of the slowest is more than the slowest mean.
    MergeBias {
        /// Where they go apart; `None` if they start apart.
        split: Option<StepIx>,
    },
    /// Ways go apart together, and one of them leads back to before it while another is still on.
    LoopAroundSplit {
        /// Where they go apart.
        split: StepIx,
    },
    /// A time is not known.
    Missing(Missing),
}

/// The expected lead time of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Its value.
    pub seconds: f64,
    /// What the value is.
    pub kind: Kind,
    /// What each step and way of the longest branches adds to it, over all visits.
    pub parts: Vec<Term>,
}

/// Where the expected time is spent.
pub(super) struct Critical {
    pub(super) steps: Vec<bool>,
    pub(super) ways: Vec<bool>,
}

impl Network {
    /// The expected time from start to end, waits for releases included.
    ///
    /// Exact for everything in a row, choices and loops; for ways that go together where each takes
    /// a fixed time, also if a loop goes around them all. Else a lower bound: what varies comes
    /// together later than the slower mean (merge bias); [`simulate`](Self::simulate) shows by how much.
    ///
    /// # Complexity
    /// O(ways · depth of nesting of ways that go together).
    #[must_use]
    pub fn expected_lead_time(&self) -> Expected {
        let blocks = Blocks::new(self);
        let critical = self.critical(&blocks);
        let mut parts = Vec::new();
        for step in self.step_indices().filter(|step| critical.steps[step.0]) {
            let (at, seconds) = (At::Step(step), blocks.at[step.0]);
            parts.push(Term { at, seconds });
        }
        for way in self.way_indices().filter(|way| critical.ways[way.0]) {
            let (at, seconds) = (At::Way(way), blocks.on[way.0]);
            parts.push(Term { at, seconds });
        }
        let has_no_mean = |span: Span| span.mean().is_none();
        let missing = self.missing_times(has_no_mean, Figure::Typical);
        let mut reasons = blocks.reasons;
        reasons.extend(missing.into_iter().map(Reason::Missing));
        Expected {
            seconds: blocks.whole,
            kind: if reasons.is_empty() {
                Kind::Exact
            } else {
                Kind::AtLeast(reasons)
            },
            parts,
        }
    }

    pub(super) fn critical_parts(&self) -> Critical {
        self.critical(&Blocks::new(self))
    }

    /// Follows the longest branches.
    fn critical(&self, blocks: &Blocks) -> Critical {
        let graph = &self.graph;
        let mut critical = Critical {
            steps: vec![false; graph.steps],
            ways: vec![false; self.ways.len()],
        };
        let mut open = vec![(graph.source(), graph.end())];
        let mut seen = vec![false; graph.out.len()];
        while let Some((node, until)) = open.pop() {
            if node == until || node == graph.end() || std::mem::replace(&mut seen[node], true) {
                continue;
            }
            if node < graph.steps {
                critical.steps[node] = true;
            }
            let longest = blocks.longest[node];
            let parallel = graph.parallel(node).unwrap_or_default();
            for &link in graph.out[node]
                .iter()
                .filter(|at| Some(**at) == longest || !parallel.contains(at))
            {
                if let Some(way) = critical.ways.get_mut(link) {
                    *way = true;
                }
                let inside = Some(link) == longest;
                let stop = graph.down.stop[node].filter(|_| inside).unwrap_or(until);
                open.push((graph.links[link].to, stop));
            }
            if longest.is_some() {
                open.extend(graph.down.stop[node].map(|stop| (stop, until)));
            }
        }
        critical
    }
}

/// Ways that go together, the inner ones first, each taken as one long step by those around it.
struct Blocks<'g> {
    network: &'g Network,
    /// The expected time in each node and on each link, over all visits of a case.
    at: Vec<f64>,
    on: Vec<f64>,
    /// What a node adds to what it lies in: its own time or that of its block.
    adds: Vec<f64>,
    /// The longest of the links that go together from a node.
    longest: Vec<Option<usize>>,
    whole: f64,
    reasons: Vec<Reason>,
}

/// What lies between two nodes.
struct Region {
    time: f64,
    is_fixed: bool,
    /// It leads back to where it went apart from the others.
    leads_back: bool,
}

impl<'g> Blocks<'g> {
    fn new(network: &'g Network) -> Self {
        let graph = &network.graph;
        let known = |span: Span| span.mean().unwrap_or_else(|| span.at_least());
        let steps = network.steps.iter().enumerate().map(|(at, step)| {
            let release = step.release_every.unwrap_or(0.0) / 2.0;
            network.visits[at] * (known(step.touch) + release)
        });
        let at: Vec<f64> = steps.chain([0.0, 0.0]).collect();
        let on = network
            .way_indices()
            .map(|way| network.flow(way) * known(network.ways[way.0].wait));
        let mut blocks = Self {
            network,
            adds: at.clone(),
            at,
            on: on.chain(vec![0.0; network.steps.len()]).collect(),
            longest: vec![None; graph.out.len()],
            whole: 0.0,
            reasons: Vec::new(),
        };
        let mut seen = vec![0; graph.out.len()];
        let mut walks = 0;
        for &node in graph.order.iter().rev() {
            if let Some(parallel) = graph.parallel(node) {
                blocks.close(node, &parallel, &mut seen, &mut walks);
            }
        }
        walks += 1;
        let whole = blocks.region(graph.source(), None, graph.end(), (&mut seen, walks));
        blocks.whole = whole.time;
        blocks.reasons.reverse();
        blocks
    }

    /// Makes one of what goes on together from a node until its stop.
    fn close(&mut self, node: usize, parallel: &[usize], seen: &mut [usize], walks: &mut usize) {
        let graph = &self.network.graph;
        let stop = graph.down.stop[node].unwrap_or(graph.end());
        let comes = node >= graph.steps || self.network.visits[node] > 0.0;
        let mut branches = Vec::new();
        for &link in parallel {
            *walks += 1;
            let region = self.region(graph.links[link].to, Some(node), stop, (seen, *walks));
            let wait = self
                .network
                .ways
                .get(link)
                .is_none_or(|way| way.wait.is_fixed());
            branches.push((
                link,
                Region {
                    time: region.time + self.on[link],
                    is_fixed: region.is_fixed && wait,
                    ..region
                },
            ));
        }
        let step = graph.step(node);
        let leads_back = branches.iter().any(|(_, region)| region.leads_back);
        if let (true, Some(split)) = (leads_back, step) {
            self.reasons.push(Reason::LoopAroundSplit { split });
            // What does not lead back is surely waited for once only.
            for (_, region) in branches.iter_mut().filter(|(_, region)| !region.leads_back) {
                region.time /= self.network.chain.repeats(node);
            }
        } else if comes && branches.iter().any(|(_, region)| !region.is_fixed) {
            self.reasons.push(Reason::MergeBias { split: step });
        }
        let longer = |a: &(usize, Region), b: &(usize, Region)| a.1.time.total_cmp(&b.1.time);
        if let Some((link, region)) = branches.into_iter().rev().max_by(longer) {
            self.longest[node] = Some(link);
            self.adds[node] += region.time;
        }
    }

    /// Everything from a node until `stop`, blocks inside taken as one.
    fn region(
        &self,
        from: usize,
        split: Option<usize>,
        stop: usize,
        (seen, walk): (&mut [usize], usize),
    ) -> Region {
        let graph = &self.network.graph;
        let mut region = Region {
            time: 0.0,
            is_fixed: true,
            leads_back: false,
        };
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if Some(node) == split {
                region.leads_back = true;
                continue;
            }
            if node == stop
                || node == graph.end()
                || std::mem::replace(&mut seen[node], walk) == walk
            {
                continue;
            }
            region.time += self.adds[node];
            region.is_fixed &= self.is_fixed(graph, node);
            let parallel = graph.parallel(node).unwrap_or_default();
            for &link in graph.out[node].iter().filter(|at| !parallel.contains(at)) {
                region.time += self.on[link];
                region.is_fixed &= self
                    .network
                    .ways
                    .get(link)
                    .is_none_or(|way| way.wait.is_fixed());
                open.push(graph.links[link].to);
            }
            if !parallel.is_empty() {
                region.is_fixed &= !self.is_open(node);
                open.extend(graph.down.stop[node]);
            }
        }
        region
    }

    /// Whether each visit takes the same time and goes on the same way.
    fn is_fixed(&self, graph: &Graph, node: usize) -> bool {
        let Some(step) = self.network.steps.get(node) else {
            return true;
        };
        let goes_on = graph.out[node].len();
        let parallel = graph.parallel(node).map_or(1, |links| links.len());
        let releases = step.release_every.is_some_and(|every| every > 0.0);
        step.touch.is_fixed() && goes_on == parallel && !releases
    }

    /// Whether the time of a block is not exact.
    fn is_open(&self, node: usize) -> bool {
        let step = self.network.graph.step(node);
        self.reasons.iter().any(|reason| match reason {
            Reason::MergeBias { split } => *split == step,
            Reason::LoopAroundSplit { split } => Some(*split) == step,
            Reason::Missing(_) => false,
        })
    }
}
