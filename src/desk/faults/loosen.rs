//! Moves the bound of a criterion away from what was asked: what it allows, and more.
//!
//! At most becomes twice as much, a share at most half the way to 100 %; at least becomes
//! half as much. Only the number changes, so unit, subject and remarks stay as written.

use crate::quantity::{Bound, Criterion, Dimension};

/// The wording with a looser bound; `None` if it has none that could be looser.
pub(super) fn loosen(wording: &str) -> Option<String> {
    let before = Criterion::parse(wording).ok()?;
    let bound = before.bound()?;
    let is_looser = |changed: &String| {
        Criterion::parse(changed).is_ok_and(|after| {
            let after_bound = after.bound();
            let is_same = after.subject_key() == before.subject_key();
            is_same && after_bound.is_some_and(|after| allows_more(bound, after))
        })
    };
    let numbers = numbers(wording).into_iter().rev();
    let mut changed = numbers.filter_map(|(start, end)| {
        let number = wording.get(start..end)?.replace(',', "").parse().ok()?;
        let looser = shown(looser(bound, number)?);
        Some([wording.get(..start)?, &looser, wording.get(end..)?].concat())
    });
    changed
        .find(is_looser)
        .or_else(|| written_anew(&before, bound).filter(is_looser))
}

/// The two allow the same.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (Criterion::parse(one), Criterion::parse(other));
    let (Ok(one), Ok(other)) = (one, other) else {
        return false;
    };
    let both = one.bound().zip(other.bound());
    both.is_some_and(|(a, b)| a.implies(b) == Some(true) && b.implies(a) == Some(true))
}

fn allows_more(before: &Bound, after: &Bound) -> bool {
    std::mem::discriminant(before) == std::mem::discriminant(after)
        && before.implies(after) == Some(true)
        && after.implies(before) == Some(false)
}

/// A number of the wording, without its sign, as it would stand in a looser bound.
fn looser(bound: &Bound, number: f64) -> Option<f64> {
    let quantity = bound.quantity()?;
    let is_least = matches!(bound, Bound::AtLeast(_) | Bound::Above(_));
    if number == 0.0 {
        return Some(if is_least { -1.0 } else { 1.0 });
    }
    let share = quantity.base();
    if !is_least && quantity.dimension() == Dimension::Share && share >= 0.5 {
        return (share < 1.0).then(|| number * f64::midpoint(1.0, share) / share);
    }
    let is_larger = is_least == (quantity.number() < 0.0);
    Some(if is_larger {
        number * 2.0
    } else {
        number / 2.0
    })
}

/// Numbers in words, as in 三个工作日, are written anew.
fn written_anew(criterion: &Criterion, bound: &Bound) -> Option<String> {
    if criterion.written().ends_with([')', '）']) {
        return None;
    }
    let moved = |quantity: &crate::quantity::Quantity| {
        let number = quantity.number().abs();
        let factor = looser(bound, number)? / number;
        factor
            .is_finite()
            .then(|| quantity.with_base(quantity.base() * factor))
    };
    let bound = match bound {
        Bound::AtMost(most) => Bound::AtMost(moved(most)?),
        Bound::Below(most) => Bound::Below(moved(most)?),
        Bound::AtLeast(least) => Bound::AtLeast(moved(least)?),
        Bound::Above(least) => Bound::Above(moved(least)?),
        _ => return None,
    };
    let bound = bound.show(crate::lang::Lang::En);
    Some(format!("{} {bound}", criterion.subject()).trim().to_owned())
}

/// Where numbers in digits stand.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_digit(at) || (matches!(bytes.get(at), Some(b'.' | b',')) && is_digit(at + 1)) {
            at += 1;
        }
        found.push((start, at));
    }
    found
}

/// A number without the noise of its last binary digits.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.11e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_moves_away_and_everything_else_stays() {
        for (written, looser) in [
            ("moisture ≤ 6 %", Some("moisture ≤ 12 %")),
            ("lots on time ≥ 95 %", Some("lots on time ≥ 47.5 %")),
            ("scrap ≤ 60 % (average)", Some("scrap ≤ 80 % (average)")),
            ("批料准时率不低于95%", Some("批料准时率不低于47.5%")),
            ("lead time 2–4 h", Some("lead time 2–8 h")),
            ("temperature = 20 ± 2 °C", Some("temperature = 20 ± 4 °C")),
            ("temperature ≥ -20 °C", Some("temperature ≥ -40 °C")),
            ("tests per 2 t ≤ 3", Some("tests per 2 t ≤ 6")),
            ("deviation ≤ 0 mm", Some("deviation ≤ 1 mm")),
            ("weight ≤ 1,500 kg", Some("weight ≤ 3000 kg")),
            ("不得超过三个工作日", Some("≤ 6 working days")),
            ("share ≤ 100 %", None),
            ("label on every pallet = yes", None),
            ("clean", None),
        ] {
            assert_eq!(loosen(written).as_deref(), looser, "{written}");
        }
    }

    #[test]
    fn wordings_of_two_languages_are_held_against_each_other() {
        assert!(agree("moisture ≤ 12 %", "水分 ≤ 12 %"));
        assert!(!agree("moisture ≤ 12 %", "水分 ≤ 6 %"));
    }
}
