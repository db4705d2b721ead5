//! Rules written to do harm: every one fails alone, in its own file, and leaves the
//! findings of its neighbours as they are.
//!
//! Each script of `tests/hostile` is an attack. Its second line says how the attack must
//! end: `expects: LINE:COLUMN MESSAGE`, or only the beginning of the message where the
//! place depends on how fast the machine is. A script without META gets one at its end.
//! `BLESS=1` writes places and messages anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

#[path = "hostile/made.rs"]
mod made;

/// Where the attacks are.
const FOLDER: &str = "tests/hostile";

/// What a script lacks to be a rule.
const META: &str = r#"
const META = #{
    level: "note", looks_at: "handoff", since: "0.1.0",
    en: #{ finding: "harm", effect: "none", advice: "delete the rule" },
    zh: #{ finding: "危害", effect: "无", advice: "删除该规则" },
};
"#;

/// A rule that finds something on every handoff.
const GOOD: &str = r#"
fn check(handoff) { nonconform(handoff.at("due")); }
"#;

/// Two handoffs.
const MODEL: &str = r#"
[process]
id = "store"

[[step]]
id = "kit"

[[step]]
id = "issue"

[[handoff]]
id = "lot"
from = "kit"
to = "issue"

[[handoff]]
id = "card"
from = "issue"
to = "kit"
"#;

/// An attack and how it must end.
struct Attack {
    name: String,
    script: String,
    expected: String,
}

impl Attack {
    fn new(name: impl Into<String>, script: String, expected: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            script,
            expected: expected.into(),
        }
    }

    /// The script as a rule.
    fn rule(&self) -> String {
        if self.script.contains("const META") {
            self.script.clone()
        } else {
            format!("{}{META}", self.script)
        }
    }
}

/// The attacks that are files of the repository.
fn kept() -> Vec<Attack> {
    let entries = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rhai"))
        .collect();
    paths.sort();
    let attack = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let script = fs::read_to_string(&path).expect("a script is text");
        let expected = script
            .lines()
            .nth(1)
            .and_then(|line| line.strip_prefix("// expects: "))
            .unwrap_or_else(|| panic!("{name}: the second line must say what it expects"))
            .to_owned();
        Attack::new(name, script, expected)
    };
    paths.into_iter().map(attack).collect()
}

/// A workspace with the given rules of the family `x` and one good rule.
fn workspace(name: &str, rules: &[(&str, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("hostile")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let family = folder.join("rules/x");
    fs::create_dir_all(&family).expect("the folder of the build can be written");
    let good = ("good", format!("{GOOD}{META}"));
    for (name, script) in rules.iter().chain([&good]) {
        fs::write(family.join(name).with_extension("rhai"), script).expect("written");
    }
    fs::write(folder.join("store.toml"), MODEL).expect("written");
    folder
}

/// Runs the program on a workspace, with the rules of the family `x` only.
fn baton(folder: &Path, format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .current_dir(folder)
        .args([
            "audit", ".", "--rule", "x", "--lang", "en", "--format", format,
        ])
        .output()
        .expect("the program starts")
}

/// What is wrong with how an attack ended; the place and message it ended with.
fn attack(attack: &Attack) -> (Vec<String>, String) {
    let folder = workspace(&attack.name, &[("attack", attack.rule())]);
    let output = baton(&folder, "json");
    let mut wrong = Vec::new();
    if output.status.code() != Some(4) {
        wrong.push(format!("exit {:?}", output.status));
    }
    if !output.stderr.is_empty() {
        wrong.push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let said = ended(&report, "x/attack");
    let as_expected = said
        .strip_prefix("./rules/x/attack.rhai:")
        .is_some_and(|said| begins_or_ends(said, &attack.expected));
    if !as_expected {
        wrong.push(format!("ended with `{said}`, not `{}`", attack.expected));
    }
    let errors = report["rule_errors"].as_array();
    let of_others = |error: &Value| error["rule"] != "x/attack";
    if errors.is_none_or(|errors| errors.iter().any(of_others)) {
        wrong.push(format!("errors: {}", report["rule_errors"]));
    }
    if good_findings(&report) != ["store/card", "store/lot"] {
        wrong.push("the good rule lost findings".into());
    }
    let of_attack = |finding: &&Value| finding["rule"] == "x/attack";
    let all = report["findings"].as_array().map_or(&[][..], Vec::as_slice);
    if all.iter().any(|finding| of_attack(&finding)) {
        wrong.push("the attack still finds something".into());
    }
    let place_and_message = said.split_once(".rhai:").map_or("", |(_, said)| said);
    (wrong, place_and_message.to_owned())
}

/// A full expectation is `LINE:COLUMN MESSAGE`; else it is the beginning of the message. Where
/// the size or the clock may end an attack first, both stand there, with ` | ` between.
fn begins_or_ends(said: &str, expected: &str) -> bool {
    let message = said.split_once(' ').map_or("", |(_, message)| message);
    let mut expected = expected.split(" | ");
    expected.any(|one| said == one || is_open(one) && message.starts_with(one))
}

/// Whether an expectation leaves the place open.
fn is_open(expected: &str) -> bool {
    !expected.starts_with(|first: char| first.is_ascii_digit() || first == '-')
}

/// How a rule failed: `FILE:LINE:COLUMN MESSAGE`, with `-` for a place it has not.
fn ended(report: &Value, rule: &str) -> String {
    let errors = report["rule_errors"].as_array();
    let mut errors = errors.map_or(&[][..], Vec::as_slice).iter();
    let Some(error) = errors.find(|error| error["rule"] == rule) else {
        return "no error".into();
    };
    let number = |key: &str| error[key].as_u64().map_or("-".into(), |at| at.to_string());
    let text = |key: &str| error[key].as_str().unwrap_or_default();
    let (line, column) = (number("line"), number("column"));
    format!("{}:{line}:{column} {}", text("file"), text("message"))
}

/// The handoffs on which the good rule found something.
fn good_findings(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().map_or(&[][..], Vec::as_slice);
    let good = findings
        .iter()
        .filter(|finding| finding["rule"] == "x/good");
    let mut ids: Vec<_> = good
        .filter_map(|finding| finding["subject"]["id"].as_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// Runs attacks on all processors; gives what went wrong.
fn run(attacks: &[Attack]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let work = || {
        while let Some(one) = attacks.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (found, ended) = attack(one);
            if std::env::var_os("BLESS").is_some() && !one.expected.contains("stopped") {
                bless(one, &ended);
            }
            let found = found
                .into_iter()
                .map(|what| format!("{}: {what}", one.name));
            wrong.lock().expect("no panic before").extend(found);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    wrong.into_inner().expect("no panic before")
}

/// Writes how an attack ended into its second line.
fn bless(attack: &Attack, ended: &str) {
    let path = Path::new(FOLDER).join(format!("{}.rhai", attack.name));
    let old = format!("// expects: {}\n", attack.expected);
    let new = format!("// expects: {ended}\n");
    if path.is_file() {
        let script = attack.script.replacen(&old, &new, 1);
        fs::write(path, script).expect("the folder of this test can be written");
    }
}

#[test]
fn every_kept_attack_fails_alone_and_in_its_own_file() {
    let wrong = run(&kept());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_made_attack_fails_alone_and_in_its_own_file() {
    let wrong = run(&made::attacks());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_attacks_at_once_fail_each_for_itself() {
    let attacks: Vec<_> = kept().into_iter().chain(made::attacks()).collect();
    let rules: Vec<_> = attacks
        .iter()
        .map(|attack| (attack.name.as_str(), attack.rule()))
        .collect();
    let output = baton(&workspace("all-at-once", &rules), "text");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(4), "{text}");
    assert!(text.contains("Rules that failed: the audit is incomplete"));
    for (name, _) in &rules {
        let file = format!("[./rules/x/{name}.rhai");
        assert!(text.contains(&file), "{name} in:\n{text}");
    }
    assert_eq!(text.matches("note[x/good]").count(), 2, "{text}");
}

#[test]
fn nothing_outside_check_is_ever_run() {
    let script = format!("loop {{ }}\n{GOOD}{META}while true {{ print(\"flood\"); }}\n");
    let folder = workspace("top-level", &[("top", script)]);
    let output = baton(&folder, "json");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    assert_eq!(report["rule_errors"].as_array().map(Vec::len), Some(0));
    assert_eq!(good_findings(&report), ["store/card", "store/lot"]);
}
