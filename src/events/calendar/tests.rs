//! Working time by hand, and against a minute-by-minute count that asks the zone database.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use super::{Calendar, Shift, WorkWeek, Zone};
use crate::source::Sources;

const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

fn shift(start: i64, end: i64) -> Shift {
    Shift {
        start: start * HOUR,
        end: end * HOUR,
    }
}

/// Eight hours from Monday to Friday, with a break at noon.
fn office() -> WorkWeek {
    let mut week = WorkWeek::default();
    week.days[..5].fill(vec![shift(8, 12), shift(13, 17)]);
    week
}

fn calendar(zone: &str, week: &WorkWeek) -> Calendar {
    Calendar::new(Arc::new(Zone::named(zone).unwrap()), week)
}

/// The instant at which clocks of the zone show this, the first time they do.
fn at(zone: &str, text: &str) -> i64 {
    let local: DateTime = text.parse().unwrap();
    let zoned = local.to_zoned(TimeZone::get(zone).unwrap()).unwrap();
    zoned.timestamp().as_millisecond()
}

#[test]
fn work_is_counted_within_a_day_over_a_break_and_over_a_weekend() {
    let calendar = calendar("Asia/Shanghai", &office());
    let worked = |from, to| calendar.worked(at("Asia/Shanghai", from), at("Asia/Shanghai", to));
    assert_eq!(worked("2026-06-01T09:00", "2026-06-01T10:30"), 90 * MINUTE);
    assert_eq!(worked("2026-06-01T11:00", "2026-06-01T14:00"), 2 * HOUR);
    assert_eq!(worked("2026-06-05T16:00", "2026-06-08T09:00"), 2 * HOUR);
    assert_eq!(worked("2026-06-06T00:00", "2026-06-07T23:00"), 0);
    assert_eq!(
        worked("2026-06-01T00:00", "2027-05-31T00:00"),
        52 * 40 * HOUR
    );
    assert_eq!(worked("2026-06-08T09:00", "2026-06-05T16:00"), -2 * HOUR);
    assert_eq!(worked("1950-01-01T00:00", "1950-01-08T00:00"), 40 * HOUR);
}

#[test]
fn shifts_include_their_first_instant_and_not_their_last() {
    let calendar = calendar("Asia/Shanghai", &office());
    let is_working = |text| calendar.is_working(at("Asia/Shanghai", text));
    assert!(!is_working("2026-06-01T07:59:59.999"));
    assert!(is_working("2026-06-01T08:00"));
    assert!(is_working("2026-06-01T11:59:59.999"));
    assert!(!is_working("2026-06-01T12:00"));
    assert!(!is_working("2026-06-06T09:00"));
}

#[test]
fn work_is_added_over_breaks_nights_and_weekends() {
    let zone = "Asia/Shanghai";
    let calendar = calendar(zone, &office());
    let add = |from, work| calendar.add(at(zone, from), work).unwrap();
    assert_eq!(add("2026-06-01T11:00", HOUR), at(zone, "2026-06-01T12:00"));
    assert_eq!(
        add("2026-06-01T11:00", 2 * HOUR),
        at(zone, "2026-06-01T14:00")
    );
    assert_eq!(
        add("2026-06-05T16:00", 2 * HOUR),
        at(zone, "2026-06-08T09:00")
    );
    assert_eq!(add("2026-06-06T10:00", 0), at(zone, "2026-06-06T10:00"));
    assert_eq!(
        add("2026-06-01T08:00", 400 * HOUR),
        at(zone, "2026-08-07T17:00")
    );
    let next = |from| calendar.next_working(at(zone, from)).unwrap();
    assert_eq!(next("2026-06-05T17:00"), at(zone, "2026-06-08T08:00"));
    assert_eq!(next("2026-06-05T16:59"), at(zone, "2026-06-05T16:59"));
}

#[test]
fn october_2026_in_china_has_a_week_off_and_make_up_days() {
    let zone = "Asia/Shanghai";
    let mut week = office();
    let golden_week = (1..=7).map(|day| date(2026, 10, day));
    week.exceptions
        .extend(golden_week.map(|day| (day, Vec::new())));
    for day in [date(2026, 9, 27), date(2026, 10, 10)] {
        week.exceptions.insert(day, week.days[0].clone());
    }
    let calendar = calendar(zone, &week);
    let worked = |from, to| calendar.worked(at(zone, from), at(zone, to));
    // Sunday is worked, Monday to Wednesday too, then a week is off; Thursday, Friday and
    // Saturday follow.
    assert_eq!(worked("2026-09-27T00:00", "2026-10-01T00:00"), 4 * 8 * HOUR);
    assert_eq!(worked("2026-10-01T00:00", "2026-10-08T00:00"), 0);
    assert_eq!(worked("2026-10-08T00:00", "2026-10-12T00:00"), 3 * 8 * HOUR);
    assert_eq!(
        worked("2026-09-01T00:00", "2026-11-01T00:00"),
        41 * 8 * HOUR
    );
    let done = calendar.add(at(zone, "2026-09-30T16:00"), 2 * HOUR);
    assert_eq!(done, Some(at(zone, "2026-10-08T09:00")));
}

/// Every night from 22:00 to 06:00.
fn nights() -> WorkWeek {
    let mut week = WorkWeek::default();
    week.days.fill(vec![shift(22, 30)]);
    week
}

#[test]
fn a_night_shift_is_an_hour_shorter_in_march_and_longer_in_october() {
    let zone = "Europe/Berlin";
    let calendar = calendar(zone, &nights());
    let worked = |from, to| calendar.worked(at(zone, from), at(zone, to));
    assert_eq!(worked("2026-03-27T12:00", "2026-03-28T12:00"), 8 * HOUR);
    assert_eq!(worked("2026-03-28T12:00", "2026-03-29T12:00"), 7 * HOUR);
    assert_eq!(worked("2026-10-24T12:00", "2026-10-25T12:00"), 9 * HOUR);
    assert_eq!(
        worked("2026-01-01T12:00", "2027-01-01T12:00"),
        365 * 8 * HOUR
    );
    // The clock skips from 02:00 to 03:00 and comes back to 02:00.
    let done = calendar.add(at(zone, "2026-03-29T01:30"), HOUR);
    assert_eq!(done, Some(at(zone, "2026-03-29T03:30")));
    let done = calendar.add(at(zone, "2026-10-25T01:30"), 2 * HOUR);
    let second_half_past_two = at(zone, "2026-10-25T02:30") + HOUR;
    assert_eq!(done, Some(second_half_past_two));
}

#[test]
fn a_shift_belongs_to_the_day_it_starts_on() {
    let zone = "Europe/Berlin";
    let mut week = nights();
    week.exceptions.insert(date(2026, 12, 25), Vec::new());
    let calendar = calendar(zone, &week);
    let worked = |from, to| calendar.worked(at(zone, from), at(zone, to));
    // The night that began on the 24th ends; the one of the 25th does not begin.
    assert_eq!(worked("2026-12-25T00:00", "2026-12-26T00:00"), 6 * HOUR);
    assert_eq!(worked("2026-12-26T00:00", "2026-12-27T00:00"), 2 * HOUR);
}

#[test]
fn shifts_that_meet_or_overlap_count_once() {
    let mut week = nights();
    week.exceptions
        .insert(date(2026, 6, 2), vec![shift(0, 8), shift(7, 24)]);
    let calendar = calendar("UTC", &week);
    let worked = calendar.worked(at("UTC", "2026-06-02T00:00"), at("UTC", "2026-06-03T00:00"));
    assert_eq!(worked, 24 * HOUR);
    let mut always = WorkWeek::default();
    always.days.fill(vec![shift(0, 24)]);
    let always = Calendar::new(Arc::new(Zone::utc()), &always);
    assert_eq!(always.worked(-5, 1_000_000_000_007), 1_000_000_000_012);
    assert_eq!(always.add(-5, 12), Some(7));
}

#[test]
fn where_nobody_works_nothing_gets_done() {
    let mut week = WorkWeek::default();
    week.exceptions.insert(date(2026, 6, 2), vec![shift(8, 9)]);
    let calendar = calendar("UTC", &week);
    let (before, after) = (at("UTC", "2026-06-01T00:00"), at("UTC", "2026-06-03T00:00"));
    assert_eq!(
        calendar.next_working(before),
        Some(at("UTC", "2026-06-02T08:00"))
    );
    assert_eq!(
        calendar.add(before, HOUR),
        Some(at("UTC", "2026-06-02T09:00"))
    );
    assert_eq!(calendar.add(before, HOUR + 1), None);
    assert_eq!(calendar.next_working(after), None);
}

#[test]
fn the_zone_database_is_the_same_everywhere() {
    assert!(Zone::names().iter().any(|name| name == "Asia/Shanghai"));
    assert!(Zone::named("Asia/Nowhere").is_none());
    assert!(Zone::named("Europe/Berlin").is_some_and(|zone| zone.len() > 300));
}

/// The first calendar of a file.
fn declared(text: &str) -> Calendar {
    let mut sources = Sources::default();
    let id = sources.add("plant.toml", text);
    let (documents, problems) = crate::load::workspace::parse(&sources, &[id]);
    assert!(problems.is_empty(), "{problems:?}");
    Calendar::declared(&documents[0].tables.calendars[0]).unwrap()
}

#[test]
fn a_calendar_in_toml_is_the_one_written_in_code() {
    let zone = "Asia/Shanghai";
    let calendar = declared(
        r#"
        [[calendar]]
        id = "plant"
        zone = "Asia/Shanghai"
        hours = ["周一至周五 08:00-12:00, 13:00-17:00", "Sat 22:00-06:00"]
        holidays = ["2026-10-01 至 2026-10-07", 2027-01-01]
        workdays = [2026-09-27, "2026-10-11 08:00-12:00", "2026-10-11 13:00-14:00"]
        "#,
    );
    let worked = |from, to| calendar.worked(at(zone, from), at(zone, to));
    assert_eq!(worked("2026-09-21T00:00", "2026-09-26T00:00"), 40 * HOUR);
    // The night of Saturday ends on Sunday, whose own hours meet it no more than touch.
    assert_eq!(worked("2026-09-26T00:00", "2026-09-28T00:00"), 16 * HOUR);
    assert_eq!(worked("2026-10-01T00:00", "2026-10-08T00:00"), 0);
    assert_eq!(worked("2026-10-11T07:00", "2026-10-12T00:00"), 5 * HOUR);
    assert_eq!(worked("2027-01-01T00:00", "2027-01-02T00:00"), 0);
}

const ZONES: [&str; 7] = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
];

/// Whether a minute is worked: asks the zone database for its place on the clock, and every
/// shift of that day and the one before.
fn is_worked(week: &WorkWeek, zone: &TimeZone, instant: i64) -> bool {
    let shown = Timestamp::from_millisecond(instant)
        .unwrap()
        .to_zoned(zone.clone())
        .datetime();
    let shifts = |day: Date| {
        let weekday = day.weekday().since(Weekday::Monday);
        let usual = &week.days[usize::try_from(weekday).unwrap()];
        week.exceptions.get(&day).unwrap_or(usual).clone()
    };
    let time = i64::from(shown.hour()) * HOUR + i64::from(shown.minute()) * MINUTE;
    let covers =
        |shifts: Vec<Shift>, time: i64| shifts.iter().any(|s| s.start <= time && time < s.end);
    let yesterday = shown.date() - 1.day();
    covers(shifts(shown.date()), time) || covers(shifts(yesterday), time + 24 * HOUR)
}

fn some_shifts() -> impl Strategy<Value = Vec<Shift>> {
    let shift = (0..96_i64, 1..80_i64).prop_map(|(start, length)| Shift {
        start: start * 15 * MINUTE,
        end: (start + length) * 15 * MINUTE,
    });
    prop::collection::vec(shift, 0..3)
}

prop_compose! {
    fn some_week()(
        days in prop::collection::vec(some_shifts(), 7),
        exceptions in prop::collection::btree_map(0..40_i64, some_shifts(), 0..6),
        first in 0..22_000_i64,
    ) -> (WorkWeek, Date) {
        let first = date(1975, 1, 1) + first.days();
        let exceptions = exceptions.into_iter();
        let week = WorkWeek {
            days: days.try_into().unwrap(),
            exceptions: exceptions.map(|(after, own)| (first + after.days(), own)).collect(),
        };
        (week, first)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_count_minute_by_minute_comes_to_the_same(
        (week, first) in some_week(),
        zone in prop::sample::select(&ZONES[..]),
        start in 0..20_000_i64,
        length in 0..6_000_i64,
        work in 1..2_000_i64,
    ) {
        let clock = TimeZone::get(zone).unwrap();
        let calendar = calendar(zone, &week);
        let from = first.to_zoned(clock.clone()).unwrap().timestamp().as_millisecond();
        let from = from.div_euclid(MINUTE) * MINUTE + start * MINUTE;
        let mut counted = 0;
        let mut done = None;
        for minute in 0..length {
            let instant = from + minute * MINUTE;
            let is_worked = is_worked(&week, &clock, instant);
            prop_assert_eq!(calendar.is_working(instant), is_worked);
            counted += i64::from(is_worked);
            if done.is_none() && counted == work {
                done = Some(instant + MINUTE);
            }
        }
        let to = from + length * MINUTE;
        prop_assert_eq!(calendar.worked(from, to), counted * MINUTE);
        if let Some(done) = done {
            prop_assert_eq!(calendar.add(from, work * MINUTE), Some(done));
        }
        match calendar.next_working(from) {
            Some(next) => {
                prop_assert!(calendar.is_working(next));
                prop_assert_eq!(calendar.worked(from, next), 0);
            }
            None => prop_assert_eq!(counted, 0),
        }
    }
}
