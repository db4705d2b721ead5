//! Shares, counts and quantiles against scipy and statsmodels.

use baton::statistics::count::{poisson, rate};
use baton::statistics::quantile::{Side, bounds, cases_needed, quantile, ranks};
use baton::statistics::share::{clopper_pearson, wilson};

use super::agreement::Agreement;
use super::reference::{CLOPPER_PEARSON, GARWOOD, QUANTILES, RANKS, WILSON};

#[test]
fn exact_bounds_of_shares_agree_from_1_to_100_million_cases() {
    let mut agreement = Agreement::of("Clopper-Pearson", 1e-13);
    for &(k, n, alpha, lower, upper) in CLOPPER_PEARSON {
        let found = clopper_pearson(k, n, alpha).unwrap();
        agreement.hold(found.lower, lower, ("lower", k, n, alpha));
        agreement.hold(found.upper, upper, ("upper", k, n, alpha));
    }
}

#[test]
fn wilson_bounds_agree() {
    let mut agreement = Agreement::of("Wilson", 1e-12);
    for &(k, n, alpha, lower, upper) in WILSON {
        let found = wilson(k, n, alpha).unwrap();
        // The other implementation leaves rounding where the bound is 0 or 1.
        agreement.hold_on(found.lower, lower, lower.max(1e-3), ("lower", k, n, alpha));
        agreement.hold_on(found.upper, upper, 1.0, ("upper", k, n, alpha));
    }
}

#[test]
fn wilson_bounds_are_the_published_ones() {
    let published = [
        (45, 50, 0.786_398, 0.956_524),
        (190, 200, 0.910_422, 0.972_617),
        (2, 100, 0.005_502, 0.070_012),
        (15, 100, 0.093_060, 0.232_836),
    ];
    for (k, n, lower, upper) in published {
        let found = wilson(k, n, 0.025).unwrap();
        assert!((found.lower - lower).abs() < 1e-6 && (found.upper - upper).abs() < 1e-6);
    }
    assert!(wilson(0, 20, 0.025).unwrap().lower >= 0.0);
    assert_eq!(wilson(1, 2, 0.5), None);
}

#[test]
fn exact_bounds_of_counts_agree_from_0_to_100_million_events() {
    let mut agreement = Agreement::of("Garwood", 1e-11);
    for &(count, alpha, lower, upper) in GARWOOD {
        let found = poisson(count, alpha).unwrap();
        agreement.hold(found.lower, lower, ("lower", count, alpha));
        agreement.hold(found.upper, upper, ("upper", count, alpha));
    }
}

#[test]
fn a_rate_is_the_count_over_its_exposure() {
    let (events, halved) = (poisson(10, 0.05).unwrap(), rate(10, 2.0, 0.05).unwrap());
    assert!((halved.rate - 5.0).abs() < 1e-12);
    assert!((halved.bounds.lower - events.lower / 2.0).abs() < 1e-12);
    assert!((halved.bounds.upper - events.upper / 2.0).abs() < 1e-12);
    for exposure in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(rate(10, exposure, 0.05), None);
    }
}

#[test]
fn ranks_of_quantiles_agree_from_1_to_100_million_values() {
    for &(n, p, alpha, lower, upper) in RANKS {
        let found = ranks(n, p, alpha).unwrap();
        assert_eq!(
            (found.lower, found.upper),
            (lower, upper),
            "{n} {p} {alpha}"
        );
    }
    println!("ranks: {} pairs, all equal", RANKS.len());
}

#[test]
fn ranks_of_quantiles_are_the_published_ones() {
    let both = |n, p| {
        let found = ranks(n, p, 0.025).unwrap();
        (found.lower, found.upper)
    };
    assert_eq!(both(20, 0.5), (Some(6), Some(15)));
    assert_eq!(both(30, 0.5), (Some(10), Some(21)));
    assert_eq!(both(100, 0.9), (Some(84), Some(96)));
    let confidence = ranks(20, 0.5, 0.025).unwrap().confidence(0.5);
    assert!((confidence - 0.9586).abs() < 5e-5, "{confidence}");
}

#[test]
fn a_quantile_needs_the_published_numbers_of_values() {
    let published = [
        (0.9, 0.05, Side::Upper, 29),
        (0.95, 0.05, Side::Upper, 59),
        (0.99, 0.05, Side::Upper, 299),
        (0.5, 0.025, Side::Both, 6),
        (0.9, 0.025, Side::Both, 36),
        (0.95, 0.025, Side::Both, 72),
        (0.99, 0.025, Side::Both, 368),
        (0.1, 0.05, Side::Lower, 29),
    ];
    for (p, alpha, side, n) in published {
        assert_eq!(cases_needed(p, alpha, side), Some(n));
        let has_bounds = |n: u64| {
            ranks(n, p, alpha).is_some_and(|ranks| match side {
                Side::Lower => ranks.lower.is_some(),
                Side::Upper => ranks.upper.is_some(),
                Side::Both => ranks.lower.is_some() && ranks.upper.is_some(),
            })
        };
        assert!(has_bounds(n) && !has_bounds(n - 1), "{p} {n}");
    }
}

#[test]
fn quantiles_agree() {
    let mut agreement = Agreement::of("quantile", 1e-14);
    for &(values, p, published) in QUANTILES {
        let found = quantile(&mut values.to_vec(), p).unwrap();
        agreement.hold_on(found, published, 100.0, (values, p));
    }
}

#[test]
fn bounds_of_a_quantile_are_the_values_of_its_ranks() {
    let mut values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
    let median = bounds(&mut values, 0.5, 0.025).unwrap();
    assert_eq!((median.lower, median.upper), (Some(6.0), Some(15.0)));
    let late = bounds(&mut values, 0.9, 0.05).unwrap();
    assert_eq!(late.upper, None);
    assert!(late.lower.is_some() && late.closed().is_none());
}

#[test]
fn without_numbers_there_is_no_quantile() {
    assert_eq!(quantile(&mut [], 0.5), None);
    assert_eq!(quantile(&mut [1.0, f64::NAN], 0.5), None);
    assert_eq!(quantile(&mut [1.0], 1.5), None);
    assert_eq!(bounds(&mut [1.0, f64::NAN], 0.5, 0.05), None);
    assert_eq!(ranks(0, 0.5, 0.05), None);
    assert_eq!(ranks(5, 1.0, 0.05), None);
}
