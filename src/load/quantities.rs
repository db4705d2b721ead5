//! Quantities as keys take them: any, or of one kind; three points; due rules.

use std::borrow::Cow;

use super::decode::{Decode, Decoding, Reading, nearest};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::problem::{Expected, ProblemKind};
use crate::quantity::{Dimension, Due, Quantity};

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
