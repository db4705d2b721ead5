//! Changes a TOML text so that the rest of it stays as written and still parses: sets keys,
//! cuts keys, list items and whole tables.
//!
//! A key on a line of its own goes with its line; one within braces, or an item of a list,
//! with one comma; a table with its header, its lines and the tables below it. Knows
//! nothing of processes.

use super::tree::{Entry, Node, Table, Value};
use crate::source::Span;

/// A change of a text: these bytes become that.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes.
    pub span: Span,
    /// What stands there instead; empty if they are cut out.
    pub text: String,
}

impl Edit {
    fn cut(start: usize, end: usize) -> Self {
        Self {
            span: Span::new(start, end),
            text: String::new(),
        }
    }
}

/// The text with all edits made; cuts may overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort();
    let mut changed = String::with_capacity(text.len());
    let mut kept_to = 0;
    for edit in edits {
        let span = edit.span.range();
        changed.push_str(text.get(kept_to..span.start).unwrap_or(""));
        changed.push_str(&edit.text);
        kept_to = kept_to.max(span.end);
    }
    changed.push_str(text.get(kept_to..).unwrap_or(""));
    changed
}

/// Writes a value under a key of `table`: in place of the one there, else as a key of its own.
/// `path` leads through tables within it; what they lack is written with dots.
pub fn set(text: &str, table: &Table<'_>, path: &[&str], value: &str) -> Option<Edit> {
    let (first, rest) = path.split_first()?;
    match table.get(first).map(|entry| &entry.node) {
        Some(node) => match &node.value {
            Value::Table(inner) if !rest.is_empty() => set(text, inner, rest, value),
            // A table with a header of its own cannot be made a value.
            Value::Table(inner) if !inner.is_inline() => None,
            _ if rest.is_empty() => Some(Edit {
                span: node.span,
                text: value.to_owned(),
            }),
            _ => None,
        },
        None => Some(added(text, table, &path.join("."), value)),
    }
}

/// Writes a new key into a table: behind its header, or first within its braces.
fn added(text: &str, table: &Table<'_>, key: &str, value: &str) -> Edit {
    let (start, end) = (table.span().start as usize, table.span().end as usize);
    let (at, text) = if table.is_inline() {
        let comma = if table.entries().is_empty() { "" } else { "," };
        (start + 1, format!(" {key} = {value}{comma}"))
    } else {
        let rest = text.get(end..).unwrap_or("");
        match rest.find('\n') {
            Some(newline) => (end + newline + 1, format!("{key} = {value}\n")),
            None => (text.len(), format!("\n{key} = {value}\n")),
        }
    };
    Edit {
        span: Span::new(at, at),
        text,
    }
}

/// Where keys stand: on lines of their own, or within the braces of an inline table.
pub enum Around {
    /// On lines of their own.
    Lines,
    /// Within the braces of an inline table.
    Braces {
        /// Just behind the opening brace.
        inside: usize,
        /// Every value within, also those of dotted keys, in their order.
        values: Vec<Span>,
    },
}

impl Around {
    /// The surroundings of the keys of `table`, which stands in `outer`.
    pub fn of(table: &Table<'_>, outer: &Self) -> Self {
        match outer {
            Self::Braces { inside, values } if table.is_implicit() => Self::Braces {
                inside: *inside,
                values: values.clone(),
            },
            _ if table.is_inline() => Self::Braces {
                inside: table.span().start as usize + 1,
                values: values_in(table),
            },
            _ => Self::Lines,
        }
    }
}

/// The values within braces, also those of dotted keys, by place.
fn values_in(table: &Table<'_>) -> Vec<Span> {
    fn collect(table: &Table<'_>, values: &mut Vec<Span>) {
        for entry in table.entries() {
            match &entry.node.value {
                Value::Table(inner) if inner.is_implicit() => collect(inner, values),
                _ => values.push(entry.node.span),
            }
        }
    }
    let mut values = Vec::new();
    collect(table, &mut values);
    values.sort();
    values
}

/// A text, and where its tables begin.
pub struct Layout<'t> {
    text: &'t str,
    /// Where headers begin, in order.
    headers: Vec<usize>,
}

impl<'t> Layout<'t> {
    /// The layout of a text and its tree.
    pub fn of(text: &'t str, root: &Table<'_>) -> Self {
        let mut headers = Vec::new();
        for entry in root.entries() {
            collect_headers(&entry.node, &mut headers);
        }
        headers.sort_unstable();
        Self { text, headers }
    }

    /// The bytes of the text.
    pub fn at(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Cuts a key with its value.
    pub fn without_key(&self, entry: &Entry<'_>, around: &Around) -> Vec<Edit> {
        let Around::Braces { inside, values } = around else {
            let mut edits = Vec::new();
            self.lines_of(entry, &mut edits);
            return edits;
        };
        let gone = match &entry.node.value {
            Value::Table(inner) if inner.is_implicit() => values_in(inner),
            _ => vec![entry.node.span],
        };
        self.without_some(*inside, values, &gone)
    }

    /// Cuts one item of a list.
    pub fn without_item(&self, list: &Node<'_>, items: &[Node<'_>], at: usize) -> Vec<Edit> {
        let Some(item) = items.get(at) else {
            return Vec::new();
        };
        if let Value::Table(table) = &item.value
            && !table.is_inline()
        {
            let mut edits = Vec::new();
            self.lines_of_table(table, &mut edits);
            return edits;
        }
        let places: Vec<_> = items.iter().map(|item| item.span).collect();
        self.without_some(list.span.start as usize + 1, &places, &[item.span])
    }

    /// Cuts some of the values between brackets or braces, each with one comma.
    fn without_some(&self, inside: usize, values: &[Span], gone: &[Span]) -> Vec<Edit> {
        let is_gone = |value: &Span| gone.contains(value);
        let leading = values.iter().take_while(|value| is_gone(value)).count();
        let mut edits = Vec::new();
        if let Some(last) = leading.checked_sub(1).and_then(|last| values.get(last)) {
            edits.push(Edit::cut(inside, self.behind_comma(last.end as usize)));
        }
        let behind_another = values
            .iter()
            .zip(values.iter().skip(1))
            .skip(leading.max(1) - 1);
        let gone = behind_another.filter(|(_, value)| is_gone(value));
        edits.extend(gone.map(|(before, value)| Edit::cut(before.range().end, value.range().end)));
        edits
    }

    /// Behind the comma that follows, if one does; else where it was asked.
    fn behind_comma(&self, from: usize) -> usize {
        let mut at = from;
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                Some(b'#') => {
                    let rest = self.text.get(at..).unwrap_or("");
                    at += rest.find('\n').unwrap_or(rest.len());
                }
                Some(b',') => return at + 1,
                _ => return from,
            }
        }
    }

    /// The lines of a key: its own, or those of the tables it names.
    fn lines_of(&self, entry: &Entry<'_>, edits: &mut Vec<Edit>) {
        match &entry.node.value {
            Value::Table(table) if !table.is_inline() => self.lines_of_table(table, edits),
            Value::Array(items) if has_headers(items) => {
                for item in items {
                    if let Value::Table(table) = &item.value {
                        self.lines_of_table(table, edits);
                    }
                }
            }
            _ => {
                let start = self.line_start(entry.key_span.start as usize);
                let end = self.line_end(entry.node.span.end as usize);
                edits.push(Edit::cut(start, end));
            }
        }
    }

    /// The lines of a table that is not in braces, and of the tables below it.
    fn lines_of_table(&self, table: &Table<'_>, edits: &mut Vec<Edit>) {
        if !table.is_implicit() {
            let header = table.span().start as usize;
            let next = self.headers.partition_point(|start| *start <= header);
            let end = self.headers.get(next).map(|next| self.line_start(*next));
            let start = self.line_start(header);
            edits.push(Edit::cut(start, end.unwrap_or(self.text.len())));
        }
        for entry in table.entries() {
            self.lines_of(entry, edits);
        }
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        rest.find('\n')
            .map_or(self.text.len(), |newline| at + newline + 1)
    }
}

fn has_headers(items: &[Node<'_>]) -> bool {
    let is_headed = |item: &Node<'_>| matches!(&item.value, Value::Table(t) if !t.is_inline());
    items.iter().any(is_headed)
}

fn collect_headers(node: &Node<'_>, headers: &mut Vec<usize>) {
    match &node.value {
        Value::Table(table) if !table.is_inline() => {
            if !table.is_implicit() {
                headers.push(table.span().start as usize);
            }
            for entry in table.entries() {
                collect_headers(&entry.node, headers);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_headers(item, headers)),
        _ => {}
    }
}
