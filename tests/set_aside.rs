//! Findings that are set aside: by waivers that hold, and by a baseline.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::fs;
use std::path::PathBuf;

use baton::audit::{Audit, Options};
use baton::baseline::Baseline;
use baton::finding::{Finding, SetAside};
use baton::lang::Lang;
use baton::report::{Scope, Style, Summary, json, text};
use jiff::civil::date;

use self::workspace::{STORE, audited};

const WAIVER: &str = r#"
[[waiver]]
id = "w-1"
rule = "handoff/no-due-time"
on = "store/lot"
reason = "the new rack arrives in autumn"
approved_by = "Plant manager"
signed_by = "Loading lead"
granted_on = 2026-03-02
ends_on = 2026-12-31
"#;

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    workspace::folder(&format!("set-aside-{name}"))
}

fn with_waiver(name: &str, waiver: &str, change: impl FnOnce(&mut Options)) -> Audit {
    let folder = folder(name);
    fs::write(folder.join("store.toml"), STORE).unwrap();
    fs::write(folder.join("waivers.toml"), waiver).unwrap();
    audited(&folder, change)
}

fn findings<'a>(audit: &'a Audit, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
    let findings = audit.checked.as_ref().unwrap().outcome.findings.iter();
    findings.filter(move |finding| audit.rules.rules[finding.rule].meta.id == rule)
}

/// How many findings of missing due times a waiver accepts.
fn waived(audit: &Audit) -> usize {
    findings(audit, "handoff/no-due-time")
        .filter(|finding| matches!(finding.set_aside, Some(SetAside::Waived(_))))
        .count()
}

fn errors(audit: &Audit) -> usize {
    let summary = Summary::of(
        audit.checked.as_ref().unwrap(),
        &audit.rules,
        &Scope::default(),
    );
    summary.findings.values().sum()
}

#[test]
fn a_waiver_that_holds_sets_one_finding_aside_and_is_shown() {
    let open = with_waiver("none", "[organization]\nname = \"a\"\n", |_| {});
    let held = with_waiver("held", WAIVER, |_| {});
    assert_eq!(waived(&held), 1);
    assert_eq!(errors(&held) + 1, errors(&open));
    let shown = text::render(&held, &Scope::default(), Style::default());
    assert!(
        shown.contains("waived: handoff/no-due-time on store/lot"),
        "{shown}"
    );
    assert!(
        shown.contains("approved by Plant manager, until 2026-12-31"),
        "{shown}"
    );
    let json = json::render(&held, &Scope::default(), Lang::Zh).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["waived"][0]["waiver"], "w-1");
    assert_eq!(json["waived"].as_array().unwrap().len(), 1);
}

#[test]
fn a_waiver_that_does_not_hold_leaves_the_finding_open() {
    let without = |key: &str| {
        let lines = WAIVER.lines().filter(|line| !line.starts_with(key));
        lines.collect::<Vec<_>>().join("\n")
    };
    let no_end = with_waiver("no-end", &without("ends_on"), |_| {});
    let nobody = with_waiver("nobody", &without("approved_by"), |_| {});
    let late = |options: &mut Options| options.as_of = Some(date(2027, 1, 1));
    let past = with_waiver("past", WAIVER, late);
    let no_day = with_waiver("no-day", &without("granted_on"), |_| {});
    for audit in [&no_end, &nobody, &past, &no_day] {
        assert_eq!(waived(audit), 0);
    }
    assert_eq!(findings(&past, "waiver/expired").count(), 1);
    assert_eq!(findings(&nobody, "waiver/not-approved").count(), 1);
    let last_day = |options: &mut Options| options.as_of = Some(date(2026, 12, 31));
    assert_eq!(waived(&with_waiver("last-day", WAIVER, last_day)), 1);
}

#[test]
fn a_waiver_of_a_rule_that_does_not_run_is_not_called_superfluous() {
    let audit = with_waiver("not-run", WAIVER, |options| {
        options.rules = vec!["waiver".into()];
    });
    assert_eq!(findings(&audit, "waiver/covers-nothing").count(), 0);
}

#[test]
fn only_what_is_new_is_open_against_a_baseline() {
    let folder = folder("baseline");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let before = audited(&folder, |_| {});
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    assert_eq!(
        Baseline::read(&baseline.to_text().unwrap()),
        Ok(baseline.clone())
    );
    // Moved lines, another file name, other order of tables.
    let (head, handoffs) = STORE.split_at(STORE.find("[[handoff]]").unwrap());
    let (lot, ticket) = handoffs.split_at(handoffs.rfind("[[handoff]]").unwrap());
    fs::remove_file(folder.join("store.toml")).unwrap();
    let moved = format!("# a comment\n\n{head}\n\n{ticket}\n{lot}");
    fs::write(folder.join("renamed.toml"), moved).unwrap();
    let same = audited(&folder, |options| options.baseline = Some(baseline.clone()));
    assert_eq!(errors(&same), 0);
    let compared = same.checked.as_ref().unwrap().compared.as_ref().unwrap();
    assert_eq!(
        (compared.known.len(), compared.fixed.len()),
        (baseline.len(), 0)
    );
    // One is fixed, one is new.
    let ticket = ticket.replace("id = \"ticket\"", "id = \"ticket\"\ndue = \"by 07:30\"");
    let more =
        format!("{head}{lot}{ticket}\n[[handoff]]\nid = \"new\"\nfrom = \"kit\"\nto = \"load\"\n");
    fs::write(folder.join("renamed.toml"), more).unwrap();
    let after = audited(&folder, |options| options.baseline = Some(baseline.clone()));
    let checked = after.checked.as_ref().unwrap();
    let open = checked
        .outcome
        .findings
        .iter()
        .filter(|f| f.set_aside.is_none());
    let open: Vec<_> = open
        .map(|finding| checked.world.id(finding.subject))
        .collect();
    assert!(
        !open.is_empty() && open.iter().all(|id| id == "store/new"),
        "{open:?}"
    );
    let compared = checked.compared.as_ref().unwrap();
    let fixed: Vec<_> = compared
        .fixed
        .iter()
        .map(|entry| (&*entry.rule, &*entry.object))
        .collect();
    assert_eq!(fixed, [("handoff/no-due-time", "store/ticket")]);
}

#[test]
fn what_a_rule_that_did_not_run_would_find_is_not_called_fixed() {
    let folder = folder("partial");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let before = audited(&folder, |_| {});
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    let after = audited(&folder, |options| {
        options.baseline = Some(baseline.clone());
        options.rules = vec!["handoff/no-due-time".into()];
    });
    let compared = after.checked.as_ref().unwrap().compared.as_ref().unwrap();
    assert_eq!(compared.fixed, []);
    assert_eq!(compared.known.len() + compared.unseen.len(), baseline.len());
}

#[test]
fn what_changed_or_went_away_is_not_called_fixed() {
    let folder = folder("changed");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let before = audited(&folder, |_| {});
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    // One handoff under another id; the other hands to nobody, which explains what was found.
    let renamed = STORE.replace("id = \"ticket\"", "id = \"slip\"");
    let renamed = renamed.replacen("to = \"load\"\n", "", 1);
    fs::write(folder.join("store.toml"), renamed).unwrap();
    let after = audited(&folder, |options| options.baseline = Some(baseline.clone()));
    let compared = after.checked.as_ref().unwrap().compared.as_ref().unwrap();
    let on_handoffs = |entry: &&baton::baseline::Entry| entry.rule.starts_with("handoff/");
    assert_eq!(
        compared.fixed.iter().filter(on_handoffs).count(),
        0,
        "{compared:#?}"
    );
    assert!(
        !compared.gone.is_empty() && !compared.unseen.is_empty(),
        "{compared:#?}"
    );
}

#[test]
fn a_baseline_is_counted_for_what_is_reported_on_only() {
    let folder = folder("scope");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let other = STORE.replace("id = \"store\"", "id = \"archive\"");
    fs::write(folder.join("archive.toml"), &other).unwrap();
    let before = audited(&folder, |_| {});
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    let mended = other.replace("id = \"ticket\"", "id = \"ticket\"\ndue = \"by 07:30\"");
    let mended = mended.replace("id = \"lot\"", "id = \"box\"");
    fs::write(folder.join("archive.toml"), mended).unwrap();
    let after = audited(&folder, |options| options.baseline = Some(baseline.clone()));
    let counted = |only: &[&str]| {
        let scope = Scope::new(only.iter().map(|id| (*id).to_owned()).collect());
        let report = json::render(&after, &scope, Lang::En).unwrap();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let baseline = &report["baseline"];
        let fixed = baseline["fixed"].as_array().unwrap().len();
        let count = |key: &str| baseline[key].as_u64().unwrap();
        (count("known"), fixed, count("gone"))
    };
    let (store, archive, all) = (counted(&["store"]), counted(&["archive"]), counted(&[]));
    assert_eq!((store.1, store.2), (0, 0), "{store:?}");
    assert!(
        store.0 > 0 && archive.1 == 1 && archive.2 > 0,
        "{archive:?}"
    );
    let sum = (
        store.0 + archive.0,
        store.1 + archive.1,
        store.2 + archive.2,
    );
    assert!(
        sum.0 <= all.0 && sum.1 == all.1 && sum.2 == all.2,
        "{all:?}"
    );
    assert_eq!(counted(&["archive/ticket"]).2, 0);
    let shown = text::render(&after, &Scope::new(vec!["store".into()]), Style::default());
    let line = format!("baseline: {} known and not shown, 0 fixed since", store.0);
    assert!(shown.contains(&line), "{shown}");
}

#[test]
fn what_is_no_baseline_is_refused() {
    assert!(Baseline::read("{}").is_err());
    assert!(Baseline::read("").is_err());
    assert!(Baseline::read("{\"schema\": \"baton-baseline/9\", \"findings\": []}").is_err());
}
