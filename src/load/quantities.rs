//! Quantities as keys take them: any, or of one kind; three points; due rules.

use std::borrow::Cow;

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use super::values::decode_text;
use crate::problem::{Expected, ProblemKind, nearest};
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
    decoding
        .known
        .quantity(&written)
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
    fitting(quantity, node, expected, fits, decoding)
}

/// The quantity, if it fits; reported if not.
fn fitting(
    quantity: Quantity,
    node: &Node<'_>,
    expected: Expected,
    fits: impl Fn(&Quantity) -> bool,
    decoding: &mut Decoding<'_>,
) -> Option<Quantity> {
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

/// A length of time that is not negative.
fn is_duration(quantity: &Quantity) -> bool {
    matches!(quantity.dimension(), Dimension::Duration(_)) && quantity.base() >= 0.0
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
    is_duration
);
quantity_of!(
    /// So many per period.
    Rate,
    Expected::Rate,
    |quantity| quantity.dimension() == Dimension::Rate && quantity.base() >= 0.0
);
quantity_of!(
    /// An amount of money that is not negative.
    Money,
    Expected::Money,
    |quantity| quantity.dimension() == Dimension::Money && quantity.base() >= 0.0
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

impl ThreePoint {
    /// Reads a range such as "5 to 10 min"; `None` if the node holds none.
    fn decode_range(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Option<Self> {
        let Value::String(text) = &node.value else {
            return None;
        };
        let (low, high) = match Quantity::parse_range(text) {
            Ok(ends) => ends?,
            Err(error) => {
                decoding.bad_quantity(node, text, error);
                return Some(Self::default());
            }
        };
        let mut end = |end| fitting(end, node, Expected::Duration, is_duration, decoding);
        // One report is enough: what does not fit one end fits neither.
        let min = end(low);
        let max = min.as_ref().and_then(|_| end(high));
        Some(Self {
            min,
            typical: None,
            max,
        })
    }
}

impl Decode for ThreePoint {
    fn shape() -> Shape {
        Shape::Value(Expected::ThreePoint)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        if let Some(range) = Self::decode_range(node, decoding) {
            return range;
        }
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
        let Some(text) = decode_text(node, Expected::Due, decoding) else {
            return Self::default();
        };
        let mut rules = Vec::with_capacity(1);
        for wording in text.wordings() {
            match decoding.known.due(wording) {
                Ok(rule) => rules.push(rule),
                Err(error) => decoding.bad_quantity(node, wording, error),
            }
        }
        if let [english, chinese] = rules.as_slice()
            && english.is_clear()
            && chinese.is_clear()
            && !english.same_as(chinese)
        {
            decoding.problem(node.span, ProblemKind::BilingualBoundsDiffer);
        }
        rules.into_iter().next().unwrap_or_default()
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Due(self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::lang::Lang;
    use crate::load::tree::parse;
    use crate::source::SourceId;

    /// The value of `key = …` and the messages about it.
    fn read<T: Decode>(written: &str) -> (T, Vec<String>) {
        let text = format!("key = {written}");
        let (table, _) = parse(&text);
        let (unread, mut problems) = (HashSet::new(), Vec::new());
        let mut decoding = Decoding::new(SourceId(0), &unread, &mut problems);
        let value = table
            .get("key")
            .map_or_else(T::default, |entry| T::decode(&entry.node, &mut decoding));
        let messages = problems.iter().map(|problem| problem.message(Lang::En));
        (value, messages.collect())
    }

    #[test]
    fn a_touch_time_may_be_a_range() {
        let (touch, messages) = read::<ThreePoint>("\"5 to 10 min\"");
        assert_eq!(messages, Vec::<String>::new());
        assert_eq!(touch.min, Quantity::parse("5 min").ok());
        assert_eq!(touch.max, Quantity::parse("10 min").ok());
        assert_eq!(touch.typical, None);
        let (touch, _) = read::<ThreePoint>("\"5 min\"");
        assert_eq!(touch.typical, Quantity::parse("5 min").ok());
        for (written, message) in [
            ("\"10 to 5 min\"", "the range starts above its end"),
            ("\"5 to 10 kg\"", "`5 kg` is not a duration"),
            ("\"5 min late\"", "\"late\" does not belong to the quantity"),
        ] {
            let (_, messages) = read::<ThreePoint>(written);
            assert_eq!(messages, [message], "{written}");
        }
    }

    #[test]
    fn a_due_time_may_be_in_two_languages() {
        let by = Due::parse("by 10:30").unwrap_or_default();
        for written in [
            "\"by 10:30\"",
            "{ en = \"by 10:30\", zh = \"10:30前\" }",
            "{ zh = \"10:30前\" }",
        ] {
            assert_eq!(read::<Due>(written), (by.clone(), Vec::new()), "{written}");
        }
        let differ = "the English and the Chinese wording state different bounds";
        for (written, message) in [
            ("{ en = \"by 10:30\", zh = \"11:30前\" }", differ),
            (
                "{ en = \"by 10:30\", zh = \"25:30前\" }",
                "there is no time \"25:30\"",
            ),
        ] {
            assert_eq!(
                read::<Due>(written),
                (by.clone(), vec![message.to_owned()]),
                "{written}"
            );
        }
    }
}
