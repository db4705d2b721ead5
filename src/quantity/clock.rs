//! Reads times of day, in English and Chinese.
//!
//! Turns "07:30", "7 pm" or 下午3点半 into hour and minute, and refuses 25:99. Knows
//! nothing of durations or frequencies.

use super::error::QuantityError;
use super::numeral::{cjk_number, short_number};
use super::scan::{Cursor, is_cjk};

/// Hour and minute; 24:00 is the end of the day.
pub(super) type TimeOfDay = (u8, u8);

/// Moves over a time of day, if one is ahead.
pub(super) fn time(cursor: &mut Cursor) -> Result<Option<TimeOfDay>, QuantityError> {
    let start = cursor.at();
    let mut ahead = *cursor;
    let half = half_of_day(&mut ahead);
    ahead.skip_space();
    let Some(hour) = hour(&mut ahead) else {
        return Ok(named_time(cursor));
    };
    let read = if ahead.peek() == Some(':') {
        colon_minutes(&mut ahead)
    } else {
        chinese_minutes(&mut ahead, half.is_some())
    };
    let (minute, half) = match (read, half) {
        (Some(minute), half) => (minute, half.or_else(|| meridiem(&mut ahead))),
        (None, _) => match meridiem(&mut ahead) {
            Some(half) => (Some(0), Some(half)),
            None => return Ok(None),
        },
    };
    *cursor = ahead;
    let valid = minute.and_then(|minute| on_the_clock(hour, minute, half));
    valid.map(Some).ok_or_else(|| QuantityError::BadTime {
        written: ahead.since(start).to_owned(),
        at: start..ahead.at(),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

fn half_of_day(cursor: &mut Cursor) -> Option<Half> {
    if cursor.eat_any(&["上午", "早上", "凌晨", "早晨"]) {
        Some(Half::Morning)
    } else {
        cursor
            .eat_any(&["下午", "晚上", "中午", "傍晚"])
            .then_some(Half::Afternoon)
    }
}

fn meridiem(cursor: &mut Cursor) -> Option<Half> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let half = if ahead.eat_any_phrase(&["am", "a.m."]) {
        Half::Morning
    } else if ahead.eat_any_phrase(&["pm", "p.m."]) {
        Half::Afternoon
    } else {
        return None;
    };
    *cursor = ahead;
    Some(half)
}

/// Up to four digits or a Chinese numeral.
fn hour(cursor: &mut Cursor) -> Option<u32> {
    if cursor.peek().is_some_and(is_cjk) {
        let mut ahead = *cursor;
        cjk_number(&mut ahead)?;
        let hour = (0_u8..=24).find(|hour| {
            let mut again = *cursor;
            cjk_number(&mut again).is_some_and(|n| n.total_cmp(&f64::from(*hour)).is_eq())
        })?;
        *cursor = ahead;
        return Some(u32::from(hour));
    }
    short_number(cursor, 4)
}

/// Minutes after a colon: `None` if there are none, `Some(None)` if they are not two digits.
fn colon_minutes(cursor: &mut Cursor) -> Option<Option<u32>> {
    let mut ahead = *cursor;
    ahead.bump();
    if !ahead.digit_ahead() {
        return None;
    }
    let start = ahead.at();
    let minute = short_number(&mut ahead, 4);
    if minute.is_none() {
        ahead.skip_while(|c| c.is_ascii_digit());
    }
    let two = ahead.since(start).chars().count() == 2;
    *cursor = ahead;
    Some(minute.filter(|_| two))
}

/// What follows an hour in Chinese; 时 alone only means the clock where it cannot be a duration.
fn chinese_minutes(cursor: &mut Cursor, surely_clock: bool) -> Option<Option<u32>> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let point = ahead.eat_any(&["点钟", "点"]);
    if !point && !ahead.eat("时") {
        return None;
    }
    let mut minute = 0;
    let mut certain = point || surely_clock;
    if ahead.eat("半") {
        minute = 30;
        certain = true;
    } else if ahead.eat("整") {
        certain = true;
    } else if let Some(read) = short_number(&mut ahead, 2) {
        ahead.eat("分");
        minute = read;
        certain = true;
    }
    let mut next = ahead;
    if !certain && !next.eat_any(&["前", "以前", "之前"]) {
        return None;
    }
    *cursor = ahead;
    Some(Some(minute))
}

fn on_the_clock(hour: u32, minute: u32, half: Option<Half>) -> Option<TimeOfDay> {
    let hour = match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 0,
        _ => hour,
    };
    let exists = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    let time = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
    exists.then_some(time)
}

fn named_time(cursor: &mut Cursor) -> Option<TimeOfDay> {
    if cursor.eat_phrase("noon") || cursor.eat("中午") {
        return Some((12, 0));
    }
    let end = cursor.eat_any_phrase(&[
        "midnight",
        "end of the day",
        "end of day",
        "eod",
        "close of business",
        "cob",
    ]) || cursor.eat_any(&["午夜", "下班前"]);
    end.then_some((24, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_languages() {
        for (text, expected) in [
            ("07:30", (7, 30)),
            ("７：３０", (7, 30)),
            ("7 pm", (19, 0)),
            ("12 am", (0, 0)),
            ("12:15 pm", (12, 15)),
            ("下午3点半", (15, 30)),
            ("上午九点", (9, 0)),
            ("17时前", (17, 0)),
            ("9点15分", (9, 15)),
            ("24:00", (24, 0)),
            ("noon", (12, 0)),
        ] {
            assert_eq!(time(&mut Cursor::new(text)), Ok(Some(expected)), "{text}");
        }
        for text in ["2 h", "2时内", "3 working days", "soon", "2小时"] {
            assert_eq!(time(&mut Cursor::new(text)), Ok(None), "{text}");
        }
    }

    #[test]
    fn times_that_do_not_exist_are_refused() {
        for text in ["25:99", "24:01", "10:5", "9:60"] {
            assert!(time(&mut Cursor::new(text)).is_err(), "{text}");
        }
    }
}
