//! What can be wrong with a quantity, a criterion or a due time, and what to write instead.
//!
//! Turns each mistake into a message and a hint in either language, with the place in the
//! text. Knows nothing of the file or the field the text comes from.

use std::ops::Range;

use crate::lang::Lang;

/// A mistake in a text that should hold a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// The text has no visible character.
    Empty,
    /// A number is expected where something else, or nothing, stands.
    NoNumber {
        /// What stands there.
        written: String,
        /// Where it stands.
        at: Range<usize>,
    },
    /// The number is malformed, too large or not finite.
    BadNumber {
        /// The number as written.
        written: String,
        /// Where it stands.
        at: Range<usize>,
    },
    /// The word after the number looks like a misspelt unit.
    UnknownUnit {
        /// The word as written.
        written: String,
        /// The unit that was probably meant.
        suggestion: Option<String>,
        /// Where the word stands.
        at: Range<usize>,
    },
    /// Something follows that does not belong to the quantity.
    Trailing {
        /// What follows.
        written: String,
        /// Where it stands.
        at: Range<usize>,
    },
    /// The range starts above its end.
    ReversedRange {
        /// Where the range stands.
        at: Range<usize>,
    },
    /// The two ends of a range cannot be compared.
    MixedUnits {
        /// The unit of the first end.
        first: String,
        /// The unit of the second end.
        second: String,
        /// Where the range stands.
        at: Range<usize>,
    },
    /// There is no such time of day or date.
    BadTime {
        /// The time as written.
        written: String,
        /// Where it stands.
        at: Range<usize>,
    },
}

impl QuantityError {
    /// The byte range of the mistake inside the text that was parsed.
    pub fn at(&self) -> Option<Range<usize>> {
        match self {
            Self::Empty => None,
            Self::NoNumber { at, .. }
            | Self::BadNumber { at, .. }
            | Self::UnknownUnit { at, .. }
            | Self::Trailing { at, .. }
            | Self::ReversedRange { at }
            | Self::MixedUnits { at, .. }
            | Self::BadTime { at, .. } => Some(at.clone()),
        }
    }

    /// What is wrong.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.message_en(),
            Lang::Zh => self.message_zh(),
        }
    }

    fn message_en(&self) -> String {
        match self {
            Self::Empty => "the text is empty".to_owned(),
            Self::NoNumber { written, .. } if written.is_empty() => {
                "a number is missing at the end".to_owned()
            }
            Self::NoNumber { written, .. } => {
                format!("a number is expected, not \"{written}\"")
            }
            Self::BadNumber { written, .. } => {
                format!("\"{written}\" is not a number that can be used")
            }
            Self::UnknownUnit { written, .. } => format!("\"{written}\" is not a known unit"),
            Self::Trailing { written, .. } => {
                format!("\"{written}\" does not belong to the quantity")
            }
            Self::ReversedRange { .. } => "the range starts above its end".to_owned(),
            Self::MixedUnits { first, second, .. } => {
                format!("the ends of the range cannot be compared: \"{first}\" and \"{second}\"")
            }
            Self::BadTime { written, .. } => format!("there is no time \"{written}\""),
        }
    }

    fn message_zh(&self) -> String {
        match self {
            Self::Empty => "内容为空".to_owned(),
            Self::NoNumber { written, .. } if written.is_empty() => "末尾缺少数字".to_owned(),
            Self::NoNumber { written, .. } => format!("这里应为数字，而不是“{written}”"),
            Self::BadNumber { written, .. } => format!("“{written}”不是可用的数字"),
            Self::UnknownUnit { written, .. } => format!("不认识单位“{written}”"),
            Self::Trailing { written, .. } => format!("“{written}”不属于这个数量"),
            Self::ReversedRange { .. } => "范围的起点大于终点".to_owned(),
            Self::MixedUnits { first, second, .. } => {
                format!("范围两端的单位“{first}”和“{second}”无法比较")
            }
            Self::BadTime { written, .. } => format!("没有“{written}”这个时间"),
        }
    }

    /// What to write instead, with an example.
    pub fn hint(&self, lang: Lang) -> String {
        if let Self::UnknownUnit {
            suggestion: Some(meant),
            ..
        } = self
        {
            return lang.pick(
                format!("did you mean \"{meant}\"?"),
                format!("是否想写“{meant}”？"),
            );
        }
        let (en, zh) = self.fixed_hint();
        lang.pick(en, zh).to_owned()
    }

    fn fixed_hint(&self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => (
                "write a number with its unit, for example \"2 h\"",
                "请写数字和单位，例如“2 小时”",
            ),
            Self::NoNumber { .. } => (
                "write the number in digits with its unit, for example \"6 %\", or \"= yes\"",
                "请用阿拉伯数字写出数字和单位，例如“6 %”，或写“= 是”",
            ),
            Self::BadNumber { .. } => (
                "write digits with a decimal point, for example \"4.5\" or \"1200\"",
                "请写数字，小数点用“.”，例如“4.5”或“1200”",
            ),
            Self::UnknownUnit { .. } => (
                "write a unit such as min, h, working days, %, kg or CNY",
                "请写单位，例如分钟、小时、个工作日、%、kg、元",
            ),
            Self::Trailing { .. } => (
                "write one number with one unit and nothing else, for example \"40 lots / day\"",
                "只写一个数字和一个单位，例如“40 批/天”",
            ),
            Self::ReversedRange { .. } => (
                "write the smaller number first, for example \"2 to 4 h\"",
                "请先写较小的数字，例如“2 至 4 小时”",
            ),
            Self::MixedUnits { .. } => (
                "use the same unit at both ends, for example \"2 to 4 working days\"",
                "请在两端使用同一单位，例如“2 至 4 个工作日”",
            ),
            Self::BadTime { .. } => (
                "write hours 00 to 24 and minutes 00 to 59, for example \"by 07:30\"",
                "请写 00 至 24 时、00 至 59 分，例如“07:30前”",
            ),
        }
    }
}

impl std::fmt::Display for QuantityError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message_en())
    }
}

impl std::error::Error for QuantityError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;

    #[test]
    fn a_misspelt_unit_is_underlined_and_corrected() {
        let error = Quantity::parse("2 huors").err();
        let error = error.as_ref();
        assert_eq!(error.and_then(QuantityError::at), Some(2..7));
        let hint = error.map(|e| e.hint(Lang::En));
        assert_eq!(hint.as_deref(), Some("did you mean \"hours\"?"));
        assert!(error.is_some_and(|e| e.message(Lang::Zh).contains("huors")));
    }
}
