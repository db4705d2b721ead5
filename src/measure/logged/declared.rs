//! From what a `[[log]]` says to how its file is read, and back from what is wrong with the file.

use crate::events::fault::Fault;
use crate::events::mapping::{Mapping, Role};
use crate::events::read::Asked;
use crate::events::time;
use crate::events::{LogError, LogErrorKind};
use crate::lang::{Lang, Text};
use crate::load::List;
use crate::load::document::{DateOrder, Log};
use crate::problem::EvidenceProblem;

/// How a declared log is to be read. What is not named is found by names and values.
pub(super) fn asked(record: &Log, threads: usize) -> Asked {
    let mut mapping = Mapping {
        encoding: record.encoding,
        zone: record.zone.as_ref().map(word),
        dates: record.dates.map(|order| match order {
            DateOrder::YearFirst => time::DateOrder::YearFirst,
            DateOrder::DayFirst => time::DateOrder::DayFirst,
            DateOrder::MonthFirst => time::DateOrder::MonthFirst,
        }),
        good: words(&record.good_values),
        ..Mapping::default()
    };
    let columns = columns(record).into_iter();
    mapping.columns = columns
        .filter_map(|(role, column)| Some((role, word(column?))))
        .collect();
    let known = words(&record.known);
    mapping
        .missing
        .retain(|word| !known.iter().any(|known| **known == **word));
    let more = words(&record.missing).into_iter().map(String::into);
    mapping.missing.extend(more);
    Asked {
        mapping,
        guess: true,
        object: record.object.as_ref().map(word),
        threads,
    }
}

/// The columns that a log names.
fn columns(record: &Log) -> [(Role, Option<&Text>); 11] {
    [
        (Role::Case, record.case.as_ref()),
        (Role::Activity, record.activity.as_ref()),
        (Role::Time, record.time.as_ref()),
        (Role::Start, record.start.as_ref()),
        (Role::Resource, record.resource.as_ref()),
        (Role::Group, record.group.as_ref()),
        (Role::Phase, record.phase.as_ref()),
        (Role::Due, record.due.as_ref()),
        (Role::Good, record.good.as_ref()),
        (Role::Ordered, record.ordered.as_ref()),
        (Role::Delivered, record.delivered.as_ref()),
    ]
}

fn word(text: &Text) -> String {
    text.get(Lang::En).trim().to_owned()
}

/// The texts of a list, as the log has them.
pub(super) fn words(list: &List<Text>) -> Vec<String> {
    list.iter().map(word).collect()
}

/// The key of the log that an error speaks of.
pub(super) fn key_of(record: &Log, error: &LogError) -> &'static str {
    match &error.kind {
        LogErrorKind::NoColumn { written, .. } => {
            let mut columns = columns(record).into_iter();
            let named = columns.find(|(_, column)| column.is_some_and(|one| word(one) == *written));
            named.map_or("path", |(role, _)| role.name())
        }
        LogErrorKind::NoZone { .. } => "zone",
        _ => "path",
    }
}

/// What is wrong with the file of a log, with the row and column in it.
pub(super) fn problem(path: &str, error: &LogError) -> EvidenceProblem {
    let both = |say: &dyn Fn(Lang) -> String| {
        Text::bilingual(
            Some(say(Lang::En).into_boxed_str()),
            Some(say(Lang::Zh).into_boxed_str()),
        )
    };
    EvidenceProblem::Log {
        path: path.to_owned(),
        place: both(&|lang| error.place(lang)),
        message: both(&|lang| error.message(lang)),
        hint: both(&|lang| hint(error, lang)),
    }
}

/// What to do: as keys of `[[log]]` where the reader of logs speaks of arguments.
fn hint(error: &LogError, lang: Lang) -> String {
    match &error.kind {
        LogErrorKind::NoObjectNamed { known } => lang.pick(
            format!("name one as `object`: {}", known.join(", ")),
            format!("请用 `object` 写明：{}", known.join("、")),
        ),
        LogErrorKind::NotMapped(role) => lang.pick(
            format!("name it: {} = \"…\"", role.name()),
            format!("请写明：{} = \"…\"", role.name()),
        ),
        LogErrorKind::OpenDates { .. } | LogErrorKind::MixedDates => lang
            .pick(
                "write dates = \"day-first\" or dates = \"month-first\", or export the log with dates as 2026-06-30",
                "请写 dates = \"day-first\"（日在前）或 dates = \"month-first\"（月在前），或按 2026-06-30 的写法重新导出",
            )
            .to_owned(),
        LogErrorKind::Damaged(Fault::OpenEncoding) => lang
            .pick(
                "write encoding = \"gb18030\" or encoding = \"windows-1252\", or save the file as UTF-8",
                "请写 encoding = \"gb18030\" 或 encoding = \"windows-1252\"，或把文件另存为 UTF-8",
            )
            .to_owned(),
        _ => error.hint(lang),
    }
}
