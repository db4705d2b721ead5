//! Verdicts and levels as marks: a shape and a word, and a colour only beside them.

use maud::{Markup, html};

use crate::finding::{Level, Verdict};
use crate::lang::Lang;
use crate::measure::GapVerdict;

/// Every state a mark can show, with its class on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Good,
    Bad,
    Open,
    None,
    Unchecked,
}

impl Mark {
    /// The mark of a verdict; of nothing, that nobody looked.
    pub(super) fn of(verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Conform) => Self::Good,
            Some(Verdict::Nonconform) => Self::Bad,
            Some(Verdict::Undetermined) => Self::Open,
            Some(Verdict::NotApplicable) => Self::None,
            None => Self::Unchecked,
        }
    }

    /// The mark of what figures show.
    pub(super) fn of_gap(verdict: GapVerdict) -> Self {
        match verdict {
            GapVerdict::Met => Self::Good,
            GapVerdict::NotMet => Self::Bad,
            GapVerdict::Undetermined(_) => Self::Open,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Open => "open",
            Self::None => "none",
            Self::Unchecked => "unchecked",
        }
    }

    /// The same shapes as in the report for a terminal.
    pub(super) fn shape(self) -> &'static str {
        match self {
            Self::Good => "■",
            Self::Bad => "□",
            Self::Open => "▨",
            Self::None => "–",
            Self::Unchecked => "·",
        }
    }
}

/// The shape alone, for beside words that say the same. The style draws it, so that no screen
/// reader says it.
pub(super) fn shape(mark: Mark) -> Markup {
    html! { i class=(mark.class()) {} }
}

/// A shape with its word.
pub(super) fn said(mark: Mark, word: &str) -> Markup {
    html! { b class=(mark.class()) { (word) } }
}

/// A verdict with its word.
pub(super) fn verdict(verdict: Verdict, lang: Lang) -> Markup {
    said(Mark::of(Some(verdict)), verdict.word(lang))
}

/// Whether a need is served, in a word.
pub(super) fn gap(verdict: GapVerdict, lang: Lang) -> Markup {
    let word = match verdict {
        GapVerdict::Met => lang.pick("met", "已满足"),
        GapVerdict::NotMet => lang.pick("not met", "未满足"),
        GapVerdict::Undetermined(_) => lang.pick("undetermined", "尚不能判定"),
    };
    said(Mark::of_gap(verdict), word)
}

/// Whether a goal is reached, in a word.
pub(super) fn goal(verdict: GapVerdict, lang: Lang) -> Markup {
    let word = match verdict {
        GapVerdict::Met => lang.pick("met", "已达成"),
        GapVerdict::NotMet => lang.pick("not met", "未达成"),
        GapVerdict::Undetermined(_) => lang.pick("undetermined", "尚不能判定"),
    };
    said(Mark::of_gap(verdict), word)
}

/// The level of a finding in the auditor's word; the style draws its shape.
pub(super) fn level(level: Level, lang: Lang) -> Markup {
    html! { b class=(level.name()) { (level_word(level, lang)) } }
}

/// The level of so many findings, to stand behind their number.
pub(super) fn levels(level: Level, count: usize, lang: Lang) -> Markup {
    html! { b class=(level.name()) { (counted(level, count, lang)) } }
}

/// The word behind a number of findings.
pub(super) fn counted(level: Level, count: usize, lang: Lang) -> &'static str {
    match (level, count) {
        (Level::Note, 0 | 2..) => lang.pick("observations", "观察项"),
        _ => level_word(level, lang),
    }
}

/// A text of the program, in which what stands between backticks is code.
pub(super) fn prose(text: &str) -> Markup {
    let parts: Vec<&str> = text.split('`').collect();
    // Without its twin a backtick is one.
    let is_paired = parts.len() % 2 == 1;
    html! {
        @if is_paired {
            @for (at, part) in parts.iter().enumerate() {
                @if at % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else {
            (text)
        }
    }
}

/// The auditor's word: what management knows it by.
pub(super) fn level_word(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => lang.pick("major", "严重不符合"),
        Level::Warning => lang.pick("minor", "一般不符合"),
        Level::Note => lang.pick("observation", "观察项"),
    }
}
