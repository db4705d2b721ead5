//! What must hold in each format, whatever was found.

use std::collections::BTreeSet;
use std::fs;

use baton::baseline::Baseline;
use baton::finding::{Level, Verdict};
use baton::lang::Lang;
use baton::report::{Format, Scope, Summary};
use serde_json::Value;

use super::{audit_of, bytes, folder, json, shipped, text};
use crate::workspace::{STORE, audited};

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn only_what_failed_has_a_level_in_sarif_and_every_result_names_its_rule() {
    let log = json(&shipped(), Format::Sarif);
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = array(&run["tool"]["driver"]["rules"]);
    let mut kinds = BTreeSet::new();
    for result in array(&run["results"]) {
        let rule = &rules[number(&result["ruleIndex"])];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## "));
        let kind = result["kind"].as_str().unwrap();
        assert_eq!(kind == "fail", result["level"] != "none", "{result}");
        kinds.insert(kind);
        assert_eq!(array(&result["locations"]).len(), 1);
        assert_eq!(result["suppressions"], Value::Array(Vec::new()));
    }
    assert_eq!(Vec::from_iter(kinds), ["fail", "open"]);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn what_is_undetermined_has_no_level_for_those_who_count_by_level() {
    let audit = shipped();
    let report = json(&audit, Format::Json);
    let mut open = 0;
    for finding in array(&report["findings"]) {
        let is_open = finding["verdict"] == "undetermined";
        assert_eq!(is_open, finding["level"].is_null(), "{finding}");
        open += usize::from(is_open);
    }
    let summary = Summary::of(
        audit.checked.as_ref().unwrap(),
        &audit.rules,
        &Scope::new(Vec::new()),
    );
    assert_eq!(open, summary.all.undetermined);
    let table = text(&audit, Format::Csv, Lang::En);
    let rows = table.lines().filter(|row| row.contains(",undetermined,"));
    let levels: Vec<_> = rows.filter_map(|row| row.split(',').nth(2)).collect();
    assert_eq!(levels, vec![""; open]);
}

#[test]
fn fingerprints_in_sarif_are_those_of_the_findings_and_differ() {
    let audit = shipped();
    let log = json(&audit, Format::Sarif);
    let results = array(&log["runs"][0]["results"]);
    let told: BTreeSet<_> = results
        .iter()
        .map(|result| {
            result["partialFingerprints"]["batonFinding/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let findings = &audit.checked.as_ref().unwrap().outcome.findings;
    let known: BTreeSet<_> = findings
        .iter()
        .map(|one| one.fingerprint.to_string())
        .collect();
    assert_eq!(told, known);
    assert_eq!(told.len(), results.len());
}

#[test]
fn regions_in_sarif_count_characters_and_hold_what_the_finding_points_at() {
    let folder = folder("regions");
    let model = STORE.replace("id = \"lot\"", "id = \"lot\"\ndeliverable = \"批料\" # 😀\ncustomer.needs = [{ zh = \"含水率 ≤ 6 %\" }]\nsupplier.criteria = [{ zh = \"含水率 ≤ 8 %\" }]");
    fs::write(folder.join("store.toml"), &model).unwrap();
    let audit = audit_of(&folder);
    let log = json(&audit, Format::Sarif);
    let results = array(&log["runs"][0]["results"]);
    let weaker = results
        .iter()
        .find(|result| result["ruleId"] == "handoff/criterion-weaker-than-need")
        .unwrap();
    let mut places = vec![&weaker["locations"][0]];
    places.extend(array(&weaker["relatedLocations"]));
    let marked: Vec<String> = places
        .iter()
        .map(|place| {
            let region = &place["physicalLocation"]["region"];
            assert_eq!(region["startLine"], region["endLine"]);
            let line = model.lines().nth(number(&region["startLine"]) - 1).unwrap();
            let (from, to) = (number(&region["startColumn"]), number(&region["endColumn"]));
            line.chars().skip(from - 1).take(to - from).collect()
        })
        .collect();
    assert_eq!(
        marked,
        ["{ zh = \"含水率 ≤ 8 %\" }", "{ zh = \"含水率 ≤ 6 %\" }"]
    );
    let artifacts = array(&log["runs"][0]["artifacts"]);
    let index = &weaker["locations"][0]["physicalLocation"]["artifactLocation"]["index"];
    let hash = &artifacts[number(index)]["hashes"]["siphash-1-3-128"];
    assert_eq!(hash.as_str().map(str::len), Some(32));
}

#[test]
fn runs_on_parts_of_the_model_have_categories_of_their_own() {
    let audit = shipped();
    let id = |wanted: &[&str]| {
        let log = bytes(&audit, Format::Sarif, wanted, Lang::Zh);
        let log: Value = serde_json::from_slice(&log).unwrap();
        assert_eq!(log["runs"][0]["language"], "zh-CN");
        log["runs"][0]["automationDetails"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(id(&[]), "baton/audit/");
    assert_eq!(id(&["raw-store/lot"]), "baton/audit/raw-store.lot/");
}

#[test]
fn a_waived_finding_is_suppressed_in_sarif_skipped_in_junit_and_in_no_annotation() {
    let folder = folder("waived");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let waiver = "[[waiver]]\nid = \"w-1\"\nrule = \"handoff/no-due-time\"\non = \"store/lot\"\nreason = \"new rack\"\napproved_by = \"Manager\"\nsigned_by = \"Lead\"\ngranted_on = 2026-03-02\nends_on = 2026-12-31\n";
    fs::write(folder.join("waivers.toml"), waiver).unwrap();
    let audit = audit_of(&folder);
    let log = json(&audit, Format::Sarif);
    let results = array(&log["runs"][0]["results"]).iter();
    let suppressed: Vec<_> = results
        .filter(|one| one["suppressions"] != Value::Array(Vec::new()))
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["suppressions"][0]["status"], "accepted");
    let why = suppressed[0]["suppressions"][0]["justification"]
        .as_str()
        .unwrap();
    assert!(
        why.contains("new rack") && why.contains("until 2026-12-31"),
        "{why}"
    );
    let xml = text(&audit, Format::Junit, Lang::En);
    let case = xml.split("store/lot: handoff/no-due-time").nth(1).unwrap();
    assert!(
        case.split("</testcase>")
            .next()
            .unwrap()
            .contains("<skipped message=\"waived: new rack")
    );
    for format in [Format::Github, Format::Gitlab] {
        let told = text(&audit, format, Lang::En);
        assert_eq!(
            told.matches("handoff/no-due-time").count(),
            1,
            "only the other handoff"
        );
    }
    let csv = text(&audit, Format::Csv, Lang::En);
    assert!(csv.contains("waived: new rack"));
}

#[test]
fn what_a_baseline_hides_is_not_called_right() {
    let folder = folder("known");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let first = audit_of(&folder);
    let checked = first.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &first.rules, &checked.outcome);
    let audit = audited(&folder, |options| options.baseline = Some(baseline));
    let comment = text(&audit, Format::Markdown, Lang::En);
    assert!(comment.contains("No nonconformity is open; what is waived or known"));
    assert!(comment.contains("What is undetermined is waived or known"));
    let log = json(&audit, Format::Sarif);
    for result in array(&log["runs"][0]["results"]) {
        assert_eq!(result["baselineState"], "unchanged");
        assert_eq!(array(&result["suppressions"]).len(), 1);
    }
    let xml = text(&audit, Format::Junit, Lang::Zh);
    assert!(!xml.contains("<failure") && xml.contains("<skipped message=\"基线中已有"));
    assert!(text(&audit, Format::Csv, Lang::Zh).contains(",基线中已有"));
}

/// The attributes that the schema of Jenkins knows, by element.
fn known(element: &str) -> &'static [&'static str] {
    match element {
        "testsuites" => &["name", "time", "tests", "failures", "errors"],
        "testsuite" => &["name", "tests", "failures", "errors", "skipped", "time"],
        "testcase" => &["name", "time", "classname", "group"],
        "failure" | "error" | "skipped" => &["type", "message"],
        "system-out" => &[],
        other => panic!("{other} is no element of the schema"),
    }
}

#[test]
fn junit_counts_what_the_audit_counts_and_keeps_to_its_schema() {
    let audit = shipped();
    let checked = audit.checked.as_ref().unwrap();
    let summary = Summary::of(checked, &audit.rules, &Scope::default());
    let xml = text(&audit, Format::Junit, Lang::Zh);
    let document = roxmltree::Document::parse(&xml).unwrap();
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        for attribute in element.attributes() {
            assert!(known(element.tag_name().name()).contains(&attribute.name()));
        }
    }
    let count = |name: &str| {
        document
            .descendants()
            .filter(|one| one.has_tag_name(name))
            .count()
    };
    let all = summary.all;
    assert_eq!(count("testcase"), all.checked - all.not_applicable);
    assert_eq!(count("skipped"), all.undetermined);
    let failed = |one: &&baton::finding::Finding| {
        one.verdict == Verdict::Nonconform && one.level >= Level::Warning
    };
    let findings = checked.outcome.findings.iter().filter(failed);
    let checks: BTreeSet<_> = findings.map(|one| (one.rule, one.subject)).collect();
    assert_eq!(count("failure"), checks.len());
    assert_eq!(count("system-out"), all.nonconform - checks.len());
    let said: usize = document
        .descendants()
        .filter(|one| one.has_tag_name("testsuite"))
        .map(|suite| suite.attribute("tests").unwrap().parse::<usize>().unwrap())
        .sum();
    assert_eq!(said, count("testcase"));
    let names: BTreeSet<_> = document
        .descendants()
        .filter(|one| one.has_tag_name("testcase"))
        .map(|one| (one.attribute("classname"), one.attribute("name")))
        .collect();
    assert_eq!(names.len(), count("testcase"), "no two cases share a name");
}

/// A workspace with more findings than anything shows.
fn large(name: &str) -> baton::audit::Audit {
    let folder = folder(name);
    let mut model = String::from("[process]\nid = \"line\"\n[[step]]\nid = \"s0\"\n");
    for at in 1..400 {
        model.push_str(&format!("[[step]]\nid = \"s{at}\"\n[[handoff]]\nid = \"h{at}\"\nfrom = \"s{}\"\nto = \"s{at}\"\n", at - 1));
    }
    fs::write(folder.join("line.toml"), model).unwrap();
    audit_of(&folder)
}

#[test]
fn a_comment_fits_and_says_what_it_leaves_out() {
    let audit = large("large");
    for lang in [Lang::En, Lang::Zh] {
        let comment = text(&audit, Format::Markdown, lang);
        let length = comment.chars().count();
        assert!((40_000..=65_536).contains(&length), "{length}");
        let more = lang.pick("more findings, left out for length", "项发现，因篇幅省略");
        assert!(comment.contains(more));
        let unseen = lang.pick("Every value written was read", "每个已写的值都有规则读取");
        assert!(comment.contains(unseen));
    }
}

#[test]
fn github_shows_ten_of_a_level_and_says_how_many_more() {
    let audit = large("annotations");
    let told = text(&audit, Format::Github, Lang::En);
    for name in ["::error ", "::warning "] {
        let shown = told.lines().filter(|line| line.starts_with(name)).count();
        assert!(shown <= 10, "{name}{shown}");
    }
    assert!(
        told.contains("more errors are not annotated")
            || told.contains("more warnings are not annotated")
    );
    let first = |name: &str| told.lines().position(|line| line.starts_with(name));
    assert!(first("::error ") < first("::warning "));
}

#[test]
fn gitlab_gets_a_place_a_severity_and_a_fingerprint_of_its_own_for_each_issue() {
    let issues = json(&shipped(), Format::Gitlab);
    let issues = array(&issues);
    let mut seen = BTreeSet::new();
    let mut severities = BTreeSet::new();
    for issue in issues {
        assert!(seen.insert(issue["fingerprint"].as_str().unwrap()));
        assert!(
            !issue["location"]["path"]
                .as_str()
                .unwrap()
                .starts_with("./")
        );
        assert!(number(&issue["location"]["lines"]["begin"]) >= 1);
        severities.insert(issue["severity"].as_str().unwrap());
    }
    assert_eq!(Vec::from_iter(severities), ["info", "major", "minor"]);
}

#[test]
fn a_table_has_a_row_for_each_finding_and_the_mark_of_utf_8() {
    let audit = shipped();
    for lang in [Lang::En, Lang::Zh] {
        let table = text(&audit, Format::Csv, lang);
        let table = table.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), 16);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let findings = &audit.checked.as_ref().unwrap().outcome.findings;
        assert_eq!(rows.len(), findings.len());
        let known: BTreeSet<_> = findings
            .iter()
            .map(|one| one.fingerprint.to_string())
            .collect();
        let told: BTreeSet<_> = rows.iter().map(|row| row[0].to_owned()).collect();
        assert_eq!(told, known);
    }
}

#[test]
fn every_format_is_the_same_twice_and_differs_by_language() {
    let (one, other) = (shipped(), shipped());
    for format in Format::ALL
        .iter()
        .filter(|format| format.missing_feature().is_none())
    {
        let en = bytes(&one, *format, &[], Lang::En);
        assert!(
            en == bytes(&other, *format, &[], Lang::En),
            "{}",
            format.name()
        );
        assert!(
            en != bytes(&one, *format, &[], Lang::Zh),
            "{}",
            format.name()
        );
    }
}
