//! Waits by causes against the tables published with the method.
//!
//! The tables and their logs are not part of this project; without them there is nothing to
//! compare, and each test says so and passes.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::field_reassign_with_default,
    reason = "a test reads what it knows, and says what it left out"
)]

mod sketch;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use baton::events::Calendar;
use baton::events::calendar::{Shift, WorkWeek, Zone};
use baton::measure::causes::{
    Handoff, Hours, causes, observed_hours, ping_pongs, totals, totals_by_case,
};

use tables::{Log, Table, log, logs, published, table};

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

/// What the published tool itself gives for larger logs it has no table of, in milliseconds:
/// handoffs, wait, batching, contention, prioritisation, unavailability.
///
/// The tool loses the last millisecond of a day that is worked to its end, and so finds
/// `early` milliseconds more unavailability; of BIMP's work without a resource it finds
/// 9 × 16 hours more.
const LARGER: [(&str, [i64; 6], i64); 2] = [
    (
        "BIMP_example.csv",
        [
            3_192,
            9_321_758_564,
            1_385_440_891,
            5_847_922_774,
            299_715_114,
            878_875_477,
        ],
        9 * 16 * HOUR,
    ),
    (
        "PurchasingExample.csv",
        [
            8_511,
            1_091_811_300_000,
            100_314_000_000,
            103_337_880_000,
            145_174_260_000,
            466_832_104_400,
        ],
        4_400,
    ),
];

#[test]
fn larger_logs_give_what_the_published_tool_gives() {
    let Some(folder) = published() else { return };
    for (name, expected, early) in LARGER {
        let log = log(&folder.join(name));
        let handoffs = causes(&log.instances, Hours::Observed);
        let sum = |part: fn(&Handoff) -> i64| handoffs.iter().map(part).sum::<i64>();
        let found = [
            i64::try_from(handoffs.len()).unwrap(),
            sum(|handoff| handoff.wait),
            sum(|handoff| handoff.split.batching),
            sum(|handoff| handoff.split.contention),
            sum(|handoff| handoff.split.prioritisation),
            sum(|handoff| handoff.split.unavailability) + early,
        ];
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn hours_learned_from_a_log_are_the_published_ones() {
    let Some(folder) = published() else { return };
    let log = log(&folder.join("PurchasingExample.csv"));
    let text = std::fs::read_to_string(folder.join("PurchasingExample_calendar.json")).unwrap();
    let published: BTreeMap<String, Vec<BTreeMap<String, String>>> =
        serde_json::from_str(&text).unwrap();
    let calendars = observed_hours(&log.instances);
    let mut compared = 0;
    for (resource, name) in log.resources.iter().enumerate() {
        // Those with a smaller part in the log are left out of the published file.
        let Some(intervals) = published.get(name) else {
            continue;
        };
        let calendar = calendars[resource].as_ref().unwrap();
        for quarter in 0..7 * 96 {
            let is_published = intervals.iter().any(|interval| contains(interval, quarter));
            // 1970-01-05 was a Monday.
            let instant = 4 * 24 * HOUR + quarter * HOUR / 4;
            let place = format!("{name}, quarter {quarter} of the week");
            assert_eq!(calendar.is_working(instant), is_published, "{place}");
        }
        compared += 1;
    }
    assert_eq!(compared, published.len());
}

/// Whether a published interval holds a quarter of an hour of the week.
fn contains(interval: &BTreeMap<String, String>, quarter: i64) -> bool {
    const DAYS: [&str; 7] = [
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
    ];
    let minute = |key: &str| -> i64 {
        let mut parts = interval[key].split(':').map(str::parse::<i64>);
        parts.next().unwrap().unwrap() * 60 + parts.next().unwrap().unwrap()
    };
    let day = usize::try_from(quarter / 96).unwrap();
    let start = quarter % 96 * 15;
    interval["from"] == DAYS[day] && minute("beginTime") <= start && start < minute("endTime")
}

#[test]
fn ping_pongs_are_those_of_the_published_cases() {
    let Some(folder) = published() else { return };
    let create = ("Create Request for Quotation", "Kim Passa");
    let analyze = ("Analyze Request for Quotation", "Karel de Groot");
    let approve = ("Approve Purchase Order for payment", "Karel de Groot");
    let invoice = ("Send Invoice", "Kiu Kan");
    let minutes = |hours: i64, minutes: i64| hours * 60 + minutes;
    let expected = [
        ("ping_pong_case", vec![(create, analyze, 1, minutes(2, 11))]),
        ("ping_pong_case_fake", vec![]),
        (
            "two_ping_pongs_case",
            vec![
                (approve, invoice, 1, minutes(5, 45)),
                (create, analyze, 1, minutes(2, 11)),
            ],
        ),
        (
            "double_ping_pong_case",
            vec![
                (analyze, create, 1, minutes(3, 3)),
                (create, analyze, 2, minutes(5, 28)),
            ],
        ),
    ];
    for (name, expected) in expected {
        // Which activities are concurrent is seen from the whole log, not from one case.
        let case = folder.join(format!("{name}.csv"));
        let log = logs(&[&folder.join("PurchasingExample.csv"), &case]);
        let alone = causes(&tables::log(&case).instances, Hours::Observed);
        let added = log.instances.len() - tables::rows(&case).len();
        // The published waits are from when the case alone shows the work as enabled.
        let wait = |at: usize| {
            let mut handoffs = alone.iter();
            let own = handoffs.find(|handoff| handoff.receiver + added == at);
            own.unwrap().wait
        };
        let mut found: BTreeMap<_, (i32, i64)> = BTreeMap::new();
        let own = ping_pongs(&log.instances);
        for ping_pong in own.iter().filter(|found| found.giver >= added) {
            let names = |at: usize| {
                let work = log.instances[at];
                let activity = log.activities[work.activity as usize].as_str();
                (activity, log.resource(work.resource))
            };
            let route = (names(ping_pong.giver), names(ping_pong.receiver));
            let sum = found.entry(route).or_default();
            sum.0 += 1;
            sum.1 += (wait(ping_pong.giver) + wait(ping_pong.receiver)) / 60_000;
        }
        let found: Vec<_> = found
            .into_iter()
            .map(|((a, b), (n, wait))| (a, b, n, wait))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// This table has no causes and is older than the method; see [`sketch`].
#[test]
fn the_table_of_the_first_sketch_is_what_its_rules_give() {
    let Some(folder) = published() else { return };
    let log = log(&folder.join("BIMP_example.csv"));
    let rows = tables::rows(&folder.join("bimp-example_handoffs.csv"));
    let expected: BTreeMap<_, _> = rows
        .iter()
        .map(|row| {
            let frequency: f64 = row["frequency"].parse().unwrap();
            let wait = tables::micros(&row["wt_total"]);
            (tables::route(row), (frequency as i64, wait))
        })
        .collect();
    let found: BTreeMap<_, _> = sketch::handoffs(&log.instances)
        .into_iter()
        .map(|(route, sums)| (log.names(&route), sums))
        .collect();
    assert_eq!(found, expected);
}
