//! The values of a row.

/// How text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Little,
    Utf16Big,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    /// Bytes that are no text; nothing wanted is.
    Bytes,
}

impl Value {
    /// As it would be written; nothing for what is not there.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Null | Self::Bytes => String::new(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A number in the one to nine bytes that SQLite writes it in, and how many it took.
pub(super) fn varint(bytes: &[u8]) -> Option<(i64, usize)> {
    let mut number: u64 = 0;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            return Some(((number << 8 | u64::from(*byte)).cast_signed(), 9));
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((number.cast_signed(), at + 1));
        }
    }
    None
}

/// The values of a row; `None` if its bytes are none.
pub(super) fn values(payload: &[u8], encoding: Encoding) -> Option<Vec<Value>> {
    let (head, mut at) = varint(payload)?;
    let head = usize::try_from(head).ok()?;
    let mut types = payload.get(at..head)?;
    at = head;
    let mut values = Vec::new();
    while !types.is_empty() {
        let (kind, length) = varint(types)?;
        types = &types[length..];
        let size = usize::try_from(size(kind)?).ok()?;
        let bytes = payload.get(at..at.checked_add(size)?)?;
        values.push(value(kind, bytes, encoding)?);
        at += size;
    }
    Some(values)
}

/// How many bytes a value of this kind takes.
fn size(kind: i64) -> Option<i64> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => Some(kind),
        5 => Some(6),
        6 | 7 => Some(8),
        12.. => Some((kind - 12) / 2),
        _ => None,
    }
}

fn value(kind: i64, bytes: &[u8], encoding: Encoding) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        1..=6 => Value::Integer(integer(bytes)),
        7 => Value::Real(f64::from_be_bytes(*bytes.first_chunk()?)),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        _ if kind % 2 == 0 => Value::Bytes,
        _ => Value::Text(text(bytes, encoding)),
    })
}

/// A number of up to eight bytes, the highest first, with its sign.
fn integer(bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|first| *first >= 0x80);
    let begin = if is_negative { -1 } else { 0 };
    bytes
        .iter()
        .fold(begin, |number, byte| number << 8 | i64::from(*byte))
}

fn text(bytes: &[u8], encoding: Encoding) -> String {
    let unit: fn([u8; 2]) -> u16 = match encoding {
        Encoding::Utf8 => return String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Little => u16::from_le_bytes,
        Encoding::Utf16Big => u16::from_be_bytes,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read() {
        for (bytes, expected) in [
            (&[0x7F][..], Some((127, 1))),
            (&[0x81, 0x00], Some((128, 2))),
            (&[0xFF; 9], Some((-1, 9))),
            (&[0x81], None),
            (&[], None),
        ] {
            assert_eq!(varint(bytes), expected);
        }
        assert_eq!(integer(&[0xFF, 0xFE]), -2);
        assert_eq!(integer(&[0x01, 0x00]), 256);
    }

    #[test]
    fn a_row_cut_short_is_none() {
        // Three values: nothing, 1, and the text `ab`.
        let row = [4, 0, 9, 17, b'a', b'b'];
        let expected = [Value::Null, Value::Integer(1), Value::Text("ab".into())];
        assert_eq!(values(&row, Encoding::Utf8).unwrap(), expected);
        for end in 0..row.len() {
            assert_eq!(values(&row[..end], Encoding::Utf8), None, "{end}");
        }
    }
}
