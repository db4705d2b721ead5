//! The remaining references: those that only link, and must lead somewhere.

use super::names::{Entry, Kind, Names};
use super::spot;
use crate::load::{List, Record, Reference, Segment};
use crate::model::namespace::Namespace;
use crate::problem::Problem;
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
