//! Reasons to doubt a log, in words.

use crate::lang::Lang;
pub(super) use crate::measure::log::wording::{message, name};
use crate::measure::log::{Concern, LogMeasures};

/// All of them, before any figure; empty if there is none.
pub(super) fn text(measures: &LogMeasures, lang: Lang) -> String {
    if measures.concerns.is_empty() {
        return String::new();
    }
    let mut text = lang
        .pick("Before you trust the figures\n", "采信这些数据之前\n")
        .to_owned();
    for concern in &measures.concerns {
        let mark = if concern.doubts_times() { '!' } else { '·' };
        text.push_str(&format!("  {mark} {}\n", message(concern, measures, lang)));
    }
    if measures.concerns.iter().any(Concern::doubts_times) {
        text.push_str(lang.pick(
            "  Times below are of low confidence until what is marked with ! is mended.\n",
            "  标有 ! 的问题解决之前，以下时间数据可信度低。\n",
        ));
    }
    text
}
