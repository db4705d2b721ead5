//! How a sentence begins: with something done, or with something reached.

use super::calendar::When;
use super::entry::Kind;
use super::hit::Hit;
use super::plain::Plain;
use super::role::{DIRECTIONS, DIRECTIONS_ZH};
use super::walk::Walk;

/// What the first verb of a sentence tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Something is done: hold, train, 开展.
    Activity,
    /// Something is looked for or tried, and nothing need come of it: explore, 探索.
    Search,
    /// Something is reached or changes: raise, 达到.
    Result,
    /// Any other, or none.
    Other,
}

/// What stands before the verb without being part of the sentence's sense.
const INTRODUCTIONS: &[&str] = &[
    "by", "in", "until", "before", "on", "within", "during", "from", "through", "over", "for",
    "to", "we", "will", "shall", "must", "i", "our", "goal", "is", "please", "the", "team", "end",
    "of",
];

/// Verbs of looking for something.
const SEARCHES: &[&str] = &[
    "explore",
    "try",
    "consider",
    "find",
    "investigate",
    "look",
    "experiment",
    "identify",
    "brainstorm",
    "think",
    "search",
];
const SEARCHES_ZH: &[&str] = &[
    "探索", "尝试", "试着", "考虑", "思考", "摸索", "探讨", "研究",
];

const RESULTS: &[&str] = &[
    "achieve", "reach", "attain", "keep", "maintain", "limit", "hold", "meet", "exceed", "deliver",
    "complete", "finish", "ensure",
];
const RESULTS_ZH: &[&str] = &["达到", "实现", "保持", "维持", "确保", "完成", "控制在"];

/// Where the sentence begins behind dates and introductory words.
pub(super) fn opening(plain: &Plain, dates: &[When]) -> usize {
    let mut walk = Walk::from(&plain.lower, 0);
    loop {
        let start = walk.at();
        while walk
            .peek()
            .is_some_and(|c| c.is_whitespace() || "\"'(),.:;-*•、。1234567890".contains(c))
            && !dates.iter().any(|date| date.at.0 == walk.at())
        {
            walk.skip(walk.peek().map_or(1, char::len_utf8));
        }
        if let Some(date) = dates.iter().find(|date| date.at.0 == walk.at()) {
            walk.skip(date.at.1 - walk.at());
            walk.space();
            walk.eat_any(&["之前", "以前", "前", "底", "末", "止", "起"]);
        } else if plain.is_chinese {
            walk.eat_any(&[
                "到",
                "至",
                "在",
                "于",
                "我们将",
                "我们",
                "将",
                "要",
                "需",
                "应",
                "目标",
            ]);
        } else {
            // "hold" begins an activity and "hold at" a level; only small words are skipped.
            walk.eat_word(INTRODUCTIONS);
        }
        if walk.at() == start {
            break;
        }
    }
    // Spaces were skipped; a number that opens the sentence is part of it.
    let skipped = &plain.lower[..walk.at()];
    let digits = skipped.len() - skipped.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    walk.at() - digits
}

/// What the first verb tells.
pub(super) fn verb(plain: &Plain, opening: usize, hits: &[Hit]) -> Verb {
    if hits.iter().any(|hit| hit.kind == Kind::Activity) {
        return Verb::Activity;
    }
    let rest = plain.lower.get(opening..).unwrap_or("");
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if plain.is_chinese {
        if starts(SEARCHES_ZH) {
            return Verb::Search;
        }
        let found = starts(DIRECTIONS_ZH) || starts(RESULTS_ZH);
        return if found { Verb::Result } else { Verb::Other };
    }
    let first = Walk::from(rest, 0).word().unwrap_or("");
    if SEARCHES.contains(&first) {
        Verb::Search
    } else if DIRECTIONS.contains(&first) || RESULTS.contains(&first) {
        Verb::Result
    } else {
        Verb::Other
    }
}
