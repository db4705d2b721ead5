//! What a number in a sentence is for: a level to reach, a change, a bound, a length of time.
//!
//! Decided by the words next to it: "to 95 %" is a level and "by 30 %" a change, 降低到 a
//! level and 降低了 a change.

use super::lead::{Lead, lead};
use super::number::Number;
use super::plain::{Plain, in_word};
use crate::quantity::{Dimension, Quantity};

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A value to reach, or one to start from.
    Level,
    /// How much it is to change.
    Change,
    /// A limit.
    Bound,
    /// A length of time that is not itself the value to reach.
    Duration,
    /// So many of something.
    Count,
    /// How often.
    Frequency,
    /// Which part of the cases a value holds for, such as the 95th percentile.
    Percentile,
}

impl Role {
    /// Its name in scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Change => "change",
            Self::Bound => "bound",
            Self::Duration => "duration",
            Self::Count => "count",
            Self::Frequency => "frequency",
            Self::Percentile => "percentile",
        }
    }
}

/// What the words around a number say of it.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    role: Role,
    is_start: bool,
    is_target: bool,
    is_limit: bool,
}

impl Reading {
    /// A role, and nothing more.
    pub(super) fn plain(role: Role) -> Self {
        Self {
            role,
            is_start: false,
            is_target: false,
            is_limit: false,
        }
    }

    /// The number they speak of.
    pub(super) fn number(
        self,
        plain: &Plain,
        quantity: Option<Quantity>,
        at: (usize, usize),
    ) -> Number {
        Number {
            span: plain.span(at.0, at.1),
            quantity,
            role: self.role,
            is_start: self.is_start,
            is_target: self.is_target,
            is_limit: self.is_limit,
            at,
        }
    }
}

/// Verbs that say in which direction a value is to go.
pub(super) const DIRECTIONS: &[&str] = &[
    "improve",
    "increase",
    "reduce",
    "raise",
    "lower",
    "decrease",
    "cut",
    "shorten",
    "expand",
    "boost",
    "grow",
    "shrink",
    "improves",
    "increases",
    "reduces",
    "raises",
    "lift",
    "halve",
    "double",
    "minimise",
    "minimize",
    "maximise",
    "maximize",
    "lengthen",
    "extend",
    "speed",
    "accelerate",
    "enhance",
    "strengthen",
    "eliminate",
];

/// The same in Chinese.
pub(super) const DIRECTIONS_ZH: &[&str] = &[
    "提高", "提升", "增加", "增长", "扩大", "降低", "减少", "下降", "缩短", "压缩", "削减", "节约",
    "节省", "加快", "消除", "改善", "改进", "增强", "加强", "优化", "延长", "杜绝",
];

/// What the words around the number from `start` to `end` say of it.
pub(super) fn of(plain: &Plain, start: usize, end: usize, quantity: Option<&Quantity>) -> Reading {
    let Some(quantity) = quantity else {
        return Reading::plain(Role::Count);
    };
    let (before, after) = (plain.clause_before(start), plain.clause_after(end));
    let is_duration = quantity.is_duration();
    let bounded = behind(after);
    let role = match lead(before) {
        (Some(Lead::From), _) => {
            return Reading {
                is_start: true,
                ..Reading::plain(Role::Level)
            };
        }
        (Some(Lead::By), _) => Role::Change,
        (Some(Lead::At), _) if is_duration && inside(after) => Role::Duration,
        (Some(Lead::To | Lead::At), true) => Role::Bound,
        (Some(Lead::To | Lead::At), _) if bounded || (is_duration && inside(after)) => Role::Bound,
        (Some(Lead::To | Lead::At), _) => Role::Level,
        (Some(Lead::Within), _) if is_duration => Role::Duration,
        (_, true) => Role::Bound,
        _ if is_duration && inside(after) => Role::Duration,
        _ if bounded => Role::Bound,
        _ if changes(before, quantity) => Role::Change,
        _ => usual(quantity),
    };
    Reading {
        is_limit: bounded || lead(before).1,
        is_target: matches!(lead(before).0, Some(Lead::To | Lead::At)) && role != Role::Duration,
        ..Reading::plain(role)
    }
}

/// 以内, 内 and their like: the time is allowed, not reached.
fn inside(after: &str) -> bool {
    let after = after.trim_start();
    ["以内", "之内", "内", "后", "之后", "前"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// 以上, "or more": the number is a limit.
fn behind(after: &str) -> bool {
    const BEHIND: [&str; 13] = [
        "以上",
        "以下",
        "及以上",
        "及以下",
        "or more",
        "or less",
        "or higher",
        "or lower",
        "or above",
        "or below",
        "and above",
        "or fewer",
        "or better",
    ];
    let after = after.trim_start();
    BEHIND.iter().any(|word| after.starts_with(word))
}

/// 降低库存20%, "reduce rework 30 %": nothing but the verb says what the number does.
fn changes(before: &str, quantity: &Quantity) -> bool {
    if quantity.is_bare() {
        return false;
    }
    let segment = before.rsplit([',', '、', '(']).next().unwrap_or(before);
    let first = segment
        .trim_start()
        .split(|c| !in_word(c))
        .next()
        .unwrap_or("");
    if DIRECTIONS.contains(&first) {
        return true;
    }
    DIRECTIONS_ZH.iter().any(|verb| {
        segment.find(verb).is_some_and(|at| {
            let next = &segment[at + verb.len()..];
            !next.starts_with(['率', '值', '量', '幅', '后'])
        })
    })
}

fn usual(quantity: &Quantity) -> Role {
    match quantity.dimension() {
        Dimension::Share | Dimension::Score | Dimension::Rate | Dimension::Money => Role::Level,
        Dimension::Points => Role::Change,
        Dimension::Duration(_) => Role::Duration,
        Dimension::Count | Dimension::Number | Dimension::Physical(_) => Role::Count,
    }
}

/// A word that is a change by itself, as the share by which it changes, and its bytes.
pub(super) fn change_word(text: &str) -> Option<(Quantity, usize)> {
    const ENGLISH: &[(&str, f64)] = &[
        ("halve", 0.5),
        ("halves", 0.5),
        ("halved", 0.5),
        ("halving", 0.5),
        ("double", 1.0),
        ("doubles", 1.0),
        ("doubled", 1.0),
        ("doubling", 1.0),
        ("triple", 2.0),
        ("tripling", 2.0),
        ("treble", 2.0),
        ("quadruple", 3.0),
        ("twofold", 1.0),
        ("threefold", 2.0),
    ];
    const CHINESE: &[(&str, f64)] = &[
        ("减半", 0.5),
        ("翻一番", 1.0),
        ("翻两番", 3.0),
        ("翻番", 1.0),
        ("翻倍", 1.0),
        ("加倍", 1.0),
        ("倍增", 1.0),
        ("一倍", 1.0),
    ];
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let end = text.find(|c| !in_word(c)).unwrap_or(text.len());
        let (_, part) = ENGLISH.iter().find(|(word, _)| *word == &text[..end])?;
        let next = text[end..].trim_start();
        let other =
            text[end..].starts_with('-') || next.starts_with("check") || next.starts_with("shift");
        return (!other).then(|| (Quantity::fraction(*part), end));
    }
    let (word, part) = CHINESE.iter().find(|(word, _)| text.starts_with(word))?;
    Some((Quantity::fraction(*part), word.len()))
}
