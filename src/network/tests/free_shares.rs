//! The greatest rate over ways whose shares nobody said: textbook flows, every cut, every choice of shares.

use proptest::prelude::{Strategy, any, prop_assert, proptest};

use super::super::{Demand, Losses, Network, Step, StepIx, Target, Way, WayIx};
use super::{cases, close_to, network, way};

fn able(capacity: f64) -> Step {
    Step {
        capacity: Some(capacity),
        ..Step::default()
    }
}

/// Nodes with pipes between them, each pipe a step; node 0 is the source, the last the sink. Pipes
/// named in `back` lead back.
fn pipes(nodes: usize, pipes: &[(usize, usize, f64)], back: &[usize]) -> (Vec<Step>, Vec<Way>) {
    let mut steps: Vec<Step> = (0..nodes).map(|_| able(1000.0)).collect();
    steps.extend(pipes.iter().map(|pipe| able(pipe.2)));
    let mut ways = vec![way(nodes - 1, None)];
    for (at, &(from, to, _)) in pipes.iter().enumerate() {
        let out = |from: &usize| pipes.iter().filter(|pipe| pipe.0 == *from).count();
        let share = 1.0 / f64::from(u32::try_from(out(&from)).unwrap());
        ways.push(way(from, nodes + at).taken_by(share));
        let on = way(nodes + at, to);
        ways.push(if back.contains(&at) {
            on.returning()
        } else {
            on
        });
    }
    (steps, ways)
}

fn most(nodes: usize, given: &[(usize, usize, f64)], back: &[usize]) -> f64 {
    let (steps, ways) = pipes(nodes, given, back);
    let all: Vec<WayIx> = (0..ways.len()).map(WayIx).collect();
    let found = network(steps, ways).max_flow(1.0, &all).unwrap();
    let cut: f64 = found.bounded_by.iter().map(|(_, bears)| bears).sum();
    close_to(cut, found.per_second, 1e-9);
    found.per_second
}

/// Cormen, Leiserson, Rivest and Stein, the flow network of the chapter on maximum flow.
#[test]
fn the_textbook_network_carries_23() {
    let edges = [
        (0, 1, 16.0),
        (0, 2, 13.0),
        (1, 3, 12.0),
        (2, 1, 4.0),
        (3, 2, 9.0),
        (2, 4, 14.0),
        (4, 3, 7.0),
        (3, 5, 20.0),
        (4, 5, 4.0),
    ];
    close_to(most(6, &edges, &[4]), 23.0, 1e-9);
}

/// The first example of Ford and Fulkerson's method: two ways of 1000 with a bridge of 1.
#[test]
fn the_bridge_between_two_ways_adds_nothing() {
    let edges = [
        (0, 1, 900.0),
        (0, 2, 700.0),
        (1, 2, 1.0),
        (1, 3, 100.0),
        (2, 3, 800.0),
    ];
    // 100 over the upper way, 700 + 1 over the lower.
    close_to(most(4, &edges, &[]), 801.0, 1e-9);
}

#[test]
fn loops_whose_shares_nobody_said_count_once() {
    // Half of what 1 does goes back to 0 in the even guess; sent over 2 nothing would.
    let steps = vec![able(10.0), able(10.0), able(10.0)];
    let ways = vec![
        way(0, 1).taken_by(0.5),
        way(0, 2).taken_by(0.5),
        way(1, 0).taken_by(0.5).returning(),
        way(1, None).taken_by(0.5),
        way(2, None),
    ];
    let network = network(steps, ways);
    let unsaid = [WayIx(0), WayIx(1)];
    close_to(
        network.max_flow(1.0, &unsaid).unwrap().per_second,
        10.0,
        1e-9,
    );
    close_to(network.max_flow(1.0, &[]).unwrap().per_second, 7.5, 1e-9);
}

#[test]
fn a_way_back_may_lead_past_what_lies_ahead() {
    let steps = vec![able(9.0), able(2.0), able(5.0)];
    let ways = vec![
        way(0, 1).taken_by(0.5),
        way(0, 2).taken_by(0.5).returning(),
        way(1, None),
        way(2, None),
    ];
    let unsaid = [WayIx(0), WayIx(1)];
    let found = network(steps, ways).max_flow(1.0, &unsaid).unwrap();
    close_to(found.per_second, 7.0, 1e-9);
}

/// Up to seven steps; each leads to some later ones or out.
fn nets() -> impl Strategy<Value = (Vec<Step>, Vec<Way>)> {
    let row = (1..20_u32, proptest::collection::vec(1..4_usize, 1..4));
    proptest::collection::vec(row, 2..8).prop_map(|rows| {
        let count = rows.len();
        let mut ways = Vec::new();
        let steps: Vec<Step> = rows.iter().map(|row| able(f64::from(row.0))).collect();
        for (at, (_, ahead)) in rows.iter().enumerate() {
            let mut on: Vec<usize> = ahead.iter().map(|by| (at + by).min(count)).collect();
            on.sort_unstable();
            on.dedup();
            let share = 1.0 / f64::from(u32::try_from(on.len()).unwrap());
            let to = |to: usize| (to < count).then_some(to);
            ways.extend(on.into_iter().map(|on| way(at, to(on)).taken_by(share)));
        }
        (steps, ways)
    })
}

/// The narrowest of all sets of steps that everything has to pass.
fn narrowest_cut(steps: &[Step], ways: &[Way]) -> f64 {
    let passes = |cut: u32| {
        let mut reached = vec![false; steps.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if cut & (1 << at) != 0 || std::mem::replace(&mut reached[at], true) {
                continue;
            }
            for way in ways.iter().filter(|way| way.from.0 == at) {
                match way.to {
                    Target::Step(to) => open.push(to.0),
                    Target::Out(_) => return true,
                }
            }
        }
        false
    };
    let width = |cut: u32| {
        let within = (0..steps.len()).filter(|at| cut & (1 << at) != 0);
        within.filter_map(|at| steps[at].capacity).sum::<f64>()
    };
    let cuts = (0..1_u32 << steps.len()).filter(|cut| !passes(*cut));
    cuts.map(width).fold(f64::INFINITY, f64::min)
}

fn greatest(steps: Vec<Step>, ways: Vec<Way>) -> f64 {
    let demand = Demand {
        per_second: 1.0,
        working_share: 1.0,
        customer: None,
    };
    let network = Network::build(steps, ways).unwrap();
    let found = network.throughput(demand, Losses::AsDescribed).unwrap();
    found.greatest.unwrap()
}

/// The shares that these flows are of what leaves each step; even where nothing flows.
fn shared(ways: &[Way], flows: &[f64]) -> Vec<Way> {
    let leaving = |from: StepIx| {
        let all = ways.iter().zip(flows).filter(|(way, _)| way.from == from);
        all.fold((0.0, 0.0), |(sum, count), (_, flow)| {
            (sum + flow, count + 1.0)
        })
    };
    let shares = ways.iter().zip(flows).map(|(way, flow)| {
        let (sum, count) = leaving(way.from);
        way.taken_by(if sum > 1e-9 { flow / sum } else { 1.0 / count })
    });
    shares.collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn it_is_the_narrowest_of_all_cuts_no_shares_give_more_and_some_give_it(
        (mut steps, ways) in nets(),
        weights in proptest::collection::vec(any::<u8>(), 24),
    ) {
        steps[0].starts = Some(1.0);
        let all: Vec<WayIx> = (0..ways.len()).map(WayIx).collect();
        let built = Network::build(steps.clone(), ways.clone()).unwrap();
        let found = built.max_flow(1.0, &all).unwrap();
        let slack = 1e-9 * found.per_second;
        prop_assert!((found.per_second - narrowest_cut(&steps, &ways)).abs() <= slack);
        let cut: f64 = found.bounded_by.iter().map(|(_, bears)| bears).sum();
        prop_assert!((cut - found.per_second).abs() <= slack);
        let drawn: Vec<f64> = weights.iter().map(|weight| f64::from(*weight) + 1.0).collect();
        let some = greatest(steps.clone(), shared(&ways, &drawn));
        prop_assert!(some <= found.per_second + slack, "{some} {}", found.per_second);
        let best = greatest(steps, shared(&ways, &found.flows));
        prop_assert!((best - found.per_second).abs() <= 1e-6 * found.per_second, "{best}");
    }
}
