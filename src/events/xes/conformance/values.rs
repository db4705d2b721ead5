//! Whether a value is one of the type its element names.

use crate::events::time::{Clock, DateOrder};
use crate::events::zone::Zone;

/// Whether this is a value of an attribute of this type.
pub(super) fn is_valid(element: &[u8], value: &str) -> bool {
    let trimmed = value.trim();
    match element {
        b"date" => is_date(trimmed),
        b"int" => {
            let digits = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
            !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit())
        }
        b"float" => matches!(trimmed, "INF" | "-INF" | "NaN") || is_float(trimmed),
        b"boolean" => matches!(trimmed, "true" | "false" | "1" | "0"),
        b"id" => is_id(trimmed),
        _ => true,
    }
}

/// A date with time and zone. The schema would do without the zone, but then it is no instant.
fn is_date(value: &str) -> bool {
    let mut clock = Clock::new(DateOrder::YearFirst, Zone::utc());
    let is_shaped = value.as_bytes().get(10) == Some(&b'T') && value.as_bytes()[4] == b'-';
    is_shaped && clock.read(value.as_bytes()).is_ok() && clock.has_offsets() == Some(true)
}

fn is_float(value: &str) -> bool {
    let is_written = value
        .bytes()
        .all(|c| c.is_ascii_digit() || b"+-.eE".contains(&c));
    is_written && value.parse::<f64>().is_ok()
}

/// Five groups of hexadecimal digits, as in `550e8400-e29b-41d4-a716-446655440000`.
fn is_id(value: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = value.split('-').collect();
    groups.len() == lengths.len()
        && groups.iter().zip(lengths).all(|(group, length)| {
            group.len() == length && group.bytes().all(|c| c.is_ascii_hexdigit())
        })
}
