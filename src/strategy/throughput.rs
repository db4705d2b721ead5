//! How much the chain can bear, from the touch times, servers and yields of its steps.

use super::computed::{self, Answer, Side};
use super::counted::OtherCases;
use super::scope::Scope;
use super::sketch::{self, Sketch};
use super::today::Today;
use crate::load::document::Parameter;
use crate::model::{Chain, ProcessId, StepId, Target};
use crate::network::{At, Demand, Fault, Losses, Network, StepIx, Throughput};
use crate::quantity::{Clock, Dimension, Quantity};

/// What a rate asks of every step; `None` where it cannot be told.
pub fn asked(network: &Network, per_second: f64, working_share: f64) -> Option<Throughput> {
    let demand = Demand {
        per_second,
        working_share,
        customer: None,
    };
    network.throughput(demand, losses(network)).ok()
}

/// Where work can be sent back, ways say what becomes of what is wrong; else it is lost.
fn losses(network: &Network) -> Losses {
    if network.ways().iter().any(|way| way.returns) {
        Losses::AsDescribed
    } else {
        Losses::AtEachStep
    }
}

/// The greatest rate, in good units per second of the clock.
pub(super) fn answer(network: &Network, working_share: f64) -> Option<Answer> {
    // What is asked for does not change what can be borne.
    let throughput = asked(network, 1.0, working_share)?;
    Some(Answer {
        value: throughput.greatest?,
        side: if throughput.missing.is_empty() {
            Side::Exact
        } else {
            Side::AtMost
        },
        missing: throughput.missing,
    })
}

/// What the demand on a process asks of the step that can bear least.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessLoad {
    /// The process.
    pub process: ProcessId,
    /// The step.
    pub step: StepId,
    /// The part of its capacity that is asked for; above 1 it cannot serve the demand.
    pub load: f64,
    /// The most the process can give, as a rate like its demand.
    pub greatest: Quantity,
    /// Steps side by side that bound it only together, the first among them; empty where one does.
    pub together: Vec<StepId>,
    /// The steps whose load is nearly as high, itself the first; empty where they bound it together.
    pub near: Vec<(StepId, f64)>,
    /// Of these steps those of which nobody said how many work side by side: taken as one.
    pub assumed: Vec<StepId>,
    /// Steps whose touch time a log shows by cases that are not what the demand counts.
    pub other_cases: Vec<OtherCases>,
    /// What is not known, as objects and keys; the load is at least what it is.
    pub lacking: Vec<(Target, &'static str)>,
}

/// The load of a process by its demand; `None` without a demand, or where it cannot be told.
pub(super) fn of_process(process: ProcessId, today: &Today<'_>) -> Option<ProcessLoad> {
    let demand = &today.chain.process(process).record.demand.as_ref()?.0;
    let sketch = Sketch::of(Scope::Process(process), Clock::Calendar, today);
    let network = match sketch.network() {
        Ok(network) => network,
        Err(faults) => return of_free_shares(process, demand, &sketch, &faults),
    };
    let asked = asked(&network, per_second(demand)?, sketch.working_share)?;
    let bottleneck = asked.bottleneck?;
    let lacking = asked.missing.iter();
    let mut lacking: Vec<_> = lacking
        .filter_map(|missing| computed::lacking(missing, &sketch))
        .collect();
    lacking.sort_unstable();
    lacking.dedup();
    Some(ProcessLoad {
        process,
        step: *sketch.steps.get(bottleneck.0)?,
        load: asked.loads.get(bottleneck.0)?.load?,
        greatest: rate(asked.greatest?, demand),
        together: Vec::new(),
        assumed: asked
            .near_bottleneck(NEAR)
            .into_iter()
            .filter_map(|(step, _)| alone(step, &sketch))
            .collect(),
        near: asked
            .near_bottleneck(NEAR)
            .into_iter()
            .filter_map(|(step, load)| Some((*sketch.steps.get(step.0)?, load)))
            .collect(),
        other_cases: sketch.other_cases.clone(),
        lacking,
    })
}

/// Of the greatest load: what is as high is a bottleneck too, as far as anybody can measure.
pub const NEAR: f64 = 0.95;

/// A step of which nobody said how many work side by side, where that decides what it can bear.
pub fn alone(step: StepIx, sketch: &Sketch) -> Option<StepId> {
    let id = *sketch.steps.get(step.0)?;
    let of = Target::Step(id);
    let decides = sketch.get(of, Parameter::Touch).is_some();
    (decides && sketch.get(of, Parameter::Servers).is_none()).then_some(id)
}

/// The least load there can be, where nobody said how much takes each of several ways.
fn of_free_shares(
    process: ProcessId,
    demand: &Quantity,
    sketch: &Sketch,
    faults: &[Fault],
) -> Option<ProcessLoad> {
    let most = super::free::most(sketch, faults).filter(|most| most.per_second > 0.0)?;
    let unsaid = faults.iter().filter_map(|fault| match fault {
        Fault::ShareMissing { way } => {
            let way = sketch.object(At::Way(*way))?;
            Some((way, "share"))
        }
        _ => None,
    });
    let missing = most.missing.iter();
    let missing = missing.filter_map(|missing| computed::lacking(missing, sketch));
    let mut lacking: Vec<_> = missing.chain(unsaid).collect();
    lacking.sort_unstable();
    lacking.dedup();
    let steps = most.bounded_by.iter();
    let steps: Vec<StepId> = steps
        .filter_map(|(step, _)| sketch.steps.get(step.0).copied())
        .collect();
    Some(ProcessLoad {
        process,
        step: *steps.first()?,
        load: per_second(demand)? / most.per_second,
        greatest: rate(most.per_second, demand),
        near: Vec::new(),
        assumed: most
            .bounded_by
            .iter()
            .filter_map(|(step, _)| alone(*step, sketch))
            .collect(),
        other_cases: sketch.other_cases.clone(),
        together: if steps.len() > 1 { steps } else { Vec::new() },
        lacking,
    })
}

/// The part of the clock in which a process works: its time available of the period of its
/// demand; all of it if that is not said.
pub(super) fn working_share(chain: &Chain, process: Option<ProcessId>) -> f64 {
    let share = process.and_then(|process| {
        let record = &chain.process(process).record;
        let available = length(&record.available.as_ref()?.0)?;
        let period = length(&record.demand.as_ref()?.0.period()?)?;
        (period > 0.0).then(|| available / period)
    });
    share
        .filter(|share| *share > 0.0 && *share <= 1.0)
        .unwrap_or(1.0)
}

/// A duration in seconds, a working day taken as the day it is on.
pub(super) fn length(duration: &Quantity) -> Option<f64> {
    match duration.dimension() {
        Dimension::Duration(clock) => sketch::seconds(clock, duration),
        _ => None,
    }
}

/// A rate as so many a second.
pub(super) fn per_second(rate: &Quantity) -> Option<f64> {
    let period = length(&rate.period()?)?;
    (period > 0.0).then(|| rate.number() / period)
}

/// So many a second as a rate like another.
pub(super) fn rate(per_second: f64, like: &Quantity) -> Quantity {
    let before = self::per_second(like);
    match before.filter(|before| *before > 0.0) {
        Some(before) => like.with_base(like.base() * per_second / before),
        None => like.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_hour_is_as_long_as_any_other() {
        let seconds = |text: &str| length(&Quantity::parse(text).unwrap());
        assert_eq!(seconds("7.5 working h"), seconds("7.5 h"));
        assert_eq!(seconds("30 working min"), Some(1800.0));
    }
}
