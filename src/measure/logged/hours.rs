//! Durations of a log as quantities: on the clock they were counted by.

use super::facts::LoggedLog;
use crate::lang::{Lang, Text};
use crate::measure::log::units::Unit;
use crate::model::Chain;
use crate::quantity::{Clock, Dimension, Quantity};

/// The calendar by which the durations of a log were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoseHours {
    /// Its id.
    pub id: Box<str>,
    /// What people call it.
    pub name: Text,
    /// The time zone its clocks show.
    pub zone: Box<str>,
}

impl WhoseHours {
    /// Those of a calendar of the chain, by its position.
    pub fn of(chain: &Chain, at: usize) -> Self {
        let record = &chain.calendars[at].record;
        let id = record.id.as_str();
        Self {
            id: id.into(),
            name: record.name.clone().unwrap_or_else(|| Text::plain(id)),
            zone: record.zone.as_str().into(),
        }
    }

    /// Which calendar that is, in a line of a report.
    pub fn said(&self, lang: Lang) -> String {
        let (name, zone) = (self.name.get(lang), &self.zone);
        lang.pick(
            format!("  times are working time by the calendar “{name}” ({zone})\n"),
            format!("  各时长按工作日历“{name}”（{zone}）的工作时间计\n"),
        )
    }
}

impl LoggedLog {
    /// A duration of milliseconds, in the unit in which it is a number of a few digits; in working
    /// time where a calendar said which hours count.
    pub fn time(&self, millis: f64) -> Quantity {
        time_on(self.hours.is_some(), millis)
    }

    /// The milliseconds of a duration on the clock of the log; `None` of any other.
    pub fn millis(&self, time: &Quantity) -> Option<i64> {
        millis(time, self.hours.is_some())
    }

    /// A duration of milliseconds in a unit of its size, for tables.
    pub fn say(&self, millis: f64, lang: Lang) -> String {
        Unit::on_clock(self.hours.is_some(), millis).say(millis, lang)
    }
}

/// The milliseconds of a duration, if it is one on the clock by which a log was counted.
pub(super) fn millis(time: &Quantity, is_working_time: bool) -> Option<i64> {
    let millis = match (time.dimension(), is_working_time) {
        (Dimension::Duration(Clock::Calendar), false) => time.base() * 1000.0,
        (Dimension::Duration(Clock::WorkingHours), true) => time.base() * 3_600_000.0,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked against the bounds before"
    )]
    (0.0..1e17).contains(&millis).then_some(millis as i64)
}

/// A duration of milliseconds, on the clock of all hours or of working time.
pub fn time_on(is_working_time: bool, millis: f64) -> Quantity {
    if !is_working_time {
        return time(millis);
    }
    let hours = millis / 3_600_000.0;
    match Unit::on_clock(true, millis) {
        Unit::WorkingMinutes => of_unit("1 working min", hours),
        _ => of_unit("1 working h", hours),
    }
}

/// A duration of milliseconds that pass day and night, in the unit in which it is a number of a few
/// digits.
pub fn time(millis: f64) -> Quantity {
    let seconds = millis / 1000.0;
    match Unit::of(millis) {
        Unit::Minutes => of_unit("1 min", seconds),
        Unit::Hours => of_unit("1 h", seconds),
        Unit::Days => Quantity::days(seconds / 86_400.0),
        _ => Quantity::seconds(seconds),
    }
}

/// A duration in a unit, from its value in the base unit of its clock.
fn of_unit(one: &str, base: f64) -> Quantity {
    let one = Quantity::parse(one).unwrap_or_else(|_| Quantity::bare(0.0));
    one.with_base(base)
}
