//! What rules look at: kinds of objects, and objects by their numbers.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// The chain as a whole.
    Chain,
    /// A process.
    Process,
    /// A step.
    Step,
    /// A handoff.
    Handoff,
    /// A goal.
    Goal,
    /// A customer value sheet.
    ValueSheet,
    /// A measure.
    Measure,
    /// An action.
    Action,
    /// An objective of the organization.
    Objective,
    /// An external customer.
    Customer,
    /// A value of somebody else to compare with.
    Benchmark,
    /// A practice worth following.
    Practice,
    /// A weakness of the organization.
    Weakness,
    /// Something that several steps use.
    Asset,
    /// Something a customer said.
    Voice,
    /// A finding that is accepted for a while.
    Waiver,
    /// What customers were asked and answered.
    Survey,
    /// What a customer complained about.
    Complaint,
    /// A customer that was lost.
    Loss,
    /// A score that people gave their own work.
    Assessment,
    /// An event log.
    Log,
}

impl SubjectKind {
    /// All kinds.
    pub const ALL: [Self; 21] = [
        Self::Chain,
        Self::Process,
        Self::Step,
        Self::Handoff,
        Self::Goal,
        Self::ValueSheet,
        Self::Measure,
        Self::Action,
        Self::Objective,
        Self::Customer,
        Self::Benchmark,
        Self::Practice,
        Self::Weakness,
        Self::Asset,
        Self::Voice,
        Self::Waiver,
        Self::Survey,
        Self::Complaint,
        Self::Loss,
        Self::Assessment,
        Self::Log,
    ];

    /// Its name in rules and in the TOML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chain => "chain",
            Self::Process => "process",
            Self::Step => "step",
            Self::Handoff => "handoff",
            Self::Goal => "goal",
            Self::ValueSheet => "value_sheet",
            Self::Measure => "measure",
            Self::Action => "action",
            Self::Objective => "objective",
            Self::Customer => "customer",
            Self::Benchmark => "benchmark",
            Self::Practice => "practice",
            Self::Weakness => "weakness",
            Self::Asset => "asset",
            Self::Voice => "voice",
            Self::Waiver => "waiver",
            Self::Survey => "survey",
            Self::Complaint => "complaint",
            Self::Loss => "loss",
            Self::Assessment => "assessment",
            Self::Log => "log",
        }
    }

    /// The word of either language that stands behind a count.
    pub fn word(self, count: usize, lang: Lang) -> &'static str {
        let (one, many, zh) = match self {
            Self::Chain => ("chain", "chains", "条链"),
            Self::Process => ("process", "processes", "个流程"),
            Self::Step => ("step", "steps", "道工序"),
            Self::Handoff => ("handoff", "handoffs", "个交接"),
            Self::Goal => ("goal", "goals", "个目标"),
            Self::ValueSheet => ("value sheet", "value sheets", "张客户价值单"),
            Self::Measure => ("measure", "measures", "个指标"),
            Self::Action => ("action", "actions", "项行动"),
            Self::Objective => ("objective", "objectives", "个战略目标"),
            Self::Customer => ("external customer", "external customers", "个外部客户"),
            Self::Benchmark => ("benchmark", "benchmarks", "个标杆"),
            Self::Practice => ("practice", "practices", "项最佳实践"),
            Self::Weakness => ("weakness", "weaknesses", "项劣势"),
            Self::Asset => ("asset", "assets", "项共用资源"),
            Self::Voice => ("customer voice", "customer voices", "条客户声音"),
            Self::Waiver => ("waiver", "waivers", "项让步"),
            Self::Survey => ("survey", "surveys", "次调查"),
            Self::Complaint => ("complaint", "complaints", "件投诉"),
            Self::Loss => ("lost customer", "lost customers", "个流失客户"),
            Self::Assessment => ("self-assessment", "self-assessments", "次自我评价"),
            Self::Log => ("event log", "event logs", "份事件日志"),
        };
        lang.pick(if count == 1 { one } else { many }, zh)
    }
}

/// One object of the chain, by kind and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its position in the chain's list of that kind.
    pub number: u32,
}
