//! Criteria without a comparison before their quantity: answers, suffixes, ranges, deviations.
//!
//! Turns "标签：是", "2 小时内", "2–4 h" and "accuracy ± 0.2 mm" into a subject and a bound, and
//! leaves everything else to prose.

use super::amount::Dimension;
use super::bound::Bound;
use super::comparison;
use super::criterion::{Criterion, is_duration, single};
use super::error::QuantityError;
use super::numeral::cjk_digit;
use super::range::{TOLERANCE, second_end};
use super::reading;
use super::scan::Cursor;
use super::subject;

/// The criterion a text states without a comparison before its quantity.
pub(super) fn criterion(text: &str) -> Option<Criterion> {
    yes_or_no(text)
        .or_else(|| deviation(text))
        .or_else(|| unprefixed(text))
}

/// A text that ends in ": yes" or 是, or is nothing but an answer.
fn yes_or_no(text: &str) -> Option<Criterion> {
    let (subject, said) = match text.rsplit_once([':', '：']) {
        Some((subject, said)) => (subject, subject::answer(said)?),
        None => match text.trim().rsplit_once(char::is_whitespace) {
            Some((subject, said)) if !said.is_ascii() => (subject, subject::answer(said)?),
            _ => ("", subject::answer(text)?),
        },
    };
    Some(Criterion::assemble(
        text,
        subject,
        "",
        Some(Bound::Is(said)),
    ))
}

/// A quantity that is bounded by what follows it, or a range: "2 小时内", "2–4 h".
fn unprefixed(text: &str) -> Option<Criterion> {
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        if may_start_quantity(c, &cursor) && reading::starts(cursor) {
            let from = cursor.at();
            let mut ahead = cursor;
            if let Some((bound, behind)) = suffixed_or_range(&mut ahead) {
                let before = words_before(text, from);
                return Some(Criterion::assemble(text, before, behind, Some(bound)));
            }
            cursor.skip_while(|c| c.is_ascii_digit());
        }
        cursor.bump();
    }
    None
}

/// The text before a quantity, without the word that leads to it.
fn words_before(text: &str, quantity: usize) -> &str {
    let before = text.get(..quantity).unwrap_or("").trim_end();
    before.strip_suffix(['在', '为']).unwrap_or(before)
}

fn may_start_quantity(c: char, cursor: &Cursor) -> bool {
    let before = cursor.previous();
    if c == '百' || c == '千' || c == '半' || cjk_digit(c).is_some() {
        return before.is_none_or(|b| b != '第' && b != '十' && cjk_digit(b).is_none());
    }
    let fresh = before.is_none_or(|b| !b.is_ascii_alphanumeric() && !".:/-".contains(b));
    fresh && (c.is_ascii_digit() || c.is_ascii_uppercase() || "-¥$€£".contains(c))
}

fn suffixed_or_range<'a>(cursor: &mut Cursor<'a>) -> Option<(Bound, &'a str)> {
    let start = cursor.at();
    let first = reading::quantity(cursor).ok()?;
    if let Some(operator) = comparison::suffix(cursor, is_duration(&first)) {
        return Some((single(operator, first, cursor).ok()?, cursor.rest()));
    }
    let ahead = cursor.rest().trim_start();
    let explicit = ahead.starts_with("..") || TOLERANCE.iter().any(|sign| ahead.starts_with(sign));
    let bound = second_end(cursor, &first, start, ahead.contains("之间")).ok()??;
    cursor.skip_space();
    let sure = explicit
        || cursor.eat("之间")
        || !matches!(
            bound.quantity()?.dimension(),
            Dimension::Number | Dimension::Count
        );
    let behind = behind(*cursor, true).ok()?;
    sure.then_some((bound, behind))
}

/// A subject that may be off by so much: "accuracy ± 0.2 mm".
fn deviation(text: &str) -> Option<Criterion> {
    let mut cursor = Cursor::new(text);
    let from = loop {
        let from = cursor.at();
        if cursor.eat_any(TOLERANCE) {
            break from;
        }
        cursor.bump()?;
    };
    let before = text.get(..from)?;
    if ends_in_quantity(before) || !reading::starts(cursor) {
        return None;
    }
    let most = reading::quantity(&mut cursor).ok()?;
    comparison::suffix(&mut cursor, is_duration(&most));
    let behind = behind(cursor, true).ok()?;
    Some(Criterion::assemble(
        text,
        before,
        behind,
        Some(Bound::AtMost(most)),
    ))
}

/// The text ends in a number, with or without a unit: what follows is a tolerance around it.
fn ends_in_quantity(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        if may_start_quantity(c, &cursor) && reading::starts(cursor) {
            let mut ahead = cursor;
            if reading::quantity(&mut ahead).is_err() || ahead.is_done() {
                return true;
            }
            cursor.skip_while(|c| c.is_ascii_digit());
        }
        cursor.bump();
    }
    false
}

/// What a text is about that ends in a figure without saying on which side of it to stay:
/// "weight" in "weight 30 kg". Numbers and counts are names as often, as in "ISO 9001".
pub(super) fn subject_of_figure(text: &str) -> Option<&str> {
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        if may_start_quantity(c, &cursor) && reading::starts(cursor) {
            let mut ahead = cursor;
            if let Ok(figure) = reading::quantity(&mut ahead)
                && behind(ahead, true).is_ok_and(str::is_empty)
            {
                let is_name = matches!(figure.dimension(), Dimension::Number | Dimension::Count);
                let before = subject::trim(words_before(text, cursor.at()));
                return (!is_name && !before.is_empty()).then_some(before);
            }
            cursor.skip_while(|c| c.is_ascii_digit());
        }
        cursor.bump();
    }
    None
}

/// The text behind the quantity that belongs to the subject, such as "of orders".
pub(super) fn behind<'a>(mut cursor: Cursor<'a>, sign: bool) -> Result<&'a str, QuantityError> {
    const JOINS: &[&str] = &[
        "of", "after", "from", "since", "before", "for", "in", "on", "at", "when", "if", "until",
        "by", "within", "with", "without", "while", "during",
    ];
    cursor.skip_space();
    if cursor.is_done() || cursor.peek() == Some('(') {
        return Ok("");
    }
    let mut ahead = cursor;
    if !sign || ahead.eat("的") || ahead.eat_any_phrase(JOINS) {
        return Ok(cursor.rest());
    }
    Err(reading::trailing(cursor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn shown(text: &str) -> String {
        Criterion::parse(text).map_or_else(
            |error| error.message(Lang::En),
            |c| match c.bound() {
                Some(bound) => format!("{} | {}", c.subject(), bound.show(Lang::En)),
                None => format!("{} | -", c.subject()),
            },
        )
    }

    #[test]
    fn a_deviation_is_at_most_so_much() {
        for (text, expected) in [
            (
                "glucose accuracy ± 0.2 mmol/L",
                "glucose accuracy | ≤ 0.2 mmol / L",
            ),
            ("误差 ± 0.3 mm", "误差 | ≤ 0.3 mm"),
            ("误差±0.3mm以内", "误差 | ≤ 0.3 mm"),
            ("accuracy: +/- 2 %", "accuracy | ≤ 2 %"),
            ("accuracy = ± 2 %", "accuracy | ≤ 2 %"),
            ("accuracy within ± 2 %", "accuracy | ≤ 2 %"),
            ("误差不超过 ±0.3 mm", "误差 | ≤ 0.3 mm"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_tolerance_around_a_value_is_a_range() {
        for (text, expected) in [
            ("glucose 5.0 ± 0.2 mmol/L", "glucose | 4.8 to 5.2 mmol / L"),
            ("pH 7.2±0.1", "pH | 7.1 to 7.3"),
            ("5 pieces ± 1 piece", " | 4 to 6 pieces"),
            ("glucose 5 mmol ± 4 %", "glucose 5 mmol ± 4 % | -"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_figure_alone_is_no_bound_but_has_a_subject() {
        for (text, subject) in [
            ("weight 30 kg", Some("weight")),
            ("Net weight: 30 kg.", Some("net weight")),
            ("wait 30 min (average)", Some("wait")),
            ("重量 30 公斤", Some("重量")),
            ("重量为30公斤", Some("重量")),
            ("throughput 40 lots / day", Some("throughput")),
            ("30 kg", None),
            ("ISO 9001", None),
            ("3 copies", None),
            ("signed copies 3", None),
            ("clean", None),
            ("30 kg bags on pallets", None),
            ("weight ≤ 30 kg", None),
            ("answer within 24 h", None),
            ("weight 30 ± 0.5 kg", None),
        ] {
            let criterion = Criterion::parse(text).unwrap();
            let found = criterion.subject_key_without_figure();
            assert_eq!(found.as_deref(), subject, "{text}");
        }
    }

    #[test]
    fn a_chinese_range_may_end_in_between() {
        for (text, expected) in [
            ("冷藏温度在 2 ℃ 到 8 ℃ 之间", "冷藏温度 | 2 to 8 °C"),
            ("冷藏温度在2℃和8℃之间", "冷藏温度 | 2 to 8 °C"),
            ("份数在 2 到 8 之间", "份数 | 2 to 8"),
            ("result by 10:00", "result by 10:00 | -"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
