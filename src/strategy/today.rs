//! What the figures of steps and handoffs are today, and how that is known.
//!
//! What was measured comes before what is written in the model, and what the receiver recorded
//! before what the giver did; a value tried in place of today's comes before both.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::load::change::Made;
use crate::load::document::{Grade, Parameter, StandardMeasure, Statistic};
use crate::load::settings::Policy;
use crate::load::{AnyRecord, Choice, Segment};
use crate::measure::gap::counts_of;
use crate::measure::logged::Logged;
use crate::model::{Chain, FigureId, HandoffId, Party, StepId, Target};
use crate::quantity::Quantity;
use crate::source::Spot;
use crate::statistics::as_float;

/// Where a value is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is written in the model, here.
    Written(Spot),
    /// It was measured.
    Figure(FigureId),
    /// An event log shows it: the log's position in the chain.
    Log(usize),
}

/// A value, and how it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The value.
    pub value: Quantity,
    /// How it was got.
    pub grade: Grade,
    /// Where it is known from.
    pub origin: Origin,
    /// For a share of a sample: how many cases had it, of how many.
    pub counts: Option<(u64, u64)>,
}

/// What is asked for what today's figures are.
#[derive(Debug, Clone, Copy)]
pub struct Today<'w> {
    /// The chain.
    pub chain: &'w Chain,
    /// What its event logs say.
    pub logged: &'w Logged,
    /// The day figures are asked for; the latest if `None`.
    pub as_of: Option<Date>,
    /// What is judgement, not arithmetic.
    pub policy: &'w Policy,
    /// What is tried: objects and keys whose written value counts before any measured one.
    pub assumed: &'w Assumed,
}

/// Objects and keys whose written value is to count, whatever was measured.
#[derive(Debug, Clone, Default)]
pub struct Assumed(HashSet<(Target, Parameter)>);

impl Assumed {
    /// Nothing is assumed.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Makes the written value of a key count.
    pub fn assume(&mut self, target: Target, parameter: Parameter) {
        self.0.insert((target, parameter));
    }

    /// What changes made to a model assume: each changed figure of a step or handoff.
    pub fn of_changes(chain: &Chain, made: &[Made]) -> Self {
        let mut assumed = Self::nothing();
        for (target, parameter) in made.iter().filter_map(|change| changed(chain, change)) {
            assumed.assume(target, parameter);
        }
        assumed
    }

    /// Whether the written value of a key is to count.
    pub fn is_assumed(&self, target: Target, parameter: Parameter) -> bool {
        self.0.contains(&(target, parameter))
    }
}

/// Whether a statistic says what is usual: the longest wait of a month in a sum of means would
/// say of every case what happened to one.
fn is_usual(statistic: Statistic) -> bool {
    match statistic {
        Statistic::Mean | Statistic::Median | Statistic::ShareWithin => true,
        Statistic::Percentile | Statistic::Worst | Statistic::Total => false,
    }
}

impl Today<'_> {
    /// A parameter of a step or handoff.
    pub fn of(&self, target: Target, parameter: Parameter) -> Option<Known> {
        let written = || self.written(target, parameter);
        if self.assumed.is_assumed(target, parameter) {
            return written();
        }
        self.measured(target, parameter).or_else(written)
    }

    /// A parameter as it was measured.
    pub(super) fn measured(&self, target: Target, parameter: Parameter) -> Option<Known> {
        match (target, parameter) {
            (Target::Step(step), Parameter::Yield) => self
                .usable(step)
                .or_else(|| self.figure(target, StandardMeasure::FirstPass)),
            (Target::Step(step), Parameter::Touch) => {
                let (log, one) = self.logged.step(step)?;
                Some(logged(log.at, log.time(one.touch?.mean)))
            }
            (Target::Handoff(handoff), Parameter::Wait) => {
                let figure = self.figure(target, StandardMeasure::Wait);
                figure.or_else(|| {
                    let (log, one) = self.logged.handoff(handoff)?;
                    let mean = log.time(one.wait.mean);
                    log.has_durations.then(|| logged(log.at, mean))
                })
            }
            (Target::Handoff(handoff), Parameter::Share)
                if self.chain.handoff(handoff).record.returns == Some(true) =>
            {
                let figure = self.figure(target, StandardMeasure::Returned);
                figure.or_else(|| self.sent_back(handoff))
            }
            _ => None,
        }
    }

    /// How often work goes the way back, of all that its giver did, by the first log that shows it.
    ///
    /// Of a choice among ways on, a log may show only those that lie within it; a way back lies
    /// within it wherever both its steps do.
    fn sent_back(&self, handoff: HandoffId) -> Option<Known> {
        let (log, back) = self.logged.handoff(handoff)?;
        let Party::Step(giver) = self.chain.handoff(handoff).from else {
            return None;
        };
        let mut steps = log.steps.iter();
        let done = steps.find(|step| step.id == StepId(giver))?.n;
        let share = as_float(back.n) / as_float(done);
        (back.n <= done && done > 0).then_some(Known {
            counts: Some((back.n, done)),
            ..logged(log.at, Quantity::share(share))
        })
    }

    /// What the receiver of a step's work says it can use, if the step gives to one only.
    fn usable(&self, step: StepId) -> Option<Known> {
        let given = self.chain.given_by(step);
        let mut known = given
            .filter(|handoff| self.chain.carries_work(*handoff))
            .map(|handoff| self.figure(Target::Handoff(handoff), StandardMeasure::Usable));
        let first = known.next()??;
        // Several receivers say different things of one step: their product would be a guess.
        known.next().is_none().then_some(first)
    }

    /// The figure that counts of one of the usual measures on an object.
    pub fn figure(&self, on: Target, of: StandardMeasure) -> Option<Known> {
        let figures = self.chain.figures.on(on).iter();
        let measures = figures.map(|id| self.chain.figures.get(*id).measure);
        let is = |id: &crate::model::MeasureId| {
            let record = &self.chain.measures[id.0 as usize].record;
            record.of == Some(of) && record.statistic.is_none_or(is_usual)
        };
        let mut measures: Vec<_> = measures.filter(is).collect();
        measures.dedup();
        let latest = measures
            .into_iter()
            .filter_map(|measure| self.chain.figures.latest(measure, on, self.as_of));
        let id = latest.max_by_key(|id| {
            let figure = self.chain.figures.get(*id);
            (figure.recorder, figure.record.period.last(), *id)
        })?;
        let figure = self.chain.figures.get(id);
        Some(Known {
            value: figure.value.clone(),
            grade: figure.grade,
            origin: Origin::Figure(id),
            counts: counts_of(figure),
        })
    }

    fn written(&self, target: Target, parameter: Parameter) -> Option<Known> {
        let value = self.chain.written(target, parameter)?;
        let (source, record): (_, &dyn AnyRecord) = match target {
            Target::Step(id) => (self.chain.step(id).source, &*self.chain.step(id).record),
            Target::Handoff(id) => (
                self.chain.handoff(id).source,
                &*self.chain.handoff(id).record,
            ),
            _ => return None,
        };
        let span = record.locate(&[Segment::Key(parameter.word().into())]);
        Some(Known {
            value,
            grade: Grade::Declared,
            origin: Origin::Written(Spot { source, span }),
            counts: None,
        })
    }
}

/// A value that an event log shows.
fn logged(log: usize, value: Quantity) -> Known {
    Known {
        value,
        grade: Grade::Logged,
        origin: Origin::Log(log),
        counts: None,
    }
}

/// The figure of a step or handoff that a change is of, if it is of one.
pub fn changed(chain: &Chain, change: &Made) -> Option<(Target, Parameter)> {
    let first = change.key.split('.').next().unwrap_or_default();
    let mut words = Parameter::WORDS.iter();
    let parameter = Parameter::at(words.position(|(word, _)| *word == first)?);
    let is = |process, id: &str| chain.full_id(Some(process), id) == change.object;
    let mut steps = chain.steps.iter();
    if let Some(at) = steps.position(|step| is(step.process, step.record.id.as_str())) {
        return Some((Target::Step(StepId::at(at)), parameter));
    }
    let mut handoffs = chain.handoffs.iter();
    let at = handoffs.position(|handoff| is(handoff.process, handoff.record.id.as_str()))?;
    Some((Target::Handoff(HandoffId::at(at)), parameter))
}
