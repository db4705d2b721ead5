//! Ping-pong: work that goes back and forth between the same two, as the tool of the
//! published method counted it.
//!
//! Four pieces of work in a row, `A` by one, `B` by another, `A` again and `B` again by the
//! same, none concurrent and each over before the next starts. Its wait is that of the last
//! two.

use super::concurrency::Concurrency;
use super::enablement::Enablement;
use super::traces::Traces;
use crate::events::Instance;

/// One time back and forth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PingPong {
    /// The third piece of work, as its position in the log.
    pub giver: usize,
    /// The fourth.
    pub receiver: usize,
    /// How long both waited, in milliseconds.
    pub wait: i64,
}

/// Every ping-pong of the log, in the order of cases.
pub fn ping_pongs(log: &[Instance]) -> Vec<PingPong> {
    let traces = Traces::new(log);
    let concurrency = Concurrency::new(log, &traces);
    let enablement = Enablement::new(log, &traces, &concurrency);
    let hands_over = |a: usize, b: usize| {
        log[a].end <= log[b].start && !concurrency.are_concurrent(log[a].activity, log[b].activity)
    };
    let is_again = |a: usize, b: usize| {
        log[a].activity == log[b].activity
            && log[a].resource.is_some()
            && log[a].resource == log[b].resource
    };
    let rows = traces.cases().flat_map(|case| case.windows(4));
    let found = rows.filter(|row| {
        row.windows(2).all(|pair| hands_over(pair[0], pair[1]))
            && is_again(row[0], row[2])
            && is_again(row[1], row[3])
    });
    found
        .map(|row| PingPong {
            giver: row[2],
            receiver: row[3],
            wait: enablement.wait(log, row[2]) + enablement.wait(log, row[3]),
        })
        .collect()
}
