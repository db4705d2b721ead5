//! Grammar events to tables.
//!
//! The table of the latest header is kept apart from the tree while its lines are read
//! and moved into its place when the next header comes. Arrays and braces in progress
//! form a stack of [`Frame`]s; finished array elements wait in one shared list.
//! Event orders that only occur after errors lead to a poorer tree, never to a panic.

use toml_parser::decoder::Encoding;
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Span as At};

use super::error::{ErrorList, SyntaxErrorKind};
use super::keys::{self, Fault, Header, Key, Step};
use super::scalar::Decoder;
use super::table::{Origin, Table};
use super::{Node, Value};
use crate::source::Span;

/// How many brackets and braces may be open at once, and how many parts a key may have.
const MOST_LEVELS: usize = 80;

/// How deep a value may lie in all, over header, dotted keys and brackets.
const MOST_DEPTH: usize = 256;

/// Builds the tree of one text from its grammar events.
pub(super) struct Builder<'a> {
    decoder: Decoder<'a>,
    root: Table<'a>,
    current: Table<'a>,
    destination: Destination,
    steps: Vec<Step>,
    header: Option<OpenHeader>,
    keys: Vec<Key<'a>>,
    joined: bool,
    dropped: bool,
    frames: Vec<Frame<'a>>,
    nodes: Vec<Node<'a>>,
    unopened: Unopened,
}

/// Where the current table belongs.
enum Destination {
    /// It is the root.
    Root,
    /// Where the steps lead.
    Steps,
    /// Its header was wrong: nowhere.
    Nowhere,
}

/// A header that has begun.
struct OpenHeader {
    start: usize,
    array: bool,
}

/// An array or braces in progress.
struct Frame<'a> {
    start: usize,
    /// Keys from here on belong to the inside.
    keys: usize,
    depth: usize,
    content: Content<'a>,
}

enum Content<'a> {
    /// Its elements are the shared nodes from here on.
    Array(usize),
    Inline(Table<'a>),
}

/// Brackets that were skipped over, whose closing must close no frame.
#[derive(Default)]
struct Unopened {
    arrays: usize,
    tables: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            decoder: Decoder::new(text),
            root: Table::default(),
            current: Table::default(),
            destination: Destination::Root,
            steps: Vec::new(),
            header: None,
            keys: Vec::new(),
            joined: false,
            dropped: false,
            frames: Vec::new(),
            nodes: Vec::new(),
            unopened: Unopened::default(),
        }
    }

    /// The tree and what was wrong with its keys and values.
    pub(super) fn finish(mut self) -> (Table<'a>, ErrorList) {
        self.end_chunk();
        self.settle();
        (self.root, self.decoder.errors)
    }

    /// Between chunks nothing is open, unless the text is broken.
    pub(super) fn end_chunk(&mut self) {
        if let Some(header) = self.header.take() {
            let end = self.keys.last().map(|key| key.span.end as usize);
            self.open_header(&header, end.unwrap_or(header.start));
        }
        self.frames.clear();
        self.nodes.clear();
        self.keys.clear();
        self.joined = false;
        self.unopened = Unopened::default();
    }

    /// Moves the current table where it belongs.
    fn settle(&mut self) {
        match self.destination {
            Destination::Root => self.root = self.current.take_exact(),
            Destination::Steps => {
                let table = self.current.take_exact();
                keys::put_back(&mut self.root, &self.steps, table);
            }
            Destination::Nowhere => self.current.clear(),
        }
    }

    fn begin_header(&mut self, at: At, array: bool) {
        self.end_chunk();
        self.dropped = false;
        self.header = Some(OpenHeader {
            start: at.start(),
            array,
        });
    }

    fn end_header(&mut self, at: At) {
        if let Some(header) = self.header.take() {
            self.open_header(&header, at.end());
        }
    }

    fn open_header(&mut self, header: &OpenHeader, end: usize) {
        self.settle();
        self.steps.clear();
        let span = Span::new(header.start, end);
        self.current.set_span(span);
        self.current.origin = Origin::Header;
        if self.keys.is_empty() {
            self.destination = Destination::Nowhere;
            return;
        }
        let found = keys::open(
            &mut self.root,
            Header {
                keys: &mut self.keys,
                span,
                array: header.array,
            },
            &mut self.steps,
            &mut self.current,
        );
        self.keys.clear();
        self.destination = match found {
            Ok(()) => Destination::Steps,
            Err(fault) => {
                self.add_fault(fault);
                Destination::Nowhere
            }
        };
    }

    fn add_fault(&mut self, fault: Fault) {
        self.decoder.errors.add(fault.span, || fault.kind);
    }

    /// Where the keys of the innermost frame begin.
    fn first_key(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.keys)
    }

    fn add_key(&mut self, at: At, encoding: Option<Encoding>) {
        let first = self.first_key();
        if !std::mem::take(&mut self.joined) {
            self.keys.truncate(first);
            self.dropped = false;
        }
        let span = Span::new(at.start(), at.end());
        let text = self.decoder.key(at, encoding);
        let parts = self.keys.len().saturating_sub(first);
        if self.dropped {
            return;
        }
        if at.is_empty() || parts >= MOST_LEVELS {
            if !at.is_empty() {
                self.add_too_deep(span, MOST_LEVELS);
            }
            self.keys.truncate(first);
            self.dropped = true;
            return;
        }
        self.keys.push(Key { text, span });
    }

    fn add_too_deep(&mut self, span: Span, limit: usize) {
        let kind = || SyntaxErrorKind::TooDeep { limit };
        self.decoder.errors.add(span, kind);
    }

    /// How deep a value at this point lies in the tree.
    fn depth(&self) -> usize {
        let (outside, array) = match self.frames.last() {
            Some(frame) => (frame.depth, matches!(frame.content, Content::Array(_))),
            None => (self.steps.len(), false),
        };
        if array {
            outside + 1
        } else {
            outside + self.keys.len().saturating_sub(self.first_key())
        }
    }

    /// Enters an array or braces, unless that is too deep.
    fn enter(&mut self, at: At, content: Content<'a>) -> bool {
        let span = Span::new(at.start(), at.end());
        let depth = self.depth();
        if self.frames.len() >= MOST_LEVELS || depth >= MOST_DEPTH {
            let limit = if depth >= MOST_DEPTH {
                MOST_DEPTH
            } else {
                MOST_LEVELS
            };
            self.add_too_deep(span, limit);
            return false;
        }
        self.frames.push(Frame {
            start: at.start(),
            keys: self.keys.len(),
            depth,
            content,
        });
        true
    }

    /// Leaves the innermost frame with its value.
    fn leave(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let span = Span::new(frame.start, end);
        let value = match frame.content {
            Content::Array(first) => {
                let first = first.min(self.nodes.len());
                Value::Array(self.nodes.drain(first..).collect())
            }
            Content::Inline(mut table) => {
                table.set_span(span);
                Value::Table(table)
            }
        };
        self.keys.truncate(frame.keys);
        self.joined = false;
        self.place(Node { span, value });
    }

    /// Puts a finished value under its key or at the end of its array.
    fn place(&mut self, node: Node<'a>) {
        if self.depth() > MOST_DEPTH {
            self.add_too_deep(node.span, MOST_DEPTH);
            return;
        }
        let first = self.first_key();
        let table = match self.frames.last_mut().map(|frame| &mut frame.content) {
            None => &mut self.current,
            Some(Content::Inline(table)) => table,
            Some(Content::Array(_)) => {
                self.nodes.push(node);
                return;
            }
        };
        if let Err(fault) = keys::insert(table, self.keys.drain(first..), node) {
            self.add_fault(fault);
        }
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.begin_header(at, false);
    }

    fn std_table_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.end_header(at);
    }

    fn array_table_open(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.begin_header(at, true);
    }

    fn array_table_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.end_header(at);
    }

    fn inline_table_open(&mut self, at: At, _: &mut dyn ErrorSink) -> bool {
        let span = Span::new(at.start(), at.end());
        let entered = self.enter(at, Content::Inline(Table::new(span, Origin::Inline)));
        self.unopened.tables += usize::from(!entered);
        entered
    }

    fn inline_table_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        if self.unopened.tables > 0 {
            self.unopened.tables -= 1;
        } else if self.innermost_is(false) {
            self.leave(at.end());
        }
    }

    fn array_open(&mut self, at: At, _: &mut dyn ErrorSink) -> bool {
        let entered = self.enter(at, Content::Array(self.nodes.len()));
        self.unopened.arrays += usize::from(!entered);
        entered
    }

    fn array_close(&mut self, at: At, _: &mut dyn ErrorSink) {
        if self.unopened.arrays > 0 {
            self.unopened.arrays -= 1;
        } else if self.innermost_is(true) {
            self.leave(at.end());
        }
    }

    fn simple_key(&mut self, at: At, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.add_key(at, encoding);
    }

    fn key_sep(&mut self, _: At, _: &mut dyn ErrorSink) {
        self.joined = true;
    }

    fn scalar(&mut self, at: At, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        let span = Span::new(at.start(), at.end());
        if at.is_empty() {
            self.decoder
                .errors
                .add(span, || SyntaxErrorKind::MissingValue);
            return;
        }
        let value = self.decoder.scalar(at, encoding);
        self.place(Node { span, value });
    }

    fn comment(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.decoder.comment(at);
    }

    fn newline(&mut self, at: At, _: &mut dyn ErrorSink) {
        self.decoder.newline(at);
        if self.frames.is_empty() {
            self.unopened = Unopened::default();
            if self.header.is_some() {
                self.end_chunk();
            }
        }
    }

    fn error(&mut self, at: At, _: &mut dyn ErrorSink) {
        if self.frames.is_empty() {
            return;
        }
        let Unopened { arrays, tables } = &mut self.unopened;
        match self.decoder.text_at(at) {
            "[" => *arrays += 1,
            "]" => *arrays = arrays.saturating_sub(1),
            "{" => *tables += 1,
            "}" => *tables = tables.saturating_sub(1),
            _ => {}
        }
    }
}

impl Builder<'_> {
    fn innermost_is(&self, array: bool) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| matches!(frame.content, Content::Array(_)) == array)
    }
}
