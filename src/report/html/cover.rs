//! The cover: what somebody reads who reads one page.
//!
//! The verdict of the audit in a sentence, how checks ended, what the chain achieves by
//! three yardsticks, what is to be decided, and what changed since last time.

mod change;
mod conclusion;
mod decisions;
mod systemic;
mod yardsticks;

use maud::{Markup, html};

use super::body::Page;
use super::section::Section;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "summary",
        title: lang.pick("Summary for management", "管理层摘要"),
        lead: "",
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    html! {
        (conclusion::render(page))
        (systemic::render(page))
        (decisions::render(page))
        (yardsticks::render(page))
        (change::render(page))
    }
}
