//! English calendar words: 31 December 2026, Q3 2026, end of the year, the next review.

mod relative;
mod terms;

use self::relative::{WEEKDAYS, ahead, next, weekday};
use self::terms::{fiscal_year, quarter};
use super::calendar::is_year;
use super::period::Period;
use super::plain::Plain;
use super::walk::{Walk, last_word};
use crate::quantity::Quantity;

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// Words before a date that leave no doubt that it is one.
const LEADING: &[&str] = &[
    "by",
    "in",
    "on",
    "until",
    "till",
    "before",
    "through",
    "during",
    "end",
    "of",
    "from",
    "since",
    "after",
    "for",
    "over",
    "than",
    "to",
    "year",
    "beginning",
    "starting",
    "throughout",
    "calendar",
    "early",
    "late",
    "mid",
    "the",
    "summer",
    "spring",
    "autumn",
    "winter",
];

/// The period that starts here, and where it ends.
pub(super) fn read(plain: &Plain, walk: Walk<'_>) -> Option<(Period, usize)> {
    let before = || last_word(plain.clause_before(walk.at())).map_or("", |(word, _)| word);
    if walk.peek().is_some_and(|c| c.is_ascii_digit()) {
        return day_first(walk).or_else(|| year(walk, before()));
    }
    if !starts_date(walk) {
        return None;
    }
    let before = before();
    quarter(walk)
        .or_else(|| fiscal_year(walk))
        .or_else(|| month_first(plain, walk, before))
        .or_else(|| end_of(walk))
        .or_else(|| next(walk, before))
        .or_else(|| ahead(walk))
        .or_else(|| weekday(walk, before))
}

/// The word ahead can begin a date; nearly none can, and the rest need not be tried.
fn starts_date(walk: Walk<'_>) -> bool {
    const FIRST: [&str; 23] = [
        "first",
        "second",
        "third",
        "fourth",
        "fiscal",
        "financial",
        "end",
        "year",
        "quarter",
        "month",
        "week",
        "the",
        "our",
        "my",
        "this",
        "next",
        "upcoming",
        "following",
        "within",
        "in",
        "for",
        "over",
        "during",
    ];
    let Some(word) = walk.ahead_word() else {
        return false;
    };
    let short = word.starts_with(['q', 'h']) && word.len() == 2;
    short
        || word.starts_with("fy")
        || FIRST.contains(&word)
        || WEEKDAYS.contains(&word)
        || MONTHS
            .iter()
            .any(|(_, abbreviated)| word.starts_with(abbreviated))
}

/// A four-digit year after a comma or a space.
fn year_ahead(walk: &mut Walk<'_>) -> Option<i16> {
    let mut ahead = *walk;
    ahead.eat_any(&[", ", " of ", ","]);
    ahead.space();
    ahead.eat_any(&["'", "/", "-"]);
    let year = four_digits(&mut ahead)?;
    *walk = ahead;
    Some(year)
}

fn four_digits(walk: &mut Walk<'_>) -> Option<i16> {
    let mut ahead = *walk;
    let year = ahead.digits(4, 4).filter(|year| is_year(*year))?;
    if ahead
        .peek()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '%')
    {
        return None;
    }
    *walk = ahead;
    i16::try_from(year).ok()
}

fn month_name(walk: &mut Walk<'_>) -> Option<i8> {
    let mut ahead = *walk;
    let word = ahead.word()?;
    let short = word == "sept";
    let found = MONTHS.iter().position(|(name, abbreviated)| {
        word == *name || word == *abbreviated || (short && *name == "september")
    })?;
    ahead.eat(".");
    *walk = ahead;
    i8::try_from(found + 1).ok()
}

fn ordinal_day(walk: &mut Walk<'_>) -> Option<i8> {
    let mut ahead = *walk;
    let day = ahead.digits(1, 2).filter(|day| (1..=31).contains(day))?;
    ahead.eat_any(&["st", "nd", "rd", "th"]);
    if ahead
        .peek()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c == '%')
    {
        return None;
    }
    *walk = ahead;
    i8::try_from(day).ok()
}

/// 31 December 2026, 31st of December.
fn day_first(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let day = ordinal_day(&mut walk)?;
    walk.eat_word(&["of"]);
    let month = month_name(&mut walk)?;
    let year = year_ahead(&mut walk);
    Some((Period::Day { year, month, day }, walk.at()))
}

/// December 31, 2026, December 2026, or December alone behind "by" and its like.
fn month_first(plain: &Plain, walk: Walk<'_>, before: &str) -> Option<(Period, usize)> {
    let mut ahead = walk;
    let month = month_name(&mut ahead)?;
    let mut with_day = ahead;
    with_day.space();
    if let Some(day) = ordinal_day(&mut with_day) {
        let year = year_ahead(&mut with_day);
        return Some((Period::Day { year, month, day }, with_day.at()));
    }
    if let Some(year) = year_ahead(&mut ahead) {
        let year = Some(year);
        return Some((Period::Month { year, month }, ahead.at()));
    }
    // "may" and "march" are also verbs; a month has a capital and a word such as "by".
    let capital = plain.text[walk.at()..].starts_with(|c: char| c.is_ascii_uppercase());
    let sure = capital && LEADING.contains(&before);
    sure.then_some((Period::Month { year: None, month }, ahead.at()))
}

/// 2026 behind a word such as "by", and 2026 Q3.
fn year(mut walk: Walk<'_>, before: &str) -> Option<(Period, usize)> {
    let number = four_digits(&mut walk)?;
    let mut ahead = walk;
    ahead.space();
    ahead.eat_any(&["/", "-"]);
    if let Some((Period::Quarter { quarter, .. }, end)) = quarter(ahead) {
        let year = Some(number);
        return Some((Period::Quarter { year, quarter }, end));
    }
    if let Some((Period::Half { half, .. }, end)) = quarter(ahead) {
        let year = Some(number);
        return Some((Period::Half { year, half }, end));
    }
    // "by 2000 units" counts units.
    let (_, unit) = Quantity::of_unit_ahead(1.0, walk.rest());
    let mut next = walk;
    let counted = [
        "units", "pieces", "parts", "orders", "items", "people", "cases", "lots", "times",
    ];
    if unit > 0 || next.eat_word(&counted) || walk.rest().starts_with(" %") {
        return None;
    }
    LEADING
        .contains(&before)
        .then_some((Period::Year(number), walk.at()))
}

/// End of 2026, end of May, end of the quarter, year-end.
fn end_of(walk: Walk<'_>) -> Option<(Period, usize)> {
    let mut ahead = walk;
    if !ahead.eat_word(&["end"]) {
        let of_year = ahead.eat_word(&["year"]);
        let closes = of_year || ahead.eat_word(&["quarter", "month", "week"]);
        if !(closes && ahead.eat_word(&["end"])) {
            return None;
        }
        let whole = year_ahead(&mut ahead).map_or(Period::Relative, Period::Year);
        let period = if of_year { whole.closing() } else { whole };
        return Some((period, ahead.at()));
    }
    ahead.eat_word(&["of"]);
    ahead.eat_word(&["the", "this", "each", "calendar"]);
    ahead.eat_word(&["calendar"]);
    if let Some((period, end)) = quarter(ahead).or_else(|| fiscal_year(ahead)) {
        return Some((period.closing(), end));
    }
    let mut named = ahead;
    if let Some(month) = month_name(&mut named) {
        let year = year_ahead(&mut named);
        return Some((Period::Month { year, month }, named.at()));
    }
    named = ahead;
    named.space();
    if let Some(year) = four_digits(&mut named) {
        return Some((Period::Year(year).closing(), named.at()));
    }
    ahead
        .eat_word(&["year"])
        .then(|| {
            let year = year_ahead(&mut ahead);
            let whole = year.map_or(Period::Relative, Period::Year);
            (whole.closing(), ahead.at())
        })
        .or_else(|| {
            ahead
                .eat_word(&[
                    "quarter", "month", "week", "project", "term", "season", "period",
                ])
                .then_some((Period::Relative, ahead.at()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::calendar::dates;

    fn read_all(text: &str) -> Vec<String> {
        let plain = Plain::of(text);
        dates(&plain)
            .iter()
            .map(|when| {
                let last = when
                    .period
                    .days()
                    .map_or("?".into(), |(_, last)| last.to_string());
                format!("{:?} {last}", when.purpose)
            })
            .collect()
    }

    #[test]
    fn english_dates_are_resolved_to_their_last_day() {
        for (text, expected) in [
            ("by 2026-12-31", "Deadline 2026-12-31"),
            ("by 31 December 2026 at all sites", "Deadline 2026-12-31"),
            ("by December 31st, 2026", "Deadline 2026-12-31"),
            ("by Q3 2026", "Deadline 2026-09-30"),
            ("by the end of Q3 2026", "Deadline 2026-09-30"),
            ("by 2026 Q3", "Deadline 2026-09-30"),
            ("by the third quarter of 2026", "Deadline 2026-09-30"),
            ("in H1 2026", "Deadline 2026-06-30"),
            ("by end of 2026", "Deadline 2026-12-31"),
            ("by the end of May 2026", "Deadline 2026-05-31"),
            ("by 2030 achieve", "Deadline 2030-12-31"),
            ("through 2030", "Deadline 2030-12-31"),
            ("by May", "Deadline ?"),
            ("by year-end", "Deadline ?"),
            ("within six months", "Deadline ?"),
            ("for the next four weeks", "Deadline ?"),
            ("by the next council session", "Deadline ?"),
            ("in FY2026", "Deadline ?"),
            ("from 1 January 2026", "Start 2026-01-01"),
            ("over FY 2022 baseline", "Reference ?"),
            ("compared to 2025", "Reference 2025-12-31"),
            ("as of October 1, 2022", "Reference 2022-10-01"),
        ] {
            assert_eq!(read_all(text), [expected], "{text}");
        }
    }

    #[test]
    fn lengths_of_time_in_a_criterion_are_no_dates() {
        for text in [
            "Respond within 24 hours",
            "Suppliers may deliver within two weeks",
            "Answer within 3 months of receipt",
            "reduce by 2000 units",
            "Ship in 2 days",
            "discuss in the next session",
            "under 5 years of age",
            "employees march in",
        ] {
            assert_eq!(read_all(text), Vec::<String>::new(), "{text}");
        }
    }
}
