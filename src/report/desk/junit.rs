//! How the examples of rules ended: as JUnit XML, for the servers that show test results.

use std::fmt::Write as _;

use super::super::escape::xml as escaped;
use super::tests;
use crate::desk::{Tested, TestedRule};
use crate::engine::RuleError;
use crate::lang::Lang;

/// The report on examples. No time is stated: the same rules give the same report.
pub fn render(tested: &Tested, lang: Lang) -> String {
    let (all, failed, broken) = (tested.examples(), tested.failed(), tested.errors.len());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        xml,
        "<testsuites name=\"baton test\" tests=\"{}\" failures=\"{failed}\" errors=\"{broken}\" time=\"0\">",
        all + broken
    );
    for rule in &tested.rules {
        suite(&mut xml, rule, lang);
    }
    for error in &tested.errors {
        unusable(&mut xml, error);
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// The examples of one rule.
fn suite(xml: &mut String, rule: &TestedRule, lang: Lang) {
    let id = &rule.text.id;
    let manual = escaped(&rule.manual_file());
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"0\">",
        escaped(id),
        rule.examples.len(),
        rule.failed().count()
    );
    for example in &rule.examples {
        let _ = write!(
            xml,
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{manual}\" line=\"{}\" time=\"0\"",
            class(id),
            escaped(&example.example.title),
            example.example.line
        );
        if example.passed() {
            xml.push_str("/>\n");
            continue;
        }
        let reasons = tests::reasons(rule, example, lang);
        let first = reasons
            .first()
            .map(|reason| escaped(reason))
            .unwrap_or_default();
        let text = escaped(&tests::failure_text(rule, example, lang));
        let _ = writeln!(
            xml,
            ">\n      <failure message=\"{first}\" type=\"example\">{text}</failure>\n    </testcase>"
        );
    }
    xml.push_str("  </testsuite>\n");
}

/// A rule that cannot be used, as a suite with one error.
fn unusable(xml: &mut String, error: &RuleError) {
    let (id, message) = (escaped(&error.rule), escaped(&error.message));
    let line = error.line.unwrap_or(1);
    let file = escaped(&error.file);
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{id}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    \
         <testcase classname=\"{}\" name=\"compiles\" file=\"{file}\" line=\"{line}\" time=\"0\">\n      \
         <error message=\"{message}\" type=\"rule\">{file}:{line}: {message}</error>\n    </testcase>\n  \
         </testsuite>",
        class(&error.rule)
    );
}

/// `family.name`: servers group by what stands before the point.
fn class(id: &str) -> String {
    escaped(&id.replace('/', "."))
}
