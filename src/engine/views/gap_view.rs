//! Gaps of goals and loops of the chain as scripts hold them.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult};

use super::gap_facts::{SERIES, SIZES, YARDSTICKS, verdict};
use super::properties::{Gives, Listed, ViewSpec};
use super::{Object, OfHandoff, OfStep, Wording, World, not_written};
use crate::measure::gap::Open;
use crate::measure::{Gap, GapVerdict};
use crate::model::objects::ReworkLoop;

type Read = Result<Dynamic, Box<EvalAltResult>>;

/// The gap of a goal.
#[derive(Clone)]
pub(in crate::engine) struct GapView(pub Arc<Gap>);

/// A loop, by its position in the chain's list.
#[derive(Clone, Copy)]
pub(in crate::engine) struct LoopView(pub usize);

/// A property of a gap: its name, what it gives, its two descriptions, how to read it.
pub(super) type GapProperty = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&Gap) -> Option<Dynamic>,
);

const GAP: &[GapProperty] = &[
    (
        "verdict",
        Gives::Value("word"),
        "\"met\", \"not-met\" or \"undetermined\"",
        "\"met\"（已达成）、\"not-met\"（未达成）或 \"undetermined\"（尚不能判定）",
        |gap| Some(verdict(gap.verdict).into()),
    ),
    (
        "target",
        Gives::View("Quantity"),
        "what is to be reached",
        "目标值",
        |gap| gap.target.clone().map(Dynamic::from),
    ),
    (
        "actual",
        Gives::View("Quantity"),
        "the latest value",
        "最新观测值",
        |gap| Some(Dynamic::from(gap.actual.as_ref()?.value.clone())),
    ),
    (
        "lower",
        Gives::View("Quantity"),
        "the value is at least this, with 95 % confidence",
        "以 95 % 置信度，值不低于此",
        |gap| {
            Some(Dynamic::from(
                gap.actual.as_ref()?.bounds.as_ref()?.0.clone(),
            ))
        },
    ),
    (
        "upper",
        Gives::View("Quantity"),
        "the value is at most this, with 95 % confidence",
        "以 95 % 置信度，值不高于此",
        |gap| {
            Some(Dynamic::from(
                gap.actual.as_ref()?.bounds.as_ref()?.1.clone(),
            ))
        },
    ),
    (
        "distance",
        Gives::View("Quantity"),
        "how far it is short of the target; negative beyond it",
        "距目标值还差多少；超过则为负",
        |gap| gap.distance.clone().map(Dynamic::from),
    ),
    (
        "reason",
        Gives::View("Text"),
        "why it is undetermined and what would decide it; not set if it is decided",
        "为什么尚不能判定、怎样才能判定；已判定则无",
        |gap| match gap.verdict {
            GapVerdict::Undetermined(open) => Some(Dynamic::from(Wording(open.reason()))),
            _ => None,
        },
    ),
    (
        "is_on_plan",
        Gives::Value("bool"),
        "it is not due yet, and the value is where it should be by then; not set once it is due, or without baseline and dates",
        "尚未到期，且已达到届时应有的值；到期后，或没有基线和日期则无",
        |gap| gap.on_plan.map(Dynamic::from),
    ),
    (
        "cases",
        Gives::Value("integer"),
        "how many cases were looked at",
        "样本量",
        |gap| {
            i64::try_from(gap.actual.as_ref()?.n?)
                .ok()
                .map(Dynamic::from)
        },
    ),
    (
        "cases_needed",
        Gives::Value("integer"),
        "how many more cases would decide, if they went on as before",
        "若照此下去，还需多少件才能判定",
        |gap| match gap.verdict {
            GapVerdict::Undetermined(Open::TooFewCases { at_this_rate, .. }) => {
                i64::try_from(at_this_rate?).ok().map(Dynamic::from)
            }
            _ => None,
        },
    ),
    (
        "good_cases_needed",
        Gives::Value("integer"),
        "how many more cases, all of them good, would show the target met",
        "若此后件件合格，还需多少件才能证明达成",
        |gap| match gap.verdict {
            GapVerdict::Undetermined(Open::TooFewCases { if_all_good, .. }) => {
                i64::try_from(if_all_good?).ok().map(Dynamic::from)
            }
            _ => None,
        },
    ),
];

/// All properties of a gap.
fn properties() -> impl Iterator<Item = &'static GapProperty> {
    let further = YARDSTICKS.iter().chain(SIZES).chain(SERIES);
    GAP.iter().chain(further)
}

/// A property of a loop.
type LoopProperty = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&World, &ReworkLoop) -> Option<Dynamic>,
);

const LOOP: &[LoopProperty] = &[
    (
        "steps",
        Gives::List("step"),
        "the steps work can go round in",
        "循环中的工序",
        |_, found| {
            Some(list(
                found.steps.iter().map(|id| Object::<OfStep>::new(id.0)),
            ))
        },
    ),
    (
        "handoffs",
        Gives::List("handoff"),
        "the handoffs inside it",
        "循环内的交接",
        |_, found| {
            Some(list(
                found
                    .handoffs
                    .iter()
                    .map(|id| Object::<OfHandoff>::new(id.0)),
            ))
        },
    ),
    (
        "exits",
        Gives::List("handoff"),
        "the handoffs that lead out of it",
        "离开循环的交接",
        |_, found| {
            Some(list(
                found.exits.iter().map(|id| Object::<OfHandoff>::new(id.0)),
            ))
        },
    ),
    (
        "at_most",
        Gives::Value("integer"),
        "how many rounds are allowed; not set if no handoff in it says",
        "最多允许几轮；循环内的交接都没写则无",
        |_, found| found.at_most.map(Dynamic::from),
    ),
    (
        "may_end",
        Gives::Value("bool"),
        "one of its steps may end the work",
        "其中有工序可以结束工作",
        |_, found| Some(found.may_end.into()),
    ),
    (
        "has_dead_end",
        Gives::Value("bool"),
        "one of its steps hands nothing on",
        "其中有工序不再下交",
        |world, found| {
            let dead = |step| world.chain.is_dead_end(step);
            Some(found.steps.iter().copied().any(dead).into())
        },
    ),
    (
        "first",
        Gives::View("step"),
        "its first step",
        "第一道工序",
        |_, found| Some(Dynamic::from(Object::<OfStep>::new(found.steps.first()?.0))),
    ),
];

fn list<T: Clone + Send + Sync + 'static>(items: impl Iterator<Item = T>) -> Dynamic {
    items.map(Dynamic::from).collect::<Array>().into()
}

/// Teaches an engine gaps and loops.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<GapView>("gap");
    for (name, _, _, _, read) in properties() {
        engine.register_get(*name, move |gap: &mut GapView| -> Read {
            read(&gap.0).map_or_else(|| not_written("gap", name), Ok)
        });
    }
    engine.register_fn("has", |gap: &mut GapView, name: &str| {
        let property = properties().find(|property| property.0 == name);
        property.is_some_and(|property| (property.4)(&gap.0).is_some())
    });
    engine.register_type_with_name::<LoopView>("loop");
    for (name, _, _, _, read) in LOOP {
        let world = Arc::clone(world);
        engine.register_get(*name, move |found: &mut LoopView| -> Read {
            let found = &world.chain.loops[found.0];
            read(&world, found).map_or_else(|| not_written("loop", name), Ok)
        });
    }
    let world = Arc::clone(world);
    engine.register_fn("has", move |found: &mut LoopView, name: &str| {
        let property = LOOP.iter().find(|property| property.0 == name);
        let found = &world.chain.loops[found.0];
        property.is_some_and(|property| (property.4)(&world, found).is_some())
    });
}

/// Gaps and loops for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 2] {
    let listed = |name, gives, en, zh| Listed {
        name,
        gives,
        en,
        zh,
        written: false,
    };
    let gap = properties().map(|(name, gives, en, zh, _)| listed(name, *gives, en, zh));
    let rework = LOOP
        .iter()
        .map(|(name, gives, en, zh, _)| listed(name, *gives, en, zh));
    [("gap", gap.collect()), ("loop", rework.collect())].map(|(name, properties)| ViewSpec {
        name,
        properties,
        has_places: false,
    })
}
