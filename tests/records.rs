//! Audits kept by day: what a record holds, what later audits say because of it, and the trend.
//!
//! `BLESS=1 cargo test --test records` writes the golden files anew; read the difference.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "records/command.rs"]
mod command;
#[path = "records/goals.rs"]
mod goals;
mod rendered;
#[path = "records/trend.rs"]
mod trend;
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::{Audit, Options, audit};
use baton::finding::{Finding, Level};
use baton::lang::Lang;
use baton::problem::Problem;
use baton::record::{Found, History, Record, Recurs, file_name, read_all};
use baton::report::{Scope, Style, json, text};
use jiff::civil::{Date, date};

use self::workspace::{STORE, audited};

const RULE: &str = "own/no-volume";

/// A rule of the workspace; what stands behind it changes nothing but what it is called.
const SCRIPT: &str = r#"//! Every handoff says how much passes.
const META = #{
    level: "note",
    profile: "essential",
    looks_at: "handoff",
    since: "1.0.0",
    en: #{ finding: "no volume", effect: "nobody can plan", advice: "write it" },
    zh: #{ finding: "没有数量", effect: "无法安排", advice: "请写明" },
};

fn check(handoff) {
    if !handoff.has("volume") {
        nonconform(handoff.at("volume"));
    }
}
"#;

/// Two handoffs: whether each says how much passes, and what is more.
fn store(lot: bool, ticket: bool, more: &str) -> String {
    let volume = |is: bool| if is { "volume = \"40 / day\"\n" } else { "" };
    let (lot, ticket) = (volume(lot), volume(ticket));
    format!(
        "[process]\nid = \"store\"\nowner = {{ en = \"Store, lead\", zh = \"仓库主管\" }}\n\
         [[step]]\nid = \"kit\"\n[[step]]\nid = \"load\"\n\
         [[handoff]]\nid = \"lot\"\nfrom = \"kit\"\nto = \"load\"\n{lot}\
         [[handoff]]\nid = \"ticket\"\nfrom = \"kit\"\nto = \"load\"\n{ticket}{more}"
    )
}

/// A workspace with the rule, of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = workspace::folder(&format!("records-{name}"));
    fs::create_dir_all(folder.join("rules/own")).unwrap();
    fs::write(folder.join("rules/own/no-volume.rhai"), SCRIPT).unwrap();
    fs::write(folder.join("rules/own/no-volume.md"), "# a\n").unwrap();
    fs::write(folder.join("baton.toml"), "profile = \"essential\"\n").unwrap();
    folder
}

fn write(folder: &Path, model: &str) {
    fs::write(folder.join("store.toml"), model).unwrap();
}

/// Audits and keeps the result under a day, as the command line does.
fn record(folder: &Path, day: Date) -> Audit {
    let audit = audited(folder, |options| {
        options.as_of = Some(day);
        options.record_on = Some(day);
    });
    let record = audit.checked.as_ref().unwrap().record.as_ref().unwrap();
    let records = folder.join("records");
    fs::create_dir_all(&records).unwrap();
    fs::write(records.join(file_name(day)), record.to_text().unwrap()).unwrap();
    audit
}

/// Records these models, one a month from January 2026 on; gives the last audit.
fn months(folder: &Path, models: &[String]) -> Audit {
    let mut last = None;
    for (month, model) in (1..).zip(models) {
        write(folder, model);
        last = Some(record(folder, date(2026, month, 28)));
    }
    last.unwrap()
}

fn history(audit: &Audit) -> &History {
    audit.checked.as_ref().unwrap().history.as_ref().unwrap()
}

/// The finding of the rule on an object.
fn finding<'a>(audit: &'a Audit, object: &str) -> &'a Finding {
    let checked = audit.checked.as_ref().unwrap();
    let mut findings = checked.outcome.findings.iter();
    let found = findings.find(|one| {
        audit.rules.rules[one.rule].meta.id == RULE && checked.world.id(one.subject) == object
    });
    found.unwrap()
}

/// The objects of a list on which the rule speaks.
fn objects(list: &[Found]) -> Vec<&str> {
    let own = list.iter().filter(|found| found.rule == RULE);
    own.map(|found| found.object.as_str()).collect()
}

fn hold(name: &str, found: &str) {
    let path = Path::new("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let expected = expected.replace("\r\n", "\n");
    let same = expected
        .lines()
        .zip(found.lines())
        .take_while(|(a, b)| a == b);
    assert!(
        expected == found,
        "{name} differs, first behind line {}; BLESS=1 rewrites it",
        same.count()
    );
}

#[test]
fn the_record_of_the_example_holds_no_sentence_and_is_read_as_it_was_written() {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        as_of: Some(date(2026, 7, 31)),
        record_on: Some(date(2026, 7, 31)),
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    let checked = audit.checked.as_ref().unwrap();
    assert!(checked.history.is_none(), "there is no record before it");
    let record = checked.record.as_ref().unwrap();
    let text = record.to_text().unwrap();
    assert_eq!(Record::read(&text).unwrap().to_text().unwrap(), text);
    assert!(!text.contains("releases by"), "no sentence of a finding");
    hold("record.json", &text);
}

#[test]
fn without_records_nothing_is_said_of_them() {
    let folder = folder("none");
    fs::create_dir_all(folder.join("records")).unwrap();
    write(&folder, STORE);
    let audit = audited(&folder, |_| {});
    let json = json::render(&audit, &Scope::default(), Lang::En).unwrap();
    let text = text::render(&audit, &Scope::default(), Style::default());
    for said in [json, text] {
        assert!(
            !said.contains("history") && !said.contains("since"),
            "{said}"
        );
    }
}

#[test]
fn a_record_does_not_depend_on_names_and_order_of_files() {
    let other = store(true, false, "").replace("id = \"store\"", "id = \"archive\"");
    let recorded = |name: &str, files: [&str; 2]| {
        let folder = folder(name);
        fs::write(folder.join(files[0]), store(false, false, "")).unwrap();
        fs::write(folder.join(files[1]), &other).unwrap();
        let audit = record(&folder, date(2026, 1, 31));
        let record = audit.checked.unwrap().record.unwrap();
        record.to_text().unwrap()
    };
    let first = recorded("one-order", ["a.toml", "b.toml"]);
    assert_eq!(first, recorded("other-order", ["z.toml", "c.toml"]));
    assert!(first.contains("archive/ticket"), "{first}");
}

#[test]
fn what_is_new_still_open_and_fixed_is_told_apart_though_files_and_lines_move() {
    let folder = folder("new-and-fixed");
    months(&folder, &[store(false, true, "")]);
    fs::remove_file(folder.join("store.toml")).unwrap();
    let moved = format!("# moved\n\n{}", store(false, false, ""));
    fs::write(folder.join("renamed.toml"), moved).unwrap();
    let second = record(&folder, date(2026, 2, 28));
    let since = &history(&second).since;
    assert_eq!(objects(&since.still_open), ["store/lot"]);
    assert_eq!(objects(&since.new), ["store/ticket"]);
    assert_eq!((since.fixed.len(), since.recurring.len()), (0, 0));
    fs::write(folder.join("renamed.toml"), store(true, false, "")).unwrap();
    let third = record(&folder, date(2026, 3, 31));
    let since = &history(&third).since;
    assert_eq!(objects(&since.fixed), ["store/lot"]);
    assert_eq!(objects(&since.still_open), ["store/ticket"]);
    let past = history(&third).of_finding(finding(&third, "store/ticket"));
    let past = past.unwrap();
    assert_eq!(past.since, Some(date(2026, 2, 28)));
    assert_eq!((past.found_in, past.looked_in), (1, 1));
    assert_eq!(history(&third).last.date, date(2026, 2, 28));
}

/// Found, corrected, and there again.
fn relapse(name: &str, settings: &str, more: &str) -> (PathBuf, Audit) {
    let folder = folder(name);
    let settings = format!("profile = \"essential\"\n{settings}");
    fs::write(folder.join("baton.toml"), settings).unwrap();
    let models = [
        store(false, false, ""),
        store(true, false, ""),
        store(false, false, more),
    ];
    let last = months(&folder, &models);
    (folder, last)
}

#[test]
fn what_was_corrected_and_came_again_counts_one_level_more_and_says_so() {
    let (folder, last) = relapse("again", "", "");
    let lot = finding(&last, "store/lot");
    assert_eq!(lot.level, Level::Warning);
    assert_eq!(finding(&last, "store/ticket").level, Level::Note);
    let past = history(&last).of_finding(lot).unwrap();
    let fixed_on = date(2026, 2, 28);
    let recurs = Recurs {
        fixed_on,
        again_since: None,
    };
    assert_eq!(past.recurs, Some(recurs));
    assert_eq!(past.raised_from, Some(Level::Note));
    assert_eq!(objects(&history(&last).since.again), ["store/lot"]);
    let shown = text::render(&last, &Scope::default(), Style::default());
    for line in [
        "since: 2026-01-28, in 1 of the last 2 audits",
        "again: in this audit; fixed on 2026-02-28 before; raised from note: the correction did not hold",
        "since: 2026-01-28, in 2 of the last 2 audits",
        "1 recurring: corrected before, and found again; 1 raised by one level",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    // The record has the level as it was found, and one audit later it still recurs.
    let record = last.checked.as_ref().unwrap().record.as_ref().unwrap();
    let own = record.findings.iter().filter(|found| found.rule == RULE);
    assert!(own.into_iter().all(|found| found.level == Level::Note));
    let later = audited(&folder, |_| {});
    let past = history(&later).of_finding(finding(&later, "store/lot"));
    let again = past.unwrap().recurs.as_ref().unwrap().again_since;
    assert_eq!(again, Some(date(2026, 3, 28)));
    assert_eq!(finding(&later, "store/lot").level, Level::Warning);
    assert_eq!(objects(&history(&later).since.again), Vec::<&str>::new());
    assert_eq!(objects(&history(&later).since.recurring), ["store/lot"]);
    let json = json::render(&later, &Scope::default(), Lang::Zh).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let raised = findings
        .iter()
        .find(|one| one["level"] == "warning" && one["rule"] == RULE);
    let raised = &raised.unwrap()["history"];
    assert_eq!(raised["again_since"], "2026-03-28");
    assert_eq!(raised["fixed_on"], "2026-02-28");
    assert_eq!(raised["raised_from"], "note");
    assert_eq!(json["summary"]["since_last"]["record"], "2026-03-28");
    let shown = text::render(
        &later,
        &Scope::default(),
        Style {
            lang: Lang::Zh,
            ..Style::default()
        },
    );
    assert!(
        shown.contains("再次出现：自 2026-03-28 起；此前 2026-02-28 已纠正；由观察项升级"),
        "{shown}"
    );
}

#[test]
fn what_stayed_corrected_for_a_while_was_corrected_when_that_was_first_seen() {
    let folder = folder("held-for-a-while");
    let (found, right) = (store(false, false, ""), store(true, false, ""));
    let models = [found.clone(), right.clone(), right, found];
    let last = months(&folder, &models);
    let past = history(&last).of_finding(finding(&last, "store/lot"));
    let recurs = past.unwrap().recurs.as_ref().unwrap();
    assert_eq!(recurs.fixed_on, date(2026, 2, 28));
}

#[test]
fn levels_stay_where_the_settings_say_so_and_where_a_waiver_accepts_the_finding() {
    let (_, kept) = relapse("no-raise", "[records]\nraise = false\n", "");
    let past = history(&kept)
        .of_finding(finding(&kept, "store/lot"))
        .unwrap();
    assert_eq!(finding(&kept, "store/lot").level, Level::Note);
    assert!(past.recurs.is_some() && past.raised_from.is_none());
    let waiver = "[[waiver]]\nid = \"w\"\nrule = \"own/no-volume\"\non = \"store/lot\"\nreason = \"a\"\n\
                  approved_by = \"b\"\nsigned_by = \"c\"\ngranted_on = 2026-03-01\nends_on = 2026-12-31\n";
    let (_, waived) = relapse("waived", "", waiver);
    assert!(finding(&waived, "store/lot").set_aside.is_some());
    assert_eq!(finding(&waived, "store/lot").level, Level::Note);
    assert_eq!(
        objects(&history(&waived).since.recurring),
        Vec::<&str>::new()
    );
}

#[test]
fn a_rule_that_did_not_run_or_was_another_one_corrected_nothing() {
    let off = "profile = \"essential\"\n[rules]\n\"own/no-volume\" = \"off\"\n";
    for (name, in_between) in [("off", Some(off)), ("other-rule", None)] {
        let folder = folder(name);
        months(&folder, &[store(false, false, "")]);
        let before = fs::read_to_string(folder.join("baton.toml")).unwrap();
        match in_between {
            Some(settings) => fs::write(folder.join("baton.toml"), settings).unwrap(),
            None => {
                let lax = SCRIPT.replace("!handoff.has(\"volume\")", "handoff.has(\"wait\")");
                fs::write(folder.join("rules/own/no-volume.rhai"), lax).unwrap();
            }
        }
        let second = record(&folder, date(2026, 2, 28));
        let since = &history(&second).since;
        assert_eq!(objects(&since.fixed), Vec::<&str>::new(), "{name}");
        assert_eq!(objects(&since.not_judged).len(), 2, "{name}");
        assert!(!since.rules.is_empty(), "{name}");
        fs::write(folder.join("baton.toml"), before).unwrap();
        fs::write(folder.join("rules/own/no-volume.rhai"), SCRIPT).unwrap();
        let third = record(&folder, date(2026, 3, 28));
        let past = history(&third)
            .of_finding(finding(&third, "store/lot"))
            .unwrap();
        assert_eq!(
            (past.since, past.recurs.as_ref()),
            (Some(date(2026, 1, 28)), None)
        );
        assert_eq!(finding(&third, "store/lot").level, Level::Note, "{name}");
        assert_eq!(
            objects(&history(&third).since.still_open).len(),
            2,
            "{name}"
        );
    }
}

#[test]
fn an_object_that_went_away_is_not_called_fixed() {
    let folder = folder("gone");
    let renamed = store(false, false, "").replace("id = \"ticket\"", "id = \"slip\"");
    let last = months(&folder, &[store(false, false, ""), renamed]);
    let since = &history(&last).since;
    assert_eq!(objects(&since.gone), ["store/ticket"]);
    assert_eq!(objects(&since.new), ["store/slip"]);
    assert_eq!(objects(&since.fixed), Vec::<&str>::new());
}

#[test]
fn records_later_than_the_day_of_the_audit_are_left_out_and_named() {
    let folder = folder("future");
    months(&folder, &[store(false, false, ""), store(true, true, "")]);
    let early = audited(&folder, |options| options.as_of = Some(date(2026, 2, 1)));
    assert_eq!(history(&early).days, [date(2026, 1, 28)]);
    assert_eq!(objects(&history(&early).since.fixed).len(), 2);
    let shown = text::render(&early, &Scope::default(), Style::default());
    assert!(shown.contains("are left out: 2026-02-28"), "{shown}");
    let before_all = audited(&folder, |options| options.as_of = Some(date(2025, 1, 1)));
    let checked = before_all.checked.as_ref().unwrap();
    assert!(checked.history.is_none());
    assert_eq!(checked.left_out.len(), 2);
}

#[test]
fn the_record_of_the_same_day_is_no_earlier_one() {
    let folder = folder("same-day");
    months(&folder, &[store(false, false, "")]);
    write(&folder, &store(true, true, ""));
    let again = record(&folder, date(2026, 1, 28));
    assert!(again.checked.as_ref().unwrap().history.is_none());
    assert_eq!(fs::read_dir(folder.join("records")).unwrap().count(), 1);
}

#[test]
fn a_damaged_or_foreign_file_is_a_problem_and_what_is_no_json_is_left_alone() {
    let folder = folder("damaged");
    months(&folder, &[store(false, false, "")]);
    let records = folder.join("records");
    let good = fs::read_to_string(records.join("2026-01-28.json")).unwrap();
    let torn = good.replace("\"conform\":\"", "\"conform\":\"0-99999999999,");
    let cases = [
        ("2026-02-28.json", good[..good.len() / 2].to_owned()),
        ("2026-02-28.json", "[]".to_owned()),
        ("2026-02-28.json", good.clone()),
        (
            "2026-01-28.json",
            torn.replace("0-99999999999,\"", "0-99999999999\""),
        ),
        ("last.json", good.clone()),
        (
            "2026-02-28.json",
            good.replace("baton-record/1", "baton-record/2"),
        ),
        ("2026-02-28.json", String::new()),
        ("2026-02-28.json", "[".repeat(100_000)),
    ];
    for (name, text) in cases {
        fs::write(records.join(name), &text).unwrap();
        let mut problems = Vec::new();
        read_all(&records, &mut problems);
        let codes: Vec<_> = problems.iter().map(Problem::code).collect();
        assert_eq!(codes, ["record-unusable"], "{name}: {text:.80}");
        assert!(problems[0].message(Lang::Zh).contains(name), "{name}");
        let found = audit(
            &Options {
                paths: vec![folder.clone()],
                ..Options::default()
            },
            &|_, _| {},
        );
        assert!(found.checked.is_none() && found.problems.len() == 1);
        fs::remove_file(records.join(name)).unwrap();
        fs::write(records.join("2026-01-28.json"), &good).unwrap();
    }
    fs::write(records.join("README.md"), "why").unwrap();
    fs::write(records.join(".draft.json"), "{").unwrap();
    let mut problems = Vec::new();
    assert_eq!(read_all(&records, &mut problems).len(), 1);
    assert!(problems.is_empty());
}

#[test]
fn what_is_no_setting_of_records_is_told() {
    let folder = folder("settings");
    write(&folder, &store(false, false, ""));
    for (written, code) in [
        ("raise = \"no\"", "wrong-type"),
        ("rise = false", "unknown-key"),
    ] {
        fs::write(folder.join("baton.toml"), format!("[records]\n{written}\n")).unwrap();
        let options = Options {
            paths: vec![folder.clone()],
            ..Options::default()
        };
        let codes = audit(&options, &|_, _| {}).problems;
        let codes: Vec<_> = codes.iter().map(Problem::code).collect();
        assert_eq!(codes, [code]);
    }
}
