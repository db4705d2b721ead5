//! Input of a size or depth that nobody writes but somebody will send.

use super::made::file;
use super::{audit_of, codes, places, report};
use baton::lang::Lang;

#[test]
fn fifty_megabytes_are_read_and_the_slip_at_their_end_is_placed() {
    let line = "# 水分 moisture\n";
    let count = 50 * 1024 * 1024 / line.len();
    let mut text = line.repeat(count);
    text.push_str("[process]\nid = \"store\"\ncolour = 1\n");
    let path = file("fifty-megabytes.toml", text);
    let audit = audit_of(&[&path]);
    assert_eq!(codes(&audit), ["unknown-key"]);
    let line = u32::try_from(count + 3).unwrap_or(0);
    assert_eq!(places(&audit), [(line, 1)]);
    let _ = std::fs::remove_file(path);
}

#[test]
fn a_line_of_fifty_megabytes_is_read_and_reported() {
    let long = "水".repeat(50 * 1024 * 1024 / 3);
    let path = file(
        "long-line.toml",
        format!("[process]\nid = \"store\"\nname = \"{long}\"\n[[step]]\nid = \"kit\"\nend = 1\n"),
    );
    let audit = audit_of(&[&path]);
    assert_eq!(codes(&audit), ["wrong-type"]);
    assert_eq!(places(&audit), [(6, 7)]);
    let _ = std::fs::remove_file(path);
}

#[test]
fn a_slip_in_a_long_line_is_shown_without_the_whole_line() {
    let items = "\"水分记录\", ".repeat(100_000);
    let path = file(
        "slip-in-long-line.toml",
        format!(
            "[process]\nid = \"store\"\n[[step]]\nid = \"kit\"\n[[handoff]]\nid = \"lot\"\n\
             from = \"kit\"\nitems = [{items}7]\n"
        ),
    );
    let audit = audit_of(&[&path]);
    assert_eq!(codes(&audit), ["wrong-type"]);
    let shown = report(&audit, Lang::Zh).len();
    assert!(shown < 10_000, "{shown} bytes for one problem");
}

#[test]
fn ten_thousand_levels_are_a_problem_with_a_place() {
    let deep = 10_000;
    let texts = [
        (
            "lists",
            format!("x = {}{}\n", "[".repeat(deep), "]".repeat(deep)),
        ),
        ("open-lists", format!("x = {}\n", "[".repeat(deep))),
        (
            "tables",
            format!("x = {}1{}\n", "{a = ".repeat(deep), "}".repeat(deep)),
        ),
        ("dotted-keys", format!("x{} = 1\n", ".a".repeat(deep))),
        ("headers", format!("[x{}]\n", ".a".repeat(deep))),
        ("list-headers", format!("[[x{}]]\n", ".a".repeat(deep))),
    ];
    for (name, text) in texts {
        let audit = audit_of(&[&file(&format!("deep-{name}.toml"), text)]);
        assert!(
            codes(&audit).contains(&"too-deep"),
            "{name}: {:?}",
            codes(&audit)
        );
        let (line, column) = places(&audit)[0];
        assert_eq!(line, 1, "{name}");
        assert!(column <= 1 + 6 * 81, "{name}: column {column}");
        let shown = report(&audit, Lang::En).len();
        assert!(shown < 40_000, "{name}: {shown} bytes of report");
    }
}

#[test]
fn a_hundred_thousand_problems_make_a_report_that_can_be_read() {
    let text = "[[step]]\nid = \"a b\"\n".repeat(50_000);
    let audit = audit_of(&[&file("many-problems.toml", text)]);
    assert!(audit.problems.len() >= 50_000);
}
