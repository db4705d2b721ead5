//! Whether a case of an event log is one of what a demand counts.
//!
//! A log says how long a step works on a case. That is how long it works on one of what the demand
//! counts only if a case is one: where an order of two hundred pieces is a case, it is two hundred
//! times too long. Nothing in a log says what its cases are, but how many of them a step works on a
//! day does: a demand many times that counts something else, or the log holds a part of the work only.

use super::throughput::per_second;
use super::today::{Known, Origin, Today};
use crate::model::StepId;
use crate::statistics::as_float;

/// A demand and a log that differ by more than this count different things; the limit is ours. No
/// process is short of its demand by two thirds and still asks what its bottleneck is.
const ALIKE: f64 = 3.0;

const SECONDS_A_DAY: f64 = 86_400.0;

/// A step whose touch time a log shows, by cases that are not what its process's demand counts.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherCases {
    /// The step.
    pub step: StepId,
    /// The log, by its position.
    pub log: usize,
    /// How often a day it shows work at the step.
    pub per_day: f64,
}

/// The log whose cases are not what the demand on the step's process counts, if its touch is of one.
pub(super) fn otherwise(
    step: StepId,
    touch: Option<&Known>,
    today: &Today<'_>,
) -> Option<OtherCases> {
    let Origin::Log(at) = touch?.origin else {
        return None;
    };
    let process = today.chain.step(step).process;
    let demand = today.chain.process(process).record.demand.as_ref()?;
    let asked = per_second(&demand.0)? * SECONDS_A_DAY;
    let (log, worked) = today.logged.step(step)?;
    let days = log.period.first().until(log.period.last()).ok()?.get_days() + 1;
    let per_day = as_float(worked.n) / f64::from(days);
    let differs = asked > ALIKE * per_day || per_day > ALIKE * asked;
    differs.then_some(OtherCases {
        step,
        log: at,
        per_day,
    })
}
