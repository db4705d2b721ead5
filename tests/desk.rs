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
        example(
            "A mark with a slip",
            &with_volume("   # finds: flow/no-volum"),
        ),
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
fn an_example_can_say_that_the_rule_leaves_an_object_out() {
    let script = SCRIPT.replace(
        "    if !handoff.has(\"volume\") {\n",
        "    if handoff.has(\"items\") { not_applicable(); return; }\n    if !handoff.has(\"volume\") {\n",
    );
    let mark = "[[handoff]] # not applicable: flow/no-volume\n";
    let text = manual(
        &[
            example(
                "It is left out",
                &without_volume("")
                    .replace("[[handoff]]\n", &format!("{mark}items = [\"bags\"]\n")),
            ),
            example("It is not", &with_volume("").replace("[[handoff]]\n", mark)),
        ]
        .concat(),
    );
    let folder = with_rule("left-out", &script, &text);
    let said = baton(&folder, &["test", "--rule", "no-volume"]);
    assert_eq!(code(&said), 1);
    let said = stdout(&said);
    assert!(said.contains("failed[flow/no-volume]: It is not"), "{said}");
    assert!(!said.contains("It is left out"), "{said}");
    assert!(said.contains("marked as not applicable, but"), "{said}");
}

#[test]
fn an_example_whose_handoff_leads_nowhere_is_a_problem_of_its_own() {
    let served = "\n[[measure]]\nid = \"late\"\nkind = \"share\"\nof = \"on-time\"\n\n[[goal]]\n\
        id = \"in-time\"\ntext = \"On time\"\non = \"lot\"\nmeasure = \"late\"\ntarget = \"95 %\"\n\
        by = 2026-12-31\n";
    let handoff = with_volume("\ncustomer.needs = [\"on time ≥ 95 %\"]");
    let cut = handoff.replace("to = \"batch\"", "to = \"nobody\"");
    let text = manual(&example("It is cut", &format!("{cut}{served}")));
    let folder = with_rule("cut", SCRIPT, &text);
    let said = baton(&folder, &["test", "--rule", "no-volume"]);
    assert_eq!(code(&said), 1, "{}", stdout(&said));
    assert!(stdout(&said).contains("nobody"), "{}", stdout(&said));
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
    assert_eq!(root.attribute("tests"), Some("6"));
    assert_eq!(root.attribute("failures"), Some("5"));
    let cases: Vec<_> = xml
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .collect();
    assert_eq!(cases.len(), 6);
    for case in &cases {
        assert_eq!(case.attribute("classname"), Some("flow.no-volume"));
        assert_eq!(case.attribute("file"), Some("rules/flow/no-volume.md"));
        assert!(case.attribute("line").unwrap().parse::<usize>().unwrap() > 5);
    }
    let first = cases[0]
        .children()
        .find(roxmltree::Node::is_element)
        .unwrap();
    assert_eq!(first.tag_name().name(), "failure");
    // What the model says comes through whole, whatever marks it has.
    assert!(first.text().unwrap().contains("Ore <lot> & \"kit\""));
    assert!(!cases[3].has_children());
}

#[test]
fn a_rule_that_does_not_compile_is_an_error_and_the_others_are_tested() {
    let broken = SCRIPT.replace("has(\"volume\")", "has(\"volum\")");
    let folder = with_rule("broken", &broken, &manual(""));
    let arguments = ["test", "--rule", "flow", "--rule", "gap"];
    let said = baton(&folder, &arguments);
    assert_eq!(code(&said), 4);
    assert!(stdout(&said).contains("rules/flow/no-volume.rhai:11:"));
    assert!(stdout(&said).contains("did you mean `volume`?"));
    assert!(stdout(&said).contains("rules: all pass"));
    let xml = stdout(&baton(
        &folder,
        &["test", "--rule", "flow", "--format", "junit"],
    ));
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

/// A workspace whose rule has parameters, one of them set, and another level.
fn with_settings(name: &str) -> PathBuf {
    let script = SCRIPT.replace(
        "    since: \"1.0.0\",\n",
        "    question: \"known\",\n    since: \"1.0.0\",\n    after: [\"handoff/nobody-receives\"],\n    params: #{\n        least: #{ value: 3, en: \"the least volume\", zh: \"最小数量\" },\n        words: #{ value: [\"a\", \"b\"], en: \"words\", zh: \"词语\" },\n    },\n",
    );
    let text = manual(&example("It is right", &with_volume("")));
    let parts = "## Why\n\nSee [the page](a.md).\n\n## 中文\n\n- 发现什么：没有写数量的交接。\n\n## Examples\n";
    let folder = with_rule(name, &script, &text.replace("## Examples\n", parts));
    let settings = "[rules]\n\"handoff/no-due-time\" = \"off\"\n\n[rules.\"flow/no-volume\"]\nlevel = \"error\"\nleast = 5\n";
    fs::write(folder.join("baton.toml"), settings).expect("the settings can be written");
    folder
}

#[test]
fn rules_are_listed_with_the_level_they_run_at() {
    let folder = with_settings("listed");
    for lang in ["en", "zh"] {
        let arguments = ["rules", "--family", "flow", "--lang", lang];
        let said = baton(&folder, &arguments);
        assert_eq!(code(&said), 0);
        golden(&format!("rules.{lang}.txt"), &stdout(&said));
    }
    let all = stdout(&baton(&folder, &["rules"]));
    let off = all
        .lines()
        .find(|line| line.contains("handoff/no-due-time"));
    assert!(off.is_some_and(|line| line.contains(" off ")), "{all}");
    let errors = stdout(&baton(&folder, &["rules", "--level", "error"]));
    assert!(errors.contains("flow/no-volume") && !errors.contains("no-due-time"));
    let goals = stdout(&baton(&folder, &["rules", "--looks-at", "goal"]));
    assert!(goals.contains("goal/no-deadline") && !goals.contains("flow/no-volume"));
}

#[test]
fn a_rule_is_explained_with_where_each_value_is_set() {
    let folder = with_settings("explained");
    for lang in ["en", "zh"] {
        let said = baton(&folder, &["explain", "no-volume", "--lang", lang]);
        assert_eq!(code(&said), 0);
        golden(&format!("explain.{lang}.txt"), &stdout(&said));
    }
    let said = baton(&folder, &["explain", "no-volume", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
    assert_eq!(json["level"], "error");
    assert_eq!(json["own_level"], "note");
    assert_eq!(json["level_set_at"], "baton.toml:4");
    assert_eq!(json["parameters"][0]["set_at"], "baton.toml:6");
    assert_eq!(json["parameters"][1]["set_at"], serde_json::Value::Null);
}

#[test]
fn a_name_that_means_no_rule_or_several_is_not_explained() {
    let folder = with_settings("unknown");
    let said = baton(&folder, &["explain", "no-volum"]);
    assert_eq!(code(&said), 2);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(error.contains("did you mean `flow/no-volume`?"), "{error}");
    let said = baton(&folder, &["explain", "handoff"]);
    assert_eq!(code(&said), 2);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(error.contains("handoff/nobody-receives"), "{error}");
}

#[test]
fn settings_with_a_slip_are_shown_with_their_line() {
    let folder = with_settings("slip");
    fs::write(
        folder.join("baton.toml"),
        "[rules]\n\"flow/no-volume\" = \"of\"\n",
    )
    .unwrap();
    let said = baton(&folder, &["rules"]);
    assert_eq!(code(&said), 3);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(error.contains("baton.toml:2: "), "{error}");
}

#[test]
fn a_new_rule_of_every_kind_passes_its_tests_and_runs_in_an_audit() {
    let folder = workspace("begun");
    fs::copy("docs/first.toml", folder.join("first.toml")).unwrap();
    for kind in ["chain", "process", "step", "handoff", "goal", "value_sheet"] {
        let id = format!("own/{}-first", kind.replace('_', "-"));
        let said = baton(&folder, &["new", "rule", &id, "--looks-at", kind]);
        assert_eq!(code(&said), 0, "{kind}");
        assert!(stdout(&said).starts_with(&format!("written: rules/{id}.rhai\n")));
        let said = baton(&folder, &["test", "--rule", &id]);
        assert_eq!(code(&said), 0, "{kind}: {}", stdout(&said));
        assert_eq!(stdout(&said), "2 examples of 1 rule: all pass\n");
    }
    let said = baton(&folder, &["audit", "--rule", "own", "--format", "json"]);
    assert_eq!(code(&said), 0, "a note makes no audit fail");
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
    assert_eq!(json["rule_errors"].as_array().map(Vec::len), Some(0));
    assert_eq!(
        json["summary"]["findings"]["note"], 5,
        "all but goals and sheets: {json:#}"
    );
}

#[test]
fn a_new_rule_never_takes_the_place_of_another() {
    let folder = workspace("taken");
    assert_eq!(code(&baton(&folder, &["new", "rule", "own/first"])), 0);
    let script = folder.join("rules/own/first.rhai");
    fs::write(&script, "// mine").unwrap();
    assert_eq!(code(&baton(&folder, &["new", "rule", "own/first"])), 2);
    assert_eq!(fs::read_to_string(&script).unwrap(), "// mine");
    for (name, advice) in [
        ("handoff/no-due-time", "is built in"),
        ("Own/TheSecond", "`own/the-second`?"),
        ("own/../../x", "is no name for a rule"),
    ] {
        let said = baton(&folder, &["new", "rule", name]);
        assert_eq!(code(&said), 2, "{name}");
        let error = String::from_utf8(said.stderr).unwrap();
        assert!(error.contains(advice), "{name}: {error}");
    }
}

/// `SCRIPT` with ways through it that its examples do not take.
fn with_branches(name: &str) -> PathBuf {
    let script = SCRIPT.replace(
        "fn check(handoff) {\n",
        "fn check(handoff) {\n    if handoff.has(\"wait\") { not_applicable(); return; }\n    for need in [1, 2] {\n        let said = switch need { 1 => `one ${need}`, 3 => never(need), _ => \"more\" };\n        if said == \"none\" {\n            return;\n        } else {\n            continue;\n        }\n    }\n",
    ) + "\nfn never(need) {\n    need > 1\n}\n";
    let examples = [
        example("Found", &without_volume("   # finds: flow/no-volume")),
        example("Clean", &with_volume("")),
    ];
    with_rule(name, &script, &manual(&examples.concat()))
}

#[test]
fn branches_no_example_enters_are_listed_with_their_lines() {
    let folder = with_branches("covered");
    for lang in ["en", "zh"] {
        let arguments = ["test", "--rule", "flow", "--coverage", "--lang", lang];
        let said = baton(&folder, &arguments);
        assert_eq!(code(&said), 0);
        golden(&format!("coverage.{lang}.txt"), &stdout(&said));
    }
    let arguments = ["test", "--rule", "flow", "--coverage", "--format", "json"];
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&baton(&folder, &arguments))).unwrap();
    let coverage = &json["rules"][0]["coverage"];
    let lines: Vec<_> = coverage["never_entered"]
        .as_array()
        .unwrap()
        .iter()
        .map(|branch| branch["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [11, 13, 14, 25], "{json:#}");
}

#[test]
fn too_little_coverage_fails_and_just_enough_does_not() {
    let folder = with_branches("threshold");
    let with = |least: &str| {
        baton(
            &folder,
            &["test", "--rule", "flow", "--min-coverage", least],
        )
    };
    let said = with("90");
    assert_eq!(code(&said), 1);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(error.contains("--min-coverage asks for 90 %"), "{error}");
    assert_eq!(code(&with("60")), 0);
}

#[test]
fn slips_no_example_notices_are_listed_and_too_many_fail() {
    let folder = with_branches("mutants");
    for lang in ["en", "zh"] {
        let arguments = ["test", "--rule", "flow", "--mutants", "--lang", lang];
        let said = baton(&folder, &arguments);
        assert_eq!(code(&said), 0);
        golden(&format!("mutants.{lang}.txt"), &stdout(&said));
    }
    let arguments = ["test", "--rule", "flow", "--mutants", "--format", "json"];
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&baton(&folder, &arguments))).unwrap();
    let mutants = &json["rules"][0]["mutants"];
    let survivors = mutants["survivors"].as_array().unwrap().len();
    let counts = [&mutants["tried"], &mutants["killed"]].map(|count| count.as_u64().unwrap());
    assert_eq!(counts[0], counts[1] + survivors as u64, "{json:#}");
    assert_eq!(json["summary"]["mutants"], mutants["tried"]);
    let with = |least| {
        let arguments = ["test", "--rule", "flow", "--min-killed", least];
        baton(&folder, &arguments)
    };
    let said = with("90");
    assert_eq!(code(&said), 1);
    let error = String::from_utf8(said.stderr).unwrap();
    assert!(error.contains("--min-killed asks for 90 %"), "{error}");
    assert_eq!(code(&with("10")), 0);
}

#[test]
fn examples_that_fail_say_nothing_about_mutants() {
    let examples = [example("Wrong", &without_volume(""))];
    let folder = with_rule("mutants-failing", SCRIPT, &manual(&examples.concat()));
    let said = baton(
        &folder,
        &["test", "--rule", "flow", "--mutants", "--format", "json"],
    );
    assert_eq!(code(&said), 1);
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
    assert!(json["rules"][0]["mutants"].is_null(), "{json:#}");
    assert!(json["summary"]["killed"].is_null(), "{json:#}");
}

/// A workspace in which the first finding of one rule can be explained.
fn with_finding(name: &str) -> PathBuf {
    let script = SCRIPT.replace(
        "    if !handoff.has(\"volume\") {\n",
        "    if handoff.from == \"batch\" { not_applicable(); return; }\n    for word in handoff.items {\n        if word.mentions(\"ore\") && is_short(word.text) {\n            nonconform(handoff.at(\"items\"), #{ what: word });\n        }\n    }\n    if !handoff.has(\"volume\") && handoff.due.is_clear {\n",
    ) + "\nfn is_short(text) {\n    text.len() < 4\n}\n";
    let folder = with_rule(name, &script, &manual(""));
    let model = format!(
        "{STEPS}\n{}\nitems = [\"lime\", \"ore\"]\ndue = \"within 2 h\"\n\n[[handoff]]\nid = \"bags\"\nfrom = \"kit\"\nto = \"batch\"\nitems = [\"bags\"]\n",
        without_volume("")
    );
    fs::write(folder.join("store.toml"), model).expect("the model can be written");
    folder
}

/// The ids of the findings of a rule, as the audit gives them.
fn ids(folder: &Path) -> Vec<String> {
    let said = baton(folder, &["audit", "--rule", "flow", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    let id = |finding: &serde_json::Value| finding["fingerprint"].as_str().map(str::to_owned);
    findings.iter().filter_map(id).collect()
}

#[test]
fn a_finding_is_explained_by_what_its_rule_read_and_decided() {
    let folder = with_finding("why");
    let ids = ids(&folder);
    // The due time that is not written, the ore in the list, the volume.
    assert_eq!(ids.len(), 3);
    for (number, id) in ids.iter().enumerate() {
        for lang in ["en", "zh"] {
            let said = baton(&folder, &["audit", "--explain", &id[..8], "--lang", lang]);
            assert_eq!(code(&said), 0);
            golden(&format!("why-{number}.{lang}.txt"), &stdout(&said));
        }
    }
    let said = baton(
        &folder,
        &["audit", "--explain", &ids[1], "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
    assert_eq!(json["schema"], "baton/explain/1");
    let steps = json["steps"].as_array().unwrap();
    let decided: Vec<_> = steps
        .iter()
        .filter(|step| step["decided"] == true)
        .collect();
    assert_eq!(decided.len(), 1);
    assert_eq!(
        decided[0]["text"],
        "word.mentions(\"ore\") && is_short(word.text)"
    );
    assert_eq!(decided[0]["holds"], true);
    assert_eq!(json["chain"][2]["id"], "store/batch");
}

#[test]
fn the_id_to_explain_stands_at_each_finding() {
    let folder = with_finding("ids");
    let ids = ids(&folder);
    let report = stdout(&baton(&folder, &["audit", "--rule", "flow"]));
    assert!(
        report.contains(&format!("= id: {}\n", &ids[1][..8])),
        "{report}"
    );
}

#[test]
fn an_id_that_no_finding_or_several_have_is_refused_with_near_ones() {
    let folder = with_finding("near");
    let ids = ids(&folder);
    let first = &ids[0][..8];
    // One character that no id has in that place.
    let other = if first.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{other}", &first[..7]);
    for (id, advice) in [
        (wrong.as_str(), first),
        ("", "did you mean"),
        ("nothing", "the report shows"),
    ] {
        let said = baton(&folder, &["audit", "--explain", id]);
        assert_eq!(code(&said), 2, "{id}");
        let error = String::from_utf8(said.stderr).unwrap();
        assert!(error.contains(advice), "{id}: {error}");
    }
}

#[test]
fn the_schema_is_described_in_one_language_or_both() {
    let folder = workspace("schema");
    let described = |arguments: &[&str]| {
        let said = baton(&folder, arguments);
        assert_eq!(code(&said), 0);
        let json: serde_json::Value = serde_json::from_str(&stdout(&said)).unwrap();
        let process = &json["definitions"]["process"]["properties"]["purpose"]["description"];
        process.as_str().unwrap().to_owned()
    };
    let both = described(&["schema"]);
    let (en, zh) = both.split_once(" — ").unwrap();
    assert_eq!(described(&["schema", "--lang", "en"]), en);
    assert_eq!(described(&["schema", "--lang", "zh"]), zh);
    let kept = fs::read_to_string("docs/schema.json").unwrap();
    assert_eq!(
        stdout(&baton(&folder, &["schema"])),
        kept.replace("\r\n", "\n")
    );
}

#[test]
fn definitions_for_editors_are_written_whole() {
    let folder = workspace("definitions");
    assert_eq!(
        code(&baton(&folder, &["schema", "--rhai", "-o", "baton.d.rhai"])),
        0
    );
    let text = fs::read_to_string(folder.join("baton.d.rhai")).unwrap();
    assert!(text.starts_with("module static;\n"));
    assert!(text.contains("\nfn get volume(object: Handoff) -> Quantity;\n"));
}
