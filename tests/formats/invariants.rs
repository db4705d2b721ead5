//! What the schemas of SARIF 2.1.0 and of JUnit reports ask of every file, as far as it can be held
//! without them: keys that must be there, words of enumerations, numbers in range, sums that agree.

use std::collections::BTreeSet;

use baton::lang::Lang;
use baton::report::Format;
use serde_json::Value;

use crate::{json, shipped, text};

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn words<'v>(all: &'v [Value], key: &str) -> Vec<&'v str> {
    all.iter().filter_map(|one| one[key].as_str()).collect()
}

/// Every place in a result: where it is, and what is related.
fn places(result: &Value) -> impl Iterator<Item = &Value> {
    let related = array(&result["relatedLocations"]);
    array(&result["locations"]).iter().chain(related)
}

#[test]
fn rules_of_sarif_have_ids_of_their_own_and_every_index_leads_to_one() {
    let log = json(&shipped(), Format::Sarif);
    assert!(
        log["$schema"]
            .as_str()
            .unwrap()
            .contains("sarif-schema-2.1.0")
    );
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert!(driver["name"].is_string() && driver["semanticVersion"].is_string());
    let rules = array(&driver["rules"]);
    let ids: BTreeSet<&str> = words(rules, "id").into_iter().collect();
    assert!(!rules.is_empty());
    assert_eq!(ids.len(), rules.len(), "two rules share an id");
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string(), "{rule}");
        let level = &rule["defaultConfiguration"]["level"];
        let known = ["none", "note", "warning", "error"];
        assert!(level.is_null() || known.contains(&level.as_str().unwrap()));
    }
    for result in array(&run["results"]) {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert!(at < rules.len(), "{result}");
    }
}

#[test]
fn results_of_sarif_have_known_words_places_from_one_on_and_fingerprints_of_their_own() {
    let log = json(&shipped(), Format::Sarif);
    let run = &log["runs"][0];
    let files = array(&run["artifacts"]);
    let mut fingerprints = BTreeSet::new();
    let results = array(&run["results"]);
    assert!(!results.is_empty());
    for result in results {
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let kind = result["kind"].as_str().unwrap();
        assert!(
            [
                "pass",
                "open",
                "informational",
                "notApplicable",
                "review",
                "fail"
            ]
            .contains(&kind)
        );
        let level = result["level"].as_str().unwrap();
        assert!(["none", "note", "warning", "error"].contains(&level));
        let own = result["partialFingerprints"].as_object().unwrap();
        assert!(!own.is_empty() && own.values().all(Value::is_string));
        assert!(fingerprints.insert(format!("{own:?}")), "{result}");
        for place in places(result) {
            let physical = &place["physicalLocation"];
            let region = |key: &str| physical["region"][key].as_u64().unwrap();
            let from = (region("startLine"), region("startColumn"));
            let to = (region("endLine"), region("endColumn"));
            assert!(from.0 >= 1 && from.1 >= 1 && from <= to, "{place}");
            let file = &physical["artifactLocation"];
            let at = usize::try_from(file["index"].as_u64().unwrap()).unwrap();
            assert_eq!(files[at]["location"]["uri"], file["uri"], "{place}");
            let uri = file["uri"].as_str().unwrap();
            assert!(!uri.contains([' ', '\\']), "{uri}");
        }
    }
}

#[test]
fn every_sum_of_junit_is_what_stands_below_it_and_every_time_is_a_number() {
    let xml = text(&shipped(), Format::Junit, Lang::En);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name("testsuites"));
    let counted = |of: roxmltree::Node<'_, '_>, name: &str| {
        of.descendants()
            .filter(|one| one.has_tag_name(name))
            .count()
    };
    let suites = root.children().filter(|one| one.has_tag_name("testsuite"));
    for summed in suites.chain([root]) {
        for (sum, name) in [
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ] {
            // The root has no sum of what is skipped in the schema.
            let Some(said) = summed.attribute(sum) else {
                assert!(summed == root && sum == "skipped", "{sum}");
                continue;
            };
            assert_eq!(said.parse(), Ok(counted(summed, name)), "{sum}");
        }
    }
    for element in document.descendants() {
        if let Some(time) = element.attribute("time") {
            assert!(time.parse::<f64>().is_ok_and(|time| time >= 0.0), "{time}");
        }
        if element.has_tag_name("testcase") {
            let ends = element.children().filter(roxmltree::Node::is_element);
            let ends = ends.filter(|one| !one.has_tag_name("system-out"));
            assert!(ends.count() <= 1, "a case ends in one way");
            assert!(
                element
                    .attribute("name")
                    .is_some_and(|name| !name.is_empty())
            );
            assert!(element.attribute("classname").is_some());
        }
    }
}
