//! Which errors are named, where, and how reading goes on after them.

use super::super::{SyntaxErrorKind as Kind, Value, parse};
use super::check_errors;

/// The bytes and kind of each error.
fn errors(text: &str) -> Vec<(String, Kind)> {
    let (_, errors) = parse(text);
    check_errors(text, &errors);
    let bytes = |span: crate::source::Span| text[span.range()].to_owned();
    errors
        .into_iter()
        .map(|error| (bytes(error.span), error.kind))
        .collect()
}

fn lines(text: &str) -> Vec<usize> {
    let (_, errors) = parse(text);
    let line = |start: u32| text[..start as usize].matches('\n').count() + 1;
    errors.iter().map(|error| line(error.span.start)).collect()
}

#[test]
fn a_duplicate_key_names_the_first_one() {
    let text = "a = 1\nb = 2\na = 3\n";
    let (table, errors) = parse(text);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].span.range(), 12..13);
    let Kind::DuplicateKey { key, first } = &errors[0].kind else {
        panic!("{errors:?}");
    };
    assert_eq!((key.as_str(), first.range()), ("a", 0..1));
    let kept = table.get("a").map(|entry| &entry.node.value);
    assert!(matches!(kept, Some(Value::Integer(1))));
}

#[test]
fn a_duplicate_header_is_one_error_and_its_lines_are_left_out() {
    let text = "[a]\nx = 1\n[b]\n[a]\nx = 2\ny = z\n";
    let found = errors(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(matches!(&found[0].1, Kind::DuplicateKey { first, .. } if first.range() == (1..2)));
    assert_eq!(found[1].0, "z");
    let (table, _) = parse(text);
    let Some(Value::Table(a)) = table.get("a").map(|entry| &entry.node.value) else {
        panic!("a is no table");
    };
    assert_eq!(a.entries().len(), 1);
}

#[test]
fn a_closed_value_is_named_with_its_kind_and_place() {
    for (text, what) in [
        ("a = 1\na.b = 2", "integer"),
        ("a = [1]\na.b = 2", "array"),
        ("a = {}\n[a.b.c]", "inline table"),
        ("a = \"\"\n[a.b]", "string"),
    ] {
        let found = errors(text);
        let expected = Kind::NotExtendable {
            key: "a".to_owned(),
            first: crate::source::Span::new(0, 1),
            what,
        };
        assert_eq!(found, [("a".to_owned(), expected)]);
    }
}

#[test]
fn numbers_and_dates_out_of_range_are_errors_at_their_place() {
    let found = errors("a = 9223372036854775808\nb = 1e999\nc = 2026-02-30\n");
    assert_eq!(
        found[0],
        ("9223372036854775808".to_owned(), Kind::IntegerOutOfRange)
    );
    assert_eq!(found[1], ("1e999".to_owned(), Kind::FloatOutOfRange));
    assert_eq!(found[2].0, "2026-02-30");
    assert!(matches!(found[2].1, Kind::BadDate { .. }));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_missing_value_is_an_empty_place() {
    for text in [
        "a =\nb = 1",
        "a = # note\nb = 1",
        "a = { x }",
        "a = { x = }",
    ] {
        assert_eq!(
            errors(text),
            [(String::new(), Kind::MissingValue)],
            "{text:?}"
        );
    }
}

#[test]
fn every_line_with_an_error_is_named_in_one_run() {
    let text = "a = yes\nb = 1\nc = \nd = 01\n[e\nf = \"x\ng = 'ok'\n\"h = 2\ni j = 3\n";
    assert_eq!(lines(text), [1, 3, 4, 5, 6, 8, 8, 9]);
}

#[test]
fn a_forgotten_bracket_spoils_no_later_line() {
    for text in [
        "a = [1, 2\nb = 1\nc = 2\n[d]\ne = 3\n",
        "a = [\n 1,\n 2,\nb = 1\nc = 2\n[d]\ne = 3\n",
        "a = { x = 1\nb = 1\nc = 2\n[d]\ne = 3\n",
        "a = [1, 2\n\n[f.g] # note\n[d]\ne = 3\n",
        "a = [1,\n[[f]]\n[d]\ne = 3\n",
        "a = { x = [1, 2\n[[f]]\n[d]\ne = 3\n",
    ] {
        let found = errors(text);
        assert!(found.len() <= 2, "{text:?}: {found:?}");
        let (table, _) = parse(text);
        assert!(table.get("a").is_some(), "{text:?}");
        let Some(Value::Table(d)) = table.get("d").map(|entry| &entry.node.value) else {
            panic!("no table d in {text:?}");
        };
        assert!(d.get("e").is_some(), "{text:?}");
    }
}

#[test]
fn a_header_without_its_last_bracket_still_opens_its_table() {
    for text in ["[a\nb = 1\n", "[[a]\nb = 1\n", "[[a\nb = 1\n", "[a"] {
        let (table, errors) = parse(text);
        assert_eq!(errors.len(), 1, "{text:?}: {errors:?}");
        assert!(table.get("a").is_some(), "{text:?}");
        assert!(table.get("b").is_none(), "{text:?}");
    }
}

#[test]
fn braces_after_an_error_stay_with_their_key() {
    let text = "a = { {x = 1}, b = 2, c = [ { d = 3 } ] }\ne = 4\n";
    let (table, errors) = parse(text);
    assert!(!errors.is_empty());
    let keys: Vec<_> = table.entries().iter().map(|entry| &*entry.key).collect();
    assert_eq!(keys, ["a", "e"]);
    let Value::Table(a) = &table.entries()[0].node.value else {
        panic!("a is no table");
    };
    assert!(a.get("c").is_some(), "{a:?}");
}

#[test]
fn what_the_grammar_expects_is_put_in_words() {
    let found = errors("a = \"1\" b\n");
    let expected = Kind::Other {
        description: "unexpected key or value".to_owned(),
        expected: "newline, `#`".to_owned(),
    };
    assert_eq!(found, [(String::new(), expected)]);
}

#[test]
fn more_than_two_hundred_errors_end_with_a_count() {
    let text = "a = 1\n".repeat(300);
    let (_, errors) = parse(&text);
    assert_eq!(errors.len(), 201);
    assert_eq!(errors[200].kind, Kind::More { count: 99 });
    assert_eq!(errors[200].span.start, 201 * 6);

    let text = "a = 1\nb = x\nc\n".repeat(100);
    let (_, errors) = parse(&text);
    assert_eq!(errors.len(), 201);
    assert_eq!(errors[200].kind, Kind::More { count: 198 });
}
