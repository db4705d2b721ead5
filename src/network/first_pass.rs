//! The chance that a case goes through without a return, or right first time everywhere.

use super::graph::Side;
use super::{At, Figure, Gate, Missing, Network, StepIx};

/// The quality left after a check that finds this share of the defects, what it finds being taken
/// out: q/(q + (1 − q)(1 − e)). `None` if all is defective and all is found: nothing is left.
///
/// ```
/// let left = baton::network::after_screening(0.90, 0.8).unwrap();
/// assert!((left - 0.978).abs() < 0.0005);
/// ```
#[must_use]
pub fn after_screening(quality: f64, effectiveness: f64) -> Option<f64> {
    let left = quality + (1.0 - quality) * (1.0 - effectiveness);
    (left > 0.0).then(|| quality / left)
}

/// Chances over the whole way from start to end.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPass {
    /// That no way back is taken.
    pub without_return: f64,
    /// That each visit is right first time, for a case without returns: the rolled yield. Where
    /// yields are missing it is at most this.
    pub right_first_time: f64,
    /// The steps whose yield is not known.
    pub missing: Vec<Missing>,
}

impl Network {
    /// The chances of a first pass. Ways that go together multiply, each step counted once; ways of
    /// a choice are weighed by how often they are taken.
    ///
    /// # Complexity
    /// O(ways · depth of nesting of ways that go together).
    #[must_use]
    pub fn first_pass(&self) -> FirstPass {
        let is_missing = |step: &StepIx| {
            self.steps[step.0].right_first_time.is_none() && self.visits(*step) > 0.0
        };
        FirstPass {
            without_return: self.without_return().value(),
            right_first_time: self.rolled().value(),
            missing: self
                .step_indices()
                .filter(is_missing)
                .map(|step| Missing {
                    at: At::Step(step),
                    figure: Figure::RightFirstTime,
                })
                .collect(),
        }
    }

    /// The chance that what leaves a step is right, in the order of the steps: the product of the
    /// yields on all ways that feed it, and its own. Joins multiply what they wait for, each
    /// step counted once; where ways of a choice meet they are weighed by flow. `None` where no
    /// work comes without a return.
    ///
    /// Without a check no output can be better. A step whose yield is not known counts as 1.
    #[must_use]
    pub fn right_outputs(&self) -> Vec<Option<f64>> {
        let graph = &self.graph;
        let up = graph.up();
        let flow = |link: usize| {
            let from = graph.links[link].from;
            let visits = if from < graph.steps {
                self.visits[from]
            } else {
                1.0
            };
            visits * graph.links[link].weight
        };
        let weight = self.shares_of(&up, &graph.joins, flow);
        let own = self.yields();
        let product = Product::new(
            &up,
            &graph.joins,
            own,
            weight,
            (graph.end(), graph.source()),
        );
        let mut right = vec![None; graph.out.len()];
        right[graph.source()] = Some(1.0);
        for &node in &graph.order {
            if let Some(stop) = up.stop[node].filter(|stop| *stop != node) {
                right[node] = right[stop].map(|before| before * product.rest[node]);
            }
        }
        right.truncate(graph.steps);
        right
    }

    pub(super) fn without_return(&self) -> Product<'_> {
        let graph = &self.graph;
        let weight = graph.links.iter().map(|link| link.weight).collect();
        let own = vec![1.0; graph.out.len()];
        Product::new(
            &graph.down,
            &graph.splits,
            own,
            weight,
            (graph.source(), graph.end()),
        )
    }

    pub(super) fn rolled(&self) -> Product<'_> {
        let graph = &self.graph;
        let weight = self.shares_of(&graph.down, &graph.splits, |link| graph.links[link].weight);
        Product::new(
            &graph.down,
            &graph.splits,
            self.yields(),
            weight,
            (graph.source(), graph.end()),
        )
    }

    fn yields(&self) -> Vec<f64> {
        let yields = self
            .steps
            .iter()
            .map(|step| step.right_first_time.unwrap_or(1.0));
        yields.chain([1.0, 1.0]).collect()
    }

    /// Weights of the links on from each node, brought to a sum of 1; 1 where they go together.
    fn shares_of(&self, side: &Side, gates: &[Gate], weight: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut shares = vec![0.0; self.graph.links.len()];
        for (on, gate) in side.on.iter().zip(gates) {
            let sum: f64 = on.iter().map(|(link, _)| weight(*link)).sum();
            for (link, _) in on {
                let together = *gate == Gate::And;
                shares[*link] = if together { 1.0 } else { weight(*link) / sum };
            }
        }
        shares
    }
}

/// A chance that multiplies along the way, over all ways from the source to the goal of a side.
pub(super) struct Product<'g> {
    side: &'g Side,
    gates: &'g [Gate],
    own: Vec<f64>,
    weight: Vec<f64>,
    first: usize,
    goal: usize,
    /// From each node to just before its stop.
    pub(super) rest: Vec<f64>,
}

/// What a chance is multiplied with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Factor {
    /// A node's own chance.
    Own(usize),
    /// A link's share.
    Link(usize),
    /// All from a node to its stop.
    Rest(usize),
}

impl<'g> Product<'g> {
    fn new(
        side: &'g Side,
        gates: &'g [Gate],
        own: Vec<f64>,
        weight: Vec<f64>,
        (first, goal): (usize, usize),
    ) -> Self {
        let mut product = Self {
            side,
            gates,
            rest: vec![0.0; own.len()],
            own,
            weight,
            first,
            goal,
        };
        product.rest[goal] = product.own[goal];
        for &node in side.order.iter().rev() {
            if node != goal && side.leads_on(node) {
                let terms = product.terms(node);
                let sum: f64 = terms.iter().map(|term| product.multiply(term)).sum();
                product.rest[node] = product.own[node] * sum;
            }
        }
        product
    }

    /// The chance from the first node to the goal.
    pub(super) fn value(&self) -> f64 {
        self.multiply(&self.whole())
    }

    fn whole(&self) -> Vec<Factor> {
        if !self.side.leads_on(self.first) {
            return Vec::new();
        }
        let chain = self.side.chain(self.first, self.goal);
        chain.map(Factor::Rest).collect()
    }

    /// What follows a node: a sum of products.
    fn terms(&self, node: usize) -> Vec<Vec<Factor>> {
        let stop = self.side.stop[node].unwrap_or(self.goal);
        let on = &self.side.on[node];
        if self.gates[node] == Gate::And && on.len() > 1 {
            return vec![self.together(node, stop)];
        }
        let term = |&(link, to): &(usize, usize)| {
            let chain = self.side.chain(to, stop).map(Factor::Rest);
            std::iter::once(Factor::Link(link)).chain(chain).collect()
        };
        on.iter().map(term).collect()
    }

    /// Everything between a parting and where all is together again, each node once.
    fn together(&self, node: usize, stop: usize) -> Vec<Factor> {
        let mut seen = std::collections::BTreeSet::from([stop]);
        let on = |node: usize| self.side.on[node].iter().map(|(_, to)| *to);
        let mut factors = vec![Factor::Link(self.side.on[node][0].0)];
        let mut open: Vec<usize> = on(node).collect();
        while let Some(node) = open.pop() {
            if !seen.insert(node) {
                continue;
            }
            if self.gates[node] == Gate::And && self.side.on[node].len() > 1 {
                factors.extend([Factor::Own(node), Factor::Link(self.side.on[node][0].0)]);
                open.extend(on(node));
            } else {
                factors.push(Factor::Rest(node));
                open.extend(self.side.stop[node].filter(|next| *next != node));
            }
        }
        factors
    }

    fn of(&self, factor: Factor) -> f64 {
        match factor {
            Factor::Own(node) => self.own[node],
            Factor::Link(link) => self.weight[link],
            Factor::Rest(node) => self.rest[node],
        }
    }

    fn multiply(&self, factors: &[Factor]) -> f64 {
        factors.iter().map(|factor| self.of(*factor)).product()
    }

    /// The slopes by what each node keeps, all at once from the first node on: each factor by the
    /// product of the others.
    pub(super) fn slopes(&self) -> Vec<f64> {
        let mut slopes = vec![0.0; self.own.len()];
        let mut rest = vec![0.0; self.rest.len()];
        self.spread(&self.whole(), 1.0, &mut slopes, &mut rest);
        for &node in &self.side.order {
            if node == self.goal || !self.side.leads_on(node) {
                continue;
            }
            let terms = self.terms(node);
            let sum: f64 = terms.iter().map(|term| self.multiply(term)).sum();
            slopes[node] += rest[node] * sum;
            for term in &terms {
                let slope = rest[node] * self.own[node];
                self.spread(term, slope, &mut slopes, &mut rest);
            }
        }
        slopes
    }

    fn spread(&self, factors: &[Factor], slope: f64, slopes: &mut [f64], rest: &mut [f64]) {
        let mut after = vec![1.0; factors.len() + 1];
        for (at, factor) in factors.iter().enumerate().rev() {
            after[at] = after[at + 1] * self.of(*factor);
        }
        let mut before = slope;
        for (at, factor) in factors.iter().enumerate() {
            let others = before * after[at + 1];
            match *factor {
                Factor::Own(node) => slopes[node] += others,
                Factor::Link(_) => {}
                Factor::Rest(node) => rest[node] += others,
            }
            before *= self.of(*factor);
        }
    }
}
