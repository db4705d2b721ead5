//! A record, with ways to look things up in it.

use std::collections::HashMap;

use super::{Found, Record, RuleRun};
use crate::finding::Verdict;

/// A record and where in it things stand.
pub(super) struct Indexed<'r> {
    pub(super) record: &'r Record,
    by_fingerprint: HashMap<&'r str, &'r Found>,
    rules: HashMap<&'r str, &'r RuleRun>,
}

/// How the check of a rule on an object ended.
pub(super) enum Judged<'r> {
    /// The rule did not run.
    NotRun,
    /// There was no such object.
    Gone,
    /// Found right.
    Conform,
    /// Found wrong, in these ways.
    Nonconform(&'r [Found]),
    /// Could not be judged, or the rule did not speak of it.
    Open,
}

impl<'r> Indexed<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        let findings = record.findings.iter();
        let rules = record.rules.iter();
        Self {
            record,
            by_fingerprint: findings
                .map(|found| (found.fingerprint.as_str(), found))
                .collect(),
            rules: rules.map(|run| (run.id.as_str(), run)).collect(),
        }
    }

    pub(super) fn rule(&self, id: &str) -> Option<&'r RuleRun> {
        self.rules.get(id).copied()
    }

    /// The same finding with the same verdict: what was open and is now shown to be wrong is
    /// another matter.
    pub(super) fn same(&self, found: &Found) -> Option<&'r Found> {
        let same = self.by_fingerprint.get(found.fingerprint.as_str()).copied();
        same.filter(|same| same.verdict == found.verdict)
    }

    pub(super) fn judged(&self, rule: &str, object: &str) -> Judged<'r> {
        let Some(run) = self.rule(rule) else {
            return Judged::NotRun;
        };
        let objects = self.record.objects.get(&run.looks_at);
        let objects = objects.map_or(&[][..], Vec::as_slice);
        let Ok(at) = objects.binary_search_by(|id| id.as_str().cmp(object)) else {
            return Judged::Gone;
        };
        if run.conform.has(at) {
            return Judged::Conform;
        }
        let first = self
            .record
            .findings
            .partition_point(|found| (found.rule.as_str(), found.object.as_str()) < (rule, object));
        let findings = &self.record.findings[first..];
        let end = findings.partition_point(|found| found.rule == rule && found.object == object);
        let found = &findings[..end];
        let is_wrong = |found: &Found| found.verdict == Verdict::Nonconform;
        if found.iter().any(is_wrong) {
            Judged::Nonconform(found)
        } else {
            Judged::Open
        }
    }
}
