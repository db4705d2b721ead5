//! Object-centric logs as XML, of either version: 2.0 has elements of its own for everything,
//! 1.0 writes attributes as XES does.

use super::table::Builder;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::{Fault, XmlFault};
use crate::events::xml::{Scanner, Token, decode};

/// Reads a log of either version.
pub(super) fn read(bytes: &[u8], builder: &mut Builder) -> Result<(), LogError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let line = |at: usize| memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
    let error = |at, kind| LogError::at(line(at), None, kind);
    if let Err(wrong) = std::str::from_utf8(bytes) {
        return Err(error(wrong.valid_up_to(), LogErrorKind::NotText));
    }
    let mut scanner = Scanner::new(bytes, &[]);
    let mut reading = Reading {
        builder,
        item: None,
        has_events: false,
        has_objects: false,
    };
    let mut is_over = false;
    loop {
        let token = scanner.next();
        let damaged = |fault| error(scanner.start(), LogErrorKind::Damaged(fault));
        let Some(token) = token.map_err(damaged)? else {
            break;
        };
        if is_over {
            return Err(damaged(Fault::Xml(XmlFault::Behind)));
        }
        match reading.take(&scanner, token) {
            Ok(()) => is_over = scanner.depth() == 0,
            Err((at, kind)) => return Err(error(at, kind)),
        }
    }
    if scanner.depth() > 0 {
        return Err(error(scanner.end(), LogErrorKind::Damaged(Fault::Cut)));
    }
    let lacks = |what| LogError::whole(LogErrorKind::Damaged(Fault::OcelLacks(what)));
    match (reading.has_events, reading.has_objects) {
        (false, _) => Err(lacks("events")),
        (true, false) => Err(lacks("objects")),
        (true, true) => Ok(()),
    }
}

struct Reading<'b> {
    builder: &'b mut Builder,
    item: Option<Item>,
    has_events: bool,
    has_objects: bool,
}

/// The event or object that is being read.
#[derive(Default)]
struct Item {
    is_event: bool,
    at: usize,
    id: String,
    /// The activity of an event, the type of an object.
    kind: String,
    time: String,
    attributes: Vec<(String, String)>,
    /// An attribute whose value is the text to come.
    is_open: bool,
    /// Objects and what they are to it.
    relations: Vec<(String, String)>,
}

/// How deep events and objects stand: in a list, in the log.
const DEPTH: usize = 2;

type Failure = (usize, LogErrorKind);

impl Reading<'_> {
    fn take(&mut self, scanner: &Scanner<'_>, token: Token<'_>) -> Result<(), Failure> {
        let at = scanner.start();
        let damaged = |fault| (at, LogErrorKind::Damaged(fault));
        match token {
            Token::Open { name, closed } => {
                let depth = scanner.depth() - usize::from(!closed);
                self.open(scanner, name, depth).map_err(damaged)?;
                if closed && depth == DEPTH {
                    self.close()?;
                }
            }
            Token::Close => {
                if let Some(item) = &mut self.item {
                    item.is_open = false;
                }
                if scanner.depth() == DEPTH {
                    self.close()?;
                }
            }
            Token::Text(text) => self.text(&decode(text).map_err(damaged)?),
            Token::Verbatim(text) => self.text(text),
        }
        Ok(())
    }

    fn open(&mut self, scanner: &Scanner<'_>, name: &[u8], depth: usize) -> Result<(), Fault> {
        let value = |name: &[u8]| match scanner.attribute(name) {
            Some(found) => {
                let value = decode(found.value)?;
                Ok(Some(String::from_utf8_lossy(&value).into_owned()))
            }
            None => Ok(None),
        };
        if depth == 0 && name != b"log" {
            return Err(Fault::NotXes(String::from_utf8_lossy(name).into_owned()));
        }
        if depth == 1 {
            self.has_events |= name == b"events";
            self.has_objects |= name == b"objects";
        }
        if depth == DEPTH && matches!(name, b"event" | b"object") {
            self.item = Some(Item {
                is_event: name == b"event",
                at: scanner.start(),
                id: value(b"id")?.unwrap_or_default(),
                kind: value(b"type")?.unwrap_or_default(),
                time: value(b"time")?.unwrap_or_default(),
                ..Item::default()
            });
            return Ok(());
        }
        if depth == DEPTH
            && name == b"object-type"
            && let Some(name) = value(b"name")?
        {
            self.builder.object_type(&name);
        }
        let Some(item) = &mut self.item else {
            return Ok(());
        };
        if let Some(object) = value(b"object-id")? {
            item.relations
                .push((object, value(b"qualifier")?.unwrap_or_default()));
        } else if let Some(name) = value(b"name")? {
            item.attributes.push((name, String::new()));
            item.is_open = true;
        } else if let (Some(key), Some(value)) = (value(b"key")?, value(b"value")?) {
            item.keyed(depth, &key, value);
        }
        Ok(())
    }

    fn text(&mut self, text: &[u8]) {
        if let Some(item) = self.item.as_mut().filter(|item| item.is_open)
            && let Some((_, value)) = item.attributes.last_mut()
        {
            value.push_str(&String::from_utf8_lossy(text));
        }
    }

    fn close(&mut self) -> Result<(), Failure> {
        let Some(item) = self.item.take() else {
            return Ok(());
        };
        let at = item.at;
        if item.id.is_empty() {
            return Err((at, LogErrorKind::Damaged(Fault::OcelLacks("id"))));
        }
        if !item.is_event {
            self.builder.object(&item.id, &item.kind);
            for (object, qualifier) in &item.relations {
                self.builder.relate_objects(&item.id, object, qualifier);
            }
            return Ok(());
        }
        let event = self.builder.event(&item.id, &item.kind, &item.time);
        let event = event.map_err(|kind| (at, kind))?;
        for (name, value) in &item.attributes {
            let kept = self.builder.attribute(name, value);
            kept.map_err(|kind| (at, kind))?;
        }
        for (object, qualifier) in &item.relations {
            self.builder.relate(event, object, qualifier);
        }
        Ok(())
    }
}

impl Item {
    /// What version 1.0 says with a key.
    fn keyed(&mut self, depth: usize, key: &str, value: String) {
        let is_own = depth == DEPTH + 1;
        match key {
            "id" if is_own => self.id = value,
            "timestamp" if is_own => self.time = value,
            "activity" | "type" if is_own => self.kind = value,
            "object-id" => self.relations.push((value, String::new())),
            _ => self.attributes.push((key.to_owned(), value)),
        }
    }
}
