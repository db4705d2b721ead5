//! From the text of a rule to a rule ready to run.
//!
//! Two passes: the first reads META without running anything; the second has the
//! parameters' values of this run as constants, which rhai folds into the functions.

use std::thread;

use rhai::{AST, Engine, Map, Position, Scope};

use super::super::guard::Guard;
use super::super::lint;
use super::super::meta::RuleMeta;
use super::super::params::Value;
use super::super::sandbox;
use super::super::watchdog::Watch;
use super::{Rule, RuleError, RuleText};
use crate::load::settings::{LevelSetting, RuleSetting};
use crate::problem::{Problem, ProblemKind};

/// The engines of the two passes.
pub(super) struct Engines {
    /// Constants are not known in the first pass, so undefined names are forgiven.
    loose: Engine,
    strict: Engine,
}

/// Texts that are interned; scripts are full of words, and finding room again takes long.
const INTERNED: usize = 16 * 1024;

impl Engines {
    fn new() -> Self {
        let (mut loose, mut strict) =
            (sandbox::engine(Watch::new()), sandbox::engine(Watch::new()));
        loose.set_strict_variables(false);
        for engine in [&mut loose, &mut strict] {
            engine.set_max_strings_interned(INTERNED);
        }
        Self { loose, strict }
    }
}

/// What is set for a rule, by its id: parameters, and the level of itself or its family.
pub(super) type SettingOf<'s> =
    dyn Fn(&str) -> (Option<&'s RuleSetting>, Option<LevelSetting>) + Sync + 's;

/// A rule or why it cannot be used, and what is wrong with its settings.
pub(super) type Compiled = (Result<Rule, Vec<RuleError>>, Vec<Problem>);

/// Stack of a thread that compiles, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Fewer rules than this are compiled sooner than a thread is started.
const WORTH_A_THREAD: usize = 8;

/// Compiles rules on all processors, in the order given.
pub(super) fn all(texts: &[&RuleText], setting_of: &SettingOf<'_>) -> Vec<Compiled> {
    let some = |texts: &[&RuleText]| -> Vec<Compiled> {
        let engines = Engines::new();
        let one = |text: &&RuleText| {
            let mut problems = Vec::new();
            let (setting, level) = setting_of(&text.id);
            let rule = compile(&engines, text, setting, level, &mut problems);
            (rule, problems)
        };
        texts.iter().map(one).collect()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = texts.len().div_ceil(threads).max(WORTH_A_THREAD);
    let mut shares = texts.chunks(share);
    let first = shares.next().unwrap_or_default();
    thread::scope(|scope| {
        let start = |texts| {
            // Deeply nested scripts are refused by depth, not by an exhausted stack.
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, move || some(texts)).ok()
        };
        let others: Vec<_> = shares.map(|texts| (texts, start(texts))).collect();
        let mut compiled = some(first);
        for (texts, other) in others {
            // A thread that was not to be had, or failed, is made good here.
            let done = other.and_then(|other| other.join().ok());
            compiled.extend(done.unwrap_or_else(|| some(texts)));
        }
        compiled
    })
}

fn compile(
    engines: &Engines,
    text: &RuleText,
    setting: Option<&RuleSetting>,
    level: Option<LevelSetting>,
    problems: &mut Vec<Problem>,
) -> Result<Rule, Vec<RuleError>> {
    if !text.id.contains('/') {
        let why = "a rule stands in a family: rules/<family>/<name>.rhai".to_owned();
        return Err(vec![RuleError::new(text, why, Position::NONE)]);
    }
    if let Some((at, why)) = sandbox::refuse(&text.script) {
        return Err(vec![RuleError::new(text, why, position(&text.script, at))]);
    }
    let fail =
        |error: &dyn std::fmt::Display, at| vec![RuleError::new(text, error.to_string(), at)];
    let draft = engines
        .loose
        .compile(&text.script)
        .map_err(|error| fail(error.err_type(), error.position()))?;
    let meta = meta(text, &draft)?;
    let values = values(&meta, setting, problems);
    let mut scope = Scope::new();
    for (name, value) in &values {
        scope.push_constant_dynamic(name.as_str(), value.to_script());
    }
    let mut ast = engines
        .strict
        .compile_with_scope(&scope, &text.script)
        .map_err(|error| fail(error.err_type(), error.position()))?;
    ast.set_source(text.file.as_str());
    let (slips, reads) = lint::lint(&ast, &meta, &values);
    if !slips.is_empty() {
        let slips = slips.into_iter();
        return Err(slips
            .map(|slip| RuleError::new(text, slip.message, slip.at))
            .collect());
    }
    Ok(Rule {
        is_set: setting.is_some(),
        level: match level {
            Some(LevelSetting::At(level)) => level,
            _ => meta.level,
        },
        overrides: Vec::new(),
        reads,
        file: text.file.clone(),
        summary: summary(draft.doc()),
        manual: text.manual.clone(),
        guard: Some(Guard::of(&ast, &meta, &values)),
        ast: ast.clone_functions_only(),
        check_at: check_at(&text.script),
        values,
        meta,
    })
}

/// Where `check` begins.
fn check_at(script: &str) -> Position {
    let in_comment = |at: usize| {
        let line = script
            .get(..at)
            .and_then(|before| before.rsplit('\n').next());
        line.is_some_and(|line| line.contains("//"))
    };
    let mut places = script.match_indices("fn check").map(|(at, _)| at);
    places
        .find(|at| !in_comment(*at))
        .map_or(Position::NONE, |at| position(script, at))
}

/// The first comment without its marks.
fn summary(doc: &str) -> String {
    let lines = doc
        .lines()
        .map(|line| line.trim_start_matches("//!").trim());
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Reads META without running anything.
fn meta(text: &RuleText, draft: &AST) -> Result<RuleMeta, Vec<RuleError>> {
    let at = lint::position_of_variable(draft, "META").unwrap_or(Position::NONE);
    let fail = |message: String| vec![RuleError::new(text, message, at)];
    let value = draft
        .iter_literal_variables(true, false)
        .find(|(name, _, _)| *name == "META")
        .map(|(_, _, value)| value);
    let Some(map) = value.and_then(rhai::Dynamic::try_cast::<Map>) else {
        return Err(fail(
            "a rule needs `const META = #{ … }`, written out, without calls".into(),
        ));
    };
    let meta = RuleMeta::read(&text.id, map).map_err(|errors| {
        let errors = errors.into_iter();
        errors
            .map(|error| RuleError::new(text, error, at))
            .collect::<Vec<_>>()
    })?;
    let arity = draft
        .iter_functions()
        .find(|function| function.name == "check");
    match arity {
        Some(function) if function.params.len() == 1 => Ok(meta),
        Some(_) => Err(fail(format!(
            "`check` takes one parameter: fn check({})",
            meta.looks_at.name()
        ))),
        None => Err(fail(format!(
            "a rule needs fn check({})",
            meta.looks_at.name()
        ))),
    }
}

/// The parameters with the values of this run.
fn values(
    meta: &RuleMeta,
    setting: Option<&RuleSetting>,
    problems: &mut Vec<Problem>,
) -> Vec<(String, Value)> {
    let mut values: Vec<_> = meta
        .params
        .iter()
        .map(|parameter| (parameter.name.clone(), parameter.default.clone()))
        .collect();
    for set in setting.into_iter().flat_map(|setting| &setting.params) {
        let known = values.iter_mut().find(|(name, _)| *name == set.name);
        let problem = match known {
            None => {
                let known = meta.params.iter().map(|parameter| parameter.name.clone());
                let kind = ProblemKind::UnknownParameter {
                    written: set.name.clone(),
                    rule: meta.id.clone(),
                    known: known.collect(),
                };
                Problem::at(set.name_spot, kind)
            }
            Some((name, value)) => match value.accept(&set.value) {
                Some(accepted) => {
                    *value = accepted;
                    continue;
                }
                None => {
                    let kind = ProblemKind::ParameterType {
                        name: name.clone(),
                        default: value.to_string(),
                    };
                    Problem::at(set.spot, kind)
                }
            },
        };
        problems.push(problem);
    }
    values
}

/// A byte offset as a script position.
fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let clamp = |number| u16::try_from(number).unwrap_or(u16::MAX);
    Position::new(clamp(line), clamp(column))
}
