//! Percentiles of durations, each with bounds that hold for any distribution.

use serde::{Deserialize, Serialize};

use super::durations::Durations;
use crate::statistics::quantile::{self, Bounds};
use crate::statistics::survival::Survival;
use crate::statistics::{ALPHA, FIRM, signed};

/// A percentile in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// The share of durations that are no longer.
    pub p: f64,
    /// So long; `None` if so many cases were not over while they were watched.
    pub time: Option<f64>,
    /// Each bound holds with 95 %; an end is open where there are too few durations.
    pub bounds: Bounds,
    /// The same, each holding with 99.9 %: what is decided by these is decided among many as well.
    pub firm: Bounds,
}

impl Durations {
    /// Their percentiles at these shares, each above 0 and below 1; none of none.
    pub fn levels(&mut self, shares: &[f64]) -> Vec<Level> {
        let level = |p: &f64| at(self, *p);
        shares.iter().filter_map(level).collect()
    }
}

fn at(durations: &mut Durations, p: f64) -> Option<Level> {
    let time = durations.quantile(p)?;
    let bounds = bounds_at(durations, (p, time), ALPHA)?;
    let firm = bounds_at(durations, (p, time), FIRM)?;
    let time = Some(time);
    Some(Level {
        p,
        time,
        bounds,
        firm,
    })
}

fn bounds_at(durations: &mut Durations, (p, time): (f64, f64), alpha: f64) -> Option<Bounds> {
    let ranks = quantile::ranks(durations.len() as u64, p, alpha)?;
    let mut value = |rank: Option<u64>| {
        let place = usize::try_from(rank? - 1).ok()?;
        durations.at(place).map(signed)
    };
    // As in `quantile::bounds`: a value outside its own bounds would be read as a mistake.
    Some(Bounds {
        lower: value(ranks.lower).map(|lower| lower.min(time)),
        upper: value(ranks.upper).map(|upper| upper.max(time)),
    })
}

/// The same of cases of which some are still open.
pub(super) fn of_lives(survival: Option<&Survival>, shares: &[f64]) -> Vec<Level> {
    let level = |p: &f64| {
        let known = survival?.percentile(*p, ALPHA)?;
        Some(Level {
            p: *p,
            time: known.time,
            bounds: known.bounds,
            firm: survival?.percentile(*p, FIRM)?.bounds,
        })
    };
    shares.iter().filter_map(level).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The plain way: all values in a list.
        #[test]
        fn percentiles_and_bounds_are_those_of_the_list_of_all_values(
            millis in prop::collection::vec(0_i64..500, 1..120),
            p in 0.001..0.999,
            is_counted in any::<bool>(),
        ) {
            let mut durations = Durations::default();
            millis.iter().for_each(|one| durations.push(*one));
            if is_counted {
                durations.compact();
            }
            let mut values: Vec<f64> = millis.iter().map(|one| signed(*one)).collect();
            let known = durations.levels(&[p]);
            prop_assert_eq!(known.len(), 1);
            let bounds = quantile::bounds(&mut values, p, ALPHA);
            prop_assert_eq!(Some(known[0].bounds), bounds);
            prop_assert_eq!(Some(known[0].firm), quantile::bounds(&mut values, p, FIRM));
            let value = quantile::quantile(&mut values, p).unwrap();
            prop_assert!((known[0].time.unwrap() - value).abs() < 1e-6);
        }
    }

    #[test]
    fn a_bound_needs_enough_durations() {
        let mut few = Durations::default();
        (0..28).for_each(|one| few.push(one));
        assert_eq!(few.levels(&[0.9])[0].bounds.upper, None);
        few.push(28);
        assert_eq!(few.levels(&[0.9])[0].bounds.upper, Some(28.0));
        assert!(Durations::default().levels(&[0.9]).is_empty());
    }
}
