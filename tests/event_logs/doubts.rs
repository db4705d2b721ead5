//! Logs whose times are days for some activities, and files that are not in the order of time.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What is said of a log in a language.
fn said_in(lang: &str, name: &str, text: &str, arguments: &[&str]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("doubts");
    fs::create_dir_all(&folder).expect("the folder of tests can be written");
    let file = folder.join(name);
    fs::write(&file, text).expect("the folder of tests can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["measure", "--lang", lang])
        .args(arguments)
        .arg(&file)
        .output()
        .expect("baton runs");
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn said(name: &str, text: &str) -> String {
    said_in("en", name, text, &[])
}

/// Forty cases; `order`, of its case, is the time of the first of twelve activities.
fn with_order(order: impl Fn(usize) -> String) -> String {
    let mut text = "case,activity,time\n".to_owned();
    for case in 0..40 {
        let day = 1 + case % 28;
        let _ = writeln!(text, "c{case:02},Order,2026-03-{day:02} {}", order(case));
        for at in 0..11 {
            let (hour, minute) = (8 + at, (7 * case + at) % 59 + 1);
            let _ = writeln!(
                text,
                "c{case:02},Step {at},2026-03-{day:02} {hour:02}:{minute:02}:13"
            );
        }
    }
    text
}

#[test]
fn an_activity_of_which_only_days_are_known_is_named() {
    // One in twelve of all times, which alone would be no reason for doubt.
    let log = with_order(|_| "00:00:00".to_owned());
    let text = said("one.csv", &log);
    assert!(
        text.contains("! nearly all times of “Order” lie exactly on midnight"),
        "{text}"
    );
    let chinese = said_in("zh", "one.csv", &log, &[]);
    assert!(chinese.contains("“Order”的时刻几乎都恰为零点"), "{chinese}");
    let json = said_in("en", "one.csv", &log, &["--format", "json"]);
    assert!(json.contains("\"days-without-hour\""), "{json}");
    // Two of forty were entered with their hour.
    let most = with_order(|case| match case {
        3 | 17 => "07:41:09".to_owned(),
        _ => "00:00:00".to_owned(),
    });
    assert!(said("most.csv", &most).contains("times of “Order”"));
}

#[test]
fn half_of_an_activity_at_midnight_and_a_log_of_days_name_no_activity() {
    let half = with_order(|case| format!("{:02}:00:00", case % 2 * 7));
    assert!(!said("half.csv", &half).contains("nearly all times of"));
    let mut days = "case,activity,time\n".to_owned();
    for case in 1..=28 {
        let _ = writeln!(
            days,
            "c{case},Take,2026-03-{case:02}\nc{case},Give,2026-04-{case:02}"
        );
    }
    let text = said("days.csv", &days);
    assert!(text.contains("exactly on 00:00"), "{text}");
    assert!(!text.contains("nearly all times of"), "{text}");
}

/// A hundred cases of three rows each; `order` says how the rows of a case stand in the file.
fn in_rows(order: impl Fn(usize) -> [usize; 3], times: [&str; 3]) -> String {
    let mut text = "case,activity,time\n".to_owned();
    for case in 0..100 {
        for at in order(case) {
            let (step, time) = (["Take", "Make", "Give"][at], times[at]);
            let day = 1 + case % 28;
            let _ = writeln!(
                text,
                "c{case:02},{step},2026-03-{day:02} {time}:{:02}",
                case % 50
            );
        }
    }
    text
}

const APART: [&str; 3] = ["08:07", "09:11", "10:13"];

#[test]
fn rows_of_some_cases_against_their_times_are_a_reason_for_doubt() {
    let swapped = |count: usize| {
        move |case: usize| match case < count {
            true => [1, 0, 2],
            false => [0, 1, 2],
        }
    };
    let text = said("some.csv", &in_rows(swapped(7), APART));
    assert!(
        text.contains("· in 7 of 100 cases (7.0 %) the rows do not stand in the order"),
        "{text}"
    );
    assert!(text.contains("for example in case c00"), "{text}");
    let json = said_in(
        "en",
        "some.csv",
        &in_rows(swapped(7), APART),
        &["--format", "json"],
    );
    assert!(json.contains("\"rows-out-of-order\""), "{json}");
    for few in [0, 2] {
        let text = said("few.csv", &in_rows(swapped(few), APART));
        assert!(!text.contains("the rows do not stand"), "{few}: {text}");
    }
}

#[test]
fn a_file_in_another_order_is_doubtful_only_where_times_are_equal() {
    let newest_first = |_| [2, 1, 0];
    let text = said("newest.csv", &in_rows(newest_first, APART));
    assert!(!text.contains("order of time"), "{text}");
    let equal = ["08:07", "09:11", "09:11"];
    let text = said("equal.csv", &in_rows(newest_first, equal));
    assert!(
        text.contains("the file is not in the order of time (100.0 % of the cases")
            && text.contains("100 events have the very time"),
        "{text}"
    );
    // In the order of time, equal times stand as they were written.
    let text = said("in-order.csv", &in_rows(|_| [0, 1, 2], equal));
    assert!(!text.contains("order of time"), "{text}");
}

#[test]
fn nine_of_ten_says_that_open_cases_are_not_among_them() {
    let mut log = in_rows(|_| [0, 1, 2], APART);
    for case in 0..7 {
        let _ = writeln!(log, "open{case},Take,2026-03-09 08:0{case}:11");
    }
    let text = said_in("en", "open.csv", &log, &["--last", "Give"]);
    assert!(
        text.contains("; without the 7 still open")
            && text.contains("nor in its 9 of 10: the gap that open cases (7) are still in"),
        "{text}"
    );
    let chinese = said_in("zh", "open.csv", &log, &["--last", "Give"]);
    assert!(
        chinese.contains("不含未完成的 7 个") && chinese.contains("也不在“九成以内”中"),
        "{chinese}"
    );
    // Nothing was asked of the end: every case counts as finished.
    assert!(!said("open.csv", &log).contains("still open"));
}
