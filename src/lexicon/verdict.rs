//! Whether a bare sentence is specific, measurable and time-bound, and by which words.
//!
//! Weak evidence: fields say more. What the sentence alone decides is decided here.

use super::calendar::{Purpose, When};
use super::entry::{Kind, Letter};
use super::number::Number;
use super::opening::Verb;
use super::plain::{Plain, in_word, is_cjk};
use super::role::Role;
use super::sentence::Sentence;
use super::walk::Walk;
use crate::source::Span;

/// A verdict on one letter of SMART, from the sentence alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The sentence keeps the letter.
    pub holds: bool,
    /// The words that decided; none if it was their absence.
    pub because: Option<Span>,
}

impl Verdict {
    fn yes(because: Option<Span>) -> Self {
        Self {
            holds: true,
            because,
        }
    }

    fn no(because: Option<Span>) -> Self {
        Self {
            holds: false,
            because,
        }
    }
}

/// Words without content of their own.
const SMALL: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "to",
    "by",
    "in",
    "on",
    "at",
    "for",
    "and",
    "or",
    "with",
    "from",
    "is",
    "are",
    "be",
    "all",
    "least",
    "most",
    "more",
    "less",
    "than",
    "each",
    "every",
    "day",
    "week",
    "month",
    "year",
    "time",
    "times",
    "once",
    "twice",
    "daily",
    "weekly",
    "monthly",
    "start",
    "do",
    "try",
    "continue",
    "it",
    "that",
    "this",
    "our",
    "my",
    "their",
    "will",
    "we",
    "i",
    "as",
    "up",
    "increase",
    "reduce",
    "improve",
    "raise",
    "intensity",
    "duration",
    "frequency",
    "better",
];

/// Verbs of an act that is over when it is done.
const ACTS: &[&str] = &[
    "send",
    "submit",
    "sign",
    "publish",
    "issue",
    "launch",
    "complete",
    "finish",
    "close",
    "install",
    "hire",
    "register",
    "apply",
    "enquire",
    "inquire",
    "book",
    "schedule",
    "buy",
    "deliver",
    "finalize",
    "finalise",
    "arrange",
    "award",
    "open",
    "enter",
    "implement",
    "conduct",
];
const ACTS_ZH: &[&str] = &[
    "完成", "提交", "发布", "上线", "签订", "关闭", "安装", "交付", "投产", "验收", "招聘",
];

/// How many words say what it is about.
pub(super) fn content(plain: &Plain, opening: usize, numbers: &[Number], dates: &[When]) -> usize {
    let taken = |at: usize| {
        numbers
            .iter()
            .any(|number| number.at.0 <= at && at < number.at.1)
            || dates.iter().any(|date| date.at.0 <= at && at < date.at.1)
    };
    if plain.is_chinese {
        let rest = plain.lower.get(opening..).unwrap_or("");
        let characters = rest
            .char_indices()
            .filter(|(at, c)| is_cjk(*c) && !taken(opening + at));
        // Two characters are about one word.
        return characters.count() / 2;
    }
    let mut walk = Walk::from(&plain.lower, opening);
    let mut count = 0;
    while let Some(c) = walk.peek() {
        if !in_word(c) {
            walk.skip(c.len_utf8());
            continue;
        }
        let start = walk.at();
        let end = walk
            .rest()
            .find(|c| !in_word(c))
            .map_or(plain.lower.len(), |end| start + end);
        let word = &plain.lower[start..end];
        let says = !SMALL.contains(&word) && !word.starts_with(|c: char| c.is_ascii_digit());
        count += usize::from(says && !taken(start));
        walk.skip(end - start);
    }
    count
}

/// The sentence begins with an act that is done or not done.
pub(super) fn is_single_act(plain: &Plain, opening: usize) -> bool {
    if plain.is_chinese {
        return ACTS_ZH.iter().any(|act| plain.lower.contains(act));
    }
    Walk::from(&plain.lower, opening).eat_word(ACTS)
}

impl Sentence {
    /// It says how much, how often or how long, or names an act with its day.
    pub fn measurable(&self) -> Verdict {
        if let Some(hit) = self.hits.iter().find(|hit| hit.kind == Kind::Placeholder) {
            return Verdict::no(Some(hit.span));
        }
        let counts = |number: &&Number| number.role != Role::Percentile && !number.is_start;
        // Of what is only looked for, a number says what it is like, not how much to reach.
        let looks_for = self.verb == Verb::Search;
        let reaches = |number: &&Number| !looks_for || number.is_target;
        let mut numbers = self.numbers.iter().filter(counts);
        if let Some(number) = numbers.find(reaches) {
            return Verdict::yes(Some(number.span));
        }
        // Done or not done by its day: that can be counted as well.
        let mut dates = self
            .dates
            .iter()
            .filter(|date| date.purpose == Purpose::Deadline);
        if let Some(date) = dates.next().filter(|_| self.is_single_act) {
            return Verdict::yes(Some(date.span));
        }
        let weak = self
            .hits
            .iter()
            .find(|hit| hit.letter == Letter::Measurable);
        Verdict::no(weak.map(|hit| hit.span))
    }

    /// It says of what, and commits to it.
    pub fn specific(&self) -> Verdict {
        let open = |kind: Kind| matches!(kind, Kind::Escape | Kind::Placeholder | Kind::OpenEnded);
        let examples = |word: &str| word == "such as" || word == "诸如";
        let mut hits = self.hits.iter();
        if let Some(hit) = hits.find(|hit| open(hit.kind) && !examples(&hit.word)) {
            return Verdict::no(Some(hit.span));
        }
        if self.verb == Verb::Search || self.content < 2 {
            return Verdict::no(None);
        }
        Verdict::yes(None)
    }

    /// It says by when.
    pub fn time_bound(&self) -> Verdict {
        let mut dates = self.dates.iter();
        if let Some(date) = dates.find(|date| date.purpose == Purpose::Deadline) {
            return Verdict::yes(Some(date.span));
        }
        let weak = self.hits.iter().find(|hit| hit.letter == Letter::TimeBound);
        Verdict::no(weak.map(|hit| hit.span))
    }
}
