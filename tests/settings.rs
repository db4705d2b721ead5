//! What `baton.toml` sets: profiles, families, rules, and what holds for some objects only.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::{Audit, Options};
use baton::finding::{Level, Profile};

use self::workspace::STORE;

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    workspace::folder(&format!("settings-{name}"))
}

/// An audit of two processes, one of them in a folder of its own, under these settings.
fn audited(folder: &Path, settings: &str, change: impl FnOnce(&mut Options)) -> Audit {
    fs::write(folder.join("store.toml"), STORE).unwrap();
    fs::create_dir_all(folder.join("old")).unwrap();
    let old = STORE.replace("id = \"store\"", "id = \"archive\"");
    fs::write(folder.join("old/archive.toml"), old).unwrap();
    fs::write(folder.join("baton.toml"), settings).unwrap();
    workspace::audited(folder, change)
}

/// The objects a rule found something on, with the level.
fn found(audit: &Audit, rule: &str) -> Vec<(String, Level)> {
    let checked = audit.checked.as_ref().unwrap();
    let of_rule =
        |finding: &&baton::finding::Finding| audit.rules.rules[finding.rule].meta.id == rule;
    let findings = checked.outcome.findings.iter().filter(of_rule);
    findings
        .map(|finding| (checked.world.id(finding.subject), finding.level))
        .collect()
}

fn ids(audit: &Audit, rule: &str) -> Vec<String> {
    found(audit, rule).into_iter().map(|(id, _)| id).collect()
}

const NO_DUE: &str = "handoff/no-due-time";
const ALL: [&str; 4] = ["archive/lot", "archive/ticket", "store/lot", "store/ticket"];

#[test]
fn a_stricter_profile_runs_every_rule_of_the_one_before() {
    let folder = folder("a_stricter_profile");
    let running = |settings: &str, profile| -> Vec<String> {
        let audit = audited(&folder, settings, |options| options.profile = profile);
        audit
            .rules
            .rules
            .iter()
            .map(|rule| rule.meta.id.clone())
            .collect()
    };
    let essential = running("profile = \"essential\"", None);
    let standard = running("", None);
    let strict = running("", Some(Profile::Strict));
    assert!(essential.iter().all(|rule| standard.contains(rule)));
    assert!(standard.iter().all(|rule| strict.contains(rule)));
    assert!(essential.len() < strict.len());
    assert_eq!(
        running("profile = \"essential\"", Some(Profile::Strict)),
        strict
    );
}

#[test]
fn a_rule_named_in_the_settings_or_asked_for_runs_whatever_the_profile() {
    let folder = folder("a_rule_named_in_th");
    let strict = audited(&folder, "", |options| {
        options.profile = Some(Profile::Strict);
    });
    let mut rules = strict.rules.rules.iter();
    let rule = rules.find(|rule| rule.meta.profile == Profile::Strict);
    let id = rule.unwrap().meta.id.clone();
    let runs = |audit: &Audit| audit.rules.get(&id).is_some();
    let settings = format!("[rules]\n\"{id}\" = \"note\"\n");
    assert!(!runs(&audited(&folder, "", |_| {})));
    assert!(runs(&audited(&folder, &settings, |_| {})));
    assert!(runs(
        &audited(&folder, "", |options| options.rules = vec![id.clone()])
    ));
}

#[test]
fn a_family_is_switched_as_one_and_a_rule_of_it_apart() {
    let folder = folder("a_family_is_switch");
    let off = audited(&folder, "[families]\nhandoff = \"off\"\n", |_| {});
    assert!(ids(&off, NO_DUE).is_empty());
    assert!(off.rules.off.iter().any(|off| off.id == NO_DUE));
    let but_one = format!("[families]\nhandoff = \"off\"\n[rules]\n\"{NO_DUE}\" = \"note\"\n");
    let but_one = audited(&folder, &but_one, |_| {});
    assert!(
        found(&but_one, NO_DUE)
            .iter()
            .all(|(_, level)| *level == Level::Note)
    );
    assert_eq!(ids(&but_one, NO_DUE), ALL);
    assert!(but_one.rules.get("handoff/receiver-not-asked").is_none());
}

#[test]
fn an_override_holds_for_its_objects_alone() {
    let folder = folder("an_override_holds_");
    let one = "[[override]]\non = [\"store/lot\"]\nrules = [\"handoff\"]\nlevel = \"off\"\n";
    let one = audited(&folder, one, |_| {});
    assert_eq!(
        ids(&one, NO_DUE),
        ["archive/lot", "archive/ticket", "store/ticket"]
    );
    assert!(one.checked.as_ref().unwrap().outcome.off > 0);
    let process = "[[override]]\non = \"archive\"\nlevel = \"note\"\n";
    let process = audited(&folder, process, |_| {});
    for (id, level) in found(&process, NO_DUE) {
        let expected = if id.starts_with("archive") {
            Level::Note
        } else {
            Level::Error
        };
        assert_eq!(level, expected, "{id}");
    }
}

#[test]
fn an_override_by_path_holds_for_the_files_below() {
    let folder = folder("an_override_by_pat");
    let settings = "[[override]]\npaths = [\"old\"]\nlevel = \"off\"\n";
    let audit = audited(&folder, settings, |_| {});
    assert_eq!(ids(&audit, NO_DUE), ["store/lot", "store/ticket"]);
}

#[test]
fn the_last_override_that_matches_counts() {
    let folder = folder("the_last_override_");
    let settings = "[[override]]\non = \"store\"\nlevel = \"off\"\n\
                    [[override]]\non = \"store/lot\"\nlevel = \"warning\"\n";
    let audit = audited(&folder, settings, |_| {});
    let store: Vec<_> = found(&audit, NO_DUE)
        .into_iter()
        .filter(|(id, _)| id.starts_with("store"))
        .collect();
    assert_eq!(store, [("store/lot".to_owned(), Level::Warning)]);
}
