//! The JSON Schemas of `baton.toml` and `lexicon.toml`, for editors.

use serde_json::{Map, Value, json};

use super::schema::described;
use crate::engine::{Rule, RuleSet};
use crate::finding::{Level, Profile};
use crate::lang::Lang;
use crate::lexicon::{Kind, Letter};
use crate::load::settings::{POLICY_KEYS, ParameterValue, Policy};

/// The schema of `baton.toml`, with every rule of `rules` and its parameters.
pub fn settings_schema(rules: &RuleSet, lang: Option<Lang>) -> String {
    let say = |en, zh| described(en, zh, lang);
    let levels = json!({ "type": "string", "enum": levels() });
    let names = json!({ "anyOf": [
        { "type": "string" },
        { "type": "array", "items": { "type": "string" } },
    ] });
    let with = |mut schema: Value, en, zh| {
        schema["description"] = say(en, zh).into();
        schema
    };
    let ids = rules.rules.iter().map(|rule| rule.meta.id.as_str());
    let families = ids.filter_map(|id| Some(id.split_once('/')?.0));
    let families: Map<_, _> = families
        .map(|family| (family.to_owned(), levels.clone()))
        .collect();
    let one_by_one = rules.rules.iter();
    let one_by_one: Map<_, _> = one_by_one
        .map(|rule| (rule.meta.id.clone(), of_rule(rule, lang)))
        .collect();
    let there = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["level"],
        "anyOf": [{ "required": ["on"] }, { "required": ["paths"] }],
        "properties": {
            "on": with(names.clone(), "processes and objects: process or process/id", "流程或对象：流程 或 流程/代号"),
            "paths": with(names.clone(), "files and folders, seen from baton.toml", "文件或文件夹，相对于 baton.toml"),
            "rules": with(names, "rules and families; all of them if it is left out", "规则或类别；不写即全部"),
            "level": with(levels, "the level there", "在该处的级别"),
        },
    });
    shown(&json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "baton.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "profile": {
                "type": "string",
                "enum": Profile::ALL.map(Profile::name),
                "description": say("how much is asked", "要求到什么程度"),
            },
            "families": {
                "type": "object",
                "description": say("levels of whole families of rules", "整类规则的级别"),
                "properties": families,
            },
            "rules": {
                "type": "object",
                "description": say("levels and parameters of single rules", "单条规则的级别和参数"),
                "properties": one_by_one,
            },
            "override": {
                "type": "array",
                "description": say("levels that hold for some objects or files only; of two that match, the last counts", "只对部分对象或文件有效的级别；两条都符合时，以后一条为准"),
                "items": there,
            },
            "records": records(lang),
            "systemic": systemic(lang),
            "strategy": strategy(lang),
        },
    }))
}

/// What the strategy gap is judged by.
fn strategy(lang: Option<Lang>) -> Value {
    let say = |en, zh| described(en, zh, lang);
    let keys = POLICY_KEYS.iter().zip(Policy::default().values());
    let properties: Map<_, _> = keys
        .map(|((key, en, zh), default)| {
            let part = json!({
                "type": "number",
                "exclusiveMinimum": 0,
                "exclusiveMaximum": 1,
                "default": default,
                "description": say(en, zh),
            });
            ((*key).to_owned(), part)
        })
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "description": say("what the strategy gap is judged by", "判定战略差距所用的数值"),
        "properties": properties,
    })
}

/// What records of earlier audits are for.
fn records(lang: Option<Lang>) -> Value {
    let raise = described(
        "what was corrected and is found again counts one level more",
        "纠正后又再次出现的发现，级别提高一级",
        lang,
    );
    let about = described(
        "what records of earlier audits are for",
        "历次审核记录的用法",
        lang,
    );
    switch(&about, &raise)
}

/// What the same finding over many objects comes to.
fn systemic(lang: Option<Lang>) -> Value {
    let raise = described(
        "counts as one major nonconformity",
        "按一项严重不符合计",
        lang,
    );
    let about = described(
        "the same finding on three objects of a process, or on more than a third of them",
        "同一发现出现在一个流程的三个对象上，或超过三分之一的对象上",
        lang,
    );
    switch(&about, &raise)
}

/// A table that only says whether levels are raised.
fn switch(about: &str, raise: &str) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "description": about,
        "properties": {
            "raise": { "type": "boolean", "default": true, "description": raise },
        },
    })
}

/// The schema of `lexicon.toml`.
pub fn lexicon_schema(lang: Option<Lang>) -> String {
    let say = |en, zh| described(en, zh, lang);
    let words = |en, zh| json!({ "type": "array", "items": { "type": "string" }, "description": say(en, zh) });
    let only = |word: &str, en, zh| json!({ "type": "string", "enum": [word], "description": say(en, zh) });
    let entry = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["lang", "kind"],
        "properties": {
            "lang": {
                "type": "string",
                "enum": ["en", "zh", "any"],
                "description": say("the language of the words", "词语的语言"),
            },
            "kind": {
                "type": "string",
                "enum": Kind::names(),
                "description": say("what the words leave open", "这些词使什么不明确"),
            },
            "letter": {
                "type": "string",
                "enum": Letter::names(),
                "description": say("the letter of SMART they weaken, if not the usual one of the kind", "削弱 SMART 的哪一条；不写则按该类的惯例"),
            },
            "words": words("words to find; the longest match wins", "要查找的词；最长的优先"),
            "never": words("longer texts in which such a word means something else", "含有该词而另有所指的较长文字"),
            "remove": words("words of this kind that count no more", "不再计入这一类的词"),
            "exempt_if": {
                "type": "array",
                "items": { "type": "string", "enum": ["number"] },
                "description": say("not found where the clause has a number", "分句中有数值时不计"),
            },
            "followed_by": only("number", "found only before a number", "只有后面是数值时才计"),
            "preceded_by": only("number", "found only behind a number", "只有前面是数值时才计"),
            "position": only("start", "found only where the sentence begins", "只在句首才计"),
            "field": only("owner", "looked for in that key, not in the sentence", "在这个键中查找，而不在句子中"),
        },
    });
    shown(&json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "lexicon.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "entry": {
                "type": "array",
                "description": say("words of one kind, added to the built-in ones", "同一类的词，加到内置词表上"),
                "items": entry,
            },
        },
    }))
}

/// Every word for a level, and the one for none.
fn levels() -> Vec<&'static str> {
    let levels = [Level::Note, Level::Warning, Level::Error];
    let words = levels.into_iter().map(|level| level.word(Lang::En));
    std::iter::once("off").chain(words).collect()
}

/// A level for short, or a table with the level and the parameters.
fn of_rule(rule: &Rule, lang: Option<Lang>) -> Value {
    let level = json!({ "type": "string", "enum": levels() });
    let mut keys = Map::new();
    keys.insert("level".into(), level.clone());
    for parameter in &rule.meta.params {
        let mut value = match &parameter.default {
            ParameterValue::Integer(_) => json!({ "type": "integer" }),
            ParameterValue::Number(_) => json!({ "type": "number" }),
            ParameterValue::Boolean(_) => json!({ "type": "boolean" }),
            ParameterValue::Text(_) => json!({ "type": "string" }),
            ParameterValue::Texts(_) => json!({ "type": "array", "items": { "type": "string" } }),
        };
        for (key, bound) in [
            ("minimum", &parameter.least),
            ("maximum", &parameter.greatest),
        ] {
            match bound {
                Some(ParameterValue::Integer(number)) => value[key] = (*number).into(),
                Some(ParameterValue::Number(number)) => value[key] = (*number).into(),
                _ => {}
            }
        }
        value["description"] = described(&parameter.en, &parameter.zh, lang).into();
        keys.insert(parameter.name.clone(), value);
    }
    let table = json!({ "type": "object", "additionalProperties": false, "properties": keys });
    json!({
        "description": described(&rule.meta.en.finding, &rule.meta.zh.finding, lang),
        "anyOf": [level, table],
    })
}

fn shown(schema: &Value) -> String {
    format!("{schema:#}\n")
}
