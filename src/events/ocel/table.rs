//! Events, objects and how they are related, whichever format they came in.

use std::collections::HashMap;

use super::columns::{Kept, Wanted};
use crate::events::clocks::zone;
use crate::events::columns::{Event, Layout, NO_TIME};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::fault::Fault;
use crate::events::intake::Intake;
use crate::events::mapping::Mapping;
use crate::events::note::{Note, NoteKind};
use crate::events::time::{Clock, DateOrder};

/// Names, each kept once and known by its number.
#[derive(Debug, Default)]
pub(super) struct Names {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
}

impl Names {
    /// The number of a name, and whether it is new.
    pub(super) fn number(&mut self, text: &str) -> (u32, bool) {
        if let Some(number) = self.numbers.get(text) {
            return (*number, false);
        }
        // A log with more names than that has run out of memory before.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX - 1);
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        (number, true)
    }

    fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }
}

/// A relation of an event to an object, or of an object to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The number of the event, or of the object.
    pub from: u32,
    /// The number of the object.
    pub to: u32,
    /// The number of the word that says what it is to it.
    pub qualifier: u32,
}

/// The number of the type of an object that the log does not list.
const UNLISTED: u32 = u32::MAX;

/// An object-centric log.
#[derive(Debug)]
pub struct ObjectLog {
    activities: Names,
    types: Names,
    objects: Names,
    qualifiers: Names,
    /// By event: its activity and its time.
    activity: Vec<u32>,
    time: Vec<i64>,
    /// By object.
    type_of: Vec<u32>,
    /// By event, then object; none to an object that is not listed.
    relations: Vec<Relation>,
    among_objects: Vec<Relation>,
    wanted: Wanted,
    kept: Vec<Kept>,
    missing: Vec<Box<str>>,
}

impl ObjectLog {
    /// How many events there are, with and without objects.
    pub fn events(&self) -> usize {
        self.activity.len()
    }

    /// How many events have at least one object.
    pub fn related_events(&self) -> usize {
        let mut events: Vec<u32> = self
            .relations
            .iter()
            .map(|relation| relation.from)
            .collect();
        events.dedup();
        events.len()
    }

    /// How many objects the log lists.
    pub fn objects(&self) -> usize {
        self.type_of
            .iter()
            .filter(|known| **known != UNLISTED)
            .count()
    }

    /// Every type of objects and how many of it there are, in the order of its characters.
    pub fn types(&self) -> Vec<(&str, usize)> {
        let count = |number: usize| {
            let is = |known: &&u32| usize::try_from(**known) == Ok(number);
            self.type_of.iter().filter(is).count()
        };
        let types = self.types.texts.iter().enumerate();
        let mut types: Vec<_> = types.map(|(at, name)| (&**name, count(at))).collect();
        types.sort_unstable();
        types
    }

    /// Every activity and how many events it has, in the order of its characters.
    pub fn activities(&self) -> Vec<(&str, usize)> {
        let mut counts = vec![0; self.activities.texts.len()];
        for activity in &self.activity {
            counts[*activity as usize] += 1;
        }
        let activities = self.activities.texts.iter().map(|name| &**name);
        let mut activities: Vec<_> = activities.zip(counts).collect();
        activities.sort_unstable();
        activities
    }

    /// Relations of events to objects, each counted once.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Relations of objects to objects, each counted once.
    pub fn among_objects(&self) -> &[Relation] {
        &self.among_objects
    }

    /// The activity of an event.
    pub fn activity(&self, event: u32) -> &str {
        &self.activities.texts[self.activity[event as usize] as usize]
    }

    /// When an event happened.
    pub fn time(&self, event: u32) -> i64 {
        self.time[event as usize]
    }

    /// The name of an object.
    pub fn object(&self, object: u32) -> &str {
        &self.objects.texts[object as usize]
    }

    /// What an event is to an object, or an object to another.
    pub fn qualifier(&self, qualifier: u32) -> &str {
        &self.qualifiers.texts[qualifier as usize]
    }

    /// The number of a type.
    fn type_number(&self, object_type: &str) -> Result<u32, LogError> {
        self.types.known(object_type).ok_or_else(|| {
            let known = self.types().into_iter().map(|(name, _)| name.to_owned());
            LogError::whole(LogErrorKind::Damaged(Fault::NoObjectType {
                written: object_type.to_owned(),
                known: known.collect(),
            }))
        })
    }

    /// The events of each object of a type in the order of their time, then of the file: pairs
    /// of object and event. An event that is several things to one object counts once.
    ///
    /// # Errors
    /// There is no such type.
    pub fn lives(&self, object_type: &str) -> Result<Vec<(u32, u32)>, LogError> {
        let number = self.type_number(object_type)?;
        let of_type = |relation: &&Relation| self.type_of[relation.to as usize] == number;
        let relations = self.relations.iter().filter(of_type);
        let mut lives: Vec<_> = relations
            .map(|relation| (relation.to, relation.from))
            .collect();
        lives.sort_unstable_by_key(|(object, event)| (*object, self.time(*event), *event));
        lives.dedup();
        Ok(lives)
    }

    /// What is said of each event once the log is flattened.
    pub fn layout(&self) -> Layout {
        self.wanted.layout()
    }

    /// The log along one type of objects: each object a case, with all its events. An event of
    /// three objects of the type stands in three cases, so figures that are to count it once
    /// must come from [`handoffs`](super::handoffs).
    ///
    /// # Errors
    /// There is no such type.
    pub fn flattened(&self, object_type: &str) -> Result<Intake, LogError> {
        let intake = Intake::new(self.layout(), &self.missing);
        let mut reader = intake.reader();
        // In the order of the events of the file, so that ties stand as they stood there.
        let mut lives = self.lives(object_type)?;
        lives.sort_unstable_by_key(|(object, event)| (*event, *object));
        for (piece, some) in (0..).zip(lives.chunks(1 << 16)) {
            for (object, event) in some {
                let event = self.event(*object, *event);
                reader
                    .push(&event)
                    .map_err(|_| LogError::whole(LogErrorKind::NotText))?;
            }
            reader.deliver(piece);
        }
        drop(reader);
        Ok(intake)
    }

    fn event(&self, object: u32, event: u32) -> Event<'_> {
        let (case, activity) = (
            self.object(object).as_bytes(),
            self.activity(event).as_bytes(),
        );
        let mut made = Event::new(case, activity, self.time(event));
        if let Some(kept) = self.kept.get(event as usize) {
            self.wanted.fill(&mut made, kept, |object_type| {
                self.first(event, object_type)
            });
        }
        made
    }

    /// The first object of a type that an event has.
    fn first(&self, event: u32, object_type: &str) -> Option<&str> {
        let number = self.types.known(object_type)?;
        let begin = self
            .relations
            .partition_point(|relation| relation.from < event);
        let mut objects = self.relations[begin..]
            .iter()
            .take_while(|relation| relation.from == event)
            .map(|relation| relation.to);
        let object = objects.find(|object| self.type_of[*object as usize] == number)?;
        Some(self.object(object))
    }
}

/// Puts a log together in whichever order its parts come.
#[derive(Debug)]
pub(super) struct Builder {
    log: ObjectLog,
    events: Names,
    clock: Clock,
    /// The zone of times that do not say theirs, and whether somebody has said it.
    zone: (String, bool),
}

impl Builder {
    pub(super) fn new(mapping: &Mapping) -> Result<Self, LogError> {
        let name = mapping.zone.as_deref().unwrap_or("UTC");
        let zone = zone(mapping)?;
        Ok(Self {
            log: ObjectLog {
                activities: Names::default(),
                types: Names::default(),
                objects: Names::default(),
                qualifiers: Names::default(),
                activity: Vec::new(),
                time: Vec::new(),
                type_of: Vec::new(),
                relations: Vec::new(),
                among_objects: Vec::new(),
                wanted: Wanted::new(mapping, &zone),
                kept: Vec::new(),
                missing: mapping.missing.clone(),
            },
            events: Names::default(),
            clock: Clock::new(mapping.dates.unwrap_or(DateOrder::YearFirst), zone),
            zone: (name.to_owned(), mapping.zone.is_some()),
        })
    }

    /// Takes an event; gives its number.
    pub(super) fn event(
        &mut self,
        id: &str,
        activity: &str,
        time: &str,
    ) -> Result<u32, LogErrorKind> {
        if activity.trim().is_empty() {
            return Err(LogErrorKind::NoValue);
        }
        let time = self.clock.read(time.as_bytes()).map_err(|reason| {
            let written = time.to_owned();
            LogErrorKind::NoTime { written, reason }
        })?;
        let (number, is_new) = self.events.number(id);
        if !is_new {
            return Err(LogErrorKind::Damaged(Fault::EventTwice(id.to_owned())));
        }
        self.log
            .activity
            .push(self.log.activities.number(activity).0);
        self.log.time.push(time);
        Ok(number)
    }

    /// Keeps an attribute of the event last taken, if it is wanted.
    pub(super) fn attribute(&mut self, name: &str, value: &str) -> Result<(), LogErrorKind> {
        let events = self.log.activity.len();
        let Some(last) = events.checked_sub(1) else {
            return Ok(());
        };
        if self.log.wanted.is_empty() {
            return Ok(());
        }
        self.log.kept.resize_with(events, Kept::default);
        self.log.wanted.keep(&mut self.log.kept[last], name, value)
    }

    /// The number of an event that was taken.
    pub(super) fn known_event(&self, id: &str) -> Option<u32> {
        self.events.known(id)
    }

    /// Lists an object of a type.
    pub(super) fn object(&mut self, id: &str, object_type: &str) {
        let number = self.object_number(id);
        self.log.type_of[number as usize] = self.log.types.number(object_type).0;
    }

    /// Lists a type that may have no objects.
    pub(super) fn object_type(&mut self, name: &str) {
        self.log.types.number(name);
    }

    fn object_number(&mut self, id: &str) -> u32 {
        let (number, is_new) = self.log.objects.number(id);
        if is_new {
            self.log.type_of.push(UNLISTED);
        }
        number
    }

    /// Relates an event to an object, which may be listed later.
    pub(super) fn relate(&mut self, event: u32, object: &str, qualifier: &str) {
        let to = self.object_number(object);
        let qualifier = self.log.qualifiers.number(qualifier).0;
        self.log.relations.push(Relation {
            from: event,
            to,
            qualifier,
        });
    }

    /// Relates an object to another.
    pub(super) fn relate_objects(&mut self, from: &str, to: &str, qualifier: &str) {
        let (from, to) = (self.object_number(from), self.object_number(to));
        let qualifier = self.log.qualifiers.number(qualifier).0;
        self.log.among_objects.push(Relation {
            from,
            to,
            qualifier,
        });
    }

    /// The whole log, and what there is to say of it.
    pub(super) fn finished(self) -> Result<(ObjectLog, Vec<Note>), LogError> {
        let mut log = self.log;
        let type_of = &log.type_of;
        let is_listed = |object: u32| type_of[object as usize] != UNLISTED;
        log.relations.sort_unstable();
        log.relations.dedup();
        log.among_objects.sort_unstable();
        log.among_objects.dedup();
        let all = log.relations.len();
        log.relations.retain(|relation| is_listed(relation.to));
        let unlisted = (all - log.relations.len()) as u64;
        log.among_objects
            .retain(|relation| is_listed(relation.from) && is_listed(relation.to));
        if !log.wanted.is_empty() {
            log.kept.resize_with(log.activity.len(), Kept::default);
        }
        let mut notes = Vec::new();
        if unlisted > 0 {
            notes.push(Note::whole(NoteKind::UnlistedObjects(unlisted)));
        }
        if self.clock.has_offsets() == Some(false) {
            let (zone, is_said) = self.zone;
            notes.push(Note::whole(NoteKind::ZoneTaken { zone, is_said }));
        }
        if log.activity.is_empty() && log.type_of.is_empty() {
            return Err(LogError::whole(LogErrorKind::Empty));
        }
        Ok((log, notes))
    }
}

/// A time that is not there, for what else is wanted.
pub(super) const NONE_KEPT: i64 = NO_TIME;
