//! The open findings of an audit in the order of the page, and where each stands on it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::order;
use super::super::summary::{Scope, findings};
use super::anchors;
use crate::audit::Checked;
use crate::finding::{Finding, Subject, SubjectKind, Verdict};
use crate::model::{HandoffId, ProcessId};

/// How much of a fingerprint a link carries.
const LINKED: usize = 12;

/// The open findings, the gravest first, then as work flows.
pub(super) struct Register<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    by_subject: BTreeMap<Subject, Vec<usize>>,
    by_process: BTreeMap<ProcessId, Vec<usize>>,
    handoffs: BTreeMap<ProcessId, Vec<HandoffId>>,
}

/// A finding with its place on the page.
pub(super) struct Entry<'a> {
    pub(super) finding: &'a Finding,
    /// What its row is called, the same in every audit that finds it.
    pub(super) name: String,
    pub(super) process: Option<ProcessId>,
}

impl<'a> Register<'a> {
    /// Of the findings in scope that nobody has set aside.
    ///
    /// # Complexity
    /// O(n log n) in the number of findings.
    pub(super) fn of(checked: &'a Checked, scope: &'a Scope) -> Self {
        let mut entries: Vec<Entry<'a>> = in_order(checked, scope)
            .map(|finding| Entry {
                finding,
                name: String::new(),
                process: checked.world.process(finding.subject),
            })
            .collect();
        entries.sort_by_key(|entry| {
            let open = entry.finding.verdict == Verdict::Undetermined;
            (open, Reverse(entry.finding.level))
        });
        let mut by_subject: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
        let mut by_process: BTreeMap<ProcessId, Vec<usize>> = BTreeMap::new();
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (at, entry) in entries.iter_mut().enumerate() {
            by_subject
                .entry(entry.finding.subject)
                .or_default()
                .push(at);
            if let Some(process) = entry.process {
                by_process.entry(process).or_default().push(at);
            }
            entry.name = name(entry.finding, &mut taken);
        }
        Self {
            entries,
            by_subject,
            by_process,
            handoffs: handoffs(checked, scope),
        }
    }

    /// The findings on one object.
    pub(super) fn on(&self, subject: Subject) -> impl Iterator<Item = &Entry<'a>> {
        let own = self.by_subject.get(&subject).map_or(&[][..], Vec::as_slice);
        own.iter().map(|at| &self.entries[*at])
    }

    /// The findings in one process.
    pub(super) fn within(&self, process: ProcessId) -> impl Iterator<Item = &Entry<'a>> {
        let own = self.by_process.get(&process).map_or(&[][..], Vec::as_slice);
        own.iter().map(|at| &self.entries[*at])
    }

    /// The handoffs in scope that a process gives or receives.
    pub(super) fn handoffs_of(&self, process: ProcessId) -> &[HandoffId] {
        self.handoffs.get(&process).map_or(&[][..], Vec::as_slice)
    }

    /// What the row of a finding is called.
    pub(super) fn name_of(&self, finding: &Finding) -> Option<&str> {
        let found = self
            .on(finding.subject)
            .find(|it| std::ptr::eq(it.finding, finding));
        found.map(|entry| entry.name.as_str())
    }
}

/// The handoffs in scope, by the process that gives them and by the one that receives them.
fn handoffs(checked: &Checked, scope: &Scope) -> BTreeMap<ProcessId, Vec<HandoffId>> {
    let chain = &checked.world.chain;
    let mut by_process: BTreeMap<ProcessId, Vec<HandoffId>> = BTreeMap::new();
    for subject in checked.world.of_kind(SubjectKind::Handoff) {
        if !scope.includes(&checked.world, subject) {
            continue;
        }
        let id = HandoffId(subject.number);
        let home = anchors::home(chain, id);
        by_process.entry(home).or_default().push(id);
        let receiver = chain
            .handoff(id)
            .to
            .and_then(|to| anchors::process_of(chain, to));
        if let Some(receiver) = receiver.filter(|receiver| *receiver != home) {
            by_process.entry(receiver).or_default().push(id);
        }
    }
    by_process
}

/// Nonconformities as work flows, then what could not be judged.
fn in_order<'a>(checked: &'a Checked, scope: &'a Scope) -> impl Iterator<Item = &'a Finding> {
    let wrong = order::nonconformities(checked, scope).into_iter();
    let open = findings(checked, scope).filter(|it| it.verdict == Verdict::Undetermined);
    wrong.flat_map(|group| group.findings).chain(open)
}

/// The beginning of its fingerprint, numbered where another begins so too.
fn name(finding: &Finding, taken: &mut BTreeMap<String, usize>) -> String {
    let begins = finding.fingerprint.to_string()[..LINKED].to_owned();
    let count = taken.entry(begins.clone()).or_default();
    *count += 1;
    match *count {
        1 => format!("f-{begins}"),
        more => format!("f-{begins}-{more}"),
    }
}
