//! Slopes against differences of what is built anew.

use proptest::prelude::{prop_assert, proptest};

use super::super::{Network, Span, Step, Way};
use super::blocks::{built, shapes};
use super::{cases, network, step, way};

/// What a network's value becomes when one figure moves by `by`.
fn moved(network: &Network, by: f64, change: impl Fn(&mut [Step], &mut [Way], f64)) -> Network {
    let (mut steps, mut ways) = (network.steps().to_vec(), network.ways().to_vec());
    change(&mut steps, &mut ways, by);
    Network::build(steps, ways).unwrap()
}

fn difference(
    network: &Network,
    value: impl Fn(&Network) -> f64,
    change: impl Fn(&mut [Step], &mut [Way], f64),
) -> f64 {
    let by = 1e-5;
    let up = value(&moved(network, by, &change));
    let down = value(&moved(network, -by, &change));
    (up - down) / (2.0 * by)
}

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-4 * expected.abs().max(1.0)
}

fn all_slopes_hold(network: &Network) -> Result<(), String> {
    let times = network.lead_time_slopes();
    let yields = network.rolled_yield_slopes();
    let check = |what: String, slope: f64, expected: f64| {
        let told = format!("{what}: {slope} is not {expected}");
        if is_near(slope, expected) {
            Ok(())
        } else {
            Err(told)
        }
    };
    let lead_time = |of: &Network| of.expected_lead_time().seconds;
    for at in 0..network.steps().len() {
        let by_touch = difference(network, lead_time, |steps, _, by| {
            steps[at].touch = Span::fixed(steps[at].touch.typical.unwrap() + by);
        });
        check(format!("touch {at}"), times.by_touch[at], by_touch)?;
        let rolled = |of: &Network| of.first_pass().right_first_time;
        let by_yield = difference(network, rolled, |steps, _, by| {
            steps[at].right_first_time = steps[at].right_first_time.map(|share| share + by);
        });
        check(format!("yield {at}"), yields[at], by_yield)?;
    }
    for at in 0..network.ways().len() {
        let Some(wait) = network.ways()[at].wait.typical.filter(|wait| *wait > 0.0) else {
            continue;
        };
        let by_wait = difference(network, lead_time, |_, ways, by| {
            ways[at].wait = Span::fixed(wait + by);
        });
        check(format!("wait {at}"), times.by_wait[at], by_wait)?;
    }
    Ok(())
}

fn figures(steps: usize) -> Vec<Step> {
    let of = |at: usize| {
        let scale = [1.0, 2.0, 3.0, 5.0, 7.0][at % 5];
        Step {
            right_first_time: Some(1.0 - 0.02 * scale),
            cost: Some(scale),
            ..step(4.0 * scale)
        }
    };
    (0..steps).map(of).collect()
}

#[test]
fn slopes_of_a_chain_with_a_choice_and_two_loops_are_its_differences() {
    let ways = vec![
        way(0, 1).taken_by(0.6).waiting(Span::fixed(3.0)),
        way(0, 2).taken_by(0.3).waiting(Span::fixed(5.0)),
        way(0, 4).taken_by(0.1).waiting(Span::fixed(7.0)),
        way(1, 3).taken_by(1.0),
        way(2, 3).taken_by(0.7),
        way(2, 0)
            .taken_by(0.3)
            .returning()
            .waiting(Span::fixed(2.0)),
        way(3, 4).taken_by(0.8),
        way(3, 1).taken_by(0.1).returning(),
        way(3, None).taken_by(0.1),
        way(4, None).taken_by(1.0),
    ];
    // Some time everywhere, so that each can also be less.
    let some = |way: Way| {
        if way.wait == Span::NONE {
            way.waiting(Span::fixed(1.0))
        } else {
            way
        }
    };
    let ways = ways.into_iter().map(some).collect();
    all_slopes_hold(&network(figures(5), ways)).unwrap();
}

#[test]
fn a_yield_of_none_still_has_a_slope() {
    let mut steps = figures(3);
    steps[1].right_first_time = Some(0.0);
    let ways = vec![way(0, 1), way(1, 2), way(2, None)];
    let found = network(steps, ways).rolled_yield_slopes();
    assert!((found[1] - 0.98 * 0.94).abs() < 1e-12);
    assert!(found[0].abs() < 1e-12);
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn slopes_of_drawn_blocks_are_their_differences(shape in shapes()) {
        let (_, network) = built(&shape);
        // Touches hardly tie, so the longest branch stays the longest.
        let held = all_slopes_hold(&network);
        prop_assert!(held.is_ok(), "{:?}", held);
    }
}
