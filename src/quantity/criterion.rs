//! A need, an acceptance criterion or a promise: what is looked at and the bound on it.
//!
//! Turns a text such as "moisture ≤ 6 %" or 水分不超过 6 % into a subject and a bound; a text
//! without a comparison keeps its words and has no bound. Knows nothing of who needs it.

use super::amount::{Dimension, Quantity};
use super::bound::Bound;
use super::comparison::{self, Comparison, Operator};
use super::error::QuantityError;
use super::numeral::no_number;
use super::range;
use super::reading;
use super::scan::{Cursor, closes};
use super::subject;
use super::unmarked::{self, behind};
use crate::lang::Lang;

/// What is looked at, and the bound on it if the text states one.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    subject: Box<str>,
    bound: Option<Bound>,
    written: Box<str>,
}

impl Criterion {
    /// Reads a criterion; only an empty text or a broken comparison is an error.
    ///
    /// ```
    /// use baton::quantity::{Bound, Criterion, Quantity};
    /// let criterion = Criterion::parse("moisture ≤ 6 %")?;
    /// assert_eq!(criterion.subject(), "moisture");
    /// assert_eq!(criterion.bound(), Some(&Bound::AtMost(Quantity::parse("6 %")?)));
    /// # Ok::<(), baton::quantity::QuantityError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let written = text.trim();
        if written.is_empty() {
            return Err(QuantityError::Empty);
        }
        if let Some(found) = comparison::sign(text).or_else(|| comparison::words(text)) {
            return compared(text, found);
        }
        Ok(unmarked::criterion(text).unwrap_or_else(|| Self::assemble(text, written, "", None)))
    }

    pub(super) fn assemble(text: &str, before: &str, behind: &str, bound: Option<Bound>) -> Self {
        let before = subject::trim(before);
        let behind = behind.trim_matches(closes);
        let subject = match (before, behind) {
            (before, "") => before.into(),
            ("", behind) => behind.into(),
            (before, behind) => format!("{before} {behind}").into_boxed_str(),
        };
        Self {
            subject,
            bound,
            written: text.trim().into(),
        }
    }

    /// What is looked at, as written; may be empty, as in "≤ 6 %".
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The bound, if the text states one.
    pub fn bound(&self) -> Option<&Bound> {
        self.bound.as_ref()
    }

    /// The whole text as written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The subject in a form that is the same for all its spellings.
    pub fn subject_key(&self) -> String {
        subject::key(&self.subject)
    }

    /// The key of the words before a figure that stands at the end without a bound:
    /// "weight" for "weight 30 kg".
    pub fn subject_key_without_figure(&self) -> Option<String> {
        if self.bound.is_some() {
            return None;
        }
        unmarked::subject_of_figure(&self.written).map(subject::key)
    }

    /// The criterion with its bound in the spelling of `lang`; the subject stays as written.
    pub fn show(&self, lang: Lang) -> String {
        match &self.bound {
            None => self.written.to_string(),
            Some(bound) if self.subject.is_empty() => bound.show(lang),
            Some(bound @ Bound::Is(_)) => format!("{} = {}", self.subject, bound.show(lang)),
            Some(bound) => format!("{} {}", self.subject, bound.show(lang)),
        }
    }
}

/// Reads what follows a comparison.
fn compared(text: &str, found: Comparison) -> Result<Criterion, QuantityError> {
    let before = text.get(..found.from).unwrap_or("");
    let mut cursor = found.after;
    cursor.skip_space();
    if found.operator == Operator::Not {
        let mut sign = Cursor::new(text);
        while sign.at() < found.from && sign.bump().is_some() {}
        return Err(reading::trailing(sign));
    }
    if found.operator == Operator::Equal
        && let Some(answer) = subject::answer(cursor.rest())
    {
        return Ok(Criterion::assemble(
            text,
            before,
            "",
            Some(Bound::Is(answer)),
        ));
    }
    let start = cursor.at();
    let first = reading::quantity(&mut cursor)?;
    let ranged = matches!(found.operator, Operator::Equal | Operator::Between)
        || (!found.sign && found.operator == Operator::AtMost);
    let range = if ranged {
        range::second_end(
            &mut cursor,
            &first,
            start,
            found.operator == Operator::Between,
        )?
    } else {
        None
    };
    let bound = match range {
        Some(range) => range,
        None => single(found.operator, first, &cursor)?,
    };
    let is_duration = bound.quantity().is_some_and(is_duration);
    comparison::suffix(&mut cursor, is_duration);
    cursor.eat_any(&["之间"]);
    let behind = behind(cursor, found.sign)?;
    Ok(Criterion::assemble(text, before, behind, Some(bound)))
}

pub(super) fn is_duration(quantity: &Quantity) -> bool {
    matches!(quantity.dimension(), Dimension::Duration(_))
}

pub(super) fn single(
    operator: Operator,
    q: Quantity,
    after: &Cursor,
) -> Result<Bound, QuantityError> {
    Ok(match operator {
        Operator::AtMost => Bound::AtMost(q),
        Operator::Below => Bound::Below(q),
        Operator::AtLeast => Bound::AtLeast(q),
        Operator::Above => Bound::Above(q),
        Operator::Equal => Bound::Exactly(q),
        Operator::Between | Operator::Not => return Err(no_number(*after)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Criterion::parse(text).map_or_else(
            |error| error.message(Lang::En),
            |c| match c.bound() {
                Some(bound) => format!("{} | {}", c.subject(), bound.show(Lang::En)),
                None => format!("{} | -", c.subject()),
            },
        )
    }

    #[test]
    fn criteria_are_read_in_both_languages() {
        for (text, expected) in [
            ("moisture ≤ 6 %", "moisture | ≤ 6 %"),
            ("on-time >= 95 %", "on-time | ≥ 95 %"),
            ("label on every pallet = yes", "label on every pallet | yes"),
            ("每托盘有标签：是", "每托盘有标签 | yes"),
            ("lead time 2 h to 4 h", "lead time | 2 to 4 h"),
            ("lead time 2–4 h", "lead time | 2 to 4 h"),
            ("lead time: 2..4 h", "lead time | 2 to 4 h"),
            ("lead time between 2 and 4 h", "lead time | 2 to 4 h"),
            ("交期 2至4小时", "交期 | 2 to 4 h"),
            ("temperature = 20 ± 2 °C", "temperature | 18 to 22 °C"),
            ("水分不超过 6 %", "水分 | ≤ 6 %"),
            ("准时率不低于95%", "准时率 | ≥ 95 %"),
            ("不得超过三个工作日", " | ≤ 3 working days"),
            ("回复在 2 小时以内", "回复 | ≤ 2 h"),
            ("2小时内回复", "回复 | ≤ 2 h"),
            ("合格率95%以上", "合格率 | ≥ 95 %"),
            ("错误 2 个以下", "错误 | ≤ 2 个"),
            ("at most 2 errors", " | ≤ 2 errors"),
            ("At most 2 errors per page", " | ≤ 2 errors / page"),
            (
                "answer within 24 h after receipt",
                "answer after receipt | ≤ 24 h",
            ),
            ("on-time ≥ 95 % of orders", "on-time of orders | ≥ 95 %"),
            ("moisture must be below 6 %", "moisture | < 6 %"),
            ("95 % or more on time", "on time | ≥ 95 %"),
            ("moisture ≤ 6 % (oven method)", "moisture | ≤ 6 %"),
            (
                "waiting time less than or equal to 5 min.",
                "waiting time | ≤ 5 min",
            ),
            ("price under ¥5000", "price | < 5000 CNY"),
            ("温度介于 2 到 8 ℃ 之间", "温度 | 2 to 8 °C"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_without_comparison_has_no_bound() {
        for text in [
            "clean",
            "handed over in person",
            "ISO 9001-2015 certificate",
            "on 2026-11-22",
            "stage 2 to 3 review",
            "under review",
            "外观无破损",
            "高于标准",
            "order -> invoice",
            "第一批以上",
            "open 07:30-09:00",
            "lead time 2 h",
        ] {
            assert_eq!(shown(text), format!("{text} | -"), "{text}");
        }
    }

    #[test]
    fn a_broken_comparison_is_an_error() {
        let error = |text| Criterion::parse(text).err();
        for text in [
            "moisture ≤",
            "moisture ≤ six",
            "a = b",
            "at least one signature",
        ] {
            assert!(
                matches!(error(text), Some(QuantityError::NoNumber { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            error("≤ 6 percnt"),
            Some(QuantityError::UnknownUnit { .. })
        ));
        assert!(matches!(
            error("= 4–2 h"),
            Some(QuantityError::ReversedRange { .. })
        ));
        assert!(matches!(
            error("= 2 h to 4 kg"),
            Some(QuantityError::MixedUnits { .. })
        ));
        assert!(matches!(
            error("x ≤ 6 %, clean"),
            Some(QuantityError::Trailing { .. })
        ));
        assert!(matches!(
            error("x != 6 %"),
            Some(QuantityError::Trailing { .. })
        ));
        assert_eq!(error(" \t"), Some(QuantityError::Empty));
    }
}
