//! Working time on the wall clock: a week that repeats, and the days that differ from it.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Milliseconds of a day on the wall clock.
pub(super) const DAY: i64 = 86_400_000;

/// Days from the Monday before 1970-01-01 to that day, a Thursday.
const DAYS_SINCE_MONDAY: i64 = 3;

/// How many days ahead work that is still to be done is looked for: a century.
const PATIENCE: i64 = 36_525;

/// A stretch of work, in milliseconds since the midnight before it starts; past 24 hours it
/// ends on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// When work begins, before the day is over.
    pub start: i64,
    /// When work stops, at most 48 hours after that midnight.
    pub end: i64,
}

/// What is worked in every week, and on which days that is different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkWeek {
    /// The shifts that start on each day, from Monday.
    pub days: [Vec<Shift>; 7],
    /// Days with shifts of their own: none on a day off, some on a make-up workday.
    pub exceptions: BTreeMap<Date, Vec<Shift>>,
}

/// The hours worked within one day: disjoint, in order, with what was worked before each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct DayHours {
    spans: Box<[(i64, i64, i64)]>,
    total: i64,
}

/// A day that is not like its weekday.
#[derive(Debug, Clone)]
struct OddDay {
    day: i64,
    hours: DayHours,
    /// What all odd days up to this one worked more than their weekdays.
    surplus: i64,
}

/// Working time on a line of days that all have 24 hours.
#[derive(Debug, Clone)]
pub(super) struct LocalDays {
    week: [DayHours; 7],
    before: [i64; 7],
    weekly: i64,
    odd: Box<[OddDay]>,
}

impl LocalDays {
    pub(super) fn new(plan: &WorkWeek) -> Self {
        let days = &plan.days;
        let week: [DayHours; 7] =
            std::array::from_fn(|day| DayHours::new(&days[day], &days[(day + 6) % 7]));
        let mut weekly = 0;
        let before = std::array::from_fn(|day| {
            let before = weekly;
            weekly += week[day].total;
            before
        });
        let odd = odd_days(plan, &week);
        Self {
            week,
            before,
            weekly,
            odd,
        }
    }

    /// Work done before this time on the wall clock, counted from some fixed day.
    pub(super) fn worked_before(&self, local: i64) -> i64 {
        let day = local.div_euclid(DAY);
        let (before, hours) = self.day(day);
        before + hours.worked_before(local.rem_euclid(DAY))
    }

    pub(super) fn is_working(&self, local: i64) -> bool {
        let time = local.rem_euclid(DAY);
        let (_, hours) = self.day(local.div_euclid(DAY));
        let mut spans = hours.spans.iter();
        spans.any(|(start, end, _)| (*start..*end).contains(&time))
    }

    /// When `work` is done, by the count of [`Self::worked_before`], not before `day`.
    pub(super) fn reaches(&self, work: i64, day: i64) -> Option<i64> {
        let done_by = |day: i64| self.day(day).0 >= work;
        let (mut early, mut step) = (day, 1);
        while !done_by(early + step) {
            early += step;
            step *= 2;
            if step > PATIENCE {
                return None;
            }
        }
        // Not done when `early` begins, done when `late` does.
        let mut late = early + step;
        while late - early > 1 {
            let middle = early + (late - early) / 2;
            if done_by(middle) {
                late = middle;
            } else {
                early = middle;
            }
        }
        let (before, hours) = self.day(early);
        Some(early * DAY + hours.reaches(work - before))
    }

    /// What was worked before a day, and its hours.
    fn day(&self, day: i64) -> (i64, &DayHours) {
        let since_monday = day + DAYS_SINCE_MONDAY;
        let (week, weekday) = (since_monday.div_euclid(7), since_monday.rem_euclid(7));
        // From 0 to 6, and so an index.
        let weekday = usize::try_from(weekday).unwrap_or_default();
        let regular = week * self.weekly + self.before[weekday];
        let odd = self.odd.partition_point(|odd| odd.day < day);
        let surplus = odd.checked_sub(1).map_or(0, |last| self.odd[last].surplus);
        let own = self.odd.get(odd).filter(|odd| odd.day == day);
        let hours = own.map_or(&self.week[weekday], |odd| &odd.hours);
        (regular + surplus, hours)
    }
}

/// The days whose hours an exception changes: its own, and the next morning.
fn odd_days(plan: &WorkWeek, week: &[DayHours; 7]) -> Box<[OddDay]> {
    let exceptions: BTreeMap<i64, &Vec<Shift>> = plan
        .exceptions
        .iter()
        .map(|(date, shifts)| (day_number(*date), shifts))
        .collect();
    let weekday = |day: i64| usize::try_from((day + DAYS_SINCE_MONDAY).rem_euclid(7));
    let shifts = |day: i64| -> &[Shift] {
        let usual = || &plan.days[weekday(day).unwrap_or_default()];
        exceptions.get(&day).copied().unwrap_or_else(usual)
    };
    let mut numbers: Vec<_> = exceptions.keys().flat_map(|day| [*day, day + 1]).collect();
    numbers.dedup();
    let mut surplus = 0;
    let odd = numbers.into_iter().map(|day| {
        let hours = DayHours::new(shifts(day), shifts(day - 1));
        surplus += hours.total - week[weekday(day).unwrap_or_default()].total;
        OddDay {
            day,
            hours,
            surplus,
        }
    });
    odd.collect()
}

/// Days from 1970-01-01.
fn day_number(date: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    i64::from((date - epoch).get_days())
}

impl DayHours {
    /// The hours of a day from its own shifts and what is left of the day before's.
    fn new(own: &[Shift], yesterday: &[Shift]) -> Self {
        let left = yesterday.iter().map(|shift| (0, shift.end - DAY));
        let own = own.iter().map(|shift| (shift.start, shift.end.min(DAY)));
        let mut wanted: Vec<_> = left.chain(own).filter(|(start, end)| start < end).collect();
        wanted.sort_unstable();
        let mut spans: Vec<(i64, i64, i64)> = Vec::new();
        let mut total = 0;
        for (start, end) in wanted {
            let start = start.max(spans.last().map_or(0, |last| last.1));
            if start >= end {
                continue;
            }
            match spans.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => spans.push((start, end, total)),
            }
            total += end - start;
        }
        Self {
            spans: spans.into(),
            total,
        }
    }

    /// Work done in this day before a time of it.
    fn worked_before(&self, time: i64) -> i64 {
        let mut done = 0;
        for (start, end, before) in &self.spans {
            if time <= *start {
                break;
            }
            done = before + time.min(*end) - start;
        }
        done
    }

    /// The time at which so much of this day's work is done.
    fn reaches(&self, work: i64) -> i64 {
        let after = self.spans.partition_point(|(_, _, before)| *before < work);
        let span = after.checked_sub(1).and_then(|at| self.spans.get(at));
        span.map_or(0, |(start, _, before)| start + work - before)
    }
}
