//! The file under a table: any stretch of it, for several threads.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// A file whose stretches are read; one after the other, since it has one position.
pub(super) struct Source {
    file: Arc<Mutex<File>>,
    length: u64,
    /// How many bytes of pages were read.
    read: Arc<AtomicU64>,
}

/// Headers of pages are short; what is read beyond them is read again as their page.
const HEADER: usize = 1 << 10;

impl Source {
    /// A file; bytes that are read are added to `read`.
    pub(super) fn of_file(file: File, read: &Arc<AtomicU64>) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self {
            file: Arc::new(Mutex::new(file)),
            length,
            read: Arc::clone(read),
        })
    }

    /// A stream, such as a packed file: put aside on disk, since the footer stands at its end.
    pub(super) fn of_stream(mut stream: impl Read) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut stream, &mut file)?;
        Self::of_file(file, &Arc::default())
    }

    /// Whether the file ends as it must.
    pub(super) fn is_whole(&self) -> bool {
        let end = self.length.checked_sub(4).map(|at| self.get_bytes(at, 4));
        matches!(end, Some(Ok(end)) if &*end == b"PAR1")
    }
}

impl Length for Source {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Source {
    type T = BufReader<Stretch>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let file = Arc::clone(&self.file);
        let stretch = Stretch { file, at: start };
        Ok(BufReader::with_capacity(HEADER, stretch))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64);
        if end.is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("a page ends behind the file".to_owned()));
        }
        let mut bytes = vec![0; length];
        let mut stretch = Stretch {
            file: Arc::clone(&self.file),
            at: start,
        };
        stretch.read_exact(&mut bytes)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(bytes.into())
    }
}

/// What stands from a place on.
pub(super) struct Stretch {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for Stretch {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(into)?;
        self.at += count as u64;
        Ok(count)
    }
}
