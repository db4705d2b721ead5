//! The shipped example in the formats that are text, in both languages. Where all of it would be
//! too much to read, one process and the rules about handoffs stand for the rest.

use std::path::PathBuf;

use baton::audit::{Audit, Options, audit};
use baton::finding::Level;
use baton::lang::Lang;
use baton::report::Format;

use crate::rendered::rendered_text;

use super::{hold, shipped};

/// The report in both languages, each held against its file.
fn hold_both(audit: &Audit, format: Format, wanted: &[&str], ending: &str) {
    for (lang, name) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
        let report = rendered_text(audit, format, lang, wanted, Some(Level::Warning));
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
