//! How often something is due: "daily", "every 2 weeks", 每周两次.
//!
//! Turns the words of a frequency into the period between two times. Knows nothing of days
//! and times of day beyond what a frequency names.

use super::amount::{Dimension, Quantity};
use super::catalogue::{KnownUnit, known_unit};
use super::day;
use super::numeral::{cjk_number, digits_ahead, number};
use super::reading;
use super::scan::{Cursor, is_cjk};
use super::standards::{DAY, HOUR, MONTH, QUARTER, WEEK, YEAR};
use super::unit::Unit;

/// One unit of time as a period.
pub(super) fn once(unit: &'static KnownUnit) -> Quantity {
    Quantity::new(1.0, Unit::Known(unit))
}

/// "3 times a week" and 2 次/天 as the period between two times.
pub(super) fn times_per_period(quantity: &Quantity) -> Option<Quantity> {
    let Unit::Rate { of, each, per } = quantity.written_unit() else {
        return None;
    };
    let is_times = match &**of {
        Unit::Bare => true,
        Unit::Counted(noun) => matches!(&**noun, "time" | "times" | "次"),
        _ => false,
    };
    let Unit::Known(unit) = &**per else {
        return None;
    };
    let positive = quantity.number() > 0.0 && unit.clock().is_some();
    (is_times && positive).then(|| Quantity::new(each / quantity.number(), Unit::Known(unit)))
}

/// Moves over a frequency, if one is ahead.
pub(super) fn frequency(cursor: &mut Cursor) -> Option<Quantity> {
    const ADVERBS: &[(&str, &KnownUnit, f64)] = &[
        ("hourly", &HOUR, 1.0),
        ("daily", &DAY, 1.0),
        ("weekly", &WEEK, 1.0),
        ("biweekly", &WEEK, 2.0),
        ("fortnightly", &WEEK, 2.0),
        ("monthly", &MONTH, 1.0),
        ("quarterly", &QUARTER, 1.0),
        ("yearly", &YEAR, 1.0),
        ("annually", &YEAR, 1.0),
        ("end of the month", &MONTH, 1.0),
        ("end of month", &MONTH, 1.0),
        ("month end", &MONTH, 1.0),
        ("quarter end", &QUARTER, 1.0),
    ];
    for (adverb, unit, number) in ADVERBS {
        if cursor.eat_phrase(adverb) {
            return Some(Quantity::new(*number, Unit::Known(unit)));
        }
    }
    if cursor.eat_any(&["月底", "月末"]) {
        return Some(once(&MONTH));
    }
    if cursor.eat_any(&["季末", "季度末"]) {
        return Some(once(&QUARTER));
    }
    let mut ahead = *cursor;
    let chinese = ahead.eat_any(&["每隔", "每逢", "每"]);
    if !chinese
        && !ahead.eat_any_phrase(&["every", "each", "once per", "once a", "once an", "per", "a"])
    {
        return None;
    }
    let mut period = period(&mut ahead)?;
    if chinese && let Some(times) = times_ahead(&mut ahead) {
        period = period.with_base(period.base() / times);
    }
    *cursor = ahead;
    Some(period)
}

/// Moves over 3次 and the like behind a period.
fn times_ahead(cursor: &mut Cursor) -> Option<f64> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let times = if digits_ahead(ahead) {
        number(&mut ahead).ok()?
    } else {
        cjk_number(&mut ahead)?
    };
    ahead.skip_space();
    if times <= 0.0 || !ahead.eat("次") {
        return None;
    }
    *cursor = ahead;
    Some(times)
}

/// What follows "every": a number and a unit, a unit, or a weekday.
fn period(cursor: &mut Cursor) -> Option<Quantity> {
    cursor.skip_space();
    let mut ahead = *cursor;
    if day::weekday(&mut ahead).is_some() {
        *cursor = ahead;
        return Some(once(&WEEK));
    }
    if cursor.eat_phrase("other") {
        let unit = unit_of_time(cursor)?;
        return Some(Quantity::new(2.0, Unit::Known(unit)));
    }
    let chinese_number = cursor.peek().is_some_and(is_cjk) && cjk_number(&mut ahead).is_some();
    if digits_ahead(*cursor) || chinese_number {
        let quantity = reading::quantity(cursor).ok()?;
        let is_time = matches!(quantity.dimension(), Dimension::Duration(_));
        return (is_time && quantity.number() > 0.0).then_some(quantity);
    }
    unit_of_time(cursor).map(once)
}

fn unit_of_time(cursor: &mut Cursor) -> Option<&'static KnownUnit> {
    cursor.skip_space();
    known_unit(cursor).filter(|unit| unit.clock().is_some())
}
