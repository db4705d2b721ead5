//! Promises that the giver's own criteria or the figures show cannot be kept.

use std::sync::Arc;

use rhai::{Array, Dynamic};

use super::{Fact, Facts, whole};
use crate::engine::views::properties::Gives;
use crate::engine::views::{FigureView, StatementView, World};
use crate::load::Statement;
use crate::measure::GapVerdict;
use crate::measure::promised::promised;
use crate::model::needs::{Kept, kept};
use crate::model::{FigureId, HandoffId};

/// A promise that is not kept: its handoff, its position, and what shows it.
#[derive(Clone, Copy)]
pub(super) struct PromiseView {
    handoff: HandoffId,
    index: usize,
    criterion: Option<usize>,
    figure: Option<FigureId>,
}

/// The promises of a handoff that cannot be kept, as a list.
pub(in crate::engine::views) fn broken(world: &World, handoff: u32) -> Option<Dynamic> {
    let handoff = HandoffId(handoff);
    let supplier = world.chain.handoff(handoff).record.supplier.as_ref();
    let Some(supplier) = supplier else {
        return Some(Array::new().into());
    };
    let shown = promised(&world.chain, handoff, world.as_of());
    let broken = supplier
        .promises
        .iter()
        .enumerate()
        .map(|(index, promise)| {
            let criterion = match kept(promise, &supplier.criteria) {
                Kept::Weaker(at) => Some(at),
                Kept::Yes | Kept::Unchecked | Kept::Unclear(_) => None,
            };
            let missed = |one: &&crate::measure::promised::Promised| {
                one.index == index && one.verdict == GapVerdict::NotMet
            };
            PromiseView {
                handoff,
                index,
                criterion,
                figure: shown.iter().find(missed).map(|one| one.figure),
            }
        });
    let broken = broken.filter(|one| one.criterion.is_some() || one.figure.is_some());
    Some(broken.map(Dynamic::from).collect::<Array>().into())
}

fn promise<'w>(world: &'w World, view: &PromiseView) -> Option<&'w Arc<Statement>> {
    let supplier = world.chain.handoff(view.handoff).record.supplier.as_ref()?;
    supplier.promises.get(view.index)
}

impl Facts for PromiseView {
    const NAME: &'static str = "promise";
    const ALL: &'static [Fact<Self>] = &[
        (
            "promise",
            Gives::View("Statement"),
            "the promise",
            "该承诺",
            |world, view| {
                let promise = promise(world, view)?;
                Some(Dynamic::from(StatementView(Arc::clone(promise))))
            },
        ),
        (
            "index",
            Gives::Value("integer"),
            "its position in `supplier.promises`, from 0",
            "在 `supplier.promises` 中的位置，从 0 起",
            |_, view| whole(view.index),
        ),
        (
            "criterion",
            Gives::View("Statement"),
            "the first criterion on its subject that lets through what it rules out; not set if none does",
            "同一事项上放行了承诺所不允许之物的第一个准则；没有则无",
            |world, view| {
                let supplier = world.chain.handoff(view.handoff).record.supplier.as_ref()?;
                let criterion = supplier.criteria.get(view.criterion?)?;
                Some(Dynamic::from(StatementView(Arc::clone(criterion))))
            },
        ),
        (
            "criterion_index",
            Gives::Value("integer"),
            "the position of that criterion in `supplier.criteria`, from 0",
            "该准则在 `supplier.criteria` 中的位置，从 0 起",
            |_, view| whole(view.criterion?),
        ),
        (
            "figure",
            Gives::View("figure"),
            "the figure that shows it missed; not set if none does",
            "证明没有守住的观测值；没有则无",
            |_, view| Some(Dynamic::from(FigureView(view.figure?))),
        ),
    ];
}
