//! The numbers of a chart as a table, for readers who do not see the picture or want them exact.

use maud::{Markup, html};

use super::draw::text::shown;
use crate::lang::Lang;
use crate::measure::GapVerdict;
use crate::measure::gap::Observed;
use crate::quantity::Quantity;
use crate::report::gaps::rounded;

/// One cell.
pub(super) enum Cell {
    /// Words.
    Words(String),
    /// A quantity with its exact number in its unit, rounded as it is shown.
    Value(f64, String),
    /// There is nothing.
    None,
}

impl Cell {
    /// Words of a cell.
    pub(super) fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::None
        } else {
            Self::Words(words)
        }
    }

    /// A quantity, or nothing.
    pub(super) fn of(quantity: Option<&Quantity>, lang: Lang) -> Self {
        quantity.map_or(Self::None, |quantity| {
            Self::Value(quantity.number(), rounded(quantity).show(lang))
        })
    }

    fn markup(&self) -> Markup {
        match self {
            Self::Words(words) => html! { (shown(words)) },
            // Where nothing was rounded the text is exact.
            Self::Value(exact, text) if is_exact(*exact, text) => html! { (shown(text)) },
            Self::Value(exact, text) => html! { data value=(exact) { (shown(text)) } },
            Self::None => html! { "–" },
        }
    }
}

/// A text begins with the number itself.
fn is_exact(exact: f64, text: &str) -> bool {
    let rest = text.strip_prefix(&exact.to_string());
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// A table that is opened on demand; its first column names the rows.
pub(super) fn table(of: &str, heads: &[&str], rows: &[Vec<Cell>], lang: Lang) -> Markup {
    let numbers = lang.pick("Numbers", "数据");
    let of = format!("{numbers}{}{}", lang.pick(": ", "："), shown(of));
    html! {
        details class="chart-numbers" {
            summary { (of) }
            div class="chart-scroll" role="group" tabindex="0" aria-label=(of) {
                table {
                    thead { tr { @for head in heads { th scope="col" { (head) } } } }
                    tbody {
                        @for row in rows {
                            tr {
                                @for (at, cell) in row.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell.markup()) } }
                                    @else { td { (cell.markup()) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A measured value in a sentence: value, bounds, cases.
pub(super) fn observed(observed: &Observed, lang: Lang) -> String {
    let value = rounded(&observed.value).show(lang);
    let mut parts = Vec::new();
    if let Some((lower, upper)) = &observed.bounds {
        parts.push(format!(
            "{} … {}",
            rounded(lower).show(lang),
            rounded(upper).show(lang)
        ));
    } else if observed.census {
        parts.push(lang.pick("all cases", "全数").to_owned());
    }
    parts.extend(observed.n.map(|n| format!("n = {n}")));
    if parts.is_empty() {
        return value;
    }
    let parts = parts.join(lang.pick(", ", "，"));
    lang.pick(format!("{value} ({parts})"), format!("{value}（{parts}）"))
}

/// A verdict in a word.
pub(super) fn verdict(verdict: GapVerdict, lang: Lang) -> &'static str {
    match verdict {
        GapVerdict::Met => lang.pick("met", "已满足"),
        GapVerdict::NotMet => lang.pick("not met", "未满足"),
        GapVerdict::Undetermined(_) => lang.pick("undetermined", "尚不能判定"),
    }
}
