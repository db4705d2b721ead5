//! What cannot be true is said, each with its place, all at once.

use super::super::{At, Fault, Figure, Gate, Network, Span, Step, StepIx, Way, WayIx};
use super::{step, way};

fn start(seconds: f64) -> Step {
    Step {
        starts: Some(1.0),
        ..step(seconds)
    }
}

fn parting() -> Step {
    Step {
        split: Gate::And,
        ..start(1.0)
    }
}

fn joining() -> Step {
    Step {
        join: Gate::And,
        ..step(1.0)
    }
}

fn faults(steps: Vec<Step>, ways: Vec<Way>) -> Vec<Fault> {
    Network::build(steps, ways).map(|_| ()).unwrap_err()
}

#[test]
fn shares_that_do_not_sum_to_one_are_a_fault() {
    let ways = vec![way(0, None).taken_by(0.5), way(0, None).taken_by(0.4)];
    let found = faults(vec![start(1.0)], ways);
    assert!(
        matches!(found[..], [Fault::SharesOff { step: StepIx(0), sum }] if (sum - 0.9).abs() < 1e-9)
    );
    let near = vec![
        way(0, None).taken_by(0.5),
        way(0, None).taken_by(0.499_999_5),
    ];
    assert!(Network::build(vec![start(1.0)], near).is_ok());
    let alone = vec![way(0, None).taken_by(0.9)];
    assert!(matches!(
        faults(vec![start(1.0)], alone)[..],
        [Fault::SharesOff { .. }]
    ));
}

#[test]
fn a_missing_share_is_not_taken_for_what_is_left() {
    let ways = vec![way(0, None).taken_by(0.5), way(0, None)];
    assert_eq!(
        faults(vec![start(1.0)], ways),
        vec![Fault::ShareMissing { way: WayIx(1) }]
    );
}

#[test]
fn figures_that_cannot_be_are_all_named() {
    let mut odd = start(-1.0);
    odd.right_first_time = Some(1.2);
    odd.servers = Some(0.0);
    odd.availability = Some(f64::NAN);
    let wait = Span::between(3.0, 2.0, 1.0);
    let found = faults(vec![odd], vec![way(0, None).waiting(wait)]);
    let of = |figure| {
        found.iter().filter(move |fault| match fault {
            Fault::Impossible { figure: of, .. } | Fault::ShareOutside { figure: of, .. } => {
                *of == figure
            }
            _ => false,
        })
    };
    assert_eq!(of(Figure::Time).count(), 1);
    assert_eq!(of(Figure::RightFirstTime).count(), 1);
    assert_eq!(of(Figure::Servers).count(), 1);
    assert_eq!(of(Figure::Availability).count(), 1);
    assert!(found.contains(&Fault::NotInOrder {
        at: At::Way(WayIx(0))
    }));
    assert_eq!(found.len(), 5);
}

#[test]
fn a_loop_that_never_ends_is_a_fault() {
    let ways = vec![way(0, 1), way(1, 0).returning()];
    let steps = vec![StepIx(0), StepIx(1)];
    assert_eq!(
        faults(vec![start(1.0), step(1.0)], ways),
        vec![Fault::NeverEnds { steps }]
    );
    // A way out that nothing takes is none.
    let closed = vec![
        way(0, 1),
        way(1, 0).taken_by(1.0).returning(),
        way(1, None).taken_by(0.0),
    ];
    assert!(matches!(
        faults(vec![start(1.0), step(1.0)], closed)[..],
        [Fault::NeverEnds { .. }]
    ));
}

#[test]
fn a_loop_without_a_way_back_is_a_fault() {
    let ways = vec![
        way(0, 1),
        way(1, 0).taken_by(0.5),
        way(1, None).taken_by(0.5),
    ];
    let steps = vec![StepIx(0), StepIx(1)];
    assert_eq!(
        faults(vec![start(1.0), step(1.0)], ways),
        vec![Fault::UnmarkedLoop { steps }]
    );
}

#[test]
fn a_join_whose_inputs_come_in_unequal_numbers_is_a_fault() {
    // One branch loses a tenth of its parts.
    let steps = vec![parting(), step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3).taken_by(0.9),
        way(1, None).taken_by(0.1),
        way(2, 3),
        way(3, None),
    ];
    let found = faults(steps, ways);
    let [
        Fault::UnequalInputs {
            step: StepIx(3),
            inputs,
        },
    ] = &found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(inputs.len(), 2);
    assert!((inputs[0].1 - 0.9).abs() < 1e-12 && (inputs[1].1 - 1.0).abs() < 1e-12);
}

#[test]
fn a_join_behind_a_choice_waits_for_ever() {
    let steps = vec![start(1.0), step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1).taken_by(0.7),
        way(0, 2).taken_by(0.3),
        way(1, 3),
        way(2, 3),
        way(3, None),
    ];
    assert!(matches!(
        faults(steps, ways)[..],
        [Fault::UnequalInputs {
            step: StepIx(3),
            ..
        }]
    ));
}

#[test]
fn a_join_that_waits_for_what_comes_after_it_is_a_fault() {
    let steps = vec![start(1.0), joining(), step(1.0)];
    let ways = vec![
        way(0, 1),
        way(1, 2),
        way(2, 1).taken_by(0.5),
        way(2, None).taken_by(0.5),
    ];
    assert!(matches!(
        faults(steps, ways)[..],
        [Fault::UnmarkedLoop { .. }]
    ));
}

#[test]
fn branches_that_meet_where_nobody_waits_are_a_fault() {
    let steps = vec![parting(), step(1.0), step(1.0), step(1.0)];
    let ways = vec![way(0, 1), way(0, 2), way(1, 3), way(2, 3), way(3, None)];
    let fault = Fault::MeetUnjoined {
        split: Some(StepIx(0)),
        at: StepIx(3),
    };
    assert_eq!(faults(steps, ways), vec![fault]);
}

#[test]
fn a_way_back_out_of_one_of_several_branches_is_a_fault() {
    let steps = vec![parting(), step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3).taken_by(0.9),
        way(1, 0).taken_by(0.1).returning(),
        way(2, 3).taken_by(0.9),
        way(2, 0).taken_by(0.1).returning(),
        way(3, None),
    ];
    let crosses = |at| Fault::CrossesBranch { way: WayIx(at) };
    assert_eq!(faults(steps, ways), vec![crosses(3), crosses(5)]);
}

#[test]
fn a_way_back_into_each_of_several_branches_is_a_fault() {
    let steps = vec![parting(), step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3),
        way(2, 3),
        way(3, 1).taken_by(0.1).returning(),
        way(3, 2).taken_by(0.1).returning(),
        way(3, None).taken_by(0.8),
    ];
    let crosses = |at| Fault::CrossesBranch { way: WayIx(at) };
    assert_eq!(faults(steps, ways), vec![crosses(4), crosses(5)]);
}

#[test]
fn branches_that_each_lead_back_before_the_parting_multiply_work() {
    let steps = vec![parting(), step(1.0), step(1.0)];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, None).taken_by(0.9),
        way(1, 0).taken_by(0.1).returning(),
        way(2, None).taken_by(0.9),
        way(2, 0).taken_by(0.1).returning(),
    ];
    assert_eq!(
        faults(steps, ways),
        vec![Fault::WorkMultiplies { step: StepIx(0) }]
    );
}

#[test]
fn a_join_behind_an_even_choice_waits_for_ever_though_the_numbers_are_equal() {
    let steps = vec![start(1.0), step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1).taken_by(0.5),
        way(0, 2).taken_by(0.5),
        way(1, 3),
        way(2, 3),
        way(3, None),
    ];
    let choice = Some(StepIx(0));
    let fault = Fault::WaitsForEver {
        step: StepIx(3),
        choice,
    };
    assert_eq!(faults(steps, ways), vec![fault]);
}

#[test]
fn joins_that_wait_for_two_choices_to_agree_are_a_fault() {
    // 1 and 2 each send half to 3 and half to 4, which wait for both.
    let steps = vec![
        parting(),
        step(1.0),
        step(1.0),
        joining(),
        joining(),
        step(1.0),
    ];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3).taken_by(0.5),
        way(1, 4).taken_by(0.5),
        way(2, 3).taken_by(0.5),
        way(2, 4).taken_by(0.5),
        way(3, 5),
        way(4, 5),
        way(5, None),
    ];
    let waits = faults(steps, ways);
    let of = |step| {
        waits.iter().any(
            |fault| matches!(fault, Fault::WaitsForEver { step: of, .. } if *of == StepIx(step)),
        )
    };
    assert!(of(3) && of(4), "{waits:?}");
}

#[test]
fn a_join_of_what_comes_on_ways_back_only_is_refused() {
    // 0 returns to 1, which goes apart to 2 and 3; 4 joins them and hands back to 0.
    let mut aside = parting();
    aside.starts = None;
    let steps = vec![start(1.0), aside, step(1.0), step(1.0), joining()];
    let ways = vec![
        way(0, 1).taken_by(0.2).returning(),
        way(0, None).taken_by(0.8),
        way(1, 2),
        way(1, 3),
        way(2, 4),
        way(3, 4),
        way(4, 0),
    ];
    assert_eq!(
        faults(steps, ways),
        vec![Fault::JoinsReturned { step: StepIx(4) }]
    );
}

#[test]
fn rework_aside_of_a_branch_is_part_of_it() {
    // 1 sends a fifth to 4, which hands it back to 1.
    let steps = vec![parting(), step(1.0), step(1.0), joining(), step(1.0)];
    let ways = vec![
        way(0, 1),
        way(0, 2),
        way(1, 3).taken_by(0.8),
        way(1, 4).taken_by(0.2).returning(),
        way(4, 1),
        way(2, 3),
        way(3, None),
    ];
    let network = Network::build(steps, ways).unwrap();
    assert!((network.visits(StepIx(4)) - 0.25).abs() < 1e-12);
    assert!((network.expected_lead_time().seconds - (3.0 + 0.5)).abs() < 1e-12);
}

#[test]
fn no_start_no_end_and_unknown_steps_are_faults() {
    assert_eq!(
        faults(vec![step(1.0)], vec![way(0, None)]),
        vec![Fault::NoStart]
    );
    let lost = faults(vec![start(1.0), step(1.0)], vec![way(0, 1)]);
    assert!(lost.contains(&Fault::LeadsNowhere { step: StepIx(1) }));
    assert_eq!(
        faults(vec![start(1.0)], vec![way(0, 7)]),
        vec![Fault::UnknownStep { way: WayIx(0) }]
    );
    let third = Step {
        starts: Some(0.3),
        ..step(1.0)
    };
    let found = faults(vec![third, third], vec![way(0, None), way(1, None)]);
    assert!(matches!(found[..], [Fault::StartsUnclear { sum }] if (sum - 0.6).abs() < 1e-9));
}

#[test]
fn several_faults_are_told_at_once() {
    let ways = vec![
        way(0, 1).taken_by(0.5),
        way(0, None),
        way(1, 2),
        way(2, 1).returning(),
    ];
    let found = faults(vec![start(-1.0), step(1.0), step(1.0)], ways);
    assert!(
        found
            .iter()
            .any(|fault| matches!(fault, Fault::Impossible { .. }))
    );
    assert!(
        found
            .iter()
            .any(|fault| matches!(fault, Fault::ShareMissing { .. }))
    );
    assert!(
        found
            .iter()
            .any(|fault| matches!(fault, Fault::NeverEnds { .. }))
    );
}

#[test]
fn an_ill_conditioned_loop_is_a_fault_and_no_number() {
    // The shares sum to 1 within what is allowed; but is it one in a million that leaves, or two?
    let ways = vec![
        way(0, 0).taken_by(0.999_999).returning(),
        way(0, None).taken_by(1.9e-6),
    ];
    assert!(matches!(
        faults(vec![start(1.0)], ways)[..],
        [Fault::IllConditioned { .. }]
    ));
    let digits = vec![
        way(0, 0).taken_by(1.0).returning(),
        way(0, None).taken_by(1e-14),
    ];
    assert!(matches!(
        faults(vec![start(1.0)], digits)[..],
        [Fault::IllConditioned { .. }]
    ));
    assert!(Network::build(vec![], vec![]).is_err());
}
