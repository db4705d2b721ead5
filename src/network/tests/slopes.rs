//! Slopes against differences of what is built anew.

use proptest::prelude::{prop_assert, proptest};

use super::super::{Gradient, Network, Span, Step, StepIx, Way, WayIx};
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

/// Moves share to a way from the others of its step, in proportion.
fn grow(way: usize) -> impl Fn(&mut [Step], &mut [Way], f64) {
    move |_, ways, by| {
        let (from, share) = (ways[way].from, ways[way].share.unwrap());
        for (at, other) in ways
            .iter_mut()
            .enumerate()
            .filter(|(_, other)| other.from == from)
        {
            let share_of = other.share.unwrap();
            let less = share_of / (1.0 - share) * by;
            other.share = Some(if at == way {
                share + by
            } else {
                share_of - less
            });
        }
    }
}

type Slopes = (&'static str, fn(&Network) -> Gradient);

fn values() -> [Slopes; 6] {
    [
        ("visits", |network| network.visits_gradient(StepIx(1))),
        ("lead time", Network::lead_time_gradient),
        ("cost", Network::cost_gradient),
        ("first pass", Network::first_pass_gradient),
        ("rolled yield", Network::rolled_yield_gradient),
        ("end yield", |network| {
            network.end_yield_gradient(Some(0)).unwrap()
        }),
    ]
}

fn all_slopes_hold(network: &Network) -> Result<(), String> {
    for (name, gradient) in values() {
        let found = gradient(network);
        let value = |network: &Network| gradient(network).value;
        let check = |what: String, slope: f64, expected: f64| {
            let told = format!("{name} by {what}: {slope} is not {expected}");
            if is_near(slope, expected) {
                Ok(())
            } else {
                Err(told)
            }
        };
        for at in 0..network.steps().len() {
            let by_touch = difference(network, value, |steps, _, by| {
                let touch = steps[at].touch.typical.unwrap() + by;
                steps[at].touch = Span::fixed(touch);
            });
            check(format!("touch {at}"), found.by_touch[at], by_touch)?;
            let by_yield = difference(network, value, |steps, _, by| {
                steps[at].right_first_time = steps[at].right_first_time.map(|share| share + by);
            });
            check(format!("yield {at}"), found.by_yield[at], by_yield)?;
            let by_cost = difference(network, value, |steps, _, by| {
                steps[at].cost = steps[at].cost.map(|cost| cost + by);
            });
            check(format!("cost {at}"), found.by_cost[at], by_cost)?;
        }
        for at in 0..network.ways().len() {
            let by_wait = difference(network, value, |_, ways, by| {
                ways[at].wait = Span::fixed(ways[at].wait.typical.unwrap() + by);
            });
            check(format!("wait {at}"), found.by_wait[at], by_wait)?;
            let share = network.ways()[at]
                .share
                .filter(|share| *share < 0.99 && *share > 0.01);
            if let (Some(_), Some(slope)) = (share, found.against_the_rest(network, WayIx(at))) {
                check(
                    format!("share {at}"),
                    slope,
                    difference(network, value, grow(at)),
                )?;
            }
        }
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
    let found = network(steps, ways).rolled_yield_gradient();
    assert!((found.by_yield[1] - 0.98 * 0.94).abs() < 1e-12);
    assert!(found.by_yield[0].abs() < 1e-12);
}

#[test]
fn moving_share_from_one_way_to_another_is_the_difference_of_both() {
    let ways = vec![
        way(0, 0).taken_by(0.2).returning(),
        way(0, None).taken_by(0.5),
        way(0, 1).taken_by(0.3),
        way(1, None),
    ];
    let network = network(figures(2), ways);
    let slope = network.lead_time_gradient().shift(WayIx(2), WayIx(1));
    let expected = difference(
        &network,
        |network| network.expected_lead_time().seconds,
        |_, ways, by| {
            ways[1].share = Some(0.5 + by);
            ways[2].share = Some(0.3 - by);
        },
    );
    assert!(is_near(slope, expected));
}

/// Touches that hardly tie, so that the longest branch stays the longest.
fn by_touch_and_yield(network: &Network) -> Result<(), String> {
    let lead = network.lead_time_gradient();
    let rolled = network.rolled_yield_gradient();
    let first = network.first_pass_gradient();
    for at in 0..network.steps().len() {
        let by_touch = difference(
            network,
            |of| of.expected_lead_time().seconds,
            |steps, _, by| {
                steps[at].touch = Span::fixed(steps[at].touch.typical.unwrap() + by);
            },
        );
        let by_yield = difference(
            network,
            |of| of.first_pass().right_first_time,
            |steps, _, by| {
                steps[at].right_first_time = steps[at].right_first_time.map(|share| share + by);
            },
        );
        if !is_near(lead.by_touch[at], by_touch) || !is_near(rolled.by_yield[at], by_yield) {
            return Err(format!("step {at}: {by_touch} and {by_yield}"));
        }
    }
    for at in 0..network.ways().len() {
        let share = network.ways()[at]
            .share
            .filter(|share| *share < 0.99 && *share > 0.01);
        let is_choice = network
            .ways()
            .iter()
            .filter(|way| way.from == network.ways()[at].from);
        if share.is_none() || !is_choice.clone().all(|way| way.share.is_some()) {
            continue;
        }
        for (gradient, value) in [
            (
                &lead,
                (|of| of.expected_lead_time().seconds) as fn(&Network) -> f64,
            ),
            (&rolled, |of| of.first_pass().right_first_time),
            (&first, |of| of.first_pass().without_return),
        ] {
            let slope = gradient.against_the_rest(network, WayIx(at)).unwrap();
            let expected = difference(network, value, grow(at));
            if !is_near(slope, expected) {
                return Err(format!("way {at}: {slope} is not {expected}"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn slopes_of_drawn_blocks_are_their_differences(shape in shapes()) {
        let (_, network) = built(&shape);
        let held = by_touch_and_yield(&network);
        prop_assert!(held.is_ok(), "{:?}", held);
    }
}
