//! Cuts a log into blocks of whole traces, for several threads to take.
//!
//! A trace ends at `</trace>`, unless that stands in a comment or a CDATA section. Whoever
//! takes a block looks at each `<` only, which is far quicker than reading it. Traces are
//! counted, so that one without a name can be called by its number.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use memchr::{memchr_iter, memmem};

/// How many bytes a block has, about.
const BLOCK: usize = 1 << 20;

/// A trace longer than this is none.
const LONGEST_TRACE: usize = 256 << 20;

/// A tag that ends a trace, with some spaces in it, is shorter.
const TAG: usize = 64;

/// A stretch of the log that begins behind a trace, or the head, and ends with one.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Counted from 0, in the order of the stream.
    pub(super) number: u64,
    /// How many traces stand before it.
    pub(super) traces_before: u64,
    pub(super) bytes: Vec<u8>,
    /// Nothing comes behind it.
    pub(super) is_last: bool,
}

/// What can go wrong.
#[derive(Debug)]
pub(super) enum BlockError {
    /// The stream cannot be read.
    Unreadable(io::Error),
    /// A trace never ends; in which block it begins.
    TooLong(u64),
}

/// Blocks that are still to be taken.
pub(super) struct Traces<'s> {
    stream: Mutex<Stream<'s>>,
    /// `trace`, with the prefix of the log.
    name: Vec<u8>,
}

struct Stream<'s> {
    bytes: Box<dyn Read + Send + 's>,
    /// Read already: what comes behind the last trace that was given.
    rest: Vec<u8>,
    next: u64,
    traces: u64,
    /// Nothing more will come.
    finished: bool,
    /// The last block was given, or nobody wants more.
    stopped: bool,
    taken: u64,
}

/// How far a block was looked at.
#[derive(Default)]
struct Look {
    at: usize,
    traces: u64,
    /// Where the last whole trace ends, and how many traces begin before that.
    end: Option<(usize, u64)>,
}

impl<'s> Traces<'s> {
    pub(super) fn new(bytes: Box<dyn Read + Send + 's>, prefix: &[u8]) -> Self {
        Self {
            stream: Mutex::new(Stream {
                bytes,
                rest: Vec::new(),
                next: 0,
                traces: 0,
                finished: false,
                stopped: false,
                taken: 0,
            }),
            name: [prefix, b"trace"].concat(),
        }
    }

    /// Fills `block` with the next one; `false` behind the last. Gives back its room for reuse.
    pub(super) fn take(&self, block: &mut Block) -> Result<bool, BlockError> {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = stream.take(block, &self.name);
        if taken.is_err() {
            stream.stopped = true;
        }
        taken
    }

    /// Gives no more blocks.
    pub(super) fn stop(&self) {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.stopped = true;
    }

    /// How many bytes were taken so far.
    pub(super) fn taken(&self) -> u64 {
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.taken
    }
}

impl Stream<'_> {
    fn take(&mut self, block: &mut Block, name: &[u8]) -> Result<bool, BlockError> {
        let bytes = &mut block.bytes;
        bytes.clear();
        if self.stopped {
            return Ok(false);
        }
        bytes.append(&mut self.rest);
        block.number = self.next;
        block.traces_before = self.traces;
        let mut look = Look::default();
        let end = loop {
            if !self.finished {
                self.fill(bytes).map_err(BlockError::Unreadable)?;
            }
            look.on(bytes, name, self.finished);
            match look.end {
                _ if self.finished => break (bytes.len(), look.traces),
                Some(end) => break end,
                None if bytes.len() > LONGEST_TRACE => {
                    return Err(BlockError::TooLong(block.number));
                }
                None => {}
            }
        };
        self.rest.extend_from_slice(&bytes[end.0..]);
        bytes.truncate(end.0);
        block.is_last = self.finished;
        self.stopped = self.finished;
        self.next += 1;
        self.traces += end.1;
        self.taken += bytes.len() as u64;
        Ok(true)
    }

    /// Reads until there is a block's worth more, or as much again as there is, or the end.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let known = bytes.len();
        let size = known + BLOCK.max(known);
        bytes.resize(size, 0);
        let mut filled = known;
        while filled < size {
            match self.bytes.read(&mut bytes[filled..]) {
                Ok(0) => {
                    self.finished = true;
                    break;
                }
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(filled);
        Ok(())
    }
}

impl Look {
    /// Looks on to the end of what is there.
    fn on(&mut self, bytes: &[u8], name: &[u8], finished: bool) {
        let mut upto = self.at;
        for found in memchr_iter(b'<', &bytes[self.at..]) {
            let at = self.at + found;
            if at < upto {
                // Inside a comment.
                continue;
            }
            if !finished && at + name.len() + TAG > bytes.len() {
                self.at = at;
                return;
            }
            let tag = &bytes[at + 1..];
            match tag.first() {
                Some(b'/') => {
                    if let Some(length) = closing(&tag[1..], name) {
                        self.end = Some((at + 2 + length, self.traces));
                    }
                }
                Some(b'!' | b'?') => match comment_end(tag) {
                    Some(length) => upto = at + 1 + length,
                    None => {
                        self.at = at;
                        return;
                    }
                },
                Some(first) if *first == name[0] && tag.starts_with(name) => {
                    let after = tag.get(name.len());
                    let is_trace =
                        after.is_none_or(|c| c.is_ascii_whitespace() || b"/>".contains(c));
                    self.traces += u64::from(is_trace);
                }
                _ => {}
            }
        }
        self.at = bytes.len().max(upto);
    }
}

/// The length of `trace>`, which may hold spaces.
fn closing(tag: &[u8], name: &[u8]) -> Option<usize> {
    let rest = tag.strip_prefix(name)?;
    let spaces = rest.iter().take_while(|c| c.is_ascii_whitespace()).count();
    (rest.get(spaces) == Some(&b'>')).then_some(name.len() + spaces + 1)
}

/// How long a comment, CDATA section or processing instruction is that begins with `tag`;
/// `None` if it does not end.
#[cold]
fn comment_end(tag: &[u8]) -> Option<usize> {
    let (begin, end): (usize, &[u8]) = if tag.starts_with(b"!--") {
        (3, b"-->")
    } else if tag.starts_with(b"![CDATA[") {
        (8, b"]]>")
    } else if tag.starts_with(b"?") {
        (1, b"?>")
    } else {
        return Some(1);
    };
    memmem::find(&tag[begin..], end).map(|found| begin + found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn blocks_are_whole_traces_whatever_stands_in_comments() {
        let trace = |i: usize| match i % 4 {
            0 => format!("<trace><!-- </trace> {} --></trace>\n", "-".repeat(i % 300)),
            1 => "<trace><![CDATA[</trace>]]></trace >".to_owned(),
            2 => "<trace/><?p </trace>?>".to_owned(),
            _ => format!("<trace><event/>{}</trace>", " ".repeat(i % 100)),
        };
        let text: String = (0..30_000).map(trace).collect();
        let traces = Traces::new(Box::new(Slow(text.as_bytes(), 70_001)), b"");
        let (mut all, mut block, mut counted) = (Vec::new(), Block::default(), Vec::new());
        while traces.take(&mut block).unwrap() {
            all.push(block.bytes.clone());
            counted.push((block.traces_before, block.is_last));
        }
        assert!(all.len() > 2);
        assert_eq!(all.concat(), text.as_bytes());
        assert_eq!(counted.iter().filter(|(_, is_last)| *is_last).count(), 1);
        let mut before = 0;
        for (bytes, (counted, _)) in all.iter().zip(counted) {
            assert_eq!(counted, before);
            let begun = memmem::find_iter(bytes, b"<trace").count();
            before += u64::try_from(begun).unwrap();
        }
        assert_eq!(before, 30_000);
    }

    #[test]
    fn an_empty_stream_is_one_empty_block() {
        let traces = Traces::new(Box::new(&b""[..]), b"");
        let mut block = Block::default();
        assert!(traces.take(&mut block).unwrap());
        assert!(block.bytes.is_empty() && block.is_last);
        assert!(!traces.take(&mut block).unwrap());
    }
}
