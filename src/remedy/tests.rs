//! Remedies against closed forms and against grids.

mod figures;
mod sets;

use super::{
    Alone, Direction, End, Goal, Lever, Outcome, Reading, Remedy, RemedyError, Search, Task,
};
use proptest::prelude::*;

fn lever(today: f64, lowest: f64, highest: f64, cost_up: f64) -> Lever {
    Lever {
        today,
        lowest,
        highest,
        cost_up,
        cost_down: cost_up,
        fixed: 0.0,
    }
}

fn goal(reading: &dyn Fn(&[f64]) -> Reading, target: f64) -> Goal<'_> {
    Goal {
        reading,
        direction: Direction::AtLeast,
        target,
    }
}

fn value(value: f64) -> Reading {
    Reading {
        value,
        gradient: None,
    }
}

fn product(x: &[f64]) -> Reading {
    let whole: f64 = x.iter().product();
    Reading {
        value: whole,
        gradient: Some(x.iter().map(|x| whole / x).collect()),
    }
}

fn close(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

fn best(task: &Task) -> Remedy {
    match task.cheapest() {
        Outcome::Reached(closing) => closing.remedies[0].clone(),
        other => panic!("{other:?}"),
    }
}

/// The worked chain: 0.95, 0.84, 0.88, of which 0.75 is asked.
fn yields() -> Vec<Lever> {
    vec![
        lever(0.95, 0.5, 0.99, 100.0),
        lever(0.84, 0.5, 0.99, 100.0),
        lever(0.88, 0.5, 0.99, 100.0),
    ]
}

#[test]
fn one_lever_alone_moves_just_as_far_as_it_must() {
    let task = Task::new(vec![goal(&product, 0.75)], yields()).unwrap();
    let alone = task.alone();
    let Alone::Reaches(change) = &alone[1] else {
        panic!("{alone:?}");
    };
    close(change.to, 0.75 / (0.95 * 0.88), 1e-9);
    close(change.cost, 100.0 * (0.75 / (0.95 * 0.88) - 0.84), 1e-7);
    // 0.99 · 0.84 · 0.88 is 0.7318.
    let Alone::FallsShort { best, values } = &alone[0] else {
        panic!("{alone:?}");
    };
    close(best.to, 0.99, 1e-6);
    close(values[0], 0.99 * 0.84 * 0.88, 1e-6);
}

#[test]
fn at_equal_prices_the_weakest_yield_is_raised_first() {
    let task = Task::new(vec![goal(&product, 0.75)], yields()).unwrap();
    let remedy = best(&task);
    // A unit on the weakest gains most, until it is as good as the next; then both rise.
    let even = (0.75_f64 / 0.95).sqrt();
    close(remedy.at[1], even, 1e-4);
    close(remedy.at[2], even, 1e-4);
    close(remedy.at[0], 0.95, 0.0);
    close(remedy.cost, 100.0 * (2.0 * even - 0.84 - 0.88), 1e-5);
    close(remedy.values[0], 0.75, 1e-9);
    assert!(task.is_met(&remedy.at));
}

#[test]
fn the_cheapest_product_is_where_each_lever_costs_the_same_for_its_share() {
    // Least Σ cᵢxᵢ with Πxᵢ = T: all cᵢxᵢ are equal.
    let prices = [2.0, 3.0, 5.0, 7.0];
    let levers = prices.map(|price| lever(0.1, 0.1, 9.0, price)).to_vec();
    let task = Task::new(vec![goal(&product, 4.0)], levers).unwrap();
    let remedy = best(&task);
    let each = (4.0 * prices.iter().product::<f64>()).powf(0.25);
    close(remedy.cost, 4.0 * each - 0.1 * 17.0, 1e-6);
    for (at, price) in remedy.at.iter().zip(prices) {
        close(at * price, each, 2e-3);
    }
}

#[test]
fn a_gradient_that_is_left_out_gives_the_same_remedy() {
    let plain = |x: &[f64]| value(x.iter().product());
    let with = Task::new(vec![goal(&product, 0.75)], yields()).unwrap();
    let without = Task::new(vec![goal(&plain, 0.75)], yields()).unwrap();
    close(best(&without).cost, best(&with).cost, 1e-6);
}

#[test]
fn remedies_are_ranked_and_single_levers_are_among_them() {
    let sum = |x: &[f64]| value(x[0] + x[1]);
    let levers = vec![lever(0.0, 0.0, 2.0, 1.0), lever(0.0, 0.0, 9.0, 3.0)];
    let task = Task::new(vec![goal(&sum, 4.0)], levers).unwrap();
    let Outcome::Reached(closing) = task.cheapest() else {
        panic!();
    };
    assert_eq!(closing.search, Search::Descent);
    let costs: Vec<f64> = closing.remedies.iter().map(|remedy| remedy.cost).collect();
    assert_eq!(costs.len(), 2);
    close(costs[0], 8.0, 1e-8);
    close(costs[1], 12.0, 1e-8);
    assert_eq!(closing.remedies[1].changes.len(), 1);
}

#[test]
fn a_lower_target_is_reached_by_lowering() {
    let lead = |x: &[f64]| value(x[0].max(x[1]) + x[2]);
    let days = vec![
        lever(5.0, 1.0, 6.0, 2.0),
        lever(4.0, 1.0, 6.0, 2.0),
        lever(3.0, 2.5, 3.0, 9.0),
    ];
    let goal = Goal {
        reading: &lead,
        direction: Direction::AtMost,
        target: 6.0,
    };
    let task = Task::new(vec![goal], days).unwrap();
    let remedy = best(&task);
    // Two days off the first and one off the second: 6, or half a day off the last and then 1.5 + 0.5.
    close(remedy.cost, 6.0, 1e-6);
    close(remedy.at[0], 3.0, 1e-6);
    close(remedy.at[1], 3.0, 1e-6);
    close(remedy.at[2], 3.0, 0.0);
}

#[test]
fn a_second_goal_is_kept_while_the_first_is_reached() {
    // Speed helps the date and hurts the yield; checking helps the yield and costs time.
    let date = |x: &[f64]| value(10.0 - 4.0 * x[0] + 1.0 * x[1]);
    let yields = |x: &[f64]| value(0.90 - 0.05 * x[0] + 0.08 * x[1]);
    let goals = vec![
        Goal {
            reading: &date,
            direction: Direction::AtMost,
            target: 7.0,
        },
        goal(&yields, 0.90),
    ];
    let levers = vec![lever(0.0, 0.0, 3.0, 1.0), lever(0.0, 0.0, 3.0, 1.0)];
    let task = Task::new(goals, levers).unwrap();
    let remedy = best(&task);
    // 4s − c = 3 and 5s = 8c.
    let speed = 3.0 / (4.0 - 0.625);
    close(remedy.at[0], speed, 1e-6);
    close(remedy.at[1], 0.625 * speed, 1e-6);
    assert!(
        task.alone()
            .iter()
            .all(|alone| !matches!(alone, Alone::Reaches(_)))
    );
}

#[test]
fn what_cannot_be_reached_says_how_near_and_what_binds() {
    let mut levers = yields();
    levers[1].highest = 0.85;
    let task = Task::new(vec![goal(&product, 0.9)], levers).unwrap();
    let Outcome::OutOfReach(found) = task.cheapest() else {
        panic!();
    };
    close(found.values[0], 0.99 * 0.85 * 0.99, 1e-9);
    close(found.short[0], 0.9 - 0.99 * 0.85 * 0.99, 1e-9);
    assert_eq!(found.binding.len(), 3);
    assert!(
        found
            .binding
            .iter()
            .all(|binding| binding.end == End::Highest)
    );
}

#[test]
fn a_goal_that_is_met_needs_nothing() {
    let task = Task::new(vec![goal(&product, 0.7)], yields()).unwrap();
    assert_eq!(task.cheapest(), Outcome::AlreadyMet);
    assert!(task.alone().iter().all(|alone| *alone == Alone::AlreadyMet));
}

#[test]
fn a_lever_that_helps_only_in_the_middle_of_its_range_is_found() {
    // Neither end reaches; the hump does, away from every place that is read at first.
    let hump = |x: &[f64]| value(1.0 - 30.0 * (x[0] - 0.53125).powi(2));
    let task = Task::new(vec![goal(&hump, 0.999)], vec![lever(0.0, 0.0, 1.0, 1.0)]).unwrap();
    let Alone::Reaches(change) = &task.alone()[0] else {
        panic!();
    };
    close(change.to, 0.53125 - (0.001_f64 / 30.0).sqrt(), 1e-8);
}

#[test]
fn a_lever_without_effect_says_so() {
    let first = |x: &[f64]| value(x[0]);
    let levers = vec![lever(0.0, 0.0, 1.0, 1.0), lever(0.0, 0.0, 1.0, 1.0)];
    let task = Task::new(vec![goal(&first, 0.5)], levers).unwrap();
    assert_eq!(task.alone()[1], Alone::NoEffect);
}

#[test]
fn a_function_that_ends_in_infinity_is_left_alone_there() {
    // The mean number of passes with rework r is 1/(1 − r).
    let passes = |x: &[f64]| value(1.0 / (1.0 - x[0]));
    let goal = Goal {
        reading: &passes,
        direction: Direction::AtMost,
        target: 1.25,
    };
    let task = Task::new(vec![goal], vec![lever(0.5, 0.0, 1.0, 10.0)]).unwrap();
    let remedy = best(&task);
    close(remedy.at[0], 0.2, 1e-8);
    close(remedy.cost, 3.0, 1e-7);
}

#[test]
fn a_task_that_makes_no_sense_is_an_error() {
    let wrong = |lever: Lever| Task::new(vec![goal(&product, 0.9)], vec![lever]).err();
    let usual = lever(0.5, 0.0, 1.0, 1.0);
    assert_eq!(
        wrong(Lever {
            today: f64::NAN,
            ..usual
        }),
        Some(RemedyError::NotFinite { lever: 0 })
    );
    assert_eq!(
        wrong(Lever {
            highest: f64::INFINITY,
            ..usual
        }),
        Some(RemedyError::NotFinite { lever: 0 })
    );
    assert_eq!(
        wrong(lever(0.5, 1.0, 0.0, 1.0)),
        Some(RemedyError::Range { lever: 0 })
    );
    assert_eq!(
        wrong(lever(1.5, 0.0, 1.0, 1.0)),
        Some(RemedyError::Outside { lever: 0 })
    );
    assert_eq!(
        wrong(lever(0.5, 0.0, 1.0, -1.0)),
        Some(RemedyError::Cost { lever: 0 })
    );
    assert_eq!(
        Task::new(vec![goal(&product, 0.9)], Vec::new()).err(),
        Some(RemedyError::NoLever)
    );
    assert_eq!(
        Task::new(Vec::new(), vec![usual]).err(),
        Some(RemedyError::NoGoal)
    );
    let target = Task::new(vec![goal(&product, f64::NAN)], vec![usual]).err();
    assert_eq!(target, Some(RemedyError::Target { goal: 0 }));
    let nan = |_: &[f64]| value(f64::NAN);
    assert_eq!(
        Task::new(vec![goal(&nan, 1.0)], vec![usual]).err(),
        Some(RemedyError::Today { goal: 0 })
    );
    let flat = |_: &[f64]| value(0.5);
    assert_eq!(
        Task::new(vec![goal(&flat, 1.0)], vec![usual]).err(),
        Some(RemedyError::Constant { goal: 0 })
    );
    // A lever without room cannot move anything.
    let stuck = lever(0.5, 0.5, 0.5, 1.0);
    assert_eq!(wrong(stuck), Some(RemedyError::Constant { goal: 0 }));
    let short = |_: &[f64]| Reading {
        value: 0.5,
        gradient: Some(Vec::new()),
    };
    assert_eq!(
        Task::new(vec![goal(&short, 1.0)], vec![usual]).err(),
        Some(RemedyError::Gradient { goal: 0 })
    );
}

fn problem() -> impl Strategy<Value = Vec<(f64, f64, f64, f64)>> {
    // Slope, width, price up, price down.
    prop::collection::vec(
        (-3.0..3.0_f64, 0.1..4.0_f64, 0.1..5.0_f64, 0.1..5.0_f64),
        1..6,
    )
}

proptest! {
    #[test]
    fn straight_goals_are_closed_at_the_least_possible_cost(parts in problem(), part in 0.02..0.98_f64) {
        let slopes: Vec<f64> = parts.iter().map(|part| part.0).collect();
        let sum = |x: &[f64]| value(x.iter().zip(&slopes).map(|(x, s)| x * s).sum());
        let levers = parts.iter().map(|&(_, width, cost_up, cost_down)| Lever {
            today: 0.0, lowest: -width, highest: width, cost_up, cost_down, fixed: 0.0,
        });
        let most: f64 = parts.iter().map(|part| part.0.abs() * part.1).sum();
        prop_assume!(most > 1e-3);
        let task = Task::new(vec![goal(&sum, part * most)], levers.collect()).unwrap();
        let found = best(&task);
        // Fill up with the cheapest gain first.
        let mut offers: Vec<(f64, f64)> = parts.iter().map(|&(slope, width, up, down)| {
            let price = if slope > 0.0 { up } else { down };
            (price / slope.abs(), width * slope.abs())
        }).collect();
        offers.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut left, mut cost) = (part * most, 0.0);
        for (price, gain) in offers {
            let taken = gain.min(left);
            left -= taken;
            cost += taken * price;
        }
        prop_assert!((found.cost - cost).abs() < 1e-6 * (1.0 + cost), "{} {cost}", found.cost);
        prop_assert!(task.is_met(&found.at));
    }

    #[test]
    fn no_point_of_a_grid_is_cheaper_for_a_product(
        parts in prop::collection::vec((0.3..0.9_f64, 0.1..9.0_f64), 2..4),
        part in 0.1..0.95_f64,
    ) {
        let levers: Vec<Lever> = parts.iter().map(|&(today, cost)| lever(today, 0.2, 1.0, cost)).collect();
        let today: f64 = parts.iter().map(|part| part.0).product();
        let target = today + part * (1.0 - today);
        let task = Task::new(vec![goal(&product, target)], levers).unwrap();
        let found = best(&task);
        prop_assert!(task.is_met(&found.at));
        // All but the last on a grid, the last as it must be.
        let steps = if parts.len() == 2 { 2_000 } else { 60 };
        let cost = |x: &[f64]| task.cost(x);
        let mut cheapest = f64::INFINITY;
        let place = |lever: usize, step: i32| {
            let today = parts[lever].0;
            today + f64::from(step) / f64::from(steps) * (1.0 - today)
        };
        let grid = |lever: usize| (0..=steps).map(|step| place(lever, step)).collect::<Vec<_>>();
        let firsts = grid(0);
        let seconds = if parts.len() == 3 { grid(1) } else { vec![1.0] };
        for &first in &firsts {
            for &second in &seconds {
                let last = parts.len() - 1;
                let needed = target / first / second;
                if needed <= 1.0 {
                    let mut x = vec![first; parts.len()];
                    if parts.len() == 3 { x[1] = second; }
                    x[last] = needed.max(parts[last].0);
                    cheapest = cheapest.min(cost(&x));
                }
            }
        }
        prop_assert!(found.cost <= cheapest * (1.0 + 1e-6) + 1e-9, "{} {cheapest}", found.cost);
    }
}
