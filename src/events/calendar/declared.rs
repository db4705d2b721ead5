//! Calendars from the tables of the user.

use std::sync::Arc;

use super::{Calendar, Shift, WorkWeek, Zone};
use crate::load::document::WorkCalendar;
use crate::load::working_time::Minutes;

const MINUTE: i64 = 60_000;

impl Calendar {
    /// The calendar a `[[calendar]]` describes; `None` if its zone does not exist, which was
    /// reported when it was read.
    pub fn declared(record: &WorkCalendar) -> Option<Self> {
        let zone = Zone::named(record.zone.as_str())?;
        Some(Self::new(Arc::new(zone), &WorkWeek::declared(record)))
    }
}

impl WorkWeek {
    fn declared(record: &WorkCalendar) -> Self {
        let mut week = Self::default();
        for hours in record.hours.iter() {
            let named = week.days.iter_mut().zip(hours.days);
            for (day, _) in named.filter(|(_, named)| *named) {
                day.extend(shifts(&hours.times));
            }
        }
        let off = record.holidays.iter();
        for day in off.flat_map(|off| {
            off.first
                .series(jiff::Span::new().days(1))
                .take_while(|day| *day <= off.last)
        }) {
            week.exceptions.insert(day, Vec::new());
        }
        let workday = week.days.iter().find(|day| !day.is_empty());
        let usual = workday.cloned().unwrap_or_default();
        for made_up in record.workdays.iter().filter(|day| day.times.is_empty()) {
            week.exceptions.insert(made_up.day, usual.clone());
        }
        // Times written for one day in several places are all its own.
        let own = || record.workdays.iter().filter(|day| !day.times.is_empty());
        for made_up in own() {
            week.exceptions.insert(made_up.day, Vec::new());
        }
        for made_up in own() {
            let day = week.exceptions.entry(made_up.day).or_default();
            day.extend(shifts(&made_up.times));
        }
        week
    }
}

fn shifts(times: &[Minutes]) -> impl Iterator<Item = Shift> {
    times.iter().map(|(start, end)| Shift {
        start: start * MINUTE,
        end: end * MINUTE,
    })
}
