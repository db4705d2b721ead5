//! Bounds on quantities: at most, at least, between, exactly, or a plain yes or no.
//!
//! Says whether a bound allows a value and whether one bound guarantees another.
//! Knows nothing of the texts bounds are read from.

use std::cmp::Ordering;

use super::amount::{Dimension, Quantity};
use crate::lang::Lang;

/// What a value must satisfy.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// The value or less.
    AtMost(Quantity),
    /// Less than the value.
    Below(Quantity),
    /// The value or more.
    AtLeast(Quantity),
    /// More than the value.
    Above(Quantity),
    /// The value itself.
    Exactly(Quantity),
    /// From the first value to the second, both included.
    Between(Quantity, Quantity),
    /// Yes or no.
    Is(bool),
}

/// One end of an interval and whether it belongs to it.
type End<'a> = Option<(&'a Quantity, bool)>;

impl Bound {
    /// The bound allows the value; `None` if they cannot be compared.
    pub fn allows(&self, quantity: &Quantity) -> Option<bool> {
        let order = |limit: &Quantity| quantity.compare(limit);
        Some(match self {
            Self::AtMost(limit) => order(limit)?.is_le(),
            Self::Below(limit) => order(limit)?.is_lt(),
            Self::AtLeast(limit) => order(limit)?.is_ge(),
            Self::Above(limit) => order(limit)?.is_gt(),
            Self::Exactly(value) => order(value)?.is_eq(),
            Self::Between(low, high) => order(low)?.is_ge() && order(high)?.is_le(),
            Self::Is(_) => return None,
        })
    }

    /// Everything this bound allows, `other` allows too; `None` if they cannot be compared.
    pub fn implies(&self, other: &Self) -> Option<bool> {
        if let (Self::Is(mine), Self::Is(theirs)) = (self, other) {
            return Some(mine == theirs);
        }
        let (mine, theirs) = (self.quantity()?, other.quantity()?);
        if !mine.commensurable(theirs) {
            return None;
        }
        let low = starts_within(self.low(), other.low(), mine.dimension())?;
        let high = inside(self.high(), other.high(), Ordering::Less)?;
        Some(low && high)
    }

    /// A quantity of the bound, the upper one of a range; `None` for yes and no.
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::AtMost(q)
            | Self::Below(q)
            | Self::AtLeast(q)
            | Self::Above(q)
            | Self::Exactly(q)
            | Self::Between(_, q) => Some(q),
            Self::Is(_) => None,
        }
    }

    /// The lower end and whether it is included; `None` if there is none.
    pub fn low(&self) -> Option<(&Quantity, bool)> {
        match self {
            Self::AtLeast(q) | Self::Exactly(q) | Self::Between(q, _) => Some((q, true)),
            Self::Above(q) => Some((q, false)),
            _ => None,
        }
    }

    /// The upper end and whether it is included; `None` if there is none.
    pub fn high(&self) -> Option<(&Quantity, bool)> {
        match self {
            Self::AtMost(q) | Self::Exactly(q) | Self::Between(_, q) => Some((q, true)),
            Self::Below(q) => Some((q, false)),
            _ => None,
        }
    }

    /// The bound in the spelling of `lang`.
    pub fn show(&self, lang: Lang) -> String {
        let (sign, quantity) = match self {
            Self::AtMost(q) => ("≤", q),
            Self::Below(q) => ("<", q),
            Self::AtLeast(q) => ("≥", q),
            Self::Above(q) => (">", q),
            Self::Exactly(q) => ("=", q),
            Self::Between(low, high) => return show_range(low, high, lang),
            Self::Is(true) => return lang.pick("yes", "是").to_owned(),
            Self::Is(false) => return lang.pick("no", "否").to_owned(),
        };
        format!("{sign} {}", quantity.show(lang))
    }
}

fn show_range(low: &Quantity, high: &Quantity, lang: Lang) -> String {
    let first = if low.written_unit() == high.written_unit() && high.has_label(lang) {
        low.show_number()
    } else {
        low.show(lang)
    };
    let to = lang.pick("to", "至");
    format!("{first} {to} {}", high.show(lang))
}

/// The lower end of the inner interval respects that of the outer one.
fn starts_within(inner: End, outer: End, dimension: Dimension) -> Option<bool> {
    // Times and counts start at zero by nature, so an open lower end still respects zero.
    if let (None, Some((limit, included))) = (inner, outer)
        && matches!(dimension, Dimension::Duration(_) | Dimension::Count)
    {
        let base = limit.base();
        return Some(base < 0.0 || (included && base <= 0.0));
    }
    inside(inner, outer, Ordering::Greater)
}

/// The inner end lies on the `inward` side of the outer one, or is no wider than it.
fn inside(inner: End, outer: End, inward: Ordering) -> Option<bool> {
    let Some((limit, limit_included)) = outer else {
        return Some(true);
    };
    let Some((end, end_included)) = inner else {
        return Some(false);
    };
    Some(match end.compare(limit)? {
        Ordering::Equal => limit_included || !end_included,
        order => order == inward,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Criterion;

    fn bound(text: &str) -> Option<Bound> {
        Criterion::parse(text).ok()?.bound().cloned()
    }

    fn implies(inner: &str, outer: &str) -> Option<bool> {
        bound(inner)?.implies(&bound(outer)?)
    }

    #[test]
    fn a_tighter_promise_implies_a_wider_need() {
        assert_eq!(implies("≤ 5 %", "≤ 6 %"), Some(true));
        assert_eq!(implies("≤ 7 %", "≤ 6 %"), Some(false));
        assert_eq!(implies("≥ 98 %", "≥ 95 %"), Some(true));
        assert_eq!(implies("≥ 98 %", "≤ 99 %"), Some(false));
        assert_eq!(implies("90 min", "≤ 2 h"), None);
        assert_eq!(implies("≤ 120 min", "≤ 2 h"), Some(true));
        assert_eq!(implies("= 5 %", "≤ 6 %"), Some(true));
        assert_eq!(implies("= 2–4 h", "≤ 4 h"), Some(true));
        assert_eq!(implies("≤ 4 h", "= 2–4 h"), Some(false));
    }

    #[test]
    fn an_open_end_does_not_imply_a_closed_one_inside_it() {
        assert_eq!(implies("< 6 %", "≤ 6 %"), Some(true));
        assert_eq!(implies("≤ 6 %", "< 6 %"), Some(false));
        assert_eq!(implies("> 6 %", "≥ 6 %"), Some(true));
        assert_eq!(implies("≥ 6 %", "> 6 %"), Some(false));
    }

    #[test]
    fn a_duration_without_lower_end_starts_at_zero() {
        assert_eq!(implies("≤ 4 h", "= 0–4 h"), Some(true));
        assert_eq!(implies("≤ 4 °C", "= 0–4 °C"), Some(false));
    }

    #[test]
    fn bounds_on_different_clocks_are_not_compared() {
        assert_eq!(implies("≤ 2 working days", "≤ 3 days"), None);
        assert_eq!(implies("≤ 2 h", "≤ 2 working h"), None);
        assert_eq!(implies("= yes", "≤ 2 h"), None);
        assert_eq!(implies("= yes", "= no"), Some(false));
    }

    #[test]
    fn a_bound_is_shown_in_both_languages() {
        let shown = |text: &str, lang| bound(text).map(|b| b.show(lang)).unwrap_or_default();
        assert_eq!(shown("at most 3 working days", Lang::Zh), "≤ 3 个工作日");
        assert_eq!(shown("2..4 h", Lang::En), "2 to 4 h");
        assert_eq!(shown("30 min to 2 h", Lang::Zh), "30 分钟 至 2 小时");
        assert_eq!(shown("标签 = 是", Lang::En), "yes");
    }

    #[test]
    fn a_bound_allows_values_up_to_its_end() {
        let two = Quantity::parse("2 h").ok();
        let two = two.as_ref();
        let allows = |text: &str| bound(text).zip(two).and_then(|(b, q)| b.allows(q));
        assert_eq!(allows("≤ 120 min"), Some(true));
        assert_eq!(allows("< 120 min"), Some(false));
        assert_eq!(allows("2 h to 4 h"), Some(true));
        assert_eq!(allows("> 1 h"), Some(true));
        assert_eq!(allows("≤ 2 working h"), None);
    }
}
