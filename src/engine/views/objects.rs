//! The kinds of objects that rules are about, and objects as scripts hold them.

use std::marker::PhantomData;
use std::sync::Arc;

use rhai::Dynamic;

use super::derived;
use super::properties::{Gives, Property, ReadDerived};
use super::{Whole, World};
use crate::engine::verbs::PlaceView;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Text;
use crate::load::schema::TableSpec;
use crate::load::{AnyRecord, Record, Segment, document};
use crate::model::{Chain, ProcessId};
use crate::source::{SourceId, Spot};

/// A kind of object that rules can be about.
pub(in crate::engine) trait Kind: Clone + Send + Sync + 'static {
    type Record: Record;
    const KIND: SubjectKind;
    /// The name of its type in messages of scripts.
    const NAME: &'static str;
    fn count(chain: &Chain) -> usize;
    fn record(chain: &Chain, number: u32) -> &Arc<Self::Record>;
    fn source(chain: &Chain, number: u32) -> SourceId;
    /// The process it belongs to; `None` for the organization.
    fn process(chain: &Chain, number: u32) -> Option<ProcessId>;
    fn id(record: &Self::Record) -> &str;
    fn label(chain: &Chain, number: u32) -> Text;
    fn derived() -> &'static [Property<Self>];
}

/// An object of the chain as scripts hold it: its number.
pub(in crate::engine) struct Object<K> {
    pub(in crate::engine) number: u32,
    kind: PhantomData<K>,
}

impl<K> Clone for Object<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Object<K> {}

impl<K: Kind> Object<K> {
    pub(in crate::engine) fn new(number: u32) -> Self {
        Self {
            number,
            kind: PhantomData,
        }
    }

    pub(in crate::engine) fn label(self, world: &World) -> Text {
        K::label(&world.chain, self.number)
    }

    pub(super) fn place(self, world: &World, path: Vec<Segment>) -> PlaceView {
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

/// Declares the kinds of objects: the table each is read from, its list in the chain, the
/// process it belongs to and what people call it.
macro_rules! kinds {
    ($($name:ident: $record:ident, $kind:ident, $list:ident, $derived:ident, $process:expr, $label:expr;)+) => {
        $(
            #[derive(Clone)]
            pub(in crate::engine) struct $name;

            impl Kind for $name {
                type Record = document::$record;
                const KIND: SubjectKind = SubjectKind::$kind;
                const NAME: &'static str = stringify!($record);

                fn count(chain: &Chain) -> usize {
                    chain.$list.len()
                }

                fn record(chain: &Chain, number: u32) -> &Arc<Self::Record> {
                    &chain.$list[number as usize].record
                }

                fn source(chain: &Chain, number: u32) -> SourceId {
                    chain.$list[number as usize].source
                }

                fn process(chain: &Chain, number: u32) -> Option<ProcessId> {
                    let process: fn(&Chain, usize) -> Option<ProcessId> = $process;
                    process(chain, number as usize)
                }

                fn id(record: &Self::Record) -> &str {
                    record.id.as_str()
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
        )+

        /// Calls a macro with every kind of object.
        macro_rules! with_kinds {
            ($then:ident) => {
                $then!($($kind: $crate::engine::views::objects::$name),+)
            };
        }
        pub(in crate::engine) use with_kinds;
    };
}

kinds! {
    OfProcess: Process, Process, processes, PROCESS,
        |_, at| Some(ProcessId::at(at)), |record| record.name.clone();
    OfStep: Step, Step, steps, STEP,
        |chain, at| Some(chain.steps[at].process), |record| record.name.clone();
    OfHandoff: Handoff, Handoff, handoffs, HANDOFF,
        |chain, at| Some(chain.handoffs[at].process), |record| record.deliverable.clone();
    OfGoal: Goal, Goal, goals, GOAL,
        |chain, at| chain.goals[at].process, |record| Some(record.text.clone());
    OfSheet: ValueSheet, ValueSheet, sheets, SHEET,
        |chain, at| chain.sheets[at].process, |record| record.name.clone();
    OfMeasure: Measure, Measure, measures, MEASURE,
        |chain, at| chain.measures[at].process, |record| record.name.clone();
    OfAction: Action, Action, actions, ACTION,
        |chain, at| chain.actions[at].process, |record| Some(record.text.clone());
    OfObjective: Objective, Objective, objectives, OBJECTIVE,
        |_, _| None, |record| Some(record.text.clone());
    OfCustomer: Customer, Customer, customers, CUSTOMER,
        |_, _| None, |record| record.name.clone();
    OfBenchmark: Benchmark, Benchmark, benchmarks, BENCHMARK,
        |_, _| None, |record| record.of.clone();
    OfPractice: Practice, Practice, practices, PRACTICE,
        |_, _| None, |record| Some(record.text.clone());
    OfWeakness: Weakness, Weakness, weaknesses, WEAKNESS,
        |_, _| None, |record| Some(record.text.clone());
    OfAsset: Asset, Asset, assets, ASSET,
        |_, _| None, |record| record.name.clone();
    OfVoice: Voice, Voice, voices, VOICE,
        |_, _| None, |record| Some(record.text.clone());
    OfWaiver: Waiver, Waiver, waivers, WAIVER,
        |_, _| None, |record| Some(record.reason.clone());
    OfSurvey: Survey, Survey, surveys, SURVEY,
        |chain, at| chain.surveys[at].process, |record| record.asked.clone();
    OfComplaint: Complaint, Complaint, complaints, COMPLAINT,
        |chain, at| chain.complaints[at].process, |record| record.text.clone();
    OfLoss: Loss, Loss, losses, LOSS,
        |chain, at| chain.losses[at].process, |record| record.customer.clone();
    OfAssessment: Assessment, Assessment, assessments, ASSESSMENT,
        |chain, at| chain.assessments[at].process, |_| None;
    OfLog: Log, Log, logs, LOG,
        |chain, at| chain.logs[at].process, |record| record.name.clone();
}

/// A subject as scripts hold it.
pub(in crate::engine) fn handle(subject: Subject) -> Dynamic {
    macro_rules! pick {
        ($($kind:ident: $of:ty),+) => {
            match subject.kind {
                SubjectKind::Chain => Dynamic::from(Whole),
                $(SubjectKind::$kind => Dynamic::from(Object::<$of>::new(subject.number)),)+
            }
        };
    }
    with_kinds!(pick)
}

/// The record behind an object; the chain as a whole has none.
pub fn record(world: &World, object: Subject) -> Option<&dyn AnyRecord> {
    macro_rules! pick {
        ($($kind:ident: $of:ty),+) => {
            match object.kind {
                SubjectKind::Chain => None,
                $(SubjectKind::$kind => Some(&**<$of>::record(&world.chain, object.number)),)+
            }
        };
    }
    with_kinds!(pick)
}

/// The table that objects of a kind are read from.
pub(in crate::engine) fn table(kind: SubjectKind) -> Option<&'static TableSpec> {
    macro_rules! pick {
        ($($kind:ident: $of:ty),+) => {
            match kind {
                SubjectKind::Chain => None,
                $(SubjectKind::$kind => Some(<$of as Kind>::Record::SPEC),)+
            }
        };
    }
    with_kinds!(pick)
}

/// A derived property of objects of a kind: how it is read, and what it gives.
pub(in crate::engine) fn derived_property(
    kind: SubjectKind,
    name: &str,
) -> Option<(ReadDerived, Gives)> {
    fn find<K>(all: &[Property<K>], name: &str) -> Option<(ReadDerived, Gives)> {
        let property = all.iter().find(|property| property.name == name)?;
        Some((property.read, property.gives))
    }
    macro_rules! pick {
        ($($kind:ident: $of:ty),+) => {
            match kind {
                SubjectKind::Chain => find(derived::CHAIN, name),
                $(SubjectKind::$kind => find(<$of>::derived(), name),)+
            }
        };
    }
    with_kinds!(pick)
}

/// The object that a script value is, if it is one.
pub(in crate::engine) fn subject(value: &Dynamic) -> Option<Subject> {
    macro_rules! pick {
        ($($kind:ident: $of:ty),+) => {
            $(if let Some(object) = value.read_lock::<Object<$of>>() {
                let (kind, number) = (SubjectKind::$kind, object.number);
                return Some(Subject { kind, number });
            })+
        };
    }
    with_kinds!(pick);
    None
}
