//! Reads days: weekdays, dates and days relative to a trigger.
//!
//! Turns "Friday", 周五, "next working day" or "2026-12-31" into a day, and refuses dates
//! that do not exist. Knows nothing of times of day or of holidays.

use super::error::QuantityError;
use super::numeral::short_number;
use super::scan::Cursor;
use crate::lang::Lang;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// The day a time of day belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueDay {
    /// Not stated.
    Unstated,
    /// The day of the trigger.
    SameDay,
    /// The day after the trigger.
    NextDay,
    /// The working day after the trigger.
    NextWorkingDay,
    /// Every day.
    EveryDay,
    /// Every working day.
    EveryWorkingDay,
    /// The next such day of the week.
    On(Weekday),
    /// Once a week, on that day.
    EveryWeekOn(Weekday),
    /// One date.
    Date {
        /// The year.
        year: u16,
        /// The month, from 1.
        month: u8,
        /// The day of the month, from 1.
        day: u8,
    },
}

impl DueDay {
    /// The day in words; empty if it is not stated.
    pub(super) fn show(self, lang: Lang) -> String {
        let (en, zh) = match self {
            Self::Unstated => ("", ""),
            Self::SameDay => ("same day", "当日"),
            Self::NextDay => ("next day", "次日"),
            Self::NextWorkingDay => ("next working day", "下一个工作日"),
            Self::EveryDay => ("every day", "每天"),
            Self::EveryWorkingDay => ("every working day", "每个工作日"),
            Self::On(day) => return day.show(lang).to_owned(),
            Self::EveryWeekOn(day) => {
                let day = day.show(lang);
                return lang.pick(format!("every {day}"), format!("每{day}"));
            }
            Self::Date { year, month, day } => return format!("{year:04}-{month:02}-{day:02}"),
        };
        lang.pick(en, zh).to_owned()
    }
}

impl Weekday {
    /// The name of the day.
    pub fn show(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Self::Monday => ("Monday", "周一"),
            Self::Tuesday => ("Tuesday", "周二"),
            Self::Wednesday => ("Wednesday", "周三"),
            Self::Thursday => ("Thursday", "周四"),
            Self::Friday => ("Friday", "周五"),
            Self::Saturday => ("Saturday", "周六"),
            Self::Sunday => ("Sunday", "周日"),
        };
        lang.pick(en, zh)
    }
}

/// Moves over a day of every week, if one is ahead: 每周一, "every Monday".
pub(super) fn every_week_on(cursor: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *cursor;
    if !ahead.eat_any(&["每逢", "每"]) && !ahead.eat_any_phrase(&["every", "each"]) {
        return None;
    }
    ahead.skip_space();
    let day = weekday(&mut ahead)?;
    *cursor = ahead;
    Some(day)
}

/// Moves over a weekday, if one is ahead.
pub(super) fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    const DAYS: [(Weekday, [&str; 3]); 7] = [
        (Weekday::Monday, ["monday", "mondays", "mon"]),
        (Weekday::Tuesday, ["tuesday", "tuesdays", "tue"]),
        (Weekday::Wednesday, ["wednesday", "wednesdays", "wed"]),
        (Weekday::Thursday, ["thursday", "thursdays", "thu"]),
        (Weekday::Friday, ["friday", "fridays", "fri"]),
        (Weekday::Saturday, ["saturday", "saturdays", "sat"]),
        (Weekday::Sunday, ["sunday", "sundays", "sun"]),
    ];
    let mut ahead = *cursor;
    if !ahead.eat_any(&["周", "星期", "礼拜"]) {
        let found = DAYS
            .iter()
            .find(|(_, names)| cursor.eat_any_phrase(names))?;
        return Some(found.0);
    }
    let day = match ahead.bump()? {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    };
    // 每周一次 is once a week, not Monday.
    if ahead.peek().is_some_and(|c| "次个份批回".contains(c)) {
        return None;
    }
    *cursor = ahead;
    Some(day)
}

/// Moves over a date such as 2026-12-31, if one is ahead.
pub(super) fn date(cursor: &mut Cursor) -> Result<Option<(u16, u8, u8)>, QuantityError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let Some(year) = short_number(&mut ahead, 4).filter(|_| ahead.at() - start >= 4) else {
        return Ok(None);
    };
    let mut parts = [0_u32; 2];
    for (part, marks) in parts.iter_mut().zip([["-", "年"], ["-", "月"]]) {
        if !ahead.eat_any(&marks) {
            return Ok(None);
        }
        let Some(value) = short_number(&mut ahead, 2) else {
            return Ok(None);
        };
        *part = value;
    }
    ahead.eat("日");
    *cursor = ahead;
    let valid = in_calendar(year, parts[0], parts[1]);
    valid.map(Some).ok_or_else(|| QuantityError::BadTime {
        written: ahead.since(start).to_owned(),
        at: start..ahead.at(),
    })
}

fn in_calendar(year: u32, month: u32, day: u32) -> Option<(u16, u8, u8)> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    let date = (
        u16::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    );
    (1..=last).contains(&day).then_some(date)
}

/// Moves over a day named by its distance from the trigger.
pub(super) fn relative(cursor: &mut Cursor) -> Option<DueDay> {
    if cursor.eat_any_phrase(&["next working day", "next business day", "next workday"])
        || cursor.eat_any(&["下一个工作日", "下一工作日", "下个工作日", "次工作日"])
    {
        return Some(DueDay::NextWorkingDay);
    }
    if cursor.eat_any_phrase(&["next day", "following day", "tomorrow"])
        || cursor.eat_any(&["次日", "第二天", "翌日", "隔天", "明天"])
    {
        return Some(DueDay::NextDay);
    }
    let same = cursor.eat_any_phrase(&["same day", "same working day", "today"])
        || cursor.eat_any(&["当天", "当日", "今天", "当班"]);
    same.then_some(DueDay::SameDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        assert!(date(&mut Cursor::new("2026-02-30")).is_err());
        assert_eq!(
            date(&mut Cursor::new("2028-02-29")),
            Ok(Some((2028, 2, 29)))
        );
    }

    #[test]
    fn once_a_week_is_not_monday() {
        assert_eq!(weekday(&mut Cursor::new("周一次")), None);
        assert_eq!(weekday(&mut Cursor::new("周一前")), Some(Weekday::Monday));
    }
}
