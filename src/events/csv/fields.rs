//! The fields of one record of CSV that are wanted, without a copy where that is possible.

use std::ops::Range;

use memchr::memchr;

/// How fields are separated and records ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between fields.
    pub(super) delimiter: u8,
    /// What ends a record.
    pub(super) line: u8,
    /// What a field stands in that holds the delimiter.
    pub(super) quote: u8,
}

/// Columns that are wanted, from left to right.
pub(super) const MOST_WANTED: usize = 11;

/// The wanted fields of a record, and how many fields it has in all.
#[derive(Default)]
pub(super) struct Found<'b> {
    pub(super) fields: [&'b [u8]; MOST_WANTED],
    /// How many of the wanted ones there are.
    pub(super) wanted: usize,
    /// How many fields the record has.
    pub(super) all: usize,
}

impl<'b> Found<'b> {
    /// Takes the next field of the record; `columns`, the wanted ones, ascend.
    #[inline]
    pub(super) fn field(&mut self, field: &'b [u8], columns: &[usize]) {
        if columns.get(self.wanted) == Some(&self.all) {
            self.fields[self.wanted] = field;
            self.wanted += 1;
        }
        self.all += 1;
    }
}

/// The fields of a record that may stand in quotes; its room is used again.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    /// Fields that hold quotes of their own, without the doubling.
    single: Vec<u8>,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    /// Of the block.
    Block(Range<usize>),
    /// Of `single`.
    Single(Range<usize>),
}

impl Quoted {
    /// Reads the record that begins at `from`; gives its wanted fields and where the next begins.
    pub(super) fn record<'b>(
        &'b mut self,
        bytes: &'b [u8],
        from: usize,
        dialect: Dialect,
        columns: &[usize],
    ) -> (Found<'b>, usize) {
        self.single.clear();
        self.parts.clear();
        let (mut at, mut all) = (from, 0);
        let next = loop {
            let (part, end) = self.part(bytes, at, dialect);
            if columns.get(self.parts.len()) == Some(&all) {
                self.parts.push(part);
            }
            all += 1;
            match bytes.get(end) {
                Some(c) if *c == dialect.delimiter => at = end + 1,
                Some(_) => break end + 1,
                None => break end,
            }
        };
        let mut found = Found {
            fields: [&[]; MOST_WANTED],
            wanted: self.parts.len(),
            all,
        };
        for (field, part) in found.fields.iter_mut().zip(&self.parts) {
            *field = match part {
                Part::Block(range) => &bytes[range.clone()],
                Part::Single(range) => &self.single[range.clone()],
            };
        }
        (found, next)
    }

    /// One field, and where the delimiter or the end of line behind it stands.
    fn part(&mut self, bytes: &[u8], at: usize, dialect: Dialect) -> (Part, usize) {
        if bytes.get(at) != Some(&dialect.quote) {
            let end = end_of_field(bytes, at, dialect);
            let mut shown = end;
            if bytes.get(end) == Some(&b'\n') && end > at && bytes[end - 1] == b'\r' {
                shown -= 1;
            }
            return (Part::Block(at..shown), end);
        }
        let begin = at + 1;
        let mut quote = closing(bytes, begin, dialect.quote);
        if bytes.get(quote + 1) != Some(&dialect.quote) {
            return (
                Part::Block(begin..quote),
                end_of_field(bytes, quote + 1, dialect),
            );
        }
        let start = self.single.len();
        let mut from = begin;
        while bytes.get(quote + 1) == Some(&dialect.quote) {
            self.single.extend_from_slice(&bytes[from..=quote]);
            from = quote + 2;
            quote = closing(bytes, from, dialect.quote);
        }
        self.single.extend_from_slice(&bytes[from..quote]);
        let end = end_of_field(bytes, quote + 1, dialect);
        (Part::Single(start..self.single.len()), end)
    }
}

fn closing(bytes: &[u8], from: usize, quote: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr(quote, rest).map_or(bytes.len(), |at| from + at)
}

fn end_of_field(bytes: &[u8], from: usize, dialect: Dialect) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr::memchr2(dialect.delimiter, dialect.line, rest).map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIALECT: Dialect = Dialect {
        delimiter: b',',
        line: b'\n',
        quote: b'"',
    };

    fn quoted(text: &str, columns: &[usize]) -> Vec<(Vec<String>, usize)> {
        let mut quoted = Quoted::default();
        let (mut at, mut records) = (0, Vec::new());
        while at < text.len() {
            let (found, next) = quoted.record(text.as_bytes(), at, DIALECT, columns);
            let fields = found.fields[..found.wanted].iter();
            let fields = fields.map(|field| String::from_utf8_lossy(field).into_owned());
            records.push((fields.collect(), found.all));
            at = next;
        }
        records
    }

    #[test]
    fn quoted_fields_are_read_as_they_were_meant() {
        let text = "a,\"b,c\",\"d\"\"e\"\r\n\"\",\"x\ny\",z\n";
        assert_eq!(
            quoted(text, &[0, 1, 2]),
            [
                (vec!["a".into(), "b,c".into(), "d\"e".into()], 3),
                (vec![String::new(), "x\ny".into(), "z".into()], 3),
            ]
        );
        assert_eq!(quoted(text, &[1])[0], (vec!["b,c".into()], 3));
    }
}
