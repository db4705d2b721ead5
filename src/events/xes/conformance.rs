//! Whether a log keeps the rules of the XES standard, of which most are not needed to read it.
//!
//! The rules are those of the schema of IEEE 1849-2016 (which elements, in which order, with
//! which attributes, of which types) and of its extensions (which keys, at which level, of
//! which type). Harmless deviations are common: many writers declare nothing, and the one
//! most used adds its own version to `<log>`. So reading only notes those of the
//! declarations, and a strict check is asked for.

mod deviation;
mod values;

use std::io::Read;

pub use self::deviation::Deviation;
use super::extensions::{DECLARED, PREFIXES};
use super::head::{Head, keys_of_classifier, line};
use super::traces::{Block, BlockError, Traces};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;
use crate::events::xml::{Scanner, Token, decode};

/// Checks a whole log of which the head is known.
///
/// # Errors
/// The log cannot be read, or is no XML; or the first deviation, with its line.
pub fn check(head: &Head, rest: impl Read + Send) -> Result<(), LogError> {
    let begin = head.all().len() - head.body().len();
    let bytes = std::io::Cursor::new(head.body()).chain(rest);
    let blocks = Traces::new(Box::new(bytes), head.prefix());
    let mut checker = Checker {
        prefix: head.prefix().to_vec(),
        ..Checker::default()
    };
    checker.strictly(&head.all()[..begin])?;
    let mut block = Block::default();
    loop {
        match blocks.take(&mut block) {
            Ok(true) => checker.strictly(&block.bytes)?,
            Ok(false) => return checker.finished(),
            Err(BlockError::Unreadable(cause)) => return Err(LogError::unreadable(&cause)),
            Err(BlockError::TooLong(_)) => return Err(checker.damaged(Fault::TraceTooLong)),
        }
    }
}

/// Checks one stretch of a log after the other.
#[derive(Debug, Default)]
pub(super) struct Checker {
    prefix: Vec<u8>,
    open: Vec<Element>,
    lines: u64,
    /// Prefixes of the extensions that the log declares.
    prefixes: Vec<String>,
    nested_allowed: bool,
    /// Keys of the globals of events and of traces.
    globals: [Vec<String>; 2],
    deviations: Vec<(u64, Deviation)>,
}

/// An element that is open.
#[derive(Debug)]
struct Element {
    name: Vec<u8>,
    kind: Kind,
    /// For the keys inside: `l`og, `t`race, `e`vent or `m`eta.
    level: char,
    keys: Vec<Vec<u8>>,
    /// How far the order of what is inside has come.
    stage: u8,
    /// It has something inside.
    filled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Log,
    Extension,
    Global,
    Classifier,
    Trace,
    Event,
    Attribute,
    List,
    Values,
    Unknown,
}

impl Kind {
    fn of(name: &[u8]) -> Self {
        match name {
            b"log" => Self::Log,
            b"extension" => Self::Extension,
            b"global" => Self::Global,
            b"classifier" => Self::Classifier,
            b"trace" => Self::Trace,
            b"event" => Self::Event,
            b"string" | b"date" | b"int" | b"float" | b"boolean" | b"id" => Self::Attribute,
            b"list" | b"container" => Self::List,
            b"values" => Self::Values,
            _ => Self::Unknown,
        }
    }

    fn is_attribute(self) -> bool {
        matches!(self, Self::Attribute | Self::List)
    }

    /// The attributes of the XML element: those it must have, those it may have.
    fn attributes(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Log => (&["xes.version", "xes.features"], &[]),
            Self::Extension => (&["name", "prefix", "uri"], &[]),
            Self::Global => (&[], &["scope"]),
            Self::Classifier => (&["name", "keys"], &["scope"]),
            Self::Attribute => (&["key", "value"], &[]),
            // Older writers give a list a value, which is empty.
            Self::List => (&["key"], &["value"]),
            Self::Trace | Self::Event | Self::Values | Self::Unknown => (&[], &[]),
        }
    }

    /// The place of an element in the order inside of another; `None` if it cannot be there.
    fn stage(self, inside: Self) -> Option<u8> {
        match (inside, self) {
            (Self::Log, Self::Extension) => Some(0),
            (Self::Log, Self::Global) => Some(1),
            (Self::Log, Self::Classifier) => Some(2),
            (Self::Log, Self::Trace) => Some(4),
            (Self::Log, Self::Event) => Some(5),
            (Self::Log, kind) if kind.is_attribute() => Some(3),
            (Self::Trace, Self::Event) | (Self::List, Self::Values) => Some(1),
            (Self::Extension | Self::Classifier, _) => None,
            (_, kind) if kind.is_attribute() => Some(0),
            _ => None,
        }
    }
}

impl Checker {
    pub(super) fn deviations(&self) -> &[(u64, Deviation)] {
        &self.deviations
    }

    fn strictly(&mut self, bytes: &[u8]) -> Result<(), LogError> {
        if let Err(error) = std::str::from_utf8(bytes) {
            let row = self.lines + line(bytes, error.valid_up_to());
            return Err(LogError::at(row, None, LogErrorKind::NotText));
        }
        self.check(bytes)
            .map_err(|(row, fault)| LogError::at(row, None, LogErrorKind::Damaged(fault)))?;
        match self.deviations.first() {
            None => Ok(()),
            Some((row, deviation)) => {
                let fault = Fault::NotStandard(deviation.clone());
                Err(LogError::at(*row, None, LogErrorKind::Damaged(fault)))
            }
        }
    }

    fn finished(&self) -> Result<(), LogError> {
        if self.open.is_empty() {
            Ok(())
        } else {
            Err(self.damaged(Fault::Cut))
        }
    }

    fn damaged(&self, fault: Fault) -> LogError {
        LogError::at(self.lines + 1, None, LogErrorKind::Damaged(fault))
    }

    /// Checks the next stretch; deviations are noted, what is no XML is an error.
    pub(super) fn check(&mut self, bytes: &[u8]) -> Result<(), (u64, Fault)> {
        let names: Vec<Vec<u8>> = self
            .open
            .iter()
            .map(|element| element.name.clone())
            .collect();
        let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
        let mut scanner = Scanner::new(bytes, &names);
        let (mut row, mut counted) = (self.lines + 1, 0);
        loop {
            let token = scanner.next();
            // An error may lie before the token it was met in.
            let at = scanner.start().max(counted);
            row += line(&bytes[counted..], at - counted) - 1;
            counted = at;
            match token.map_err(|fault| (row, fault))? {
                None => break,
                Some(Token::Open { name, closed }) => {
                    self.opened(&scanner, name, row)
                        .map_err(|fault| (row, fault))?;
                    if closed {
                        self.closed(row);
                    }
                }
                Some(Token::Close) => self.closed(row),
                Some(Token::Text(_) | Token::Verbatim(_)) => {
                    let inside = self.open.last().map(|element| text(&element.name));
                    let inside = inside.unwrap_or_default();
                    self.deviations.push((row, Deviation::Text { inside }));
                }
            }
        }
        self.lines += line(bytes, bytes.len()) - 1;
        Ok(())
    }

    fn opened(&mut self, scanner: &Scanner<'_>, whole: &[u8], row: u64) -> Result<(), Fault> {
        if self.open.is_empty() {
            let prefix = whole.strip_suffix(b"log").unwrap_or_default();
            self.prefix = prefix.to_vec();
        }
        let name = whole.strip_prefix(self.prefix.as_slice()).unwrap_or(whole);
        let kind = Kind::of(name);
        let mut found = Vec::new();
        self.place(name, kind, &mut found);
        attributes(scanner, name, kind, &mut found);
        let level = match (kind, self.open.last()) {
            (Kind::Trace, _) => 't',
            (Kind::Event, _) => 'e',
            (Kind::Global, _) => scope(scanner).chars().next().unwrap_or('e'),
            (_, Some(outer)) if outer.kind.is_attribute() || outer.kind == Kind::Values => 'm',
            (Kind::Log, _) | (_, None) => 'l',
            (_, Some(outer)) => outer.level,
        };
        let values = Values::of(scanner)?;
        match kind {
            Kind::Attribute | Kind::List => self.value(&values, name, kind, level, &mut found),
            Kind::Log => {
                let features = values.get("xes.features");
                self.nested_allowed = features.is_some_and(|f| f.contains("nested-attributes"));
            }
            Kind::Extension => self
                .prefixes
                .extend(values.get("prefix").map(str::to_owned)),
            Kind::Global | Kind::Classifier => self.scoped(&values, kind, &mut found),
            _ => {}
        }
        self.deviations
            .extend(found.into_iter().map(|deviation| (row, deviation)));
        self.open.push(Element {
            name: whole.to_vec(),
            kind,
            level,
            keys: Vec::new(),
            stage: 0,
            filled: false,
        });
        Ok(())
    }

    /// Whether the element may stand here, and in this order.
    fn place(&mut self, name: &[u8], kind: Kind, found: &mut Vec<Deviation>) {
        let element = text(name);
        let Some(outer) = self.open.last_mut() else {
            if kind != Kind::Log {
                found.push(Deviation::Unknown { element });
            }
            return;
        };
        outer.filled = true;
        let inside = text(&outer.name);
        if kind == Kind::Unknown {
            found.push(Deviation::Unknown { element });
            return;
        }
        match kind.stage(outer.kind) {
            None => found.push(Deviation::Misplaced { element, inside }),
            Some(stage) if stage < outer.stage => {
                found.push(Deviation::TooLate { element, inside });
            }
            Some(stage) => outer.stage = stage,
        }
    }

    /// The key and the value of an attribute of the log.
    fn value(
        &mut self,
        values: &Values,
        name: &[u8],
        kind: Kind,
        level: char,
        found: &mut Vec<Deviation>,
    ) {
        let Some(key) = values.get("key") else {
            return;
        };
        if let Some(value) = values.get("value")
            && kind == Kind::Attribute
            && !values::is_valid(name, value)
        {
            found.push(Deviation::BadValue {
                element: text(name),
                value: value.to_owned(),
            });
        }
        if let Some((prefix, _)) = key.split_once(':') {
            if !self.prefixes.iter().any(|known| known == prefix) {
                found.push(Deviation::NotDeclared {
                    key: key.to_owned(),
                });
            } else if PREFIXES.contains(&prefix) {
                found.extend(extension_key(key, name, level));
            }
        }
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        if outer.kind == Kind::Global {
            let of_traces = usize::from(outer.level == 't');
            self.globals[of_traces].push(key.to_owned());
        }
        // The attributes of an attribute; what a list holds is its values.
        if outer.kind == Kind::Attribute && !self.nested_allowed {
            found.push(Deviation::Nested {
                key: key.to_owned(),
            });
        }
        if outer.kind == Kind::Values {
            return;
        }
        if outer.keys.iter().any(|known| known == key.as_bytes()) {
            found.push(Deviation::KeyTwice {
                key: key.to_owned(),
            });
        }
        outer.keys.push(key.as_bytes().to_vec());
    }

    /// What is said of a global or a classifier.
    fn scoped(&self, values: &Values, kind: Kind, found: &mut Vec<Deviation>) {
        let scope = values.get("scope").unwrap_or("event");
        if !matches!(scope, "event" | "trace") {
            found.push(Deviation::BadScope {
                scope: scope.to_owned(),
            });
            return;
        }
        let Some(keys) = values.get("keys").filter(|_| kind == Kind::Classifier) else {
            return;
        };
        let keys = keys_of_classifier(keys);
        if keys.is_empty() {
            found.push(Deviation::NoKeys);
        }
        let known = &self.globals[usize::from(scope == "trace")];
        let unknown = keys.into_iter().filter(|key| !known.contains(key));
        found.extend(unknown.map(|key| Deviation::NotGlobal { key }));
    }

    fn closed(&mut self, row: u64) {
        let Some(element) = self.open.pop() else {
            return;
        };
        let deviation = match element.kind {
            Kind::Global if !element.filled => Deviation::NothingGlobal,
            Kind::List if element.stage == 0 && element.name.ends_with(b"list") => {
                Deviation::NoValues
            }
            _ => return,
        };
        self.deviations.push((row, deviation));
    }
}

/// Whether the element has the XML attributes it must have, and no others.
fn attributes(scanner: &Scanner<'_>, name: &[u8], kind: Kind, found: &mut Vec<Deviation>) {
    let (needed, allowed) = kind.attributes();
    for attribute in needed {
        if scanner.attribute(attribute.as_bytes()).is_none() {
            found.push(Deviation::Lacks {
                element: text(name),
                attribute,
            });
        }
    }
    for attribute in &scanner.attributes {
        let is = |known: &&&str| known.as_bytes() == attribute.name;
        let is_namespace = attribute.name.starts_with(b"xml");
        if kind != Kind::Unknown
            && !is_namespace
            && !needed.iter().chain(allowed).any(|known| is(&known))
        {
            found.push(Deviation::TooMuch {
                element: text(name),
                attribute: text(attribute.name),
            });
        }
    }
}

/// A key of a standard extension must be one it has, here, and of the right type.
fn extension_key(key: &str, element: &[u8], level: char) -> Option<Deviation> {
    let Some(known) = DECLARED.iter().find(|known| known.key == key) else {
        return Some(Deviation::NoSuchKey {
            key: key.to_owned(),
        });
    };
    if !known.levels.contains(level) {
        return Some(Deviation::WrongLevel {
            key: key.to_owned(),
        });
    }
    (known.element.as_bytes() != element).then(|| Deviation::WrongType {
        key: key.to_owned(),
        expected: known.element,
    })
}

/// The XML attributes of an element, decoded.
struct Values(Vec<(String, String)>);

impl Values {
    fn of(scanner: &Scanner<'_>) -> Result<Self, Fault> {
        let attributes = scanner.attributes.iter();
        let decoded = attributes.map(|attribute| {
            let value = decode(attribute.value)?;
            Ok((text(attribute.name), text(&value)))
        });
        decoded.collect::<Result<_, _>>().map(Self)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

fn scope(scanner: &Scanner<'_>) -> String {
    let scope = scanner.attribute(b"scope");
    scope.map_or_else(|| "event".to_owned(), |scope| text(scope.value))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
