//! What can be typed: parsing says what was asked for, it never does anything.

pub mod chinese;
mod desk;
mod gap;
mod graph;
mod measure;
mod sheet;
mod trend;

pub use self::desk::{
    ExplainArgs, NewCommand, NewRuleArgs, RulesArgs, SchemaArgs, TestArgs, TestFormat,
};

pub use self::gap::{GapArgs, GapFailOn, HowArgs, WhatIfArgs};
pub use self::graph::{GraphArgs, GraphColor, GraphDirection, GraphFormat, GraphLanes};
pub use self::measure::{By, ColumnArgs, Dates, LogEncoding, MeasureArgs, MeasureFormat, Sort};
pub use self::sheet::{SheetArgs, SheetFormat};
pub use self::trend::{TrendArgs, TrendFormat, TrendTable};

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

const EXAMPLES: &str = "\
Examples:
  baton audit                          audit ./processes, or this folder
  baton audit clients/acme --lang zh   audit a folder, report in Chinese
  baton audit order.toml store.toml    audit these files as one workspace
  baton audit --rule handoff           only the rules about handoffs
  baton audit --only raw-store         only one process (all files are still read)
  baton audit --explain 5f0c1d2e       why this finding came out: what its rule read and did
  baton audit -o audit.html            a page to read, hand over and print
  baton audit -o audit.json            for programs, into a file
  baton audit --format text -o audit.sarif -o audit.xlsx   three reports of one audit
  baton audit --format github,markdown -o - -o summary     annotations, and a summary
  baton audit --fail-on error --min-checked 60   for CI: fail on errors, and if less
                                       than 60 % of the checks could be decided
  baton audit --record                 keep the result, to see later what became of it
  baton audit --min-covered 80         fail if rules look at less than 80 % of the model

Exit codes: 0 clean, 1 findings, 2 usage, 3 input has problems or nothing to audit,
4 a rule failed, 5 evidence cannot be read, 70 a fault of baton, 74 output could not be written";

const BASELINE_EXAMPLES: &str = "\
Examples:
  baton baseline -o baseline.json            write the findings of today
  baton audit --baseline baseline.json       later: only what is new, and what is fixed

Whatever is in the baseline is still wrong. Where somebody has decided to live with a
finding for a while, write a [[waiver]] instead: it has a reason, a name and an end.";

/// Audits the handoffs of business processes: the next process is your customer.
#[derive(Debug, Parser)]
#[command(name = "baton", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a workspace: what each handoff promises against what its receiver needs.
    #[command(after_help = EXAMPLES)]
    Audit(AuditArgs),
    /// Measure an event log: waits, rework and more, per handoff.
    #[command(after_help = measure::EXAMPLES)]
    Measure(Box<MeasureArgs>),
    /// Show the strategy gap: how far goals are, whether they can be reached, whose gap it is.
    #[command(after_help = gap::EXAMPLES)]
    Gap(GapArgs),
    /// Show what changed from record to record: findings by age, fixed and recurring, and goals.
    #[command(after_help = trend::EXAMPLES)]
    Trend(TrendArgs),
    /// Try changes on a model without touching it: every goal before and after.
    #[command(after_help = gap::WHAT_IF_EXAMPLES)]
    WhatIf(WhatIfArgs),
    /// Draw the chain, or a part of it: SVG, or text for Graphviz and Mermaid.
    #[command(after_help = graph::EXAMPLES)]
    Graph(Box<GraphArgs>),
    /// Write customer value sheets and the three questions of steps, filled in or blank.
    #[command(after_help = sheet::EXAMPLES)]
    Sheet(SheetArgs),
    /// Run the examples in the manuals of rules: those built in and those of a workspace.
    #[command(after_help = desk::TEST_EXAMPLES)]
    Test(TestArgs),
    /// Write down what is found now, so that later audits show only what is new.
    #[command(after_help = BASELINE_EXAMPLES)]
    Baseline(BaselineArgs),
    /// List the rules of a workspace and how they are set.
    #[command(after_help = desk::RULES_EXAMPLES)]
    Rules(RulesArgs),
    /// Show the manual of a rule, its level and parameters, and where they are set.
    #[command(after_help = desk::EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Begin something new.
    New {
        /// What to begin.
        #[command(subcommand)]
        what: NewCommand,
    },
    /// Print what editors need: a JSON Schema of the TOML, or definitions for rules.
    #[command(after_help = desk::SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Print a completion script for a shell.
    #[command(
        after_help = "Example: baton completions bash > ~/.local/share/bash-completion/completions/baton"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Arguments of `baton audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How to report; several by commas or by repeating it. Text if neither this nor -o says.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<crate::report::Format>,

    /// Write a report to a file, whole or not at all; may be repeated, `-` is the terminal. As
    /// many -o as --format are paired in order; else each takes its format from its ending, and
    /// a --format that no file has goes to the terminal.
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,

    /// Run only rules of this level or above.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Level>,

    /// How much to ask: `essential`, `standard` (unless baton.toml says otherwise) or `strict`.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<Profile>,

    /// Run only this rule: a name, a family such as `handoff`, or family/name; may be repeated.
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,

    /// Report only on this process or object (`raw-store`, `raw-store/lot`); may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,

    /// Show why one finding came out: the first characters of its id, as the report shows them.
    #[arg(long, value_name = "ID")]
    pub explain: Option<String>,

    /// Exit with 1 if there is a finding of this level or above.
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "LEVEL")]
    pub fail_on: FailOn,

    /// Exit with 1 unless at least this share of the applicable checks could be decided.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_checked: Option<u8>,

    /// Exit with 1 unless rules of this run judged at least this share of the steps, handoffs,
    /// goals and value sheets, and read at least this share of the values written.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_covered: Option<u8>,

    /// The day the audit speaks of, or `today`; by default the latest day on which anything in
    /// the model happened, so that a report does not change overnight. What was measured or heard after
    /// it does not count. Evidence of days still to come is refused.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// Show and count only what is not in this file, which `baton baseline` wrote.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Keep the result as `records/YYYY-MM-DD.json` beside baton.toml, or in DIR; the day is
    /// that of `--as-of`, else today. Later audits say what is new, fixed and found again.
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    pub record: Option<Option<PathBuf>>,

    /// The language of the report; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// Print the summary only.
    #[arg(short, long)]
    pub quiet: bool,

    /// Say what is being done on stderr: -v, or -vv for more.
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,

    /// Measure declared event logs again and keep nothing of it; else what was measured is kept in
    /// `BATON_CACHE_DIR`, or in the cache folder of the user.
    #[arg(long)]
    pub no_cache: bool,

    /// How many threads run rules; the result is the same for any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
}

/// Arguments of `baton baseline`.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// Files or folders with model files; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Write to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// How much to ask: `essential`, `standard` (unless baton.toml says otherwise) or `strict`.
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<Profile>,

    /// The day the audit speaks of, or `today`.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// Measure declared event logs again and keep nothing of it; else what was measured is kept in
    /// `BATON_CACHE_DIR`, or in the cache folder of the user.
    #[arg(long)]
    pub no_cache: bool,

    /// The language of messages; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
}

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs; `schema` in it names its shape.
    Json,
}

impl ValueEnum for crate::report::Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

/// A level of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Observations and above.
    Note,
    /// Minor nonconformities and above.
    Warning,
    /// Major nonconformities.
    Error,
}

/// How much is asked of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// What no handoff and no goal can do without.
    Essential,
    /// What good practice asks of every organization.
    Standard,
    /// Everything there is.
    Strict,
}

impl From<Profile> for crate::finding::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Essential => Self::Essential,
            Profile::Standard => Self::Standard,
            Profile::Strict => Self::Strict,
        }
    }
}

/// Which findings make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any.
    Note,
    /// Minor nonconformities and above.
    Warning,
    /// Major nonconformities.
    Error,
    /// None.
    Never,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// 中文.
    Zh,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<Level> for crate::finding::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Note => Self::Note,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

impl FailOn {
    /// The least level that counts; `None` if none does.
    pub fn level(self) -> Option<crate::finding::Level> {
        match self {
            Self::Note => Some(crate::finding::Level::Note),
            Self::Warning => Some(crate::finding::Level::Warning),
            Self::Error => Some(crate::finding::Level::Error),
            Self::Never => None,
        }
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Zh => Self::Zh,
        }
    }
}
