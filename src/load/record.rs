//! Records: structs declared once, from which reader, schema, places and the
//! fields that rules may read are all made.
//!
//! `record!` keeps the key, its type, its two descriptions and its Rust field in one
//! line. A record is always built, even from a broken table; what was wrong is among
//! the problems, and a document with problems is never audited.

use std::any::Any;
use std::sync::Arc;

use super::decode::{Decoding, Reading};
use super::schema::TableSpec;
use super::tree::Table;
use crate::source::Span;

/// One step of the way from a record to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A key.
    Key(Box<str>),
    /// A position in a list, from 0.
    Index(usize),
}

/// A table read into a struct.
pub trait Record: Default + Send + Sync + 'static {
    /// The table as data.
    const SPEC: &'static TableSpec;

    /// Reads a table, reporting what is wrong with it.
    fn decode_table(table: &Table<'_>, span: Span, decoding: &mut Decoding<'_>) -> Self;

    /// The value of the key numbered as in [`Self::SPEC`].
    fn read(&self, key: usize) -> Reading<'_>;

    /// Where the table begins.
    fn span(&self) -> Span;

    /// Where the key numbered as in [`Self::SPEC`] is written, if it is.
    fn key_span(&self, key: usize) -> Option<Span>;

    /// Where each key of [`Self::SPEC`] is written; spans that end at 0 are of keys that are not.
    fn key_spans(&self) -> &[Span];

    /// The place of a value inside this record: the deepest part of `path` that is written.
    fn locate(&self, path: &[Segment]) -> Span {
        let Some((Segment::Key(name), rest)) = path.split_first() else {
            return self.span();
        };
        let found = Self::SPEC.keys.iter().position(|key| key.name == &**name);
        let Some((key, whole)) = found.and_then(|key| Some((key, self.key_span(key)?))) else {
            return self.span();
        };
        self.read(key).locate(rest).unwrap_or(whole)
    }
}

/// A record, whatever its type.
pub trait AnyRecord: Send + Sync {
    /// The table as data.
    fn spec(&self) -> &'static TableSpec;
    /// See [`Record::read`].
    fn read(&self, key: usize) -> Reading<'_>;
    /// See [`Record::key_span`].
    fn key_span(&self, key: usize) -> Option<Span>;
    /// See [`Record::key_spans`].
    fn key_spans(&self) -> &[Span];
    /// See [`Record::locate`].
    fn locate(&self, path: &[Segment]) -> Span;
    /// Whether the value at a dotted path is written, through tables only.
    fn has(&self, path: &str) -> bool;
}

/// A record behind a shared pointer, whatever its type.
pub trait SharedRecord: Send + Sync {
    /// The record.
    fn record(&self) -> &dyn AnyRecord;
    /// One more pointer to it, for those who know its type.
    fn share(&self) -> Arc<dyn Any + Send + Sync>;
}

impl<R: Record> SharedRecord for Arc<R> {
    fn record(&self) -> &dyn AnyRecord {
        &**self
    }

    fn share(&self) -> Arc<dyn Any + Send + Sync> {
        Self::clone(self)
    }
}

impl<R: Record> AnyRecord for R {
    fn spec(&self) -> &'static TableSpec {
        R::SPEC
    }

    fn read(&self, key: usize) -> Reading<'_> {
        Record::read(self, key)
    }

    fn key_span(&self, key: usize) -> Option<Span> {
        Record::key_span(self, key)
    }

    fn key_spans(&self) -> &[Span] {
        Record::key_spans(self)
    }

    fn locate(&self, path: &[Segment]) -> Span {
        Record::locate(self, path)
    }

    fn has(&self, path: &str) -> bool {
        let (name, rest) = path
            .split_once('.')
            .map_or((path, None), |(name, rest)| (name, Some(rest)));
        let key = R::SPEC.keys.iter().position(|key| key.name == name);
        let Some(key) = key.filter(|key| Record::key_span(self, *key).is_some()) else {
            return false;
        };
        match (rest, Record::read(self, key)) {
            (None, _) => true,
            (Some(rest), Reading::Record(table)) => table.record().has(rest),
            _ => false,
        }
    }
}

/// Declares a [`Record`]: a struct, its reader, its schema and its places.
///
/// `required` keys are a problem when absent, `optional` ones an `Option`, `list` ones
/// an empty [`List`](super::List). A key whose name is no Rust identifier is given
/// after `as`.
macro_rules! record {
    (
        $(#[doc = $en:literal])+
        $name:ident as $table:literal, $zh:literal {
            $(
                $(#[doc = $key_en:literal])+
                $modality:ident $field:ident as $key:literal : $type:ty, $key_zh:literal;
            )+
        }
    ) => {
        $(#[doc = $en])+
        #[derive(Debug, Default, Clone)]
        pub struct $name {
            $(
                $(#[doc = $key_en])+
                pub $field: record!(@type $modality $type),
            )+
            span: Span,
            key_spans: [Span; [$($key),+].len()],
        }

        impl Record for $name {
            const SPEC: &'static TableSpec = &TableSpec {
                name: $table,
                en: concat!($($en),+),
                zh: $zh,
                keys: &[$(
                    KeySpec {
                        name: $key,
                        required: record!(@required $modality),
                        en: concat!($($key_en),+),
                        zh: $key_zh,
                        shape: <record!(@type $modality $type) as Decode>::shape,
                    },
                )+],
            };

            fn decode_table(table: &Table<'_>, span: Span, decoding: &mut Decoding<'_>) -> Self {
                #[expect(non_camel_case_types, reason = "one variant a field, named like it")]
                enum Key { $($field),+ }
                let mut record = Self { span, ..Self::default() };
                for entry in table.entries() {
                    match &*entry.key {
                        $($key => {
                            record.key_spans[Key::$field as usize] = entry.node.span;
                            record.$field = Decode::decode(&entry.node, decoding);
                        })+
                        _ => decoding.unknown_key(entry, Self::SPEC),
                    }
                }
                decoding.missing_keys(Self::SPEC, &record.key_spans, span);
                record
            }

            fn read(&self, key: usize) -> Reading<'_> {
                // A jump into a table: rules read keys more often than anything else.
                const READ: &[fn(&$name) -> Reading<'_>] =
                    &[$(|record| record.$field.reading()),+];
                if self.key_span(key).is_none() {
                    return Reading::Unset;
                }
                READ.get(key).map_or(Reading::Unset, |read| read(self))
            }

            fn span(&self) -> Span {
                self.span
            }

            fn key_spans(&self) -> &[Span] {
                &self.key_spans
            }

            fn key_span(&self, key: usize) -> Option<Span> {
                self.key_spans.get(key).copied().filter(|span| span.end > 0)
            }
        }
    };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type list $type:ty) => { List<$type> };
    (@required required) => { true };
    (@required optional) => { false };
    (@required list) => { false };
}

pub(super) use record;
