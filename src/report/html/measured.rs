//! All handoffs side by side: eight questions, what is asked and what comes, figures one period
//! after the other, and how long cases take.

use maud::{Markup, html};

use super::body::Page;
use super::charts;
use super::section::{Section, charted};

/// `None` if nothing is handed over.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let (view, lang) = (&page.view, page.view.lang);
    if view.checked.world.chain.handoffs.is_empty() {
        return None;
    }
    Some(Section {
        name: "measured",
        title: lang.pick("All handoffs at a glance", "交接总览"),
        lead: lang.pick(
            "What is needed, promised and delivered. A change from period to period is a signal only where chance does not explain it.",
            "需要什么、承诺什么、交付什么。各期之间的变化，只有偶然解释不了的才算信号。",
        ),
        content: html! {
            (questions(page))
            (charted(&charts::handoffs::section(view)))
            (charted(&charts::control::section(view)))
            (charted(&charts::times::section(view)))
        },
    })
}

/// The eight questions; of very many handoffs they are folded.
fn questions(page: &Page<'_>) -> Markup {
    let section = charts::questions::section(&page.view);
    if !page.pieces.is_large() {
        return charted(&section);
    }
    let title = html! { (section.title) };
    page.pieces.fold("fold", &title, section.body)
}
