//! What is not counted where a process is worked out is said, with why.

use std::process::Command;

use baton::model::ProcessId;
use baton::strategy::Apart;

use super::{Model, name};
use baton::model::Target;

const CASH: &str = r#"
[process]
id = "cash"
[[customer]]
id = "buyer"
name = "Buyer"
[[step]]
id = "ask"
start = true
[[step]]
id = "pay"
[[step]]
id = "travel"
touch = "2 h"
[[step]]
id = "check"
touch = "1 h"
[[handoff]]
id = "request"
from = "ask"
to = "pay"
kind = "functional"
[[handoff]]
id = "money"
from = "pay"
to = "travel"
kind = "functional"
[[handoff]]
id = "report"
from = "travel"
to = "ask"
kind = "hierarchical"
[[handoff]]
id = "trip"
from = "travel"
to = "check"
[[handoff]]
id = "result"
from = "check"
to = "buyer"
[[handoff]]
id = "order"
from = "buyer"
to = "travel"
"#;

#[test]
fn services_tasks_and_what_comes_from_outside_are_left_out_with_the_steps_no_work_passes() {
    let world = Model::new(CASH).world();
    let apart = Apart::of(&world.chain, ProcessId::at(0));
    let handoffs = |all: &[baton::model::HandoffId]| -> Vec<String> {
        all.iter()
            .map(|id| name(&world, Target::Handoff(*id)))
            .collect()
    };
    assert_eq!(handoffs(&apart.services), ["money", "request"]);
    assert_eq!(handoffs(&apart.levels), ["report"]);
    assert_eq!(handoffs(&apart.from_outside), ["order"]);
    let steps = apart.steps.iter();
    let steps: Vec<String> = steps.map(|id| name(&world, Target::Step(*id))).collect();
    assert_eq!(steps, ["ask", "pay"]);
}

#[test]
fn the_table_of_processes_and_the_json_say_what_was_not_counted() {
    let model = Model::new(CASH);
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_baton"))
            .arg("gap")
            .args(arguments)
            .arg(model.folder.path())
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout).expect("it writes text")
    };
    let text = said(&["--chain", "--lang", "en"]);
    let line = "  cash: not counted: cash/money, cash/request (services between functions: work does not travel along them); \
                cash/report (tasks and reports between levels); cash/order (given from outside: time counts once it is there); \
                cash/ask, cash/pay (steps that no work passes then)\n";
    assert!(text.contains(line), "{text}");
    assert!(
        text.contains("cash/trip.wait"),
        "a wait nobody knows is named: {text}"
    );
    let chinese = said(&["--chain", "--lang", "zh"]);
    assert!(
        chinese
            .contains("  cash：未计入：cash/money、cash/request（职能之间的服务，工作不经过它们）"),
        "{chinese}"
    );
    let json = said(&["--format", "json", "--lang", "en"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let why: Vec<&str> = report["not_counted"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(
        why,
        [
            "functional",
            "hierarchical",
            "from-outside",
            "no-work-passes"
        ]
    );
    assert_eq!(report["not_counted"][0]["objects"][0], "cash/money");
}

#[test]
fn a_process_of_services_alone_is_not_left_out_without_a_word() {
    let text = CASH
        .replace("id = \"trip\"", "id = \"trip\"\nkind = \"functional\"")
        .replace("id = \"result\"", "id = \"result\"\nkind = \"functional\"");
    let world = Model::new(&text).world();
    let all = baton::strategy::numbers::numbers(&world.today());
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].apart.steps.len(), 4);
}
