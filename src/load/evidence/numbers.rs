//! Numbers of a cell to numbers as TOML writes them: no marks between thousands, a point
//! before the fraction.

use std::borrow::Cow;

/// A number that may be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// What the marks inside one number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// This one stands before the fraction, or would.
    Decimal(char),
    /// One mark before exactly three digits: thousands, or a fraction.
    Open,
    /// Nothing of fractions.
    Nothing,
}

/// A number as written, in its parts.
struct Written<'t> {
    /// Signs before it.
    lead: &'t str,
    /// Its digits with their marks.
    number: &'t str,
    /// What follows it.
    unit: &'t str,
    /// All marks among its digits.
    marks: Vec<char>,
}

impl<'t> Written<'t> {
    fn of(text: &'t str) -> Self {
        let is_part =
            |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}');
        let sign = text.len()
            - text
                .trim_start_matches(['-', '+', '≤', '≥', '<', '>', ' '])
                .len();
        let (lead, rest) = text.split_at(sign);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches(['.', ',', '\u{a0}', '\u{202f}', '\'']);
        Self {
            lead,
            number,
            unit: &rest[number.len()..],
            marks: number.chars().filter(|c| !c.is_ascii_digit()).collect(),
        }
    }

    /// What stands before and after its last mark.
    fn parts(&self) -> Option<(&'t str, char, &'t str)> {
        let last = *self.marks.last()?;
        let (whole, fraction) = self.number.rsplit_once(last)?;
        Some((whole, last, fraction))
    }

    fn says(&self) -> Says {
        let Some((whole, last, fraction)) = self.parts() else {
            return Says::Nothing;
        };
        let other = match last {
            '.' => ',',
            ',' => '.',
            _ => return Says::Nothing,
        };
        let same = self.marks.iter().filter(|mark| **mark == last).count();
        match (self.marks.len(), same) {
            // No thousands begin with a zero.
            (1, _) => {
                let few = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                match few && fraction.len() == 3 {
                    true => Says::Open,
                    false => Says::Decimal(last),
                }
            }
            (all, same) if all == same && is_grouped(self.number, last) => Says::Decimal(other),
            (_, 1)
                if self
                    .marks
                    .first()
                    .is_some_and(|first| is_grouped(whole, *first)) =>
            {
                Says::Decimal(last)
            }
            _ => Says::Nothing,
        }
    }
}

/// Groups of three digits divided by `mark`, after a first one of at most three.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()))
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number that leaves open whether its mark divides thousands or begins a fraction.
pub(super) fn is_open(text: &str) -> bool {
    Written::of(text).says() == Says::Open
}

/// The mark before the fraction, where the numbers of one column show it and none contradicts.
pub(super) fn shown<'t>(column: impl Iterator<Item = &'t str>) -> Option<char> {
    let mut shown = None;
    for text in column {
        if let Says::Decimal(mark) = Written::of(text).says() {
            if shown.is_some_and(|known| known != mark) {
                return None;
            }
            shown = Some(mark);
        }
    }
    shown
}

/// A digit or mark as a Chinese keyboard may write it.
fn is_full_width(c: char) -> bool {
    matches!(c, '０'..='９' | '．' | '，' | '％' | '－' | '＋')
}

fn narrowed(c: char) -> char {
    match is_full_width(c) {
        true => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        false => c,
    }
}

/// The text with its leading number written plainly; unchanged if it begins with none.
///
/// `decimal` is the mark before fractions, where that is known; without it one mark before exactly
/// three digits is ambiguous.
pub(super) fn plain(text: &str, decimal: Option<char>) -> Result<Cow<'_, str>, Ambiguous> {
    if text.chars().any(is_full_width) {
        let narrow: String = text.chars().map(narrowed).collect();
        return plain(&narrow, decimal).map(|plain| Cow::Owned(plain.into_owned()));
    }
    let written = Written::of(text);
    let Some((whole, last, fraction)) = written.parts() else {
        return Ok(Cow::Borrowed(text));
    };
    let says = match written.says() {
        Says::Open => Says::Decimal(decimal.ok_or(Ambiguous)?),
        says => says,
    };
    let is_fraction = says == Says::Decimal(last);
    if is_fraction && last == '.' && written.marks.len() == 1 {
        return Ok(Cow::Borrowed(text));
    }
    // Marks that divide no thousands are no marks; whoever reads the number says so.
    if says == Says::Nothing && !is_grouped(written.number, last) {
        return Ok(Cow::Borrowed(text));
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (lead, unit) = (written.lead, written.unit);
    Ok(Cow::Owned(match is_fraction {
        true => format!("{lead}{}.{fraction}{unit}", digits(whole)),
        false => format!("{lead}{}{unit}", digits(written.number)),
    }))
}

/// Nothing but a number, so that a unit may follow.
pub(super) fn is_bare(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_where_only_one_thing_can_be_meant() {
        for (written, plainly) in [
            ("1234", Ok("1234")),
            ("95 %", Ok("95 %")),
            ("12.5 %", Ok("12.5 %")),
            ("12,5 %", Ok("12.5 %")),
            ("-3,25 h", Ok("-3.25 h")),
            ("0,125", Ok("0.125")),
            ("0.125", Ok("0.125")),
            ("1234.500", Ok("1234.500")),
            ("1,234.5", Ok("1234.5")),
            ("1.234,5", Ok("1234.5")),
            ("1.234.567", Ok("1234567")),
            ("1,234,567 CNY", Ok("1234567 CNY")),
            ("12\u{a0}500 kg", Ok("12500 kg")),
            ("12\u{a0}500,250 kg", Ok("12500.250 kg")),
            ("12'500", Ok("12500")),
            ("1.234", Err(Ambiguous)),
            ("1,234", Err(Ambiguous)),
            ("15.000 CNY", Err(Ambiguous)),
            ("1,23,4", Ok("1,23,4")),
            ("none", Ok("none")),
        ] {
            let read = plain(written, None);
            assert_eq!(read.as_deref(), plainly.as_ref().copied(), "{written}");
        }
    }

    #[test]
    fn digits_of_full_width_are_digits() {
        let read = |text| plain(text, None).map(Cow::into_owned);
        assert_eq!(read("１７８"), Ok("178".to_owned()));
        assert_eq!(read("－１．２５％"), Ok("-1.25%".to_owned()));
        assert_eq!(read("１，２３４，５６７"), Ok("1234567".to_owned()));
        assert_eq!(read("１，２３４"), Err(Ambiguous));
    }

    #[test]
    fn a_known_mark_settles_what_three_digits_are() {
        for (written, decimal, plainly) in [
            ("15.000", '.', "15.000"),
            ("15.000", ',', "15000"),
            ("15,000 EUR", '.', "15000 EUR"),
            ("15,000 EUR", ',', "15.000 EUR"),
            ("-1.250", ',', "-1250"),
        ] {
            assert_eq!(
                plain(written, Some(decimal)).as_deref(),
                Ok(plainly),
                "{written} {decimal}"
            );
        }
    }

    #[test]
    fn a_column_shows_its_mark_by_numbers_that_can_be_read_in_one_way_only() {
        for (column, mark) in [
            (&["15.000", "12.000"][..], None),
            (&["1.250", "0.875"], Some('.')),
            (&["1.250", "1.25"], Some('.')),
            (&["15.000", "1.234.567"], Some(',')),
            (&["15.000", "12,5"], Some(',')),
            (&["15.000", "1.234,50 EUR"], Some(',')),
            (&["15,000", "1,234.50"], Some('.')),
            (&["15.000", "12,5", "12.5"], None),
            (&["15.000", "900"], None),
        ] {
            assert_eq!(shown(column.iter().copied()), mark, "{column:?}");
        }
    }
}
