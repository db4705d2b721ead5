//! Answers known from textbooks.

use super::super::{At, Figure, Missing, Step, StepIx, Target, Way, after_screening};
use super::{close, close_to, network, row, side_by_side, step, way};

#[test]
fn a_step_that_returns_r_of_its_work_is_visited_one_in_one_minus_r_times() {
    for share in [0.0, 0.1, 0.5, 0.9, 0.999_999] {
        let back = way(0, 0).taken_by(share).returning();
        let network = network(
            vec![step(10.0)],
            vec![back, way(0, None).taken_by(1.0 - share)],
        );
        let visits = 1.0 / (1.0 - share);
        close(network.visits(StepIx(0)), visits);
        close(network.first_visits(StepIx(0)), 1.0);
        close(network.expected_lead_time().seconds, 10.0 * visits);
        close(network.first_pass().without_return, 1.0 - share);
    }
}

#[test]
fn a_loop_that_returns_all_but_a_millionth_keeps_its_digits() {
    // The share that goes on is given, so it need not be found by 1 - 0.999999.
    let back = way(1, 0).taken_by(0.999_999).returning();
    let ways = vec![way(0, 1), back, way(1, None).taken_by(1e-6)];
    let network = network(vec![step(1.0), step(1.0)], ways);
    close_to(network.visits(StepIx(0)), 1e6, 1e-10);
    close_to(network.delivered()[&0], 1.0, 1e-10);
}

#[test]
fn loops_in_loops_multiply_their_visits() {
    // The inner loop returns a half, the outer one a fifth of what leaves the inner one.
    let ways = vec![
        way(0, 1),
        way(1, 0).taken_by(0.5).returning(),
        way(1, 2).taken_by(0.5),
        way(2, 0).taken_by(0.2).returning(),
        way(2, None).taken_by(0.8),
    ];
    let network = network(vec![step(1.0), step(1.0), step(1.0)], ways);
    close(network.visits(StepIx(0)), 2.0 / 0.8);
    close(network.visits(StepIx(1)), 2.0 / 0.8);
    close(network.visits(StepIx(2)), 1.0 / 0.8);
    close(network.first_visits(StepIx(2)), 1.0);
}

#[test]
fn a_gambler_is_ruined_as_often_as_the_formula_says() {
    let (win, goal, start) = (0.45_f64, 10_usize, 4_usize);
    let mut steps = vec![step(1.0); goal - 1];
    steps[start - 1].starts = Some(1.0);
    let mut ways = Vec::new();
    for at in 0..goal - 1 {
        let to = |out, inside: Option<usize>| match inside {
            Some(at) => Target::Step(StepIx(at)),
            None => Target::Out(out),
        };
        let up = to(1, Some(at + 1).filter(|at| *at < goal - 1));
        ways.push(Way::new(StepIx(at), up).taken_by(win));
        let down = Way::new(StepIx(at), to(0, at.checked_sub(1))).taken_by(1.0 - win);
        ways.push(if at > 0 { down.returning() } else { down });
    }
    let network = super::super::Network::build(steps, ways).unwrap();
    let odds = (1.0 - win) / win;
    let at = |money: usize| odds.powi(i32::try_from(money).unwrap());
    let wins = (1.0 - at(start)) / (1.0 - at(goal));
    close(network.delivered()[&1], wins);
    close(network.delivered()[&0], 1.0 - wins);
    let games: f64 = (0..goal - 1).map(|at| network.visits(StepIx(at))).sum();
    close(games, (4.0 - 10.0 * wins) / (1.0 - 2.0 * win));
}

#[test]
fn yields_of_95_84_and_88_percent_roll_to_70_2() {
    let yields = [0.95, 0.84, 0.88];
    let steps = yields.map(|share| Step {
        right_first_time: Some(share),
        ..step(1.0)
    });
    let network = row(steps.to_vec());
    close(network.first_pass().right_first_time, 0.95 * 0.84 * 0.88);
    let outputs = network.right_outputs();
    close(outputs[1].unwrap(), 0.95 * 0.84);
    close(outputs[2].unwrap(), 0.702_24);
}

#[test]
fn five_inputs_on_time_in_95_percent_make_77_percent_of_kits() {
    let input = Step {
        right_first_time: Some(0.95),
        ..step(1.0)
    };
    let network = side_by_side(&[input; 5]);
    close_to(network.first_pass().right_first_time, 0.774, 0.001);
    close(network.first_pass().right_first_time, 0.95_f64.powi(5));
    close(network.right_outputs()[6].unwrap(), 0.95_f64.powi(5));
}

#[test]
fn what_feeds_both_branches_counts_once() {
    // 0 -> (1 and 2) -> 3: the yield of 0 is in both inputs of 3, and one fault.
    let half = Step {
        right_first_time: Some(0.5),
        ..step(1.0)
    };
    let mut steps = vec![half; 4];
    steps[0].split = super::Gate::And;
    steps[3].join = super::Gate::And;
    let ways = vec![way(0, 1), way(0, 2), way(1, 3), way(2, 3), way(3, None)];
    let network = network(steps, ways);
    close(network.first_pass().right_first_time, 0.5_f64.powi(4));
    close(network.right_outputs()[3].unwrap(), 0.5_f64.powi(4));
}

#[test]
fn ways_of_a_choice_are_weighed_by_flow() {
    let mut steps = vec![step(1.0); 4];
    steps[1].right_first_time = Some(0.9);
    steps[2].right_first_time = Some(0.5);
    let ways = vec![
        way(0, 1).taken_by(0.75),
        way(0, 2).taken_by(0.25),
        way(1, 3),
        way(2, 3),
        way(3, None),
    ];
    let network = network(steps, ways);
    let mean = 0.75 * 0.9 + 0.25 * 0.5;
    close(network.first_pass().right_first_time, mean);
    close(network.right_outputs()[3].unwrap(), mean);
    let of = |step| Missing {
        at: At::Step(StepIx(step)),
        figure: Figure::RightFirstTime,
    };
    assert_eq!(network.first_pass().missing, vec![of(0), of(3)]);
}

#[test]
fn a_check_that_finds_80_percent_lifts_90_to_97_8() {
    close_to(after_screening(0.90, 0.8).unwrap(), 0.978, 0.0005);
    close(after_screening(0.90, 0.0).unwrap(), 0.90);
    close(after_screening(0.0, 0.5).unwrap(), 0.0);
    assert_eq!(after_screening(0.0, 1.0), None);
}

#[test]
fn rework_costs_what_is_visited_again() {
    let mut steps = vec![step(1.0), step(1.0), step(1.0)];
    steps[0].cost = Some(10.0);
    steps[1].cost = Some(4.0);
    let ways = vec![
        way(0, 1),
        way(1, 0).taken_by(0.2).returning(),
        way(1, 2).taken_by(0.8),
        way(2, None),
    ];
    let network = network(steps, ways);
    close(network.cost().value, 14.0 / 0.8);
    close(network.rework_cost().value, 14.0 / 0.8 - 14.0);
    let missing = Missing {
        at: At::Step(StepIx(2)),
        figure: Figure::Cost,
    };
    assert_eq!(network.cost().missing, vec![missing]);
}

#[test]
fn a_defect_escapes_past_every_check_that_misses_it() {
    let mut steps = vec![step(1.0); 3];
    steps[1].detects = Some(0.5);
    steps[2].detects = Some(0.8);
    let network = row(steps);
    let escapes = network.escapes().unwrap();
    // Found at once by half, by 40 % one handoff later, and a tenth comes to the customer.
    close(escapes[0].handoffs, 1.0 * 0.5 + 2.0 * 0.4 + 3.0 * 0.1);
    close(escapes[0].reaches[&0], 0.1);
    close(escapes[0].found, 0.9);
    // A step's own check is for what arrives, not for what it makes.
    close(escapes[2].handoffs, 1.0);
    close(escapes[2].reaches[&0], 1.0);
}

#[test]
fn work_that_goes_apart_reaches_both_customers() {
    let mut first = step(1.0);
    first.split = super::Gate::And;
    let to = |customer| Way::new(StepIx(0), Target::Out(customer));
    let network = network(vec![first], vec![to(3), to(7)]);
    let delivered: Vec<_> = network.delivered().into_iter().collect();
    assert_eq!(delivered, vec![(3, 1.0), (7, 1.0)]);
}
