//! Markdown: headings, tables and cells.

use std::fmt::Write as _;

/// A page that is written from top to bottom.
pub(super) struct Page(String);

impl Page {
    /// A page with a title and what it is about, in both languages.
    pub(super) fn new(title: &str, en: &str, zh: &str) -> Self {
        let mut page = Self::of_one(title, en);
        page.paragraph(zh);
        page
    }

    /// A page in one language.
    pub(super) fn of_one(title: &str, about: &str) -> Self {
        let note =
            "<!-- Made from the program: `BLESS=1 cargo test --test docs` writes it anew. -->";
        Self(format!("{note}\n\n# {title}\n\n{about}\n"))
    }

    pub(super) fn heading(&mut self, depth: usize, text: &str) {
        let _ = write!(self.0, "\n{} {text}\n", "#".repeat(depth));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let _ = write!(self.0, "\n{text}\n");
    }

    /// A fenced block.
    pub(super) fn block(&mut self, language: &str, text: &str) {
        let _ = write!(self.0, "\n```{language}\n{}\n```\n", text.trim_end());
    }

    /// A table; nothing if there are no rows.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        if rows.is_empty() {
            return;
        }
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        self.0.push('\n');
        self.0.push_str(&line(&head.map(str::to_owned)));
        self.0.push_str(&format!("|{}\n", "---|".repeat(N)));
        for row in rows {
            let cells: Vec<_> = row.iter().map(|text| cell(text)).collect();
            self.0.push_str(&line(&cells));
        }
    }

    pub(super) fn text(self) -> String {
        self.0
    }
}

/// A text that fits into one cell.
fn cell(text: &str) -> String {
    text.trim().replace('|', "\\|").replace('\n', " ")
}

/// A text in a code font; empty stays empty.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("`{text}`")
    }
}
