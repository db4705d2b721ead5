//! How far a defect travels before somebody finds it.

use std::collections::BTreeMap;

use super::eliminate::Rows;
use super::{Fault, Network, StepIx, Target};

/// What becomes of a defect made in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Escape {
    /// How many handoffs it is expected to cross until it is found or is with a customer; the last
    /// one, to who finds it, is counted.
    pub handoffs: f64,
    /// The chance that a step finds it.
    pub found: f64,
    /// The chance that it comes to each customer.
    pub reaches: BTreeMap<usize, f64>,
}

impl Network {
    /// The escape of a defect made in each step, in the order of the steps.
    ///
    /// Each visit of a later step, also of the same step after a return, finds it with the chance
    /// that the step [detects](super::Step::detects), one visit independent of the other; what is
    /// found leaves. Where work goes several ways together, the defect is in one of the parts, each
    /// as likely as the others.
    ///
    /// # Errors
    /// A loop in which a defect would stay for ever.
    ///
    /// # Complexity
    /// One elimination, and one solution for each customer.
    pub fn escapes(&self) -> Result<Vec<Escape>, Fault> {
        let graph = &self.graph;
        let steps = self.steps.len();
        let detects = |step: usize| self.steps[step].detects.unwrap_or(0.0);
        let mut rows = Rows::new(steps);
        let mut found = vec![0.0; steps];
        let mut out: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for (step, found) in found.iter_mut().enumerate() {
            let parallel = graph.parallel(step).unwrap_or_default();
            let parts: f64 = parallel.iter().map(|_| 1.0).sum();
            for &link in &graph.out[step] {
                let weight = graph.links[link].weight;
                let is_part = parallel.contains(&link);
                let share = if is_part { weight / parts } else { weight };
                match self.ways[link].to {
                    Target::Step(to) => {
                        rows.add(step, to.0, share * (1.0 - detects(to.0)));
                        rows.leave(step, share * detects(to.0));
                        *found += share * detects(to.0);
                    }
                    Target::Out(customer) => {
                        rows.leave(step, share);
                        out.entry(customer).or_insert_with(|| vec![0.0; steps])[step] += share;
                    }
                }
            }
        }
        let solved = rows.eliminate().map_err(|closed| Fault::NeverEnds {
            steps: vec![StepIx(closed.0)],
        })?;
        let handoffs = solved.collects(vec![1.0; steps]);
        let found = solved.collects(found);
        let out = out.into_iter();
        let out: Vec<_> = out
            .map(|(customer, share)| (customer, solved.collects(share)))
            .collect();
        let escape = |step: usize| Escape {
            handoffs: handoffs[step],
            found: found[step],
            reaches: out
                .iter()
                .map(|(customer, share)| (*customer, share[step]))
                .collect(),
        };
        Ok((0..steps).map(escape).collect())
    }
}
