//! From a node of the TOML tree to one typed value, and back to what rules read.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use foldhash::HashMap;
use jiff::civil::Date;

use super::document::Tables;
use super::record::{Record, Segment, SharedRecord};
use super::schema::{Shape, TableSpec};
use super::statement::Statement;
use super::tree::{Entry, Node, Value};
use super::workspace::is_time;
use crate::lang::Text;
use crate::problem::{Expected, Found, Problem, ProblemKind, nearest};
use crate::quantity::{Due, Quantity, QuantityError};
use crate::source::{SourceId, Span, Spot};

/// A type that a TOML value can be read into.
///
/// `decode` never fails: it reports a problem and gives a placeholder.
pub trait Decode: Default {
    /// What the key takes, for the schema.
    fn shape() -> Shape;

    /// Reads a node, reporting what is wrong with it.
    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self;

    /// The value as rules read it.
    fn reading(&self) -> Reading<'_>;
}

/// A value of a record as rules read it.
#[derive(Clone)]
pub enum Reading<'a> {
    /// The key is not written.
    Unset,
    /// A text of the user.
    Text(&'a Text),
    /// A word: an id, a reference, a choice.
    Word(&'a str),
    /// A number with a unit.
    Quantity(&'a Quantity),
    /// A need, criterion or promise.
    Statement(&'a Arc<Statement>),
    /// A due rule.
    Due(&'a Due),
    /// A day.
    Date(Date),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A table.
    Record(&'a dyn SharedRecord),
    /// A list of values, each with its place.
    List(Vec<(Span, Self)>),
}

impl Reading<'_> {
    /// The place of a value inside this one, if it has places of its own.
    pub fn locate(&self, path: &[Segment]) -> Option<Span> {
        match (self, path.split_first()) {
            (Self::Record(table), Some(_)) => Some(table.record().locate(path)),
            (Self::List(items), Some((Segment::Index(index), rest))) => {
                let (span, item) = items.get(*index)?;
                Some(item.locate(rest).unwrap_or(*span))
            }
            _ => None,
        }
    }
}

/// More texts than one file repeats; beyond that, none is kept.
const MOST_KNOWN: usize = 1_000;

/// Quantities and due times by their texts, as far as they were read without fault.
#[derive(Default)]
pub(super) struct Known {
    quantities: HashMap<String, Quantity>,
    dues: HashMap<String, Due>,
}

impl Known {
    pub(super) fn quantity(&mut self, text: &str) -> Result<Quantity, QuantityError> {
        remembered(&mut self.quantities, text, Quantity::parse)
    }

    pub(super) fn due(&mut self, text: &str) -> Result<Due, QuantityError> {
        remembered(&mut self.dues, text, Due::parse)
    }
}

fn remembered<T: Clone>(
    known: &mut HashMap<String, T>,
    text: &str,
    read: fn(&str) -> Result<T, QuantityError>,
) -> Result<T, QuantityError> {
    if let Some(value) = known.get(text) {
        return Ok(value.clone());
    }
    let value = read(text)?;
    if known.len() < MOST_KNOWN {
        known.insert(text.to_owned(), value.clone());
    }
    Ok(value)
}

/// The reading of one file: where problems are collected.
pub struct Decoding<'p> {
    /// Texts that were read before; a file says "1 h" again and again.
    pub(super) known: Known,
    source: SourceId,
    unread: &'p HashSet<Spot>,
    problems: &'p mut Vec<Problem>,
}

impl<'p> Decoding<'p> {
    /// A reading of `source` that adds to `problems`; what is at `unread` was no TOML.
    pub fn new(
        source: SourceId,
        unread: &'p HashSet<Spot>,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        Self {
            known: Known::default(),
            source,
            unread,
            problems,
        }
    }

    fn is_unread(&self, span: Span) -> bool {
        let source = self.source;
        !self.unread.is_empty() && self.unread.contains(&Spot { source, span })
    }

    /// How many problems there are by now.
    pub(super) fn known_problems(&self) -> usize {
        self.problems.len()
    }

    /// Reports a problem at `span`.
    pub fn problem(&mut self, span: Span, kind: ProblemKind) {
        let spot = Spot {
            source: self.source,
            span,
        };
        self.problems.push(Problem::at(spot, kind));
    }

    /// Reports `written`, a text at `node` or in one of its languages, as no quantity; the
    /// place is the part of the text that is wrong.
    pub fn bad_quantity(&mut self, node: &Node<'_>, written: &str, error: QuantityError) {
        let languages = match &node.value {
            Value::Table(table) => table.entries(),
            _ => &[],
        };
        let nodes = std::iter::once(node).chain(languages.iter().map(|entry| &entry.node));
        let mut texts = nodes.filter_map(|node| match &node.value {
            Value::String(text) if text == written => Some((node.span, text)),
            _ => None,
        });
        // A text without escapes is the file's own, between quotes of one character.
        let (whole, plain) = texts.next().map_or((node.span, false), |(span, text)| {
            let borrowed = matches!(text, Cow::Borrowed(_));
            (span, borrowed && span.range().len() == written.len() + 2)
        });
        let span = match error.at().filter(|_| plain) {
            Some(at) => {
                let start = whole.range().start + 1;
                Span::new(start + at.start, start + at.end)
            }
            None => whole,
        };
        self.problem(span, ProblemKind::BadQuantity(error));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node<'_>, expected: Expected) {
        if let Value::Date(time) = &node.value
            && is_time(&time.to_string())
        {
            let written = time.to_string();
            return self.problem(node.span, ProblemKind::TimeWithoutQuotes { written });
        }
        let found = found(&node.value);
        self.problem(node.span, ProblemKind::WrongType { expected, found });
    }

    /// Reports a value that should be a table.
    fn not_a_table(&mut self, node: &Node<'_>, spec: &'static TableSpec) {
        let mut keys: Vec<_> = spec.keys.iter().collect();
        keys.sort_by_key(|key| !key.required);
        let kind = ProblemKind::NotATable {
            found: found(&node.value),
            keys: keys.into_iter().map(|key| key.name).collect(),
        };
        self.problem(node.span, kind);
    }

    /// Reports a key that the table does not have.
    pub fn unknown_key(&mut self, entry: &Entry<'_>, spec: &'static TableSpec) {
        if let Some(owner) = enclosing_table_with(&entry.key, spec) {
            let kind = ProblemKind::KeyOfOuterTable {
                key: entry.key.to_string(),
                table: spec.name,
                belongs_to: owner.name,
            };
            return self.problem(entry.key_span, kind);
        }
        let known: Vec<_> = spec.keys.iter().map(|key| key.name).collect();
        let kind = ProblemKind::UnknownKey {
            key: entry.key.to_string(),
            table: spec.name,
            suggestion: nearest(&entry.key, known.iter().copied()),
            known,
        };
        self.problem(entry.key_span, kind);
    }

    /// Reports each required key that is not written.
    ///
    /// A key that was probably meant by an unknown one is reported once, as the unknown one.
    pub fn missing_keys(&mut self, spec: &'static TableSpec, written: &[Span], table: Span) {
        for (key, span) in spec.keys.iter().zip(written) {
            if !key.required || span.end > 0 || self.meant_elsewhere(key.name, spec, table) {
                continue;
            }
            let kind = ProblemKind::MissingKey {
                key: key.name,
                table: spec.name,
                example: format!("{} = {}", key.name, (key.shape)().example()),
            };
            self.problem(table, kind);
        }
    }

    fn meant_elsewhere(&self, name: &str, spec: &TableSpec, table: Span) -> bool {
        self.problems.iter().rev().take(8).any(|problem| {
            let near = problem
                .spot
                .is_some_and(|spot| spot.source == self.source && spot.span.start >= table.start);
            near && match &problem.kind {
                ProblemKind::UnknownKey { suggestion, .. } => *suggestion == Some(name),
                ProblemKind::KeyOfOuterTable {
                    key, belongs_to, ..
                } => key == name && *belongs_to == spec.name,
                _ => false,
            }
        })
    }
}

/// The nearest table around `inner` that has the key `name`.
fn enclosing_table_with(name: &str, inner: &TableSpec) -> Option<&'static TableSpec> {
    let outer = std::iter::successors(inner.name.rsplit_once('.'), |(outer, _)| {
        outer.rsplit_once('.')
    });
    outer
        .filter_map(|(outer, _)| table_named(outer, Tables::SPEC))
        .find(|table| table.key(name).is_some())
}

/// The table called `name` among those inside `table`.
fn table_named(name: &str, table: &'static TableSpec) -> Option<&'static TableSpec> {
    let inside = table.keys.iter().filter_map(|key| match (key.shape)() {
        Shape::Table(inner) => Some(inner),
        Shape::List(item) => match *item {
            Shape::Table(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    });
    let mut inside = inside.filter(|inner| name.starts_with(inner.name));
    inside.find_map(|inner| {
        if inner.name == name {
            Some(inner)
        } else {
            table_named(name, inner)
        }
    })
}

/// What a value is, for a report of the wrong type.
pub(crate) fn found(value: &Value<'_>) -> Found {
    match value {
        Value::String(_) => Found::Text,
        Value::Integer(_) => Found::Integer,
        Value::Float(_) => Found::Float,
        Value::Boolean(_) => Found::Boolean,
        Value::Date(_) => Found::Date,
        Value::Array(_) => Found::List,
        Value::Table(_) => Found::Table,
    }
}

impl<T: Decode> Decode for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    /// A single value that could not be read counts as not written, lest more be said of it.
    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let known = decoding.problems.len();
        let value = T::decode(node, decoding);
        let unread = decoding.problems.len() > known || decoding.is_unread(node.span);
        let table =
            || matches!(node.value, Value::Table(_)) || matches!(T::shape(), Shape::Table(_));
        (!unread || table()).then_some(value)
    }

    fn reading(&self) -> Reading<'_> {
        self.as_ref().map_or(Reading::Unset, Decode::reading)
    }
}

/// For keys that few tables have: the others are smaller for it.
impl<T: Decode> Decode for Box<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        Self::new(T::decode(node, decoding))
    }

    fn reading(&self) -> Reading<'_> {
        T::reading(self)
    }
}

impl<R: Record> Decode for Arc<R> {
    fn shape() -> Shape {
        Shape::Table(R::SPEC)
    }

    fn decode(node: &Node<'_>, decoding: &mut Decoding<'_>) -> Self {
        let Value::Table(table) = &node.value else {
            decoding.not_a_table(node, R::SPEC);
            return Self::default();
        };
        Self::new(R::decode_table(table, node.span, decoding))
    }

    fn reading(&self) -> Reading<'_> {
        Reading::Record(self)
    }
}
