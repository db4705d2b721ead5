//! What the values of a column are, and how they are written as text.

use std::io::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::schema::types::ColumnDescriptor;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, numbers without decimals, true or false: written as they are.
    Plain,
    /// Numbers that have no sign.
    Unsigned,
    /// Numbers with so many decimals.
    Decimal(u32),
    /// Instants, counted in so many parts of a second.
    Instant {
        /// Parts of a second.
        parts: i64,
        /// Counted in UTC; else what a clock on the wall shows.
        is_utc: bool,
    },
    /// Days since 1970-01-01.
    Day,
    /// A time of day without its day, counted in so many parts of a second.
    TimeOfDay(i64),
    /// Numbers that are written with hyphens between their digits.
    Uuid,
}

const SECOND: i64 = 1000;
const DAY: i64 = 86_400 * SECOND;

/// Years 0 to 9999, as milliseconds since 1970: what else a clock may say is a mistake.
const YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;

/// A text without decimals that would be read as epoch time is read so from either format.
impl Kind {
    /// What a column holds; `None` where a row may have several values.
    pub(super) fn of(column: &ColumnDescriptor) -> Option<Self> {
        if column.max_rep_level() > 0 {
            return None;
        }
        let logical = column.logical_type_ref().map(Self::of_logical);
        let known = logical.unwrap_or_else(|| Self::of_converted(column));
        Some(match (known, column.physical_type()) {
            // Of no zone: some programs write UTC, others what the clock on the wall shows.
            (_, Physical::INT96) => Self::Instant {
                parts: SECOND,
                is_utc: false,
            },
            (Self::Day, Physical::INT32) => Self::Day,
            (Self::Instant { .. }, Physical::INT64) | (Self::Uuid, _) => known,
            (Self::TimeOfDay(_) | Self::Unsigned, Physical::INT32 | Physical::INT64) => known,
            (Self::Decimal(_), _) => known,
            _ => Self::Plain,
        })
    }

    fn of_logical(logical: &LogicalType) -> Self {
        match logical {
            LogicalType::Timestamp(of) => Self::Instant {
                parts: parts(of.unit),
                is_utc: of.is_adjusted_to_u_t_c,
            },
            LogicalType::Time(of) => Self::TimeOfDay(parts(of.unit)),
            LogicalType::Decimal(of) => Self::Decimal(of.scale.unsigned_abs()),
            LogicalType::Integer(of) if !of.is_signed => Self::Unsigned,
            LogicalType::Date => Self::Day,
            LogicalType::Uuid => Self::Uuid,
            _ => Self::Plain,
        }
    }

    /// As older programs say it.
    fn of_converted(column: &ColumnDescriptor) -> Self {
        let instant = |parts| Self::Instant {
            parts,
            is_utc: true,
        };
        match column.converted_type() {
            ConvertedType::TIMESTAMP_MILLIS => instant(SECOND),
            ConvertedType::TIMESTAMP_MICROS => instant(SECOND * 1000),
            ConvertedType::TIME_MILLIS => Self::TimeOfDay(SECOND),
            ConvertedType::TIME_MICROS => Self::TimeOfDay(SECOND * 1000),
            ConvertedType::DATE => Self::Day,
            ConvertedType::DECIMAL => Self::Decimal(column.type_scale().unsigned_abs()),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            _ => Self::Plain,
        }
    }

    /// Whether its times say their zone; `None` if it has no times.
    pub(super) fn has_offsets(self) -> Option<bool> {
        match self {
            Self::Instant { is_utc, .. } => Some(is_utc),
            Self::Day => Some(false),
            _ => None,
        }
    }

    /// A number of this kind in milliseconds since 1970, in UTC or on the wall; `None` if that
    /// is no year of four digits.
    pub(super) fn millis(self, number: i64) -> Option<i64> {
        let millis = match self {
            Self::Instant { parts, .. } => number.div_euclid(parts / SECOND),
            _ => number.checked_mul(DAY)?,
        };
        YEARS.contains(&millis).then_some(millis)
    }

    /// Writes a whole number as text, as it would stand in CSV.
    pub(super) fn whole(self, number: i64, bits: u32, into: &mut Vec<u8>) {
        // Writing to memory cannot fail.
        let _ = match (self, self.millis(number)) {
            (Self::Unsigned, _) if bits == 32 => {
                write!(into, "{}", number.cast_unsigned() & u64::from(u32::MAX))
            }
            (Self::Unsigned, _) => write!(into, "{}", number.cast_unsigned()),
            (Self::Decimal(scale), _) => decimal(number.into(), scale, into),
            (Self::TimeOfDay(parts), _) => time_of_day(number, parts, into),
            (Self::Instant { is_utc, .. }, Some(millis)) => instant(millis, is_utc, into),
            (Self::Day, Some(millis)) => match wall(millis) {
                Some(wall) => write!(into, "{}", wall.date()),
                None => Ok(()),
            },
            _ => write!(into, "{number}"),
        };
    }

    /// Writes bytes as text.
    pub(super) fn bytes(self, bytes: &[u8], into: &mut Vec<u8>) {
        let _ = match self {
            Self::Decimal(scale) if (1..=16).contains(&bytes.len()) => {
                decimal(big_endian(bytes), scale, into)
            }
            Self::Uuid if bytes.len() == 16 => {
                let number = u128::from_be_bytes(bytes.try_into().unwrap_or_default());
                let digits = format!("{number:032x}");
                let part = |from: usize, upto: usize| digits.get(from..upto).unwrap_or_default();
                let (first, second, third) = (part(0, 8), part(8, 12), part(12, 16));
                let (fourth, fifth) = (part(16, 20), part(20, 32));
                write!(into, "{first}-{second}-{third}-{fourth}-{fifth}")
            }
            _ => into.write_all(bytes),
        };
    }
}

fn parts(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => SECOND,
        TimeUnit::MICROS => SECOND * 1000,
        TimeUnit::NANOS => SECOND * 1_000_000,
    }
}

/// What a clock shows so many milliseconds after 1970 began on it.
fn wall(millis: i64) -> Option<jiff::civil::DateTime> {
    let instant = Timestamp::from_millisecond(millis).ok()?;
    Some(instant.to_zoned(TimeZone::UTC).datetime())
}

fn instant(millis: i64, is_utc: bool, into: &mut Vec<u8>) -> std::io::Result<()> {
    match wall(millis) {
        Some(wall) if is_utc => write!(into, "{wall}Z"),
        Some(wall) => write!(into, "{wall}"),
        None => Ok(()),
    }
}

fn time_of_day(number: i64, parts: i64, into: &mut Vec<u8>) -> std::io::Result<()> {
    let seconds = number.div_euclid(parts);
    let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
    write!(into, "{hour:02}:{minute:02}:{:02}", seconds % 60)
}

/// A number of which the last digits are decimals.
fn decimal(number: i128, scale: u32, into: &mut Vec<u8>) -> std::io::Result<()> {
    let Some(one) = 10_u128.checked_pow(scale).filter(|_| scale > 0) else {
        return write!(into, "{number}");
    };
    let sign = if number < 0 { "-" } else { "" };
    let (whole, part) = (number.unsigned_abs() / one, number.unsigned_abs() % one);
    let digits = scale as usize;
    write!(into, "{sign}{whole}.{part:0digits$}")
}

/// A number with its sign, the first byte the largest.
fn big_endian(bytes: &[u8]) -> i128 {
    let is_negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    let begin = if is_negative { -1 } else { 0 };
    let add = |number: i128, byte: &u8| (number << 8) | i128::from(*byte);
    bytes.iter().fold(begin, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(kind: Kind, number: i64, bits: u32) -> String {
        let mut text = Vec::new();
        kind.whole(number, bits, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn numbers_are_written_as_they_would_stand_in_csv() {
        let day = 20_635;
        let micros = day * 86_400_000_000 + 3_600_000_500;
        let at = |is_utc| Kind::Instant {
            parts: 1_000_000,
            is_utc,
        };
        for (kind, number, bits, expected) in [
            (Kind::Plain, -12, 64, "-12"),
            (Kind::Unsigned, -1, 32, "4294967295"),
            (Kind::Unsigned, -1, 64, "18446744073709551615"),
            (Kind::Decimal(2), -5, 64, "-0.05"),
            (Kind::Decimal(0), 1250, 64, "1250"),
            (Kind::Day, day, 32, "2026-07-01"),
            (at(true), micros, 64, "2026-07-01T01:00:00Z"),
            (at(false), micros + 1500, 64, "2026-07-01T01:00:00.002"),
            (at(true), i64::MAX, 64, "9223372036854775807"),
            (Kind::TimeOfDay(1000), 3_661_000, 32, "01:01:01"),
        ] {
            assert_eq!(whole(kind, number, bits), expected, "{kind:?} {number}");
        }
    }

    #[test]
    fn bytes_are_text_numbers_or_names_of_hexadecimal_digits() {
        let text = |kind: Kind, bytes: &[u8]| {
            let mut text = Vec::new();
            kind.bytes(bytes, &mut text);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(text(Kind::Plain, "订单".as_bytes()), "订单");
        assert_eq!(text(Kind::Decimal(1), &[0xFF, 0x85]), "-12.3");
        let uuid: Vec<u8> = (0..16).collect();
        let expected = "00010203-0405-0607-0809-0a0b0c0d0e0f";
        assert_eq!(text(Kind::Uuid, &uuid), expected);
    }
}
