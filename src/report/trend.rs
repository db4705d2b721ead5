//! What changed from record to record, as text, as JSON and as tables for spreadsheets.
//!
//! Records hold no sentences, so findings are named by their rules.

mod csv;
mod goals;
mod json;
mod text;

pub use self::csv::{Table, csv};
pub use self::json::{SCHEMA, json};
pub use self::text::text;

use super::gaps::rounded;
use super::summary::Scope;
use crate::lang::Lang;
use crate::quantity::Quantity;
use crate::record::{Change, Compared, NotCompared, Standing, Trend};

/// What is shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// The records, one after the other.
    pub trend: &'v Trend,
    /// What they were narrowed to.
    pub scope: &'v Scope,
    /// The language.
    pub lang: Lang,
}

/// A number of a record as people write it.
fn shown(value: f64, unit: &str, lang: Lang) -> String {
    let written = format!("{value} {unit}");
    let read = Quantity::parse(written.trim());
    read.map_or(written, |quantity| rounded(&quantity).show(lang))
}

fn standing(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Met => lang.pick("met", "已达成"),
        Standing::NotMet => lang.pick("not met", "未达成"),
        Standing::Undetermined => lang.pick("undetermined", "尚不能判定"),
    }
}

/// Whether a goal came nearer to its target, for programs.
fn word(compared: Compared) -> &'static str {
    match compared {
        Compared::Same { change, .. } => match change {
            Change::Better => "better",
            Change::Worse => "worse",
            Change::Unchanged | Change::NoNewValue => "unchanged",
        },
        Compared::Not(_) => "not-compared",
    }
}

/// Why no direction is said, or less than it may seem; `None` where nothing need be added.
fn reason(compared: Compared, lang: Lang) -> Option<&'static str> {
    let reason = match compared {
        Compared::Same {
            change: Change::NoNewValue,
            ..
        } => lang.pick("still the same figure", "仍是同一个观测值"),
        Compared::Same {
            change: Change::Better | Change::Worse,
            beyond_chance: false,
        } => lang.pick("not shown to be more than chance", "未证明不是偶然波动"),
        Compared::Same { .. } => return None,
        Compared::Not(why) => match why {
            NotCompared::NotThere => lang.pick("there was no such goal then", "当时没有这个目标"),
            NotCompared::Gone => lang.pick("the goal is no longer there", "目标已不存在"),
            NotCompared::NoValueThen => lang.pick("there was no value then", "当时没有观测值"),
            NotCompared::NoValueNow => lang.pick("there is no value now", "现在没有观测值"),
            NotCompared::OtherUnit => lang.pick("the unit changed", "单位变了"),
            NotCompared::OtherTarget => lang.pick("the target changed", "目标值变了"),
            NotCompared::NoDistance => lang.pick(
                "there is no target, or it is not known which way is better",
                "没有目标值，或不知道哪个方向更好",
            ),
        },
    };
    Some(reason)
}

/// Whether a goal came nearer to its target, for people.
fn direction(compared: Compared, lang: Lang) -> String {
    let said = match compared {
        Compared::Same { change, .. } => match change {
            Change::Better => lang.pick("better", "更好"),
            Change::Worse => lang.pick("worse", "更差"),
            Change::Unchanged | Change::NoNewValue => lang.pick("unchanged", "不变"),
        },
        Compared::Not(_) => lang.pick("not compared", "不作比较"),
    };
    reason(compared, lang).map_or_else(
        || said.to_owned(),
        |reason| lang.pick(format!("{said} ({reason})"), format!("{said}（{reason}）")),
    )
}
