//! The days on which things are said to have happened, and the latest of them.
//!
//! What is still to come, such as a deadline, is none of them.

use jiff::civil::Date;

use super::Chain;
use crate::load::document::MeasuredFigure;
use crate::load::{AnyRecord, Record, Segment};
use crate::quantity::Period;
use crate::source::{SourceId, Spot};

/// One thing that the model says has happened.
#[derive(Clone, Copy)]
pub struct Happened<'c> {
    /// Its first day.
    pub first: Date,
    /// Its last day, the same unless it has a period.
    pub last: Date,
    source: SourceId,
    record: &'c dyn AnyRecord,
    path: [&'static str; 2],
}

impl Happened<'_> {
    /// Whether it was measured: a figure, or the value written beside a goal.
    fn is_value(&self) -> bool {
        self.path[0] == "actual" || self.record.spec().name == MeasuredFigure::SPEC.name
    }

    /// Where it is written.
    pub fn spot(&self) -> Spot {
        let path: Vec<_> = self
            .path
            .iter()
            .filter(|key| !key.is_empty())
            .map(|key| Segment::Key((*key).into()))
            .collect();
        Spot {
            source: self.source,
            span: self.record.locate(&path),
        }
    }
}

/// What is dated after a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Later {
    /// Figures and values written beside goals, which do not count then.
    pub figures: usize,
    /// Days of other records.
    pub others: usize,
}

impl std::fmt::Debug for Happened<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}..{}", self.path[0], self.first, self.last)
    }
}

impl Chain {
    /// The latest day of a figure, a talk, an agreement, a benchmark or a customer's voice.
    pub fn latest_day(&self) -> Option<Date> {
        let mut latest: Option<Date> = None;
        self.each_happened(&mut |happened| latest = latest.max(Some(happened.last)));
        latest
    }

    /// How much is dated after `day`.
    pub fn later_than(&self, day: Date) -> Later {
        let mut later = Later::default();
        self.each_happened(&mut |happened| {
            if happened.last > day {
                match happened.is_value() {
                    true => later.figures += 1,
                    false => later.others += 1,
                }
            }
        });
        later
    }

    /// Shows `see` everything that is said to have happened on some day.
    ///
    /// # Complexity
    /// Linear in the number of tables; a place is looked up only when it is asked for.
    pub fn each_happened<'c>(&'c self, see: &mut dyn FnMut(Happened<'c>)) {
        self.agreed(see);
        self.measured(see);
        self.heard_of(see);
    }

    /// What was agreed, granted or looked up, and when.
    fn agreed<'c>(&'c self, see: &mut dyn FnMut(Happened<'c>)) {
        for handoff in &self.handoffs {
            let record = &*handoff.record;
            let mut at = See(handoff.source, record, see);
            if let Some(side) = &record.customer {
                at.day(["customer", "asked_on"], side.asked_on);
                at.day(["customer", "agreed_on"], side.agreed_on);
            }
        }
        for sheet in &self.sheets {
            See(sheet.source, &*sheet.record, see).day(["agreed_on", ""], sheet.record.agreed_on);
        }
        for it in &self.benchmarks {
            See(it.source, &*it.record, see).day(["on", ""], it.record.on);
        }
        for it in &self.waivers {
            See(it.source, &*it.record, see).day(["granted_on", ""], it.record.granted_on);
        }
    }

    /// What was measured or scored, and when.
    fn measured<'c>(&'c self, see: &mut dyn FnMut(Happened<'c>)) {
        for goal in &self.goals {
            let record = &*goal.record;
            let mut at = See(goal.source, record, see);
            for (key, figure) in [("baseline", &record.baseline), ("actual", &record.actual)] {
                at.day([key, "on"], figure.as_ref().and_then(|figure| figure.on));
            }
        }
        for figure in self.figures.iter() {
            let record = &*figure.record;
            See(figure.source, record, see).period(Some(&record.period));
        }
        for it in &self.assessments {
            See(it.source, &*it.record, see).period(it.record.period.as_ref());
        }
    }

    /// What customers said and did, and when.
    fn heard_of<'c>(&'c self, see: &mut dyn FnMut(Happened<'c>)) {
        for it in &self.customers {
            See(it.source, &*it.record, see).day(["last_contact", ""], it.record.last_contact);
        }
        for it in &self.voices {
            let mut at = See(it.source, &*it.record, see);
            at.day(["on", ""], it.record.on);
            at.day(["reached_owner_on", ""], it.record.reached_owner_on);
        }
        for it in &self.surveys {
            See(it.source, &*it.record, see).period(it.record.period.as_ref());
        }
        for it in &self.complaints {
            let mut at = See(it.source, &*it.record, see);
            at.day(["on", ""], it.record.on);
            at.day(["closed", ""], it.record.closed);
            at.day(["told", ""], it.record.told);
        }
        for it in &self.losses {
            See(it.source, &*it.record, see).day(["on", ""], it.record.on);
        }
    }
}

/// One record, shown with each of its days.
struct See<'s, 'c>(SourceId, &'c dyn AnyRecord, &'s mut dyn FnMut(Happened<'c>));

impl See<'_, '_> {
    fn day(&mut self, path: [&'static str; 2], on: Option<Date>) {
        if let Some(day) = on {
            self.show(path, day, day);
        }
    }

    fn period(&mut self, period: Option<&Period>) {
        if let Some(period) = period {
            self.show(["period", ""], period.first(), period.last());
        }
    }

    fn show(&mut self, path: [&'static str; 2], first: Date, last: Date) {
        let Self(source, record, see) = self;
        see(Happened {
            first,
            last,
            source: *source,
            record: *record,
            path,
        });
    }
}
