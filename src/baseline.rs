//! The baseline: what was found before, so that only what is new need be shown.
//!
//! A finding is known again by its fingerprint, which is made of the rule, the object and
//! the keys inside it; moved lines, renamed files and reordered tables do not change it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::engine::{Outcome, RuleSet, World};
use crate::finding::{Finding, SetAside, SubjectKind, Verdict};

const SCHEMA: &str = "baton-baseline/1";

/// Findings of an earlier audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    schema: String,
    findings: Vec<Entry>,
}

/// One finding of an earlier audit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The rule.
    pub rule: String,
    /// The object, by its full id; empty for the chain.
    pub object: String,
    /// The finding.
    pub fingerprint: String,
}

impl Entry {
    fn of(world: &World, rules: &RuleSet, finding: &Finding) -> Self {
        Self {
            rule: rules.rules[finding.rule].meta.id.clone(),
            object: world.id(finding.subject),
            fingerprint: finding.fingerprint.to_string(),
        }
    }
}

/// How an audit compares with its baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Findings that were there before.
    pub known: Vec<Entry>,
    /// What was found before by a rule that ran again, and is found no more.
    pub fixed: Vec<Entry>,
    /// What was found before by a rule that did not run this time, or on an object of which
    /// it does not speak any more.
    pub unseen: Vec<Entry>,
    /// What was found on an object that is no longer there, under that id.
    pub gone: Vec<Entry>,
}

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineError {
    /// It is not of the expected shape.
    Malformed {
        /// What is wrong, in English.
        en: String,
        /// What is wrong, in Chinese.
        zh: String,
    },
    /// Another program, or a later version, wrote it.
    OtherSchema(String),
}

impl Baseline {
    /// The findings of an audit that no waiver accepts.
    pub fn of(world: &World, rules: &RuleSet, outcome: &Outcome) -> Self {
        let waived = |aside| matches!(aside, Some(SetAside::Waived(_)));
        let open = outcome.findings.iter().filter(|f| !waived(f.set_aside));
        let mut findings: Vec<_> = open
            .map(|finding| Entry::of(world, rules, finding))
            .collect();
        findings.sort();
        Self {
            schema: SCHEMA.to_owned(),
            findings,
        }
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// If the text is no JSON of this shape, or of another schema.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let read: Self = serde_json::from_str(text).map_err(|error| malformed(&error))?;
        if read.schema == SCHEMA {
            Ok(read)
        } else {
            Err(BaselineError::OtherSchema(read.schema))
        }
    }

    /// The baseline as a file, one finding a line so that versions of it compare well.
    ///
    /// # Errors
    /// If a text cannot be written as JSON; none can be such.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut text = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [");
        for (at, entry) in self.findings.iter().enumerate() {
            text.push_str(if at == 0 { "\n    " } else { ",\n    " });
            text.push_str(&serde_json::to_string(entry)?);
        }
        text.push_str("\n  ]\n}\n");
        Ok(text)
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Sets aside what is known, and tells what became of the rest.
    ///
    /// A finding that is no longer there is fixed only if its rule looked at its object again
    /// and found it right, or found less than before.
    ///
    /// # Complexity
    /// O(n log n) in findings and objects.
    pub fn compare(&self, world: &World, rules: &RuleSet, outcome: &mut Outcome) -> Compared {
        let mut present: BTreeMap<&str, bool> = BTreeMap::new();
        present.extend(
            self.findings
                .iter()
                .map(|entry| (&*entry.fingerprint, false)),
        );
        let mut compared = Compared::default();
        // What is there now and was not before may be the old finding in another shape.
        let mut changed: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for finding in &mut outcome.findings {
            if let Some(found) = present.get_mut(&*finding.fingerprint.to_string()) {
                *found = true;
                if finding.set_aside.is_none() {
                    finding.set_aside = Some(SetAside::Known);
                    compared.known.push(Entry::of(world, rules, finding));
                }
            } else {
                let place = (finding.rule, world.id(finding.subject));
                *changed.entry(place).or_default() += 1;
            }
        }
        let objects = Objects::of(world);
        let gone = self.findings.iter();
        for entry in gone.filter(|entry| present.get(&*entry.fingerprint) == Some(&false)) {
            let rule = rules
                .rules
                .iter()
                .position(|rule| rule.meta.id == entry.rule);
            let Some(rule) = rule else {
                compared.unseen.push(entry.clone());
                continue;
            };
            let left = changed.get_mut(&(rule, entry.object.clone()));
            if let Some(left) = left.filter(|left| **left > 0) {
                *left -= 1;
                continue;
            }
            let kind = rules.rules[rule].meta.looks_at;
            let verdict = objects
                .number(kind, &entry.object)
                .map(|number| outcome.verdicts[rule][number]);
            match verdict {
                None => compared.gone.push(entry.clone()),
                Some(Verdict::NotApplicable) => compared.unseen.push(entry.clone()),
                Some(_) => compared.fixed.push(entry.clone()),
            }
        }
        compared
    }
}

/// What the parser says, also in Chinese, which it does not speak.
fn malformed(error: &serde_json::Error) -> BaselineError {
    let (line, column) = (error.line(), error.column());
    let what = match error.classify() {
        Category::Eof => "内容不完整",
        Category::Data => "不是基线应有的内容",
        Category::Io | Category::Syntax => "不符合 JSON 格式",
    };
    BaselineError::Malformed {
        en: error.to_string(),
        zh: format!("第 {line} 行第 {column} 列{what}"),
    }
}

/// Objects by kind and full id.
struct Objects(BTreeMap<(SubjectKind, String), usize>);

impl Objects {
    fn of(world: &World) -> Self {
        let numbered = world
            .subjects()
            .map(|subject| ((subject.kind, world.id(subject)), subject.number as usize));
        Self(numbered.collect())
    }

    fn number(&self, kind: SubjectKind, id: &str) -> Option<usize> {
        self.0.get(&(kind, id.to_owned())).copied()
    }
}
