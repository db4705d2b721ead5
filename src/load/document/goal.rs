//! The tables of goals: what is measured, what is to be reached, what is done for it.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;

use super::super::choices::{
    ActionStatus, Attribute, Basis, Better, Curve, Expectation, GoalKind, Grade, MeasureKind,
    StandardMeasure, Statistic, View,
};
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::quantities::{Duration, ShareOf};
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference, Whole};
use crate::lang::Text;
use crate::quantity::Quantity;
use crate::source::Span;

record! {
    /// A measure: what is counted or timed, and how.
    Measure as "measure", "指标：数什么、量什么、怎么量。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// What it counts in.
        required kind as "kind": MeasureKind, "以什么计量。";
        /// Which of the usual measures of a handoff it is. The lead time of a handoff goes from the order
        /// to the end of the giver's work; the wait for the receiver comes after it.
        optional of as "of": StandardMeasure, "是交接的哪一种常用指标。交接的交付周期从下单算到交出方作业结束，其后接收方的等待另计。";
        /// Which side is better; if not said, that of the usual measure named in `of`.
        optional better as "better": Better, "越高越好还是越低越好；不写则按 `of` 所指的常用指标。";
        /// From whose side it looks.
        optional view as "view": View, "从谁的角度看。";
        /// What kind of expectation of customers it measures: basic, specified or hidden.
        optional expectation as "expectation": Expectation, "反映客户的哪一类期望：基本的、客户指定的、隐藏的。";
        /// What is counted over what, from when to when, and what is left out.
        optional definition as "definition": Text, "操作定义：数什么、除以什么、从何时到何时、排除什么。";
        /// Where the figures come from.
        optional source as "source": Text, "数据来源。";
        /// Who answers for the figures.
        optional owner as "owner": Text, "谁对数据负责。";
        /// How often it is measured.
        optional every as "every": Duration, "多久测量一次。";
        /// How many cases become one value.
        optional statistic as "statistic": Statistic, "许多个案怎样合成一个数值。";
        /// Of a percentile: the share of cases that are no longer or no more than it.
        optional percentile as "percentile": ShareOf, "百分位数的档次：多少比例的个案不超过它。";
        /// Which attribute of customer value it shows.
        optional attribute as "attribute": Attribute, "反映哪一类客户价值。";
        /// It tells beforehand what the result will be.
        optional leading as "leading": bool, "先行指标：事先预示结果。";
        /// Measures that must not get worse while this one gets better.
        list countered_by as "countered_by": Reference, "本指标变好时不得变差的制衡指标。";
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
        /// The step, handoff or process it is measured on; `chain` for the whole chain.
        optional on as "on": Reference, "在哪道工序、交接或流程上测量；整条链写 `chain`。";
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
        /// It is the one goal its process must reach before all others.
        optional primary as "primary": bool, "流程的首要目标。";
        /// What the target was taken from.
        optional basis as "basis": Basis, "目标值依据什么而定。";
        /// The handoffs whose receivers it is for, if it is not measured on them.
        list serves as "serves": Reference, "为哪些交接的接收方服务（不在其上测量时填写）。";
        /// How it is shown, for a target of nothing or all: of how many, over which time.
        optional demonstrated_by as "demonstrated_by": Text, "目标为零或全部时如何证明：多少件、多长时间。";
        /// How often it is looked at.
        optional review_every as "review_every": Duration, "多久复核一次。";
        /// Who answers for it: one role.
        optional owner as "owner": Text, "目标负责人（一个岗位）。";
        /// The objectives, or larger goals, it serves.
        list supports as "supports": Reference, "所支持的战略目标或上级目标。";
        /// The way from baseline to target, where no milestone says; `linear` if not said.
        optional curve as "curve": Curve, "没有里程碑时，由基线值走向目标值的方式；不写即为匀速。";
        /// The best value ever reached.
        optional best_ever as "best_ever": Quantity, "历史最好值。";
        /// What it costs to be short: money per time for a duration, money a piece for all else.
        optional short_costs as "short_costs": Quantity, "未达标的代价：时长写每单位时间多少钱，其余写每件多少钱。";
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

impl Goal {
    /// The better side as the step from baseline to target shows it.
    pub fn direction(&self) -> Option<Better> {
        let start = self.baseline.as_ref()?.quantity()?;
        match self.target.as_ref()?.compare(&start)? {
            Ordering::Greater => Some(Better::Higher),
            Ordering::Less => Some(Better::Lower),
            Ordering::Equal => None,
        }
    }
}

impl Figure {
    /// The value: from its counts, else as written.
    #[expect(clippy::cast_precision_loss, reason = "counts are read up to 2^53")]
    pub fn quantity(&self) -> Option<Quantity> {
        let counted = self.k.zip(self.n);
        let counted = counted.map(|(k, n)| Quantity::share(k.0 as f64 / n.0 as f64));
        counted.or_else(|| self.value.clone())
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
        /// It changes how the work is done.
        optional changes_process as "changes_process": bool, "它改变工作的做法。";
        /// What the customers of the changed work will notice.
        optional customer_effect as "customer_effect": Text, "客户会感受到什么变化。";
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
        /// Who of the top management stands behind it.
        optional sponsor as "sponsor": Text, "由哪位高层支持。";
        /// Owners of processes who agreed to it.
        list agreed_by as "agreed_by": Text, "已同意的流程负责人。";
        /// Processes that realise it.
        list realised_by as "realised_by": Reference, "由哪些流程实现。";
        /// Until when.
        optional by as "by": Date, "截止日期。";
    }
}
