//! Dates that are read without an error, and are doubtful all the same.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What is said of a log, in this format.
fn said(name: &str, text: &str, arguments: &[&str]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("measured");
    fs::create_dir_all(&folder).expect("the folder of tests can be written");
    let file = folder.join(name);
    fs::write(&file, text).expect("the folder of tests can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["measure", "--lang", "en"])
        .args(arguments)
        .arg(&file)
        .output()
        .expect("baton runs");
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

/// Cases of three steps on one day each, from the 1st to the 28th of every month of a year.
fn days(date: impl Fn(usize, u32, u32) -> String) -> String {
    let mut text = "case,step,time\n".to_owned();
    for (case, (month, day)) in (1..=12)
        .flat_map(|month| (1..=28).map(move |day| (month, day)))
        .enumerate()
    {
        for (at, step) in ["Take", "Make", "Give"].into_iter().enumerate() {
            let date = date(3 * case + at, month, day);
            let _ = writeln!(text, "c{case:03},{step},{date} {:02}:07", 8 + at);
        }
    }
    text
}

#[test]
fn another_mark_in_a_column_of_dates_is_a_reason_for_doubt_with_its_first_row() {
    let text = days(|row, month, day| match row {
        40 | 300 => format!("{day:02}/{month:02}/2026"),
        _ => format!("{day:02}.{month:02}.2026"),
    });
    let json = said("marks.csv", &text, &["--format", "json"]);
    assert!(json.contains("\"dates-written-differently\""), "{json}");
    assert!(json.contains("\"events\": 2") && json.contains("\"row\": 42"));
    let shown = said("marks.csv", &text, &[]);
    assert!(
        shown.contains("! 2 dates in the column `time`") && shown.contains("in row 42"),
        "{shown}"
    );
}

#[test]
fn the_first_row_is_that_of_the_file_whatever_thread_met_it() {
    let regular = days(|_, month, day| format!("{day:02}.{month:02}.2026"));
    let (head, rows) = regular.split_once('\n').expect("a head");
    // Many blocks, with and without quotes; three odd rows, the first far behind.
    let (many, odd) = (rows.repeat(60), "c1,Take,01/02/2026 08:07\n");
    let text = format!("{head}\n{many}{odd}{many}\"c1\",{}{many}{odd}", &odd[3..]);
    let row = format!("\"row\": {}", 60 * 3 * 336 + 2);
    for threads in ["1", "2", "5"] {
        let json = said(
            "far.csv",
            &text,
            &["--format", "json", "--threads", threads],
        );
        assert!(
            json.contains("\"events\": 3,") && json.contains(&row),
            "{threads}"
        );
    }
}

#[test]
fn the_year_first_with_two_marks_is_doubtful_but_not_its_times() {
    let text = days(|row, month, day| match row {
        0..500 => format!("2026-{month:02}-{day:02}"),
        _ => format!("2026/{month}/{day}"),
    });
    let shown = said("slashes.csv", &text, &[]);
    assert!(
        shown.contains("· 508 dates in the column `time`"),
        "{shown}"
    );
    assert!(shown.contains("in row 502 (`2026/"), "{shown}");
    let all_alike = days(|_, month, day| format!("2026/{month}/{day}"));
    let shown = said("alike.csv", &all_alike, &[]);
    assert!(!shown.contains("another mark"), "{shown}");
}

#[test]
fn day_and_month_exchanged_inside_valid_dates_are_seen_where_cases_show_it() {
    let written = |row: usize, month: u32, day: u32| {
        // One event in twenty-five, where both can be exchanged.
        if row % 25 == 1 && day <= 12 {
            format!("2026-{day:02}-{month:02}")
        } else {
            format!("2026-{month:02}-{day:02}")
        }
    };
    let shown = said(
        "exchanged.csv",
        &days(written),
        &["--zone", "Asia/Shanghai"],
    );
    assert!(shown.contains("! day and month of "), "{shown}");
    let json = said("exchanged.csv", &days(written), &["--format", "json"]);
    assert!(json.contains("\"day-and-month-exchanged\""), "{json}");
    // The second event is of 1 January, which stays so; 9 January is the next, behind a head and
    // twenty-six rows.
    assert!(json.contains("\"row\": 28"), "{json}");
    assert!(shown.contains("(first in row 28)"), "{shown}");
    // The same in quotes, of which one holds an end of line.
    let quoted = days(written).replacen("c000,Take", "\"c\n000\",Take", 1);
    let quoted = said("exchanged-quoted.csv", &quoted, &[]);
    assert!(quoted.contains("(first in row 29)"), "{quoted}");
}

#[test]
fn a_long_wait_is_no_exchanged_date() {
    // The last step follows after thirty days.
    let text = days(|row, month, day| {
        let (month, year) = match (row % 3, month) {
            (2, 12) => (1, 2027),
            (2, month) => (month + 1, 2026),
            (_, month) => (month, 2026),
        };
        format!("{year}-{month:02}-{day:02}")
    });
    let shown = said("long.csv", &text, &[]);
    assert!(!shown.contains("exchanged"), "{shown}");
}
