//! Dates and periods in a sentence, and whether it must be done by them.
//!
//! Reads English and Chinese calendar words. A length of time that a criterion allows
//! ("within 24 hours") is no date; months or more ahead are.

use super::calendar_en;
use super::calendar_zh;
use super::period::Period;
use super::plain::{Plain, in_word, is_cjk};
use super::walk::{Walk, last_word};
use crate::source::Span;

/// What a date is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The latest day.
    Deadline,
    /// The first day.
    Start,
    /// What a change is counted from, such as the year of a baseline.
    Reference,
}

/// A date or period a sentence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is for.
    pub purpose: Purpose,
    /// Which days.
    pub period: Period,
    /// Bytes of the plain text.
    pub(super) at: (usize, usize),
}

/// All dates of a text, in its order.
pub(super) fn dates(plain: &Plain) -> Vec<When> {
    let mut found = Vec::new();
    let mut walk = Walk::from(&plain.lower, 0);
    while let Some(c) = walk.peek() {
        let before = plain.before(walk.at());
        let inside = before.is_some_and(in_word) && in_word(c);
        let read = if inside { None } else { read(plain, walk.at()) };
        let Some((period, end)) = read else {
            walk.skip(c.len_utf8());
            continue;
        };
        let start = walk.at();
        walk = Walk::from(&plain.lower, end);
        found.push(When {
            span: plain.span(start, end),
            purpose: purpose(plain, start, end),
            period,
            at: (start, end),
        });
    }
    join_ranges(plain, &mut found);
    found
}

/// The period that starts at a byte, and where it ends.
fn read(plain: &Plain, at: usize) -> Option<(Period, usize)> {
    let walk = Walk::from(&plain.lower, at);
    let c = walk.peek().filter(|c| in_word(*c) || is_cjk(*c))?;
    if c.is_ascii_digit()
        && let Some(found) = numeric(walk)
    {
        return Some(found);
    }
    if c.is_ascii() {
        if let Some(found) = calendar_en::read(plain, walk) {
            return Some(found);
        }
        if !c.is_ascii_digit() {
            return None;
        }
    }
    calendar_zh::read(plain, walk)
}

/// 2026-12-31 and the same with slashes or points; a bare 2026-12 too.
fn numeric(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let year = walk.digits(4, 4).filter(|year| is_year(*year))?;
    let mark = walk.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
    walk.skip(1);
    let month = month(walk.digits(1, 2)?)?;
    let mut ahead = walk;
    let day = (ahead.peek() == Some(mark)).then(|| {
        ahead.skip(1);
        ahead.digits(1, 2)
    });
    let year = i16::try_from(year).ok();
    match day.flatten().and_then(|day| i8::try_from(day).ok()) {
        Some(day) => Some((Period::Day { year, month, day }, ahead.at())),
        None if mark == '.' => None,
        None if walk.peek().is_some_and(|c| c.is_ascii_digit()) => None,
        None => Some((Period::Month { year, month }, walk.at())),
    }
}

/// The number is a year people write goals for.
pub(super) fn is_year(number: u32) -> bool {
    (1990..=2100).contains(&number)
}

/// The number as a month.
pub(super) fn month(number: u32) -> Option<i8> {
    i8::try_from(number).ok().filter(|m| (1..=12).contains(m))
}

/// Words before a date that make it a day to count from.
const REFERENCE: &[&str] = &["over", "than", "versus", "vs", "against"];

/// What the words around a date say it is for.
fn purpose(plain: &Plain, start: usize, end: usize) -> Purpose {
    let before = plain.clause_before(start).trim_end();
    let after = plain.clause_after(end).trim_start();
    if plain.is_chinese {
        return purpose_in_chinese(before, after);
    }
    let baseline = ["baseline", "level", "levels", "figure", "figures", "value"];
    let mut next = Walk::from(after, 0);
    if next.eat_word(&baseline) {
        return Purpose::Reference;
    }
    let Some((word, earlier)) = last_word(before) else {
        return Purpose::Deadline;
    };
    let (word, earlier) = match word {
        "the" | "year" | "early" | "late" | "mid" => last_word(earlier).unwrap_or((word, earlier)),
        _ => (word, earlier),
    };
    let earlier_word = last_word(earlier).map_or("", |(word, _)| word);
    match word {
        "from" | "since" | "starting" | "beginning" | "after" => Purpose::Start,
        "of" if matches!(earlier_word, "as" | "baseline") => Purpose::Reference,
        "of" | "on" | "with" => Purpose::Deadline,
        "to" if matches!(earlier_word, "compared" | "relative" | "equal") => Purpose::Reference,
        "to" => Purpose::Deadline,
        word if REFERENCE.contains(&word) => Purpose::Reference,
        _ => Purpose::Deadline,
    }
}

fn purpose_in_chinese(before: &str, after: &str) -> Purpose {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if starts(&["起", "开始", "以来", "至今"]) {
        return Purpose::Start;
    }
    if starts(&[
        "为基",
        "为基准",
        "水平",
        "的水平",
        "基线",
        "相比",
        "同期",
        "实际",
    ]) || ends(&["比", "较", "相对", "相比", "与", "以", "对比"])
    {
        return Purpose::Reference;
    }
    if ends(&["自", "从", "由"]) && !starts(&["前", "之前", "底前"]) {
        return Purpose::Start;
    }
    Purpose::Deadline
}

/// "2015-2030" and "1 May to 31 May": the first of two joined dates is where it starts.
fn join_ranges(plain: &Plain, found: &mut [When]) {
    for at in 1..found.len() {
        let (end, next) = (found[at - 1].at.1, found[at].at.0);
        let between = plain.lower.get(end..next).unwrap_or("").trim();
        let joined = matches!(between, "-" | "--" | "~" | "to" | "until" | "至" | "到");
        if joined && found[at - 1].purpose == Purpose::Deadline {
            found[at - 1].purpose = Purpose::Start;
        }
    }
}
