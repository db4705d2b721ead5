//! What a resource did while work waited for it.
//!
//! Intervals of work come into the [`Coverage`] in the order in which they were enabled, so
//! that for each wait exactly the work that was in line before it is there. Members of a
//! batch are taken out for a moment and put back one by one, since among themselves they
//! are in line by their own times.

use super::Split;
use super::batches::{Batch, Batches};
use super::coverage::Coverage;
use super::enablement::Enablement;
use crate::events::{Calendar, Instance};

/// Splits the waits of all work of one resource (`queue`, positions in `log`) into
/// everything but the extraneous part.
pub(super) fn split_waits(
    log: &[Instance],
    queue: &[usize],
    enablement: &Enablement,
    batches: &Batches,
    calendar: Option<&Calendar>,
    splits: &mut [Split],
) {
    let since = &enablement.since;
    // The wait that is not batching begins here.
    let ready = |at: usize| {
        batches
            .of(at)
            .map_or(since[at], |(_, batch)| batch.complete)
    };
    let waits = |at: &&usize| enablement.giver[**at].is_some() && since[**at] < log[**at].start;
    let mut waiting: Vec<usize> = queue.iter().filter(waits).copied().collect();
    if waiting.is_empty() {
        return;
    }
    // Members of a batch come together.
    waiting.sort_unstable_by_key(|at| (ready(*at), batches.of(*at).map(|(batch, _)| batch), *at));
    let work = Work::new(log, queue, calendar);
    let mut line = Line::new(log, queue, since);
    for group in waiting.chunk_by(|a, b| is_same_batch(batches, *a, *b)) {
        let Some(first) = group.first() else { continue };
        line.advance(ready(*first));
        if let Some((_, batch)) = batches.of(*first) {
            line.step_out(batch);
            let mut members = batch.members.clone();
            members.sort_unstable_by_key(|at| since[*at]);
            for tied in members.chunk_by(|a, b| since[*a] == since[*b]) {
                tied.iter().for_each(|at| line.enter(*at));
                for at in tied.iter().filter(|at| waits(at)) {
                    splits[*at] = work.split(since[*at], batch.complete, *at, &line);
                }
            }
        } else {
            for at in group {
                splits[*at] = work.split(since[*at], since[*at], *at, &line);
            }
        }
    }
}

fn is_same_batch(batches: &Batches, a: usize, b: usize) -> bool {
    let batch = |at| batches.of(at).map(|(batch, _)| batch);
    batch(a).is_some() && batch(a) == batch(b)
}

/// The work that was in line up to some instant.
struct Line<'a> {
    log: &'a [Instance],
    since: &'a [i64],
    /// Work that is not in line yet, the next one last.
    coming: Vec<usize>,
    covered: Coverage,
}

impl<'a> Line<'a> {
    fn new(log: &'a [Instance], queue: &[usize], since: &'a [i64]) -> Self {
        let mut coming = queue.to_vec();
        coming.sort_unstable_by(|a, b| since[*b].cmp(&since[*a]));
        let ends = queue.iter().flat_map(|at| [log[*at].start, log[*at].end]);
        Self {
            log,
            since,
            coming,
            covered: Coverage::new(ends.collect()),
        }
    }

    /// Lets in what was enabled up to `instant`.
    fn advance(&mut self, instant: i64) {
        while let Some(next) = self.coming.pop_if(|next| self.since[*next] <= instant) {
            self.enter(next);
        }
    }

    fn enter(&mut self, at: usize) {
        self.covered.add(self.log[at].start, self.log[at].end);
    }

    fn step_out(&mut self, batch: &Batch) {
        for at in &batch.members {
            self.covered.remove(self.log[*at].start, self.log[*at].end);
        }
    }
}

/// All the work of a resource, beside its working hours.
struct Work<'a> {
    log: &'a [Instance],
    calendar: Option<&'a Calendar>,
    /// Stretches of work without a pause: start, end, and before each of them the length of
    /// the work and how much of it lay in working hours.
    stretches: Vec<(i64, i64, i64, i64)>,
}

impl<'a> Work<'a> {
    fn new(log: &'a [Instance], queue: &[usize], calendar: Option<&'a Calendar>) -> Self {
        let mut spans: Vec<_> = queue
            .iter()
            .map(|at| (log[*at].start, log[*at].end))
            .collect();
        spans.retain(|(start, end)| start < end);
        spans.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for (start, end) in spans {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        let (mut busy, mut in_hours) = (0, 0);
        let stretches = joined.into_iter().map(|(start, end)| {
            let before = (start, end, busy, in_hours);
            busy += end - start;
            in_hours += calendar.map_or(0, |calendar| calendar.worked(start, end));
            before
        });
        Self {
            log,
            calendar,
            stretches: stretches.collect(),
        }
    }

    /// The wait of the work at `at`, which was enabled at `since` and whose batch was
    /// complete at `ready`.
    fn split(&self, since: i64, ready: i64, at: usize, line: &Line<'_>) -> Split {
        let start = self.log[at].start;
        let (busy_until_start, hours_until_start) = self.until(start);
        let (busy_until_ready, hours_until_ready) = self.until(ready);
        let busy = busy_until_start - busy_until_ready;
        let contention = line.covered.between(ready, start);
        let unavailability = self.calendar.map_or(0, |calendar| {
            let idle = start - ready - busy;
            let idle_in_hours =
                calendar.worked(ready, start) - (hours_until_start - hours_until_ready);
            idle - idle_in_hours
        });
        Split {
            batching: ready - since,
            contention,
            prioritisation: busy - contention,
            unavailability,
            extraneous: 0,
        }
    }

    /// How long the resource worked before `instant`, and how much of that in working hours.
    fn until(&self, instant: i64) -> (i64, i64) {
        let begun = self
            .stretches
            .partition_point(|stretch| stretch.0 < instant);
        let last = begun.checked_sub(1).and_then(|at| self.stretches.get(at));
        last.map_or((0, 0), |(start, end, busy, in_hours)| {
            let end = instant.min(*end);
            let hours = self
                .calendar
                .map_or(0, |calendar| calendar.worked(*start, end));
            (busy + end - start, in_hours + hours)
        })
    }
}
