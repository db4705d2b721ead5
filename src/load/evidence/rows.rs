//! Rows to records, by way of a table as TOML would hold it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use super::cells::{Cell, CellTable, Row};
use super::chosen::chosen;
use super::headings::{self, Column, Headings};
use super::numbers;
use crate::lang::Text;
use crate::load::Choice;
use crate::load::choices::DecimalMark;
use crate::load::decode::Decoding;
use crate::load::document::Evidence;
use crate::load::list::List;
use crate::load::record::Record;
use crate::load::schema::Shape;
use crate::load::tree::{Entry, Node, Origin, Table, Value};
use crate::problem::{EvidenceProblem, Expected, Problem, ProblemKind};
use crate::source::{SourceId, Span};

/// The rows of one file with what its declaration says of all of them.
pub(super) struct Rows<'a> {
    pub(super) table: &'a CellTable<'a>,
    pub(super) headings: &'a Headings,
    pub(super) declared: &'a Evidence,
    pub(super) source: SourceId,
    /// The name of the file, for rows without an id.
    pub(super) stem: &'a str,
}

impl<'a> Rows<'a> {
    /// Reads every row as a record.
    pub(super) fn records<R: Record>(&self, problems: &mut Vec<Problem>) -> List<Arc<R>> {
        let unread = HashSet::new();
        let mut decoding = Decoding::new(self.source, &unread, problems);
        let rows = self.table.rows.iter().skip(1).enumerate();
        let marks = self.marks(&mut decoding);
        List::of(rows.filter_map(|(at, row)| {
            let (span, known) = (row.span(), decoding.known_problems());
            let table = self.table_of::<R>(at + 1, row, &marks, &mut decoding)?;
            // Of a row whose cells cannot be told apart nothing more is to be said.
            let sound = decoding.known_problems() == known;
            sound.then(|| (span, Arc::new(R::decode_table(&table, span, &mut decoding))))
        }))
    }

    /// The mark before fractions of each column: as declared, else as its numbers show. Reports
    /// once what stays open.
    fn marks(&self, decoding: &mut Decoding<'_>) -> Vec<Option<char>> {
        let declared = self.declared.decimal.map(DecimalMark::mark);
        let columns = self.headings.columns.iter().enumerate();
        let of = |(at, column): (usize, &Column)| {
            let is_number = match column {
                Column::Key(key) => {
                    let expected = (key.shape)().expected();
                    use Expected::{Integer, Money, Number, Quantity};
                    matches!(expected, Quantity | Money | Integer | Number)
                }
                Column::Count(_) | Column::Expected(_) => true,
                _ => false,
            };
            if declared.is_some() || !is_number {
                return declared;
            }
            let rows = self.table.rows.iter().skip(1);
            let cells = rows.filter_map(|row| row.cells.get(at));
            let shown = numbers::shown(cells.clone().map(|cell| &*cell.text));
            let mut open = cells.filter(|cell| shown.is_none() && numbers::is_open(&cell.text));
            if let Some(first) = open.next() {
                let kind = EvidenceProblem::AmbiguousNumber {
                    written: first.text.clone().into_owned(),
                    more: open.count(),
                };
                decoding.problem(first.span, ProblemKind::Evidence(kind));
            }
            shown
        };
        columns.map(of).collect()
    }

    /// A row as a table; `None` if a number of it may be two.
    fn table_of<R: Record>(
        &self,
        number: usize,
        row: &'a Row<'a>,
        marks: &[Option<char>],
        decoding: &mut Decoding<'_>,
    ) -> Option<Table<'a>> {
        let mut made = Making {
            table: Table::new(row.span(), Origin::Header),
            headings: self.headings.span,
        };
        let filled = row.cells.iter().rposition(|cell| !cell.text.is_empty());
        let (cells, headings) = (row.cells.len(), self.headings.columns.len());
        // Spreadsheets write empty cells beyond the last heading.
        if cells < headings || filled.is_some_and(|last| last >= headings) {
            let kind = EvidenceProblem::RowWidth { cells, headings };
            decoding.problem(row.span(), ProblemKind::Evidence(kind));
        }
        let unit = self.unit(row);
        let (mut counts, mut expected) = (Vec::new(), Vec::new());
        let columns = self.headings.columns.iter().zip(marks);
        for ((column, mark), cell) in columns.zip(&row.cells) {
            match *column {
                Column::Key(key) if !cell.text.is_empty() => {
                    let value = value(cell, &(key.shape)(), unit, *mark)?;
                    made.push(key.name, cell.span, value);
                }
                Column::Count(at) => counts.push((at, cell, *mark)),
                Column::Expected(at) => expected.push((at, cell, *mark)),
                _ => {}
            }
        }
        count("counts", counts, &mut made)?;
        count("expected", expected, &mut made)?;
        self.defaults::<R>(&mut made);
        if R::SPEC.key("id").is_some_and(|key| key.required) && made.lacks("id") {
            let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
            let stem: String = self.stem.chars().map(plain).collect();
            made.push(
                "id",
                row.span(),
                Value::String(format!("{stem}-{number}").into()),
            );
        }
        Some(made.table)
    }

    /// The unit of bare numbers in a row.
    fn unit(&self, row: &'a Row<'a>) -> Option<&'a str> {
        let mut columns = self.headings.columns.iter().zip(&row.cells);
        let own = columns.find(|(column, _)| matches!(column, Column::Unit));
        let own = own
            .map(|(_, cell)| &*cell.text)
            .filter(|text| !text.is_empty());
        own.or_else(|| self.declared.unit.as_ref()?.wordings().next())
    }

    /// What the declaration says of all rows, for those that do not say it themselves.
    fn defaults<R: Record>(&self, made: &mut Making<'a>) {
        let declared = self.declared;
        let text = |text: &'a Text| text_value(text, self.headings.span);
        let plain = |text: &'a str| Value::String(Cow::Borrowed(text));
        let mut values: Vec<(&'static str, Value<'a>)> = Vec::new();
        values.extend(
            declared
                .measure
                .as_ref()
                .map(|id| ("measure", plain(id.as_str()))),
        );
        values.extend(declared.on.as_ref().map(|id| ("on", plain(id.as_str()))));
        values.extend(
            declared
                .recorded_by
                .as_ref()
                .map(|by| ("recorded_by", text(by))),
        );
        values.extend(declared.source.as_ref().map(|from| ("source", text(from))));
        values.extend(declared.grade.map(|grade| ("grade", plain(grade.word()))));
        values.extend(
            declared
                .census
                .map(|census| ("census", Value::Boolean(census))),
        );
        let from = declared.satisfied_from.as_ref();
        values.extend(from.map(|grade| ("satisfied_from", text(&grade.0))));
        if !declared.scale.is_empty() {
            let grades = declared.scale.iter().map(|grade| Node {
                span: self.headings.span,
                value: text(&grade.0),
            });
            values.push(("scale", Value::Array(grades.collect())));
        }
        // Of complaints and losses `on` is a day, not what they speak of.
        let is_day = |key: &str| key == "on" && headings::has_day(R::SPEC);
        for (key, value) in values {
            if R::SPEC.key(key).is_some() && made.lacks(key) && !is_day(key) {
                made.push(key, self.headings.span, value);
            }
        }
    }
}

/// Counts by grade, as a list in the order of the scale; `None` if one of them may be two numbers.
fn count<'a>(
    key: &'static str,
    mut cells: Vec<(usize, &'a Cell<'a>, Option<char>)>,
    made: &mut Making<'a>,
) -> Option<()> {
    let Some(span) = cells.first().map(|(_, cell, _)| cell.span) else {
        return Some(());
    };
    cells.sort_by_key(|(at, ..)| *at);
    let shape = Shape::Integer {
        min: 0,
        max: i64::MAX,
    };
    let counts = cells.into_iter().map(|(_, cell, mark)| {
        let value = match cell.text.is_empty() {
            true => Value::Integer(0),
            false => value(cell, &shape, None, mark)?,
        };
        let span = cell.span;
        Some(Node { span, value })
    });
    let counts = counts.collect::<Option<_>>()?;
    made.push(key, span, Value::Array(counts));
    Some(())
}

/// A cell as the value its key takes, where `decimal` stands before fractions; `None` if it may be
/// two numbers.
fn value<'a>(
    cell: &'a Cell<'a>,
    shape: &Shape,
    unit: Option<&str>,
    decimal: Option<char>,
) -> Option<Value<'a>> {
    let text = &*cell.text;
    let as_text = Value::String(Cow::Borrowed(text));
    let number = || numbers::plain(text, decimal).ok();
    Some(match shape.expected() {
        Expected::Quantity | Expected::Money => {
            let number = number()?;
            match unit.filter(|_| numbers::is_bare(&number)) {
                Some(unit) => Value::String(Cow::Owned(format!("{number} {unit}"))),
                None => Value::String(number),
            }
        }
        Expected::Integer => number()?.parse().map_or(as_text, Value::Integer),
        Expected::Number => number()?.parse().map_or(as_text, Value::Float),
        Expected::Boolean => truth(text).map_or(as_text, Value::Boolean),
        Expected::Date => Value::String(day(text)),
        _ => chosen(text, shape).map_or(as_text, |word| Value::String(Cow::Borrowed(word))),
    })
}

/// A table as TOML would hold it, in the making.
struct Making<'a> {
    table: Table<'a>,
    headings: Span,
}

impl<'a> Making<'a> {
    fn lacks(&self, key: &str) -> bool {
        self.table.get(key).is_none()
    }

    fn push(&mut self, key: &'static str, span: Span, value: Value<'a>) {
        if self.lacks(key) {
            self.table.push(Entry {
                key: Cow::Borrowed(key),
                key_span: self.headings,
                node: Node { span, value },
            });
        }
    }
}

fn text_value(text: &Text, at: Span) -> Value<'_> {
    use crate::lang::Lang;
    let mut wordings = text.wordings();
    let (first, second) = (wordings.next().unwrap_or(""), wordings.next());
    if second.is_none() {
        return Value::String(Cow::Borrowed(first));
    }
    let mut table = Table::new(at, Origin::Inline);
    for (key, lang) in [("en", Lang::En), ("zh", Lang::Zh)] {
        table.push(Entry {
            key: Cow::Borrowed(key),
            key_span: at,
            node: Node {
                span: at,
                value: Value::String(Cow::Borrowed(text.get(lang))),
            },
        });
    }
    Value::Table(table)
}

/// Yes or no, as spreadsheets and people write it.
fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "是" => Some(true),
        "false" | "no" | "n" | "0" | "否" => Some(false),
        _ => None,
    }
}

/// A day written with the year first, or with points and the day first, as `2026-06-14`.
fn day(text: &str) -> Cow<'_, str> {
    let period = crate::quantity::Period::parse(text);
    let one = period.filter(|period| period.first() == period.last());
    if let Some(one) = one {
        return Cow::Owned(one.first().to_string());
    }
    let parts: Vec<_> = text
        .trim_end_matches('.')
        .split('.')
        .map(str::trim)
        .collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            Cow::Owned(format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => Cow::Borrowed(text),
    }
}
