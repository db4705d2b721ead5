//! Looks up the references that do not carry work.

use super::names::{Entry, Names};
use crate::load::{List, Reference};
use crate::model::namespace::Namespace;
use crate::model::objects::{GoalId, HandoffId, ProcessId, StepId};
use crate::model::{Chain, Links, MeasureId};

/// All links of a chain whose goals are linked.
///
/// # Complexity
/// O(references · log names).
pub(super) fn links(names: &Names<'_>, chain: &Chain) -> Links {
    let mut links = Links {
        goal_measure: names.goals.each(|goal| {
            Some(MeasureId(measure(
                names,
                goal,
                goal.record.measure.as_ref()?,
            )?))
        }),
        goal_serves: names.goals.each(|goal| serves(names, goal)),
        goal_supported_by: vec![Vec::new(); chain.goals.len()],
        goal_blocked_by: vec![Vec::new(); chain.goals.len()],
        measure_goals: vec![Vec::new(); chain.measures.len()],
        measure_counters: names.measures.each(|entry| {
            let counters = find_all(names, entry, &entry.record.countered_by, |n| {
                &n.measures.names
            });
            counters.into_iter().map(MeasureId).collect()
        }),
        benchmark_measure: names
            .benchmarks
            .each(|entry| measure(names, entry, &entry.record.measure).map(MeasureId)),
        practice_benchmarks: names.practices.each(|entry| {
            find_all(names, entry, &entry.record.explains, |n| {
                &n.benchmarks.names
            })
        }),
        action_goals: names
            .actions
            .each(|entry| goals(names, entry, &entry.record.helps)),
        objective_goals: vec![Vec::new(); chain.objectives.len()],
        objective_processes: names.objectives.each(|entry| {
            let written = entry.record.realised_by.iter();
            let found = written.filter_map(|written| names.processes.find(written.as_str()));
            found.collect::<Vec<ProcessId>>()
        }),
        weakness_goals: names
            .weaknesses
            .each(|entry| goals(names, entry, &entry.record.blocks)),
        asset_steps: names.assets.each(|entry| {
            let steps = find_all(names, entry, &entry.record.used_by, |n| &n.steps.names);
            steps.into_iter().map(StepId).collect()
        }),
        sheet_handoffs: names.sheets.each(|entry| {
            let touchpoints = entry.record.touchpoints.iter();
            let written = touchpoints.filter_map(|touchpoint| touchpoint.handoff.as_ref());
            let found =
                written.filter_map(|written| find(names, entry, written, &names.handoffs.names));
            found.map(HandoffId).collect()
        }),
        voice_customer: names.voices.each(|entry| {
            let written = entry.record.customer.as_ref()?;
            find(names, entry, written, &names.customers.names)
        }),
    };
    turn_round(&mut links, names, chain);
    links
}

/// The links seen from their other end.
fn turn_round(links: &mut Links, names: &Names<'_>, chain: &Chain) {
    for (at, goal) in chain.goals.iter().enumerate() {
        let id = GoalId::at(at);
        if let Some(Some(measure)) = links.goal_measure.get(at) {
            links.measure_goals[measure.0 as usize].push(id);
        }
        for larger in &goal.supports_goals {
            links.goal_supported_by[larger.index()].push(id);
        }
        for written in goal.record.supports.iter() {
            if let Some(objective) = names.objectives.names.exact(None, written.as_str()) {
                links.objective_goals[objective as usize].push(id);
            }
        }
    }
    for (at, blocked) in (0..).zip(&links.weakness_goals) {
        for goal in blocked {
            links.goal_blocked_by[goal.index()].push(at);
        }
    }
}

fn serves(names: &Names<'_>, goal: &Entry<'_, crate::load::document::Goal>) -> Vec<HandoffId> {
    find_all(names, goal, &goal.record.serves, |names| {
        &names.handoffs.names
    })
    .into_iter()
    .map(HandoffId)
    .collect()
}

fn goals<R>(names: &Names<'_>, entry: &Entry<'_, R>, written: &List<Reference>) -> Vec<GoalId> {
    let found = find_all(names, entry, written, |names| &names.goals.names);
    found.into_iter().map(GoalId).collect()
}

fn measure<R>(names: &Names<'_>, entry: &Entry<'_, R>, written: &Reference) -> Option<u32> {
    find(names, entry, written, &names.measures.names)
}

fn find<R>(
    names: &Names<'_>,
    entry: &Entry<'_, R>,
    written: &Reference,
    among: &Namespace<'_>,
) -> Option<u32> {
    among.find(&names.processes, entry.process, written.as_str())
}

fn find_all<'n, 'd, R>(
    names: &'n Names<'d>,
    entry: &Entry<'_, R>,
    written: &List<Reference>,
    among: fn(&'n Names<'d>) -> &'n Namespace<'d>,
) -> Vec<u32> {
    let written = written.iter();
    written
        .filter_map(|written| find(names, entry, written, among(names)))
        .collect()
}
