//! The same finding over many objects of a process: one cause is likelier than many, so it counts
//! as one major nonconformity beside what it is found in.
//!
//! A function of what was found: no finding is added, taken away or named anew. One of them, the
//! first, is raised for all; the others keep their levels.

use std::collections::{BTreeMap, BTreeSet};

use super::Checked;
use crate::engine::World;
use crate::finding::{Finding, Fingerprint, Level, Subject, SubjectKind, Verdict};
use crate::model::ProcessId;

/// So many objects with the same finding are systemic, however many there are.
const MANY: usize = 3;

/// So many are, where they are more than a third of those there are.
const SOME: usize = 2;

/// The same finding over many objects of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Systemic {
    /// The rule, by its position in the rule set.
    pub rule: usize,
    /// The process of the objects.
    pub process: ProcessId,
    /// What they are.
    pub kind: SubjectKind,
    /// On how many of them the finding stands open, above an observation.
    pub found: usize,
    /// How many of them the process has.
    pub of: usize,
    /// The finding that is raised for all; `None` where one of them is a
    /// major nonconformity anyway, or the settings leave levels as they are.
    pub raised: Option<Raised>,
}

/// The finding that counts for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// Which finding.
    pub fingerprint: Fingerprint,
    /// Its object.
    pub subject: Subject,
    /// Its level before.
    pub from: Level,
}

/// Open, wrong, and more than an observation.
fn counts(finding: &Finding) -> bool {
    finding.set_aside.is_none()
        && finding.verdict == Verdict::Nonconform
        && finding.level > Level::Note
}

/// Rule, process and kind of the objects of what counts.
type Group = (usize, ProcessId, SubjectKind);

fn group(world: &World, finding: &Finding) -> Option<Group> {
    let process = world.process(finding.subject)?;
    Some((finding.rule, process, finding.subject.kind))
}

/// Finds what is systemic, and raises one finding of each for all, if that is wanted.
///
/// # Complexity
/// O(objects + findings × log findings).
pub(super) fn escalate(checked: &mut Checked, raises: bool) {
    let world = &checked.world;
    let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
    for (at, finding) in checked.outcome.findings.iter().enumerate() {
        if let Some(group) = group(world, finding).filter(|_| counts(finding)) {
            groups.entry(group).or_default().push(at);
        }
    }
    let mut sizes: BTreeMap<(ProcessId, SubjectKind), usize> = BTreeMap::new();
    let kinds: BTreeSet<SubjectKind> = groups.keys().map(|(.., kind)| *kind).collect();
    for subject in kinds.into_iter().flat_map(|kind| world.of_kind(kind)) {
        if let Some(process) = world.process(subject) {
            *sizes.entry((process, subject.kind)).or_default() += 1;
        }
    }
    let mut systemic = Vec::new();
    for ((rule, process, kind), members) in groups {
        let findings = &mut checked.outcome.findings;
        let objects: BTreeSet<u32> = members
            .iter()
            .map(|at| findings[*at].subject.number)
            .collect();
        let (found, of) = (objects.len(), sizes.get(&(process, kind)).copied());
        let of = of.unwrap_or(found);
        if !is_systemic(found, of) {
            continue;
        }
        let is_major = members.iter().any(|at| findings[*at].level == Level::Error);
        let first = members.first().filter(|_| raises && !is_major);
        let raised = first.map(|at| {
            let finding = &mut findings[*at];
            let from = finding.level;
            finding.level = Level::Error;
            Raised {
                fingerprint: finding.fingerprint,
                subject: finding.subject,
                from,
            }
        });
        systemic.push(Systemic {
            rule,
            process,
            kind,
            found,
            of,
            raised,
        });
    }
    checked.systemic = systemic;
}

/// Three, or more than a third but not one alone.
fn is_systemic(found: usize, of: usize) -> bool {
    found >= MANY || (found >= SOME && 3 * found > of)
}

impl Checked {
    /// What a finding is part of, if the same stands on many objects.
    pub fn systemic_of(&self, finding: &Finding) -> Option<&Systemic> {
        let wanted = group(&self.world, finding).filter(|_| counts(finding))?;
        // They stand in the order of their groups.
        let at = self
            .systemic
            .binary_search_by_key(&wanted, |one| (one.rule, one.process, one.kind));
        self.systemic.get(at.ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::is_systemic;

    #[test]
    fn three_are_systemic_and_two_if_they_are_more_than_a_third() {
        assert!(is_systemic(3, 300));
        assert!(is_systemic(2, 5) && !is_systemic(2, 6));
        assert!(!is_systemic(1, 1) && !is_systemic(0, 0));
    }
}
