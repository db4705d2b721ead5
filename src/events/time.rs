//! From the texts of times to milliseconds since 1970-01-01 UTC.
//!
//! Reads dates in the order year-month-day, or day-month-year or month-day-year where that
//! is known ([`DateOrder::of`]), with `-`, `/`, `.` or 年月日 between them, a time of day with
//! fractions, and an offset. What is not a time is refused, never guessed.

use super::zone::Zone;

/// In which order a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 2026-06-30.
    YearFirst,
    /// 30.06.2026.
    DayFirst,
    /// 06/30/2026.
    MonthFirst,
}

/// What the texts of a column say of the order of their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Only this order is possible.
    Decided(DateOrder),
    /// The day or the month may come first: no number is above twelve.
    Open,
    /// Some have the day first and some the month: they were mixed up somewhere.
    Mixed,
}

impl DateOrder {
    /// Which order the texts are written in, as far as they show it.
    pub fn of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Evidence {
        let (mut day_first, mut month_first, mut seen) = (false, false, false);
        // Where points stand between the numbers, the day comes first everywhere.
        let mut dotted = true;
        for text in texts {
            let Some((numbers, _)) = date_numbers(text) else {
                continue;
            };
            if is_year_first(&numbers) {
                return Evidence::Decided(Self::YearFirst);
            }
            seen = true;
            let mark = text.trim_ascii().iter().find(|c| !c.is_ascii_digit());
            dotted &= mark == Some(&b'.');
            day_first |= numbers[0].value > 12;
            month_first |= numbers[1].value > 12;
        }
        match (day_first, month_first, seen) {
            (true, true, _) => Evidence::Mixed,
            (true, false, _) => Evidence::Decided(Self::DayFirst),
            (false, true, _) => Evidence::Decided(Self::MonthFirst),
            (false, false, true) if dotted => Evidence::Decided(Self::DayFirst),
            (false, false, true) => Evidence::Open,
            (false, false, false) => Evidence::Decided(Self::YearFirst),
        }
    }
}

/// Why a text is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTime {
    /// Not written as one.
    Unreadable,
    /// There is no such day or hour.
    NoSuchDay,
    /// It has an offset and others had none, or the other way round.
    MixedOffsets,
}

/// Reads the times of one column.
#[derive(Debug, Clone)]
pub struct Clock {
    order: DateOrder,
    zone: Zone,
    /// The date last read, as bytes, and its milliseconds.
    known: ([u8; 10], i64),
    /// Whether times have offsets; `None` before the first.
    offsets: Option<bool>,
    /// What stands between the numbers of the first date: `-`, `/`, `.`; 0 if nothing does.
    mark: Option<u8>,
    /// How many dates have another mark, and whether the year does not come first in one of the two.
    odd: (u64, bool),
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Clock {
    /// A clock for dates of this order; the zone counts for times without an offset.
    pub fn new(order: DateOrder, zone: Zone) -> Self {
        Self {
            order,
            zone,
            known: ([0; 10], 0),
            offsets: None,
            mark: None,
            odd: (0, false),
        }
    }

    /// How many dates were not written with the mark of the first, and whether the year does not
    /// come first in them or the others.
    pub(super) fn odd(&self) -> (u64, bool) {
        self.odd
    }

    /// The same clock that has seen no odd date.
    pub(super) fn anew(&self) -> Self {
        Self {
            odd: (0, false),
            ..self.clone()
        }
    }

    /// Notes what stands between the numbers of a date.
    #[cold]
    fn marked(&mut self, mark: u8, is_year_first: bool) {
        let first = *self.mark.get_or_insert(mark);
        if first != mark {
            let is_open = !is_year_first || self.order != DateOrder::YearFirst;
            self.odd = (self.odd.0 + 1, self.odd.1 | is_open);
        }
    }

    /// The same clock, holding all times to whether the first of these has an offset.
    #[must_use]
    pub(super) fn begun<'t>(mut self, first: impl Iterator<Item = &'t [u8]>) -> Self {
        for text in first {
            if self.read(text).is_ok() {
                break;
            }
        }
        self
    }

    /// Whether the times read so far had offsets of their own; `None` if none was read.
    pub fn has_offsets(&self) -> Option<bool> {
        self.offsets
    }

    /// The instant a text names.
    ///
    /// # Errors
    /// It is no time, or has an offset where others had none.
    #[inline]
    pub fn read(&mut self, text: &[u8]) -> Result<i64, NoTime> {
        if let Some((local, rest)) = self.iso(text) {
            if self.mark != Some(b'-') {
                self.marked(b'-', true);
            }
            return self.with_rest(local, rest);
        }
        self.any(text.trim_ascii())
    }

    /// `2026-06-30T12:00:00` with anything behind it, which nearly every log writes.
    #[inline]
    fn iso<'t>(&mut self, text: &'t [u8]) -> Option<(i64, &'t [u8])> {
        let (head, rest) = text.split_first_chunk::<19>()?;
        let shaped = head[4] == b'-'
            && head[7] == b'-'
            && matches!(head[10], b'T' | b' ')
            && head[13] == b':'
            && head[16] == b':';
        if !shaped {
            return None;
        }
        let date = head.first_chunk::<10>()?;
        if *date != self.known.0 {
            let year = i64::from(two(head, 0)?) * 100 + i64::from(two(head, 2)?);
            let day = days(year, two(head, 5)?.into(), two(head, 8)?.into())?;
            self.known = (*date, day * DAY);
        }
        let (hour, minute, second) = (two(head, 11)?, two(head, 14)?, two(head, 17)?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let time = i64::from(hour) * HOUR + i64::from(minute) * MINUTE + i64::from(second) * 1000;
        Some((self.known.1 + time, rest))
    }

    /// Fraction and offset behind the seconds.
    #[inline]
    fn with_rest(&mut self, local: i64, rest: &[u8]) -> Result<i64, NoTime> {
        if rest == b"Z" && self.offsets == Some(true) {
            return Ok(local);
        }
        let (millis, rest) = fraction(rest);
        self.with_offset(local + millis, rest.trim_ascii())
    }

    fn with_offset(&mut self, local: i64, rest: &[u8]) -> Result<i64, NoTime> {
        let offset = match rest {
            [] => None,
            b"Z" | b"z" | b"UTC" | b"GMT" => Some(0),
            _ => Some(offset(rest).ok_or(NoTime::Unreadable)?),
        };
        if self.offsets.is_some_and(|known| known != offset.is_some()) {
            return Err(NoTime::MixedOffsets);
        }
        self.offsets = Some(offset.is_some());
        Ok(offset.map_or_else(|| self.zone.to_utc(local), |offset| local - offset))
    }

    /// Every other way to write a time.
    #[cold]
    fn any(&mut self, text: &[u8]) -> Result<i64, NoTime> {
        if let Some(instant) = epoch(text) {
            return Ok(instant);
        }
        let (numbers, rest) = date_numbers(text).ok_or(NoTime::Unreadable)?;
        self.marked(mark_of(text), is_year_first(&numbers));
        let [first, second, third] = numbers;
        let (year, month, day) = if is_year_first(&numbers) {
            (first, second, third)
        } else {
            match self.order {
                DateOrder::MonthFirst if !second.is_month_name => (third, first, second),
                _ => (third, second, first),
            }
        };
        let date = days(year.year(), month.value, day.value).ok_or(NoTime::NoSuchDay)? * DAY;
        let rest = rest.strip_prefix(b"T").unwrap_or(rest).trim_ascii_start();
        let (time, rest) = time_of_day(rest)?;
        self.with_offset(date + time, rest.trim_ascii())
    }
}

/// What stands between the numbers of a date; 0 if nothing does.
fn mark_of(date: &[u8]) -> u8 {
    let digits = date.iter().take_while(|c| c.is_ascii_digit()).count();
    let mark = date.iter().find(|c| !c.is_ascii_alphanumeric());
    mark.copied().filter(|_| digits != 8).unwrap_or(0)
}

/// Two digits.
#[inline]
fn two(text: &[u8; 19], at: usize) -> Option<u8> {
    let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| tens * 10 + ones)
}

/// Days since 1970-01-01 of the proleptic Gregorian calendar; `None` if there is no such day.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) || year > 9999 {
        return None;
    }
    // March is the first month, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let month = (month + 9) % 12;
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// A number of a date, and how many digits it was written with.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i64,
    digits: usize,
    is_month_name: bool,
}

impl Number {
    /// As a year: of two digits, up to 68 means 20xx, from 69 on 19xx, as POSIX has it.
    fn year(self) -> i64 {
        match (self.digits, self.value) {
            (1 | 2, value @ 0..=68) => 2000 + value,
            (1 | 2, value) => 1900 + value,
            (_, value) => value,
        }
    }
}

fn is_year_first(numbers: &[Number; 3]) -> bool {
    numbers[0].digits == 4
}

const MONTHS: [&[u8; 3]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];

/// The three numbers of a date, and what follows it.
fn date_numbers(text: &[u8]) -> Option<([Number; 3], &[u8])> {
    let text = text.trim_ascii();
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 8 {
        let part = |range: std::ops::Range<usize>| {
            let digits = range.len();
            Some(Number {
                value: number(&text[range])?,
                digits,
                is_month_name: false,
            })
        };
        return Some(([part(0..4)?, part(4..6)?, part(6..8)?], &text[8..]));
    }
    let (first, rest) = date_number(text)?;
    let (second, rest) = date_number(separated(rest)?)?;
    let (third, rest) = date_number(separated(rest)?)?;
    let rest = rest.strip_prefix("日".as_bytes()).unwrap_or(rest);
    Some(([first, second, third], rest))
}

fn date_number(text: &[u8]) -> Option<(Number, &[u8])> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let (written, rest) = text.split_at(digits);
        let value = number(written)?;
        return Some((
            Number {
                value,
                digits,
                is_month_name: false,
            },
            rest,
        ));
    }
    let letters = text.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let (name, rest) = text.split_at(letters);
    let short = name.first_chunk::<3>()?.map(|c| c.to_ascii_lowercase());
    let month = MONTHS.iter().position(|month| **month == short)?;
    let value = i64::try_from(month).ok()? + 1;
    Some((
        Number {
            value,
            digits: 3,
            is_month_name: true,
        },
        rest,
    ))
}

fn separated(text: &[u8]) -> Option<&[u8]> {
    let chinese = ["年", "月"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark.as_bytes()));
    match text {
        [b'-' | b'/' | b'.' | b' ', rest @ ..] => Some(rest),
        _ => chinese,
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    if digits.len() > 9 {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Ten digits are seconds since 1970, thirteen milliseconds.
fn epoch(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    if !is_epoch(text.as_bytes()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    Some(if text.len() == 10 {
        number * 1000
    } else {
        number
    })
}

/// Whether a text counts seconds or milliseconds, and names no day.
pub(super) fn is_epoch(text: &[u8]) -> bool {
    matches!(text.len(), 10 | 13) && text.iter().all(u8::is_ascii_digit)
}

/// `12:00`, `12:00:30.5`, `1:00 PM`, or nothing for the beginning of the day.
fn time_of_day(text: &[u8]) -> Result<(i64, &[u8]), NoTime> {
    if text.is_empty() {
        return Ok((0, text));
    }
    let (hour, rest) = clock_number(text).ok_or(NoTime::Unreadable)?;
    let rest = rest.strip_prefix(b":").ok_or(NoTime::Unreadable)?;
    let (minute, rest) = clock_number(rest).ok_or(NoTime::Unreadable)?;
    let (second, rest) = match rest.strip_prefix(b":") {
        Some(rest) => clock_number(rest).ok_or(NoTime::Unreadable)?,
        None => (0, rest),
    };
    let (millis, rest) = fraction(rest);
    let rest = rest.trim_ascii_start();
    let (hour, rest) = match rest {
        [b'a' | b'A', b'm' | b'M', rest @ ..] if hour <= 12 => (hour % 12, rest),
        [b'p' | b'P', b'm' | b'M', rest @ ..] if hour <= 12 => (hour % 12 + 12, rest),
        _ => (hour, rest),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return Err(NoTime::NoSuchDay);
    }
    Ok((hour * HOUR + minute * MINUTE + second * 1000 + millis, rest))
}

fn clock_number(text: &[u8]) -> Option<(i64, &[u8])> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let (written, rest) = text.split_at(digits);
    Some((number(written)?, rest))
}

/// A fraction of a second in milliseconds, what is finer cut off; and what follows.
fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let [b'.' | b',', digits @ ..] = text else {
        return (0, text);
    };
    let count = digits.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut millis = 0;
    for at in 0..3 {
        let digit = digits[..count].get(at).map_or(0, |digit| digit - b'0');
        millis = millis * 10 + i64::from(digit);
    }
    (millis, &digits[count..])
}

/// `+08:00`, `-0500` or `+01`, in milliseconds.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits {
        [a, b] => ([*a, *b], [b'0', b'0']),
        [a, b, c, d] | [a, b, b':', c, d] => ([*a, *b], [*c, *d]),
        _ => return None,
    };
    let (hours, minutes) = (number_of_digits(&hours)?, number_of_digits(&minutes)?);
    let size = hours * HOUR + minutes * MINUTE;
    (hours <= 18 && minutes < 60).then_some(sign * size)
}

fn number_of_digits(text: &[u8]) -> Option<i64> {
    number(text).filter(|_| text.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests;
