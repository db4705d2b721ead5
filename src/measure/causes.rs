//! Why work waited at a handoff: batching, contention, prioritisation, unavailability, or
//! something the log does not show.
//!
//! The definitions are those of the waiting-time analysis published with CAiSE 2023
//! (K. Lashkevich, F. Milani, D. Chapela-Campa, I. Suvorau, M. Dumas, "Why am I waiting?"),
//! and of its public tool `waiting-time-analysis`, whose published tables this module
//! reproduces (`tests/causes.rs`). The code is this project's own.
//!
//! - **Order.** The work of a case is taken in the order of its ends, then starts, then
//!   activities, then as given.
//! - **Concurrent activities** follow each other in both directions, with no clear
//!   preference and not as a loop of two (`causes/concurrency.rs`).
//! - **A handoff** leads to a piece of work from the last piece before it, in this order,
//!   that was over when it started and whose activity is not concurrent. Giver and receiver
//!   may be the same resource, or the same activity: a self-handoff is a handoff. Work with
//!   nothing before it receives none.
//! - **Enabled** is a piece of work from the last end, among the work of its case that had
//!   ended when it started and whose activity is not concurrent; else from the start of its
//!   case. **Wait** is the time from then to its start.
//! - **A batch** is a run of work of one activity by one resource without a pause, all of
//!   it enabled before the first of it started (`causes/batches.rs`).
//! - **Batching** lasts until the last piece of the batch is enabled. What is left of the
//!   wait, while the resource did other work, is **contention** if that work was enabled
//!   before (or with) this one, and **prioritisation** if it was enabled after it and still
//!   went first. Work of another batch, or none, is compared with the whole batch. Time that
//!   is both counts as contention. **Unavailability** is time outside the resource's working
//!   hours in which it did not work either. All else is **extraneous**.
//!
//! Two things differ from that tool, on purpose. Of work without a resource, and of a
//! resource without a calendar, nothing is said to be unavailability: the tool learns hours
//! for "no resource" as if that were one, and counts all of the wait where there are none.
//! And hours learned from a log last until midnight, where the tool loses the last
//! millisecond of the day.
//!
//! With n pieces of work this takes O(n log n), however long the queues: about two seconds
//! for a million. Added to that is the way back from each piece of work over concurrent
//! activities of its case, which ends at the latest where its own activity was done before.

mod batches;
mod concurrency;
mod coverage;
mod enablement;
mod observed_hours;
mod ping_pong;
mod queue;
mod totals;
mod traces;

#[cfg(test)]
mod tests;

use self::batches::Batches;
use self::concurrency::Concurrency;
use self::enablement::Enablement;
pub use self::observed_hours::observed_hours;
pub use self::ping_pong::{PingPong, ping_pongs};
pub use self::totals::{Route, Total, totals, totals_by_case};
use self::traces::Traces;
use crate::events::{Calendar, Instance};

/// A wait by its causes, in milliseconds; they add up to the wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Split {
    /// Until the last piece of its batch could be done as well.
    pub batching: i64,
    /// While the resource did what was enabled before.
    pub contention: i64,
    /// While the resource did what was enabled later.
    pub prioritisation: i64,
    /// While the resource was not at work by its calendar.
    pub unavailability: i64,
    /// For reasons the log does not show.
    pub extraneous: i64,
}

/// One handoff of one case, and how long its receiver's work waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handoff {
    /// The work before it, as its position in the log.
    pub giver: usize,
    /// The work after it, as its position in the log.
    pub receiver: usize,
    /// From when the receiver's work could start until it did, in milliseconds.
    pub wait: i64,
    /// The same by causes.
    pub split: Split,
}

/// When resources are at work.
#[derive(Debug, Clone, Copy)]
pub enum Hours<'a> {
    /// As far as the log shows it ([`observed_hours`]).
    Observed,
    /// By a calendar for each resource; `None` where there is none.
    Given(&'a [Option<Calendar>]),
}

/// Every handoff of the log, in the order of cases and within them of the receivers' ends.
pub fn causes(log: &[Instance], hours: Hours<'_>) -> Vec<Handoff> {
    let traces = Traces::new(log);
    let concurrency = Concurrency::new(log, &traces);
    let enablement = Enablement::new(log, &traces, &concurrency);
    let batches = Batches::new(log, &enablement.since);
    let mut splits = vec![Split::default(); log.len()];
    let learned;
    let calendars = match hours {
        Hours::Given(calendars) => calendars,
        Hours::Observed => {
            learned = observed_hours::observed_hours_by_end(log);
            &learned
        }
    };
    for queue in by_resource(log).chunk_by(|a, b| log[*a].resource == log[*b].resource) {
        let resource = queue.first().and_then(|first| log[*first].resource);
        let calendar = resource.and_then(|resource| {
            let calendar = calendars.get(usize::try_from(resource).ok()?)?;
            calendar.as_ref()
        });
        queue::split_waits(log, queue, &enablement, &batches, calendar, &mut splits);
    }
    let receivers = traces.order().iter();
    let handoffs = receivers.filter_map(|receiver| {
        let wait = enablement.wait(log, *receiver);
        let mut split = splits[*receiver];
        let known = split.batching + split.contention + split.prioritisation + split.unavailability;
        split.extraneous = wait - known;
        Some(Handoff {
            giver: enablement.giver[*receiver]?,
            receiver: *receiver,
            wait,
            split,
        })
    });
    handoffs.collect()
}

/// Work whose resource is known, by resource.
fn by_resource(log: &[Instance]) -> Vec<usize> {
    let known = |at: &usize| log[*at].resource.is_some();
    let mut order: Vec<_> = (0..log.len()).filter(known).collect();
    order.sort_by_key(|at| log[*at].resource);
    order
}
