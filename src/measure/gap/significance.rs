//! How sure each verdict is, and which remain when many goals are looked at together.

use super::verdict::GapVerdict;
use super::{Gap, Observed};
use crate::load::document::Better;
use crate::quantity::{Dimension, Quantity};
use crate::statistics::multiplicity::benjamini_hochberg;
use crate::statistics::significance::{at_least, at_most, count_at_least, count_at_most};
use crate::statistics::{ALPHA, FIRM, round};

/// Of the verdicts that survive at most this share is false, on average.
pub const FALSE_SHARE: f64 = 0.10;

/// The chance of a value at least so far on its side of the target, if the process were just at
/// the target; at most, where only bounds are known. `None` where all cases were counted, or
/// nothing is known.
pub(super) fn p_value(actual: &Observed, target: &Quantity, better: Better) -> Option<f64> {
    let (value, target) = (actual.value.base(), target.base());
    let high = match better {
        Better::Higher => value >= target,
        Better::Lower => value > target,
    };
    if actual.census || actual.bounds.is_none() {
        return None;
    }
    match (actual.value.dimension(), high) {
        (Dimension::Share, true) => at_least(actual.k?, actual.n?, target),
        (Dimension::Share, false) => at_most(actual.k?, actual.n?, target),
        (Dimension::Count, true) => count_at_least(round(value), target),
        (Dimension::Count, false) => count_at_most(round(value), target),
        _ => by_bounds(actual, target, better),
    }
}

/// At most the chance, where only bounds are known, as of a median: that of error of the firmest of
/// them that decide. `None` if none does.
fn by_bounds(actual: &Observed, target: f64, better: Better) -> Option<f64> {
    let decide = |(low, high): &(Quantity, Quantity)| match better {
        Better::Higher => low.base() >= target || high.base() < target,
        Better::Lower => high.base() <= target || low.base() > target,
    };
    let known = [(&actual.firm, FIRM), (&actual.bounds, ALPHA)];
    let deciding = known
        .into_iter()
        .find(|(bounds, _)| bounds.as_ref().is_some_and(decide));
    deciding.map(|(_, chance)| chance)
}

/// The chance of a goal that was tested; one that its bounds leave open was tested as well.
fn tested(gap: &Gap) -> Option<f64> {
    let actual = gap.actual.as_ref()?;
    let is_open = matches!(gap.verdict, GapVerdict::Undetermined(_)) && actual.bounds.is_some();
    gap.p_value.or(is_open.then_some(1.0))
}

/// Marks which verdicts survive that so many goals were looked at (Benjamini and Hochberg).
///
/// Undecided goals count among those looked at, else every verdict would survive: each has a
/// chance below 5 %. And each goal was looked at from both sides, so its chance counts twice.
///
/// # Complexity
/// O(n log n) in the number of goals.
pub(super) fn look_at_all(gaps: &mut [Gap]) {
    let tested: Vec<(usize, f64)> = gaps
        .iter()
        .enumerate()
        .filter_map(|(at, gap)| Some((at, (2.0 * tested(gap)?).min(1.0))))
        .collect();
    let p_values: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
    let adjusted = benjamini_hochberg(&p_values, FALSE_SHARE).unwrap_or_default();
    for ((at, _), one) in tested.into_iter().zip(adjusted) {
        let is_decided = !matches!(gaps[at].verdict, GapVerdict::Undetermined(_));
        gaps[at].survives = is_decided.then_some(one.survives);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(hours: f64) -> Quantity {
        Quantity::seconds(3600.0 * hours)
    }

    #[test]
    fn of_bounds_the_firmest_that_decide_tell_how_sure_a_verdict_is() {
        let mut median = Observed::estimated(hours(5.0));
        median.bounds = Some((hours(4.0), hours(6.0)));
        median.firm = Some((hours(3.0), hours(8.0)));
        let chance = |target| p_value(&median, &hours(target), Better::Lower);
        // Within, out of reach, and between the two bounds, for each side of the value.
        assert_eq!([8.0, 7.0, 6.0].map(chance), [FIRM, ALPHA, ALPHA].map(Some));
        assert_eq!([5.5, 5.0, 4.0].map(chance), [None; 3]);
        assert_eq!([3.5, 2.9].map(chance), [ALPHA, FIRM].map(Some));
        let higher = |target| p_value(&median, &hours(target), Better::Higher);
        assert_eq!([8.5, 7.0, 5.0].map(higher), [Some(FIRM), Some(ALPHA), None]);
        assert_eq!([4.0, 3.0].map(higher), [Some(ALPHA), Some(FIRM)]);
    }
}
