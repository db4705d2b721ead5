//! Leaders are named only where resamples agree.

use super::{TARGETS, close, some};
use crate::attribution::AttributionError;
use crate::attribution::leaders::{Leaders, Resampling, over_cases, over_counts};
use crate::attribution::multiplicative::against_targets;

fn points(yields: &[f64]) -> Result<Vec<f64>, AttributionError> {
    let found = against_targets(yields, &some(&TARGETS), 0.88445)?;
    Ok(found.attribution.points)
}

#[test]
fn with_many_cases_the_largest_contributor_is_named() {
    let counts = [(950, 1_000), (840, 1_000), (880, 1_000)];
    let found = over_counts(&counts, Resampling::default(), points).unwrap();
    assert_eq!(found.leaders, Leaders::One(1));
    assert!(found.first[1] > 0.99);
    let interval = found.intervals[1];
    assert!(interval.lower > 0.06 && interval.lower < 0.0972 && interval.upper > 0.0972);
}

#[test]
fn with_few_cases_leaders_are_joint() {
    let counts = [(19, 20), (17, 20), (18, 20)];
    let found = over_counts(&counts, Resampling::default(), points).unwrap();
    let Leaders::Joint(named) = &found.leaders else {
        panic!("{found:?}");
    };
    assert_eq!(named[..2], [1, 2]);
    let together: f64 = named.iter().map(|&part| found.first[part]).sum();
    assert!(together >= 0.90);
    // One fewer would not do.
    let last = found.first[named[named.len() - 1]];
    assert!(together - last < 0.90);
}

#[test]
fn where_nothing_falls_short_nobody_leads() {
    let counts = [(999, 1_000), (999, 1_000), (999, 1_000)];
    let found = over_counts(&counts, Resampling::default(), points).unwrap();
    assert_eq!(found.leaders, Leaders::Nobody);
}

#[test]
fn equal_parts_share_the_first_place() {
    let found = over_cases(10, Resampling::default(), |_| Ok(vec![1.0, 1.0, 0.5])).unwrap();
    close(found.first[0], 0.5, 1e-12);
    assert_eq!(found.leaders, Leaders::Joint(vec![0, 1]));
}

#[test]
fn resampled_cases_bound_a_mean_as_its_standard_error_does() {
    let times: Vec<f64> = (0..200_i32).map(|at| f64::from(at * 37 % 200)).collect();
    let mean = |drawn: &[usize]| {
        let sum: f64 = drawn.iter().map(|&case| times[case]).sum();
        Ok(vec![sum / 200.0, 50.0])
    };
    let found = over_cases(200, Resampling::default(), mean).unwrap();
    // Deviation 57.7 over the root of 200 is 4.08; 1.645 of them on each side.
    close(found.intervals[0].lower, 99.5 - 6.7, 0.6);
    close(found.intervals[0].upper, 99.5 + 6.7, 0.6);
    assert_eq!(found.leaders, Leaders::One(0));
}

#[test]
fn the_same_seed_gives_the_same_answer_and_more_resamples_begin_alike() {
    let counts = [(19, 20), (17, 20), (18, 20)];
    let once = over_counts(&counts, Resampling::default(), points).unwrap();
    assert_eq!(
        over_counts(&counts, Resampling::default(), points).unwrap(),
        once
    );
    let other = Resampling {
        seed: 1,
        ..Resampling::default()
    };
    let found = over_counts(&counts, other, points).unwrap();
    close(found.first[1], once.first[1], 0.05);
    assert_ne!(found, once);
}

#[test]
fn what_cannot_be_resampled_is_an_error() {
    let usual = Resampling::default();
    assert_eq!(
        over_cases(0, usual, |_| Ok(vec![1.0])),
        Err(AttributionError::NoCases)
    );
    assert_eq!(
        over_cases(3, usual, |_| Ok(Vec::new())),
        Err(AttributionError::NoParts)
    );
    let nan = over_cases(3, usual, |_| Ok(vec![1.0, f64::NAN]));
    assert_eq!(nan, Err(AttributionError::NotFinite { part: 1 }));
    let none = Resampling {
        resamples: 0,
        ..usual
    };
    assert_eq!(
        over_cases(3, none, |_| Ok(vec![1.0])),
        Err(AttributionError::Settings)
    );
    let count = over_counts(&[(3, 2)], usual, points);
    assert_eq!(count, Err(AttributionError::Count { part: 0 }));
    let differing = over_cases(9, usual, |drawn| Ok(vec![1.0; 1 + drawn[0] % 2]));
    assert!(matches!(differing, Err(AttributionError::Unequal { .. })));
}
