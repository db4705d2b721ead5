//! What to measure next.

use super::close;
use crate::remedy::RemedyError;
use crate::remedy::measure_next::{Derived, Measured, across, plan};
use crate::statistics::ALPHA;

/// Three yields of the worked example, 114 of 120, 92 of 110, 88 of 100.
fn rolled(target: f64) -> Derived {
    let counts = [(114.0, 120), (92.0, 110), (88.0, 100)];
    let rate = |(k, n): (f64, u32)| k / f64::from(n);
    let whole: f64 = counts.iter().map(|&count| rate(count)).product();
    let figures = counts.iter().map(|&count| Measured {
        gradient: whole / rate(count),
        error: (rate(count) * (1.0 - rate(count)) / f64::from(count.1)).sqrt(),
        cases: u64::from(count.1),
    });
    Derived {
        value: whole,
        target,
        figures: figures.collect(),
    }
}

#[test]
fn the_standard_error_of_the_worked_rolled_yield_is_the_published_one() {
    let found = plan(&rolled(0.75), ALPHA).unwrap();
    // 0.0598 on the log scale.
    close(found.error / 0.6992, 0.0598, 5e-5);
    let shares: f64 = found.priorities.iter().map(|priority| priority.share).sum();
    close(shares, 1.0, 1e-12);
}

#[test]
fn the_figure_that_takes_off_most_variance_comes_first() {
    let found = plan(&rolled(0.75), ALPHA).unwrap();
    let order: Vec<usize> = found
        .priorities
        .iter()
        .map(|priority| priority.figure)
        .collect();
    assert_eq!(order, [1, 2, 0]);
    assert!(!found.is_decided);
    // One case more, by hand.
    let first = found.priorities[0];
    let before = rolled(0.75).figures[1];
    let variance = |cases: f64| (before.gradient * before.error).powi(2) * 110.0 / cases;
    close(first.per_case, variance(110.0) - variance(111.0), 1e-15);
}

#[test]
fn cases_of_one_figure_alone_are_just_enough() {
    let derived = Derived {
        value: 10.0,
        target: 9.0,
        figures: vec![
            Measured {
                gradient: 2.0,
                error: 0.5,
                cases: 25,
            },
            Measured {
                gradient: 1.0,
                error: 0.3,
                cases: 40,
            },
        ],
    };
    let found = plan(&derived, ALPHA).unwrap();
    let allowed = (1.0_f64 / 1.644_853_626_951).powi(2);
    let needed = |more: f64| 25.0 / (25.0 + more) + 0.09;
    let more = found.priorities[0].alone.unwrap();
    assert!(needed(f64::from(u32::try_from(more).unwrap())) <= allowed);
    assert!(needed(f64::from(u32::try_from(more - 1).unwrap())) > allowed);
    // The other figure could be known exactly and would not decide.
    assert_eq!(found.priorities[1].alone, None);
}

#[test]
fn the_joint_plan_takes_no_more_cases_than_any_other() {
    let derived = rolled(0.72);
    let found = plan(&derived, ALPHA).unwrap();
    let cases = found.cases.unwrap();
    let allowed = ((derived.value - 0.72) / 1.644_853_626_951).powi(2);
    let variance = |more: [f64; 3]| -> f64 {
        let pairs = derived.figures.iter().zip(more);
        pairs
            .map(|(figure, more)| {
                let cases = f64::from(u32::try_from(figure.cases).unwrap());
                (figure.gradient * figure.error).powi(2) * cases / (cases + more)
            })
            .sum()
    };
    let mut planned = [0.0; 3];
    for priority in &found.priorities {
        planned[priority.figure] = f64::from(u32::try_from(priority.planned).unwrap());
    }
    assert!(variance(planned) <= allowed);
    // Shifting five per cent of the cases from one figure to another decides no more.
    for from in 0..3 {
        for to in 0..3 {
            let mut other = planned;
            let moved = 0.05 * planned[from];
            other[from] -= moved + 3.0;
            other[to] += moved;
            assert!(other[from] < 0.0 || from == to || variance(other) > allowed);
        }
    }
    assert!(cases > 100);
}

#[test]
fn what_is_decided_needs_nothing_and_what_lies_on_the_target_never_is() {
    let decided = plan(&rolled(0.95), ALPHA).unwrap();
    assert!(decided.is_decided && decided.cases == Some(0));
    assert!(
        decided
            .priorities
            .iter()
            .all(|priority| priority.planned == 0)
    );
    let derived = rolled(0.75);
    let on_target = Derived {
        target: derived.value,
        ..derived
    };
    let never = plan(&on_target, ALPHA).unwrap();
    assert!(!never.is_decided && never.cases.is_none());
    assert!(
        never
            .priorities
            .iter()
            .all(|priority| priority.alone.is_none())
    );
}

#[test]
fn over_several_goals_the_figure_that_decides_most_comes_first() {
    let figure = |gradient: f64| Measured {
        gradient,
        error: 0.1,
        cases: 50,
    };
    let goal = |gradients: [f64; 3]| Derived {
        value: 1.0,
        target: 1.1,
        figures: gradients.map(figure).to_vec(),
    };
    // The second figure matters to two goals, the first to one, the third to none.
    let goals = [
        goal([1.5, 0.1, 0.0]),
        goal([0.1, 1.2, 0.0]),
        goal([0.0, 1.1, 0.0]),
    ];
    let found = across(&goals, ALPHA).unwrap();
    let order: Vec<(usize, usize)> = found
        .iter()
        .map(|rank| (rank.figure, rank.decides))
        .collect();
    assert_eq!(order, [(1, 2), (0, 1), (2, 0)]);
    assert_eq!(across(&[], ALPHA).unwrap(), []);
}

#[test]
fn figures_that_make_no_sense_are_errors() {
    let with = |measured: Measured| {
        plan(
            &Derived {
                value: 1.0,
                target: 2.0,
                figures: vec![measured],
            },
            ALPHA,
        )
    };
    let usual = Measured {
        gradient: 1.0,
        error: 0.1,
        cases: 10,
    };
    let wrong = Err(RemedyError::Measured { figure: 0 });
    assert_eq!(with(Measured { cases: 0, ..usual }), wrong);
    assert_eq!(
        with(Measured {
            error: -0.1,
            ..usual
        }),
        wrong
    );
    assert_eq!(
        with(Measured {
            gradient: f64::NAN,
            ..usual
        }),
        wrong
    );
    assert_eq!(plan(&rolled(f64::NAN), ALPHA), Err(RemedyError::Settings));
    assert_eq!(plan(&rolled(0.5), 0.5), Err(RemedyError::Settings));
    // Nothing measured with error: decided.
    assert!(
        with(Measured {
            error: 0.0,
            ..usual
        })
        .unwrap()
        .is_decided
    );
}
