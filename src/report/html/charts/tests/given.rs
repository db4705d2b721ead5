//! What charts are given: nothing, something hostile, a part of the model; and that they say the
//! same of the same.

use roxmltree::Document;

use super::frame::xml;
use super::{LANGS, SECTIONS, audited, drawn, modelled, page, series};
use crate::lang::Lang;
use crate::report::Scope;
use crate::report::html::View;

/// One step that gives to another, and nothing else.
const BARE: &str = r#"
process = { id = "p" }
step = [{ id = "give", start = true }, { id = "take", end = true }]
handoff = [{ id = "lot", from = "give", to = "take" }]
"#;

#[test]
fn a_chart_without_data_says_what_to_record_and_where() {
    let audit = modelled(BARE);
    let keys = [
        ("handoffs", "handoff.customer.needs"),
        ("goals", "goal.target"),
        ("ways", "goal.baseline"),
        ("whose", "step.yield"),
        ("control", "[[evidence]]"),
        ("times", "[[log]]"),
        ("sheets", "[[value_sheet.touchpoint]]"),
    ];
    for (name, key) in keys {
        let section = SECTIONS.iter().find(|section| section.0 == name).unwrap();
        let [en, zh] = LANGS.map(|lang| {
            let charted = drawn(&audit, section.1, lang);
            assert!(charted.is_empty, "{name}");
            charted.body.into_string()
        });
        assert!(en.contains(key) && zh.contains(key) && en != zh, "{name}");
        assert!(!en.contains("<svg"), "{name}");
    }
}

#[test]
fn what_was_looked_at_is_shown_even_of_a_bare_model() {
    let audit = modelled(BARE);
    for name in ["coverage", "questions"] {
        let section = SECTIONS.iter().find(|section| section.0 == name).unwrap();
        let charted = drawn(&audit, section.1, Lang::En);
        assert!(
            !charted.is_empty && charted.body.into_string().contains("<table"),
            "{name}"
        );
    }
}

#[test]
fn a_hostile_name_stays_a_name() {
    let evil = "</title></svg><script>alert(1)</script>\\\" onload=x & \u{202E}gnp.exe";
    let text = series()
        .replace(
            "Everything that anybody",
            &format!("{evil} Everything that anybody"),
        )
        .replace("Share of the lots", &format!("{evil} Share of the lots"))
        .replace("Raise the share", &format!("{evil} Raise the share"))
        // A bracket would be read as a bound.
        .replace(
            "lots delivered on time",
            "\\\" onload & \u{202E}gnp.exe lots delivered on time",
        );
    let audit = modelled(&text);
    for section in SECTIONS {
        let text = xml(&audit, *section, Lang::En);
        let document = Document::parse(&text).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert_ne!(node.tag_name().name(), "script", "{}", section.0);
            let mut attributes = node.attributes();
            assert!(
                !attributes.any(|one| one.name().starts_with("on")),
                "{}",
                section.0
            );
        }
        assert!(!text.contains('\u{202E}'), "{}", section.0);
    }
}

#[test]
fn the_scope_decides_what_is_drawn() {
    let audit = audited("processes");
    let scope = Scope::new(vec!["raw-store".to_owned()]);
    let view = View {
        audit: &audit,
        checked: audit.checked.as_ref().unwrap(),
        scope: &scope,
        lang: Lang::En,
    };
    for (name, section) in SECTIONS {
        let charted = section(&view);
        let text = charted.body.into_string();
        for other in [
            "sinter-line/",
            "production/",
            "delivery/",
            "<code>delivery",
            "heats",
        ] {
            assert!(!text.contains(other), "{name} speaks of {other}");
        }
        let is_there = [
            "handoffs",
            "goals",
            "ways",
            "control",
            "coverage",
            "questions",
        ]
        .contains(name);
        assert_eq!(is_there, text.contains("raw-store"), "{name}");
    }
}

#[test]
fn the_same_audit_gives_the_same_charts() {
    let of = || page(&audited("processes"), Lang::Zh).into_string();
    assert_eq!(of(), of());
}

#[test]
fn the_charts_of_the_example_leave_room_for_the_rest_of_the_page() {
    let audit = audited("processes");
    for lang in LANGS {
        let size = page(&audit, lang).into_string().len();
        assert!(size < 180_000, "{size}");
    }
}

#[test]
fn of_very_many_charts_the_worst_are_drawn_and_the_others_counted() {
    let mut text = String::from(BARE);
    text.push_str("[[measure]]\nid = \"m\"\nkind = \"share\"\nbetter = \"higher\"\n");
    for at in 0..70 {
        // The last five miss their target.
        let k = if at < 65 { 400 } else { 100 };
        text.push_str(&format!(
            "[[goal]]\nid = \"g{at}\"\ntext = \"x\"\non = \"lot\"\nmeasure = \"m\"\ntarget = \"90 %\"\n\
             actual = {{ k = {k}, n = 400, on = 2026-06-30 }}\n"
        ));
    }
    let audit = modelled(&text);
    let charted = drawn(&audit, super::super::goals::section, Lang::En);
    let body = charted.body.into_string();
    assert_eq!(body.matches("<figure").count(), 30);
    assert!((65..70).all(|at| body.contains(&format!("<code>p/g{at}</code>"))));
    assert!(body.contains("Not drawn: 40 more"));
}
