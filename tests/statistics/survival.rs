//! Durations with open cases.

use baton::statistics::quantile::ranks;
use baton::statistics::survival::{Duration, Survival, kaplan_meier};

use super::agreement::Agreement;
use super::reference::{KAPLAN_MEIER, PERCENTILES, RESTRICTED_MEAN};

const ALPHA: f64 = 0.05;

fn curve(times: &[f64], over: &[bool]) -> Survival {
    let cases: Vec<_> = times
        .iter()
        .zip(over)
        .map(|(time, over)| Duration {
            time: *time,
            is_over: *over,
        })
        .collect();
    kaplan_meier(&cases).unwrap()
}

#[test]
fn the_curve_and_its_bounds_agree() {
    let mut agreement = Agreement::of("Kaplan-Meier", 1e-12);
    for &(times, over, steps) in KAPLAN_MEIER {
        let found = curve(times, over);
        assert_eq!(found.steps.len(), steps.len());
        for (step, &(time, survival, lower, upper)) in found.steps.iter().zip(steps) {
            agreement.hold_on(step.time, time, 1.0, time);
            agreement.hold_on(step.survival, survival, 1.0, time);
            if let Some(bounds) = found.bounds_at(time, ALPHA) {
                agreement.hold_on(bounds.lower, lower, 1.0, ("lower", time));
                agreement.hold_on(bounds.upper, upper, 1.0, ("upper", time));
            }
        }
    }
}

#[test]
fn percentiles_and_their_bounds_agree() {
    let mut compared = 0;
    for &(times, over, p, time, lower, upper, other_lower, other_upper) in PERCENTILES {
        let curve = curve(times, over);
        let found = curve.percentile(p, ALPHA).unwrap();
        assert_eq!(found.time, time, "{times:?} {p}");
        assert_eq!(found.bounds.lower, lower, "lower {times:?} {p}");
        assert_eq!(found.bounds.lower, other_lower, "lower {times:?} {p}");
        // Where nobody is left both libraries take the upper bound of the curve for 0, so that
        // ten values would bound their 90 % quantile. It takes 29; we leave the end open.
        let end = curve.steps.last().filter(|step| step.survival <= 0.0);
        let end = end.map(|step| step.time);
        let closed = |upper: Option<f64>| upper.filter(|time| Some(*time) != end);
        assert_eq!(found.bounds.upper, closed(upper), "upper {times:?} {p}");
        assert_eq!(
            found.bounds.upper,
            closed(other_upper),
            "upper {times:?} {p}"
        );
        compared += 1;
    }
    println!("percentiles of durations: {compared}, all equal");
}

#[test]
fn restricted_means_agree() {
    let mut agreement = Agreement::of("restricted mean", 1e-12);
    for &(times, over, limit, mean) in RESTRICTED_MEAN {
        let found = curve(times, over).restricted_mean(limit).unwrap();
        agreement.hold(found.mean, mean, (times, limit));
    }
}

#[test]
fn restricted_means_of_the_leukaemia_study_have_their_published_errors() {
    // Miller 1981; as R's `print(survfit(Surv(time, status) ~ x, aml), rmean = "common")` shows them.
    let published = [(1, 52.6, 19.83), (2, 22.7, 4.18)];
    for (at, mean, error) in published {
        let (times, over, _) = KAPLAN_MEIER[at];
        let found = curve(times, over).restricted_mean(161.0).unwrap();
        assert!((found.mean - mean).abs() < 0.05, "{found:?}");
        assert!((found.error - error).abs() < 0.005, "{found:?}");
    }
}

#[test]
fn without_open_cases_the_mean_is_the_mean_and_its_error_the_usual_one() {
    let times = [1.0, 2.0, 2.0, 5.0, 9.0, 30.0];
    let found = curve(&times, &[true; 6]).restricted_mean(1000.0).unwrap();
    let mean = times.iter().sum::<f64>() / 6.0;
    let squares: f64 = times.iter().map(|time| (time - mean).powi(2)).sum();
    assert!((found.mean - mean).abs() < 1e-12);
    assert!((found.error - squares.sqrt() / 6.0).abs() < 1e-12);
}

#[test]
fn without_open_cases_the_bounds_of_a_median_are_near_those_of_its_ranks() {
    let times: Vec<f64> = (1..=100).map(f64::from).collect();
    let found = curve(&times, &[true; 100]).median(ALPHA).unwrap();
    let exact = ranks(100, 0.5, ALPHA).unwrap();
    let near = |time: Option<f64>, rank: Option<u64>| {
        let rank = f64::from(u32::try_from(rank.unwrap()).unwrap());
        (time.unwrap() - rank).abs() <= 2.0
    };
    assert!(near(found.bounds.lower, exact.lower), "{found:?} {exact:?}");
    assert!(near(found.bounds.upper, exact.upper), "{found:?} {exact:?}");
}

#[test]
fn where_all_cases_are_open_there_is_no_median() {
    let found = curve(&[3.0, 8.0, 20.0], &[false; 3]);
    assert_eq!((found.cases, found.open), (3, 3));
    assert_eq!(found.steps, []);
    let median = found.median(ALPHA).unwrap();
    assert_eq!(median.time, None);
    assert_eq!((median.bounds.lower, median.bounds.upper), (None, None));
    assert!((found.restricted_mean(100.0).unwrap().mean - 20.0).abs() < 1e-12);
    assert!((found.restricted_mean(100.0).unwrap().horizon - 20.0).abs() < 1e-12);
}

#[test]
fn leaving_open_cases_out_makes_durations_look_shorter() {
    let (times, over, _) = KAPLAN_MEIER[0];
    let closed: Vec<f64> = times
        .iter()
        .zip(over)
        .filter(|(_, over)| **over)
        .map(|(time, _)| *time)
        .collect();
    let all = curve(times, over).median(ALPHA).unwrap();
    let only_closed = curve(&closed, &vec![true; closed.len()])
        .median(ALPHA)
        .unwrap();
    assert!(only_closed.time < all.time);
}

#[test]
fn nothing_is_known_beyond_the_horizon() {
    let found = curve(&[1.0, 2.0, 3.0], &[true, true, false]);
    assert_eq!(found.at(0.5), Some(1.0));
    assert!(found.at(2.5).is_some());
    assert_eq!(found.at(3.5), None);
    let over = curve(&[1.0, 2.0], &[true, true]);
    assert_eq!(over.at(100.0), Some(0.0));
}

#[test]
fn impossible_durations_have_no_curve() {
    let case = |time| Duration {
        time,
        is_over: true,
    };
    assert_eq!(kaplan_meier(&[]), None);
    assert_eq!(kaplan_meier(&[case(-1.0)]), None);
    assert_eq!(kaplan_meier(&[case(f64::NAN)]), None);
}
