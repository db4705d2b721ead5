//! Tables: entries in document order, found by key in constant time.
//!
//! Small tables are searched entry by entry; a hash index is built once a table
//! outgrows that, so that hostile texts stay linear.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Entry, Node, Value};
use crate::source::Span;

/// The largest table that is searched entry by entry.
const SCANNED: usize = 24;

/// Keys with their values, in document order.
#[derive(Debug, Clone, Default)]
pub struct Table<'a> {
    entries: Vec<Entry<'a>>,
    index: Option<Box<Index<'a>>>,
    span: Span,
    pub(in crate::load) origin: Origin,
}

/// Positions by key, boxed because most tables have none.
#[derive(Debug, Clone)]
struct Index<'a> {
    positions: HashMap<Cow<'a, str>, u32>,
}

/// What made a table, which decides who may add to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::load) enum Origin {
    /// A header of its own, or the root.
    #[default]
    Header,
    /// The header of a table below it; its own header may still come.
    Implied,
    /// A dotted key.
    Dotted,
    /// Braces.
    Inline,
    /// A dotted key within braces.
    InlineDotted,
}

impl<'a> Table<'a> {
    /// An empty table of the given origin.
    pub(in crate::load) fn new(span: Span, origin: Origin) -> Self {
        Self {
            span,
            origin,
            ..Self::default()
        }
    }

    /// The entries in document order.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The entry under `key`.
    pub fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.get(self.position(key)?)
    }

    /// The header, the braces, or the key that implies the table; empty for the root.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether the table is written in braces or lies within braces.
    pub fn is_inline(&self) -> bool {
        matches!(self.origin, Origin::Inline | Origin::InlineDotted)
    }

    /// Whether the table has neither a header nor braces of its own.
    pub fn is_implicit(&self) -> bool {
        matches!(
            self.origin,
            Origin::Implied | Origin::Dotted | Origin::InlineDotted
        )
    }

    /// Changes the place of everything in the table.
    pub fn move_spans(&mut self, to: &impl Fn(Span) -> Span) {
        self.span = to(self.span);
        for entry in &mut self.entries {
            entry.key_span = to(entry.key_span);
            entry.node.move_spans(to);
        }
    }

    pub(super) fn set_span(&mut self, span: Span) {
        self.span = span;
    }

    /// Where in the entries `key` is.
    pub(super) fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.positions.get(key).map(|at| *at as usize),
            None => self.entries.iter().position(|entry| entry.key == key),
        }
    }

    /// Appends an entry whose key is new and tells its position.
    pub(in crate::load) fn push(&mut self, entry: Entry<'a>) -> usize {
        let at = self.entries.len();
        if at < SCANNED && at == self.entries.capacity() {
            // Most tables are small and many; the usual growth would waste most of their room.
            self.entries.reserve_exact(if at == 0 { 1 } else { 3 });
        }
        match &mut self.index {
            Some(index) => {
                index.positions.insert(entry.key.clone(), number(at));
                self.entries.push(entry);
            }
            None => {
                self.entries.push(entry);
                if self.entries.len() > SCANNED {
                    let keys = self.entries.iter().map(|entry| entry.key.clone());
                    let positions = keys.zip(0..).collect();
                    self.index = Some(Box::new(Index { positions }));
                }
            }
        }
        at
    }

    /// The entry at a position.
    pub(super) fn entry_mut(&mut self, at: usize) -> Option<&mut Entry<'a>> {
        self.entries.get_mut(at)
    }

    /// Moves everything out into a table of exact size, keeping the room for the next.
    pub(super) fn take_exact(&mut self) -> Self {
        let mut entries = Vec::with_capacity(self.entries.len());
        entries.append(&mut self.entries);
        Table {
            entries,
            index: self.index.take(),
            span: self.span,
            origin: self.origin,
        }
    }

    /// Takes over the entries of `other`; for an empty table only.
    pub(super) fn refill(&mut self, other: Self) {
        self.entries.clear();
        self.entries.extend(other.entries);
        self.index = other.index;
    }

    /// Forgets all entries.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.index = None;
    }
}

/// Whether an array was made by `[[headers]]`: only those hold tables not in braces.
pub(super) fn is_array_of_tables(array: &[Node<'_>]) -> bool {
    matches!(
        array.first(),
        Some(Node { value: Value::Table(table), .. }) if !table.is_inline()
    )
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
