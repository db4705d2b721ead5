//! The rules of a run: built in, then overridden and added to by the workspace.
//!
//! A rule that cannot be used becomes a [`RuleError`]; the others go on.

use std::collections::BTreeMap;
use std::path::Path;

use rhai::{AST, Engine, EvalAltResult, Map, Position, Scope};

use super::lint;
use super::meta::{Question, RuleMeta};
use super::params::Value;
use super::sandbox;
use super::watchdog::Watch;
use crate::finding::Level;
use crate::load::settings::{LevelSetting, RuleSetting, Settings};
use crate::load::workspace::read_text;
use crate::problem::{Problem, ProblemKind};
use crate::source::shown_path;

/// A rule that comes with the program.
struct BuiltIn {
    id: &'static str,
    script: &'static str,
    manual: &'static str,
}

/// All built-in rules, by id.
static BUILT_IN: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in_rules.rs"));

/// The text of a rule before it is compiled.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Family and name.
    pub id: String,
    /// The file as shown.
    pub file: String,
    /// The script.
    pub script: String,
    /// The manual; empty if there is none.
    pub manual: String,
}

/// A rule ready to run.
#[derive(Debug)]
pub struct Rule {
    /// What it says of itself.
    pub meta: RuleMeta,
    /// Its level: its own, or the one set.
    pub level: Level,
    /// The file as shown.
    pub file: String,
    /// Its first comment.
    pub summary: String,
    /// Its manual.
    pub manual: String,
    /// Parameters with the values of this run.
    pub values: Vec<(String, Value)>,
    pub(super) ast: AST,
    /// Where `check` begins, for failures that rhai gives no place.
    pub(super) check_at: Position,
}

/// A rule that failed, and where in its own file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleError {
    /// The rule.
    pub rule: String,
    /// Its file as shown.
    pub file: String,
    /// Line in that file, from 1, if known.
    pub line: Option<usize>,
    /// Column in characters, from 1, if known.
    pub column: Option<usize>,
    /// What went wrong.
    pub message: String,
    /// The object it was looking at, if it ran.
    pub object: Option<String>,
    /// How many more objects it failed on.
    pub more: usize,
}

impl RuleError {
    fn new(text: &RuleText, message: String, at: Position) -> Self {
        Self {
            rule: text.id.clone(),
            file: text.file.clone(),
            line: at.line(),
            column: at.position(),
            message,
            object: None,
            more: 0,
        }
    }
}

/// A rule that does not run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OffRule {
    /// The rule.
    pub id: String,
    /// The question it would help to answer.
    pub question: Option<Question>,
    /// The settings switch it off, rather than the choice of this run.
    pub by_settings: bool,
}

/// The rules of a run.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// Rules that run, by id.
    pub rules: Vec<Rule>,
    /// Rules switched off, by id.
    pub off: Vec<OffRule>,
    /// Rules that cannot be used.
    pub errors: Vec<RuleError>,
}

/// The built-in rules as texts.
pub fn built_in() -> Vec<RuleText> {
    BUILT_IN
        .iter()
        .map(|rule| RuleText {
            id: rule.id.to_owned(),
            file: format!("rules/{}.rhai", rule.id),
            script: rule.script.to_owned(),
            manual: rule.manual.to_owned(),
        })
        .collect()
}

/// The rules below a folder: `<family>/<name>.rhai`, each with its manual if it has one.
///
/// # Errors
/// Returns a problem for each file or folder that cannot be read.
pub fn below(folder: &Path) -> (Vec<RuleText>, Vec<Problem>) {
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for place in subpaths(folder) {
        // A script beside the families is read too, so that it is refused aloud.
        let scripts = if place.is_dir() {
            subpaths(&place)
        } else {
            vec![place]
        };
        for script in scripts {
            if !is_script(&script) {
                continue;
            }
            let manual = script.with_extension("md");
            let manual = if manual.is_file() {
                read_text(&manual)
            } else {
                Ok(String::new())
            };
            match (read_text(&script), manual) {
                (Ok(text), Ok(manual)) => {
                    let stem = script.with_extension("");
                    let id = shown_path(stem.strip_prefix(folder).unwrap_or(&stem));
                    let file = shown_path(&script);
                    texts.push(RuleText {
                        id,
                        file,
                        script: text,
                        manual,
                    });
                }
                (Err(unreadable), _) | (_, Err(unreadable)) => {
                    problems.push(Problem::nowhere(ProblemKind::Unreadable {
                        path: shown_path(&unreadable.path),
                        reason: unreadable.reason,
                    }));
                }
            }
        }
    }
    (texts, problems)
}

fn is_script(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rhai")
}

fn subpaths(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

impl RuleSet {
    /// Compiles `texts`, later ones replacing earlier ones of the same id, under `settings`.
    pub fn compile(texts: Vec<RuleText>, settings: &Settings, problems: &mut Vec<Problem>) -> Self {
        let texts: BTreeMap<_, _> = texts
            .into_iter()
            .map(|text| (text.id.clone(), text))
            .collect();
        let mut by_rule: BTreeMap<&str, &RuleSetting> = BTreeMap::new();
        for setting in &settings.rules {
            if texts.contains_key(&setting.rule) {
                by_rule.insert(&setting.rule, setting);
            } else {
                problems.push(unknown_rule(setting, texts.keys()));
            }
        }
        let engines = Engines::new();
        let mut set = Self::default();
        for (id, text) in &texts {
            let setting = by_rule.get(id.as_str()).copied();
            let is_off = setting.is_some_and(|setting| setting.level == Some(LevelSetting::Off));
            match compile(&engines, text, setting, problems) {
                Ok(rule) if is_off => set.off.push(OffRule {
                    id: id.clone(),
                    question: rule.meta.question,
                    by_settings: true,
                }),
                // What is switched off may be broken.
                Err(_) if is_off => set.off.push(OffRule {
                    id: id.clone(),
                    question: None,
                    by_settings: true,
                }),
                Ok(rule) => set.rules.push(rule),
                Err(mut errors) => set.errors.append(&mut errors),
            }
        }
        set
    }

    /// The rule of that id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        let at = self
            .rules
            .binary_search_by(|rule| rule.meta.id.as_str().cmp(id));
        at.ok().map(|at| &self.rules[at])
    }

    /// Keeps only rules that `keep` wants; the others count as switched off.
    pub fn retain(&mut self, keep: impl Fn(&Rule) -> bool) {
        let (kept, off): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.rules).into_iter().partition(&keep);
        self.rules = kept;
        self.off.extend(off.into_iter().map(|rule| OffRule {
            id: rule.meta.id,
            question: rule.meta.question,
            by_settings: false,
        }));
        self.off.sort();
    }

    /// Every rule named as a cause must exist, running or off; one that does not is an error.
    pub fn check_causes(&mut self) {
        let known: std::collections::BTreeSet<&str> = self
            .rules
            .iter()
            .map(|rule| rule.meta.id.as_str())
            .chain(self.off.iter().map(|off| off.id.as_str()))
            .chain(self.errors.iter().map(|error| error.rule.as_str()))
            .collect();
        let mut errors = Vec::new();
        for rule in &self.rules {
            for cause in rule
                .meta
                .after
                .iter()
                .filter(|cause| !known.contains(cause.as_str()))
            {
                errors.push(RuleError {
                    rule: rule.meta.id.clone(),
                    file: rule.file.clone(),
                    line: None,
                    column: None,
                    message: format!("META `after` names a rule that does not exist: `{cause}`"),
                    object: None,
                    more: 0,
                });
            }
        }
        self.errors.append(&mut errors);
    }
}

fn unknown_rule<'r>(setting: &RuleSetting, known: impl Iterator<Item = &'r String>) -> Problem {
    let written = setting.rule.clone();
    let suggestion = known
        .map(|id| (strsim::damerau_levenshtein(&written, id), id))
        .min()
        .filter(|(distance, id)| *distance <= id.len() / 3)
        .map(|(_, id)| id.clone());
    Problem::at(
        setting.spot,
        ProblemKind::UnknownRule {
            written,
            suggestion,
        },
    )
}

/// The engines of the two passes.
struct Engines {
    /// Constants are not known in the first pass, so undefined names are forgiven.
    loose: Engine,
    strict: Engine,
}

impl Engines {
    fn new() -> Self {
        let mut loose = sandbox::engine(Watch::new());
        loose.set_strict_variables(false);
        Self {
            loose,
            strict: sandbox::engine(Watch::new()),
        }
    }
}

fn compile(
    engines: &Engines,
    text: &RuleText,
    setting: Option<&RuleSetting>,
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
    let slips = lint::lint(&ast, &meta, &values);
    if !slips.is_empty() {
        let slips = slips.into_iter();
        return Err(slips
            .map(|slip| RuleError::new(text, slip.message, slip.at))
            .collect());
    }
    let level = match setting.and_then(|setting| setting.level) {
        Some(LevelSetting::At(level)) => level,
        _ => meta.level,
    };
    Ok(Rule {
        level,
        file: text.file.clone(),
        summary: summary(draft.doc()),
        manual: text.manual.clone(),
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

/// What a failed call says, without the chain of calls around it, and where.
pub(super) fn innermost(error: &EvalAltResult) -> (String, Position) {
    let inner = error.unwrap_inner();
    let text = inner.to_string();
    // rhai appends the position to every message; it is shown apart here.
    let bare = match text.rfind(" (line ") {
        Some(cut) if text.ends_with(')') => &text[..cut],
        _ => &text,
    };
    let bare = bare.strip_prefix("Runtime error: ").unwrap_or(bare);
    (bare.to_owned(), inner.position())
}
