//! Cuts a stream of bytes into blocks of whole records, for several threads to take.
//!
//! A record of CSV ends at the end of a line that is not inside quotes. Whoever takes a
//! block counts its quotes to know that, which is far quicker than reading it.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use memchr::{memchr_iter, memrchr};

/// How many bytes a block has, about: what is made of it should stay near the processor.
const BLOCK: usize = 512 << 10;

/// A record longer than this is no record: a quote was never closed.
const LONGEST_RECORD: usize = 64 << 20;

/// How records end and are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// The last byte of a line.
    pub(super) line: u8,
    /// What may hide the end of a line inside a field.
    pub(super) quote: u8,
}

/// A stretch of the stream that begins and ends with a record.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Counted from 0, in the order of the stream.
    pub(super) number: u64,
    /// Room that is filled up to `len`; what is behind is of no meaning, and spares clearing it
    /// for every block.
    room: Vec<u8>,
    len: usize,
    /// A quote occurs somewhere.
    pub(super) quoted: bool,
}

impl Block {
    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.room[..self.len]
    }
}

/// What can go wrong.
#[derive(Debug)]
pub(super) enum BlockError {
    /// The stream cannot be read.
    Unreadable(io::Error),
    /// A quote is opened and never closed; in which block its record begins.
    OpenQuote(u64),
}

/// Blocks that are still to be taken.
pub(super) struct Blocks<'s> {
    stream: Mutex<Stream<'s>>,
    ends: Ends,
}

struct Stream<'s> {
    bytes: Box<dyn Read + Send + 's>,
    /// Read already: the beginning of a record.
    rest: Vec<u8>,
    next: u64,
    /// Nothing more will come.
    finished: bool,
    /// Nobody wants more.
    stopped: bool,
    taken: u64,
}

impl<'s> Blocks<'s> {
    pub(super) fn new(bytes: Box<dyn Read + Send + 's>, ends: Ends) -> Self {
        Self {
            stream: Mutex::new(Stream {
                bytes,
                rest: Vec::new(),
                next: 0,
                finished: false,
                stopped: false,
                taken: 0,
            }),
            ends,
        }
    }

    /// Fills `block` with the next one; `false` at the end. Gives back its room for reuse.
    pub(super) fn take(&self, block: &mut Block) -> Result<bool, BlockError> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = stream.take(block, self.ends);
        if !matches!(taken, Ok(true)) {
            stream.finished = true;
            stream.rest.clear();
        }
        taken
    }

    /// Gives no more blocks.
    pub(super) fn stop(&self) {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.finished = true;
        stream.stopped = true;
    }

    /// How many bytes were taken so far.
    pub(super) fn taken(&self) -> u64 {
        self.stream
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .taken
    }
}

impl Stream<'_> {
    fn take(&mut self, block: &mut Block, ends: Ends) -> Result<bool, BlockError> {
        block.len = 0;
        if self.stopped {
            return Ok(false);
        }
        block.number = self.next;
        let known = self.rest.len();
        block.room.resize(block.room.len().max(known + BLOCK), 0);
        block.room[..known].copy_from_slice(&self.rest);
        block.len = known;
        self.rest.clear();
        loop {
            let known = block.len;
            if !self.finished {
                self.fill(block).map_err(BlockError::Unreadable)?;
            }
            let bytes = block.bytes();
            let quotes = memchr_iter(ends.quote, bytes).count();
            let end = if self.finished {
                // The last record may lack its end of line.
                quotes.is_multiple_of(2).then_some(bytes.len())
            } else {
                last_end(bytes, quotes, ends)
            };
            if let Some(end) = end {
                self.rest.extend_from_slice(&bytes[end..]);
                block.quoted = quotes > 0;
                block.len = end;
                self.next += 1;
                self.taken += end as u64;
                return Ok(end > 0);
            }
            if self.finished || known > LONGEST_RECORD {
                return Err(BlockError::OpenQuote(block.number));
            }
        }
    }

    /// Reads until there is a block's worth more, or the end.
    fn fill(&mut self, block: &mut Block) -> io::Result<()> {
        let full = block.len + BLOCK;
        block.room.resize(block.room.len().max(full), 0);
        while block.len < full {
            match self.bytes.read(&mut block.room[block.len..full]) {
                Ok(0) => {
                    self.finished = true;
                    break;
                }
                Ok(read) => block.len += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Where the last whole record ends.
fn last_end(bytes: &[u8], quotes: usize, ends: Ends) -> Option<usize> {
    let mut inside = quotes % 2 == 1;
    let mut upto = bytes.len();
    // From the back: an end of line counts where an even number of quotes stand before it.
    loop {
        let line = memrchr(ends.line, &bytes[..upto]);
        let quote = memrchr(ends.quote, &bytes[..upto]);
        match (line, quote) {
            (Some(line), quote) if quote.is_none_or(|quote| quote < line) => {
                if !inside {
                    return Some(line + 1);
                }
                match quote {
                    Some(quote) => upto = quote,
                    None => return None,
                }
            }
            (_, Some(quote)) => upto = quote,
            (_, None) => return None,
        }
        inside = !inside;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: Ends = Ends {
        line: b'\n',
        quote: b'"',
    };

    /// Gives at most so many bytes at once.
    struct Slow<'b>(&'b [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn blocks(text: &[u8], at_once: usize) -> Result<Vec<Vec<u8>>, BlockError> {
        let blocks = Blocks::new(Box::new(Slow(text, at_once)), ENDS);
        let mut all = Vec::new();
        let mut block = Block::default();
        while blocks.take(&mut block)? {
            all.push(block.bytes().to_vec());
        }
        Ok(all)
    }

    #[test]
    fn blocks_are_whole_records_and_lose_nothing() {
        let line = |i: usize| match i % 3 {
            0 => format!("{i},plain\n"),
            1 => format!("{i},\"two\nlines, \"\"quoted\"\"\"\n"),
            _ => format!("{i},\"{}\"\n", "long ".repeat(i % 50)),
        };
        let text: String = (0..200_000).map(line).collect();
        let all = blocks(text.as_bytes(), 7001).unwrap();
        assert!(all.len() > 2);
        assert_eq!(all.concat(), text.as_bytes());
        for block in all {
            assert!(block[0].is_ascii_digit());
            assert_eq!(memchr_iter(b'"', &block).count() % 2, 0);
            assert_eq!(block.last(), Some(&b'\n'));
        }
    }

    #[test]
    fn the_last_record_may_lack_its_end_of_line() {
        assert_eq!(blocks(b"a\nb", 1).unwrap().concat(), b"a\nb");
        assert!(blocks(b"", 1).unwrap().is_empty());
    }

    #[test]
    fn a_quote_never_closed_is_an_error() {
        assert!(matches!(
            blocks(b"a,\"b\nc\n", 100),
            Err(BlockError::OpenQuote(0))
        ));
    }
}
