//! When an organization works: hours of the week, days off, make-up workdays, a time zone.
//!
//! An instant is working time if the clock on the wall of the zone shows a time within a
//! shift. So a shift over the hour that daylight saving skips is an hour shorter, and one
//! over the hour that comes twice is an hour longer. A shift belongs to the day on which it
//! starts: a day off takes away the shift that would begin on it, and leaves the one that
//! ends in its morning.
//!
//! Instants are milliseconds since 1970-01-01 UTC. A query costs two or three look-ups in
//! short tables, whatever the length of time asked about.

mod days;
mod declared;
mod zone;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::days::{DAY, LocalDays};
pub use self::days::{Shift, WorkWeek};
pub use self::zone::Zone;

/// Working time in a zone.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: Arc<Zone>,
    days: LocalDays,
    /// For each stretch of one offset: what to add to the work counted on the wall clock.
    shifts: Box<[i64]>,
    /// For each stretch of one offset: the work done before it begins.
    before: Box<[i64]>,
}

impl Calendar {
    /// The working time of `week` by the clock of `zone`.
    pub fn new(zone: Arc<Zone>, week: &WorkWeek) -> Self {
        let days = LocalDays::new(week);
        let mut shifts = Vec::with_capacity(zone.len());
        let mut before = Vec::with_capacity(zone.len());
        let mut last: Option<(i64, i64)> = None;
        for (start, offset) in zone.stretches() {
            let here = days.worked_before(start + offset);
            let reached = last.map_or(here, |(shift, offset)| {
                shift + days.worked_before(start + offset)
            });
            shifts.push(reached - here);
            before.push(reached);
            last = Some((reached - here, offset));
        }
        Self {
            zone,
            days,
            shifts: shifts.into(),
            before: before.into(),
        }
    }

    /// Working milliseconds between two instants; negative if `to` comes before `from`.
    pub fn worked(&self, from: i64, to: i64) -> i64 {
        self.worked_until(to) - self.worked_until(from)
    }

    /// Working milliseconds before an instant, counted from some fixed one.
    pub fn worked_until(&self, instant: i64) -> i64 {
        let (stretch, offset) = self.zone.at(instant);
        self.shifts[stretch] + self.days.worked_before(instant + offset)
    }

    /// Whether the instant lies in working time.
    pub fn is_working(&self, instant: i64) -> bool {
        let (_, offset) = self.zone.at(instant);
        self.days.is_working(instant + offset)
    }

    /// The first working instant at or after this one; `None` if nobody works any more.
    pub fn next_working(&self, instant: i64) -> Option<i64> {
        if self.is_working(instant) {
            return Some(instant);
        }
        self.add(instant, 1).map(|end| end - 1)
    }

    /// The instant at which `work` working milliseconds since `from` are done; `None` if
    /// they never are. Nothing to do is done at once.
    pub fn add(&self, from: i64, work: i64) -> Option<i64> {
        if work <= 0 {
            return Some(from);
        }
        let target = self.worked_until(from) + work;
        let stretch = self.before.partition_point(|before| *before < target);
        let stretch = stretch.checked_sub(1)?;
        let (start, offset) = self.zone.stretch(stretch);
        let earliest = from.max(start) + offset;
        let local = self
            .days
            .reaches(target - self.shifts[stretch], earliest.div_euclid(DAY))?;
        Some(local - offset)
    }
}
