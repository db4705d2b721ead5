//! A log whose hours are those of a working calendar, against a count by hand.

use baton::audit::Audit;
use baton::lang::Lang;
use baton::measure::logged::LoggedLog;
use baton::report::{Scope, Style, json, text};

use super::{audited, logged, sound, verdicts};

const HOUR: f64 = 3_600_000.0;

const MODEL: &str = r#"
[process]
id = "shop"

[[step]]
id = "cut"
start = true

[[step]]
id = "weld"
end = true

[[handoff]]
id = "parts"
from = "cut"
to = "weld"
due = "within 2 working h"
customer.needs = ["on-time ≥ 50 %"]

[[measure]]
id = "punctual"
kind = "share"
of = "on-time"

[[measure]]
id = "wait"
kind = "duration"
of = "wait"
statistic = "median"
better = "lower"

[[goal]]
id = "quick"
text = "Waits of two hours at most"
on = "parts"
measure = "wait"
target = "2 working h"
"#;

const CALENDAR: &str = r#"
[[calendar]]
id = "office"
name = { en = "Office", zh = "办公室" }
zone = "Asia/Shanghai"
hours = ["Mon-Fri 08:00-12:00", "Mon-Fri 13:00-17:00"]
holidays = ["2026-05-01..2026-05-05"]
workdays = ["2026-05-09"]
"#;

/// Over a holiday of five days; over a Friday night into a Saturday that is worked; on a
/// Saturday that is not.
const LOG: &str = "case,activity,start,end
c1,cut,2026-04-30T15:00:00,2026-04-30T16:00:00
c1,weld,2026-05-06T09:00:00,2026-05-06T11:00:00
c2,cut,2026-05-08T16:00:00,2026-05-08T16:30:00
c2,weld,2026-05-09T10:00:00,2026-05-09T14:00:00
c3,cut,2026-05-16T10:00:00,2026-05-16T11:00:00
c3,weld,2026-05-16T10:30:00,2026-05-16T12:00:00
";

fn with(name: &str, model: &str, key: &str) -> Audit {
    of(name, model, key, LOG.to_owned())
}

fn of(name: &str, model: &str, key: &str, rows: String) -> Audit {
    let log = format!("[[log]]\nid = \"orders\"\npath = \"log.csv\"\ncensus = true\n{key}\n");
    let model = format!("{model}{CALENDAR}{log}");
    audited(name, &[("shop.toml", model), ("log.csv", rows)], 2)
}

fn lead_times(log: &LoggedLog) -> Vec<i64> {
    let mut leads: Vec<i64> = log.cases.lead.all().collect();
    leads.sort_unstable();
    leads
}

#[test]
fn holidays_and_make_up_workdays_count_as_counted_by_hand() {
    let audit = with("calendar", MODEL, "calendar = \"office\"");
    let log = logged(&audit);
    let parts = &log.handoffs[0];
    // Thursday 16-17 and Wednesday 8-9; Friday 16:30-17 and Saturday 8-10; nothing.
    let (wait, lead) = (parts.wait, parts.lead);
    assert_eq!((wait.n, wait.median), (3, 2.0 * HOUR));
    assert!((wait.mean - 1.5 * HOUR).abs() < 1e-6);
    assert_eq!((wait.max, lead.max), (9_000_000, 3_600_000));
    // The overlap lies outside working time, and is one all the same.
    assert_eq!((parts.overlapping, log.cases.overlapping), (1, 1));
    assert_eq!(parts.within, Some(2));
    assert_eq!(lead_times(log), [0, 5 * 3_600_000, 6 * 3_600_000]);
    let weld = log.steps[1].touch.expect("worked on");
    assert_eq!(weld.max, 3 * 3_600_000);
    let efficiency = log.open.efficiency.expect("known");
    assert!((efficiency - 6.5 / 11.0).abs() < 1e-12);
    // By the calendar, as work lies there day and night too.
    let in_process = log.open.work_in_process.expect("known");
    assert!((in_process - 164.0 / 381.0).abs() < 1e-12);
    // All of it lies in the days of the zone, not in those of UTC.
    assert_eq!(log.period.first().to_string(), "2026-04-30");
}

#[test]
fn figures_of_such_a_log_are_in_working_hours_and_compared_with_working_hours_only() {
    let audit = with("calendar-figures", MODEL, "calendar = \"office\"");
    let world = &sound(&audit).world;
    let shown: Vec<_> = world
        .chain
        .figures
        .iter()
        .map(|figure| figure.value.show(Lang::En))
        .collect();
    assert!(shown.contains(&"2 working h".to_owned()), "{shown:?}");
    let decided = verdicts(&audit);
    assert!(decided[1].starts_with("Met "), "{decided:?}");
    let plain = MODEL.replace("target = \"2 working h\"", "target = \"2 h\"");
    let audit = with("calendar-plain-goal", &plain, "calendar = \"office\"");
    let open = verdicts(&audit);
    assert!(!open[1].starts_with("Met ") && !open[1].starts_with("NotMet"));
    // And the other way round: a due time in working hours says nothing of all hours.
    let all_hours = with("all-hours", MODEL, "");
    let parts = &logged(&all_hours).handoffs[0];
    assert_eq!(parts.within, None);
    assert_eq!(parts.wait.max, 137 * 3_600_000);
}

/// What is said of a handoff that is due in this time: how many are within it, or why that is open.
fn due(name: &str, due: &str, calendar: &str, key: &str) -> Result<u64, String> {
    let model = MODEL.replace("within 2 working h", due);
    let log = format!("[[log]]\nid = \"orders\"\npath = \"log.csv\"\n{key}\n");
    let files = [
        ("shop.toml", format!("{model}{calendar}{log}")),
        ("log.csv", LOG.to_owned()),
    ];
    let audit = audited(name, &files, 2);
    let parts = &logged(&audit).handoffs[0];
    let due = parts.due.as_ref().expect("it is due within a duration");
    let (reason, within) = (due.reason(), parts.within);
    match reason {
        None => Ok(within.expect("it is compared")),
        Some(reason) => {
            assert_eq!(within, None);
            Err(reason.get(Lang::En).to_owned())
        }
    }
}

#[test]
fn working_days_are_held_against_a_log_with_a_calendar_of_equal_days() {
    // A working day has eight hours; the waits are 2, 2.5 and 0 of them.
    let by = "calendar = \"office\"";
    assert_eq!(due("due-days", "within 1 working day", CALENDAR, by), Ok(3));
    let quarter = due("due-part", "within 0.25 working days", CALENDAR, by);
    assert_eq!(quarter, Ok(2));
    assert_eq!(due("due-hours", "within 2 working h", CALENDAR, by), Ok(2));
}

#[test]
fn a_due_time_on_another_clock_says_why_and_what_to_write() {
    let by = "calendar = \"office\"";
    for (name, written, key, says) in [
        (
            "due-none",
            "within 2 working days",
            "",
            "write `calendar` in its [[log]]",
        ),
        (
            "due-bare",
            "within 2 working h",
            "",
            "write `calendar` in its [[log]]",
        ),
        (
            "due-all",
            "within 2 days",
            by,
            "in working hours or working days",
        ),
        (
            "due-month",
            "within 1 month",
            "",
            "write the due time in days",
        ),
    ] {
        let open = due(name, written, CALENDAR, key);
        let reason = open.expect_err("it is not compared");
        assert!(reason.contains(says), "{written}: {reason}");
    }
    let short = CALENDAR.replace("Mon-Fri 13:00-17:00", "Mon-Thu 13:00-17:00");
    let open = due("due-short", "within 2 working days", &short, by);
    let reason = open.expect_err("it is not compared");
    assert!(
        reason.contains("workdays of the calendar differ"),
        "{reason}"
    );
    // On the Friday it ends at twelve, so its wait is shorter too.
    assert_eq!(due("due-known", "within 2 working h", &short, by), Ok(3));
}

#[test]
fn the_report_says_that_a_due_time_was_not_compared() {
    let model = MODEL.replace("within 2 working h", "within 2 working days");
    let audit = with("due-report", &model, "");
    let says = "not held against the log: “within 2 working days” is working time";
    let report = text::render(&audit, &Scope::default(), Style::default());
    let out = json::render(&audit, &Scope::default(), Lang::En).expect("rendered");
    assert!(report.contains(says), "{report}");
    assert!(out.contains("\"due_not_compared\""), "{out}");
    let reason = "its due time is working time, and the log counts all hours: write `calendar`";
    assert!(report.contains(reason), "{report}");
}

#[test]
fn open_cases_have_lasted_working_time_too() {
    // Taken up on a Friday at 16:00; the log ends on the Saturday, which is off.
    let rows = format!("{LOG}c4,cut,2026-05-15T16:00:00,2026-05-15T17:00:00\n");
    let keys = "calendar = \"office\"\nlast = [\"weld\"]";
    let audit = of("calendar-open", MODEL, keys, rows);
    let open = &logged(&audit).open;
    assert_eq!((open.finished, open.open), (3, 1));
    // Finished after 0, 5 and 6 hours, open after 1: 3/4 are left after none, 3/8 after five.
    let median = open.median.as_ref().and_then(|known| known.time);
    assert_eq!(median, Some(5.0 * HOUR));
    // Cases in process and finished cases per day are those of the calendar days.
    let flow = open.flow.expect("known");
    assert!((flow.lead - 164.0 / 3.0 * HOUR).abs() < 1.0);
    assert!((flow.in_process - 184.0 / 381.0).abs() < 1e-12);
}

#[test]
fn a_month_is_no_number_of_seconds() {
    let model = MODEL.replace("within 2 working h", "within 1 month");
    let audit = with("calendar-month", &model, "");
    assert_eq!(logged(&audit).handoffs[0].within, None);
}

#[test]
fn the_report_says_whose_hours_they_are() {
    let audit = with("calendar-report", MODEL, "calendar = \"office\"");
    let report = |lang| {
        let style = Style {
            lang,
            ..Style::default()
        };
        text::render(&audit, &Scope::default(), style)
    };
    let (en, zh) = (report(Lang::En), report(Lang::Zh));
    let says = "times are working time by the calendar “Office” (Asia/Shanghai)";
    assert!(en.contains(says) && en.contains("2.00 working h"), "{en}");
    let says = "按工作日历“办公室”（Asia/Shanghai）的工作时间计";
    assert!(zh.contains(says) && zh.contains("2.00 工作小时"), "{zh}");
    let out = json::render(&audit, &Scope::default(), Lang::En).expect("rendered");
    assert!(out.contains("\"calendar\": \"office\""), "{out}");
}
