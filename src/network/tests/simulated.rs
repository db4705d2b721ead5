//! Drawn cases against closed forms; the seeds are fixed, so what holds once holds always.

use super::super::{
    At, Estimate, Figure, Missing, Network, NotSimulated, Plan, Shape, Simulated, Span, Step,
    StepIx,
};
use super::{close_to, network, row, side_by_side, step, way};

fn drawn(network: &Network, cases: u64) -> Simulated {
    network
        .simulate(Plan {
            cases,
            seed: 20_261_122,
        })
        .unwrap()
}

/// Within twice the reach of its one-sided 95 % bounds: 3.3 standard errors.
#[track_caller]
fn holds(estimate: Estimate, truth: f64) {
    let (lower, upper) = (estimate.lower.unwrap(), estimate.upper.unwrap());
    let reach = (upper - lower).max(1e-9);
    let off = (estimate.value - truth).abs();
    assert!(off <= reach, "{estimate:?} does not hold {truth}");
}

#[test]
fn two_branches_of_10_and_2_meet_at_11_13_on_average() {
    let branch = Step {
        touch: Span::normal(10.0, 2.0),
        ..Step::default()
    };
    let network = side_by_side(&[branch, branch]);
    let found = drawn(&network, 100_000);
    let truth = 10.0 + 2.0 / std::f64::consts::PI.sqrt();
    close_to(truth, 11.13, 0.0005);
    holds(found.mean(), truth);
    // Each branch is done by 12 in 84.1 % of cases, both in 70.8 %.
    holds(found.share_within(12.0), 0.841_344_746_068_543_f64.powi(2));
    close_to(found.share_within(12.0).value, 0.708, 0.01);
    // The sum of means, as plans have it, is 10.
    assert!((network.expected_lead_time().seconds - 10.0).abs() < 1e-12);
}

#[test]
fn a_measured_mean_between_written_ends_stays_the_mean() {
    let measured = Span {
        shape: Shape::PertOfMean,
        ..Span::between(20.0, 28.35, 50.0)
    };
    let touch = Step {
        touch: measured,
        ..Step::default()
    };
    let network = network(vec![touch], vec![way(0, None)]);
    // As three points with 28.35 the most frequent it would be 30.57.
    close_to(network.expected_lead_time().seconds, 28.35, 1e-12);
    holds(drawn(&network, 50_000).mean(), 28.35);
}

#[test]
fn loops_turn_a_geometric_number_of_times() {
    let ways = vec![
        way(0, 0).taken_by(0.75).returning(),
        way(0, None).taken_by(0.25),
    ];
    let network = network(vec![step(1.0)], ways);
    let found = drawn(&network, 50_000);
    holds(found.mean(), 4.0);
    for turns in 1..6 {
        let within = 1.0 - 0.75_f64.powi(turns);
        holds(found.share_within(f64::from(turns) + 0.5), within);
    }
}

#[test]
fn spreads_have_the_means_of_their_shapes() {
    for shape in [Shape::Pert, Shape::Triangular] {
        let touch = Span {
            shape,
            ..Span::between(2.0, 3.0, 10.0)
        };
        let network = row(vec![Step {
            touch,
            ..Step::default()
        }]);
        let found = drawn(&network, 50_000);
        holds(found.mean(), touch.mean().unwrap());
        assert!(found.times()[0] >= 2.0 && found.times()[49_999] <= 10.0);
    }
    // The median of a triangle from 0 over 0 to 1.
    let touch = Span {
        shape: Shape::Triangular,
        ..Span::between(0.0, 0.0, 1.0)
    };
    let network = row(vec![Step {
        touch,
        ..Step::default()
    }]);
    let median = drawn(&network, 50_000).quantile(0.5).unwrap();
    holds(median, 1.0 - 0.5_f64.sqrt());
}

#[test]
fn a_release_waits_evenly_up_to_its_period() {
    let network = row(vec![Step {
        release_every: Some(8.0),
        ..step(1.0)
    }]);
    let found = drawn(&network, 50_000);
    holds(found.mean(), 5.0);
    holds(found.quantile(0.9).unwrap(), 8.2);
}

#[test]
fn a_mixed_network_has_the_mean_that_was_computed() {
    // A choice, a loop over two steps and a fixed block in a row.
    let mut steps = vec![step(3.0); 6];
    steps[2].touch = Span::between(1.0, 5.0, 12.0);
    steps[3].split = super::Gate::And;
    steps[5].join = super::Gate::And;
    let ways = vec![
        way(0, 1).taken_by(0.3),
        way(0, 2)
            .taken_by(0.7)
            .waiting(Span::between(0.0, 1.0, 8.0)),
        way(1, 2),
        way(2, 0).taken_by(0.2).returning(),
        way(2, 3).taken_by(0.8),
        way(3, 4),
        way(3, 5).waiting(Span::fixed(2.0)),
        way(4, 5),
        way(5, 3).taken_by(0.1).returning(),
        way(5, None).taken_by(0.9),
    ];
    let network = network(steps, ways);
    let expected = network.expected_lead_time();
    assert_eq!(expected.kind, super::super::Kind::Exact);
    holds(drawn(&network, 100_000).mean(), expected.seconds);
}

#[test]
fn the_same_seed_draws_the_same_cases_and_more_cases_begin_with_the_fewer() {
    let network = row(vec![Step {
        touch: Span::between(1.0, 2.0, 9.0),
        ..Step::default()
    }]);
    let few = network.simulate(Plan { cases: 50, seed: 7 }).unwrap();
    let again = network.simulate(Plan { cases: 50, seed: 7 }).unwrap();
    assert_eq!(few, again);
    let more = network
        .simulate(Plan {
            cases: 200,
            seed: 7,
        })
        .unwrap();
    let is_in = |time: &f64| {
        more.times()
            .binary_search_by(|other| other.total_cmp(time))
            .is_ok()
    };
    assert!(few.times().iter().all(is_in));
    let other = network.simulate(Plan { cases: 50, seed: 8 }).unwrap();
    assert_ne!(few, other);
}

#[test]
fn what_is_missing_or_endless_is_not_drawn() {
    let network = row(vec![Step::default()]);
    let at = At::Step(StepIx(0));
    let missing = Missing {
        at,
        figure: Figure::Typical,
    };
    let plan = Plan { cases: 10, seed: 1 };
    assert_eq!(
        network.simulate(plan),
        Err(NotSimulated::Missing(vec![missing]))
    );
    let ways = vec![
        way(0, 0).taken_by(0.999_999).returning(),
        way(0, None).taken_by(1e-6),
    ];
    let endless = super::network(vec![step(1.0)], ways);
    let plan = Plan {
        cases: 1_000_000,
        seed: 1,
    };
    assert!(matches!(
        endless.simulate(plan),
        Err(NotSimulated::TooLong { .. })
    ));
    let none = Plan { cases: 0, seed: 1 };
    assert_eq!(endless.simulate(none), Err(NotSimulated::NoCases));
}

#[test]
fn a_million_cases_hold_the_mean_of_a_chain_with_loops() {
    let ways = vec![
        way(0, 1),
        way(1, 0).taken_by(0.2).returning(),
        way(1, 2).taken_by(0.8),
        way(2, 1).taken_by(0.3).returning(),
        way(2, None).taken_by(0.7),
    ];
    let network = network(vec![step(1.0), step(2.0), step(4.0)], ways);
    holds(
        drawn(&network, 1_000_000).mean(),
        network.expected_lead_time().seconds,
    );
}
