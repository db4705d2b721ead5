//! The shape of the TOML as data: what tables there are, which keys, what each takes.
//!
//! Filled by the `record!` declarations of `document.rs`, so the reader, the JSON
//! schema, the manual and what rules may read can never disagree.

use crate::problem::Expected;

/// One kind of table.
#[derive(Debug)]
pub struct TableSpec {
    /// Its name in the TOML, such as `handoff` or `handoff.customer`.
    pub name: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// Its keys, in the order of the manual.
    pub keys: &'static [KeySpec],
}

impl TableSpec {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key of a table.
#[derive(Debug)]
pub struct KeySpec {
    /// The key.
    pub name: &'static str,
    /// Whether the table cannot do without it.
    pub required: bool,
    /// What it says, in English.
    pub en: &'static str,
    /// What it says, in Chinese.
    pub zh: &'static str,
    /// What it takes.
    pub shape: fn() -> Shape,
}

/// What a key takes.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A single value.
    Value(Expected),
    /// A whole number within bounds.
    Integer {
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// One of these words, with their Chinese meaning.
    Choice(&'static [(&'static str, &'static str)]),
    /// A list of one shape.
    List(Box<Self>),
    /// A table.
    Table(&'static TableSpec),
}

impl Shape {
    /// The plain kind, for messages.
    pub fn expected(&self) -> Expected {
        match self {
            Self::Value(expected) => *expected,
            Self::Integer { .. } => Expected::Integer,
            Self::Choice(_) => Expected::Choice,
            Self::List(_) => Expected::List,
            Self::Table(_) => Expected::Table,
        }
    }

    /// A value of this shape, as one would write it.
    pub fn example(&self) -> String {
        match self {
            Self::Value(expected) => expected.example().to_owned(),
            Self::Integer { min, .. } => min.to_string(),
            Self::Choice(words) => words
                .first()
                .map_or_else(String::new, |(word, _)| format!("\"{word}\"")),
            Self::List(item) => format!("[{}]", item.example()),
            Self::Table(spec) => spec
                .keys
                .iter()
                .find(|key| key.required)
                .or(spec.keys.first())
                .map_or_else(
                    || "{ }".to_owned(),
                    |key| format!("{{ {} = {} }}", key.name, (key.shape)().example()),
                ),
        }
    }
}
