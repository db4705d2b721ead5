//! The tables that belong to the whole organization.

use jiff::civil::Date;

use super::super::choices::{Adoption, BenchmarkKind, Posture};
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::quantities::{Duration, ShareOf};
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference};
use crate::lang::Text;
use crate::quantity::Quantity;
use crate::source::Span;

record! {
    /// The organization the processes belong to.
    Organization as "organization", "流程所属的组织。" {
        /// What it is called.
        required name as "name": Text, "组织名称。";
        /// What it wants to be chosen for.
        optional value_position as "value_position": Text, "客户价值定位：客户为什么选择我们。";
        /// What it wants to be better at than others.
        optional posture as "posture": Posture, "想在哪方面胜过别人。";
        /// Process classes the audit is meant to cover, such as `aa:5`.
        list scope as "scope": Text, "审核应覆盖的流程类别，例如 aa:5。";
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
        /// The organization depends on it.
        optional key as "key": bool, "关键客户。";
        /// Its share of the sales.
        optional share as "share": ShareOf, "占销售额的比例。";
        /// How often it is talked with.
        optional contact_every as "contact_every": Duration, "多久联系一次。";
        /// When it was last talked with.
        optional last_contact as "last_contact": Date, "最近一次联系的日期。";
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
        /// With whom the comparison is made.
        optional kind as "kind": BenchmarkKind, "与谁比较。";
        /// How that value is counted, if not as the measure is.
        optional definition as "definition": Text, "该数值怎样统计（与指标定义不同时说明）。";
        /// The customers or products it holds for.
        optional segment as "segment": Text, "适用于哪类客户或产品。";
    }
}

record! {
    /// Something that several steps use together, such as a weighbridge.
    Asset as "asset", "几道工序共用的设备或资源，例如地磅。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// What people call it.
        optional name as "name": Text, "名称。";
        /// The steps that use it.
        list used_by as "used_by": Reference, "哪些工序使用它。";
        /// The one role that answers for it.
        list accountable as "accountable": Text, "由谁负责（一个岗位）。";
        /// Who decides when it fails.
        optional escalate_to as "escalate_to": Text, "出故障时由谁决定。";
    }
}

record! {
    /// What a customer said, and where it went.
    Voice as "voice", "客户说的话，以及它去了哪里。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// What was said, in the customer's words.
        required text as "text": Text, "说了什么，用客户的话。";
        /// The external customer who said it.
        optional customer as "customer": Reference, "哪个外部客户说的。";
        /// How it was heard: visit, survey, complaint, sales report.
        optional source as "source": Text, "怎么听到的：拜访、调查、投诉、销售报告。";
        /// When it was said.
        optional on as "on": Date, "何时说的。";
        /// When whoever can act on it heard of it.
        optional reached_owner_on as "reached_owner_on": Date, "何时传到能采取行动的负责人。";
        /// The handoffs, goals or actions that took it up.
        list feeds as "feeds": Reference, "哪些交接、目标或行动采纳了它。";
    }
}

record! {
    /// A finding that is accepted for a while, and who answers for that.
    Waiver as "waiver", "让步：在一段时间内接受某项发现，并写明由谁负责。" {
        /// Short name, unique in the workspace.
        required id as "id": Id, "代号，在整个工作区中唯一。";
        /// The rule whose finding is accepted, as family/name.
        required rule as "rule": Reference, "接受哪条规则的发现，写作 类别/名称。";
        /// The one object it was found on, as process/id; left out only for findings on the chain as a whole.
        optional on as "on": Reference, "针对哪一个对象，写作 流程/代号；只有针对整条链的发现才不写。";
        /// Why it is accepted.
        required reason as "reason": Text, "为什么接受。";
        /// Who approved that.
        optional approved_by as "approved_by": Text, "由谁批准。";
        /// Who of the customer's side lives with it.
        optional signed_by as "signed_by": Text, "客户方由谁签字同意承受。";
        /// When it was approved.
        optional granted_on as "granted_on": Date, "何时批准。";
        /// The last day it holds.
        optional ends_on as "ends_on": Date, "有效到哪一天。";
        /// The largest gap it accepts, for a goal.
        optional gap_at_most as "gap_at_most": Quantity, "对目标：最多接受多大的差距。";
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
        /// What shows that it works.
        optional evidence as "evidence": Text, "用什么证明它有效。";
        /// Whether it was taken over.
        optional adopted as "adopted": Adoption, "是否采用。";
        /// The benchmarks it is thought to explain; all of them if none is named.
        list explains as "explains": Reference, "用来解释哪些标杆；不写即为全部。";
        /// Why it was or was not.
        optional why as "why": Text, "采用或不采用的理由。";
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
