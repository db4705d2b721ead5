//! The tree against the `toml` crate: same values, same places, errors where it errs.

mod documents;
mod errors;
mod hostile;
mod random;

use toml::de::{DeTable, DeValue};

use super::{Node, SyntaxError, SyntaxErrorKind, Table, Value, parse};
use crate::source::Span;

/// Compares with `toml`; whether both accept the text.
fn agrees_with_toml(text: &str) -> bool {
    let (table, errors) = parse(text);
    check_errors(text, &errors);
    check_places(text, &table);
    match text.parse::<toml::Table>() {
        Ok(expected) => {
            assert!(errors.is_empty(), "toml accepts {text:?}: {errors:?}");
            same_values(text, &table, &expected);
            let (places, _) = DeTable::parse_recoverable(text);
            same_table_places(text, &table, places.get_ref());
            true
        }
        Err(error) => {
            assert!(!errors.is_empty(), "toml rejects {text:?}: {error}");
            false
        }
    }
}

fn check_errors(text: &str, errors: &[SyntaxError]) {
    for pair in errors.windows(2) {
        let more = matches!(pair[1].kind, SyntaxErrorKind::More { .. });
        assert!(
            pair[0].span <= pair[1].span || more,
            "unsorted for {text:?}"
        );
    }
    for error in errors {
        assert!(text.get(error.span.range()).is_some(), "{error:?} {text:?}");
        if let SyntaxErrorKind::DuplicateKey { first, .. } = &error.kind {
            assert!(text.get(first.range()).is_some(), "{error:?} {text:?}");
        }
    }
}

fn check_places(text: &str, table: &Table<'_>) {
    assert!(text.get(table.span().range()).is_some());
    for entry in table.entries() {
        assert!(text.get(entry.key_span.range()).is_some());
        let found = table.get(&entry.key).map(|found| found.key_span);
        assert_eq!(found, Some(entry.key_span));
        check_node(text, &entry.node);
    }
}

fn check_node(text: &str, node: &Node<'_>) {
    assert!(text.get(node.span.range()).is_some());
    match &node.value {
        Value::Table(table) => {
            assert_eq!(table.span(), node.span, "{text:?}");
            check_places(text, table);
        }
        Value::Array(array) => array.iter().for_each(|node| check_node(text, node)),
        _ => {}
    }
}

fn same_values(text: &str, table: &Table<'_>, expected: &toml::Table) {
    assert_eq!(table.entries().len(), expected.len(), "{text:?}");
    for entry in table.entries() {
        let other = expected.get(entry.key.as_ref());
        let other = other.unwrap_or_else(|| panic!("{} in {text:?}", entry.key));
        same_value(text, &entry.node.value, other);
    }
}

fn same_value(text: &str, value: &Value<'_>, expected: &toml::Value) {
    match (value, expected) {
        (Value::String(a), toml::Value::String(b)) => assert_eq!(a, b, "{text:?}"),
        (Value::Integer(a), toml::Value::Integer(b)) => assert_eq!(a, b, "{text:?}"),
        (Value::Float(a), toml::Value::Float(b)) => {
            assert!(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()));
        }
        (Value::Boolean(a), toml::Value::Boolean(b)) => assert_eq!(a, b, "{text:?}"),
        (Value::Date(a), toml::Value::Datetime(b)) => assert_eq!(a, b, "{text:?}"),
        (Value::Table(a), toml::Value::Table(b)) => same_values(text, a, b),
        (Value::Array(a), toml::Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{text:?}");
            for (node, other) in a.iter().zip(b) {
                same_value(text, &node.value, other);
            }
        }
        (value, expected) => panic!("{value:?} for {expected:?} in {text:?}"),
    }
}

fn same_table_places(text: &str, table: &Table<'_>, expected: &DeTable<'_>) {
    for (key, value) in expected {
        let entry = table.get(key.get_ref());
        let entry = entry.unwrap_or_else(|| panic!("{key:?} in {text:?}"));
        assert_eq!(entry.key_span.range(), narrow(&key.span()), "{text:?}");
        same_places(text, &entry.node, value);
    }
}

fn same_places(text: &str, node: &Node<'_>, expected: &toml::Spanned<DeValue<'_>>) {
    assert_eq!(node.span.range(), expected.span(), "{text:?}");
    match (&node.value, expected.get_ref()) {
        (Value::Table(a), DeValue::Table(b)) => same_table_places(text, a, b),
        (Value::Array(a), DeValue::Array(b)) => {
            for (node, other) in a.iter().zip(b) {
                same_places(text, node, other);
            }
        }
        _ => {}
    }
}

fn narrow(range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    Span::new(range.start, range.end).range()
}
