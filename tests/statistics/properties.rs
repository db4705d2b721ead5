//! What must be true whatever the data.

use baton::statistics::chart::{Range, individuals, signals};
use baton::statistics::count::poisson;
use baton::statistics::mean::bca;
use baton::statistics::multiplicity::benjamini_hochberg;
use baton::statistics::quantile::{bounds, quantile};
use baton::statistics::rating::Grades;
use baton::statistics::rolled::rolled_yield;
use baton::statistics::share::{clopper_pearson, wilson};
use baton::statistics::survival::{Duration, kaplan_meier};
use baton::statistics::trend::{mann_kendall, theil_sen};
use proptest::prelude::*;

/// So many random cases, without a file of those that failed.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn k_of_n() -> impl Strategy<Value = (u64, u64)> {
    (1_u64..300_000_000).prop_flat_map(|n| (0..=n, Just(n)))
}

fn few_of_n() -> impl Strategy<Value = (u64, u64)> {
    (1_u64..500).prop_flat_map(|n| (0..=n, Just(n)))
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn part(k: u64, n: u64) -> f64 {
    k as f64 / n as f64
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    // Few digits, so that ties are frequent.
    prop::collection::vec((-50_i32..50).prop_map(|v| f64::from(v) / 2.0), 1..60)
}

/// Values and the same in another order.
fn shuffled() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    values().prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle()))
}

fn pairwise(series: &[f64]) -> i64 {
    let mut s = 0;
    for (at, later) in series.iter().enumerate() {
        for earlier in &series[..at] {
            s += i64::from(later > earlier) - i64::from(later < earlier);
        }
    }
    s
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn bounds_of_a_share_hold_it_and_are_wider_for_more_confidence((k, n) in k_of_n()) {
        let share = part(k, n);
        for interval in [clopper_pearson, wilson] {
            let (wide, narrow) = (interval(k, n, 0.01).unwrap(), interval(k, n, 0.1).unwrap());
            prop_assert!(0.0 <= wide.lower && wide.lower <= narrow.lower);
            prop_assert!(narrow.lower <= share + 1e-12 && share <= narrow.upper + 1e-12);
            prop_assert!(narrow.upper <= wide.upper && wide.upper <= 1.0);
        }
    }

    #[test]
    fn bounds_of_a_share_rise_with_every_good_case((k, n) in few_of_n()) {
        prop_assume!(k < n);
        for interval in [clopper_pearson, wilson] {
            let (less, more) = (interval(k, n, 0.05).unwrap(), interval(k + 1, n, 0.05).unwrap());
            prop_assert!(less.lower < more.lower && less.upper < more.upper);
        }
    }

    #[test]
    fn bounds_of_a_share_mirror_those_of_the_rest((k, n) in few_of_n()) {
        let (good, bad) = (clopper_pearson(k, n, 0.05).unwrap(), clopper_pearson(n - k, n, 0.05).unwrap());
        prop_assert!((good.lower - (1.0 - bad.upper)).abs() < 1e-13);
        prop_assert!((good.upper - (1.0 - bad.lower)).abs() < 1e-13);
    }

    #[test]
    fn more_data_of_the_same_share_only_narrow_its_bounds(
        (k, n) in few_of_n(), times in 2_u64..200, target in 0.0..1.0_f64,
    ) {
        let (few, many) = (clopper_pearson(k, n, 0.05).unwrap(), clopper_pearson(k * times, n * times, 0.05).unwrap());
        prop_assert!(few.lower <= many.lower && many.upper <= few.upper);
        // So a target once shown to be met, or missed, stays so.
        prop_assert!(few.lower < target || many.lower >= target);
        prop_assert!(few.upper >= target || many.upper < target);
    }

    #[test]
    fn bounds_of_a_count_hold_it_and_rise_with_it(count in 0_u64..200_000_000) {
        let (one, next) = (poisson(count, 0.05).unwrap(), poisson(count + 1, 0.05).unwrap());
        prop_assert!(one.lower <= part(count, 1) && part(count, 1) <= one.upper);
        prop_assert!(one.lower < next.lower && one.upper < next.upper);
    }

    #[test]
    fn a_quantile_is_that_of_the_sorted_values((values, other) in shuffled(), p in 0.0..=1.0_f64) {
        let found = quantile(&mut values.clone(), p).unwrap();
        prop_assert_eq!(quantile(&mut other.clone(), p), Some(found));
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let below = sorted.iter().filter(|value| **value <= found).count();
        prop_assert!(part(below as u64, 1) >= (p * part(values.len() as u64 - 1, 1)).floor());
        prop_assert!(sorted[0] <= found && found <= sorted[sorted.len() - 1]);
        let b = bounds(&mut other.clone(), p.clamp(0.01, 0.99), 0.05).unwrap();
        let q = quantile(&mut values.clone(), p.clamp(0.01, 0.99)).unwrap();
        prop_assert!(b.lower.is_none_or(|lower| lower <= q) && b.upper.is_none_or(|upper| upper >= q));
    }

    #[test]
    fn the_trend_is_that_of_all_pairs(series in values()) {
        prop_assume!(series.len() >= 3);
        let found = mann_kendall(&series).unwrap();
        prop_assert_eq!(found.s, pairwise(&series));
        let mut turned = series.clone();
        turned.reverse();
        let back = mann_kendall(&turned).unwrap();
        prop_assert_eq!(back.s, -found.s);
        prop_assert!((0.0..=1.0).contains(&found.p) && (back.p - found.p).abs() < 1e-15);
    }

    #[test]
    fn the_slope_lies_within_its_bounds_and_follows_a_line(series in values(), slope in -9.0..9.0_f64) {
        let points: Vec<(f64, f64)> = series.iter().enumerate().map(|(at, v)| (part(at as u64, 1), *v)).collect();
        let tilted: Vec<(f64, f64)> = points.iter().map(|(t, v)| (*t, v + slope * t)).collect();
        let mut other = tilted.clone();
        other.reverse();
        if let Some(found) = theil_sen(&tilted, 0.05) {
            prop_assert!(found.bounds.is_none_or(|b| b.lower <= found.slope && found.slope <= b.upper));
            let flat = theil_sen(&points, 0.05).unwrap();
            prop_assert!((found.slope - flat.slope - slope).abs() < 1e-9);
            let back = theil_sen(&other, 0.05).unwrap();
            prop_assert!((back.slope - found.slope).abs() < 1e-12);
        }
    }

    #[test]
    fn adjusting_raises_p_values_and_keeps_their_order(p_values in prop::collection::vec(0.0..=1.0_f64, 1..40)) {
        let found = benjamini_hochberg(&p_values, 0.1).unwrap();
        for (p, one) in p_values.iter().zip(&found) {
            prop_assert!(*p <= one.p + 1e-15 && one.p <= 1.0);
            for (q, other) in p_values.iter().zip(&found) {
                prop_assert!(p > q || one.p <= other.p);
            }
        }
    }

    #[test]
    fn the_curve_falls_and_the_order_of_cases_does_not_show(
        cases in prop::collection::vec((0_u32..30, any::<bool>()), 1..50),
    ) {
        let made = |cases: &[(u32, bool)]| -> Vec<Duration> {
            cases.iter().map(|(time, over)| Duration { time: f64::from(*time), is_over: *over }).collect()
        };
        let found = kaplan_meier(&made(&cases)).unwrap();
        let mut turned = cases.clone();
        turned.reverse();
        prop_assert_eq!(&kaplan_meier(&made(&turned)).unwrap(), &found);
        prop_assert!(found.steps.windows(2).all(|pair| pair[1].survival < pair[0].survival));
        let ended: usize = found.steps.iter().map(|step| step.ended).sum();
        prop_assert_eq!(ended + found.open, found.cases);
        let median = found.median(0.05).unwrap();
        if let (Some(time), Some(lower)) = (median.time, median.bounds.lower) {
            prop_assert!(lower <= time && median.bounds.upper.is_none_or(|upper| time <= upper));
        }
        prop_assert_eq!(median.time.is_some(), found.steps.last().is_some_and(|step| step.survival <= 0.5 + 1e-12));
    }

    #[test]
    fn without_open_cases_the_curve_is_the_share_that_took_longer(times in prop::collection::vec(0_u32..30, 1..50)) {
        let cases: Vec<Duration> = times.iter().map(|time| Duration { time: f64::from(*time), is_over: true }).collect();
        let found = kaplan_meier(&cases).unwrap();
        for step in &found.steps {
            let longer = times.iter().filter(|time| f64::from(**time) > step.time).count();
            prop_assert!((step.survival - part(longer as u64, times.len() as u64)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_rolled_yield_lies_within_its_bounds(steps in prop::collection::vec(few_of_n(), 1..8)) {
        let found = rolled_yield(&steps, 0.05).unwrap();
        prop_assert!(0.0 <= found.bounds.lower && found.bounds.upper <= 1.0);
        prop_assert!(found.bounds.lower <= found.rolled && found.rolled <= found.bounds.upper);
        prop_assert!(found.conservative_lower <= found.rolled + 1e-12);
        let mut turned = steps.clone();
        turned.reverse();
        let other = rolled_yield(&turned, 0.05).unwrap();
        prop_assert!((other.rolled - found.rolled).abs() < 1e-12);
    }

    #[test]
    fn parts_of_a_survey_fit_together(counts in prop::collection::vec(0_u64..50, 4..12)) {
        if let Ok(survey) = Grades::best_first(&counts).shown() {
            let (top, two) = (survey.top(0.05).unwrap(), survey.top_two(0.05).unwrap());
            prop_assert!(top.k <= two.k && two.k <= survey.n());
            prop_assert!(two.bounds.lower <= two.share && two.share <= two.bounds.upper);
            prop_assert!(1.0 <= survey.mean() && survey.mean() <= part(counts.len() as u64, 1));
        } else {
            prop_assert!(counts.iter().sum::<u64>() < 5);
        }
    }

    #[test]
    fn a_chart_turned_upside_down_has_its_signals_upside_down(values in values()) {
        let turned: Vec<f64> = values.iter().map(|value| -value).collect();
        let found = |values: &[f64]| {
            let chart = individuals(values, Range::ANY)?;
            let points: Vec<_> = values.iter().map(|value| (*value, chart.limits)).collect();
            Some(signals(&points, baton::statistics::chart::Rules { run: 5, two_of_three: true, trend: 4 }))
        };
        let places = |values: &[f64]| found(values).map(|all| all.iter().map(|s| (s.from, s.to, s.cause)).collect::<Vec<_>>());
        prop_assert_eq!(places(&values).is_some(), values.len() >= 6);
        prop_assert_eq!(places(&values), places(&turned));
    }
}

proptest! {
    // Fewer, as each draws thousands of resamples.
    #![proptest_config(cases(12))]

    #[test]
    fn bounds_of_a_mean_hold_it_and_move_with_the_unit((values, other) in shuffled()) {
        let found = bca(&values, 0.05).unwrap();
        prop_assert_eq!(bca(&other, 0.05), Some(found));
        let scaled: Vec<f64> = values.iter().map(|value| value * 4.0).collect();
        let scaled = bca(&scaled, 0.05).unwrap();
        if let (Some(a), Some(b)) = (found.bounds, scaled.bounds) {
            prop_assert!((4.0 * a.lower - b.lower).abs() < 1e-9 && (4.0 * a.upper - b.upper).abs() < 1e-9);
            prop_assert!(a.lower <= a.upper);
            if values.len() >= 8 {
                prop_assert!(a.lower <= found.mean && found.mean <= a.upper);
            }
        }
    }
}
