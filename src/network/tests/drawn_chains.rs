//! Random chains of up to 30 steps against Gaussian elimination on the whole matrix.

use proptest::prelude::{Strategy, prop_assert, proptest};

use super::super::{Network, Step, StepIx, Target, Way, WayIx};
use super::{cases, step, way};

/// Steps, each with ways on to the next, to a later one, back, and out.
fn chains() -> impl Strategy<Value = (Vec<Step>, Vec<Way>)> {
    let weights = [0.05..1.0_f64, 0.0..1.0, 0.0..1.5, 0.0..0.3];
    let row = (weights, 0..30_usize, 0..30_usize, 0.0..1.0_f64);
    proptest::collection::vec(row, 1..30).prop_map(|rows| {
        let count = rows.len();
        let mut steps = vec![step(1.0); count];
        steps[0].starts = Some(1.0);
        let mut ways = Vec::new();
        for (at, (weights, jump, home, detects)) in rows.into_iter().enumerate() {
            steps[at].detects = Some(detects);
            let sum: f64 = weights.iter().sum();
            let later = |to: usize| way(at, Some(to).filter(|to| *to < count));
            let back = way(at, home.min(at)).returning();
            let out = Way::new(StepIx(at), Target::Out(1));
            let all = [later(at + 1), later(at + 1 + jump), back, out];
            let taken = all.iter().zip(weights);
            ways.extend(taken.map(|(way, weight)| way.taken_by(weight / sum)));
        }
        (steps, ways)
    })
}

/// The transitions between steps, scaled by what `keeps` of what comes to a step.
fn transitions(network: &Network, keeps: impl Fn(usize) -> f64) -> Vec<Vec<f64>> {
    let count = network.steps().len();
    let mut matrix = vec![vec![0.0; count]; count];
    for (at, way) in network.ways().iter().enumerate() {
        if let Target::Step(to) = way.to {
            matrix[way.from.0][to.0] += network.share(WayIx(at)) * keeps(to.0);
        }
    }
    matrix
}

/// The inverse of 1 - P by Gauss and Jordan, with the greatest pivot of each column.
fn inverse(transitions: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = transitions.len();
    let unit = |a: usize, b: usize| if a == b { 1.0 } else { 0.0 };
    let mut rows: Vec<Vec<f64>> = (0..count)
        .map(|a| {
            let left = (0..count).map(|b| unit(a, b) - transitions[a][b]);
            left.chain((0..count).map(|b| unit(a, b))).collect()
        })
        .collect();
    for at in 0..count {
        let size = |row: &usize| rows[*row][at].abs();
        let pivot = (at..count)
            .max_by(|a, b| size(a).total_cmp(&size(b)))
            .unwrap();
        rows.swap(at, pivot);
        let by = rows[at][at];
        rows[at].iter_mut().for_each(|value| *value /= by);
        let pivot = rows[at].clone();
        for (_, row) in rows
            .iter_mut()
            .enumerate()
            .filter(|(other, _)| *other != at)
        {
            let by = row[at];
            row.iter_mut()
                .zip(&pivot)
                .for_each(|(value, of)| *value -= by * of);
        }
    }
    rows.into_iter().map(|row| row[count..].to_vec()).collect()
}

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

/// The same network with steps and ways in another order, and where each step went.
fn shuffled(steps: &[Step], ways: &[Way], seed: usize) -> (Network, Vec<usize>) {
    let count = steps.len();
    // A turn and a mirror reach every position without a table.
    let to = |at: usize| (count - 1 - at + seed) % count;
    let mut moved = vec![Step::default(); count];
    for (at, step) in steps.iter().enumerate() {
        moved[to(at)] = *step;
    }
    let mut turned: Vec<Way> = ways
        .iter()
        .map(|way| Way {
            from: StepIx(to(way.from.0)),
            to: match way.to {
                Target::Step(step) => Target::Step(StepIx(to(step.0))),
                out @ Target::Out(_) => out,
            },
            ..*way
        })
        .collect();
    turned.reverse();
    let by = seed % turned.len();
    turned.rotate_left(by);
    (
        Network::build(moved, turned).unwrap(),
        (0..count).map(to).collect(),
    )
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn visits_and_repeats_are_those_of_the_inverse((steps, ways) in chains()) {
        let network = Network::build(steps, ways).unwrap();
        let inverse = inverse(&transitions(&network, |_| 1.0));
        for (at, row) in inverse.iter().enumerate() {
            let step = StepIx(at);
            prop_assert!(is_near(network.visits(step), inverse[0][at]));
            if network.visits(step) > 0.0 {
                prop_assert!(is_near(network.repeats(step), row[at]));
            }
            prop_assert!(network.first_visits(step) <= 1.0 + 1e-12);
        }
        let all: f64 = network.delivered().values().sum();
        prop_assert!(is_near(all, 1.0));
    }

    #[test]
    fn escapes_are_those_of_the_inverse((steps, ways) in chains()) {
        let network = Network::build(steps, ways).unwrap();
        let missed = |to: usize| 1.0 - network.steps()[to].detects.unwrap();
        let inverse = inverse(&transitions(&network, missed));
        for (at, escape) in network.escapes().unwrap().iter().enumerate() {
            prop_assert!(is_near(escape.handoffs, inverse[at].iter().sum()));
            let out = network.ways().iter().enumerate().filter(|(_, way)| way.to == Target::Out(1));
            let reaches = out.map(|(way, of)| inverse[at][of.from.0] * network.share(WayIx(way)));
            prop_assert!(is_near(escape.reaches[&1], reaches.sum()));
            let all = escape.found + escape.reaches.values().sum::<f64>();
            prop_assert!(is_near(all, 1.0));
        }
    }

    #[test]
    fn the_order_of_steps_and_ways_does_not_matter((steps, ways) in chains(), seed in 0..97_usize) {
        let network = Network::build(steps.clone(), ways.clone()).unwrap();
        let (other, to) = shuffled(&steps, &ways, seed);
        for (at, to) in to.into_iter().enumerate() {
            prop_assert!(is_near(network.visits(StepIx(at)), other.visits(StepIx(to))));
        }
        prop_assert!(is_near(
            network.expected_lead_time().seconds,
            other.expected_lead_time().seconds
        ));
        prop_assert!(is_near(
            network.first_pass().without_return,
            other.first_pass().without_return
        ));
        prop_assert!(is_near(
            network.least_lead_time().seconds,
            other.least_lead_time().seconds
        ));
    }

    #[test]
    fn a_chain_without_parallel_ways_has_an_exact_mean((steps, ways) in chains()) {
        let network = Network::build(steps, ways).unwrap();
        let expected = network.expected_lead_time();
        let visits: f64 = (0..network.steps().len()).map(|at| network.visits(StepIx(at))).sum();
        prop_assert!(is_near(expected.seconds, visits));
    }
}
