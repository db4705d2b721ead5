//! Derived properties: what the chain knows beyond the keys of the TOML.

use std::marker::PhantomData;
use std::sync::Arc;

use rhai::{Array, Dynamic};

use super::objects::{
    Object, OfAction, OfAssessment, OfAsset, OfBenchmark, OfComplaint, OfCustomer, OfGoal,
    OfHandoff, OfLog, OfLoss, OfMeasure, OfObjective, OfPractice, OfProcess, OfSheet, OfStep,
    OfSurvey, OfVoice, OfWeakness,
};
use super::properties::{Gives, Property};
use super::{Inner, LoopView, Whole, Wording, World};
use super::{figures, logged, needs, worked_out};
use crate::lang::Text;
use crate::load::document::HandoffKind;
use crate::model::needs::Kept;
use crate::model::{Flow, HandoffId, Party, StepId, Target};

/// Declares the derived properties of a kind.
macro_rules! properties {
    ($name:ident, $kind:ty { $($property:ident: $gives:expr, $en:literal, $zh:literal, $read:expr;)* }) => {
        pub(in crate::engine::views) const $name: &[Property<$kind>] = &[$(
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

mod aims;
mod claims;
mod customers;
mod heard;
mod logs;
mod stock;
mod waivers;

pub(super) use self::aims::label_of;
pub(super) use self::aims::{ACTION, BENCHMARK, GOAL, MEASURE, OBJECTIVE, PRACTICE, WEAKNESS};
pub(super) use self::claims::{ASSESSMENT, LOSS};
pub(super) use self::customers::{ASSET, CUSTOMER, SHEET, VOICE};
pub(super) use self::heard::{COMPLAINT, SURVEY};
pub(super) use self::logs::LOG;
pub(super) use self::waivers::WAIVER;

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
        |world, _| Some(list::<OfObjective>(0..count(world.chain.objectives.len())));
    measures: Gives::List("measure"), "all measures", "所有指标",
        |world, _| Some(list::<OfMeasure>(0..count(world.chain.measures.len())));
    actions: Gives::List("action"), "all actions", "所有行动",
        |world, _| Some(list::<OfAction>(0..count(world.chain.actions.len())));
    customers: Gives::List("customer"), "all external customers", "所有外部客户",
        |world, _| Some(list::<OfCustomer>(0..count(world.chain.customers.len())));
    benchmarks: Gives::List("benchmark"), "all benchmarks", "所有标杆",
        |world, _| Some(list::<OfBenchmark>(0..count(world.chain.benchmarks.len())));
    practices: Gives::List("practice"), "all practices", "所有最佳实践",
        |world, _| Some(list::<OfPractice>(0..count(world.chain.practices.len())));
    weaknesses: Gives::List("weakness"), "all weaknesses", "所有劣势",
        |world, _| Some(list::<OfWeakness>(0..count(world.chain.weaknesses.len())));
    strengths: Gives::List("strength"), "all strengths", "所有优势",
        |world, _| Some(world.chain.strengths.iter().map(|strength| Dynamic::from(Inner {
            record: Arc::clone(&strength.record),
            source: strength.source,
        })).collect::<Array>().into());
    assets: Gives::List("asset"), "all assets", "所有共用资源",
        |world, _| Some(list::<OfAsset>(0..count(world.chain.assets.len())));
    surveys: Gives::List("survey"), "all surveys", "所有调查",
        |world, _| Some(list::<OfSurvey>(0..count(world.chain.surveys.len())));
    complaints: Gives::List("complaint"), "all complaints", "所有投诉",
        |world, _| Some(list::<OfComplaint>(0..count(world.chain.complaints.len())));
    losses: Gives::List("loss"), "all lost customers", "所有流失的客户",
        |world, _| Some(list::<OfLoss>(0..count(world.chain.losses.len())));
    assessments: Gives::List("assessment"), "all self-assessments", "所有自我评价",
        |world, _| Some(list::<OfAssessment>(0..count(world.chain.assessments.len())));
    logs: Gives::List("log"), "all event logs", "所有事件日志",
        |world, _| Some(list::<OfLog>(0..count(world.chain.logs.len())));
    voices: Gives::List("voice"), "everything customers said", "所有客户声音",
        |world, _| Some(list::<OfVoice>(0..count(world.chain.voices.len())));
    organization: Gives::View("organization"), "the organization; not set if none is named", "组织；未写明则无",
        |world, _| Some(Dynamic::from(Inner {
            record: Arc::clone(world.chain.organization.as_ref()?),
            source: world.chain.anchor.source,
        }));
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
    measures: Gives::List("measure"), "the measures it declares", "其声明的指标",
        |world, at| Some(list::<OfMeasure>(owned(&world.chain.measures, at)));
    sheets: Gives::List("value_sheet"), "its customer value sheets", "其客户价值单",
        |world, at| Some(list::<OfSheet>((0..).zip(&world.chain.sheets)
            .filter(|(_, sheet)| sheet.process.is_some_and(|id| id.0 == at)).map(|(number, _)| number)));
    departments: Gives::Value("integer"), "how many departments its steps name", "其工序涉及多少个部门",
        |world, at| Some(integer(departments(world, &world.chain.processes[at as usize].steps)));
    crossings: Gives::Value("integer"), "how many of its handoffs cross departments", "其交接中有多少次跨部门",
        |world, at| {
            let handoffs = &world.chain.processes[at as usize].handoffs;
            let crossing = handoffs.iter().filter(|id| world.chain.crosses_department(**id) == Some(true));
            Some(integer(crossing.count()))
        };
    serves_outside: Gives::Value("bool"), "one of its steps hands to an external customer", "有工序直接交给外部客户",
        |world, at| Some(world.chain.processes[at as usize].steps.iter()
            .any(|step| gives_outside(world, *step)).into());
    load: Gives::View("load"), "what its `demand` asks of the step that can bear least; not set without a demand, or where it cannot be worked out", "其 `demand`（需求）对最吃紧工序的要求；没有需求或无法计算则无",
        worked_out::load;
    times_asked: Gives::List("time_asked"), "the lead times that are needed, or else promised, of what leaves it, held against what its steps usually take", "对离开流程之物的交付周期的需求（没有需求则为承诺），与各工序通常所需时间的对照",
        worked_out::times;
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
    serves_outside: Gives::Value("bool"), "it hands something to an external customer", "它直接交给外部客户",
        |world, at| Some(gives_outside(world, StepId(at)).into());
    expected_stock: Gives::View("Quantity"), "what demand and wait come to, in the unit of `stock`; not set unless all three are written in units that compare", "需求 × 等待应有的堆积量，单位同 `stock`；三者须都写明且单位可比，否则无",
        |world, at| stock::expected(world, at).map(Dynamic::from);
    stock_mismatch: Gives::Value("number"), "how far `stock` is from that, as a part of it", "`stock` 与之相差的比例",
        |world, at| stock::mismatch(world, at).map(Dynamic::from);
    has_touchpoint: Gives::Value("bool"), "a touchpoint of a value sheet belongs to a handoff it gives", "有客户价值单的接触点属于它交出的交接",
        |world, at| Some(world.chain.given_by(StepId(at)).any(|id| is_touched(world, id)).into());
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
    unasked_criteria: Gives::List("integer"), "positions of the criteria on whose subject the receiver has no need", "接收方没有相应需求的准则的位置",
        |world, at| Some(needs::unasked(world, at));
    opposite: Gives::List("handoff"), "handoffs between the same two the other way", "同样两方之间反方向的交接",
        |world, at| Some(list::<OfHandoff>(opposite(world, at)));
    expected_stock: Gives::View("Quantity"), "what demand and wait come to, in the unit of `stock`; not set unless all three are written in units that compare", "需求 × 等待应有的堆积量，单位同 `stock`；三者须都写明且单位可比，否则无",
        |world, at| stock::expected(world, at).map(Dynamic::from);
    stock_mismatch: Gives::Value("number"), "how far `stock` is from that, as a part of it", "`stock` 与之相差的比例",
        |world, at| stock::mismatch(world, at).map(Dynamic::from);
    has_touchpoint: Gives::Value("bool"), "a touchpoint of a value sheet belongs to it", "有客户价值单的接触点属于它",
        |world, at| Some(is_touched(world, HandoffId(at)).into());
    answerable: Gives::View("Text"), "who answers for it: `accountable` if one is named, else the owner of the giving step or its process; not set if nobody", "由谁负责：`accountable`（仅一人时），否则为交出工序或其流程的负责人；没有则无",
        |world, at| {
            let written = &world.chain.handoffs[at as usize].record.accountable;
            let kind = crate::finding::SubjectKind::Handoff;
            let own = written.first().filter(|one| written.len() == 1 && !one.is_blank());
            own.or_else(|| world.owner(crate::finding::Subject { kind, number: at })).cloned().map(text)
        };
    goals: Gives::List("goal"), "the goals measured on it", "在其上测量的目标",
        |world, at| Some(list::<OfGoal>(world.chain.handoffs[at as usize].goals.iter().map(|id| id.0)));
    figures: Gives::List("figure"), "the figures measured on it, by measure, who recorded them, and time", "在其上测得的观测值，按指标、记录方和时间排列",
        |world, at| Some(figures::list(world.chain.figures.on(Target::Handoff(HandoffId(at)))));
    judged: Gives::List("judged"), "its needs held against the figures of the measure they name; criteria where no need names it", "需求与其所说指标的观测值对照的结果；没有相应需求时用准则",
        |world, at| figures::judged(world, at);
    is_measured: Gives::Value("bool"), "a figure was measured on it", "在其上有观测值",
        |world, at| Some((!world.chain.figures.on(Target::Handoff(HandoffId(at))).is_empty()).into());
    is_judged: Gives::Value("bool"), "`judged` has something: a need or criterion names a usual measure, or one that has a figure", "`judged` 不为空：有需求或准则说到常用指标，或有观测值的指标",
        |world, at| Some(world.judged.get(at as usize).is_some_and(|all| !all.is_empty()).into());
    is_logged: Gives::Value("bool"), "an event log shows it", "事件日志中有它",
        |world, at| Some(world.logged.handoff(HandoffId(at)).is_some().into());
    logged: Gives::View("logged"), "what the first event log that shows it says of it; not set if none does", "事件日志对它的记录（取第一个有它的日志）；没有则无",
        |world, at| logged::of_handoff(world, at);
    is_surveyed: Gives::Value("bool"), "a survey is about it", "有针对它的调查",
        |world, at| Some((!heard::surveys_on(world, Target::Handoff(HandoffId(at))).is_empty()).into());
    surveys: Gives::List("survey"), "the surveys about it", "针对它的调查",
        |world, at| Some(list::<OfSurvey>(heard::surveys_on(world, Target::Handoff(HandoffId(at)))));
    complaints: Gives::List("complaint"), "the complaints about it", "针对它的投诉",
        |world, at| Some(list::<OfComplaint>(heard::complaints_about(world, HandoffId(at))));
    complaint_rate: Gives::View("complaint_rate"), "how often complaints about it come, of late and before; not set if there were none, or not as long before", "针对它的投诉最近与此前的频度；没有投诉或此前时间不够长则无",
        worked_out::complaint_rate;
    broken_promises: Gives::List("promise"), "promises that the giver's criteria on their subject, taken together, do not keep, or that figures show missed", "同一事项的准则合起来也守不住的，或观测值已证明没有守住的承诺",
        worked_out::broken;
});

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn integer(number: usize) -> Dynamic {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// The numbers of the tables that a process declares.
fn owned<R>(tables: &[crate::model::objects::Owned<R>], process: u32) -> Vec<u32> {
    let numbered = (0..).zip(tables);
    let own = numbered.filter(|(_, table)| table.process.is_some_and(|id| id.0 == process));
    own.map(|(number, _)| number).collect()
}

fn departments(world: &World, steps: &[StepId]) -> usize {
    let named = steps
        .iter()
        .filter_map(|step| world.chain.step(*step).record.department.as_ref());
    let mut different: Vec<&Text> = Vec::new();
    for name in named {
        if !different.iter().any(|known| known.names_the_same(name)) {
            different.push(name);
        }
    }
    different.len()
}

fn gives_outside(world: &World, step: StepId) -> bool {
    let mut given = world.chain.given_by(step);
    given.any(|id| is_outside(world.chain.handoff(id).to))
}

fn is_outside(receiver: Option<Party>) -> bool {
    matches!(receiver, Some(Party::Customer(_)))
}

fn is_touched(world: &World, handoff: HandoffId) -> bool {
    let sheets = &world.chain.links.sheet_handoffs;
    sheets.iter().any(|handoffs| handoffs.contains(&handoff))
}

fn opposite(world: &World, handoff: u32) -> Vec<u32> {
    let own = world.chain.handoff(HandoffId(handoff));
    let Some(Party::Step(receiver)) = own.to else {
        return Vec::new();
    };
    let given = sorted(world.chain.given_by(StepId(receiver))).into_iter();
    given
        .filter(|id| world.chain.handoff(HandoffId(*id)).to == Some(own.from))
        .collect()
}

pub(super) fn one<K: super::Kind>(number: u32) -> Dynamic {
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
