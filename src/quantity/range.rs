//! Two quantities as the ends of a range: "2 to 4 h", 2 至 4 小时, "20 ± 2 °C".
//!
//! Turns the text from the first quantity on into a range. Knows nothing of subjects.

use super::amount::Quantity;
use super::bound::Bound;
use super::error::QuantityError;
use super::reading;
use super::scan::Cursor;

/// The signs between a value and how far from it one may be.
pub(super) const TOLERANCE: &[&str] = &["±", "+/-"];

impl Quantity {
    /// Reads a text that holds a range and nothing else; `None` if it is no range.
    ///
    /// ```
    /// use baton::quantity::Quantity;
    /// let ends = Quantity::parse_range("5 to 10 min")?;
    /// assert_eq!(ends, Some((Quantity::parse("5 min")?, Quantity::parse("10 min")?)));
    /// # Ok::<(), baton::quantity::QuantityError>(())
    /// ```
    ///
    /// # Errors
    /// If the ends are reversed or cannot be compared, or the second one is misspelt.
    pub fn parse_range(text: &str) -> Result<Option<(Self, Self)>, QuantityError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_space();
        let between =
            cursor.eat_any_phrase(&["between", "from"]) || cursor.eat_any(&["介于", "从"]);
        cursor.skip_space();
        let start = cursor.at();
        let Ok(first) = reading::quantity(&mut cursor) else {
            return Ok(None);
        };
        let Some(Bound::Between(low, high)) = second_end(&mut cursor, &first, start, between)?
        else {
            return Ok(None);
        };
        cursor.skip_space();
        cursor.eat("之间");
        if cursor.is_done() {
            Ok(Some((low, high)))
        } else {
            Err(reading::trailing(cursor))
        }
    }
}

/// Reads the second end of a range; `None` if the first quantity stands alone.
pub(super) fn second_end(
    cursor: &mut Cursor,
    first: &Quantity,
    start: usize,
    between: bool,
) -> Result<Option<Bound>, QuantityError> {
    let mut ahead = *cursor;
    ahead.skip_space();
    let tolerance = ahead.eat_any(TOLERANCE);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_range_is_read_in_both_languages() {
        let shown = |text| match Quantity::parse_range(text) {
            Ok(Some((low, high))) => format!("{low} | {high}"),
            Ok(None) => "-".to_owned(),
            Err(error) => error.message(Lang::En),
        };
        for (text, expected) in [
            ("5 to 10 min", "5 min | 10 min"),
            ("5–10 min", "5 min | 10 min"),
            ("5 至 10 分钟", "5 min | 10 min"),
            ("between 30 min and 2 h", "30 min | 2 h"),
            ("20 ± 5 min", "15 min | 25 min"),
            ("5 min", "-"),
            ("fast", "-"),
            ("10 to 5 min", "the range starts above its end"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
