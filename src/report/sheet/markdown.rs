//! Sheets as Markdown: a heading a sheet, a table a part.

use super::super::escape::markdown;
use super::{Entry, Grid, Page, Part, Sheets, hole, legend};
use crate::lang::Lang;

/// All pages, one below the other.
pub(super) fn render(sheets: &Sheets) -> String {
    if sheets.pages.is_empty() {
        return format!("{}\n", markdown(sheets.nothing));
    }
    let pages = sheets.pages.iter().map(|one| page(one, sheets.lang));
    let mut text = pages.collect::<Vec<_>>().join("\n");
    if sheets.pages.iter().any(Page::has_holes) {
        text.push_str(&format!("\n*{}*\n", legend(sheets.lang)));
    }
    text
}

fn page(page: &Page, lang: Lang) -> String {
    let mut text = format!("## {}\n\n", markdown(&page.title));
    for line in &page.lead {
        text.push_str(&format!("- {}\n", markdown(line)));
    }
    if !page.lead.is_empty() {
        text.push('\n');
    }
    let colon = lang.pick(": ", "：");
    for (name, entry) in &page.facts {
        let line = format!("- **{name}**{colon}{}", cell(entry, lang));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for part in &page.grid.parts {
        text.push_str(&format!("\n### {}\n\n", markdown(part.title)));
        text.push_str(&table(&page.grid, part, lang));
    }
    if !page.notes.is_empty() {
        text.push('\n');
    }
    for note in &page.notes {
        text.push_str(&format!("- {}\n", markdown(note)));
    }
    text
}

fn table(grid: &Grid, part: &Part, lang: Lang) -> String {
    let heads = part.columns.iter().map(|column| grid.columns[*column].head);
    let mut text = line(heads.map(markdown));
    text.push_str(&line(part.columns.iter().map(|_| "---".to_owned())));
    for row in grid.rows.iter().filter(|row| part.has_own(row)) {
        let cells = part.columns.iter().map(|column| cell(&row[*column], lang));
        text.push_str(&line(cells));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

fn cell(entry: &Entry, lang: Lang) -> String {
    match entry {
        Entry::Said(text) | Entry::Aside(text) => {
            let lines: Vec<String> = text.lines().map(markdown).collect();
            lines.join("<br>")
        }
        Entry::Hole => hole(lang).to_owned(),
        Entry::Blank | Entry::Above => String::new(),
    }
}
