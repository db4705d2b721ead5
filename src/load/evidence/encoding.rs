//! Bytes to text: Unicode with or without a mark, or what spreadsheets in China save.

use encoding_rs::{BIG5, Encoding as Known, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use super::unmarked::{could_be_chinese, unmarked};
use crate::load::document::Encoding;

/// The text of a file; `None` if it is not in `said`, or in none that can be told.
///
/// Line ends of a lone carriage return become line feeds, so that lines can be counted.
pub(super) fn decode(bytes: &[u8], said: Option<Encoding>) -> Option<String> {
    let (known, bytes) = match Known::for_bom(bytes) {
        Some((known, mark)) => (known, &bytes[mark..]),
        None => {
            let known = said.map_or_else(|| guess(bytes), |said| Some(named(said, bytes)));
            (known?, bytes)
        }
    };
    let text = known.decode_without_bom_handling_and_without_replacement(bytes)?;
    let text = text.into_owned();
    if text.contains('\0') {
        return None;
    }
    Some(match text.contains('\n') {
        true => text,
        false => text.replace('\r', "\n"),
    })
}

/// The encoding somebody named, of a text that begins like this.
pub fn named(said: Encoding, bytes: &[u8]) -> &'static Known {
    match said {
        Encoding::Utf8 => UTF_8,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
        Encoding::Windows1252 => WINDOWS_1252,
        Encoding::Utf16 => utf_16(bytes).unwrap_or(UTF_16LE),
    }
}

/// UTF-8 if it is, then UTF-16 by its zero bytes, else what makes sense of it.
fn guess(bytes: &[u8]) -> Option<&'static Known> {
    if let Some(wide) = utf_16(bytes) {
        return Some(wide);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Some(UTF_8),
        Err(_) => unmarked(bytes),
    }
}

/// Half of the bytes of a table in UTF-16 are zero, all in the same half of a unit.
fn utf_16(bytes: &[u8]) -> Option<&'static Known> {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .take(64)
            .filter(|b| **b == 0)
            .count()
    };
    match (zeros(0), zeros(1)) {
        (0, 0) => None,
        (even, odd) if odd > even => Some(UTF_16LE),
        _ => Some(UTF_16BE),
    }
}
