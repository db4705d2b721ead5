//! Words that take a due rule back: "by 07:30 if possible" binds nobody to 07:30.
//!
//! Says whether a text holds such words. Knows nothing of times and periods.

use super::scan::{Cursor, is_cjk};

/// English words that leave it open whether the rest holds, in lower case.
pub(super) const ENGLISH: &[&str] = &[
    "if possible",
    "if at all possible",
    "where possible",
    "wherever possible",
    "when possible",
    "whenever possible",
    "as far as possible",
    "if practicable",
    "where practicable",
    "if needed",
    "as needed",
    "if required",
    "as required",
    "if necessary",
    "where necessary",
    "when necessary",
    "as necessary",
    "as appropriate",
    "where appropriate",
    "when ready",
    "when convenient",
    "in principle",
    "best effort",
    "best efforts",
    "time permitting",
    "ideally",
    "preferably",
    "normally",
    "usually",
];

/// Chinese words that do the same, each also in its traditional spelling.
pub(super) const CHINESE: &[&str] = &[
    "尽量",
    "尽可能",
    "如有可能",
    "如可能",
    "可能的话",
    "视情况",
    "视实际情况",
    "视具体情况",
    "酌情",
    "原则上",
    "必要时",
    "如有必要",
    "如有需要",
    "力争",
    "争取",
    "通常",
    "一般情况下",
];

/// Spellings with characters that are not folded elsewhere.
const TRADITIONAL: &[&str] = &[
    "盡量",
    "儘量",
    "盡可能",
    "儘可能",
    "視情況",
    "視實際情況",
    "視具體情況",
    "原則上",
    "力爭",
    "爭取",
    "可能的話",
    "一般情況下",
];

/// The text holds words that leave its rule open.
pub(super) fn is_hedged(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        let mut ahead = cursor;
        let found = if is_cjk(c) {
            ahead.eat_any(CHINESE) || ahead.eat_any(TRADITIONAL)
        } else {
            c.is_ascii_alphabetic() && cursor.at_word_start() && ahead.eat_any_phrase(ENGLISH)
        };
        if found {
            return true;
        }
        cursor.bump();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Due;

    #[test]
    fn words_that_take_the_rule_back_make_it_unclear() {
        for text in [
            "by 07:30 if possible",
            "daily or when ready",
            "within 2 h where possible",
            "weekly, if needed",
            "every month as required",
            "尽量在2小时内",
            "如有可能 07:30前",
            "视情况每天",
            "原则上次日上午9点前",
            "必要时每周一次",
        ] {
            assert_eq!(Due::parse(text), Ok(Due::Unclear(text.into())), "{text}");
        }
    }

    #[test]
    fn hedges_are_found_as_whole_words_in_any_spelling() {
        for text in [
            "by 07:30 IF POSSIBLE",
            "as-required, daily",
            "盡量 07:30前",
            "必要時每天",
        ] {
            assert!(is_hedged(text), "{text}");
        }
        for text in [
            "by 07:30",
            "within 2 h after being as neededly",
            "按需求2小时内",
        ] {
            assert!(!is_hedged(text), "{text}");
        }
        for word in ENGLISH.iter().chain(CHINESE) {
            assert!(is_hedged(word), "{word}");
        }
    }
}
