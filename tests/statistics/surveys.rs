//! Grades of surveys, their differences, and rolled yields.

use baton::statistics::difference::of_means;
use baton::statistics::rating::{Grades, Shown, TooFewRatings};
use baton::statistics::rolled::{Rolled, rolled_yield};

use super::agreement::Agreement;
use super::reference::{NET_PROMOTERS, ROLLED, WELCH};

fn shown(counts: &[u64]) -> Shown {
    Grades::best_first(counts).shown().unwrap()
}

#[test]
fn a_survey_that_sounds_good_has_a_top_box_of_2_percent() {
    let survey = shown(&[2, 13, 62, 23]);
    let top = survey.top(0.025).unwrap();
    assert_eq!((top.k, top.n), (2, 100));
    assert!((top.share - 0.02).abs() < 1e-12);
    // Wilson's bounds would be 0.6 % to 7.0 %; exact ones are wider.
    assert!((top.bounds.lower - 0.002_43).abs() < 1e-5);
    assert!((top.bounds.upper - 0.070_38).abs() < 1e-5);
    assert_eq!(survey.top_two(0.025).unwrap().k, 15);
    assert_eq!(survey.bottom(0.025).unwrap().k, 23);
    assert_eq!(survey.bottom_two(0.025).unwrap().k, 85);
}

#[test]
fn fewer_than_five_ratings_are_not_shown() {
    for counts in [&[1, 1, 1, 1][..], &[4, 0], &[0, 0, 0], &[], &[9]] {
        assert_eq!(Grades::best_first(counts).shown(), Err(TooFewRatings));
    }
    assert!(Grades::best_first(&[1, 1, 3]).shown().is_ok());
    assert_eq!(
        format!("{:?}", Grades::best_first(&[3, 1])),
        "Grades { .. }"
    );
    let endless = Grades::best_first(&[u64::MAX, 1]);
    assert_eq!(endless.shown(), Err(TooFewRatings));
}

#[test]
fn the_middle_grade_of_three_is_not_among_the_top_two() {
    assert_eq!(shown(&[3, 3, 3]).top_two(0.05), None);
    assert_eq!(shown(&[3, 3, 3]).bottom_two(0.05), None);
}

#[test]
fn counts_may_begin_with_the_worst_grade() {
    let one = Grades::worst_first(&[23, 62, 13, 2]).shown();
    assert_eq!(one, Grades::best_first(&[2, 13, 62, 23]).shown());
}

#[test]
fn two_different_surveys_share_their_mean() {
    let (split, middling) = (shown(&[5, 0, 0, 0, 5]), shown(&[0, 0, 10, 0, 0]));
    assert!((split.mean() - middling.mean()).abs() < 1e-12);
    assert!((split.mean() - 3.0).abs() < 1e-12);
}

#[test]
fn net_promoter_scores_agree() {
    let mut agreement = Agreement::of("NPS", 1e-12);
    for &(counts, score, error) in NET_PROMOTERS {
        let found = shown(counts).net_promoters(0.05).unwrap();
        agreement.hold_on(found.score, score, 1.0, counts);
        agreement.hold(found.error, error, counts);
        let bounds = found.bounds.unwrap();
        let reach = 1.644_853_626_951_472_6 * error;
        agreement.hold_on(bounds.lower, (score - reach).max(-1.0), 1.0, counts);
        agreement.hold_on(bounds.upper, (score + reach).min(1.0), 1.0, counts);
    }
}

#[test]
fn if_all_promote_the_score_has_no_bounds_rather_than_certainty() {
    let found = shown(&[4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        .net_promoters(0.05)
        .unwrap();
    assert!((found.score - 1.0).abs() < 1e-12);
    assert_eq!(found.bounds, None);
    assert_eq!(shown(&[4, 4]).net_promoters(0.05), None);
}

#[test]
fn differences_of_mean_grades_agree() {
    let mut agreement = Agreement::of("Welch", 1e-11);
    for &(first, second, alpha, difference, freedom, lower, upper) in WELCH {
        let found = of_means(&shown(first), &shown(second), alpha).unwrap();
        agreement.hold_on(found.difference, difference, 1.0, (first, second));
        agreement.hold(found.freedom, freedom, (first, second));
        let bounds = found.bounds.unwrap();
        agreement.hold_on(bounds.lower, lower, 1.0, (first, second));
        agreement.hold_on(bounds.upper, upper, 1.0, (first, second));
    }
}

#[test]
fn grades_that_do_not_vary_or_do_not_match_have_no_difference_to_bound() {
    let (all_good, all_bad) = (shown(&[5, 0]), shown(&[0, 5]));
    let found = of_means(&all_good, &all_bad, 0.05).unwrap();
    assert_eq!(found.bounds, None);
    assert_eq!(of_means(&all_good, &shown(&[1, 2, 2]), 0.05), None);
}

#[test]
fn rolled_yields_agree() {
    let mut agreement = Agreement::of("rolled yield", 1e-9);
    for &(steps, rolled, error, conservative) in ROLLED {
        let found = rolled_yield(steps, 0.05).unwrap();
        agreement.hold(found.rolled, rolled, steps);
        agreement.hold(found.error_of_log, error, steps);
        agreement.hold(found.conservative_lower, conservative, steps);
        assert!(found.bounds.lower <= found.rolled && found.rolled <= found.bounds.upper);
    }
}

#[test]
fn the_worked_chain_has_its_published_rolled_yield() {
    let found = rolled_yield(&[(114, 120), (92, 110), (88, 100)], 0.025).unwrap();
    assert!((found.rolled - 0.6992).abs() < 5e-5);
    assert!((found.error_of_log - 0.0598).abs() < 5e-5);
    assert!((found.bounds.lower - 0.622).abs() < 5e-4);
    assert!((found.bounds.upper - 0.786).abs() < 5e-4);
    assert!(!found.is_rough);
}

/// The chance of so many good cases.
fn chance((k, n): (u64, u64), p: f64) -> f64 {
    let ways = (0..k).fold(1.0, |ways, i| ways * whole(n - i) / whole(i + 1));
    ways * p.powf(whole(k)) * (1.0 - p).powf(whole(n - k))
}

fn whole(n: u64) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

#[test]
fn the_conservative_bound_is_missed_no_more_often_than_it_says() {
    let (mut conservative, mut approximate) = (0.0_f64, 0.0_f64);
    for cases in [[5, 8], [10, 10], [20, 6]] {
        let pairs = (0..=cases[0]).flat_map(|first| (0..=cases[1]).map(move |last| [first, last]));
        let outcomes: Vec<_> = pairs
            .map(|good| [(good[0], cases[0]), (good[1], cases[1])])
            .map(|steps| (steps, rolled_yield(&steps, 0.05).unwrap()))
            .collect();
        for at in 0..100 {
            let yields = [0.5 + 0.05 * whole(at % 10), 0.5 + 0.05 * whole(at / 10)];
            let truth = yields[0] * yields[1] + 1e-9;
            let missed = |bound: fn(&Rolled) -> f64| -> f64 {
                let wrong = outcomes.iter().filter(|(_, found)| bound(found) > truth);
                wrong
                    .map(|(steps, _)| chance(steps[0], yields[0]) * chance(steps[1], yields[1]))
                    .sum()
            };
            conservative = conservative.max(missed(|found| found.conservative_lower));
            approximate = approximate.max(missed(|found| found.bounds.lower));
        }
    }
    println!("rolled yield, worst miss: {conservative:.3} conservative, {approximate:.3} delta");
    // The approximate one is: by one in five, so verdicts must not rest on it.
    assert!(conservative <= 0.05 && approximate > 0.2);
}

#[test]
fn no_failure_in_five_cases_is_not_certainty() {
    let found = rolled_yield(&[(5, 5), (5, 5), (5, 5)], 0.05).unwrap();
    assert!((found.rolled - 1.0).abs() < 1e-12 && found.is_rough);
    assert!(found.bounds.lower < 0.9 && found.conservative_lower < 0.6);
    let none = rolled_yield(&[(0, 7)], 0.05).unwrap();
    assert!(none.rolled <= 0.0 && none.bounds.lower <= 0.0 && none.bounds.upper > 0.4);
    assert_eq!(rolled_yield(&[], 0.05), None);
    assert_eq!(rolled_yield(&[(3, 2)], 0.05), None);
}
