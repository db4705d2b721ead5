//! Editors: the schema of `baton schema` as a validator takes it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{baton, faults, project};

/// A file of TOML as JSON; dates as the texts that editors make of them.
fn json(path: &Path) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(value).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, one)| (key, value(one)))
                .collect(),
        }
    }
    let text = fs::read_to_string(path).unwrap();
    let table: toml::Table =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    value(toml::Value::Table(table))
}

fn schema() -> Value {
    let output = baton(&project(), &["schema"]);
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_schema_of_models_is_a_schema_and_every_shipped_model_keeps_to_it() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    let mut models = 0;
    for entry in fs::read_dir(project().join("processes")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            assert_eq!(faults(&schema, &json(&path)), [""; 0], "{}", path.display());
            models += 1;
        }
    }
    assert!(models > 5);
}

#[test]
fn the_schema_of_models_refuses_unknown_keys_wrong_types_and_wrong_words() {
    let schema = schema();
    let good = json(&project().join("processes/raw-store.toml"));
    let spoilt: [(&str, &dyn Fn(&mut Value)); 4] = [
        ("a key nobody knows", &|model| {
            model["process"]["nmae"] = "x".into()
        }),
        ("a number for a text", &|model| {
            model["step"][0]["id"] = 7.into()
        }),
        ("a list for a table", &|model| {
            model["process"] = Value::Array(Vec::new())
        }),
        ("a word that is no choice", &|model| {
            model["handoff"][0]["kind"] = "nonsense".into()
        }),
    ];
    for (what, spoil) in spoilt {
        let mut model = good.clone();
        spoil(&mut model);
        assert_ne!(faults(&schema, &model), [""; 0], "{what}");
    }
}
