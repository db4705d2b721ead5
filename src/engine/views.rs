//! What rules see: the chain as typed, read-only objects.
//!
//! Every key of the TOML is a property under its own name, made from the same table
//! as the reader and the manual; derived properties stand in `derived.rs`. Reading what
//! the model does not say ends a check as undetermined, never as a silent `false`.

mod derived;
mod gap_view;
mod needs;
pub mod properties;
mod values;
mod words;

use std::marker::PhantomData;
use std::sync::Arc;

use rhai::{Dynamic, Engine, EvalAltResult};

pub use self::properties::{Gives, Property, ViewSpec, specs};
pub(super) use self::values::{Day, DueView, StatementView, Wording, dynamic};
pub(super) use self::words::Words;
pub(super) use gap_view::{GapView, LoopView};

use super::verbs::PlaceView;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Text;
use crate::load::schema::{Shape, TableSpec};
use crate::load::{AnyRecord, Record, Segment, document};
use crate::measure::Gaps;
use crate::model::Chain;
use crate::source::{SourceId, Spot};

/// Everything rules may look at, built once and shared by all workers.
#[derive(Debug)]
pub struct World {
    /// The chain.
    pub chain: Chain,
    /// The gap of every goal.
    pub gaps: Gaps,
}

/// Why a read or a comparison could not be done; carried through the script as an error.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stop {
    NotWritten { table: &'static str, key: String },
    NotComparable { one: String, other: String },
}

impl World {
    /// A world without anything in it, to ask an engine what it knows.
    pub(super) fn empty() -> Self {
        Self {
            chain: crate::model::build(&[], |_| false, &mut Vec::new()),
            gaps: Gaps::default(),
        }
    }

    /// How many objects of a kind there are; the chain is one, unless it has nothing in it.
    pub fn count(&self, kind: SubjectKind) -> usize {
        match kind {
            SubjectKind::Chain => usize::from(!self.chain.steps.is_empty()),
            SubjectKind::Process => self.chain.processes.len(),
            SubjectKind::Step => self.chain.steps.len(),
            SubjectKind::Handoff => self.chain.handoffs.len(),
            SubjectKind::Goal => self.chain.goals.len(),
            SubjectKind::ValueSheet => self.chain.sheets.len(),
        }
    }

    /// The full id of an object: `process/id`; empty for the chain.
    pub fn id(&self, subject: Subject) -> String {
        let chain = &self.chain;
        let at = subject.number as usize;
        let full = |process, id: &crate::load::Id| chain.full_id(process, id.as_str());
        match subject.kind {
            SubjectKind::Chain => String::new(),
            SubjectKind::Process => full(None, &chain.processes[at].record.id),
            SubjectKind::Step => full(Some(chain.steps[at].process), &chain.steps[at].record.id),
            SubjectKind::Handoff => full(
                Some(chain.handoffs[at].process),
                &chain.handoffs[at].record.id,
            ),
            SubjectKind::Goal => full(chain.goals[at].process, &chain.goals[at].record.id),
            SubjectKind::ValueSheet => full(chain.sheets[at].process, &chain.sheets[at].record.id),
        }
    }

    /// The place of a value inside an object.
    pub fn spot(&self, subject: Subject, path: &[Segment]) -> Spot {
        fn of<K: Kind>(chain: &Chain, number: u32, path: &[Segment]) -> Spot {
            Spot {
                source: K::source(chain, number),
                span: Record::locate(&**K::record(chain, number), path),
            }
        }
        let (chain, number) = (&self.chain, subject.number);
        match subject.kind {
            SubjectKind::Chain => chain.anchor,
            SubjectKind::Process => of::<OfProcess>(chain, number, path),
            SubjectKind::Step => of::<OfStep>(chain, number, path),
            SubjectKind::Handoff => of::<OfHandoff>(chain, number, path),
            SubjectKind::Goal => of::<OfGoal>(chain, number, path),
            SubjectKind::ValueSheet => of::<OfSheet>(chain, number, path),
        }
    }
}

/// A subject as scripts hold it.
pub(super) fn handle(subject: Subject) -> Dynamic {
    let number = subject.number;
    match subject.kind {
        SubjectKind::Chain => Dynamic::from(Whole),
        SubjectKind::Process => Dynamic::from(Object::<OfProcess>::new(number)),
        SubjectKind::Step => Dynamic::from(Object::<OfStep>::new(number)),
        SubjectKind::Handoff => Dynamic::from(Object::<OfHandoff>::new(number)),
        SubjectKind::Goal => Dynamic::from(Object::<OfGoal>::new(number)),
        SubjectKind::ValueSheet => Dynamic::from(Object::<OfSheet>::new(number)),
    }
}

impl Stop {
    pub(super) fn raise<T>(self) -> Result<T, Box<EvalAltResult>> {
        let payload = Dynamic::from(self);
        Err(EvalAltResult::ErrorRuntime(payload, rhai::Position::NONE).into())
    }
}

/// A kind of object that rules can be about.
pub(super) trait Kind: Clone + Send + Sync + 'static {
    type Record: Record;
    const KIND: SubjectKind;
    /// The name of its type in messages of scripts.
    const NAME: &'static str;
    fn record(chain: &Chain, number: u32) -> &Arc<Self::Record>;
    fn source(chain: &Chain, number: u32) -> SourceId;
    fn label(chain: &Chain, number: u32) -> Text;
    fn derived() -> &'static [Property<Self>];
}

/// An object of the chain as scripts hold it: its number.
pub(super) struct Object<K> {
    pub(super) number: u32,
    kind: PhantomData<K>,
}

impl<K> Clone for Object<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Object<K> {}

impl<K: Kind> Object<K> {
    pub(super) fn new(number: u32) -> Self {
        Self {
            number,
            kind: PhantomData,
        }
    }

    pub(super) fn label(self, world: &World) -> Text {
        K::label(&world.chain, self.number)
    }

    fn place(self, world: &World, path: Vec<Segment>) -> PlaceView {
        let span = Record::locate(&**K::record(&world.chain, self.number), &path);
        let source = K::source(&world.chain, self.number);
        PlaceView {
            spot: Spot { source, span },
            path,
            subject: Some(Subject {
                kind: K::KIND,
                number: self.number,
            }),
        }
    }
}

/// Declares the kinds of objects.
macro_rules! kinds {
    ($($name:ident: $record:ident, $kind:ident, $list:ident, $derived:ident, $label:expr;)+) => {$(
        #[derive(Clone)]
        pub(super) struct $name;

        impl Kind for $name {
            type Record = document::$record;
            const KIND: SubjectKind = SubjectKind::$kind;
            const NAME: &'static str = stringify!($record);

            fn record(chain: &Chain, number: u32) -> &Arc<Self::Record> {
                &chain.$list[number as usize].record
            }

            fn source(chain: &Chain, number: u32) -> SourceId {
                chain.$list[number as usize].source
            }

            fn label(chain: &Chain, number: u32) -> Text {
                let label: fn(&Self::Record) -> Option<Text> = $label;
                let record = Self::record(chain, number);
                label(record)
                    .filter(|text| !text.is_blank())
                    .unwrap_or_else(|| Text::plain(record.id.as_str()))
            }

            fn derived() -> &'static [Property<Self>] {
                derived::$derived
            }
        }
    )+};
}

kinds! {
    OfProcess: Process, Process, processes, PROCESS, |record| record.name.clone();
    OfStep: Step, Step, steps, STEP, |record| record.name.clone();
    OfHandoff: Handoff, Handoff, handoffs, HANDOFF, |record| record.deliverable.clone();
    OfGoal: Goal, Goal, goals, GOAL, |record| Some(record.text.clone());
    OfSheet: ValueSheet, ValueSheet, sheets, SHEET, |record| record.name.clone();
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

/// Makes a script value of a table whose type only its reader knows.
fn wrap(record: Arc<dyn AnyRecord>, source: SourceId) -> Dynamic {
    let any = record.into_any();
    macro_rules! try_as {
        ($($table:ident),+) => {$(
            let any = match any.downcast::<document::$table>() {
                Ok(record) => return Dynamic::from(Inner { record, source }),
                Err(other) => other,
            };
        )+
        drop(any);};
    }
    try_as!(
        CustomerSide,
        SupplierSide,
        OnReject,
        Checks,
        Figure,
        Milestone,
        Touchpoint,
        ServiceAction,
        WithoutPhase,
        Measure,
        Action,
        Objective
    );
    Dynamic::UNIT
}

/// Teaches an engine every view of `world`.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>) {
    values::register(engine);
    words::register(engine);
    needs::register(engine);
    gap_view::register(engine, world);
    object::<OfProcess>(engine, world);
    object::<OfStep>(engine, world);
    object::<OfHandoff>(engine, world);
    object::<OfGoal>(engine, world);
    object::<OfSheet>(engine, world);
    whole(engine, world);
    macro_rules! inner_tables {
        ($($table:ident),+) => { $(inner::<document::$table>(engine);)+ };
    }
    inner_tables!(
        CustomerSide,
        SupplierSide,
        OnReject,
        Checks,
        Figure,
        Milestone,
        Touchpoint,
        ServiceAction,
        WithoutPhase,
        Measure,
        Action,
        Objective
    );
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
    engine.register_fn("has", move |object: &mut Object<K>, path: &str| {
        let derived = K::derived().iter().find(|property| property.name == path);
        match derived {
            Some(property) => Ok((property.read)(&shared, object.number).is_some()),
            None => has(&**K::record(&shared.chain, object.number), path),
        }
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

/// Whether the value at a dotted path is written.
fn has<R: Record>(record: &R, path: &str) -> Result<bool, Box<EvalAltResult>> {
    let (name, rest) = path
        .split_once('.')
        .map_or((path, None), |(a, b)| (a, Some(b)));
    let Some(key) = R::SPEC.keys.iter().position(|key| key.name == name) else {
        return unknown(R::SPEC, name);
    };
    let written = record.key_span(key).is_some();
    let Some(rest) = rest else {
        return Ok(written);
    };
    if let (true, crate::load::Reading::Record(table)) = (written, record.read(key))
        && table.has(rest)
    {
        return Ok(true);
    }
    // What is not written must at least be known.
    segments(R::SPEC, path).map(|_| false)
}

/// A dotted path as segments, each checked against the schema.
fn segments(spec: &'static TableSpec, path: &str) -> Result<Vec<Segment>, Box<EvalAltResult>> {
    let mut table = Some(spec);
    let mut segments = Vec::new();
    for name in path.split('.').filter(|name| !name.is_empty()) {
        let known = table.and_then(|table| table.key(name));
        let Some(key) = known else {
            return unknown(table.unwrap_or(spec), name);
        };
        table = match (key.shape)() {
            Shape::Table(inner) => Some(inner),
            Shape::List(item) => match *item {
                Shape::Table(inner) => Some(inner),
                _ => None,
            },
            _ => None,
        };
        segments.push(Segment::Key(name.into()));
    }
    Ok(segments)
}

fn unknown<T>(spec: &TableSpec, name: &str) -> Result<T, Box<EvalAltResult>> {
    Err(format!("`{}` has no key `{name}`", spec.name).into())
}
