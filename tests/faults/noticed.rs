//! Faults of a small model with known answers.

use std::fs;

use baton::audit::Options;
use baton::desk::faults::{Deed, Fate, Planted, Seeded, seed};
use baton::finding::Profile;
use baton::lang::Lang;
use baton::report::Style;
use baton::report::faults::{json, render};

use super::{SMALL, workspace};

fn seeded(name: &str, files: &[(&str, &str)], threads: usize) -> Seeded {
    let options = Options {
        paths: vec![workspace(name, files)],
        ..Options::default()
    };
    seed(&options, threads, &|_, _| {}).expect("the model loads")
}

#[track_caller]
fn planted<'s>(seeded: &'s Seeded, deed: Deed, object: &str, path: &str) -> &'s Planted {
    let is_it = |one: &&Planted| {
        one.fault.deed == deed && one.fault.object == object && one.fault.path == path
    };
    seeded.planted.iter().find(is_it).expect("it is planted")
}

#[track_caller]
fn fate<'s>(seeded: &'s Seeded, deed: Deed, object: &str, path: &str) -> &'s Fate {
    &planted(seeded, deed, object, path).fate
}

fn by(rule: &str) -> Fate {
    Fate::Noticed(vec![rule.to_owned()])
}

#[test]
fn a_fault_is_noticed_by_the_rule_that_looks_for_it() {
    let small = seeded("known", &[("store.toml", SMALL)], 2);
    let lot = "store/lot";
    for (deed, path, rule) in [
        (
            Deed::Drop,
            "supplier.criteria[0]",
            "handoff/need-without-criterion",
        ),
        (
            Deed::Loosen,
            "supplier.criteria[0]",
            "handoff/criterion-weaker-than-need",
        ),
        (
            Deed::Loosen,
            "supplier.criteria[1]",
            "handoff/criterion-weaker-than-need",
        ),
        (Deed::Drop, "due", "handoff/no-due-time"),
        (Deed::Drop, "on_reject", "handoff/no-way-back"),
        (Deed::Drop, "items[0]", "handoff/deliverable-undefined"),
    ] {
        assert_eq!(*fate(&small, deed, lot, path), by(rule), "{deed:?} {path}");
    }
    let duty = fate(&small, Deed::Drop, "store/kit", "checks.self");
    assert_eq!(*duty, by("step/duty-missing"));
}

#[test]
fn a_fault_nobody_looks_for_is_not_noticed() {
    let small = seeded("unnoticed", &[("store.toml", SMALL)], 2);
    for (deed, path) in [
        (Deed::Drop, "customer.asked_by"),
        (Deed::Drop, "supplier.promises[0]"),
        (Deed::Loosen, "supplier.promises[0]"),
    ] {
        let fate = fate(&small, deed, "store/lot", path);
        assert_eq!(*fate, Fate::Unnoticed(None), "{deed:?} {path}");
    }
}

#[test]
fn a_fault_that_keeps_the_workspace_from_loading_is_noticed() {
    let small = seeded("refused", &[("store.toml", SMALL)], 2);
    let step = planted(&small, Deed::Drop, "store/kit", "");
    assert!(matches!(step.fate, Fate::Refused(_)), "{:?}", step.fate);
    assert!(step.is_noticed());
}

#[test]
fn what_must_be_written_is_not_dropped() {
    let small = seeded("required", &[("store.toml", SMALL)], 2);
    let dropped = |path: &str| small.planted.iter().any(|one| one.fault.path == path);
    assert!(!dropped("id") && !dropped("from"));
}

#[test]
fn a_finding_that_disappears_is_no_notice() {
    // The second criterion is weaker than the need; without it the finding is another one.
    let weak = SMALL.replace(
        "{ en = \"on time ≥ 95 %\", zh = \"on time ≥ 95 %\" },",
        "\"clean\",",
    );
    let seeded = seeded("disappears", &[("store.toml", &weak)], 2);
    let fate = fate(&seeded, Deed::Drop, "store/lot", "supplier.criteria[1]");
    assert_eq!(*fate, Fate::Unnoticed(None));
}

#[test]
fn a_finding_that_is_waived_is_no_notice() {
    let waiver = "\n[[waiver]]\nid = \"w\"\nrule = \"handoff/no-due-time\"\non = \"store/lot\"\n\
                  reason = \"The clock is new\"\napproved_by = \"Director\"\n\
                  signed_by = \"Furnace lead\"\ngranted_on = 2026-03-02\nends_on = 2026-12-31\n";
    let waived = [SMALL, waiver].concat();
    let files = [("store.toml", waived.as_str())];
    let waived = seeded("waived", &files, 2);
    let due = fate(&waived, Deed::Drop, "store/lot", "due");
    assert_eq!(*due, Fate::Unnoticed(None));
    let due = fate(&waived, Deed::Drop, "store/metal", "due");
    assert_eq!(*due, by("handoff/no-due-time"));
}

#[test]
fn a_rule_of_a_stricter_profile_is_named() {
    let objective = "\n[[objective]]\nid = \"growth\"\ntext = \"Grow\"\nowner = \"Director\"\n\
                     sponsor = \"Board\"\nagreed_by = [\"Store lead\"]\nrealised_by = [\"store\"]\n";
    let text = [SMALL, objective].concat();
    let standard = seeded("hint", &[("store.toml", &text)], 2);
    let Fate::Unnoticed(Some(hint)) = fate(&standard, Deed::Drop, "growth", "sponsor") else {
        panic!("a stricter rule asks for it");
    };
    assert_eq!(
        (hint.rule.as_str(), hint.profile),
        ("objective/no-sponsor", Profile::Strict)
    );
    let settings = ("baton.toml", "profile = \"strict\"\n");
    let strict = seeded("strict", &[("store.toml", &text), settings], 2);
    assert_eq!(strict.profile, Profile::Strict);
    let noticed = fate(&strict, Deed::Drop, "growth", "sponsor");
    assert_eq!(*noticed, by("objective/no-sponsor"));
}

#[test]
fn settings_for_one_object_hold_for_it_when_another_is_gone() {
    // The second handoff has no due time, and there the rule is off.
    let text = SMALL.replace("due = \"by 18:00\"\n", "");
    let settings = "[[override]]\non = [\"store/metal\"]\nrules = [\"handoff/no-due-time\"]\n\
                    level = \"off\"\n";
    let files = [("store.toml", text.as_str()), ("baton.toml", settings)];
    let seeded = seeded("override", &files, 2);
    let lot = fate(&seeded, Deed::Drop, "store/lot", "");
    let Fate::Noticed(rules) = lot else {
        panic!("{lot:?}");
    };
    assert!(
        !rules.contains(&"handoff/no-due-time".to_owned()),
        "{rules:?}"
    );
}

#[test]
fn threads_do_not_show() {
    let reports = [1, 2, 7].map(|threads| {
        let seeded = seeded("threads", &[("store.toml", SMALL)], threads);
        json::render(&seeded, Lang::En).expect("it can be written")
    });
    assert_eq!(reports[0], reports[1]);
    assert_eq!(reports[0], reports[2]);
}

#[test]
fn nothing_on_disk_changes() {
    let files = [
        ("store.toml", SMALL),
        ("baton.toml", "profile = \"strict\"\n"),
    ];
    let seeded = seeded("disk", &files, 2);
    assert!(!seeded.planted.is_empty());
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults/disk");
    let mut left: Vec<_> = fs::read_dir(&folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    left.sort();
    let kept = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let mut kept = kept.to_vec();
    kept.sort();
    assert_eq!(left, kept);
}

#[test]
fn the_report_says_the_same_in_both_languages() {
    let seeded = seeded("golden", &[("store.toml", SMALL)], 2);
    for (lang, name) in [(Lang::En, "small.en.txt"), (Lang::Zh, "small.zh.txt")] {
        let style = Style {
            lang,
            ..Style::default()
        };
        let folder = format!("{}/faults/golden/", env!("CARGO_TARGET_TMPDIR"));
        golden(name, &render(&seeded, style).replace(&folder, ""));
    }
}

/// Compares a report with its file, or writes the file.
#[track_caller]
pub(super) fn golden(name: &str, said: &str) {
    let file = std::path::Path::new("tests/faults").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, said).expect("the text can be written");
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, said, "{name}: BLESS=1 cargo test --test faults");
}
