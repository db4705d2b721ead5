//! Late cases: what made them late first, and what made them late most.
//!
//! A case has the buffer that its due time leaves beside the allowances of the parts on its critical
//! path. Each part that takes longer than allowed uses buffer, each that is quicker gives some back. The
//! *first* cause is where nothing was left for the first time, the *largest* the part that used most. They are
//! often not the same, and mean different repairs.

use super::AttributionError;
use super::time::CriticalPath;

/// What made a case late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A part took longer than it was allowed.
    Part(usize),
    /// The allowances alone exceed the due time: it was promised what was never planned.
    Plan,
    /// Time that belongs to no part, or to one without an allowance. Never spread over others.
    Unknown,
}

/// Both causes of a late case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Causes {
    /// Where the slack first fell below zero.
    pub first: Cause,
    /// What used most of the buffer; of equals the earlier one on the path.
    pub largest: Cause,
}

/// The causes of a case that took longer than `due`; `None` if it was in time.
///
/// A part that a case came to twice has its allowance once. What a plan lacks from the beginning counts
/// as used by the plan.
///
/// # Errors
/// If an allowance or the due time is not finite, or the path names a part without a place in
/// `allowances`.
///
/// # Complexity
/// O(segments + parts).
pub fn causes(
    path: &CriticalPath,
    allowances: &[Option<f64>],
    due: f64,
) -> Result<Option<Causes>, AttributionError> {
    if !due.is_finite() {
        return Err(AttributionError::Target);
    }
    let infinite = |allowance: &Option<f64>| allowance.is_some_and(|value| !value.is_finite());
    if let Some(part) = allowances.iter().position(infinite) {
        return Err(AttributionError::NotFinite { part });
    }
    let times = path.times(allowances.len())?;
    if path.lead <= due {
        return Ok(None);
    }
    let on_path = |part: &usize| times[*part] > 0.0;
    let planned = (0..allowances.len()).filter(on_path);
    let buffer = due - planned.filter_map(|part| allowances[part]).sum::<f64>();
    let mut ledger = Ledger::new(allowances, buffer);
    for segment in &path.segments {
        ledger.book(segment.part, segment.length);
    }
    Ok(Some(ledger.causes()))
}

/// The slack of a case on its way.
struct Ledger<'a> {
    allowances: &'a [Option<f64>],
    slack: f64,
    first: Option<Cause>,
    /// What each cause used, in the order in which they came.
    used: Vec<(Cause, f64)>,
}

impl<'a> Ledger<'a> {
    fn new(allowances: &'a [Option<f64>], buffer: f64) -> Self {
        let unplanned = buffer < 0.0;
        Self {
            allowances,
            slack: buffer,
            first: unplanned.then_some(Cause::Plan),
            used: if unplanned {
                vec![(Cause::Plan, -buffer)]
            } else {
                Vec::new()
            },
        }
    }

    fn book(&mut self, part: Option<usize>, length: f64) {
        let allowance = part.and_then(|part| self.allowances[part]);
        let cause = match (part, allowance) {
            (Some(part), Some(_)) => Cause::Part(part),
            _ => Cause::Unknown,
        };
        let entry = self.used.iter().position(|(known, _)| *known == cause);
        let given = if entry.is_none() { allowance } else { None };
        let use_now = length - given.unwrap_or(0.0);
        match entry {
            Some(at) => self.used[at].1 += use_now,
            None => self.used.push((cause, use_now)),
        }
        self.slack -= use_now;
        if self.slack < 0.0 && self.first.is_none() {
            self.first = Some(cause);
        }
    }

    fn causes(&self) -> Causes {
        let entries = self.used.iter().rev();
        let largest = entries.max_by(|a, b| a.1.total_cmp(&b.1));
        // A case late by less than rounding can end with a slack of zero.
        let largest = largest.map_or(Cause::Unknown, |entry| entry.0);
        Causes {
            first: self.first.unwrap_or(largest),
            largest,
        }
    }
}

/// How often each part was a cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// How many cases it was, for each part.
    pub parts: Vec<usize>,
    /// The plan itself did not fit.
    pub plan: usize,
    /// Nobody can say.
    pub unknown: usize,
}

impl Tally {
    fn new(parts: usize) -> Self {
        Self {
            parts: vec![0; parts],
            plan: 0,
            unknown: 0,
        }
    }

    fn count(&mut self, cause: Cause) {
        match cause {
            Cause::Part(part) => self.parts[part] += 1,
            Cause::Plan => self.plan += 1,
            Cause::Unknown => self.unknown += 1,
        }
    }
}

/// The causes of all late cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// How many cases there are.
    pub cases: usize,
    /// How many of them are late.
    pub late: usize,
    /// Where the slack first fell below zero; sums to the late cases.
    pub first: Tally,
    /// What used most of the buffer; sums to the late cases.
    pub largest: Tally,
}

/// Counts the causes over cases with a due time each, counted from their start.
///
/// # Errors
/// As [`causes`]; if there is not one due time for each case, or there are no cases.
///
/// # Complexity
/// O(segments + parts · cases).
pub fn tally(
    paths: &[CriticalPath],
    allowances: &[Option<f64>],
    due: &[f64],
) -> Result<Late, AttributionError> {
    if paths.is_empty() {
        return Err(AttributionError::NoCases);
    }
    if paths.len() != due.len() {
        return Err(AttributionError::Unequal {
            expected: paths.len(),
            found: due.len(),
        });
    }
    let parts = allowances.len();
    let (mut first, mut largest) = (Tally::new(parts), Tally::new(parts));
    let mut late = 0;
    for (path, due) in paths.iter().zip(due) {
        if let Some(causes) = causes(path, allowances, *due)? {
            late += 1;
            first.count(causes.first);
            largest.count(causes.largest);
        }
    }
    Ok(Late {
        cases: paths.len(),
        late,
        first,
        largest,
    })
}
