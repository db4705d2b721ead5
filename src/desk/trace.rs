//! Why a finding came out: its rule run once more on its object, watched from inside.

use super::Workspace;
use crate::audit::{self, Audit, Checked};
use crate::engine::probe::{Event, Mark, Probe, Watching};
use crate::engine::rule_set::RuleText;
use crate::engine::{RuleSet, run_on};
use crate::finding::{Finding, Subject, SubjectKind, Undecided};
use crate::lang::Text;
use crate::model::{HandoffId, Party, StepId, Target};
use crate::source::{Sources, Spot};

/// What led to a finding.
#[derive(Debug)]
pub struct Trace {
    /// The rule as it stands on disk.
    pub rule: RuleText,
    /// The marks that events speak of.
    pub marks: Vec<Mark>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The objects around it, from supplier to customer.
    pub path: Vec<OnPath>,
}

/// What an object is on the way from supplier to customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Who gives.
    Supplier,
    /// What passes.
    Handoff,
    /// The step at hand.
    Step,
    /// Who receives.
    Customer,
    /// Any other object at hand.
    Object(SubjectKind),
}

/// An object on the way from supplier to customer.
#[derive(Debug)]
pub struct OnPath {
    /// What it is there.
    pub role: Role,
    /// What people call it.
    pub name: Text,
    /// Its full id; empty for an external party.
    pub id: String,
    /// Where it is written; `None` for an external party.
    pub place: Option<Spot>,
}

/// Why a fingerprint leads to no finding.
#[derive(Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No finding has it; those that come nearest.
    Unknown(Vec<String>),
    /// Several findings begin so.
    Ambiguous(Vec<String>),
}

/// Fingerprints offered in place of one that is not there.
const MOST_OFFERED: usize = 5;

/// The finding whose fingerprint begins so.
///
/// # Errors
/// If there is none, or more than one.
pub fn find<'c>(checked: &'c Checked, written: &str) -> Result<&'c Finding, NotFound> {
    let written = written.trim().to_ascii_lowercase();
    let findings = &checked.outcome.findings;
    let own = |finding: &Finding| finding.fingerprint.to_string();
    let begins = findings
        .iter()
        .filter(|finding| own(finding).starts_with(&written));
    let found: Vec<_> = begins.filter(|_| !written.is_empty()).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let mut near: Vec<_> = findings
                .iter()
                .map(|finding| {
                    let own = own(finding);
                    let begin = own.get(..written.len()).unwrap_or(&own);
                    (strsim::damerau_levenshtein(begin, &written), own)
                })
                .filter(|(distance, _)| *distance <= 1 + written.len() / 4)
                .collect();
            near.sort();
            let near = near.into_iter().take(MOST_OFFERED);
            Err(NotFound::Unknown(near.map(|(_, own)| own).collect()))
        }
        several => {
            let several = several.iter().take(MOST_OFFERED);
            Err(NotFound::Ambiguous(
                several.map(|finding| own(finding)).collect(),
            ))
        }
    }
}

/// Runs the rule of a finding once more on its object; `None` if it does not come to the
/// finding when it is watched.
pub fn trace(
    audit: &Audit,
    checked: &Checked,
    workspace: &Workspace,
    finding: &Finding,
) -> Option<Trace> {
    let id = &audit.rules.rules.get(finding.rule)?.meta.id;
    let rule = workspace.texts.iter().find(|text| text.id == *id)?.clone();
    let mut ignored = Vec::new();
    let settings = audit::settings(&workspace.root, &mut Sources::default(), &mut ignored);
    let rules = RuleSet::compile(vec![rule.clone()], &settings, &mut ignored);
    let same_check =
        |other: &&Finding| other.rule == finding.rule && other.subject == finding.subject;
    let nth = checked
        .outcome
        .findings
        .iter()
        .filter(same_check)
        .position(|other| other.fingerprint == finding.fingerprint)?;
    // What stopped a check is not said: everything led to it.
    let is_said = matches!(finding.undecided, None | Some(Undecided::Said));
    let watching = Watching::UntilSaid(if is_said { nth + 1 } else { 0 });
    let probe = Probe::new(&rule.script, watching);
    let rules = probe.arm(rules, id)?;
    let object = finding.subject.number as usize;
    let again = run_on(&checked.world, &rules, &audit.sources, 0, object);
    let same = again.get(nth)?;
    if same.places != finding.places || same.verdict != finding.verdict {
        return None;
    }
    Some(Trace {
        events: probe.events(),
        marks: probe.marks,
        path: path(checked, finding.subject),
        rule,
    })
}

/// The objects around one, from supplier to customer.
fn path(checked: &Checked, subject: Subject) -> Vec<OnPath> {
    let chain = &checked.world.chain;
    let at = subject.number as usize;
    match subject.kind {
        SubjectKind::Handoff => of_handoff(checked, subject),
        SubjectKind::Step => {
            let step = StepId(subject.number);
            let mut path = Vec::new();
            for handoff in chain.received_by(step) {
                path.extend(
                    of_handoff(checked, handoff_subject(handoff))
                        .into_iter()
                        .take(2),
                );
            }
            path.push(own(checked, subject, Role::Step));
            for handoff in chain.given_by(step) {
                path.extend(
                    of_handoff(checked, handoff_subject(handoff))
                        .into_iter()
                        .skip(1),
                );
            }
            path
        }
        SubjectKind::Goal => {
            let mut path = vec![own(checked, subject, Role::Object(SubjectKind::Goal))];
            match chain.goals[at].on {
                Target::Handoff(handoff) => {
                    path.extend(of_handoff(checked, handoff_subject(handoff)));
                }
                Target::Step(step) => path.push(party(checked, Party::Step(step.0), Role::Step)),
                Target::Process(process) => {
                    let kind = SubjectKind::Process;
                    let number = process.0;
                    path.push(own(checked, Subject { kind, number }, Role::Object(kind)));
                }
                Target::Organization => {}
            }
            path
        }
        SubjectKind::Chain => Vec::new(),
        kind => vec![own(checked, subject, Role::Object(kind))],
    }
}

fn handoff_subject(handoff: HandoffId) -> Subject {
    Subject {
        kind: SubjectKind::Handoff,
        number: handoff.0,
    }
}

fn of_handoff(checked: &Checked, subject: Subject) -> Vec<OnPath> {
    let handoff = &checked.world.chain.handoffs[subject.number as usize];
    let mut path = vec![
        party(checked, handoff.from, Role::Supplier),
        own(checked, subject, Role::Handoff),
    ];
    path.extend(handoff.to.map(|to| party(checked, to, Role::Customer)));
    path
}

fn party(checked: &Checked, party: Party, role: Role) -> OnPath {
    let name = checked.world.chain.party_name(party);
    match party {
        Party::Step(number) => {
            let kind = SubjectKind::Step;
            OnPath {
                name,
                ..own(checked, Subject { kind, number }, role)
            }
        }
        Party::Customer(_) | Party::Supplier(_) => OnPath {
            role,
            name,
            id: String::new(),
            place: None,
        },
    }
}

fn own(checked: &Checked, subject: Subject, role: Role) -> OnPath {
    let world = &checked.world;
    OnPath {
        role,
        name: world.label(subject),
        id: world.id(subject),
        place: Some(world.spot(subject, &[])),
    }
}
