//! How often work goes back: what was counted comes before what is written.

use std::fmt::Write as _;
use std::fs;

use super::{Model, close, of};

/// A test sends back to repair; what is written of it is added.
const SHOP: &str = r#"
[process]
id = "shop"
[[step]]
id = "repair"
start = true
touch = "1 h"
activities = ["Repair"]
[[step]]
id = "test"
touch = "1 h"
end = true
activities = ["Test"]
[[handoff]]
id = "device"
from = "repair"
to = "test"
wait = "1 h"
[[handoff]]
id = "failed"
from = "test"
to = "repair"
returns = true
wait = "0 h"
share = "12 %"
[[measure]]
id = "lead"
kind = "duration"
of = "lead-time"
better = "lower"
[[measure]]
id = "back"
kind = "share"
of = "returned"
better = "lower"
[[goal]]
id = "g"
text = "t"
on = "shop"
measure = "lead"
target = "4 h"
"#;

const LOG: &str = r#"
[[log]]
id = "days"
path = "log.csv"
case = "case"
activity = "what"
time = "when"
zone = "UTC"
"#;

const COUNTED: &str = r#"
[[figure]]
measure = "back"
on = "failed"
period = "2026-06"
k = 20
n = 100
grade = "logged"
recorded_by = "customer"
"#;

/// Twenty cases; the test sends four of them back, once each. There is one time per event, so the
/// log shows gaps, and no hours come from it.
fn rows() -> String {
    let mut rows = String::from("case,what,when\n");
    for case in 0..20 {
        let events: &[&str] = match case < 4 {
            true => &["Repair", "Test", "Repair", "Test"],
            false => &["Repair", "Test"],
        };
        for (at, what) in events.iter().enumerate() {
            let (day, hour) = (case + 1, 8 + at);
            let _ = writeln!(rows, "{case},{what},2026-06-{day:02} {hour:02}:07:13");
        }
    }
    rows
}

/// The lead time in hours.
fn lead(text: &str) -> f64 {
    let model = Model::new(text);
    fs::write(model.folder.path().join("log.csv"), rows()).expect("a log for the test");
    let world = model.world();
    let goal = of(&world, "g");
    let (answer, _) = goal.computed.as_ref().expect("it is worked out");
    answer.value / 3600.0
}

/// Three hours each round, and each round is followed by another with this chance.
fn rounds(back: f64) -> f64 {
    3.0 / (1.0 - back)
}

#[test]
fn what_was_counted_of_a_way_back_comes_before_what_is_written() {
    close(lead(SHOP), rounds(0.12), 1e-9);
    // 4 of 24 tests sent the device back.
    close(lead(&format!("{SHOP}{LOG}")), rounds(4.0 / 24.0), 1e-9);
    let figure = format!("{SHOP}{COUNTED}");
    close(lead(&figure), rounds(0.2), 1e-9);
    close(lead(&format!("{figure}{LOG}")), rounds(0.2), 1e-9);
}
