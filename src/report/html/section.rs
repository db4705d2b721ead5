//! The parts of the page that a reader walks through: headings, tables, folds.

use maud::{Markup, html};

use super::View;
use super::charts::Charted;
use super::marks::prose;

/// One part with a heading and a place in the list of contents.
pub(super) struct Section {
    /// Its name in links.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// What it is for, in a sentence; empty if the heading says it.
    pub(super) lead: &'static str,
    pub(super) content: Markup,
}

impl Section {
    pub(super) fn render(&self, view: &View<'_>) -> Markup {
        let id = view.anchor(self.name);
        html! {
            section id=(id) aria-labelledby={ (id) "-title" } class={ "part " (self.name) } {
                h2 id={ (id) "-title" } { (self.title) }
                @if !self.lead.is_empty() { p class="lead" { (self.lead) } }
                (self.content)
            }
        }
    }
}

/// A table that may be wider than the page, with a caption and heads.
pub(super) fn table(caption: &str, heads: &[&str], rows: &Markup) -> Markup {
    html! {
        div class="wide" tabindex="0" role="group" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// Something that is long and asked for by few.
pub(super) fn fold(summary: &str, content: &Markup) -> Markup {
    html! { details class="fold" { summary { (summary) } (content) } }
}

/// Charts under a heading; where there is nothing to draw, what to collect.
pub(super) fn charted(charted: &Charted) -> Markup {
    let class = if charted.is_empty {
        "charted none"
    } else {
        "charted"
    };
    html! { div class=(class) { h3 { (charted.title) } (charted.body) } }
}

/// A picture that scrolls where it is wider than the page.
pub(super) fn scrolled(name: &str, picture: &Markup) -> Markup {
    html! { div class="scroll" tabindex="0" role="group" aria-label=(name) { (picture) } }
}

/// That there is nothing to show, and what would change that.
pub(super) fn nothing(why: &str) -> Markup {
    html! { p class="nothing" { (prose(why)) } }
}

/// An element without content, closed as XML wants it; browsers read both.
pub(super) fn closed(element: &Markup) -> Markup {
    let open = element.0.strip_suffix('>').unwrap_or(&element.0);
    maud::PreEscaped(format!("{open}/>"))
}
