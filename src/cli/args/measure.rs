//! What can be typed after `baton measure`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Language;

pub(super) const EXAMPLES: &str = "\
Examples:
  baton measure orders.csv                     columns found by their names; says which
  baton measure repairs.xes.gz --causes        why work waited: batching, queues, nobody at work
  baton measure shop.jsonocel --object order   a log of objects, seen from its orders
  baton measure orders.csv --guess             only propose the columns, as a [[log]] table
  baton measure orders.csv --case Order --activity Operation --time \"End Date\"
  baton measure orders.csv --sla \"24 h\"        how many are taken up within a day
  baton measure orders.csv --calendar shop      waits in the hours of work of that [[calendar]]
  baton measure orders.csv --percentile 80,95  how long eight and nineteen of twenty take
  baton measure orders.csv --by resource       from person to person
  baton measure orders.csv --from 2026-01-01 --to 2026-06-30 --format csv -o half.csv
  baton measure orders.csv --format figures --model processes -o processes/orders-figures.csv
  baton measure orders.csv --last Pay           cases without it are still open
  baton measure orders.csv --zone Asia/Shanghai --format json -o orders.json

Exit codes: 0 measured, 2 usage, 5 the log cannot be read, 74 output could not be written";

/// Arguments of `baton measure`.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// The event log: CSV, XES or OCEL, also packed with gzip or zstd, and Parquet where baton is built with
    /// it; `-` is the standard input.
    #[arg(value_name = "LOG")]
    pub log: PathBuf,

    /// Only propose which column holds what, as a `[[log]]` table for a model file.
    #[arg(long)]
    pub guess: bool,

    /// Between what handoffs are shown.
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub by: By,

    /// What comes first.
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub sort: Sort,

    /// How many handoffs are shown, 20 in text otherwise; 0 for all.
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,

    /// Only cases that began on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<String>,

    /// Only cases that began on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<String>,

    /// Within what time a handoff should be taken up, such as `24 h`.
    #[arg(long, value_name = "DURATION")]
    pub sla: Option<String>,

    /// Count durations in working time: the id or name of a `[[calendar]]` of the model, or the file
    /// of one.
    #[arg(long, value_name = "CALENDAR")]
    pub calendar: Option<String>,

    /// Percentiles of the waits and lead times, such as `80,95`, each with bounds that hold with 95 %.
    #[arg(long, value_name = "N,…", value_delimiter = ',')]
    pub percentile: Vec<String>,

    /// An activity with which a case is finished; may be repeated. Cases without one count as
    /// open; without this every case counts as finished.
    #[arg(long, value_name = "ACTIVITY")]
    pub last: Vec<String>,

    /// Say why work waited: batching, contention, prioritisation, or nobody at work.
    #[arg(long)]
    pub causes: bool,

    /// With `--format figures`: the model whose measures, steps and handoffs the figures name. The lead
    /// time of a handoff goes from the beginning of the case to the end of the giver's work. With
    /// `--calendar`: the model that has it, by default ./processes if it exists, else this folder.
    #[arg(long, value_name = "PATH")]
    pub model: Option<PathBuf>,

    /// How to report.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: MeasureFormat,

    /// Write the report to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The language of the report; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// Show no progress.
    #[arg(short, long)]
    pub quiet: bool,

    /// How many megabytes the events may take in memory, 2048 otherwise; what is more is put
    /// aside on disk.
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..))]
    pub memory: Option<u32>,

    /// How many threads work; the result is the same for any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,

    /// The columns of the log and how to read them.
    #[command(flatten)]
    pub columns: ColumnArgs,
}

/// Which column holds what. What is not named is found by the names of the columns.
#[derive(Debug, Args)]
#[command(next_help_heading = "Columns")]
pub struct ColumnArgs {
    /// The column that says which case an event belongs to.
    #[arg(long, value_name = "COLUMN")]
    pub case: Option<String>,

    /// The column that says what was done.
    #[arg(long, value_name = "COLUMN")]
    pub activity: Option<String>,

    /// The column that says when it happened, or ended.
    #[arg(long, visible_alias = "end", value_name = "COLUMN")]
    pub time: Option<String>,

    /// The column that says when it began.
    #[arg(long, value_name = "COLUMN")]
    pub start: Option<String>,

    /// The column that says who did it.
    #[arg(long, value_name = "COLUMN")]
    pub resource: Option<String>,

    /// The column that says the group, role or department of who did it.
    #[arg(long, value_name = "COLUMN")]
    pub group: Option<String>,

    /// The column that says whether an event is a start or an end of the work.
    #[arg(long, value_name = "COLUMN")]
    pub phase: Option<String>,

    /// The column that says when it was due.
    #[arg(long, value_name = "COLUMN")]
    pub due: Option<String>,

    /// The column that says whether the result was good.
    #[arg(long, value_name = "COLUMN")]
    pub good: Option<String>,

    /// The column that says how much was ordered; its last value in a case counts.
    #[arg(long, value_name = "COLUMN")]
    pub ordered: Option<String>,

    /// The column that says how much was delivered in all; its last value in a case counts.
    #[arg(long, value_name = "COLUMN")]
    pub delivered: Option<String>,

    /// Of a log of objects (OCEL): the type whose objects are the cases.
    #[arg(long, value_name = "TYPE")]
    pub object: Option<String>,

    /// A value of that column which means good; may be repeated. The usual words otherwise.
    #[arg(long, value_name = "VALUE")]
    pub good_value: Vec<String>,

    /// Use only the columns named here.
    #[arg(long)]
    pub no_guess: bool,

    /// The encoding the log was saved in; found out from its text otherwise.
    #[arg(long, value_enum, value_name = "ENCODING")]
    pub encoding: Option<LogEncoding>,

    /// The time zone of times that do not say theirs, such as `Asia/Shanghai`; UTC otherwise.
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,

    /// The order of dates; found out from the values otherwise.
    #[arg(long, value_enum, value_name = "ORDER")]
    pub dates: Option<Dates>,

    /// A word more that means that nothing is known, besides NONE, EMPTY, NULL, ?, 无 and
    /// others; may be repeated.
    #[arg(long, value_name = "WORD")]
    pub missing: Vec<String>,

    /// A word that is a value of its own although it usually means that nothing is known; may
    /// be repeated.
    #[arg(long, value_name = "WORD")]
    pub known: Vec<String>,
}

/// The encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogEncoding {
    /// Unicode.
    #[value(name = "utf-8")]
    Utf8,
    /// Simplified Chinese, as spreadsheets in China save it.
    Gb18030,
    /// Traditional Chinese.
    Big5,
    /// Western European.
    #[value(name = "windows-1252")]
    Windows1252,
    /// Unicode in units of two bytes.
    #[value(name = "utf-16")]
    Utf16,
}

/// The order of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// 2026-06-30.
    YearFirst,
    /// 30.06.2026.
    DayFirst,
    /// 06/30/2026.
    MonthFirst,
}

/// Between what handoffs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum By {
    /// From activity to activity.
    #[default]
    Activity,
    /// From person to person.
    Resource,
    /// From group to group.
    Group,
    /// What lies after the work of each person.
    Giver,
    /// What lies before the work of each person.
    Receiver,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Sort {
    /// Where most time is spent in all.
    #[default]
    Total,
    /// What happens most often.
    Count,
    /// Where half take longest.
    Median,
}

/// How to report measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum MeasureFormat {
    /// For people.
    #[default]
    Text,
    /// The table of handoffs for spreadsheets, in hours.
    Csv,
    /// For programs, schema baton/measure/1, in seconds.
    Json,
    /// Figures that `baton audit` reads as evidence; with `--model`, of its measures.
    Figures,
}
