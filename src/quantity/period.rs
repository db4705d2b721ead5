//! Periods of the calendar: a day, a week, a month, a quarter, a half-year, a year, or from one
//! to another.
//!
//! Knows nothing of what was measured in them.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Days that a figure speaks of, as written and as what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Period {
    written: Box<str>,
    first: Date,
    last: Date,
}

impl Period {
    /// Reads `2026-06`, `2026-Q2`, `2026-H1`, `2026-W23`, `2026-06-14`, `2026`, `2026年6月` or
    /// two of them joined by `..`; `None` for anything else.
    ///
    /// ```
    /// use baton::quantity::Period;
    /// let quarter = Period::parse("2026-Q2").unwrap();
    /// assert_eq!(quarter.first().to_string(), "2026-04-01");
    /// assert_eq!(quarter.last().to_string(), "2026-06-30");
    /// ```
    pub fn parse(written: &str) -> Option<Self> {
        let plain: String = written.trim().chars().map(plain).collect();
        let ends = ["..", "~", "至", "到", " to "]
            .iter()
            .find_map(|mark| plain.split_once(mark));
        let (first, last) = match ends {
            Some((from, to)) => (days(from.trim())?.0, days(to.trim())?.1),
            None => days(&plain)?,
        };
        (first <= last).then(|| Self {
            written: written.trim().into(),
            first,
            last,
        })
    }

    /// The day of `2026-06-14`, `2026/6/14`, `2026.6.14` or 2026年6月14日; `None` for anything else.
    pub fn day(written: &str) -> Option<Date> {
        let [year, month, day] = parts_of_day(written)?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Of a day that its month does not have, such as 2026-06-31: the month, and its last day. February
    /// has 28 or 29 by its year.
    pub fn beyond_month(written: &str) -> Option<(i8, i8)> {
        let [year, month, day] = parts_of_day(written)?;
        let month = i8::try_from(month).ok()?;
        let last = Date::new(year, month, 1).ok()?.days_in_month();
        (day > i16::from(last)).then_some((month, last))
    }

    /// All days from `first` to `last`.
    pub fn of_days(first: Date, last: Date) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        Self {
            written: format!("{first}..{last}").into(),
            first,
            last,
        }
    }

    /// The first day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.last
    }

    /// As written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Some day belongs to both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Full-width digits and marks as plain ones.
fn plain(c: char) -> char {
    match c {
        '０'..='９' | '－' | '．' | '～' | '／' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        '–' | '—' => '-',
        '號' => '号',
        '週' => '周',
        c => c,
    }
}

/// Year, month and day as they are written, whether the calendar has them or not.
fn parts_of_day(written: &str) -> Option<[i16; 3]> {
    let text: String = written.trim().chars().map(plain).collect();
    let mark = text.chars().find(|c| ['-', '/', '.', '年'].contains(c))?;
    let (year, rest) = text.split_once(mark)?;
    let is_chinese = mark == '年';
    let (month, day) = rest.split_once(if is_chinese { '月' } else { mark })?;
    let day = match is_chinese {
        true => day.strip_suffix(['日', '号'])?,
        false => day,
    };
    let few = |text: &str| number(text).map(i16::from);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    Some([
        year.parse().ok().filter(|_| is_year)?,
        few(month)?,
        few(day)?,
    ])
}

/// The first and the last day of one name of the calendar.
fn days(name: &str) -> Option<(Date, Date)> {
    let year_end = name
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(name.len());
    let (year, rest) = name.split_at(year_end);
    if year.len() != 4 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let rest = rest.trim_start_matches(['-', '/', '.', '年', ' ']);
    if rest.is_empty() {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    }
    part_of_year(year, rest)
}

fn part_of_year(year: i16, part: &str) -> Option<(Date, Date)> {
    let half = match part {
        "上半年" | "H1" | "h1" => Some(1),
        "下半年" | "H2" | "h2" => Some(7),
        _ => None,
    };
    if let Some(first) = half {
        return months(year, first, first + 5);
    }
    let inside = |before: &[char], after: &str| -> Option<i8> {
        let number = part.strip_prefix(before)?;
        number.strip_suffix(after).unwrap_or(number).parse().ok()
    };
    if let Some(quarter) =
        inside(&['Q', 'q'], "").or_else(|| chinese(part, "季度").or_else(|| chinese(part, "季")))
    {
        let first = quarter.checked_mul(3)?.checked_sub(2)?;
        return (1..=4)
            .contains(&quarter)
            .then(|| months(year, first, first + 2))?;
    }
    if let Some(week) = inside(&['W', 'w'], "").or_else(|| chinese(part, "周")) {
        let day = |weekday| Some(ISOWeekDate::new(year, week, weekday).ok()?.date());
        return Some((day(Weekday::Monday)?, day(Weekday::Sunday)?));
    }
    let part = part.trim_end_matches(['日', '号', '月']);
    match part.split_once(['-', '/', '.', '月']) {
        None => {
            let month = number(part)?;
            months(year, month, month)
        }
        Some((month, day)) => {
            let day = Date::new(year, number(month)?, number(day)?).ok()?;
            Some((day, day))
        }
    }
}

/// The number in `第2季度` or `第二季度`.
fn chinese(part: &str, unit: &str) -> Option<i8> {
    let number = part.strip_suffix(unit)?;
    let number = number.strip_prefix('第').unwrap_or(number);
    let spoken = ["一", "二", "三", "四"]
        .iter()
        .position(|word| *word == number);
    let spoken = spoken.and_then(|at| i8::try_from(at + 1).ok());
    spoken.or_else(|| number.parse().ok())
}

fn number(text: &str) -> Option<i8> {
    let text = text.trim();
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    let end = Date::new(year, last, 1).ok()?.last_of_month();
    Some((Date::new(year, first, 1).ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<String> {
        let period = Period::parse(written)?;
        Some(format!("{} {}", period.first(), period.last()))
    }

    #[test]
    fn every_name_of_the_calendar_is_its_days() {
        for (written, days) in [
            ("2026", "2026-01-01 2026-12-31"),
            ("2026年", "2026-01-01 2026-12-31"),
            ("2026-06", "2026-06-01 2026-06-30"),
            ("2026/6", "2026-06-01 2026-06-30"),
            ("2026年6月", "2026-06-01 2026-06-30"),
            ("２０２６年６月", "2026-06-01 2026-06-30"),
            ("2026-02", "2026-02-01 2026-02-28"),
            ("2026-Q2", "2026-04-01 2026-06-30"),
            ("2026Q2", "2026-04-01 2026-06-30"),
            ("2026年第二季度", "2026-04-01 2026-06-30"),
            ("2026年第2季", "2026-04-01 2026-06-30"),
            ("2026年二季度", "2026-04-01 2026-06-30"),
            ("２０２６年第２３週", "2026-06-01 2026-06-07"),
            ("2026年6月14號", "2026-06-14 2026-06-14"),
            ("2026-H2", "2026-07-01 2026-12-31"),
            ("2026年上半年", "2026-01-01 2026-06-30"),
            ("2026-W01", "2025-12-29 2026-01-04"),
            ("2026年第23周", "2026-06-01 2026-06-07"),
            ("2026-06-14", "2026-06-14 2026-06-14"),
            ("2026年6月14日", "2026-06-14 2026-06-14"),
            ("2026-01..2026-06", "2026-01-01 2026-06-30"),
            ("2026年1月至2026年6月", "2026-01-01 2026-06-30"),
        ] {
            assert_eq!(read(written).as_deref(), Some(days), "{written}");
        }
    }

    #[test]
    fn a_day_has_its_year_first_and_one_mark() {
        for written in [
            "2026-06-04",
            "2026/6/4",
            "2026.6.4",
            "2026年6月4日",
            "２０２６年６月４號",
        ] {
            let day = Period::day(written).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2026-06-04"), "{written}");
        }
        for written in [
            "",
            "2026",
            "2026-06",
            "2026年6月",
            "4.6.2026",
            "26-06-04",
            "2026-06/04",
            "2026-06-31",
            "2026年6月4",
            "2026-6-4日",
            "2026-06-004",
            "2026-06-04 08:00",
        ] {
            assert_eq!(Period::day(written), None, "{written}");
        }
        assert_eq!(Period::beyond_month("2026年6月31日"), Some((6, 30)));
        assert_eq!(Period::beyond_month("2026-02-29"), Some((2, 28)));
        assert_eq!(Period::beyond_month("2028-02-30"), Some((2, 29)));
        for written in ["2028-02-29", "2026-13-31", "2026-06-30", "June 31"] {
            assert_eq!(Period::beyond_month(written), None, "{written}");
        }
    }

    #[test]
    fn what_is_no_period_or_may_be_two_is_none() {
        for written in [
            "",
            "June",
            "26-06",
            "2026-13",
            "2026-Q5",
            "2026-Q0",
            "2026-W54",
            "06/2026",
            "2026-02-30",
            "2026-06..2026-01",
            "2026-061",
            "Jun-26",
            "..",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
