//! How much was ordered and delivered, as systems write numbers.

use super::error::LogErrorKind;
use super::mapping::Mapping;

/// What an event says of quantities; not a number where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amounts {
    /// How much was ordered.
    pub ordered: f64,
    /// How much was delivered.
    pub delivered: f64,
}

impl Default for Amounts {
    fn default() -> Self {
        Self {
            ordered: f64::NAN,
            delivered: f64::NAN,
        }
    }
}

/// The number a value writes; not a number if it stands for nothing.
///
/// A point or a comma may stand before the decimals. A comma before exactly three digits may be
/// either mark, and is refused: a wrong quantity would be a wrong verdict.
pub(super) fn amount(mapping: &Mapping, value: &[u8]) -> Result<f64, LogErrorKind> {
    if mapping.is_missing(value) {
        return Ok(f64::NAN);
    }
    let text = String::from_utf8_lossy(value);
    number(text.trim()).ok_or_else(|| LogErrorKind::NoNumber {
        written: text.into_owned(),
    })
}

fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_comma = digits.contains(',');
    let is_open = has_comma && part.len() == 3;
    let is_number = !whole.is_empty() && is_digits(whole) && is_digits(part) && !is_open;
    let is_number = is_number && digits.len() < 16;
    is_number.then(|| text.replace(',', ".").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_where_only_one_thing_can_be_meant() {
        for (written, expected) in [
            ("12", Some(12.0)),
            ("12.5", Some(12.5)),
            ("12,5", Some(12.5)),
            ("1.250", Some(1.25)),
            ("-3", Some(-3.0)),
            ("1,250", None),
            ("1.250,5", None),
            ("12 pcs", None),
            ("1e5", None),
            (".5", None),
            ("inf", None),
        ] {
            assert_eq!(number(written), expected, "{written}");
        }
        let nothing = amount(&Mapping::default(), b" ? ").unwrap();
        assert!(nothing.is_nan());
    }
}
