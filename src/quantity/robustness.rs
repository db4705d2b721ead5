//! Random texts: reading never fails in another way than with an error.

use super::{Criterion, Due, Quantity};
use crate::lang::Lang;

const ALPHABET: &[&str] = &[
    "0",
    "1",
    "2",
    "9",
    ".",
    ",",
    " ",
    "-",
    "e",
    "+",
    "/",
    ":",
    "%",
    "％",
    "‰",
    "¥",
    "$",
    "h",
    "min",
    "day",
    "working ",
    "kg",
    "°C",
    "m2",
    "to ",
    "per ",
    "of ",
    "at most ",
    "≤",
    "=",
    "<",
    ">",
    "±",
    "–",
    "..",
    "天",
    "个",
    "個",
    "工作日",
    "小时",
    "内",
    "以上",
    "每",
    "不超过",
    "百分之",
    "九",
    "十",
    "半",
    "万",
    "元",
    "点",
    "时",
    "周",
    "一",
    "９",
    "ａ",
    "　",
    "é",
    "😀",
    "İ",
    "ß",
    "是",
    "年",
    "月",
    "every ",
    "by ",
    "inf",
    "nan",
    "次",
    "errors",
    "yes",
    "(",
    "。",
    "µ",
    "²",
    "\u{301}",
];

/// A small generator of the xorshift kind, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).map_or(0, |n| n % count)
    }

    fn text(&mut self) -> String {
        let length = 1 + self.below(9);
        (0..length)
            .filter_map(|_| ALPHABET.get(self.below(ALPHABET.len())))
            .copied()
            .collect()
    }
}

fn lies_on_characters(text: &str, error: Option<super::QuantityError>) {
    if let Some(range) = error.and_then(|error| error.at()) {
        assert!(text.get(range).is_some(), "{text}");
    }
}

#[test]
fn no_text_makes_reading_panic_or_split_a_character() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..200_000 {
        let text = dice.text();
        let quantity = Quantity::parse(&text);
        if let Ok(quantity) = &quantity {
            assert!(quantity.base().is_finite(), "{text}");
            assert!(!quantity.show(Lang::Zh).is_empty(), "{text}");
        }
        lies_on_characters(&text, quantity.err());
        let criterion = Criterion::parse(&text);
        if let Ok(criterion) = &criterion {
            assert!(criterion.show(Lang::En).len() < 1000, "{text}");
            assert!(criterion.subject_key().len() <= 3 * text.len(), "{text}");
        }
        lies_on_characters(&text, criterion.err());
        lies_on_characters(&text, Due::parse(&text).err());
    }
}
