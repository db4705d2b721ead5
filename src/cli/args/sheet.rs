//! What can be typed after `baton sheet`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Language;
use crate::report::sheet::Format;

pub(super) const EXAMPLES: &str = "\
Examples:
  baton sheet                                  every customer value sheet, with its holes
  baton sheet --sheet finance/cash-advance -o cash.xlsx
  baton sheet --process finance --format markdown
  baton sheet --step finance/pay               three questions: to whom, what value, what next
  baton sheet --steps -o questions.xlsx        the same for every step, to print and fill in
  baton sheet --blank=3 -o forms.xlsx          three blank value sheets for a workshop
  baton sheet --blank --process finance        a form with the names of a process
  baton sheet --blank --steps --process finance -o steps.md

No rule runs here: a sheet shows what the model says and what was measured.

Exit codes: 0 written, 2 usage, 3 input has problems, 5 evidence cannot be read,
74 output could not be written";

/// Arguments of `baton sheet`.
#[derive(Debug, Args)]
pub struct SheetArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Only this value sheet (`process/sheet`); may be repeated. All of them otherwise.
    #[arg(long, value_name = "SHEET", conflicts_with = "blank")]
    pub sheet: Vec<String>,

    /// The three questions of every step: to whom did I give results, what value does this
    /// customer want, what next.
    #[arg(long)]
    pub steps: bool,

    /// The three questions of one step (`process/step`); may be repeated.
    #[arg(long, value_name = "STEP", conflicts_with_all = ["blank", "steps"])]
    pub step: Vec<String>,

    /// Only what belongs to this process; may be repeated.
    #[arg(long, value_name = "PROCESS")]
    pub process: Vec<String>,

    /// Blank forms for a workshop, N of each; with --process, its names stand on them.
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true,
          default_missing_value = "1", value_parser = clap::value_parser!(u8).range(1..=50))]
    pub blank: Option<u8>,

    /// How to write; by default what the ending of the file says, else `table`.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<SheetFormat>,

    /// Write to a file, whole or not at all; its ending (.txt, .md, .xlsx) says how.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The language of the sheets; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// The day the sheets speak of, or `today`.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// Measure declared event logs again and keep nothing of it; else what was measured is kept in
    /// `BATON_CACHE_DIR`, or in the cache folder of the user.
    #[arg(long)]
    pub no_cache: bool,
}

/// How to write sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// For a terminal.
    Table,
    /// For a wiki or a printer.
    Markdown,
    /// A workbook to fill in.
    Xlsx,
}

impl From<SheetFormat> for Format {
    fn from(format: SheetFormat) -> Self {
        match format {
            SheetFormat::Table => Self::Table,
            SheetFormat::Markdown => Self::Markdown,
            SheetFormat::Xlsx => Self::Xlsx,
        }
    }
}
