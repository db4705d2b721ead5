//! The tables of customer value sheets.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::choices::{Attribute, Phase};
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::quantities::Duration;
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::tree::Table;
use super::super::values::{Id, Reference};
use crate::lang::Text;
use crate::source::Span;

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
        /// Attributes of customer value that do not matter for this service, each with the reason.
        list without_attribute as "without_attribute": Arc<WithoutAttribute>, "不适用的价值类别及理由。";
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
        /// What it costs the customer besides money: time, trips, questions.
        optional cost as "cost": Text, "除金钱外客户付出什么：时间、跑腿、追问。";
        /// What happens here decides whether the customer comes back.
        optional moment_of_truth as "moment_of_truth": bool, "关键时刻：决定客户会不会再来。";
        /// What the people there may decide alone, up to which limit.
        optional decision_right as "decision_right": Text, "现场人员可自行决定什么，限度多少。";
        /// How they are trained for it.
        optional training as "training": Text, "为此受过什么培训。";
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
    /// An attribute of customer value that does not matter for a service.
    WithoutAttribute as "value_sheet.without_attribute", "对该服务不适用的价值类别。" {
        /// The attribute.
        required attribute as "attribute": Attribute, "价值类别。";
        /// Why it does not matter.
        required why as "why": Text, "理由。";
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
