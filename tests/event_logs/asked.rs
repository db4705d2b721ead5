//! What people ask of `baton measure`, and what it answers to what makes no sense.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A log of its own for each test.
pub(crate) fn log(name: &str, text: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("measured");
    fs::create_dir_all(&folder).expect("the folder of tests can be written");
    let file = folder.join(name);
    fs::write(&file, text).expect("the folder of tests can be written");
    file
}

fn measured(log: &PathBuf, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["measure", "--lang", "en"])
        .args(arguments)
        .arg(log)
        .output()
        .expect("baton runs")
}

/// What it says, and its exit code.
pub(crate) fn said(log: &PathBuf, arguments: &[&str]) -> (String, i32) {
    let output = measured(log, arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (text, output.status.code().unwrap_or(-1))
}

const ORDERS: &str = "\
order,step,time,due,checked
1,Pick,2026-03-04 08:00,2026-03-05,ok
1,Ship,2026-03-05 15:00,2026-03-05,ok
2,Pick,2026-03-04 09:00,2026-03-05,no
2,Ship,2026-03-06 10:00,2026-03-05,ok
";

#[test]
fn the_log_itself_is_never_overwritten() {
    let log = log("kept.csv", ORDERS.as_bytes());
    let own = log.to_string_lossy().into_owned();
    let (text, code) = said(&log, &["--format", "csv", "-o", &own]);
    assert_eq!(code, 2, "{text}");
    assert_eq!(fs::read_to_string(&log).expect("it is there"), ORDERS);
}

#[test]
fn a_due_day_lasts_until_its_end() {
    let log = log("due.csv", ORDERS.as_bytes());
    let (text, code) = said(&log, &["--due", "due"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("50.0 %: 1 of 2"), "{text}");
}

#[test]
fn a_due_instant_is_no_day() {
    // 2026-03-05 16:00 and 15:00 UTC, in milliseconds; both orders end at 15:30.
    let text = "order,step,time,due\n\
        1,Ship,1772724600000,1772726400000\n\
        2,Ship,1772724600000,1772722800000\n";
    let log = log("due-instant.csv", text.as_bytes());
    let (text, code) = said(
        &log,
        &[
            "--case",
            "order",
            "--activity",
            "step",
            "--time",
            "time",
            "--due",
            "due",
        ],
    );
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("50.0 %: 1 of 2"), "{text}");
}

#[test]
fn what_the_log_does_not_hold_is_an_error_and_not_green() {
    let log = log("lacks.csv", ORDERS.as_bytes());
    for (arguments, says) in [
        (
            &["--by", "group"][..],
            "no column is named that holds the group",
        ),
        (&["--causes"], "no column is named that holds the start"),
        (
            &["--good", "checked", "--good-value", "fine"],
            "no result of this log is `fine`",
        ),
        (&["--last", "Shipp"], "did you mean `Ship`?"),
        (&["--from", "2030-01-01"], "no case began in this time"),
        (&["--zone", "Asia/Shangai"], "no time zone"),
    ] {
        let (text, code) = said(&log, arguments);
        assert_eq!(code, 5, "{arguments:?}: {text}");
        assert!(text.contains(says), "{arguments:?}: {text}");
    }
}

#[test]
fn a_workbook_is_called_one() {
    let log = log("sheet.csv", b"PK\x03\x04 and so on");
    let (text, code) = said(&log, &[]);
    assert_eq!(code, 5);
    assert!(text.contains("save the sheet as CSV"), "{text}");
}

#[test]
fn a_head_without_rows_has_no_events() {
    let log = log("head.csv", b"order,step,time\n");
    let (text, code) = said(&log, &[]);
    assert_eq!(code, 5);
    assert!(text.contains("no events"), "{text}");
}

#[test]
fn a_table_for_spreadsheets_has_every_row() {
    let mut text = String::from("case,activity,time\n");
    for at in 0..60 {
        text.push_str(&format!(
            "1,step {at},2026-01-01 {:02}:{:02}\n",
            at / 60,
            at % 60
        ));
    }
    text.push_str("2,step 0,2026-01-02 00:00\n2,step 1,2026-01-02 00:05\n");
    let log = log("rows.csv", text.as_bytes());
    let (table, code) = said(&log, &["--format", "csv"]);
    assert_eq!((table.lines().count(), code), (60, 0), "{table}");
}

/// Work done by people, whose names and activities hold line ends.
const NASTY: &str = "\
case,activity,start,end,who,ok
1,\"Pick\nall\",2026-03-04 08:00:01,2026-03-04 09:00:02,\"Ann\nLee\",
1,\"Ship\u{9b}31m\",2026-03-04 12:00:03,2026-03-04 13:00:04,Bob,no
2,\"Pick\nall\",2026-03-04 08:10:05,2026-03-04 09:10:06,\"Ann\nLee\",
2,\"Ship\u{9b}31m\",2026-03-04 14:00:07,2026-03-04 15:00:08,Bob,yes
";

#[test]
fn names_from_the_log_cannot_break_a_line_of_the_report() {
    let log = log("nasty.csv", NASTY.as_bytes());
    for by in ["activity", "resource"] {
        let (text, code) = said(&log, &["--causes", "--by", by]);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("Why work waited"), "{text}");
        assert!(!text.contains('\u{9b}'), "{text:?}");
        let broken = |line: &str| line.starts_with("all") || line.starts_with("Lee");
        assert!(!text.lines().any(broken), "{text}");
    }
}

#[test]
fn a_report_without_colours_takes_no_option_for_them() {
    let log = log("plain.csv", ORDERS.as_bytes());
    let (text, code) = said(&log, &["--color", "always"]);
    assert_eq!(code, 2, "{text}");
}

#[test]
fn times_without_a_zone_are_said_to_be_read_as_utc_and_how_to_say_it() {
    let log = log("zoneless.csv", ORDERS.as_bytes());
    let (text, code) = said(&log, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("UTC was taken"), "{text}");
    assert!(text.contains("--zone Asia/Shanghai"), "{text}");
    let (text, _) = said(&log, &["--zone", "Asia/Shanghai"]);
    assert!(text.contains("Asia/Shanghai was taken"), "{text}");
}

/// Sixty orders, each shipped as many minutes after it was picked as its number says.
fn sixty() -> String {
    let row = |order: u32| {
        format!(
            "{order},Pick,2026-03-04T08:00:00Z\n{order},Ship,2026-03-04T08:{:02}:00Z\n",
            order % 60
        )
    };
    let rows: String = (0..60).map(row).collect();
    format!("order,step,time\n{rows}")
}

#[test]
fn any_percentiles_are_shown_with_their_bounds_in_every_format() {
    let log = log("sixty.csv", sixty().as_bytes());
    // Of 0 to 59 minutes: 0.8 · 59 = 47.2, and the ranks 43 and 54 of 60 bound it.
    let (text, code) = said(&log, &["--percentile", "95,80"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("P80 (95 % sure)"), "{text}");
    assert!(text.contains("47.20 (42.00 … 53.00)"), "{text}");
    assert!(text.contains("lead time at"), "{text}");
    let (csv, _) = said(&log, &["--percentile", "95,80", "--format", "csv"]);
    let head = "p80_h,p80_lower_h,p80_upper_h,p95_h,p95_lower_h,p95_upper_h";
    assert!(
        csv.lines().next().is_some_and(|line| line.ends_with(head)),
        "{csv}"
    );
    assert!(
        csv.contains(",0.786667,0.700000,0.883333,0.934167,"),
        "{csv}"
    );
    let (json, _) = said(&log, &["--percentile", "80", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let level = &read["handoffs"][0]["percentiles"][0];
    assert_eq!(
        (&level["percent"], &level["time"]),
        (&80.0.into(), &2832.0.into())
    );
}

#[test]
fn a_percentile_outside_its_range_is_refused() {
    let log = log("sixty-again.csv", sixty().as_bytes());
    for wrong in ["0", "100", "101", "-5", "P90", "", "80,,95", "nan"] {
        let (text, code) = said(&log, &[&format!("--percentile={wrong}")]);
        assert_eq!(code, 2, "{wrong}: {text}");
        assert!(text.contains("is no percentile"), "{wrong}: {text}");
    }
}

#[test]
fn figures_without_a_model_name_activities_and_say_so() {
    let text = NASTY.replace("\u{9b}31m", "");
    let log = log("figures.csv", text.as_bytes());
    let (table, code) = said(
        &log,
        &["--format", "figures", "--sla", "4 h", "--good", "ok"],
    );
    assert_eq!(code, 0, "{table}");
    let head =
        "\u{feff}measure,on,period,value,unit,low,high,k,n,recorded_by,source,census,grade,note";
    assert_eq!(table.lines().next(), Some(head));
    assert!(
        table.contains("wait-median,\"Pick\nall → Ship\",2026-03-04..2026-03-04,"),
        "{table}"
    );
    assert!(
        table.contains("first-pass,Ship,2026-03-04..2026-03-04,,,,,1,2,"),
        "{table}"
    );
    assert!(
        table.contains("on-time,\"Pick\nall → Ship\",2026-03-04..2026-03-04,,,,,1,2,"),
        "{table}"
    );
    assert!(table.contains("names are those of the log"), "{table}");
}

#[test]
fn a_model_is_only_for_figures() {
    let log = log("no-figures.csv", ORDERS.as_bytes());
    let (text, code) = said(&log, &["--model", "processes"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("--format figures"), "{text}");
}

/// Ten orders of an hour each, and three that were picked at the beginning and never shipped.
fn piled() -> String {
    let mut text = "order,step,start,end\n".to_owned();
    for order in 0..10 {
        let day = order + 1;
        text.push_str(&format!(
            "{order},Pick,2026-03-{day:02}T08:00:10Z,2026-03-{day:02}T08:20:00Z\n"
        ));
        text.push_str(&format!(
            "{order},Ship,2026-03-{day:02}T08:50:00Z,2026-03-{day:02}T09:00:10Z\n"
        ));
    }
    for order in ["x", "y", "z"] {
        text.push_str(&format!(
            "{order},Pick,2026-03-01T08:00:10Z,2026-03-01T08:20:00Z\n"
        ));
    }
    text
}

#[test]
fn work_that_piles_up_is_seen_from_what_is_in_process() {
    let log = log("piled.csv", piled().as_bytes());
    // 10 finished in 9 days and an hour, an hour each: 0.05 in process; three open all the time.
    let (text, code) = said(&log, &["--last", "Ship"]);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("3.0 in process, 1.11 finished a day × 60.00 min = 0.0: work piles up"),
        "{text}"
    );
    let (json, _) = said(&log, &["--last", "Ship", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let number = |key: &str| read["flow"][key].as_f64().expect("a number");
    assert!(
        (number("in_process") - (3.0 + 10.0 / 217.0)).abs() < 1e-6,
        "{json}"
    );
    assert!((number("expected") - 10.0 / 217.0).abs() < 1e-6, "{json}");
}

#[test]
fn a_flow_without_open_cases_fits() {
    let text: String = piled()
        .lines()
        .take(21)
        .map(|line| format!("{line}\n"))
        .collect();
    let log = log("steady.csv", text.as_bytes());
    let (text, code) = said(&log, &["--last", "Ship"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains(": they fit"), "{text}");
    // Without knowing what is finished both sides are the same by arithmetic: no check.
    let (text, _) = said(&log, &[]);
    assert!(!text.contains("they fit"), "{text}");
}

#[test]
fn the_yield_of_cases_stands_beside_the_product_of_the_rates() {
    // Two orders fail twice, two never: 2 of 4 are clean, and one half of one half is a quarter.
    let mut text = "order,step,time,ok\n".to_owned();
    for order in 0..4 {
        let ok = if order < 2 { "no" } else { "yes" };
        text.push_str(&format!("{order},Cut,2026-03-01T08:0{order}:00Z,{ok}\n"));
        text.push_str(&format!("{order},Weld,2026-03-01T09:0{order}:00Z,{ok}\n"));
    }
    let log = log("rolled.csv", text.as_bytes());
    let (text, code) = said(&log, &["--good", "ok"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("all good at first"), "{text}");
    assert!(text.contains("50.0 %: 2 of 4"), "{text}");
    assert!(text.contains("2 activities multiply to 25.0 %"), "{text}");
}

/// Four orders: both kept, late, short, and one delivered in parts.
const DELIVERED: &str = "\
order,step,time,promised,qty,sent
1,Order,2026-03-01T08:00:00Z,2026-03-05,10,
1,Ship,2026-03-04T15:00:00Z,2026-03-05,10,10
2,Order,2026-03-01T09:00:00Z,2026-03-05,\"2.5\",
2,Ship,2026-03-06T10:00:00Z,2026-03-05,\"2,5\",3
3,Order,2026-03-01T10:00:00Z,2026-03-05,10,
3,Ship,2026-03-04T10:00:00Z,2026-03-05,10,9
4,Order,2026-03-01T11:00:00Z,2026-03-05,10,
4,Ship,2026-03-03T11:00:00Z,2026-03-05,10,4
4,Ship,2026-03-05T11:00:00Z,2026-03-05,10,10
";

const QUANTITIES: [&str; 6] = [
    "--due",
    "promised",
    "--ordered",
    "qty",
    "--delivered",
    "sent",
];

#[test]
fn an_order_on_time_and_in_full_is_judged_for_both() {
    let log = log("delivered.csv", DELIVERED.as_bytes());
    let (text, code) = said(&log, &QUANTITIES);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("on time and in full"), "{text}");
    assert!(text.contains("50.0 %: 2 of 4"), "{text}");
    assert!(
        text.contains("on time 75.0 %, in full 75.0 %; due by `promised`"),
        "{text}"
    );
    let (text, _) = said(&log, &QUANTITIES[2..]);
    assert!(
        text.contains("in full             75.0 %: 3 of 4"),
        "{text}"
    );
    // With what finishes an order, one that was never shipped and was due counts as neither.
    let open = format!("{DELIVERED}5,Order,2026-03-01T12:00:00Z,2026-03-02,10,0\n");
    let open = self::log("delivered-open.csv", open.as_bytes());
    let (text, _) = said(&open, &[&QUANTITIES[..], &["--last", "Ship"]].concat());
    assert!(text.contains("40.0 %: 2 of 5"), "{text}");
    assert!(
        text.contains("by the due time      60.0 %: 3 of 5"),
        "{text}"
    );
    // Until it is due it counts as neither kept nor missed.
    let later = format!("{DELIVERED}5,Order,2026-03-01T12:00:00Z,2026-04-02,10,0\n");
    let later = self::log("delivered-later.csv", later.as_bytes());
    let (text, _) = said(&later, &[&QUANTITIES[..], &["--last", "Ship"]].concat());
    assert!(text.contains("50.0 %: 2 of 4"), "{text}");
    assert!(
        text.contains("by the due time      75.0 %: 3 of 4"),
        "{text}"
    );
}

#[test]
fn quantities_are_numbers_and_both_are_named() {
    let log = log("half.csv", DELIVERED.as_bytes());
    let (text, code) = said(&log, &QUANTITIES[..4]);
    assert_eq!(code, 5, "{text}");
    assert!(text.contains("quantity delivered"), "{text}");
    let wrong = DELIVERED.replace("10,9\n", "10,9 pcs\n");
    let log = self::log("no-number.csv", wrong.as_bytes());
    let (text, code) = said(&log, &QUANTITIES);
    assert_eq!(code, 5, "{text}");
    assert!(
        text.contains("row 7, column `sent`: `9 pcs` is no number"),
        "{text}"
    );
}

#[test]
fn an_encoding_that_cannot_be_told_is_asked_for_and_taken() {
    let western =
        b"case,step,time\n1,Pr\xFCfen,2026-03-04 08:00\n1,St\xFCck z\xE4hlen,2026-03-05 08:00\n";
    let log_of_one = log("western.csv", western);
    let (text, code) = said(&log_of_one, &["--top", "3"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Prüfen") && text.contains("was read as windows-1252"));
    let both = [western, b"2,\xCA\xD5\xBB\xF5,2026-03-04 08:00\n".as_slice()].concat();
    let both = log("both.csv", &both);
    let (text, code) = said(&both, &[]);
    assert_eq!(code, 5, "{text}");
    assert!(text.contains("--encoding windows-1252"), "{text}");
    let (text, code) = said(&both, &["--encoding", "windows-1252"]);
    assert_eq!(code, 0, "{text}");
    assert!(!text.contains("was read as"), "{text}");
}
