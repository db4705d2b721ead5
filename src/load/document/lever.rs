//! The table of levers: what could be changed, how far, and at what cost.

use super::super::choices::Parameter;
use super::super::decode::{Decode, Decoding, Reading};
use super::super::quantities::Money;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference};
use crate::lang::Text;
use crate::quantity::Quantity;
use crate::source::Span;

record! {
    /// A lever: something that could be changed to close a gap, how far, and at what cost.
    Lever as "lever", "杠杆：为弥合差距可以改变的东西、可变范围和代价。" {
        /// Short name, unique in its process.
        required id as "id": Id, "代号，在本流程中唯一。";
        /// What would be done.
        required text as "text": Text, "要做什么。";
        /// The step or handoff it changes.
        required changes as "changes": Reference, "改变哪道工序或哪个交接。";
        /// Which figure of it.
        required parameter as "parameter": Parameter, "改变它的哪个参数。";
        /// The least the figure can become; today's value lies between this and `most`.
        required least as "least": Quantity, "参数可达到的最小值；当前值应在最小值与最大值之间。";
        /// The most the figure can become.
        required most as "most": Quantity, "参数可达到的最大值。";
        /// What a change by `per` costs.
        optional cost as "cost": Money, "每改变一个 `per` 的成本。";
        /// The step in which `cost` is counted; `1 pp` for a share if not said.
        optional per as "per": Quantity, "`cost` 对应的改变量；占比不写即为 1 个百分点。";
        /// What it costs once, however far it is changed.
        optional once as "once": Money, "一次性成本，与改变多少无关。";
        /// Who could do it: one role.
        optional owner as "owner": Text, "由谁来做（一个岗位）。";
    }
}
