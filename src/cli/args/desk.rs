//! What can be typed at the rule author's desk.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Color, Language, Profile};

pub(super) const TEST_EXAMPLES: &str = "\
Examples:
  baton test                        all rules: built in, and those of this workspace
  baton test rules                  the same, read from ./rules
  baton test --rule no-due-time     one rule
  baton test clients/acme --rule handoff --rule goal/no-deadline
  baton test rules/handoff/no-way-back.rhai
  baton test --format junit -o junit.xml
  baton test --seed-faults          which mistakes in ./processes no rule would notice
  baton test clients/acme --seed-faults --profile strict --min-noticed 60

Below the heading `## Examples` of a manual every `###` heading with a ```toml block is an
example. `# finds: family/name` at the end of a line marks what the rule must find there,
`# undetermined: family/name` what it must not be able to judge; no mark means clean.

Exit codes: 0 all pass, 1 an example does not pass or too few mistakes are noticed, 2 usage,
3 nothing was tested, 4 a rule cannot be used, 70 a fault of baton,
74 output could not be written";

/// Arguments of `baton test`.
#[derive(Debug, Args)]
pub struct TestArgs {
    /// A folder of models, a folder of rules, or a file of a rule; by default ./processes if it
    /// exists, else this folder.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// Test only this rule: a name, a family such as `handoff`, or family/name; may be repeated.
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,

    /// Test the rules on your own models instead: plant one mistake at a time in a copy of the
    /// texts in memory, audit it, and tell which mistakes no rule notices.
    #[arg(long)]
    pub seed_faults: bool,

    /// With --seed-faults: how much to ask, `essential`, `standard` (unless baton.toml says
    /// otherwise) or `strict`.
    #[arg(long, value_enum, value_name = "PROFILE", requires = "seed_faults")]
    pub profile: Option<Profile>,

    /// With --seed-faults: exit with 1 unless at least this share of the mistakes is noticed.
    #[arg(long, value_name = "PERCENT", requires = "seed_faults",
          value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_noticed: Option<u8>,

    /// How to report.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: TestFormat,

    /// Write the report to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The language of the report; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// Print the summary only.
    #[arg(short, long)]
    pub quiet: bool,
}

/// How to report on examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TestFormat {
    /// For people.
    #[default]
    Text,
    /// For servers that show test results.
    Junit,
    /// For programs, schema baton/test/1.
    Json,
}
