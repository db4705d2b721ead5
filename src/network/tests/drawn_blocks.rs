//! Random networks with ways that go together against their trees.

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::super::{Kind, NoWorstCase, Plan, StepIx};
use super::blocks::{Reading, built, chance, shapes, varies_together, visits};
use super::cases;

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3)
}

/// What the last way out adds.
fn out(network: &super::super::Network) -> f64 {
    network.ways().last().unwrap().wait.typical.unwrap()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn visits_are_those_of_the_tree(shape in shapes()) {
        let (block, network) = built(&shape);
        let mut expected = vec![0.0; network.steps().len()];
        visits(&block, 1.0, &mut expected);
        for (at, expected) in expected.into_iter().enumerate() {
            prop_assert!(is_near(network.visits(StepIx(at)), expected));
        }
        prop_assert!(is_near(network.delivered()[&0], 1.0));
    }

    #[test]
    fn chances_are_those_of_the_tree(shape in shapes()) {
        let (block, network) = built(&shape);
        let first_pass = network.first_pass();
        prop_assert!(is_near(first_pass.without_return, chance(&block, &|_| 1.0, |share| 1.0 - share)));
        let own = |at: usize| network.steps()[at].right_first_time.unwrap();
        let rolled = chance(&block, &own, |_| 1.0);
        prop_assert!(is_near(first_pass.right_first_time, rolled));
        // Read from the end back, the last step has the same chance.
        let last = network.ways().last().unwrap().from;
        prop_assert!(is_near(network.right_outputs()[last.0].unwrap(), rolled));
    }

    #[test]
    fn the_expected_time_is_that_of_the_tree(shape in shapes()) {
        let (block, network) = built(&shape);
        let reading = Reading {
            network: &network,
            choice: |of| of.iter().map(|(share, time)| share * time).sum(),
            turns: |share, turn| turn / (1.0 - share),
        };
        let expected = network.expected_lead_time();
        prop_assert!(is_near(expected.seconds, reading.time(&block) + out(&network)));
        let sum: f64 = expected.parts.iter().map(|part| part.seconds).sum();
        prop_assert!(is_near(expected.seconds, sum));
        prop_assert_eq!(expected.kind != Kind::Exact, varies_together(&block, false));
    }

    #[test]
    fn bounds_are_those_of_the_tree(shape in shapes()) {
        let (block, network) = built(&shape);
        let mut reading = Reading {
            network: &network,
            choice: |of| of.iter().map(|(_, time)| *time).fold(f64::INFINITY, f64::min),
            turns: |_, _| 0.0,
        };
        let least = network.least_lead_time();
        prop_assert!(is_near(least.seconds, reading.time(&block) + out(&network)));
        prop_assert!(is_near(network.typical_lead_time().seconds, least.seconds));
        prop_assert!(network.expected_lead_time().seconds >= least.seconds - 1e-9);
        reading.choice = |of| of.iter().map(|(_, time)| *time).fold(0.0, f64::max);
        match network.worst_lead_time() {
            Ok(worst) => prop_assert!(is_near(worst.seconds, reading.time(&block) + out(&network))),
            Err(NoWorstCase { loops, missing }) => {
                prop_assert!(!loops.is_empty() && missing.is_empty());
            }
        }
    }

    #[test]
    fn drawn_cases_lie_between_the_bounds(shape in shapes(), seed in 0..u64::MAX) {
        let (_, network) = built(&shape);
        let drawn = network.simulate(Plan { cases: 40, seed }).unwrap();
        let least = network.least_lead_time().seconds;
        prop_assert!(drawn.times()[0] >= least - 1e-9);
        if let Ok(worst) = network.worst_lead_time() {
            prop_assert!(drawn.times()[39] <= worst.seconds + 1e-9);
        }
    }
}
