//! Parts of the page that are made now and put into it when somebody opens them.
//!
//! A page of a few processes holds everything as it is. One of thousands of handoffs would be so
//! many elements that a browser takes longer to open it than a reader is ready to wait; there the
//! folded parts stand packed at its end, and a script takes out what is unfolded.

use std::cell::RefCell;

use maud::{Markup, PreEscaped, html};

use super::packed::packed;
use crate::audit::Checked;
use crate::lang::Lang;

/// Up to these a page holds everything as it is.
const MOST_FINDINGS: usize = 2_000;
const MOST_HANDOFFS: usize = 1_000;

/// Between two pieces: a character that no text has.
const BETWEEN: char = '\u{1f}';

/// The pieces of one language.
pub(super) struct Pieces {
    /// `None` where nothing is put off.
    kept: Option<RefCell<Vec<String>>>,
}

impl Pieces {
    /// Decides by size whether anything is put off.
    pub(super) fn of(checked: &Checked, findings: usize) -> Self {
        let handoffs = checked.world.chain.handoffs.len();
        let is_large = findings > MOST_FINDINGS || handoffs > MOST_HANDOFFS;
        Self {
            kept: is_large.then(RefCell::default),
        }
    }

    /// Whether parts are put off.
    pub(super) fn is_large(&self) -> bool {
        self.kept.is_some()
    }

    /// The number of a piece whose `content` is put off, and what stands in its place now.
    pub(super) fn later(&self, content: Markup) -> (Option<usize>, Markup) {
        let Some(kept) = &self.kept else {
            return (None, content);
        };
        let mut kept = kept.borrow_mut();
        kept.push(content.into_string());
        (Some(kept.len() - 1), html! {})
    }

    /// A fold whose content may be put off.
    pub(super) fn fold(&self, class: &str, summary: &Markup, content: Markup) -> Markup {
        let (piece, now) = self.later(content);
        html! { details class=(class) data-piece=[piece] { summary { (summary) } (now) } }
    }

    /// All pieces, packed, to stand at the end of a language; what to do without a script.
    pub(super) fn markup(&self, lang: Lang) -> Markup {
        let Some(kept) = &self.kept else {
            return html! {};
        };
        let harmless: Vec<String> = kept
            .borrow()
            .iter()
            .map(|piece| super::document::harmless(piece))
            .collect();
        let all = harmless.join(&BETWEEN.to_string());
        html! {
            script type="text/plain" class="pieces" { (PreEscaped(packed(&all))) }
            p class="nothing scriptless" {
                (lang.pick(
                    "In a report as large as this, what is folded is neither printed nor shown without a script. With --only and the id of a process, baton writes one that holds everything as it is.",
                    "如此大的报告，折叠的内容不打印，没有脚本时也不显示。用 --only 指定一个流程，即可生成内容齐全的报告。",
                ))
            }
        }
    }
}
