//! Durations in a unit that a column of them can be read in.

use crate::lang::Lang;
use crate::quantity::half_up_text;
use crate::statistics::as_float;

/// A unit of duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Of a minute.
    Seconds,
    /// Of an hour.
    Minutes,
    /// Of a day.
    Hours,
    /// Of 24 hours.
    Days,
    /// Minutes of working time.
    WorkingMinutes,
    /// Hours of working time.
    WorkingHours,
}

impl Unit {
    /// The unit in which the longest of some durations is a number of a few digits.
    pub fn of(longest_millis: f64) -> Self {
        match longest_millis / 1000.0 {
            seconds if seconds < 120.0 => Self::Seconds,
            seconds if seconds < 2.0 * 3600.0 => Self::Minutes,
            seconds if seconds < 60.0 * 24.0 * 3600.0 => Self::Hours,
            _ => Self::Days,
        }
    }

    /// The unit of working time for that: there are no days of it, as they differ.
    fn of_working(longest_millis: f64) -> Self {
        match longest_millis / 1000.0 {
            seconds if seconds < 2.0 * 3600.0 => Self::WorkingMinutes,
            _ => Self::WorkingHours,
        }
    }

    /// The unit on the clock by which durations were counted.
    pub fn on_clock(is_working_time: bool, longest_millis: f64) -> Self {
        if is_working_time {
            Self::of_working(longest_millis)
        } else {
            Self::of(longest_millis)
        }
    }

    fn millis(self) -> f64 {
        match self {
            Self::Seconds => 1000.0,
            Self::Minutes | Self::WorkingMinutes => 60_000.0,
            Self::Hours | Self::WorkingHours => 3_600_000.0,
            Self::Days => 86_400_000.0,
        }
    }

    /// Its sign.
    pub fn sign(self, lang: Lang) -> &'static str {
        match self {
            Self::Seconds => lang.pick("s", "秒"),
            Self::Minutes => lang.pick("min", "分钟"),
            Self::Hours => lang.pick("h", "小时"),
            Self::Days => lang.pick("days", "天"),
            Self::WorkingMinutes => lang.pick("working min", "工作分钟"),
            Self::WorkingHours => lang.pick("working h", "工作小时"),
        }
    }

    /// A duration in this unit, without its sign.
    pub fn number(self, millis: f64) -> String {
        let value = millis / self.millis();
        match value.abs() {
            v if v >= 1000.0 => grouped(&format!("{value:.0}")),
            v if v >= 100.0 => format!("{value:.1}"),
            _ => format!("{value:.2}"),
        }
    }

    /// A duration with the sign of its unit.
    pub fn say(self, millis: f64, lang: Lang) -> String {
        format!("{} {}", self.number(millis), self.sign(lang))
    }
}

/// Digits in groups of three.
pub fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count in groups of three digits.
pub fn count(count: u64) -> String {
    grouped(&count.to_string())
}

/// A part of a whole in percent; a dash of nothing.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let share = as_float(part) / as_float(whole);
    format!("{} %", half_up_text(share * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_shown_in_a_unit_of_their_size() {
        assert_eq!(Unit::of(90_000.0).say(90_000.0, Lang::En), "90.00 s");
        assert_eq!(
            Unit::of(7_000_000.0).say(7_000_000.0, Lang::En),
            "116.7 min"
        );
        assert_eq!(Unit::Hours.say(285_480_000.0, Lang::Zh), "79.30 小时");
        assert_eq!(Unit::Hours.number(9.0e9), "2,500");
        assert_eq!(
            (count(1_234_567), percent(1, 3)),
            ("1,234,567".into(), "33.3 %".into())
        );
        assert_eq!(percent(0, 0), "–");
    }
}
