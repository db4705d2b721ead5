//! What can be typed after `baton gap` and `baton what-if`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Color, Format, Language};

pub(super) const EXAMPLES: &str = "\
Examples:
  baton gap                                all goals, under the objectives they serve
  baton gap --only raw-store               the goals of one process
  baton gap --why raw-store/usable-lots    one goal: how far, reachable or not, whose, what closes it
  baton gap --chain                        what each process comes to, and what is not known
  baton gap --format json -o gaps.json
  baton gap --fail-on impossible           for CI: exit with 1 if a target cannot be reached

Exit codes: 0 shown, 1 a goal as --fail-on says, 2 usage, 3 input has problems,
5 evidence cannot be read, 74 output could not be written";

pub(super) const WHAT_IF_EXAMPLES: &str = "\
Examples:
  baton what-if --set \"sinter-line/batching.yield=97 %\"   what every goal would be then
  baton what-if --set \"raw-store/lot.wait=1 h\" --set production/smelt.servers=3
  baton what-if --lever sinter-line/belt-scales            a lever, pulled as far as it goes
  baton what-if --changes plan.toml                        [[change]] tables with what and to

The files of the model stay as they are. What is tried counts before what was measured.

Exit codes: 0 shown, 2 usage, 3 input or a change has problems, 5 evidence cannot be read,
74 output could not be written";

/// Arguments of `baton gap`.
#[derive(Debug, Args)]
pub struct GapArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Show one goal in full: how far, whether it can be reached, whose gap it is, what closes it.
    #[arg(long, value_name = "GOAL")]
    pub why: Option<String>,

    /// Show what each process comes to: times, yields, loads, and which figures are not known; in
    /// JSON beside the goals, as `chain`.
    #[arg(long, conflicts_with = "why")]
    pub chain: bool,

    /// Only goals of this process or this goal (`raw-store`, `raw-store/usable-lots`); may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,

    /// How to report; JSON has the schema baton/gap/1.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// Exit with 1 if a goal in scope is so.
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub fail_on: GapFailOn,

    /// How it is done and shown.
    #[command(flatten)]
    pub how: HowArgs,
}

/// Arguments of `baton what-if`.
#[derive(Debug, Args)]
pub struct WhatIfArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Set a key of an object to another value, as `process/id.key=value`; may be repeated.
    #[arg(long, value_name = "CHANGE")]
    pub set: Vec<String>,

    /// Pull a lever as far as it helps, or to a value with `id=value`; may be repeated.
    #[arg(long, value_name = "LEVER")]
    pub lever: Vec<String>,

    /// A TOML file with `[[change]]` tables, each with `what` and `to`.
    #[arg(long, value_name = "FILE")]
    pub changes: Option<PathBuf>,

    /// Only goals of this process or this goal; may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,

    /// How to report; JSON has the schema baton/what-if/1.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// How it is done and shown.
    #[command(flatten)]
    pub how: HowArgs,
}

/// What both commands take.
#[derive(Debug, Args)]
pub struct HowArgs {
    /// Write the report to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The day the report speaks of, or `today`; by default the latest day on which anything in
    /// the model happened.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// The language of the report; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// No progress.
    #[arg(short, long)]
    pub quiet: bool,

    /// Measure declared event logs again and keep nothing of it; else what was measured is kept in
    /// `BATON_CACHE_DIR`, or in the cache folder of the user.
    #[arg(long)]
    pub no_cache: bool,
}

/// Which goals make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum GapFailOn {
    /// None.
    #[default]
    Never,
    /// A target that is shown to be missed.
    Missed,
    /// A goal that is behind its plan.
    Behind,
    /// A target that cannot be reached.
    Impossible,
}
