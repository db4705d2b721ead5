//! The formats of `baton audit`: each says the whole truth in its own shape, none is broken by
//! what a user may write, and files are there whole or not at all.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod rendered;
mod workspace;

#[path = "formats/commands.rs"]
mod commands;
#[path = "formats/hostile.rs"]
mod hostile;
#[path = "formats/incomplete.rs"]
mod incomplete;
#[path = "formats/invariants.rs"]
mod invariants;
#[path = "formats/shapes.rs"]
mod shapes;
#[cfg(feature = "xlsx")]
#[path = "formats/workbook.rs"]
mod workbook;

use std::path::{Path, PathBuf};

use baton::audit::{Audit, Options, audit};
use baton::finding::Level;
use baton::lang::Lang;
use baton::report::Format;

use self::rendered::{rendered, rendered_text};

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    workspace::folder(&format!("formats-{name}"))
}

/// An audit of a folder, sound or not.
fn audit_of(folder: &Path) -> Audit {
    let options = Options {
        paths: vec![folder.to_path_buf()],
        threads: Some(1),
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

/// The audit of the shipped example.
fn shipped() -> Audit {
    audit_of(Path::new("processes"))
}

/// A report as bytes, of the objects wanted.
fn bytes(audit: &Audit, format: Format, wanted: &[&str], lang: Lang) -> Vec<u8> {
    rendered(audit, format, lang, wanted, Some(Level::Warning))
}

/// A report as text.
fn text(audit: &Audit, format: Format, lang: Lang) -> String {
    rendered_text(audit, format, lang, &[], Some(Level::Warning))
}

/// A report as JSON.
fn json(audit: &Audit, format: Format) -> serde_json::Value {
    serde_json::from_str(&text(audit, format, Lang::En)).unwrap()
}
