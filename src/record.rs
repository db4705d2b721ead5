//! Records: what an audit found, kept under its day, and what became of it since.
//!
//! ```text
//! world, outcome ─▶ taken ─▶ Record ─▶ file ─▶ records/YYYY-MM-DD.json
//!                               │        └──▶ folder: all of them, by day
//!                               ▼
//!             indexed ─▶ past (one finding) ─▶ history (this audit)
//!                                          └─▶ trend (the records alone)
//! ```
//!
//! A record speaks no language: it names findings, objects and numbers, and holds no sentence.
//! Knows nothing of reports, and reads no clock.

mod day;
mod file;
mod folder;
mod history;
mod indexed;
mod past;
mod ranges;
mod taken;
mod trend;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::folder::{FOLDER, Records, file_name, read_all};
pub use self::history::{History, RuleChanges, Since};
pub use self::past::{Past, Recurs};
pub use self::ranges::Ranges;
pub use self::taken::{Taking, of_inputs};
pub use self::trend::{Audited, Change, Compared, GoalThen, GoalTrend, NotCompared, Open, Trend};
use crate::finding::{Level, Profile, SubjectKind, Verdict};
use crate::lang::Lang;

/// The name of this shape.
pub const SCHEMA: &str = "baton-record/1";

/// What a whole audit found on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    schema: String,
    /// The day it was recorded under.
    #[serde(with = "day")]
    pub date: Date,
    /// The version of the program.
    pub tool: String,
    /// Names the rules with their scripts, levels and parameters.
    pub rule_set: String,
    /// Names everything that was read, whatever the files are called.
    pub input: String,
    /// How much was asked.
    pub profile: Profile,
    /// How the checks ended.
    pub checks: Checks,
    /// Nonconformities that no waiver accepts, by level as found.
    pub levels: Levels,
    /// What rules looked at, sorted by id.
    pub objects: BTreeMap<SubjectKind, Vec<String>>,
    /// The rules that ran, by id.
    pub rules: Vec<RuleRun>,
    /// Everything that was not simply right, by rule, object and fingerprint.
    pub findings: Vec<Found>,
    /// How far each goal was, by id.
    pub goals: Vec<GoalState>,
}

/// How many checks ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// Found right.
    pub conform: usize,
    /// Found wrong.
    pub nonconform: usize,
    /// Could not be judged.
    pub undetermined: usize,
    /// The rule did not speak of the object.
    pub not_applicable: usize,
}

impl Checks {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Conform => self.conform += 1,
            Verdict::Nonconform => self.nonconform += 1,
            Verdict::Undetermined => self.undetermined += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
        }
    }

    /// The part of the checks that apply which could be judged; `None` if none applies.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub fn decided(&self) -> Option<f64> {
        let decided = self.conform + self.nonconform;
        let applicable = decided + self.undetermined;
        (applicable > 0).then(|| decided as f64 / applicable as f64)
    }
}

/// How many findings are of which level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels {
    /// Major nonconformities.
    pub error: usize,
    /// Minor nonconformities.
    pub warning: usize,
    /// Observations.
    pub note: usize,
}

impl Levels {
    /// Of the findings that no waiver accepts; those of a baseline count.
    fn of(findings: &[Found]) -> Self {
        let mut levels = Self::default();
        for found in findings.iter().filter(|found| found.is_open()) {
            levels.add(found.level);
        }
        levels
    }

    fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.error += 1,
            Level::Warning => self.warning += 1,
            Level::Note => self.note += 1,
        }
    }

    /// The counts with their levels, the gravest first.
    pub fn each(&self) -> [(Level, usize); 3] {
        [
            (Level::Error, self.error),
            (Level::Warning, self.warning),
            (Level::Note, self.note),
        ]
    }
}

/// A rule that ran, and what it found right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRun {
    /// The rule.
    pub id: String,
    /// What it looks at.
    pub looks_at: SubjectKind,
    /// Names its script with its parameters.
    pub hash: String,
    /// The objects it found right, by their positions among those of its kind.
    pub conform: Ranges,
}

/// Something that was not simply right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The rule.
    pub rule: String,
    /// The object, by its full id; empty for the chain.
    pub object: String,
    /// Names it across audits.
    pub fingerprint: String,
    /// How much it matters, before any raise.
    pub level: Level,
    /// Nonconform or undetermined.
    pub verdict: Verdict,
    /// The process of the object, if it belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub process: Option<String>,
    /// The role that answers for it, if the model says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// Why it is not among the open ones, if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<Aside>,
}

impl Found {
    /// By rule, object and fingerprint.
    pub(crate) fn in_order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.rule, &self.object, &self.fingerprint).cmp(&(
            &other.rule,
            &other.object,
            &other.fingerprint,
        ))
    }

    /// Wrong, and accepted by nobody.
    pub fn is_open(&self) -> bool {
        self.verdict == Verdict::Nonconform && self.set_aside != Some(Aside::Waived)
    }
}

/// Why a finding was not among the open ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aside {
    /// A waiver accepted it.
    Waived,
    /// It was in the baseline.
    Known,
}

/// A role as the model names it: in one wording, or in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Owner {
    /// One wording for both.
    One(String),
    /// A wording for each.
    Both {
        /// In English.
        en: String,
        /// In Chinese.
        zh: String,
    },
}

impl Owner {
    /// The wording of a language.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::One(text) => text,
            Self::Both { en, zh } => lang.pick(en, zh),
        }
    }
}

/// How a goal was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GoalState {
    /// Its full id.
    pub id: String,
    /// Whether it was shown to be met.
    pub verdict: Standing,
    /// Whether it could be reached, if that was worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The latest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<Measured>,
    /// What was to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Value>,
    /// How far it was short of that, positive if short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<Value>,
}

/// Whether a goal was shown to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was.
    Met,
    /// It was shown not to be.
    NotMet,
    /// Neither was shown.
    Undetermined,
}

impl Standing {
    /// Its word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Undetermined => "undetermined",
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The number.
    pub value: f64,
    /// Its unit, as it is written in models; empty if it has none.
    pub unit: String,
}

/// A value that was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Bounds that hold with 95 % each, in that unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
    /// How many cases were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// The day it speaks of.
    #[serde(default, with = "day::option", skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}
