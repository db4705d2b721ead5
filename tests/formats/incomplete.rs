//! An audit that is incomplete, or was not made, is never an empty report.

use std::fs;

use baton::audit::Audit;
use baton::lang::Lang;
use baton::report::Format;

use super::{audit_of, folder, json, text};
use crate::workspace::{STORE, audited};

/// Every format that is text.
fn texts() -> impl Iterator<Item = Format> {
    Format::ALL
        .iter()
        .copied()
        .filter(|format| !format.is_binary())
}

fn with(name: &str, files: &[(&str, &str)]) -> Audit {
    let folder = folder(name);
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    audit_of(&folder)
}

#[test]
fn problems_of_the_input_stand_in_every_format() {
    let broken = STORE.replace("to = \"load\"", "to = \"nowhere\"");
    let audit = with("broken", &[("store.toml", &broken)]);
    assert!(audit.checked.is_none() && audit.problems.len() == 2);
    for format in texts() {
        for lang in [Lang::En, Lang::Zh] {
            let said = text(&audit, format, lang);
            assert!(
                said.contains("dangling-reference"),
                "{}: {said}",
                format.name()
            );
            assert!(said.contains("store.toml"), "{}", format.name());
        }
    }
    let said = [
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Markdown,
        Format::Csv,
    ];
    for format in said {
        assert!(
            text(&audit, format, Lang::En).contains("nothing was checked"),
            "{}",
            format.name()
        );
        assert!(
            text(&audit, format, Lang::Zh).contains("什么也没有检查"),
            "{}",
            format.name()
        );
    }
}

#[test]
fn code_scanning_is_told_that_the_run_was_no_success() {
    let broken = STORE.replace("to = \"load\"", "to = \"nowhere\"");
    let audit = with("broken-sarif", &[("store.toml", &broken)]);
    let log = json(&audit, Format::Sarif);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let count = |key: &str| invocation[key].as_array().map_or(0, Vec::len);
    assert_eq!(count("toolConfigurationNotifications"), 2);
    assert_eq!(count("toolExecutionNotifications"), 1);
    assert_eq!(
        log["runs"][0]["properties"]["baton"]["nothingChecked"],
        true
    );
}

#[test]
fn a_rule_that_fails_stands_in_every_format() {
    let folder = folder("failing");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let rules = folder.join("rules/own");
    fs::create_dir_all(&rules).unwrap();
    let rule = "//! Fails.\nconst META = #{\n    level: \"note\", looks_at: \"handoff\", since: \"0.1.0\",\n    en: #{ finding: \"x\", effect: \"x\", advice: \"x\" },\n    zh: #{ finding: \"甲\", effect: \"甲\", advice: \"甲\" },\n};\nfn check(handoff) { let a = [1]; let b = a[7]; }\n";
    fs::write(rules.join("fails.rhai"), rule).unwrap();
    fs::write(rules.join("fails.md"), "# own/fails\n").unwrap();
    let audit = audit_of(&folder);
    assert_eq!(audit.checked.as_ref().unwrap().outcome.errors.len(), 1);
    for format in texts() {
        let said = text(&audit, format, Lang::En);
        assert!(said.contains("own/fails"), "{}: {said}", format.name());
        assert!(said.contains("out of bounds"), "{}", format.name());
    }
    let log = json(&audit, Format::Sarif);
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );
    assert!(text(&audit, Format::Markdown, Lang::En).starts_with("## baton: audit incomplete"));
    assert!(text(&audit, Format::Junit, Lang::En).contains("<error type=\"rule failed\""));
}

#[test]
fn an_audit_whose_rules_find_nothing_to_look_at_says_so_in_every_format() {
    let folder = folder("nothing");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let audit = audited(&folder, |options| {
        options.rules = vec!["benchmark".to_owned()];
    });
    assert!(audit.checked.is_some());
    for format in [
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Markdown,
        Format::Csv,
    ] {
        let said = text(&audit, format, Lang::En);
        assert!(
            said.contains("nothing was checked"),
            "{}: {said}",
            format.name()
        );
        let said = text(&audit, format, Lang::Zh);
        assert!(said.contains("什么也没有检查"), "{}: {said}", format.name());
    }
}
