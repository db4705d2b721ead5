//! The tables of a model file: what one TOML file says, typed, with places.
//!
//! Everything here is what the user wrote. Nothing is looked up or derived; that is
//! the model's work.

mod calendar;
mod evidence;
mod goal;
mod handoff;
mod heard;
mod lever;
mod log;
mod organization;
mod value_sheet;

use std::sync::Arc;

pub use self::calendar::WorkCalendar;
pub use self::evidence::{Complaint, Evidence, MeasuredFigure, Survey};
pub use self::goal::{Action, Figure, Goal, Measure, Milestone, Objective};
pub use self::handoff::{CustomerSide, Handoff, OnReject, SupplierSide, Urgent};
pub use self::heard::{Assessment, Loss};
pub use self::lever::Lever;
pub use self::log::Log;
pub use self::organization::{
    Asset, Benchmark, Customer, Organization, Practice, Strength, Supplier, Voice, Waiver, Weakness,
};
pub use self::value_sheet::{
    ServiceAction, Touchpoint, ValueSheet, WithoutAttribute, WithoutPhase,
};
pub use super::choices::{
    ActionStatus, Adoption, Attribute, Basis, BenchmarkKind, Better, Curve, DateOrder, Direction,
    Encoding, EvidenceKind, Expectation, GoalKind, Grade, HandoffKind, Judges, Junction,
    LossReason, MeasureKind, Parameter, Phase, Severity, StandardMeasure, Statistic, View,
    WaitOwner,
};
use super::decode::{Decode, Decoding, Reading};
use super::list::List;
use super::quantities::{Duration, Money, Rate, ShareOf, ThreePoint};
use super::record::{Record, record};
use super::schema::{KeySpec, TableSpec};
use super::tree::Table;
use super::values::{Id, Whole};
use crate::lang::Text;
use crate::source::{SourceId, Span};

/// One model file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text it was read from.
    pub source: SourceId,
    /// The model file it belongs to: itself, or for evidence the one that declares it.
    pub owner: SourceId,
    /// What the text says, as 32 hexadecimal digits.
    pub hash: Arc<str>,
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
        /// What could be changed, within which range, at what cost.
        list levers as "lever": Arc<Lever>, "可以改变什么、在什么范围内、要花多少。";
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
        /// What several steps use together.
        list assets as "asset": Arc<Asset>, "几道工序共用的设备或资源。";
        /// When people are at work.
        list calendars as "calendar": Arc<WorkCalendar>, "工作日历：什么时间上班。";
        /// What customers said.
        list voices as "voice": Arc<Voice>, "客户的声音。";
        /// Findings that are accepted for a while.
        list waivers as "waiver": Arc<Waiver>, "在一段时间内接受的发现。";
        /// Files of evidence beside the model.
        list evidence as "evidence": Arc<Evidence>, "与模型放在一起的证据文件。";
        /// What was measured.
        list figures as "figure": Arc<MeasuredFigure>, "观测值。";
        /// What customers were asked and answered.
        list surveys as "survey": Arc<Survey>, "调查。";
        /// What customers complained about.
        list complaints as "complaint": Arc<Complaint>, "投诉。";
        /// Customers that were lost.
        list losses as "loss": Arc<Loss>, "客户流失。";
        /// How good people say their own work is.
        list assessments as "assessment": Arc<Assessment>, "自我评价。";
        /// Event logs beside the model.
        list logs as "log": Arc<Log>, "与模型放在一起的事件日志。";
        /// Customer value sheets.
        list value_sheets as "value_sheet": Arc<ValueSheet>, "客户价值单。";
    }
}

impl Tables {
    /// Completes what follows from what is written: of the usual measures everybody knows which side
    /// is better.
    pub(super) fn fill_in(&mut self) {
        for measure in self.measures.items_mut().filter_map(Arc::get_mut) {
            let usual = || measure.of.map(StandardMeasure::usually_better);
            measure.better = measure.better.or_else(usual);
        }
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
        /// How much it matters for the strategy, 1 to 5.
        optional priority as "priority": Whole<1, 5>, "对战略的重要程度，1 到 5。";
        /// What makes it able: people, technology, quality, information.
        optional enablers as "enablers": Arc<Enablers>, "支撑条件：人员、技术、质量、信息。";
    }
}

record! {
    /// What makes a process able to do its work.
    Enablers as "process.enablers", "使流程能够完成其工作的条件。" {
        /// Who does it, with which skills and rights.
        optional people as "people": Text, "由谁做，有什么技能和权限。";
        /// Machines and systems.
        optional technology as "technology": Text, "设备与系统。";
        /// How it is assured that the work is right.
        optional quality as "quality": Text, "如何保证做对。";
        /// Which information it gets, and from where.
        optional information as "information": Text, "得到什么信息，从哪里来。";
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
        /// Share of the defects reaching it that its checks find.
        optional detects as "detects": ShareOf, "检出率：流到本工序的缺陷中被检查发现的比例。";
        /// Work leaves it only every so often, as when lots are collected for a weekly run.
        optional release_every as "release_every": Duration, "每隔多久才放行一次（例如凑批每周一次）。";
        /// What working on one piece costs.
        optional cost as "cost": Money, "每加工一件的成本。";
        /// How many work side by side.
        optional servers as "servers": Whole<1, 1_000_000>, "并行人数或设备数。";
        /// What it can do per period.
        optional capacity as "capacity": Rate, "产能：每个周期多少。";
        /// Who stands in when the owner is away.
        optional deputy as "deputy": Text, "负责人不在时由谁代理。";
        /// What an event log calls it, `*` at the beginning or end for any text; its name or id if not said.
        list activities as "activities": Text, "事件日志中的活动名称，开头或结尾可用 `*` 代表任意文字；不写则用名称或代号。";
        /// Its work is to inspect what others made.
        optional inspects as "inspects": bool, "本工序的工作就是检查别人做的东西。";
        /// External customers meet the people of this step.
        optional meets_customer as "meets_customer": bool, "外部客户直接接触本工序的人。";
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
