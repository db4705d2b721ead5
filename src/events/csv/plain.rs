//! Records of a block without quotes: every delimiter and every end of a line counts.

use wide::u8x16;

use super::fields::{Dialect, Found};

/// The records of a block one after the other, in room that is used again.
pub(super) struct Plain<'b, 'c> {
    bytes: &'b [u8],
    columns: &'c [usize],
    line: u8,
    marks: Marks<'b>,
    /// Where the next record begins.
    next: usize,
    /// How many lines have ended.
    lines: u64,
    found: Found<'b>,
}

impl<'b, 'c> Plain<'b, 'c> {
    /// `columns`, the wanted ones, ascend.
    pub(super) fn new(bytes: &'b [u8], dialect: Dialect, columns: &'c [usize]) -> Self {
        Self {
            bytes,
            columns,
            line: dialect.line,
            marks: Marks::new(bytes, dialect),
            next: 0,
            lines: 0,
            found: Found::default(),
        }
    }

    /// How many lines have ended with the records given so far.
    pub(super) fn lines(&self) -> u64 {
        self.lines
    }

    /// The next record that is not empty, and where it begins.
    #[inline]
    pub(super) fn record(&mut self) -> Option<(usize, &Found<'b>)> {
        while self.next < self.bytes.len() {
            let record = self.next;
            // Copies of what changes with every mark, which need not be written back each time.
            let mut marks = self.marks;
            let (mut wanted, mut all) = (0, 0);
            let mut sought = self.sought(wanted);
            let mut field = record;
            let end = loop {
                let at = marks.next();
                let end = at.unwrap_or(self.bytes.len());
                if at.is_none() || self.bytes[end] == self.line {
                    break at;
                }
                if all == sought {
                    self.found.fields[wanted] = &self.bytes[field..end];
                    wanted += 1;
                    sought = self.sought(wanted);
                }
                all += 1;
                field = end + 1;
            };
            self.marks = marks;
            (self.found.wanted, self.found.all) = (wanted, all);
            let last = &self.bytes[field..end.unwrap_or(self.bytes.len())];
            let last = last.strip_suffix(b"\r").unwrap_or(last);
            self.next = end.map_or(self.bytes.len(), |end| end + 1);
            self.lines += u64::from(end.is_some());
            if field > record || !last.is_empty() {
                self.found.field(last, self.columns);
                return Some((record, &self.found));
            }
        }
        None
    }

    /// The column of this place among the wanted ones.
    #[inline]
    fn sought(&self, wanted: usize) -> usize {
        self.columns.get(wanted).copied().unwrap_or(usize::MAX)
    }
}

/// How many bytes are looked at together.
const STRETCH: usize = 64;

/// Where delimiters and ends of lines stand. A search for each of them by itself would take
/// four times as long: there is one every ten bytes or so.
#[derive(Clone, Copy)]
struct Marks<'b> {
    bytes: &'b [u8],
    delimiter: u8x16,
    line: u8x16,
    /// Where the stretch after this one begins.
    next: usize,
    /// One bit for each byte of this stretch, the first lowest.
    bits: u64,
}

impl<'b> Marks<'b> {
    fn new(bytes: &'b [u8], dialect: Dialect) -> Self {
        Self {
            bytes,
            delimiter: u8x16::splat(dialect.delimiter),
            line: u8x16::splat(dialect.line),
            next: 0,
            bits: 0,
        }
    }

    /// Looks at the next stretch; `None` at the end.
    #[inline]
    fn stretch(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.next..)?;
        self.bits = match rest.first_chunk() {
            Some(stretch) => self.marked(stretch),
            None if rest.is_empty() => return None,
            None => {
                let mut stretch = [0; STRETCH];
                stretch[..rest.len()].copy_from_slice(rest);
                // What stands behind the end is no mark, whatever the marks are.
                self.marked(&stretch) & ((1 << rest.len()) - 1)
            }
        };
        self.next += STRETCH;
        Some(())
    }

    #[inline]
    fn marked(&self, stretch: &[u8; STRETCH]) -> u64 {
        let mut bits = 0;
        for (place, bytes) in stretch.as_chunks().0.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let marked = bytes.simd_eq(self.delimiter) | bytes.simd_eq(self.line);
            bits |= u64::from(marked.to_bitmask()) << (16 * place);
        }
        bits
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.stretch()?;
        }
        let at = self.next - STRETCH + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(text: &[u8], columns: &[usize]) -> Vec<(usize, Vec<Vec<u8>>, usize)> {
        let dialect = Dialect {
            delimiter: b';',
            line: b'\n',
            quote: b'"',
        };
        let mut plain = Plain::new(text, dialect, columns);
        let mut all = Vec::new();
        while let Some((at, found)) = plain.record() {
            let wanted = &found.fields[..found.wanted];
            let wanted = wanted.iter().map(|field| field.to_vec()).collect();
            all.push((at, wanted, found.all));
        }
        let lines = text.iter().filter(|byte| **byte == b'\n').count() as u64;
        assert_eq!(plain.lines(), lines);
        all
    }

    #[test]
    fn a_record_gives_the_wanted_fields_and_counts_all() {
        let found = records(b"a;;c;d\r\n\n\r\nnext", &[1, 3]);
        let first = (0, vec![b"".to_vec(), b"d".to_vec()], 4);
        assert_eq!(found, [first, (11, vec![], 1)]);
    }

    proptest! {
        #[test]
        fn records_are_those_of_a_reader_that_looks_at_every_byte(text in "[a;\n\r]{0,300}") {
            let mut expected = Vec::new();
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let record = line.strip_suffix('\n').unwrap_or(line);
                let record = record.strip_suffix('\r').unwrap_or(record);
                if !record.is_empty() {
                    let fields: Vec<_> = record.split(';').map(|f| f.as_bytes().to_vec()).collect();
                    let count = fields.len();
                    expected.push((at, fields.into_iter().take(5).collect(), count));
                }
                at += line.len();
            }
            prop_assert_eq!(records(text.as_bytes(), &[0, 1, 2, 3, 4]), expected);
        }
    }
}
