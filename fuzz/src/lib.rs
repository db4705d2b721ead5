//! What the fuzz targets do with their bytes; they panic where baton breaks a promise.

mod evidence;
mod logs;

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use baton::audit::{Audit, Checked};
use baton::engine::rule_set::{RuleText, built_in};
use baton::engine::{self, RuleSet, World, questions};
use baton::lang::Lang;
use baton::load::settings::{self, Settings};
use baton::load::workspace;
use baton::model;
use baton::problem::Problem;
use baton::report::{Scope, Style, json, text};
use baton::source::{SourceId, Sources, Spot};

pub use evidence::evidence;
pub use logs::{csv_log, ocel, xes};

/// A chain on which rules of every kind have something to look at.
const CHAIN: &str = include_str!("chain.toml");

/// The head of a rule, for bytes that are only a body.
const HEAD: &str = include_str!("head.rhai");

thread_local! {
    /// The built-in rules, compiled once; away while an audit holds them.
    static RULES: RefCell<Option<RuleSet>> = const { RefCell::new(None) };
}

/// Reads bytes as a model file and, if it is sound, audits and reports it.
///
/// # Panics
/// If a place lies outside its text or the built-in rules fail.
pub fn load(data: &[u8]) {
    let Ok(file) = std::str::from_utf8(data) else {
        return;
    };
    let mut sources = Sources::default();
    let source = sources.add("fuzz.toml", file);
    let mut problems = Vec::new();
    settings::read(&sources, source, &mut problems);
    check_places(&sources, &problems);
    let (chain, problems) = chain(&sources, source);
    audit(chain, sources, problems);
}

/// Audits a chain if nothing is wrong, and reports whatever there is.
fn audit(chain: model::Chain, sources: Sources, problems: Vec<Problem>) {
    check_places(&sources, &problems);
    let rules = RULES
        .take()
        .unwrap_or_else(|| RuleSet::compile(built_in(), &Settings::default(), &mut Vec::new()));
    let checked = problems.is_empty().then(|| check(chain, &rules, &sources));
    let audit = Audit {
        sources,
        problems,
        rules,
        checked,
    };
    report(&audit);
    if let Some(checked) = &audit.checked {
        let errors = &checked.outcome.errors;
        assert!(errors.is_empty(), "{errors:?}");
        for finding in &checked.outcome.findings {
            for place in &finding.places {
                check_place(&audit.sources, place.spot);
            }
        }
    }
    RULES.set(Some(audit.rules));
}

/// Compiles bytes as a rule and, if it compiles, runs it on a small chain.
///
/// # Panics
/// If the rule makes the engine panic.
pub fn rule(data: &[u8]) {
    static SMALL: OnceLock<(Sources, Arc<World>)> = OnceLock::new();
    let (sources, world) = SMALL.get_or_init(|| {
        let mut sources = Sources::default();
        let source = sources.add("chain.toml", CHAIN);
        let (chain, problems) = chain(&sources, source);
        assert!(problems.is_empty(), "{problems:?}");
        let empty = compile(format!("{HEAD}\nfn check(handoff) {{ }}\n"));
        assert!(empty.errors.is_empty(), "{:?}", empty.errors);
        (sources, Arc::new(World::of(chain, None)))
    });
    let text = String::from_utf8_lossy(data);
    let script = if text.contains("META") {
        text.into_owned()
    } else if text.contains("fn check") {
        format!("{text}\n{HEAD}")
    } else {
        format!("{HEAD}\nfn check(handoff) {{\n{text}\n}}\n")
    };
    let rules = compile(script);
    let outcome = engine::run(world, &rules, sources, 1, &|_, _| {});
    let panicked = |error: &engine::RuleError| error.message == "the rule made the engine panic";
    assert!(!outcome.errors.iter().any(panicked), "{:?}", outcome.errors);
    for finding in &outcome.findings {
        for place in &finding.places {
            check_place(sources, place.spot);
        }
    }
    questions::answer(world, &rules, &outcome);
}

fn compile(script: String) -> RuleSet {
    let text = RuleText {
        id: "fuzz/rule".into(),
        file: "fuzz/rule.rhai".into(),
        script,
        manual: String::new(),
    };
    RuleSet::compile(vec![text], &Settings::default(), &mut Vec::new())
}

fn chain(sources: &Sources, source: SourceId) -> (model::Chain, Vec<Problem>) {
    let (documents, mut problems) = workspace::parse(sources, &[source]);
    let mut dangling = Vec::new();
    let damaged = |source| workspace::is_damaged(&problems, source);
    let chain = model::build(&documents, damaged, &mut dangling);
    problems.append(&mut dangling);
    problems.sort_by_key(|problem| problem.spot);
    (chain, problems)
}

fn check(chain: model::Chain, rules: &RuleSet, sources: &Sources) -> Checked {
    let world = Arc::new(World::of(chain, None));
    let outcome = engine::run(&world, rules, sources, 1, &|_, _| {});
    let answers = questions::answer(&world, rules, &outcome);
    Checked {
        world,
        outcome,
        answers,
        compared: None,
        record: None,
        history: None,
        left_out: Vec::new(),
        systemic: Vec::new(),
    }
}

fn report(audit: &Audit) {
    let scope = Scope::default();
    for lang in [Lang::En, Lang::Zh] {
        let style = Style {
            lang,
            ..Style::default()
        };
        assert!(!text::render(audit, &scope, style).is_empty());
        assert!(json::render(audit, &scope, lang).is_ok());
    }
}

fn check_places(sources: &Sources, problems: &[Problem]) {
    for problem in problems {
        for spot in problem.spot.into_iter().chain(problem.related) {
            check_place(sources, spot);
        }
        for lang in [Lang::En, Lang::Zh] {
            assert!(!problem.message(lang).is_empty() && !problem.hint(lang).is_empty());
        }
    }
}

fn check_place(sources: &Sources, spot: Spot) {
    let text = &sources.get(spot.source).text;
    assert!(text.get(spot.span.range()).is_some(), "{spot:?}");
}
