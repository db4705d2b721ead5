//! Matrices: their signs are the verdicts of the report, and holes are where nothing is written.

use roxmltree::{Document, Node};
use serde_json::Value;

use super::frame::xml;
use super::{SECTIONS, audited, modelled};
use crate::audit::Audit;
use crate::lang::Lang;
use crate::report::{Scope, json};

/// The rows of the first matrix of a section: each cell as its signs and text.
fn rows(audit: &Audit, section: &str) -> Vec<Vec<String>> {
    let section = SECTIONS.iter().find(|known| known.0 == section).unwrap();
    let text = xml(audit, *section, Lang::En);
    let document = Document::parse(&text).unwrap();
    let is_matrix = |node: &Node<'_, '_>| node.attribute("class") == Some("chart-matrix");
    let matrix = document.descendants().find(is_matrix).unwrap();
    let rows = matrix.descendants().filter(|node| node.has_tag_name("tr"));
    rows.map(|row| row.children().map(words).collect())
        .collect()
}

/// What a reader hears of a cell.
fn words(cell: Node<'_, '_>) -> String {
    let mut said = String::new();
    for node in cell.descendants() {
        let sign = node
            .parent()
            .is_some_and(|parent| parent.attribute("role") == Some("img"));
        if let Some(label) = node.attribute("aria-label") {
            said.push_str(label);
        } else if node.is_text() && !sign {
            said.push_str(node.text().unwrap_or_default());
        }
    }
    said
}

fn report(audit: &Audit) -> Value {
    let text = json::render(audit, &Scope::default(), Lang::En).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn coverage_adds_up_to_the_counts_of_the_summary() {
    let audit = audited("processes");
    let summary = report(&audit)["summary"].clone();
    let rows = rows(&audit, "coverage");
    for verdict in ["nonconform", "undetermined"] {
        let cells = rows.iter().flatten();
        let counts = cells.filter_map(|cell| {
            let (_, after) = cell.split_once(&format!("{verdict} "))?;
            let end = after
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(after.len());
            after[..end].parse::<u64>().ok()
        });
        assert_eq!(Some(counts.sum()), summary[verdict].as_u64(), "{verdict}");
    }
    // The organization and nine processes below the head.
    assert_eq!(rows.len(), 11);
}

#[test]
fn questions_are_answered_as_in_the_json_report() {
    let audit = audited("processes");
    let report = report(&audit);
    let rows = rows(&audit, "questions");
    let handoffs = report["handoffs"].as_array().unwrap();
    assert_eq!(rows.len(), handoffs.len() + 1);
    let heads = &rows[0][1..];
    for handoff in handoffs {
        let id = handoff["id"].as_str().unwrap();
        let row = rows
            .iter()
            .find(|row| row[0].ends_with(&format!(" {id}")))
            .unwrap();
        for (head, cell) in heads.iter().zip(&row[1..]) {
            let wanted = match handoff["questions"][head].as_str() {
                None => "not looked at".to_owned(),
                Some(verdict) => verdict.replace(['-', '_'], " "),
            };
            assert_eq!(*cell, wanted, "{id} {head}");
        }
    }
}

#[test]
fn a_hole_is_where_something_is_asked_and_nothing_written() {
    let audit = modelled(
        r#"
process = { id = "p" }
step = [{ id = "give", start = true }, { id = "take", end = true }]
handoff = [{ id = "lot", from = "give", to = "take" }]
[[value_sheet]]
id = "s"
without = [{ phase = "during", why = "nobody waits" }]
[[value_sheet.touchpoint]]
phase = "before"
at = "asking"
value = "no second trip"
moment_of_truth = true
training = "two days"
actions = [{ text = "explain", owner = "Clerk" }, { text = "call back" }]
"#,
    );
    let rows = rows(&audit, "sheets");
    assert_eq!(
        rows[1],
        [
            "before: asking",
            "no second trip",
            "hole",
            "not written, and not asked here",
            "written 2/2",
            "hole 1/2",
            "hole 0/2",
            "hole 0/2",
            "hole",
            "written",
        ]
    );
    assert_eq!(rows[2][0], "during: not applicable, nobody waits");
    assert!(rows[2][1..].iter().all(|cell| cell == "not applicable"));
    assert_eq!(
        (rows[3][0].as_str(), rows[3][1].as_str()),
        ("after: no touchpoint", "hole")
    );
    assert_eq!(rows[3][3], "not written, and not asked here");
}
