//! Which hours count: all of them, or those of a working calendar.

use std::sync::Arc;

use crate::events::{Calendar, Case};

/// Start and end of each piece of work of a case, on the clock that durations are counted by. What
/// came first does not depend on it; two instants of one night are one on a working clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) start: &'a [i64],
    pub(super) end: &'a [i64],
}

impl Counted<'_> {
    /// From the first start to the last end; nothing of nothing.
    pub(super) fn lead(&self) -> i64 {
        let last = self.end.iter().max();
        last.map_or(0, |last| last - self.start[0])
    }
}

/// The clock that durations are counted by.
#[derive(Debug, Default)]
pub(super) struct Hours {
    calendar: Option<Arc<Calendar>>,
    start: Vec<i64>,
    end: Vec<i64>,
}

impl Hours {
    pub(super) fn new(calendar: Option<Arc<Calendar>>) -> Self {
        Self {
            calendar,
            ..Self::default()
        }
    }

    /// The times of a case; its own where all hours count.
    #[inline]
    pub(super) fn of<'a>(&'a mut self, case: &Case<'a>) -> Counted<'a> {
        let Some(calendar) = &self.calendar else {
            return Counted {
                start: case.start,
                end: case.end,
            };
        };
        let until = |instant: &i64| calendar.worked_until(*instant);
        self.start.clear();
        self.start.extend(case.start.iter().map(until));
        self.end.clear();
        self.end.extend(case.end.iter().map(until));
        Counted {
            start: &self.start,
            end: &self.end,
        }
    }

    /// Two instants on this clock.
    pub(super) fn of_range(&self, range: (i64, i64)) -> (i64, i64) {
        let until = |instant| match &self.calendar {
            Some(calendar) => calendar.worked_until(instant),
            None => instant,
        };
        (until(range.0), until(range.1))
    }
}
