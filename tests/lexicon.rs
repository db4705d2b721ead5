//! What sentences say, and which of their words are weak: facts about both languages.

use std::collections::BTreeSet;
use std::sync::Arc;

use baton::lang::Lang::{self, En, Zh};
use baton::lexicon::{Lexicon, Purpose, Role, Sentence, Verb};
use baton::problem::Problem;
use baton::quantity::Quantity;
use baton::source::Sources;
use proptest::prelude::*;

/// Sentences with the kinds of weak words they have, no more and no fewer.
#[rustfmt::skip]
const SENTENCES: &[(Lang, &str, &[&str])] = &[
    (Zh, "提高客户满意度", &["direction-without-number"]),
    (Zh, "2026年12月31日前,将一次交检合格率由92%提高到97%", &[]),
    (Zh, "尽快完成系统上线", &["vague-time"]),
    (Zh, "及时交付率在2026年第三季度末达到98%", &[]),
    (Zh, "及时向生产部提供合格原料", &["vague-time"]),
    (Zh, "加强部门间沟通", &["direction-without-number"]),
    (Zh, "原则上两天内付款", &["escape-clause"]),
    (Zh, "等待时间由6小时缩短至2小时", &[]),
    (Zh, "做好仓库盘点等工作", &["activity-not-result", "open-ended"]),
    (Zh, "持续改进质量控制", &[]),
    (Zh, "不断提高服务水平", &["vague-time", "direction-without-number"]),
    (Zh, "合约评审在收到订单后24小时内完成率达到95%", &[]),
    (Zh, "约95%的订单按时发货", &["vague-quantity"]),
    (Zh, "预约取款两天内到账率不低于99%", &[]),
    (Zh, "有效期内物料占比达到100%", &[]),
    (Zh, "有效降低库存", &["vague-degree", "direction-without-number"]),
    (Zh, "降低库存20%", &[]),
    (Zh, "大幅降低返工率", &["vague-degree", "direction-without-number"]),
    (Zh, "返工率下降大约一半", &["vague-quantity"]),
    (Zh, "争取客户续约率达到90%", &[]),
    (Zh, "力争全年无重大质量事故", &["escape-clause"]),
    (Zh, "开展质量月培训", &["activity-not-result"]),
    (Zh, "员工满意度调查得分达到85分", &[]),
    (Zh, "必要时由质量部复检", &["escape-clause"]),
    (Zh, "合理化建议采纳数达到每月10条", &[]),
    (Zh, "合理安排生产", &["vague-degree"]),
    (Zh, "最终检验合格率达到99.5%", &[]),
    (Zh, "交付周期中位数≤3个工作日", &[]),
    (Zh, "缩短交付周期三天", &[]),
    (Zh, "将投诉关闭时间压缩一半", &[]),
    (Zh, "将投诉关闭时间压缩到合理水平", &["vague-degree", "direction-without-number"]),
    (Zh, "定期回访重点客户", &["vague-time"]),
    (Zh, "提升机故障停机时间每月不超过2小时", &[]),
    (Zh, "上下料时间不超过30秒", &[]),
    (Zh, "误差在5分钟左右", &["vague-quantity"]),
    (Zh, "合格率达到xx%", &["placeholder"]),
    (Zh, "某工序合格率待定", &["placeholder"]),
    (Zh, "更换模具时间由40分钟降至10分钟", &[]),
    (Zh, "九成以上订单在48小时内发货", &[]),
    (Zh, "尽可能满足客户需求", &["vague-degree"]),
    (Zh, "快速换模时间小于10分钟", &[]),
    (Zh, "实时监控系统可用率达到99.9%", &[]),
    (Zh, "过程控制图覆盖率达到100%", &[]),
    (Zh, "与同行相比处于领先水平", &["vague-degree"]),
    (En, "Improve customer satisfaction", &["direction-without-number"]),
    (En, "Improve first-pass yield from 92% to 97% by 31 December 2026", &[]),
    (En, "Ship orders as soon as possible", &["vague-time"]),
    (En, "Timely delivery rate reaches 98% by 2026-09-30", &[]),
    (En, "Deliver in a timely manner", &["vague-time"]),
    (En, "Reduce rework significantly", &["direction-without-number", "vague-degree"]),
    (En, "Reduce rework by 30%", &[]),
    (En, "Close the audit by 31 May 2026 with no open majors", &[]),
    (En, "Suppliers may deliver within two weeks", &["escape-clause"]),
    (En, "Respond to requests within 24 hours where possible", &["escape-clause"]),
    (En, "95th percentile lead time is at most 5 working days", &[]),
    (En, "Most orders are shipped on time", &["vague-quantity"]),
    (En, "Hold a monthly training on packing", &["activity-not-result"]),
    (En, "Goods receipt is posted within 4 hours for 98% of deliveries", &[]),
    (En, "Good communication with production", &["vague-degree"]),
    (En, "Second-pass yield is at least 99%", &[]),
    (En, "Breakfast orders are ready in 10 minutes", &[]),
    (En, "Provide appropriate documents, etc.", &["vague-degree", "open-ended"]),
    (En, "Keep stock at a minimum of 3 days of demand", &[]),
    (En, "Best before date is printed on 100% of labels", &[]),
    (En, "Effective date is confirmed on every order", &[]),
    (En, "Yield reaches TBD", &["placeholder"]),
    (En, "Approximately 95% of invoices are correct", &["vague-quantity"]),
    (En, "Answer questions about quality issues in 2 days", &[]),
    (En, "Halve the number of returned parts by Q3 2026", &[]),
    (En, "Increase throughput to twelve pallets per hour", &[]),
    (Zh, "违约订单占比不超过1%", &[]),
    (Zh, "近三个月平均交付周期不超过5天", &["vague-quantity"]),
    (Zh, "上下游对账差异为零", &[]),
    (En, "Lead time is around 5 days", &["vague-quantity"]),
    (En, "At most 1% of orders are reworked", &[]),
];

/// The kinds of weak words of a sentence, each once.
fn kinds(text: &str, lang: Lang) -> BTreeSet<&'static str> {
    let hits = Lexicon::built_in().hits(text, lang);
    hits.iter().map(|hit| hit.kind.name()).collect()
}

#[test]
fn every_sentence_has_the_weak_words_it_is_known_to_have() {
    let mut wrong = Vec::new();
    for (lang, text, expected) in SENTENCES {
        let found = kinds(text, *lang);
        if found != expected.iter().copied().collect() {
            wrong.push(format!("{text}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
