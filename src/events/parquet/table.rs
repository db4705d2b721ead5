//! A table in Parquet: its columns, its first rows, and its groups of rows as events.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

use super::cells::Column;
use super::kind::Kind;
use super::rows::{Columns, Rows};
use super::source::Source;
use super::{damaged, sound};
use crate::events::clocks::{self, clocks};
use crate::events::crew::on_threads;
use crate::events::csv::Progress;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::{Fault, ParquetFault};
use crate::events::intake::Intake;
use crate::events::ledger::first_error;
use crate::events::mapping::{Mapping, Role};
use crate::events::note::{Note, NoteKind};
use crate::events::odd_dates;
use crate::events::time::Clock;
use crate::events::zone::Zone;
use crate::problem::nearest;

/// How many rows are made events at once.
const BATCH: usize = 8192;

/// How many values of a column of texts show in which order its dates are written.
const DATES: usize = 20_000;

/// A table in Parquet that is open.
pub struct Table {
    reader: SerializedFileReader<Source>,
    names: Vec<String>,
    /// By column: what it holds, none if that is lists, and the level of a value that is there.
    kinds: Vec<(Option<Kind>, i16)>,
    /// By group: how many rows and how many batches stand before it.
    before: Vec<(u64, u64)>,
    rows: u64,
}

impl Table {
    /// Opens a table: the file itself, or a stream that holds it; bytes of the file that are read
    /// are added to `read`.
    ///
    /// # Errors
    /// It cannot be read, or its footer is damaged.
    pub fn open(
        stream: impl Read,
        file: Option<File>,
        read: &Arc<AtomicU64>,
    ) -> Result<Self, LogError> {
        let source = match file {
            Some(file) => Source::of_file(file, read),
            None => Source::of_stream(stream),
        };
        let source = source.map_err(|cause| LogError::unreadable(&cause))?;
        if !source.is_whole() {
            return Err(LogError::whole(LogErrorKind::Damaged(Fault::Cut)));
        }
        let reader =
            sound(|| SerializedFileReader::new(source)).map_err(|error| damaged(&error))?;
        let columns = reader.metadata().file_metadata().schema_descr().columns();
        let names = columns
            .iter()
            .map(|column| column.path().string().trim().to_owned());
        let kinds = columns.iter();
        let kinds = kinds.map(|column| (Kind::of(column), column.max_def_level()));
        let (mut before, mut rows, mut batches) = (Vec::new(), 0, 0);
        for group in reader.metadata().row_groups() {
            before.push((rows, batches));
            let here = u64::try_from(group.num_rows()).unwrap_or_default();
            rows = u64::saturating_add(rows, here);
            batches += here.div_ceil(BATCH as u64);
        }
        Ok(Self {
            names: names.collect(),
            kinds: kinds.collect(),
            before,
            rows,
            reader,
        })
    }

    /// What the columns are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// It has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The first rows as text; at most so many.
    ///
    /// # Errors
    /// The file is damaged, or compressed in a way that is not read.
    pub fn sample(&self, most: usize) -> Result<Vec<Vec<String>>, LogError> {
        let mut rows = Vec::new();
        for place in 0..self.names.len() {
            let values = self.first_values(place, most)?;
            rows.resize_with(rows.len().max(values.len()), Vec::new);
            for (at, row) in rows.iter_mut().enumerate() {
                let value = values.get(at).map_or(&[][..], Vec::as_slice);
                row.resize(place, String::new());
                row.push(String::from_utf8_lossy(value).into_owned());
            }
        }
        Ok(rows)
    }

    /// Reads all rows as events; says what whoever reads its figures should know.
    ///
    /// Takes O(n) time for n rows, on so many threads, each with groups of rows of its own.
    ///
    /// # Errors
    /// A column is not there; or the first row in the order of the file that cannot be read.
    pub fn read(
        &self,
        mapping: &Mapping,
        threads: usize,
        progress: Progress<'_>,
    ) -> Result<(Intake, Vec<Note>), LogError> {
        let uses = self.uses(mapping)?;
        let zone = clocks::zone(mapping)?;
        let clocks = clocks(mapping, |column| {
            let place = self.place(column)?;
            let is_text = self.kind(place)?.has_offsets().is_none();
            self.first_values(place, if is_text { DATES } else { 0 })
        })?;
        let is_time = |role: &Role| clocks::ROLES.contains(role);
        let times = uses.iter().filter(|(role, _)| is_time(role));
        let times = times.map(|(_, place)| Ok(self.kind(*place)?.has_offsets()));
        let times = times.collect::<Result<Vec<_>, LogError>>()?;
        let said = clocks.iter().map(Clock::has_offsets).chain(times);
        let notes = NoteKind::zone_taken(mapping, said);

        let intake = Intake::new(mapping.layout(), &mapping.missing).with_room(mapping.room);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut rows = Rows::new(mapping, clocks.clone(), intake.reader());
            // Groups are given out in order, so what is before an error is being read.
            while !rows.has_failed() {
                let group = next.fetch_add(1, Ordering::Relaxed);
                if group >= self.before.len() {
                    break;
                }
                self.group(group, &uses, &zone, &mut rows, progress);
            }
            if rows.has_failed() {
                next.fetch_max(self.before.len(), Ordering::Relaxed);
            }
            rows.finished()
        };
        let finished = on_threads(threads.min(self.before.len()), work);
        match first_error(finished.iter().map(|(ledger, _)| ledger), 0) {
            Some(error) => Err(error),
            None => Ok((
                intake.with_odd_dates(odd_dates::together(&finished, mapping, 0)),
                notes,
            )),
        }
    }

    /// Reads the rows of a group.
    fn group(
        &self,
        group: usize,
        uses: &[(Role, usize)],
        zone: &Zone,
        rows: &mut Rows<'_>,
        progress: Progress<'_>,
    ) {
        let (mut above, mut batch) = self.before[group];
        let mut columns = match self.columns(group, uses, zone) {
            Ok(columns) => columns,
            Err(error) => return rows.fail(batch, error),
        };
        let upto = self.before.get(group + 1).map_or(self.rows, |next| next.0);
        while above < upto && !rows.has_failed() {
            let count = usize::try_from(upto - above).unwrap_or(BATCH).min(BATCH);
            for (role, column) in &mut columns {
                if let Err(error) = sound(|| column.fill(count)) {
                    let place = uses.iter().find(|(known, _)| known == role);
                    return rows.fail(batch, self.damaged(place.map(|found| found.1), &error));
                }
            }
            rows.take(&columns, count, above, batch);
            above += count as u64;
            batch += 1;
            progress(0);
        }
    }

    /// The wanted columns of a group.
    fn columns(
        &self,
        group: usize,
        uses: &[(Role, usize)],
        zone: &Zone,
    ) -> Result<Columns, LogError> {
        let reader = sound(|| self.reader.get_row_group(group));
        let reader = reader.map_err(|error| damaged(&error))?;
        let mut columns = Columns::new();
        for (role, place) in uses {
            let is_time = clocks::ROLES.contains(role);
            let zone = is_time.then(|| zone.clone());
            columns.push((*role, self.column(&*reader, *place, zone)?));
        }
        Ok(columns)
    }

    fn column(
        &self,
        group: &dyn RowGroupReader,
        place: usize,
        zone: Option<Zone>,
    ) -> Result<Column, LogError> {
        let kind = self.kind(place)?;
        let known = group.metadata().columns().get(place);
        let codec = known.map_or(Compression::UNCOMPRESSED, ColumnChunkMetaData::compression);
        if let Compression::LZO | Compression::BROTLI(_) = codec {
            let name = codec.to_string();
            let name = name.split('(').next().unwrap_or_default().to_lowercase();
            return Err(self.at(place, ParquetFault::Codec(name)));
        }
        let reader = sound(|| group.get_column_reader(place));
        let reader = reader.map_err(|error| self.damaged(Some(place), &error))?;
        Ok(Column::new(reader, kind, self.kinds[place].1, zone))
    }

    /// The first values of a column; nothing where it holds lists.
    fn first_values(&self, place: usize, most: usize) -> Result<Vec<Vec<u8>>, LogError> {
        let mut values = Vec::new();
        if self.kinds[place].0.is_none() {
            return Ok(values);
        }
        for (group, known) in self.reader.metadata().row_groups().iter().enumerate() {
            let rows = usize::try_from(known.num_rows()).unwrap_or_default();
            let count = rows.min(most - values.len());
            if count == 0 {
                continue;
            }
            let reader = sound(|| self.reader.get_row_group(group));
            let reader = reader.map_err(|error| damaged(&error))?;
            let mut column = self.column(&*reader, place, None)?;
            let filled = sound(|| column.fill(count));
            filled.map_err(|error| self.damaged(Some(place), &error))?;
            values.extend((0..count).map(|row| column.cells().text(row).to_vec()));
        }
        Ok(values)
    }

    /// Which column each role is found in.
    fn uses(&self, mapping: &Mapping) -> Result<Vec<(Role, usize)>, LogError> {
        let lacking = Role::ALL
            .iter()
            .find(|role| role.is_needed() && mapping.column(**role).is_none());
        if let Some(role) = lacking {
            return Err(LogError::whole(LogErrorKind::NotMapped(*role)));
        }
        let columns = mapping.columns.iter();
        columns
            .map(|(role, name)| {
                let place = self.place(name)?;
                self.kind(place)?;
                Ok((*role, place))
            })
            .collect()
    }

    fn place(&self, name: &str) -> Result<usize, LogError> {
        let mut places = (0..)
            .zip(&self.names)
            .filter(|(_, column)| *column == name)
            .map(|(place, _)| place);
        let Some(place) = places.next() else {
            let known = self.names.iter().map(String::as_str);
            return Err(LogError::whole(LogErrorKind::NoColumn {
                written: name.to_owned(),
                suggestion: nearest(name, known).map(str::to_owned),
                known: self.names.clone(),
            }));
        };
        if places.next().is_some() {
            return Err(LogError {
                row: None,
                column: Some(name.to_owned()),
                kind: LogErrorKind::ColumnTwice,
            });
        }
        Ok(place)
    }

    fn kind(&self, place: usize) -> Result<Kind, LogError> {
        let kind = self.kinds[place].0;
        kind.ok_or_else(|| self.at(place, ParquetFault::List))
    }

    fn at(&self, place: usize, fault: ParquetFault) -> LogError {
        LogError {
            row: None,
            column: Some(self.names[place].clone()),
            kind: LogErrorKind::Damaged(Fault::Parquet(fault)),
        }
    }

    fn damaged(&self, place: Option<usize>, error: &ParquetError) -> LogError {
        LogError {
            row: None,
            column: place.map(|place| self.names[place].clone()),
            ..damaged(error)
        }
    }
}
