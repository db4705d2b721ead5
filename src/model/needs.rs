//! Whether the giver's criteria keep what the receiver needs.
//!
//! The comparison at the heart of a handoff: what the customer needs against what the
//! supplier checks before release. Knows nothing of how it is reported.

use std::sync::Arc;

use crate::load::Statement;
use crate::load::document::Handoff;
use crate::quantity::Bound;

/// How the criteria of a handoff stand to one need; criteria by their position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Everything the criteria on its subject allow, the need allows.
    Yes,
    /// No criterion is on its subject.
    Unchecked,
    /// The criteria on its subject allow what the need does not; the first that does.
    Weaker(usize),
    /// It cannot be told, for this criterion has no bound or a unit that does not compare.
    Unclear(usize),
}

/// How the criteria stand to a need.
///
/// Several criteria on one subject hold together: a need with a lower and an upper bound
/// is kept if each side is kept by some criterion.
pub fn kept(need: &Statement, criteria: &[Arc<Statement>]) -> Kept {
    let on_subject = || {
        let criteria = criteria.iter().enumerate();
        criteria.filter(|(_, criterion)| criterion.same_subject(need))
    };
    if on_subject().next().is_none() {
        let mut criteria = criteria.iter();
        let figure = criteria.position(|criterion| criterion.same_subject_but_for_a_figure(need));
        return figure.map_or(Kept::Unchecked, Kept::Unclear);
    }
    let Some(bound) = &need.bound else {
        // A need in words is kept by a criterion on it, measurable or not.
        return Kept::Yes;
    };
    let mut worst = Kept::Yes;
    for side in sides(bound).iter().flatten() {
        let judged = || {
            on_subject().map(|(at, criterion)| {
                let implied = criterion
                    .bound
                    .as_ref()
                    .filter(|_| !criterion.is_conditional_on_more_than(need))
                    .and_then(|bound| bound.implies(side));
                (at, criterion, implied)
            })
        };
        if judged().any(|(_, _, implied)| implied == Some(true)) {
            continue;
        }
        if let Some((at, ..)) = judged().find(|(_, _, implied)| implied.is_none()) {
            worst = Kept::Unclear(at);
            continue;
        }
        // One that bounds the same side is to blame rather than one of the other side.
        let to_blame = judged().find(|(_, criterion, _)| bounds_side(criterion, side));
        if let Some((at, ..)) = to_blame.or_else(|| judged().next()) {
            return Kept::Weaker(at);
        }
    }
    worst
}

/// A criterion bounds the side that `side` is.
fn bounds_side(criterion: &Statement, side: &Bound) -> bool {
    let Some(bound) = &criterion.bound else {
        return false;
    };
    (side.low().is_some() && bound.low().is_some())
        || (side.high().is_some() && bound.high().is_some())
}

/// The lower and the upper side of a bound; one that has no sides stands for itself.
fn sides(bound: &Bound) -> [Option<Bound>; 2] {
    let low = bound.low().map(|(quantity, included)| match included {
        true => Bound::AtLeast(quantity.clone()),
        false => Bound::Above(quantity.clone()),
    });
    let high = bound.high().map(|(quantity, included)| match included {
        true => Bound::AtMost(quantity.clone()),
        false => Bound::Below(quantity.clone()),
    });
    match (low, high) {
        (None, None) => [Some(bound.clone()), None],
        sides => sides.into(),
    }
}

/// The needs of a handoff that are not kept, by their position, in order.
pub fn not_kept(handoff: &Handoff) -> impl Iterator<Item = (usize, Kept)> + '_ {
    let needs = handoff
        .customer
        .iter()
        .flat_map(|side| side.needs.iter().enumerate());
    let criteria = handoff
        .supplier
        .as_ref()
        .map_or(&[][..], |side| &side.criteria);
    needs
        .map(move |(at, need)| (at, kept(need, criteria)))
        .filter(|(_, kept)| *kept != Kept::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(need: &str, criteria: &[&str]) -> Kept {
        let criteria: Vec<_> = criteria
            .iter()
            .map(|text| Arc::new(Statement::parse(text).unwrap()))
            .collect();
        kept(&Statement::parse(need).unwrap(), &criteria)
    }

    #[test]
    fn a_tighter_criterion_keeps_a_need_and_a_looser_one_does_not() {
        assert_eq!(against("moisture ≤ 6 %", &["moisture ≤ 6 %"]), Kept::Yes);
        assert_eq!(against("moisture ≤ 6 %", &["moisture ≤ 5 %"]), Kept::Yes);
        assert_eq!(
            against("moisture ≤ 6 %", &["moisture ≤ 8 %"]),
            Kept::Weaker(0)
        );
        assert_eq!(against("moisture ≤ 6 %", &["dust ≤ 2 mg"]), Kept::Unchecked);
    }

    #[test]
    fn two_criteria_together_keep_a_range() {
        let need = "temperature 1480 to 1520 °C";
        let both = ["temperature ≥ 1490 °C", "temperature ≤ 1510 °C"];
        assert_eq!(against(need, &both), Kept::Yes);
        assert_eq!(against(need, &both[..1]), Kept::Weaker(0));
        let loose = ["temperature ≥ 1490 °C", "temperature ≤ 1550 °C"];
        assert_eq!(against(need, &loose), Kept::Weaker(1));
    }

    #[test]
    fn a_criterion_under_a_condition_of_its_own_leaves_it_unclear() {
        assert_eq!(
            against("wait ≤ 30 min", &["wait ≤ 30 min (average)"]),
            Kept::Unclear(0)
        );
        assert_eq!(
            against("wait ≤ 30 min (average)", &["wait ≤ 30 min (Average)"]),
            Kept::Yes
        );
        assert_eq!(
            against("wait ≤ 30 min (average)", &["wait ≤ 30 min"]),
            Kept::Yes
        );
    }

    #[test]
    fn a_figure_without_a_bound_leaves_it_unclear() {
        for (need, criterion) in [
            ("weight ≤ 30 kg", "weight 30 kg"),
            ("weight 30 kg", "weight ≤ 30 kg"),
            ("weight 30 kg", "weight 50 kg"),
            ("重量不超过 30 公斤", "重量 30 公斤"),
        ] {
            let found = against(need, &["label = yes", criterion]);
            assert_eq!(found, Kept::Unclear(1), "{need} against {criterion}");
        }
        let exactly = ["weight = 30 kg"];
        assert_eq!(against("weight 30 ± 0.5 kg", &exactly), Kept::Yes);
        assert_eq!(against("weight 30 kg", &["weight 30 kg"]), Kept::Yes);
        assert_eq!(against("ISO 9001", &["ISO 14001"]), Kept::Unchecked);
        assert_eq!(against("3 copies", &["copies ≥ 3"]), Kept::Unchecked);
    }

    #[test]
    fn clocks_that_do_not_compare_leave_it_unclear() {
        assert_eq!(
            against("answer ≤ 48 h", &["answer ≤ 2 working days"]),
            Kept::Unclear(0)
        );
    }
}
