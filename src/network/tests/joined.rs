//! Losses and checks before joins: by hand, and against cases drawn one by one.

use proptest::prelude::{any, prop_assert, proptest};

use super::super::{
    Demand, Gate, Losses, Network, NoThroughput, Step, StepIx, Target, Throughput, after_screening,
};
use super::blocks::{built, shapes};
use super::{cases, close, close_to, network, row, side_by_side, step, way};

fn yielding(share: f64) -> Step {
    Step {
        right_first_time: Some(share),
        ..step(1.0)
    }
}

fn checking(share: f64, detects: f64) -> Step {
    Step {
        detects: Some(detects),
        ..yielding(share)
    }
}

const ONE: Demand = Demand {
    per_second: 1.0,
    working_share: 1.0,
    customer: None,
};

#[test]
fn a_part_that_is_lost_takes_its_partner_with_it() {
    // Of 100 kits 90 and 80 parts are left, and 72 of both.
    let network = side_by_side(&[yielding(0.9), yielding(0.8)]);
    let found = network.throughput(ONE, Losses::AtEachStep).unwrap();
    close(found.good, 0.72);
    close(found.starts, 1.0 / 0.72);
    let needed: Vec<f64> = found.loads.iter().map(|load| load.needed * 0.72).collect();
    for (needed, expected) in needed.iter().zip([1.0, 1.0, 1.0, 0.72]) {
        close(*needed, expected);
    }
    close(network.first_pass().right_first_time, 0.72);
}

#[test]
fn five_inputs_of_95_percent_make_kits_of_77() {
    let network = side_by_side(&[0.95; 5].map(yielding));
    let found = network.throughput(ONE, Losses::AtEachStep).unwrap();
    close_to(found.good, 0.7738, 5e-5);
}

#[test]
fn what_is_lost_before_parting_is_lost_once() {
    let mut steps = vec![
        Step {
            split: Gate::And,
            ..yielding(0.9)
        },
        yielding(0.8),
        yielding(0.7),
        Step {
            join: Gate::And,
            ..yielding(0.95)
        },
    ];
    steps[3].touch = super::super::Span::fixed(2.0);
    let ways = vec![way(0, 1), way(0, 2), way(1, 3), way(2, 3), way(3, None)];
    let network = network(steps, ways);
    let found = network.throughput(ONE, Losses::AtEachStep).unwrap();
    close(found.good, 0.9 * 0.8 * 0.7 * 0.95);
    // Visits of a case: 1, 0.9, 0.9 and 0.9 · 0.56.
    let needed = |at: usize| found.loads[at].needed * found.good;
    close(needed(1), 0.9);
    close(needed(3), 0.9 * 0.56);
    // The step that bears least: 1 a second over one visit.
    close(found.greatest.unwrap(), found.good / (2.0 * 0.504));
}

#[test]
fn with_ways_back_losses_before_joins_have_no_answer() {
    // Also of 0.9 and 0.9, 81 % are partners and not 90.
    for second in [0.8, 0.9] {
        let found = with_a_way_back([1.0, 0.9, second]);
        assert_eq!(found, Err(NoThroughput::LostBeforeJoin { step: StepIx(3) }));
    }
    // What is lost before a piece parts takes no partner with it.
    let found = with_a_way_back([0.9, 1.0, 1.0]).unwrap();
    close(found.good, 0.9 * 0.9 / (1.0 - 0.9 * 0.1));
}

fn with_a_way_back(yields: [f64; 3]) -> Result<Throughput, NoThroughput> {
    let mut steps = vec![
        Step {
            split: Gate::And,
            ..yielding(yields[0])
        },
        yielding(yields[1]),
        yielding(yields[2]),
        Step {
            join: Gate::And,
            ..step(0.0)
        },
    ];
    steps[0].starts = Some(1.0);
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3),
        way(2, 3),
        way(3, 0).taken_by(0.1).returning(),
        way(3, None).taken_by(0.9),
    ];
    let found = Network::build(steps, ways).unwrap();
    found.throughput(ONE, Losses::AtEachStep)
}

#[test]
fn a_check_behind_a_row_is_the_formula_of_screening() {
    let network = row(vec![yielding(0.95), yielding(0.90), checking(0.99, 0.8)]);
    let screened = after_screening(0.95 * 0.90, 0.8).unwrap();
    close(network.right_after_checks().unwrap(), screened * 0.99);
}

#[test]
fn a_check_in_one_branch_takes_out_the_partner_too() {
    // Left: made at 0.9, half of its defects found behind it. Right: 0.8, no check.
    let mut steps = vec![
        Step {
            split: Gate::And,
            ..step(0.0)
        },
        yielding(0.9),
        checking(1.0, 0.5),
        yielding(0.8),
        Step {
            join: Gate::And,
            ..step(0.0)
        },
    ];
    steps[4].detects = None;
    let ways = || {
        vec![
            way(0, 1),
            way(1, 2),
            way(0, 3),
            way(2, 4),
            way(3, 4),
            way(4, None),
        ]
    };
    let without = network(steps.clone(), ways());
    // 0.72 of all kits are right, 0.05 are taken out.
    close(without.right_after_checks().unwrap(), 0.72 / 0.95);
    // A check of the kit itself finds what is wrong with either part.
    steps[4].detects = Some(0.5);
    let with = network(steps, ways());
    close(
        with.right_after_checks().unwrap(),
        0.72 / (0.72 + 0.23 / 2.0),
    );
}

#[test]
fn blocks_that_lie_in_each_other_are_right_if_every_part_of_them_is() {
    // Each level parts into one step and the next level, and waits for both.
    let levels: usize = 400;
    let (mut steps, mut ways) = (Vec::new(), Vec::new());
    for level in 0..levels {
        let at = 3 * level;
        let inner = if level + 1 < levels { at + 3 } else { at + 2 };
        steps.extend([
            Step {
                split: Gate::And,
                ..yielding(1.0)
            },
            yielding(0.999),
            Step {
                join: Gate::And,
                ..yielding(1.0)
            },
        ]);
        ways.extend([way(at, at + 1), way(at, inner), way(at + 1, at + 2)]);
        ways.push(match level {
            0 => way(2, None),
            _ => way(at + 2, at - 1),
        });
    }
    let last = 3 * (levels - 1);
    ways.retain(|way| way.from != StepIx(last) || way.to != Target::Step(StepIx(last + 2)));
    steps[last].split = Gate::Xor;
    steps[last + 2].join = Gate::Xor;
    let network = network(steps, ways);
    let right = 0.999_f64.powi(i32::try_from(levels).unwrap());
    close(network.right_after_checks().unwrap(), right);
}

/// Two parts are joined, then a third; several steps start together.
fn assembly_tree(detects: [f64; 5]) -> Network {
    let yields = [0.9, 0.8, 0.95, 1.0, 0.99];
    let mut steps: Vec<Step> = yields
        .into_iter()
        .zip(detects)
        .map(|(share, detects)| checking(share, detects))
        .collect();
    for start in &mut steps[..3] {
        start.starts = Some(1.0);
    }
    steps[3].join = Gate::And;
    steps[4].join = Gate::And;
    let ways = vec![way(0, 3), way(1, 3), way(3, 4), way(2, 4), way(4, None)];
    Network::build(steps, ways).unwrap()
}

#[test]
fn a_tree_of_joins_is_checked_join_by_join() {
    let without = assembly_tree([0.0; 5]);
    close(
        without.right_after_checks().unwrap(),
        0.9 * 0.8 * 0.95 * 0.99,
    );
    let found = without.throughput(ONE, Losses::AtEachStep).unwrap();
    close(found.good, 0.9 * 0.8 * 0.95 * 0.99);
    // The first join finds half of what is wrong with either part: 0.72 of 0.86 are right.
    let with = assembly_tree([0.0, 0.0, 0.0, 0.5, 0.0]);
    close(
        with.right_after_checks().unwrap(),
        0.72 / 0.86 * 0.95 * 0.99,
    );
}

/// Numbers from 0 to 1, from a seed (xorshift).
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

/// Steps, each after those that give to it.
fn in_order(network: &Network) -> Vec<usize> {
    let mut waits = vec![0; network.steps().len()];
    let to = |way: &super::super::Way| match way.to {
        Target::Step(to) => Some(to.0),
        Target::Out(_) => None,
    };
    for to in network.ways().iter().filter_map(to) {
        waits[to] += 1;
    }
    let mut order: Vec<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
    let mut at = 0;
    while let Some(from) = order.get(at).copied() {
        at += 1;
        for to in network
            .ways()
            .iter()
            .filter(|way| way.from.0 == from)
            .filter_map(to)
        {
            waits[to] -= 1;
            if waits[to] == 0 {
                order.push(to);
            }
        }
    }
    order
}

/// Cases drawn one by one: how often each step is visited, and what comes out right and in all. With
/// `lossy` what is not right first time is lost at once; else checks take out what they find.
fn drawn(network: &Network, lossy: bool, (count, seed): (u32, u64)) -> (Vec<f64>, f64, f64) {
    let (steps, ways) = (network.steps(), network.ways());
    let order = in_order(network);
    let mut draws = Draws(seed | 1);
    let mut visits = vec![0.0; steps.len()];
    let (mut right, mut all) = (0.0, 0.0);
    for _ in 0..count {
        // What lies on each way: nothing, or a piece that is defective or not.
        let mut on: Vec<Option<bool>> = vec![None; ways.len()];
        for &at in &order {
            let step = &steps[at];
            let into: Vec<Option<bool>> = (0..ways.len())
                .filter(|way| ways[*way].to == Target::Step(StepIx(at)))
                .map(|way| on[way])
                .collect();
            let comes = match (step.join, into.is_empty()) {
                (_, true) => step.starts.map(|_| false),
                (Gate::And, _) => into
                    .into_iter()
                    .try_fold(false, |bad, part| part.map(|part| bad || part)),
                (Gate::Xor, _) => into.into_iter().flatten().next(),
            };
            let Some(defective) = comes else { continue };
            if defective && draws.next() < step.detects.unwrap_or(0.0) {
                continue;
            }
            visits[at] += 1.0;
            let spoilt = draws.next() >= step.right_first_time.unwrap_or(1.0);
            if lossy && spoilt {
                continue;
            }
            let defective = defective || spoilt;
            let out: Vec<usize> = (0..ways.len())
                .filter(|way| ways[*way].from.0 == at)
                .collect();
            if step.split == Gate::And && out.len() > 1 {
                let parts = f64::from(u32::try_from(out.len()).unwrap());
                let bad = (draws.next() * parts).min(parts - 0.5);
                for (part, way) in (0_u32..).zip(&out) {
                    let own = f64::from(part) <= bad && bad < f64::from(part) + 1.0;
                    on[*way] = Some(defective && own);
                }
            } else {
                let mut left = draws.next();
                let taken = out.iter().find(|way| {
                    left -= ways[**way].share.unwrap_or(1.0);
                    left <= 0.0
                });
                on[*taken.or(out.last()).unwrap()] = Some(defective);
            }
        }
        for (way, piece) in ways.iter().zip(&on) {
            if let (Target::Out(_), Some(defective)) = (way.to, piece) {
                all += 1.0;
                right += if *defective { 0.0 } else { 1.0 };
            }
        }
    }
    let count = f64::from(count);
    visits.iter_mut().for_each(|visits| *visits /= count);
    (visits, right / count, all / count)
}

/// Five standard errors of a share of so many.
fn slack(share: f64, count: f64) -> f64 {
    5.0 * (share.clamp(0.05, 0.95) * (1.0 - share.clamp(0.05, 0.95)) / count).sqrt() + 1.0 / count
}

const DRAWN: u32 = 4000;

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn drawn_cases_lose_and_pass_checks_as_computed(
        shape in shapes(),
        seed in any::<u64>(),
        detects in proptest::collection::vec(0.0..0.9_f64, 64),
    ) {
        let (_, built) = built(&shape);
        if built.ways().iter().any(|way| way.returns) {
            return Ok(());
        }
        let off = |found: f64, expected: f64| (found - expected).abs() <= slack(expected.min(1.0), f64::from(DRAWN));
        let lossy = built.throughput(ONE, Losses::AtEachStep).unwrap();
        let (visits, _, all) = drawn(&built, true, (DRAWN, seed));
        prop_assert!(off(all, lossy.good), "{all} {}", lossy.good);
        for (load, visits) in lossy.loads.iter().zip(visits) {
            let expected = load.needed * lossy.good;
            prop_assert!(off(visits, expected), "{visits} {expected}");
        }
        let mut steps = built.steps().to_vec();
        for (step, detects) in steps.iter_mut().zip(detects) {
            step.detects = Some(detects);
        }
        let checked = Network::build(steps, built.ways().to_vec()).unwrap();
        let (_, right, all) = drawn(&checked, false, (DRAWN, seed));
        let expected = checked.right_after_checks().unwrap();
        // Of few that come out the share is known less well.
        let reach = slack(expected, f64::from(DRAWN) * all.max(0.01)) + 0.01;
        prop_assert!(all <= 0.0 || (right / all - expected).abs() <= reach, "{} {expected}", right / all);
    }
}
