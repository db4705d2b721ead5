//! Measured logs that are kept from one run to the next: with a cold cache, a warm one and none,
//! everything that is said is the same; and whatever a figure follows from is not taken from the
//! cache once it has changed.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use baton::audit::{Audit, Options, audit};
use baton::lang::Lang;
use baton::measure::logged::Cache;
use baton::report::Format;

#[path = "cache/changed.rs"]
mod changed;
#[path = "cache/commands.rs"]
mod commands;
#[path = "cache/damaged.rs"]
mod damaged;
#[path = "cache/real.rs"]
mod real;
mod rendered;

use self::rendered::rendered_text;

/// A cache that tells what it was asked for.
#[derive(Debug, Default)]
struct Memory(Mutex<Inside>);

#[derive(Debug, Default)]
struct Inside {
    entries: BTreeMap<String, Vec<u8>>,
    given: usize,
    missed: usize,
    taken: usize,
}

impl Cache for Memory {
    fn least(&self) -> u64 {
        0
    }

    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut inside = self.0.lock().unwrap();
        let found = inside.entries.get(name).cloned();
        inside.given += usize::from(found.is_some());
        inside.missed += usize::from(found.is_none());
        found
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let mut inside = self.0.lock().unwrap();
        inside.entries.insert(name.to_owned(), bytes.to_vec());
        inside.taken += 1;
    }
}

impl Memory {
    /// How often something was given, missed and taken since this was asked last.
    fn count(&self) -> (usize, usize, usize) {
        let mut inside = self.0.lock().unwrap();
        let counted = (inside.given, inside.missed, inside.taken);
        (inside.given, inside.missed, inside.taken) = (0, 0, 0);
        counted
    }

    fn entries(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.lock().unwrap().entries.clone()
    }

    fn replace(&self, entries: BTreeMap<String, Vec<u8>>) {
        self.0.lock().unwrap().entries = entries;
    }
}

/// Everything is measured: both what is read and what is counted was missed, and is kept.
const MEASURED: (usize, usize, usize) = (0, 1, 2);
/// The log was known, and not what was asked of it.
const READ_AGAIN: (usize, usize, usize) = (1, 1, 2);
/// Nothing was read.
const KNOWN: (usize, usize, usize) = (2, 0, 0);
/// The names in the log were known, and enough to refuse the model.
const REFUSED: (usize, usize, usize) = (1, 0, 0);

fn options(folder: &Path, cache: Option<&Arc<Memory>>) -> Options {
    Options {
        paths: vec![folder.to_path_buf()],
        threads: Some(2),
        cache: cache.map(|cache| Arc::clone(cache) as Arc<dyn Cache>),
        ..Options::default()
    }
}

fn audited(folder: &Path, cache: Option<&Arc<Memory>>) -> Audit {
    audit(&options(folder, cache), &|_, _| {})
}

/// What an audit says in a format.
fn in_format(audit: &Audit, format: Format, lang: Lang) -> String {
    rendered_text(audit, format, lang, &[], None)
}

/// All that an audit says, in every format that shows a log.
fn said(folder: &Path, cache: Option<&Arc<Memory>>) -> Vec<String> {
    let audit = audited(folder, cache);
    let formats = [
        (Format::Json, Lang::En),
        (Format::Html, Lang::En),
        (Format::Text, Lang::En),
        (Format::Text, Lang::Zh),
    ];
    let formats = formats.into_iter();
    formats
        .map(|(format, lang)| in_format(&audit, format, lang))
        .collect()
}

/// What an audit says for programs.
fn json(folder: &Path, cache: Option<&Arc<Memory>>) -> Vec<String> {
    vec![in_format(&audited(folder, cache), Format::Json, Lang::En)]
}

/// Audits with no cache, a cold one and a warm one, and gives what all of them say.
fn three_ways(folder: &Path, logs: usize) -> Vec<String> {
    three_ways_in(folder, logs, said)
}

fn three_ways_in(
    folder: &Path,
    logs: usize,
    said: impl Fn(&Path, Option<&Arc<Memory>>) -> Vec<String>,
) -> Vec<String> {
    let memory = Arc::new(Memory::default());
    let without = said(folder, None);
    let cold = said(folder, Some(&memory));
    assert_eq!(memory.count(), (0, logs, 2 * logs), "{}", folder.display());
    let warm = said(folder, Some(&memory));
    assert_eq!(memory.count(), (2 * logs, 0, 0), "{}", folder.display());
    assert!(without == cold, "{}: cold differs", folder.display());
    assert!(without == warm, "{}: warm differs", folder.display());
    without
}

#[test]
fn the_example_is_audited_alike_with_a_cold_cache_a_warm_one_and_none() {
    let said = three_ways(Path::new("processes"), 1);
    assert!(said[0].contains("heat-log.csv"));
}

#[test]
fn what_is_kept_of_a_log_is_a_small_part_of_it() {
    let memory = Arc::new(Memory::default());
    let folder = changed::workspace(2_000, |_| {});
    audited(folder.path(), Some(&memory));
    let log = fs::metadata(folder.path().join("log.csv")).unwrap().len();
    let kept: usize = memory.entries().values().map(Vec::len).sum();
    assert!(kept as u64 * 3 < log, "{kept} of {log} bytes");
}
