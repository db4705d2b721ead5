//! When a handoff is due: by a time, within a duration, or at a frequency.
//!
//! Turns a text such as "by 07:30", 2 小时内 or "weekly on Monday" into a rule; a text without
//! time, period or frequency ("asap", 尽快), or one that takes it back ("by 07:30 if possible"),
//! is kept as unclear. Knows nothing of calendars.

use super::amount::{Dimension, Quantity};
use super::clock::{self, TimeOfDay};
use super::day::{self, DueDay};
use super::error::QuantityError;
use super::frequency::{frequency, once, times_per_period};
use super::hedge::is_hedged;
use super::numeral::digits_ahead;
use super::reading;
use super::scan::{Cursor, is_cjk};
use super::standards::{DAY, WEEK, WORKING_DAY};
use crate::lang::Lang;

/// When something is due.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// By a time of day; a day without a time is due by its end, 24:00.
    ByTime {
        /// The hour, 0 to 24.
        hour: u8,
        /// The minute, 0 to 59.
        minute: u8,
        /// The day.
        day: DueDay,
    },
    /// Within a duration after the trigger.
    Within(Quantity),
    /// Once per period.
    Every(Quantity),
    /// The text states no time, period or frequency, or leaves open whether it holds.
    Unclear(String),
}

/// What a text says about time, in the order of reading.
#[derive(Default)]
struct Stated {
    every: Option<Quantity>,
    within: Option<Quantity>,
    time: Option<TimeOfDay>,
    day: Option<DueDay>,
}

impl Due {
    /// Reads a due rule; only empty texts, impossible times and misspelt units are errors.
    ///
    /// ```
    /// use baton::quantity::{Due, Quantity};
    /// assert_eq!(Due::parse("2 小时内")?, Due::Within(Quantity::parse("2 h")?));
    /// assert!(matches!(Due::parse("asap")?, Due::Unclear(_)));
    /// # Ok::<(), baton::quantity::QuantityError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        if text.trim().is_empty() {
            return Err(QuantityError::Empty);
        }
        let mut stated = Stated::default();
        let mut cursor = Cursor::new(text);
        while let Some(c) = cursor.peek() {
            let fresh = is_cjk(c) || cursor.at_word_start();
            if !(fresh && stated.read(&mut cursor)?) {
                cursor.bump();
            }
        }
        if is_hedged(text) {
            return Ok(Self::Unclear(text.trim().to_owned()));
        }
        Ok(stated.rule(text))
    }

    /// The two mean the same, whatever their units and words.
    pub fn same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Within(a), Self::Within(b)) | (Self::Every(a), Self::Every(b)) => {
                a == b || a.compare(b).is_some_and(std::cmp::Ordering::is_eq)
            }
            (a, b) => a == b,
        }
    }

    /// The rule in the spelling of `lang`; an unclear text stays as written.
    pub fn show(&self, lang: Lang) -> String {
        match self {
            // Of a weekly day without a time, the day is all that is said.
            Self::ByTime {
                hour: 24,
                day: day @ DueDay::EveryWeekOn(_),
                ..
            } => day.show(lang),
            Self::ByTime { hour, minute, day } => {
                let time = format!("{hour:02}:{minute:02}");
                let day = day.show(lang);
                match lang {
                    Lang::En if day.is_empty() => format!("by {time}"),
                    Lang::En => format!("by {time}, {day}"),
                    Lang::Zh if day.is_empty() => format!("{time} 前"),
                    Lang::Zh => format!("{day} {time} 前"),
                }
            }
            Self::Within(period) => lang.pick(
                format!("within {}", period.show(lang)),
                format!("{}内", period.show(lang)),
            ),
            Self::Every(period) => lang.pick(
                format!("every {}", period.show(lang)),
                format!("每 {}", period.show(lang)),
            ),
            Self::Unclear(text) => text.clone(),
        }
    }
}

impl Stated {
    /// Reads what is directly ahead; false if it says nothing about time.
    fn read(&mut self, cursor: &mut Cursor) -> Result<bool, QuantityError> {
        if let Some(day) = day::every_week_on(cursor) {
            self.day.get_or_insert(DueDay::EveryWeekOn(day));
            return Ok(true);
        }
        if let Some(period) = frequency(cursor) {
            self.every.get_or_insert(period);
            return Ok(true);
        }
        if let Some((year, month, day)) = day::date(cursor)? {
            self.day.get_or_insert(DueDay::Date { year, month, day });
            return Ok(true);
        }
        if let Some(time) = clock::time(cursor)? {
            self.time.get_or_insert(time);
            return Ok(true);
        }
        if let Some(day) = day::relative(cursor).or_else(|| day::weekday(cursor).map(DueDay::On)) {
            self.day.get_or_insert(day);
            return Ok(true);
        }
        if digits_ahead(*cursor) || (reading::starts(*cursor) && cursor.peek().is_some_and(is_cjk))
        {
            self.duration(cursor)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn duration(&mut self, cursor: &mut Cursor) -> Result<(), QuantityError> {
        let mut ahead = *cursor;
        match reading::quantity(&mut ahead) {
            Ok(quantity) => {
                if matches!(quantity.dimension(), Dimension::Duration(_)) {
                    self.within.get_or_insert(quantity);
                } else if let Some(period) = times_per_period(&quantity) {
                    self.every.get_or_insert(period);
                } else {
                    ahead = *cursor;
                    ahead.skip_while(|c| c.is_ascii_digit() || c == '.');
                    if ahead.at() == cursor.at() {
                        ahead.bump();
                    }
                }
                *cursor = ahead;
                Ok(())
            }
            Err(slip @ QuantityError::UnknownUnit { .. }) => Err(slip),
            Err(_) => {
                cursor.bump();
                cursor.skip_while(|c| c.is_ascii_digit());
                Ok(())
            }
        }
    }

    fn rule(self, text: &str) -> Due {
        let by = |(hour, minute), day| Due::ByTime { hour, minute, day };
        if let Some(every) = self.every {
            return match (self.time, daily(&every), self.day) {
                (Some(time), Some(day), _) => by(time, day),
                (time, _, Some(DueDay::On(day))) if every == once(&WEEK) => {
                    by(time.unwrap_or((24, 0)), DueDay::EveryWeekOn(day))
                }
                _ => Due::Every(every),
            };
        }
        match (self.within, self.time, self.day) {
            (Some(within), _, _) => Due::Within(within),
            (None, Some(time), day) => by(time, day.unwrap_or(DueDay::Unstated)),
            (None, None, Some(day)) => by((24, 0), day),
            (None, None, None) => Due::Unclear(text.trim().to_owned()),
        }
    }
}

/// The day a period of exactly one day stands for.
fn daily(period: &Quantity) -> Option<DueDay> {
    if *period == once(&DAY)
        || period
            .compare(&once(&DAY))
            .is_some_and(std::cmp::Ordering::is_eq)
    {
        Some(DueDay::EveryDay)
    } else {
        (*period == once(&WORKING_DAY)).then_some(DueDay::EveryWorkingDay)
    }
}

impl Due {
    /// It names a time, a period or a frequency.
    pub fn is_clear(&self) -> bool {
        !matches!(self, Self::Unclear(_))
    }
}

/// No time at all, a placeholder for what could not be read.
impl Default for Due {
    fn default() -> Self {
        Self::Unclear(String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Due::parse(text).map_or_else(|e| e.message(Lang::En), |due| due.show(Lang::En))
    }

    #[test]
    fn due_rules_are_read_in_both_languages() {
        for (text, expected) in [
            ("by 07:30", "by 07:30"),
            ("07:30前", "by 07:30"),
            ("by 10:00 next working day", "by 10:00, next working day"),
            ("次日上午9点前", "by 09:00, next day"),
            ("end of day", "by 24:00"),
            ("by Friday", "by 24:00, Friday"),
            ("daily by 07:30", "by 07:30, every day"),
            ("每个工作日 9:00", "by 09:00, every working day"),
            ("within 2 h", "within 2 h"),
            ("2 小时内", "within 2 h"),
            ("2 h after order", "within 2 h"),
            ("三天内", "within 3 days"),
            ("3 working days", "within 3 working days"),
            ("daily", "every 1 day"),
            ("每天", "every 1 day"),
            ("weekly on Monday 10:00", "by 10:00, every Monday"),
            ("weekly, on Mondays", "every Monday"),
            ("每周一 10:00", "by 10:00, every Monday"),
            ("每星期五16:00前", "by 16:00, every Friday"),
            ("every Tuesday", "every Tuesday"),
            ("every 2 weeks on Monday", "every 2 weeks"),
            ("每周一次", "every 1 week"),
            ("every 2 h", "every 2 h"),
            ("每2小时", "every 2 h"),
            ("每两周", "every 2 weeks"),
            ("4 times per day", "every 0.25 days"),
            ("每天4次", "every 0.25 days"),
            ("每周两次", "every 0.5 weeks"),
            ("once a month", "every 1 month"),
            ("by 2026-12-31", "by 24:00, 2026-12-31"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_without_any_time_is_unclear() {
        for text in [
            "soon",
            "asap",
            "尽快",
            "及时",
            "on receipt",
            "每批",
            "within 5",
            "5 copies",
            "3月",
            "100",
        ] {
            assert!(matches!(Due::parse(text), Ok(Due::Unclear(_))), "{text}");
        }
    }

    #[test]
    fn due_rules_are_the_same_whatever_their_units() {
        let same = |a, b| Some(Due::parse(a).ok()?.same_as(&Due::parse(b).ok()?));
        for (a, b) in [
            ("by 10:30", "10:30前"),
            ("within 120 min", "2小时内"),
            ("quarterly", "每3个月"),
        ] {
            assert_eq!(same(a, b), Some(true), "{a} {b}");
        }
        for (a, b) in [
            ("by 10:30", "次日10:30前"),
            ("within 2 days", "2 个工作日内"),
            ("within 1 day", "每天"),
        ] {
            assert_eq!(same(a, b), Some(false), "{a} {b}");
        }
    }

    #[test]
    fn impossible_times_and_misspelt_units_are_errors() {
        assert!(matches!(
            Due::parse("by 25:99"),
            Err(QuantityError::BadTime { .. })
        ));
        assert!(matches!(
            Due::parse("within 2 huors"),
            Err(QuantityError::UnknownUnit { .. })
        ));
    }
}
