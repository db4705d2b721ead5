//! Opens a log: what it is packed in, how its text is encoded, and which format it is.
//!
//! Nothing is taken from the name: bytes say what they are. A name whose ending says another
//! format than the bytes do is refused, since somebody was mistaken.

mod encoding;
mod format;
mod unpack;

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use self::format::Format;
use super::error::{LogError, LogErrorKind};
use super::fault::Fault;
use super::note::{Note, NoteKind};
use crate::load::document::Encoding;

/// How much of a log is looked at to know what it is.
const LOOKED_AT: usize = 64 << 10;

/// A log that is open.
pub struct Opened<'o> {
    /// What it is.
    pub format: Format,
    /// Its text, or database, unpacked; text is UTF-8.
    pub bytes: Box<dyn Read + Send + 'o>,
    /// How many bytes the file has as it is, packed or not.
    pub size: Option<u64>,
    /// How many of them were read so far: what tells how much is left, of a packed file too.
    pub consumed: Arc<AtomicU64>,
    /// What was taken for granted.
    pub notes: Vec<Note>,
    /// The file itself, where its format is read by places and the file is not packed.
    pub file: Option<File>,
}

/// Opens the log at a path; `-` is the standard input.
///
/// # Errors
/// It cannot be read, is empty, damaged, or none that is known; or its name says otherwise.
pub fn open(path: &Path) -> Result<Opened<'static>, LogError> {
    open_in(path, None)
}

/// Opens the log at a path, whose text is in this encoding unless a mark in it says another.
///
/// # Errors
/// It cannot be read, is empty, damaged, or none that is known; or its name says otherwise.
pub fn open_in(path: &Path, encoding: Option<Encoding>) -> Result<Opened<'static>, LogError> {
    if path.as_os_str() == "-" {
        return open_stream_in(io::stdin(), encoding);
    }
    let file = File::open(path).map_err(unreadable)?;
    let data = file.metadata().map_err(unreadable)?;
    if data.is_dir() {
        let cause = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(unreadable(cause));
    }
    let mut opened = open_stream_in(file, encoding)?;
    opened.size = data.is_file().then_some(data.len());
    if opened.format == Format::Parquet && data.is_file() {
        opened.file = bare(path)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(ending) = opened.format.contradicts(&name) {
        let found = opened.format;
        return Err(LogError::whole(LogErrorKind::Damaged(Fault::OtherFormat {
            ending,
            found,
        })));
    }
    Ok(opened)
}

/// The file at a path if it is Parquet as it stands; `None` if that is packed in it.
fn bare(path: &Path) -> Result<Option<File>, LogError> {
    let mut file = File::open(path).map_err(unreadable)?;
    let mut magic = [0; 4];
    file.read_exact(&mut magic).map_err(unreadable)?;
    Ok(Format::is_parquet(&magic).then_some(file))
}

/// Opens a log that comes as a stream, such as the standard input.
///
/// # Errors
/// It cannot be read, is empty, damaged, or none that is known.
pub fn open_stream<'o>(stream: impl Read + Send + 'o) -> Result<Opened<'o>, LogError> {
    open_stream_in(stream, None)
}

/// Opens a log that comes as a stream, whose text is in this encoding unless a mark says another.
fn open_stream_in<'o>(
    stream: impl Read + Send + 'o,
    encoding: Option<Encoding>,
) -> Result<Opened<'o>, LogError> {
    let consumed = Arc::new(AtomicU64::new(0));
    let counted = Counted {
        stream,
        consumed: Arc::clone(&consumed),
    };
    let mut opened = unpacked(counted, encoding)?;
    opened.consumed = consumed;
    Ok(opened)
}

/// What a stream holds, unpacked and decoded.
fn unpacked<'o>(
    stream: impl Read + Send + 'o,
    named: Option<Encoding>,
) -> Result<Opened<'o>, LogError> {
    let mut unpacked = unpack::unpacked(stream).map_err(unreadable)?;
    let beginning = beginning(&mut unpacked)?;
    if beginning.iter().all(u8::is_ascii_whitespace) {
        return Err(LogError::whole(LogErrorKind::Empty));
    }
    if Format::is_parquet(&beginning) && !cfg!(feature = "parquet") {
        return Err(LogError::whole(LogErrorKind::Parquet));
    }
    let mut notes = Vec::new();
    let is_text = !Format::is_binary(&beginning);
    let encoding = if is_text {
        encoding::of(&beginning, named)?
    } else {
        None
    };
    let bytes = Cursor::new(beginning).chain(unpacked);
    let Some(found) = encoding else {
        return known(Box::new(bytes), notes);
    };
    if found.is_guessed {
        notes.push(Note::whole(NoteKind::EncodingTaken(found.encoding.name())));
    }
    known(
        Box::new(encoding::Decoded::new(bytes, found.encoding)),
        notes,
    )
}

/// Looks at text in UTF-8, or a database, to know what it is.
fn known(mut bytes: Box<dyn Read + Send + '_>, notes: Vec<Note>) -> Result<Opened<'_>, LogError> {
    let beginning = beginning(&mut bytes)?;
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(LogError::whole(LogErrorKind::Workbook));
    }
    let Some(format) = Format::of(&beginning) else {
        return Err(LogError::whole(LogErrorKind::UnknownFormat));
    };
    Ok(Opened {
        format,
        bytes: Box::new(Cursor::new(beginning).chain(bytes)),
        size: None,
        consumed: Arc::default(),
        notes,
        file: None,
    })
}

/// A stream that tells how many of its bytes were read.
struct Counted<R> {
    stream: R,
    consumed: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(into)?;
        self.consumed.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

fn beginning(bytes: &mut impl Read) -> Result<Vec<u8>, LogError> {
    let mut beginning = Vec::new();
    let read = bytes.take(LOOKED_AT as u64).read_to_end(&mut beginning);
    read.map_err(unreadable)?;
    Ok(beginning)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn unreadable(error: io::Error) -> LogError {
    LogError::unreadable(&error)
}

/// What a file holds, as a number that another content has with a chance below 1e-30: to know
/// again what was read before. Not made to withstand who wants to deceive.
///
/// # Errors
/// The file cannot be read.
pub fn content_hash(path: &Path) -> Result<u128, LogError> {
    let mut file = File::open(path).map_err(unreadable)?;
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let mut room = vec![0; 1 << 20];
    loop {
        match file.read(&mut room) {
            Ok(0) => return Ok(hasher.digest128()),
            Ok(read) => hasher.update(&room[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
}

#[cfg(test)]
mod tests;
