//! The strategy gap as text and as JSON: a table of all goals, one goal in full, and a comparison
//! of a model with what it would be after changes.

mod apart;
mod chain;
mod chain_json;
mod compare;
mod json;
mod reach;
mod shares_json;
mod table;
mod twice;
mod whose;
mod why;
pub(super) mod words;

pub use chain::chain;
pub use compare::{compared, compared_json};
pub use json::{SCHEMA, json, json_with_chain};
pub use table::table;
pub use why::why;

pub(in crate::report) use reach::reachable;
pub(in crate::report) use words::class as class_word;

use crate::engine::World;
use crate::finding::SubjectKind;
use crate::lang::Lang;
use crate::measure::Gap;
use crate::model::GoalId;
use crate::source::Sources;
use crate::strategy::GoalStrategy;

use super::summary::Scope;

/// What is shown, and how.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The chain with its gaps.
    pub world: &'v World,
    /// The texts it was read from.
    pub sources: &'v Sources,
    /// Which goals.
    pub scope: &'v Scope,
    /// The language.
    pub lang: Lang,
}

/// One goal with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct One<'v> {
    pub(super) id: GoalId,
    pub(super) gap: &'v Gap,
    pub(super) strategy: &'v GoalStrategy,
}

impl<'v> View<'v> {
    /// The goals in scope.
    pub(in crate::report) fn goals(&self) -> impl Iterator<Item = One<'v>> + 'v {
        let (world, scope) = (self.world, self.scope);
        let goals = world.of_kind(SubjectKind::Goal).zip(world.gaps.iter());
        let chosen = goals.filter(move |(subject, _)| scope.includes(world, *subject));
        chosen.zip_strategy(world)
    }

    /// `process/id` of a goal.
    pub(super) fn goal_id(&self, id: GoalId) -> String {
        let goal = self.world.chain.goal(id);
        self.world
            .chain
            .full_id(goal.process, goal.record.id.as_str())
    }
}

/// Pairs gaps with what was worked out for their goals.
trait ZipStrategy<'v>: Iterator<Item = (crate::finding::Subject, &'v Gap)> + Sized {
    fn zip_strategy(self, world: &'v World) -> impl Iterator<Item = One<'v>> {
        self.filter_map(|(_, gap)| {
            Some(One {
                id: gap.goal,
                gap,
                strategy: world.strategy().get(gap.goal)?,
            })
        })
    }
}

impl<'v, I: Iterator<Item = (crate::finding::Subject, &'v Gap)>> ZipStrategy<'v> for I {}
