//! What a newcomer gets wrong or wonders about, and what the program says to it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::workspace::{STORE, audited};

/// A folder with the files given.
fn with(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = workspace::folder(&format!("first-steps-{name}"));
    for (file, text) in files {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

/// The exit code, and what is said on both streams.
fn baton(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .current_dir(folder)
        .env("BATON_LANG", "en")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

/// Holds what is said of a file in both languages against parts of it.
#[track_caller]
fn says(name: &str, files: &[(&str, &str)], arguments: &[&str], parts: [&[&str]; 2]) {
    let folder = with(name, files);
    for (lang, parts) in ["en", "zh"].into_iter().zip(parts) {
        let (_, said) = baton(&folder, &[arguments, &["--lang", lang]].concat());
        for part in parts {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
    }
}

#[test]
fn an_audit_that_looks_at_too_little_of_the_model_fails() {
    let model = format!("{STORE}due = \"by 07:30\"\n");
    let folder = with("covered", &[("store.toml", &model)]);
    let audit = ["audit", "--fail-on", "never", "--min-covered"];
    let few = ["--rule", "step"];
    let (code, said) = baton(&folder, &[&audit[..], &["90"], &few].concat());
    assert_eq!(code, 1);
    assert!(said.contains("--min-covered asks for 90 %"), "{said}");
    assert_eq!(baton(&folder, &[&audit[..], &["0"], &few].concat()).0, 0);
    assert_eq!(baton(&folder, &[&audit[..], &["90"]].concat()).0, 0);
    let (_, said) = baton(&folder, &["audit", "--rule", "step", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let objects = &json["coverage"]["objects"];
    assert_eq!(
        (&objects["covered"], &objects["all"]),
        (&2.into(), &4.into())
    );
    let values = &json["coverage"]["values"];
    assert!(
        values["covered"].as_u64() < values["all"].as_u64(),
        "{values}"
    );
}

#[test]
fn a_parameter_outside_its_sense_is_a_problem() {
    let rule = |value| format!("[rules.\"handoff/receiver-not-asked\"]\nexplain_from = {value}\n");
    for value in ["-5", "0", "6"] {
        says(
            "parameter",
            &[("store.toml", STORE), ("baton.toml", &rule(value))],
            &["audit"],
            [
                &[
                    "`explain_from` must be between 1 and 5",
                    "its default is 4",
                    "baton.toml:2:16",
                ],
                &["`explain_from` 必须在 1 到 5 之间", "默认值为 4"],
            ],
        );
    }
    let days = "[rules.\"goal/reviewed-too-rarely\"]\nvalues_needed = -1\n";
    says(
        "count",
        &[("store.toml", STORE), ("baton.toml", days)],
        &["audit"],
        [&["`values_needed` must be 0 or more"], &["必须不小于 0"]],
    );
    let good = with(
        "bounds",
        &[("store.toml", STORE), ("baton.toml", &rule("5"))],
    );
    audited(&good, |_| {});
}

#[test]
fn a_time_without_quotes_is_told_to_have_some() {
    for time in ["7:30", "07:30:00"] {
        let model = format!("{STORE}due = {time}\n");
        let hint = format!("write it in quotes: \"{time}\"");
        says(
            "time",
            &[("store.toml", &model)],
            &["audit"],
            [&["is a time of day without quotes", &hint], &["没有加引号"]],
        );
    }
}

#[test]
fn a_short_name_of_a_rule_is_answered_with_its_full_id() {
    let waiver =
        "[[waiver]]\nid = \"w\"\nrule = \"no-due-tim\"\non = \"store/lot\"\nreason = \"a\"\n";
    for settings in [
        "[rules]\n\"no-due-time\" = \"off\"\n",
        "[[override]]\non = \"store\"\nrules = [\"no-due-time\"]\nlevel = \"off\"\n",
    ] {
        says(
            "short",
            &[
                ("store.toml", STORE),
                ("baton.toml", settings),
                ("waivers.toml", waiver),
            ],
            &["audit"],
            [
                &[
                    "`no-due-time`",
                    "`no-due-tim`",
                    "did you mean `handoff/no-due-time`?",
                    "2 problems",
                ],
                &["`handoff/no-due-time`？"],
            ],
        );
    }
}

#[test]
fn waivers_and_overrides_are_checked_together_with_the_rest() {
    let waiver =
        "[[waiver]]\nid = \"w\"\nrule = \"handoff/no-due\"\non = \"store/lott\"\nreason = \"a\"\n";
    let settings =
        "profil = \"strict\"\n[[override]]\non = \"stor\"\nrules = [\"handof\"]\nlevel = \"off\"\n";
    let all = [("baton.toml", settings), ("waivers.toml", waiver)];
    let sound = with("together", &[&all[..], &[("store.toml", STORE)]].concat());
    let (code, said) = baton(&sound, &["audit"]);
    assert_eq!(code, 3);
    assert!(said.contains("5 problems"), "{said}");
    // An object may stand in a table that cannot be read.
    let broken = STORE.replace("id = \"lot\"", "id = \"lott");
    let broken = with("broken", &[&all[..], &[("store.toml", &broken)]].concat());
    let (_, said) = baton(&broken, &["audit"]);
    assert!(
        said.contains("`handoff/no-due`") && said.contains("`handof`"),
        "{said}"
    );
    assert!(
        !said.contains("`store/lott`") && !said.contains("`stor`"),
        "{said}"
    );
}

#[test]
fn a_misspelt_table_is_called_a_table() {
    says(
        "table",
        &[("store.toml", &STORE.replace("[[handoff]]", "[[handof]]"))],
        &["audit"],
        [
            &["there is no table `handof`", "did you mean `handoff`?"],
            &["没有名为 `handof` 的表", "`handoff`？"],
        ],
    );
}

#[test]
fn a_goal_without_a_measure_is_asked_for_one() {
    let goal = "[[goal]]\nid = \"g\"\ntext = \"ship in time\"\ntarget = \"95 %\"\nactual = { value = \"90 %\", n = 50 }\n";
    says(
        "goal",
        &[("store.toml", &format!("{STORE}{goal}"))],
        &["audit"],
        [
            &["name what is measured in `measure`, or write the `baseline`"],
            &["请在 `measure` 中写明指标"],
        ],
    );
}

#[test]
fn a_baseline_says_what_it_wrote_and_what_is_wrong_with_it() {
    let folder = with(
        "baseline",
        &[("store.toml", STORE), ("bad.json", "{\"schema\": ")],
    );
    let (code, said) = baton(&folder, &["baseline", "-o", "known.json"]);
    assert_eq!((code, said.lines().count()), (0, 1), "{said}");
    assert!(said.starts_with("written: known.json ("), "{said}");
    let arguments = ["audit", "--lang", "zh", "--baseline"];
    for (file, part) in [
        ("bad.json", "第 1 行第 11 列内容不完整"),
        ("none.json", "没有这个文件"),
    ] {
        let (code, said) = baton(&folder, &[&arguments[..], &[file]].concat());
        assert_eq!(code, 2);
        assert!(said.contains(part) && !said.contains("EOF"), "{said}");
    }
}

#[test]
fn tables_of_questions_that_nobody_asked_are_not_shown() {
    let goal = "[[goal]]\nid = \"g\"\ntext = \"ship in time\"\ntarget = \"95 %\"\n";
    let folder = with("chosen", &[("store.toml", &format!("{STORE}{goal}"))]);
    let shown = |rule: &str| {
        let (_, said) = baton(&folder, &["audit", "--rule", rule]);
        (
            said.contains("Eight questions"),
            said.contains("Strategy gap"),
        )
    };
    assert_eq!(shown("handoff/receiver-not-asked"), (true, false));
    assert_eq!(shown("goal"), (false, true));
    assert_eq!(shown("value"), (false, false));
}

#[test]
fn what_an_override_changes_is_shown_with_the_rule() {
    let settings = "[[override]]\non = [\"store/lot\"]\npaths = \"old\"\nrules = [\"handoff\"]\nlevel = \"off\"\n";
    let files = [("store.toml", STORE), ("baton.toml", settings)];
    says(
        "override",
        &files,
        &["explain", "no-due-time"],
        [
            &["elsewhere  off on store/lot, files in old (baton.toml:1)"],
            &["store/lot、文件 old：停用（baton.toml:1）"],
        ],
    );
    let folder = with("override", &files);
    let (_, table) = baton(&folder, &["rules"]);
    let marked: Vec<_> = table.lines().filter(|line| line.contains('*')).collect();
    let of_handoffs = |line: &&str| line.trim_start().starts_with("handoff/");
    assert_eq!(
        marked.iter().filter(|line| !of_handoffs(line)).count(),
        1,
        "{marked:#?}"
    );
    let (_, json) = baton(&folder, &["explain", "no-due-time", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let there = &json["overrides"][0];
    assert_eq!(there["level"], "off");
    assert_eq!(there["on"][0], "store/lot");
    assert_eq!(there["set_at"], "baton.toml:1");
    let (_, json) = baton(&folder, &["explain", "step/no-owner", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
    assert!(json["overrides"].as_array().is_none_or(Vec::is_empty));
}

#[test]
fn a_model_of_anything_a_rule_looks_at_is_not_empty() {
    let waiver = "[[waiver]]\nid = \"w\"\nrule = \"handoff/no-due-time\"\nreason = \"a\"\n";
    for model in [
        "[[strength]]\nid = \"a\"\ntext = \"fast\"\n",
        "[[weakness]]\nid = \"a\"\ntext = \"slow\"\n",
        waiver,
    ] {
        let folder = with("not-empty", &[("a.toml", model)]);
        let (_, said) = baton(&folder, &["audit"]);
        assert!(!said.contains("empty-workspace"), "{said}");
    }
    let folder = with("empty", &[("a.toml", "[process]\nid = \"a\"\n")]);
    let (code, said) = baton(&folder, &["audit"]);
    assert!(code == 3 && said.contains("empty-workspace"), "{said}");
}
