//! From the traces of a block to events.

use super::head::{Head, line};
use super::row::{ABSENT, DECODED, Row, Span, Trace, Values};
use super::traces::Block;
use super::wanted::{Wanted, is_same};
use crate::events::clocks::Clocks;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::{Fault, XmlFault};
use crate::events::intake::Reader;
use crate::events::ledger::Ledger;
use crate::events::mapping::{Mapping, Role};
use crate::events::note::{Note, NoteKind};
use crate::events::xml::{Scanner, Token, decode};

/// Reads the traces of one block after the other, on one thread.
pub(super) struct Lives<'r> {
    head: &'r Head,
    wanted: &'r Wanted,
    mapping: &'r Mapping,
    into: Reader<'r>,
    clocks: Clocks,
    trace: Trace,
    joined: Vec<Vec<u8>>,
    done: Finished,
}

/// What a thread has to say when it is done, and of which block.
#[derive(Debug, Default)]
pub(super) struct Finished {
    pub(super) ledger: Ledger,
    pub(super) events: u64,
    unnamed: u64,
    outside: u64,
    pub(super) seen_of_event: Vec<bool>,
    pub(super) seen_of_trace: Vec<bool>,
    has_offsets: Option<bool>,
}

/// What there is to say of a log that was read.
pub(super) fn notes(finished: &[Finished], mapping: &Mapping) -> Vec<Note> {
    let sum = |count: fn(&Finished) -> u64| finished.iter().map(count).sum::<u64>();
    let (unnamed, outside) = (sum(|thread| thread.unnamed), sum(|thread| thread.outside));
    let mut notes = Vec::new();
    if unnamed > 0 {
        notes.push(Note::whole(NoteKind::UnnamedTraces(unnamed)));
    }
    if outside > 0 {
        notes.push(Note::whole(NoteKind::EventsOutsideTraces(outside)));
    }
    let has_offsets = finished.iter().map(|thread| thread.has_offsets);
    notes.extend(NoteKind::zone_taken(mapping, has_offsets));
    notes
}

/// Where in the block, for which role, and what is wrong.
type Failure = (usize, Option<Role>, LogErrorKind);

/// Where a tag stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Log,
    Trace,
    /// Of a trace, or of the log itself.
    Event {
        of_trace: bool,
    },
}

impl<'r> Lives<'r> {
    pub(super) fn new(
        head: &'r Head,
        wanted: &'r Wanted,
        mapping: &'r Mapping,
        clocks: Clocks,
        into: Reader<'r>,
    ) -> Self {
        Self {
            clocks,
            head,
            wanted,
            mapping,
            into,
            trace: Trace::default(),
            joined: Vec::new(),
            done: Finished {
                seen_of_event: vec![false; wanted.of_event.len()],
                seen_of_trace: vec![false; wanted.of_trace.len()],
                ..Finished::default()
            },
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.done.ledger.has_failed()
    }

    pub(super) fn finished(mut self) -> Finished {
        self.done.has_offsets = self.clocks[0].has_offsets();
        self.done
    }

    /// Notes that the trace at the beginning of a block never ends.
    pub(super) fn fail_at_start_of(&mut self, block: u64) {
        let kind = LogErrorKind::Damaged(Fault::TraceTooLong);
        self.done.ledger.fail(block, LogError::at(1, None, kind));
    }

    /// Reads all traces of a block and hands their events over.
    pub(super) fn read(&mut self, block: &Block) {
        let bytes = &block.bytes;
        let lines = line(bytes, bytes.len()) - 1;
        self.done.ledger.block(block.number, lines);
        self.trace.number = block.traces_before;
        let read = match std::str::from_utf8(bytes) {
            Ok(_) => self.traces(block),
            Err(error) => Err((error.valid_up_to(), None, LogErrorKind::NotText)),
        };
        match read {
            Ok(()) => self.into.deliver(block.number),
            Err((at, role, kind)) => {
                let column = role.and_then(|role| self.mapping.column(role));
                let error = LogError::at(line(bytes, at), column, kind);
                self.done.ledger.fail(block.number, error);
            }
        }
    }

    fn traces(&mut self, block: &Block) -> Result<(), Failure> {
        let open: Vec<&[u8]> = self.head.open().iter().map(Vec::as_slice).collect();
        let mut scanner = Scanner::new(&block.bytes, &open);
        let outer = scanner.depth();
        let mut inside = Inside::Log;
        loop {
            let token = scanner
                .next()
                .map_err(|fault| damaged(scanner.start(), fault))?;
            let at = scanner.start();
            match token {
                None => break,
                Some(_) if scanner.depth() == 0 && !is_end(token, outer) => {
                    return Err(damaged(at, Fault::Xml(XmlFault::Behind)));
                }
                Some(Token::Open { name, closed }) => {
                    inside = self.opened(&mut scanner, block, name, closed, inside)?;
                }
                Some(Token::Close) => inside = self.closed(&block.bytes, inside)?,
                // Between elements text says nothing.
                Some(Token::Text(_) | Token::Verbatim(_)) => {}
            }
        }
        let expected = if block.is_last { 0 } else { outer };
        match scanner.depth() {
            depth if depth == expected => Ok(()),
            0 => Err(damaged(scanner.end(), Fault::Xml(XmlFault::Behind))),
            _ => Err(damaged(scanner.end(), Fault::Cut)),
        }
    }

    /// An element begins; gives where the next tag stands.
    #[inline]
    fn opened(
        &mut self,
        scanner: &mut Scanner<'_>,
        block: &Block,
        name: &[u8],
        closed: bool,
        inside: Inside,
    ) -> Result<Inside, Failure> {
        let name = bare(name, self.head.prefix());
        let at = scanner.start();
        match (name, inside) {
            (b"event", Inside::Log | Inside::Trace) => {
                let of_trace = inside == Inside::Trace;
                if !of_trace {
                    self.begin_trace();
                }
                self.trace.events.push(at);
                let all = self.trace.of_events.len() + self.wanted.of_event.len();
                self.trace.of_events.resize(all, ABSENT);
                let inside = Inside::Event { of_trace };
                if closed {
                    self.closed(&block.bytes, inside)
                } else {
                    Ok(inside)
                }
            }
            (b"trace", Inside::Log) => {
                self.trace.number += 1;
                self.begin_trace();
                if closed {
                    self.closed(&block.bytes, Inside::Trace)
                } else {
                    Ok(Inside::Trace)
                }
            }
            (b"log" | b"trace" | b"event", _) => {
                let inside = match inside {
                    Inside::Log => "log",
                    Inside::Trace => "trace",
                    Inside::Event { .. } => "event",
                };
                Err(misplaced(at, name, inside))
            }
            _ => {
                if inside != Inside::Log {
                    self.attribute(scanner, inside)
                        .map_err(|fault| damaged(at, fault))?;
                }
                if !closed {
                    pass_over(scanner, self.head.prefix())?;
                }
                Ok(inside)
            }
        }
    }

    /// An element ends that is no attribute; gives where the next tag stands.
    #[inline]
    fn closed(&mut self, bytes: &[u8], inside: Inside) -> Result<Inside, Failure> {
        match inside {
            Inside::Event { of_trace: true } => Ok(Inside::Trace),
            Inside::Event { of_trace: false } => {
                self.end_trace(bytes, false)?;
                Ok(Inside::Log)
            }
            Inside::Trace => {
                self.end_trace(bytes, true)?;
                Ok(Inside::Log)
            }
            Inside::Log => Ok(Inside::Log),
        }
    }

    fn begin_trace(&mut self) {
        self.trace.values.clear();
        self.trace.values.resize(self.wanted.of_trace.len(), ABSENT);
        self.trace.events.clear();
        self.trace.of_events.clear();
        self.trace.decoded.clear();
    }

    /// Keeps the value of an attribute, if it is wanted.
    #[inline]
    fn attribute(&mut self, scanner: &Scanner<'_>, inside: Inside) -> Result<(), Fault> {
        let attributes = scanner.attributes.as_slice();
        let (key, value) = match attributes {
            // As nearly all are written.
            [key, value] if key.name == b"key" && value.name == b"value" => (*key, *value),
            _ => match (scanner.attribute(b"key"), scanner.attribute(b"value")) {
                (Some(key), Some(value)) => (key, value),
                _ => return Ok(()),
            },
        };
        let decoded_key;
        let key = if key.encoded {
            decoded_key = decode(key.value)?;
            &*decoded_key
        } else {
            key.value
        };
        let (keys, seen, values) = if inside == Inside::Trace {
            let seen = &mut self.done.seen_of_trace;
            (&self.wanted.of_trace, seen, &mut self.trace.values[..])
        } else {
            let (keys, seen) = (&self.wanted.of_event, &mut self.done.seen_of_event);
            let begin = self.trace.of_events.len() - keys.len();
            (keys, seen, &mut self.trace.of_events[begin..])
        };
        let Some(slot) = keys.iter().position(|known| is_same(known, key)) else {
            if value.encoded {
                decode(value.value)?;
            }
            return Ok(());
        };
        seen[slot] = true;
        values[slot] = if value.encoded {
            let start = self.trace.decoded.len();
            self.trace.decoded.extend_from_slice(&decode(value.value)?);
            Span::of(start, self.trace.decoded.len() - start, DECODED)
        } else {
            Span::of(value.at, value.value.len(), 0)
        };
        Ok(())
    }

    /// Hands over the events of a trace, or one that stands outside of all.
    fn end_trace(&mut self, bytes: &[u8], is_trace: bool) -> Result<(), Failure> {
        let trace = std::mem::take(&mut self.trace);
        let handed = self.hand_over(&trace, bytes, is_trace);
        self.trace = trace;
        handed
    }

    fn hand_over(&mut self, trace: &Trace, bytes: &[u8], is_trace: bool) -> Result<(), Failure> {
        let number = format!("#{}", trace.number);
        let (mut unnamed, wide) = (false, self.wanted.of_event.len());
        for (place, at) in trace.events.iter().enumerate() {
            let values = &trace.of_events[place * wide..(place + 1) * wide];
            let values = Values {
                bytes,
                trace,
                values,
            };
            let row = Row {
                wanted: self.wanted,
                mapping: self.mapping,
                clocks: &mut self.clocks,
                joined: &mut self.joined,
            };
            let mut event = row
                .event(&values)
                .map_err(|(role, kind)| (*at, role, kind))?;
            if event.case.is_empty() {
                if !is_trace {
                    self.done.outside += 1;
                    continue;
                }
                unnamed = true;
                event.case = number.as_bytes();
            }
            self.done.events += 1;
            let pushed = self.into.push(&event);
            pushed.map_err(|_| (*at, None, LogErrorKind::NotText))?;
        }
        self.done.unnamed += u64::from(unnamed);
        Ok(())
    }
}

/// Goes behind the end of the element last opened. Traces and events cannot be inside of it.
fn pass_over(scanner: &mut Scanner<'_>, prefix: &[u8]) -> Result<(), Failure> {
    let outer = scanner.depth();
    while scanner.depth() >= outer {
        let token = scanner
            .next()
            .map_err(|fault| damaged(scanner.start(), fault))?;
        match token {
            Some(Token::Open { name, .. }) => {
                let name = bare(name, prefix);
                if matches!(name, b"log" | b"trace" | b"event") {
                    return Err(misplaced(scanner.start(), name, "…"));
                }
            }
            Some(_) => {}
            None => return Err(damaged(scanner.end(), Fault::Cut)),
        }
    }
    Ok(())
}

/// The name of an element without what stands before all of them, which is nearly always
/// nothing.
#[inline]
fn bare<'b>(name: &'b [u8], prefix: &[u8]) -> &'b [u8] {
    if prefix.is_empty() {
        return name;
    }
    name.strip_prefix(prefix).unwrap_or(name)
}

/// The end of the log itself, not something behind it.
fn is_end(token: Option<Token<'_>>, outer: usize) -> bool {
    token == Some(Token::Close) && outer > 0
}

fn damaged(at: usize, fault: Fault) -> Failure {
    (at, None, LogErrorKind::Damaged(fault))
}

fn misplaced(at: usize, element: &[u8], inside: &str) -> Failure {
    let fault = Fault::Misplaced {
        element: String::from_utf8_lossy(element).into_owned(),
        inside: inside.to_owned(),
    };
    damaged(at, fault)
}
