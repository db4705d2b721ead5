//! What can be typed after `baton trend`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Color, Language};

pub(super) const EXAMPLES: &str = "\
Examples:
  baton audit --record                 first: keep the audit of today in ./records
  baton trend                          audits, findings by age, what changed, goals
  baton trend --since 2026-01-01       only audits from that day on; ages still count all
  baton trend --only raw-store         one process
  baton trend --format csv --table findings -o open.csv

No audit is run: what is shown was found on the days of the records.

Exit codes: 0 shown, 2 usage, 3 no record, or one that cannot be used,
74 output could not be written";

/// Arguments of `baton trend`.
#[derive(Debug, Args)]
pub struct TrendArgs {
    /// Files or folders whose workspace is meant; by default ./processes if it exists, else this
    /// folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The folder of the records, if it is not `records` beside baton.toml.
    #[arg(long, value_name = "DIR")]
    pub records: Option<PathBuf>,

    /// Show only audits from this day on.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<String>,

    /// Show only this process or object (`raw-store`, `raw-store/lot`); may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,

    /// How to report.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: TrendFormat,

    /// Which table to give as csv.
    #[arg(long, value_enum, default_value_t, value_name = "TABLE")]
    pub table: TrendTable,

    /// Write the report to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The language of the report; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

/// How to report a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TrendFormat {
    /// For people.
    #[default]
    Text,
    /// For programs, schema baton/trend/1.
    Json,
    /// For spreadsheets, one table.
    Csv,
}

/// A table of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TrendTable {
    /// A row for each audit.
    #[default]
    Audits,
    /// A row for each finding that was open at the last audit, the oldest first.
    Findings,
    /// A row for each goal and day.
    Goals,
}
