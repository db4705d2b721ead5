//! Matrices: tables of signs, each a shape with its word for those who do not see it.

use maud::{Markup, html};

use super::draw::text::shown;
use crate::finding::Verdict;
use crate::lang::Lang;
use crate::report::boxes::box_of;

/// A verdict in words; `None` where nothing was looked at.
pub(super) fn word(verdict: Option<Verdict>, lang: Lang) -> &'static str {
    match verdict {
        Some(Verdict::Conform) => lang.pick("conform", "符合"),
        Some(Verdict::Nonconform) => lang.pick("nonconform", "不符合"),
        Some(Verdict::Undetermined) => lang.pick("undetermined", "尚不能判定"),
        Some(Verdict::NotApplicable) => lang.pick("not applicable", "不适用"),
        None => lang.pick("not looked at", "未检查"),
    }
}

fn class(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Conform) => "sign-good",
        Some(Verdict::Nonconform) => "sign-bad",
        Some(Verdict::Undetermined) => "sign-open",
        Some(Verdict::NotApplicable) | None => "sign-none",
    }
}

/// The sign of a verdict.
pub(super) fn sign(verdict: Option<Verdict>, lang: Lang) -> Markup {
    of(box_of(verdict), class(verdict), word(verdict, lang))
}

/// A sign of one's own: what it looks like, and its word.
pub(super) fn of(sign: &str, class: &str, word: &str) -> Markup {
    html! { span class=(class) role="img" aria-label=(word) { (sign) } }
}

/// What the signs of verdicts mean.
pub(super) fn legend(lang: Lang) -> Markup {
    let all = [
        Some(Verdict::Conform),
        Some(Verdict::Nonconform),
        Some(Verdict::Undetermined),
        Some(Verdict::NotApplicable),
        None,
    ];
    html! {
        ul class="chart-legend" {
            @for verdict in all {
                li { span class=(class(verdict)) aria-hidden="true" { (box_of(verdict)) } " " (word(verdict, lang)) }
            }
        }
    }
}

/// A column: its head, and whether that is long and stands upright.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) is_upright: bool,
}

/// A matrix whose first column names the rows.
pub(super) fn matrix(caption: &str, columns: &[Column], rows: &[(Markup, Vec<Markup>)]) -> Markup {
    let caption = shown(caption);
    html! {
        div class="chart-scroll" role="group" tabindex="0" aria-label=(caption) {
            table class="chart-matrix" {
                caption { (caption) }
                thead { tr {
                    @for column in columns {
                        @if column.is_upright { th scope="col" class="upright" { span { (shown(&column.head)) } } }
                        @else { th scope="col" { (shown(&column.head)) } }
                    }
                } }
                tbody {
                    @for (name, cells) in rows {
                        tr { th scope="row" { (name) } @for cell in cells { td { (cell) } } }
                    }
                }
            }
        }
    }
}
