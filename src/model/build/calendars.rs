//! Hours of a calendar that lie within each other, and days that are both off and worked.

use super::names::{Entry, Names};
use crate::load::document::WorkCalendar;
use crate::load::working_time::MINUTES_OF_A_DAY;
use crate::load::{AnyRecord, Record};
use crate::problem::{CalendarFault, Problem, ProblemKind};
use crate::source::{Span, Spot};

const WEEK: i64 = 7 * MINUTES_OF_A_DAY;

/// Reports what calendars say twice, or against themselves.
pub(super) fn contradictions(names: &Names<'_>, problems: &mut Vec<Problem>) {
    for calendar in names.calendars.entries() {
        no_hours(calendar, names, problems);
        hours_that_overlap(calendar, problems);
        days_off_and_worked(calendar, problems);
    }
}

fn report(
    calendar: &Entry<'_, WorkCalendar>,
    (at, first): (Span, Span),
    written: String,
    fault: CalendarFault,
) -> Problem {
    let spot = |span| Spot {
        source: calendar.source,
        span,
    };
    let kind = ProblemKind::BadCalendar { written, fault };
    Problem::at(spot(at), kind).with_related(spot(first))
}

/// A list can be left out everywhere; but nobody ever works by a calendar without hours.
fn no_hours(calendar: &Entry<'_, WorkCalendar>, names: &Names<'_>, problems: &mut Vec<Problem>) {
    let id = calendar.record.id.as_str();
    if calendar.record.has("hours") || names.may_be_hidden(calendar.source, id) {
        return;
    }
    let spot = Spot {
        source: calendar.source,
        span: Record::span(&**calendar.record),
    };
    let kind = ProblemKind::MissingKey {
        key: "hours",
        table: "calendar",
        example: "hours = [\"Mon-Fri 08:00-12:00\"]".to_owned(),
    };
    problems.push(Problem::at(spot, kind));
}

/// Reports each entry of `hours` that lies within another, once.
fn hours_that_overlap(calendar: &Entry<'_, WorkCalendar>, problems: &mut Vec<Problem>) {
    let mut shifts = Vec::new();
    for (at, (span, hours)) in calendar.record.hours.placed().enumerate() {
        for (day, _) in (0..7_i64).zip(hours.days).filter(|(_, named)| *named) {
            let midnight = day * MINUTES_OF_A_DAY;
            let times = hours.times.iter();
            shifts.extend(times.map(|(start, end)| (midnight + start, midnight + end, at, span)));
        }
    }
    shifts.sort_unstable_by_key(|shift| (shift.0, shift.1));
    let mut reported = Vec::new();
    // After the last shift of a week the first one of the next week comes.
    let next_week = shifts
        .first()
        .map(|(start, end, at, span)| (start + WEEK, end + WEEK, *at, *span));
    let following = shifts.iter().skip(1).copied().chain(next_week);
    for (shift, next) in shifts.iter().zip(following) {
        if shift.1 <= next.0 {
            continue;
        }
        let (first, second) = if shift.2 <= next.2 {
            (*shift, next)
        } else {
            (next, *shift)
        };
        if reported.contains(&second.2) {
            continue;
        }
        reported.push(second.2);
        let written = calendar.record.hours[second.2].written().to_owned();
        let places = (second.3, first.3);
        problems.push(report(calendar, places, written, CalendarFault::Overlap));
    }
}

fn days_off_and_worked(calendar: &Entry<'_, WorkCalendar>, problems: &mut Vec<Problem>) {
    let workdays = calendar.record.workdays.placed();
    for (span, workday) in workdays.filter(|(_, workday)| workday.is_read()) {
        let off = calendar
            .record
            .holidays
            .placed()
            .find(|(_, off)| (off.first..=off.last).contains(&workday.day));
        if let Some((off, _)) = off {
            let written = workday.day.to_string();
            let places = (span, off);
            problems.push(report(
                calendar,
                places,
                written,
                CalendarFault::OffAndWorked,
            ));
        }
    }
}
