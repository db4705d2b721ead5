//! The values of one column, a batch of rows at a time: as text, or as instants.

use std::io::Write;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};

use super::kind::Kind;
use crate::events::columns::NO_TIME;
use crate::events::zone::Zone;

/// An instant beyond the years that clocks know; what is written stands as text.
const BEYOND: i64 = i64::MAX;

/// A column of a group of rows while it is read.
pub(super) struct Column {
    reader: ColumnReader,
    kind: Kind,
    /// Values of times are wanted as instants, in this zone where they do not say theirs.
    zone: Option<Zone>,
    /// The level of a value that is there.
    most: i16,
    cells: Cells,
}

/// The cells of a batch of rows.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: Vec<u8>,
    /// Where the text of each row ends.
    ends: Vec<usize>,
    /// By row, where instants are wanted.
    instants: Vec<i64>,
}

impl Cells {
    /// The text of a row; empty where nothing stands.
    pub(super) fn text(&self, row: usize) -> &[u8] {
        let end = |row: usize| self.ends.get(row).copied().unwrap_or_default();
        let begin = row.checked_sub(1).map_or(0, end);
        self.text.get(begin..end(row)).unwrap_or_default()
    }

    /// The instant of a row; `None` if it is beyond the years that clocks know.
    pub(super) fn instant(&self, row: usize) -> Option<i64> {
        let known = self.instants.get(row).copied().unwrap_or(NO_TIME);
        (known != BEYOND).then_some(known)
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.instants.clear();
    }

    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    fn whole(&mut self, kind: Kind, zone: Option<&mut Zone>, number: i64, bits: u32) {
        match zone {
            Some(zone) => {
                let instant = kind.millis(number).map(|millis| match kind {
                    Kind::Instant { is_utc: true, .. } => millis,
                    _ => zone.to_utc(millis),
                });
                if instant.is_none() {
                    kind.whole(number, bits, &mut self.text);
                }
                self.instants.push(instant.unwrap_or(BEYOND));
            }
            None => kind.whole(number, bits, &mut self.text),
        }
    }
}

impl Column {
    /// A column of which times are wanted as instants if there is a zone for them.
    pub(super) fn new(reader: ColumnReader, kind: Kind, most: i16, zone: Option<Zone>) -> Self {
        Self {
            reader,
            kind,
            zone: zone.filter(|_| kind.has_offsets().is_some()),
            most,
            cells: Cells::default(),
        }
    }

    /// Whether it gives instants and not text.
    pub(super) fn is_instants(&self) -> bool {
        self.zone.is_some()
    }

    /// Whether its instants are days without an hour.
    pub(super) fn is_days(&self) -> bool {
        self.is_instants() && self.kind == Kind::Day
    }

    pub(super) fn cells(&self) -> &Cells {
        &self.cells
    }

    /// Reads the cells of the next rows.
    ///
    /// # Errors
    /// The file is damaged, or the column has fewer rows.
    pub(super) fn fill(&mut self, rows: usize) -> Result<()> {
        let Self {
            reader,
            kind,
            zone,
            most,
            cells,
        } = self;
        let kind = *kind;
        cells.clear();
        match reader {
            ColumnReader::BoolColumnReader(reader) => take(reader, rows, *most, cells, |to, it| {
                to.text.extend_from_slice(it.to_string().as_bytes());
            }),
            ColumnReader::Int32ColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    to.whole(kind, zone.as_mut(), i64::from(*it), 32);
                })
            }
            ColumnReader::Int64ColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    to.whole(kind, zone.as_mut(), *it, 64);
                })
            }
            ColumnReader::Int96ColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    to.whole(kind, zone.as_mut(), it.to_millis(), 64);
                })
            }
            ColumnReader::FloatColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    number(it.is_nan(), it, to);
                })
            }
            ColumnReader::DoubleColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    number(it.is_nan(), it, to);
                })
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    kind.bytes(it.data(), &mut to.text);
                })
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                take(reader, rows, *most, cells, |to, it| {
                    kind.bytes(it.data(), &mut to.text);
                })
            }
        }
    }
}

/// A number with a point; what is not a number stands for nothing.
fn number(is_none: bool, it: impl std::fmt::Display, into: &mut Cells) {
    if !is_none {
        // Writing to memory cannot fail.
        let _ = write!(into.text, "{it}");
    }
}

/// Reads so many rows, each a value or nothing.
fn take<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    most: i16,
    cells: &mut Cells,
    mut add: impl FnMut(&mut Cells, &T::T),
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let mut known = 0;
    while known < rows {
        values.clear();
        levels.clear();
        let wanted = rows - known;
        let (read, ..) = reader.read_records(wanted, Some(&mut levels), None, &mut values)?;
        if read == 0 {
            let said = "a column has fewer rows than its group".to_owned();
            return Err(ParquetError::EOF(said));
        }
        let mut next = values.iter();
        for row in 0..read {
            // Without levels there is a value everywhere.
            let is_there = levels.get(row).is_none_or(|level| *level == most);
            let had = cells.instants.len();
            if is_there && let Some(value) = next.next() {
                add(cells, value);
            }
            if cells.instants.len() == had {
                cells.instants.push(NO_TIME);
            }
            cells.end();
        }
        known += read;
    }
    Ok(())
}
