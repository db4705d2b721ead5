//! The shipped example in the formats that are text, in both languages. Where all of it would be
//! too much to read, one process and the rules about handoffs stand for the rest.

use std::path::PathBuf;

use baton::audit::{Audit, Options, audit};
use baton::finding::Level;
use baton::lang::Lang;
use baton::report::{Format, Request, Scope, Style};

use super::{hold, shipped};

/// The report in both languages, each held against its file.
fn hold_both(audit: &Audit, format: Format, wanted: &[&str], ending: &str) {
    let scope = Scope::new(wanted.iter().map(|id| (*id).to_owned()).collect());
    for (lang, name) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
        let style = Style {
            lang,
            ..Style::default()
        };
        let request = Request {
            audit,
            scope: &scope,
            style,
            fail_on: Some(Level::Warning),
        };
        let report = format.render(&request).expect("a report can be made");
        let report = String::from_utf8(report).expect("it is text");
        // Whatever ends lines: checked out, they may end otherwise.
        let report = report.replace("\r\n", "\n");
        hold(&format!("processes.{name}.{ending}"), &report);
    }
}

#[test]
fn the_example_for_code_scanning() {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        rules: vec!["handoff".to_owned()],
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    hold_both(&audit, Format::Sarif, &["raw-store"], "sarif");
}

#[test]
fn the_example_for_servers_that_show_test_results() {
    hold_both(&shipped(), Format::Junit, &["raw-store"], "xml");
}

#[test]
fn the_example_as_annotations() {
    hold_both(&shipped(), Format::Github, &[], "github.txt");
}

#[test]
fn the_example_as_code_quality() {
    hold_both(&shipped(), Format::Gitlab, &[], "gitlab.json");
}

#[test]
fn the_example_as_a_comment() {
    hold_both(&shipped(), Format::Markdown, &[], "md");
}

#[test]
fn the_example_as_a_table() {
    hold_both(&shipped(), Format::Csv, &[], "csv");
}
