//! `&amp;`, `&#25968;` and their like: the five that XML has, and characters by number.

use std::borrow::Cow;

use memchr::memchr;

use crate::events::fault::{Fault, XmlFault};

/// The text that was meant.
///
/// # Errors
/// An entity is none of the five and no number of a character.
pub(in crate::events) fn decode(written: &[u8]) -> Result<Cow<'_, [u8]>, Fault> {
    let Some(first) = memchr(b'&', written) else {
        return Ok(Cow::Borrowed(written));
    };
    let mut meant = Vec::with_capacity(written.len());
    let (mut from, mut at) = (0, first);
    loop {
        meant.extend_from_slice(&written[from..at]);
        let rest = &written[at + 1..];
        let end = memchr(b';', rest).filter(|end| *end <= LONGEST);
        let name = &rest[..end.unwrap_or(rest.len().min(LONGEST))];
        let c = end.and_then(|_| character(name));
        let Some(c) = c else {
            let name = String::from_utf8_lossy(name).into_owned();
            return Err(Fault::Xml(XmlFault::Entity(name)));
        };
        meant.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        from = at + name.len() + 2;
        match memchr(b'&', &written[from..]) {
            Some(next) => at = from + next,
            None => break,
        }
    }
    meant.extend_from_slice(&written[from..]);
    Ok(Cow::Owned(meant))
}

/// No name of a character is longer, leading zeros included.
const LONGEST: usize = 16;

fn character(name: &[u8]) -> Option<char> {
    let number = match name {
        b"amp" => return Some('&'),
        b"lt" => return Some('<'),
        b"gt" => return Some('>'),
        b"quot" => return Some('"'),
        b"apos" => return Some('\''),
        [b'#', b'x', digits @ ..] => (digits, 16),
        [b'#', digits @ ..] => (digits, 10),
        _ => return None,
    };
    let (digits, base) = number;
    let all_digits = digits.iter().all(u8::is_ascii_hexdigit);
    let text = std::str::from_utf8(digits).ok().filter(|_| all_digits)?;
    let c = char::from_u32(u32::from_str_radix(text, base).ok()?)?;
    // XML has no other control characters.
    (c >= ' ' || matches!(c, '\t' | '\n' | '\r')).then_some(c)
}
