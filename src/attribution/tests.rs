//! Published numbers, and what must hold for any chain.

mod cases;
mod resampled;

use super::additive::against_allowances;
use super::multiplicative::{against_targets, allocated, log_mean, shares_of_loss, yield_of};
use super::shapley::{MOST_EXACT, Method, Sampling, shapley};
use super::{Attribution, AttributionError};
use proptest::prelude::*;

const ACTUAL: [f64; 3] = [0.95, 0.84, 0.88];
const TARGETS: [f64; 3] = [0.98, 0.95, 0.95];

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().map(|value| Some(*value)).collect()
}

fn close(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

fn all_close(found: &[f64], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len());
    let pairs = found.iter().zip(expected);
    let far = |(found, expected): (&f64, &f64)| (found - expected).abs() > within;
    assert!(!pairs.into_iter().any(far), "{found:?} is not {expected:?}");
}

fn sum(attribution: &Attribution) -> f64 {
    attribution.points.iter().sum::<f64>() + attribution.not_cascaded + attribution.unlisted
}

/// The product of yields with some of the parts at their targets.
fn product<'a>(actual: &'a [f64], targets: &'a [f64]) -> impl Fn(&[bool]) -> f64 + 'a {
    move |changed| {
        let parts = actual.iter().zip(targets).zip(changed);
        parts
            .map(|((a, t), at_target)| if *at_target { t } else { a })
            .product()
    }
}

#[test]
fn the_worked_chain_has_the_published_shares_and_points() {
    let found = against_targets(&ACTUAL, &some(&TARGETS), 0.88445).unwrap();
    close(found.actual, 0.70224, 1e-12);
    close(found.cascaded, 0.88445, 1e-12);
    let attribution = &found.attribution;
    close(attribution.gap, 0.1822, 1e-4);
    all_close(&attribution.points, &[0.02456, 0.09720, 0.06045], 6e-6);
    let shares: Vec<f64> = (0..3)
        .map(|part| attribution.share(part).unwrap())
        .collect();
    all_close(&shares, &[0.135, 0.533, 0.332], 5e-4);
    let fix_one: Vec<f64> = found.fix_one.iter().flatten().copied().collect();
    all_close(&fix_one, &[0.022, 0.092, 0.056], 5e-4);
    close(attribution.not_cascaded, 0.0, 1e-12);
    assert_eq!(found.weakest(), Some(1));
}

#[test]
fn the_worked_chain_has_the_published_shapley_values() {
    let found = shapley(3, product(&ACTUAL, &TARGETS), Sampling::default()).unwrap();
    all_close(&found.points, &[0.02459, 0.09715, 0.06048], 6e-6);
    close(found.total, 0.88445 - 0.70224, 1e-12);
    assert_eq!(found.method, Method::Exact);
}

#[test]
fn without_local_targets_the_shares_of_loss_are_the_published_ones() {
    let found = shares_of_loss(&ACTUAL).unwrap();
    let shares: Vec<f64> = (0..3).map(|part| found.share(part).unwrap()).collect();
    all_close(&shares, &[0.145, 0.493, 0.362], 5e-4);
    close(found.gap, 1.0 - 0.70224, 1e-12);
}

#[test]
fn the_longest_path_example_gives_a_one_and_b_two_and_the_rest_nothing() {
    let (now, then) = ([2.0_f64, 5.0, 3.0, 1.0], [1.0, 3.0, 3.0, 1.0]);
    let lead = |changed: &[bool]| {
        let at = |part: usize| if changed[part] { then[part] } else { now[part] };
        at(0) + at(1).max(at(2)) + at(3)
    };
    let found = shapley(4, lead, Sampling::default()).unwrap();
    all_close(&found.points, &[-1.0, -2.0, 0.0, 0.0], 1e-12);
    close(found.total, -3.0, 1e-12);
}

#[test]
fn a_target_that_was_not_passed_on_stands_apart() {
    let found = against_targets(&ACTUAL, &some(&TARGETS), 0.92).unwrap();
    let attribution = found.attribution;
    close(sum(&attribution), 0.92 - 0.70224, 1e-12);
    let ratio = (0.92_f64 / 0.88445).ln() / (0.92_f64 / 0.70224).ln();
    close(attribution.share_not_cascaded().unwrap(), ratio, 1e-12);
    // Targets that multiply to more than the chain needs leave a reserve.
    let easy = against_targets(&ACTUAL, &some(&TARGETS), 0.80).unwrap();
    assert!(easy.attribution.not_cascaded < 0.0);
}

#[test]
fn a_part_without_target_gets_no_points() {
    let targets = [Some(0.98), None, Some(0.95)];
    let found = against_targets(&ACTUAL, &targets, 0.88445).unwrap();
    close(found.attribution.points[1], 0.0, 0.0);
    assert_eq!(found.fix_one[1], None);
    close(sum(&found.attribution), 0.88445 - 0.70224, 1e-12);
    let gains = (0.95_f64 / 0.84).ln() / (0.88445_f64 / 0.70224).ln();
    close(
        found.attribution.share_not_cascaded().unwrap(),
        gains,
        1e-12,
    );
}

#[test]
fn a_part_above_its_target_compensates() {
    let found = against_targets(&[0.99, 0.80], &some(&[0.95, 0.95]), 0.9025).unwrap();
    assert!(found.attribution.share(0).unwrap() < 0.0);
    assert!(found.attribution.share(1).unwrap() > 1.0);
}

#[test]
fn allocated_targets_multiply_to_the_target_of_the_chain() {
    let equal = allocated(0.9, &[1.0, 1.0, 1.0]).unwrap();
    close(equal.iter().product(), 0.9, 1e-15);
    close(equal[0], 0.9_f64.cbrt(), 1e-15);
    let unequal = allocated(0.9, &[3.0, 0.0, 1.0]).unwrap();
    close(unequal[1], 1.0, 0.0);
    close(unequal[0], 0.9_f64.powf(0.75), 1e-15);
    assert_eq!(allocated(0.9, &[0.0]), Err(AttributionError::Weights));
    assert_eq!(allocated(0.9, &[1.0, -1.0]), Err(AttributionError::Weights));
    assert_eq!(allocated(0.9, &[f64::NAN]), Err(AttributionError::Weights));
    assert_eq!(allocated(0.0, &[1.0]), Err(AttributionError::Target));
}

#[test]
fn the_log_mean_is_stable_where_both_are_nearly_equal_or_worlds_apart() {
    close(log_mean(0.5, 0.5), 0.5, 0.0);
    // Between the geometric and the arithmetic mean, which here agree to 16 digits.
    close(log_mean(0.5, 0.5 + 1e-12), 0.5 + 5e-13, 1e-15);
    close(log_mean(1.0, 1e-300), 1.0 / (300.0 * 10.0_f64.ln()), 1e-15);
    close(log_mean(2.0, 3.0), 1.0 / (3.0_f64 / 2.0).ln(), 1e-14);
}

#[test]
fn a_gap_of_nothing_has_points_that_cancel_and_no_shares() {
    let found = against_targets(&[0.9, 0.8], &some(&[0.8, 0.9]), 0.9 * 0.8).unwrap();
    let attribution = found.attribution;
    close(attribution.points.iter().sum::<f64>(), 0.0, 1e-15);
    close(attribution.points[0], 0.72 * (0.8_f64 / 0.9).ln(), 1e-15);
    let same = against_targets(&[0.5], &[Some(0.5)], 0.5).unwrap();
    assert_eq!(same.attribution.share(0), None);
}

#[test]
fn ten_thousand_parts_whose_product_no_float_holds_still_add_up() {
    let (actual, targets) = (vec![0.9; 10_000], vec![Some(0.9999); 10_000]);
    let found = against_targets(&actual, &targets, 0.3).unwrap();
    close(sum(&found.attribution), 0.3, 1e-9);
}

#[test]
fn no_good_case_counts_as_half_a_case() {
    close(yield_of(0, 0, 19).unwrap(), 0.025, 0.0);
    close(yield_of(0, 9, 10).unwrap(), 0.9, 0.0);
    assert_eq!(yield_of(4, 2, 1), Err(AttributionError::Count { part: 4 }));
    assert_eq!(yield_of(4, 0, 0), Err(AttributionError::Count { part: 4 }));
}

#[test]
fn yields_that_have_no_logarithm_are_errors() {
    let targets = some(&TARGETS);
    let with = |value: f64| against_targets(&[0.9, value, 0.9], &targets, 0.9);
    assert_eq!(
        with(0.0).unwrap_err(),
        AttributionError::NotPositive { part: 1 }
    );
    assert_eq!(
        with(-0.5).unwrap_err(),
        AttributionError::NotPositive { part: 1 }
    );
    assert_eq!(
        with(f64::NAN).unwrap_err(),
        AttributionError::NotFinite { part: 1 }
    );
    assert_eq!(
        against_targets(&[], &[], 0.9).unwrap_err(),
        AttributionError::NoParts
    );
    let target = against_targets(&ACTUAL, &targets, f64::NAN).unwrap_err();
    assert_eq!(target, AttributionError::Target);
    let found = against_targets(&ACTUAL, &targets[..2], 0.9).unwrap_err();
    assert_eq!(
        found,
        AttributionError::Unequal {
            expected: 3,
            found: 2
        }
    );
}

#[test]
fn costs_above_their_allowances_add_up_with_what_no_part_has() {
    let allowances = [Some(10.0), Some(25.0), None];
    let found = against_allowances(&[14.0, 20.0, 6.0], &allowances, 43.0, 36.0).unwrap();
    all_close(&found.points, &[4.0, -5.0, 0.0], 0.0);
    close(found.gap, 7.0, 0.0);
    close(found.unlisted, 3.0, 0.0);
    close(found.not_cascaded, 5.0, 0.0);
    close(sum(&found), found.gap, 1e-12);
    let nan = against_allowances(&[f64::NAN], &[None], 1.0, 1.0);
    assert_eq!(nan, Err(AttributionError::NotFinite { part: 0 }));
    assert_eq!(
        against_allowances(&[], &[], 1.0, 1.0),
        Err(AttributionError::NoParts)
    );
}

#[test]
fn too_many_parts_are_sampled_and_say_so() {
    let actual: Vec<f64> = (0..30_i32)
        .map(|part| 0.9 + 0.003 * f64::from(part))
        .collect();
    let targets = vec![0.999; 30];
    let found = shapley(30, product(&actual, &targets), Sampling::default()).unwrap();
    assert_eq!(found.method, Method::Sampled { pairs: 500 });
    close(found.points.iter().sum(), found.total, 1e-15);
    let whole = targets.iter().product();
    let exact = against_targets(&actual, &some(&targets), whole)
        .unwrap()
        .attribution;
    for part in 0..30 {
        let apart = (found.points[part] - exact.points[part]).abs();
        // Five standard errors, and what log-mean and Shapley themselves differ by.
        assert!(
            apart < 5.0 * found.errors[part] + 0.02 * exact.points[part],
            "{part}"
        );
        assert!(found.errors[part] > 0.0 && found.errors[part] < 0.1 * found.points[part]);
    }
    let again = shapley(30, product(&actual, &targets), Sampling::default()).unwrap();
    assert_eq!(again, found);
}

#[test]
fn sampled_values_agree_with_exact_ones_within_their_errors() {
    let sampling = Sampling {
        exact_up_to: 0,
        pairs: 4_000,
        seed: 5,
    };
    let value = |changed: &[bool]| {
        let on = |part: usize| f64::from(u8::from(changed[part]));
        (1.0 + 3.0 * on(0)) * (1.0 + on(1)) + 5.0 * on(2) * on(3) + (on(4) - on(5)).max(0.0)
    };
    let exact = shapley(6, value, Sampling::default()).unwrap();
    let found = shapley(6, value, sampling).unwrap();
    for part in 0..6 {
        close(
            found.points[part],
            exact.points[part],
            5.0 * found.errors[part] + 1e-12,
        );
    }
    close(found.points.iter().sum(), found.total, 1e-14);
}

#[test]
fn a_function_without_a_number_is_an_error() {
    let nan = |_: &[bool]| f64::NAN;
    assert_eq!(
        shapley(3, nan, Sampling::default()),
        Err(AttributionError::Value)
    );
    assert_eq!(
        shapley(0, nan, Sampling::default()),
        Err(AttributionError::NoParts)
    );
    let none = Sampling {
        pairs: 0,
        ..Sampling::default()
    };
    assert_eq!(
        shapley(MOST_EXACT + 1, |_| 1.0, none),
        Err(AttributionError::Settings)
    );
}

fn chain() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.01..1.0_f64, 0.01..1.0_f64), 1..60)
}

fn split(chain: &[(f64, f64)]) -> (Vec<f64>, Vec<f64>) {
    chain.iter().copied().unzip()
}

proptest! {
    #[test]
    fn shares_of_any_chain_sum_to_the_gap(chain in chain(), target in 0.01..1.0_f64) {
        let (actual, targets) = split(&chain);
        let found = against_targets(&actual, &some(&targets), target).unwrap();
        let product: f64 = actual.iter().product();
        prop_assert!((sum(&found.attribution) - (target - product)).abs() < 1e-9);
        prop_assert!((found.attribution.gap - (target - product)).abs() < 1e-9);
    }

    #[test]
    fn merged_parts_have_the_sum_of_their_points(chain in chain(), at in 0..59_usize) {
        let (actual, targets) = split(&chain);
        let whole: f64 = targets.iter().product();
        let at = at % chain.len();
        let merge = |values: &[f64]| [values[..at].iter().product(), values[at..].iter().product()];
        let parts = against_targets(&actual, &some(&targets), whole).unwrap().attribution.points;
        let merged = against_targets(&merge(&actual), &some(&merge(&targets)), whole).unwrap();
        let merged = merged.attribution.points;
        prop_assert!((merged[0] - parts[..at].iter().sum::<f64>()).abs() < 1e-9);
        prop_assert!((merged[1] - parts[at..].iter().sum::<f64>()).abs() < 1e-9);
    }

    #[test]
    fn log_mean_points_are_close_to_shapley_values(
        chain in prop::collection::vec((0.80..1.0_f64, 0.80..1.0_f64), 1..8),
    ) {
        let (actual, targets) = split(&chain);
        let whole = targets.iter().product();
        let points = against_targets(&actual, &some(&targets), whole).unwrap().attribution.points;
        let exact = shapley(actual.len(), product(&actual, &targets), Sampling::default()).unwrap();
        let largest = points.iter().fold(0.0_f64, |most, points| most.max(points.abs()));
        for (found, exact) in points.iter().zip(&exact.points) {
            // Yields from 80 to 100 %: within 2 % of the largest part.
            prop_assert!((found - exact).abs() <= 0.02 * largest + 1e-12, "{found} {exact}");
        }
    }

    #[test]
    fn shapley_values_keep_their_axioms(values in prop::collection::vec(-5.0..5.0_f64, 16)) {
        // Parts 3 and 4 count alike, part 5 not at all.
        let value = |changed: &[bool]| {
            let bits = (0..3).filter(|&part| changed[part]).map(|part| 1 << part);
            let alike = usize::from(changed[3]) + usize::from(changed[4]);
            values[bits.sum::<usize>()] + 2.0 * values[8 + alike] * values[11 + alike]
        };
        let found = shapley(6, value, Sampling::default()).unwrap();
        prop_assert!((found.points.iter().sum::<f64>() - found.total).abs() < 1e-9);
        prop_assert!((found.points[3] - found.points[4]).abs() < 1e-9);
        prop_assert!(found.points[5].abs() < 1e-15);
        // Twice the function, twice the values.
        let twice = shapley(6, |changed| 2.0 * value(changed), Sampling::default()).unwrap();
        for (twice, once) in twice.points.iter().zip(&found.points) {
            prop_assert!((twice - 2.0 * once).abs() < 1e-9);
        }
    }
}
