//! Times as logs write them.

use super::*;

fn read(order: DateOrder, text: &str) -> Result<String, NoTime> {
    let instant = Clock::new(order, Zone::utc()).read(text.as_bytes())?;
    Ok(jiff::Timestamp::from_millisecond(instant)
        .unwrap()
        .to_string())
}

#[test]
fn times_are_read_as_logs_write_them() {
    use DateOrder::{DayFirst, MonthFirst, YearFirst};
    for (order, text, instant) in [
        (YearFirst, "2025-01-01T00:00:45Z", "2025-01-01T00:00:45Z"),
        (
            YearFirst,
            "2011-10-11 13:45:40.276000+02:00",
            "2011-10-11T11:45:40.276Z",
        ),
        (
            YearFirst,
            "2011-01-01 00:37:00-05:00",
            "2011-01-01T05:37:00Z",
        ),
        (
            YearFirst,
            "2011-01-01T00:37:00.5-0530",
            "2011-01-01T06:07:00.5Z",
        ),
        (YearFirst, "2024/2/29 7:05", "2024-02-29T07:05:00Z"),
        (YearFirst, "20240229", "2024-02-29T00:00:00Z"),
        (YearFirst, "2026年6月30日 08:00", "2026-06-30T08:00:00Z"),
        (YearFirst, "1735689600", "2025-01-01T00:00:00Z"),
        (YearFirst, "1735689600123", "2025-01-01T00:00:00.123Z"),
        (DayFirst, "1.3.10 0:05", "2010-03-01T00:05:00Z"),
        (DayFirst, "30/12/1999 23:59:59", "1999-12-30T23:59:59Z"),
        (DayFirst, "07-MAR-2019 06:00", "2019-03-07T06:00:00Z"),
        (MonthFirst, "3/1/2010 12:05 AM", "2010-03-01T00:05:00Z"),
        (MonthFirst, "12/31/2010 1:05:09 pm", "2010-12-31T13:05:09Z"),
    ] {
        assert_eq!(read(order, text).as_deref(), Ok(instant), "{text}");
    }
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "",
        "soon",
        "2025-13-01",
        "2025-02-29 10:00",
        "12:00",
        "2025-01-01T25:00:00",
        "2025-01-01T10:00:00+9",
    ] {
        assert!(read(DateOrder::YearFirst, text).is_err(), "{text}");
    }
}

#[test]
fn every_day_of_four_centuries_is_the_one_of_another_calendar() {
    let mut day = jiff::civil::date(1840, 1, 1);
    for expected in -47_482.. {
        let (year, month) = (i64::from(day.year()), i64::from(day.month()));
        assert_eq!(days(year, month, day.day().into()), Some(expected));
        if day == jiff::civil::date(2240, 1, 1) {
            return;
        }
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn times_with_and_without_an_offset_do_not_mix() {
    let mut clock = Clock::new(DateOrder::YearFirst, Zone::utc());
    assert!(clock.read(b"2025-01-01T00:00:00Z").is_ok());
    assert_eq!(
        clock.read(b"2025-01-01T00:00:00"),
        Err(NoTime::MixedOffsets)
    );
    assert!(clock.read(b"2025-01-01T00:00:00+01:00").is_ok());
}

#[test]
fn the_order_of_dates_is_decided_by_numbers_above_twelve() {
    let of = |texts: &[&str]| DateOrder::of(texts.iter().map(|text| text.as_bytes()));
    assert_eq!(
        of(&["01.02.2020", "13.02.2020"]),
        Evidence::Decided(DateOrder::DayFirst)
    );
    assert_eq!(
        of(&["01/02/2020", "02/13/2020"]),
        Evidence::Decided(DateOrder::MonthFirst)
    );
    assert_eq!(of(&["01/02/2020", "02/03/2020"]), Evidence::Open);
    assert_eq!(of(&["13/02/2020", "02/13/2020"]), Evidence::Mixed);
    assert_eq!(of(&["2020-02-13"]), Evidence::Decided(DateOrder::YearFirst));
}

#[test]
fn times_of_strange_bytes_and_endless_years_are_none() {
    let mut clock = Clock::new(DateOrder::YearFirst, Zone::utc());
    for text in [
        "20\u{fe}6-0\u{ff}-01T00:00:00",
        "2026-0~-01T00:00:00",
        "999999999-01-01",
    ] {
        assert!(clock.read(text.as_bytes()).is_err(), "{text}");
    }
}
