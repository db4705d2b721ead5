//! How many cases a verdict needs.

use baton::statistics::cases::{
    cases_for_power, cases_if_all_good, cases_to_decide, cases_to_demonstrate, clean_cases_needed,
};
use baton::statistics::share::clopper_pearson;

use super::reference::CASES_FOR_POWER;

const ALPHA: f64 = 0.05;
const MOST: u64 = 1 << 40;

#[test]
fn with_no_failure_the_cases_needed_are_the_published_ones() {
    let needed = [
        (0.90, 29),
        (0.95, 59),
        (0.98, 149),
        (0.99, 299),
        (0.999, 2995),
    ];
    for (target, cases) in needed {
        assert_eq!(clean_cases_needed(target, ALPHA), Some(cases));
        assert_eq!(cases_to_decide(10, 10, target, ALPHA, MOST), Some(cases));
        assert_eq!(cases_to_demonstrate(target, 1.0, ALPHA, MOST), Some(cases));
        let sure = cases_for_power(target, 1.0, ALPHA, 0.99, MOST);
        assert_eq!(sure, Some(cases));
    }
}

#[test]
fn after_one_failure_in_fifty_many_good_cases_are_needed() {
    // The lower bound with one failure reaches 98 % first at 236 cases.
    let all = cases_if_all_good(49, 50, 0.98, ALPHA, MOST).unwrap();
    let lower = |n: u64| clopper_pearson(n - 1, n, ALPHA).unwrap().lower;
    assert!(lower(all) >= 0.98 && lower(all - 1) < 0.98, "{all}");
}

#[test]
fn a_rate_at_the_target_can_never_decide() {
    assert_eq!(cases_to_decide(95, 100, 0.95, ALPHA, MOST), None);
    assert_eq!(cases_to_demonstrate(0.95, 0.95, ALPHA, MOST), None);
    assert_eq!(cases_for_power(0.95, 0.95, ALPHA, 0.8, MOST), None);
}

#[test]
fn cases_needed_do_decide_and_half_of_them_do_not() {
    let cases = cases_to_decide(97, 100, 0.95, ALPHA, MOST).unwrap();
    // Nearest whole number of 97 %.
    let seen = |cases: u64| (97 * cases + 50) / 100;
    let lower = |cases| clopper_pearson(seen(cases), cases, ALPHA).unwrap().lower;
    assert!(lower(cases) >= 0.95 && lower(cases / 2) < 0.95);
}

#[test]
fn a_target_near_the_true_share_needs_the_published_numbers_of_cases() {
    let cases = |target, rate| cases_to_demonstrate(target, rate, ALPHA, MOST);
    assert_eq!(cases(0.95, 0.97), Some(361));
    assert_eq!(cases(0.95, 0.96), Some(1348));
}

#[test]
fn cases_to_demonstrate_are_the_first_that_a_search_from_1_finds() {
    for (target, rate) in [(0.95, 0.97), (0.98, 0.99), (0.90, 0.93), (0.5, 0.8)] {
        let shown = |n: u64| {
            // ⌊rate·n⌋ in whole hundredths.
            let hundredths = if rate > 0.985 {
                99
            } else {
                [97, 93, 80][usize::from(rate < 0.95) + usize::from(rate < 0.9)]
            };
            let good = hundredths * n / 100;
            clopper_pearson(good, n, ALPHA).unwrap().lower >= target
        };
        let first = (1..).find(|n| shown(*n));
        assert_eq!(
            cases_to_demonstrate(target, rate, ALPHA, MOST),
            first,
            "{target} {rate}"
        );
    }
}

#[test]
fn cases_for_a_power_are_the_first_that_have_it() {
    for &(target, rate, alpha, power, cases) in CASES_FOR_POWER {
        let found = cases_for_power(target, rate, alpha, power, MOST);
        assert_eq!(found, Some(cases), "{target} {rate} {power}");
    }
}

#[test]
fn a_bit_more_than_half_of_the_samples_of_the_middle_size_show_the_target() {
    for rate in [0.97, 0.96] {
        let middle = cases_to_demonstrate(0.95, rate, ALPHA, MOST).unwrap();
        let cases = |power| cases_for_power(0.95, rate, ALPHA, power, MOST).unwrap();
        assert!(cases(0.5) <= middle && middle <= cases(0.61), "{middle}");
    }
}

#[test]
fn beyond_the_most_cases_no_number_is_named() {
    assert_eq!(cases_for_power(0.95, 0.9501, ALPHA, 0.9, 10_000), None);
    assert_eq!(cases_to_demonstrate(0.95, 0.9501, ALPHA, 10_000), None);
    assert_eq!(cases_if_all_good(0, 10_000, 0.99, ALPHA, 20_000), None);
}
