//! Code scanning: the schema of SARIF 2.1.0, and a reader's types.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use serde_sarif::sarif::Sarif;

use super::{baton, cases, faults};

/// The schema of OASIS, from the package of the crate that is made from it.
fn schema() -> Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // As published, this pattern has a bracket too many and is none.
    let text = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(
        schema["$id"]
            .as_str()
            .unwrap()
            .ends_with("sarif-schema-2.1.0.json")
    );
    schema
}

#[test]
fn every_log_keeps_to_the_schema_and_is_read_by_others() {
    let schema = schema();
    for case in cases() {
        for lang in ["en", "zh"] {
            let log = case.json("sarif", lang);
            assert_eq!(faults(&schema, &log), [""; 0], "{} {lang}", case.name);
            let read: Sarif = serde_json::from_value(log).unwrap();
            let run = &read.runs[0];
            let shown = case.json("json", lang);
            let count = |key| shown[key].as_array().map_or(0, Vec::len);
            let found = count("findings") + count("waived");
            let results = run.results.as_ref().map_or(0, Vec::len);
            assert_eq!(results, found, "{} {lang}", case.name);
            let invocation = &run.invocations.as_ref().unwrap()[0];
            assert_eq!(
                invocation.execution_successful,
                case.code != 3,
                "{}",
                case.name
            );
        }
    }
}

#[test]
fn the_schema_sees_what_is_wrong() {
    let schema = schema();
    let shipped = &cases()[0];
    let mut log = shipped.json("sarif", "en");
    log["runs"][0]["results"][0]["kind"] = "bad".into();
    log["runs"][0]["results"][1]["nonsense"] = 1.into();
    log["runs"][0]["tool"]["driver"]
        .as_object_mut()
        .unwrap()
        .remove("name");
    let found = faults(&schema, &log);
    assert_eq!(found.len(), 3, "{found:#?}");
}

/// A part of the model, and a baseline, make logs of other shapes.
#[test]
fn logs_of_a_part_and_against_a_baseline_keep_to_the_schema() {
    let schema = schema();
    let shipped = &cases()[0];
    let folder = shipped.folder.path();
    assert!(
        baton(folder, &["baseline", "-o", "old.json"])
            .status
            .success()
    );
    for more in [["--only", "raw-store"], ["--baseline", "old.json"]] {
        let output = baton(
            folder,
            &[&["audit", "--format", "sarif"], &more[..]].concat(),
        );
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(faults(&schema, &log), [""; 0], "{more:?}");
    }
}
