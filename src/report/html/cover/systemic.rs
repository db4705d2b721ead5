//! The same finding over many objects: one cause to look for, not many findings.

use maud::{Markup, html};

use super::super::body::Page;
use crate::report::systemic;

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let lines = systemic::lines(view.checked, &view.audit.rules, view.scope, lang);
    html! {
        @if !lines.is_empty() {
            h3 { (lang.pick("Many findings, likely one cause", "多处发现，很可能同一原因")) }
            ul class="systemic" { @for line in &lines { li { (line) } } }
        }
    }
}
