//! The JSON Schema of a model file, for editors.

use serde_json::{Map, Value, json};

use super::tables;
use crate::lang::Lang;
use crate::load::Record;
use crate::load::document::Tables;
use crate::load::schema::{Shape, TableSpec};
use crate::problem::Expected;

/// The schema, draft 7, as JSON text.
pub fn schema() -> String {
    schema_in(None)
}

/// The schema with descriptions in one language, or in both.
pub fn schema_in(lang: Option<Lang>) -> String {
    let mut definitions = Map::new();
    definitions.insert("text".into(), text(lang));
    for (_, spec) in tables::all() {
        definitions.insert(spec.name.into(), table(spec, lang));
    }
    let mut root = table(Tables::SPEC, lang);
    if let Value::Object(root) = &mut root {
        root.insert(
            "$schema".into(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        root.insert("title".into(), "A model file of baton".into());
        root.insert("definitions".into(), Value::Object(definitions));
    }
    let mut text = format!("{root:#}");
    text.push('\n');
    text
}

/// A text in one language, or English and then Chinese.
pub(super) fn described(en: &str, zh: &str, lang: Option<Lang>) -> String {
    lang.map_or_else(
        || format!("{en} — {zh}"),
        |lang| lang.pick(en, zh).to_owned(),
    )
}

fn table(spec: &'static TableSpec, lang: Option<Lang>) -> Value {
    let mut properties = Map::new();
    for key in spec.keys {
        let shape = (key.shape)();
        let mut value = of(&shape);
        if let Value::Object(value) = &mut value {
            let mut description = described(key.en.trim(), key.zh, lang);
            if let Some(words) = tables::words(&shape).filter(|_| lang != Some(Lang::En)) {
                description.push_str(&format!("（{words}）"));
            }
            value.insert("description".into(), description.into());
        }
        properties.insert(key.name.into(), value);
    }
    let required: Vec<_> = spec
        .keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    let mut table = json!({
        "type": "object",
        "description": described(spec.en.trim(), spec.zh, lang),
        "additionalProperties": false,
        "properties": properties,
    });
    if let (Value::Object(table), false) = (&mut table, required.is_empty()) {
        table.insert("required".into(), required.into());
    }
    table
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Value(expected) => value(*expected),
        Shape::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Shape::Choice(words) => {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            json!({ "type": "string", "enum": words })
        }
        Shape::List(item) => json!({ "type": "array", "items": of(item) }),
        Shape::Table(table) => reference(table.name),
    }
}

/// A reference that leaves room for a description beside it.
fn reference(name: &str) -> Value {
    json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
}

fn value(expected: Expected) -> Value {
    let example = expected.example();
    let some_text = || json!({ "type": "string", "minLength": 1 });
    match expected {
        Expected::Text | Expected::Statement | Expected::Due => reference("text"),
        Expected::Id => json!({ "type": "string", "pattern": "^[^\\s/]+$" }),
        Expected::Quantity => json!({ "type": ["string", "number"] }),
        Expected::Date => json!({
            "type": "string",
            "anyOf": [{ "format": "date" }, { "pattern": "^[0-9]{4}年([0-9]{1,2}月[0-9]{1,2}[日号]|.*[末底])$" }],
        }),
        Expected::Boolean => json!({ "type": "boolean" }),
        Expected::Integer => json!({ "type": "integer" }),
        Expected::Number => json!({ "type": "number" }),
        Expected::List => json!({ "type": "array" }),
        Expected::Table => json!({ "type": "object" }),
        Expected::ThreePoint => json!({ "anyOf": [some_text(), {
            "type": "object",
            "additionalProperties": false,
            "properties": { "min": some_text(), "typical": some_text(), "max": some_text() },
        }] }),
        Expected::Period => json!({ "type": ["string", "integer"] }),
        Expected::Columns => json!({ "type": "object", "additionalProperties": reference("text") }),
        Expected::ScaleGrade => json!({ "anyOf": [reference("text"), { "type": "number" }] }),
        Expected::Reference
        | Expected::Path
        | Expected::Duration
        | Expected::Rate
        | Expected::Money
        | Expected::Share
        | Expected::WorkingHours
        | Expected::DaysOff
        | Expected::Workday
        | Expected::Zone
        | Expected::Choice => {
            let mut text = some_text();
            if let Value::Object(text) = &mut text {
                let first = example.split("\", ").next().unwrap_or(example);
                text.insert("examples".into(), json!([first.trim_matches('"')]));
            }
            text
        }
    }
}

/// A text, or one text a language.
fn text(lang: Option<Lang>) -> Value {
    json!({
        "description": described(
            "A text, or one text a language.",
            "文本，或每种语言一个文本。",
            lang,
        ),
        "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "properties": { "en": { "type": "string" }, "zh": { "type": "string" } },
            },
        ],
    })
}
