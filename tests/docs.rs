//! Holds the generated pages to the program; `BLESS=1` writes them anew.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use baton::cli::Exit;
use baton::cli::args::{Cli, chinese};
use baton::engine::{RuleSet, rule_set};
use baton::lang::Lang;
use baton::load::settings::Settings;
use baton::manual;
use clap::CommandFactory as _;

#[test]
fn rules_are_documented() {
    let rules = built_in();
    fresh("docs/rules.md", &manual::rules(&rules, "../rules/"));
    fresh("rules/README.md", &manual::rules(&rules, ""));
}

#[test]
fn script_api_is_documented() {
    fresh("docs/script-api.md", &manual::script_api());
}

#[test]
fn command_line_is_documented() {
    fresh(
        "docs/cli.md",
        &manual::command_line(Cli::command(), Lang::En),
    );
}

#[test]
fn command_line_is_documented_in_chinese() {
    let command = Cli::command().term_width(100).disable_help_subcommand(true);
    let command = chinese::command(command);
    fresh("docs/cli.zh.md", &manual::command_line(command, Lang::Zh));
}

#[test]
fn exit_codes_are_documented() {
    let codes = Exit::ALL.map(|exit| (exit.code(), exit.meaning().0, exit.meaning().1));
    assert!(codes.is_sorted(), "in the order of their numbers");
    fresh("docs/exit-codes.md", &manual::exit_codes(&codes));
}

#[test]
fn tables_of_the_model_are_documented() {
    fresh("docs/model.md", &manual::tables());
}

#[test]
fn schema_is_written() {
    fresh("docs/schema.json", &manual::schema());
}

#[test]
fn problems_are_documented() {
    let page = manual::problems();
    let wording = fs::read_to_string("src/problem/wording.rs").unwrap();
    let codes: BTreeSet<_> = wording
        .lines()
        .filter(|line| line.trim_start().starts_with("P::"))
        .filter_map(|line| line.split_once("=> \"")?.1.split('"').next())
        .collect();
    assert!(codes.len() > 30, "the codes were found");
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "no example of {code}");
    }
    fresh("docs/problems.md", &page);
}

#[test]
fn the_catalogue_names_every_rule_and_nothing_else() {
    let rows = manual::catalogue::rows().unwrap();
    fresh("docs/catalogue.md", &manual::catalogue::page(&rows));
    assert_eq!(rows.len(), 143);
    assert_eq!(rows.iter().filter(|row| row.core).count(), 58);
    let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes.len(), rows.len());
    for row in &rows {
        let state = (!row.is_built(), row.waits_for.is_none());
        assert_ne!(
            state,
            (true, true),
            "{}: neither built nor waiting",
            row.code
        );
    }
    let built: BTreeSet<String> = rule_set::built_in()
        .into_iter()
        .map(|rule| rule.id)
        .collect();
    let named: BTreeSet<String> = rows.iter().flat_map(|row| row.rules.clone()).collect();
    let missing: Vec<_> = named.difference(&built).collect();
    assert!(missing.is_empty(), "named, but not built: {missing:?}");
    let unnamed: Vec<_> = built.difference(&named).collect();
    assert!(unnamed.is_empty(), "built, but in no row: {unnamed:?}");
}

#[test]
fn every_documented_function_exists() {
    let calls: String = manual::FUNCTIONS
        .iter()
        .map(|function| format!("    let said = {};\n", function.example))
        .collect();
    let wording = "#{ finding: \"a\", effect: \"b\", advice: \"c\" }";
    let script = format!(
        "const META = #{{ level: \"note\", looks_at: \"handoff\", since: \"0.1.0\", en: {wording}, zh: {wording} }};\nfn check(handoff) {{\n{calls}}}\n"
    );
    let rule = rule_set::RuleText {
        id: "manual/functions".into(),
        file: "functions.rhai".into(),
        script,
        manual: String::new(),
    };
    let rules = RuleSet::compile(vec![rule], &Settings::default(), &mut Vec::new());
    assert!(rules.errors.is_empty(), "{:#?}", rules.errors);
}

#[test]
fn models_fit_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(&manual::schema()).unwrap();
    let mut models = 0;
    for entry in fs::read_dir("processes").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "toml") || path.ends_with("baton.toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let model: toml::Table = text.parse().unwrap();
        let misfits = misfits(&json(toml::Value::Table(model)), &schema, &schema, "");
        assert!(misfits.is_empty(), "{}: {misfits:#?}", path.display());
        models += 1;
    }
    assert!(models > 0, "models were found");
}

#[test]
fn a_misspelt_key_does_not_fit_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(&manual::schema()).unwrap();
    let model: toml::Table =
        "[process]\nid = \"a\"\nownr = \"b\"\n[[handoff]]\nid = 3\nkind = \"x\"\n"
            .parse()
            .unwrap();
    let misfits = misfits(&json(toml::Value::Table(model)), &schema, &schema, "");
    let expected = [
        ".handoff[0] lacks from",
        ".handoff[0].id: integer for \"string\"",
        ".handoff[0].kind is not among its words",
        ".process has no ownr",
    ];
    assert_eq!(misfits, expected);
}

#[test]
fn settings_and_the_lexicon_fit_their_schemas() {
    let rules = built_in();
    let settings = "profile = \"strict\"\n[families]\nchain = \"note\"\n[rules]\n\"handoff/no-due-time\" = \"off\"\n\
                    [rules.\"handoff/receiver-not-asked\"]\nlevel = \"note\"\nexplain_from = 5\n\
                    [records]\nraise = false\n[systemic]\nraise = false\n[[override]]\non = \"store\"\nrules = [\"handoff\"]\nlevel = \"off\"\n";
    let lexicon = fs::read_to_string("src/lexicon/lexicon.toml").unwrap();
    for lang in [None, Some(Lang::En), Some(Lang::Zh)] {
        for (text, schema) in [
            (settings, manual::settings_schema(&rules, lang)),
            (&lexicon, manual::lexicon_schema(lang)),
        ] {
            let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
            let table: toml::Table = text.parse().unwrap();
            let misfits = misfits(&json(toml::Value::Table(table)), &schema, &schema, "");
            assert!(misfits.is_empty(), "{misfits:#?}");
        }
    }
    let schema: serde_json::Value =
        serde_json::from_str(&manual::settings_schema(&rules, None)).unwrap();
    for wrong in [
        "profil = \"strict\"\n",
        "[rules]\n\"handoff/no-due-time\" = \"of\"\n",
        "[rules.\"handoff/receiver-not-asked\"]\nexplain_from = 6\n",
        "[[override]]\non = \"store\"\n",
    ] {
        let table: toml::Table = wrong.parse().unwrap();
        let misfits = misfits(&json(toml::Value::Table(table)), &schema, &schema, "");
        assert!(!misfits.is_empty(), "{wrong}");
    }
}

fn built_in() -> RuleSet {
    let mut problems = Vec::new();
    RuleSet::compile(rule_set::built_in(), &Settings::default(), &mut problems)
}

/// Compares a page with its file, or writes the file.
#[track_caller]
fn fresh(file: &str, made: &str) {
    let path = Path::new(file);
    if env::var_os("BLESS").is_some() {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, made).expect("the page can be written");
        return;
    }
    let kept = fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let line = kept
        .lines()
        .zip(made.lines())
        .position(|(one, other)| one != other);
    assert!(
        kept == made,
        "{file} is not what the program says (line {}): run BLESS=1 cargo test --test docs",
        line.map_or(kept.lines().count().min(made.lines().count()), |line| line) + 1
    );
}

/// A TOML value as JSON; dates become texts.
fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, json(value)));
            serde_json::Value::Object(entries.collect())
        }
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

/// Where a value does not fit, by the words of draft 7 that the schema uses.
fn misfits(
    value: &serde_json::Value,
    schema: &serde_json::Value,
    root: &serde_json::Value,
    at: &str,
) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/definitions/");
        return misfits(value, &root["definitions"][name], root, at);
    }
    for all in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(misfits(value, all, root, at));
    }
    if let Some(any) = schema["anyOf"].as_array()
        && any
            .iter()
            .all(|one| !misfits(value, one, root, at).is_empty())
    {
        found.push(format!("{at} fits none of its forms"));
    }
    if !fits_type(value, &schema["type"]) {
        found.push(format!("{at}: {} for {}", type_of(value), schema["type"]));
        return found;
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|words| !words.contains(value))
    {
        found.push(format!("{at} is not among its words"));
    }
    let number = value.as_i64();
    let (least, most) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
    if least.is_some_and(|least| number < Some(least))
        || most.is_some_and(|most| number > Some(most))
    {
        found.push(format!("{at} is out of range"));
    }
    if let Some(items) = value.as_array() {
        for (index, item) in items.iter().enumerate() {
            found.extend(misfits(
                item,
                &schema["items"],
                root,
                &format!("{at}[{index}]"),
            ));
        }
    }
    let Some(properties) = schema["properties"].as_object() else {
        return found;
    };
    for (key, inner) in value.as_object().into_iter().flatten() {
        match properties.get(key) {
            Some(schema) => found.extend(misfits(inner, schema, root, &format!("{at}.{key}"))),
            None => found.push(format!("{at} has no {key}")),
        }
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        let key = key.as_str().unwrap_or_default();
        if value.get(key).is_none() {
            found.push(format!("{at} lacks {key}"));
        }
    }
    found.sort();
    found
}

fn fits_type(value: &serde_json::Value, wanted: &serde_json::Value) -> bool {
    let fits =
        |name: &str| name == type_of(value) || (name == "number" && type_of(value) == "integer");
    match wanted {
        serde_json::Value::String(name) => fits(name),
        serde_json::Value::Array(names) => names.iter().filter_map(|name| name.as_str()).any(fits),
        _ => true,
    }
}

fn type_of(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(number) if number.is_f64() => "number",
        serde_json::Value::Number(_) => "integer",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    }
}

#[test]
fn the_first_model_of_the_readme_is_the_file() {
    let readme = fs::read_to_string("README.md").unwrap();
    let model = fs::read_to_string("docs/first.toml").unwrap();
    assert!(readme.contains(&format!("```toml\n{model}```")));
}

#[test]
fn rules_shown_on_pages_compile() {
    for page in ["README.md", "docs/script-api.md"] {
        let text = fs::read_to_string(page).unwrap();
        let (_, after) = text.split_once("```rhai\n").unwrap();
        let (script, _) = after.split_once("```").unwrap();
        let rule = rule_set::RuleText {
            id: "page/example".into(),
            file: page.into(),
            script: script.into(),
            manual: String::new(),
        };
        let rules = RuleSet::compile(vec![rule], &Settings::default(), &mut Vec::new());
        assert!(rules.errors.is_empty(), "{page}: {:#?}", rules.errors);
    }
}
