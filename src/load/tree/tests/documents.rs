//! Written documents that cover the language.

use super::super::{Value, parse};
use super::agrees_with_toml;

const ACCEPTED: &[&str] = &[
    "",
    "\n\n# only a comment",
    "\u{feff}a = 1\nb = \"x\"\n[c]\nd = 2\n",
    "a = 1\r\nb = 2\r\n[c]\r\nd = '''\r\nx\r\n'''\r\n",
    "bare_key-1 = 1\n\"quoted key\" = 2\n'literal' = 3\n1234 = 4\n\"\" = 5\n\"\\u00e4\\n\" = 6",
    "s = \"tab\\t quote\\\" backslash\\\\ \\u00E9 \\U0001F600 \\e \\x41\"",
    "s = 'C:\\path\\n'\nt = \"\ttab\"\nu = ''\nv = \"\"",
    "s = \"\"\"\nfirst\nsecond \\\n   third \"\" quote\"\"\"\"\"\nt = '''\nraw \\n ''quotes'''''",
    "s = \"\"\"a\\\n\n\n  b\"\"\"",
    "i = [0, -0, +0, 1, +99, -17, 1_000, 0xDEAD_beef, 0o755, 0b1101]",
    "i = 9223372036854775807\nj = -9223372036854775808\nk = 0x7fffffffffffffff",
    "i = 999999999999999999\nj = 1000000000000000000",
    "f = [1.0, +3.14, -0.01, 5e+22, 1E06, -2E-2, 6.626e-34, 224_617.445_991, 0.0, -0.0]",
    "f = [inf, +inf, -inf, nan, +nan, -nan]\ng = 1e-400",
    "b = [true, false]",
    "d = [1979-05-27T07:32:00Z, 1979-05-27T00:32:00.999999-07:00, 1979-05-27 07:32:00Z]",
    "d = [1979-05-27T07:32:00, 1979-05-27, 07:32:00, 00:32:00.999, 07:32]",
    "a = [ [1, 2], [\"x\", 1.5, { y = 2 }], [], [[[]]], # note\n\n 3,\n]",
    "p = { x = 1, y.z = 2, y.w = { v = [] } }\nq = {}",
    "p = {\n  x = 1, # one\n  y = 2,\n}",
    "a.b.c = 1\na.b.d = 2\na . \"e\" = 3\n'x'.'y'.z = 4",
    "a.b = 1\nc = 2\na.d = 3",
    "[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3",
    "[a]\nb.c = 1\nb.d = 2\n[a.e]\nf = 1",
    "[ a . \"b c\" . 'd' ] # note\nx = 1",
    "[[a]]\nx = 1\n[[a]]\ny = 2\n[a.b]\nz = 3\n[[a]]\n[[a.c]]\n[[a.c]]\nw = 1\n[a.c.d]\ne = 1",
    "[[a.b]]\nx = 1\n[a]\ny = 1\n[[a.b]]\nx = 2",
    "[a]\n[a.b]\n[c]\n[a.d]",
    "[a.b]\n[a]\nc.d = 1",
    "[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true",
    "[a]\nb.c = 1\n[a.b.d]\ne = 2",
    "3.14159 = \"pi\"\ntrue = 1\n1979-05-27 = 2",
    "a = 1 # trailing\n  b = 2\t\n\t[c]  \n",
    "a = \"é\"# ü\n[b]#x",
    "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]",
    "a=[{b=[{c=1},{c=2}]},{}]",
];

const REJECTED: &[&str] = &[
    "a",
    "a =",
    "a = \n",
    "= 1",
    "a = 1 b = 2",
    "a = 1\na = 2",
    "a.b = 1\na = 2",
    "a = 1\na.b = 2",
    "a = {b = 1}\na.c = 2",
    "a = {b = 1}\n[a.c]",
    "a = {b = 1, b = 2}",
    "a = {b.c = 1, b = 2}",
    "a = {b = {c = 1}, b.d = 2}",
    "a = [1]\n[[a]]",
    "a = [1]\n[a.b]",
    "a = []\n[[a]]",
    "a = [{}]\n[[a]]",
    "[a]\n[a]",
    "[[a]]\n[a]",
    "[a]\n[[a]]",
    "[a.b]\n[a]\n[a]",
    "[a]\nb.c = 1\n[a.b]",
    "[a.b]\nc = 1\n[a]\nb.d = 2",
    "[a]\nb = 1\n[a.b]",
    "[a",
    "[a]]",
    "[[a]",
    "[]",
    "[a.]",
    "[.a]",
    "[a..b]",
    "[a] x = 1",
    "a = [1 2]",
    "a = [1,,2]",
    "a = [",
    "a = {",
    "a = {x = 1",
    "a = {x}",
    "a = {x =}",
    "a = {,}",
    "a = {x = 1,, y = 2}",
    "a = {[1]}",
    "a = {{}}",
    "a = {{}, x = 1}\nb = 2",
    "a = [}]",
    "a = ]",
    "a = }",
    "}",
    "]",
    "a = \"x",
    "a = 'x",
    "a = \"\"\"x",
    "a = '''x",
    "a = \"\\q\"",
    "a = \"\\uD800\"",
    "a = \"\\u12\"",
    "a = \"\u{1}\"",
    "a = \"\u{7f}\"",
    "a = '\u{0}'",
    "a = 1 # \u{1}",
    "a = 1\rb = 2",
    "a = 01",
    "a = 1__0",
    "a = _1",
    "a = 1_",
    "a = 0x",
    "a = 0xg",
    "a = 0o8",
    "a = +0x1",
    "a = --1",
    "a = 1.",
    "a = .5",
    "a = 1e",
    "a = 1.e5",
    "a = 9223372036854775808",
    "a = 0xffffffffffffffff",
    "a = -9223372036854775809",
    "a = 1e400",
    "a = -1e400",
    "a = 2026-02-30",
    "a = 2026-13-01",
    "a = 25:00:00",
    "a = 2026-1-1",
    "a = True",
    "a = yes",
    "a = infx",
    "ä = 1",
    "\"\"\"a\"\"\" = 1",
    "a = 1\n\u{feff}b = 2",
    "a b = 1",
    "a = \"x\" \"y\"",
];

#[test]
fn sound_documents_give_the_values_and_places_of_toml() {
    for text in ACCEPTED {
        assert!(agrees_with_toml(text), "{text:?} is rejected");
    }
}

#[test]
fn broken_documents_have_at_least_one_error() {
    for text in REJECTED {
        assert!(!agrees_with_toml(text), "{text:?} is accepted");
    }
}

#[test]
fn every_prefix_of_a_document_is_judged_like_toml_judges_it() {
    for text in ACCEPTED.iter().chain(REJECTED) {
        for (end, _) in text.char_indices() {
            agrees_with_toml(&text[..end]);
        }
    }
}

#[test]
fn every_pair_of_documents_is_judged_like_toml_judges_it() {
    for first in ACCEPTED.iter().chain(REJECTED) {
        for second in ACCEPTED.iter().chain(REJECTED) {
            agrees_with_toml(&format!("{first}\n{second}"));
        }
    }
}

#[test]
fn a_mark_of_byte_order_shifts_no_place() {
    let (table, errors) = parse("\u{feff}a = 1");
    assert!(errors.is_empty());
    assert_eq!(table.entries()[0].key_span.range(), 3..4);
    assert_eq!(table.entries()[0].node.span.range(), 7..8);
}

#[test]
fn strings_without_escapes_are_borrowed_from_the_text() {
    let text = "a = \"x\"\nb = 'y'\nc = '''z'''\n\"d\" = \"\"\"w\"\"\"";
    let (table, _) = parse(text);
    for entry in table.entries() {
        assert!(matches!(entry.key, std::borrow::Cow::Borrowed(_)));
        let borrowed = matches!(
            &entry.node.value,
            Value::String(std::borrow::Cow::Borrowed(_))
        );
        assert!(borrowed, "{}", entry.key);
    }
}

#[test]
fn entries_keep_document_order_and_places() {
    let text = "z = \"a\"\n[m.n]\nb = [1, 2]\n[m]\na = { q = 1 }\n[[l]]\n[[l]]\n";
    let (table, _) = parse(text);
    let keys: Vec<_> = table.entries().iter().map(|entry| &*entry.key).collect();
    assert_eq!(keys, ["z", "m", "l"]);
    let at = |entry: &super::super::Entry<'_>| text[entry.node.span.range()].to_owned();
    assert_eq!(at(&table.entries()[0]), "\"a\"");
    assert_eq!(at(&table.entries()[1]), "[m]");
    let Value::Table(m) = &table.entries()[1].node.value else {
        panic!("m is no table");
    };
    let inner: Vec<_> = m.entries().iter().map(at).collect();
    assert_eq!(inner, ["[m.n]", "{ q = 1 }"]);
    let Value::Array(l) = &table.entries()[2].node.value else {
        panic!("l is no array");
    };
    assert_eq!((l.len(), &text[l[1].span.range()]), (2, "[[l]]"));
    assert!(l[0].span < l[1].span);
}
