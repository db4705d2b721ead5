//! The language that does not show, packed into a tenth of its size.
//!
//! Only a script can show it, so a script may unpack it too. The language that was asked for
//! stands in the file as it is, for readers without a script and for whoever opens the file in
//! many years.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Longer texts are packed in less time, and into a little more.
const LONG: usize = 2_000_000;

/// Text as compressed bytes (RFC 1951) in letters that need no escaping (RFC 4648).
pub(super) fn packed(text: &str) -> String {
    let effort = if text.len() > LONG { 1 } else { 6 };
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(effort));
    // Writing into memory cannot fail.
    let written = encoder.write_all(text.as_bytes());
    let bytes = written.and_then(|()| encoder.finish()).unwrap_or_default();
    letters(&bytes)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64: three bytes in four letters.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let index = (bits >> (18 - 6 * at)) & 63;
            let is_there = at <= chunk.len();
            text.push(if is_there {
                char::from(LETTERS[index as usize])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        let of = |text: &str| letters(text.as_bytes());
        assert_eq!(
            ["", "f", "fo", "foo", "foob"].map(of),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
        assert_eq!(letters(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn what_is_packed_is_a_plain_deflate_stream() {
        let text = "下道工序就是客户 ".repeat(100);
        let packed = packed(&text);
        assert!(packed.len() < text.len() / 10);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(text.as_bytes()).unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(packed, letters(&bytes));
        let mut unpacked = String::new();
        flate2::read::DeflateDecoder::new(&bytes[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }
}
