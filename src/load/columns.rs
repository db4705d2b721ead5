//! The values that only tables of evidence take: paths, columns, grades of a scale, periods.

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use super::values::decode_text;
use crate::lang::Text;
use crate::problem::{EvidenceProblem, Expected, ProblemKind};
use crate::quantity::Period;
use crate::source::Span;

/// The path of a file, from the folder of the file that names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilePath(Box<str>);

impl From<&str> for FilePath {
    fn from(path: &str) -> Self {
        Self(path.into())
    }
}

impl FilePath {
    /// The path as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Decode for FilePath {
    fn shape() -> Shape {
        Shape::Value(Expected::Path)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        match &node.value {
            Value::String(text) if !text.trim().is_empty() => Self(text.trim().into()),
            _ => {
                decoding.wrong_type(node, Expected::Path);
                Self::default()
            }
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Word(&self.0)
    }
}

/// Which key has which heading in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns(Vec<(Box<str>, Text, Span)>);

impl Columns {
    /// Keys with their headings and the place of the key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text, Span)> {
        self.0
            .iter()
            .map(|(key, heading, at)| (&**key, heading, *at))
    }
}

impl Decode for Columns {
    fn shape() -> Shape {
        Shape::Value(Expected::Columns)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Table(table) = &node.value else {
            decoding.wrong_type(node, Expected::Columns);
            return Self::default();
        };
        let mut columns = Vec::new();
        for entry in table.entries() {
            if let Some(heading) = decode_text(&entry.node, Expected::Text, decoding) {
                columns.push((entry.key.as_ref().into(), heading, entry.key_span));
            }
        }
        Self(columns)
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Unset
    }
}

/// One grade of a scale: a name, or a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleGrade(pub Text);

impl ScaleGrade {
    /// Both are the same grade.
    pub fn is(&self, other: &Self) -> bool {
        self.0.names_the_same(&other.0)
    }
}

impl Decode for ScaleGrade {
    fn shape() -> Shape {
        Shape::Value(Expected::ScaleGrade)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let text = match &node.value {
            Value::Integer(number) => Some(Text::plain(number.to_string())),
            Value::Float(number) => Some(Text::plain(number.to_string())),
            _ => decode_text(node, Expected::ScaleGrade, decoding),
        };
        Self(text.unwrap_or_default())
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Text(&self.0)
    }
}

impl Decode for Period {
    fn shape() -> Shape {
        Shape::Value(Expected::Period)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let written = match &node.value {
            Value::String(text) => text.to_string(),
            Value::Integer(year) => year.to_string(),
            Value::Date(date) => date.to_string(),
            _ => {
                decoding.wrong_type(node, Expected::Period);
                return Self::default();
            }
        };
        Self::parse(&written).unwrap_or_else(|| {
            let kind = EvidenceProblem::BadPeriod { written };
            decoding.problem(node.span, ProblemKind::Evidence(kind));
            Self::default()
        })
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Word(self.written())
    }
}
