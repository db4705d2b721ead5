//! `baton test --seed-faults` from the outside.

use std::path::Path;
use std::process::{Command, Output};

use super::{SMALL, workspace};

fn baton(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["test", "--seed-faults"])
        .args(arguments)
        .current_dir(folder)
        .env("BATON_LANG", "en")
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is said is UTF-8");
    let code = output.status.code().unwrap_or(-1);
    (code, text(&output.stdout), text(&output.stderr))
}

#[test]
fn too_few_noticed_faults_are_an_exit_code() {
    let folder = workspace("least", &[("store.toml", SMALL)]);
    let rule = ["--rule", "no-due-time", "-q", "--min-noticed"];
    let (code, out, err) = said(&baton(&folder, &[&rule[..], &["90"]].concat()));
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("--min-noticed asks for 90 %"), "{err}");
    let (code, ..) = said(&baton(&folder, &[&rule[..], &["1"]].concat()));
    assert_eq!(code, 0);
}

#[test]
fn a_workspace_that_does_not_load_is_shown_with_its_problems() {
    let broken = SMALL.replace("to = \"smelt\"", "to = \"smelter\"");
    let folder = workspace("broken", &[("store.toml", &broken)]);
    let (code, out, _) = said(&baton(&folder, &[]));
    assert_eq!(code, 3);
    assert!(
        out.contains("smelter") && out.contains("nothing was checked"),
        "{out}"
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = workspace("refuses", &[("store.toml", SMALL)]);
    let (code, _, err) = said(&baton(&folder, &["--format", "junit"]));
    assert_eq!((code, err.contains("JUnit")), (2, true), "{err}");
    let (code, _, err) = said(&baton(&folder, &["--rule", "no-such-rule"]));
    assert_eq!((code, err.contains("no-such-rule")), (2, true), "{err}");
    let alone = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["test", "--min-noticed", "50"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn the_report_for_programs_has_every_fault() {
    let folder = workspace("json", &[("store.toml", SMALL)]);
    let arguments = ["--rule", "no-due-time", "--format", "json"];
    let (code, out, _) = said(&baton(&folder, &arguments));
    let report: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!(code, 0);
    assert_eq!(report["schema"], "baton/faults/1");
    let faults = report["faults"].as_array().map_or(0, Vec::len);
    assert_eq!(report["summary"]["planted"], faults);
    let due = report["faults"].as_array().into_iter().flatten();
    let mut due = due.filter(|fault| fault["object"] == "store/lot" && fault["path"] == "due");
    let due = due.next().expect("the due time is dropped");
    assert_eq!(due["noticed_by"][0], "handoff/no-due-time");
    assert_eq!(
        (&due["file"], due["line"].as_u64()),
        (&"./store.toml".into(), Some(25))
    );
}

/// A measured need that a goal serves, and a customer lost at the same handoff.
const SERVED: &str = r#"
[[measure]]
id = "late"
kind = "share"
of = "on-time"

[[goal]]
id = "in-time"
text = "Lots on time"
on = "lot"
measure = "late"
target = "95 %"
by = 2026-12-31

[[loss]]
id = "gone"
on = 2026-04-01
customer = "steelworks"
handoff = "lot"
reason = "delivery"
"#;

#[test]
fn a_handoff_that_was_cut_takes_its_goals_and_losses_along() {
    let model = format!("{SMALL}{SERVED}");
    let folder = workspace("cut", &[("store.toml", &model)]);
    let (code, out, err) = said(&baton(&folder, &["--rule", "no-due-time", "-q"]));
    assert_eq!(code, 0, "{out}{err}");
    let broken = model.replace("to = \"smelt\"", "to = \"smelter\"");
    let folder = workspace("cut-already", &[("store.toml", &broken)]);
    let (code, out, err) = said(&baton(&folder, &[]));
    assert_eq!(code, 3, "{out}{err}");
}
