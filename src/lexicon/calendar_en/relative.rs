//! English words for days that depend on today: the next review, within six months, Friday.

use super::super::numeral::amount;
use super::super::period::Period;
use super::super::walk::Walk;

pub(super) const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tomorrow",
    "today",
    "tonight",
    "weekend",
    "christmas",
    "easter",
];

/// Periods and meetings one can be asked to be ready for.
const OCCASIONS: &[&str] = &[
    "year",
    "quarter",
    "month",
    "week",
    "season",
    "session",
    "meeting",
    "review",
    "audit",
    "visit",
    "appointment",
    "deadline",
    "release",
    "sprint",
    "shift",
    "inspection",
    "assessment",
    "survey",
    "period",
    "semester",
    "term",
    "half",
    "day",
];

/// By the next review, before next month, this year; a meeting only behind "by" and its like.
pub(super) fn next(mut walk: Walk<'_>, before: &str) -> Option<(Period, usize)> {
    let article = walk.eat_word(&["the", "our", "my"]);
    let this = walk.eat_word(&["this"]);
    if !this && !walk.eat_word(&["next", "upcoming", "following"]) {
        return None;
    }
    let due = [
        "by", "before", "until", "till", "within", "during", "in", "at",
    ];
    let mut ahead = walk;
    if ahead.eat_word(&OCCASIONS[..5]) && (!this || due.contains(&before) || !article) {
        return Some((Period::Relative, ahead.at()));
    }
    let by = ["by", "before", "until", "till"];
    if by.contains(&before) {
        for _ in 0..3 {
            let mut one = walk;
            if one.eat_word(OCCASIONS) {
                return Some((Period::Relative, one.at()));
            }
            walk.word()?;
        }
    }
    None
}

/// Within six months, for the next four weeks: the day is counted from when the goal was set.
pub(super) fn ahead(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let start = walk;
    if !walk.eat_word(&["within", "in", "for", "over", "during"]) {
        return None;
    }
    walk.eat_word(&["the"]);
    let next = walk.eat_word(&["next", "coming", "following"]);
    walk.space();
    let (quantity, end) = amount(walk.rest())?;
    let long = quantity.is_in_months();
    let within = start.rest().starts_with("within") || start.rest().starts_with("in ");
    let ahead = Walk::from(walk.rest(), end);
    let after = runs_per_case(ahead);
    let counts = quantity.is_duration() && (next || (within && long)) && !after;
    counts.then_some((Period::Ahead, walk.at() + end))
}

/// What follows starts a clock of its own: "of receipt", "after the order".
fn runs_per_case(mut walk: Walk<'_>) -> bool {
    walk.eat_word(&[
        "of",
        "after",
        "from",
        "following",
        "since",
        "prior",
        "before",
    ])
}

/// By Friday, after the weekend.
pub(super) fn weekday(mut walk: Walk<'_>, before: &str) -> Option<(Period, usize)> {
    let by = ["by", "before", "until", "till"].contains(&before);
    (by && {
        walk.eat_word(&["the", "this", "next"]);
        walk.eat_word(WEEKDAYS)
    })
    .then_some((Period::Relative, walk.at()))
}
