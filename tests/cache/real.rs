//! Logs of real systems, in every format: what is kept of them says the same as they do.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use baton::events::mapping::Mapping;
use baton::events::read::{Asked, propose, read};

use super::{json, three_ways_in};

const LOGS: [&str; 6] = [
    "logs-apromore/Procure-to-Pay.xes.gz",
    "logs-pm4py/03_repairExample.xes.gz",
    "logs-pm4py/receipt.csv",
    "logs-pm4py/roadtraffic100traces.xes",
    "ocel/ocpa-p2p-normal.jsonocel",
    "ocel/pm4py-example_log.sqlite",
];

const MEASURES: &str = r#"
[[measure]]
id = "slow"
kind = "duration"
of = "wait"
statistic = "percentile"
percentile = "90 %"

[[measure]]
id = "lead"
kind = "duration"
of = "lead-time"
statistic = "median"
better = "lower"

[[goal]]
id = "quick"
text = "Cases are through in two days"
on = "all"
measure = "lead"
target = "2 days"
"#;

/// A model in which every activity of a log is a step, and each of the first few gives to each.
fn model(file: &Path, name: &str) -> String {
    let mut asked = Asked {
        mapping: Mapping::default(),
        guess: true,
        object: None,
        threads: 2,
    };
    asked.object = propose(file, &asked)
        .unwrap()
        .objects
        .first()
        .map(|(name, _)| name.clone());
    let log = read(file, &asked, &|_, _| {}).unwrap().log;
    let mut text = "[process]\nid = \"all\"\n".to_owned();
    let mut known = BTreeSet::new();
    for activity in &log.words().activities {
        if known.insert(activity.trim().to_lowercase()) {
            let step = known.len();
            let _ = writeln!(
                text,
                "[[step]]\nid = \"s{step}\"\nactivities = [{activity:?}]"
            );
        }
    }
    let few = known.len().min(6);
    for (from, to) in (1..=few).flat_map(|from| (1..=few).map(move |to| (from, to))) {
        if from != to {
            let _ = writeln!(
                text,
                "[[handoff]]\nid = \"h{from}-{to}\"\nfrom = \"s{from}\"\nto = \"s{to}\""
            );
        }
    }
    let _ = writeln!(text, "[[log]]\nid = \"log\"\npath = {name:?}");
    if let Some(object) = &asked.object {
        let _ = writeln!(text, "object = {object:?}");
    }
    text + MEASURES
}

#[test]
fn real_logs_are_audited_alike_with_a_cold_cache_a_warm_one_and_none() {
    let data = Path::new("../shared/data");
    if !data.is_dir() {
        println!("skipped: {} is not there", data.display());
        return;
    }
    for log in LOGS {
        let file = data.join(log);
        let name = file.file_name().unwrap().to_str().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("all.toml"), model(&file, name)).unwrap();
        fs::copy(&file, folder.path().join(name)).unwrap();
        let said = three_ways_in(folder.path(), 1, json);
        assert!(said[0].contains("\"handoffs\": [\n"), "{log}:\n{}", said[0]);
    }
}
