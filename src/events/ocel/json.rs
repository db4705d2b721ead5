//! Object-centric logs as JSON, read event by event: the text is never there as a whole.

use std::cell::Cell;
use std::io::{BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::table::Builder;
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;

/// Reads a log of either version.
pub(super) fn read(bytes: impl Read, builder: &mut Builder) -> Result<(), LogError> {
    let lines = Cell::new(0);
    let mut bytes = Marked {
        bytes: BufReader::with_capacity(1 << 16, bytes),
        is_begun: false,
        lines: &lines,
    };
    let mut state = State {
        builder,
        lines: &lines,
        refused: None,
        has_events: false,
        has_objects: false,
    };
    let mut deserializer = serde_json::Deserializer::from_reader(&mut bytes);
    let read = Log(&mut state).deserialize(&mut deserializer);
    let read = read.and_then(|()| deserializer.end());
    if let Err(error) = read {
        return Err(explained(&error, state.refused));
    }
    let lacks = |what| LogError::whole(LogErrorKind::Damaged(Fault::OcelLacks(what)));
    match (state.has_events, state.has_objects) {
        (false, _) => Err(lacks("events")),
        (true, false) => Err(lacks("objects")),
        (true, true) => Ok(()),
    }
}

/// What is wrong, in the words of this program where they are.
fn explained(error: &serde_json::Error, refused: Option<LogError>) -> LogError {
    if let Some(refused) = refused {
        return refused;
    }
    let row = error.line() as u64;
    match error.classify() {
        serde_json::error::Category::Io => {
            let cause = std::error::Error::source(error);
            let cause = cause.and_then(|cause| cause.downcast_ref::<std::io::Error>());
            cause.map_or_else(
                || LogError::unreadable(&std::io::Error::other(error.to_string())),
                LogError::unreadable,
            )
        }
        serde_json::error::Category::Eof => {
            LogError::at(row, None, LogErrorKind::Damaged(Fault::Cut))
        }
        _ => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or(&what).to_owned();
            LogError::at(row, None, LogErrorKind::Damaged(Fault::Json(what)))
        }
    }
}

/// Passes over the mark at the beginning that some programs write, and counts lines.
struct Marked<'l, R> {
    bytes: R,
    is_begun: bool,
    lines: &'l Cell<u64>,
}

impl<R: std::io::BufRead> Read for Marked<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if !self.is_begun {
            self.is_begun = true;
            if self.bytes.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
                self.bytes.consume(3);
            }
        }
        // The reader of JSON asks for one byte at a time.
        let count = self.bytes.read(into)?;
        let ends = memchr::memchr_iter(b'\n', &into[..count]).count() as u64;
        self.lines.set(self.lines.get() + ends);
        Ok(count)
    }
}

/// What is read so far.
struct State<'b> {
    builder: &'b mut Builder,
    /// Lines that are behind.
    lines: &'b Cell<u64>,
    /// Why reading stopped, if it was not for the JSON.
    refused: Option<LogError>,
    has_events: bool,
    has_objects: bool,
}

impl State<'_> {
    fn refuse<E: Error>(&mut self, kind: LogErrorKind) -> E {
        self.refused = Some(LogError::at(self.lines.get() + 1, None, kind));
        E::custom("refused")
    }

    fn take_event<E: Error>(&mut self, id: &str, event: EventRead) -> Result<(), E> {
        let taken = self.builder.event(id, &event.activity, &event.time);
        let number = taken.map_err(|kind| self.refuse(kind))?;
        for (name, value) in event.attributes.0 {
            let kept = self.builder.attribute(&name, &value);
            kept.map_err(|kind| self.refuse(kind))?;
        }
        for relation in event.relations.unwrap_or_default() {
            self.builder
                .relate(number, &relation.object, &relation.qualifier);
        }
        Ok(())
    }

    fn take_object(&mut self, id: &str, object: ObjectRead) {
        self.builder.object(id, &object.object_type);
        for relation in object.relations.unwrap_or_default() {
            self.builder
                .relate_objects(id, &relation.object, &relation.qualifier);
        }
    }
}

/// The whole log.
struct Log<'s, 'b>(&'s mut State<'b>);

impl<'de> DeserializeSeed<'de> for Log<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Log<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a log of objects and events")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.trim_start_matches("ocel:") {
                "events" => {
                    self.0.has_events = true;
                    map.next_value_seed(Items(self.0, Item::Event))?;
                }
                "objects" => {
                    self.0.has_objects = true;
                    map.next_value_seed(Items(self.0, Item::Object))?;
                }
                "objectTypes" => {
                    for named in map.next_value::<Vec<Named>>()? {
                        self.0.builder.object_type(&named.name);
                    }
                }
                "global-log" => {
                    let global = map.next_value::<Global>()?;
                    for name in global.types.unwrap_or_default() {
                        self.0.builder.object_type(&name);
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// What a list holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Event,
    Object,
}

/// Events or objects: a map by their names in version 1.0, a list in 2.0.
struct Items<'s, 'b>(&'s mut State<'b>, Item);

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a list, or a map by names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(id) = map.next_key::<String>()? {
            match self.1 {
                Item::Event => {
                    let event = map.next_value::<EventRead>()?;
                    self.0.take_event(&id, event)?;
                }
                Item::Object => {
                    let object = map.next_value::<ObjectRead>()?;
                    self.0.take_object(&id, object);
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        match self.1 {
            Item::Event => {
                while let Some(mut event) = list.next_element::<EventRead>()? {
                    let id = event
                        .id
                        .take()
                        .ok_or_else(|| A::Error::missing_field("id"))?;
                    self.0.take_event(&id, event)?;
                }
            }
            Item::Object => {
                while let Some(mut object) = list.next_element::<ObjectRead>()? {
                    let id = object
                        .id
                        .take()
                        .ok_or_else(|| A::Error::missing_field("id"))?;
                    self.0.take_object(&id, object);
                }
            }
        }
        Ok(())
    }
}

/// An event of either version.
#[derive(Deserialize)]
struct EventRead {
    id: Option<String>,
    #[serde(rename = "type", alias = "ocel:activity")]
    activity: String,
    #[serde(alias = "ocel:timestamp")]
    time: String,
    #[serde(default, alias = "ocel:vmap")]
    attributes: Attributes,
    #[serde(rename = "relationships", alias = "ocel:omap")]
    relations: Option<Vec<RelationRead>>,
}

/// An object of either version. How its attributes change is not kept.
#[derive(Deserialize)]
struct ObjectRead {
    id: Option<String>,
    #[serde(rename = "type", alias = "ocel:type")]
    object_type: String,
    #[serde(rename = "relationships")]
    relations: Option<Vec<RelationRead>>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Global {
    #[serde(rename = "ocel:object-types")]
    types: Option<Vec<String>>,
}

/// An object, by its name alone in version 1.0.
#[derive(Deserialize)]
#[serde(from = "RelationWritten")]
struct RelationRead {
    object: String,
    qualifier: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RelationWritten {
    Bare(String),
    Qualified {
        #[serde(rename = "objectId", alias = "ocel:oid")]
        object: String,
        #[serde(default, alias = "ocel:qualifier")]
        qualifier: Option<String>,
    },
}

impl From<RelationWritten> for RelationRead {
    fn from(written: RelationWritten) -> Self {
        let (object, qualifier) = match written {
            RelationWritten::Bare(object) => (object, None),
            RelationWritten::Qualified { object, qualifier } => (object, qualifier),
        };
        Self {
            object,
            qualifier: qualifier.unwrap_or_default(),
        }
    }
}

/// Attributes of an event: a map in version 1.0, a list of names and values in 2.0.
#[derive(Default, Deserialize)]
#[serde(from = "Option<AttributesWritten>")]
struct Attributes(Vec<(String, String)>);

#[derive(Deserialize)]
#[serde(untagged)]
enum AttributesWritten {
    List(Vec<AttributeWritten>),
    Map(serde_json::Map<String, serde_json::Value>),
}

#[derive(Deserialize)]
struct AttributeWritten {
    name: String,
    #[serde(default)]
    value: serde_json::Value,
}

impl From<Option<AttributesWritten>> for Attributes {
    fn from(written: Option<AttributesWritten>) -> Self {
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        Self(match written {
            None => Vec::new(),
            Some(AttributesWritten::List(list)) => {
                let pairs = list.into_iter();
                pairs.map(|pair| (pair.name, text(pair.value))).collect()
            }
            Some(AttributesWritten::Map(map)) => map
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect(),
        })
    }
}
