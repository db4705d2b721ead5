//! A log that has been read: its events case by case, in the order of time.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::amount::Amounts;
use super::arrange::{Arranged, Ranks};
use super::columns::{Good, Layout};
use super::crew::on_threads;
use super::intake::{Intake, Part};
use super::odd_dates::OddDates;

/// A log that has been read.
#[derive(Debug)]
pub struct EventLog {
    layout: Layout,
    has_durations: bool,
    ranks: Ranks,
    odd_dates: Vec<OddDates>,
    parts: Vec<Part>,
}

/// The words of a log, each list in the order of its characters.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What is done.
    pub activities: Vec<Box<str>>,
    /// Who does it.
    pub resources: Vec<Box<str>>,
    /// Their groups, roles or departments.
    pub groups: Vec<Box<str>>,
    /// Words met that stand for an unknown resource or group.
    pub missing: Vec<Box<str>>,
}

/// One case: its pieces of work in the order of their start, then their end, then the file.
///
/// Lists are as long as the case, or empty if the log does not say such a thing.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// How the log calls it.
    pub name: &'a str,
    /// What was done, as a place in [`Words::activities`].
    pub activity: &'a [u32],
    /// When it began; the end, if the log has one time per event.
    pub start: &'a [i64],
    /// When it ended.
    pub end: &'a [i64],
    /// Who did it, as a place in [`Words::resources`], or [`NONE`](super::NONE).
    pub resource: &'a [u32],
    /// Their group, as a place in [`Words::groups`], or [`NONE`](super::NONE).
    pub group: &'a [u32],
    /// When it was due, or [`NO_TIME`](super::NO_TIME).
    pub due: &'a [i64],
    /// Whether the result was good.
    pub good: &'a [Good],
    /// How much was ordered and delivered.
    pub amounts: &'a [Amounts],
    /// Its events did not stand in the file in the order of their time.
    pub out_of_order: bool,
    /// Starts that no end followed, of a log whose events have phases.
    pub unfinished: u32,
}

/// Looks at cases one after the other; one a thread, put together at the end.
pub trait Visitor: Send {
    /// Looks at one case.
    fn case(&mut self, case: &Case<'_>);

    /// Some hundredth of the log has been seen: time to put in order what was kept.
    fn rest(&mut self) {}

    /// Adds what another thread has seen.
    fn merge(&mut self, other: Self);
}

impl EventLog {
    /// What was taken in, ready to be looked at.
    pub fn new(mut intake: Intake) -> Self {
        let layout = intake.layout;
        let has_durations = layout.start || *intake.starts.get_mut();
        let odd_dates = std::mem::take(&mut intake.odd_dates);
        let (parts, activities, resources, groups) = intake.parts();
        Self {
            layout,
            has_durations,
            ranks: Ranks::new(activities, resources, groups),
            odd_dates,
            parts,
        }
    }

    /// Dates that are not written like the first of their column, one for each such column.
    pub fn odd_dates(&self) -> &[OddDates] {
        &self.odd_dates
    }

    /// What the log says of its events.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether pieces of work have a start and an end; else there are only instants, and what
    /// lies between two of them is a gap, not a wait.
    pub fn has_durations(&self) -> bool {
        self.has_durations
    }

    /// The words of the log.
    pub fn words(&self) -> &Words {
        &self.ranks.words
    }

    /// How many events were read.
    pub fn events(&self) -> usize {
        let events = |part: &Part| part.spill.events() + part.kept.len();
        self.parts.iter().map(events).sum()
    }

    /// How many cases there are.
    pub fn cases(&self) -> usize {
        self.parts.iter().map(|part| part.cases.len()).sum()
    }

    /// Shows every case to a visitor, on so many threads, and forgets the events as it goes.
    ///
    /// The order of cases is not defined, so what a visitor finds must not depend on it.
    /// Takes O(n) time for n events, O(n log n) where they are not in order in the file.
    ///
    /// # Errors
    /// Events that were put aside on disk cannot be read back.
    pub fn visit<V: Visitor>(
        self,
        threads: usize,
        new: impl Fn(&Words) -> V + Sync,
    ) -> io::Result<(V, Words)> {
        let Self {
            layout,
            ranks,
            parts,
            ..
        } = self;
        let parts: Vec<Mutex<Option<Part>>> = parts
            .into_iter()
            .map(|part| Mutex::new(Some(part)))
            .collect();
        let next = AtomicUsize::new(0);
        let work = || -> io::Result<V> {
            let mut visitor = new(&ranks.words);
            while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
                let part = part.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(part) = part {
                    Arranged::new(part, &ranks, layout)?.show(&mut visitor);
                    visitor.rest();
                }
            }
            Ok(visitor)
        };
        let mut visitors = on_threads(threads, work).into_iter();
        let mut visitor = visitors.next().unwrap_or_else(|| Ok(new(&ranks.words)))?;
        for other in visitors {
            visitor.merge(other?);
        }
        Ok((visitor, ranks.words))
    }
}
