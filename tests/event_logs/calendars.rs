//! `baton measure --calendar`: durations in working time.

use std::fs;

use crate::asked::{log, said};

/// Work ends on Friday at 16:00 and goes on on Monday at 10:00: two working hours of 66 pass.
const WEEKEND: &str = "\
case,activity,start,time
1,Pick,2026-03-06 15:00,2026-03-06 16:00
1,Ship,2026-03-09 10:00,2026-03-09 11:00
2,Pick,2026-03-06 15:00,2026-03-06 16:00
2,Ship,2026-03-09 10:00,2026-03-09 11:00
";

const SHOP: &str = "[[calendar]]\nid = \"shop\"\nname = { en = \"Shop hours\", zh = \"车间班次\" }\n\
    zone = \"UTC\"\nhours = [\"Mon-Fri 09:00-17:00\"]\n";

const NIGHT: &str = "[[calendar]]\nid = \"night\"\nzone = \"Asia/Shanghai\"\n\
    hours = [\"Mon-Fri 22:00-06:00\"]\n";

/// The log, and the arguments that name a model with these calendars.
fn model(name: &str, text: &str) -> (std::path::PathBuf, String) {
    let log = log(&format!("{name}.csv"), WEEKEND.as_bytes());
    let model = log.with_file_name(format!("{name}.toml"));
    fs::write(&model, text).expect("the folder of tests can be written");
    (log, model.to_string_lossy().into_owned())
}

#[test]
fn a_calendar_of_the_model_counts_working_hours_and_is_named() {
    let (log, model) = model("calendar-model", &format!("{SHOP}{NIGHT}"));
    for name in ["shop", "Shop hours", "车间班次"] {
        let arguments = ["--calendar", name, "--model", &model];
        let (text, code) = said(&log, &arguments);
        assert_eq!(code, 0, "{text}");
        assert!(
            text.contains("by the calendar “Shop hours” (UTC)"),
            "{text}"
        );
        assert!(text.contains("wait in working h"), "{text}");
        let row = text.lines().find(|line| line.contains("Pick  Ship"));
        let row = row.unwrap_or_else(|| panic!("{text}"));
        assert!(row.contains("2.00"), "{text}");
        assert!(!row.contains("66"), "{text}");
    }
}

#[test]
fn a_file_with_one_calendar_is_enough() {
    let (log, file) = model("calendar-file", SHOP);
    let (text, code) = said(&log, &["--calendar", &file, "--format", "json"]);
    assert_eq!(code, 0, "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(json["calendar"], "shop");
    let median = json.pointer("/handoffs/0/median");
    assert_eq!(median, Some(&serde_json::json!(7200.0)), "{text}");
    let (text, _) = said(&log, &["--calendar", &file, "--format", "csv"]);
    assert!(text.contains("median_working_h"), "{text}");
    let (text, _) = said(&log, &["--calendar", &file, "--format", "figures"]);
    assert!(text.contains(",working h,"), "{text}");
}

#[test]
fn times_without_a_zone_are_read_in_that_of_the_calendar() {
    let (log, file) = model("calendar-zone", NIGHT);
    let (text, code) = said(&log, &["--calendar", &file]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Asia/Shanghai was taken"), "{text}");
}

#[test]
fn a_due_time_is_working_time_too() {
    let (log, file) = model("calendar-sla", SHOP);
    let (text, code) = said(&log, &["--calendar", &file, "--sla", "2 working h"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("100.0 %"), "{text}");
    let (text, code) = said(&log, &["--calendar", &file, "--sla", "24 h"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("16 working h"), "{text}");
}

#[test]
fn a_due_time_is_read_as_people_write_it_in_either_language() {
    let (log, file) = model("calendar-sla-words", SHOP);
    let with = |sla: &str| said(&log, &["--calendar", &file, "--sla", sla]);
    let (expected, _) = with("3 working days");
    for sla in [
        "3个工作日",
        "3 工作日",
        "三个工作日",
        "within 3 working days",
        "３个工作日内",
    ] {
        assert_eq!(with(sla), (expected.clone(), 0), "{sla}");
    }
    let without = |sla: &str| said(&log, &["--sla", sla]);
    for (sla, same) in [
        ("72小时", "72 h"),
        ("两天", "2 days"),
        ("30 分钟内", "30 min"),
    ] {
        let (text, code) = without(sla);
        assert_eq!((text, code), without(same), "{sla}");
        assert_eq!(code, 0, "{sla}");
    }
    for (sla, says) in [
        (
            "3个工作日",
            "`3个工作日` is working time: say with --calendar",
        ),
        ("1 月", "is no duration"),
        ("-2 h", "is no duration"),
        ("尽快", "is no duration"),
        ("07:30前", "is no duration"),
    ] {
        let (text, code) = said(&log, &[&format!("--sla={sla}")]);
        assert_eq!(code, 2, "{sla}: {text}");
        assert!(text.contains(says), "{sla}: {text}");
    }
}

#[test]
fn a_calendar_that_is_not_there_is_an_error_with_what_was_meant() {
    let (log, model) = model("calendar-none", &format!("{SHOP}{NIGHT}"));
    for (arguments, says) in [
        (
            &["--calendar", "shp", "--model", &model][..],
            "did you mean `shop`?",
        ),
        (
            &["--calendar", "elsewhere", "--model", &model],
            "there are: night, shop",
        ),
        (&["--calendar", &model], "has several calendars"),
        (
            &["--calendar", "shop", "--model", &model, "--causes"],
            "takes no --calendar",
        ),
    ] {
        let (text, code) = said(&log, arguments);
        assert_eq!(code, 2, "{arguments:?}: {text}");
        assert!(text.contains(says), "{arguments:?}: {text}");
    }
}

/// Both cases last from Friday 15:00 to Monday 11:00, so two are in process all the time, and by
/// working hours that is what Little's law would miss.
#[test]
fn cases_in_process_are_said_to_count_all_hours_beside_working_hours() {
    let (log, file) = model("calendar-in-process", SHOP);
    let (text, code) = said(&log, &["--calendar", &file]);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("2.0 cases on average (by all hours, nights and days off too"),
        "{text}"
    );
    let (text, _) = said(&log, &["--calendar", &file, "--last", "Ship"]);
    assert!(
        text.contains("they fit (by all hours, nights and days off too"),
        "{text}"
    );
    let (text, _) = said(&log, &["--calendar", &file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(json["in_process_clock"], "all-hours");
    let (text, _) = said(&log, &[]);
    assert!(!text.contains("by all hours"), "{text}");
}

/// Fifty times at eight in the morning of Shanghai, which is midnight of UTC.
#[test]
fn times_that_were_rounded_are_told_by_the_clock_of_the_zone_of_the_log() {
    let mut rows = "case,activity,time\n".to_owned();
    for case in 0..25 {
        rows.push_str(&format!(
            "{case},Pick,2026-03-06 08:00\n{case},Ship,2026-03-06 08:00\n"
        ));
    }
    let log = log("rounded.csv", rows.as_bytes());
    let (text, code) = said(&log, &["--zone", "Asia/Shanghai"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("exactly on 08:00 Asia/Shanghai:"), "{text}");
    let (text, _) = said(&log, &[]);
    assert!(text.contains("exactly on 08:00 UTC:"), "{text}");
}
