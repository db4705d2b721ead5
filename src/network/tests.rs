//! Networks for the proofs, and answers to hold them against.

mod blocks;
mod closed_forms;
mod drawn_blocks;
mod drawn_chains;
mod drawn_nets;
mod faults;
mod free_shares;
mod joined;
mod long_chains;
mod mistakes_of_others;
mod simulated;
mod slopes;
mod times;
mod wanted_rates;

use proptest::prelude::ProptestConfig;

use super::{Gate, Network, Span, Step, StepIx, Target, Way};

/// A step that takes this long.
fn step(seconds: f64) -> Step {
    Step {
        touch: Span::fixed(seconds),
        ..Step::default()
    }
}

impl Way {
    /// The same way, taken by this share.
    fn taken_by(self, share: f64) -> Self {
        Self {
            share: Some(share),
            ..self
        }
    }
}

/// A way between steps, or out to customer 0, that takes no time.
fn way(from: usize, to: impl Into<Option<usize>>) -> Way {
    let to = to
        .into()
        .map_or(Target::Out(0), |to| Target::Step(StepIx(to)));
    Way::new(StepIx(from), to).waiting(Span::NONE)
}

/// The first step starts, and all ways are as given.
fn network(mut steps: Vec<Step>, ways: Vec<Way>) -> Network {
    steps[0].starts = Some(1.0);
    Network::build(steps, ways).unwrap()
}

/// Steps in a row.
fn row(steps: Vec<Step>) -> Network {
    let ways = (0..steps.len()).map(|at| way(at, (at + 1 < steps.len()).then_some(at + 1)));
    let ways = ways.collect();
    network(steps, ways)
}

/// A parting, a branch of one step for each of these, and a join; 0, 1.., last.
fn side_by_side(branches: &[Step]) -> Network {
    let last = branches.len() + 1;
    let mut steps = vec![Step {
        split: Gate::And,
        ..step(0.0)
    }];
    steps.extend(branches);
    steps.push(Step {
        join: Gate::And,
        ..step(0.0)
    });
    let mut ways = vec![way(last, None)];
    for at in 1..last {
        ways.extend([way(0, at), way(at, last)]);
    }
    network(steps, ways)
}

fn close(found: f64, expected: f64) {
    close_to(found, expected, 1e-12);
}

#[track_caller]
fn close_to(found: f64, expected: f64, part: f64) {
    let off = (found - expected).abs();
    assert!(
        off <= part * expected.abs().max(1e-3),
        "{found} is not {expected}"
    );
}

/// So many random cases, without files of those that failed.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
