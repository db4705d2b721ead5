//! English words for parts of a year: Q3 2026, the first half, fiscal year 2026.

use super::super::period::Period;
use super::super::walk::Walk;
use super::year_ahead;

/// Q3 2026, H1, third quarter of 2026, first half of the year.
pub(super) fn quarter(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
    let word = walk.word()?;
    let number = |letter: char| {
        let rest = word.strip_prefix(letter)?;
        rest.parse::<i8>().ok().filter(|_| rest.len() == 1)
    };
    let (quarter, half) = match ORDINALS.iter().position(|ordinal| *ordinal == word) {
        Some(at) => {
            let at = i8::try_from(at + 1).ok()?;
            match walk.word()? {
                "quarter" => (Some(at), None),
                "half" => (None, Some(at)),
                _ => return None,
            }
        }
        None => (number('q'), number('h')),
    };
    if quarter.is_none() && half.is_none() {
        return None;
    }
    let mut ahead = walk;
    ahead.eat_word(&["of"]);
    ahead.eat_word(&["the"]);
    let fiscal = fiscal_year(ahead);
    let year = fiscal.is_none().then(|| year_ahead(&mut walk)).flatten();
    if let Some((_, end)) = fiscal {
        return Some((Period::FiscalYear(None), end));
    }
    if year.is_none() && ahead.eat_word(&["year"]) {
        walk = ahead;
    }
    match (quarter, half) {
        (Some(quarter @ 1..=4), _) => Some((Period::Quarter { year, quarter }, walk.at())),
        (_, Some(half @ 1..=2)) => Some((Period::Half { year, half }, walk.at())),
        _ => None,
    }
}

/// FY2026, FY 26, fiscal year 2026.
pub(super) fn fiscal_year(mut walk: Walk<'_>) -> Option<(Period, usize)> {
    let word = walk.word()?;
    let joined = word.strip_prefix("fy");
    let digits = match (word, joined) {
        ("fiscal" | "financial", _) => {
            if !walk.eat_word(&["year"]) {
                return None;
            }
            ""
        }
        (_, Some(digits)) => digits,
        _ => return None,
    };
    let mut year = digits.parse::<u32>().ok();
    if !digits.is_empty() && year.is_none() {
        return None;
    }
    let mut ahead = walk;
    ahead.space();
    ahead.eat("'");
    if year.is_none()
        && let Some(number) = ahead.digits(2, 4)
    {
        year = Some(number);
        walk = ahead;
    }
    if word == "fy" && year.is_none() {
        return None;
    }
    let year = year.map(|year| if year < 100 { year + 2000 } else { year });
    let year = year.and_then(|year| i16::try_from(year).ok());
    Some((Period::FiscalYear(year), walk.at()))
}
