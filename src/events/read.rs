//! Reads a log of any format: opens it, finds its columns, takes in its events.

use std::path::Path;

use super::csv;
use super::error::{LogError, LogErrorKind};
use super::event_log::EventLog;
use super::file::{self, Format, Opened};
use super::guess::{self, Proposal};
use super::intake::Intake;
use super::mapping::{Mapping, Role};
use super::note::Note;
#[cfg(feature = "parquet")]
use super::parquet;
use super::{ocel, xes};

/// How many rows are looked at to find the columns.
const LOOKED_AT: usize = 1000;

/// How a log is to be read.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What is known of its columns.
    pub mapping: Mapping,
    /// Columns that are not named may be found by their names and values.
    pub guess: bool,
    /// Of a log of objects: the type whose objects are the cases.
    pub object: Option<String>,
    /// How many threads read.
    pub threads: usize,
}

/// A log, and how it was read.
#[derive(Debug)]
pub struct LogRead {
    /// The log.
    pub log: EventLog,
    /// How.
    pub how: How,
}

/// How a log was read.
#[derive(Debug, Clone)]
pub struct How {
    /// Its format.
    pub format: Format,
    /// The column of each role.
    pub mapping: Mapping,
    /// Columns that were found by their names and values.
    pub proposals: Vec<Proposal>,
    /// What whoever reads its figures should know.
    pub notes: Vec<Note>,
    /// Of a log of objects: its types, each with how many objects it has.
    pub objects: Vec<(String, usize)>,
}

/// Told how many bytes of the file were read, and how many there are if that is known.
pub type Progress<'p> = &'p (dyn Fn(u64, Option<u64>) + Sync);

/// Reads the log at a path; `-` is the standard input.
///
/// # Errors
/// It cannot be read: why, and where.
pub fn read(path: &Path, asked: &Asked, progress: Progress<'_>) -> Result<LogRead, LogError> {
    read_opened(
        file::open_in(path, asked.mapping.encoding)?,
        asked,
        progress,
    )
}

/// Reads a log that is open.
///
/// # Errors
/// It cannot be read: why, and where.
pub fn read_opened(
    opened: Opened<'_>,
    asked: &Asked,
    progress: Progress<'_>,
) -> Result<LogRead, LogError> {
    if let Some(role) = asked.mapping.half_of_amounts() {
        return Err(LogError::whole(LogErrorKind::NotMapped(role)));
    }
    let Opened {
        format,
        mut bytes,
        size,
        consumed,
        notes,
        #[cfg(feature = "parquet")]
        file,
        ..
    } = opened;
    let consumed = &consumed;
    let step = move |_| progress(consumed.load(std::sync::atomic::Ordering::Relaxed), size);
    let threads = asked.threads;
    let (intake, mut how) = match format {
        Format::Csv => {
            let head = csv::Head::read(&mut bytes)?.of_size(size);
            if head.sample(1).is_empty() {
                return Err(LogError::whole(LogErrorKind::Empty));
            }
            let mut how = how_rows(head.names(), &head.sample(looked_at(asked)), asked, format);
            let (intake, notes) = csv::read(&head, bytes, &how.mapping, threads, &step)?;
            how.notes = notes;
            (intake, how)
        }
        Format::Xes => {
            let head = xes::Head::read(&mut bytes)?;
            let mut how = how_traces(&head, asked);
            let (intake, more) = xes::read(&head, bytes, &how.mapping, threads, &step)?;
            how.notes = more;
            (intake, how)
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let table = parquet::Table::open(bytes, file, consumed)?;
            if table.is_empty() {
                return Err(LogError::whole(LogErrorKind::Empty));
            }
            let mut how = how_rows(
                table.names(),
                &table.sample(looked_at(asked))?,
                asked,
                format,
            );
            let (intake, notes) = table.read(&how.mapping, threads, &step)?;
            how.notes = notes;
            (intake, how)
        }
        _ => objects(format, bytes, asked)?,
    };
    how.notes.splice(0..0, notes);
    if let Some(cause) = intake.fault() {
        return Err(LogError::whole(LogErrorKind::NoRoom(cause)));
    }
    let log = EventLog::new(intake);
    if log.events() == 0 {
        return Err(LogError::whole(LogErrorKind::Empty));
    }
    Ok(LogRead { log, how })
}

/// How the log at a path would be read, from its beginning.
///
/// # Errors
/// Its beginning cannot be read.
pub fn propose(path: &Path, asked: &Asked) -> Result<How, LogError> {
    let mut opened = file::open_in(path, asked.mapping.encoding)?;
    match opened.format {
        Format::Csv => {
            let head = csv::Head::read(&mut opened.bytes)?;
            let rows = head.sample(looked_at(asked));
            Ok(how_rows(head.names(), &rows, asked, opened.format))
        }
        Format::Xes => {
            let head = xes::Head::read(&mut opened.bytes)?;
            Ok(how_traces(&head, asked))
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let table = parquet::Table::open(opened.bytes, opened.file, &opened.consumed)?;
            let rows = table.sample(looked_at(asked))?;
            Ok(how_rows(table.names(), &rows, asked, opened.format))
        }
        format => {
            let (log, notes) = ocel::read(format, opened.bytes, &asked.mapping)?;
            Ok(how_objects(&log, format, asked, notes))
        }
    }
}

/// How many rows are to be looked at.
fn looked_at(asked: &Asked) -> usize {
    if asked.guess { LOOKED_AT } else { 0 }
}

fn how_rows(names: &[String], rows: &[Vec<String>], asked: &Asked, format: Format) -> How {
    let mut proposals = Vec::new();
    if asked.guess {
        proposals = guess::guess(names, rows, &asked.mapping);
    }
    How {
        format,
        mapping: with(&asked.mapping, &proposals),
        proposals,
        notes: Vec::new(),
        objects: Vec::new(),
    }
}

/// The attributes of a standard log have fixed names; what else is found is by its values.
fn how_traces(head: &xes::Head, asked: &Asked) -> How {
    let completed = head.completed(&asked.mapping);
    let is_named = |role: Role| asked.mapping.column(role).is_some();
    let mut proposals: Vec<Proposal> = completed
        .columns
        .iter()
        .filter(|(role, _)| !is_named(*role))
        .map(|(role, column)| Proposal {
            role: *role,
            column: column.clone(),
            others: Vec::new(),
            by_values: false,
        })
        .collect();
    if asked.guess {
        // Values of the first events, side by side as if they were rows.
        let keys: Vec<_> = head.keys().iter().filter(|key| !key.of_trace).collect();
        let columns: Vec<String> = keys.iter().map(|key| key.name.clone()).collect();
        let most = keys.iter().map(|key| key.values.len()).max().unwrap_or(0);
        let value = |key: &&xes::Key, at: usize| key.values.get(at).cloned().unwrap_or_default();
        let rows = (0..most).map(|at| keys.iter().map(|key| value(key, at)).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        let more = guess::guess(&columns, &rows, &completed);
        // Whether events have phases the standard attribute has said.
        proposals.extend(more.into_iter().filter(|one| one.role != Role::Phase));
    } else {
        proposals.retain(|one| one.role.is_needed());
    }
    How {
        format: Format::Xes,
        mapping: with(&asked.mapping, &proposals),
        proposals,
        notes: Vec::new(),
        objects: Vec::new(),
    }
}

/// In which row of a log that was read so the first of some events stands; `None` where its format
/// has no rows, or it cannot be read again.
pub fn first_row(opened: Opened<'_>, how: &How, events: &csv::find::Events) -> Option<u64> {
    let mut bytes = opened.bytes;
    if opened.format != Format::Csv {
        return None;
    }
    let head = csv::Head::read(&mut bytes).ok()?;
    csv::find::first_row(&head, bytes, &how.mapping, events).ok()?
}

/// What was named, and what is proposed; but no log is read by a case that only values tell of.
fn with(named: &Mapping, proposals: &[Proposal]) -> Mapping {
    let mut mapping = named.clone();
    let sure = proposals
        .iter()
        .filter(|one| !(one.by_values && one.role.is_needed()));
    let more = sure.map(|one| (one.role, one.column.clone()));
    mapping.columns.extend(more);
    mapping
}

/// A log of objects, flattened along one type.
fn objects(
    format: Format,
    bytes: Box<dyn std::io::Read + Send + '_>,
    asked: &Asked,
) -> Result<(Intake, How), LogError> {
    let (log, notes) = ocel::read(format, bytes, &asked.mapping)?;
    let how = how_objects(&log, format, asked, notes);
    let only = match how.objects.as_slice() {
        [(only, _)] => Some(only.clone()),
        _ => None,
    };
    let Some(object) = asked.object.clone().or(only) else {
        let known = how.objects.into_iter().map(|(name, _)| name).collect();
        return Err(LogError::whole(LogErrorKind::NoObjectNamed { known }));
    };
    Ok((log.flattened(&object)?, how))
}

fn how_objects(log: &ocel::ObjectLog, format: Format, asked: &Asked, notes: Vec<Note>) -> How {
    let types = log.types().into_iter();
    How {
        format,
        mapping: asked.mapping.clone(),
        proposals: Vec::new(),
        notes,
        objects: types
            .map(|(name, count)| (name.to_owned(), count))
            .collect(),
    }
}
