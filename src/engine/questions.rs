//! The eight questions of every handoff, answered from the verdicts of the rules.

use super::causes::owner;
use super::meta::Question;
use super::rule_set::RuleSet;
use super::run::Outcome;
use super::views::World;
use crate::finding::{Subject, SubjectKind, Verdict};

/// The answers to the eight questions, in their order; `None` where no rule that ran
/// speaks to the question.
pub type Answers = [Option<Verdict>; 8];

/// Answers the questions for every handoff.
///
/// The worst verdict of the rules that speak to a question counts. Where only some of them
/// ran, what they found right is undetermined: the others might have found it wrong.
///
/// # Complexity
/// O(handoffs × rules with a question).
pub fn answer(world: &World, rules: &RuleSet, outcome: &Outcome) -> Vec<Answers> {
    let speaking: Vec<(usize, usize, SubjectKind)> = rules
        .rules
        .iter()
        .enumerate()
        .filter_map(|(at, rule)| {
            let question = rule.meta.question?;
            let position = Question::ALL.iter().position(|known| *known == question)?;
            Some((position, at, rule.meta.looks_at))
        })
        .collect();
    let silenced = Question::ALL.map(|question| rules.off.iter().any(|off| off.hides(question)));
    (0..world.count(SubjectKind::Handoff))
        .map(|handoff| {
            let mut answers: Answers = [None; 8];
            for (question, rule, kind) in &speaking {
                let said = on_handoff(world, &outcome.verdicts[*rule], *kind, handoff);
                answers[*question] = answers[*question].max(said.or(Some(Verdict::Undetermined)));
            }
            for (answer, partly) in answers.iter_mut().zip(silenced) {
                if partly && *answer == Some(Verdict::Conform) {
                    *answer = Some(Verdict::Undetermined);
                }
            }
            let received = world.chain.handoffs[handoff].to.is_some();
            if received { answers } else { nobody(answers) }
        })
        .collect()
}

/// Where nobody receives, nothing but the first question makes sense.
fn nobody(mut answers: Answers) -> Answers {
    answers[1..].fill(Some(Verdict::NotApplicable));
    answers
}

/// What a rule's verdicts say of a handoff; `None` if nothing.
fn on_handoff(
    world: &World,
    verdicts: &[Verdict],
    kind: SubjectKind,
    handoff: usize,
) -> Option<Verdict> {
    if kind == SubjectKind::Goal {
        let goals = &world.chain.handoffs.get(handoff)?.goals;
        return goals
            .iter()
            .filter_map(|goal| verdicts.get(goal.index()))
            .max()
            .copied();
    }
    let subject = Subject {
        kind: SubjectKind::Handoff,
        number: u32::try_from(handoff).ok()?,
    };
    verdicts.get(owner(world, subject, kind)?).copied()
}
