//! Rules and how they are set, as JSON: schemas `baton/rules/1` and `baton/rule/1`.

use serde::Serialize;

use super::rule_page::place;
use crate::desk::{Catalogue, Entry, manual};
use crate::engine::Question;
use crate::finding::{Level, SubjectKind};
use crate::lang::Lang;
use crate::load::settings::{LevelSetting, ParameterValue};
use crate::report::json::written;

/// The name of the list's shape.
pub const LIST_SCHEMA: &str = "baton/rules/1";

/// The name of the page's shape.
pub const PAGE_SCHEMA: &str = "baton/rule/1";

#[derive(Debug, Serialize)]
struct List {
    schema: &'static str,
    rules: Vec<RuleOut>,
    rule_errors: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Page {
    schema: &'static str,
    #[serde(flatten)]
    rule: RuleOut,
    lang: Lang,
    manual: String,
    examples: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RuleOut {
    rule: String,
    /// `null` if the rule does not run.
    level: Option<Level>,
    profile: &'static str,
    own_level: Level,
    level_set_at: Option<String>,
    overrides: Vec<OverrideOut>,
    looks_at: SubjectKind,
    question: Option<Question>,
    since: String,
    summary: Both,
    built_in: bool,
    file: String,
    after: Vec<String>,
    refs: Vec<String>,
    parameters: Vec<ParameterOut>,
}

#[derive(Debug, Serialize)]
struct OverrideOut {
    /// `off`, or a level.
    level: &'static str,
    on: Vec<String>,
    paths: Vec<String>,
    set_at: String,
}

#[derive(Debug, Serialize)]
struct Both {
    en: String,
    zh: String,
}

#[derive(Debug, Serialize)]
struct ParameterOut {
    name: String,
    value: serde_json::Value,
    default: serde_json::Value,
    set_at: Option<String>,
    meaning: Both,
}

/// The rules that `wanted` lets through.
///
/// # Errors
/// If a number cannot be written as JSON; none of a rule's can be such.
pub fn list(
    catalogue: &Catalogue,
    wanted: impl Fn(&Entry) -> bool,
    lang: Lang,
) -> Result<String, serde_json::Error> {
    let entries = catalogue.entries.iter().filter(|entry| wanted(entry));
    let errors = catalogue.errors.iter();
    written(&List {
        schema: LIST_SCHEMA,
        rules: entries.map(|entry| rule(catalogue, entry)).collect(),
        rule_errors: errors
            .map(|error| super::super::text::rule_error(error, lang))
            .collect(),
    })
}

/// One rule with its manual.
///
/// # Errors
/// If a number cannot be written as JSON; none of a rule's can be such.
pub fn page(catalogue: &Catalogue, entry: &Entry, lang: Lang) -> Result<String, serde_json::Error> {
    let sections = manual::sections(&entry.rule.manual, lang);
    let parts: Vec<_> = sections
        .iter()
        .map(|section| {
            let text = section.lines.join("\n");
            if section.heading.is_empty() {
                text
            } else {
                format!("## {}\n\n{text}", section.heading)
            }
        })
        .collect();
    written(&Page {
        schema: PAGE_SCHEMA,
        rule: rule(catalogue, entry),
        lang,
        manual: parts.join("\n\n"),
        examples: manual::example_titles(&entry.rule.manual),
    })
}

fn rule(catalogue: &Catalogue, entry: &Entry) -> RuleOut {
    let meta = &entry.rule.meta;
    let at = |spot| place(&catalogue.sources, spot);
    RuleOut {
        rule: meta.id.clone(),
        level: entry.off.is_none().then_some(entry.rule.level),
        profile: meta.profile.name(),
        own_level: meta.level,
        level_set_at: entry.level_at.map(at),
        overrides: entry
            .elsewhere
            .iter()
            .map(|there| OverrideOut {
                level: match there.level {
                    LevelSetting::Off => "off",
                    LevelSetting::At(level) => level.word(Lang::En),
                },
                on: there.on.clone(),
                paths: there.paths.clone(),
                set_at: at(there.at),
            })
            .collect(),
        looks_at: meta.looks_at,
        question: meta.question,
        since: meta.since.clone(),
        summary: Both {
            en: entry.rule.summary.clone(),
            zh: manual::in_chinese(&entry.rule.manual, meta),
        },
        built_in: !entry.is_own,
        file: entry.rule.file.clone(),
        after: meta.after.clone(),
        refs: meta.refs.clone(),
        parameters: entry
            .parameters
            .iter()
            .map(|set| ParameterOut {
                name: set.name.clone(),
                value: value(&set.value),
                default: value(&set.default),
                set_at: set.at.map(at),
                meaning: Both {
                    en: set.en.clone(),
                    zh: set.zh.clone(),
                },
            })
            .collect(),
    }
}

fn value(value: &ParameterValue) -> serde_json::Value {
    match value {
        ParameterValue::Integer(number) => (*number).into(),
        ParameterValue::Number(number) => (*number).into(),
        ParameterValue::Boolean(flag) => (*flag).into(),
        ParameterValue::Text(text) => text.as_str().into(),
        ParameterValue::Texts(texts) => texts.as_slice().into(),
    }
}
