//! The shipped example, audited and reported in each format and language, byte for byte.
//!
//! `BLESS=1 cargo test --test golden` writes what comes out as what is expected; read the
//! difference before you commit it.

#[path = "golden/formats.rs"]
mod formats;
mod rendered;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use baton::audit::{Audit, Changes, Options, audit, tried};
use baton::finding::Profile;
use baton::lang::Lang;
use baton::load::change::Change;
use baton::report::strategy::{self, View};
use baton::report::{Scope, Style, json, text};

fn shipped() -> Audit {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

fn hold(name: &str, found: &str) {
    let path = Path::new("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, found).expect("the file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let first = expected
        .lines()
        .zip(found.lines())
        .position(|(a, b)| a != b);
    assert!(
        expected == found,
        "{name} differs, first in line {}; BLESS=1 rewrites it",
        first.map_or_else(
            || expected.lines().count().min(found.lines().count()),
            |at| at + 1
        )
    );
}

fn report(lang: Lang) -> String {
    let style = Style {
        lang,
        ..Style::default()
    };
    text::render(&shipped(), &Scope::default(), style)
}

/// Every rule finds something in its own examples, which another test holds; here stands
/// which ones the shipped example keeps, so that it is known and not by chance.
#[test]
fn rules_that_the_example_does_not_break_are_named() {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        profile: Some(Profile::Strict),
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    let checked = audit.checked.as_ref().unwrap();
    let broken: BTreeSet<usize> = checked.outcome.findings.iter().map(|f| f.rule).collect();
    let kept = audit.rules.rules.iter().enumerate();
    let kept = kept.filter(|(number, _)| !broken.contains(number));
    let names: String = kept
        .map(|(_, rule)| format!("{}\n", rule.meta.id))
        .collect();
    assert!(audit.rules.off.is_empty() && !broken.is_empty());
    hold("rules-the-example-keeps.txt", &names);
}

#[test]
fn the_example_in_english() {
    hold("processes.en.txt", &report(Lang::En));
}

#[test]
fn the_example_in_chinese() {
    hold("processes.zh.txt", &report(Lang::Zh));
}

#[test]
fn the_example_as_json() {
    let found = json::render(&shipped(), &Scope::default(), Lang::En).unwrap();
    hold("processes.json", &found);
}

#[test]
fn the_example_shows_just_the_weaknesses_its_guide_names() {
    let found = shipped();
    let checked = found.checked.as_ref().unwrap();
    let guide = std::fs::read_to_string("processes/README.md").unwrap();
    for finding in &checked.outcome.findings {
        let id = checked.world.id(finding.subject);
        let rule = &found.rules.rules[finding.rule].meta.id;
        assert!(
            guide
                .lines()
                .any(|line| line.contains(&id) && line.contains(rule.as_str())),
            "the guide says nothing of {rule} on {id}"
        );
    }
}

/// The goals of the example as `report` shows them, after changes.
fn gaps(lang: Lang, report: impl Fn(&View<'_>) -> String) -> String {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        ..Options::default()
    };
    let read = tried(&options, Changes::default(), &|_, _| {});
    let scope = Scope::default();
    report(&View {
        world: read.world.as_ref().expect("the example is sound"),
        sources: &read.sources,
        scope: &scope,
        lang,
    })
}

/// The table of all goals, then the goal with the planted gap in full.
fn all_and_one(view: &View<'_>) -> String {
    let mut text = strategy::table(view);
    for gap in view.world.gaps.iter() {
        let goal = view.world.chain.goal(gap.goal);
        if goal.record.id.as_str() == "right-all-the-way" {
            text.push('\n');
            text.push_str(&strategy::why(view, gap.goal).unwrap_or_default());
        }
    }
    text
}

#[test]
fn the_gaps_of_the_example_in_english() {
    hold("gap.en.txt", &gaps(Lang::En, all_and_one));
}

#[test]
fn the_gaps_of_the_example_in_chinese() {
    hold("gap.zh.txt", &gaps(Lang::Zh, all_and_one));
}

#[test]
fn the_gaps_of_the_example_as_json() {
    let json = |view: &View<'_>| strategy::json(view).expect("a report can be written");
    hold("gap.json", &gaps(Lang::En, json));
}

#[test]
fn a_change_of_the_example_before_and_after() {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        ..Options::default()
    };
    let changes: Vec<Change> = Change::parse("sinter-line/batching.yield=97 %")
        .into_iter()
        .collect();
    let later = tried(
        &options,
        Changes {
            asked: &changes,
            file: None,
        },
        &|_, _| {},
    );
    for (lang, name) in [(Lang::En, "what-if.en.txt"), (Lang::Zh, "what-if.zh.txt")] {
        let shown = gaps(lang, |before| {
            let after = View {
                world: later.world.as_ref().expect("the change is sound"),
                sources: &later.sources,
                ..*before
            };
            strategy::compared(before, &after, &later.made)
        });
        hold(name, &shown);
    }
}
