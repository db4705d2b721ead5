//! Improvement as a half-life: what is bad halves in the same time again and again
//! (Schneiderman 1988, *Quality Progress* 21: setting quality goals).

use std::f64::consts::LN_2;

use jiff::civil::Date;

use crate::load::document::{Better, Goal};
use crate::quantity::{Dimension, Quantity};

/// The bad part of a value: 1 less a share of which more is better, the value itself where less
/// is better; `None` where nothing says what none of it would be.
pub(super) fn defects(value: &Quantity, better: Better) -> Option<f64> {
    let base = value.base();
    match (value.dimension(), better) {
        (Dimension::Share, Better::Higher) => Some(1.0 - base),
        (Dimension::Points | Dimension::Score | Dimension::Number, _) | (_, Better::Higher) => None,
        (_, Better::Lower) => super::size::is_ratio(value.dimension()).then_some(base),
    }
}

/// The value, in its base unit, of which `bad` is the bad part.
pub(super) fn undefects(bad: f64, like: &Quantity, better: Better) -> f64 {
    match (like.dimension(), better) {
        (Dimension::Share, Better::Higher) => 1.0 - bad,
        _ => bad,
    }
}

/// In how many months the bad part must halve, again and again, to come from baseline to target
/// by the day of the goal.
pub(super) fn required(goal: &Goal, baseline: &Quantity, better: Better) -> Option<f64> {
    let target = goal.target.as_ref().filter(|t| t.commensurable(baseline))?;
    let of_baseline = || goal.baseline.as_ref().and_then(|figure| figure.on);
    let begun = goal.start.map(start_of_day);
    let begun = begun.or_else(|| of_baseline().map(end_of_day))?;
    months_to_halve(
        defects(baseline, better)?,
        defects(target, better)?,
        end_of_day(goal.by?) - begun,
    )
}

/// The months in which `from` halves, if it becomes `to` in `months`.
fn months_to_halve(from: f64, to: f64, months: f64) -> Option<f64> {
    let falls = from > to && to > 0.0 && months > 0.0;
    falls.then(|| months * LN_2 / (from / to).ln())
}

/// A day as months since the year 0, at its beginning.
pub(super) fn start_of_day(day: Date) -> f64 {
    month(day) + f64::from(day.day() - 1) / f64::from(day.days_in_month())
}

/// A day as months since the year 0, at its end: whole at the end of a month.
pub(super) fn end_of_day(day: Date) -> f64 {
    month(day) + f64::from(day.day()) / f64::from(day.days_in_month())
}

fn month(day: Date) -> f64 {
    12.0 * f64::from(day.year()) + f64::from(day.month() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn close(found: Option<f64>, expected: f64, tolerance: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < tolerance, "{found} {expected}");
    }

    #[test]
    fn the_worked_half_lives_are_six_two_and_six_and_a_half_months() {
        close(months_to_halve(0.10, 0.025, 12.0), 6.0, 1e-9);
        close(months_to_halve(0.08, 0.01, 6.0), 2.0, 1e-9);
        close(months_to_halve(0.18, 0.05, 12.0), 6.5, 0.02);
    }

    #[test]
    fn nothing_halves_that_does_not_fall_or_has_to_vanish() {
        assert_eq!(months_to_halve(0.05, 0.05, 12.0), None);
        assert_eq!(months_to_halve(0.05, 0.08, 12.0), None);
        assert_eq!(months_to_halve(0.05, 0.0, 12.0), None);
        assert_eq!(months_to_halve(0.05, 0.01, 0.0), None);
    }

    #[test]
    fn a_year_from_its_first_day_to_its_last_has_twelve_months() {
        let year = end_of_day(date(2026, 12, 31)) - start_of_day(date(2026, 1, 1));
        assert!((year - 12.0).abs() < 1e-9);
        let since = end_of_day(date(2026, 12, 31)) - end_of_day(date(2025, 12, 31));
        assert!((since - 12.0).abs() < 1e-9);
    }

    #[test]
    fn the_bad_part_is_what_is_left_to_all_or_the_value_itself() {
        let read = |text: &str| Quantity::parse(text).unwrap();
        close(defects(&read("92 %"), Better::Higher), 0.08, 1e-12);
        close(defects(&read("8 %"), Better::Lower), 0.08, 1e-12);
        close(defects(&read("2 h"), Better::Lower), 7200.0, 1e-9);
        assert_eq!(defects(&read("2 h"), Better::Higher), None);
        assert_eq!(defects(&read("4"), Better::Lower), None);
    }
}
