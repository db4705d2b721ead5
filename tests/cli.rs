//! The pages show what the program really says: every `console` block is run. What the
//! command line refuses is said in both languages.

use std::process::Command;

#[test]
fn pages_show_what_the_program_says() {
    trycmd::TestCases::new()
        .env("BATON_LANG", "en")
        .case("README.md")
        .case("docs/*.md")
        // Done step by step in a folder of its own, by tests/walk_through.rs.
        .skip("docs/rule-authors.md");
}

/// The exit code and what stands on stderr.
fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).expect("said in UTF-8");
    (output.status.code(), said)
}

#[test]
fn a_day_that_is_none_is_refused_with_an_example() {
    for (lang, said) in [
        (
            "en",
            "baton: --as-of: `{day}` is not a day written like 2026-12-31; \
             write year-month-day, for example 2026-12-31\n",
        ),
        (
            "zh",
            "baton: --as-of：`{day}` 不是 2026-12-31 这样的日期；\
             请按年-月-日书写，例如 2026-12-31 或 \"2026年12月31日\"\n",
        ),
    ] {
        for day in ["soon", "31.03.2026", "2026-3", "20260331"] {
            let arguments = ["audit", "processes", "--lang", lang, "--as-of", day];
            let expected = (Some(2), said.replace("{day}", day));
            assert_eq!(refused(&arguments), expected, "{day}");
        }
    }
}
