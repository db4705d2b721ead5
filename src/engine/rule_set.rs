//! The rules of a run: built in, then overridden and added to by the workspace.
//!
//! A rule that cannot be used becomes a [`RuleError`]; the others go on.

mod compile;
mod overrides;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rhai::{AST, EvalAltResult, Position};

pub use self::compile::beside;
pub use self::overrides::LevelThere;
pub use self::texts::{RuleText, below, built_in};
use super::guard::Guard;
use super::meta::{Question, RuleMeta};
use super::params::Value;
use super::probe::Registered;
use super::reads::Reads;
use super::views::Reader;
use crate::finding::{Fingerprint, Level};
use crate::lexicon::Lexicon;
use crate::load::settings::{LevelSetting, RuleSetting, Settings};
use crate::problem::{Problem, ProblemKind, nearest};
use crate::source::Spot;

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
    /// What its script says; equal for equal scripts.
    pub script: Fingerprint,
    /// Parameters with the values of this run.
    pub values: Vec<(String, Value)>,
    /// The keys of the TOML it reads.
    pub reads: Reads,
    /// The settings name it, so it runs whatever the profile.
    pub is_set: bool,
    /// Where its level differs; the last one that matches counts.
    pub(super) overrides: Vec<LevelThere>,
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

/// Why a rule does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OffReason {
    /// The settings switch it off.
    Settings,
    /// This run asks for others.
    Choice,
    /// The profile asks for less.
    Profile,
}

/// A rule that does not run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OffRule {
    /// The rule.
    pub id: String,
    /// The question it would help to answer.
    pub question: Option<Question>,
    /// Why.
    pub reason: OffReason,
}

impl OffRule {
    /// Whether it leaves a question of a handoff without its answer; what the profile does
    /// not ask is no part of the answer.
    pub fn hides(&self, question: Question) -> bool {
        self.question == Some(question) && self.reason != OffReason::Profile
    }
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
    /// What watches a rule from inside, if one is watched.
    pub(super) probe: Option<Registered>,
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
        for setting in &settings.families {
            let prefix = format!("{}/", setting.family);
            if !texts.keys().any(|id| id.starts_with(&prefix)) {
                problems.push(unknown_family(&setting.family, setting.spot, texts.keys()));
            }
        }
        let ordered: Vec<&RuleText> = texts.values().collect();
        let setting_of = |id: &str| (by_rule.get(id).copied(), settings.level_of(id));
        let mut set = Self::default();
        for (text, compiled) in ordered.iter().zip(compile::all(&ordered, &setting_of)) {
            let (result, mut wrong) = compiled;
            problems.append(&mut wrong);
            let (id, is_off) = (
                &text.id,
                settings.level_of(&text.id) == Some(LevelSetting::Off),
            );
            match result {
                Ok(rule) if is_off => set.off.push(OffRule {
                    id: id.clone(),
                    question: rule.meta.question,
                    reason: OffReason::Settings,
                }),
                // What is switched off may be broken.
                Err(_) if is_off => set.off.push(OffRule {
                    id: id.clone(),
                    question: None,
                    reason: OffReason::Settings,
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

    /// Names the rules of the run with their scripts, levels and parameters: equal for equal sets.
    /// What holds for some objects only is part of the settings, and so of the input.
    pub fn hash(&self) -> Fingerprint {
        let mut parts = Vec::new();
        for rule in &self.rules {
            parts.push(rule.meta.id.clone());
            parts.push(rule.script.to_string());
            parts.push(rule.level.name().to_owned());
            let values = rule.values.iter();
            parts.extend(values.map(|(name, value)| format!("{name} = {value:?}")));
        }
        Fingerprint::of(parts.iter().map(String::as_str))
    }

    /// Keeps the rules for which `off` gives no reason not to run.
    pub fn retain(&mut self, off: impl Fn(&Rule) -> Option<OffReason>) {
        for rule in std::mem::take(&mut self.rules) {
            match off(&rule) {
                None => self.rules.push(rule),
                Some(reason) => self.off.push(OffRule {
                    id: rule.meta.id,
                    question: rule.meta.question,
                    reason,
                }),
            }
        }
        self.off.sort();
    }

    /// Every rule named as a cause must exist, running or off; one that does not is an error.
    pub fn check_causes(&mut self) {
        let running = self.rules.iter().map(|rule| &rule.meta.id);
        let off = self.off.iter().map(|off| &off.id);
        let failed = self.errors.iter().map(|error| &error.rule);
        let known: BTreeSet<String> = running.chain(off).chain(failed).cloned().collect();
        self.check_causes_among(&known);
    }

    /// Every rule named as a cause must be one of `known`; one that is not is an error.
    pub fn check_causes_among(&mut self, known: &BTreeSet<String>) {
        let mut errors = Vec::new();
        for rule in &self.rules {
            for cause in rule
                .meta
                .after
                .iter()
                .filter(|cause| !known.contains(*cause))
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

fn unknown_family<'r>(written: &str, spot: Spot, ids: impl Iterator<Item = &'r String>) -> Problem {
    let families = ids.filter_map(|id| Some(id.split_once('/')?.0));
    let kind = ProblemKind::Dangling {
        written: written.to_owned(),
        what: "family of rules",
        suggestion: nearest(written, families).map(str::to_owned),
        unknown_process: None,
    };
    Problem::at(spot, kind)
}

fn unknown_rule<'r>(setting: &RuleSetting, known: impl Iterator<Item = &'r String>) -> Problem {
    let written = setting.rule.clone();
    let suggestion = nearest_rule(&written, known.map(String::as_str));
    Problem::at(
        setting.spot,
        ProblemKind::UnknownRule {
            written,
            suggestion,
        },
    )
}

/// The id of the rule probably meant: one of that name in some family, or of a near one, or
/// the id that comes nearest as a whole.
pub fn nearest_rule<'r>(written: &str, ids: impl IntoIterator<Item = &'r str>) -> Option<String> {
    let ids: Vec<&str> = ids.into_iter().collect();
    let name = |id: &&'r str| id.split_once('/').map_or(*id, |(_, name)| name);
    if written.contains('/') {
        return nearest(written, ids).map(str::to_owned);
    }
    let near = nearest(written, ids.iter().map(name))?;
    let meant = ids.iter().find(|id| name(id) == near);
    meant.map(|id| (*id).to_owned())
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
