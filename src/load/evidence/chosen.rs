//! A word of a table as the word its key takes: tables are filled in the words of those who fill
//! them, such as 严重 where the key takes `high`.
//!
//! A word stands for a choice only by itself: none is found within another.

use crate::load::schema::Shape;

/// Words that people write for a choice, beside its own word and its Chinese meaning.
const SAID: &[(&str, &[&str])] = &[
    ("low", &["低", "轻", "轻度", "较轻", "輕微", "輕", "minor"]),
    ("medium", &["中", "中等", "中度", "普通", "moderate"]),
    (
        "high",
        &[
            "高",
            "重",
            "重大",
            "重度",
            "较重",
            "很严重",
            "非常严重",
            "十分严重",
            "特别严重",
            "嚴重",
            "major",
            "severe",
            "critical",
        ],
    ),
    ("quality", &["质量问题", "品质", "品质问题", "質量", "品質"]),
    (
        "delivery",
        &["交期", "交货", "交付不及时", "不准时", "交貨"],
    ),
    ("service", &["服务问题", "服务不好", "服務"]),
    (
        "attitude",
        &["态度", "服务态度", "态度不好", "態度", "態度冷淡"],
    ),
    ("price", &["价格高", "价格原因", "價格"]),
    ("product", &["产品", "产品不合适", "不合需要", "產品"]),
    (
        "competitor",
        &["竞争对手", "竞争", "被竞争对手抢走", "競爭對手"],
    ),
    ("moved", &["搬迁", "迁走", "搬走", "客戶遷走"]),
    (
        "closed",
        &["停业", "停产", "倒闭", "破产", "歇业", "客戶停業"],
    ),
    ("unknown", &["不明", "未知", "不详", "不清楚", "原因不詳"]),
    ("logged", &["系统", "系統記錄"]),
    ("sampled", &["抽查", "抽樣"]),
    ("estimated", &["估算", "估計"]),
    ("customer-confirmed", &["客户已确认", "客戶確認"]),
    ("declared", &["自报数", "自報"]),
    ("customer", &["客戶", "下道工序", "接收方"]),
    ("supplier", &["供應方", "上道工序", "交出方"]),
];

/// The word of the key for what a cell says; `None` where it is none of them, or already is one.
pub(super) fn chosen(text: &str, shape: &Shape) -> Option<&'static str> {
    let Shape::Choice(words) = shape else {
        return None;
    };
    let found = words.iter().find(|(word, zh)| {
        let short = zh.split(['：', '（']).next().unwrap_or(zh);
        let mut said = SAID.iter().filter(|(of, _)| of == word);
        text.eq_ignore_ascii_case(word)
            || text == *zh
            || text == short
            || said.any(|(_, all)| all.iter().any(|one| text.eq_ignore_ascii_case(one)))
    });
    found.map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Choice as _;
    use crate::load::choices::{LossReason, Severity};
    use crate::load::decode::Decode as _;

    #[test]
    fn every_choice_is_read_by_its_word_and_by_its_meaning() {
        for (shape, words) in [
            (Severity::shape(), Severity::WORDS),
            (LossReason::shape(), LossReason::WORDS),
        ] {
            for (word, zh) in words {
                assert_eq!(chosen(word, &shape), Some(*word));
                assert_eq!(chosen(zh, &shape), Some(*word), "{zh}");
                assert_eq!(chosen(&word.to_uppercase(), &shape), Some(*word));
            }
        }
    }

    #[test]
    fn usual_words_are_read_and_others_are_not() {
        let severity = |text| chosen(text, &Severity::shape());
        for (text, word) in [
            ("重大", "high"),
            ("嚴重", "high"),
            ("非常严重", "high"),
            ("中", "medium"),
            ("轻", "low"),
        ] {
            assert_eq!(severity(text), Some(word), "{text}");
        }
        for text in ["不严重", "很高", "待定", "3", ""] {
            assert_eq!(severity(text), None, "{text}");
        }
    }

    #[test]
    fn no_word_stands_for_two_choices_of_one_key() {
        for shape in [Severity::shape(), LossReason::shape()] {
            let Shape::Choice(words) = shape else {
                continue;
            };
            let all = words.iter().flat_map(|(word, zh)| {
                let said = SAID.iter().filter(move |(of, _)| of == word);
                std::iter::once(*zh).chain(said.flat_map(|(_, all)| all.iter().copied()))
            });
            let mut all: Vec<_> = all.collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }
}
