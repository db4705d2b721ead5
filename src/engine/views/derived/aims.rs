//! What is known of goals and of what stands around them: measures, actions, objectives,
//! benchmarks, practices, weaknesses.

use std::marker::PhantomData;

use rhai::Dynamic;

use super::{list, one, text};
use crate::engine::views::objects::{
    Kind, OfAction, OfBenchmark, OfGoal, OfHandoff, OfMeasure, OfObjective, OfPractice, OfProcess,
    OfStep, OfWeakness,
};
use crate::engine::views::properties::{Gives, Property};
use crate::engine::views::{FigureView, GapView, World, figures, worked_out};
use crate::lang::Text;
use crate::model::objects::StepId;
use crate::model::{GoalId, HandoffId, MeasureId, Party, Target};

properties!(GOAL, OfGoal {
    process: Gives::View("process"), "the process it belongs to; not set for the organization", "所属流程；组织级则无",
        |world, at| world.chain.goals[at as usize].process.map(|id| one::<OfProcess>(id.0));
    measured: Gives::View("measure"), "its measure; not set if it names none", "其指标；未写明则无",
        |world, at| world.chain.links.goal_measure[at as usize].map(|id| one::<OfMeasure>(id.0));
    on_label: Gives::View("Text"), "what people call the step, handoff or process it is measured on", "所测量的工序、交接或流程的名称",
        |world, at| Some(text(on_label(world, at)));
    baseline_value: Gives::View("Quantity"), "where it started, as written or from its counts", "基线值：所写的值，或由件数算出",
        |world, at| world.chain.goals[at as usize].record.baseline.as_ref()
            .and_then(|figure| figure.quantity()).map(Dynamic::from);
    helped_by: Gives::List("action"), "the actions that help it", "有助于它的行动",
        |world, at| Some(list::<OfAction>(world.chain.goals[at as usize].helped_by.iter().map(|id| id.0)));
    served: Gives::List("handoff"), "the handoffs whose receivers it is for: those it `serves`, and the one it is measured on", "它所服务的交接：`serves` 所写的，以及在其上测量的那一个",
        |world, at| Some(list::<OfHandoff>(served(world, at)));
    serves_a_need: Gives::Value("bool"), "it, or a larger goal it supports, is for a receiver whose needs are written, or is held against what customers expected in a survey", "它或它支持的上级目标，服务于已写明需求的接收方，或以调查所得的客户期望为尺度",
        |world, at| Some(serves_a_need(world, GoalId(at)).into());
    supported_by: Gives::List("goal"), "the goals that support it directly", "直接支持它的目标",
        |world, at| Some(list::<OfGoal>(world.chain.links.goal_supported_by[at as usize].iter().map(|id| id.0)));
    blocked_by: Gives::List("weakness"), "the weaknesses that block it", "妨碍它的劣势",
        |world, at| Some(list::<OfWeakness>(world.chain.links.goal_blocked_by[at as usize].iter().copied()));
    benchmarks: Gives::List("benchmark"), "the benchmarks of its measure", "其指标的标杆",
        |world, at| {
            let measure = world.chain.links.goal_measure[at as usize];
            let all = (0..).zip(&world.chain.links.benchmark_measure);
            let own = all.filter(|(_, of)| measure.is_some() && **of == measure);
            Some(list::<OfBenchmark>(own.map(|(number, _)| number)))
        };
    reaches_objective: Gives::Value("bool"), "it supports an objective, itself or through other goals", "直接或通过其他目标支持某个战略目标",
        |world, at| Some(world.chain.goals[at as usize].reaches_objective.into());
    works_across: Gives::Value("word"), "how far whoever improves it must agree: within one \"department\", between \"departments\", or with other \"organizations\"; not set if departments are not named", "改进它要在多大范围内协调：一个部门内（\"department\"）、几个部门之间（\"departments\"），还是与外部组织（\"organizations\"）；没写部门则无",
        |world, at| works_across(world, world.chain.goals[at as usize].on).map(Dynamic::from);
    required_half_life: Gives::Value("number"), "in how many months what is bad must halve, again and again, to come from baseline to target in time; not set for goals to maintain or to comply, or where no half-life leads there", "要按期由基线值达到目标值，不好的部分须每隔几个月减半；保持类和符合类目标，或无法这样达到的，则无",
        |world, at| world.gaps.get(GoalId(at))?.required_half_life.map(Dynamic::from);
    gap: Gives::View("gap"), "how far it is from its target; not set without a target and an actual value", "与目标值的差距；没有目标值或观测值则无",
        |world, at| {
            let gap = world.gaps.get(crate::model::GoalId(at))?;
            let known = gap.target.is_some() && gap.actual.is_some();
            known.then(|| Dynamic::from(GapView(std::sync::Arc::clone(gap))))
        };
    figures: Gives::List("figure"), "the figures of its measure on what it is measured on, by who recorded them and time", "其指标在所测对象上的观测值，按记录方和时间排列",
        |world, at| {
            let measure = world.chain.links.goal_measure[at as usize]?;
            let on = world.chain.figures.on(world.chain.goals[at as usize].on).iter().copied();
            let own: Vec<_> = on.filter(|id| world.chain.figures.get(*id).measure == measure).collect();
            Some(figures::list(&own))
        };
    latest: Gives::View("figure"), "the figure it is judged by, where it has no `actual` of its own", "没有写 `actual` 时用来判定的观测值",
        |world, at| {
            let gap = world.gaps.get(GoalId(at))?;
            gap.actual.as_ref()?.figure.map(|id| Dynamic::from(FigureView(id)))
        };
    later: Gives::View("figure"), "a figure after the day of the goal that shows nothing else than the one of its day; not set otherwise", "到期日之后、说明不了情况有变的观测值；没有则无",
        |world, at| {
            let gap = world.gaps.get(GoalId(at))?;
            gap.later.as_ref()?.figure.map(|id| Dynamic::from(FigureView(id)))
        };
    reach: Gives::View("reach"), "whether it can be reached, by what the chain gives and by past figures", "由链条和历史数据得出的能否达到",
        worked_out::reach;
    shares: Gives::View("shares"), "whose gap it is; not set where there is no gap, or it cannot be shared out", "差距来自哪些部分；没有差距或无法分摊则无",
        worked_out::shares;
    closing: Gives::View("closing"), "which levers would close its gap; not set where there is no gap, or it cannot be worked out", "哪些杠杆能弥合差距；没有差距或无法计算则无",
        worked_out::closing;
    shortfall: Gives::View("shortfall"), "by how much it is missed though every part does exactly what is asked of it; not set where the parts add up, or nothing is asked of any", "各部分都恰好做到所要求的，仍达不到时的情况；各部分合起来足够，或对各部分都没有要求则无",
        worked_out::shortfall;
    clashes_with: Gives::List("goal"), "goals written before it that ask for another value of the same measure on the same object for the same day", "写在它之前、对同一对象同一指标同一日期要求不同数值的目标",
        |world, at| {
            let clashes = world.strategy().clashes.iter().filter(|clash| clash.second == GoalId(at));
            Some(list::<OfGoal>(clashes.map(|clash| clash.first.0)))
        };
    cut_off_from: Gives::List("handoff"), "handoffs it `serves` to which no chain of handoffs leads from where it is measured", "它 `serves` 所写、而从测量处没有交接链通向的交接",
        |world, at| Some(list::<OfHandoff>(cut_off_from(world, GoalId(at))));
});

properties!(MEASURE, OfMeasure {
    process: Gives::View("process"), "the process that declares it; not set for the organization", "声明它的流程；组织级则无",
        |world, at| world.chain.measures[at as usize].process.map(|id| one::<OfProcess>(id.0));
    goals: Gives::List("goal"), "the goals it judges", "用它判断的目标",
        |world, at| Some(list::<OfGoal>(world.chain.links.measure_goals[at as usize].iter().map(|id| id.0)));
    counters: Gives::List("measure"), "the measures that must not get worse while it gets better", "它变好时不得变差的制衡指标",
        |world, at| Some(list::<OfMeasure>(world.chain.links.measure_counters[at as usize].iter().map(|id| id.0)));
    figures: Gives::List("figure"), "its figures, by what they were measured on, who recorded them, and time", "它的观测值，按对象、记录方和时间排列",
        |world, at| Some(figures::list(world.chain.figures.of_measure(MeasureId(at))));
});

properties!(ACTION, OfAction {
    process: Gives::View("process"), "the process it belongs to; not set for the organization", "所属流程；组织级则无",
        |world, at| world.chain.actions[at as usize].process.map(|id| one::<OfProcess>(id.0));
    goals: Gives::List("goal"), "the goals it helps", "它有助于的目标",
        |world, at| Some(list::<OfGoal>(world.chain.links.action_goals[at as usize].iter().map(|id| id.0)));
});

properties!(OBJECTIVE, OfObjective {
    goals: Gives::List("goal"), "the goals that support it directly", "直接支持它的目标",
        |world, at| Some(list::<OfGoal>(world.chain.links.objective_goals[at as usize].iter().map(|id| id.0)));
    processes: Gives::List("process"), "the processes that realise it", "实现它的流程",
        |world, at| Some(list::<OfProcess>(world.chain.links.objective_processes[at as usize].iter().map(|id| id.0)));
});

properties!(BENCHMARK, OfBenchmark {
    measured: Gives::View("measure"), "the measure it is a value of", "所对应的指标",
        |world, at| world.chain.links.benchmark_measure[at as usize].map(|id| one::<OfMeasure>(id.0));
    practices: Gives::List("practice"), "the practices that are thought to explain it: those that name it, and those that name none", "用来解释它的最佳实践：写明它的，以及没写明任何标杆的",
        |world, at| {
            let all = 0..u32::try_from(world.chain.practices.len()).unwrap_or(u32::MAX);
            Some(list::<OfPractice>(all.filter(|practice| explains(world, *practice, at))))
        };
});

properties!(PRACTICE, OfPractice {
    benchmarks: Gives::List("benchmark"), "the benchmarks it is thought to explain: those it names, else all", "用来解释的标杆：所写的；没写则为全部",
        |world, at| {
            let all = 0..u32::try_from(world.chain.benchmarks.len()).unwrap_or(u32::MAX);
            Some(list::<OfBenchmark>(all.filter(|benchmark| explains(world, at, *benchmark))))
        };
});

properties!(WEAKNESS, OfWeakness {
    goals: Gives::List("goal"), "the goals it blocks", "它妨碍的目标",
        |world, at| Some(list::<OfGoal>(world.chain.links.weakness_goals[at as usize].iter().map(|id| id.0)));
});

/// A practice that names no benchmark may explain any.
fn explains(world: &World, practice: u32, benchmark: u32) -> bool {
    let named = &world.chain.links.practice_benchmarks[practice as usize];
    named.is_empty() || named.contains(&benchmark)
}

/// How far whoever improves something must agree with others.
fn works_across(world: &World, on: Target) -> Option<&'static str> {
    let chain = &world.chain;
    let within = |steps: &[StepId]| match super::departments(world, steps) {
        0 => None,
        1 => Some("department"),
        _ => Some("departments"),
    };
    match on {
        Target::Step(step) => within(&[step]),
        Target::Process(process) => within(&chain.process(process).steps),
        Target::Organization => {
            let all: Vec<_> = (0..chain.steps.len()).map(StepId::at).collect();
            within(&all)
        }
        Target::Handoff(id) => {
            let handoff = chain.handoff(id);
            let parties = [Some(handoff.from), handoff.to];
            let outside = |party: &Party| !matches!(party, Party::Step(_));
            match parties.iter().flatten().any(outside) {
                true => Some("organizations"),
                false => chain.crosses_department(id).map(|crosses| match crosses {
                    true => "departments",
                    false => "department",
                }),
            }
        }
    }
}

/// The handoffs whose receivers a goal is for.
fn served(world: &World, goal: u32) -> Vec<u32> {
    let chain = &world.chain;
    let mut handoffs: Vec<_> = chain.links.goal_serves[goal as usize].clone();
    if let Target::Handoff(own) = chain.goals[goal as usize].on {
        handoffs.push(own);
    }
    handoffs.sort_unstable();
    handoffs.dedup();
    handoffs
        .into_iter()
        .map(|HandoffId(number)| number)
        .collect()
}

/// Goals may support each other in a circle, so each is looked at once.
fn serves_a_need(world: &World, goal: GoalId) -> bool {
    let mut open = vec![goal];
    let mut seen = std::collections::HashSet::new();
    while let Some(goal) = open.pop() {
        if !seen.insert(goal) {
            continue;
        }
        let needed = served(world, goal.0).into_iter().any(|handoff| {
            let record = &world.chain.handoff(HandoffId(handoff)).record;
            record
                .customer
                .as_ref()
                .is_some_and(|side| !side.needs.is_empty())
        });
        let gap = world.gaps.get(goal);
        let customer = gap.and_then(|gap| gap.customer.as_ref());
        // What those who were asked expected is a need in numbers.
        let expected = customer.is_some_and(|customer| customer.expected().is_some());
        if needed || expected {
            return true;
        }
        open.extend(&world.chain.goal(goal).supports_goals);
    }
    false
}

fn on_label(world: &World, goal: u32) -> Text {
    label_of(world, world.chain.goals[goal as usize].on)
}

/// What people call an object that something is measured on.
pub(in crate::engine::views) fn label_of(world: &World, on: Target) -> Text {
    let label = |number, of: fn(&crate::model::Chain, u32) -> Text| of(&world.chain, number);
    match on {
        Target::Step(id) => label(id.0, <OfStep as Kind>::label),
        Target::Handoff(id) => label(id.0, <OfHandoff as Kind>::label),
        Target::Process(id) => label(id.0, <OfProcess as Kind>::label),
        Target::Organization => world
            .chain
            .organization
            .as_ref()
            .map_or_else(|| Text::plain("organization"), |record| record.name.clone()),
    }
}

/// The handoffs a goal serves that what it is measured on cannot touch. What one customer gets does
/// not act on another, nor on what was ordered before; so no way leads through a customer.
fn cut_off_from(world: &World, goal: GoalId) -> Vec<u32> {
    let chain = &world.chain;
    let starts: Vec<Party> = match chain.goal(goal).on {
        Target::Step(step) => vec![Party::Step(step.0)],
        Target::Handoff(handoff) => {
            let one = chain.handoff(handoff);
            [Some(one.from), one.to].into_iter().flatten().collect()
        }
        Target::Process(process) => {
            let steps = chain.process(process).steps.iter();
            steps.map(|step| Party::Step(step.0)).collect()
        }
        Target::Organization => return Vec::new(),
    };
    let served = &chain.links.goal_serves[goal.index()];
    if served.is_empty() {
        return Vec::new();
    }
    let is_way = |party: Party| !matches!(party, Party::Customer(_));
    let node = |party: &Party| match party {
        Party::Step(step) => Some(chain.steps[*step as usize].node),
        _ => chain
            .graph
            .node_indices()
            .find(|node| chain.graph[*node] == *party),
    };
    let ways = starts.iter().filter(|party| is_way(**party));
    let mut open: Vec<_> = ways.filter_map(node).collect();
    let mut reached: std::collections::HashSet<_> = open.iter().copied().collect();
    while let Some(at) = open.pop() {
        for next in chain.graph.neighbors(at) {
            if is_way(chain.graph[next]) && reached.insert(next) {
                open.push(next);
            }
        }
    }
    let cut = served.iter().filter(|handoff| {
        Target::Handoff(**handoff) != chain.goal(goal).on
            && node(&chain.handoff(**handoff).from).is_none_or(|giver| !reached.contains(&giver))
    });
    cut.map(|handoff| handoff.0).collect()
}
