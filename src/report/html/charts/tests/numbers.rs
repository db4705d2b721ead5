//! The numbers beside the charts are those of the report for programs.

use roxmltree::{Document, Node};
use serde_json::Value;

use super::frame::xml;
use super::{SECTIONS, audited, modelled, series};
use crate::audit::Audit;
use crate::lang::Lang;
use crate::report::{Scope, json, strategy};

/// The tables of a section by what their summary names: rows of cells.
fn tables(audit: &Audit, section: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let section = SECTIONS.iter().find(|known| known.0 == section).unwrap();
    let text = xml(audit, *section, Lang::En);
    let document = Document::parse(&text).unwrap();
    let of = |details: Node<'_, '_>| {
        let summary = details
            .descendants()
            .find(|node| node.has_tag_name("summary"))
            .unwrap();
        let of = text_of(summary).trim_start_matches("Numbers: ").to_owned();
        let rows = details.descendants().filter(|node| node.has_tag_name("tr"));
        let rows = rows.map(|row| row.children().map(cell).collect());
        (of, rows.collect())
    };
    document
        .descendants()
        .filter(|node| node.has_tag_name("details"))
        .map(of)
        .collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect()
}

/// The exact number of a cell where it has one, else its text.
fn cell(node: Node<'_, '_>) -> String {
    let exact = node.descendants().find_map(|node| node.attribute("value"));
    exact.map_or_else(|| text_of(node), str::to_owned)
}

/// The number a cell begins with.
fn number(cell: &str) -> Option<f64> {
    cell.split(' ').next()?.parse().ok()
}

fn close(found: Option<f64>, wanted: &Value) -> bool {
    match (found, wanted.as_f64()) {
        (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
        (found, wanted) => found.is_none() && wanted.is_none(),
    }
}

fn report(audit: &Audit) -> Value {
    let text = json::render(audit, &Scope::default(), Lang::En).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn goals_have_the_numbers_of_the_json_report() {
    let audit = audited("processes");
    let report = report(&audit);
    let tables = tables(&audit, "goals");
    let mut compared = 0;
    for gap in report["gaps"].as_array().unwrap() {
        let Some((_, rows)) = tables
            .iter()
            .find(|(of, _)| of == gap["goal"].as_str().unwrap())
        else {
            assert!(gap["actual"].is_null() || gap["target"].is_null());
            continue;
        };
        let of = |name: &str| {
            let row = rows.iter().find(|row| row[0].starts_with(name));
            row.and_then(|row| number(&row[1]))
        };
        assert!(close(of("target"), &gap["target"]["value"]), "{gap}");
        assert!(
            close(
                rows.iter()
                    .find(|row| row[0] == "actual")
                    .and_then(|row| number(&row[1])),
                &gap["actual"]["value"]
            ),
            "{gap}"
        );
        assert!(
            close(of("actual, at least"), &gap["actual"]["interval"][0]),
            "{gap}"
        );
        assert!(
            close(of("actual, at most"), &gap["actual"]["interval"][1]),
            "{gap}"
        );
        assert!(close(of("expected on"), &gap["expected"]["value"]), "{gap}");
        assert_eq!(
            of("customer").is_some(),
            gap["customer"].is_object(),
            "{gap}"
        );
        assert_eq!(
            of("others").is_some(),
            gap["competitor"].is_object(),
            "{gap}"
        );
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn handoffs_have_the_numbers_of_the_json_report() {
    let audit = audited("processes");
    let report = report(&audit);
    let tables = tables(&audit, "handoffs");
    let mut compared = 0;
    for handoff in report["handoffs"].as_array().unwrap() {
        let judged = handoff["judged"].as_array().into_iter().flatten();
        for one in judged.filter(|one| one["actual"].is_object()) {
            let (_, rows) = tables
                .iter()
                .find(|(of, _)| of == handoff["id"].as_str().unwrap())
                .unwrap();
            let row = rows
                .iter()
                .find(|row| row[0] == one["asked"].as_str().unwrap())
                .unwrap();
            assert!(
                close(number(&row[4]), &one["actual"]["value"]),
                "{one} {row:?}"
            );
            assert!(
                close(number(&row[5]), &one["actual"]["interval"][0]),
                "{one} {row:?}"
            );
            assert!(
                close(number(&row[6]), &one["actual"]["interval"][1]),
                "{one} {row:?}"
            );
            assert!(close(number(&row[7]), &one["actual"]["n"]), "{one} {row:?}");
            let verdict = one["verdict"].as_str().unwrap().replace('-', " ");
            assert_eq!(row[8], verdict);
            compared += 1;
        }
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn whose_gap_has_the_numbers_of_the_gap_report() {
    let audit = audited("processes");
    let checked = audit.checked.as_ref().unwrap();
    let scope = Scope::default();
    let text = strategy::json(&strategy::View {
        world: &checked.world,
        sources: &audit.sources,
        scope: &scope,
        lang: Lang::En,
    });
    let report: Value = serde_json::from_str(&text.unwrap()).unwrap();
    let tables = tables(&audit, "whose");
    let goals = report["goals"].as_array().unwrap().iter();
    let shared: Vec<&Value> = goals.filter(|goal| goal["shares"].is_object()).collect();
    assert_eq!((shared.len(), tables.len()), (tables.len(), shared.len()));
    assert!(!shared.is_empty());
    for goal in shared {
        let (_, rows) = tables
            .iter()
            .find(|(of, _)| of == goal["goal"].as_str().unwrap())
            .unwrap();
        let points = |name: &str| {
            let row = rows.iter().find(|row| row[0] == name);
            row.and_then(|row| number(&row[1]))
        };
        let shares = &goal["shares"];
        let parts = shares["parts"].as_array().unwrap();
        for part in parts {
            assert!(
                close(points(part["of"].as_str().unwrap()), &part["points"]),
                "{part}"
            );
        }
        assert!(close(points("the gap"), &shares["gap"]));
        assert!(close(
            points("not asked of any part"),
            &shares["not_cascaded"]
        ));
        assert!(close(points("in no measured part"), &shares["unlisted"]));
        let all: f64 = rows
            .iter()
            .skip(1)
            .filter(|row| row[0] != "the gap")
            .filter_map(|row| number(&row[1]))
            .sum();
        assert!(
            (all - shares["gap"].as_f64().unwrap()).abs() < 1e-9,
            "they add up to the gap"
        );
    }
}

#[test]
fn the_latest_limits_of_a_chart_are_those_of_the_json_report() {
    let audit = modelled(&series());
    let report = report(&audit);
    let chart = &report["gaps"][0]["series"]["chart"];
    let tables = tables(&audit, "control");
    let (_, rows) = &tables[0];
    let last = rows.last().unwrap();
    assert_eq!(rows.len(), 25);
    assert!(
        close(number(&last[3]), &chart["centre"]["value"]),
        "{last:?} {chart}"
    );
    assert!(
        close(number(&last[4]), &chart["limits"][0]),
        "{last:?} {chart}"
    );
    assert!(
        close(number(&last[5]), &chart["limits"][1]),
        "{last:?} {chart}"
    );
    let signals: Vec<&str> = rows.iter().skip(1).map(|row| row[6].as_str()).collect();
    assert_eq!(signals[12], "outside the limits");
    assert!(
        signals[13..]
            .iter()
            .all(|signal| *signal == "in a run on one side"),
        "{signals:?}"
    );
    assert!(
        signals[..12].iter().all(|signal| *signal == "–"),
        "{signals:?}"
    );
}

#[test]
fn times_have_the_percentiles_of_the_log() {
    let audit = audited("processes");
    let report = report(&audit);
    let tables = tables(&audit, "times");
    let mut compared = 0;
    for handoff in report["logs"][0]["handoffs"].as_array().unwrap() {
        let found = tables
            .iter()
            .find(|(of, _)| of == handoff["handoff"].as_str().unwrap());
        let Some((_, rows)) = found else { continue };
        let seconds = |row: &[String]| {
            // The unit is known by its size: hours of the longest, minutes of the others.
            number(&row[1]).unwrap()
        };
        let (half, most) = (&rows[1], &rows[3]);
        assert_eq!((half[0].as_str(), most[0].as_str()), ("50 %", "90 %"));
        let ratio = seconds(most) / seconds(half);
        let unit = handoff["median"].as_f64().unwrap() / seconds(half);
        assert!(
            [1.0, 60.0, 3600.0]
                .iter()
                .any(|known| (known - unit).abs() < 1e-6),
            "{unit}"
        );
        let wanted = handoff["p90"].as_f64().unwrap() / handoff["median"].as_f64().unwrap();
        assert!(
            (ratio - wanted).abs() < 1e-9 || seconds(most) < seconds(half),
            "{ratio} {wanted}"
        );
        assert_eq!(half[4], handoff["n"].to_string());
        compared += 1;
    }
    assert_eq!(compared, 3);
}
