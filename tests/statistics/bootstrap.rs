//! Bounds on means against scipy's bootstrap.

use std::thread;

use baton::statistics::mean::{FEW, MOST_RESAMPLED, bca};

use super::agreement::Agreement;
use super::reference::{BCA, BCA_OF_MANY};

#[test]
fn bounds_of_means_agree_within_the_noise_of_resampling() {
    // Two deviations of the place of a resampled quantile are 5 % of a standard error where
    // the distribution is normal; in a long tail it is thinner, and the noise more.
    let mut agreement = Agreement::of("BCa, in standard errors", 0.09);
    for &(values, alpha, lower, upper, error) in BCA {
        let found = bca(values, alpha).unwrap();
        let bounds = found.bounds.unwrap();
        agreement.hold_on(bounds.lower, lower, error, ("lower", values.len(), alpha));
        agreement.hold_on(bounds.upper, upper, error, ("upper", values.len(), alpha));
        assert_eq!(found.is_few, values.len() < FEW);
    }
}

#[test]
fn bounds_of_means_of_many_values_agree_without_resampling() {
    let mut agreement = Agreement::of("BCa in closed form, in standard errors", 0.03);
    for &(n, power, alpha, lower, upper, error) in BCA_OF_MANY {
        let values = skewed(n, power);
        let found = bca(&values, alpha).unwrap().bounds.unwrap();
        agreement.hold_on(found.lower, lower, error, ("lower", n, power, alpha));
        agreement.hold_on(found.upper, upper, error, ("upper", n, power, alpha));
    }
}

fn skewed(n: u32, power: f64) -> Vec<f64> {
    let place = |i: u32| (f64::from(i) + 0.5) / f64::from(n);
    let value = |u: f64| {
        if power > 0.0 {
            (1.0 - u).powf(-power)
        } else {
            -(1.0 - u).ln()
        }
    };
    (0..n).map(|i| value(place(i))).collect()
}

#[test]
fn resampling_and_closed_form_meet_where_one_takes_over() {
    let last = u32::try_from(MOST_RESAMPLED).unwrap();
    let bounds = |n: u32| bca(&skewed(n, 0.0), 0.05).unwrap().bounds.unwrap();
    let (resampled, closed) = (bounds(last), bounds(last + 1));
    let error = 1.0 / f64::from(last).sqrt();
    let mut agreement = Agreement::of("BCa at the change of method, in standard errors", 0.09);
    agreement.hold_on(closed.lower, resampled.lower, error, "lower");
    agreement.hold_on(closed.upper, resampled.upper, error, "upper");
}

#[test]
fn the_order_of_values_and_the_thread_do_not_show() {
    let values = skewed(200, 0.3);
    let mut turned = values.clone();
    turned.reverse();
    turned.swap(3, 70);
    let here = bca(&values, 0.05);
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let turned = turned.clone();
            thread::spawn(move || bca(&turned, 0.05))
        })
        .collect();
    for worker in workers {
        assert_eq!(worker.join().unwrap(), here);
    }
}

#[test]
fn skewed_values_have_skewed_bounds() {
    let values = skewed(50, 0.4);
    let found = bca(&values, 0.05).unwrap();
    let bounds = found.bounds.unwrap();
    assert!(bounds.upper - found.mean > 1.1 * (found.mean - bounds.lower));
}

#[test]
fn a_mean_that_one_value_makes_is_said_to_be_dominated() {
    let mut values = skewed(600, 0.0);
    assert!(!bca(&values, 0.05).unwrap().is_dominated);
    values.push(1e5);
    let found = bca(&values, 0.05).unwrap();
    let bounds = found.bounds.unwrap();
    assert!(found.is_dominated);
    assert!(bounds.lower >= 0.0 && bounds.upper > found.mean);
}

#[test]
fn values_too_large_for_their_powers_have_a_mean_without_bounds() {
    let found = bca(&[1e200, -1e200, 3e200, 2e200], 0.05).unwrap();
    assert_eq!(found.bounds, None);
}

#[test]
fn values_that_do_not_vary_say_nothing_of_their_error() {
    for values in [&[5.0][..], &[5.0, 5.0, 5.0], &[0.1; 40]] {
        let found = bca(values, 0.05).unwrap();
        assert_eq!(found.bounds, None);
        assert!((found.mean - values[0]).abs() < 1e-12);
    }
}

#[test]
fn what_is_not_a_number_has_no_mean() {
    assert_eq!(bca(&[], 0.05), None);
    assert_eq!(bca(&[1.0, f64::NAN], 0.05), None);
    assert_eq!(bca(&[1.0, f64::INFINITY], 0.05), None);
    assert_eq!(bca(&[1.0, 2.0], 0.5), None);
}
