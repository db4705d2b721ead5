//! What tools for value streams are known to get wrong, each as a test.

use super::super::{Demand, Losses, Plan, Span, Step, StepIx};
use super::{close, network, row, side_by_side, step, way};

#[test]
fn parallel_branches_are_not_paid_in_full() {
    let network = side_by_side(&[step(30.0), step(50.0), step(20.0)]);
    close(network.expected_lead_time().seconds, 50.0);
    close(network.least_lead_time().seconds, 50.0);
}

#[test]
fn alternative_branches_are_not_paid_in_full() {
    let steps = vec![step(0.0), step(30.0), step(50.0)];
    let ways = vec![
        way(0, 1).taken_by(0.5),
        way(0, 2).taken_by(0.5),
        way(1, None),
        way(2, None),
    ];
    close(network(steps, ways).expected_lead_time().seconds, 40.0);
}

#[test]
fn a_loop_does_not_multiply_the_whole_chain() {
    // Half of what leaves 2 returns to 2; the hundred seconds before are paid once.
    let ways = vec![
        way(0, 1),
        way(1, 2),
        way(2, 2).taken_by(0.5).returning(),
        way(2, None).taken_by(0.5),
    ];
    let network = network(vec![step(50.0), step(50.0), step(10.0)], ways);
    close(network.expected_lead_time().seconds, 120.0);
    close(network.visits(StepIx(0)), 1.0);
}

#[test]
fn rates_of_two_loops_are_not_summed() {
    let ways = vec![
        way(0, 0).taken_by(0.5).returning(),
        way(0, 1).taken_by(0.5),
        way(1, 1).taken_by(0.6).returning(),
        way(1, None).taken_by(0.4),
    ];
    let network = network(vec![step(10.0), step(10.0)], ways);
    close(network.expected_lead_time().seconds, 20.0 + 25.0);
}

#[test]
fn a_loop_is_not_paid_once() {
    let ways = vec![
        way(0, 0).taken_by(0.5).returning(),
        way(0, None).taken_by(0.5),
    ];
    let network = network(vec![step(10.0)], ways);
    close(network.expected_lead_time().seconds, 20.0);
}

#[test]
fn worst_and_average_are_two_figures() {
    let touch = Span::between(1.0, 2.0, 9.0);
    let network = row(vec![Step {
        touch,
        ..Step::default()
    }]);
    close(network.expected_lead_time().seconds, 3.0);
    close(network.worst_lead_time().unwrap().seconds, 9.0);
}

#[test]
fn a_yield_of_0_is_not_100_percent() {
    let none = Step {
        right_first_time: Some(0.0),
        ..step(1.0)
    };
    let good = Step {
        right_first_time: Some(0.9),
        ..step(1.0)
    };
    let network = row(vec![good, none]);
    close(network.first_pass().right_first_time, 0.0);
    assert!(network.first_pass().missing.is_empty());
    let wanted = Demand {
        per_second: 1.0,
        working_share: 1.0,
        customer: None,
    };
    assert!(network.throughput(wanted, Losses::AtEachStep).is_err());
    // What nobody measured is no 100 % either: it is said to be missing.
    assert_eq!(row(vec![good, step(1.0)]).first_pass().missing.len(), 1);
}

#[test]
fn percentiles_are_not_summed() {
    let touch = Span::normal(10.0, 2.0);
    let one = Step {
        touch,
        ..Step::default()
    };
    let plan = Plan {
        cases: 40_000,
        seed: 11,
    };
    let alone = row(vec![one])
        .simulate(plan)
        .unwrap()
        .quantile(0.9)
        .unwrap();
    let both = row(vec![one, one])
        .simulate(plan)
        .unwrap()
        .quantile(0.9)
        .unwrap();
    // 10 + 1.28·2 each; 20 + 1.28·2·√2 for both, not 25.1.
    assert!((alone.value - 12.563).abs() < 0.06);
    assert!((both.value - 23.625).abs() < 0.08);
    assert!(both.upper.unwrap() < 2.0 * alone.lower.unwrap());
}
