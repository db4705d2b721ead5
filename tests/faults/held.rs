//! Logs that are held in memory: measured as when they are read, and a part of them by names alone.

use baton::events::held::{Alteration, HeldLog};
use baton::events::mapping::{Mapping, Role};
use baton::events::read::{Asked, read_opened};
use baton::events::{EventLog, file};
use baton::measure::log::{self, LogMeasures, measure, measure_held};

const CASES: usize = 200;

fn text() -> String {
    let mut text = "case,activity,start,time\n".to_owned();
    for case in 0..CASES {
        let (day, hour) = (case % 28 + 1, case % 7 + 8);
        for (activity, minute) in [("b", 40), ("a", 5), ("c", 50)] {
            let minute = minute + case % 9;
            text.push_str(&format!(
                "C{case},{activity},2026-03-{day:02} {hour:02}:{minute:02}:00,2026-03-{day:02} {hour:02}:{minute:02}:30\n"
            ));
        }
    }
    text
}

fn read(threads: usize) -> EventLog {
    let column = |role, name: &str| (role, name.to_owned());
    let asked = Asked {
        mapping: Mapping {
            columns: vec![
                column(Role::Case, "case"),
                column(Role::Activity, "activity"),
                column(Role::Start, "start"),
                column(Role::Time, "time"),
            ],
            ..Mapping::default()
        },
        threads,
        ..Asked::default()
    };
    let text = text();
    let opened = file::open_stream(text.as_bytes()).expect("a text can be opened");
    let read = read_opened(opened, &asked, &|_, _| {});
    read.expect("the log can be read").log
}

/// What was measured, without the lists whose order threads may show.
fn said(measures: &LogMeasures) -> String {
    let handoffs = measures.between_steps.handoffs.iter();
    let handoffs: Vec<_> = handoffs
        .map(|one| {
            (
                one.from,
                one.to,
                one.waits.len(),
                one.waits.sum(),
                one.cases,
            )
        })
        .collect();
    let done: Vec<_> = measures.activities.iter().map(|one| one.n).collect();
    let cases = (measures.cases.n, measures.cases.range);
    format!(
        "{} {cases:?} {done:?} {handoffs:?} {:?}",
        measures.events, measures.quality
    )
}

fn asked() -> log::Asked {
    log::Asked {
        steps: vec![0, 1, 2],
        ..log::Asked::default()
    }
}

#[test]
fn a_held_log_is_measured_as_when_it_is_read() {
    let plain = measure(read(2), &asked(), 2).expect("it can be measured");
    let held = HeldLog::of(read(1), usize::MAX, 1).expect("it can be held");
    assert_eq!(held.cases(), (CASES, CASES));
    // Looked at again and again, it stays what it is; so it does if nothing is altered.
    struct Nothing;
    impl Alteration for Nothing {}
    for alteration in [None, None, Some(&Nothing as &dyn Alteration)] {
        let again = measure_held(&held, alteration, &asked());
        assert_eq!(said(&again), said(&plain));
    }
}

#[test]
fn of_a_large_log_the_same_cases_are_held_on_any_number_of_threads() {
    let parts = [1, 3].map(|threads| {
        let held = HeldLog::of(read(threads), 120, threads).expect("it can be held");
        let (some, all) = held.cases();
        assert!(some > 10 && some < 80 && all == CASES, "{some} of {all}");
        said(&measure_held(&held, None, &asked()))
    });
    assert_eq!(parts[0], parts[1]);
}
