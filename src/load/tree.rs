//! TOML text to a tree in which every key and value knows its bytes.
//!
//! [`parse`] reads the events of `toml_parser` straight into [`Table`]s, without an
//! event list in between, and keeps going after errors so that one run names them
//! all. The meaning of tables, dotted keys and arrays of tables is that of the
//! `toml` crate. Knows nothing of processes.

mod build;
mod chunks;
mod error;
mod keys;
mod scalar;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::source::Span;

pub use error::{SyntaxError, SyntaxErrorKind};
pub(super) use table::Origin;
pub use table::Table;

/// A value and its bytes.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// The value's bytes; for a table made by a header, the header.
    pub span: Span,
    /// What the bytes mean.
    pub value: Value<'a>,
}

impl Node<'_> {
    fn move_spans(&mut self, to: &impl Fn(Span) -> Span) {
        self.span = to(self.span);
        match &mut self.value {
            Value::Array(items) => items.iter_mut().for_each(|item| item.move_spans(to)),
            Value::Table(table) => table.move_spans(to),
            _ => {}
        }
    }
}

/// What a value means.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// A string of any of the four kinds, escapes resolved.
    String(Cow<'a, str>),
    /// A whole number in any base.
    Integer(i64),
    /// A number with a fraction or an exponent, an infinity or not a number.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time or both, with or without an offset.
    Date(toml::value::Datetime),
    /// An array or an array of tables.
    Array(Vec<Node<'a>>),
    /// A table of any origin.
    Table(Table<'a>),
}

impl Value<'_> {
    /// The kind of the value in one or two words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::String(_) => "string",
            Value::Integer(_) => "integer",
            Value::Float(_) => "float",
            Value::Boolean(_) => "boolean",
            Value::Date(_) => "date-time",
            Value::Array(_) => "array",
            Value::Table(table) if table.is_inline() => "inline table",
            Value::Table(_) => "table",
        }
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The key, quotes and escapes resolved.
    pub key: Cow<'a, str>,
    /// The key's bytes, where it was defined or, if implied, first mentioned.
    pub key_span: Span,
    /// The value.
    pub node: Node<'a>,
}

/// Reads a whole text: the tree as far as it can be made out, and its errors by place.
///
/// A text without errors has none in the list. A value that is unreadable yet present
/// keeps its key (an integer out of range becomes the nearest one), so that whoever
/// reads the tree need not report the key as missing.
pub fn parse(text: &str) -> (Table<'_>, Vec<SyntaxError>) {
    let mut grammar = error::GrammarErrors::new(text);
    let mut builder = build::Builder::new(text);
    chunks::each_chunk(text, |tokens| {
        toml_parser::parser::parse_document(tokens, &mut builder, &mut grammar);
        builder.end_chunk();
    });
    let (root, meaning) = builder.finish();
    (root, meaning.merge(grammar.into_list()))
}
