//! Reads numbers: digits with grouping, fraction and exponent, and short Chinese numerals.
//!
//! Knows nothing of units. Only finite numbers pass.

use super::error::QuantityError;
use super::scan::{Cursor, is_cjk};

/// The longest number read, in characters without grouping marks.
const LONGEST: usize = 40;

/// The digits of a number without grouping marks, ready to be converted.
struct Digits {
    bytes: [u8; LONGEST],
    len: usize,
    full: bool,
}

impl Digits {
    fn new() -> Self {
        Self {
            bytes: [0; LONGEST],
            len: 0,
            full: false,
        }
    }

    fn push(&mut self, c: char) {
        match (u8::try_from(c), self.bytes.get_mut(self.len)) {
            (Ok(byte), Some(slot)) => {
                *slot = byte;
                self.len += 1;
            }
            _ => self.full = true,
        }
    }

    /// Moves over a run of digits and says how many there were.
    fn take_run(&mut self, cursor: &mut Cursor) -> usize {
        let mut count = 0;
        while cursor.digit_ahead() {
            if let Some(c) = cursor.bump() {
                self.push(c);
            }
            count += 1;
        }
        count
    }

    fn value(&self) -> Option<f64> {
        if self.full {
            return None;
        }
        let digits = self.bytes.get(..self.len)?;
        let value: f64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
        value.is_finite().then_some(value)
    }
}

/// Reads a number written in digits.
pub(super) fn number(cursor: &mut Cursor) -> Result<f64, QuantityError> {
    let start = cursor.at();
    if !digits_ahead(*cursor) {
        return Err(no_number(*cursor));
    }
    let mut digits = Digits::new();
    if matches!(cursor.peek(), Some('-' | '+'))
        && let Some(sign) = cursor.bump()
    {
        digits.push(sign);
    }
    let sound = whole_part(cursor, &mut digits) & fraction(cursor, &mut digits);
    exponent(cursor, &mut digits);
    match digits.value() {
        Some(value) if sound => Ok(value),
        _ => Err(QuantityError::BadNumber {
            written: cursor.since(start).to_owned(),
            at: start..cursor.at(),
        }),
    }
}

/// A number in digits is directly ahead.
pub(super) fn digits_ahead(mut cursor: Cursor) -> bool {
    if matches!(cursor.peek(), Some('-' | '+')) {
        cursor.bump();
    }
    if cursor.peek() == Some('.') {
        cursor.bump();
    }
    cursor.digit_ahead()
}

/// Reads the digits before the point; false if they are grouped wrongly.
fn whole_part(cursor: &mut Cursor, digits: &mut Digits) -> bool {
    let first = digits.take_run(cursor);
    let mut mark = None;
    while (1..=3).contains(&first) {
        let Some(next) = cursor.peek().filter(|c| matches!(c, ',' | ' ' | '\'')) else {
            break;
        };
        if mark.is_some_and(|mark| mark != next) || !group_of_three(*cursor) {
            break;
        }
        mark = Some(next);
        cursor.bump();
        digits.take_run(cursor);
    }
    let stray = cursor.peek() == Some(',') && digits_follow(*cursor);
    if stray {
        cursor.bump();
        cursor.skip_while(|c| c.is_ascii_digit() || c == ',');
    }
    !stray
}

/// Exactly three digits stand after the character ahead.
fn group_of_three(mut cursor: Cursor) -> bool {
    cursor.bump();
    for _ in 0..3 {
        if !cursor.bump().is_some_and(|c| c.is_ascii_digit()) {
            return false;
        }
    }
    !cursor.digit_ahead()
}

/// A digit stands after the character ahead.
fn digits_follow(cursor: Cursor) -> bool {
    cursor.peek_second().is_some_and(|c| c.is_ascii_digit())
}

/// Reads the digits after the point; false if there is a second point.
fn fraction(cursor: &mut Cursor, digits: &mut Digits) -> bool {
    if cursor.peek() != Some('.') || !digits_follow(*cursor) {
        return true;
    }
    cursor.bump();
    digits.push('.');
    digits.take_run(cursor);
    if cursor.peek() == Some('.') && digits_follow(*cursor) {
        cursor.skip_while(|c| c.is_ascii_digit() || c == '.');
        return false;
    }
    true
}

fn exponent(cursor: &mut Cursor, digits: &mut Digits) {
    let mut ahead = *cursor;
    if !ahead.eat("e") {
        return;
    }
    let sign = ahead.peek().filter(|c| matches!(c, '-' | '+'));
    if sign.is_some() {
        ahead.bump();
    }
    if !ahead.digit_ahead() {
        return;
    }
    digits.push('e');
    if let Some(sign) = sign {
        digits.push(sign);
    }
    digits.take_run(&mut ahead);
    *cursor = ahead;
}

/// The error for a text without digits; infinity and not-a-number are bad numbers.
pub(super) fn no_number(mut cursor: Cursor) -> QuantityError {
    let start = cursor.at();
    let mut ahead = cursor;
    ahead.skip_while(|c| matches!(c, '-' | '+'));
    let infinite = ahead.eat("∞") || ahead.eat_any_phrase(&["inf", "infinity", "nan"]);
    if infinite {
        return QuantityError::BadNumber {
            written: ahead.since(start).to_owned(),
            at: start..ahead.at(),
        };
    }
    cursor.finish();
    let written = cursor.since(start).trim_end();
    QuantityError::NoNumber {
        written: written.to_owned(),
        at: start..start + written.len(),
    }
}

/// Reads at most `most` digits as a whole number; a longer run is not read.
pub(super) fn short_number(cursor: &mut Cursor, most: usize) -> Option<u32> {
    let mut ahead = *cursor;
    let (mut value, mut count) = (0_u32, 0);
    while let Some(digit) = ahead.peek().and_then(|c| c.to_digit(10)) {
        count += 1;
        if count > most {
            return None;
        }
        value = value * 10 + digit;
        ahead.bump();
    }
    if count == 0 {
        return None;
    }
    *cursor = ahead;
    Some(value)
}

/// The value of one Chinese digit.
pub(super) fn cjk_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Reads a Chinese numeral below ten thousand, such as 九十五 or 半.
pub(super) fn cjk_number(cursor: &mut Cursor) -> Option<f64> {
    let mut ahead = *cursor;
    if ahead.eat("半") {
        *cursor = ahead;
        return Some(0.5);
    }
    let (mut total, mut digit, mut read) = (0_u32, None::<u8>, false);
    let mut smallest = 10_000_u32;
    while let Some(c) = ahead.peek().filter(|c| is_cjk(*c)) {
        if let Some(value) = cjk_digit(c) {
            if digit.is_some_and(|digit| digit > 0) {
                return None;
            }
            digit = Some(value);
        } else {
            let place = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                _ => break,
            };
            if place >= smallest {
                return None;
            }
            smallest = place;
            total += u32::from(digit.take().unwrap_or(1)) * place;
        }
        read = true;
        ahead.bump();
    }
    if !read {
        return None;
    }
    *cursor = ahead;
    Some(f64::from(total + u32::from(digit.unwrap_or(0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let mut cursor = Cursor::new(text);
        let value = number(&mut cursor).ok()?;
        Some(format!("{value}|{}", cursor.rest()))
    }

    #[test]
    fn thousands_may_be_grouped_by_space_or_comma() {
        assert_eq!(read("1 200 g").as_deref(), Some("1200| g"));
        assert_eq!(read("1,200,300").as_deref(), Some("1200300|"));
        assert_eq!(read("１，２００").as_deref(), Some("1200|"));
        assert_eq!(read("1 20"), Some("1| 20".to_owned()));
        assert_eq!(read("4,5"), None);
    }

    #[test]
    fn only_finite_well_formed_numbers_pass() {
        for text in ["1e999", "1.2.3", "-", "nan", "inf", "1,2,3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("-4.50 x").as_deref(), Some("-4.5| x"));
        assert_eq!(read("2..4").as_deref(), Some("2|..4"));
        assert_eq!(read(".5").as_deref(), Some("0.5|"));
        assert_eq!(read("1e3").as_deref(), Some("1000|"));
    }

    #[test]
    fn short_chinese_numerals_are_numbers() {
        for (text, value) in [
            ("九十五", "95"),
            ("十", "10"),
            ("两百零三", "203"),
            ("半", "0.5"),
        ] {
            let read = cjk_number(&mut Cursor::new(text)).map(|v| v.to_string());
            assert_eq!(read.as_deref(), Some(value), "{text}");
        }
        assert!(cjk_number(&mut Cursor::new("百千")).is_none());
    }
}
