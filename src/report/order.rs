//! The order of nonconformities: process by process as work flows, and which to take first.
//!
//! Knows nothing of how a finding is worded.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::summary::{Scope, findings};
use crate::audit::Checked;
use crate::engine::World;
use crate::finding::{Finding, Level, Subject, Verdict};
use crate::model::ProcessId;

/// The nonconformities of one process, or of no process.
pub(super) struct Group<'a> {
    pub(super) process: Option<ProcessId>,
    /// The gravest first, then by place.
    pub(super) findings: Vec<&'a Finding>,
}

/// The nonconformities in scope: those of no process, then by process, the one farthest
/// from the external customer first.
pub(super) fn nonconformities<'a>(checked: &'a Checked, scope: &'a Scope) -> Vec<Group<'a>> {
    let world = &checked.world;
    let mut groups: BTreeMap<usize, Group<'a>> = BTreeMap::new();
    let order = flow_order(world);
    for finding in findings(checked, scope).filter(|f| f.verdict == Verdict::Nonconform) {
        let process = world.process(finding.subject);
        let rank = process.map_or(0, |process| order[process.index()] + 1);
        let empty = || Group {
            process,
            findings: Vec::new(),
        };
        let group = groups.entry(rank).or_insert_with(empty);
        group.findings.push(finding);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    for group in &mut groups {
        group.findings.sort_by_key(|finding| {
            let first = finding.places.first().map(|place| place.spot);
            (Reverse(finding.level), first, finding.rule)
        });
    }
    groups
}

/// All processes as work flows: the one farthest from the external customer first, then by id.
pub(super) fn processes(world: &World) -> Vec<ProcessId> {
    let rank = flow_order(world);
    let mut ids: Vec<ProcessId> = (0..rank.len()).map(ProcessId::at).collect();
    ids.sort_by_key(|id| rank[id.index()]);
    ids
}

/// For every process its rank: the one farthest from the external customer first, then by id.
fn flow_order(world: &World) -> Vec<usize> {
    let chain = &world.chain;
    let farthest = |process: &crate::model::Process| {
        let steps = process.steps.iter();
        steps
            .filter_map(|step| chain.flow.steps_to_customer(chain.step(*step).node))
            .max()
    };
    let mut order: Vec<usize> = (0..chain.processes.len()).collect();
    order.sort_by_key(|at| {
        let distance = farthest(&chain.processes[*at]).unwrap_or(0);
        (std::cmp::Reverse(distance), *at)
    });
    let mut rank = vec![0; order.len()];
    for (place, at) in order.into_iter().enumerate() {
        rank[at] = place;
    }
    rank
}

/// The finding to take first.
pub(super) struct First<'a> {
    pub(super) finding: &'a Finding,
    pub(super) because: Because,
}

/// What sets the first finding apart from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// No other has its level.
    OnlyOne,
    /// No other object with a finding of its level has so many findings.
    MostFindings(usize),
    /// It is shown before others that have as much weight.
    ShownFirst,
}

/// The finding to take first: of the highest level, on the object with the most findings,
/// shown before the others. `None` if there is no finding.
///
/// # Complexity
/// O(n log n) in the number of findings.
pub(super) fn first<'a>(shown: &[Group<'a>]) -> Option<First<'a>> {
    let all = || {
        shown
            .iter()
            .flat_map(|group| group.findings.iter().copied())
    };
    let level: Level = all().map(|finding| finding.level).max()?;
    let mut counts: HashMap<Subject, usize> = HashMap::new();
    for finding in all() {
        *counts.entry(finding.subject).or_default() += 1;
    }
    let count = |finding: &Finding| counts.get(&finding.subject).copied().unwrap_or(0);
    let gravest = || all().filter(|finding| finding.level == level);
    let finding = gravest().min_by_key(|finding| Reverse(count(finding)))?;
    let most = count(finding);
    let mut others = gravest().filter(|other| other.subject != finding.subject);
    let because = if gravest().count() == 1 {
        Because::OnlyOne
    } else if others.any(|other| count(other) == most) {
        Because::ShownFirst
    } else {
        Because::MostFindings(most)
    };
    Some(First { finding, because })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Fingerprint, SubjectKind};

    /// A finding of that level on the handoff numbered so.
    fn finding(level: Level, number: u32) -> Finding {
        Finding {
            rule: 0,
            level,
            verdict: Verdict::Nonconform,
            undecided: None,
            subject: Subject {
                kind: SubjectKind::Handoff,
                number,
            },
            places: Vec::new(),
            arguments: Vec::new(),
            set_aside: None,
            fingerprint: Fingerprint::of([]),
        }
    }

    /// The position of the first finding to take among these, shown in this order, and why.
    fn taken(findings: &[Finding]) -> Option<(usize, Because)> {
        let (upstream, downstream) = findings.split_at(findings.len() / 2);
        let shown = [upstream, downstream].map(|findings| Group {
            process: None,
            findings: findings.iter().collect(),
        });
        let first = first(&shown)?;
        let at = findings
            .iter()
            .position(|it| std::ptr::eq(it, first.finding));
        Some((at?, first.because))
    }

    #[test]
    fn the_highest_level_comes_before_everything() {
        use Level::{Error, Note, Warning};
        assert_eq!(taken(&[]), None);
        let levels = [(Note, 1), (Warning, 1), (Warning, 1), (Error, 2)];
        let findings = levels.map(|(level, on)| finding(level, on));
        assert_eq!(taken(&findings), Some((3, Because::OnlyOne)));
    }

    #[test]
    fn among_equals_the_object_with_the_most_findings_comes_first() {
        use Level::{Error, Note};
        let levels = [(Error, 1), (Error, 2), (Note, 2), (Note, 2), (Note, 1)];
        let findings = levels.map(|(level, on)| finding(level, on));
        assert_eq!(taken(&findings), Some((1, Because::MostFindings(3))));
        let alone = [finding(Error, 1), finding(Error, 1)];
        assert_eq!(taken(&alone), Some((0, Because::MostFindings(2))));
    }

    #[test]
    fn what_is_still_equal_is_taken_as_it_is_shown() {
        use Level::{Error, Note};
        let levels = [(Error, 3), (Error, 1), (Note, 3), (Error, 2), (Note, 1)];
        let findings = levels.map(|(level, on)| finding(level, on));
        assert_eq!(taken(&findings), Some((0, Because::ShownFirst)));
    }
}
