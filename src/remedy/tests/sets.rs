//! Fixed costs: which levers to touch at all.

use super::{Direction, best, close, goal, lever, product, value};
use crate::remedy::program::{Program, Row};
use crate::remedy::{Goal, Lever, Outcome, Reading, Search, Task};
use proptest::prelude::*;

fn with_fixed(lever: Lever, fixed: f64) -> Lever {
    Lever { fixed, ..lever }
}

#[test]
fn a_fixed_cost_makes_one_dear_change_cheaper_than_two_cheap_ones() {
    let sum = |x: &[f64]| value(x.iter().sum());
    let levers = vec![
        with_fixed(lever(0.0, 0.0, 2.0, 1.0), 5.0),
        with_fixed(lever(0.0, 0.0, 2.0, 1.0), 5.0),
        with_fixed(lever(0.0, 0.0, 9.0, 2.0), 1.0),
    ];
    let task = Task::new(vec![goal(&sum, 4.0)], levers).unwrap();
    let remedy = best(&task);
    close(remedy.cost, 9.0, 1e-8);
    assert_eq!(remedy.changes.len(), 1);
    assert_eq!(remedy.changes[0].lever, 2);
    let Outcome::Reached(closing) = task.cheapest() else {
        panic!();
    };
    assert_eq!(closing.search, Search::AllSets);
}

#[test]
fn more_levers_with_fixed_costs_than_can_be_enumerated_say_so() {
    let sum = |x: &[f64]| value(x.iter().sum());
    let levers: Vec<Lever> = (0..16_i32)
        .map(|at| {
            with_fixed(
                lever(0.0, 0.0, 2.0, 1.0 + 0.1 * f64::from(at)),
                2.0 + f64::from(at % 3),
            )
        })
        .collect();
    let task = Task::new(vec![goal(&sum, 7.0)], levers).unwrap();
    let Outcome::Reached(closing) = task.cheapest() else {
        panic!();
    };
    assert_eq!(closing.search, Search::Local);
    let best = &closing.remedies[0];
    assert!(task.is_met(&best.at));
    // Four levers are needed; the four with the least price and fixed cost together.
    assert_eq!(best.changes.len(), 4);
    assert!(best.cost < 7.0 * 1.9 + 9.0, "{}", best.cost);
}

/// The cheapest over all sets by filling up with the cheapest gain in each.
fn by_enumeration(parts: &[(f64, f64, f64, f64)], target: f64) -> Option<f64> {
    let sets = 0..1_usize << parts.len();
    let cost = |set: usize| -> Option<f64> {
        let inside = (0..parts.len()).filter(|part| set >> part & 1 == 1);
        let mut chosen: Vec<_> = inside.map(|part| parts[part]).collect();
        chosen.sort_by(|a, b| (a.2 / a.0).total_cmp(&(b.2 / b.0)));
        let mut left = target;
        let mut cost = chosen.iter().map(|part| part.3).sum();
        for (slope, width, price, _) in chosen {
            let taken = (slope * width).min(left);
            left -= taken;
            cost += taken * price / slope;
        }
        (left <= 1e-9).then_some(cost)
    };
    sets.filter_map(cost).min_by(f64::total_cmp)
}

/// Times of today that can be shortened to a part of them, at a price.
fn shortened(parts: &[(f64, f64, f64)]) -> Vec<Lever> {
    let levers = parts.iter();
    levers
        .map(|&(today, part, cost)| lever(today, today * part, today, cost))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn with_fixed_costs_no_set_of_levers_is_cheaper(
        parts in prop::collection::vec((0.2..3.0_f64, 0.2..4.0_f64, 0.1..5.0_f64, 0.0..6.0_f64), 1..7),
        part in 0.05..0.95_f64,
    ) {
        let slopes: Vec<f64> = parts.iter().map(|part| part.0).collect();
        let sum = |x: &[f64]| value(x.iter().zip(&slopes).map(|(x, s)| x * s).sum());
        let levers = parts.iter().map(|part| with_fixed(lever(0.0, 0.0, part.1, part.2), part.3));
        let target = part * parts.iter().map(|part| part.0 * part.1).sum::<f64>();
        let task = Task::new(vec![goal(&sum, target)], levers.collect()).unwrap();
        let found = best(&task);
        let least = by_enumeration(&parts, target).unwrap();
        prop_assert!((found.cost - least).abs() < 1e-6 * (1.0 + least), "{} {least}", found.cost);
    }

    #[test]
    fn on_curved_goals_no_point_of_a_grid_is_cheaper(
        prices in prop::collection::vec(0.2..5.0_f64, 2),
        fixed in prop::collection::vec(0.0..0.5_f64, 2),
        target in 0.35..0.9_f64,
    ) {
        // A chain with a rework loop: passes 1/(1 − r), and a yield.
        let time = |x: &[f64]| value((2.0 + 3.0 * x[1]) / (1.0 - 0.5 * x[0]));
        let levers = vec![
            with_fixed(lever(0.8, 0.0, 0.9, prices[0]), fixed[0]),
            with_fixed(lever(1.0, 0.1, 1.5, prices[1]), fixed[1]),
        ];
        let today = time(&[0.8, 1.0]).value;
        let least = time(&[0.0, 0.1]).value;
        let target = least + target * (today - least);
        let goal = Goal { reading: &time, direction: Direction::AtMost, target };
        let task = Task::new(vec![goal], levers).unwrap();
        let found = best(&task);
        prop_assert!(task.is_met(&found.at));
        let mut cheapest = f64::INFINITY;
        for step in 0..=4_000_i32 {
            let first = 0.8 * f64::from(step) / 4_000.0;
            let second = (target * (1.0 - 0.5 * first) - 2.0) / 3.0;
            if second >= 0.1 {
                cheapest = cheapest.min(task.cost(&[first, second.min(1.0)]));
            }
        }
        prop_assert!(found.cost <= cheapest * (1.0 + 1e-5) + 1e-9, "{} {cheapest}", found.cost);
    }

    #[test]
    fn a_longest_path_is_shortened_at_the_least_possible_cost(
        parts in prop::collection::vec((1.0..9.0_f64, 0.1..0.9_f64, 0.2..5.0_f64), 6),
        part in 0.05..0.95_f64,
    ) {
        // Three branches between a start and an end: a + b, c + d, and e.
        let lead = |x: &[f64]| value((x[0] + x[1]).max(x[2] + x[3]).max(x[4]) + x[5]);
        let today: Vec<f64> = parts.iter().map(|part| part.0).collect();
        let least: Vec<f64> = parts.iter().map(|part| part.0 * part.1).collect();
        let (now, best_case) = (lead(&today).value, lead(&least).value);
        let target = best_case + part * (now - best_case);
        let goal = Goal { reading: &lead, direction: Direction::AtMost, target };
        let task = Task::new(vec![goal], shortened(&parts)).unwrap();
        let found = best(&task);
        // With slopes of the longest branch only, as a chain gives them.
        let sloped = |x: &[f64]| {
            let branches = [x[0] + x[1], x[2] + x[3], x[4]];
            let longest = (0..3).max_by(|&a, &b| branches[a].total_cmp(&branches[b])).unwrap();
            let on_path = |step: usize| f64::from(u8::from(step == 5 || step / 2 == longest));
            Reading { value: branches[longest] + x[5], gradient: Some((0..6).map(on_path).collect()) }
        };
        let goal = Goal { reading: &sloped, direction: Direction::AtMost, target };
        let with_slopes = best(&Task::new(vec![goal], shortened(&parts)).unwrap());
        // The same as one program with a row for each path.
        let path = |steps: &[usize]| Row {
            coefficients: (0..6).map(|step| f64::from(u8::from(steps.contains(&step)))).collect(),
            at_least: steps.iter().map(|&step| today[step]).sum::<f64>() - target,
        };
        let program = Program {
            costs: parts.iter().map(|part| part.2).collect(),
            bounds: (0..6).map(|step| (0.0, today[step] - least[step])).collect(),
            rows: vec![path(&[0, 1, 5]), path(&[2, 3, 5]), path(&[4, 5])],
        };
        let exact = program.solve().unwrap();
        let exact: f64 = exact.iter().zip(&parts).map(|(x, part)| x * part.2).sum();
        prop_assert!(task.is_met(&found.at));
        for found in [found.cost, with_slopes.cost] {
            prop_assert!(found <= exact * (1.0 + 1e-4) + 1e-6, "{found} {exact}");
            prop_assert!(found >= exact * (1.0 - 1e-6) - 1e-6, "{found} {exact}");
        }
    }

    #[test]
    fn whatever_is_found_is_verified_and_not_larger_than_it_must_be(
        parts in prop::collection::vec((0.3..0.95_f64, 0.1..9.0_f64, 0.0..2.0_f64), 2..6),
        part in 0.05..0.9_f64,
    ) {
        let levers: Vec<Lever> = parts.iter().map(|&(today, cost, fixed)| {
            with_fixed(lever(today, 0.2, 0.999, cost), fixed)
        }).collect();
        let today: f64 = parts.iter().map(|part| part.0).product();
        let most = 0.999_f64.powi(i32::try_from(parts.len()).unwrap());
        let task = Task::new(vec![goal(&product, today + part * (most - today))], levers).unwrap();
        let Outcome::Reached(closing) = task.cheapest() else { panic!() };
        let mut last = 0.0;
        for remedy in &closing.remedies {
            prop_assert!(task.is_met(&remedy.at));
            prop_assert!(remedy.cost >= last * (1.0 - 1e-7));
            last = remedy.cost;
            for change in &remedy.changes {
                let mut less = remedy.at.clone();
                less[change.lever] = change.from + 0.999 * (change.to - change.from);
                prop_assert!(!task.is_met(&less));
            }
        }
    }
}
