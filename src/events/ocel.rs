//! Object-centric logs: events of several objects at once, as OCEL 1.0 and 2.0 have them.
//!
//! ```text
//! JSON, XML, SQLite, CSV ─▶ object log ─┬▶ flattened along one type ─▶ intake
//!                                       └▶ handoffs along one type, each event counted once
//! ```

mod columns;
pub mod handoffs;
mod json;
mod rows;
mod sqlite;
mod table;
mod xml;

use std::io::Read;

use self::table::Builder;
pub use self::table::{ObjectLog, Relation};
use super::error::{LogError, LogErrorKind};
use super::file::Format;
use super::mapping::Mapping;
use super::note::Note;

/// Reads an object-centric log.
///
/// Of the mapping the zone and the order of dates count, and the columns of what else is
/// wanted of an event: names of its attributes, or `object:TYPE` for the first object of a
/// type that it has, such as the machine. Takes O(n) time for n bytes and room for the table;
/// for XML, SQLite and CSV also for the text.
///
/// # Errors
/// The first thing that cannot be read, with its line where there are lines.
pub fn read(
    format: Format,
    mut bytes: impl Read,
    mapping: &Mapping,
) -> Result<(ObjectLog, Vec<Note>), LogError> {
    let mut builder = Builder::new(mapping)?;
    match format {
        Format::OcelJson => json::read(bytes, &mut builder)?,
        Format::Csv | Format::Xes | Format::Parquet => {
            return Err(LogError::whole(LogErrorKind::UnknownFormat));
        }
        Format::OcelXml | Format::OcelCsv | Format::OcelSqlite => {
            let mut all = Vec::new();
            let read = bytes.read_to_end(&mut all);
            read.map_err(|cause| LogError::unreadable(&cause))?;
            match format {
                Format::OcelXml => xml::read(&all, &mut builder)?,
                Format::OcelCsv => rows::read(&all, mapping, &mut builder)?,
                _ => sqlite::read(&all, &mut builder)?,
            }
        }
    }
    builder.finished()
}

#[cfg(test)]
mod tests;
