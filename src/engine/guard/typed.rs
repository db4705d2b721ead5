//! What is known of values before a guard runs: their types, and where their keys stand.

use super::super::views::{self, Gives};
use super::{Node, Property};
use crate::finding::SubjectKind;
use crate::load::schema::{Shape, TableSpec};

/// What is known of a value before it is read.
#[derive(Clone)]
pub(super) enum Type {
    Object(SubjectKind),
    Table(&'static TableSpec),
    List(Box<Self>),
    /// A single value, or nothing is known; what it is shows when it is read.
    Plain,
}

impl Type {
    pub(super) fn of_shape(shape: &Shape) -> Self {
        match shape {
            Shape::Table(spec) => Self::Table(spec),
            Shape::List(item) => Self::List(Box::new(Self::of_shape(item))),
            _ => Self::Plain,
        }
    }

    pub(super) fn of_view(gives: Gives) -> Self {
        let object = |name: &str| SubjectKind::ALL.iter().find(|kind| kind.name() == name);
        match gives {
            Gives::View(name) => object(name).map_or(Self::Plain, |kind| Self::Object(*kind)),
            Gives::List(name) => {
                let item = object(name).map_or(Self::Plain, |kind| Self::Object(*kind));
                Self::List(Box::new(item))
            }
            Gives::Value(_) => Self::Plain,
        }
    }

    /// The table behind an object or table.
    pub(super) fn table(&self) -> Option<&'static TableSpec> {
        match self {
            Self::Object(kind) => views::table(*kind),
            Self::Table(spec) => Some(spec),
            _ => None,
        }
    }
}

/// A property of a value of that type, and the type of that.
pub(super) fn property(base: Node, of: &Type, name: &str) -> (Node, Type) {
    let key = of
        .table()
        .and_then(|table| Some((table.keys.iter().position(|key| key.name == name)?, table)));
    if let Some((key, table)) = key {
        let shape = (table.keys[key].shape)();
        return (Node::Key(base.into(), key), Type::of_shape(&shape));
    }
    if let Type::Object(kind) = of
        && let Some((read, gives)) = views::derived_property(*kind, name)
    {
        return (Node::Derived(base.into(), read), Type::of_view(gives));
    }
    let property = match name {
        "is_blank" => Property::IsBlank,
        "is_clear" => Property::IsClear,
        "is_measurable" => Property::IsMeasurable,
        "text" => Property::Text,
        "number" => Property::Number,
        "base" => Property::Base,
        "kind" => Property::Kind,
        "days" => Property::Days,
        name => match views::said_property(name) {
            Some(said) => Property::Said(said),
            None => return (Node::Script, Type::Plain),
        },
    };
    let plain = matches!(of, Type::Plain);
    let node = if plain {
        Node::Property(base.into(), property)
    } else {
        Node::Script
    };
    (node, Type::Plain)
}

/// `has` with a path known beforehand; an unknown key is for the script to report.
pub(super) fn has(base: Node, of: &Type, path: &str) -> Node {
    let mut keys = Vec::new();
    let mut of = of.clone();
    for name in path.split('.') {
        let Some(table) = of.table() else {
            return Node::Script;
        };
        let Some(key) = table.keys.iter().position(|key| key.name == name) else {
            return match (keys.as_slice(), &of) {
                ([], Type::Object(kind)) => views::derived_property(*kind, path)
                    .map_or(Node::Script, |(read, _)| {
                        Node::HasDerived(base.into(), read)
                    }),
                _ => Node::Script,
            };
        };
        keys.push(key);
        of = Type::of_shape(&(table.keys[key].shape)());
    }
    Node::HasKeys(base.into(), keys.into())
}
