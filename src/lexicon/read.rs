//! A lexicon file: TOML to entries, with a problem for everything that is wrong in it.
//!
//! The built-in file is read by the same code, so whatever it has a workspace's may have.

use super::entry::{Entry, Field, Kind, Letter, Tongue};
use super::plain::Plain;
use crate::load::found;
use crate::load::tree::{self, Node, Table, Value};
use crate::load::workspace::syntax_problem;
use crate::problem::{Expected, Problem, ProblemKind, nearest};
use crate::source::{SourceId, Span, Spot};

const KEYS: [&str; 11] = [
    "lang",
    "kind",
    "letter",
    "words",
    "never",
    "remove",
    "exempt_if",
    "followed_by",
    "preceded_by",
    "position",
    "field",
];

/// An entry as written: what it adds, and the words it takes out, each with its place.
pub(super) struct Written {
    pub(super) entry: Entry,
    pub(super) remove: Vec<(String, Span)>,
}

/// Reads a lexicon, adding to `problems` what is wrong with it.
pub(super) fn read(text: &str, source: SourceId, problems: &mut Vec<Problem>) -> Vec<Written> {
    let (table, errors) = tree::parse(text);
    let errors = errors.into_iter();
    problems.extend(errors.map(|error| syntax_problem(source, error.span, error.kind)));
    let mut reader = Reader { source, problems };
    let mut entries = Vec::new();
    for entry in table.entries() {
        match (&*entry.key, &entry.node.value) {
            ("entry", Value::Array(items)) => {
                entries.extend(items.iter().filter_map(|item| reader.entry(item)));
            }
            ("entry", _) => reader.wrong_type(&entry.node, Expected::List),
            _ => reader.unknown(&entry.key, entry.key_span, "lexicon.toml", &["entry"]),
        }
    }
    entries
}

/// A text as the matcher sees it, so that both sides of a comparison are folded.
pub(super) fn folded(word: &str) -> String {
    Plain::of(word.trim()).lower
}

struct Reader<'p> {
    source: SourceId,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_> {
    fn report(&mut self, span: Span, kind: ProblemKind) {
        let source = self.source;
        self.problems.push(Problem::at(Spot { source, span }, kind));
    }

    fn wrong_type(&mut self, node: &Node<'_>, expected: Expected) {
        let found = found(&node.value);
        self.report(node.span, ProblemKind::WrongType { expected, found });
    }

    fn unknown(&mut self, key: &str, span: Span, table: &'static str, known: &[&'static str]) {
        let kind = ProblemKind::UnknownKey {
            key: key.to_owned(),
            table,
            suggestion: nearest(key, known.iter().copied()),
            known: known.to_vec(),
        };
        self.report(span, kind);
    }

    fn entry(&mut self, node: &Node<'_>) -> Option<Written> {
        let Value::Table(table) = &node.value else {
            self.wrong_type(node, Expected::Table);
            return None;
        };
        for key in table.entries() {
            if !KEYS.contains(&&*key.key) {
                self.unknown(&key.key, key.key_span, "entry", &KEYS);
            }
        }
        let tongue = self.choice(table, "lang", &Tongue::NAMES);
        let kinds = Kind::NAMES.map(|(name, kind, letter)| (name, (kind, letter)));
        let kind = self.choice(table, "kind", &kinds);
        let letter = self.choice(table, "letter", &Letter::NAMES);
        let numbers = [("number", true)];
        let remove = self.words(table, "remove");
        let written = |words: Vec<(String, Span)>| words.into_iter().map(|(word, _)| word);
        let (words, never) = (self.words(table, "words"), self.words(table, "never"));
        let unless_number = self.exempt(table);
        let before_number = self.choice(table, "followed_by", &numbers).is_some();
        let behind_number = self.choice(table, "preceded_by", &numbers).is_some();
        let at_start = self.choice(table, "position", &[("start", true)]).is_some();
        let field = self.choice(table, "field", &[("owner", Field::Owner)]);
        let (tongue, (kind, usual)) = (
            self.required(node, tongue, table, "lang", "lang = \"en\"")?,
            self.required(node, kind, table, "kind", "kind = \"vague-degree\"")?,
        );
        let entry = Entry {
            tongue,
            kind,
            letter: letter.unwrap_or(usual),
            words: written(words).collect(),
            never: written(never).collect(),
            unless_number,
            before_number,
            behind_number,
            at_start,
            field: field.unwrap_or_default(),
        };
        Some(Written { entry, remove })
    }

    /// A key the entry cannot do without; what is there but wrong has been reported.
    fn required<T>(
        &mut self,
        node: &Node<'_>,
        value: Option<T>,
        table: &Table<'_>,
        key: &'static str,
        example: &str,
    ) -> Option<T> {
        if value.is_none() && table.get(key).is_none() {
            let (table, example) = ("entry", example.to_owned());
            let kind = ProblemKind::MissingKey {
                key,
                table,
                example,
            };
            self.report(node.span, kind);
        }
        value
    }

    fn choice<T: Copy>(
        &mut self,
        table: &Table<'_>,
        key: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let node = &table.get(key)?.node;
        let Value::String(word) = &node.value else {
            self.wrong_type(node, Expected::Choice);
            return None;
        };
        self.chosen(word, node.span, choices)
    }

    fn chosen<T: Copy>(
        &mut self,
        word: &str,
        span: Span,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let kind = ProblemKind::UnknownChoice {
                written: word.to_owned(),
                suggestion: nearest(word, names.iter().copied()),
                choices: names.into_iter().map(|name| (name, "")).collect(),
            };
            self.report(span, kind);
        }
        found.map(|(_, value)| *value)
    }

    fn exempt(&mut self, table: &Table<'_>) -> bool {
        let words = self.words(table, "exempt_if");
        let mut found = false;
        for (word, span) in words {
            found |= self.chosen(&word, span, &[("number", true)]).is_some();
        }
        found
    }

    fn words(&mut self, table: &Table<'_>, key: &str) -> Vec<(String, Span)> {
        let Some(node) = table.get(key).map(|entry| &entry.node) else {
            return Vec::new();
        };
        let Value::Array(items) = &node.value else {
            self.wrong_type(node, Expected::List);
            return Vec::new();
        };
        let mut words = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::String(word) if !word.trim().is_empty() => {
                    words.push((folded(word), item.span));
                }
                _ => self.wrong_type(item, Expected::Text),
            }
        }
        words
    }
}
