//! The words that lead to a number: "to", "by at least", 提高到, 不低于.
//!
//! Tables, and how they are matched at the end of what stands before a number. Knows nothing
//! of numbers.

use super::plain::in_word;

/// What the words before a number lead to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Lead {
    Skip,
    To,
    /// 在, which leads to a value or to a time that is allowed.
    At,
    By,
    From,
    Bound,
    Within,
}

/// The sign of a fall, a space before it.
const SIGN: &str = " -";

const LEADS: &[(Lead, &[&str])] = &[
    (
        Lead::Skip,
        &[
            "about",
            "approximately",
            "around",
            "roughly",
            "nearly",
            "almost",
            "circa",
            "just",
            "only",
            "the",
            "a",
            "an",
            "some",
            "its",
            "our",
            "another",
            "约",
            "大约",
            "近",
            "了",
            "共",
            "仅",
            "累计",
            "再",
            "各",
            "将近",
            "的",
            "(",
            "\"",
            "接近",
            "平均",
        ],
    ),
    (
        Lead::To,
        &[
            "to",
            "reach",
            "reaches",
            "reaching",
            "achieve",
            "achieves",
            "at",
            "is",
            "are",
            "be",
            "stays",
            "equals",
            "becomes",
            "target of",
            "goal of",
            "rate of",
            "level of",
            "score of",
            "yield of",
            "value of",
            "availability of",
            "=",
            ":",
            "->",
            "→",
            "到",
            "至",
            "达",
            "为",
            "是",
            "控制在",
            "保持在",
            "维持在",
            "稳定在",
            "实现",
            "保持",
            "维持",
            "目标",
            "升为",
            "降为",
        ],
    ),
    (Lead::At, &["在"]),
    (
        Lead::By,
        &[
            "by", "up", "down", "+", SIGN, "提高", "提升", "增加", "增长", "上升", "上涨", "提前",
            "降低", "减少", "下降", "缩短", "压缩", "削减", "节约", "节省", "下调", "上调", "扩大",
            "加快", "减", "增", "降", "升", "多", "少", "压降",
        ],
    ),
    (
        Lead::From,
        &[
            "from",
            "current",
            "currently",
            "today's",
            "present",
            "existing",
            "由",
            "从",
            "自",
            "目前",
            "当前",
            "现有",
            "现在",
        ],
    ),
    (
        Lead::Bound,
        &[
            "at least",
            "between",
            "at most",
            "no more than",
            "not more than",
            "no less than",
            "not less than",
            "less than",
            "fewer than",
            "more than",
            "greater than",
            "higher than",
            "lower than",
            "better than",
            "longer than",
            "shorter than",
            "no fewer than",
            "no longer than",
            "under",
            "over",
            "above",
            "below",
            "up to",
            "minimum of",
            "maximum of",
            "minimum",
            "maximum",
            "max",
            "min",
            "not exceed",
            "not exceeding",
            "exceeding",
            "exceed",
            "exceeds",
            "as low as",
            "as high as",
            "at or above",
            "at or below",
            "≥",
            "≤",
            ">",
            "<",
            "≈",
            "±",
            "不低于",
            "不少于",
            "不小于",
            "不高于",
            "不超过",
            "不大于",
            "不多于",
            "不得超过",
            "不得低于",
            "至少",
            "至多",
            "最多",
            "最少",
            "最低",
            "最高",
            "低于",
            "高于",
            "大于",
            "小于",
            "超过",
            "少于",
            "多于",
            "优于",
            "不足",
            "不到",
        ],
    ),
    (
        Lead::Within,
        &[
            "within", "in", "for", "during", "after", "before", "inside", "every", "each",
        ],
    ),
];

/// What the words before a number lead to, and whether they limit it.
pub(super) fn lead(before: &str) -> (Option<Lead>, bool) {
    let mut rest = before;
    let (mut bounded, mut within) = (false, false);
    for _ in 0..5 {
        let spaced = rest.ends_with(' ');
        rest = rest.trim_end_matches(' ');
        let Some((lead, length)) = longest(rest) else {
            break;
        };
        // A dash stands apart from what follows it, a sign does not.
        if spaced && length == SIGN.len() && rest.ends_with(SIGN) {
            break;
        }
        match lead {
            Lead::Skip => {}
            Lead::Bound => bounded = true,
            Lead::Within => within = true,
            found => return (Some(found), bounded),
        }
        rest = &rest[..rest.len() - length];
    }
    (within.then_some(Lead::Within), bounded)
}

/// The words before a number make it the value to reach: 为, "to".
pub(super) fn is_led_to(before: &str) -> bool {
    matches!(lead(before).0, Some(Lead::To | Lead::At))
}

/// The words before a number limit it: "at least", 不少于.
pub(super) fn is_limited(before: &str) -> bool {
    lead(before).1
}

fn longest(text: &str) -> Option<(Lead, usize)> {
    let mut best: Option<(Lead, usize)> = None;
    for (lead, phrases) in LEADS {
        for phrase in *phrases {
            if text.ends_with(phrase)
                && best.is_none_or(|(_, length)| length < phrase.len())
                && bounded_word(text, phrase)
            {
                best = Some((*lead, phrase.len()));
            }
        }
    }
    best
}

/// A phrase in Latin script is not the end of a longer word.
fn bounded_word(text: &str, phrase: &str) -> bool {
    let latin = phrase.starts_with(|c: char| c.is_ascii_alphabetic());
    let before = text[..text.len() - phrase.len()].chars().next_back();
    !(latin && before.is_some_and(|c| in_word(c) || c == '-'))
}
