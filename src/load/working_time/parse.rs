//! Days and times as people write them, in English and Chinese.

use jiff::civil::Date;

use super::{DaysOff, MINUTES_OF_A_DAY, Minutes, WeeklyHours, Workday};
use crate::load::read_day;
use crate::problem::CalendarFault;

/// A shift over midnight that is longer than this is one whose times were swapped.
const LONGEST_NIGHT_SHIFT: i64 = 16 * 60;

/// More days off in a row are a slip of the year.
const LONGEST_RANGE: i32 = 366;

/// The days of the week, from Monday.
const DAYS: [(&str, char); 7] = [
    ("monday", '一'),
    ("tuesday", '二'),
    ("wednesday", '三'),
    ("thursday", '四'),
    ("friday", '五'),
    ("saturday", '六'),
    ("sunday", '日'),
];

/// What stands before the number of a weekday.
const WEEK: [&str; 3] = ["周", "星期", "礼拜"];

/// What every day may be called.
const EVERY_DAY: [&str; 4] = ["daily", "every day", "每天", "每日"];

/// What may stand between the days of a range.
const TO: [&str; 10] = ["to", "至", "到", "..", "–", "—", "~", "～", "/", "-"];

pub(super) fn weekly(written: &str) -> Result<WeeklyHours, CalendarFault> {
    let text = plain(written);
    let at = text
        .find(|c: char| c.is_ascii_digit())
        .ok_or(CalendarFault::Hours)?;
    let (days, times) = text.split_at(at);
    Ok(WeeklyHours {
        written: written.into(),
        days: weekdays(days.trim()).ok_or(CalendarFault::Hours)?,
        times: times_of(times)
            .ok_or(CalendarFault::Hours)
            .and_then(sound)?,
    })
}

pub(super) fn days_off(written: &str) -> Result<DaysOff, CalendarFault> {
    let text = written.trim();
    let range = || {
        let mut cuts = TO.iter().flat_map(|to| text.match_indices(to));
        cuts.find_map(|(at, to)| {
            let (from, till) = (text[..at].trim(), text[at + to.len()..].trim());
            Some((read_day(from)?, end_of_range(from, till)?))
        })
    };
    let (first, last) = read_day(text)
        .map(|day| (day, day))
        .or_else(range)
        .ok_or(CalendarFault::Days)?;
    if last < first {
        return Err(CalendarFault::DaysBackwards);
    }
    if (last - first).get_days() >= LONGEST_RANGE {
        return Err(CalendarFault::TooManyDays);
    }
    Ok(DaysOff {
        written: written.into(),
        first,
        last,
    })
}

/// The last day of a range; in Chinese it need not say again what its first day said:
/// 2026年10月1日至7日, 2026年9月30日至10月7日.
fn end_of_range(from: &str, till: &str) -> Option<Date> {
    let said = |mark: char| {
        let (before, _) = from.split_once(mark)?;
        read_day(&format!("{before}{mark}{till}"))
    };
    read_day(till).or_else(|| said('年')).or_else(|| said('月'))
}

pub(super) fn workday(written: &str) -> Result<Workday, CalendarFault> {
    let text = written.trim();
    // The longest day there is, or the last digit of 2026-10-10 would be a time.
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let (day, end) = ends
        .rev()
        .find_map(|end| Some((read_day(text[..end].trim_end())?, end)))
        .ok_or(CalendarFault::Workday)?;
    let rest = &text[end..];
    let times = if rest.is_empty() {
        Vec::new()
    } else {
        times_of(&plain(rest))
            .ok_or(CalendarFault::Workday)
            .and_then(sound)?
    };
    Ok(Workday {
        written: written.into(),
        day,
        times,
    })
}

/// One spelling of what may be written in several, in small letters.
fn plain(text: &str) -> String {
    let mark = |c: char| match c {
        '：' => ':',
        '–' | '—' | '－' | '~' | '～' | '至' | '到' => '-',
        '、' | '，' | ';' | '；' | '及' | '和' => ',',
        '\u{ff10}'..='\u{ff19}' => {
            char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c)
        }
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(mark).collect()
}

/// The weekdays named: single ones, ranges, or every day.
fn weekdays(text: &str) -> Option<[bool; 7]> {
    if EVERY_DAY.contains(&text) {
        return Some([true; 7]);
    }
    let mut named = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (weekday(first.trim())?, weekday(last.trim())?);
        // A range may pass Sunday.
        loop {
            named[day] = true;
            if day == last {
                break;
            }
            day = (day + 1) % 7;
        }
    }
    Some(named)
}

/// A day by the first three letters or more of its name, or by its number in Chinese.
fn weekday(text: &str) -> Option<usize> {
    let short = WEEK.iter().find_map(|week| text.strip_prefix(week));
    let number = short.unwrap_or(text);
    let mut letters = number.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        let only = if only == '天' { '日' } else { only };
        return DAYS.iter().position(|(_, number)| *number == only);
    }
    let is_named = |name: &str| text.len() >= 3 && name.starts_with(text);
    DAYS.iter().position(|(name, _)| is_named(name))
}

/// Times such as `08:00-12:00, 13:00-17:00`; the end may be 24:00 or on the next day.
fn times_of(text: &str) -> Option<Vec<Minutes>> {
    let times = text.split(',').map(|part| {
        let (start, end) = part.split_once('-')?;
        let (start, end) = (minute(start.trim())?, minute(end.trim())?);
        let end = if end <= start {
            end + MINUTES_OF_A_DAY
        } else {
            end
        };
        (start < MINUTES_OF_A_DAY).then_some((start, end))
    });
    times.collect()
}

/// The times, unless one of them was swapped or two of them overlap.
fn sound(mut times: Vec<Minutes>) -> Result<Vec<Minutes>, CalendarFault> {
    let is_swapped =
        |(start, end): &&Minutes| *end > MINUTES_OF_A_DAY && end - start > LONGEST_NIGHT_SHIFT;
    if let Some((start, end)) = times.iter().find(is_swapped) {
        return Err(CalendarFault::Backwards {
            hours: (end - start) / 60,
        });
    }
    times.sort_unstable();
    if times.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(CalendarFault::Overlap);
    }
    Ok(times)
}

/// The minutes of `8:30` or `24:00`.
fn minute(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let is_number = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= MINUTES_OF_A_DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKWEEK: [bool; 7] = [true, true, true, true, true, false, false];

    #[test]
    fn weekdays_are_read_in_both_languages() {
        for days in [
            "Mon-Fri",
            "monday–friday",
            "周一至周五",
            "周一到五",
            "星期一-星期五",
        ] {
            let hours = weekly(&format!("{days} 08:00-12:00")).unwrap();
            assert_eq!(hours.days, WORKWEEK, "{days}");
            assert_eq!(hours.times, [(480, 720)]);
        }
        let ends = [true, false, false, false, false, true, true];
        for days in [
            "Sat-Mon",
            "周六、周日、周一",
            "Mon,Sat,Sun",
            "周六至周一",
            "星期天,周一,周六",
        ] {
            assert_eq!(
                weekly(&format!("{days} 8:00-9:30")).unwrap().days,
                ends,
                "{days}"
            );
        }
        assert_eq!(weekly("每天 00:00-24:00").unwrap().times, [(0, 1440)]);
    }

    #[test]
    fn a_shift_may_end_on_the_next_day() {
        assert_eq!(weekly("daily 22:00-06:00").unwrap().times, [(1320, 1800)]);
        let two = weekly("周一 ８：00至12：00，13:00～17:00").unwrap();
        assert_eq!(two.times, [(480, 720), (780, 1020)]);
    }

    #[test]
    fn what_is_no_working_time_is_refused() {
        use CalendarFault as F;
        let fault = |text| weekly(text).unwrap_err();
        for text in [
            "",
            "Mon",
            "08:00-12:00",
            "Mo 08:00-12:00",
            "Mon 8-12",
            "Mon 08:00-25:00",
        ] {
            assert_eq!(fault(text), F::Hours, "{text}");
        }
        assert_eq!(fault("Mon 24:00-24:00"), F::Hours);
        assert_eq!(fault("Mon 13:00-12:00"), F::Backwards { hours: 23 });
        assert_eq!(fault("Mon 08:00-08:00"), F::Backwards { hours: 24 });
        assert_eq!(fault("Mon 08:00-12:00, 11:00-14:00"), F::Overlap);
    }

    #[test]
    fn days_are_read_alone_and_in_ranges() {
        let week = days_off("2026-10-01 至 2026-10-07").unwrap();
        assert_eq!((week.last - week.first).get_days(), 6);
        for text in [
            "2026-10-01..2026-10-07",
            "2026-10-01 to 2026-10-07",
            "2026-10-01-2026-10-07",
            "2026/10/1-2026/10/7",
            "2026.10.1～2026.10.7",
            "2026年10月1日至2026年10月7日",
            "2026年10月1日至10月7日",
            "2026年10月1日—7日",
        ] {
            let days = days_off(text).map(|days| (days.first, days.last));
            assert_eq!(days, Ok((week.first, week.last)), "{text}");
        }
        for text in ["2026-10-01", "2026年10月1日", "2026.10.1"] {
            let days = days_off(text).map(|days| (days.first, days.last));
            assert_eq!(days, Ok((week.first, week.first)), "{text}");
        }
        assert_eq!(
            days_off("2026-10-07 to 2026-10-01"),
            Err(CalendarFault::DaysBackwards)
        );
        assert_eq!(
            days_off("2026-10-01 to 2028-10-01"),
            Err(CalendarFault::TooManyDays)
        );
        for text in [
            "",
            "October",
            "2026-10-01 and 2026-10-07",
            "国庆节放假七天",
            "2026-13-01",
        ] {
            assert_eq!(days_off(text), Err(CalendarFault::Days), "{text}");
        }
    }

    #[test]
    fn a_make_up_day_may_have_hours_of_its_own() {
        assert!(workday("2026-10-10").unwrap().times.is_empty());
        assert_eq!(
            workday("2026-10-10 08:00-12:00").unwrap().times,
            [(480, 720)]
        );
        for text in [
            "2026年10月10日 08:00-12:00",
            "2026年10月10日8:00至12:00",
            "2026/10/10 8:00-12:00",
        ] {
            let found = workday(text).unwrap();
            assert_eq!(found.day.to_string(), "2026-10-10", "{text}");
            assert_eq!(found.times, [(480, 720)], "{text}");
        }
        assert_eq!(workday("2026-10-10 all day"), Err(CalendarFault::Workday));
        assert_eq!(workday("周六"), Err(CalendarFault::Workday));
    }
}
