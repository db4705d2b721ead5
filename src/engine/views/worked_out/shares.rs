//! Whose gap it is, and goals that are missed though every smaller one is met.

use rhai::{Array, Dynamic};

use super::{Fact, Facts, both, label, list, named, owner, rounded, share, shown, text, whole};
use crate::engine::views::World;
use crate::engine::views::objects::{Object, OfHandoff, OfStep};
use crate::engine::views::properties::Gives;
use crate::model::{GoalId, Target};
use crate::quantity::{Dimension, Quantity, half_up};
use crate::strategy::{Basis, Share, Shares, Shortfall};

/// Whose gap it is.
#[derive(Clone, Copy)]
pub(super) struct SharesView(GoalId);

/// What one part contributes, by its position.
#[derive(Clone, Copy)]
pub(super) struct PartView(GoalId, usize);

/// A goal that is missed though every smaller one is met.
#[derive(Clone, Copy)]
pub(super) struct ShortfallView(GoalId);

/// Whose gap it is, as a view; `None` where there is none, or it cannot be told.
pub(in crate::engine::views) fn shares(world: &World, goal: u32) -> Option<Dynamic> {
    let view = SharesView(GoalId(goal));
    of(world, view).map(|_| Dynamic::from(view))
}

/// The shortfall of a goal, as a view; `None` where its parts add up, or nothing is asked of them.
pub(in crate::engine::views) fn shortfall(world: &World, goal: u32) -> Option<Dynamic> {
    let view = ShortfallView(GoalId(goal));
    short(world, view).map(|_| Dynamic::from(view))
}

fn of(world: &World, view: SharesView) -> Option<&Shares> {
    world.strategy().get(view.0)?.shares.as_ref()
}

fn short(world: &World, view: ShortfallView) -> Option<&Shortfall> {
    let mut all = world.strategy().shortfalls.iter();
    all.find(|shortfall| shortfall.goal == view.0)
}

/// The one part that is to be named.
fn leader(world: &World, view: SharesView) -> Option<(&Shares, &Share)> {
    let shares =
        of(world, view).filter(|shares| shares.only().is_none() && !shares.is_mostly_unknown())?;
    match shares.leaders.as_deref()? {
        [one] => Some((shares, shares.parts.get(*one)?)),
        _ => None,
    }
}

fn part_of_gap(shares: &Shares, points: f64) -> Option<Dynamic> {
    (shares.gap > 0.0).then(|| as_read(points / shares.gap))?
}

/// A part of a gap as it reads in the table of the parts.
fn as_read(part: f64) -> Option<Dynamic> {
    let places = if part.abs() < 0.1 { 3 } else { 2 };
    share(half_up(part, places))
}

impl Facts for SharesView {
    const NAME: &'static str = "shares";
    const ALL: &'static [Fact<Self>] = &[
        (
            "leader",
            Gives::View("Text"),
            "the one step or handoff that comes first in at least 90 % of resamples; not set if none does, only one is measured, or more is in no measured part",
            "在至少 90 % 的重抽样中居首的那一个工序或交接；没有，只测量了一处，或更多不在已测量的部分，则无",
            |world, view| Some(text(label(world, leader(world, *view)?.1.of))),
        ),
        (
            "leader_owner",
            Gives::View("Text"),
            "who answers for it",
            "由谁负责",
            |world, view| owner(world, leader(world, *view)?.1.of).map(text),
        ),
        (
            "share_of_leader",
            Gives::View("Quantity"),
            "its share of the gap; above 100 % if others make up for some of it",
            "它占差距的比例；其他部分有所弥补时可超过 100 %",
            |world, view| {
                let (shares, part) = leader(world, *view)?;
                part_of_gap(shares, part.points)
            },
        ),
        (
            "not_cascaded",
            Gives::View("Quantity"),
            "the share of the gap that is asked of no part, 100 % at most: what other parts make up for is none of it; not set where nothing is asked of any",
            "差距中没有要求到任何部分的占比，最多 100 %（其他部分弥补的不算在内）；对各部分都没有要求则无",
            |world, view| {
                let shares = of(world, *view)?;
                let asked = shares.basis == Basis::LocalTargets;
                as_read(shares.share_not_cascaded().filter(|_| asked)?.min(1.0))
            },
        ),
        (
            "asked",
            Gives::Value("integer"),
            "of how many parts something is asked, by a goal on them or by who receives from them",
            "其中多少个部分有要求（其上的目标，或接收方的需求）",
            |world, view| {
                let parts = of(world, *view)?.parts.iter();
                whole(parts.filter(|part| part.local.is_some()).count())
            },
        ),
        (
            "parts",
            Gives::List("part"),
            "the parts, the largest contribution first",
            "各部分，贡献最大的在前",
            |world, view| {
                let parts = 0..of(world, *view)?.parts.len();
                let views = parts.map(|at| Dynamic::from(PartView(view.0, at)));
                Some(views.collect::<Array>().into())
            },
        ),
    ];
}

fn part<'w>(world: &'w World, view: &PartView) -> Option<(&'w Shares, &'w Share)> {
    let shares = of(world, SharesView(view.0))?;
    Some((shares, shares.parts.get(view.1)?))
}

/// A value of the network as one of the goal's kind; a difference of shares as points.
fn difference(world: &World, goal: GoalId, value: f64) -> Option<Dynamic> {
    let target = world.gaps.get(goal)?.target.as_ref()?;
    if target.dimension() == Dimension::Share {
        let point = Quantity::parse("1 pp").ok()?;
        return shown(&point.with_base(value));
    }
    let question = world.strategy().get(goal)?.question?;
    shown(&question.quantity(value, target)?)
}

impl Facts for PartView {
    const NAME: &'static str = "part";
    const ALL: &'static [Fact<Self>] = &[
        (
            "name",
            Gives::View("Text"),
            "what people call the step or handoff",
            "工序或交接的名称",
            |world, view| Some(text(label(world, part(world, view)?.1.of))),
        ),
        (
            "owner",
            Gives::View("Text"),
            "who answers for it",
            "由谁负责",
            |world, view| owner(world, part(world, view)?.1.of).map(text),
        ),
        (
            "step",
            Gives::View("step"),
            "the step; not set if it is a handoff",
            "该工序；是交接则无",
            |world, view| match part(world, view)?.1.of {
                Target::Step(id) => Some(Dynamic::from(Object::<OfStep>::new(id.0))),
                _ => None,
            },
        ),
        (
            "handoff",
            Gives::View("handoff"),
            "the handoff; not set if it is a step",
            "该交接；是工序则无",
            |world, view| match part(world, view)?.1.of {
                Target::Handoff(id) => Some(Dynamic::from(Object::<OfHandoff>::new(id.0))),
                _ => None,
            },
        ),
        (
            "share",
            Gives::View("Quantity"),
            "its share of the gap; negative if it makes up for others",
            "占差距的比例；弥补其他部分则为负",
            |world, view| {
                let (shares, part) = part(world, view)?;
                part_of_gap(shares, part.points)
            },
        ),
        (
            "is_asked",
            Gives::Value("bool"),
            "something is asked of it, by a goal on it or by who receives from it",
            "对它有要求（其上的目标，或接收方的需求）",
            |world, view| Some(part(world, view)?.1.local.is_some().into()),
        ),
        (
            "points",
            Gives::View("Quantity"),
            "what it contributes to the gap",
            "对差距的贡献量",
            |world, view| difference(world, view.0, part(world, view)?.1.points),
        ),
        (
            "fix_one",
            Gives::View("Quantity"),
            "what the whole gains if only this part does what is asked of it; not set where nothing is",
            "只有此处做到所要求的，整体可得多少；没有要求则无",
            |world, view| difference(world, view.0, part(world, view)?.1.fix_one?),
        ),
    ];
}

impl Facts for ShortfallView {
    const NAME: &'static str = "shortfall";
    const ALL: &'static [Fact<Self>] = &[
        (
            "reached",
            Gives::View("Quantity"),
            "what it comes to if each part does exactly what its own goal or receiver asks, at most where only ends are known; parts nothing is asked of count as today",
            "各部分恰好做到各自目标或接收方所要求的，能得到的值（只知道两端时为上限）；没有要求的部分按现状计",
            |world, view| shown(&short(world, *view)?.reached),
        ),
        (
            "comes_to",
            Gives::View("Text"),
            "the same in words, with “at most” or “at least” where only one end is known",
            "同上，写成文字；只知道一端时写明“至多”或“至少”",
            |world, view| {
                let short = short(world, *view)?;
                let value = rounded(&short.reached);
                Some(text(both(|lang| short.side.said(&value.show(lang), lang))))
            },
        ),
        (
            "at_least",
            Gives::View("Quantity"),
            "what it comes to at least; not set where what is asked of the parts says all",
            "至少能得到的值；各部分的要求已能完全确定时则无",
            |world, view| shown(short(world, *view)?.at_least.as_ref()?),
        ),
        (
            "target",
            Gives::View("Quantity"),
            "what it asks for",
            "目标值",
            |world, view| Some(Dynamic::from(short(world, *view)?.target.clone())),
        ),
        (
            "is_for_sure",
            Gives::Value("bool"),
            "it is missed even if the parts nothing is asked of lose nothing and do not wait at all",
            "即使没有要求的部分毫无损失、毫不等待，也达不到",
            |world, view| Some(short(world, *view)?.for_sure.into()),
        ),
        (
            "parts",
            Gives::List("Text"),
            "the parts something is asked of, with what that is",
            "有要求的部分及其要求",
            |world, view| {
                let parts = short(world, *view)?.parts.iter();
                list(parts.map(|one| named(world, one.of, one.what, &one.value)))
            },
        ),
        (
            "unasked",
            Gives::Value("integer"),
            "how many further parts nothing is asked of",
            "另有多少个部分没有要求",
            |world, view| whole(short(world, *view)?.unasked),
        ),
    ];
}
