//! A text with delimiters to rows of cells, each with its place.

use std::borrow::Cow;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder, Terminator};

use crate::source::Span;

/// One cell.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// What it says, without quotes and blanks around it.
    pub(super) text: Cow<'a, str>,
    /// Its bytes, with its quotes.
    pub(super) span: Span,
}

/// The cells of one line, or of several where a quoted cell holds line ends.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) cells: Vec<Cell<'a>>,
}

impl Row<'_> {
    /// From its first cell to its last.
    pub(super) fn span(&self) -> Span {
        let ends = self.cells.first().zip(self.cells.last());
        ends.map_or_else(Span::default, |(first, last)| Span {
            start: first.span.start,
            end: last.span.end,
        })
    }
}

/// All rows that are not blank.
#[derive(Debug)]
pub(super) struct CellTable<'a> {
    pub(super) rows: Vec<Row<'a>>,
    /// A quoted cell that the text ends in.
    pub(super) unclosed: Option<Span>,
}

/// Splits a text by the delimiter that its first line shows.
pub(super) fn split(text: &str) -> CellTable<'_> {
    let (delimiter, mut at) = delimiter(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .build();
    // A cell is never longer than its text, so the room is enough for each.
    let mut room = vec![0; text.len() + 1];
    let mut table = CellTable {
        rows: Vec::new(),
        unclosed: None,
    };
    let mut cells = Vec::new();
    loop {
        let start = at;
        let (written, record_end) = field(&mut reader, text, &mut at, &mut room);
        let Some(record_end) = record_end else {
            break;
        };
        let bytes = room.get(..written).unwrap_or_default();
        let raw = Raw::of(text, start..at, cells.is_empty(), record_end);
        if raw.is_unclosed() {
            table.unclosed = Some(raw.span());
        }
        cells.push(raw.cell(bytes));
        if record_end {
            let row = Row {
                cells: std::mem::take(&mut cells),
            };
            if row.cells.iter().any(|cell| !cell.text.is_empty()) {
                table.rows.push(row);
            }
        }
    }
    table
}

/// Reads one field: the bytes written, and whether its record ends; `None` at the end.
fn field(
    reader: &mut Reader,
    text: &str,
    at: &mut usize,
    room: &mut [u8],
) -> (usize, Option<bool>) {
    let mut written = 0;
    loop {
        let rest = &text.as_bytes()[*at..];
        let (result, read, wrote) = reader.read_field(rest, &mut room[written..]);
        *at += read;
        written += wrote;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => return (written, Some(record_end)),
            ReadFieldResult::End => return (written, None),
        }
    }
}

/// A field as it stands in the text, without what divides it from others.
struct Raw<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Raw<'a> {
    fn of(text: &'a str, range: std::ops::Range<usize>, first: bool, last: bool) -> Self {
        let mut start = range.start;
        let mut raw = text.get(range).unwrap_or("");
        if first {
            // The end of the line before, and blank lines.
            let own = raw.trim_start_matches(['\r', '\n']);
            start += raw.len() - own.len();
            raw = own;
        }
        raw = match last {
            true => raw.trim_end_matches(['\r', '\n']),
            false => raw.get(..raw.len().saturating_sub(1)).unwrap_or(raw),
        };
        let own = raw.trim_start();
        start += raw.len() - own.len();
        Self {
            text: own.trim_end(),
            start,
        }
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    fn is_quoted(&self) -> bool {
        self.text.starts_with('"')
    }

    fn is_unclosed(&self) -> bool {
        self.is_quoted() && self.text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
    }

    fn cell(&self, unquoted: &[u8]) -> Cell<'a> {
        let text = match self.is_quoted() {
            true => Cow::Owned(String::from_utf8_lossy(unquoted).trim().to_owned()),
            false => Cow::Borrowed(self.text),
        };
        let span = self.span();
        Cell { text, span }
    }
}

/// The delimiter, and where the table begins: a first line `sep=;` names it.
fn delimiter(text: &str) -> (u8, usize) {
    let line_end = |from: usize| {
        let rest = text.get(from..).unwrap_or("");
        from + rest.find(['\n', '\r']).unwrap_or(rest.len())
    };
    let first = &text[..line_end(0)];
    let named = first.strip_prefix("sep=").map(str::as_bytes);
    if let Some([delimiter]) = named {
        return (*delimiter, first.len());
    }
    let mut quoted = false;
    let mut counts = [0; 4];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        let known = DELIMITERS.iter().position(|known| *known == byte);
        if let Some(at) = known.filter(|_| !quoted) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    let at = counts.iter().position(|count| *count == most).unwrap_or(0);
    (DELIMITERS[at], 0)
}

/// What divides cells; of equals the first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
