//! The tables of a handoff: what one step gives to the next, as both sides see it.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::choices::{Direction, HandoffKind, Side, WaitOwner};
use super::super::decode::{Decode, Decoding, Reading};
use super::super::list::List;
use super::super::quantities::{Duration, Rate, ShareOf};
use super::super::record::{Record, record};
use super::super::schema::{KeySpec, TableSpec};
use super::super::statement::Statement;
use super::super::tree::Table;
use super::super::values::{Id, Reference, Whole};
use crate::lang::Text;
use crate::quantity::{Due, Quantity};
use crate::source::Span;

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
        /// Of the work that leaves the giving step, the share that takes this way; of a way back, the share that is sent back.
        optional share as "share": ShareOf, "离开交出工序的工作中走这条路的比例；退回的交接则为退回比例。";
        /// How long work waits at this seam.
        optional wait as "wait": Duration, "在此交接处等待的时间。";
        /// How much lies waiting at this seam.
        optional stock as "stock": Box<Quantity>, "在此交接处堆积的数量。";
        /// Who answers for the wait.
        optional wait_owner as "wait_owner": WaitOwner, "等待由谁负责。";
        /// How the acceptance is recorded.
        optional evidence as "evidence": Text, "验收如何留下记录。";
        /// This handoff sends work back for another round, as from `inspect` to `weld`, rather than on.
        optional returns as "returns": bool, "这个交接是退回返工（例如从 inspect 退回 weld），不是向前交接。";
        /// How often one piece may take this way before somebody must decide.
        optional at_most as "at_most": Whole<1, 1000>, "同一件最多可走几次，超过须升级处理。";
        /// Who records whether what was handed over could be used as it was.
        optional recorded_by as "recorded_by": Side, "由谁记录所交之物能否直接使用。";
        /// The one role that answers when something goes wrong here; else the owner of the giving step.
        list accountable as "accountable": Text, "此交接出问题时由谁负责（一个岗位）；不写则为交出工序的负责人。";
        /// How long before the receiver is told.
        optional notice as "notice": Box<Duration>, "提前多久通知接收方。";
        /// How soon the receiver says whether it was good.
        optional feedback_within as "feedback_within": Box<Duration>, "接收方多久之内反馈好坏。";
        /// The instruction a task is given with: what to do, with what means.
        optional instruction as "instruction": Box<Text>, "下达任务时的指导书：做什么、给什么条件。";
        /// It carries what customers say of the result back into the work.
        optional carries_voice as "carries_voice": bool, "它把客户对结果的意见带回到工作中。";
        /// How an urgent case goes.
        optional urgent as "urgent": Arc<Urgent>, "紧急情况怎么走。";
        /// What happens when the receiver refuses.
        optional on_reject as "on_reject": Arc<OnReject>, "接收方拒收时怎么办。";
        /// What the receiver says.
        optional customer as "customer": Arc<CustomerSide>, "接收方（客户）的话。";
        /// What the giver says.
        optional supplier as "supplier": Arc<SupplierSide>, "交出方（供方）的话。";
    }
}

record! {
    /// How an urgent case of a handoff goes.
    Urgent as "handoff.urgent", "交接的紧急情况怎么走。" {
        /// When it is due then.
        optional due as "due": Due, "紧急时何时交付。";
        /// Who decides that it is urgent, and which way it takes.
        optional route as "route": Text, "由谁判定紧急，走哪条路。";
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
        /// The receiver may refuse what does not meet its needs.
        optional may_refuse as "may_refuse": bool, "接收方有权拒收不满足需求的东西。";
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
        /// What must never be broken: safety, law, what would ruin the customer.
        list bottom_line as "bottom_line": Arc<Statement>, "绝不能突破的底线：安全、法规、会毁掉客户的事。";
        /// Which share of the deliverables is checked for that.
        optional bottom_line_checked as "bottom_line_checked": ShareOf, "按底线检查的比例。";
    }
}
