//! What the key `on` names: a step, a handoff, a process, or the whole chain.

use super::Owner;
use super::names::Names;
use crate::model::evidence::WHOLE_CHAIN;
use crate::model::{HandoffId, StepId, Target};
use crate::problem::ProblemKind;

/// The step, handoff or process of that name.
pub(super) fn target(names: &Names<'_>, process: Owner, text: &str) -> Option<Target> {
    let (first, _) = found(names, process, text);
    first.or_else(|| (text == WHOLE_CHAIN).then_some(Target::Organization))
}

/// What is wrong with a name that things of two kinds answer to: a goal on the step `repair` of the
/// process `repair` would be held against figures of the other.
pub(super) fn ambiguous(names: &Names<'_>, process: Owner, text: &str) -> Option<ProblemKind> {
    let (one, other) = found(names, process, text);
    let (one, other) = (one?, other?);
    let own = process.map(|own| names.processes.name(own));
    let is_process = matches!(other, Target::Process(_));
    Some(ProblemKind::Ambiguous {
        written: text.to_owned(),
        one: kind(one),
        other: kind(other),
        full: own
            .filter(|_| is_process)
            .map(|own| format!("{own}/{text}")),
    })
}

/// The first two things that answer to a name.
fn found(names: &Names<'_>, process: Owner, text: &str) -> (Option<Target>, Option<Target>) {
    let processes = &names.processes;
    let step = names.steps.names.find(processes, process, text);
    let handoff = names.handoffs.names.find(processes, process, text);
    let all = [
        step.map(|at| Target::Step(StepId(at))),
        handoff.map(|at| Target::Handoff(HandoffId(at))),
        processes.find(text).map(Target::Process),
    ];
    let mut all = all.into_iter().flatten();
    (all.next(), all.next())
}

fn kind(target: Target) -> &'static str {
    match target {
        Target::Step(_) => "step",
        Target::Handoff(_) => "handoff",
        Target::Process(_) => "process",
        Target::Organization => "chain",
    }
}
