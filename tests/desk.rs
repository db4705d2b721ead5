//! The rule author's desk from the outside: the program run in small workspaces.
//!
//! What it says is compared with `tests/desk/*.txt`; `BLESS=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A rule that finds handoffs without a volume, and misses that one blank in its manual.
const SCRIPT: &str = r#"//! Every handoff says how much passes.
const META = #{
    level: "note",
    looks_at: "handoff",
    since: "1.0.0",
    en: #{ finding: "“{what}” has no volume", effect: "b", advice: "c" },
    zh: #{ finding: "“{what}”没有写数量", effect: "乙", advice: "丙" },
};

fn check(handoff) {
    if !handoff.has("volume") {
        nonconform(handoff.at("volume"), #{ what: handoff });
    }
}
"#;

const STEPS: &str =
    "[process]\nid = \"store\"\n\n[[step]]\nid = \"kit\"\n\n[[step]]\nid = \"batch\"\n";

fn manual(examples: &str) -> String {
    format!("# flow/no-volume\n\nFinds handoffs without a volume.\n\n## Examples\n{examples}")
}

fn example(title: &str, handoff: &str) -> String {
    format!("\n### {title}\n\n```toml\n{STEPS}\n{handoff}\n```\n")
}

fn without_volume(mark: &str) -> String {
    format!(
        "[[handoff]]{mark}\nid = \"lot\"\nfrom = \"kit\"\nto = \"batch\"\ndeliverable = \"Ore <lot> & \\\"kit\\\"\""
    )
}

fn with_volume(mark: &str) -> String {
    format!("{}\nvolume = \"40 / day\"{mark}", without_volume(""))
}

/// An empty folder of that name.
fn workspace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("desk")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A workspace with one rule of its own.
fn with_rule(name: &str, script: &str, manual: &str) -> PathBuf {
    let folder = workspace(name);
    fs::create_dir_all(folder.join("rules/flow")).expect("a folder can be made");
    fs::write(folder.join("rules/flow/no-volume.rhai"), script).expect("the script can be written");
    fs::write(folder.join("rules/flow/no-volume.md"), manual).expect("the manual can be written");
    folder
}

fn baton(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .current_dir(folder)
        .env("BATON_LANG", "en")
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("what is said is UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// Compares what was said with its file, or writes the file.
#[track_caller]
fn golden(name: &str, said: &str) {
    let file = Path::new("tests/desk").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, said).expect("the text can be written");
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(kept, said, "{name}: BLESS=1 cargo test --test desk");
}

fn failing(name: &str) -> PathBuf {
    let examples = [
        example("Nobody marked it", &without_volume("")),
        example(
            "Marked for nothing",
            &with_volume("   # finds: flow/no-volume"),
        ),
        example("It does not load", "[[handof]]\nid = \"lot\""),
        example("It is right", &without_volume("   # finds: flow/no-volume")),
        "\n### Nothing below\n".to_owned(),
    ];
    with_rule(name, SCRIPT, &manual(&examples.concat()))
}

#[test]
fn a_failed_example_is_shown_with_its_line_in_both_languages() {
    let folder = failing("failed");
    for lang in ["en", "zh"] {
        let said = baton(&folder, &["test", "--rule", "no-volume", "--lang", lang]);
        assert_eq!(code(&said), 1);
        golden(&format!("test-failed.{lang}.txt"), &stdout(&said));
    }
}

#[test]
fn junit_is_xml_with_a_case_for_every_example() {
    let folder = failing("junit");
    let said = baton(&folder, &["test", "--rule", "flow", "--format", "junit"]);
    assert_eq!(code(&said), 1);
    let text = stdout(&said);
    let xml = roxmltree::Document::parse(&text).unwrap();
    let root = xml.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    assert_eq!(root.attribute("tests"), Some("5"));
    assert_eq!(root.attribute("failures"), Some("4"));
    let cases: Vec<_> = xml
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .collect();
    assert_eq!(cases.len(), 5);
    for case in &cases {
        assert_eq!(case.attribute("classname"), Some("flow.no-volume"));
        assert_eq!(case.attribute("file"), Some("rules/flow/no-volume.md"));
        assert!(case.attribute("line").unwrap().parse::<usize>().unwrap() > 5);
    }
    let first = cases[0].children().find(|node| node.is_element()).unwrap();
    assert_eq!(first.tag_name().name(), "failure");
    // What the model says comes through whole, whatever marks it has.
    assert!(first.text().unwrap().contains("Ore <lot> & \"kit\""));
    assert!(!cases[3].has_children());
}

#[test]
fn a_rule_that_does_not_compile_is_an_error_and_the_others_are_tested() {
    let broken = SCRIPT.replace("has(\"volume\")", "has(\"volum\")");
    let folder = with_rule("broken", &broken, &manual(""));
    let said = baton(&folder, &["test"]);
    assert_eq!(code(&said), 4);
    assert!(stdout(&said).contains("rules/flow/no-volume.rhai:11:"));
    assert!(stdout(&said).contains("did you mean `volume`?"));
    assert!(stdout(&said).contains("rules: all pass"));
    let xml = stdout(&baton(&folder, &["test", "--format", "junit"]));
    let xml = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(xml.root_element().attribute("errors"), Some("1"));
    assert!(xml.descendants().any(|node| node.has_tag_name("error")));
}

#[test]
fn a_rule_without_an_example_is_named_and_nothing_tested_is_no_success() {
    let folder = with_rule("silent", SCRIPT, &manual(""));
    let said = baton(&folder, &["test", "--rule", "flow"]);
    assert_eq!(code(&said), 3);
    assert!(stdout(&said).contains("without an example: flow/no-volume"));
}

#[test]
fn a_rule_of_the_workspace_stands_in_place_of_the_built_in_one() {
    let folder = workspace("replaced");
    fs::create_dir_all(folder.join("rules/handoff")).unwrap();
    fs::write(folder.join("rules/handoff/no-way-back.rhai"), SCRIPT).unwrap();
    let text = manual(&example("Clean", &with_volume("")));
    fs::write(folder.join("rules/handoff/no-way-back.md"), text).unwrap();
    let file = "rules/handoff/no-way-back.rhai";
    let said = baton(&folder, &["test", file, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
    assert_eq!(code(&said), 0);
    assert_eq!(json["summary"]["examples"], 1);
    assert_eq!(json["rules"][0]["examples"][0]["title"], "Clean");
}

#[test]
fn names_and_paths_that_mean_nothing_are_refused() {
    let folder = workspace("nothing");
    let said = baton(&folder, &["test", "--rule", "no-way-bck"]);
    assert_eq!(code(&said), 2);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(
        error.contains("did you mean `handoff/no-way-back`?"),
        "{error}"
    );
    assert_eq!(code(&baton(&folder, &["test", "nowhere"])), 3);
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing_behind() {
    let folder = failing("unwritable");
    let arguments = ["test", "--rule", "flow", "-o", "no/such/folder/out.xml"];
    assert_eq!(code(&baton(&folder, &arguments)), 74);
    let arguments = [
        "test", "--rule", "flow", "--format", "junit", "-o", "out.xml",
    ];
    assert_eq!(code(&baton(&folder, &arguments)), 1);
    assert!(
        fs::read_to_string(folder.join("out.xml"))
            .unwrap()
            .ends_with("</testsuites>\n")
    );
}
