//! What can be typed at the rule author's desk.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};

use super::{Color, Format, Language, Level, Profile};
use crate::finding::SubjectKind;

pub(super) const TEST_EXAMPLES: &str = "\
Examples:
  baton test                        all rules: built in, and those of this workspace
  baton test rules                  the same, read from ./rules
  baton test --rule no-due-time     one rule
  baton test clients/acme --rule handoff --rule goal/no-deadline
  baton test rules/handoff/no-way-back.rhai
  baton test --format junit -o junit.xml
  baton test --coverage             which branches of the scripts no example enters
  baton test --min-coverage 90      for CI: fail if less than 90 % of them are entered
  baton test --mutants              which slips in the scripts no example would notice
  baton test --min-killed 95        for CI: fail if the examples notice less than 95 % of them
  baton test --seed-faults          which mistakes in ./processes no rule would notice
  baton test clients/acme --seed-faults --profile strict --min-noticed 60

Below the heading `## Examples` of a manual every `###` heading with a ```toml block is an
example. `# finds: family/name` at the end of a line marks what the rule must find there,
`# undetermined: family/name` what it must not be able to judge; no mark means clean.

Exit codes: 0 all pass, 1 an example does not pass or too little is covered, killed or noticed, 2 usage,
3 nothing was tested, 4 a rule cannot be used, 70 a fault of baton, 74 output could not be written";

pub(super) const RULES_EXAMPLES: &str = "\
Examples:
  baton rules                         all rules: built in, and those of this workspace
  baton rules --family handoff        one family
  baton rules --level error           rules that run at this level or above
  baton rules --looks-at goal
  baton rules clients/acme --format json

Exit codes: 0 listed, 2 usage, 3 the settings have problems, 4 a rule cannot be used";

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  baton explain handoff/no-due-time
  baton explain no-due-time --lang zh
  baton explain no-due-time clients/acme    as it is set in that workspace
  baton explain no-due-time --format json

Why a certain finding came out: `baton audit --explain ID`.
Exit codes: 0 shown, 2 no such rule, 3 the settings have problems, 4 the rule cannot be used";

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  baton schema -o baton.schema.json            the JSON Schema of model files
  baton schema --lang zh -o baton.schema.json  described in Chinese only
  baton schema --settings -o settings.schema.json  that of baton.toml
  baton schema --lexicon -o lexicon.schema.json    that of lexicon.toml
  baton schema --rhai -o baton.d.rhai          what a rule may read and say

Editors that use Taplo (Even Better TOML in VS Code, Zed, Helix, Neovim) complete and check a
model file whose first line names the schema:
  #:schema ./baton.schema.json
or all files of a folder, by a `.taplo.toml` beside them:
  [[rule]]
  include = [\"processes/*.toml\"]
  schema = { path = \"./baton.schema.json\" }
The rhai language server reads every `*.d.rhai` file of a workspace.

Exit codes: 0 written, 2 usage, 74 it could not be written";

pub(super) const NEW_RULE_EXAMPLES: &str = "\
Examples:
  baton new rule handoff/no-volume
  baton new rule store/no-department --looks-at step clients/acme

Then: baton test --rule handoff/no-volume, and baton audit --rule handoff/no-volume.
The rule works as it is: change its wording, its check and its examples from there.
What a rule may read and say: docs/script-api.md.

Exit codes: 0 written, 2 the name will not do or is taken, 3 no such workspace,
74 it could not be written";

/// What can be begun.
#[derive(Debug, Subcommand)]
pub enum NewCommand {
    /// Write a rule that works, with its manual, into the rules of a workspace.
    #[command(after_help = NEW_RULE_EXAMPLES)]
    Rule(NewRuleArgs),
}

/// Arguments of `baton new rule`.
#[derive(Debug, Args)]
pub struct NewRuleArgs {
    /// Family and name, in lower case with hyphens; the name says the problem.
    #[arg(value_name = "FAMILY/NAME")]
    pub rule: String,

    /// The workspace; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// What the rule looks at.
    #[arg(long, value_parser = kinds(), default_value = "handoff", value_name = "KIND")]
    pub looks_at: SubjectKind,

    /// The language of messages; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
}

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

    /// Tell which branches of the scripts no example of their own manual enters.
    #[arg(long)]
    pub coverage: bool,

    /// Exit with 1 unless at least this share of all branches is entered; implies --coverage.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_coverage: Option<u8>,

    /// Put one slip at a time into each rule (a comparison turned round, `&&` for `||`, a `!` left
    /// out), and tell which of these mutants no example of the rule notices.
    #[arg(long)]
    pub mutants: bool,

    /// Exit with 1 unless the examples notice at least this share of all mutants; implies --mutants.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_killed: Option<u8>,

    /// Test the rules on your own models instead: plant one mistake at a time in a copy of the
    /// models, or bad data in a copy of figures, surveys, complaints and event logs, all in memory,
    /// audit it, and tell which mistakes no rule notices.
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

    /// With --seed-faults: measure declared event logs again, and keep nothing of it.
    #[arg(long, requires = "seed_faults")]
    pub no_cache: bool,

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

/// The kinds of objects, by the names that rules call them.
fn kinds() -> impl TypedValueParser<Value = SubjectKind> {
    let names = SubjectKind::ALL.map(SubjectKind::name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut kinds = SubjectKind::ALL.into_iter();
        kinds.find(|kind| kind.name() == name).ok_or(name)
    })
}

/// Arguments of `baton rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// The workspace; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// List only this family, such as `handoff`; may be repeated.
    #[arg(long, value_name = "FAMILY")]
    pub family: Vec<String>,

    /// List only rules that run at this level or above.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Level>,

    /// List only rules that look at this.
    #[arg(long, value_parser = kinds(), value_name = "KIND")]
    pub looks_at: Option<SubjectKind>,

    /// How to show them; JSON has the schema baton/rules/1.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// The language; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
}

/// Arguments of `baton explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule: family/name, or the name alone.
    #[arg(value_name = "RULE")]
    pub rule: String,

    /// The workspace; by default ./processes if it exists, else this folder.
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,

    /// How to show it; JSON has the schema baton/rule/1.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// The language; by default that of `BATON_LANG` or the locale.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// When to use colours.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,
}

/// Arguments of `baton schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Print the definitions of what a rule may read and say, for editors that know rhai.
    #[arg(long)]
    pub rhai: bool,

    /// Print the schema of `baton.toml`, with every built-in rule and its parameters.
    #[arg(long, conflicts_with_all = ["rhai", "lexicon"])]
    pub settings: bool,

    /// Print the schema of `lexicon.toml`.
    #[arg(long, conflicts_with = "rhai")]
    pub lexicon: bool,

    /// The language of descriptions; by default English and then Chinese.
    #[arg(long, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,

    /// Write to a file, whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
