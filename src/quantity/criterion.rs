//! A need, an acceptance criterion or a promise: what is looked at and the bound on it.
//!
//! Turns a text such as "moisture ≤ 6 %" or 水分不超过 6 % into a subject and a bound; a text
//! without a comparison keeps its words and has no bound. Knows nothing of who needs it.

use super::amount::{Dimension, Quantity};
use super::bound::Bound;
use super::comparison::{self, Comparison, Operator};
use super::error::QuantityError;
use super::numeral::{cjk_digit, no_number};
use super::reading;
use super::scan::{Cursor, closes};
use super::subject;
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
        Ok(yes_or_no(text)
            .or_else(|| unprefixed(text))
            .unwrap_or_else(|| Self::assemble(text, written, "", None)))
    }

    fn assemble(text: &str, before: &str, behind: &str, bound: Option<Bound>) -> Self {
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
        range(
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

fn is_duration(quantity: &Quantity) -> bool {
    matches!(quantity.dimension(), Dimension::Duration(_))
}

fn single(operator: Operator, q: Quantity, after: &Cursor) -> Result<Bound, QuantityError> {
    Ok(match operator {
        Operator::AtMost => Bound::AtMost(q),
        Operator::Below => Bound::Below(q),
        Operator::AtLeast => Bound::AtLeast(q),
        Operator::Above => Bound::Above(q),
        Operator::Equal => Bound::Exactly(q),
        Operator::Between | Operator::Not => return Err(no_number(*after)),
    })
}

/// The text behind the quantity that belongs to the subject, such as "of orders".
fn behind<'a>(mut cursor: Cursor<'a>, sign: bool) -> Result<&'a str, QuantityError> {
    const JOINS: &[&str] = &[
        "of", "after", "from", "since", "before", "for", "in", "on", "at", "when", "if", "until",
        "by", "within", "with", "without", "while", "during",
    ];
    cursor.skip_space();
    if cursor.is_done() || cursor.peek() == Some('(') {
        return Ok("");
    }
    let mut ahead = cursor;
    if !sign || ahead.eat("的") || ahead.eat_any_phrase(JOINS) {
        return Ok(cursor.rest());
    }
    Err(reading::trailing(cursor))
}

/// Reads the second end of a range; `None` if the first quantity stands alone.
fn range(
    cursor: &mut Cursor,
    first: &Quantity,
    start: usize,
    between: bool,
) -> Result<Option<Bound>, QuantityError> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let tolerance = ahead.eat("±") || ahead.eat("+/-");
    let separated = tolerance
        || ahead.eat_any(&[
            "...", "..", "…", "-", "\u{2013}", "\u{2014}", "~", "至", "到",
        ])
        || ahead.eat_phrase("to")
        || (between && (ahead.eat_phrase("and") || ahead.eat_any(&["和", "与"])));
    if !separated || !reading::starts(ahead) {
        return Ok(None);
    }
    let second = reading::quantity(&mut ahead)?;
    *cursor = ahead;
    let at = start..ahead.at();
    let first = first.adopting_unit_of(&second);
    let second = second.adopting_unit_of(&first);
    let Some(order) = first.compare(&second) else {
        return Err(QuantityError::MixedUnits {
            first: first.unit(),
            second: second.unit(),
            at,
        });
    };
    if tolerance {
        return Ok(Some(first.plus_or_minus(&second)));
    }
    if order.is_gt() {
        return Err(QuantityError::ReversedRange { at });
    }
    Ok(Some(Bound::Between(first, second)))
}

/// A text that ends in ": yes" or 是, or is nothing but an answer.
fn yes_or_no(text: &str) -> Option<Criterion> {
    let (subject, said) = match text.rsplit_once([':', '：']) {
        Some((subject, said)) => (subject, subject::answer(said)?),
        None => match text.trim().rsplit_once(char::is_whitespace) {
            Some((subject, said)) if !said.is_ascii() => (subject, subject::answer(said)?),
            _ => ("", subject::answer(text)?),
        },
    };
    Some(Criterion::assemble(
        text,
        subject,
        "",
        Some(Bound::Is(said)),
    ))
}

/// A quantity that is bounded by what follows it, or a range: "2 小时内", "2–4 h".
fn unprefixed(text: &str) -> Option<Criterion> {
    let mut cursor = Cursor::new(text);
    while let Some(c) = cursor.peek() {
        if may_start_quantity(c, &cursor) && reading::starts(cursor) {
            let from = cursor.at();
            let mut ahead = cursor;
            if let Some((bound, behind)) = suffixed_or_range(&mut ahead) {
                let before = text.get(..from).unwrap_or("").trim_end();
                let before = before.strip_suffix(['在', '为']).unwrap_or(before);
                return Some(Criterion::assemble(text, before, behind, Some(bound)));
            }
            cursor.skip_while(|c| c.is_ascii_digit());
        }
        cursor.bump();
    }
    None
}

fn may_start_quantity(c: char, cursor: &Cursor) -> bool {
    let before = cursor.previous();
    if c == '百' || c == '千' || c == '半' || cjk_digit(c).is_some() {
        return before.is_none_or(|b| b != '第' && b != '十' && cjk_digit(b).is_none());
    }
    let fresh = before.is_none_or(|b| !b.is_ascii_alphanumeric() && !".:/-".contains(b));
    fresh && (c.is_ascii_digit() || c.is_ascii_uppercase() || "-¥$€£".contains(c))
}

fn suffixed_or_range<'a>(cursor: &mut Cursor<'a>) -> Option<(Bound, &'a str)> {
    let start = cursor.at();
    let first = reading::quantity(cursor).ok()?;
    if let Some(operator) = comparison::suffix(cursor, is_duration(&first)) {
        return Some((single(operator, first, cursor).ok()?, cursor.rest()));
    }
    let dotted = cursor.rest().trim_start().starts_with("..");
    let bound = range(cursor, &first, start, false).ok()??;
    let sure = dotted
        || !matches!(
            bound.quantity()?.dimension(),
            Dimension::Number | Dimension::Count
        );
    let behind = behind(*cursor, true).ok()?;
    sure.then_some((bound, behind))
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
