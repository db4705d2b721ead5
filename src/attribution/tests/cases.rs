//! Cases that were followed: critical paths, quantiles, late ones.

use super::{all_close, close, sum};
use crate::attribution::AttributionError;
use crate::attribution::late::{Cause, causes, tally};
use crate::attribution::time::{
    Arrival, Case, CriticalPath, Segment, Visit, at_quantile, critical_path,
};
use crate::statistics::quantile::quantile;
use crate::statistics::random::Random;
use proptest::prelude::*;

fn visit(touch: usize, start: f64, end: f64, after: &[(usize, usize)]) -> Visit {
    let arrival = |&(from, wait): &(usize, usize)| Arrival {
        from,
        wait: Some(wait),
    };
    Visit {
        touch: Some(touch),
        start,
        end,
        after: after.iter().map(arrival).collect(),
    }
}

fn case(start: f64, end: f64, visits: Vec<Visit>) -> Case {
    Case { start, end, visits }
}

fn segments(found: &[(Option<usize>, f64)]) -> Vec<Segment> {
    let segment = |&(part, length): &(Option<usize>, f64)| Segment { part, length };
    found.iter().map(segment).collect()
}

/// Steps 0..4 are touches, 4 and 5 the waits of the branches, 6 the wait at the join.
fn joined() -> Case {
    let visits = vec![
        visit(0, 0.0, 2.0, &[]),
        visit(1, 3.0, 8.0, &[(0, 4)]),
        visit(2, 2.0, 5.0, &[(0, 5)]),
        visit(3, 10.0, 11.0, &[(2, 6), (1, 6)]),
    ];
    case(0.0, 11.0, visits)
}

#[test]
fn at_a_join_only_the_branch_that_came_last_counts() {
    let path = critical_path(&joined()).unwrap();
    let expected = [
        (Some(0), 2.0),
        (Some(4), 1.0),
        (Some(1), 5.0),
        (Some(6), 2.0),
        (Some(3), 1.0),
    ];
    assert_eq!(path.segments, segments(&expected));
    close(path.lead, 11.0, 0.0);
}

#[test]
fn time_before_the_first_and_after_the_last_visit_is_unknown() {
    let path = critical_path(&case(0.0, 9.0, vec![visit(0, 2.0, 6.0, &[])])).unwrap();
    assert_eq!(
        path.segments,
        segments(&[(None, 2.0), (Some(0), 4.0), (None, 3.0)])
    );
    let nothing = critical_path(&case(1.0, 5.0, Vec::new())).unwrap();
    assert_eq!(nothing.segments, segments(&[(None, 4.0)]));
    assert_eq!(nothing.times(2).unwrap(), [0.0, 0.0, 4.0]);
}

#[test]
fn work_that_began_before_its_input_was_there_counts_from_then_on() {
    let visits = vec![visit(0, 0.0, 5.0, &[]), visit(1, 3.0, 8.0, &[(0, 2)])];
    let path = critical_path(&case(0.0, 8.0, visits)).unwrap();
    assert_eq!(path.segments, segments(&[(Some(0), 5.0), (Some(1), 3.0)]));
    // An input that came only after the work was done: the work held up nothing.
    let visits = vec![
        visit(0, 0.0, 9.0, &[]),
        visit(1, 3.0, 8.0, &[(0, 2)]),
        visit(2, 10.0, 11.0, &[(1, 3)]),
    ];
    let path = critical_path(&case(0.0, 11.0, visits)).unwrap();
    close(
        path.segments.iter().map(|segment| segment.length).sum(),
        11.0,
        1e-12,
    );
    assert_eq!(
        path.segments[0],
        Segment {
            part: Some(0),
            length: 8.0
        }
    );
}

#[test]
fn impossible_cases_are_errors() {
    let wrong = |case: &Case| critical_path(case).unwrap_err();
    let late = case(0.0, 9.0, vec![visit(0, 5.0, 4.0, &[])]);
    assert_eq!(wrong(&late), AttributionError::Times { visit: 0 });
    assert_eq!(
        wrong(&case(1.0, 0.0, Vec::new())),
        AttributionError::Times { visit: 0 }
    );
    let nan = case(0.0, f64::NAN, Vec::new());
    assert_eq!(wrong(&nan), AttributionError::Times { visit: 0 });
    let nobody = case(0.0, 9.0, vec![visit(0, 1.0, 4.0, &[(3, 1)])]);
    assert_eq!(wrong(&nobody), AttributionError::Order { visit: 0 });
    let circle = vec![visit(0, 1.0, 4.0, &[(1, 2)]), visit(1, 1.0, 4.0, &[(0, 2)])];
    assert!(matches!(
        wrong(&case(0.0, 9.0, circle)),
        AttributionError::Order { .. }
    ));
    let path = critical_path(&joined()).unwrap();
    assert!(path.times(3).is_err());
}

/// Random cases over four steps with a join, and waits 4..7.
fn random_cases(count: usize, seed: u64) -> Vec<CriticalPath> {
    let mut random = Random::from_seed(seed);
    let mut draw = |most: f64| random.unit().powi(3) * most;
    (0..count)
        .map(|_| {
            let (a, wait_b, b) = (draw(2.0), draw(9.0), draw(5.0));
            let (wait_c, c, wait_d, d) = (draw(4.0), draw(9.0), draw(3.0), draw(1.0));
            let (b_from, c_from) = (a + wait_b, a + wait_c);
            let joined = (b_from + b).max(c_from + c);
            let visits = vec![
                visit(0, 0.0, a, &[]),
                visit(1, b_from, b_from + b, &[(0, 4)]),
                visit(2, c_from, c_from + c, &[(0, 5)]),
                visit(3, joined + wait_d, joined + wait_d + d, &[(1, 6), (2, 6)]),
            ];
            let end = joined + wait_d + d;
            critical_path(&case(0.0, end, visits)).unwrap()
        })
        .collect()
}

#[test]
fn parts_of_a_quantile_sum_to_it_and_name_their_window() {
    let paths = random_cases(400, 2);
    let mut leads: Vec<f64> = paths.iter().map(|path| path.lead).collect();
    for p in [0.5, 0.9, 0.99] {
        let found = at_quantile(&paths, 7, p, 0.05).unwrap();
        let whole: f64 = found.parts.iter().sum::<f64>() + found.unknown;
        let wanted = quantile(&mut leads, p).unwrap();
        close(whole, wanted, 1e-9);
        close(found.quantile, wanted, 0.0);
        let window = found.window;
        assert!(window.cases >= 20 && window.from <= wanted && window.to >= wanted);
        close(found.scaled_by, 1.0, 0.15);
        let gap = found.against(&[None; 7], 5.0).unwrap();
        close(sum(&gap), wanted - 5.0, 1e-9);
    }
    let one = at_quantile(&paths[..2], 7, 0.3, 0.0).unwrap();
    assert_eq!(one.window.cases, 1);
    assert!(at_quantile(&paths, 7, 1.0, 0.05).is_err());
    assert!(at_quantile(&paths, 7, 0.5, f64::NAN).is_err());
    assert!(at_quantile(&[], 7, 0.5, 0.05).is_err());
}

fn straight(times: &[(Option<usize>, f64)]) -> CriticalPath {
    CriticalPath {
        segments: segments(times),
        lead: times.iter().map(|time| time.1).sum(),
    }
}

#[test]
fn the_first_cause_and_the_largest_cause_can_differ() {
    let allowances = [Some(2.0), Some(2.0), Some(2.0)];
    // A buffer of 1: part 0 uses 1.5 and is first, part 2 uses 3 and is largest.
    let late = straight(&[(Some(0), 3.5), (Some(1), 1.8), (Some(2), 5.0)]);
    let found = causes(&late, &allowances, 7.0).unwrap().unwrap();
    assert_eq!(found.first, Cause::Part(0));
    assert_eq!(found.largest, Cause::Part(2));
    assert_eq!(causes(&late, &allowances, 20.0).unwrap(), None);
}

#[test]
fn unknown_time_and_impossible_plans_are_kept_apart() {
    let allowances = [Some(2.0), None];
    let unknown = straight(&[(Some(0), 2.0), (None, 4.0)]);
    let found = causes(&unknown, &allowances, 5.0).unwrap().unwrap();
    assert_eq!(
        (found.first, found.largest),
        (Cause::Unknown, Cause::Unknown)
    );
    let unplanned = straight(&[(Some(0), 1.0), (Some(1), 4.0)]);
    let found = causes(&unplanned, &allowances, 4.0).unwrap().unwrap();
    assert_eq!(found.first, Cause::Unknown);
    let plan = straight(&[(Some(0), 2.5)]);
    let found = causes(&plan, &allowances, 1.0).unwrap().unwrap();
    assert_eq!((found.first, found.largest), (Cause::Plan, Cause::Plan));
    assert!(causes(&plan, &allowances, f64::NAN).is_err());
    assert!(causes(&plan, &[Some(f64::INFINITY)], 1.0).is_err());
    assert!(causes(&plan, &[], 1.0).is_err());
}

#[test]
fn a_part_that_is_passed_twice_has_its_allowance_once() {
    let allowances = [Some(2.0), Some(2.0)];
    let again = straight(&[
        (Some(0), 2.0),
        (Some(1), 2.0),
        (Some(0), 2.0),
        (Some(1), 1.0),
    ]);
    let found = causes(&again, &allowances, 4.5).unwrap().unwrap();
    assert_eq!(
        (found.first, found.largest),
        (Cause::Part(0), Cause::Part(0))
    );
}

#[test]
fn tallies_count_each_late_case_once() {
    let paths = random_cases(300, 3);
    let found = tally(&paths, &[Some(0.5); 7], &[6.0; 300]).unwrap();
    let late = paths.iter().filter(|path| path.lead > 6.0).count();
    assert!(late > 50 && found.late == late && found.cases == 300);
    for tally in [&found.first, &found.largest] {
        let parts: usize = tally.parts.iter().sum();
        assert_eq!(parts + tally.plan + tally.unknown, late);
    }
    assert!(tally(&paths, &[Some(0.5); 7], &[6.0]).is_err());
    assert!(tally(&[], &[], &[]).is_err());
}

proptest! {
    #[test]
    fn segments_of_any_case_sum_to_its_lead_time(
        visits in prop::collection::vec((0.0..50.0_f64, 0.0..9.0_f64, 0..9_usize, 0..9_usize), 1..10),
        end in 0.0..70.0_f64,
    ) {
        let made = visits.iter().enumerate().map(|(at, &(start, length, first, second))| {
            // Predecessors come earlier in the list, though not always in time.
            let after: Vec<_> = [first, second].into_iter().filter(|from| *from < at).map(|from| (from, 9 + at)).collect();
            visit(at, start, start + length, &after)
        });
        let path = critical_path(&case(0.0, end, made.collect())).unwrap();
        let whole: f64 = path.segments.iter().map(|segment| segment.length).sum();
        prop_assert!((whole - end).abs() < 1e-9);
        prop_assert!(path.segments.iter().all(|segment| segment.length > 0.0));
        let times: f64 = path.times(20).unwrap().iter().sum();
        prop_assert!((times - end).abs() < 1e-9);
    }
}

#[test]
fn expected_shares_need_no_independence() {
    // Part 0 is slow exactly when part 1 is: at the 90 % quantile both carry their half.
    let path = |slow: bool| {
        straight(&[
            (Some(0), if slow { 9.0 } else { 1.0 }),
            (Some(1), if slow { 9.0 } else { 1.0 }),
        ])
    };
    let paths: Vec<CriticalPath> = (0..100).map(|at| path(at % 5 == 0)).collect();
    let found = at_quantile(&paths, 2, 0.9, 0.05).unwrap();
    all_close(&found.parts, &[9.0, 9.0], 1e-12);
}
