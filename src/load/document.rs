//! The tables of a model file: what one TOML file says, typed, with places.
//!
//! Everything here is what the user wrote. Nothing is looked up or derived; that is
//! the model's work.

use std::sync::Arc;

use jiff::civil::Date;

pub use super::choices::{
    ActionStatus, Attribute, Better, Direction, GoalKind, Grade, HandoffKind, Junction,
    MeasureKind, Phase, View, WaitOwner,
};
use super::decode::{Decode, Decoding, Reading};
use super::record::{Record, record};
use super::schema::{KeySpec, TableSpec};
use super::statement::Statement;
use super::tree::Table;
use super::values::{Duration, Id, List, Rate, Reference, ShareOf, ThreePoint, Whole};
use crate::lang::Text;
use crate::quantity::{Due, Quantity};
use crate::source::{SourceId, Span};

/// One model file.
#[derive(Debug)]
pub struct Document {
    /// The text it was read from.
    pub source: SourceId,
    /// Its tables.
    pub tables: Tables,
}

record! {
    /// One model file: a process with its steps, handoffs and goals, or what belongs to the whole organization.
    Tables as "file", "一个模型文件：一个流程及其工序、交接和目标，或属于整个组织的内容。" {
        /// The organization the processes belong to.
        optional organization as "organization": Arc<Organization>, "流程所属的组织。";
        /// The process this file describes.
        optional process as "process": Arc<Process>, "本文件描述的流程。";
        /// The steps of the process.
        list steps as "step": Arc<Step>, "流程的工序。";
        /// What one step hands to the next.
        list handoffs as "handoff": Arc<Handoff>, "工序之间的交接。";
        /// What is measured, and how.
        list measures as "measure": Arc<Measure>, "指标及其定义。";
        /// Goals of the process.
        list goals as "goal": Arc<Goal>, "流程的目标。";
        /// What is done to reach goals.
        list actions as "action": Arc<Action>, "为达成目标而采取的行动。";
        /// What the organization wants to reach.
        list objectives as "objective": Arc<Objective>, "组织的战略目标。";
        /// External customers.
        list customers as "customer": Arc<Customer>, "外部客户。";
        /// External suppliers.
        list suppliers as "supplier": Arc<Supplier>, "外部供方。";
        /// Values of others to compare with.
        list benchmarks as "benchmark": Arc<Benchmark>, "可比较的标杆值。";
        /// Practices worth following.
        list practices as "practice": Arc<Practice>, "值得借鉴的最佳实践。";
        /// What the organization is good at.
        list strengths as "strength": Arc<Strength>, "组织的优势。";
        /// What stands in its way.
        list weaknesses as "weakness": Arc<Weakness>, "组织的劣势。";
        /// Customer value sheets.
        list value_sheets as "value_sheet": Arc<ValueSheet>, "客户价值单。";
    }
}

record! {
    /// The organization the processes belong to.
    Organization as "organization", "流程所属的组织。" {
        /// What it is called.
        required name as "name": Text, "组织名称。";
        /// What it wants to be chosen for.
        optional value_position as "value_position": Text, "客户价值定位：客户为什么选择我们。";
    }
}

record! {
    /// A process: a chain of steps that serves a customer.
    Process as "process", "流程：为客户服务的一串工序。" {
        /// Short name, unique among all processes.
        required id as "id": Id, "代号，在所有流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// Who answers for it: one role.
        optional owner as "owner": Text, "流程负责人（一个岗位）。";
        /// Why it exists, in its customers' words.
        optional purpose as "purpose": Text, "流程存在的目的，用客户的话说。";
        /// Classification scheme and code, such as `pcf:4.0`.
        optional class as "class": Text, "分类体系与编码，例如 pcf:4.0。";
        /// What the customer asks for, per period.
        optional demand as "demand": Rate, "客户需求：每个周期多少。";
        /// Working time available in one period of the demand.
        optional available as "available": Duration, "每个需求周期内可用的工作时间。";
    }
}

record! {
    /// A step: one piece of work done by one department.
    Step as "step", "工序：由一个部门完成的一项工作。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// The department that does it.
        optional department as "department": Text, "负责部门。";
        /// Where it is done.
        optional site as "site": Text, "地点。";
        /// Who answers for it: one role.
        optional owner as "owner": Text, "负责人（一个岗位）。";
        /// Work begins here without anything being handed in.
        optional start as "start": bool, "流程从这里开始，没有上道交接。";
        /// Work may end here without anything being handed on.
        optional end as "end": bool, "工作可以在这里结束，不再下交。";
        /// How several handoffs into this step come together.
        optional join as "join": Junction, "多个交接进入本工序时如何汇合。";
        /// How several handoffs out of this step part.
        optional split as "split": Junction, "多个交接离开本工序时如何分流。";
        /// Time one piece is worked on.
        optional touch as "touch": ThreePoint, "每件的加工（接触）时间。";
        /// Time to change over between kinds of work.
        optional changeover as "changeover": Duration, "换型时间。";
        /// Share of the working time the step can be used.
        optional availability as "availability": ShareOf, "可用率：工作时间中可使用的比例。";
        /// Share of pieces right first time.
        optional first_pass as "yield": ShareOf, "一次合格率。";
        /// How many work side by side.
        optional servers as "servers": Whole<1, 1_000_000>, "并行人数或设备数。";
        /// What it can do per period.
        optional capacity as "capacity": Rate, "产能：每个周期多少。";
        /// How it keeps the three duties.
        optional checks as "checks": Arc<Checks>, "三项责任：复查上道、保证本道、服务下道。";
    }
}

record! {
    /// The three duties of a step: recheck the one before, assure its own work, serve the next.
    Checks as "step.checks", "工序的三项责任：复查上道工序、保证本道工序、服务下道工序。" {
        /// How what comes in is checked.
        optional incoming as "incoming": Text, "复查：如何检查上道交来的东西。";
        /// How the own work is checked before it is passed on.
        optional own as "self": Text, "保证：交出之前如何自检。";
        /// What the next step is promised as a service.
        optional service as "service": Text, "服务：对下道工序的服务承诺。";
    }
}

record! {
    /// A handoff: what one step gives to its internal customer, the next.
    Handoff as "handoff", "交接：一道工序交给其内部客户（下道工序）的东西。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// The step, or the external party, that gives.
        required from as "from": Reference, "交出方：工序，或外部客户、供方。";
        /// The step that receives, its internal customer, or an external customer.
        optional to as "to": Reference, "接收方：下道工序（内部客户）或外部客户。";
        /// Which internal customer the receiver is.
        optional kind as "kind": HandoffKind, "接收方属于哪一类内部客户。";
        /// What flows along a hierarchical handoff.
        optional direction as "direction": Direction, "职级交接中流动的是什么。";
        /// What is handed over.
        optional deliverable as "deliverable": Text, "交付物。";
        /// The parts the deliverable must have.
        list items as "items": Text, "交付物必须包含的各项。";
        /// When it is due.
        optional due as "due": Due, "何时交付。";
        /// How much passes per period.
        optional volume as "volume": Rate, "交接量：每个周期多少。";
        /// How long work waits at this seam.
        optional wait as "wait": Duration, "在此交接处等待的时间。";
        /// How much lies waiting at this seam.
        optional stock as "stock": Quantity, "在此交接处堆积的数量。";
        /// Who answers for the wait.
        optional wait_owner as "wait_owner": WaitOwner, "等待由谁负责。";
        /// How the acceptance is recorded.
        optional evidence as "evidence": Text, "验收如何留下记录。";
        /// This handoff sends work back for another round, as from `inspect` to `weld`, rather than on.
        optional returns as "returns": bool, "这个交接是退回返工（例如从 inspect 退回 weld），不是向前交接。";
        /// How often one piece may take this way before somebody must decide.
        optional at_most as "at_most": Whole<1, 1000>, "同一件最多可走几次，超过须升级处理。";
        /// What happens when the receiver refuses.
        optional on_reject as "on_reject": Arc<OnReject>, "接收方拒收时怎么办。";
        /// What the receiver says.
        optional customer as "customer": Arc<CustomerSide>, "接收方（客户）的话。";
        /// What the giver says.
        optional supplier as "supplier": Arc<SupplierSide>, "交出方（供方）的话。";
    }
}

record! {
    /// What happens when the receiver refuses a deliverable.
    OnReject as "handoff.on_reject", "接收方拒收时的处理。" {
        /// The step, or the external supplier or customer, it goes back to.
        optional return_to as "return_to": Reference, "退回到哪道工序，或哪个外部供方、客户。";
        /// How soon it must be made good.
        optional within as "within": Duration, "多久之内必须纠正。";
        /// How often one piece may go back before somebody must decide.
        optional at_most as "at_most": Whole<1, 1000>, "同一件最多退回几次，超过须升级处理。";
        /// Who decides then.
        optional escalate_to as "escalate_to": Text, "届时由谁决定。";
    }
}

record! {
    /// The receiver's side of a handoff, in the receiver's words.
    CustomerSide as "handoff.customer", "交接的客户方：接收方自己的话。" {
        /// What the receiver needs, with bounds.
        list needs as "needs": Arc<Statement>, "接收方的需求，带界限。";
        /// Why it needs that.
        optional why as "why": Text, "为什么需要。";
        /// How much it matters, 1 to 5.
        optional importance as "importance": Whole<1, 5>, "重要程度，1 到 5。";
        /// Who said so, or who was asked.
        optional asked_by as "asked_by": Text, "由谁询问得来。";
        /// When the receiver was asked.
        optional asked_on as "asked_on": Date, "何时询问。";
        /// Who agreed to the criteria on the receiver's side.
        optional agreed_by as "agreed_by": Text, "接收方由谁同意验收准则。";
        /// When.
        optional agreed_on as "agreed_on": Date, "何时同意。";
        /// When the needs are looked at again.
        optional review_by as "review_by": Date, "何时复核需求。";
        /// The rating it expects, on its scale.
        optional expects as "expects": f64, "期望评分。";
        /// The rating it gives.
        optional perceived as "perceived": f64, "感知评分。";
        /// How many ratings that is.
        optional ratings as "ratings": Whole<1, 1_000_000_000>, "评分人数。";
    }
}

record! {
    /// The giver's side of a handoff, in the giver's words.
    SupplierSide as "handoff.supplier", "交接的供方：交出方自己的话。" {
        /// What the giver believes the receiver needs.
        list understands as "understands": Arc<Statement>, "供方理解的需求。";
        /// What the giver checks before release.
        list criteria as "criteria": Arc<Statement>, "供方放行前检查的验收准则。";
        /// What the giver promises.
        list promises as "promises": Arc<Statement>, "供方的承诺。";
    }
}

record! {
    /// A measure: what is counted or timed, and how.
    Measure as "measure", "指标：数什么、量什么、怎么量。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// What it counts in.
        required kind as "kind": MeasureKind, "以什么计量。";
        /// Which side is better.
        optional better as "better": Better, "越高越好还是越低越好。";
        /// From whose side it looks.
        optional view as "view": View, "从谁的角度看。";
        /// What is counted over what, from when to when, and what is left out.
        optional definition as "definition": Text, "操作定义：数什么、除以什么、从何时到何时、排除什么。";
        /// Where the figures come from.
        optional source as "source": Text, "数据来源。";
        /// Who answers for the figures.
        optional owner as "owner": Text, "谁对数据负责。";
        /// How often it is measured.
        optional every as "every": Duration, "多久测量一次。";
    }
}

record! {
    /// A goal, written so that it can be held against facts.
    Goal as "goal", "目标：写得可以用事实检验。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// The goal in a sentence.
        required text as "text": Text, "用一句话写出的目标。";
        /// What it is for; `improve` if not said.
        optional kind as "kind": GoalKind, "目标类型；不写即为改进。";
        /// The step, handoff or process it is measured on.
        optional on as "on": Reference, "在哪道工序、交接或流程上测量。";
        /// What is measured.
        optional measure as "measure": Reference, "指标。";
        /// Where it started.
        optional baseline as "baseline": Arc<Figure>, "基线值。";
        /// The least that is acceptable.
        optional floor as "floor": Quantity, "底线目标。";
        /// What is to be reached.
        optional target as "target": Quantity, "目标值。";
        /// What would be excellent.
        optional stretch as "stretch": Quantity, "奋斗目标。";
        /// When work on it began.
        optional start as "start": Date, "开始日期。";
        /// When it is to be reached.
        optional by as "by": Date, "截止日期。";
        /// How often it is looked at.
        optional review_every as "review_every": Duration, "多久复核一次。";
        /// Who answers for it: one role.
        optional owner as "owner": Text, "目标负责人（一个岗位）。";
        /// The objectives, or larger goals, it serves.
        list supports as "supports": Reference, "所支持的战略目标或上级目标。";
        /// Where it should be on the way.
        list milestones as "milestones": Arc<Milestone>, "里程碑。";
        /// The latest value.
        optional actual as "actual": Arc<Figure>, "最新观测值。";
    }
}

record! {
    /// One measured value, never bare: how many cases, when, and how it was got.
    Figure as "goal.actual", "一个观测值：样本量、日期、来源齐全。" {
        /// The value.
        optional value as "value": Quantity, "数值。";
        /// For a share: how many cases had it.
        optional k as "k": Whole<0, 9_007_199_254_740_992>, "占比的分子：符合的件数。";
        /// How many cases were looked at.
        optional n as "n": Whole<1, 9_007_199_254_740_992>, "样本量。";
        /// The day, or last day of the period, it speaks of.
        optional on as "on": Date, "日期（或期间的最后一天）。";
        /// How it was got.
        optional grade as "grade": Grade, "数据等级：怎么得来的。";
        /// Where it comes from.
        optional source as "source": Text, "来源。";
        /// All cases were looked at, not a sample.
        optional census as "census": bool, "全数统计，不是抽样。";
    }
}

record! {
    /// Where a goal should be on the way.
    Milestone as "goal.milestones", "里程碑：途中应达到的值。" {
        /// The day.
        required on as "on": Date, "日期。";
        /// The value by then.
        required value as "value": Quantity, "届时的数值。";
    }
}

record! {
    /// An action: what is done, by whom, until when.
    Action as "action", "行动：做什么、谁做、何时完成。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What is done.
        required text as "text": Text, "做什么。";
        /// The goals it helps.
        list helps as "helps": Reference, "有助于哪些目标。";
        /// Who does it: one role.
        optional owner as "owner": Text, "负责人（一个岗位）。";
        /// Until when.
        optional by as "by": Date, "何时完成。";
        /// How far it is.
        optional status as "status": ActionStatus, "进展。";
        /// What it needs: people, money, machines.
        optional resources as "resources": Text, "所需资源。";
    }
}

record! {
    /// What the organization wants to reach.
    Objective as "objective", "战略目标：组织想要达到什么。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The objective in a sentence.
        required text as "text": Text, "用一句话写出。";
        /// Who answers for it.
        optional owner as "owner": Text, "负责人。";
        /// Until when.
        optional by as "by": Date, "截止日期。";
    }
}

record! {
    /// An external customer.
    Customer as "customer", "外部客户。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// Which group of customers it stands for.
        optional segment as "segment": Text, "所代表的客户群。";
        /// What it buys, in its words.
        optional buys as "buys": Text, "它买的是什么，用它的话说。";
    }
}

record! {
    /// An external supplier.
    Supplier as "supplier", "外部供方。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
    }
}

record! {
    /// A value of somebody else to compare with.
    Benchmark as "benchmark", "标杆：可比较的他人数值。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The measure it is a value of.
        required measure as "measure": Reference, "所对应的指标。";
        /// The value.
        required value as "value": Quantity, "数值。";
        /// Whose value it is.
        optional of as "of": Text, "谁的数值。";
        /// Where it comes from.
        optional source as "source": Text, "来源。";
        /// The day it speaks of.
        optional on as "on": Date, "日期。";
    }
}

record! {
    /// A practice worth following.
    Practice as "practice", "最佳实践。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The practice in a sentence.
        required text as "text": Text, "用一句话写出。";
        /// Why it works.
        optional principle as "principle": Text, "原理。";
        /// Who does it well.
        optional exemplar as "exemplar": Text, "典范。";
        /// Where it comes from.
        optional source as "source": Text, "来源。";
    }
}

record! {
    /// Something the organization is good at.
    Strength as "strength", "优势。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The strength in a sentence.
        required text as "text": Text, "用一句话写出。";
        /// The goals it helps.
        list helps as "helps": Reference, "有助于哪些目标。";
    }
}

record! {
    /// Something that stands in the organization's way.
    Weakness as "weakness", "劣势。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The weakness in a sentence.
        required text as "text": Text, "用一句话写出。";
        /// The goals it blocks.
        list blocks as "blocks": Reference, "妨碍哪些目标。";
    }
}

record! {
    /// A customer value sheet: what one department's customer values, touchpoint by touchpoint.
    ValueSheet as "value_sheet", "客户价值单：一个部门的客户在每个接触点看重什么。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// The department that serves.
        optional department as "department": Text, "提供服务的部门。";
        /// The customer it is written for.
        optional target_customer as "target_customer": Text, "目标客户。";
        /// Who of the customer's side agreed to it.
        optional agreed_with as "agreed_with": Text, "与客户方的谁达成一致。";
        /// When.
        optional agreed_on as "agreed_on": Date, "何时达成一致。";
        /// How often it is looked at again.
        optional review_every as "review_every": Duration, "多久复核一次。";
        /// Where the customer meets the department.
        list touchpoints as "touchpoint": Arc<Touchpoint>, "客户接触点。";
        /// Phases that do not exist for this service, each with the reason.
        list without as "without": Arc<WithoutPhase>, "不适用的阶段及理由。";
    }
}

record! {
    /// A point at which the customer meets the department.
    Touchpoint as "value_sheet.touchpoint", "接触点：客户感受服务的一个点。" {
        /// When the customer meets it.
        optional phase as "phase": Phase, "事前、事中还是事后。";
        /// Where, in a word or two.
        optional at as "at": Text, "在哪里，一两个词。";
        /// The handoff it belongs to.
        optional handoff as "handoff": Reference, "所属的交接。";
        /// What the customer values there.
        optional value as "value": Text, "客户在此看重的价值。";
        /// Which attribute of customer value that is.
        optional attribute as "attribute": Attribute, "属于哪一类客户价值。";
        /// What is done for it.
        list actions as "actions": Arc<ServiceAction>, "行动措施。";
    }
}

record! {
    /// What is done for the customer at a touchpoint.
    ServiceAction as "value_sheet.touchpoint.actions", "接触点上的行动措施。" {
        /// What is done.
        required text as "text": Text, "做什么。";
        /// Who does it.
        optional owner as "owner": Text, "谁做。";
        /// How soon.
        optional within as "within": Duration, "多久之内。";
        /// How soon when it is urgent.
        optional urgent_within as "urgent_within": Duration, "紧急时多久之内。";
        /// What shows that it was done.
        optional evidence as "evidence": Text, "用什么证明做了。";
    }
}

record! {
    /// A phase that does not exist for a service.
    WithoutPhase as "value_sheet.without", "对该服务不适用的阶段。" {
        /// The phase.
        required phase as "phase": Phase, "阶段。";
        /// Why it does not exist.
        required why as "why": Text, "理由。";
    }
}
