//! What is seen at the marks of a script, kept in order.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rhai::{Array, Dynamic, Engine};

use super::{Mark, MarkKind, Watching};
use crate::engine::verbs;
use crate::engine::views::{self, World};
use crate::finding::{Argument, Subject};
use crate::load::Segment;
use crate::load::schema::{Shape, TableSpec};
use crate::source::Spot;

/// Most events that are kept of one check.
const MOST_EVENTS: usize = 20_000;

/// A value as it was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// One that can stand in a wording.
    Value(Argument),
    /// True or false.
    Flag(bool),
    /// A list of things that cannot, by their number.
    Items(usize),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A branch was entered.
    Entered {
        /// Its mark.
        mark: usize,
    },
    /// A condition was judged.
    Decided {
        /// Its mark.
        mark: usize,
        /// Whether it holds.
        holds: bool,
    },
    /// A value was read.
    Read {
        /// Its mark.
        mark: usize,
        /// The value.
        value: Shown,
        /// Where it is written, if it is a key of an object.
        place: Option<Spot>,
    },
    /// Something was said.
    Said {
        /// Its mark.
        mark: usize,
    },
}

#[derive(Debug, Default)]
struct Seen {
    entered: BTreeSet<usize>,
    events: Vec<Event>,
    /// How many things were said.
    said: usize,
    /// The moment that was asked for has come: nothing after it counts.
    is_over: bool,
}

/// Keeps what is seen.
#[derive(Debug, Clone)]
pub(super) struct Recorder {
    marks: Arc<Vec<Mark>>,
    watching: Watching,
    seen: Arc<Mutex<Seen>>,
}

/// A recorder as a set of rules carries it.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Registered(Recorder);

impl Registered {
    /// Teaches an engine what the marks call.
    pub(in crate::engine) fn register(&self, engine: &mut Engine, world: &Arc<World>) {
        let own = self.0.clone();
        engine.register_fn("probe__entered", move |mark: i64| own.enter(number(mark)));
        let own = self.0.clone();
        engine.register_fn("probe__decided", move |mark: i64, value: Dynamic| {
            let mark = number(mark);
            if let Ok(holds) = value.as_bool() {
                own.push(Event::Decided { mark, holds });
            }
            value
        });
        let (own, shared) = (self.0.clone(), Arc::clone(world));
        engine.register_fn(
            "probe__read",
            move |mark: i64, root: Dynamic, value: Dynamic| {
                own.read(number(mark), &root, &value, &shared);
                value
            },
        );
        let own = self.0.clone();
        engine.register_fn("probe__said", move |mark: i64, value: Dynamic| {
            own.say(number(mark));
            value
        });
    }
}

fn number(mark: i64) -> usize {
    usize::try_from(mark).unwrap_or(usize::MAX)
}

impl Recorder {
    pub(super) fn new(marks: Vec<Mark>, watching: Watching) -> Self {
        Self {
            marks: Arc::new(marks),
            watching,
            seen: Arc::default(),
        }
    }

    pub(super) fn registered(&self) -> Registered {
        Registered(self.clone())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn entered(&self) -> BTreeSet<usize> {
        self.seen().entered.clone()
    }

    pub(super) fn events(&self) -> Vec<Event> {
        self.seen().events.clone()
    }

    fn push(&self, event: Event) {
        self.keep(&mut self.seen(), event);
    }

    fn keep(&self, seen: &mut Seen, event: Event) {
        let wanted = self.watching != Watching::Branches && !seen.is_over;
        if wanted && seen.events.len() < MOST_EVENTS {
            seen.events.push(event);
        }
    }

    fn enter(&self, mark: usize) {
        let mut seen = self.seen();
        seen.entered.insert(mark);
        let kind = self.marks.get(mark).map(|mark| mark.kind);
        if matches!(kind, Some(MarkKind::Loop | MarkKind::Closure)) && !seen.is_over {
            self.drop_last_round(&mut seen.events, mark);
        }
        self.keep(&mut seen, Event::Entered { mark });
    }

    /// Of a loop only the round at hand is kept.
    fn drop_last_round(&self, events: &mut Vec<Event>, mark: usize) {
        let function = self.marks.get(mark).map(|mark| mark.function);
        let last = events
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, event)| match event {
                Event::Entered { mark: entered } if *entered == mark => Some(Some(at)),
                // Another call of the same function has rounds of its own.
                Event::Entered { mark: entered } if Some(*entered) == function => Some(None),
                _ => None,
            });
        if let Some(Some(at)) = last {
            events.truncate(at);
        }
    }

    fn say(&self, mark: usize) {
        let mut seen = self.seen();
        self.keep(&mut seen, Event::Said { mark });
        let kind = self.marks.get(mark).map(|mark| mark.kind);
        if kind == Some(MarkKind::Said) {
            seen.said += 1;
            seen.is_over = self.watching == Watching::UntilSaid(seen.said);
        }
    }

    fn read(&self, mark: usize, root: &Dynamic, value: &Dynamic, world: &World) {
        let Some(value) = shown(value, world) else {
            return;
        };
        let path = self.marks.get(mark).map_or(&[][..], |mark| &mark.path);
        let place = views::subject(root).and_then(|subject| place(world, subject, path));
        self.push(Event::Read { mark, value, place });
    }
}

/// A value as it can be shown; `None` for what has no words of its own: a place, a table.
fn shown(value: &Dynamic, world: &World) -> Option<Shown> {
    if let Ok(flag) = value.as_bool() {
        return Some(Shown::Flag(flag));
    }
    if let Some(argument) = verbs::argument(value.clone(), world) {
        return Some(Shown::Value(argument));
    }
    let items = value.read_lock::<Array>()?;
    Some(Shown::Items(items.len()))
}

/// Where keys of an object lead; `None` if they are not all written in the model.
fn place(world: &World, subject: Subject, path: &[String]) -> Option<Spot> {
    let mut table = views::table(subject.kind);
    let mut segments = Vec::with_capacity(path.len());
    for name in path {
        let key = table?.key(name)?;
        table = inner(&(key.shape)());
        segments.push(Segment::Key(name.as_str().into()));
    }
    (!segments.is_empty()).then(|| world.spot(subject, &segments))
}

fn inner(shape: &Shape) -> Option<&'static TableSpec> {
    match shape {
        Shape::Table(table) => Some(table),
        Shape::List(item) => inner(item),
        _ => None,
    }
}
