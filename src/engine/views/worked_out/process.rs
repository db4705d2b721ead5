//! What is asked of a process as a whole: how much, and how soon.

use std::sync::Arc;

use rhai::{Array, Dynamic};

use super::{Fact, Facts, both, label, lacking, list, share, shown, text, with_value};
use crate::engine::views::objects::{Object, OfHandoff, OfStep};
use crate::engine::views::properties::Gives;
use crate::engine::views::{StatementView, World};
use crate::lang::Text;
use crate::model::{ProcessId, Target};
use crate::quantity::Quantity;
use crate::strategy::{OtherCases, ProcessLoad, TimeAsked};

/// What the demand on a process asks of its bottleneck, by its position.
#[derive(Clone, Copy)]
pub(super) struct LoadView(usize);

/// A lead time that is asked of what leaves a process, by its position.
#[derive(Clone, Copy)]
pub(super) struct TimeView(usize);

/// The load of a process, as a view; `None` without a demand, or where it cannot be told.
pub(in crate::engine::views) fn load(world: &World, process: u32) -> Option<Dynamic> {
    let mut all = world.strategy().loads.iter();
    let at = all.position(|load| load.process == ProcessId(process))?;
    Some(Dynamic::from(LoadView(at)))
}

/// The lead times that are asked of what leaves a process, as a list.
pub(in crate::engine::views) fn times(world: &World, process: u32) -> Option<Dynamic> {
    let all = world.strategy().times.iter().enumerate();
    let own = all.filter(|(_, time)| time.process == ProcessId(process));
    let views = own.map(|(at, _)| Dynamic::from(TimeView(at)));
    Some(views.collect::<Array>().into())
}

/// The step that is loaded most, or those that are only together.
fn bottleneck(world: &World, load: &ProcessLoad) -> Text {
    if load.together.is_empty() {
        return label(world, Target::Step(load.step));
    }
    let names = load.together.iter();
    let names: Vec<Text> = names.map(|id| label(world, Target::Step(*id))).collect();
    both(|lang| {
        let each: Vec<&str> = names.iter().map(|name| name.get(lang)).collect();
        let list = each.join(lang.pick(" + ", "＋"));
        lang.pick(format!("{list} together"), format!("{list} 合计"))
    })
}

/// A step, with the cases that its log counts.
fn other_cases(world: &World, one: &OtherCases) -> Text {
    let step = label(world, Target::Step(one.step));
    let log = &world.chain.logs[one.log].record.id.as_str();
    let rate = crate::quantity::half_up_text(one.per_day, 1);
    both(|lang| {
        let step = step.get(lang);
        lang.pick(
            format!("{step} ({rate} times a day in “{log}”)"),
            format!("{step}（日志“{log}”中每天 {rate} 次）"),
        )
    })
}

fn loaded(world: &World, view: LoadView) -> Option<&ProcessLoad> {
    world.strategy().loads.get(view.0)
}

impl Facts for LoadView {
    const NAME: &'static str = "load";
    const ALL: &'static [Fact<Self>] = &[
        (
            "step",
            Gives::View("step"),
            "the step that is loaded most",
            "负荷最高的工序",
            |world, view| {
                let step = loaded(world, *view)?.step;
                Some(Dynamic::from(Object::<OfStep>::new(step.0)))
            },
        ),
        (
            "name",
            Gives::View("Text"),
            "its name; of steps side by side that bound it only together, all of them",
            "其名称；几道并行工序合在一起才是瓶颈的，为各工序的名称",
            |world, view| Some(text(bottleneck(world, loaded(world, *view)?))),
        ),
        (
            "share",
            Gives::View("Quantity"),
            "the part of its capacity that the demand asks for; above 100 % it cannot serve it",
            "需求占其产能的比例；超过 100 % 则满足不了",
            |world, view| share(loaded(world, *view)?.load),
        ),
        (
            "near",
            Gives::List("Text"),
            "the steps whose load is within 5 % of the highest, with their loads, the highest first",
            "负荷与最高者相差不超过 5 % 的工序及其负荷，最高的在前",
            |world, view| {
                let near = loaded(world, *view)?.near.iter();
                list(near.map(|(step, load)| {
                    with_value(world, Target::Step(*step), &Quantity::share(*load))
                }))
            },
        ),
        (
            "taken_as_one",
            Gives::List("Text"),
            "of these steps, or of those side by side, the names of those that do not say `servers`; one was taken",
            "其中（或合成瓶颈的各工序中）没写 `servers`、按 1 计的工序",
            |world, view| {
                let steps = loaded(world, *view)?.assumed.iter();
                list(steps.map(|step| label(world, Target::Step(*step))))
            },
        ),
        (
            "greatest",
            Gives::View("Quantity"),
            "the most the process can give, as a rate like its demand",
            "流程最多能给出多少（与需求同单位）",
            |world, view| shown(&loaded(world, *view)?.greatest),
        ),
        (
            "other_cases",
            Gives::List("Text"),
            "steps whose touch time a log shows by cases that are not what the demand counts, with how often a day which log shows work there: what is written as their `touch` or `capacity` counts for the load",
            "日志的个案与需求所计的不是同一种东西的工序（附日志中每天做几次）：其负荷按所写的 `touch` 或 `capacity` 计算",
            |world, view| {
                let others = loaded(world, *view)?.other_cases.iter();
                list(others.map(|one| other_cases(world, one)))
            },
        ),
        (
            "unknown",
            Gives::List("Text"),
            "steps of which nobody knows what they can bear: neither `capacity` nor a `touch` of what the demand counts; the load of the others says nothing of them",
            "不知道能承受多少的工序：既没有 `capacity`，也没有按需求所计之物的 `touch`；其他工序的负荷说明不了它们",
            |world, view| {
                let lacking = loaded(world, *view)?.lacking.iter();
                let steps = lacking.filter(|(_, key)| *key == "capacity");
                list(steps.map(|(step, _)| label(world, *step)))
            },
        ),
        (
            "lacks",
            Gives::List("Text"),
            "keys that are not written; the load is at least what it is without them",
            "没写的键；负荷至少如此",
            |world, view| lacking(world, &loaded(world, *view)?.lacking),
        ),
    ];
}

fn asked(world: &World, view: TimeView) -> Option<&TimeAsked> {
    world.strategy().times.get(view.0)
}

impl Facts for TimeView {
    const NAME: &'static str = "time_asked";
    const ALL: &'static [Fact<Self>] = &[
        (
            "handoff",
            Gives::View("handoff"),
            "the handoff that leaves the process",
            "离开流程的交接",
            |world, view| {
                let handoff = asked(world, *view)?.handoff;
                Some(Dynamic::from(Object::<OfHandoff>::new(handoff.0)))
            },
        ),
        (
            "words",
            Gives::View("Statement"),
            "the need, or the promise",
            "该需求或承诺",
            |world, view| {
                let words = &asked(world, *view)?.words;
                Some(Dynamic::from(StatementView(Arc::clone(words))))
            },
        ),
        (
            "is_need",
            Gives::Value("bool"),
            "the receiver states it, as a need; else the giver promises it",
            "由接收方提出（需求）；否则为交出方的承诺",
            |world, view| Some(asked(world, *view)?.is_need.into()),
        ),
        (
            "index",
            Gives::Value("integer"),
            "its position in `customer.needs`, or `supplier.promises`, from 0",
            "在 `customer.needs` 或 `supplier.promises` 中的位置，从 0 起",
            |world, view| super::whole(asked(world, *view)?.index),
        ),
        (
            "typical",
            Gives::View("Quantity"),
            "what the steps and seams of the process up to there usually take; about half of the cases take longer",
            "到该交接为止，本流程各工序和接缝通常所需的时间；约一半更慢",
            |world, view| shown(&asked(world, *view)?.typical),
        ),
        (
            "over",
            Gives::View("Quantity"),
            "how far that is beyond what is asked; not set if it is within",
            "超出要求多少；在要求之内则无",
            |world, view| shown(asked(world, *view)?.over.as_ref()?),
        ),
        (
            "longest",
            Gives::View("Text"),
            "the step or handoff that takes longest",
            "最费时的工序或交接",
            |world, view| Some(text(label(world, asked(world, *view)?.longest?))),
        ),
        (
            "lacks",
            Gives::List("Text"),
            "keys that are not written and count as no time",
            "没写、按不费时间计的键",
            |world, view| lacking(world, &asked(world, *view)?.lacking),
        ),
    ];
}
