//! Expected, least, typical and greatest lead times, and what bounds them.

use super::super::{At, Figure, Gate, Kind, Missing, Reason, Span, Step, StepIx, WayIx};
use super::{close, network, row, side_by_side, step, way};

fn spread(least: f64, typical: f64, most: f64) -> Step {
    let touch = Span::between(least, typical, most);
    Step {
        touch,
        ..Step::default()
    }
}

#[test]
fn steps_in_a_row_add_up() {
    let steps = vec![spread(1.0, 2.0, 9.0), spread(2.0, 4.0, 6.0)];
    let ways = vec![
        way(0, 1).waiting(Span::between(10.0, 20.0, 60.0)),
        way(1, None),
    ];
    let network = network(steps, ways);
    close(network.least_lead_time().seconds, 13.0);
    close(network.typical_lead_time().seconds, 26.0);
    close(network.worst_lead_time().unwrap().seconds, 75.0);
    let expected = network.expected_lead_time();
    close(expected.seconds, 3.0 + 4.0 + 25.0);
    assert_eq!(expected.kind, Kind::Exact);
}

#[test]
fn a_join_waits_for_the_slowest_and_the_path_says_which() {
    let network = side_by_side(&[step(5.0), step(9.0), step(7.0)]);
    let bound = network.least_lead_time();
    close(bound.seconds, 9.0);
    let at: Vec<At> = bound.path.iter().map(|term| term.at).collect();
    let way = |at| At::Way(WayIx(at));
    let step = |at| At::Step(StepIx(at));
    assert_eq!(at, [step(0), way(3), step(2), way(4), step(4), way(0)]);
    let expected = network.expected_lead_time();
    close(expected.seconds, 9.0);
    assert_eq!(expected.kind, Kind::Exact);
}

#[test]
fn the_bound_of_a_choice_is_its_quickest_way_and_its_worst_case_the_slowest() {
    let steps = vec![step(1.0), step(5.0), step(50.0), step(1.0)];
    let ways = vec![
        way(0, 1).taken_by(0.6),
        way(0, 2).taken_by(0.4),
        way(1, 3),
        way(2, 3),
        // A way that nothing takes is no way.
        way(3, None).taken_by(1.0),
        way(3, 3).taken_by(0.0).returning(),
    ];
    let network = network(steps, ways);
    close(network.least_lead_time().seconds, 7.0);
    close(network.worst_lead_time().unwrap().seconds, 52.0);
    close(network.expected_lead_time().seconds, 2.0 + 3.0 + 20.0);
}

#[test]
fn a_loop_has_no_worst_case_and_counts_once_for_the_least() {
    let ways = vec![
        way(0, 0).taken_by(0.1).returning(),
        way(0, None).taken_by(0.9),
    ];
    let network = network(vec![step(9.0)], ways);
    close(network.least_lead_time().seconds, 9.0);
    close(network.expected_lead_time().seconds, 10.0);
    assert_eq!(network.worst_lead_time().unwrap_err().loops, vec![WayIx(0)]);
}

#[test]
fn a_weekly_release_waits_half_a_week_on_average_and_a_week_at_most() {
    let week = 7.0 * 86_400.0;
    let network = row(vec![Step {
        release_every: Some(week),
        ..step(60.0)
    }]);
    close(network.least_lead_time().seconds, 60.0);
    close(network.expected_lead_time().seconds, 60.0 + week / 2.0);
    close(network.typical_lead_time().seconds, 60.0 + week / 2.0);
    close(network.worst_lead_time().unwrap().seconds, 60.0 + week);
}

#[test]
fn figures_that_are_missing_are_listed_and_never_taken_as_none() {
    let typical = Span {
        typical: Some(5.0),
        ..Span::default()
    };
    let steps = vec![
        Step {
            touch: typical,
            ..Step::default()
        },
        step(1.0),
    ];
    let mut ways = vec![way(0, 1), way(1, None)];
    ways[0].wait = Span::default();
    let network = network(steps, ways);
    let of = |at, figure| Missing { at, figure };
    let (first, wait) = (At::Step(StepIx(0)), At::Way(WayIx(0)));
    let least = network.least_lead_time();
    close(least.seconds, 1.0);
    assert_eq!(
        least.missing,
        [of(first, Figure::Least), of(wait, Figure::Least)]
    );
    let missing = of(wait, Figure::Typical);
    assert_eq!(network.typical_lead_time().missing, [missing]);
    let expected = network.expected_lead_time();
    close(expected.seconds, 6.0);
    assert_eq!(expected.kind, Kind::AtLeast(vec![Reason::Missing(missing)]));
    // What takes a fixed time takes it at most, too; of a wait nobody knows the most.
    let worst = network.worst_lead_time().unwrap_err();
    assert!(worst.loops.is_empty());
    assert_eq!(worst.missing, [of(wait, Figure::Most)]);
}

#[test]
fn branches_that_vary_make_the_mean_a_lower_bound() {
    let network = side_by_side(&[spread(5.0, 8.0, 11.0), step(7.0)]);
    let expected = network.expected_lead_time();
    close(expected.seconds, 8.0);
    let split = Some(StepIx(0));
    assert_eq!(
        expected.kind,
        Kind::AtLeast(vec![Reason::MergeBias { split }])
    );
}

#[test]
fn starts_side_by_side_join_as_branches_do() {
    let start = |seconds| Step {
        starts: Some(1.0),
        ..step(seconds)
    };
    let join = Step {
        join: Gate::And,
        ..step(2.0)
    };
    let ways = vec![way(0, 2), way(1, 2), way(2, None)];
    let network = network(vec![start(4.0), start(6.0), join], ways);
    close(network.visits(StepIx(1)), 1.0);
    close(network.expected_lead_time().seconds, 8.0);
    assert_eq!(network.expected_lead_time().kind, Kind::Exact);
    close(network.least_lead_time().seconds, 8.0);
}

#[test]
fn starts_by_share_are_a_choice() {
    let start = |share, seconds| Step {
        starts: Some(share),
        ..step(seconds)
    };
    let ways = vec![way(0, 2), way(1, 2), way(2, None)];
    let steps = vec![start(0.75, 4.0), start(0.25, 8.0), step(1.0)];
    let network = super::super::Network::build(steps, ways).unwrap();
    close(network.visits(StepIx(1)), 0.25);
    close(network.expected_lead_time().seconds, 6.0);
    close(network.least_lead_time().seconds, 5.0);
}

#[test]
fn a_loop_around_what_goes_together_repeats_its_longest_branch() {
    let mut steps = vec![step(1.0), step(5.0), step(9.0), step(2.0)];
    steps[0].split = Gate::And;
    steps[3].join = Gate::And;
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3),
        way(2, 3),
        way(3, 0).taken_by(0.25).returning(),
        way(3, None).taken_by(0.75),
    ];
    let network = network(steps, ways);
    let expected = network.expected_lead_time();
    close(expected.seconds, 12.0 / 0.75);
    assert_eq!(expected.kind, Kind::Exact);
}

#[test]
fn a_loop_around_a_message_that_nobody_waits_for_is_a_lower_bound() {
    // 0 tells customer 1 and goes on to 1, which returns to 0 half of the time.
    let mut steps = vec![step(1.0), step(2.0)];
    steps[0].split = Gate::And;
    let ways = vec![
        way(0, None).waiting(Span::fixed(1.0)),
        way(0, 1),
        way(1, 0).taken_by(0.5).returning(),
        way(1, None).taken_by(0.5),
    ];
    let network = network(steps, ways);
    close(network.visits(StepIx(0)), 2.0);
    let expected = network.expected_lead_time();
    close(expected.seconds, 6.0);
    let split = Some(StepIx(0));
    assert_eq!(
        expected.kind,
        Kind::AtLeast(vec![Reason::OpenBranches { split }])
    );
}

#[test]
fn branches_that_share_a_step_are_taken_as_paths() {
    // 0 goes to 1, 2 and 3; 4 joins 1 and 2; 5 joins 4 and 3.
    let and = |seconds, split, join| Step {
        split,
        join,
        ..step(seconds)
    };
    let steps = vec![
        and(1.0, Gate::And, Gate::Xor),
        step(5.0),
        step(3.0),
        step(8.0),
        and(4.0, Gate::Xor, Gate::And),
        and(1.0, Gate::Xor, Gate::And),
    ];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(0, 3),
        way(1, 4),
        way(2, 4),
        way(4, 5),
        way(3, 5),
        way(5, None),
    ];
    let network = network(steps, ways);
    close(network.least_lead_time().seconds, 11.0);
    close(network.expected_lead_time().seconds, 11.0);
    assert_eq!(network.expected_lead_time().kind, Kind::Exact);
}
