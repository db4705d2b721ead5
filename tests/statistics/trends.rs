//! Trends and many tests at once.

use baton::statistics::multiplicity::benjamini_hochberg;
use baton::statistics::trend::{MOST_POINTS, mann_kendall, theil_sen};

use super::agreement::Agreement;
use super::reference::{BENJAMINI_HOCHBERG, MANN_KENDALL, THEIL_SEN};

const WORKED: [f64; 8] = [88.0, 89.0, 91.0, 90.0, 92.0, 93.0, 93.0, 95.0];

#[test]
fn mann_kendall_agrees() {
    let mut agreement = Agreement::of("Mann-Kendall", 1e-12);
    for &(series, s, variance, z, p) in MANN_KENDALL {
        let found = mann_kendall(series).unwrap();
        assert_eq!(found.s, s);
        agreement.hold_on(found.variance, variance, variance.max(1.0), series);
        agreement.hold_on(found.z, z, 1.0, series);
        agreement.hold_on(found.p, p, 1.0, series);
    }
}

#[test]
fn the_worked_series_has_its_published_trend() {
    let found = mann_kendall(&WORKED).unwrap();
    assert_eq!(found.s, 25);
    assert!((found.variance - 64.33).abs() < 0.005);
    assert!((found.z - 2.99).abs() < 0.005 && (found.p - 0.0028).abs() < 5e-5);
    let points: Vec<_> = (0..8).map(f64::from).zip(WORKED).collect();
    let slope = theil_sen(&points, 0.025).unwrap();
    assert!((slope.slope - 1.0).abs() < 1e-12);
}

#[test]
fn without_a_trend_the_variance_is_that_of_all_orders() {
    // Every order of 7 values with one tie is equally likely.
    let mut orders = Vec::new();
    permute(&mut [1.0, 2.0, 3.0, 3.0, 5.0, 6.0, 7.0], 0, &mut orders);
    let squares: i64 = orders
        .iter()
        .map(|order| mann_kendall(order).unwrap().s.pow(2))
        .sum();
    let sum: i64 = orders
        .iter()
        .map(|order| mann_kendall(order).unwrap().s)
        .sum();
    assert_eq!(sum, 0);
    let variance = mann_kendall(&orders[0]).unwrap().variance;
    let count = u32::try_from(orders.len()).unwrap();
    let squares = f64::from(i32::try_from(squares).unwrap());
    assert!((squares / f64::from(count) - variance).abs() < 1e-9);
}

fn permute(values: &mut [f64], from: usize, orders: &mut Vec<Vec<f64>>) {
    if from == values.len() {
        orders.push(values.to_vec());
        return;
    }
    for at in from..values.len() {
        values.swap(from, at);
        permute(values, from + 1, orders);
        values.swap(from, at);
    }
}

#[test]
fn the_slope_of_theil_and_sen_agrees() {
    let mut agreement = Agreement::of("Theil-Sen", 1e-12);
    for &(times, values, alpha, slope, intercept, lower, upper) in THEIL_SEN {
        let points: Vec<_> = times.iter().copied().zip(values.iter().copied()).collect();
        let found = theil_sen(&points, alpha).unwrap();
        agreement.hold_on(found.slope, slope, 1.0, (times, alpha));
        agreement.hold_on(found.intercept, intercept, 100.0, (times, alpha));
        let bounds = found.bounds.unwrap();
        agreement.hold_on(bounds.lower, lower, 1.0, ("lower", times, alpha));
        agreement.hold_on(bounds.upper, upper, 1.0, ("upper", times, alpha));
    }
}

#[test]
fn too_few_or_too_many_points_have_no_slope_or_no_bounds() {
    assert_eq!(theil_sen(&[(1.0, 2.0)], 0.05), None);
    assert_eq!(theil_sen(&[(1.0, 2.0), (1.0, 3.0)], 0.05), None);
    let three = theil_sen(&[(1.0, 2.0), (2.0, 3.0), (3.0, 7.0)], 0.05).unwrap();
    assert_eq!(three.bounds, None);
    let many = vec![(1.0, 1.0); MOST_POINTS + 1];
    assert_eq!(theil_sen(&many, 0.05), None);
    assert_eq!(mann_kendall(&[1.0, 2.0]), None);
    assert_eq!(mann_kendall(&[1.0, f64::NAN, 2.0]), None);
}

#[test]
fn benjamini_and_hochberg_agree() {
    let mut agreement = Agreement::of("Benjamini-Hochberg", 1e-12);
    for &(p_values, adjusted, survives) in BENJAMINI_HOCHBERG {
        let found = benjamini_hochberg(p_values, 0.1).unwrap();
        for (at, one) in found.iter().enumerate() {
            agreement.hold_on(one.p, adjusted[at], 1.0, (p_values, at));
            assert_eq!(one.survives, survives[at]);
        }
    }
}

#[test]
fn of_the_15_tests_in_the_paper_four_survive_at_5_percent() {
    // Benjamini and Hochberg 1995, section 4.1.
    let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.000,
    ];
    let found = benjamini_hochberg(&published, 0.05).unwrap();
    let survivors = found.iter().filter(|one| one.survives).count();
    assert_eq!(survivors, 4);
}

#[test]
fn no_tests_have_no_survivors_and_wrong_ones_no_answer() {
    assert_eq!(benjamini_hochberg(&[], 0.1), Some(Vec::new()));
    assert_eq!(benjamini_hochberg(&[0.5, 1.1], 0.1), None);
    assert_eq!(benjamini_hochberg(&[f64::NAN], 0.1), None);
    assert_eq!(benjamini_hochberg(&[0.5], 1.0), None);
}
