//! What the strategy stage works out of goals and processes, as scripts hold it.
//!
//! Each view is a key to what the world has worked out; a property that is not known is not set.

mod complaints;
mod process;
mod promises;
mod reach;
mod shares;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine, EvalAltResult};

pub(super) use self::complaints::of_handoff as complaint_rate;
pub(super) use self::process::{load, times};
pub(super) use self::promises::broken;
pub(super) use self::reach::{closing, reach};
pub(super) use self::shares::{shares, shortfall};

use super::properties::{Gives, Listed, ViewSpec};
use super::{Wording, World, not_written};
use crate::finding::{Subject, SubjectKind};
use crate::lang::{Lang, Text};
use crate::load::Choice;
use crate::load::document::StandardMeasure;
use crate::model::Target;
use crate::quantity::Quantity;

/// A property: its name, what it gives, its two descriptions, how to read it.
type Fact<T> = (
    &'static str,
    Gives,
    &'static str,
    &'static str,
    fn(&World, &T) -> Option<Dynamic>,
);

/// A view that is made of facts.
trait Facts: Clone + Send + Sync + 'static {
    /// Its name in scripts.
    const NAME: &'static str;
    /// Its properties.
    const ALL: &'static [Fact<Self>];
}

/// Teaches an engine everything that is worked out.
pub(super) fn register(engine: &mut Engine, world: &Arc<World>) {
    teach::<reach::ReachView>(engine, world);
    teach::<reach::ClosingView>(engine, world);
    teach::<shares::SharesView>(engine, world);
    teach::<shares::PartView>(engine, world);
    teach::<shares::ShortfallView>(engine, world);
    teach::<process::LoadView>(engine, world);
    teach::<process::TimeView>(engine, world);
    teach::<promises::PromiseView>(engine, world);
    teach::<complaints::ComparedView>(engine, world);
}

/// Everything that is worked out, for the manual and the lint.
pub(super) fn specs() -> [ViewSpec; 9] {
    [
        spec::<reach::ReachView>(),
        spec::<reach::ClosingView>(),
        spec::<shares::SharesView>(),
        spec::<shares::PartView>(),
        spec::<shares::ShortfallView>(),
        spec::<process::LoadView>(),
        spec::<process::TimeView>(),
        spec::<promises::PromiseView>(),
        spec::<complaints::ComparedView>(),
    ]
}

fn teach<T: Facts>(engine: &mut Engine, world: &Arc<World>) {
    engine.register_type_with_name::<T>(T::NAME);
    for (name, _, _, _, read) in T::ALL {
        let world = Arc::clone(world);
        engine.register_get(
            *name,
            move |view: &mut T| -> Result<Dynamic, Box<EvalAltResult>> {
                read(&world, view).map_or_else(|| not_written(T::NAME, name), Ok)
            },
        );
    }
    let world = Arc::clone(world);
    engine.register_fn("has", move |view: &mut T, name: &str| {
        let property = T::ALL.iter().find(|property| property.0 == name);
        property.is_some_and(|property| (property.4)(&world, view).is_some())
    });
}

fn spec<T: Facts>() -> ViewSpec {
    let listed = T::ALL.iter().map(|(name, gives, en, zh, _)| Listed {
        name,
        gives: *gives,
        en,
        zh,
        written: false,
    });
    ViewSpec {
        name: T::NAME,
        properties: listed.collect(),
        has_places: false,
    }
}

/// With as many digits as a person reads.
fn rounded(value: &Quantity) -> Quantity {
    value.rounded()
}

fn shown(value: &Quantity) -> Option<Dynamic> {
    Some(Dynamic::from(value.clone()))
}

/// A share without the last digits, in which what was reckoned on two ways differs.
fn share(part: f64) -> Option<Dynamic> {
    let kept = (part * 1e9).round() / 1e9;
    kept.is_finite().then(|| shown(&Quantity::share(kept)))?
}

fn whole(number: usize) -> Option<Dynamic> {
    i64::try_from(number).ok().map(Dynamic::from)
}

fn text(text: Text) -> Dynamic {
    Dynamic::from(Wording(text))
}

fn list(items: impl Iterator<Item = Text>) -> Option<Dynamic> {
    Some(items.map(text).collect::<Array>().into())
}

/// A text that is made in each language.
fn both(say: impl Fn(Lang) -> String) -> Text {
    let of = |lang| Some(say(lang).into_boxed_str());
    Text::bilingual(of(Lang::En), of(Lang::Zh))
}

fn subject(of: Target) -> Option<Subject> {
    let (kind, number) = match of {
        Target::Step(id) => (SubjectKind::Step, id.0),
        Target::Handoff(id) => (SubjectKind::Handoff, id.0),
        Target::Process(id) => (SubjectKind::Process, id.0),
        Target::Organization => return None,
    };
    Some(Subject { kind, number })
}

/// What people call an object.
fn label(world: &World, of: Target) -> Text {
    subject(of).map_or_else(Text::default, |subject| world.label(subject))
}

/// Who answers for an object.
fn owner(world: &World, of: Target) -> Option<Text> {
    world.owner(subject(of)?).cloned()
}

/// An object by what people call it, with a value.
fn with_value(world: &World, of: Target, value: &Quantity) -> Text {
    let (name, value) = (label(world, of), rounded(value));
    both(|lang| format!("{} {}", name.get(lang), value.show(lang)))
}

/// The same, with which of the usual measures of it is meant, where that is said.
fn named(world: &World, of: Target, what: Option<StandardMeasure>, value: &Quantity) -> Text {
    let Some(what) = what else {
        return with_value(world, of, value);
    };
    let ((en, zh), value) = (StandardMeasure::WORDS[what.position()], rounded(value));
    both(|lang| format!("{} {}", lang.pick(en, zh), value.show(lang)))
}

/// Keys that are not written, as `process/id.key`.
fn lacking(world: &World, keys: &[(Target, &'static str)]) -> Option<Dynamic> {
    let named = keys.iter().filter_map(|(of, key)| {
        let id = world.id(subject(*of)?);
        Some(Text::plain(format!("{id}.{key}")))
    });
    list(named)
}
