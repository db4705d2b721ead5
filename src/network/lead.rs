//! The expected lead time: visits times time, along the longest of what goes on together.
//!
//! One piece of work is followed, at each parting along the branch that takes longest on average. What it is
//! expected to take is a lower bound whichever branch is chosen, and exact where no branch varies.

use super::eliminate::Rows;
use super::graph::Graph;
use super::{At, Figure, Gate, Missing, Network, Span, StepIx, Term};

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
    /// Ways that go apart together are entered on the side, or lead back to before it, so that they
    /// cannot be taken as one long step.
    OpenBranches {
        /// Where they go apart; `None` if they start apart.
        split: Option<StepIx>,
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

impl Network {
    /// The expected time from start to end, waits for releases included.
    ///
    /// Exact for everything in a row, choices and loops; for ways that go together where each takes
    /// a fixed time, also if a loop goes around them all. Else a lower bound: what varies comes
    /// together later than the slower mean (merge bias); [`simulate`](Self::simulate) shows by how much.
    ///
    /// # Complexity
    /// O(ways · depth of nesting of ways that go together), and one elimination if there are any.
    #[must_use]
    pub fn expected_lead_time(&self) -> Expected {
        let followed = Followed::new(self);
        let mut parts = Vec::new();
        for step in self.step_indices() {
            let (at, visits) = (At::Step(step), followed.visits[step.0]);
            if visits > 0.0 {
                let seconds = visits * self.mean_time(step);
                parts.push(Term { at, seconds });
            }
        }
        for (link, way) in self.ways.iter().enumerate() {
            let (at, flow) = (At::Way(super::WayIx(link)), followed.flow(self, link));
            if flow > 0.0 {
                let seconds = flow * mean(way.wait);
                parts.push(Term { at, seconds });
            }
        }
        let has_no_mean = |span: Span| span.mean().is_none();
        let missing = self.missing_times(has_no_mean, Figure::Typical);
        let mut reasons = followed.reasons;
        reasons.extend(missing.into_iter().map(Reason::Missing));
        Expected {
            seconds: parts.iter().map(|part| part.seconds).sum(),
            kind: if reasons.is_empty() {
                Kind::Exact
            } else {
                Kind::AtLeast(reasons)
            },
            parts,
        }
    }

    /// The mean time of one visit, with the wait for its release.
    pub(super) fn mean_time(&self, step: StepIx) -> f64 {
        let step = &self.steps[step.0];
        mean(step.touch) + step.release_every.unwrap_or(0.0) / 2.0
    }
}

/// The mean, or what is known to be less.
pub(super) fn mean(span: Span) -> f64 {
    span.mean().unwrap_or_else(|| span.at_least())
}

/// One piece of work, followed along the longest branches.
pub(super) struct Followed {
    /// Of ways that go together, the one it takes.
    longest: Vec<Option<usize>>,
    pub(super) visits: Vec<f64>,
    reasons: Vec<Reason>,
}

impl Followed {
    pub(super) fn new(network: &Network) -> Self {
        let graph = &network.graph;
        let blocks = Blocks::new(network);
        let (longest, reasons) = (blocks.longest, blocks.reasons);
        let mut followed = Self {
            longest,
            visits: network.visits.clone(),
            reasons,
        };
        if followed.longest.iter().all(Option::is_none) {
            return followed;
        }
        let mut rows = Rows::new(graph.steps);
        let mut given = vec![0.0; graph.steps];
        for node in (0..graph.out.len()).filter(|node| *node != graph.end()) {
            for &link in graph.out[node]
                .iter()
                .filter(|at| followed.takes(graph, **at))
            {
                let (to, weight) = (graph.links[link].to, graph.links[link].weight);
                if node == graph.source() {
                    given[to] += weight;
                } else if to == graph.end() {
                    rows.leave(node, weight);
                } else {
                    rows.add(node, to, weight);
                }
            }
        }
        // Building has made sure that work gets out; a block that is closed here cannot be.
        if let Ok(solved) = rows.eliminate() {
            followed.visits = solved.visits(given);
        }
        followed
    }

    /// Whether the piece of work may take a link.
    pub(super) fn takes(&self, graph: &Graph, link: usize) -> bool {
        let of = graph.links[link];
        match self.longest[of.from] {
            Some(longest) => of.returns || link == longest,
            None => true,
        }
    }

    /// How often it takes a link.
    pub(super) fn flow(&self, network: &Network, link: usize) -> f64 {
        let from = network.graph.links[link].from;
        let takes = self.takes(&network.graph, link);
        if takes {
            self.visits[from] * network.graph.links[link].weight
        } else {
            0.0
        }
    }
}

/// Ways that go together, the inner ones first, each taken as one long step by those around it.
struct Blocks<'g> {
    network: &'g Network,
    /// What a node adds to what it lies in, over all visits: its own time or that of its block.
    adds: Vec<f64>,
    /// The expected time on each link, over all visits.
    on: Vec<f64>,
    /// The longest of the links that go together from a node.
    longest: Vec<Option<usize>>,
    /// The nodes whose branches are no long step.
    open: Vec<bool>,
    reasons: Vec<Reason>,
    /// The walk that last came to a node.
    seen: Vec<usize>,
    walk: usize,
}

/// What lies between two nodes.
struct Region {
    time: f64,
    is_fixed: bool,
    /// Work comes to it from elsewhere, or it leads back.
    is_open: bool,
}

impl<'g> Blocks<'g> {
    fn new(network: &'g Network) -> Self {
        let graph = &network.graph;
        let steps = network
            .step_indices()
            .map(|step| network.visits(step) * network.mean_time(step));
        let on = network
            .way_indices()
            .map(|way| network.flow(way) * mean(network.ways[way.0].wait));
        let mut blocks = Self {
            network,
            adds: steps.chain([0.0, 0.0]).collect(),
            on: on.chain(vec![0.0; graph.steps]).collect(),
            longest: vec![None; graph.out.len()],
            open: vec![false; graph.out.len()],
            reasons: Vec::new(),
            seen: vec![0; graph.out.len()],
            walk: 0,
        };
        for &node in graph.order.iter().rev() {
            let comes = node >= graph.steps || network.visits[node] > 0.0;
            if let Some(parallel) = graph.parallel(node).filter(|_| comes) {
                blocks.close(node, &parallel);
            }
        }
        blocks.reasons.reverse();
        blocks
    }

    /// Makes one of what goes on together from a node until its stop.
    fn close(&mut self, node: usize, parallel: &[usize]) {
        let graph = &self.network.graph;
        let mut branches: Vec<(usize, Region)> = Vec::new();
        for &link in parallel {
            let mut region = self.region(node, link);
            let wait = self.network.ways.get(link).map(|way| way.wait);
            region.time += self.on[link];
            region.is_fixed &= wait.is_none_or(Span::is_fixed);
            branches.push((link, region));
        }
        let split = graph.step(node);
        if branches.iter().any(|(_, region)| region.is_open) {
            self.open[node] = true;
            self.reasons.push(Reason::OpenBranches { split });
        } else if branches.iter().any(|(_, region)| !region.is_fixed) {
            self.reasons.push(Reason::MergeBias { split });
        }
        // The first of the longest; of branches that are open, one of those.
        let longer = |a: (usize, Region), b: (usize, Region)| {
            let (of_a, of_b) = ((a.1.is_open, a.1.time), (b.1.is_open, b.1.time));
            if of_b > of_a { b } else { a }
        };
        if let Some((link, region)) = branches.into_iter().reduce(longer) {
            self.longest[node] = Some(link);
            if !self.open[node] {
                self.adds[node] += region.time;
            }
        }
    }

    /// Everything from one of the links that go apart at `split` until they meet, with the blocks in
    /// it as one.
    fn region(&mut self, split: usize, by: usize) -> Region {
        let graph = &self.network.graph;
        let stop = graph.down.stop[split].unwrap_or(graph.end());
        let mut region = Region {
            time: 0.0,
            is_fixed: true,
            is_open: false,
        };
        self.walk += 1;
        let mut nodes = Vec::new();
        let mut ahead = vec![graph.links[by].to];
        while let Some(node) = ahead.pop() {
            if node == stop || node == graph.end() || self.seen[node] == self.walk {
                continue;
            }
            self.seen[node] = self.walk;
            nodes.push(node);
            region.time += self.adds[node];
            region.is_fixed &= self.is_fixed(node);
            let parallel = graph.parallel(node).unwrap_or_default();
            let longest = self.longest[node].filter(|_| self.open[node]);
            for &link in &graph.out[node] {
                if !parallel.contains(&link) || Some(link) == longest {
                    region.time += self.on[link];
                    region.is_fixed &= self.network.ways[link].wait.is_fixed();
                    ahead.push(graph.links[link].to);
                }
            }
            if !parallel.is_empty() && longest.is_none() {
                ahead.extend(graph.down.stop[node]);
            }
        }
        let enters = |node: &usize, link: &usize| {
            let from = graph.links[*link].from;
            self.seen[from] != self.walk && *link != by && graph.joins[*node] == Gate::Xor
        };
        let is_entered = |node: &usize| graph.into[*node].iter().any(|link| enters(node, link));
        region.is_open = nodes.iter().any(|node| *node == split || is_entered(node));
        region
    }

    /// Whether each visit takes the same time and goes on the same way.
    fn is_fixed(&self, node: usize) -> bool {
        let Some(step) = self.network.steps.get(node) else {
            return true;
        };
        let graph = &self.network.graph;
        let parallel = graph.parallel(node).map_or(1, |links| links.len());
        let releases = step.release_every.is_some_and(|every| every > 0.0);
        let split = Some(StepIx(node));
        // The reason for an inner block was told just before that for the outer one.
        let varies = |reason: &Reason| match reason {
            Reason::MergeBias { split: of } | Reason::OpenBranches { split: of } => *of == split,
            Reason::Missing(_) => false,
        };
        let is_block = parallel > 1;
        let goes_on = graph.out[node].len() == parallel;
        let same = step.touch.is_fixed() && goes_on && !releases;
        same && !(is_block && self.reasons.iter().any(varies))
    }
}
