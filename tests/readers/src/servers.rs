//! Servers that show test results: what a parser of JUnit files counts.

use std::io::Cursor;

use super::cases;

#[test]
fn a_parser_counts_in_junit_what_the_report_counts() {
    for case in cases() {
        for lang in ["en", "zh"] {
            let text = case.text("junit", lang);
            let read = junit_parser::from_reader(Cursor::new(&text)).unwrap();
            let shown = case.json("json", lang);
            let findings = shown["findings"].as_array().cloned().unwrap_or_default();
            // What does not make an audit fail makes no test fail.
            let failed = |finding: &&serde_json::Value| {
                finding["verdict"] == "nonconform" && finding["level"] != "note"
            };
            let counts = findings.iter().filter(failed).count();
            let problems = shown["problems"].as_array().map_or(0, Vec::len);
            assert_eq!(read.failures, counts as u64, "{} {lang}", case.name);
            // That nothing was checked is an error of its own beside the problems.
            let expected = if problems == 0 { 0 } else { problems + 1 };
            assert_eq!(read.errors, expected as u64, "{} {lang}", case.name);
        }
    }
}
