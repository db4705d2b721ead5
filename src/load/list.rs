//! Lists whose items keep their places.

use super::decode::{Decode, Decoding, Reading};
use super::schema::Shape;
use super::tree::{Node, Value};
use crate::problem::Expected;
use crate::source::Span;

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
    /// A list of items, each with its place.
    pub(super) fn of(placed: impl IntoIterator<Item = (Span, T)>) -> Self {
        let (spans, items) = placed.into_iter().unzip();
        Self { items, spans }
    }

    /// The items, to be completed; their places stay.
    pub(super) fn items_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
    }

    /// Items with the place each is written at.
    pub fn placed(&self) -> impl Iterator<Item = (Span, &T)> {
        self.spans.iter().copied().zip(&self.items)
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
