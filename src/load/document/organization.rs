//! The tables that belong to the whole organization.

use jiff::civil::Date;

use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
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
