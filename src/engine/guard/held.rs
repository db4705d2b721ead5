//! Values at hand while a guard is walked, and what is made of one or two of them.
//!
//! Everything gives `None` where only the script can tell.

use std::cmp::Ordering;

use rhai::{Array, Dynamic};

use super::super::views::{self, Words, says_nothing};
use super::{Comparison, Method, Property};
use crate::finding::Subject;
use crate::lang::Lang;
use crate::load::Reading;

/// Largest list and longest text looked at: near the engine's own bounds the script answers.
pub(super) const LONGEST_LIST: usize = 1_000;
const LONGEST_TEXT: usize = 1_024;

/// A value at hand.
#[derive(Clone)]
pub(super) enum Held<'w> {
    Read(Reading<'w>),
    Object(Subject),
    Words(&'w Words),
    /// A derived value of another kind.
    Derived(Dynamic),
}

pub(super) const NOTHING: Held<'static> = Held::Read(Reading::Unset);

pub(super) fn flag<'w>(flag: bool) -> Held<'w> {
    Held::Read(Reading::Boolean(flag))
}

pub(super) fn held<'w>(value: Dynamic) -> Held<'w> {
    if let Ok(set) = value.as_bool() {
        return flag(set);
    }
    if let Ok(number) = value.as_int() {
        return Held::Read(Reading::Integer(number));
    }
    views::subject(&value).map_or(Held::Derived(value), Held::Object)
}

pub(super) fn property_of<'w>(of: &Held<'w>, property: Property) -> Option<Held<'w>> {
    let Held::Read(reading) = of else {
        return None;
    };
    Some(match (property, reading) {
        (Property::IsBlank, Reading::Text(text)) => flag(says_nothing(text)),
        (Property::IsClear, Reading::Due(due)) => flag(due.is_clear()),
        (Property::IsMeasurable, Reading::Statement(statement)) => flag(statement.bound.is_some()),
        (Property::Text, Reading::Text(text)) => {
            let word = Some(text.get(Lang::En)).filter(|word| word.len() <= LONGEST_TEXT)?;
            Held::Read(Reading::Word(word))
        }
        (Property::Number, Reading::Quantity(quantity)) => {
            Held::Read(Reading::Number(quantity.number()))
        }
        (Property::Base, Reading::Quantity(quantity)) => {
            Held::Read(Reading::Number(quantity.base()))
        }
        (Property::Kind, Reading::Quantity(quantity)) => Held::Read(Reading::Word(quantity.kind())),
        (Property::Kind, Reading::Statement(statement)) => {
            Held::Read(Reading::Word(statement.kind()?))
        }
        (Property::Days, Reading::Quantity(quantity)) => {
            Held::Read(Reading::Number(quantity.days_about()?))
        }
        (Property::Text, Reading::Statement(statement)) => {
            Held::Read(Reading::Text(&statement.text))
        }
        _ => return None,
    })
}

pub(super) fn alone<'w>(of: &Held<'w>, method: Method) -> Option<Held<'w>> {
    let length = match of {
        Held::Read(Reading::List(items)) => items.len(),
        Held::Derived(list) => list.read_lock::<Array>()?.len(),
        _ => return None,
    };
    if length > LONGEST_LIST {
        return None;
    }
    match method {
        Method::IsEmpty => Some(flag(length == 0)),
        Method::Len => Some(Held::Read(Reading::Integer(i64::try_from(length).ok()?))),
        _ => None,
    }
}

pub(super) fn together<'w>(of: &Held<'_>, method: Method, with: &Held<'_>) -> Option<Held<'w>> {
    if let (Method::DaysUntil, Held::Read(Reading::Date(one)), Held::Read(Reading::Date(other))) =
        (method, of, with)
    {
        let days = i64::from((*other - *one).get_days());
        return Some(Held::Read(Reading::Integer(days)));
    }
    judged(of, method, with).map(flag)
}

fn judged(of: &Held<'_>, method: Method, with: &Held<'_>) -> Option<bool> {
    match (of, with) {
        (Held::Read(Reading::Quantity(one)), Held::Read(Reading::Quantity(other))) => {
            let is = |wanted: Ordering| Some(one.compare(other)? == wanted);
            match method {
                Method::IsMoreThan => is(Ordering::Greater),
                Method::IsLessThan => is(Ordering::Less),
                Method::Equals => is(Ordering::Equal),
                Method::Comparable => Some(one.commensurable(other)),
                _ => None,
            }
        }
        (Held::Read(Reading::Date(one)), Held::Read(Reading::Date(other))) => match method {
            Method::IsBefore => Some(one < other),
            Method::IsAfter => Some(one > other),
            _ => None,
        },
        (Held::Read(Reading::Text(text)), Held::Words(words)) => match method {
            Method::IsOneOf => Some(words.has(text)),
            Method::Mentions => Some(words.are_mentioned(text)),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn compare(how: Comparison, left: &Held<'_>, right: &Held<'_>) -> Option<bool> {
    let ordering = match (left, right) {
        (Held::Read(left), Held::Read(right)) => match (left, right) {
            (Reading::Boolean(one), Reading::Boolean(other)) => return equal(how, one == other),
            (Reading::Word(one), Reading::Word(other)) => return equal(how, one == other),
            (Reading::Integer(one), Reading::Integer(other)) => one.cmp(other),
            (Reading::Number(one), Reading::Number(other)) => numbers(*one, *other)?,
            (Reading::Number(one), Reading::Integer(other)) => numbers(*one, number(*other)?)?,
            (Reading::Integer(one), Reading::Number(other)) => numbers(number(*one)?, *other)?,
            _ => return None,
        },
        (Held::Object(one), Held::Object(other)) if one.kind == other.kind => {
            return equal(how, one.number == other.number);
        }
        _ => return None,
    };
    Some(match how {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    })
}

/// What has no order is only ever equal or not here.
fn equal(how: Comparison, same: bool) -> Option<bool> {
    match how {
        Comparison::Equal => Some(same),
        Comparison::NotEqual => Some(!same),
        _ => None,
    }
}

fn number(integer: i64) -> Option<f64> {
    i32::try_from(integer).ok().map(f64::from)
}

/// rhai takes numbers that differ by some rounding for equal; what is that near is its own
/// affair.
fn numbers(one: f64, other: f64) -> Option<Ordering> {
    let ordering = one.partial_cmp(&other)?;
    let clearly_apart = (one - other).abs() > 1e-9 * one.abs().max(other.abs()).max(1.0);
    (ordering.is_eq() || clearly_apart).then_some(ordering)
}
