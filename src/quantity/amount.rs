//! A number with its unit: what it measures, its value in the base unit, how it compares.
//!
//! Turns "2 h" and "120 min" into two values that are equal, and refuses to compare what
//! is counted differently. Knows nothing of bounds.

use std::cmp::Ordering;

use super::bound::Bound;
use super::catalogue::{Clock, Kind};
use super::error::QuantityError;
use super::reading;
use super::scan::Cursor;
use super::standards::{DAY, PERCENT, SECOND};
use super::unit::{Unit, plain};
use crate::lang::Lang;

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// A length of time on one clock.
    Duration(Clock),
    /// A part of a whole.
    Share,
    /// A difference between two shares, in percentage points.
    Points,
    /// Things counted.
    Count,
    /// So many of one thing for every so many of another, such as lots per day.
    Rate,
    /// An amount in one currency.
    Money,
    /// Points on a scale.
    Score,
    /// A bare number, comparable with counts and scores.
    Number,
    /// A physical magnitude, such as "mass" or "length".
    Physical(&'static str),
}

/// A finite number with its unit as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    number: f64,
    unit: Unit,
}

impl Quantity {
    /// Reads a text that holds one quantity and nothing else.
    ///
    /// ```
    /// use baton::lang::Lang;
    /// use baton::quantity::Quantity;
    /// let need = Quantity::parse("3 working days")?;
    /// assert_eq!(need.show(Lang::Zh), "3 个工作日");
    /// # Ok::<(), baton::quantity::QuantityError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        if text.trim().is_empty() {
            return Err(QuantityError::Empty);
        }
        let mut cursor = Cursor::new(text);
        let quantity = reading::quantity(&mut cursor)?;
        if cursor.is_done() {
            Ok(quantity)
        } else {
            Err(reading::trailing(cursor))
        }
    }

    pub(super) fn new(number: f64, unit: Unit) -> Self {
        Self { number, unit }
    }

    /// A share, 0.95 for 95 %.
    pub fn share(value: f64) -> Self {
        Self::new(value, Unit::Known(&PERCENT)).with_base(value)
    }

    /// A score of so many that can be reached, `4.2 / 5`.
    pub fn score(value: f64, of: f64) -> Self {
        Self::new(value, Unit::Score { max: of })
    }

    /// A duration on the calendar clock, shown in seconds.
    pub fn seconds(value: f64) -> Self {
        Self::new(value, Unit::Known(&SECOND))
    }

    /// A duration in calendar days.
    pub fn days(value: f64) -> Self {
        Self::new(value, Unit::Known(&DAY))
    }

    /// A bare number.
    pub fn bare(value: f64) -> Self {
        Self::new(value, Unit::Bare)
    }

    /// What the quantity measures.
    pub fn dimension(&self) -> Dimension {
        self.unit.dimension()
    }

    /// The value in the base unit of its dimension; see the table of units.
    pub fn base(&self) -> f64 {
        self.unit.to_base(self.number)
    }

    /// The number as written: 95 for "95 %".
    pub fn number(&self) -> f64 {
        self.number
    }

    /// The unit in its usual English spelling, nouns as written; empty for a bare number, and for a
    /// unit that has none, see [`in_english`](Self::in_english).
    pub fn unit(&self) -> String {
        self.unit.label(self.number, Lang::En)
    }

    /// The same quantity in a unit that has an English spelling, for what programs read: 12.5 万元
    /// is 125000 CNY.
    #[must_use]
    pub fn in_english(&self) -> Self {
        match &self.unit {
            Unit::Known(unit) if unit.singular.is_empty() => {
                Self::parse(&self.show_in_base(unit.kind)).unwrap_or_else(|_| self.clone())
            }
            Unit::Rate { of, each, per } => {
                let of = Self::new(self.number, (**of).clone()).in_english();
                let (each, per) = (*each, per.clone());
                let unit = Unit::Rate {
                    of: Box::new(of.unit),
                    each,
                    per,
                };
                Self::new(of.number, unit)
            }
            _ => self.clone(),
        }
    }

    /// The unit as it stands behind the number in a language; empty for a bare number.
    pub fn unit_in(&self, lang: Lang) -> String {
        self.unit.label(self.number, lang)
    }

    /// What it measures in one word: that of a measure's `kind` where it has one, else
    /// `points`, `number` or the physical magnitude.
    pub fn kind(&self) -> &'static str {
        match self.dimension() {
            Dimension::Duration(_) => "duration",
            Dimension::Share => "share",
            Dimension::Points => "points",
            Dimension::Count => "count",
            Dimension::Rate => "rate",
            Dimension::Money => "money",
            Dimension::Score => "score",
            Dimension::Number => "number",
            Dimension::Physical(magnitude) => magnitude,
        }
    }

    /// Whether its time passes on working days only; `None` if it is no duration.
    pub fn is_working_time(&self) -> Option<bool> {
        match self.dimension() {
            Dimension::Duration(Clock::WorkingDays | Clock::WorkingHours) => Some(true),
            Dimension::Duration(_) => Some(false),
            _ => None,
        }
    }

    /// A duration in days that pass, about: five working days and forty working hours are a
    /// week, a month is a twelfth of a year of 365.25 days. `None` if it is no duration.
    ///
    /// ```
    /// use baton::quantity::Quantity;
    /// let days = |text: &str| Quantity::parse(text).ok()?.days_about();
    /// assert_eq!(days("40 working h"), days("1 week"));
    /// ```
    pub fn days_about(&self) -> Option<f64> {
        let Dimension::Duration(clock) = self.dimension() else {
            return None;
        };
        Some(match clock {
            Clock::Calendar => self.base() / 86_400.0,
            Clock::WorkingHours => self.base() / 40.0 * 7.0,
            Clock::WorkingDays => self.base() / 5.0 * 7.0,
            Clock::Months => self.base() * 365.25 / 12.0,
        })
    }

    /// The time a rate is counted in: 1 day for "120 / day". `None` unless it is per time.
    pub fn period(&self) -> Option<Self> {
        let Unit::Rate { each, per, .. } = &self.unit else {
            return None;
        };
        let period = Self::new(*each, (**per).clone());
        matches!(period.dimension(), Dimension::Duration(_)).then_some(period)
    }

    /// What a rate counts: 120 lots for "120 lots / day"; `None` unless it is a rate.
    pub fn each(&self) -> Option<Self> {
        let Unit::Rate { of, .. } = &self.unit else {
            return None;
        };
        Some(Self::new(self.number, (**of).clone()))
    }

    pub(super) fn written_unit(&self) -> &Unit {
        &self.unit
    }

    /// The two measure the same: dimension, clock, currency, counted thing and scale.
    pub fn commensurable(&self, other: &Self) -> bool {
        self.unit.commensurable(&other.unit)
    }

    /// The order of the two; `None` if they do not measure the same.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        if !self.commensurable(other) {
            return None;
        }
        let (a, b) = (self.base(), other.base());
        // Factors and offsets round, so equal amounts in different units differ in the last digits.
        if (a - b).abs() <= 1e-12 * a.abs().max(b.abs()) {
            return Some(Ordering::Equal);
        }
        a.partial_cmp(&b)
    }

    /// The same unit with the value `base`, given in the base unit.
    pub fn with_base(&self, base: f64) -> Self {
        Self::new(self.unit.of_base(base), self.unit.clone())
    }

    /// The quantity in the spelling of `lang`, nouns as written.
    pub fn show(&self, lang: Lang) -> String {
        if let (Unit::Known(unit), Lang::En) = (&self.unit, lang)
            && unit.singular.is_empty()
        {
            return self.show_in_base(unit.kind);
        }
        if let (Unit::Rate { of, .. }, Lang::En) = (&self.unit, lang)
            && let Unit::Known(unit) = **of
            && unit.singular.is_empty()
        {
            return self.in_english().show(lang);
        }
        let number = plain(self.number);
        let label = self.unit.label(self.number, lang);
        match label.as_str() {
            "" => number,
            per if per.starts_with('/') && !per.starts_with("/ ") => number + per,
            label => format!("{number} {label}"),
        }
    }

    /// The number and nothing else, for the first end of a range.
    pub(super) fn show_number(&self) -> String {
        plain(self.number)
    }

    /// The quantity itself, or its number in the unit of `other` if it has no unit.
    pub(super) fn adopting_unit_of(&self, other: &Self) -> Self {
        match self.unit {
            Unit::Bare => Self::new(self.number, other.unit.clone()),
            _ => self.clone(),
        }
    }

    /// The range around the quantity, in its unit where both have the same.
    pub(super) fn plus_or_minus(&self, tolerance: &Self) -> Bound {
        let around = |sign: f64| {
            if self.unit == tolerance.unit {
                Self::new(
                    sign.mul_add(tolerance.number, self.number),
                    self.unit.clone(),
                )
            } else {
                self.with_base(sign.mul_add(tolerance.base(), self.base()))
            }
        };
        let (a, b) = (around(-1.0), around(1.0));
        if a.number <= b.number {
            Bound::Between(a, b)
        } else {
            Bound::Between(b, a)
        }
    }

    /// The quantity is shown as a number followed by a label, so that a range can share it.
    pub(super) fn has_label(&self, lang: Lang) -> bool {
        match &self.unit {
            Unit::Known(unit) => lang == Lang::Zh || !unit.singular.is_empty(),
            _ => true,
        }
    }

    /// Units that only Chinese has are shown in the base unit elsewhere.
    fn show_in_base(&self, kind: Kind) -> String {
        match kind {
            Kind::Money(code) => format!("{} {code}", plain(self.base())),
            Kind::Share => format!("{} %", plain(self.base() * 100.0)),
            _ => format!("{} kg", plain(self.base())),
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.show(Lang::En))
    }
}

/// The bare number zero, a placeholder for what could not be read.
impl Default for Quantity {
    fn default() -> Self {
        Self::bare(0.0)
    }
}
