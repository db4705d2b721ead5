//! Charts as pictures: well-formed, inside their frame, told apart without colour.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::super::CSS;
use super::super::draw::mark::Mark;
use super::super::draw::text::{LABEL, SMALL, width};
use super::{LANGS, SECTIONS, audited, drawn, modelled, series};
use crate::audit::Audit;
use crate::lang::Lang;

/// What a section is as XML.
pub(super) fn xml(audit: &Audit, section: super::Section, lang: Lang) -> String {
    let charted = drawn(audit, section.1, lang);
    format!("<div>{}</div>", charted.body.into_string())
}

/// Does something with every section of the example and of a model with long names.
fn each(look: impl Fn(&str, &str, &Document<'_>)) {
    for (name, audit) in [
        ("example", audited("processes")),
        ("series", modelled(&series())),
    ] {
        for lang in LANGS {
            for section in SECTIONS {
                let text = xml(&audit, *section, lang);
                let document = Document::parse(&text);
                let document =
                    document.unwrap_or_else(|error| panic!("{name} {}: {error}", section.0));
                look(section.0, &text, &document);
            }
        }
    }
}

pub(super) fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let written = node.attribute(name).unwrap_or_default();
    written
        .parse()
        .unwrap_or_else(|_| panic!("{name}={written}"))
}

#[test]
fn every_chart_is_well_formed_named_and_has_its_numbers() {
    each(|name, text, document| {
        for svg in document
            .descendants()
            .filter(|node| node.has_tag_name("svg"))
        {
            let is_named = svg
                .attribute("aria-label")
                .is_some_and(|label| !label.is_empty());
            let is_hidden = svg.attribute("aria-hidden") == Some("true");
            assert!(
                is_hidden || (is_named && svg.attribute("role") == Some("img")),
                "{name}"
            );
        }
        for figure in document
            .descendants()
            .filter(|node| node.has_tag_name("figure"))
        {
            let rows = figure
                .descendants()
                .filter(|node| node.has_tag_name("tr"))
                .count();
            assert!(rows > 1, "{name} has a picture without numbers");
        }
        for broken in ["NaN", "inf", " id=", "style="] {
            assert!(!text.contains(broken), "{name}: {broken}");
        }
    });
}

#[test]
fn no_text_leaves_its_picture_and_no_mark_begins_outside_it() {
    each(|name, _, document| {
        let drawings = document
            .descendants()
            .filter(|node| node.attribute("class") == Some("chart-drawing"));
        for svg in drawings {
            let frame: Vec<f64> = svg
                .attribute("viewBox")
                .unwrap()
                .split(' ')
                .map(|part| part.parse().unwrap())
                .collect();
            let (wide, high) = (frame[2], frame[3]);
            for text in svg.descendants().filter(|node| node.has_tag_name("text")) {
                let (from, to) = span(text);
                let y = number(text, "y");
                assert!(
                    from >= -0.1 && to <= wide + 0.1,
                    "{name}: {:?} from {from} to {to}",
                    text.text()
                );
                assert!(
                    y > 0.0 && y <= high,
                    "{name}: {:?} at {y} of {high}",
                    text.text()
                );
            }
            for path in svg.descendants().filter_map(|node| node.attribute("d")) {
                let (x, y) = begins(path);
                assert!(
                    (-0.1..=wide + 0.1).contains(&x) && (-9.0..=high).contains(&y),
                    "{name}: {path}"
                );
            }
        }
    });
}

/// From where to where a text goes, by the widths the drawing reckons with.
fn span(text: Node<'_, '_>) -> (f64, f64) {
    let size = if text.attribute("class") == Some("chart-label") {
        LABEL
    } else {
        SMALL
    };
    let wide = width(text.text().unwrap_or_default(), size);
    let anchor = text
        .ancestors()
        .find_map(|node| node.attribute("text-anchor"));
    let x = number(text, "x");
    match anchor {
        Some("middle") => (x - wide / 2.0, x + wide / 2.0),
        Some("end") => (x - wide, x),
        _ => (x, x + wide),
    }
}

/// Where a path begins.
fn begins(path: &str) -> (f64, f64) {
    let mut numbers = path
        .trim_start_matches('M')
        .split(|c: char| !matches!(c, '0'..='9' | '.' | '-'));
    let mut next = || numbers.next().unwrap().parse().unwrap();
    (next(), next())
}

#[test]
fn the_style_shows_text_in_the_sizes_the_drawing_reckons_with() {
    let all = CSS.split(".chart-drawing text {").nth(1).unwrap();
    assert!(all[..all.find('}').unwrap()].contains(&format!("font-size: {SMALL}px")));
    assert!(CSS.contains(&format!(".chart-label {{ font-size: {LABEL}px; }}")));
}

#[test]
fn the_style_has_no_colour_of_its_own_and_loads_nothing() {
    for banned in ["#", "rgb", "url(", "@import", "http"] {
        assert!(!CSS.contains(banned), "{banned}");
    }
    let allowed =
        "--ink --muted --line --surface --raised --good --bad --open --unchecked --accent";
    let allowed: BTreeSet<&str> = allowed.split(' ').collect();
    for used in CSS.split("var(").skip(1) {
        let name = &used[..used.find(')').unwrap()];
        assert!(allowed.contains(name), "{name}");
    }
}

#[test]
fn marks_differ_without_their_colour() {
    let all = [
        Mark::Asked,
        Mark::Criterion,
        Mark::Bound,
        Mark::Promise,
        Mark::Met,
        Mark::NotMet,
        Mark::Open,
        Mark::Perceived,
        Mark::Baseline,
        Mark::Expected,
        Mark::Customer,
        Mark::Competitor,
        Mark::Middle,
        Mark::Period,
        Mark::Outside,
        Mark::Run,
    ];
    let mut shapes = BTreeSet::new();
    for mark in all {
        let drawn = mark.at(0.0, 0.0, "").into_string();
        let text = format!("<div>{drawn}</div>");
        let document = Document::parse(&text).unwrap();
        let paths = document
            .descendants()
            .filter(|node| node.has_tag_name("path"));
        let shape: Vec<String> = paths
            .map(|path| {
                let class = path.attribute("class").unwrap();
                let kind = class.rsplit(' ').next().unwrap();
                format!("{kind} {}", path.attribute("d").unwrap())
            })
            .collect();
        assert!(shapes.insert(shape), "{mark:?} looks like another");
    }
}
