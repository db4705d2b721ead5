//! On time and in full at once, where only the share of each is known.
//!
//! Of shares a and b of the same orders at least a + b − 1 and at most the smaller of the two are both
//! (Fréchet 1935). Nothing between is ruled out unless each order says whether it was both, so what
//! lies between is open.

use super::attainable::{Class, Reason};
use super::certificate::{Certificate, Made, Shows, Term, finished};
use super::computed::Side;
use super::parts::share_asked;
use super::sums::{Asked, Shortfall};
use super::today::{Known, Origin, Today};
use crate::load::document::{Better, StandardMeasure as Of};
use crate::measure::Gap;
use crate::model::{Figure, GoalId, Target};
use crate::quantity::{Dimension, Quantity};
use crate::statistics::ALPHA;
use crate::statistics::share::clopper_pearson;

/// The least and the greatest share of what is both, from the shares of each.
///
/// ```
/// let (low, high) = baton::strategy::both_shares(0.95, 0.94);
/// assert!((low - 0.89).abs() < 1e-12 && high == 0.94);
/// ```
#[must_use]
pub fn both_shares(one: f64, other: f64) -> (f64, f64) {
    ((one + other - 1.0).max(0.0), one.min(other))
}

/// The target of a goal on what comes on time and in full, as a share.
fn target(goal: GoalId, today: &Today<'_>) -> Option<Quantity> {
    let goal = today.chain.goal(goal);
    let measure = goal.measure.as_ref()?;
    let is_such = measure.of == Some(Of::Otif) && measure.better != Some(Better::Lower);
    let target = goal.record.target.clone()?;
    (is_such && target.dimension() == Dimension::Share).then_some(target)
}

/// What the figures of each show of both. Where both was measured, that says more.
fn reason(gap: &Gap, today: &Today<'_>) -> Option<(Class, Reason)> {
    let target = target(gap.goal, today)?;
    let on = today.chain.goal(gap.goal).on;
    let (on_time, in_full) = (today.figure(on, Of::OnTime)?, today.figure(on, Of::InFull)?);
    let (one, other) = (figure(&on_time, today)?, figure(&in_full, today)?);
    let days = |figure: &Figure| (figure.record.period.first(), figure.record.period.last());
    // Orders of other days are other orders: their shares bound nothing of each other.
    let same = days(one) == days(other);
    let (low, high) = match same {
        true => both_shares(one.value.base(), other.value.base()),
        false => (0.0, 1.0),
    };
    let ((least, _), (_, most)) = match same {
        true => {
            let (one, other) = (ends(one), ends(other));
            (both_shares(one.0, other.0), both_shares(one.1, other.1))
        }
        false => ((0.0, 0.0), (1.0, 1.0)),
    };
    // Equal shares that were reckoned on two ways differ in the last digits.
    let slack = 1e-9 * target.base().abs();
    let class = if target.base() <= least + slack {
        Class::AlreadyMet
    } else if target.base() > most + slack {
        // Shares of today are no law: what could be done about them is not known.
        Class::NeedsRedesign
    } else {
        Class::Undetermined
    };
    let term = |what, known: Known| Term {
        of: on,
        what: Some(what),
        value: known.value.clone(),
        known: Some(known),
    };
    let certificate = finished(Certificate {
        shows: Shows::Today,
        bound: target.with_base(match class {
            Class::AlreadyMet => low,
            _ => high,
        }),
        side: match class {
            Class::AlreadyMet => Side::AtLeast,
            _ => Side::AtMost,
        },
        made: Made::Both,
        terms: vec![term(Of::OnTime, on_time), term(Of::InFull, in_full)],
        lacking: Vec::new(),
        assumed: Vec::new(),
        worst: None,
        from_measured: None,
        grade: None,
    });
    let ends = same.then(|| (target.with_base(low), target.with_base(high)));
    Some((class, Reason::Both { certificate, ends }))
}

/// What the figures of each show of both: as evidence where both was not measured, else beside it.
pub(super) fn counted(gap: &Gap, today: &Today<'_>) -> (Option<(Class, Reason)>, Option<Reason>) {
    let found = reason(gap, today);
    match gap.actual {
        Some(_) => (None, found.map(|(_, reason)| reason)),
        None => (found, None),
    }
}

/// Of on time and in full what no figure is of, on what a goal on both is on: what is to be recorded
/// where neither a value of both is there nor what would bound it. Empty for other goals.
pub(super) fn unrecorded(goal: GoalId, today: &Today<'_>) -> Vec<Of> {
    if target(goal, today).is_none() {
        return Vec::new();
    }
    let on = today.chain.goal(goal).on;
    let mut each = vec![Of::OnTime, Of::InFull];
    each.retain(|of| {
        let known = today.figure(on, *of);
        known.is_none_or(|known| figure(&known, today).is_none())
    });
    each
}

fn figure<'w>(known: &Known, today: &Today<'w>) -> Option<&'w Figure> {
    match known.origin {
        Origin::Figure(id) => Some(today.chain.figures.get(id)),
        _ => None,
    }
}

/// The least and the most a share may be. Of two shares each end may be wrong once in forty, so
/// that what follows from both is wrong at most once in twenty.
fn ends(figure: &Figure) -> (f64, f64) {
    let value = figure.value.base();
    if figure.record.census == Some(true) {
        return (value, value);
    }
    let counts = crate::measure::gap::counts_of(figure);
    let bounds = counts.and_then(|(k, n)| clopper_pearson(k, n, ALPHA / 2.0));
    bounds.map_or((0.0, 1.0), |bounds| (bounds.lower, bounds.upper))
}

/// What is asked of each on the same object does not come to what is asked of both; `None` if it does
/// for sure, or nothing is asked.
pub(super) fn shortfall(goal: GoalId, today: &Today<'_>) -> Option<Shortfall> {
    let target = target(goal, today)?;
    let on: Target = today.chain.goal(goal).on;
    let asked = |of| share_asked(today.chain, on, &[of], goal);
    let (on_time, in_full) = (asked(Of::OnTime), asked(Of::InFull));
    let parts: Vec<Asked> = [(Of::OnTime, on_time), (Of::InFull, in_full)]
        .into_iter()
        .filter_map(|(what, share)| {
            Some(Asked {
                of: on,
                what: Some(what),
                value: target.with_base(share?),
            })
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let (low, high) = both_shares(on_time.unwrap_or(1.0), in_full.unwrap_or(1.0));
    let slack = 1e-9 * target.base().abs();
    let for_sure = target.base() - high > slack;
    // Of one alone nothing follows for both, unless it already misses.
    let may_be = parts.len() == 2 && target.base() - low > slack;
    (for_sure || may_be).then(|| Shortfall {
        goal,
        reached: target.with_base(high),
        side: Side::AtMost,
        at_least: (parts.len() == 2).then(|| target.with_base(low)),
        target,
        unasked: 2 - parts.len(),
        parts,
        for_sure,
    })
}

#[cfg(test)]
mod tests {
    use super::both_shares;

    /// All ways to mark n orders as on time and in full, by brute force.
    fn by_counting(n: u32, on_time: u32, in_full: u32) -> (u32, u32) {
        let marks = |count: u32| (0..1_u32 << n).filter(move |set| set.count_ones() == count);
        let both = marks(on_time).flat_map(|a| marks(in_full).map(move |b| (a & b).count_ones()));
        both.fold((u32::MAX, 0), |(low, high), one| {
            (low.min(one), high.max(one))
        })
    }

    #[test]
    fn the_ends_are_those_of_every_way_to_mark_orders() {
        for n in 1..=6_u32 {
            for (on_time, in_full) in (0..=n).flat_map(|a| (0..=n).map(move |b| (a, b))) {
                let of = |count: u32| f64::from(count) / f64::from(n);
                let (low, high) = both_shares(of(on_time), of(in_full));
                let (least, most) = by_counting(n, on_time, in_full);
                assert!((low - of(least)).abs() < 1e-12, "{n} {on_time} {in_full}");
                assert!((high - of(most)).abs() < 1e-12, "{n} {on_time} {in_full}");
            }
        }
    }
}
