//! The remaining references: those that only link, and must lead somewhere.

use super::names::{Entry, Kind, Names};
use super::spot;
use crate::load::{List, Record, Reference, Segment};
use crate::model::namespace::Namespace;
use crate::problem::{Problem, nearest};
use crate::source::{SourceId, Spot};

/// Reports every reference of goals, actions, strengths, weaknesses, benchmarks and
/// value sheets that leads nowhere.
pub(super) fn references(names: &Names<'_>, problems: &mut Vec<Problem>) {
    let mut check = Check { names, problems };
    let goals = &names.goals.names;
    let goal_or_objective: [&Namespace<'_>; 2] = [goals, &names.objectives.names];
    check.lists(
        &names.goals,
        "supports",
        "goal or objective",
        |r| &r.supports,
        &goal_or_objective,
    );
    check.lists(&names.actions, "helps", "goal", |r| &r.helps, &[goals]);
    check.lists(&names.strengths, "helps", "goal", |r| &r.helps, &[goals]);
    check.lists(&names.weaknesses, "blocks", "goal", |r| &r.blocks, &[goals]);
    check.lists(
        &names.goals,
        "serves",
        "handoff",
        |r| &r.serves,
        &[&names.handoffs.names],
    );
    let measures = [&names.measures.names];
    check.lists(
        &names.measures,
        "countered_by",
        "measure",
        |r| &r.countered_by,
        &measures,
    );
    check.lists(
        &names.assets,
        "used_by",
        "step",
        |r| &r.used_by,
        &[&names.steps.names],
    );
    let taken_up = [&names.handoffs.names, goals, &names.actions.names];
    check.lists(
        &names.voices,
        "feeds",
        "handoff, goal or action",
        |r| &r.feeds,
        &taken_up,
    );
    for entry in names.voices.entries() {
        if let Some(customer) = &entry.record.customer {
            let place = spot(entry.source, &**entry.record, &["customer"]);
            let customers = [&names.customers.names];
            check.reference(entry, "customer", customer, place, &customers);
        }
    }
    check.processes_of_objectives();
    check.lists(
        &names.practices,
        "explains",
        "benchmark",
        |r| &r.explains,
        &[&names.benchmarks.names],
    );
    for entry in names.benchmarks.entries() {
        let place = spot(entry.source, &**entry.record, &["measure"]);
        let measures = [&names.measures.names];
        check.reference(entry, "measure", &entry.record.measure, place, &measures);
    }
    for entry in names.sheets.entries() {
        for touchpoint in &*entry.record.touchpoints {
            let Some(written) = &touchpoint.handoff else {
                continue;
            };
            let place = Spot {
                source: entry.source,
                span: touchpoint.locate(&[Segment::Key("handoff".into())]),
            };
            check.reference(entry, "handoff", written, place, &[&names.handoffs.names]);
        }
    }
}

struct Check<'n, 'd> {
    names: &'n Names<'d>,
    problems: &'n mut Vec<Problem>,
}

impl Check<'_, '_> {
    fn processes_of_objectives(&mut self) {
        for entry in self.names.objectives.entries() {
            for (span, written) in entry.record.realised_by.placed() {
                let processes = &self.names.processes;
                let written = written.as_str();
                if processes.find(written).is_some() || self.hidden(entry.source, written) {
                    continue;
                }
                let names = processes.names().iter().copied();
                let near = nearest(written, names).map(str::to_owned);
                let place = Spot {
                    source: entry.source,
                    span,
                };
                let kind = self.names.dangling(written, "process", near);
                self.problems.push(Problem::at(place, kind));
            }
        }
    }

    fn lists<R: Record>(
        &mut self,
        kind: &Kind<'_, R>,
        key: &str,
        what: &'static str,
        list: fn(&R) -> &List<Reference>,
        among: &[&Namespace<'_>],
    ) {
        for entry in kind.entries() {
            for (span, written) in list(entry.record).placed() {
                let place = Spot {
                    source: entry.source,
                    span,
                };
                self.reference(entry, what, written, place, among);
            }
        }
        debug_assert!(R::SPEC.key(key).is_some());
    }

    fn reference<R>(
        &mut self,
        entry: &Entry<'_, R>,
        what: &'static str,
        written: &Reference,
        place: Spot,
        among: &[&Namespace<'_>],
    ) {
        let written = written.as_str();
        let processes = &self.names.processes;
        let known = among
            .iter()
            .any(|names| names.find(processes, entry.process, written).is_some());
        if known || written.is_empty() || self.hidden(entry.source, written) {
            return;
        }
        let suggestion = among
            .iter()
            .filter_map(|names| names.nearest(processes, entry.process, written))
            .min()
            .map(|(_, shown)| shown);
        let kind = self.names.dangling(written, what, suggestion);
        self.problems.push(Problem::at(place, kind));
    }

    fn hidden(&self, source: SourceId, written: &str) -> bool {
        self.names.may_be_hidden(source, written)
    }
}
