//! A log whose cases stay in memory, to be looked at again and again, each time with another
//! alteration.
//!
//! Of a log with very many events only some cases are held: which ones depends on their names
//! alone, so neither the order of the file nor threads can show.

use std::io;

use xxhash_rust::xxh3::xxh3_64;

use super::amount::Amounts;
use super::columns::{Good, Layout, NO_TIME};
use super::event_log::{Case, EventLog, Visitor, Words};
use super::odd_dates::OddDates;

/// One case with its pieces of work, as in [`Case`].
#[derive(Debug, Clone, PartialEq)]
pub struct HeldCase {
    /// How the log calls it.
    pub name: Box<str>,
    /// What was done, as a place in [`Words::activities`].
    pub activity: Vec<u32>,
    /// When it began.
    pub start: Vec<i64>,
    /// When it ended.
    pub end: Vec<i64>,
    resource: Vec<u32>,
    group: Vec<u32>,
    due: Vec<i64>,
    /// Whether the result was good; empty if the log does not say.
    pub good: Vec<Good>,
    amounts: Vec<Amounts>,
    out_of_order: bool,
    unfinished: u32,
}

/// What is to be seen otherwise than it was recorded.
pub trait Alteration: Sync {
    /// Other words for what was done.
    fn words(&self, _: &mut Words) {}

    /// Other times, results or pieces of work of a case, in any order.
    fn case(&self, _: &mut HeldCase) {}
}

/// A log whose cases are held.
#[derive(Debug)]
pub struct HeldLog {
    layout: Layout,
    has_durations: bool,
    odd_dates: Vec<OddDates>,
    words: Words,
    cases: Vec<HeldCase>,
    all_cases: usize,
}

impl HeldLog {
    /// Holds a log of up to `most` events whole, and of any other about so many events.
    ///
    /// # Errors
    /// Events that were put aside on disk cannot be read back.
    pub fn of(log: EventLog, most: usize, threads: usize) -> io::Result<Self> {
        let one_in = log.events().div_ceil(most.max(1)).max(1) as u64;
        let (layout, has_durations) = (log.layout(), log.has_durations());
        let (odd_dates, all_cases) = (log.odd_dates().to_vec(), log.cases());
        let new = |_: &Words| Holding {
            one_in,
            cases: Vec::new(),
        };
        let (holding, words) = log.visit(threads, new)?;
        let mut cases = holding.cases;
        cases.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(Self {
            layout,
            has_durations,
            odd_dates,
            words,
            cases,
            all_cases,
        })
    }

    /// What the log says of its events.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether pieces of work have a start and an end.
    pub fn has_durations(&self) -> bool {
        self.has_durations
    }

    /// Dates that are not written like the first of their column.
    pub fn odd_dates(&self) -> &[OddDates] {
        &self.odd_dates
    }

    /// The words of the log.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// How many events are held.
    pub fn events(&self) -> usize {
        self.cases.iter().map(|case| case.activity.len()).sum()
    }

    /// How many cases are held, and how many the log has.
    pub fn cases(&self) -> (usize, usize) {
        (self.cases.len(), self.all_cases)
    }

    /// Shows every case that is held, altered if asked for.
    pub fn visit<V: Visitor>(&self, alteration: Option<&dyn Alteration>, visitor: &mut V) {
        for case in &self.cases {
            let Some(alteration) = alteration else {
                visitor.case(&case.seen());
                continue;
            };
            let mut altered = case.clone();
            alteration.case(&mut altered);
            altered.arrange();
            visitor.case(&altered.seen());
        }
    }
}

impl HeldCase {
    /// A copy of a case.
    pub fn of(case: &Case<'_>) -> Self {
        Self {
            name: case.name.into(),
            activity: case.activity.to_vec(),
            start: case.start.to_vec(),
            end: case.end.to_vec(),
            resource: case.resource.to_vec(),
            group: case.group.to_vec(),
            due: case.due.to_vec(),
            good: case.good.to_vec(),
            amounts: case.amounts.to_vec(),
            out_of_order: case.out_of_order,
            unfinished: case.unfinished,
        }
    }

    /// The case as visitors see it.
    pub fn seen(&self) -> Case<'_> {
        Case {
            name: &self.name,
            activity: &self.activity,
            start: &self.start,
            end: &self.end,
            resource: &self.resource,
            group: &self.group,
            due: &self.due,
            good: &self.good,
            amounts: &self.amounts,
            out_of_order: self.out_of_order,
            unfinished: self.unfinished,
        }
    }

    /// Moves a piece of work, and everything behind it, by so many milliseconds.
    pub fn delay(&mut self, from: usize, by: i64) {
        for times in [&mut self.start, &mut self.end] {
            for time in times.iter_mut().skip(from) {
                *time = time.saturating_add(by);
            }
        }
    }

    /// Moves the whole case, with what it was due by, by so many milliseconds.
    pub fn shift(&mut self, by: i64) {
        self.delay(0, by);
        for due in self.due.iter_mut().filter(|due| **due != NO_TIME) {
            *due = due.saturating_add(by);
        }
    }

    /// Does a piece of work once more, beginning at that instant.
    pub fn repeat(&mut self, at: usize, begin: i64) {
        let Some((start, end)) = self.start.get(at).zip(self.end.get(at)) else {
            return;
        };
        let took = end - start;
        self.start.push(begin);
        self.end.push(begin.saturating_add(took));
        again(&mut self.activity, at);
        again(&mut self.resource, at);
        again(&mut self.group, at);
        again(&mut self.due, at);
        again(&mut self.good, at);
        again(&mut self.amounts, at);
    }

    /// Puts the pieces of work in the order of their times, as those of any case are.
    pub fn arrange(&mut self) {
        let times = |at: &usize| (self.start[*at], self.end[*at]);
        let mut order: Vec<usize> = (0..self.activity.len()).collect();
        if order.is_sorted_by_key(times) {
            return;
        }
        order.sort_by_key(times);
        permute(&mut self.activity, &order);
        permute(&mut self.start, &order);
        permute(&mut self.end, &order);
        permute(&mut self.resource, &order);
        permute(&mut self.group, &order);
        permute(&mut self.due, &order);
        permute(&mut self.good, &order);
        permute(&mut self.amounts, &order);
    }
}

fn again<T: Copy>(column: &mut Vec<T>, at: usize) {
    if let Some(value) = column.get(at).copied() {
        column.push(value);
    }
}

/// Puts a column in another order; one that the log does not have stays empty.
fn permute<T: Copy>(column: &mut Vec<T>, order: &[usize]) {
    if column.len() == order.len() {
        *column = order.iter().map(|at| column[*at]).collect();
    }
}

/// Copies the cases that are to be held.
struct Holding {
    one_in: u64,
    cases: Vec<HeldCase>,
}

impl Visitor for Holding {
    fn case(&mut self, case: &Case<'_>) {
        if xxh3_64(case.name.as_bytes()).is_multiple_of(self.one_in) {
            self.cases.push(HeldCase::of(case));
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.cases.append(&mut other.cases);
    }
}
