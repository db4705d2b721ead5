//! From the text of a rule to a rule ready to run.
//!
//! META is read first, without running anything; then the functions are compiled with the
//! parameters' values of this run as constants, which rhai folds into them.

mod head;
mod literal;

use std::cell::OnceCell;
use std::thread;

use rhai::{AST, Engine, Map, Position, Scope};

use self::head::Cut;
use super::super::guard::Guard;
use super::super::lint::{self, Slip};
use super::super::meta::RuleMeta;
use super::super::params::Value;
use super::super::reads::Reads;
use super::super::sandbox;
use super::super::watchdog::Watch;
use super::{Rule, RuleError, RuleText};
use crate::finding::Fingerprint;
use crate::lang::Lang;
use crate::load::settings::{LevelSetting, RuleSetting};
use crate::problem::{Problem, ProblemKind};

/// The engines of whole scripts and of functions.
pub(super) struct Engines {
    /// Parameters are not known before META is read, so undefined names are forgiven. Made
    /// when a script is first met whose META cannot be read apart.
    loose: OnceCell<Engine>,
    strict: Engine,
}

/// Texts that are interned; scripts are full of words, and finding room again takes long.
const INTERNED: usize = 16 * 1024;

impl Engines {
    fn new() -> Self {
        Self {
            loose: OnceCell::new(),
            strict: Self::engine(),
        }
    }

    fn loose(&self) -> &Engine {
        self.loose.get_or_init(|| {
            let mut loose = Self::engine();
            loose.set_strict_variables(false);
            loose
        })
    }

    fn engine() -> Engine {
        let mut engine = sandbox::engine(Watch::new());
        engine.set_max_strings_interned(INTERNED);
        engine
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
        let start = |texts| deep().spawn_scoped(scope, move || some(texts)).ok();
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

/// Deeply nested scripts are refused by depth, not by an exhausted stack.
fn deep() -> thread::Builder {
    thread::Builder::new().stack_size(STACK)
}

/// Compiles in a thread of its own, and meanwhile does something else in this one.
pub fn beside<R: Send, O>(compile: &(impl Fn() -> R + Sync), other: impl FnOnce() -> O) -> (R, O) {
    thread::scope(|scope| {
        let compiling = deep().spawn_scoped(scope, compile).ok();
        let done = other();
        let compiled = compiling.and_then(|compiling| compiling.join().ok());
        // A thread that was not to be had, or failed, is made good here.
        (compiled.unwrap_or_else(compile), done)
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
    let mut wrong = Vec::new();
    let draft = match quick(engines, text, setting, &mut wrong) {
        Some(draft) => draft,
        None => {
            wrong.clear();
            let draft = long(engines, text, setting, &mut wrong);
            problems.append(&mut wrong);
            draft?
        }
    };
    problems.append(&mut wrong);
    let (slips, reads) = draft.lint();
    if !slips.is_empty() {
        let slips = slips.into_iter();
        return Err(slips
            .map(|slip| RuleError::new(text, slip.message, slip.at))
            .collect());
    }
    let Draft {
        meta,
        values,
        mut ast,
        summary,
        ..
    } = draft;
    ast.set_source(text.file.as_str());
    Ok(Rule {
        is_set: setting.is_some(),
        level: match level {
            Some(LevelSetting::At(level)) => level,
            _ => meta.level,
        },
        overrides: Vec::new(),
        reads,
        file: text.file.clone(),
        summary,
        manual: text.manual.clone(),
        script: Fingerprint::of([text.script.as_str()]),
        guard: Some(Guard::of(&ast, &meta, &values)),
        ast: ast.clone_functions_only(),
        check_at: check_at(&text.script),
        values,
        meta,
    })
}

/// A rule compiled, but not yet looked through.
struct Draft {
    meta: RuleMeta,
    values: Vec<(String, Value)>,
    /// The functions, and META unless it stands apart.
    ast: AST,
    /// META, if it was read apart.
    head: Option<Map>,
    summary: String,
}

impl Draft {
    fn lint(&self) -> (Vec<Slip>, Reads) {
        lint::lint(&self.ast, self.head.as_ref(), &self.meta, &self.values)
    }
}

/// A rule whose META and functions stand apart, if nothing is wrong with either.
fn quick(
    engines: &Engines,
    text: &RuleText,
    setting: Option<&RuleSetting>,
    problems: &mut Vec<Problem>,
) -> Option<Draft> {
    let cut = Cut::of(&text.script)?;
    let meta = RuleMeta::read(&text.id, cut.head.meta.clone()).ok()?;
    let values = values(&meta, setting, problems);
    let ast = cut.functions(&engines.strict, &constants(&values))?;
    Some(Draft {
        meta,
        values,
        ast,
        summary: summary(&cut.head.doc),
        head: Some(cut.head.meta),
    })
}

/// Any rule, or what is wrong with it: the whole script is compiled once for META and once
/// with the parameters.
fn long(
    engines: &Engines,
    text: &RuleText,
    setting: Option<&RuleSetting>,
    problems: &mut Vec<Problem>,
) -> Result<Draft, Vec<RuleError>> {
    let fail =
        |error: &dyn std::fmt::Display, at| vec![RuleError::new(text, error.to_string(), at)];
    let draft = engines
        .loose()
        .compile(&text.script)
        .map_err(|error| fail(error.err_type(), error.position()))?;
    let meta = meta(text, &draft)?;
    let values = values(&meta, setting, problems);
    let ast = engines
        .strict
        .compile_with_scope(&constants(&values), &text.script)
        .map_err(|error| fail(error.err_type(), error.position()))?;
    Ok(Draft {
        meta,
        values,
        ast,
        head: None,
        summary: summary(draft.doc()),
    })
}

/// The parameters as constants of a script.
fn constants(values: &[(String, Value)]) -> Scope<'static> {
    let mut scope = Scope::new();
    for (name, value) in values {
        scope.push_constant_dynamic(name.as_str(), value.to_script());
    }
    scope
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

/// Reads META of a whole script, which must have a `check` as well.
fn meta(text: &RuleText, draft: &AST) -> Result<RuleMeta, Vec<RuleError>> {
    let at = meta_at(draft);
    let fail = |message: String| vec![RuleError::new(text, message, at)];
    let meta = read_meta(text, draft)?;
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

fn meta_at(draft: &AST) -> Position {
    lint::position_of_variable(draft, "META").unwrap_or(Position::NONE)
}

/// Reads META without running anything.
fn read_meta(text: &RuleText, draft: &AST) -> Result<RuleMeta, Vec<RuleError>> {
    let at = meta_at(draft);
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
    RuleMeta::read(&text.id, map).map_err(|errors| {
        let errors = errors.into_iter();
        errors
            .map(|error| RuleError::new(text, error, at))
            .collect()
    })
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
        let mut declared = meta.params.iter();
        let declared = declared.find(|parameter| parameter.name == set.name);
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
                Some(accepted) if declared.is_none_or(|set| set.admits(&accepted)) => {
                    *value = accepted;
                    continue;
                }
                Some(_) => {
                    let range = |lang| declared.and_then(|set| set.range(lang)).unwrap_or_default();
                    let kind = ProblemKind::ParameterRange {
                        name: name.clone(),
                        en: range(Lang::En),
                        zh: range(Lang::Zh),
                        default: value.to_string(),
                    };
                    Problem::at(set.spot, kind)
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
