//! Control charts: limits, signals, standing.

use baton::statistics::chart::{
    Assurance, Better, Cause, Limits, Range, Rules, Side, Signal, Stage, Variation, assurance,
    individuals, proportions, signals, variation,
};

use super::agreement::Agreement;
use super::reference::PROPORTIONS;

const AROUND_ZERO: Limits = Limits {
    centre: 0.0,
    sigma: 1.0,
    lower: -3.0,
    upper: 3.0,
};

fn found(values: &[f64], rules: Rules) -> Vec<(usize, usize, Cause, Side)> {
    let points: Vec<_> = values.iter().map(|value| (*value, AROUND_ZERO)).collect();
    let parts = |signal: Signal| (signal.from, signal.to, signal.cause, signal.side);
    signals(&points, rules).into_iter().map(parts).collect()
}

fn only(run: usize, two_of_three: bool, trend: usize) -> Rules {
    Rules {
        run,
        two_of_three,
        trend,
    }
}

#[test]
fn variation_between_shares_agrees() {
    let mut agreement = Agreement::of("p chart", 1e-12);
    for &(series, centre, chance, sigma_z) in PROPORTIONS {
        let chart = proportions(series).unwrap();
        agreement.hold(chart.centre, centre, series);
        agreement.hold(chart.chance.unwrap(), chance, series);
        agreement.hold(chart.overdispersion.unwrap(), sigma_z, series);
    }
}

#[test]
fn the_worked_p_chart_has_its_published_limits() {
    let good = [46, 47, 44, 48, 45, 43, 49, 46];
    let series: Vec<_> = good.iter().map(|k| (*k, 50)).collect();
    let chart = proportions(&series).unwrap();
    let limits = chart.limits(50);
    assert!((limits.centre - 0.92).abs() < 1e-12);
    assert!((limits.lower - 0.8049).abs() < 1e-4);
    assert!((limits.upper - 1.0).abs() < 1e-12);
    assert_eq!(chart.stage, Stage::Trial);
}

#[test]
fn fewer_cases_have_wider_limits() {
    let chart = proportions(&[(90, 100); 12]).unwrap();
    let width = |n| chart.limits(n).upper - chart.limits(n).lower;
    assert!(width(10_000) < width(1_000) && width(1_000) < width(100));
    assert!((chart.limits(900).sigma - 0.01).abs() < 1e-12);
    let nothing = chart.limits(0);
    assert!(nothing.lower <= 0.0 && nothing.upper >= 1.0);
}

#[test]
fn days_that_go_well_or_badly_as_a_whole_widen_the_limits() {
    let series = PROPORTIONS[2].0;
    let chart = proportions(series).unwrap();
    assert!(chart.overdispersion.unwrap() > 3.0 && chart.chance.unwrap() < 1e-6);
    let factor = chart.laney(10_000).sigma / chart.limits(10_000).sigma;
    assert!((factor - chart.overdispersion.unwrap()).abs() < 1e-12);
}

#[test]
fn shares_that_vary_less_than_chance_do_not_narrow_the_limits() {
    let chart = proportions(&[(90, 100); 12]).unwrap();
    assert!(chart.overdispersion.unwrap() < 0.1);
    assert_eq!(chart.laney(100), chart.limits(100));
}

#[test]
fn shares_that_are_all_whole_have_no_dispersion() {
    let chart = proportions(&[(100, 100); 12]).unwrap();
    assert_eq!((chart.overdispersion, chart.chance), (None, None));
    assert!((chart.limits(100).lower - 1.0).abs() < 1e-12);
    assert_eq!(proportions(&[(3, 2); 12]), None);
    assert_eq!(proportions(&[(1, 2); 5]), None);
}

#[test]
fn a_point_outside_is_a_signal_and_a_point_on_the_limit_is_not() {
    let rules = only(0, false, 0);
    assert_eq!(
        found(&[0.5, 3.0, 3.1, -3.0, -3.1], rules),
        [
            (2, 2, Cause::Outside, Side::Above),
            (4, 4, Cause::Outside, Side::Below),
        ]
    );
}

#[test]
fn a_run_needs_as_many_points_as_asked_and_ends_on_the_centre() {
    let mut values = vec![1.0; 8];
    assert_eq!(
        found(&values, Rules::default()),
        [(0, 7, Cause::Run, Side::Above)]
    );
    assert_eq!(found(&values[..7], Rules::default()), []);
    assert_eq!(found(&values[..7], only(7, false, 0)).len(), 1);
    values[4] = 0.0;
    assert_eq!(found(&values, Rules::default()), []);
    // A run that goes on is one signal.
    assert_eq!(
        found(&[-1.0; 20], Rules::default()),
        [(0, 19, Cause::Run, Side::Below)]
    );
}

#[test]
fn two_of_three_beyond_two_sigma_is_a_signal_only_where_asked_and_on_one_side() {
    let values = [0.1, 2.1, 0.2, 2.5, -0.1, -2.5, 2.4, 0.0];
    assert_eq!(found(&values, Rules::default()), []);
    assert_eq!(
        found(&values, only(8, true, 0)),
        [(1, 3, Cause::TwoOfThree, Side::Above)]
    );
    let chained = [2.1, 2.2, 0.0, 2.3, 0.0, 0.0, 2.4];
    assert_eq!(
        found(&chained, only(8, true, 0)),
        [(0, 3, Cause::TwoOfThree, Side::Above)]
    );
}

#[test]
fn six_rising_points_are_a_trend_only_where_asked_and_equal_ones_end_it() {
    let rising = [-2.0, -1.5, -0.5, 0.5, 1.5, 2.0];
    assert_eq!(found(&rising, Rules::default()), []);
    assert_eq!(
        found(&rising, only(8, false, 6)),
        [(0, 5, Cause::Trend, Side::Above)]
    );
    assert_eq!(found(&rising[..5], only(8, false, 6)), []);
    let flat = [2.0, 1.5, 0.5, 0.5, -1.5, -2.0];
    assert_eq!(found(&flat, only(8, false, 6)), []);
    let falling = [2.0, 1.5, 0.5, 0.4, -1.5, -2.0];
    assert_eq!(
        found(&falling, only(8, false, 6)),
        [(0, 5, Cause::Trend, Side::Below)]
    );
}

#[test]
fn limits_stay_those_of_the_baseline() {
    let before = [
        10.0, 11.0, 9.0, 10.0, 12.0, 9.0, 10.0, 11.0, 9.0, 10.0, 10.0, 9.0,
    ];
    let chart = individuals(&before, Range::NOT_NEGATIVE).unwrap();
    let after: Vec<_> = [30.0; 12]
        .iter()
        .map(|value| (*value, chart.limits))
        .collect();
    // Limits computed again with the later points would take them in.
    let outside = signals(&after, only(0, false, 0));
    assert_eq!(outside.len(), 12);
}

#[test]
fn the_latest_point_says_whether_something_changed() {
    let rules = Rules::default();
    let last = |values: &[f64], better| {
        let points: Vec<_> = values.iter().map(|value| (*value, AROUND_ZERO)).collect();
        variation(&signals(&points, rules), points.len(), better)
    };
    let run = [1.0; 8];
    assert_eq!(last(&run, Better::Higher), Variation::SpecialBetter);
    assert_eq!(last(&run, Better::Lower), Variation::SpecialWorse);
    assert_eq!(last(&run[..7], Better::Higher), Variation::Common);
    let over = [5.0, 0.1, -0.1];
    assert_eq!(last(&over, Better::Higher), Variation::Common);
    assert_eq!(last(&[], Better::Higher), Variation::Common);
}

#[test]
fn a_chart_never_looks_better_than_it_is() {
    let points = |values: &[f64]| -> Vec<(f64, Limits)> {
        values.iter().map(|value| (*value, AROUND_ZERO)).collect()
    };
    // Below the centre for long, and rising: both at the latest point.
    let mixed = points(&[-2.9, -2.8, -2.8, -2.5, -2.0, -1.5, -1.0, -0.5, -0.1]);
    let seen = signals(&mixed, only(8, false, 6));
    assert_eq!(seen.len(), 2);
    assert_eq!(variation(&seen, 9, Better::Higher), Variation::SpecialWorse);
    assert_eq!(variation(&seen, 9, Better::Lower), Variation::SpecialWorse);
}

#[test]
fn a_target_is_kept_missed_or_left_to_chance() {
    let verdict = |target, better| assurance(AROUND_ZERO, target, better);
    assert_eq!(verdict(-3.0, Better::Higher), Assurance::ConsistentlyPasses);
    assert_eq!(verdict(-2.9, Better::Higher), Assurance::HitAndMiss);
    assert_eq!(verdict(3.0, Better::Higher), Assurance::HitAndMiss);
    assert_eq!(verdict(3.1, Better::Higher), Assurance::ConsistentlyFails);
    assert_eq!(verdict(3.0, Better::Lower), Assurance::ConsistentlyPasses);
    assert_eq!(verdict(-3.1, Better::Lower), Assurance::ConsistentlyFails);
    assert_eq!(verdict(0.0, Better::Lower), Assurance::HitAndMiss);
}
