//! Lead times of followed cases: what on the way to the end did a case really wait for?
//!
//! From the end of a case back to its start, at each join through the predecessor that arrived
//! last. Each stretch on that way is the touch of a step, the wait at a handoff, or unknown; they
//! follow each other without a hole, so they sum to the lead time of that very case. No
//! independence is needed, and what ran beside the critical path gets nothing.

use super::{Attribution, AttributionError, additive};
use crate::statistics::length;
use crate::statistics::quantile::quantile;

/// One step of work on one case. Steps that ran twice are two visits.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// The part that the time from start to end belongs to; `None` if it is unknown.
    pub touch: Option<usize>,
    /// When work began. Where only its end is known, the same as the end: what came before is
    /// then all in the arrival.
    pub start: f64,
    /// When work ended.
    pub end: f64,
    /// What had to be there first.
    pub after: Vec<Arrival>,
}

/// That a visit needed the result of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The earlier visit, by its place in the list of the case.
    pub from: usize,
    /// The part that the wait between both belongs to; `None` if it is unknown.
    pub wait: Option<usize>,
}

/// All visits of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// When the case began, by what its customer sees.
    pub start: f64,
    /// When it ended; time after its last visit is unknown.
    pub end: f64,
    /// Its visits, in any order.
    pub visits: Vec<Visit>,
}

/// A stretch of time on the critical path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Whose time it is; `None` if that is unknown.
    pub part: Option<usize>,
    /// How long it is; never negative.
    pub length: f64,
}

/// What a case waited for, from its start to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct CriticalPath {
    /// In order of time, without holes; those of no length are left out.
    pub segments: Vec<Segment>,
    /// End less start: the sum of the segments.
    pub lead: f64,
}

impl CriticalPath {
    /// The time of each of `parts` parts, and last the unknown time.
    ///
    /// # Errors
    /// If a segment names a part beyond `parts`.
    pub fn times(&self, parts: usize) -> Result<Vec<f64>, AttributionError> {
        let mut times = vec![0.0; parts + 1];
        for (at, segment) in self.segments.iter().enumerate() {
            let slot = segment.part.unwrap_or(parts);
            if segment.part.is_some_and(|part| part >= parts) {
                return Err(AttributionError::Order { visit: at });
            }
            times[slot] += segment.length;
        }
        Ok(times)
    }
}

/// Walks back from the end of a case.
///
/// A visit that began before its last predecessor ended counts from that end on: what it did
/// before did not hold up anything. Of predecessors that arrived together the first named
/// counts. A visit without a predecessor that began after the case did leaves the time between
/// unknown.
///
/// # Errors
/// If a time is not finite, an end lies before its start, a predecessor does not exist, or
/// visits wait for each other in a circle.
///
/// # Complexity
/// O(visits + arrivals).
pub fn critical_path(case: &Case) -> Result<CriticalPath, AttributionError> {
    check(case)?;
    let mut path = Backwards {
        start: case.start,
        cursor: case.end,
        segments: Vec::new(),
    };
    let visits = 0..case.visits.len();
    // Of visits that ended together the first one.
    let by_end = |&a: &usize, &b: &usize| case.visits[a].end.total_cmp(&case.visits[b].end);
    let mut at = visits.rev().max_by(by_end);
    path.back_to(at.map_or(case.start, |last| case.visits[last].end), None);
    let mut seen = vec![false; case.visits.len()];
    while let Some(now) = at.filter(|_| path.cursor > case.start) {
        if std::mem::replace(&mut seen[now], true) {
            return Err(AttributionError::Order { visit: now });
        }
        let visit = &case.visits[now];
        let arrived = |arrival: &&Arrival| case.visits[arrival.from].end;
        let arrivals = visit.after.iter().rev();
        let last = arrivals.max_by(|a, b| arrived(a).total_cmp(&arrived(b)));
        let arrival = last.map_or(f64::NEG_INFINITY, |last| arrived(&last));
        path.back_to(visit.start.max(arrival), visit.touch);
        if let Some(last) = last {
            path.back_to(arrival, last.wait);
        }
        at = last.map(|last| last.from);
    }
    path.back_to(case.start, None);
    path.segments.reverse();
    Ok(CriticalPath {
        segments: path.segments,
        lead: case.end - case.start,
    })
}

/// The path as far as it was walked.
struct Backwards {
    start: f64,
    cursor: f64,
    segments: Vec<Segment>,
}

impl Backwards {
    /// Gives the time from `instant` to the cursor to a part, and moves the cursor there; never
    /// forwards, and never before the start of the case.
    fn back_to(&mut self, instant: f64, part: Option<usize>) {
        let instant = instant.max(self.start);
        if instant < self.cursor {
            let length = self.cursor - instant;
            self.segments.push(Segment { part, length });
            self.cursor = instant;
        }
    }
}

fn check(case: &Case) -> Result<(), AttributionError> {
    let runs = |start: f64, end: f64| start.is_finite() && end.is_finite() && start <= end;
    let count = case.visits.len();
    if !runs(case.start, case.end) {
        return Err(AttributionError::Times { visit: count });
    }
    for (at, visit) in case.visits.iter().enumerate() {
        if !runs(visit.start, visit.end) {
            return Err(AttributionError::Times { visit: at });
        }
        let known = |arrival: &Arrival| arrival.from < count && arrival.from != at;
        if !visit.after.iter().all(known) {
            return Err(AttributionError::Order { visit: at });
        }
    }
    Ok(())
}

/// Where the time of cases goes whose lead time is about a quantile.
#[derive(Debug, Clone, PartialEq)]
pub struct AtQuantile {
    /// The quantile of all lead times: the sum of the parts and the unknown time.
    pub quantile: f64,
    /// The mean time of each part over the cases of the window, scaled to the quantile.
    pub parts: Vec<f64>,
    /// The same for time that belongs to no part.
    pub unknown: f64,
    /// The window: how many cases nearest in rank were taken, and the least and greatest lead
    /// time among them.
    pub window: Window,
    /// What the means were multiplied by, so that they sum to the quantile.
    pub scaled_by: f64,
}

/// The cases whose lead time is near a quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// How many there are.
    pub cases: usize,
    /// The least lead time.
    pub from: f64,
    /// The greatest lead time.
    pub to: f64,
}

impl AtQuantile {
    /// What the quantile exceeds a target by, part by part against allowances; unknown time is
    /// unlisted.
    ///
    /// # Errors
    /// As [`additive::against_allowances`].
    pub fn against(
        &self,
        allowances: &[Option<f64>],
        target: f64,
    ) -> Result<Attribution, AttributionError> {
        additive::against_allowances(&self.parts, allowances, self.quantile, target)
    }
}

/// The `p`-quantile of lead times by parts: E[Xᵢ | lead ≈ q] (Euler allocation; Tasche 1999, *Risk
/// Contributions and Performance Measurement*), over the cases whose rank is within `reach` of it.
///
/// Percentiles of parts do not add; these means do. `reach` is a share of the cases, 0.05 say: wide
/// enough for a mean, narrow enough that its cases are alike. At least one case is taken.
///
/// # Errors
/// If there are no cases, `p` is not inside 0..1, `reach` is not in 0..=1, or a path names a part
/// beyond `parts`.
///
/// # Complexity
/// O(cases · log cases + parts · window).
pub fn at_quantile(
    paths: &[CriticalPath],
    parts: usize,
    p: f64,
    reach: f64,
) -> Result<AtQuantile, AttributionError> {
    if !(p > 0.0 && p < 1.0 && (0.0..=1.0).contains(&reach)) {
        return Err(AttributionError::Settings);
    }
    let mut leads: Vec<f64> = paths.iter().map(|path| path.lead).collect();
    let wanted = quantile(&mut leads, p).ok_or(AttributionError::NoCases)?;
    let near = near_rank(paths, p, reach);
    let mut sums = vec![0.0; parts + 1];
    for path in &near {
        for (sum, time) in sums.iter_mut().zip(path.times(parts)?) {
            *sum += time;
        }
    }
    let whole: f64 = near.iter().map(|path| path.lead).sum();
    // Cases that took no time at all: nothing to share out, and nothing to divide by.
    let part_of = if whole > 0.0 { wanted / whole } else { 0.0 };
    let unknown = sums.pop().unwrap_or(0.0) * part_of;
    let leads = near.iter().map(|path| path.lead);
    Ok(AtQuantile {
        quantile: wanted,
        parts: sums.iter().map(|sum| sum * part_of).collect(),
        unknown,
        window: Window {
            cases: near.len(),
            from: leads.clone().fold(f64::INFINITY, f64::min),
            to: leads.fold(0.0, f64::max),
        },
        scaled_by: part_of * length(near.len()),
    })
}

/// The cases whose rank, from 0 to 1, is within `reach` of `p`; the nearest one if none is.
fn near_rank(paths: &[CriticalPath], p: f64, reach: f64) -> Vec<&CriticalPath> {
    let mut sorted: Vec<&CriticalPath> = paths.iter().collect();
    sorted.sort_by(|a, b| a.lead.total_cmp(&b.lead));
    let last = length(sorted.len().saturating_sub(1)).max(1.0);
    let distance = |at: usize| (length(at) / last - p).abs();
    let ranks = 0..sorted.len();
    // A rank that lies on the edge counts, whatever its last digit.
    let inside = |at: &usize| distance(*at) <= reach + 1e-12;
    let mut near: Vec<usize> = ranks.clone().filter(inside).collect();
    if near.is_empty() {
        let nearest = ranks.min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        near.extend(nearest);
    }
    near.into_iter().map(|at| sorted[at]).collect()
}
