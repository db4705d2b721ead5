//! References beyond the flow of work: who is measured by what, helped, blocked or served
//! by whom.

use super::objects::{GoalId, HandoffId, ProcessId, StepId};

/// Numbers a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeasureId(pub u32);

/// Resolved references, each list in the order of the chain's list it belongs to.
#[derive(Debug, Default)]
pub struct Links {
    /// The measure of each goal.
    pub goal_measure: Vec<Option<MeasureId>>,
    /// The handoffs whose receivers each goal is for.
    pub goal_serves: Vec<Vec<HandoffId>>,
    /// The goals that support each goal directly.
    pub goal_supported_by: Vec<Vec<GoalId>>,
    /// The weaknesses that block each goal.
    pub goal_blocked_by: Vec<Vec<u32>>,
    /// The goals each measure judges.
    pub measure_goals: Vec<Vec<GoalId>>,
    /// The measures that must not get worse while each measure gets better.
    pub measure_counters: Vec<Vec<MeasureId>>,
    /// The measure of each benchmark.
    pub benchmark_measure: Vec<Option<MeasureId>>,
    /// The benchmarks each practice is thought to explain; none named stands for all.
    pub practice_benchmarks: Vec<Vec<u32>>,
    /// The goals each action helps.
    pub action_goals: Vec<Vec<GoalId>>,
    /// The goals that support each objective directly.
    pub objective_goals: Vec<Vec<GoalId>>,
    /// The processes that realise each objective.
    pub objective_processes: Vec<Vec<ProcessId>>,
    /// The goals each weakness blocks.
    pub weakness_goals: Vec<Vec<GoalId>>,
    /// The steps that use each asset.
    pub asset_steps: Vec<Vec<StepId>>,
    /// The handoffs the touchpoints of each value sheet belong to.
    pub sheet_handoffs: Vec<Vec<HandoffId>>,
    /// The external customer of each voice.
    pub voice_customer: Vec<Option<u32>>,
}
