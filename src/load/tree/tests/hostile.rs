//! Texts made to exhaust the stack or the time: twice as much takes about twice as long.

use std::time::{Duration, Instant};

use super::super::{SyntaxErrorKind, Table, parse};

/// Generous for a debug build; anything quadratic takes minutes.
const LIMIT: Duration = Duration::from_secs(60);

fn read(text: &str) -> (Table<'_>, Vec<super::SyntaxError>) {
    let start = Instant::now();
    let result = parse(text);
    let taken = start.elapsed();
    let head: String = text.chars().take(40).collect();
    assert!(taken < LIMIT, "{taken:?} for {head:?}");
    result
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn endless_nesting_is_an_error_on_a_small_stack() {
    let deep = 10_000;
    let texts = [
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("a = {}", "{a=".repeat(deep)),
        format!("a = {}1{}", "{a=".repeat(deep), "}".repeat(deep)),
        format!("a = {}", "[{a=".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]\nb = 1", ".a".repeat(deep)),
        format!("[[a{}]]\nb = 1", ".a".repeat(deep)),
        format!("a = {{ a{} = 1 }}", ".a".repeat(deep)),
        "[".repeat(deep),
        "{".repeat(deep),
        "]".repeat(deep),
        "a = [\n[".repeat(deep),
        "[a\n".repeat(deep),
        "a={b=\n".repeat(deep),
    ];
    let work = move || {
        for text in &texts {
            let (table, errors) = read(text);
            assert!(!errors.is_empty());
            drop(table);
        }
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

#[test]
fn eighty_levels_are_read_and_one_more_is_an_error() {
    for (count, sound) in [(80, true), (81, false)] {
        for text in [
            format!("a = {}{}", "[".repeat(count), "]".repeat(count)),
            format!("a = {}1{}", "{a=".repeat(count), "}".repeat(count)),
            format!("a{} = 1", ".a".repeat(count - 1)),
            format!("[a{}]", ".a".repeat(count - 1)),
        ] {
            let (_, errors) = parse(&text);
            assert_eq!(errors.is_empty(), sound, "{count}: {errors:?}");
            let deep = |kind: &SyntaxErrorKind| matches!(kind, SyntaxErrorKind::TooDeep { .. });
            assert!(errors.iter().all(|error| deep(&error.kind)), "{errors:?}");
            assert_eq!(text.parse::<toml::Table>().is_ok(), sound);
        }
    }
}

#[test]
fn dotted_keys_within_braces_do_not_add_up_without_bound() {
    let step = format!("{{a{}=", ".a".repeat(79));
    let text = format!("a = {}1{}", step.repeat(80), "}".repeat(80));
    let (table, errors) = parse(&text);
    assert_eq!(errors[0].kind, SyntaxErrorKind::TooDeep { limit: 256 });
    assert_eq!(table.entries().len(), 1);
}

#[test]
fn a_million_keys_are_found_by_name() {
    let text = many(1_000_000, |at| format!("k{at} = {at}\n"));
    let (table, errors) = read(&text);
    assert!(errors.is_empty());
    assert_eq!(table.entries().len(), 1_000_000);
    let found = table.get("k987654").map(|entry| entry.key_span);
    assert_eq!(found, Some(table.entries()[987_654].key_span));
}

#[test]
fn a_million_headers_and_a_million_repeats_are_read() {
    let text = many(1_000_000, |at| format!("[a.b.c{at}]\n"));
    let (table, errors) = read(&text);
    assert_eq!((table.entries().len(), errors.len()), (1, 0));

    let (_, errors) = read(&"a = 1\n".repeat(1_000_000));
    let count = 1_000_000 - 1 - 200;
    let last = errors.last().map(|error| &error.kind);
    assert_eq!(last, Some(&SyntaxErrorKind::More { count }));

    let text =
        many(200_000, |at| format!("k{at}.x = 1\n")) + "[a]\n[k1.y]\n".repeat(200_000).as_str();
    let (_, errors) = read(&text);
    assert_eq!(errors.len(), 201);
}

#[test]
fn long_sound_texts_take_linear_time() {
    let count = 500_000;
    for text in [
        format!("a = \"\"\"{}\"\"\"", "\\\\".repeat(count)),
        format!("a = \"\"\"{}\"\"\"", "\\\"".repeat(count)),
        format!("a = \"{}\"", "\\n".repeat(count)),
        format!("a = \"\"\"{}\"\"\"", "\\\n \n".repeat(count)),
        format!("a = '''{}'''", "'x".repeat(count)),
        format!("a = [{}]", "1,".repeat(count)),
        format!("a = [{}]", "{},".repeat(count)),
        format!("a = [\n{}]", "[1],\n".repeat(count)),
        format!("a = {{{}}}", many(count, |at| format!("k{at}=1,"))),
        many(count, |_| "[[a.b]]\n[[a.b.c]]\n".to_owned()),
        "[[a]]\n[a.b]\nc.d = 1\n".repeat(count),
    ] {
        let (_, errors) = read(&text);
        assert!(errors.is_empty(), "{:?}", errors.first());
    }
}

#[test]
fn long_broken_texts_take_linear_time() {
    let count = 500_000;
    for text in [
        "a = [\n".repeat(count),
        "a = [\n[b]\n".repeat(count),
        "a = { b\n".repeat(count),
        format!("a = {}", "-".repeat(count)),
        format!("a = {}", "1_".repeat(count)),
        format!("a = 0x{}", "g".repeat(count)),
        format!("a = {}", "= ".repeat(count)),
        format!("a = {}", "1 ".repeat(count)),
        format!("a = [\n{}", "a.".repeat(count)),
        format!("a = [\n{}", "a = ".repeat(count)),
        format!("a = {{{}", "{}".repeat(count)),
        format!("a = \"{}", "\u{1}".repeat(count)),
        format!("# {}", "\u{1}".repeat(count)),
        "\r".repeat(count),
        "\"".repeat(count),
        "'".repeat(count),
        ".".repeat(count),
        "[.".repeat(count),
        "é".repeat(count),
    ] {
        let (_, errors) = read(&text);
        assert!((1..=201).contains(&errors.len()));
    }
}
