//! Quantities in running text, where nothing says where they end.
//!
//! Reads a number and the known unit behind it from the start of a text and says how far
//! that goes. Nouns are left alone: in a sentence nobody can tell where "3 orders late in
//! May" stops counting. Knows nothing of the words around a number.

use super::amount::{Dimension, Quantity};
use super::catalogue::{Kind, known_unit};
use super::numeral::{cjk_number, digits_ahead, number};
use super::reading::money_prefix;
use super::scan::{Cursor, is_cjk};
use super::standards::{PERCENT, PERMILLE};
use super::unit::Unit;

/// Letters that are units elsewhere and words or names in a sentence.
const NO_UNIT: &[&str] = &["a", "c", "f", "n", "v", "y", "j", "k", "in", "ma"];

impl Quantity {
    /// The quantity a text begins with, and the bytes it takes.
    pub(crate) fn in_prose(text: &str) -> Option<(Self, usize)> {
        let mut cursor = Cursor::new(text);
        for (prefix, unit) in [("百分之", &PERCENT), ("千分之", &PERMILLE)] {
            if cursor.eat(prefix) {
                let number = plain_number(&mut cursor)?;
                return finite(Self::new(number, Unit::Known(unit)), cursor.at());
            }
        }
        if let Some(unit) = money_prefix(&mut cursor) {
            let number = magnified(&mut cursor)?;
            return finite(Self::new(number, Unit::Known(unit)), cursor.at());
        }
        let number = magnified(&mut cursor)?;
        let read = cursor.at();
        let (quantity, bytes) = Self::of_unit_ahead(number, text.get(read..).unwrap_or(""));
        finite(quantity, read + bytes)
    }

    /// So many of the unit a text begins with, and the bytes the unit takes; a bare number
    /// and none if it begins with no unit.
    pub(crate) fn of_unit_ahead(number: f64, text: &str) -> (Self, usize) {
        let mut cursor = Cursor::new(text);
        cursor.skip_while(|c| c == ' ' || c == '-');
        let start = cursor.at();
        let Some(unit) = known_unit(&mut cursor) else {
            return (Self::bare(number), 0);
        };
        let written = cursor.since(start).to_ascii_lowercase();
        let word_goes_on = cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric())
            && written.ends_with(|c: char| c.is_ascii_alphabetic());
        if NO_UNIT.contains(&written.as_str()) || word_goes_on || is_month(&written) {
            return (Self::bare(number), 0);
        }
        let known = Unit::Known(unit);
        if matches!(unit.kind, Kind::Time(_)) {
            return (Self::new(number, known), cursor.at());
        }
        if let Some((per, bytes)) = period_ahead(&text[cursor.at()..]) {
            let rate = per_period(number, known, per);
            return (rate, cursor.at() + bytes);
        }
        (Self::new(number, known), cursor.at())
    }

    /// The same number of things for every one of the period a text begins with, such as
    /// "per hour" or 每小时, and the bytes that takes.
    pub(crate) fn per_period_ahead(&self, text: &str) -> Option<(Self, usize)> {
        let (per, bytes) = period_ahead(text)?;
        let of = self.written_unit().clone();
        Some((per_period(self.number(), of, per), bytes))
    }

    /// The same unit with another number.
    pub(crate) fn with_number(&self, number: f64) -> Self {
        Self::new(number, self.written_unit().clone())
    }

    /// A fraction such as a half, as a share.
    pub(crate) fn fraction(part: f64) -> Self {
        Self::share(part)
    }
}

fn finite(quantity: Quantity, bytes: usize) -> Option<(Quantity, usize)> {
    quantity.base().is_finite().then_some((quantity, bytes))
}

/// 3月 is March, not three months.
fn is_month(unit: &str) -> bool {
    unit == "月"
}

fn per_period(number: f64, of: Unit, per: &'static super::catalogue::KnownUnit) -> Quantity {
    let unit = Unit::Rate {
        of: Box::new(of),
        each: 1.0,
        per: Box::new(Unit::Known(per)),
    };
    Quantity::new(number, unit)
}

/// A period that something happens in, directly ahead: "per hour", "/ d", "a week", 每天.
fn period_ahead(text: &str) -> Option<(&'static super::catalogue::KnownUnit, usize)> {
    let mut cursor = Cursor::new(text);
    cursor.skip_space();
    let joined = cursor.eat("/")
        || cursor.eat("每")
        || cursor.eat_any_phrase(&["per", "a", "an", "each", "every"]);
    if !joined {
        return None;
    }
    cursor.skip_space();
    let unit = known_unit(&mut cursor).filter(|unit| unit.clock().is_some())?;
    let ends = !cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    ends.then_some((unit, cursor.at()))
}

fn plain_number(cursor: &mut Cursor) -> Option<f64> {
    if cursor.peek().is_some_and(is_cjk) {
        return cjk_number(cursor);
    }
    number(cursor).ok()
}

/// A number, times ten thousand, a million and the like if such a word follows.
fn magnified(cursor: &mut Cursor) -> Option<f64> {
    if !digits_ahead(*cursor) && !cursor.peek().is_some_and(is_cjk) {
        return None;
    }
    let number = plain_number(cursor)?;
    let mut ahead = *cursor;
    ahead.skip_space();
    let factor = if ahead.peek().is_some_and(is_cjk) {
        if known_unit(&mut ahead.clone()).is_some() {
            return Some(number);
        }
        match ahead.bump() {
            Some('万') if ahead.eat("亿") => 1e12,
            Some('万') => 1e4,
            Some('亿') => 1e8,
            Some('百') if ahead.eat("万") => 1e6,
            Some('千') if ahead.eat("万") => 1e7,
            _ => return Some(number),
        }
    } else if ahead.eat_phrase("thousand") {
        1e3
    } else if ahead.eat_phrase("million") {
        1e6
    } else if ahead.eat_phrase("billion") {
        1e9
    } else if cursor.at() == ahead.at() && (ahead.eat_phrase("k")) {
        1e3
    } else {
        return Some(number);
    };
    *cursor = ahead;
    Some(number * factor)
}

/// What a quantity is compared by: two of them with the same answer are of one kind.
impl Quantity {
    /// It is a length of time counted in months, quarters or years.
    pub(crate) fn is_in_months(&self) -> bool {
        self.dimension() == Dimension::Duration(super::catalogue::Clock::Months)
    }

    /// It has no unit.
    pub(crate) fn is_bare(&self) -> bool {
        self.dimension() == Dimension::Number
    }

    /// It is a length of time.
    pub(crate) fn is_duration(&self) -> bool {
        matches!(self.dimension(), Dimension::Duration(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn read(text: &str) -> String {
        Quantity::in_prose(text).map_or_else(String::new, |(quantity, bytes)| {
            format!("{}|{}", quantity.show(Lang::En), &text[bytes..])
        })
    }

    #[test]
    fn a_quantity_ends_where_its_unit_ends() {
        for (text, expected) in [
            ("95 % of orders", "95 %| of orders"),
            ("3 working days late", "3 working days| late"),
            ("百分之九十五的订单", "95 %|的订单"),
            ("2个工作日内", "2 working days|内"),
            ("１２ pallets", "12| pallets"),
            ("5 a day", "5| a day"),
            ("3万元以内", "30000 CNY|以内"),
            ("1.5 million people", "1500000| people"),
            ("10k steps", "10000| steps"),
            ("EUR 50,000 saved", "50000 EUR| saved"),
            ("$1.25 a day", "1.25 USD| a day"),
            ("7 per cent a year", "7 % / year|"),
            ("5 per 1000", "5| per 1000"),
            ("12月", "12|月"),
            ("三个月", "3 months|"),
            ("30mins", "30 min|"),
            ("two", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
