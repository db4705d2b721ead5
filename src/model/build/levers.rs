//! Links levers with what they change, and holds their ranges against what is written today.

use std::sync::Arc;

use super::names::{Entry, Names};
use super::spot;
use crate::lang::Lang;
use crate::load::document::{self, Parameter};
use crate::load::{AnyRecord, Choice};
use crate::model::Chain;
use crate::model::objects::{HandoffId, Lever, StepId, Target};
use crate::problem::{Expected, Problem, ProblemKind, StrategyProblem};
use crate::quantity::{Dimension, Quantity};

/// Every lever with what it changes, adding to `problems` those that cannot be.
pub(super) fn link(names: &Names<'_>, chain: &Chain, problems: &mut Vec<Problem>) -> Vec<Lever> {
    let entries = names.levers.entries().iter();
    let is_sound = problems.is_empty();
    let linked = entries.map(|entry| {
        let changes = object(names, entry, problems);
        // Where links are missing, ids stand for other objects.
        if let Some(target) = changes.filter(|_| is_sound) {
            fits(entry, chain, target, problems);
        }
        Lever {
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
            changes,
        }
    });
    let linked: Vec<Lever> = linked.collect();
    one_currency(chain, &linked, problems);
    linked
}

/// Reports the first cost in another currency than the costs before it.
fn one_currency(chain: &Chain, levers: &[Lever], problems: &mut Vec<Problem>) {
    let costs = levers.iter().flat_map(|lever| {
        let record = &lever.record;
        let told = [
            ("cost", record.cost.as_ref()),
            ("once", record.once.as_ref()),
        ];
        told.into_iter()
            .filter_map(move |(key, cost)| Some((spot(lever.source, &**record, &[key]), &cost?.0)))
    });
    let of_steps = chain.steps.iter().filter_map(|step| {
        let cost = &step.record.cost.as_ref()?.0;
        Some((spot(step.source, &*step.record, &["cost"]), cost))
    });
    let costs: Vec<_> = of_steps.chain(costs).collect();
    let Some((first, known)) = costs.first() else {
        return;
    };
    if let Some((other, cost)) = costs.iter().find(|(_, cost)| !cost.commensurable(known)) {
        let kind = StrategyProblem::CurrenciesDiffer {
            one: known.show(Lang::En),
            other: cost.show(Lang::En),
        };
        let kind = ProblemKind::Strategy(kind);
        problems.push(Problem::at(*other, kind).with_related(*first));
    }
}

/// The step or handoff a lever changes.
fn object(
    names: &Names<'_>,
    entry: &Entry<'_, document::Lever>,
    problems: &mut Vec<Problem>,
) -> Option<Target> {
    let written = entry.record.changes.as_str();
    let (own, processes) = (entry.process, &names.processes);
    if let Some(step) = names.steps.names.find(processes, own, written) {
        return Some(Target::Step(StepId(step)));
    }
    if let Some(handoff) = names.handoffs.names.find(processes, own, written) {
        return Some(Target::Handoff(HandoffId(handoff)));
    }
    if !written.is_empty() && !names.may_be_hidden(entry.source, written) {
        let near = [&names.steps.names, &names.handoffs.names]
            .into_iter()
            .filter_map(|known| known.nearest(processes, own, written))
            .min();
        let kind = names.dangling(written, "step or handoff", near.map(|(_, shown)| shown));
        let place = spot(entry.source, &**entry.record, &["changes"]);
        problems.push(Problem::at(place, kind));
    }
    None
}

/// The parameters a step, or a handoff, has.
fn parameters(target: Target) -> (&'static str, Vec<Parameter>) {
    use Parameter as P;
    match target {
        Target::Step(_) => (
            "step",
            vec![P::Yield, P::Touch, P::Availability, P::Servers, P::Detects],
        ),
        _ => ("handoff", vec![P::Wait, P::Share]),
    }
}

/// Reports a parameter the object does not have, a unit that does not fit, a range that is none.
fn fits(
    entry: &Entry<'_, document::Lever>,
    chain: &Chain,
    target: Target,
    problems: &mut Vec<Problem>,
) {
    let record = &**entry.record;
    let place = |key| spot(entry.source, record, &[key]);
    let (object, known) = parameters(target);
    if !known.contains(&record.parameter) {
        if record.has("parameter") {
            let kind = StrategyProblem::NotOfObject {
                parameter: record.parameter.word(),
                object,
                known: known.into_iter().map(Choice::word).collect(),
            };
            problems.push(Problem::at(place("parameter"), ProblemKind::Strategy(kind)));
        }
        return;
    }
    let (least, most) = (&record.least, &record.most);
    let expected = takes(record.parameter);
    for (key, value) in [("least", least), ("most", most)] {
        if record.has(key) && !is(value, record.parameter) {
            let kind = ProblemKind::UnitOfOtherKind {
                expected,
                written: value.show(Lang::En),
            };
            problems.push(Problem::at(place(key), kind));
            return;
        }
    }
    if !record.has("least") || !record.has("most") || !step_fits(entry, expected, problems) {
        return;
    }
    let written = |quantity: &Quantity| quantity.show(Lang::En);
    if !least.compare(most).is_some_and(std::cmp::Ordering::is_lt) {
        let kind = StrategyProblem::RangeBackwards {
            least: written(least),
            most: written(most),
        };
        problems.push(Problem::at(place("least"), ProblemKind::Strategy(kind)));
        return;
    }
    let Some(today) = chain.written(target, record.parameter) else {
        return;
    };
    let below = today.compare(least).is_some_and(std::cmp::Ordering::is_lt);
    let above = today.compare(most).is_some_and(std::cmp::Ordering::is_gt);
    if below || above {
        let kind = StrategyProblem::ExcludesToday {
            today: written(&today),
            least: written(least),
            most: written(most),
            measured: None,
        };
        let key = if below { "least" } else { "most" };
        problems.push(Problem::at(place(key), ProblemKind::Strategy(kind)));
    }
}

/// What a parameter takes.
fn takes(parameter: Parameter) -> Expected {
    match parameter {
        Parameter::Touch | Parameter::Wait => Expected::Duration,
        Parameter::Servers => Expected::Number,
        _ => Expected::Share,
    }
}

fn is(value: &Quantity, parameter: Parameter) -> bool {
    let base = value.base();
    match takes(parameter) {
        Expected::Duration => matches!(value.dimension(), Dimension::Duration(_)) && base >= 0.0,
        Expected::Number => {
            matches!(value.dimension(), Dimension::Number | Dimension::Count) && base >= 1.0
        }
        _ => value.dimension() == Dimension::Share && (0.0..=1.0).contains(&base),
    }
}

/// Reports a `per` of another kind than the parameter, or none where there is no usual one.
fn step_fits(
    entry: &Entry<'_, document::Lever>,
    expected: Expected,
    problems: &mut Vec<Problem>,
) -> bool {
    let record = &**entry.record;
    let Some(per) = &record.per else {
        if expected == Expected::Share || record.cost.is_none() {
            return true;
        }
        let kind = ProblemKind::MissingKey {
            key: "per",
            table: "lever",
            example: match expected {
                Expected::Duration => "per = \"1 h\"".to_owned(),
                _ => "per = 1".to_owned(),
            },
        };
        problems.push(Problem::at(spot(entry.source, record, &["cost"]), kind));
        return false;
    };
    let fits = match per.dimension() {
        Dimension::Share | Dimension::Points => expected == Expected::Share,
        Dimension::Duration(_) => expected == Expected::Duration,
        Dimension::Number | Dimension::Count => expected == Expected::Number,
        _ => false,
    };
    let fits = fits && per.base() > 0.0;
    if !fits {
        let kind = ProblemKind::UnitOfOtherKind {
            expected,
            written: per.show(Lang::En),
        };
        problems.push(Problem::at(spot(entry.source, record, &["per"]), kind));
    }
    fits
}
