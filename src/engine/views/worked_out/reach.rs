//! Whether a goal can be reached, and what would close its gap.

use rhai::Dynamic;

use super::{Fact, Facts, both, label, lacking, list, named, rounded, shown, text};
use crate::engine::views::World;
use crate::engine::views::properties::Gives;
use crate::lang::{Lang, Text};
use crate::load::Choice;
use crate::model::GoalId;
use crate::quantity::Quantity;
use crate::strategy::certificate::Term;
use crate::strategy::wording;
use crate::strategy::{
    Attainable, Certificate, Class, Closing, GoalStrategy, Made, Move, Reason, Remedy, Shows,
};

/// Whether a goal can be reached.
#[derive(Clone, Copy)]
pub(super) struct ReachView(GoalId);

/// What would close the gap of a goal.
#[derive(Clone, Copy)]
pub(super) struct ClosingView(GoalId);

/// Whether a goal can be reached, as a view.
pub(in crate::engine::views) fn reach(world: &World, goal: u32) -> Option<Dynamic> {
    world.strategy().get(GoalId(goal))?;
    Some(Dynamic::from(ReachView(GoalId(goal))))
}

/// What would close the gap of a goal, as a view; `None` where nothing has to be closed.
pub(in crate::engine::views) fn closing(world: &World, goal: u32) -> Option<Dynamic> {
    world.strategy().get(GoalId(goal))?.closing.as_ref()?;
    Some(Dynamic::from(ClosingView(GoalId(goal))))
}

fn of(world: &World, view: ReachView) -> Option<&Attainable> {
    Some(&world.strategy().get(view.0)?.attainable)
}

fn certificate(world: &World, view: ReachView) -> Option<&Certificate> {
    of(world, view)?.certificate()
}

/// The class that the chain alone shows.
fn chain_class(attainable: &Attainable) -> Option<Class> {
    let mut reasons = attainable.reasons.iter();
    let is_worked_out = |reason: &Reason| matches!(reason, Reason::Chain(_) | Reason::Both { .. });
    reasons.find_map(|(class, reason)| is_worked_out(reason).then_some(*class))
}

/// The term that does most to make the bound what it is.
fn binding(certificate: &Certificate) -> Option<&Term> {
    let terms = certificate.terms.iter();
    let pick = |better: fn(f64, f64) -> bool| {
        terms.reduce(move |one, other| {
            if better(other.value.base(), one.value.base()) {
                other
            } else {
                one
            }
        })
    };
    match certificate.made {
        Made::Sum | Made::Bottleneck => pick(|other, one| other > one),
        Made::Product | Made::Network | Made::Both | Made::Cut => pick(|other, one| other < one),
    }
}

impl Facts for ReachView {
    const NAME: &'static str = "reach";
    const ALL: &'static [Fact<Self>] = &[
        (
            "class",
            Gives::Value("word"),
            "\"impossible\", \"needs-redesign\", \"demanding\", \"plausible\", \"already-met\" or \"undetermined\"",
            "\"impossible\"（不可能）、\"needs-redesign\"（须改变流程）、\"demanding\"（有难度）、\"plausible\"（可达到）、\"already-met\"（已达成）或 \"undetermined\"（尚不能判定）",
            |world, view| Some(of(world, *view)?.class.word().into()),
        ),
        (
            "by_chain",
            Gives::Value("word"),
            "the class that the chain alone shows, whatever past figures say; not set where it cannot be worked out",
            "只看链条（不看历史数据）得出的等级；无法计算则无",
            |world, view| Some(chain_class(of(world, *view)?)?.word().into()),
        ),
        (
            "is_impossible",
            Gives::Value("bool"),
            "it is shown to be beyond what the chain can give",
            "已证明超出链条所能给出的",
            |world, view| Some((of(world, *view)?.class == Class::Impossible).into()),
        ),
        (
            "why_not",
            Gives::View("Text"),
            "why the chain cannot be worked out, with what to write; not set where it can be",
            "链条为什么无法计算，以及该写什么；可以计算则无",
            |world, view| {
                let (sketch, faults) = &**world.strategy().get(view.0)?.faults.as_ref()?;
                let why = |lang| wording::faults(&world.chain, sketch, faults, lang).into_iter();
                Some(text(both(|lang| why(lang).next().unwrap_or_default())))
            },
        ),
        (
            "bound",
            Gives::View("Quantity"),
            "what the chain gives, worked out; not set where it cannot be",
            "链条给出的值（计算所得）；无法计算则无",
            |world, view| shown(&certificate(world, *view)?.bound),
        ),
        (
            "shows",
            Gives::Value("word"),
            "what the bound is a bound of: \"at-best\" (with every lever pulled as far as it goes), \"least\" (no case is quicker), \"typical\" (half of the cases take longer) or \"today\" (the chain as it is)",
            "该值是什么的界限：\"at-best\"（所有杠杆用到头）、\"least\"（没有更快的）、\"typical\"（约一半更慢）或 \"today\"（照现状）",
            |world, view| {
                Some(
                    match certificate(world, *view)?.shows {
                        Shows::AtBest => "at-best",
                        Shows::Least => "least",
                        Shows::Typical => "typical",
                        Shows::Today => "today",
                    }
                    .into(),
                )
            },
        ),
        (
            "binding",
            Gives::View("Text"),
            "the step or handoff that does most to make the bound what it is: the longest time, the lowest yield, the bottleneck",
            "对该值起决定作用的工序或交接：时间最长的、合格率最低的、瓶颈",
            |world, view| {
                let term = binding(certificate(world, *view)?)?;
                Some(text(label(world, term.of)))
            },
        ),
        (
            "binding_value",
            Gives::View("Quantity"),
            "its time or yield; of a bottleneck the load that the target asks of it",
            "其时间或合格率；瓶颈则为目标要求的负荷",
            |world, view| shown(&binding(certificate(world, *view)?)?.value),
        ),
        (
            "terms",
            Gives::List("Text"),
            "what the bound is made of: each step or handoff with its time, yield or load",
            "该值由什么构成：逐个工序或交接及其时间、合格率或负荷",
            |world, view| {
                let terms = certificate(world, *view)?.terms.iter();
                list(terms.map(|term| named(world, term.of, term.what, &term.value)))
            },
        ),
        (
            "grade",
            Gives::Value("word"),
            "the weakest grade of what the bound is made of: declared, estimated, sampled, logged or customer-confirmed",
            "构成该值的数据中最弱的等级：declared、estimated、sampled、logged 或 customer-confirmed",
            |world, view| Some(certificate(world, *view)?.grade?.word().into()),
        ),
        (
            "lacks",
            Gives::List("Text"),
            "keys that are not written and count as what flatters the target, such as \"bakery/bake.touch.min\"",
            "没写、按对目标最有利计的键，例如 \"bakery/bake.touch.min\"",
            |world, view| lacking(world, &certificate(world, *view)?.lacking),
        ),
    ];
}

fn found(world: &World, view: ClosingView) -> Option<&Closing> {
    let strategy: &GoalStrategy = world.strategy().get(view.0)?;
    strategy.closing.as_ref()
}

/// The cheapest set of changes, or the one that comes nearest.
fn first(closing: &Closing) -> Option<&Remedy> {
    match closing {
        Closing::Remedies { remedies, .. } => remedies.first(),
        Closing::OutOfReach(nearest) => Some(nearest),
    }
}

fn moves(world: &World, remedy: &Remedy) -> Text {
    let said = |one: &Move, lang: Lang| {
        let lever = world.chain.levers.get(one.lever)?;
        let what = label(world, lever.changes?);
        let (from, to) = (rounded(&one.from), rounded(&one.to));
        let key = lever.record.parameter.word();
        let name = lever.record.text.get(lang);
        let what = what.get(lang);
        let (from, to) = (from.show(lang), to.show(lang));
        Some(lang.pick(
            format!("{name} ({key} of {what}: {from} → {to})"),
            format!("{name}（{what} 的 {key}：{from} → {to}）"),
        ))
    };
    both(|lang| {
        let all = remedy.moves.iter().filter_map(|one| said(one, lang));
        all.collect::<Vec<_>>().join(lang.pick(" and ", "，并且 "))
    })
}

impl Facts for ClosingView {
    const NAME: &'static str = "closing";
    const ALL: &'static [Fact<Self>] = &[
        (
            "can_close",
            Gives::Value("bool"),
            "changes within the ranges of the levers turn the goal",
            "在杠杆可变范围内有办法达成",
            |world, view| Some(matches!(found(world, *view)?, Closing::Remedies { .. }).into()),
        ),
        (
            "cheapest",
            Gives::View("Text"),
            "the cheapest changes that turn it; not set if none do",
            "达成目标的最省的改变；没有则无",
            |world, view| match found(world, *view)? {
                Closing::Remedies { remedies, .. } => Some(text(moves(world, remedies.first()?))),
                Closing::OutOfReach(_) => None,
            },
        ),
        (
            "nearest",
            Gives::View("Text"),
            "the changes that come nearest, where none turn it",
            "都不能达成时，最接近的改变",
            |world, view| match found(world, *view)? {
                Closing::OutOfReach(nearest) => Some(text(moves(world, nearest))),
                Closing::Remedies { .. } => None,
            },
        ),
        (
            "cost",
            Gives::View("Quantity"),
            "what these changes cost; not set where no lever has a cost",
            "这些改变的花费；杠杆都没写成本则无",
            |world, view| {
                let cost: &Quantity = first(found(world, *view)?)?.cost.as_ref()?;
                shown(cost)
            },
        ),
        (
            "value",
            Gives::View("Quantity"),
            "the value of the goal after them",
            "改变之后目标的值",
            |world, view| shown(&first(found(world, *view)?)?.value),
        ),
    ];
}
