//! Customer value sheets with their holes.

use super::body::Page;
use super::charts;
use super::section::Section;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "sheets",
        title: lang.pick("Customer value sheets", "客户价值单"),
        lead: "",
        content: charts::sheets::section(&page.view).body,
    }
}
