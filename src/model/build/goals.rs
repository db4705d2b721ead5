//! Goals: what each is measured on, by which measure, whom it serves, what helps it.

use std::sync::Arc;

use jiff::civil::Date;

use super::names::{Entry, Names};
use super::on::{ambiguous, target};
use super::spot;
use crate::lang::Lang;
use crate::load::document::{self, Better, GoalKind, MeasureKind};
use crate::load::{Choice, Record, Segment};
use crate::model::Chain;
use crate::model::objects::{ActionId, Goal, GoalId, ProcessId, Target};
use crate::problem::{Problem, ProblemKind};
use crate::quantity::{Dimension, Quantity, half_up};
use crate::source::{Span, Spot};

/// Links goals with what they are on, and actions with goals.
pub(super) fn link_goals(chain: &mut Chain, names: &Names<'_>, problems: &mut Vec<Problem>) {
    for entry in names.goals.entries() {
        let goal = link(entry, names, problems);
        let id = GoalId::at(chain.goals.len());
        if let Some(process) = goal.process {
            chain.processes[process.index()].goals.push(id);
        }
        if let Target::Handoff(handoff) = goal.on
            && let Some(handoff) = chain.handoffs.get_mut(handoff.index())
        {
            handoff.goals.push(id);
        }
        chain.goals.push(goal);
    }
    spread_objectives(&mut chain.goals);
    link_actions(chain, names);
}

fn link(entry: &Entry<'_, document::Goal>, names: &Names<'_>, problems: &mut Vec<Problem>) -> Goal {
    let record = entry.record;
    let mut look = Look {
        entry,
        names,
        problems,
    };
    let on = look.target();
    let measure = look.measure();
    let supports_goals = look.supported_goals();
    let is_objective = |written: &crate::load::Reference| {
        names
            .objectives
            .names
            .exact(None, written.as_str())
            .is_some()
    };
    if let Some(measure) = &measure {
        look.units(measure);
    }
    look.figures();
    look.days();
    look.milestones(measure.as_deref());
    Goal {
        record: Arc::clone(record),
        source: entry.source,
        process: entry.process,
        on,
        measure,
        supports_goals,
        reaches_objective: record.supports.iter().any(is_objective),
        helped_by: Vec::new(),
    }
}

struct Look<'a, 'd> {
    entry: &'a Entry<'d, document::Goal>,
    names: &'a Names<'d>,
    problems: &'a mut Vec<Problem>,
}

impl Look<'_, '_> {
    fn spot(&self, path: &[&str]) -> Spot {
        spot(self.entry.source, &**self.entry.record, path)
    }

    fn spot_of(&self, span: Span) -> Spot {
        Spot {
            source: self.entry.source,
            span,
        }
    }

    fn target(&mut self) -> Target {
        let own = self
            .entry
            .process
            .map_or(Target::Organization, Target::Process);
        let Some(on) = &self.entry.record.on else {
            return own;
        };
        let written = on.as_str();
        let names = self.names;
        if let Some(kind) = ambiguous(names, self.entry.process, written) {
            self.problems.push(Problem::at(self.spot(&["on"]), kind));
        }
        let found = target(names, self.entry.process, written);
        found.unwrap_or_else(|| {
            self.dangling(
                written,
                "step, handoff or process",
                &["on"],
                |names, process| {
                    let near_process = names
                        .processes
                        .names()
                        .iter()
                        .map(|name| {
                            (
                                strsim::damerau_levenshtein(written, name),
                                (*name).to_owned(),
                            )
                        })
                        .filter(|(distance, name)| *distance <= 1.max(name.len() / 3))
                        .min();
                    [
                        names
                            .steps
                            .names
                            .nearest(&names.processes, process, written),
                        names
                            .handoffs
                            .names
                            .nearest(&names.processes, process, written),
                        near_process,
                    ]
                    .into_iter()
                    .flatten()
                    .min()
                },
            );
            own
        })
    }

    fn measure(&mut self) -> Option<Arc<document::Measure>> {
        let written = self.entry.record.measure.as_ref()?.as_str();
        let names = self.names;
        let found = names
            .measures
            .names
            .find(&names.processes, self.entry.process, written);
        if found.is_none() {
            self.dangling(written, "measure", &["measure"], |names, process| {
                names
                    .measures
                    .names
                    .nearest(&names.processes, process, written)
            });
        }
        let entry = &names.measures.entries()[found? as usize];
        Some(Arc::clone(entry.record))
    }

    fn supported_goals(&self) -> Vec<GoalId> {
        let names = self.names;
        let find = |written| {
            names
                .goals
                .names
                .find(&names.processes, self.entry.process, written)
        };
        let supports = self.entry.record.supports.iter();
        supports
            .filter_map(|written| find(written.as_str()))
            .map(GoalId)
            .collect()
    }

    fn dangling(
        &mut self,
        written: &str,
        what: &'static str,
        path: &[&str],
        nearest: impl FnOnce(&Names<'_>, Option<ProcessId>) -> Option<(usize, String)>,
    ) {
        if written.is_empty() || self.names.may_be_hidden(self.entry.source, written) {
            return;
        }
        let near = nearest(self.names, self.entry.process).map(|(_, shown)| shown);
        let kind = self.names.dangling(written, what, near);
        self.problems.push(Problem::at(self.spot(path), kind));
    }

    /// Every value of the goal must be in a unit of its measure's kind.
    fn units(&mut self, measure: &document::Measure) {
        let record = &**self.entry.record;
        let mut values: Vec<(Span, &Quantity)> = Vec::new();
        let single = [
            ("floor", &record.floor),
            ("target", &record.target),
            ("stretch", &record.stretch),
            ("best_ever", &record.best_ever),
        ];
        for (key, value) in single {
            values.extend(value.as_ref().map(|value| (self.spot(&[key]).span, value)));
        }
        for (key, figure) in [("baseline", &record.baseline), ("actual", &record.actual)] {
            let value = figure.as_ref().and_then(|figure| figure.value.as_ref());
            values.extend(value.map(|value| (self.spot(&[key, "value"]).span, value)));
        }
        for milestone in &*record.milestones {
            let span = milestone.locate(&[Segment::Key("value".into())]);
            // What could not be read has been reported, and stands here as zero.
            if milestone.value != Quantity::default() {
                values.push((span, &milestone.value));
            }
        }
        let unfit = |value: &Quantity, example| ProblemKind::UnitDoesNotFitMeasure {
            written: value.show(Lang::En),
            measure: measure.id.as_str().to_owned(),
            kind: measure.kind.word(),
            example,
        };
        for (span, value) in values {
            if !fits(measure.kind, value) {
                let kind = unfit(value, example(measure.kind));
                self.problems.push(Problem::at(self.spot_of(span), kind));
            }
        }
        if let Some(costs) = &record.short_costs
            && let Some(example) = costs_unlike(measure.kind, costs)
        {
            let place = self.spot(&["short_costs"]);
            self.problems
                .push(Problem::at(place, unfit(costs, example)));
        }
    }

    /// Milestones of a goal to improve lead on: each is later than the one before, and no worse.
    fn milestones(&mut self, measure: Option<&document::Measure>) {
        let record = &**self.entry.record;
        let improves = record.kind.is_none_or(|kind| kind == GoalKind::Improve);
        let better = measure.and_then(|measure| measure.better);
        let better = better.or_else(|| record.direction());
        let readable = |one: &document::Milestone| one.on != Date::default();
        for pair in record.milestones.windows(2).filter(|_| improves) {
            let (before, own) = (&*pair[0], &*pair[1]);
            if !readable(before) || !readable(own) {
                continue;
            }
            let in_time = own.on <= before.on;
            let order = own.value.compare(&before.value);
            let is_worse = order
                .zip(better)
                .is_some_and(|(order, better)| match better {
                    Better::Higher => order.is_lt(),
                    Better::Lower => order.is_gt(),
                });
            if !in_time && !is_worse {
                continue;
            }
            let (key, written, earlier) = if in_time {
                ("on", own.on.to_string(), before.on.to_string())
            } else {
                let shown = |one: &document::Milestone| one.value.show(Lang::En);
                ("value", shown(own), shown(before))
            };
            let spot =
                |one: &document::Milestone| self.spot_of(one.locate(&[Segment::Key(key.into())]));
            let kind = ProblemKind::MilestonesBackwards {
                in_time,
                written,
                before: earlier,
            };
            let problem = Problem::at(spot(own), kind).with_related(spot(before));
            self.problems.push(problem);
        }
    }

    /// A goal begins before it ends, and its milestones lie between.
    fn days(&mut self) {
        let record = self.entry.record;
        let day = |key: &'static str, day| {
            let place = self.spot(&[key]);
            Some(Day {
                key,
                day: day?,
                place,
            })
        };
        let (start, by) = (day("start", record.start), day("by", record.by));
        in_order(start, by, self.problems);
        for milestone in &*record.milestones {
            let span = milestone.locate(&[Segment::Key("on".into())]);
            let on = (milestone.on != Date::default()).then(|| Day {
                key: "milestones.on",
                day: milestone.on,
                place: self.spot_of(span),
            });
            in_order(start, on, self.problems);
            in_order(on, by, self.problems);
        }
    }

    /// Counts must be possible, and agree with the value where both are written.
    fn figures(&mut self) {
        let record = self.entry.record;
        for (key, figure) in [("baseline", &record.baseline), ("actual", &record.actual)] {
            let Some(figure) = figure else { continue };
            let Some((k, n)) = figure.k.zip(figure.n).map(|(k, n)| (k.0, n.0)) else {
                continue;
            };
            if k > n {
                let place = self.spot(&[key, "k"]);
                self.problems
                    .push(Problem::at(place, ProblemKind::MoreThanAll { k, n }));
            } else if let Some(kind) = contradiction(figure.value.as_ref(), k, n) {
                let place = self.spot(&[key, "value"]);
                self.problems.push(Problem::at(place, kind));
            }
        }
    }
}

/// An example of what being short costs, where what is written does not fit the kind of measure.
fn costs_unlike(kind: MeasureKind, costs: &Quantity) -> Option<&'static str> {
    let (fits, example) = match kind {
        MeasureKind::Duration => {
            let money = costs.each().map(|each| each.dimension());
            let per_time = costs.period().is_some() && money == Some(Dimension::Money);
            (per_time, "500 CNY / h")
        }
        _ => (costs.dimension() == Dimension::Money, "120 CNY"),
    };
    (!fits).then_some(example)
}

/// A day with the key it is written under.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) key: &'static str,
    pub(super) day: Date,
    pub(super) place: Spot,
}

/// Reports two days in the wrong order, where the later line has its own.
pub(super) fn in_order(first: Option<Day>, second: Option<Day>, problems: &mut Vec<Problem>) {
    let Some((first, second)) = first.zip(second).filter(|(a, b)| a.day > b.day) else {
        return;
    };
    let kind = ProblemKind::DatesOutOfOrder {
        first: first.key,
        second: second.key,
    };
    let place = first.place.max(second.place);
    let other = first.place.min(second.place);
    problems.push(Problem::at(place, kind).with_related(other));
}

/// A value further from its counts than rounding to whole percents explains.
#[expect(clippy::cast_precision_loss, reason = "counts are read up to 2^53")]
pub(super) fn contradiction(value: Option<&Quantity>, k: i64, n: i64) -> Option<ProblemKind> {
    let value = value?;
    let counted = k as f64 / n as f64;
    let apart = (value.base() - counted).abs() > 0.005 + 1e-9;
    (value.dimension() == Dimension::Share && apart).then(|| ProblemKind::ValueContradictsCounts {
        value: value.show(Lang::En),
        counted: Quantity::share(half_up(counted, 3)).show(Lang::En),
    })
}

/// Whether a value is in a unit of that kind of measure.
pub(super) fn fits(kind: MeasureKind, value: &Quantity) -> bool {
    matches!(
        (kind, value.dimension()),
        (MeasureKind::Share, Dimension::Share)
            | (MeasureKind::Duration, Dimension::Duration(_))
            | (MeasureKind::Rate, Dimension::Rate)
            | (MeasureKind::Count, Dimension::Count | Dimension::Number)
            | (MeasureKind::Score, Dimension::Score | Dimension::Number)
            | (MeasureKind::Money, Dimension::Money)
    )
}

pub(super) fn example(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Share => "95 %",
        MeasureKind::Duration => "2 h",
        MeasureKind::Rate => "120 / day",
        MeasureKind::Count => "3",
        MeasureKind::Score => "4.5",
        MeasureKind::Money => "5000 CNY",
    }
}

/// A goal that supports a goal that reaches an objective reaches it too.
///
/// # Complexity
/// O(goals + supports): each goal enters the queue at most once.
fn spread_objectives(goals: &mut [Goal]) {
    let mut supporters: Vec<Vec<usize>> = vec![Vec::new(); goals.len()];
    for (at, goal) in goals.iter().enumerate() {
        for supported in &goal.supports_goals {
            supporters[supported.index()].push(at);
        }
    }
    let mut reached: Vec<usize> = (0..goals.len())
        .filter(|at| goals[*at].reaches_objective)
        .collect();
    while let Some(at) = reached.pop() {
        for supporter in &supporters[at] {
            if !goals[*supporter].reaches_objective {
                goals[*supporter].reaches_objective = true;
                reached.push(*supporter);
            }
        }
    }
}

/// Tells every goal which actions help it.
fn link_actions(chain: &mut Chain, names: &Names<'_>) {
    for (at, entry) in names.actions.entries().iter().enumerate() {
        for written in &*entry.record.helps {
            let goals = &names.goals.names;
            let found = goals.find(&names.processes, entry.process, written.as_str());
            if let Some(goal) = found.and_then(|goal| chain.goals.get_mut(goal as usize)) {
                goal.helped_by.push(ActionId::at(at));
            }
        }
    }
}
