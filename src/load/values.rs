//! The single values a key may take, beyond texts: ids, references, quantities of a
//! kind, dates, choices, lists.

use std::borrow::Cow;

use jiff::civil::Date;

use super::decode::{Decode, Decoding, Reading, nearest};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::lang::Text;
use crate::problem::{Expected, ProblemKind};
use crate::quantity::{Dimension, Due, Quantity};
use crate::source::Span;

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

/// Reads a quantity from a text with a unit, or from a bare number.
fn decode_quantity(
    node: &Node<'_>,
    expected: Expected,
    decoding: &mut Decoding<'_>,
) -> Option<Quantity> {
    let written: Cow<'_, str> = match &node.value {
        Value::String(text) => text.as_ref().into(),
        Value::Integer(number) => number.to_string().into(),
        Value::Float(number) => number.to_string().into(),
        _ => {
            decoding.wrong_type(node, expected);
            return None;
        }
    };
    Quantity::parse(&written)
        .map_err(|error| decoding.bad_quantity(node, &written, error))
        .ok()
}

/// A quantity that only some dimensions fit.
fn decode_fitting(
    node: &Node<'_>,
    expected: Expected,
    fits: impl Fn(&Quantity) -> bool,
    decoding: &mut Decoding<'_>,
) -> Option<Quantity> {
    let quantity = decode_quantity(node, expected, decoding)?;
    if fits(&quantity) {
        return Some(quantity);
    }
    let written = quantity.show(crate::lang::Lang::En);
    decoding.problem(
        node.span,
        ProblemKind::UnitOfOtherKind { expected, written },
    );
    None
}

impl Decode for Quantity {
    fn shape() -> Shape {
        Shape::Value(Expected::Quantity)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        decode_quantity(node, Expected::Quantity, decoding).unwrap_or_default()
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Quantity(self)
    }
}

/// Declares a quantity of one kind.
macro_rules! quantity_of {
    ($(#[doc = $doc:literal])+ $name:ident, $expected:expr, $fits:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name(pub Quantity);

        impl Decode for $name {
            fn shape() -> Shape {
                Shape::Value($expected)
            }

            fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
                decode_fitting(node, $expected, $fits, decoding).map_or_else(Self::default, Self)
            }

            fn reading(&self) -> Reading<'_> {
                Reading::Quantity(&self.0)
            }
        }
    };
}

quantity_of!(
    /// A duration that is not negative.
    Duration,
    Expected::Duration,
    |quantity| matches!(quantity.dimension(), Dimension::Duration(_)) && quantity.base() >= 0.0
);
quantity_of!(
    /// So many per period.
    Rate,
    Expected::Rate,
    |quantity| quantity.dimension() == Dimension::Rate && quantity.base() >= 0.0
);
quantity_of!(
    /// A share between 0 % and 100 %.
    ShareOf,
    Expected::Share,
    |quantity| quantity.dimension() == Dimension::Share && (0.0..=1.0).contains(&quantity.base())
);

/// A duration as one value or as least, typical and most.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThreePoint {
    /// The shortest it has been.
    pub min: Option<Quantity>,
    /// What is usual.
    pub typical: Option<Quantity>,
    /// The longest it has been.
    pub max: Option<Quantity>,
}

impl Decode for ThreePoint {
    fn shape() -> Shape {
        Shape::Value(Expected::ThreePoint)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Table(table) = &node.value else {
            let typical = Duration::decode(node, decoding).0;
            return Self {
                typical: Some(typical),
                ..Self::default()
            };
        };
        let mut points = Self::default();
        for entry in table.entries() {
            let point = match &*entry.key {
                "min" => &mut points.min,
                "typical" => &mut points.typical,
                "max" => &mut points.max,
                key => {
                    let known = vec!["min", "typical", "max"];
                    let kind = ProblemKind::UnknownKey {
                        key: key.to_owned(),
                        table: "touch",
                        suggestion: nearest(key, known.iter().copied()),
                        known,
                    };
                    decoding.problem(entry.key_span, kind);
                    continue;
                }
            };
            *point = Some(Duration::decode(&entry.node, decoding).0);
        }
        points
    }

    fn reading(&self) -> Reading<'_> {
        let known = self.typical.as_ref().or(self.max.as_ref());
        known
            .or(self.min.as_ref())
            .map_or(Reading::Unset, Reading::Quantity)
    }
}

impl Decode for Due {
    fn shape() -> Shape {
        Shape::Value(Expected::Due)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::String(text) = &node.value else {
            decoding.wrong_type(node, Expected::Due);
            return Self::default();
        };
        Self::parse(text).unwrap_or_else(|error| {
            decoding.bad_quantity(node, text, error);
            Self::default()
        })
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Due(self)
    }
}

/// Reads a date written as a TOML date or as a text `"2026-12-31"`.
fn decode_date(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Option<Date> {
    let written = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Date(datetime) => datetime.to_string(),
        _ => {
            decoding.wrong_type(node, Expected::Date);
            return None;
        }
    };
    let day = written.parse::<Date>().ok().filter(|_| written.len() == 10);
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

/// One of a few words.
pub trait Choice: Copy + Default + 'static {
    /// Every word with its Chinese meaning, and what it stands for.
    const WORDS: &'static [(&'static str, &'static str)];
    /// The choice at a position of [`Self::WORDS`].
    fn at(position: usize) -> Self;
    /// The position in [`Self::WORDS`].
    fn position(self) -> usize;
    /// The word in the TOML.
    fn word(self) -> &'static str {
        Self::WORDS[self.position()].0
    }
}

/// Reads one of the words of a choice.
pub(super) fn decode_choice<C: Choice>(node: &Node<'_>, decoding: &mut Decoding<'_>) -> C {
    let written = match &node.value {
        Value::String(written) => written.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        _ => {
            decoding.wrong_type(node, Expected::Choice);
            return C::default();
        }
    };
    let words = || C::WORDS.iter().map(|(word, _)| *word);
    let is_text = matches!(node.value, Value::String(_));
    if let Some(position) = words().position(|word| is_text && word == written) {
        return C::at(position);
    }
    let kind = ProblemKind::UnknownChoice {
        suggestion: nearest(&written, words()),
        choices: words().collect(),
        written,
    };
    decoding.problem(node.span, kind);
    C::default()
}

/// A list, with the place of each item.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T> {
    items: Vec<T>,
    spans: Vec<Span>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            spans: Vec::new(),
        }
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> List<T> {
    /// Items with the place each is written at.
    pub fn placed(&self) -> impl Iterator<Item = (Span, &T)> {
        self.spans.iter().copied().zip(&self.items)
    }

    /// The items alone.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }
}

impl<T: Decode> Decode for List<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Array(nodes) = &node.value else {
            decoding.wrong_type(node, Expected::List);
            return Self::default();
        };
        Self {
            items: nodes.iter().map(|node| T::decode(node, decoding)).collect(),
            spans: nodes.iter().map(|node| node.span).collect(),
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading::List(
            self.placed()
                .map(|(at, item)| (at, item.reading()))
                .collect(),
        )
    }
}
