//! What can be wrong with a working calendar, in words.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::quantity::Period;

/// What is wrong with a part of a `[[calendar]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarFault {
    /// No days and hours of the week.
    Hours,
    /// Hours that would run through most of a day and night: probably swapped.
    Backwards {
        /// How many hours that would be.
        hours: i64,
    },
    /// Hours that lie within others of the same week.
    Overlap,
    /// No day, and no range of days.
    Days,
    /// A range of days whose last comes before its first.
    DaysBackwards,
    /// A range of days longer than a year.
    TooManyDays,
    /// No day with or without hours of its own.
    Workday,
    /// A day that is both off and worked.
    OffAndWorked,
    /// A time zone that does not exist.
    Zone {
        /// The one probably meant.
        suggestion: Option<String>,
    },
}

/// Of a day whose month is shorter: how long that is.
fn no_such_day(written: &str, lang: Lang) -> Option<String> {
    let (month, last) = Period::beyond_month(written)?;
    let name = Date::new(2001, month, 1).ok()?.strftime("%B");
    Some(lang.pick(
        format!("`{written}` does not exist: {name} has {last} days"),
        format!("`{written}` 这一天不存在：{month} 月只有 {last} 天"),
    ))
}

/// Of what is no day: why, as far as that can be told.
pub(super) fn no_day(written: &str, lang: Lang) -> String {
    if written.is_empty() {
        return lang.pick(
            "this is not a day of the calendar".into(),
            "这不是有效日期".into(),
        );
    }
    no_such_day(written, lang).unwrap_or_else(|| {
        lang.pick(
            format!("`{written}` is not a day written like 2026-12-31"),
            format!("`{written}` 不是 2026-12-31 这样的日期"),
        )
    })
}

pub(super) fn message(written: &str, fault: &CalendarFault, lang: Lang) -> String {
    use CalendarFault as F;
    if let F::Days | F::Workday = fault
        && let Some(said) = no_such_day(written, lang)
    {
        return said;
    }
    let (en, zh) = match fault {
        F::Hours => ("is no working time of a week", "不是每周工作时间"),
        F::Backwards { hours } => {
            return lang.pick(
                format!("`{written}` would be {hours} hours without a break"),
                format!("`{written}` 将连续工作 {hours} 小时"),
            );
        }
        F::Overlap => (
            "overlaps with other hours of the week",
            "与本周其他工作时间重叠",
        ),
        F::Days => ("is no day and no range of days", "不是日期，也不是日期范围"),
        F::DaysBackwards => ("ends before it begins", "的结束日期早于开始日期"),
        F::TooManyDays => ("is more than a year", "超过一年"),
        F::Workday => ("is no day to be worked", "不是补班日"),
        F::OffAndWorked => (
            "is both a day off and a make-up workday",
            "既是休息日又是补班日",
        ),
        F::Zone { .. } => ("is no known time zone", "不是已知的时区"),
    };
    lang.pick(format!("`{written}` {en}"), format!("`{written}` {zh}"))
}

pub(super) fn hint(fault: &CalendarFault, lang: Lang) -> String {
    use CalendarFault as F;
    let (en, zh) = match fault {
        F::Hours => (
            "write days and times, for example \"Mon-Fri 08:00-12:00\"",
            "请写星期和时间，例如 \"周一至周五 08:00-12:00\"",
        ),
        F::Backwards { .. } => (
            "write the earlier time first; a night shift such as 22:00-06:00 ends on the next day",
            "请先写较早的时间；22:00-06:00 这样的夜班在次日结束",
        ),
        F::Overlap => (
            "let every hour of the week stand once",
            "每周的每段时间只写一次",
        ),
        F::Days => (
            "write 2026-10-01, or \"2026-10-01 to 2026-10-07\"",
            "请写 2026-10-01，或 \"2026-10-01 至 2026-10-07\"",
        ),
        F::DaysBackwards => ("write the earlier day first", "请先写较早的日期"),
        F::TooManyDays => (
            "write each year's days off on their own",
            "请分年度写休息日",
        ),
        F::Workday => (
            "write 2026-10-10, or \"2026-10-10 08:00-12:00\" if it has hours of its own",
            "请写 2026-10-10；时间与平日不同时写 \"2026-10-10 08:00-12:00\"",
        ),
        F::OffAndWorked => (
            "take it out of `holidays` or of `workdays`",
            "请从 `holidays` 或 `workdays` 中删去",
        ),
        F::Zone {
            suggestion: Some(near),
        } => {
            return lang.pick(
                format!("did you mean \"{near}\"?"),
                format!("是否想写 \"{near}\"？"),
            );
        }
        F::Zone { suggestion: None } => (
            "write a name of the IANA database, for example \"Asia/Shanghai\" or \"UTC\"",
            "请写 IANA 时区名，例如 \"Asia/Shanghai\" 或 \"UTC\"",
        ),
    };
    lang.pick(en, zh).to_owned()
}
