//! What each process comes to, worked out from its figures: times, yields, loads, escapes.

use super::apart::Apart;
use super::scope::Scope;
use super::sketch::Sketch;
use super::throughput;
use super::today::Today;
use crate::model::{ProcessId, StepId};
use crate::network::{Bound, Expected, Fault, FirstPass, Network, StepIx, Throughput};
use crate::quantity::{Clock, Dimension, Quantity};

/// What one process comes to, in seconds of the calendar and parts of a whole.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The process.
    pub process: ProcessId,
    /// The part of the chain they are worked out from.
    pub sketch: Sketch,
    /// The numbers; or why there are none.
    pub solved: Result<Solved, Vec<Fault>>,
    /// What of it is not counted.
    pub apart: Apart,
}

/// The numbers of a process that could be worked out.
#[derive(Debug, Clone)]
pub struct Solved {
    /// The time no case is below.
    pub least: Bound,
    /// The longest path of usual times.
    pub typical: Bound,
    /// The expected time of a case.
    pub expected: Expected,
    /// The chances of a first pass.
    pub first: FirstPass,
    /// The expected visits of all steps together, for one case.
    pub visits: f64,
    /// The step whose defects come to the receivers most often, with the chance that one does and
    /// the handoffs it crosses until it is found or out; `None` where no step says what it detects.
    pub escape: Option<(StepId, f64, f64)>,
    /// What the demand asks of the steps; `None` without a demand.
    pub load: Option<Throughput>,
    /// What visits beyond the first cost; `None` where no cost is known, or nothing is done again.
    pub rework: Option<Rework>,
}

/// What doing things again costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Rework {
    /// For one case.
    pub each: Quantity,
    /// In 365 days of the demand, where its period is one of the calendar.
    pub year: Option<Quantity>,
    /// Steps that are done again and say no cost: it is at least what it is.
    pub is_at_least: bool,
}

/// The numbers of every process that work flows through, or says that none does.
///
/// # Complexity
/// That of solving each process once.
pub fn numbers(today: &Today<'_>) -> Vec<Numbers> {
    let processes = (0..today.chain.processes.len()).map(ProcessId::at);
    let found = processes.map(|process| {
        let sketch = Sketch::of(Scope::Process(process), Clock::Calendar, today);
        let solved = sketch
            .network()
            .map(|network| solved(&network, &sketch, process, today));
        Numbers {
            process,
            sketch,
            solved,
            apart: Apart::of(today.chain, process),
        }
    });
    let is_known = |one: &Numbers| !one.sketch.steps.is_empty() || !one.apart.is_empty();
    found.filter(is_known).collect()
}

fn solved(network: &Network, sketch: &Sketch, process: ProcessId, today: &Today<'_>) -> Solved {
    let steps = || (0..network.steps().len()).map(StepIx);
    Solved {
        least: network.least_lead_time(),
        typical: network.typical_lead_time(),
        expected: network.expected_lead_time(),
        first: network.first_pass(),
        visits: steps().map(|step| network.visits(step)).sum(),
        escape: escape(network, sketch),
        rework: rework(network, sketch, process, today),
        load: today
            .chain
            .process(process)
            .record
            .demand
            .as_ref()
            .and_then(|demand| {
                let asked = throughput::per_second(&demand.0)?;
                throughput::asked(network, asked, sketch.working_share)
            }),
    }
}

/// What is done again costs, for a case and for a year of the demand.
fn rework(
    network: &Network,
    sketch: &Sketch,
    process: ProcessId,
    today: &Today<'_>,
) -> Option<Rework> {
    let money = |step: &StepId| {
        let cost = today.chain.step(*step).record.cost.as_ref()?;
        Some(&cost.0)
    };
    let mut costs = sketch.steps.iter().filter_map(money);
    let like = costs.next()?;
    // Costs in different currencies do not add up.
    if !costs.all(|other| other.commensurable(like)) {
        return None;
    }
    let found = network.rework_cost();
    if found.value <= 0.0 {
        return None;
    }
    let demand = today.chain.process(process).record.demand.as_ref();
    let year = demand.and_then(|demand| {
        let period = demand.0.period()?;
        let by_calendar = period.dimension() == Dimension::Duration(Clock::Calendar);
        let asked = throughput::per_second(&demand.0).filter(|_| by_calendar)?;
        let asked = throughput::asked(network, asked, sketch.working_share)?;
        Some(like.with_base(found.value * asked.starts * YEAR))
    });
    Some(Rework {
        each: like.with_base(found.value),
        year,
        is_at_least: !found.missing.is_empty(),
    })
}

/// 365 days in seconds.
const YEAR: f64 = 365.0 * 86_400.0;

fn escape(network: &Network, sketch: &Sketch) -> Option<(StepId, f64, f64)> {
    let detects = |step: &crate::network::Step| step.detects.is_some();
    if !network.steps().iter().any(detects) {
        return None;
    }
    let escapes = network.escapes().ok()?;
    let reached = escapes.iter().zip(&sketch.steps).map(|(escape, step)| {
        let out: f64 = escape.reaches.values().sum();
        (*step, out, escape.handoffs)
    });
    reached.max_by(|a, b| a.1.total_cmp(&b.1))
}
