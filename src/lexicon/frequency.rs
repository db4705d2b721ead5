//! How often something is done: daily, three times a week, 每周一次.

use super::numeral::amount;
use super::plain::Plain;
use super::walk::{Walk, last_word};
use crate::quantity::Quantity;

/// Adverbs that are a frequency by themselves.
const ADVERBS: &[&str] = &[
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "hourly",
    "nightly",
    "everyday",
    "fortnightly",
    "biweekly",
];

/// What comes back regularly.
const RECURRING: &[&str] = &[
    "day",
    "days",
    "morning",
    "evening",
    "night",
    "afternoon",
    "week",
    "weeks",
    "weekday",
    "weekdays",
    "weekend",
    "weekends",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "hour",
    "hours",
    "minute",
    "minutes",
    "shift",
    "shifts",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "meal",
    "lunch",
    "dinner",
    "breakfast",
];

/// Words before an adverb that make it the adjective of a noun: "during daily walks".
const BEFORE_ADJECTIVE: &[&str] = &[
    "a", "an", "the", "of", "in", "during", "per", "their", "our", "my", "your", "its", "on",
    "from",
];

/// Words that may follow an adverb; a noun would make it an adjective.
const BEHIND_ADVERB: &[&str] = &[
    "and",
    "or",
    "at",
    "in",
    "on",
    "with",
    "to",
    "for",
    "by",
    "before",
    "after",
    "from",
    "using",
    "until",
    "when",
    "while",
    "as",
    "during",
    "between",
    "including",
    "either",
    "except",
    "into",
    "if",
    "via",
    "through",
    "of",
    "without",
    "following",
    "starting",
    "from",
    "so",
];

/// The frequency that starts at a byte: its number per period, if it has one, and its end.
pub(super) fn read(plain: &Plain, at: usize) -> Option<(Option<Quantity>, usize)> {
    if plain.lower[at..].starts_with('每') {
        return in_chinese(plain, at);
    }
    let walk = Walk::from(&plain.lower, at);
    let c = walk.peek()?;
    if !c.is_ascii_alphanumeric() {
        return None;
    }
    if let Some(end) = times(plain, walk) {
        return Some((None, end));
    }
    let mut ahead = walk;
    match ahead.word()? {
        "every" | "each" => every(ahead),
        "once" | "twice" | "thrice" => once(ahead),
        word if ADVERBS.contains(&word) => {
            let before = last_word(plain.clause_before(at)).map_or("", |(word, _)| word);
            let mut next = ahead;
            let free = ahead
                .rest()
                .trim_start()
                .starts_with(|c: char| !c.is_ascii_alphanumeric())
                || ahead.rest().trim().is_empty()
                || next
                    .word()
                    .is_some_and(|word| BEHIND_ADVERB.contains(&word))
                || ahead
                    .rest()
                    .trim_start()
                    .starts_with(|c: char| c.is_ascii_digit());
            (free && !BEFORE_ADJECTIVE.contains(&before)).then_some((None, ahead.at()))
        }
        _ => None,
    }
}

/// Every day, every other Friday, every two weeks.
fn every(mut walk: Walk<'_>) -> Option<(Option<Quantity>, usize)> {
    walk.eat_word(&[
        "other",
        "single",
        "working",
        "business",
        "alternate",
        "second",
    ]);
    let mut counted = walk;
    counted.space();
    if let Some(bytes) = duration(counted.rest()) {
        return Some((None, counted.at() + bytes));
    }
    walk.eat_word(RECURRING).then_some((None, walk.at()))
}

/// The bytes of the length of time a text begins with.
fn duration(text: &str) -> Option<usize> {
    let (quantity, bytes) = amount(text)?;
    quantity.is_duration().then_some(bytes)
}

/// Once a week, twice daily, twice; once alone is mostly a conjunction.
fn once(mut walk: Walk<'_>) -> Option<(Option<Quantity>, usize)> {
    let bare = walk;
    let per = walk.eat_word(&["a", "an", "per", "every", "each", "in"]);
    if per {
        walk.eat_word(&["other", "the"]);
        let mut counted = walk;
        counted.space();
        if let Some(bytes) = duration(counted.rest()) {
            return Some((None, counted.at() + bytes));
        }
        return walk.eat_word(RECURRING).then_some((None, walk.at()));
    }
    let mut adverb = bare;
    adverb.eat_word(ADVERBS).then_some((None, adverb.at()))
}

/// Three times a week, two days a week, at 4 times weekly.
fn times(plain: &Plain, walk: Walk<'_>) -> Option<usize> {
    let (_, end) = count(walk.rest())?;
    let mut ahead = Walk::from(&plain.lower, walk.at() + end);
    if ahead.rest().starts_with('-') || ahead.eat_word(&["to", "or"]) {
        ahead.eat("-");
        ahead.space();
        let (_, more) = count(ahead.rest())?;
        ahead.skip(more);
    }
    let often = [
        "time", "times", "day", "days", "morning", "mornings", "evening", "evenings",
    ];
    let last = plain
        .lower
        .get(walk.at()..ahead.at())?
        .rsplit([' ', '-'])
        .next()?;
    if !often.contains(&last) && !ahead.eat_word(&often) {
        return None;
    }
    let mut period = ahead;
    if period.eat_word(ADVERBS) {
        return Some(period.at());
    }
    let per = period.eat_word(&["a", "an", "per", "every", "each"]);
    (per && period.eat_word(RECURRING)).then_some(period.at())
}

/// A count, also the "one" that elsewhere is a pronoun.
fn count(text: &str) -> Option<(f64, usize)> {
    if let Some(rest) = text.strip_prefix("one") {
        return rest.starts_with(' ').then_some((1.0, 3));
    }
    amount(text).map(|(quantity, bytes)| (quantity.number(), bytes))
}

/// 每天, 每周一次, 每两周, 每季度; 每月10条 is a rate of its number.
fn in_chinese(plain: &Plain, at: usize) -> Option<(Option<Quantity>, usize)> {
    const PERIODS: [&str; 13] = [
        "工作日",
        "季度",
        "小时",
        "个月",
        "半年",
        "班",
        "天",
        "日",
        "周",
        "月",
        "季",
        "年",
        "次",
    ];
    let mut walk = Walk::from(&plain.lower, at + '每'.len_utf8());
    walk.eat("个");
    if let Some(bytes) = duration(walk.rest()) {
        walk.skip(bytes);
    } else if !walk.eat_any(&PERIODS) {
        return None;
    }
    if walk.rest().starts_with('的') {
        return None;
    }
    let end = walk.at();
    // The number behind the period is read on its own; 每周一次 and 每天一次 hold it.
    let mut one = walk;
    if one.eat_any(&["一次", "至少一次", "不少于一次"]) {
        return Some((None, one.at()));
    }
    Some((None, end))
}
