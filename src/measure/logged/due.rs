//! The time in which a handoff is due, on the clock by which a log was counted.
//!
//! Working days count as working time where the days of a calendar are equally long: so long after
//! an instant the clock shows the same time, so many working days later.

use super::facts::LoggedHandoff;
use super::hours::millis;
use crate::lang::{Lang, Text};
use crate::load::document::WorkCalendar;
use crate::model::{Chain, HandoffId};
use crate::quantity::{Clock, Dimension, Due, Quantity};

/// When a handoff is due, for a log.
#[derive(Debug, Clone, PartialEq)]
pub enum DueTime {
    /// Within so many milliseconds of the clock of the log.
    Within(i64),
    /// By something that is not to be compared with what the log counts.
    Open(Due, OtherClock),
}

/// Why a due time is not to be compared with the times of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherClock {
    /// It is working time, and the log has no calendar.
    NoCalendar,
    /// All its hours count, and the log counts working time.
    AllHours,
    /// It is in working days, and those of the calendar differ in length.
    UnlikeDays,
    /// It is in months or years, which differ in length.
    Months,
    /// It is a time of day, and the log does not say of which day.
    TimeOfDay,
    /// It says how often, not how soon.
    Frequency,
}

const MINUTE: f64 = 60_000.0;

impl DueTime {
    /// When a handoff is due, for a log of this calendar; `None` if that is not said.
    pub(super) fn of(chain: &Chain, id: HandoffId, calendar: Option<usize>) -> Option<Self> {
        let due = chain.handoff(id).record.due.as_ref()?;
        let within = match due {
            Due::Within(within) => within,
            Due::ByTime { .. } => return Some(Self::Open(due.clone(), OtherClock::TimeOfDay)),
            Due::Every(_) => return Some(Self::Open(due.clone(), OtherClock::Frequency)),
            Due::Unclear(_) => return None,
        };
        Self::within(within, calendar.map(|at| &*chain.calendars[at].record))
    }

    /// A duration, for a log counted by this calendar; `None` if it is none.
    pub fn within(within: &Quantity, calendar: Option<&WorkCalendar>) -> Option<Self> {
        if let Some(known) = millis(within, calendar.is_some()) {
            return Some(Self::Within(known));
        }
        let Dimension::Duration(clock) = within.dimension() else {
            return None;
        };
        let other = match (clock, calendar, calendar.and_then(workday)) {
            (Clock::WorkingDays, _, Some(minutes)) => {
                return Some(Self::Within(rounded(within.base() * minutes * MINUTE)));
            }
            (Clock::WorkingDays, Some(_), None) => OtherClock::UnlikeDays,
            (Clock::WorkingDays | Clock::WorkingHours, ..) => OtherClock::NoCalendar,
            (Clock::Calendar, ..) => OtherClock::AllHours,
            (Clock::Months, ..) => OtherClock::Months,
        };
        Some(Self::Open(Due::Within(within.clone()), other))
    }

    /// The milliseconds of the clock of the log in which it is due, if they can be told.
    pub fn millis(&self) -> Option<i64> {
        match self {
            Self::Within(millis) => Some(*millis),
            Self::Open(..) => None,
        }
    }

    /// Why its times are not compared, and what to write; `None` if they are.
    pub fn reason(&self) -> Option<Text> {
        let Self::Open(due, other) = self else {
            return None;
        };
        let say = |lang| Some(other.reason(Some(&due.show(lang)), lang).into_boxed_str());
        Some(Text::bilingual(say(Lang::En), say(Lang::Zh)))
    }
}

impl OtherClock {
    /// Why, of a due time as it is shown, or of one that the reader sees beside it.
    pub(super) fn reason(self, due: Option<&str>, lang: Lang) -> String {
        let due = lang.pick(
            due.map_or_else(|| "its due time".to_owned(), |due| format!("“{due}”")),
            due.map_or_else(|| "期限".to_owned(), |due| format!("期限“{due}”")),
        );
        match self {
            Self::NoCalendar => lang.pick(
                format!("{due} is working time, and the log counts all hours: write `calendar` in its [[log]]"),
                format!("{due}为工作时间，而日志按全部时间计：请在该 [[log]] 中写 `calendar`"),
            ),
            Self::AllHours => lang.pick(
                format!("{due} is time of all hours, and the log counts working time: write the due time in working hours or working days"),
                format!("{due}按全部时间计，而日志按工作时间计：请把期限写成工作小时或工作日"),
            ),
            Self::UnlikeDays => lang.pick(
                format!("{due} has no one length, as workdays of the calendar differ: write the due time in working hours"),
                format!("{due}长短不定，因为工作日历中各工作日的时长不同：请把期限写成工作小时"),
            ),
            Self::Months => lang.pick(
                format!("{due} has no one length, as months differ: write the due time in days"),
                format!("{due}长短不定，因为各月天数不同：请把期限写成天数"),
            ),
            Self::TimeOfDay => lang.pick(
                format!("{due} is a time of day, and the log does not say which day was meant: count what came on time in figures, or write how long it may take (within 4 h)"),
                format!("{due}是一天中的时刻，而日志没有说明指的是哪一天：请统计准时的件数作为观测值，或写明可用多长时间（如 4 小时内）"),
            ),
            Self::Frequency => lang.pick(
                format!("{due} says how often, not how soon: count what came on time in figures, or write how long it may take (within 4 h)"),
                format!("{due}说的是多久一次，不是多快：请统计准时的件数作为观测值，或写明可用多长时间（如 4 小时内）"),
            ),
        }
    }
}

impl LoggedHandoff {
    /// Why the log alone does not settle whether it comes on time, and what to write; `None` if
    /// nothing is late, or if no due time is said.
    pub fn late_open(&self, has_durations: bool) -> Option<Text> {
        if let Some(reason) = self.due.as_ref()?.reason() {
            return Some(reason);
        }
        let say = |en: &str, zh: &str| Some(Text::bilingual(Some(en.into()), Some(zh.into())));
        match self.within? == self.n {
            true => None,
            false if !has_durations => say(
                "the log has one time per event, so what seems late may be the receiver's own work; have starts and ends exported",
                "日志每个事件只有一个时间，看似迟到的可能是接收方自己的作业时间；请导出开始和结束时间",
            ),
            false => say(
                "nobody agreed how many may be late; write it as a need: customer.needs = [\"on time ≥ 95 %\"]",
                "没有约定允许多少迟到；请写成需求：customer.needs = [\"准时率 ≥ 95 %\"]",
            ),
        }
    }
}

/// How many minutes a workday of the week has; `None` if they differ.
fn workday(calendar: &WorkCalendar) -> Option<f64> {
    let mut days = [0; 7];
    for hours in calendar.hours.iter() {
        let minutes: i64 = hours.times.iter().map(|(start, end)| end - start).sum();
        for (day, _) in days.iter_mut().zip(hours.days).filter(|(_, named)| *named) {
            *day += minutes;
        }
    }
    let mut worked = days.into_iter().filter(|minutes| *minutes > 0);
    let first = worked.next()?;
    let is_alike = worked.all(|minutes| minutes == first);
    is_alike.then(|| crate::statistics::signed(first))
}

fn rounded(millis: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "held between bounds that it can hold"
    )]
    let whole = millis.round().clamp(0.0, 1e17) as i64;
    whole
}
