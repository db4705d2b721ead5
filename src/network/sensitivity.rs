//! How much an answer moves with each figure: all slopes from one solution forward and one back.

use super::chain::Chain;
use super::lead::{Followed, mean};
use super::{Network, NoThroughput, StepIx, Target, WayIx};

/// A value and its slope by each figure. What it does not depend on has a slope of 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// The value itself.
    pub value: f64,
    /// By the share of each way. Shares of a choice sum to 1, so only differences mean something:
    /// see [`shift`](Self::shift). Ways that go together all hold the slope by their common share.
    pub by_share: Vec<f64>,
    /// By the mean touch of each step.
    pub by_touch: Vec<f64>,
    /// By the share right first time of each step.
    pub by_yield: Vec<f64>,
    /// By the mean wait of each way.
    pub by_wait: Vec<f64>,
    /// By the cost of a visit to each step.
    pub by_cost: Vec<f64>,
}

impl Gradient {
    fn new(network: &Network, value: f64) -> Self {
        let (steps, ways) = (network.steps.len(), network.ways.len());
        Self {
            value,
            by_share: vec![0.0; ways],
            by_touch: vec![0.0; steps],
            by_yield: vec![0.0; steps],
            by_wait: vec![0.0; ways],
            by_cost: vec![0.0; steps],
        }
    }

    /// The slope when share moves from one way of a step to another.
    #[must_use]
    pub fn shift(&self, from: WayIx, to: WayIx) -> f64 {
        self.by_share[to.0] - self.by_share[from.0]
    }

    /// The slope when the share of a way grows, and those of the other ways of its step shrink in
    /// proportion. `None` where the way takes everything.
    #[must_use]
    pub fn against_the_rest(&self, network: &Network, way: WayIx) -> Option<f64> {
        let graph = &network.graph;
        let from = network.ways[way.0].from;
        let parallel = graph.parallel(from.0).unwrap_or_default();
        let is_part = parallel.contains(&way.0);
        let choices = graph.out[from.0].iter().filter(|at| !parallel.contains(at));
        let together = parallel.first().filter(|_| !is_part);
        let others = choices.filter(|at| **at != way.0).chain(together);
        let (mut rest, mut slope) = (0.0, 0.0);
        for &other in others {
            let share = graph.links[other].weight;
            rest += share;
            slope += share * self.by_share[other];
        }
        (rest > 0.0).then(|| self.by_share[way.0] - slope / rest)
    }
}

impl Network {
    /// The expected visits of a step.
    #[must_use]
    pub fn visits_gradient(&self, step: StepIx) -> Gradient {
        let mut at = vec![0.0; self.steps.len()];
        at[step.0] = 1.0;
        let mut gradient = Gradient::new(self, self.visits(step));
        self.by_share(
            &mut gradient,
            &self.chain,
            &self.visits,
            (&at, &self.nothing()),
        );
        gradient
    }

    /// The expected lead time, as [`expected_lead_time`](Self::expected_lead_time) has it: along the
    /// branches that are longest now.
    #[must_use]
    pub fn lead_time_gradient(&self) -> Gradient {
        let followed = Followed::new(self);
        let mut gradient = Gradient::new(self, 0.0);
        let at: Vec<f64> = self
            .step_indices()
            .map(|step| self.mean_time(step))
            .collect();
        let mut on = self.nothing();
        for (link, way) in self.ways.iter().enumerate() {
            on[link] = mean(way.wait);
            gradient.by_wait[link] = followed.flow(self, link);
            gradient.value += gradient.by_wait[link] * on[link];
        }
        gradient.by_touch.clone_from(&followed.visits);
        gradient.value += at
            .iter()
            .zip(&followed.visits)
            .map(|(at, visits)| at * visits)
            .sum::<f64>();
        let later = followed.collects(self, &at, &on);
        for (link, way) in self.ways.iter().enumerate() {
            let to = match way.to {
                Target::Step(to) => later[to.0],
                Target::Out(_) => 0.0,
            };
            if followed.takes(&self.graph, link) {
                gradient.by_share[link] = followed.visits[way.from.0] * (on[link] + to);
            }
        }
        self.share_together(&mut gradient);
        gradient
    }

    /// The expected cost of a case.
    #[must_use]
    pub fn cost_gradient(&self) -> Gradient {
        let mut gradient = Gradient::new(self, self.cost().value);
        let cost = |step: &super::Step| step.cost.unwrap_or(0.0);
        let at: Vec<f64> = self.steps.iter().map(cost).collect();
        gradient.by_cost.clone_from(&self.visits);
        self.by_share(
            &mut gradient,
            &self.chain,
            &self.visits,
            (&at, &self.nothing()),
        );
        gradient
    }

    /// The chance that no way back is taken. Here the slope by the share of a way back is 0: what it
    /// takes is missing elsewhere.
    #[must_use]
    pub fn first_pass_gradient(&self) -> Gradient {
        let product = self.without_return();
        let mut gradient = Gradient::new(self, product.value());
        let slopes = product.slopes();
        for way in self.way_indices() {
            gradient.by_share[way.0] = slopes.link[way.0];
        }
        self.share_together(&mut gradient);
        gradient
    }

    /// The rolled yield: the chance that each visit of a case without returns is right first time.
    #[must_use]
    pub fn rolled_yield_gradient(&self) -> Gradient {
        let product = self.rolled();
        let mut gradient = Gradient::new(self, product.value());
        let slopes = product.slopes();
        gradient
            .by_yield
            .copy_from_slice(&slopes.own[..self.steps.len()]);
        for node in (0..self.graph.steps).filter(|node| self.graph.parallel(*node).is_none()) {
            // The shares here are those among the ways forward.
            let on = &self.graph.down.on[node];
            let weight = |link: usize| self.graph.links[link].weight;
            let all: f64 = on.iter().map(|(link, _)| weight(*link)).sum();
            let mean = on
                .iter()
                .map(|(link, _)| weight(*link) / all * slopes.link[*link]);
            let mean: f64 = mean.sum();
            for (link, _) in on {
                gradient.by_share[*link] = (slopes.link[*link] - mean) / all;
            }
        }
        gradient
    }

    /// The good units a customer gets of one case (of all customers if none is named), where what is not
    /// right first time is lost at its step.
    ///
    /// # Errors
    /// As [`throughput`](Self::throughput) with [`Losses::AtEachStep`](super::Losses::AtEachStep).
    pub fn end_yield_gradient(&self, customer: Option<usize>) -> Result<Gradient, NoThroughput> {
        let chain = self.lossy()?;
        let visits = chain.visits(&self.graph);
        let mut on = self.nothing();
        for way in self.way_indices() {
            if let Target::Out(out) = self.ways[way.0].to {
                let counts = customer.is_none_or(|customer| customer == out);
                on[way.0] = if counts { 1.0 } else { 0.0 };
            }
        }
        let at = vec![0.0; self.steps.len()];
        let value = self.end_yield(&chain, &visits, &on);
        let mut gradient = Gradient::new(self, value);
        self.by_share(&mut gradient, &chain, &visits, (&at, &on));
        Ok(gradient)
    }

    fn end_yield(&self, chain: &Chain, visits: &[f64], on: &[f64]) -> f64 {
        let ways = self.way_indices().filter(|way| on[way.0] > 0.0);
        let flows =
            ways.map(|way| visits[self.ways[way.0].from.0] * chain.carries(&self.graph, way.0));
        flows.sum()
    }

    fn nothing(&self) -> Vec<f64> {
        vec![0.0; self.graph.links.len()]
    }

    /// The slopes by each share, and by what each step keeps, of a sum over visits and passages.
    fn by_share(
        &self,
        gradient: &mut Gradient,
        chain: &Chain,
        visits: &[f64],
        (at, on): (&[f64], &[f64]),
    ) {
        let graph = &self.graph;
        let later = chain.collects(graph, at, on);
        let worth = |link: usize| {
            let to = graph.links[link].to;
            on[link] + if chain.drives[link] { later[to] } else { 0.0 }
        };
        for (at, way) in self.ways.iter().enumerate() {
            let from = way.from.0;
            let weight = graph.links[at].weight;
            gradient.by_share[at] = visits[from] * chain.keeps(from) * worth(at);
            if chain.loses() {
                gradient.by_yield[from] += visits[from] * weight * worth(at);
            }
        }
        self.share_together(gradient);
    }

    /// Gives each of the ways that go together the slope by the share of all of them.
    fn share_together(&self, gradient: &mut Gradient) {
        let graph = &self.graph;
        for parallel in (0..graph.steps).filter_map(|node| graph.parallel(node)) {
            let together: f64 = parallel.iter().map(|at| gradient.by_share[*at]).sum();
            parallel
                .iter()
                .for_each(|at| gradient.by_share[*at] = together);
        }
    }
}
