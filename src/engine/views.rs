//! What rules see: the chain as typed, read-only objects.
//!
//! Every key of the TOML is a property under its own name, made from the same table
//! as the reader and the manual; derived properties stand in `derived.rs`. Reading what
//! the model does not say ends a check as undetermined, never as a silent `false`.

mod derived;
mod figures;
mod gap_facts;
mod gap_view;
mod logged;
mod needs;
mod objects;
mod paths;
pub mod properties;
mod said;
mod value_specs;
mod values;
mod wordings;
mod words;
mod worked_out;
mod world;

use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult};

pub use self::objects::record;
pub(super) use self::objects::*;
pub(super) use self::properties::ReadDerived;
pub use self::properties::{Gives, Property, ViewSpec, specs};
pub(super) use self::values::{Day, DueView, StatementView, Wording, dynamic, says_nothing};
pub(super) use self::wordings::{Reader, SaidProperty, said_property};
pub(super) use self::words::Words;
pub use self::world::World;
pub(super) use figures::FigureView;
pub(super) use gap_view::{GapView, LoopView};

use self::paths::{has, segments};
use super::verbs::PlaceView;
use crate::load::{Record, Segment, SharedRecord, document};
use crate::source::{SourceId, Spot};

/// Why a read or a comparison could not be done; carried through the script as an error.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stop {
    NotWritten { table: &'static str, key: String },
    NotComparable { one: String, other: String },
}

impl Stop {
    pub(super) fn raise<T>(self) -> Result<T, Box<EvalAltResult>> {
        let payload = Dynamic::from(self);
        Err(EvalAltResult::ErrorRuntime(payload, rhai::Position::NONE).into())
    }
}

/// The chain as a whole, as scripts hold it.
#[derive(Clone, Copy)]
pub(super) struct Whole;

/// A table inside an object, such as the customer side of a handoff.
pub(super) struct Inner<R> {
    record: Arc<R>,
    source: SourceId,
}

impl<R> Clone for Inner<R> {
    fn clone(&self) -> Self {
        Self {
            record: Arc::clone(&self.record),
            source: self.source,
        }
    }
}

/// Calls a macro with every table that stands inside an object or is reached from one.
macro_rules! with_inner_tables {
    ($then:ident) => {
        $then!(
            CustomerSide,
            SupplierSide,
            OnReject,
            Checks,
            Figure,
            Milestone,
            Touchpoint,
            ServiceAction,
            WithoutPhase,
            Urgent,
            Enablers,
            WithoutAttribute,
            Organization,
            Strength
        )
    };
}

use with_inner_tables;

/// Makes a script value of a table whose type only its reader knows.
fn wrap(record: &dyn SharedRecord, source: SourceId) -> Dynamic {
    let any = record.share();
    macro_rules! try_as {
        ($($table:ident),+) => {$(
            let any = match any.downcast::<document::$table>() {
                Ok(record) => return Dynamic::from(Inner { record, source }),
                Err(other) => other,
            };
        )+
        drop(any);};
    }
    with_inner_tables!(try_as);
    Dynamic::UNIT
}

/// Teaches an engine every view of `world`.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>, reader: &Arc<Reader>) {
    values::register(engine);
    words::register(engine);
    wordings::register(engine, reader);
    needs::register(engine);
    gap_view::register(engine, world);
    figures::register(engine, world);
    logged::register(engine, world);
    worked_out::register(engine, world);
    macro_rules! objects {
        ($($kind:ident: $of:ty),+) => { $(object::<$of>(engine, world);)+ };
    }
    with_kinds!(objects);
    whole(engine, world);
    macro_rules! inner_tables {
        ($($table:ident),+) => { $(inner::<document::$table>(engine);)+ };
    }
    with_inner_tables!(inner_tables);
}

fn object<K: Kind>(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<Object<K>>(K::NAME);
    for (at, key) in K::Record::SPEC.keys.iter().enumerate() {
        let world = Arc::clone(world);
        engine.register_get(key.name, move |object: &mut Object<K>| {
            let record = K::record(&world.chain, object.number);
            let source = K::source(&world.chain, object.number);
            read(&**record, at, source)
        });
    }
    for property in K::derived() {
        let world = Arc::clone(world);
        engine.register_get(property.name, move |object: &mut Object<K>| {
            (property.read)(&world, object.number)
                .map_or_else(|| not_written(K::Record::SPEC.name, property.name), Ok)
        });
    }
    let shared = Arc::clone(world);
    engine.register_get("label", move |object: &mut Object<K>| {
        Wording(object.label(&shared))
    });
    let shared = Arc::clone(world);
    let asked = Asked::<K>::new();
    engine.register_fn("has", move |object: &mut Object<K>, path: &str| {
        asked.has(&shared, object.number, path)
    });
    let shared = Arc::clone(world);
    engine.register_fn("at", move |object: &mut Object<K>, path: &str| {
        Ok::<_, Box<EvalAltResult>>(object.place(&shared, segments(K::Record::SPEC, path)?))
    });
    let shared = Arc::clone(world);
    engine.register_fn(
        "at",
        move |object: &mut Object<K>, path: &str, index: i64| {
            let mut path = segments(K::Record::SPEC, path)?;
            path.push(Segment::Index(usize::try_from(index).unwrap_or(usize::MAX)));
            Ok::<_, Box<EvalAltResult>>(object.place(&shared, path))
        },
    );
    engine.register_fn("==", |one: Object<K>, other: Object<K>| {
        one.number == other.number
    });
    engine.register_fn("!=", |one: Object<K>, other: Object<K>| {
        one.number != other.number
    });
}

/// What `has` is asked for, by name: it is the question rules ask most.
struct Asked<K: Kind> {
    keys: foldhash::HashMap<&'static str, usize>,
    derived: foldhash::HashMap<&'static str, &'static Property<K>>,
}

impl<K: Kind> Asked<K> {
    fn new() -> Self {
        let keys = K::Record::SPEC.keys.iter().enumerate();
        let derived = K::derived().iter();
        Self {
            keys: keys.map(|(at, key)| (key.name, at)).collect(),
            derived: derived.map(|property| (property.name, property)).collect(),
        }
    }

    fn has(&self, world: &World, number: u32, path: &str) -> Result<bool, Box<EvalAltResult>> {
        let record = || &**K::record(&world.chain, number);
        if let Some(key) = self.keys.get(path) {
            return Ok(Record::key_span(record(), *key).is_some());
        }
        match self.derived.get(path) {
            Some(property) => Ok((property.read)(world, number).is_some()),
            None => has(record(), path),
        }
    }
}

fn inner<R: Record>(engine: &mut Engine) {
    engine.register_type_with_name::<Inner<R>>(R::SPEC.name);
    for (at, key) in R::SPEC.keys.iter().enumerate() {
        engine.register_get(key.name, move |inner: &mut Inner<R>| {
            read(&*inner.record, at, inner.source)
        });
    }
    engine.register_fn("has", |inner: &mut Inner<R>, path: &str| {
        has(&*inner.record, path)
    });
    engine.register_fn("at", |inner: &mut Inner<R>, path: &str| {
        let path = segments(R::SPEC, path)?;
        let span = Record::locate(&*inner.record, &path);
        let source = inner.source;
        Ok::<_, Box<EvalAltResult>>(PlaceView {
            spot: Spot { source, span },
            path,
            subject: None,
        })
    });
}

fn whole(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<Whole>("Chain");
    for property in derived::CHAIN {
        let world = Arc::clone(world);
        engine.register_get(property.name, move |_: &mut Whole| {
            (property.read)(&world, 0).map_or_else(|| not_written("chain", property.name), Ok)
        });
    }
    let world = Arc::clone(world);
    engine.register_fn("has", move |_: &mut Whole, name: &str| {
        let found = derived::CHAIN.iter().find(|property| property.name == name);
        let read = found.map(|property| (property.read)(&world, 0).is_some());
        read.ok_or_else(|| Box::<EvalAltResult>::from(format!("`chain` has no `{name}`")))
    });
}

/// Reads one key of a record as a script value.
fn read<R: Record>(
    record: &R,
    key: usize,
    source: SourceId,
) -> Result<Dynamic, Box<EvalAltResult>> {
    match dynamic(record.read(key), source) {
        Some(value) => Ok(value),
        None => not_written(R::SPEC.name, R::SPEC.keys[key].name),
    }
}

fn not_written<T>(table: &'static str, key: &str) -> Result<T, Box<EvalAltResult>> {
    let key = key.to_owned();
    Stop::NotWritten { table, key }.raise()
}
