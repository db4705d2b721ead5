//! Sheets for a terminal: every text in full, wrapped in its column.

use unicode_width::UnicodeWidthStr;

use super::super::columns::{Align, Columns, lines};
use super::super::escape::visible;
use super::{Entry, Grid, Page, Part, Sheets, hole, legend};
use crate::lang::Lang;

/// Room for all columns of a table together.
const ROOM: usize = 112;

/// No column gets narrower while another may.
const NARROWEST: usize = 10;

/// What is to be written on by hand.
const RULE: &str = "__________";

/// All pages, one below the other.
pub(super) fn render(sheets: &Sheets) -> String {
    if sheets.pages.is_empty() {
        return format!("{}\n", sheets.nothing);
    }
    let pages = sheets.pages.iter().map(|one| page(one, sheets.lang));
    let mut text = pages.collect::<Vec<_>>().join("\n\n");
    if sheets.pages.iter().any(Page::has_holes) {
        text.push_str(&format!("\n{}\n", legend(sheets.lang)));
    }
    text
}

fn page(page: &Page, lang: Lang) -> String {
    let title = shown_line(&page.title);
    let mut text = format!("{title}\n{}\n\n", "=".repeat(title.width().min(ROOM)));
    for line in &page.lead {
        text.push_str(&format!("  * {line}\n"));
    }
    if !page.lead.is_empty() {
        text.push('\n');
    }
    let widest = page.facts.iter().map(|(name, _)| name.width()).max();
    for (name, entry) in &page.facts {
        let gap = " ".repeat(widest.unwrap_or(0) - name.width());
        text.push_str(&format!(
            "  {name}{gap}  {}\n",
            shown_line(&cell(entry, lang))
        ));
    }
    for part in &page.grid.parts {
        text.push_str(&format!("\n{}\n\n", part.title));
        text.push_str(&table(&page.grid, part, lang));
    }
    if !page.notes.is_empty() {
        text.push('\n');
    }
    for note in &page.notes {
        text.push_str(&format!("  {}\n", shown_line(note)));
    }
    text
}

fn table(grid: &Grid, part: &Part, lang: Lang) -> String {
    let own = grid.rows.iter().filter(|row| part.has_own(row));
    let rows: Vec<Vec<String>> = own
        .map(|row| {
            let cells = part.columns.iter().map(|column| &row[*column]);
            cells.map(|entry| cell(entry, lang)).collect()
        })
        .collect();
    let heads: Vec<&str> = part
        .columns
        .iter()
        .map(|column| grid.columns[*column].head)
        .collect();
    let widths = widths(&heads, &rows);
    let blank = vec![("", Align::Left); heads.len()];
    let mut columns = Columns::new(&blank, ROOM);
    let mut add = |cells: &[String]| {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| lines(cell, *width))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let cells = wrapped.iter().map(|cell| cell.get(line).cloned());
            columns.row(cells.map(Option::unwrap_or_default).collect());
        }
    };
    add(&heads
        .iter()
        .map(|head| (*head).to_owned())
        .collect::<Vec<_>>());
    add(&widths
        .iter()
        .map(|width| "-".repeat(*width))
        .collect::<Vec<_>>());
    for row in &rows {
        add(row);
    }
    // The empty head is nothing but a line break.
    columns.render().trim_start_matches('\n').to_owned()
}

/// The width of each column: what it needs, and where that is too much less for those whose
/// cells stay lowest.
fn widths(heads: &[&str], rows: &[Vec<String>]) -> Vec<usize> {
    let measured = |text: &str| text.lines().map(UnicodeWidthStr::width).collect();
    let columns: Vec<Vec<Vec<usize>>> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            let cells = cells.map(|cell| measured(cell));
            std::iter::once(measured(head)).chain(cells).collect()
        })
        .collect();
    let needed = columns.iter().map(|cells| cells.iter().flatten().max());
    let needed = needed.map(|needed| needed.copied().unwrap_or(0).clamp(1, ROOM));
    let mut widths: Vec<usize> = needed.collect();
    let room = ROOM.saturating_sub(2 * widths.len());
    while widths.iter().sum::<usize>() > room {
        let wide = (0..widths.len()).filter(|at| widths[*at] > NARROWEST);
        let lowest = wide.min_by_key(|at| {
            let width = widths[*at];
            (height(&columns[*at], width - 1), std::cmp::Reverse(width))
        });
        let Some(lowest) = lowest else {
            break;
        };
        widths[lowest] -= 1;
    }
    widths
}

/// About how many lines the highest cell of a column takes at a width.
fn height(cells: &[Vec<usize>], width: usize) -> usize {
    // Words are not broken, so a line is seldom full.
    let room = (width * 9 / 10).max(1);
    let of = |lines: &Vec<usize>| -> usize {
        let lines = lines.iter().map(|needed| match *needed <= width {
            true => 1,
            false => needed.div_ceil(room),
        });
        lines.sum()
    };
    cells.iter().map(of).max().unwrap_or(0)
}

/// A text of the user in one line.
fn shown_line(text: &str) -> String {
    super::super::escape::one_line(text)
}

fn cell(entry: &Entry, lang: Lang) -> String {
    match entry {
        Entry::Said(text) | Entry::Aside(text) => visible(text).replace('\t', " "),
        Entry::Hole => hole(lang).to_owned(),
        Entry::Blank => RULE.to_owned(),
        Entry::Above => String::new(),
    }
}
