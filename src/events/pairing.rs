//! From starts and ends to pieces of work, in a log whose events have phases.
//!
//! Within a case the i-th start and the i-th end of an activity belong together. An end
//! without a start is an instant; a start without an end is no piece of work yet, and counted
//! apart.

use super::amount::Amounts;
use super::columns::{Good, Phase};
use super::event_log::Case;

/// The pieces of work of one case; its room is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// Starts that wait for their end: the activity, and the event.
    open: Vec<(u32, usize)>,
    /// Each piece of work: its start, its end, the event it takes the rest from.
    pieces: Vec<(i64, i64, usize)>,
    activity: Vec<u32>,
    start: Vec<i64>,
    end: Vec<i64>,
    resource: Vec<u32>,
    group: Vec<u32>,
    due: Vec<i64>,
    good: Vec<Good>,
    amounts: Vec<Amounts>,
    unfinished: u32,
}

impl Pairing {
    /// Pairs the events of a case, which are in the order of time.
    pub(super) fn pair(&mut self, case: &Case<'_>, phases: &[Phase]) {
        self.open.clear();
        self.pieces.clear();
        for (at, phase) in phases.iter().enumerate() {
            let (activity, time) = (case.activity[at], case.end[at]);
            match phase {
                Phase::Start => self.open.push((activity, at)),
                Phase::Complete => {
                    let first = self.open.iter().position(|(open, _)| *open == activity);
                    let start = first.map(|first| case.end[self.open.remove(first).1]);
                    self.pieces.push((start.unwrap_or(time), time, at));
                }
                Phase::Other => {}
            }
        }
        self.unfinished = u32::try_from(self.open.len()).unwrap_or(u32::MAX);
        self.pieces.sort_unstable();
        self.fill(case);
    }

    fn fill(&mut self, case: &Case<'_>) {
        let pieces = &self.pieces;
        copy(&mut self.activity, case.activity, pieces);
        copy(&mut self.resource, case.resource, pieces);
        copy(&mut self.group, case.group, pieces);
        copy(&mut self.due, case.due, pieces);
        copy(&mut self.good, case.good, pieces);
        copy(&mut self.amounts, case.amounts, pieces);
        self.start.clear();
        self.start.extend(pieces.iter().map(|(start, _, _)| *start));
        self.end.clear();
        self.end.extend(pieces.iter().map(|(_, end, _)| *end));
    }

    /// The case, made of pieces of work.
    pub(super) fn case<'p>(&'p self, case: &Case<'p>) -> Case<'p> {
        Case {
            activity: &self.activity,
            start: &self.start,
            end: &self.end,
            resource: &self.resource,
            group: &self.group,
            due: &self.due,
            good: &self.good,
            amounts: &self.amounts,
            unfinished: self.unfinished,
            ..*case
        }
    }
}

fn copy<T: Copy>(into: &mut Vec<T>, from: &[T], pieces: &[(i64, i64, usize)]) {
    into.clear();
    if !from.is_empty() {
        into.extend(pieces.iter().map(|(_, _, at)| from[*at]));
    }
}
