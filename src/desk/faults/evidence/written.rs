//! Cells and values as they are written: where they stand, and how to write others in their place.

use crate::load::Record;
use crate::load::edit::{Around, Edit, Layout};
use crate::load::read_day;
use crate::load::tree::{self, Table, Value};
use crate::quantity::Period;
use crate::source::{Source, Span};

/// Where a key is written in the row or table of a record; not what is said of all rows.
pub(super) fn place<R: Record>(record: &R, key: &str, is_row: bool) -> Option<Span> {
    let at = R::SPEC.keys.iter().position(|known| known.name == key)?;
    let (own, span) = (record.span(), record.key_span(at)?);
    // Of a row without an id the whole row stands for it.
    let is_cell = !is_row || (own.start <= span.start && span.end <= own.end && span != own);
    is_cell.then_some(span)
}

/// A value left out: its cell emptied, or its key cut.
pub(super) fn without(source: &Source, table: &str, spans: &[Span]) -> Vec<Edit> {
    if source.is_evidence {
        let emptied = |span: &Span| Edit {
            span: *span,
            text: String::new(),
        };
        return spans.iter().map(emptied).collect();
    }
    let (root, _) = tree::parse(&source.text);
    let layout = Layout::of(&source.text, &root);
    let mut edits = Vec::new();
    for item in objects(&root, table) {
        let around = Around::of(item, &Around::Lines);
        let gone = item.entries().iter();
        for entry in gone.filter(|entry| spans.contains(&entry.node.span)) {
            edits.extend(layout.without_key(entry, &around));
        }
    }
    edits
}

/// The tables of a list.
fn objects<'t>(root: &'t Table<'_>, table: &str) -> Vec<&'t Table<'t>> {
    let items = root.get(table).map(|entry| &entry.node.value);
    let Some(Value::Array(items)) = items else {
        return Vec::new();
    };
    let tables = items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

/// The bytes of a row, or of the lines of a table; `None` of a table within braces.
pub(super) fn lines(source: &Source, table: &str, record: Span) -> Option<Span> {
    if source.is_evidence {
        return Some(record);
    }
    let (root, _) = tree::parse(&source.text);
    let layout = Layout::of(&source.text, &root);
    let list = &root.get(table)?.node;
    let Value::Array(items) = &list.value else {
        return None;
    };
    let is_it = |item: &tree::Node<'_>| match &item.value {
        Value::Table(table) => !table.is_inline() && table.span().start == record.start,
        _ => false,
    };
    let at = items.iter().position(is_it)?;
    match layout.without_item(list, items, at).as_slice() {
        [only] => Some(only.span),
        _ => None,
    }
}

/// The first number of a text replaced by another, in the same writing but for its digits.
pub(super) fn with_number(text: &str, number: f64) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(begin..)?;
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let signed = text.get(..begin)?.trim_end_matches(['-', '−']);
    let rounded: f64 = format!("{number:.6e}").parse().ok()?;
    Some(format!("{signed}{rounded}{}", rest.get(length..)?))
}

/// The same period or day two years before; `None` if no year is written.
pub(super) fn two_years_back(text: &str) -> Option<String> {
    // 29 February is not in every year.
    let aged = |years| earlier(text, years).filter(|aged| is_time(aged) == is_time(text));
    aged(2).or_else(|| aged(4))
}

fn is_time(text: &str) -> bool {
    let text = text.trim_matches(['"', '\'']);
    Period::parse(text).is_some() || read_day(text).is_some()
}

/// Every year that is written, so many years earlier.
fn earlier(text: &str, years: u32) -> Option<String> {
    let mut aged = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, false);
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest.get(begin..)?;
        let length = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        aged.push_str(rest.get(..begin)?);
        let year: Option<u32> = match length {
            4 | 8 => digits.get(..4)?.parse().ok(),
            _ => None,
        };
        match year.filter(|year| (1900..2200).contains(year)) {
            Some(year) => {
                found = true;
                aged.push_str(&(year - years).to_string());
                aged.push_str(digits.get(4..length)?);
            }
            None => aged.push_str(digits.get(..length)?),
        }
        rest = digits.get(length..)?;
    }
    aged.push_str(rest);
    found.then_some(aged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_years_of_a_period_or_day_change() {
        for (written, aged) in [
            ("2026-06", Some("2024-06")),
            ("\"2026-Q2\"", Some("\"2024-Q2\"")),
            ("2026/4/16", Some("2024/4/16")),
            ("2026-06-01..2026-06-30", Some("2024-06-01..2024-06-30")),
            ("2024-02-29", Some("2020-02-29")),
            ("2026年6月", Some("2024年6月")),
            ("14.6.2026", Some("14.6.2024")),
            ("June", None),
        ] {
            assert_eq!(two_years_back(written).as_deref(), aged, "{written}");
        }
    }

    #[test]
    fn a_number_is_replaced_and_what_stands_around_it_stays() {
        for (written, number, changed) in [
            ("12.5 h", 25.0, "25 h"),
            ("\"1,234\"", 617.0, "\"617\""),
            ("\"3 %\"", 51.5, "\"51.5 %\""),
            ("¥120/t", 240.0, "¥240/t"),
            ("-4 °C", 8.0, "8 °C"),
        ] {
            assert_eq!(with_number(written, number).as_deref(), Some(changed));
        }
        assert_eq!(with_number("many", 1.0), None);
    }
}
