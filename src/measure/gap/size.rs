//! How large a gap is, in several units: each says something the others do not.

use super::half_life::defects;
use crate::load::document::Better;
use crate::quantity::{Dimension, Quantity};

/// How large a gap is, beside its distance; positive if short, as that is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sizes {
    /// The distance over the target; only where twice as much is twice the value.
    pub relative: Option<f64>,
    /// The distance in standard deviations of what varies from period to period anyway.
    pub variation_units: Option<f64>,
    /// By what factor the bad part must fall: 2.7 from 92 % to 97 %.
    pub defect_factor: Option<f64>,
    /// What it costs.
    pub money: Option<Money>,
}

/// What a gap costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// So much money.
    pub amount: Quantity,
    /// In so long a time; each case, if not set.
    pub per: Option<Quantity>,
}

/// How far a value is short of the target; positive if short.
pub(super) fn distance(actual: &Quantity, target: &Quantity, better: Better) -> Option<Quantity> {
    let short = match better {
        Better::Higher => target.base() - actual.base(),
        Better::Lower => actual.base() - target.base(),
    };
    Some(points(target, short))
}

/// A difference of values such as `like`; of shares it is points.
pub(in crate::measure) fn points(like: &Quantity, difference: f64) -> Quantity {
    let point = Quantity::parse("1 pp").ok();
    let point = point.filter(|_| like.dimension() == Dimension::Share);
    point.as_ref().unwrap_or(like).with_base(difference)
}

/// The part of the way from baseline to target that is done.
pub(super) fn progress(baseline: &Quantity, actual: &Quantity, target: &Quantity) -> Option<f64> {
    if !baseline.commensurable(target) {
        return None;
    }
    let way = target.base() - baseline.base();
    (way.abs() > f64::EPSILON).then(|| (actual.base() - baseline.base()) / way)
}

/// The distance over the target.
pub(super) fn relative(distance: &Quantity, target: &Quantity) -> Option<f64> {
    let meant = is_ratio(target.dimension()) && target.base() != 0.0;
    meant.then(|| distance.base() / target.base().abs())
}

/// The bad part over the one that is allowed.
pub(super) fn defect_factor(actual: &Quantity, target: &Quantity, better: Better) -> Option<f64> {
    let is_share = target.dimension() == Dimension::Share;
    let allowed = defects(target, better).filter(|allowed| is_share && *allowed > 0.0)?;
    Some(defects(actual, better)? / allowed)
}

/// Nought is none of it, so twice as much is twice the value.
pub(super) fn is_ratio(dimension: Dimension) -> bool {
    match dimension {
        Dimension::Duration(_)
        | Dimension::Share
        | Dimension::Count
        | Dimension::Rate
        | Dimension::Money => true,
        Dimension::Physical(what) => what != "temperature",
        Dimension::Points | Dimension::Score | Dimension::Number => false,
    }
}

/// What being short by `distance` costs: of a count or a rate the things beyond it, of a share the pieces
/// that are short of a volume, of a duration the time over the target, for each case or for all
/// of the volume.
pub(super) fn money(
    distance: &Quantity,
    costs: &Quantity,
    volume: Option<&Quantity>,
) -> Option<Money> {
    let short = distance.base();
    if short <= 0.0 {
        return None;
    }
    let per = volume.and_then(|volume| Some((volume.number(), volume.period()?)));
    match distance.dimension() {
        Dimension::Points => {
            let (pieces, period) = per.filter(|_| costs.dimension() == Dimension::Money)?;
            Some(Money {
                amount: costs.with_base(short * pieces * costs.base()),
                per: Some(period),
            })
        }
        Dimension::Count | Dimension::Number | Dimension::Score | Dimension::Rate => {
            let is_money = costs.dimension() == Dimension::Money;
            is_money.then(|| Money {
                amount: costs.with_base(distance.number() * costs.base()),
                per: distance.period(),
            })
        }
        Dimension::Duration(_) => {
            let (each, time) = (costs.each()?, costs.period()?);
            let times = time.commensurable(distance).then(|| short / time.base())?;
            let one = times * each.base();
            Some(match per {
                Some((cases, period)) => Money {
                    amount: each.with_base(one * cases),
                    per: Some(period),
                },
                None => Money {
                    amount: each.with_base(one),
                    per: None,
                },
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn read(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    fn close(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    #[test]
    fn from_92_to_97_percent_defects_must_fall_by_the_factor_2_67() {
        let factor = |a: &str, t: &str, better| defect_factor(&read(a), &read(t), better);
        close(factor("92 %", "97 %", Better::Higher), 8.0 / 3.0);
        close(factor("8 %", "2 %", Better::Lower), 4.0);
        assert_eq!(factor("92 %", "100 %", Better::Higher), None);
        assert_eq!(factor("8 %", "0 %", Better::Lower), None);
        assert_eq!(factor("3 h", "2 h", Better::Lower), None);
    }

    #[test]
    fn a_gap_is_relative_only_where_nought_is_none_of_it() {
        let relative = |a: &str, t: &str| {
            let (actual, target) = (read(a), read(t));
            relative(&distance(&actual, &target, Better::Lower)?, &target)
        };
        close(relative("30 h", "24 h"), 0.25);
        assert_eq!(relative("2 h", "0 h"), None);
        assert_eq!(relative("80 °C", "60 °C"), None);
        assert_eq!(relative("4.5", "3"), None);
        close(relative("3 kg", "2 kg"), 0.5);
    }

    #[test]
    fn pieces_short_of_a_volume_cost_money() {
        let money = |d: &str, costs: &str, volume: Option<&str>| {
            let volume = volume.map(read);
            money(&read(d), &read(costs), volume.as_ref())
        };
        let shown = |found: Option<Money>| {
            let found = found?;
            let per = found.per.map(|per| per.show(Lang::En));
            Some((found.amount.show(Lang::En), per.unwrap_or_default()))
        };
        let said = |amount: &str, per: &str| Some((amount.to_owned(), per.to_owned()));
        let of_lots = money("8 pp", "120 CNY", Some("40 lots / day"));
        assert_eq!(shown(of_lots), said("384 CNY", "1 day"));
        let of_time = money("2 h", "500 CNY / h", Some("3 / week"));
        assert_eq!(shown(of_time), said("3000 CNY", "1 week"));
        assert_eq!(
            shown(money("90 min", "500 CNY / h", None)),
            said("750 CNY", "")
        );
        // Without a volume nobody knows how many pieces; beyond the target nothing is short.
        assert_eq!(money("8 pp", "120 CNY", None), None);
        assert_eq!(money("-8 pp", "120 CNY", Some("40 lots / day")), None);
        assert_eq!(money("2 working days", "500 CNY / h", None), None);
        assert_eq!(money("2 h", "500 CNY", None), None);
        assert_eq!(
            shown(money("3 errors", "500 CNY", None)),
            said("1500 CNY", "")
        );
        assert_eq!(
            shown(money("5 lots / day", "10 CNY", None)),
            said("50 CNY", "1 day")
        );
        assert_eq!(money("3 errors", "500 CNY / h", None), None);
        assert_eq!(money("300 CNY", "500 CNY", None), None);
        assert_eq!(money("3 kg", "500 CNY", None), None);
    }
}
