//! The day an audit speaks of, and evidence of days that have not come.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use baton::audit::{Audit, Options, audit};
use baton::lang::Lang;
use baton::load::document::Complaint;
use baton::model::objects::Owned;
use baton::problem::Problem;
use baton::report::{Scope, Style, text};
use jiff::civil::{Date, date};

use self::workspace::{STORE, audited, folder};

const TODAY: Date = date(2026, 11, 22);

fn with_losses(name: &str, losses: &[&str]) -> PathBuf {
    let folder = folder(&format!("day-of-audit-{name}"));
    let mut text = STORE.to_owned();
    for (at, on) in losses.iter().enumerate() {
        text.push_str(&format!("[[loss]]\nid = \"l{at}\"\non = {on}\n"));
    }
    fs::write(folder.join("store.toml"), text).unwrap();
    folder
}

fn on_days(folder: &std::path::Path, as_of: Option<Date>, today: Option<Date>) -> Audit {
    let options = Options {
        paths: vec![folder.to_path_buf()],
        as_of,
        today,
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

fn codes(audit: &Audit) -> Vec<&'static str> {
    audit.problems.iter().map(Problem::code).collect()
}

fn day(audit: &Audit) -> Option<Date> {
    audit.checked.as_ref().and_then(|one| one.world.day)
}

#[test]
fn a_date_after_today_is_a_problem_and_not_the_day_of_the_audit() {
    let folder = with_losses("after", &["2026-06-14", "2062-03-14"]);
    let audit = on_days(&folder, None, Some(TODAY));
    assert_eq!(codes(&audit), ["still-to-come"]);
    let spot = audit.problems[0].spot.unwrap();
    assert_eq!(audit.sources.line_column(spot).line, 21);
    // An earlier day that is asked for does not make it less of a slip.
    let audit = on_days(&folder, Some(date(2026, 6, 30)), Some(TODAY));
    assert_eq!(codes(&audit), ["still-to-come"]);
}

#[test]
fn what_came_after_the_day_asked_for_and_before_today_is_no_problem() {
    let folder = with_losses("between", &["2026-06-14", "2026-09-14"]);
    let audit = on_days(&folder, Some(date(2026, 6, 30)), Some(TODAY));
    assert_eq!(codes(&audit), [""; 0]);
    assert_eq!(day(&audit), Some(date(2026, 6, 30)));
    let said = |lang| {
        let style = Style {
            lang,
            ..Style::default()
        };
        text::render(&audit, &Scope::new(Vec::new()), style)
    };
    let (en, zh) = (said(Lang::En), said(Lang::Zh));
    assert!(
        en.contains("and other records of days after 2026-06-30 do not count: 1"),
        "{en}"
    );
    assert!(zh.contains("客户流失等记录不计：1 条"), "{zh}");
}

/// Complaints by id, with whether each is closed.
fn complaints(audit: &Audit) -> Vec<(String, bool)> {
    let all = &audit.checked.as_ref().unwrap().world.chain.complaints;
    let one = |it: &Owned<Complaint>| {
        let id = it.record.id.as_str().to_owned();
        (id, it.record.closed.is_some())
    };
    all.iter().map(one).collect()
}

#[test]
fn what_was_heard_after_the_day_asked_for_does_not_count() {
    let folder = with_losses("heard", &["2026-06-14"]);
    let heard = "[process]\nid = \"b\"\n\
        [[complaint]]\nid = \"early\"\non = 2026-06-02\nclosed = 2026-07-03\n\
        [[complaint]]\nid = \"late\"\non = 2026-07-02\n\
        [[survey]]\nid = \"s\"\nperiod = \"2026\"\nscale = [1, 2, 3]\ncounts = [1, 2, 9]\n";
    fs::write(folder.join("heard.toml"), heard).unwrap();
    let audit = on_days(&folder, Some(date(2026, 6, 30)), Some(TODAY));
    assert_eq!(complaints(&audit), [("early".to_owned(), false)]);
    assert_eq!(audit.checked.as_ref().unwrap().world.left_out, 2);
    assert!(
        audit
            .checked
            .as_ref()
            .unwrap()
            .world
            .chain
            .surveys
            .is_empty()
    );
    let audit = on_days(&folder, Some(date(2026, 7, 3)), Some(TODAY));
    let both = [("early".to_owned(), true), ("late".to_owned(), false)];
    assert_eq!(complaints(&audit), both);
}

#[test]
fn figures_that_wait_for_their_day_are_counted_in_the_summary() {
    let folder = with_losses("waiting", &["2026-06-14"]);
    let figures = "[process]\nid = \"b\"\n[[measure]]\nid = \"u\"\nkind = \"share\"\n\
        [[figure]]\nmeasure = \"u\"\nperiod = \"2026-05\"\nk = 9\nn = 10\n\
        [[figure]]\nmeasure = \"u\"\nperiod = \"2026-07\"\nk = 8\nn = 10\n";
    fs::write(folder.join("figures.toml"), figures).unwrap();
    let audit = on_days(&folder, Some(date(2026, 6, 30)), Some(TODAY));
    let said = text::render(&audit, &Scope::new(Vec::new()), Style::default());
    assert!(
        said.contains("figures that end after 2026-06-30, the day of this audit, do not count: 1"),
        "{said}"
    );
    // Nobody asked for a day: everything counts.
    let audit = on_days(&folder, None, Some(TODAY));
    let said = text::render(&audit, &Scope::new(Vec::new()), Style::default());
    assert!(!said.contains("do not count"), "{said}");
}

#[test]
fn a_day_asked_for_that_is_later_than_today_is_the_bound() {
    let folder = with_losses("asked", &["2027-01-14", "2027-03-01"]);
    let audit = on_days(&folder, Some(date(2027, 1, 31)), Some(TODAY));
    assert_eq!(codes(&audit), ["still-to-come"]);
    let said = audit.problems[0].message(Lang::En);
    assert!(said.contains("the audit speaks of 2027-01-31"), "{said}");
}

#[test]
fn tomorrow_is_let_through_because_it_has_begun_further_east() {
    let folder = with_losses("tomorrow", &["2026-11-23"]);
    let audit = on_days(&folder, None, Some(TODAY));
    assert_eq!(codes(&audit), [""; 0]);
    assert_eq!(day(&audit), Some(TODAY));
    let folder = with_losses("day-after", &["2026-11-24"]);
    assert_eq!(
        codes(&on_days(&folder, None, Some(TODAY))),
        ["still-to-come"]
    );
}

#[test]
fn a_period_under_way_counts_and_does_not_move_the_day_past_today() {
    let folder = with_losses("under-way", &["2026-06-14"]);
    let survey = "[[survey]]\nid = \"s\"\non = \"lot\"\nperiod = \"2026\"\nscale = [1, 2, 3]\n\
        counts = [1, 2, 9]\n";
    fs::write(
        folder.join("survey.toml"),
        format!(
            "[process]\nid = \"b\"\n{}",
            survey.replace("lot", "store/lot")
        ),
    )
    .unwrap();
    let audit = on_days(&folder, None, Some(TODAY));
    assert_eq!(codes(&audit), [""; 0]);
    assert_eq!(day(&audit), Some(TODAY));
}

#[test]
fn a_library_that_names_no_day_has_no_bound() {
    let folder = with_losses("no-bound", &["2062-03-14"]);
    let audit = audited(&folder, |_| {});
    assert_eq!(day(&audit), Some(date(2062, 3, 14)));
}

#[test]
fn every_command_that_audits_refuses_what_is_still_to_come() {
    let folder = with_losses("commands", &["9062-03-14"]);
    for command in ["audit", "gap", "baseline", "sheet"] {
        let output = Command::new(env!("CARGO_BIN_EXE_baton"))
            .arg(command)
            .arg(&folder)
            .args(["--lang", "en"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{command}");
        let mut said = output.stdout;
        said.extend(output.stderr);
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(said.contains("still-to-come"), "{command}: {said}");
    }
}
