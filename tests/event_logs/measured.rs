//! Event logs of other people, with answers that were computed without this program.
//!
//! The logs lie beside the project; where they are absent, the tests say so and pass.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The folder with the logs, if it is there.
#[expect(clippy::print_stderr, reason = "who runs the test is told")]
fn data() -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.is_dir() {
        eprintln!("skipped: no logs beside the project");
        return None;
    }
    Some(data)
}

/// What `baton measure` says of a log.
fn measured(log: &Path, arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args([
            "measure", "--format", "json", "--top", "0", "--sort", "count",
        ])
        .args(arguments)
        .arg(log)
        .output()
        .expect("baton runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {error}", log.display());
    serde_json::from_slice(&output.stdout).expect("baton writes JSON")
}

/// Holds what a log says against the answers kept for it.
struct Compared {
    name: &'static str,
    expected: Value,
    found: Value,
    /// Seconds of the unit of the answers.
    unit: f64,
    wrong: Vec<String>,
}

impl Compared {
    fn new(name: &'static str, expected: &Path, found: Value) -> Self {
        let text = std::fs::read_to_string(expected).expect("the answers can be read");
        let expected: Value = serde_json::from_str(&text).expect("the answers are JSON");
        let unit = if expected["unit"] == "m" {
            60.0
        } else {
            3600.0
        };
        Self {
            name,
            expected,
            found,
            unit,
            wrong: Vec::new(),
        }
    }

    fn count(&mut self, what: &str, expected: &Value, found: &Value) {
        // What a log says nothing of is not counted.
        let own = found.as_f64().unwrap_or(0.0);
        let is_same = expected
            .as_f64()
            .is_none_or(|answer| (answer - own).abs() < 0.5);
        if !is_same {
            self.wrong.push(format!(
                "{}: {what}: {found}, expected {expected}",
                self.name
            ));
        }
    }

    /// The answers are rounded to two decimals.
    fn duration(&mut self, what: &str, expected: &Value, found: &Value, unit: f64) {
        let Some(answer) = expected.as_f64() else {
            return;
        };
        let own = found.as_f64().unwrap_or(f64::NAN) / unit;
        if own.is_nan() || (own - answer).abs() > 0.0101 {
            self.wrong
                .push(format!("{}: {what}: {own}, expected {answer}", self.name));
        }
    }

    fn spread(&mut self, what: &str, expected: &Value, found: &Value, unit: f64) {
        self.count(&format!("{what}, n"), &expected["n"], &found["n"]);
        for key in ["mean", "median", "p90", "max"] {
            self.duration(&format!("{what}, {key}"), &expected[key], &found[key], unit);
        }
    }

    /// Everything the answers say of the log.
    fn all(mut self) -> Vec<String> {
        let (expected, found) = (self.expected.clone(), self.found.clone());
        let cases = &found["cases"];
        for (key, own) in [
            ("cases", &cases["n"]),
            ("variants", &cases["variants"]),
            ("pairs", &cases["pairs"]),
            ("neg_pairs", &cases["overlapping"]),
            ("rework_cases", &cases["with_rework"]),
            ("cases_with_file_order_inversions", &cases["out_of_order"]),
        ] {
            self.count(key, &expected[key], own);
        }
        self.spread(
            "lead time",
            &expected["case_duration_days"],
            &cases["lead"],
            86_400.0,
        );
        self.activities(&expected, &found);
        for one in list(&expected["top_handoffs"]) {
            self.handoff(one, &found["handoffs"]);
        }
        self.table("resource", &expected, &found["between_resources"]);
        self.table("group", &expected, &found["between_groups"]);
        self.wrong
    }

    fn activities(&mut self, expected: &Value, found: &Value) {
        let activities = list(&found["activities"]);
        self.count(
            "activities",
            &expected["activities"],
            &activities.len().into(),
        );
        let n: u64 = activities.iter().filter_map(|one| one["n"].as_u64()).sum();
        self.count("events", &expected["events"], &n.into());
        let Some(repeats) = expected["repeat_by_activity"].as_object() else {
            return;
        };
        for (name, counts) in repeats {
            let own = activities.iter().find(|one| one["activity"] == **name);
            let own = own.cloned().unwrap_or_default();
            self.count(&format!("{name}, n"), &counts[0], &own["n"]);
            self.count(&format!("{name}, repeats"), &counts[1], &own["repeats"]);
            self.count(
                &format!("{name}, repeated in"),
                &counts[2],
                &own["repeated_in"],
            );
        }
    }

    fn handoff(&mut self, expected: &Value, found: &Value) {
        let (from, to) = (&expected["a"], &expected["b"]);
        let own = list(found)
            .iter()
            .find(|one| one["from"] == *from && one["to"] == *to);
        let own = own.cloned().unwrap_or_default();
        let what = format!("{from} to {to}");
        let unit = self.unit;
        self.spread(&what, expected, &own, unit);
        for (key, name) in [
            ("neg", "overlapping"),
            ("src_res", "givers"),
            ("tgt_res", "receivers"),
            ("res_pairs", "people_pairs"),
        ] {
            self.count(&format!("{what}, {name}"), &expected[key], &own[name]);
        }
        if let Some(same) = expected["same_res"].as_f64() {
            let part = |key: &str| own[key].as_f64().unwrap_or(f64::NAN);
            // Of nothing known nothing is the same.
            let own = part("same") / part("known").max(1.0);
            if own.is_nan() || (own - same).abs() > 0.0011 {
                self.wrong.push(format!(
                    "{}: {what}, same person: {own}, expected {same}",
                    self.name
                ));
            }
        }
    }

    /// The answers on one kind of handoff, `resource` or `group`.
    fn table(&mut self, kind: &str, expected: &Value, found: &Value) {
        let unit = self.unit;
        let key = |rest: &str| expected[format!("{kind}_{rest}")].clone();
        self.count(
            &format!("{kind}s"),
            &expected[format!("{kind}s")],
            &found["names"],
        );
        self.count(
            &format!("{kind} handoffs"),
            &key("handoffs"),
            &found["all"]["n"],
        );
        self.spread(
            &format!("{kind} handoffs"),
            &key("handoff_wait"),
            &found["all"],
            unit,
        );
        let same = &expected[format!("same_{kind}_wait")];
        self.spread(&format!("same {kind}"), same, &found["unchanged"], unit);
        self.count(
            &format!("{kind} back and forth"),
            &key("pingpong"),
            &found["ping_pong"],
        );
        for one in list(&expected[format!("top_{kind}_handoffs")]) {
            self.handoff(one, &found["handoffs"]);
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn public_logs_say_what_others_found_in_them() {
    let Some(data) = data() else { return };
    // The answers count EMPTY as a group.
    let groups = ["--known", "EMPTY"];
    let logs: [(&'static str, &str, &[&str]); 10] = [
        (
            "purchasing",
            "logs-handoff-oracle/wta/PurchasingExample.csv",
            &[],
        ),
        ("receipt", "logs-pm4py/receipt.csv", &groups),
        ("receipt", "logs-pm4py/08_receipt.xes.gz", &groups),
        ("running_xes", "logs-pm4py/running-example.csv", &[]),
        ("running_xes", "logs-pm4py/running-example.xes", &[]),
        ("bimp", "logs-handoff-oracle/wta/BIMP_example.csv", &[]),
        ("apromore_p2p", "logs-apromore/Procure-to-Pay.xes.gz", &[]),
        ("repair", "logs-pm4py/03_repairExample.xes.gz", &[]),
        ("helpdesk", "logs-pm4py/helpdesk.xes.gz", &[]),
        ("orders", "logs-pm4py/10_orders.xes.gz", &[]),
    ];
    let mut wrong = Vec::new();
    for (name, log, arguments) in logs {
        let found = measured(&data.join(log), arguments);
        let expected = data.join(format!("expected/{name}.json"));
        wrong.extend(Compared::new(name, &expected, found).all());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
