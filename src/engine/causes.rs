//! One cause, one finding: a symptom is not reported where its cause is.

use super::rule_set::RuleSet;
use super::run::Outcome;
use super::views::World;
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::model::{Party, Target};

/// Takes back what a rule said of an object where one of the rules it comes after found
/// the cause, on the object itself or on the one it belongs to.
pub(super) fn suppress(world: &World, rules: &RuleSet, outcome: &mut Outcome) {
    let mut taken_back: Vec<Vec<usize>> = Vec::with_capacity(rules.rules.len());
    for (at, rule) in rules.rules.iter().enumerate() {
        let kind = rule.meta.looks_at;
        let causes: Vec<_> = rule
            .meta
            .after
            .iter()
            .filter_map(|id| rules.rules.iter().position(|cause| cause.meta.id == *id))
            .collect();
        let explained = |object: &usize| {
            let subject = Subject {
                kind,
                number: u32::try_from(*object).unwrap_or(u32::MAX),
            };
            causes.iter().any(|cause| {
                let looks_at = rules.rules[*cause].meta.looks_at;
                let owner = owner(world, subject, looks_at);
                let verdicts = &outcome.verdicts[*cause];
                owner.and_then(|owner| verdicts.get(owner)) == Some(&Verdict::Nonconform)
            })
        };
        let open = outcome.verdicts[at]
            .iter()
            .enumerate()
            .filter(|(_, verdict)| {
                !causes.is_empty() && matches!(verdict, Verdict::Nonconform | Verdict::Undetermined)
            });
        taken_back.push(open.map(|(object, _)| object).filter(explained).collect());
    }
    for (verdicts, objects) in outcome.verdicts.iter_mut().zip(&taken_back) {
        for object in objects {
            verdicts[*object] = Verdict::NotApplicable;
        }
    }
    outcome.findings.retain(|finding| {
        let object = finding.subject.number as usize;
        taken_back[finding.rule].binary_search(&object).is_err()
    });
}

/// The number of the object of that kind that `subject` is or belongs to.
pub(super) fn owner(world: &World, subject: Subject, kind: SubjectKind) -> Option<usize> {
    let at = subject.number as usize;
    let chain = &world.chain;
    match (subject.kind, kind) {
        (own, wanted) if own == wanted => Some(at),
        (_, SubjectKind::Chain) => Some(0),
        (SubjectKind::Handoff, SubjectKind::Step) => match chain.handoffs.get(at)?.from {
            Party::Step(step) => Some(step as usize),
            _ => None,
        },
        (SubjectKind::Handoff, SubjectKind::Process) => {
            Some(chain.handoffs.get(at)?.process.index())
        }
        (SubjectKind::Step, SubjectKind::Process) => Some(chain.steps.get(at)?.process.index()),
        (SubjectKind::Goal, SubjectKind::Measure) => {
            let measure = chain.links.goal_measure.get(at).copied()??;
            Some(measure.0 as usize)
        }
        (SubjectKind::Goal, wanted) => match (chain.goals.get(at)?.on, wanted) {
            (Target::Handoff(id), SubjectKind::Handoff) => Some(id.index()),
            (Target::Step(id), SubjectKind::Step) => Some(id.index()),
            (Target::Process(id), SubjectKind::Process) => Some(id.index()),
            _ => None,
        },
        _ => None,
    }
}
