//! Waits by causes against the tables published with the method.
//!
//! The tables and their logs are not part of this project; without them there is nothing to
//! compare, and each test says so and passes.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::items_after_statements,
    clippy::field_reassign_with_default,
    reason = "a test reads what it knows, and says what it left out"
)]

mod tables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use baton::events::Calendar;
use baton::events::calendar::{Shift, WorkWeek, Zone};
use baton::measure::causes::{Hours, causes, totals, totals_by_case};

use tables::{Log, Table, log, published, table};

const HOUR: i64 = 3_600_000;

/// The calendars the published tables of the logs made by hand were computed with: every
/// weekday from 10 to 20, with half an hour off at noon for one of the people.
fn calendars(log: &Log) -> Vec<Option<Calendar>> {
    let zone = Arc::new(Zone::utc());
    let shift = |start: i64, end: i64| Shift {
        start: start * HOUR / 2,
        end: end * HOUR / 2,
    };
    let calendars = log.resources.iter().map(|name| {
        let day = if name == "Marcus" {
            vec![shift(20, 24), shift(25, 40)]
        } else {
            vec![shift(20, 40)]
        };
        let mut week = WorkWeek::default();
        week.days[..5].fill(day);
        Some(Calendar::new(Arc::clone(&zone), &week))
    });
    calendars.collect()
}

/// The table of a log as this project computes it.
fn computed(log: &Log, hours: Hours<'_>) -> Table {
    let handoffs = causes(&log.instances, hours);
    let mut cases: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for ((case, route), _) in totals_by_case(&log.instances, &handoffs) {
        let name = log.cases[case as usize].parse().unwrap();
        cases.entry(route).or_default().push(name);
    }
    let rows = totals(&log.instances, &handoffs).into_iter();
    let rows = rows.map(|(route, total)| {
        let mut cases = cases.remove(&route).unwrap();
        cases.sort_unstable();
        let cases: Vec<_> = cases.iter().map(ToString::to_string).collect();
        (log.names(&route), (total, cases.join(",")))
    });
    rows.collect()
}

fn assert_same(expected: &Table, found: &Table, what: &Path) {
    let differing: Vec<_> = expected
        .iter()
        .filter(|(route, row)| found.get(*route) != Some(row))
        .map(|(route, row)| format!("{route:?}\n  {row:?}\n  {:?}", found.get(route)))
        .chain(
            found
                .keys()
                .filter(|route| !expected.contains_key(*route))
                .map(|route| format!("not published: {route:?}")),
        )
        .collect();
    assert!(
        differing.is_empty(),
        "{}:\n{}",
        what.display(),
        differing.join("\n")
    );
}

#[test]
fn logs_made_by_hand_give_the_published_causes() {
    let Some(folder) = published() else { return };
    for number in 1..=5 {
        let log = log(&folder.join(format!("icpm/handoff-logs/manual_log_{number}.csv")));
        let calendars = calendars(&log);
        let found = computed(&log, Hours::Given(&calendars));
        for expected in [
            format!("icpm/handoff-logs/manual_log_{number}_expected.csv"),
            format!("icpm/expected-output/manual_log_{number}_handoff.csv"),
        ] {
            let expected = folder.join(expected);
            assert_same(&table(&expected), &found, &expected);
        }
    }
}

#[test]
fn a_log_without_calendars_gives_the_published_causes() {
    let Some(folder) = published() else { return };
    let log = log(&folder.join("icpm/handoff-logs/handoff-test.csv"));
    let expected = folder.join("icpm/handoff-logs/handoff-test_expected.csv");
    assert_same(
        &table(&expected),
        &computed(&log, Hours::Observed),
        &expected,
    );
}
