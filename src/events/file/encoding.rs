//! Text in other encodings than UTF-8, such as what Excel writes in China, as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;
use crate::load::document::Encoding as Named;
use crate::load::evidence::encoding;

/// An encoding other than UTF-8.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) encoding: &'static Encoding,
    /// Nothing in the file says so.
    pub(super) is_guessed: bool,
}

/// The encoding of a text that begins like this; `None` for UTF-8.
///
/// A mark at the very beginning says it, or whoever asks, or the first line of XML. Else text that
/// is not UTF-8 is taken for what makes sense of it: GB18030, which includes GBK, or windows-1252.
pub(super) fn of(beginning: &[u8], named: Option<Named>) -> Result<Option<Found>, LogError> {
    let said = |encoding| {
        Ok(Some(Found {
            encoding,
            is_guessed: false,
        }))
    };
    match beginning {
        [0xFF, 0xFE, ..] => return said(UTF_16LE),
        [0xFE, 0xFF, ..] => return said(UTF_16BE),
        // XML begins with a bracket, of which UTF-16 shows one half as nothing.
        [b'<', 0, ..] => return said(UTF_16LE),
        [0, b'<', ..] => return said(UTF_16BE),
        _ => {}
    }
    if let Some(named) = named.filter(|_| !beginning.starts_with(b"\xEF\xBB\xBF")) {
        let encoding = encoding::named(named, beginning);
        return if encoding == UTF_8 {
            Ok(None)
        } else {
            said(encoding)
        };
    }
    if let Some(name) = declared(beginning) {
        let encoding = Encoding::for_label(name);
        let encoding = encoding.ok_or_else(|| {
            let name = String::from_utf8_lossy(name).into_owned();
            LogError::at(1, None, LogErrorKind::Damaged(Fault::Encoding(name)))
        })?;
        // UTF-16 would not have shown its declaration here.
        let is_utf = encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE;
        return if is_utf { Ok(None) } else { said(encoding) };
    }
    let is_utf8 = match std::str::from_utf8(beginning) {
        Ok(_) => true,
        // The last character may be cut.
        Err(error) => error.error_len().is_none(),
    };
    if is_utf8 || beginning.contains(&0) {
        return Ok(None);
    }
    let guessed = encoding::unmarked(beginning);
    if guessed.is_none() && encoding::could_be_chinese(beginning) {
        return Err(LogError::whole(LogErrorKind::Damaged(Fault::OpenEncoding)));
    }
    // What is none of them is shown where it is met.
    Ok(guessed.map(|encoding| Found {
        encoding,
        is_guessed: true,
    }))
}

/// What the first line of XML says of its encoding.
fn declared(beginning: &[u8]) -> Option<&[u8]> {
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    let text = text.strip_prefix(b"<?xml")?;
    let line = &text[..memchr::memmem::find(text, b"?>")?];
    let at = memchr::memmem::find(line, b"encoding")?;
    let rest = line[at + 8..].trim_ascii_start().strip_prefix(b"=")?;
    let (quote, rest) = rest.trim_ascii_start().split_first()?;
    let end = memchr::memchr(*quote, rest)?;
    Some(&rest[..end])
}

/// How much is decoded at once.
const ROOM: usize = 1 << 16;

/// A text, decoded to UTF-8 as it is read.
pub(super) struct Decoded<R> {
    source: R,
    decoder: Decoder,
    read: Vec<u8>,
    /// Which of `read` is still to be decoded.
    rest: std::ops::Range<usize>,
    is_over: bool,
    decoded: Vec<u8>,
    given: usize,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            read: vec![0; ROOM],
            rest: 0..0,
            is_over: false,
            decoded: Vec::new(),
            given: 0,
        }
    }

    /// Decodes some more; nothing at the end.
    fn decode(&mut self) -> io::Result<()> {
        self.decoded.resize(ROOM * 3 + 16, 0);
        self.given = 0;
        loop {
            if self.rest.is_empty() && !self.is_over {
                let count = self.source.read(&mut self.read)?;
                self.is_over = count == 0;
                self.rest = 0..count;
            }
            let bytes = &self.read[self.rest.clone()];
            let (result, taken, made, _) =
                self.decoder
                    .decode_to_utf8(bytes, &mut self.decoded, self.is_over);
            self.rest.start += taken;
            let is_done = self.is_over && result == CoderResult::InputEmpty;
            if made > 0 || is_done {
                self.decoded.truncate(made);
                return Ok(());
            }
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let is_finished = self.is_over && self.rest.is_empty();
        if self.given >= self.decoded.len() {
            if is_finished {
                return Ok(0);
            }
            self.decode()?;
        }
        let left = &self.decoded[self.given..];
        let count = left.len().min(into.len());
        into[..count].copy_from_slice(&left[..count]);
        self.given += count;
        Ok(count)
    }
}
