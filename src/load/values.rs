//! The single values a key may take: texts, ids, references, dates, numbers.

use jiff::civil::Date;

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::lang::Text;
use crate::problem::{Expected, ProblemKind};
use crate::quantity::Period;

/// A short name others refer to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Id(Box<str>);

impl Id {
    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// The id of something else, `id` or `process/id`, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference(Box<str>);

impl From<&str> for Reference {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Reference {
    /// The reference as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Decode for Id {
    fn shape() -> Shape {
        Shape::Value(Expected::Id)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::String(text) = &node.value else {
            decoding.wrong_type(node, Expected::Id);
            return Self::default();
        };
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if text.is_empty() || !text.chars().all(fits) {
            let written = text.to_string();
            decoding.problem(node.span, ProblemKind::BadId { written });
        }
        Self(text.as_ref().into())
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Word(&self.0)
    }
}

impl Decode for Reference {
    fn shape() -> Shape {
        Shape::Value(Expected::Reference)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        match &node.value {
            Value::String(text) if !text.trim().is_empty() => Self(text.trim().into()),
            Value::String(text) => {
                let written = text.to_string();
                decoding.problem(node.span, ProblemKind::BadId { written });
                Self::default()
            }
            _ => {
                decoding.wrong_type(node, Expected::Reference);
                Self::default()
            }
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Word(&self.0)
    }
}

/// The keys of a bilingual text.
const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Reads a text or `{ en = "…", zh = "…" }`; `None` after reporting what it is instead.
pub(super) fn decode_text(
    node: &Node<'_>,
    expected: Expected,
    decoding: &mut Decoding<'_>,
) -> Option<Text> {
    match &node.value {
        Value::String(text) => Some(Text::plain(text.as_ref())),
        Value::Table(table) if !table.entries().is_empty() => {
            let mut wordings = [None, None];
            for entry in table.entries() {
                let Some(lang) = LANGUAGES.iter().position(|lang| *lang == entry.key) else {
                    let kind = ProblemKind::UnknownKey {
                        key: entry.key.to_string(),
                        table: "text",
                        // Of two letters, one apart is another word: `cn` is not `en`.
                        suggestion: None,
                        known: LANGUAGES.to_vec(),
                    };
                    decoding.problem(entry.key_span, kind);
                    continue;
                };
                match &entry.node.value {
                    Value::String(text) => wordings[lang] = Some(text.as_ref().into()),
                    _ => decoding.wrong_type(&entry.node, Expected::Text),
                }
            }
            let [en, zh] = wordings;
            Some(Text::bilingual(en, zh))
        }
        _ => {
            decoding.wrong_type(node, expected);
            None
        }
    }
}

impl Decode for Text {
    fn shape() -> Shape {
        Shape::Value(Expected::Text)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        decode_text(node, Expected::Text, decoding).unwrap_or_default()
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Text(self)
    }
}

/// The day of a text such as `2026-12-31`, 2026年12月31日, 2026.12.31 or 2026年6月底. The year stands
/// first, or nobody could tell the month from the day.
pub fn read_day(written: &str) -> Option<Date> {
    if let Some(whole) = written
        .strip_suffix(['末', '底'])
        .filter(|_| written.contains('年'))
    {
        // 2026年6月底, 2026年上半年末; 年底 and 年年底 are the same day.
        let named = Period::parse(
            whole
                .strip_suffix('年')
                .filter(|year| year.ends_with('年'))
                .unwrap_or(whole),
        )?;
        return Some(named.last());
    }
    Period::day(written)
}

/// Reads a date written as a TOML date or as a text `"2026-12-31"` or `"2026年12月31日"`.
fn decode_date(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Option<Date> {
    let written = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Date(datetime) => datetime.to_string(),
        _ => {
            decoding.wrong_type(node, Expected::Date);
            return None;
        }
    };
    let day = read_day(&written);
    if day.is_none() {
        decoding.problem(node.span, ProblemKind::BadDate { written });
    }
    day
}

impl Decode for Date {
    fn shape() -> Shape {
        Shape::Value(Expected::Date)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        decode_date(node, decoding).unwrap_or_default()
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Date(*self)
    }
}

impl Decode for bool {
    fn shape() -> Shape {
        Shape::Value(Expected::Boolean)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Boolean(value) = node.value else {
            decoding.wrong_type(node, Expected::Boolean);
            return false;
        };
        value
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Boolean(*self)
    }
}

impl Decode for f64 {
    fn shape() -> Shape {
        Shape::Value(Expected::Number)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        match node.value {
            Value::Float(number) if number.is_finite() => number,
            // Whole numbers of a model are small; beyond 2^53 the nearest float is meant.
            #[expect(clippy::cast_precision_loss, reason = "see above")]
            Value::Integer(number) => number as Self,
            _ => {
                decoding.wrong_type(node, Expected::Number);
                0.0
            }
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Number(*self)
    }
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Whole<const MIN: i64, const MAX: i64>(pub i64);

impl<const MIN: i64, const MAX: i64> Decode for Whole<MIN, MAX> {
    fn shape() -> Shape {
        Shape::Integer { min: MIN, max: MAX }
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Integer(number) = node.value else {
            decoding.wrong_type(node, Expected::Integer);
            return Self::default();
        };
        if !(MIN..=MAX).contains(&number) {
            decoding.problem(node.span, ProblemKind::OutOfRange { min: MIN, max: MAX });
        }
        Self(number)
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Integer(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_chinese_period_is_its_last_day() {
        let day = |text| read_day(text).map(|day| day.to_string());
        for (written, expected) in [
            ("2026年6月30日", Some("2026-06-30")),
            ("2026.6.30", Some("2026-06-30")),
            ("2026年6月底", Some("2026-06-30")),
            ("2026年2月末", Some("2026-02-28")),
            ("2026年上半年末", Some("2026-06-30")),
            ("2026年第三季度末", Some("2026-09-30")),
            ("2026年年底", Some("2026-12-31")),
            ("2026年底", Some("2026-12-31")),
            ("年底", None),
            ("2026年6月", None),
            ("底", None),
        ] {
            assert_eq!(day(written).as_deref(), expected, "{written}");
        }
    }
}
