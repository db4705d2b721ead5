//! What criteria and due rules understand, as lists for the manual.
//!
//! Gathers the words from the tables that the reading itself goes by. Knows nothing of pages.

use super::comparison::{self, Operator};
use super::hedge;

/// The ways to write one comparison.
pub(crate) struct Comparing {
    /// The sign; empty if there is none.
    pub(crate) sign: &'static str,
    /// English words before a quantity.
    pub(crate) english: Vec<&'static str>,
    /// Chinese words before a quantity.
    pub(crate) chinese: Vec<String>,
    /// Words in either language behind a quantity.
    pub(crate) behind: Vec<&'static str>,
}

/// Every comparison that a bound can express.
pub(crate) fn comparing() -> Vec<Comparing> {
    [
        ("≤", Operator::AtMost),
        ("<", Operator::Below),
        ("≥", Operator::AtLeast),
        (">", Operator::Above),
        ("=", Operator::Equal),
        ("", Operator::Between),
    ]
    .into_iter()
    .map(|(sign, operator)| Comparing {
        sign,
        english: comparison::english_words(operator),
        chinese: comparison::chinese_words(operator),
        behind: comparison::words_behind(operator),
    })
    .collect()
}

/// Words that leave a due rule open, in English and in Chinese.
pub(crate) fn hedges() -> (&'static [&'static str], &'static [&'static str]) {
    (hedge::ENGLISH, hedge::CHINESE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Bound, Criterion};

    #[test]
    fn every_listed_word_compares_as_listed() {
        for ways in comparing() {
            let before = ways.english.iter().map(|word| format!("x {word} 2 h"));
            let chinese = ways.chinese.iter().map(|word| format!("交期{word}2小时"));
            let behind = ways.behind.iter().map(|word| format!("2小时{word}"));
            for text in before.chain(chinese).chain(behind) {
                if ways.sign.is_empty() {
                    continue;
                }
                let bound = Criterion::parse(&text).ok();
                let bound = bound.as_ref().and_then(Criterion::bound);
                let sign = match bound {
                    Some(Bound::AtMost(_)) => "≤",
                    Some(Bound::Below(_)) => "<",
                    Some(Bound::AtLeast(_)) => "≥",
                    Some(Bound::Above(_)) => ">",
                    Some(Bound::Exactly(_)) => "=",
                    _ => "",
                };
                assert_eq!(sign, ways.sign, "{text}");
            }
        }
    }
}
