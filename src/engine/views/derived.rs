//! Derived properties: what the chain knows beyond the keys of the TOML.

use std::marker::PhantomData;
use std::sync::Arc;

use rhai::{Array, Dynamic};

use super::needs;
use super::properties::{Gives, Property};
use super::{
    GapView, Inner, LoopView, Object, OfGoal, OfHandoff, OfProcess, OfSheet, OfStep, Whole,
    Wording, World,
};
use crate::lang::Text;
use crate::load::document::HandoffKind;
use crate::model::needs::Kept;
use crate::model::{Flow, HandoffId, Party, StepId, Target};

/// Declares the derived properties of a kind.
macro_rules! properties {
    ($name:ident, $kind:ty { $($property:ident: $gives:expr, $en:literal, $zh:literal, $read:expr;)* }) => {
        pub(super) const $name: &[Property<$kind>] = &[$(
            Property {
                name: stringify!($property),
                gives: $gives,
                en: $en,
                zh: $zh,
                read: $read,
                of: PhantomData,
            },
        )*];
    };
}

properties!(CHAIN, Whole {
    processes: Gives::List("process"), "all processes", "所有流程",
        |world, _| Some(list::<OfProcess>(0..count(world.chain.processes.len())));
    steps: Gives::List("step"), "all steps", "所有工序",
        |world, _| Some(list::<OfStep>(0..count(world.chain.steps.len())));
    handoffs: Gives::List("handoff"), "all handoffs", "所有交接",
        |world, _| Some(list::<OfHandoff>(0..count(world.chain.handoffs.len())));
    goals: Gives::List("goal"), "all goals", "所有目标",
        |world, _| Some(list::<OfGoal>(0..count(world.chain.goals.len())));
    objectives: Gives::List("objective"), "all objectives", "所有战略目标",
        |world, _| Some(world.chain.objectives.iter().map(|objective| Dynamic::from(Inner {
            record: Arc::clone(&objective.record),
            source: objective.source,
        })).collect::<Array>().into());
    loops: Gives::List("loop"), "groups of steps that work can go round in", "工作可能循环往复的工序组",
        |world, _| Some((0..world.chain.loops.len())
            .map(|at| Dynamic::from(LoopView(at))).collect::<Array>().into());
});

properties!(PROCESS, OfProcess {
    steps: Gives::List("step"), "its steps", "其工序",
        |world, at| Some(list::<OfStep>(world.chain.processes[at as usize].steps.iter().map(|id| id.0)));
    handoffs: Gives::List("handoff"), "the handoffs it declares", "其声明的交接",
        |world, at| Some(list::<OfHandoff>(world.chain.processes[at as usize].handoffs.iter().map(|id| id.0)));
    goals: Gives::List("goal"), "its goals", "其目标",
        |world, at| Some(list::<OfGoal>(world.chain.processes[at as usize].goals.iter().map(|id| id.0)));
});

properties!(STEP, OfStep {
    process: Gives::View("process"), "the process it belongs to", "所属流程",
        |world, at| Some(one::<OfProcess>(world.chain.steps[at as usize].process.0));
    gives: Gives::List("handoff"), "handoffs it gives, to receivers that are named", "它交出的、写明接收方的交接",
        |world, at| Some(list::<OfHandoff>(sorted(world.chain.given_by(StepId(at)))));
    receives: Gives::List("handoff"), "handoffs it receives", "它接收的交接",
        |world, at| Some(list::<OfHandoff>(sorted(world.chain.received_by(StepId(at)))));
    is_dead_end: Gives::Value("bool"), "it hands nothing on and is no declared end", "不再下交，也未声明为终点",
        |world, at| Some(world.chain.is_dead_end(StepId(at)).into());
    is_fed: Gives::Value("bool"), "work can arrive at it", "工作能够到达它",
        |world, at| Some(fact(world, at, Flow::is_fed));
    is_unfed_start: Gives::Value("bool"), "nothing feeds it or the steps that hand to it, and here work should enter", "它和交给它的工序都得不到工作，工作本应从这里进入",
        |world, at| Some(world.chain.is_unfed_start(StepId(at)).into());
    is_isolated: Gives::Value("bool"), "it neither receives nor gives anything", "既不接收也不交出",
        |world, at| Some((fact(world, at, Flow::is_isolated).as_bool() == Ok(true)
            && !world.chain.gives_to_nobody(StepId(at))).into());
    reaches_customer: Gives::Value("bool"), "a chain of handoffs leads from it to an external customer", "有交接链从它通向外部客户",
        |world, at| Some(fact(world, at, Flow::reaches_customer));
    handoffs_to_customer: Gives::Value("integer"), "the fewest handoffs to an external customer", "到外部客户最少几次交接",
        |world, at| world.chain.flow.steps_to_customer(world.chain.steps[at as usize].node)
            .map(|handoffs| i64::from(handoffs).into());
    is_cut_point: Gives::Value("bool"), "without it parts of the chain lose each other", "没有它，链就断开",
        |world, at| Some(fact(world, at, Flow::is_cut_point));
    is_blind_end: Gives::Value("bool"), "work ends here, or goes round here, without serving an external customer", "工作止于此或在此循环，却不服务任何外部客户",
        |world, at| Some(world.chain.is_blind_end(StepId(at)).into());
});

properties!(HANDOFF, OfHandoff {
    process: Gives::View("process"), "the process that declares it", "声明它的流程",
        |world, at| Some(one::<OfProcess>(world.chain.handoffs[at as usize].process.0));
    giver: Gives::View("step"), "the step that gives; not set for an external party", "交出的工序；外部方则无",
        |world, at| step(Some(world.chain.handoffs[at as usize].from));
    receiver: Gives::View("step"), "the step that receives; not set for an external party", "接收的工序；外部方则无",
        |world, at| step(world.chain.handoffs[at as usize].to);
    giver_name: Gives::View("Text"), "the name of the giver", "交出方名称",
        |world, at| Some(text(world.chain.party_name(world.chain.handoffs[at as usize].from)));
    receiver_name: Gives::View("Text"), "the name of the receiver; not set if none is named", "接收方名称；未写明则无",
        |world, at| Some(text(world.chain.party_name(world.chain.handoffs[at as usize].to?)));
    giver_is_external: Gives::Value("bool"), "the giver is outside the organization", "交出方在组织之外",
        |world, at| Some((!matches!(world.chain.handoffs[at as usize].from, Party::Step(_))).into());
    giver_is_customer: Gives::Value("bool"), "the giver is an external customer, as with an order", "交出方是外部客户，如下订单",
        |world, at| Some(matches!(world.chain.handoffs[at as usize].from, Party::Customer(_)).into());
    receiver_is_external: Gives::Value("bool"), "the receiver is outside the organization", "接收方在组织之外",
        |world, at| Some(matches!(world.chain.handoffs[at as usize].to,
            Some(Party::Customer(_) | Party::Supplier(_))).into());
    crosses_department: Gives::Value("bool"), "giver and receiver sit in different departments", "跨部门",
        |world, at| world.chain.crosses_department(HandoffId(at)).map(Into::into);
    crosses_site: Gives::Value("bool"), "giver and receiver work at different sites", "跨地点",
        |world, at| world.chain.crosses_site(HandoffId(at)).map(Into::into);
    has_checked_needs: Gives::Value("bool"), "the giver has a criterion on the subject of some need", "供方至少对一项需求有相应准则",
        |world, at| Some(needs::any_checked(world, at).into());
    unchecked_needs: Gives::List("need"), "needs on whose subject the giver has no criterion", "供方没有相应准则的需求",
        |world, at| Some(needs::list(world, at, |kept| kept == Kept::Unchecked));
    weakened_needs: Gives::List("need"), "needs that the criteria on their subject, taken together, do not keep", "相应准则合起来也不能满足的需求",
        |world, at| Some(needs::list(world, at, |kept| matches!(kept, Kept::Weaker(_))));
    unclear_needs: Gives::List("need"), "needs whose criteria cannot be compared with them", "准则与之无法比较的需求",
        |world, at| Some(needs::list(world, at, |kept| matches!(kept, Kept::Unclear(_))));
    is_hierarchical: Gives::Value("bool"), "it runs between superior and subordinate", "上下级之间的交接",
        |world, at| Some((world.chain.handoffs[at as usize].record.kind
            == Some(HandoffKind::Hierarchical)).into());
    goals: Gives::List("goal"), "the goals measured on it", "在其上测量的目标",
        |world, at| Some(list::<OfGoal>(world.chain.handoffs[at as usize].goals.iter().map(|id| id.0)));
});

properties!(GOAL, OfGoal {
    process: Gives::View("process"), "the process it belongs to; not set for the organization", "所属流程；组织级则无",
        |world, at| world.chain.goals[at as usize].process.map(|id| one::<OfProcess>(id.0));
    measured: Gives::View("measure"), "its measure; not set if it names none", "其指标；未写明则无",
        |world, at| {
            let goal = &world.chain.goals[at as usize];
            let record = Arc::clone(goal.measure.as_ref()?);
            Some(Dynamic::from(Inner { record, source: goal.source }))
        };
    on_label: Gives::View("Text"), "what people call the step, handoff or process it is measured on", "所测量的工序、交接或流程的名称",
        |world, at| Some(text(on_label(world, at)));
    baseline_value: Gives::View("Quantity"), "where it started, as written or from its counts", "基线值：所写的值，或由件数算出",
        |world, at| world.chain.goals[at as usize].record.baseline.as_ref()
            .and_then(|figure| crate::measure::gap::value_of(figure)).map(Dynamic::from);
    helped_by: Gives::List("action"), "the actions that help it", "有助于它的行动",
        |world, at| Some(world.chain.goals[at as usize].helped_by.iter().map(|id| {
            let action = &world.chain.actions[id.index()];
            Dynamic::from(Inner { record: Arc::clone(&action.record), source: action.source })
        }).collect::<Array>().into());
    reaches_objective: Gives::Value("bool"), "it supports an objective, itself or through other goals", "直接或通过其他目标支持某个战略目标",
        |world, at| Some(world.chain.goals[at as usize].reaches_objective.into());
    gap: Gives::View("gap"), "how far it is from its target; not set without a target and an actual value", "与目标值的差距；没有目标值或观测值则无",
        |world, at| {
            let gap = world.gaps.get(crate::model::GoalId(at))?;
            let known = gap.target.is_some() && gap.actual.is_some();
            known.then(|| Dynamic::from(GapView(gap.clone())))
        };
});

properties!(SHEET, OfSheet {
    process: Gives::View("process"), "the process it belongs to; not set for the organization", "所属流程；组织级则无",
        |world, at| world.chain.sheets[at as usize].process.map(|id| one::<OfProcess>(id.0));
});

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn one<K: super::Kind>(number: u32) -> Dynamic {
    Dynamic::from(Object::<K>::new(number))
}

fn list<K: super::Kind>(numbers: impl IntoIterator<Item = u32>) -> Dynamic {
    numbers.into_iter().map(one::<K>).collect::<Array>().into()
}

fn text(text: Text) -> Dynamic {
    Dynamic::from(Wording(text))
}

fn step(party: Option<Party>) -> Option<Dynamic> {
    match party? {
        Party::Step(step) => Some(one::<OfStep>(step)),
        _ => None,
    }
}

fn sorted(handoffs: impl Iterator<Item = HandoffId>) -> Vec<u32> {
    let mut numbers: Vec<_> = handoffs.map(|id| id.0).collect();
    numbers.sort_unstable();
    numbers
}

fn fact(world: &World, step: u32, of: fn(&Flow, petgraph::graph::NodeIndex) -> bool) -> Dynamic {
    of(&world.chain.flow, world.chain.steps[step as usize].node).into()
}

fn on_label(world: &World, goal: u32) -> Text {
    let label = |number, of: fn(&crate::model::Chain, u32) -> Text| of(&world.chain, number);
    match world.chain.goals[goal as usize].on {
        Target::Step(id) => label(id.0, <OfStep as super::Kind>::label),
        Target::Handoff(id) => label(id.0, <OfHandoff as super::Kind>::label),
        Target::Process(id) => label(id.0, <OfProcess as super::Kind>::label),
        Target::Organization => world
            .chain
            .organization
            .as_ref()
            .map_or_else(|| Text::plain("organization"), |record| record.name.clone()),
    }
}
