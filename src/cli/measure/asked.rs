//! From the arguments of `baton measure` to what is asked of a log, and how it is read.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::calendar::Named;
use crate::cli::args::{By, ColumnArgs, Dates, LogEncoding, MeasureArgs, Sort};
use crate::cli::audit::day;
use crate::events::mapping::{Mapping, Role};
use crate::events::time::DateOrder;
use crate::events::zone::Zone;
use crate::lang::Lang;
use crate::load::document::{Encoding, WorkCalendar};
use crate::measure::log::{Asked, Between};
use crate::measure::logged::{DueTime, OtherClock};
use crate::quantity::Due;
use crate::report::measure as report;

/// What is asked for, or why that makes no sense.
pub(super) fn asked(
    args: &MeasureArgs,
    calendar: Option<&Named>,
    lang: Lang,
) -> Result<Asked, String> {
    let due = args.sla.as_deref();
    let due = due.map(|written| duration(written, calendar.map(|named| &*named.record), lang));
    // Days are those of the zone in which times are read.
    let name = super::zone(args, calendar);
    let mut zone = name.and_then(Zone::named).unwrap_or_default();
    let mut instant = |option, written: &Option<String>, is_end: bool| {
        let Some(written) = written else {
            return Ok(None);
        };
        let date = day(option, written, lang)?;
        let next = date.tomorrow().unwrap_or(date);
        let date = if is_end { next } else { date };
        Ok::<_, String>(Some(zone.begin_of(date)))
    };
    let (from, until) = (
        instant("--from", &args.from, false)?,
        instant("--to", &args.to, true)?,
    );
    if from.zip(until).is_some_and(|(from, until)| from >= until) {
        return Err(lang
            .pick("--from lies after --to", "--from 晚于 --to")
            .to_owned());
    }
    Ok(Asked {
        due: due.transpose()?,
        last: args.last.clone(),
        causes: args.causes,
        began: (from, until),
        side: matches!(args.by, By::Giver | By::Receiver).then(|| between(args.by)),
        frugal: args.memory.is_some(),
        zone: name.and_then(|zone| TimeZone::get(zone).ok()),
        calendar: calendar.map(|named| Arc::clone(&named.calendar)),
        percentiles: percentiles(&args.percentile, lang)?,
        ..Asked::default()
    })
}

/// The mapping that the arguments name.
pub(super) fn mapping(args: &ColumnArgs) -> Mapping {
    let columns = [
        (Role::Case, &args.case),
        (Role::Activity, &args.activity),
        (Role::Time, &args.time),
        (Role::Start, &args.start),
        (Role::Resource, &args.resource),
        (Role::Group, &args.group),
        (Role::Phase, &args.phase),
        (Role::Due, &args.due),
        (Role::Good, &args.good),
        (Role::Ordered, &args.ordered),
        (Role::Delivered, &args.delivered),
    ];
    let mut mapping = Mapping {
        encoding: args.encoding.map(|encoding| match encoding {
            LogEncoding::Utf8 => Encoding::Utf8,
            LogEncoding::Gb18030 => Encoding::Gb18030,
            LogEncoding::Big5 => Encoding::Big5,
            LogEncoding::Windows1252 => Encoding::Windows1252,
            LogEncoding::Utf16 => Encoding::Utf16,
        }),
        zone: args.zone.clone(),
        dates: args.dates.map(|order| match order {
            Dates::YearFirst => DateOrder::YearFirst,
            Dates::DayFirst => DateOrder::DayFirst,
            Dates::MonthFirst => DateOrder::MonthFirst,
        }),
        good: args.good_value.clone(),
        ..Mapping::default()
    };
    for (role, column) in columns {
        mapping
            .columns
            .extend(column.clone().map(|column| (role, column)));
    }
    mapping
        .missing
        .retain(|word| !args.known.iter().any(|known| **known == **word));
    let more = args.missing.iter().map(|word| word.as_str().into());
    mapping.missing.extend(more);
    mapping
}

/// Between what handoffs are shown.
pub(super) fn between(by: By) -> Between {
    match by {
        By::Activity => Between::Activities,
        By::Resource => Between::Resources,
        By::Group => Between::Groups,
        By::Giver => Between::Givers,
        By::Receiver => Between::Receivers,
    }
}

/// What comes first.
pub(super) fn order(sort: Sort) -> report::Order {
    match sort {
        Sort::Total => report::Order::Total,
        Sort::Count => report::Order::Count,
        Sort::Median => report::Order::Median,
    }
}

/// A duration in milliseconds, on the clock of a calendar if there is one; read as the `due` of a
/// handoff is.
fn duration(written: &str, calendar: Option<&WorkCalendar>, lang: Lang) -> Result<i64, String> {
    let within = match Due::parse(written) {
        Ok(Due::Within(within)) if !written.trim().starts_with(['-', '−']) => Some(within),
        _ => None,
    };
    let due = within.and_then(|within| DueTime::within(&within, calendar));
    let is_working = match (due, calendar) {
        (Some(DueTime::Within(millis)), _) => return Ok(millis),
        (Some(DueTime::Open(_, OtherClock::NoCalendar)), _) => {
            return Err(lang.pick(
                format!("`{written}` is working time: say with --calendar which hours are worked"),
                format!("“{written}”是工作时间：请用 --calendar 指明工作日历"),
            ));
        }
        (Some(DueTime::Open(_, OtherClock::UnlikeDays)), _) => {
            return Err(lang.pick(
                format!("`{written}` has no one length, as workdays of the calendar differ: write it as `16 working h`"),
                format!("“{written}”长短不定，因为工作日历中各工作日的时长不同：请写成 `16 个工作小时`"),
            ));
        }
        (_, calendar) => calendar.is_some(),
    };
    Err(match is_working {
        true => lang.pick(
            format!("`{written}` is no working time: with --calendar write it as `2 working days`, `16 working h` or `30 working min`"),
            format!("“{written}”不是工作时间：使用 --calendar 时请写成 `2 个工作日`、`16 个工作小时` 或 `30 工作分钟`"),
        ),
        false => lang.pick(
            format!("`{written}` is no duration: write it as `24 h`, `30 min` or `2 days`"),
            format!("“{written}”不是时长：请写成 `24 小时`、`30 分钟` 或 `2 天`"),
        ),
    })
}

/// Levels of percentiles as shares, in rising order and each once.
fn percentiles(written: &[String], lang: Lang) -> Result<Vec<f64>, String> {
    let mut levels = Vec::new();
    for one in written {
        let number = one.trim().trim_end_matches(['%', '％']).trim_end();
        let level = number.parse::<f64>().ok();
        let Some(level) = level.filter(|level| *level > 0.0 && *level < 100.0) else {
            return Err(lang.pick(
                format!("`{one}` is no percentile: write numbers above 0 and below 100, such as --percentile 80,95"),
                format!("“{one}”不是百分位：请写大于 0、小于 100 的数，例如 --percentile 80,95"),
            ));
        };
        levels.push(level / 100.0);
    }
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    Ok(levels)
}
