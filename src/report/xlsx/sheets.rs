//! Value sheets and the three questions as a workbook: forms to print and to fill in.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::format::Unwritten;
use super::super::sheet::{Entry, Page, Sheets, hole, legend};
use super::table::{Cell, HEAD, Head, Looks, Table, Tone, set_height};
use crate::lang::Lang;

/// A workbook with more sheets than that opens slowly and is read by nobody.
const MOST_FORMS: usize = 250;

/// Longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// The workbook.
///
/// # Errors
/// If there are too many sheets, or one cannot hold what there is.
pub(in crate::report) fn render(sheets: &Sheets) -> Result<Vec<u8>, Unwritten> {
    let forms = sheets.pages.iter().filter(|page| !page.gathered).count();
    if forms > MOST_FORMS {
        return Err(Unwritten::Workbook(sheets.lang.pick(
            format!("{forms} value sheets are more than the {MOST_FORMS} of a workbook; name some with --sheet or --process"),
            format!("{forms} 张价值单超过一个工作簿的上限 {MOST_FORMS} 张；请用 --sheet 或 --process 选择"),
        )));
    }
    workbook(sheets).map_err(|error| Unwritten::Workbook(error.to_string()))
}

fn workbook(sheets: &Sheets) -> Result<Vec<u8>, XlsxError> {
    let lang = sheets.lang;
    let title = lang.pick("Customer value", "客户价值");
    let mut workbook = super::begun(title)?;
    let looks = Looks::new();
    let mut names = BTreeSet::new();
    for page in sheets.pages.iter().filter(|page| !page.gathered) {
        let name = name(&page.name, &mut names);
        form(workbook.add_worksheet(), page, &name, &looks, lang)?;
    }
    let gathered: Vec<&Page> = sheets.pages.iter().filter(|page| page.gathered).collect();
    if !gathered.is_empty() {
        gather(&mut workbook, &gathered, &looks, lang)?;
    }
    if sheets.pages.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_column_width(0, 100.0)?;
        looks.write(sheet, 0, 0, &Cell::text(sheets.nothing), &mut 0)?;
    }
    workbook.save_to_buffer()
}

/// A name no other sheet has, without the signs that none may have.
fn name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let wanted: String = wanted.chars().map(plain).collect();
    for number in 1.. {
        let tail = match number {
            1 => String::new(),
            number => format!(" {number}"),
        };
        // Excel counts in units of UTF-16.
        let mut name = String::new();
        for c in wanted.chars() {
            let used: usize = name.chars().map(char::len_utf16).sum();
            if used + c.len_utf16() + tail.len() > LONGEST_NAME {
                break;
            }
            name.push(c);
        }
        name.push_str(&tail);
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    wanted
}

fn cell(entry: &Entry, above: Option<&Entry>, lang: Lang) -> Cell {
    match (entry, above) {
        (Entry::Said(text), _) => Cell::text(&**text),
        (Entry::Aside(text), _) => Cell::Toned(text.clone(), Tone::Faint),
        (Entry::Hole, _) => Cell::Toned(hole(lang).to_owned(), Tone::Bad),
        (Entry::Blank, _) => Cell::Input(None),
        (Entry::Above, Some(above)) => cell(above, None, lang),
        (Entry::Above, None) => Cell::Empty,
    }
}

/// One page as one sheet: title, how to fill it in, facts, table, notes.
fn form(
    sheet: &mut Worksheet,
    page: &Page,
    name: &str,
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let columns = &page.grid.columns;
    let widths: Vec<u16> = columns.iter().map(|column| column.widest).collect();
    for (at, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(at, f64::from(*width) + 1.0)?;
    }
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).max(1) - 1;
    let title = super::super::escape::one_line(&page.title);
    sheet.write_string_with_format(0, 0, &title, &looks.title)?;
    sheet.set_row_height(0, HEAD)?;
    let mut row = 2;
    for line in &page.lead {
        sheet.write_string_with_format(row, 0, *line, &looks.remark)?;
        row += 1;
    }
    for (fact, entry) in &page.facts {
        sheet.merge_range(row, 0, row, 1, fact, &looks.strong)?;
        looks.merge(sheet, (row, 2, 5), &cell(entry, None, lang))?;
        row += 1;
    }
    row += 1;
    let head = row;
    for (at, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(row, at, column.head, &looks.wrapped_head())?;
    }
    sheet.set_row_height(row, 2.0 * HEAD)?;
    for entries in &page.grid.rows {
        row += 1;
        let cells: Vec<Cell> = entries.iter().map(|one| cell(one, None, lang)).collect();
        set_height(sheet, row, cells.iter().zip(widths.iter().copied()))?;
        for (at, cell) in (0u16..).zip(&cells) {
            looks.write(sheet, row, at, cell, &mut 0)?;
        }
        if entries.contains(&Entry::Blank) {
            // Room for a pen.
            sheet.set_row_height(row, 2.0 * HEAD)?;
        }
    }
    row += 1;
    let is_filled = page.lead.is_empty();
    let said = page.notes.iter().map(String::as_str);
    for note in said.chain(is_filled.then(|| legend(lang))) {
        row += 1;
        sheet.write_string_with_format(
            row,
            0,
            super::super::escape::one_line(note),
            &looks.remark,
        )?;
    }
    sheet.set_freeze_panes(head + 1, 2)?;
    sheet.set_print_area(0, 0, row, last)?;
    sheet.set_repeat_rows(head, head)?;
    printable(sheet);
    Ok(())
}

/// A4, landscape, as wide as the page.
fn printable(sheet: &mut Worksheet) {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_gridlines(true);
    sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P / &N");
}

/// A sheet for each part, with the rows of all pages, so that they can be filtered.
fn gather(
    workbook: &mut Workbook,
    pages: &[&Page],
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    let Some(first) = pages.first() else {
        return Ok(());
    };
    for part in &first.grid.parts {
        let columns: Vec<usize> = std::iter::once(0)
            .chain(part.columns.iter().copied())
            .collect();
        let heads: Vec<Head> = columns
            .iter()
            .filter_map(|at| first.grid.columns.get(*at))
            .map(|column| (column.head, column.widest))
            .collect();
        let mut rows = Vec::new();
        for page in pages {
            let mut above: Option<&Vec<Entry>> = None;
            for row in &page.grid.rows {
                if part.has_own(row) {
                    let cells = columns.iter().filter_map(|at| {
                        let over = above.and_then(|above| above.get(*at));
                        Some(cell(row.get(*at)?, over, lang))
                    });
                    rows.push(cells.collect());
                }
                if row.iter().any(|entry| *entry != Entry::Above)
                    && row.first() != Some(&Entry::Above)
                {
                    above = Some(row);
                }
            }
        }
        let printed = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        let table = Table {
            heads,
            rows,
            frozen: 2,
            printed,
            nothing: "",
        };
        table.write(workbook.add_worksheet(), part.short, looks)?;
    }
    Ok(())
}
