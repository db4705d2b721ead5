//! Where keys lead: dotted keys from a table, headers from the root.
//!
//! Which tables a dotted key or a header may add to follows the `toml` crate, also
//! where it is more lenient than the specification.

use std::borrow::Cow;

use super::error::SyntaxErrorKind;
use super::table::{Origin, Table, is_array_of_tables};
use super::{Entry, Node, Value};
use crate::source::Span;

/// One part of a dotted key.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
}

impl Key<'_> {
    fn duplicate(&self, first: Span) -> Fault {
        Fault {
            span: self.span,
            kind: SyntaxErrorKind::DuplicateKey {
                key: self.text.as_ref().to_owned(),
                first,
            },
        }
    }

    fn not_extendable(&self, first: Span, what: &'static str) -> Fault {
        Fault {
            span: self.span,
            kind: SyntaxErrorKind::NotExtendable {
                key: self.text.as_ref().to_owned(),
                first,
                what,
            },
        }
    }
}

/// Why a key leads nowhere.
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) kind: SyntaxErrorKind,
}

/// Puts a value under a dotted key of `table`; an empty path drops the value.
pub(super) fn insert<'a>(
    table: &mut Table<'a>,
    path: impl DoubleEndedIterator<Item = Key<'a>>,
    node: Node<'a>,
) -> Result<(), Fault> {
    let mut path = path;
    let Some(last) = path.next_back() else {
        return Ok(());
    };
    let mut table = table;
    let mut dotted = false;
    for key in path {
        table = dotted_step(table, key)?;
        dotted = true;
    }
    if let Some(at) = table.position(&last.text) {
        let first = table.entries().get(at).map(|entry| entry.key_span);
        return Err(last.duplicate(first.unwrap_or_default()));
    }
    if dotted && !table.is_implicit() {
        return Err(last.duplicate(table.span()));
    }
    table.push(Entry {
        key: last.text,
        key_span: last.span,
        node,
    });
    Ok(())
}

/// The table that `key` of `table` leads into within a dotted key.
fn dotted_step<'t, 'a>(table: &'t mut Table<'a>, key: Key<'a>) -> Result<&'t mut Table<'a>, Fault> {
    let within_braces = table.is_inline();
    let Some(at) = table.position(&key.text) else {
        let origin = if within_braces {
            Origin::InlineDotted
        } else {
            Origin::Dotted
        };
        return push_table(table, key, origin);
    };
    let Some(entry) = table.entry_mut(at) else {
        return Err(key.duplicate(Span::default()));
    };
    let first = entry.key_span;
    let what = entry.node.value.kind();
    match &mut entry.node.value {
        Value::Table(inner) => match inner.origin {
            Origin::InlineDotted if within_braces => Ok(inner),
            Origin::Inline if within_braces => Err(key.duplicate(first)),
            Origin::Inline | Origin::InlineDotted => Err(key.not_extendable(first, what)),
            Origin::Header => Err(key.duplicate(first)),
            Origin::Implied | Origin::Dotted => {
                inner.origin = Origin::Dotted;
                Ok(inner)
            }
        },
        Value::Array(array) if is_array_of_tables(array) => {
            last_table(array).ok_or_else(|| key.not_extendable(first, what))
        }
        _ => Err(key.not_extendable(first, what)),
    }
}

/// One step from the root to the table a header opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step(usize);

/// A header as read: its keys, its bytes and whether it has double brackets.
pub(super) struct Header<'a, 'k> {
    pub(super) keys: &'k mut Vec<Key<'a>>,
    pub(super) span: Span,
    pub(super) array: bool,
}

/// Makes room in `root` for the table of a header and notes the way there in `steps`.
///
/// What earlier headers put into that table is moved to `current`, which is to be
/// brought back with [`put_back`] when the table is complete.
pub(super) fn open<'a>(
    root: &mut Table<'a>,
    header: Header<'a, '_>,
    steps: &mut Vec<Step>,
    current: &mut Table<'a>,
) -> Result<(), Fault> {
    let Some(last) = header.keys.pop() else {
        return Ok(());
    };
    let mut table = root;
    for key in header.keys.drain(..) {
        table = header_step(table, key, steps)?;
    }
    if header.array {
        open_element(table, last, header.span, steps)
    } else {
        open_table(table, last, header.span, steps, current)
    }
}

fn header_step<'t, 'a>(
    table: &'t mut Table<'a>,
    key: Key<'a>,
    steps: &mut Vec<Step>,
) -> Result<&'t mut Table<'a>, Fault> {
    let Some(at) = table.position(&key.text) else {
        steps.push(Step(table.entries().len()));
        return push_table(table, key, Origin::Implied);
    };
    steps.push(Step(at));
    let Some(entry) = table.entry_mut(at) else {
        return Err(key.duplicate(Span::default()));
    };
    let first = entry.key_span;
    let what = entry.node.value.kind();
    match &mut entry.node.value {
        Value::Table(inner) if !inner.is_inline() => Ok(inner),
        Value::Array(array) if is_array_of_tables(array) => {
            last_table(array).ok_or_else(|| key.not_extendable(first, what))
        }
        _ => Err(key.not_extendable(first, what)),
    }
}

fn open_table<'a>(
    table: &mut Table<'a>,
    key: Key<'a>,
    span: Span,
    steps: &mut Vec<Step>,
    current: &mut Table<'a>,
) -> Result<(), Fault> {
    let Some(at) = table.position(&key.text) else {
        steps.push(Step(table.entries().len()));
        table.push(entry_of(
            key,
            span,
            Value::Table(Table::new(span, Origin::Header)),
        ));
        return Ok(());
    };
    steps.push(Step(at));
    let Some(entry) = table.entry_mut(at) else {
        return Err(key.duplicate(Span::default()));
    };
    match &mut entry.node.value {
        Value::Table(inner) if inner.origin == Origin::Implied => {
            current.refill(std::mem::take(inner));
            entry.key_span = key.span;
            entry.node.span = span;
            Ok(())
        }
        _ => Err(key.duplicate(entry.key_span)),
    }
}

fn open_element<'a>(
    table: &mut Table<'a>,
    key: Key<'a>,
    span: Span,
    steps: &mut Vec<Step>,
) -> Result<(), Fault> {
    let element = Node {
        span,
        value: Value::Table(Table::new(span, Origin::Header)),
    };
    let Some(at) = table.position(&key.text) else {
        steps.push(Step(table.entries().len()));
        table.push(entry_of(key, span, Value::Array(vec![element])));
        return Ok(());
    };
    steps.push(Step(at));
    let Some(entry) = table.entry_mut(at) else {
        return Err(key.duplicate(Span::default()));
    };
    match &mut entry.node.value {
        Value::Array(array) if is_array_of_tables(array) => {
            array.push(element);
            Ok(())
        }
        _ => Err(key.duplicate(entry.key_span)),
    }
}

/// Brings the table of a header to the place its steps lead to.
pub(super) fn put_back<'a>(root: &mut Table<'a>, steps: &[Step], table: Table<'a>) {
    let mut place = root;
    for step in steps {
        let Some(entry) = place.entry_mut(step.0) else {
            return;
        };
        let next = match &mut entry.node.value {
            Value::Table(inner) => Some(inner),
            Value::Array(array) => last_table(array),
            _ => None,
        };
        let Some(next) = next else {
            return;
        };
        place = next;
    }
    *place = table;
}

fn push_table<'t, 'a>(
    table: &'t mut Table<'a>,
    key: Key<'a>,
    origin: Origin,
) -> Result<&'t mut Table<'a>, Fault> {
    let span = key.span;
    let nowhere = Fault {
        span,
        kind: SyntaxErrorKind::MissingValue,
    };
    let at = table.push(entry_of(key, span, Value::Table(Table::new(span, origin))));
    match table.entry_mut(at).map(|entry| &mut entry.node.value) {
        Some(Value::Table(inner)) => Ok(inner),
        _ => Err(nowhere),
    }
}

fn last_table<'t, 'a>(array: &'t mut [Node<'a>]) -> Option<&'t mut Table<'a>> {
    match &mut array.last_mut()?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

fn entry_of<'a>(key: Key<'a>, span: Span, value: Value<'a>) -> Entry<'a> {
    Entry {
        key: key.text,
        key_span: key.span,
        node: Node { span, value },
    }
}
