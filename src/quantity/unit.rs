//! The unit of a quantity as written: a known one, a counted thing, a score or a rate.
//!
//! Says what a unit measures, which units can be compared, and how a unit is shown.
//! Knows nothing of how texts are read.

use super::amount::Dimension;
use super::catalogue::{Clock, Kind, KnownUnit};
use super::scan::fold;
use crate::lang::Lang;

/// Seconds of a day: rates on the calendar clock are counted per day.
const DAY: f64 = 86_400.0;

/// What a number counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unit {
    /// Nothing stated.
    Bare,
    /// A unit with a fixed factor.
    Known(&'static KnownUnit),
    /// Things counted, under the noun as written.
    Counted(Box<str>),
    /// Points on a scale that ends at `max`.
    Score { max: f64 },
    /// So many for every `each` of another unit.
    Rate {
        of: Box<Self>,
        each: f64,
        per: Box<Self>,
    },
}

impl Unit {
    pub(super) fn dimension(&self) -> Dimension {
        match self {
            Self::Bare => Dimension::Number,
            Self::Counted(_) => Dimension::Count,
            Self::Score { .. } => Dimension::Score,
            Self::Rate { .. } => Dimension::Rate,
            Self::Known(unit) => match unit.kind {
                Kind::Time(clock) => Dimension::Duration(clock),
                Kind::Share => Dimension::Share,
                Kind::Points => Dimension::Points,
                Kind::Score => Dimension::Score,
                Kind::Money(_) => Dimension::Money,
                Kind::Physical(what) => Dimension::Physical(what),
            },
        }
    }

    pub(super) fn commensurable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bare, Self::Bare | Self::Counted(_) | Self::Score { .. })
            | (Self::Counted(_) | Self::Score { .. }, Self::Bare) => true,
            (Self::Bare | Self::Score { .. }, Self::Known(unit))
            | (Self::Known(unit), Self::Bare | Self::Score { .. }) => unit.kind == Kind::Score,
            (Self::Known(a), Self::Known(b)) => a.kind == b.kind,
            (Self::Counted(a), Self::Counted(b)) => same_noun(a, b),
            (Self::Score { max: a }, Self::Score { max: b }) => a.total_cmp(b).is_eq(),
            (
                Self::Rate { of, per, .. },
                Self::Rate {
                    of: of2, per: per2, ..
                },
            ) => of.commensurable(of2) && per.commensurable(per2),
            _ => false,
        }
    }

    pub(super) fn to_base(&self, number: f64) -> f64 {
        match self {
            Self::Bare | Self::Counted(_) | Self::Score { .. } => number,
            Self::Known(unit) => unit.to_base(number),
            Self::Rate { of, each, per } => of.change_to_base(number) / per.period(*each),
        }
    }

    pub(super) fn of_base(&self, base: f64) -> f64 {
        match self {
            Self::Bare | Self::Counted(_) | Self::Score { .. } => base,
            Self::Known(unit) => unit.of_base(base),
            Self::Rate { of, each, per } => of.change_of_base(base * per.period(*each)),
        }
    }

    /// The base value of so much more or less, which is what a ratio is made of.
    fn change_to_base(&self, number: f64) -> f64 {
        match self {
            Self::Known(unit) => unit.difference_to_base(number),
            other => other.to_base(number),
        }
    }

    fn change_of_base(&self, base: f64) -> f64 {
        match self {
            Self::Known(unit) => unit.difference_of_base(base),
            other => other.of_base(base),
        }
    }

    /// The length of a denominator; on the calendar clock it is counted in days.
    fn period(&self, each: f64) -> f64 {
        let base = self.change_to_base(each);
        if self.dimension() == Dimension::Duration(Clock::Calendar) {
            base / DAY
        } else {
            base
        }
    }

    /// The unit after `number`, without the number; empty if there is none.
    pub(super) fn label(&self, number: f64, lang: Lang) -> String {
        match self {
            Self::Bare => String::new(),
            Self::Counted(noun) => noun.to_string(),
            Self::Known(unit) => known_label(unit, number, lang).to_owned(),
            Self::Score { max } => format!("/ {}", plain(*max)),
            Self::Rate { of, each, per } => rate_label(of, *each, per, number, lang),
        }
    }
}

fn known_label(unit: &KnownUnit, number: f64, lang: Lang) -> &'static str {
    let one = number.abs().total_cmp(&1.0).is_eq();
    lang.pick(if one { unit.singular } else { unit.plural }, unit.zh)
}

fn rate_label(of: &Unit, each: f64, per: &Unit, number: f64, lang: Lang) -> String {
    let mut label = of.label(number, lang);
    label.push_str(lang.pick(if label.is_empty() { "/ " } else { " / " }, "/"));
    let below = per.label(each, lang);
    if each.total_cmp(&1.0).is_eq() {
        label.push_str(below.strip_prefix('个').unwrap_or(&below));
    } else {
        label.push_str(&plain(each));
        label.push(' ');
        label.push_str(&below);
    }
    label
}

/// A number without the noise of binary fractions.
pub(super) fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.11e}").parse().unwrap_or(number);
    let text = rounded.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}

/// The two nouns name the same thing, whatever their case, number or width.
fn same_noun(a: &str, b: &str) -> bool {
    singular(a).eq(singular(b))
}

/// The characters of a noun in the singular, folded and in lower case.
fn singular(noun: &str) -> impl Iterator<Item = char> {
    let noun = match noun.strip_prefix(['个', '個']) {
        Some(counted) if !counted.is_empty() => counted.trim_start(),
        _ => noun,
    };
    let (stem, ending) = stem(noun);
    stem.chars()
        .chain(ending.chars())
        .map(fold)
        .flat_map(char::to_lowercase)
}

/// The part of an English noun before its plural ending, and what to put there instead.
fn stem(noun: &str) -> (&str, &'static str) {
    let tail = |suffix: &str| {
        let cut = noun
            .len()
            .checked_sub(suffix.len())
            .filter(|cut| *cut > 1)?;
        let end = noun.get(cut..)?;
        end.eq_ignore_ascii_case(suffix).then(|| noun.get(..cut))?
    };
    if noun.eq_ignore_ascii_case("people") {
        return ("person", "");
    }
    if let Some(stem) = tail("ies") {
        return (stem, "y");
    }
    for (suffix, ending) in [("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")] {
        if let Some(stem) = tail(suffix) {
            return (stem, ending);
        }
    }
    if tail("ss").is_some() || tail("us").is_some() || tail("is").is_some() {
        return (noun, "");
    }
    (tail("s").unwrap_or(noun), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_the_same_in_singular_and_plural() {
        for (a, b) in [
            ("error", "Errors"),
            ("entry", "entries"),
            ("box", "boxes"),
            ("case", "cases"),
            ("batch", "batches"),
            ("person", "people"),
            ("个错误", "错误"),
        ] {
            assert!(same_noun(a, b), "{a} {b}");
        }
        assert!(!same_noun("process", "proces"));
        assert!(!same_noun("件", "批"));
    }

    #[test]
    fn shown_numbers_have_no_float_noise() {
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(95.0), "95");
        assert_eq!(plain(-0.0), "0");
        assert_eq!(plain(1_200_000.0), "1200000");
    }
}
