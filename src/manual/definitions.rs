//! What a rule may read and say, as a definitions file for editors that know rhai.

use std::fmt::Write as _;

use super::schema::described;
use super::script_api::FUNCTIONS;
use crate::engine::VERBS;
use crate::engine::views::properties::Listed;
use crate::engine::views::{Gives, ViewSpec, specs};
use crate::finding::SubjectKind;
use crate::lang::Lang;

/// The definitions, described in a language, or in both.
pub fn definitions(lang: Option<Lang>) -> String {
    let mut text = String::from("module static;\n");
    for (calls, en, zh) in VERBS {
        for call in calls_of(calls) {
            let (name, arguments) = call.split_once('(').unwrap_or((call, ""));
            let arguments = typed(arguments.trim_end_matches(')'), "?");
            let gives = if name == "audit_day" { "Date" } else { "()" };
            function(&mut text, &described(en, zh, lang), name, &arguments, gives);
        }
    }
    let views = specs();
    for view in &views {
        for property in &view.properties {
            getter(&mut text, view, property, lang);
        }
    }
    for one in FUNCTIONS {
        let doc = described(one.en, one.zh, lang);
        if one.of == "number" {
            let (name, arguments) = one.call.split_once('(').unwrap_or((one.call, ""));
            let arguments = typed(arguments.trim_end_matches(')'), "int");
            let arguments = format!("number: float, {arguments}");
            function(&mut text, &doc, name, &arguments, "float");
        }
        for view in views.iter().filter(|view| is_of(one.of, view)) {
            for call in calls_of(one.call) {
                of_view(&mut text, &doc, call, &type_name(view.name));
            }
        }
    }
    text
}

/// Whether a function is there for a view.
fn is_of(of: &str, view: &ViewSpec) -> bool {
    let is_object = SubjectKind::ALL
        .into_iter()
        .any(|kind| kind != SubjectKind::Chain && kind.name() == view.name);
    of.split(", ").any(|one| match one {
        "object" => is_object,
        "table" => view.has_places && !is_object,
        name => name == view.name,
    })
}

/// `a(b, c), d(e)` as `a(b, c)` and `d(e)`.
fn calls_of(calls: &str) -> impl Iterator<Item = &str> {
    let mut rest = calls;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = match rest.find([')', ',']) {
            Some(at) if rest[at..].starts_with(')') => at + 1,
            Some(at) if !rest[..at].contains('(') => at,
            _ => rest.find(')').map_or(rest.len(), |at| at + 1),
        };
        let (call, next) = rest.split_at(end);
        rest = next.trim_start_matches([',', ' ']);
        Some(call.trim())
    })
}

fn of_view(text: &mut String, doc: &str, call: &str, own: &str) {
    let Some((name, arguments)) = call.split_once('(') else {
        comment(text, doc);
        let _ = writeln!(text, "op {call}({own}, {own}) -> bool;");
        return;
    };
    let gives = match name {
        "at" => "Place",
        "days_until" => "int",
        _ => "bool",
    };
    let arguments = typed(arguments.trim_end_matches(')'), own);
    function(
        text,
        doc,
        name,
        &format!("object: {own}, {arguments}"),
        gives,
    );
}

/// Names of arguments with their types; `other` is of the type `own`.
fn typed(arguments: &str, own: &str) -> String {
    let names = arguments.split(", ").filter(|name| !name.is_empty());
    let typed = names.map(|name| {
        let of = match name {
            "path" | "name" | "word" => "String",
            "index" => "int",
            "words" => "Array",
            "values" => "Map",
            "place" | "other_place" => "Place",
            _ => own,
        };
        format!("{name}: {of}")
    });
    typed.collect::<Vec<_>>().join(", ")
}

fn getter(text: &mut String, view: &ViewSpec, property: &Listed, lang: Option<Lang>) {
    let mut doc = described(property.en.trim(), property.zh, lang);
    let gives = match property.gives {
        Gives::Value(name) => type_name(name),
        Gives::View(name) => type_name(name),
        Gives::List(name) => {
            let item = type_name(name);
            doc.push_str(&described(
                &format!(" (list of {item})"),
                &format!("（{item} 的列表）"),
                lang,
            ));
            "Array".to_owned()
        }
    };
    let own = type_name(view.name);
    function(
        text,
        &doc,
        &format!("get {}", property.name),
        &format!("object: {own}"),
        &gives,
    );
}

fn function(text: &mut String, doc: &str, name: &str, arguments: &str, gives: &str) {
    comment(text, doc);
    let _ = writeln!(text, "fn {name}({arguments}) -> {gives};");
}

fn comment(text: &mut String, doc: &str) {
    let _ = writeln!(text, "\n/// {}", doc.replace('\n', " "));
}

/// The name of a type: `handoff.customer` is `HandoffCustomer`.
fn type_name(name: &str) -> String {
    match name {
        "bool" => "bool".to_owned(),
        "integer" => "int".to_owned(),
        "number" => "float".to_owned(),
        "word" => "String".to_owned(),
        _ => {
            let parts = name.split(['.', '_']);
            parts
                .flat_map(|part| {
                    let mut letters = part.chars();
                    let first = letters.next().map(|first| first.to_ascii_uppercase());
                    first.into_iter().chain(letters)
                })
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_property_of_every_view_is_defined_once() {
        let text = definitions(None);
        for view in specs() {
            for property in &view.properties {
                let line = format!(
                    "fn get {}(object: {}) -> ",
                    property.name,
                    type_name(view.name)
                );
                assert_eq!(text.matches(&line).count(), 1, "{line}");
            }
        }
    }

    #[test]
    fn every_type_that_is_given_has_something_to_read() {
        let text = definitions(Some(Lang::En));
        let given: BTreeSet<_> = text
            .lines()
            .filter_map(|line| line.split_once(" -> "))
            .collect();
        let rhai = ["bool", "int", "float", "String", "Array", "()", "Place"];
        for (line, gives) in given {
            let of = gives.trim_end_matches(';');
            let known = rhai.contains(&of)
                || text.contains(&format!("object: {of})"))
                || text.contains(&format!("object: {of},"));
            assert!(known, "{line} -> {gives}");
        }
    }

    #[test]
    fn calls_are_taken_apart() {
        let calls = |text| calls_of(text).collect::<Vec<_>>();
        assert_eq!(calls("a(b), a(b, c), d()"), ["a(b)", "a(b, c)", "d()"]);
        assert_eq!(calls("==, !="), ["==", "!="]);
    }

    #[test]
    fn verbs_and_functions_are_defined_for_what_they_belong_to() {
        let text = definitions(Some(Lang::Zh));
        for line in [
            "fn nonconform(place: Place, other_place: Place, values: Map) -> ();",
            "fn has(object: Handoff, path: String) -> bool;",
            "fn has(object: HandoffCustomer, path: String) -> bool;",
            "fn at(object: Goal, path: String, index: int) -> Place;",
            "op ==(Step, Step) -> bool;",
            "fn is_more_than(object: Quantity, other: Quantity) -> bool;",
        ] {
            assert!(text.contains(line), "{line}");
        }
        assert!(!text.contains("the object does not conform"));
    }
}
