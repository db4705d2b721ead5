//! What every planted text keeps: it parses, and nothing but what was meant is changed.

use baton::desk::faults::{Deed, Fault, Kind, apply, faults};
use baton::source::Sources;
use proptest::prelude::*;
use toml::Value;

use super::made;

#[test]
fn every_kind_of_fault_of_models_is_planted_in_the_example() {
    let planted: Vec<_> = super::example()
        .iter()
        .flat_map(|(_, all)| all.clone())
        .collect();
    for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_of_evidence()) {
        let some = planted.iter().any(|fault| fault.kind == kind);
        assert!(some, "{kind:?}");
    }
}

#[test]
fn what_is_planted_in_the_example_changes_nothing_else() {
    for (text, planted) in super::example() {
        for fault in planted {
            changes_nothing_else(&text, &fault).expect("only what was meant");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_planted_in_any_layout_changes_nothing_else(seed in any::<u64>()) {
        let text = made::model(seed);
        let mut sources = Sources::default();
        let source = sources.add("made.toml", text.as_str());
        let planted = faults(&sources, source);
        prop_assert!(planted.len() > 10, "{text}");
        for fault in planted {
            if let Err(why) = changes_nothing_else(&text, &fault) {
                prop_assert!(false, "{why}\n--- {fault:?}\n--- in\n{text}\n--- became\n{}",
                    apply(&text, &fault.edits));
            }
        }
    }
}

/// Both texts without the value the fault is about say the same.
fn changes_nothing_else(text: &str, fault: &Fault) -> Result<(), String> {
    let read = |text: &str| {
        toml::from_str::<toml::Table>(text)
            .map(Value::Table)
            .map_err(|error| error.to_string())
    };
    let mut before = read(text)?;
    let mut after = read(&apply(text, &fault.edits))?;
    let path = path(&before, fault).ok_or("the object is not there")?;
    let had = remove(&mut before, &path).ok_or("the value was not there")?;
    if fault.deed != Deed::Drop {
        let has = remove(&mut after, &path).ok_or("the value is gone")?;
        if had == has {
            return Err("nothing was changed".into());
        }
    }
    (tidy(before) == tidy(after))
        .then_some(())
        .ok_or_else(|| "something else changed".into())
}

/// A step of the way to a value.
#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Item(usize),
}

/// The way from the file to the value a fault is about.
fn path(file: &Value, fault: &Fault) -> Option<Vec<Step>> {
    let mut path = vec![Step::Key(fault.table.to_string())];
    if let Value::Array(objects) = file.get(&*fault.table)? {
        let id = fault.object.rsplit('/').next()?;
        let is_it = |object: &Value| object.get("id").and_then(Value::as_str) == Some(id);
        path.push(Step::Item(objects.iter().position(is_it)?));
    }
    for part in fault.path.split('.').filter(|part| !part.is_empty()) {
        let mut names = part.split('[');
        path.push(Step::Key(names.next()?.to_owned()));
        for number in names {
            path.push(Step::Item(number.trim_end_matches(']').parse().ok()?));
        }
    }
    Some(path)
}

fn remove(value: &mut Value, path: &[Step]) -> Option<Value> {
    let (first, rest) = path.split_first()?;
    match (first, value) {
        (Step::Key(key), Value::Table(table)) if rest.is_empty() => table.remove(key),
        (Step::Item(at), Value::Array(items)) if rest.is_empty() => {
            (*at < items.len()).then(|| items.remove(*at))
        }
        (Step::Key(key), Value::Table(table)) => remove(table.get_mut(key)?, rest),
        (Step::Item(at), Value::Array(items)) => remove(items.get_mut(*at)?, rest),
        _ => None,
    }
}

/// A value without what has become empty: a header without keys, a list without items.
fn tidy(value: Value) -> Option<Value> {
    match value {
        Value::Table(table) => {
            let kept = table
                .into_iter()
                .filter_map(|(key, value)| Some((key, tidy(value)?)));
            let kept: toml::Table = kept.collect();
            (!kept.is_empty()).then_some(Value::Table(kept))
        }
        Value::Array(items) => {
            let kept: Vec<_> = items.into_iter().filter_map(tidy).collect();
            (!kept.is_empty()).then_some(Value::Array(kept))
        }
        value => Some(value),
    }
}
