//! Needs that the criteria do not keep, as scripts hold them.

use std::sync::Arc;

use rhai::{Array, Dynamic, Engine};

use super::World;
use super::properties::{Gives, Listed, ViewSpec};
use super::values::StatementView;
use crate::load::Statement;
use crate::model::needs::{Kept, not_kept};

/// A need with its position, and the criterion that falls short of it with its own.
#[derive(Clone)]
pub(in crate::engine) struct NeedView {
    need: Arc<Statement>,
    index: usize,
    criterion: Option<(Arc<Statement>, usize)>,
}

/// The needs of a handoff of which `wanted` is true, as a list.
pub(super) fn list(world: &World, handoff: u32, wanted: fn(Kept) -> bool) -> Dynamic {
    let record = &world.chain.handoffs[handoff as usize].record;
    let view = |(index, kept): (usize, Kept)| {
        let need = record.customer.as_ref()?.needs.get(index)?;
        let at = match kept {
            Kept::Weaker(at) | Kept::Unclear(at) => Some(at),
            Kept::Yes | Kept::Unchecked => None,
        };
        let criterion = at.and_then(|at| Some((record.supplier.as_ref()?.criteria.get(at)?, at)));
        Some(Dynamic::from(NeedView {
            need: Arc::clone(need),
            index,
            criterion: criterion.map(|(criterion, at)| (Arc::clone(criterion), at)),
        }))
    };
    let found = not_kept(record).filter(|(_, kept)| wanted(*kept));
    found.filter_map(view).collect::<Array>().into()
}

/// The positions of the criteria on whose subject the receiver has no need.
pub(super) fn unasked(world: &World, handoff: u32) -> Dynamic {
    let record = &world.chain.handoffs[handoff as usize].record;
    let needs = record.customer.as_ref().map_or(&[][..], |side| &side.needs);
    let criteria = record
        .supplier
        .as_ref()
        .map_or(&[][..], |side| &side.criteria);
    let unasked = (0_i64..)
        .zip(criteria)
        .filter(|(_, criterion)| !needs.iter().any(|need| need.same_subject(criterion)));
    unasked.map(|(at, _)| at.into()).collect::<Array>().into()
}

/// Whether some need of a handoff has a criterion on its subject.
pub(super) fn any_checked(world: &World, handoff: u32) -> bool {
    let record = &world.chain.handoffs[handoff as usize].record;
    let needs = record.customer.as_ref().map_or(0, |side| side.needs.len());
    let unchecked = not_kept(record).filter(|(_, kept)| *kept == Kept::Unchecked);
    unchecked.count() < needs
}

/// Teaches an engine needs.
pub(super) fn register(engine: &mut Engine) {
    let position = |index: usize| i64::try_from(index).unwrap_or(i64::MAX);
    engine.register_type_with_name::<NeedView>("Need");
    engine.register_get("need", |view: &mut NeedView| {
        StatementView(Arc::clone(&view.need))
    });
    engine.register_get("index", move |view: &mut NeedView| position(view.index));
    engine.register_get("criterion", |view: &mut NeedView| {
        let criterion = view.criterion.as_ref();
        criterion.map_or(Dynamic::UNIT, |(criterion, _)| {
            Dynamic::from(StatementView(Arc::clone(criterion)))
        })
    });
    engine.register_get("criterion_index", move |view: &mut NeedView| {
        view.criterion.as_ref().map_or(-1, |(_, at)| position(*at))
    });
}

/// Needs for the manual and the lint.
pub(super) fn spec() -> ViewSpec {
    let listed = |name, gives, en, zh| Listed {
        name,
        gives,
        en,
        zh,
        written: false,
    };
    ViewSpec {
        name: "need",
        properties: vec![
            listed("need", Gives::View("Statement"), "what is needed", "需求"),
            listed(
                "index",
                Gives::Value("integer"),
                "its position in `customer.needs`, from 0",
                "在 `customer.needs` 中的位置，从 0 起",
            ),
            listed(
                "criterion",
                Gives::View("Statement"),
                "the first criterion on its subject that falls short",
                "同一事项上第一个不够严的准则",
            ),
            listed(
                "criterion_index",
                Gives::Value("integer"),
                "the position of that criterion in `supplier.criteria`, from 0",
                "该准则在 `supplier.criteria` 中的位置，从 0 起",
            ),
        ],
        has_places: false,
    }
}
