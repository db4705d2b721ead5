//! The tables of what becomes of customers: those who left, and what people say of their own work.

use jiff::civil::Date;

use super::super::choices::LossReason;
use super::super::columns::ScaleGrade;
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::quantities::Money;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference};
use crate::lang::Text;
use crate::quantity::Period;
use crate::source::Span;

record! {
    /// A customer that was lost: when, where in the chain, for which reason.
    Loss as "loss", "客户流失：何时、在哪里、因为什么失去了客户。" {
        /// Short name or number, unique in its process.
        required id as "id": Id, "代号或编号，在本流程中唯一。";
        /// When it left.
        optional on as "on": Date, "何时流失。";
        /// The external customer, or who else left.
        optional customer as "customer": Text, "哪个客户。";
        /// The handoff that lost it.
        optional handoff as "handoff": Reference, "在哪个交接上失去的。";
        /// The process that lost it.
        optional process as "process": Reference, "由哪个流程失去的。";
        /// Why it left.
        optional reason as "reason": LossReason, "为什么离开。";
        /// What it said, or what is known of it.
        optional text as "text": Text, "客户怎么说的，或所了解的情况。";
        /// What it bought in a year.
        optional yearly as "yearly": Money, "每年的采购额。";
        /// What was done because of it.
        optional action as "action": Text, "因此采取了什么措施。";
        /// Who recorded it.
        optional recorded_by as "recorded_by": Text, "由谁记录。";
    }
}

record! {
    /// A self-assessment: the score that those who do the work give it.
    Assessment as "assessment", "自我评价：做这项工作的人给自己打的分。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// The handoff, step or process that is assessed; `chain` for the whole chain.
        optional on as "on": Reference, "评价哪个交接、工序或流程；整条链写 `chain`。";
        /// The score: a grade of the scale, or a number between its ends.
        required score as "score": ScaleGrade, "得分：评价中的一档，或两端之间的一个数。";
        /// The grades of the scale, worst first; of numbers of which more is better the two ends are
        /// enough.
        list scale as "scale": ScaleGrade, "各档评价，从最差到最好；数字越大越好时写两端即可。";
        /// When.
        optional period as "period": Period, "何时。";
        /// A share that was measured of the same object, to hold the score against.
        optional measure as "measure": Reference, "在同一对象上实测的占比类指标，用来与得分对照。";
        /// Who gave the score.
        optional recorded_by as "recorded_by": Text, "由谁打分。";
        /// What else is to be known of it.
        optional note as "note": Text, "说明。";
    }
}
