//! Finds what compares in a text: a sign, or words such as "at most" and 不超过.
//!
//! Turns the text into an operator and the places before and behind it. Knows nothing of
//! the quantity that follows, except that words only compare directly before one.

use super::range::TOLERANCE;
use super::reading;
use super::scan::{Cursor, is_cjk};

/// How the subject relates to the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    AtMost,
    Below,
    AtLeast,
    Above,
    Equal,
    Between,
    /// Unequal, which no bound expresses.
    Not,
}

/// An operator and where the text before it ends and the text behind it starts.
pub(super) struct Comparison<'a> {
    pub(super) operator: Operator,
    pub(super) from: usize,
    pub(super) after: Cursor<'a>,
    /// A sign must be followed by a quantity; words are prose if they are not.
    pub(super) sign: bool,
}

/// The first comparison sign.
pub(super) fn sign(text: &str) -> Option<Comparison<'_>> {
    let mut cursor = Cursor::new(text);
    loop {
        let from = cursor.at();
        let before = cursor.previous();
        let c = cursor.bump()?;
        if c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        let operator = match c {
            '≤' | '≯' => Some(Operator::AtMost),
            '≥' | '≮' => Some(Operator::AtLeast),
            '≠' => Some(Operator::Not),
            '<' | '>' | '=' => ascii_sign(c, before, &mut cursor),
            '!' if cursor.eat("=") => Some(Operator::Not),
            _ => None,
        };
        if let Some(operator) = operator {
            return Some(Comparison {
                operator: past_tolerance(operator, &mut cursor),
                from,
                after: cursor,
                sign: true,
            });
        }
    }
}

/// Moves over a ± ahead: a deviation of ± 2 is one of at most 2.
fn past_tolerance(operator: Operator, cursor: &mut Cursor) -> Operator {
    let mut ahead = *cursor;
    ahead.skip_space();
    if !matches!(operator, Operator::AtMost | Operator::Equal) || !ahead.eat_any(TOLERANCE) {
        return operator;
    }
    *cursor = ahead;
    Operator::AtMost
}

/// A sign that starts with <, > or =; arrows are no signs.
fn ascii_sign(c: char, before: Option<char>, cursor: &mut Cursor) -> Option<Operator> {
    if c != '=' {
        if cursor.eat("=") {
            return Some(if c == '<' {
                Operator::AtMost
            } else {
                Operator::AtLeast
            });
        }
        let arrow_head = c == '>' && matches!(before, Some('-' | '='));
        let arrow_tail = c == '<' && cursor.peek() == Some('-') && !reading::starts(*cursor);
        return match (arrow_head || arrow_tail, c) {
            (true, _) => None,
            (_, '<') if cursor.eat(">") => Some(Operator::Not),
            (_, '<') => Some(Operator::Below),
            _ => Some(Operator::Above),
        };
    }
    let mut ahead = *cursor;
    if ahead.eat(">") {
        let compares = reading::starts(ahead);
        *cursor = ahead;
        return compares.then_some(Operator::AtLeast);
    }
    if cursor.eat("<") {
        return Some(Operator::AtMost);
    }
    cursor.eat("=");
    Some(Operator::Equal)
}

/// English words that compare when a quantity follows, longer ones before their beginnings.
const PHRASES: &[(&str, Operator)] = &[
    ("at most", Operator::AtMost),
    ("at least", Operator::AtLeast),
    ("above", Operator::Above),
    ("between", Operator::Between),
    ("below", Operator::Below),
    ("exactly", Operator::Equal),
    ("equal to", Operator::Equal),
    ("fewer than", Operator::Below),
    ("greater than or equal to", Operator::AtLeast),
    ("greater than", Operator::Above),
    ("less than or equal to", Operator::AtMost),
    ("less than", Operator::Below),
    ("max.", Operator::AtMost),
    ("max", Operator::AtMost),
    ("maximum", Operator::AtMost),
    ("min.", Operator::AtLeast),
    ("minimum", Operator::AtLeast),
    ("more than", Operator::Above),
    ("no more than", Operator::AtMost),
    ("not more than", Operator::AtMost),
    ("no less than", Operator::AtLeast),
    ("not less than", Operator::AtLeast),
    ("no fewer than", Operator::AtLeast),
    ("not fewer than", Operator::AtLeast),
    ("no later than", Operator::AtMost),
    ("not later than", Operator::AtMost),
    ("no longer than", Operator::AtMost),
    ("not exceeding", Operator::AtMost),
    ("not above", Operator::AtMost),
    ("not over", Operator::AtMost),
    ("not below", Operator::AtLeast),
    ("not under", Operator::AtLeast),
    ("over", Operator::Above),
    ("under", Operator::Below),
    ("up to", Operator::AtMost),
    ("within", Operator::AtMost),
];

/// Numbers in words, which are asked to be written in digits.
const NUMBER_WORDS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
];

/// The first words that compare and are followed by a quantity.
pub(super) fn words(text: &str) -> Option<Comparison<'_>> {
    let mut cursor = Cursor::new(text);
    loop {
        let mut after = cursor;
        let from = cursor.at();
        let c = cursor.peek()?;
        let (operator, firm) = if is_cjk(c) {
            (chinese(&mut after), false)
        } else if c.is_ascii_alphabetic() && cursor.at_word_start() {
            english(&mut after)
        } else {
            (None, false)
        };
        let operator = operator.map(|operator| past_tolerance(operator, &mut after));
        if let Some(operator) = operator
            && (reading::starts(after) || (firm && number_word_ahead(after)))
        {
            return Some(Comparison {
                operator,
                from,
                after,
                sign: false,
            });
        }
        cursor.bump();
    }
}

/// The operator ahead in English, and whether its wording can hardly mean anything else.
fn english(cursor: &mut Cursor) -> (Option<Operator>, bool) {
    let Some(first) = cursor.peek().map(|c| c.to_ascii_lowercase()) else {
        return (None, false);
    };
    for (phrase, operator) in PHRASES {
        if phrase.starts_with(first) && cursor.eat_phrase(phrase) {
            return (Some(*operator), phrase.contains(' ') && *phrase != "up to");
        }
    }
    (None, false)
}

fn number_word_ahead(mut cursor: Cursor) -> bool {
    cursor.skip_space();
    cursor.eat_any_phrase(NUMBER_WORDS)
}

const MORE: &[&str] = &["超过", "超出", "大于", "高于", "多于", "长于", "晚于"];
const LESS: &[&str] = &["低于", "少于", "小于", "短于", "早于"];
const MODALS: &[&str] = &["得", "能", "应", "可", "要", "许"];
const OR_EQUAL: &[&str] = &["或等于", "等于"];
const AT_MOST: &[&str] = &["至多", "最多", "最大", "最高", "最迟"];
const AT_LEAST: &[&str] = &["至少", "最少", "最小", "最低", "达到"];

/// The operator ahead in Chinese.
fn chinese(cursor: &mut Cursor) -> Option<Operator> {
    if cursor.eat("不") {
        cursor.eat_any(MODALS);
        if cursor.eat_any(MORE) {
            return Some(Operator::AtMost);
        }
        return cursor.eat_any(LESS).then_some(Operator::AtLeast);
    }
    if cursor.eat_any(AT_MOST) {
        return Some(Operator::AtMost);
    }
    if cursor.eat_any(AT_LEAST) {
        return Some(Operator::AtLeast);
    }
    if cursor.eat("介于") {
        return Some(Operator::Between);
    }
    if cursor.eat_any(MORE) {
        let inclusive = cursor.eat_any(OR_EQUAL);
        return Some(if inclusive {
            Operator::AtLeast
        } else {
            Operator::Above
        });
    }
    if cursor.eat_any(LESS) {
        let inclusive = cursor.eat_any(OR_EQUAL);
        return Some(if inclusive {
            Operator::AtMost
        } else {
            Operator::Below
        });
    }
    cursor.eat("等于").then_some(Operator::Equal)
}

const BEHIND_AT_MOST: &[&str] = &["及以下", "或以下", "以下", "以内", "之内"];
const BEHIND_AT_LEAST: &[&str] = &["及以上", "或以上", "以上"];
const PHRASES_BEHIND_AT_MOST: &[&str] = &[
    "or less", "or fewer", "or below", "or under", "or lower", "max.", "max", "maximum", "at most",
];
const PHRASES_BEHIND_AT_LEAST: &[&str] = &[
    "or more",
    "or above",
    "or over",
    "or higher",
    "or better",
    "minimum",
    "at least",
];

/// Words behind a quantity that bound it, both ends included.
pub(super) fn suffix(cursor: &mut Cursor, is_duration: bool) -> Option<Operator> {
    cursor.skip_space();
    let at_most = cursor.eat_any(BEHIND_AT_MOST)
        || (is_duration && cursor.eat("内"))
        || cursor.eat_any_phrase(PHRASES_BEHIND_AT_MOST);
    if at_most {
        return Some(Operator::AtMost);
    }
    let at_least =
        cursor.eat_any(BEHIND_AT_LEAST) || cursor.eat_any_phrase(PHRASES_BEHIND_AT_LEAST);
    at_least.then_some(Operator::AtLeast)
}

/// The English words of an operator.
pub(super) fn english_words(operator: Operator) -> Vec<&'static str> {
    let of_it = PHRASES.iter().filter(|(_, other)| *other == operator);
    of_it.map(|(phrase, _)| *phrase).collect()
}

/// The Chinese words of an operator, without the modal verbs that may stand in them.
pub(super) fn chinese_words(operator: Operator) -> Vec<String> {
    let with = |before: &str, words: &[&str], behind: &str| -> Vec<String> {
        let joined = words.iter().map(|word| format!("{before}{word}{behind}"));
        joined.collect()
    };
    match operator {
        Operator::AtMost => [
            with("不", MORE, ""),
            with("", AT_MOST, ""),
            with("", LESS, "或等于"),
        ]
        .concat(),
        Operator::AtLeast => [
            with("不", LESS, ""),
            with("", AT_LEAST, ""),
            with("", MORE, "或等于"),
        ]
        .concat(),
        Operator::Below => with("", LESS, ""),
        Operator::Above => with("", MORE, ""),
        Operator::Equal => vec!["等于".to_owned()],
        Operator::Between => vec!["介于".to_owned()],
        Operator::Not => Vec::new(),
    }
}

/// The words of an operator that stand behind the quantity, in both languages.
pub(super) fn words_behind(operator: Operator) -> Vec<&'static str> {
    match operator {
        Operator::AtMost => [PHRASES_BEHIND_AT_MOST, &["内"], BEHIND_AT_MOST].concat(),
        Operator::AtLeast => [PHRASES_BEHIND_AT_LEAST, BEHIND_AT_LEAST].concat(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_are_no_comparison_signs() {
        assert!(sign("order -> invoice").is_none());
        assert!(sign("order => invoice").is_none());
        assert!(sign("order <- invoice").is_none());
        assert!(sign("temperature <-5 °C").is_some());
    }

    #[test]
    fn words_compare_only_directly_before_a_quantity() {
        for prose in [
            "handed over in person",
            "under review",
            "within reach",
            "高于标准",
            "超过一致",
        ] {
            assert!(words(prose).is_none(), "{prose}");
        }
        assert!(words("handed over 2 h").is_some());
    }

    #[test]
    fn longer_phrases_win_over_their_beginnings() {
        let operator = |text| words(text).map(|found| found.operator);
        assert_eq!(operator("less than or equal to 5"), Some(Operator::AtMost));
        assert_eq!(operator("no less than 5"), Some(Operator::AtLeast));
        assert_eq!(operator("不得超过 5 天"), Some(Operator::AtMost));
        assert_eq!(operator("大于等于5"), Some(Operator::AtLeast));
        assert_eq!(operator("大于5"), Some(Operator::Above));
    }
}
