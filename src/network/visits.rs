//! How often each step is visited, what comes out, and what going round again costs.

use std::collections::BTreeMap;

use super::{At, Figure, Missing, Network, StepIx, Target, WayIx};

/// A sum over the network. Where figures are missing it is too small.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// What is known of it.
    pub value: f64,
    /// What is not known.
    pub missing: Vec<Missing>,
}

impl Network {
    /// How often a step is expected to be visited for one case.
    #[must_use]
    pub fn visits(&self, step: StepIx) -> f64 {
        self.visits[step.0]
    }

    /// How often a step is expected to be visited for the first time: the chance that a case
    /// comes to it at all.
    #[must_use]
    pub fn first_visits(&self, step: StepIx) -> f64 {
        self.visits[step.0] / self.chain.repeats(step.0)
    }

    /// How often a step is expected to be visited, once it is.
    #[must_use]
    pub fn repeats(&self, step: StepIx) -> f64 {
        self.chain.repeats(step.0)
    }

    /// How often a way is expected to be taken for one case.
    #[must_use]
    pub fn flow(&self, way: WayIx) -> f64 {
        self.visits[self.ways[way.0].from.0] * self.share(way)
    }

    /// The share of a step's visits after which a way is taken, with the shares of the step brought
    /// to a sum of exactly 1.
    #[must_use]
    pub fn share(&self, way: WayIx) -> f64 {
        self.graph.links[way.0].weight
    }

    /// How much each customer is expected to get of one case: the chance that it ends there, unless
    /// ways that go together end apart.
    #[must_use]
    pub fn delivered(&self) -> BTreeMap<usize, f64> {
        let mut delivered = BTreeMap::new();
        for way in self.way_indices() {
            if let Target::Out(customer) = self.ways[way.0].to {
                *delivered.entry(customer).or_insert(0.0) += self.flow(way);
            }
        }
        delivered
    }

    /// What one case is expected to cost.
    #[must_use]
    pub fn cost(&self) -> Sum {
        self.costs(|step| self.visits(step))
    }

    /// What one case is expected to cost beyond the first visit of each step.
    #[must_use]
    pub fn rework_cost(&self) -> Sum {
        self.costs(|step| {
            let repeats = self.repeats(step);
            self.visits(step) * ((repeats - 1.0) / repeats)
        })
    }

    fn costs(&self, count: impl Fn(StepIx) -> f64) -> Sum {
        let (mut value, mut missing) = (0.0, Vec::new());
        for step in self.step_indices() {
            let count = count(step);
            match self.steps[step.0].cost {
                Some(cost) => value += count * cost,
                None if count > 0.0 => missing.push(Missing {
                    at: At::Step(step),
                    figure: Figure::Cost,
                }),
                None => {}
            }
        }
        Sum { value, missing }
    }
}
