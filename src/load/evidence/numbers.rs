//! Numbers of a cell to numbers as TOML writes them: no marks between thousands, a point
//! before the fraction.

use std::borrow::Cow;

/// A number that may be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// The text with its leading number written plainly; unchanged if it begins with none.
///
/// A comma or a point followed by exactly three digits is a mark between thousands only if
/// nothing else can be meant; `comma_is_free` says that a comma divides no cells here, so that
/// a point may divide thousands.
pub(super) fn plain(text: &str, comma_is_free: bool) -> Result<Cow<'_, str>, Ambiguous> {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}');
    let sign = text.len()
        - text
            .trim_start_matches(['-', '+', '≤', '≥', '<', '>', ' '])
            .len();
    let (lead, rest) = text.split_at(sign);
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', ',', '\u{a0}', '\u{202f}', '\'']);
    let unit = &rest[number.len()..];
    let marks: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let (Some(last), Some(first)) = (marks.last().copied(), marks.first().copied()) else {
        return Ok(Cow::Borrowed(text));
    };
    let all_same = marks.iter().all(|mark| *mark == last);
    let fraction = number.rsplit(last).next().unwrap_or("");
    let whole = &number[..number.len() - fraction.len() - last.len_utf8()];
    let decimal = matches!(last, '.' | ',') && (marks.len() == 1 || !all_same);
    if decimal && marks.len() == 1 {
        let three = fraction.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
        if three && (last == ',' || comma_is_free) {
            return Err(Ambiguous);
        }
        if last == '.' {
            return Ok(Cow::Borrowed(text));
        }
    }
    let grouped = if decimal { whole } else { number };
    // Marks that divide no thousands are no marks; whoever reads the number says so.
    let mut groups = grouped.split(first);
    let sound = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()))
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !sound && marks.len() > 1 {
        return Ok(Cow::Borrowed(text));
    }
    let digits: String = grouped.chars().filter(char::is_ascii_digit).collect();
    Ok(Cow::Owned(match decimal {
        true => format!("{lead}{digits}.{fraction}{unit}"),
        false => format!("{lead}{digits}{unit}"),
    }))
}

/// Nothing but a number, so that a unit may follow.
pub(super) fn is_bare(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_where_only_one_thing_can_be_meant() {
        for (written, free, plainly) in [
            ("1234", false, Ok("1234")),
            ("95 %", false, Ok("95 %")),
            ("12.5 %", true, Ok("12.5 %")),
            ("12,5 %", true, Ok("12.5 %")),
            ("-3,25 h", true, Ok("-3.25 h")),
            ("0,125", true, Ok("0.125")),
            ("1,234.5", false, Ok("1234.5")),
            ("1.234,5", true, Ok("1234.5")),
            ("1.234.567", true, Ok("1234567")),
            ("1,234,567 CNY", false, Ok("1234567 CNY")),
            ("12\u{a0}500 kg", true, Ok("12500 kg")),
            ("1.234", false, Ok("1.234")),
            ("1,234", false, Err(Ambiguous)),
            ("1,234", true, Err(Ambiguous)),
            ("1.234", true, Err(Ambiguous)),
            ("1,23,4", false, Ok("1,23,4")),
            ("none", false, Ok("none")),
        ] {
            let read = plain(written, free);
            assert_eq!(read.as_deref(), plainly.as_ref().copied(), "{written}");
        }
    }
}
