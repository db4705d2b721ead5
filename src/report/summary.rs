//! What was checked and how it ended, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::{Audit, Checked};
use crate::engine::{RuleSet, World};
use crate::finding::{Finding, Level, Subject, SubjectKind, Verdict};

/// Which objects a report speaks of.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    wanted: Vec<String>,
}

impl Scope {
    /// Processes by id, or single objects by `process/id`; everything if empty.
    pub fn new(wanted: Vec<String>) -> Self {
        Self { wanted }
    }

    /// The processes and objects asked for; none if everything is.
    pub fn wanted(&self) -> &[String] {
        &self.wanted
    }

    /// Whether an object is meant.
    pub fn includes(&self, world: &World, subject: Subject) -> bool {
        self.wanted.is_empty() || self.includes_id(&world.id(subject))
    }

    /// Whether the object of that id is meant, be it there or not.
    pub fn includes_id(&self, id: &str) -> bool {
        let process = id.split_once('/').map_or(id, |(process, _)| process);
        let mut wanted = self.wanted.iter();
        self.wanted.is_empty() || wanted.any(|wanted| wanted == id || wanted == process)
    }

    /// The first wanted name that means no object, with the one probably meant.
    pub fn unknown(&self, world: &World) -> Option<(&str, Option<String>)> {
        if self.wanted.is_empty() {
            return None;
        }
        let known: std::collections::BTreeSet<String> =
            world.subjects().map(|subject| world.id(subject)).collect();
        let wanted = self.wanted.iter().find(|wanted| !known.contains(*wanted))?;
        let near = known
            .iter()
            .filter(|id| !id.is_empty())
            .map(|id| (strsim::damerau_levenshtein(wanted, id), id))
            .min()
            .filter(|(distance, _)| *distance <= 1 + wanted.chars().count() / 5);
        Some((wanted, near.map(|(_, id)| id.clone())))
    }
}

/// How many checks ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Checks run.
    pub checked: usize,
    /// Found right.
    pub conform: usize,
    /// Found wrong.
    pub nonconform: usize,
    /// Could not be judged.
    pub undetermined: usize,
    /// The rule does not speak of the object.
    pub not_applicable: usize,
}

impl Counts {
    pub(super) fn add(&mut self, verdict: Verdict) {
        self.checked += 1;
        match verdict {
            Verdict::Conform => self.conform += 1,
            Verdict::Nonconform => self.nonconform += 1,
            Verdict::Undetermined => self.undetermined += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
        }
    }

    /// The part of the checks that apply which could be judged; `None` if none applies.
    pub fn decided(&self) -> Option<f64> {
        let decided = self.conform + self.nonconform;
        let applicable = decided + self.undetermined;
        (applicable > 0).then(|| ratio(decided, applicable))
    }
}

/// Counts of checks are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The numbers of an audit.
#[derive(Debug, Default)]
pub struct Summary {
    /// All checks.
    pub all: Counts,
    /// By rule, in the order of the rule set.
    pub by_rule: Vec<Counts>,
    /// By kind of object.
    pub by_kind: BTreeMap<SubjectKind, Counts>,
    /// Nonconformities by level.
    pub findings: BTreeMap<Level, usize>,
}

impl Summary {
    /// Counts what is in scope.
    pub fn of(checked: &Checked, rules: &RuleSet, scope: &Scope) -> Self {
        let mut summary = Self::default();
        for (rule, verdicts) in rules.rules.iter().zip(&checked.outcome.verdicts) {
            let kind = rule.meta.looks_at;
            let mut counts = Counts::default();
            for (subject, verdict) in checked.world.of_kind(kind).zip(verdicts) {
                if scope.includes(&checked.world, subject) {
                    counts.add(*verdict);
                    summary.all.add(*verdict);
                    summary.by_kind.entry(kind).or_default().add(*verdict);
                }
            }
            summary.by_rule.push(counts);
        }
        for finding in findings(checked, scope) {
            if finding.verdict == Verdict::Nonconform {
                *summary.findings.entry(finding.level).or_default() += 1;
            }
        }
        summary
    }
}

/// The open findings in scope.
pub(super) fn findings<'a>(
    checked: &'a Checked,
    scope: &'a Scope,
) -> impl Iterator<Item = &'a Finding> {
    let findings = checked.outcome.findings.iter();
    findings
        .filter(|finding| finding.set_aside.is_none())
        .filter(|finding| scope.includes(&checked.world, finding.subject))
}

/// Rules that failed, before or while running.
pub(super) fn rule_errors(audit: &Audit) -> Vec<&crate::engine::RuleError> {
    let running = audit
        .checked
        .iter()
        .flat_map(|checked| &checked.outcome.errors);
    let mut errors: Vec<_> = audit.rules.errors.iter().chain(running).collect();
    errors.sort();
    errors
}
