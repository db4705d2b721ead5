//! The folder of records: one file a day.

use std::ffi::OsStr;
use std::path::Path;

use jiff::civil::Date;

use super::Record;
use crate::load::{read_day, workspace};
use crate::problem::{Problem, ProblemKind, RecordFault};
use crate::source::shown_path;

/// Where records are kept, beside `baton.toml`.
pub const FOLDER: &str = "records";

/// The name of the record of a day.
pub fn file_name(day: Date) -> String {
    format!("{day}.json")
}

/// The records of a folder, by day; none if there is no such folder.
///
/// Whatever does not end in `.json`, or is hidden, is not looked at; any other file that is no
/// record is a problem, for nobody could tell what is missing from the history.
pub fn read_all(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Record> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let Ok(entries) = std::fs::read_dir(folder) else {
        problems.push(problem(folder, RecordFault::Unreadable));
        return Vec::new();
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    // Systems list a folder in any order.
    files.sort();
    let mut records = Vec::new();
    for file in files.iter().filter(|file| is_meant(file)) {
        match read(file) {
            Ok(record) => records.push(record),
            Err(fault) => problems.push(problem(file, fault)),
        }
    }
    records.sort_by_key(|record| record.date);
    records
}

fn is_meant(file: &Path) -> bool {
    let hidden = file.file_name().is_none_or(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.')
    });
    let is_json = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    is_json && !hidden
}

fn read(file: &Path) -> Result<Record, RecordFault> {
    let stem = file.file_stem().and_then(OsStr::to_str);
    let day = stem.and_then(read_day).ok_or(RecordFault::NoDay)?;
    let text = workspace::read_text(file).map_err(|_| RecordFault::Unreadable)?;
    let record = Record::read(&text)?;
    if record.date == day {
        Ok(record)
    } else {
        Err(RecordFault::OtherDay(record.date))
    }
}

fn problem(path: &Path, fault: RecordFault) -> Problem {
    let path = shown_path(path);
    Problem::nowhere(ProblemKind::Record { path, fault })
}

/// The records an audit is held against.
#[derive(Debug, Default)]
pub struct Records {
    /// Those before it, by day.
    pub earlier: Vec<Record>,
    /// The days of those later than the day it speaks of.
    pub left_out: Vec<Date>,
}

impl Records {
    /// Those that an audit of `day` may know of; all if it speaks of no day. The record that
    /// it will replace is none of them.
    pub fn known_on(all: Vec<Record>, day: Option<Date>, replaced: Option<Date>) -> Self {
        let mut known = Self::default();
        for record in all {
            if Some(record.date) == replaced {
                continue;
            }
            if day.is_some_and(|day| record.date > day) {
                known.left_out.push(record.date);
            } else {
                known.earlier.push(record);
            }
        }
        known
    }
}
