//! Ten thousand steps: solved without recursion and in memory that grows with the steps.

use super::super::{Gate, Network, Span, Step, StepIx};
use super::{close_to, step, way};

/// Steps in a row; every fifth returns a tenth three steps back, the last `round` of all to the first.
fn chain(count: usize, round: f64) -> Network {
    let mut ways = Vec::new();
    for at in 0..count - 1 {
        let back = at % 5 == 4;
        ways.push(way(at, at + 1).taken_by(if back { 0.9 } else { 1.0 }));
        if back {
            ways.push(way(at, at - 3).taken_by(0.1).returning());
        }
    }
    ways.push(way(count - 1, None).taken_by(1.0 - round));
    ways.push(way(count - 1, 0).taken_by(round).returning());
    let of = Step {
        right_first_time: Some(0.999_9),
        detects: Some(0.01),
        ..step(1.0)
    };
    super::network(vec![of; count], ways)
}

#[test]
fn a_chain_of_local_loops_and_one_from_the_last_to_the_first_is_solved() {
    let network = chain(3_000, 0.25);
    close_to(network.visits(StepIx(0)), 1.0 / 0.75, 1e-9);
    close_to(network.visits(StepIx(2)), 1.0 / 0.75 / 0.9, 1e-9);
    close_to(network.repeats(StepIx(2)), 1.0 / 0.75 / 0.9, 1e-9);
    close_to(network.delivered()[&0], 1.0, 1e-9);
}

#[test]
fn thousands_of_steps_with_a_way_out_each_do_not_exhaust_the_stack() {
    let count = 5_000;
    let mut ways = Vec::new();
    for at in 0..count {
        ways.push(way(at, Some(at + 1).filter(|to| *to < count)).taken_by(0.999));
        ways.push(way(at, None).taken_by(0.001));
    }
    let network = super::network(vec![step(1.0); count], ways);
    close_to(network.first_pass().without_return, 1.0, 1e-9);
    close_to(network.least_lead_time().seconds, 1.0, 1e-9);
    close_to(network.worst_lead_time().unwrap().seconds, 5_000.0, 1e-9);
}

#[test]
fn a_thousand_blocks_inside_each_other_are_taken_as_paths() {
    let depth = 1_000;
    let mut steps = Vec::new();
    let mut ways = Vec::new();
    for at in 0..depth {
        steps.push(Step {
            split: Gate::And,
            ..step(1.0)
        });
        ways.push(way(at, at + 1));
        ways.push(way(at, 2 * depth - at).waiting(Span::fixed(0.5)));
    }
    steps.push(step(1.0));
    for at in depth + 1..=2 * depth {
        steps.push(Step {
            join: Gate::And,
            ..step(1.0)
        });
        ways.push(way(at - 1, at));
    }
    ways.push(way(2 * depth, None));
    let network = super::network(steps, ways);
    close_to(network.expected_lead_time().seconds, 2_001.0, 1e-9);
    close_to(network.least_lead_time().seconds, 2_001.0, 1e-9);
}

/// Blocks of two branches, one after the other, in one loop.
fn row_of_blocks(count: usize) -> Network {
    let (mut steps, mut ways) = (Vec::new(), Vec::new());
    for first in (0..4 * count).step_by(4) {
        steps.push(Step {
            split: Gate::And,
            ..step(1.0)
        });
        steps.extend([step(2.0), step(3.0)]);
        steps.push(Step {
            join: Gate::And,
            ..step(1.0)
        });
        ways.extend([way(first, first + 1), way(first, first + 2)]);
        ways.extend([way(first + 1, first + 3), way(first + 2, first + 3)]);
        let last = first + 4 == 4 * count;
        let on = way(first + 3, Some(first + 4).filter(|_| !last));
        ways.push(if last { on.taken_by(0.8) } else { on });
    }
    ways.push(way(4 * count - 1, 0).taken_by(0.2).returning());
    super::network(steps, ways)
}

#[test]
fn a_loop_around_hundreds_of_blocks_repeats_them_all() {
    let network = row_of_blocks(500);
    close_to(network.expected_lead_time().seconds, 2_500.0 / 0.8, 1e-9);
    close_to(network.visits(StepIx(1_001)), 1.25, 1e-9);
}
