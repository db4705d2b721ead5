//! The rules of a run: built in, then overridden and added to by the workspace.
//!
//! A rule that cannot be used becomes a [`RuleError`]; the others go on.

mod compile;
mod texts;

use std::collections::BTreeMap;
use std::sync::Arc;

use rhai::{AST, EvalAltResult, Position};

use self::compile::{Engines, compile};
pub use self::texts::{RuleText, below, built_in};
use super::guard::Guard;
use super::meta::{Question, RuleMeta};
use super::params::Value;
use super::views::Reader;
use crate::finding::Level;
use crate::lexicon::Lexicon;
use crate::load::settings::{LevelSetting, RuleSetting, Settings};
use crate::problem::{Problem, ProblemKind};

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
    /// Finds checks that say nothing without calling the script.
    pub(super) guard: Option<Guard>,
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
    /// Reads the user's texts for all of them.
    pub(super) reader: Arc<Reader>,
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

    /// Reads the user's texts with the lexicon of a workspace instead of the built-in one.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.reader = Arc::new(Reader::new(lexicon));
        self
    }

    /// Calls every script on every object, whatever its guard says: slower, and the measure
    /// of what guards may answer.
    pub fn without_guards(mut self) -> Self {
        for rule in &mut self.rules {
            rule.guard = None;
        }
        self
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
