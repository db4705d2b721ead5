//! Who a sentence says answers for it, as far as it says so in the usual words.

use super::plain::{Plain, in_word};
use crate::source::Span;

const TITLES: &[&str] = &[
    "manager",
    "lead",
    "leader",
    "head",
    "director",
    "supervisor",
    "officer",
    "engineer",
    "planner",
    "coordinator",
    "controller",
    "team",
    "department",
    "office",
];

/// The owners named: "owner: …", "by the … manager", 负责人：…, 由…负责.
pub(super) fn owners(plain: &Plain) -> Vec<Span> {
    let mut found = Vec::new();
    let text = &plain.lower;
    for mark in [
        "owner:",
        "owner is",
        "responsible:",
        "led by",
        "负责人:",
        "责任人:",
        "责任部门:",
    ] {
        for (at, _) in text.match_indices(mark) {
            let start = at + mark.len();
            let end = text[start..].find([',', ';', '。', '.', ')', '\n']);
            found.extend(trimmed(
                plain,
                start,
                end.map_or(text.len(), |end| start + end),
            ));
        }
    }
    for (at, _) in text.match_indices('由') {
        let start = at + '由'.len_utf8();
        let end = text[start..].find("负责").filter(|end| *end <= 45);
        let named = |end: &usize| !text[start..start + end].contains([',', ';', '。', '到', '至']);
        if let Some(end) = end.filter(named) {
            found.extend(trimmed(plain, start, start + end));
        }
    }
    for (at, _) in text.match_indices("by the ") {
        let start = at + "by the ".len();
        let mut end = start;
        for word in text[start..].split(' ').take(4) {
            let bare = word.trim_end_matches(|c| !in_word(c));
            end += bare.len();
            if TITLES.contains(&bare) {
                found.extend(trimmed(plain, start, end));
                break;
            }
            if bare.len() < word.len() {
                break;
            }
            end += 1;
        }
    }
    found.sort();
    found
}

fn trimmed(plain: &Plain, start: usize, end: usize) -> Option<Span> {
    let text = plain.lower.get(start..end)?;
    let left = text.len() - text.trim_start().len();
    let length = text.trim().len();
    (length > 0).then(|| plain.span(start + left, start + left + length))
}
