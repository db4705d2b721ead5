//! The beginning of a log: what it declares, and which attributes its first traces have.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use super::conformance::Checker;
use super::extensions::TRANSITIONS;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::{Fault, XmlFault};
use crate::events::mapping::{Mapping, Role};
use crate::events::note::{Note, NoteKind};
use crate::events::xml::{Scanner, Token, decode};

/// How much of a log is looked at before it is read.
const LOOKED_AT: usize = 1 << 20;

/// A head longer than this is none.
const LONGEST_HEAD: usize = 64 << 20;

/// How many values of an attribute are kept to show what it holds.
const SHOWN: usize = 50;

/// The beginning of a log.
#[derive(Debug)]
pub struct Head {
    /// The name of the outermost element, and what stands before every name.
    log: Vec<u8>,
    prefix: Vec<u8>,
    classifiers: Vec<Classifier>,
    keys: Vec<Key>,
    notes: Vec<Note>,
    bytes: Vec<u8>,
    body: usize,
    /// The log ends where the body begins.
    is_over: bool,
}

/// What makes a class of an event: the values of these attributes, joined by `+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classifier {
    /// What the log calls it.
    pub name: String,
    /// It is about traces, not events.
    pub of_traces: bool,
    /// The attributes.
    pub keys: Vec<String>,
}

/// An attribute that the first traces have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its key.
    pub name: String,
    /// It is one of the trace, not of its events.
    pub of_trace: bool,
    /// Its first values.
    pub values: Vec<String>,
}

impl Key {
    /// How a mapping names it.
    pub fn column(&self) -> String {
        let prefix = if self.of_trace { "case:" } else { "" };
        format!("{prefix}{}", self.name)
    }
}

impl Head {
    /// Looks at the beginning of a log.
    ///
    /// # Errors
    /// The stream cannot be read, is empty or no XES, or its head breaks a rule of XML.
    pub fn read(file: &mut impl Read) -> Result<Self, LogError> {
        let mut bytes = Vec::new();
        loop {
            let known = bytes.len();
            let more = LOOKED_AT.max(known) as u64;
            let read = file.by_ref().take(more).read_to_end(&mut bytes);
            read.map_err(|cause| LogError::unreadable(&cause))?;
            let is_whole = ((bytes.len() - known) as u64) < more;
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") {
                3
            } else {
                0
            };
            if bytes[start..].trim_ascii().is_empty() && is_whole {
                return Err(LogError::whole(LogErrorKind::Empty));
            }
            match Self::parsed(&bytes[start..]) {
                Err((_, Fault::Cut)) if !is_whole && bytes.len() < LONGEST_HEAD => {}
                Err((at, fault)) => {
                    let row = line(&bytes[start..], at);
                    return Err(LogError::at(row, None, LogErrorKind::Damaged(fault)));
                }
                Ok(mut head) => {
                    bytes.drain(..start);
                    head.bytes = bytes;
                    return Ok(head);
                }
            }
        }
    }

    fn parsed(bytes: &[u8]) -> Result<Self, (usize, Fault)> {
        let mut scanner = Scanner::new(bytes, &[]);
        let mut head = Self {
            log: Vec::new(),
            prefix: Vec::new(),
            classifiers: Vec::new(),
            keys: Vec::new(),
            notes: Vec::new(),
            bytes: Vec::new(),
            body: 0,
            is_over: false,
        };
        head.declarations(&mut scanner)
            .map_err(|fault| (scanner.start(), fault))?;
        head.notes = notes(&bytes[..head.body]);
        // What is cut here, or damaged, is said when it is read.
        let _ = head.look_at_traces(&bytes[head.body..]);
        Ok(head)
    }

    /// Reads up to the first trace or event, or the end of the log.
    fn declarations(&mut self, scanner: &mut Scanner<'_>) -> Result<(), Fault> {
        loop {
            let (name, closed) = match scanner.next()?.ok_or(Fault::Cut)? {
                Token::Open { name, closed } => (name, closed),
                Token::Close if scanner.depth() == 0 => {
                    self.body = scanner.start();
                    return Ok(());
                }
                Token::Text(text) | Token::Verbatim(text) if scanner.depth() == 0 => {
                    let c = String::from_utf8_lossy(text).trim_start().chars().next();
                    return Err(Fault::Xml(XmlFault::Unexpected(c.unwrap_or(' '))));
                }
                _ => continue,
            };
            let depth = scanner.depth() - usize::from(!closed);
            if depth == 0 {
                self.begin(name)?;
                if closed {
                    self.is_over = true;
                    self.body = scanner.end();
                    return Ok(());
                }
                continue;
            }
            let name = name.strip_prefix(self.prefix.as_slice()).unwrap_or(name);
            if depth == 1 && (name == b"trace" || name == b"event") {
                self.body = scanner.start();
                return Ok(());
            }
            if depth == 1 && name == b"classifier" {
                self.classifiers.extend(classifier(scanner));
            }
        }
    }

    /// The outermost element must be a log; what stands before its name stands before all.
    fn begin(&mut self, name: &[u8]) -> Result<(), Fault> {
        let prefix = name.strip_suffix(b"log");
        let Some(prefix) = prefix.filter(|prefix| prefix.is_empty() || prefix.ends_with(b":"))
        else {
            return Err(Fault::NotXes(String::from_utf8_lossy(name).into_owned()));
        };
        self.prefix = prefix.to_vec();
        self.log = name.to_vec();
        Ok(())
    }

    /// Notes the attributes of the first traces.
    fn look_at_traces(&mut self, body: &[u8]) -> Result<(), Fault> {
        let log = self.log.clone();
        let mut scanner = Scanner::new(body, &[&log]);
        let mut places: HashMap<(bool, Vec<u8>), usize> = HashMap::new();
        let mut inside: Vec<&[u8]> = Vec::new();
        while let Some(token) = scanner.next()? {
            let Token::Open { name, closed } = token else {
                if token == Token::Close {
                    inside.pop();
                }
                continue;
            };
            let name = name.strip_prefix(self.prefix.as_slice()).unwrap_or(name);
            let of_trace = match inside.last() {
                Some(&b"trace") => Some(true),
                Some(&b"event") => Some(false),
                _ => None,
            };
            let key = scanner.attribute(b"key").filter(|_| name != b"event");
            if let (Some(of_trace), Some(key)) = (of_trace, key) {
                let value = scanner.attribute(b"value");
                let value = value.map_or(&b""[..], |value| value.value);
                let value = decode(value).unwrap_or(Cow::Borrowed(value));
                let at = *places
                    .entry((of_trace, key.value.to_vec()))
                    .or_insert_with(|| {
                        self.keys.push(Key::new(key.value, of_trace));
                        self.keys.len() - 1
                    });
                let values = &mut self.keys[at].values;
                if values.len() < SHOWN {
                    values.push(String::from_utf8_lossy(&value).into_owned());
                }
            }
            if !closed {
                inside.push(name);
            }
        }
        Ok(())
    }

    /// The mapping with the attributes that the standard has for what it does not name, as
    /// far as the log has them.
    ///
    /// Phases only if the first of them are those of the standard: else they are states of
    /// something, and no starts and ends.
    pub fn completed(&self, mapping: &Mapping) -> Mapping {
        let mut mapping = mapping.clone();
        for (role, columns) in STANDARD {
            if mapping.column(role).is_some() {
                continue;
            }
            let is_there = |column: &&str| self.keys.iter().any(|key| key.column() == **column);
            let column = columns.iter().copied().find(|column| match role {
                Role::Phase => is_there(column) && self.has_phases(column),
                _ => role.is_needed() || is_there(column),
            });
            if let Some(column) = column {
                mapping.columns.push((role, column.to_owned()));
            }
        }
        mapping
    }

    fn has_phases(&self, column: &str) -> bool {
        let key = self.keys.iter().find(|key| key.column() == column);
        key.is_some_and(|key| {
            let is_known = |value: &String| {
                TRANSITIONS
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(value.trim()))
            };
            key.values.iter().all(is_known)
        })
    }

    /// What the log calls a class of events.
    pub fn classifiers(&self) -> &[Classifier] {
        &self.classifiers
    }

    /// The attributes of the first traces.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Where the declarations break a rule of the standard that reading does not need.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// What was read beyond the declarations.
    pub(super) fn body(&self) -> &[u8] {
        &self.bytes[self.body..]
    }

    /// All that was read.
    pub(super) fn all(&self) -> &[u8] {
        &self.bytes
    }

    /// What stands before the name of every element.
    pub(super) fn prefix(&self) -> &[u8] {
        &self.prefix
    }

    /// The elements that are open where the body begins.
    pub(super) fn open(&self) -> &[Vec<u8>] {
        let log = std::slice::from_ref(&self.log);
        if self.is_over { &[] } else { log }
    }

    pub(super) fn lines_before_body(&self) -> u64 {
        line(&self.bytes, self.body) - 1
    }

    /// The values of an attribute in the first traces.
    pub(super) fn first_values(&self, column: &str) -> Vec<&str> {
        let key = self.keys.iter().find(|key| key.column() == column);
        let values = key.map_or(&[][..], |key| key.values.as_slice());
        values.iter().map(String::as_str).collect()
    }
}

/// The attributes of the standard extensions, the first that the log has.
const STANDARD: [(Role, &[&str]); 6] = [
    (Role::Case, &["case:concept:name"]),
    (Role::Activity, &["concept:name"]),
    (Role::Time, &["time:timestamp"]),
    (Role::Phase, &["lifecycle:transition"]),
    (Role::Resource, &["org:resource"]),
    (Role::Group, &["org:group", "org:role"]),
];

impl Key {
    fn new(name: &[u8], of_trace: bool) -> Self {
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            of_trace,
            values: Vec::new(),
        }
    }
}

fn classifier(scanner: &Scanner<'_>) -> Option<Classifier> {
    let text = |name: &[u8]| {
        let value = decode(scanner.attribute(name)?.value).ok()?;
        Some(String::from_utf8_lossy(&value).into_owned())
    };
    Some(Classifier {
        name: text(b"name")?,
        of_traces: text(b"scope").is_some_and(|scope| scope == "trace"),
        keys: keys_of_classifier(&text(b"keys")?),
    })
}

/// Keys are separated by spaces; one that has a space itself stands in quotes.
pub(super) fn keys_of_classifier(written: &str) -> Vec<String> {
    let (mut keys, mut rest) = (Vec::new(), written.trim_start());
    while let Some(first) = rest.chars().next() {
        let (key, after) = match rest
            .strip_prefix('\'')
            .and_then(|inner| inner.split_once('\''))
        {
            Some(quoted) if first == '\'' => quoted,
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        keys.push(key.to_owned());
        rest = after.trim_start();
    }
    keys
}

/// The deviations of the declarations.
fn notes(declarations: &[u8]) -> Vec<Note> {
    let mut checker = Checker::default();
    // What is no XML is said when it is read.
    let _ = checker.check(declarations);
    let deviations = checker.deviations().iter();
    deviations
        .map(|(line, deviation)| Note {
            line: Some(*line),
            kind: NoteKind::NotStandard(deviation.clone()),
        })
        .collect()
}

/// The line of a place, counted from 1.
pub(super) fn line(bytes: &[u8], at: usize) -> u64 {
    let before = &bytes[..at.min(bytes.len())];
    memchr::memchr_iter(b'\n', before).count() as u64 + 1
}
