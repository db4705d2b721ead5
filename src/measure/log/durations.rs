//! Many durations, and what they come to.

use serde::{Deserialize, Serialize};

use crate::events::narrow::Millis;
use crate::statistics::{length, ratio, signed};

/// Durations in milliseconds, in no order.
///
/// They are kept one by one, or counted by value once they are many: systems write times to
/// the second or the minute, so most durations occur again and again.
#[derive(Debug, Clone, Default)]
pub struct Durations {
    single: Millis,
    /// Values in ascending order, and how often each occurs.
    counted: Vec<(i64, u32)>,
}

/// What durations come to; all in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many there are.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Half are at most this long.
    pub median: f64,
    /// Nine of ten are at most this long.
    pub p90: f64,
    /// The longest.
    pub max: i64,
    /// The part that lies within one hundredth of the median.
    pub alike: f64,
}

impl Spread {
    /// All of them together.
    pub fn total(&self) -> f64 {
        self.mean * length(self.n)
    }
}

/// So many are kept one by one before they are counted.
const MANY: usize = 4 << 20;

impl Durations {
    /// Adds one.
    #[inline]
    pub fn push(&mut self, millis: i64) {
        if self.single.len() >= MANY {
            self.compact();
        }
        self.single.push(millis);
    }

    /// Adds those of another.
    pub fn append(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        self.single.append(other.single);
        self.counted = merged(&self.counted, &other.counted);
    }

    /// Counts what is kept one by one; then nothing tells any more in which order they came.
    #[cold]
    pub(in crate::measure) fn compact(&mut self) {
        let mut single = std::mem::take(&mut self.single);
        single.sort();
        let mut runs: Vec<(i64, u32)> = Vec::new();
        for millis in single.iter() {
            match runs.last_mut() {
                Some((last, n)) if *last == millis && *n < u32::MAX => *n += 1,
                _ => runs.push((millis, 1)),
            }
        }
        self.counted = merged(&self.counted, &runs);
    }

    /// Values in ascending order, and how often each occurs; none of what is kept one by one.
    pub(super) fn counted(&self) -> &[(i64, u32)] {
        &self.counted
    }

    /// From values in ascending order, and how often each occurs.
    pub(super) fn of_counted(counted: Vec<(i64, u32)>) -> Self {
        Self {
            single: Millis::default(),
            counted,
        }
    }

    /// All of them, in no order.
    pub fn all(&self) -> impl Iterator<Item = i64> {
        let counted = self.counted.iter();
        let counted = counted.flat_map(|(millis, n)| std::iter::repeat_n(*millis, *n as usize));
        self.single.iter().chain(counted)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.single.len() + self.counted.iter().map(|(_, n)| *n as usize).sum::<usize>()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.counted.is_empty()
    }

    /// All of them together.
    pub fn sum(&self) -> i128 {
        let single: i128 = self.single.iter().map(i128::from).sum();
        let counted = self.counted.iter();
        let counted: i128 = counted
            .map(|(millis, n)| i128::from(*millis) * i128::from(*n))
            .sum();
        single + counted
    }

    /// How many fulfil a condition.
    fn count(&self, is: impl Fn(i64) -> bool) -> usize {
        let single = self.single.iter().filter(|millis| is(*millis)).count();
        let counted = self.counted.iter().filter(|(millis, _)| is(*millis));
        single + counted.map(|(_, n)| *n as usize).sum::<usize>()
    }

    /// How many are at most so long.
    pub fn within(&self, millis: i64) -> usize {
        self.count(|known| known <= millis)
    }

    /// How many are at most how long, for a curve of about `most` points: at every length that
    /// occurs, or at the last one of each of so many equal stretches. O(n log n).
    pub fn curve(&self, most: usize) -> Vec<(i64, usize)> {
        let mut all: Vec<i64> = self.all().collect();
        all.sort_unstable();
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return Vec::new();
        };
        let (first, width) = (*first, (*last - *first).max(1));
        let stretch = |millis: i64| {
            let part = ratio(i128::from(millis - first), i128::from(width));
            (part * length(most)).ceil()
        };
        let mut curve: Vec<(i64, usize)> = Vec::new();
        for (before, millis) in all.iter().enumerate() {
            let point = (*millis, before + 1);
            let is_same =
                |known: &(i64, usize)| stretch(known.0).total_cmp(&stretch(*millis)).is_eq();
            match curve.last_mut() {
                Some(known) if known.0 == *millis || is_same(known) => *known = point,
                _ => curve.push(point),
            }
        }
        curve
    }

    /// The quantile `p` of 0..=1, between two durations in proportion (type 7 of Hyndman and
    /// Fan 1996, the usual one of spreadsheets); `None` of none. O(n), or O(n log n) once some
    /// are counted.
    pub fn quantile(&mut self, p: f64) -> Option<f64> {
        let last = self.len().checked_sub(1)?;
        let place = p.clamp(0.0, 1.0) * length(last);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and the number of durations"
        )]
        let (below, part) = (place.floor() as usize, place.fract());
        let (low, high) = self.two_at(below.min(last))?;
        let low = signed(low);
        match high {
            // To the last digit as `statistics::quantile` has it, whose bounds go with it.
            Some(high) if part > 0.0 => Some(low + part * (signed(high) - low)),
            _ => Some(low),
        }
    }

    /// The duration at a place of their order, and the next.
    fn two_at(&mut self, place: usize) -> Option<(i64, Option<i64>)> {
        if self.counted.is_empty() {
            return self.single.two_at(place);
        }
        if !self.single.is_empty() {
            self.compact();
        }
        let mut upto = 0;
        let mut values = self.counted.iter();
        let (low, _) = values.find(|(_, n)| {
            upto += *n as usize;
            upto > place
        })?;
        let again = upto > place + 1;
        let next = if again {
            Some(*low)
        } else {
            values.next().map(|(next, _)| *next)
        };
        Some((*low, next))
    }

    /// The duration at a place of their order, counted from 0.
    pub(super) fn at(&mut self, place: usize) -> Option<i64> {
        let is_there = place < self.len();
        is_there.then(|| self.two_at(place).map(|(one, _)| one))?
    }

    fn max(&self) -> Option<i64> {
        let single = self.single.iter().max();
        single.max(self.counted.last().map(|(millis, _)| *millis))
    }

    /// What they come to; `None` of none.
    pub fn spread(&mut self) -> Option<Spread> {
        let (max, n) = (self.max()?, self.len());
        let mean = ratio(self.sum(), n as i128);
        let median = self.quantile(0.5)?;
        let near = |one: i64| (signed(one) - median).abs() <= median.abs() / 100.0;
        Some(Spread {
            n,
            mean,
            median,
            p90: self.quantile(0.9)?,
            max,
            alike: length(self.count(near)) / length(n),
        })
    }
}

/// Two ascending lists of counted values as one.
fn merged(one: &[(i64, u32)], other: &[(i64, u32)]) -> Vec<(i64, u32)> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    loop {
        let next = match (one.peek(), other.peek()) {
            (Some((a, _)), Some((b, _))) if a <= b => one.next(),
            (_, Some(_)) => other.next(),
            _ => one.next(),
        };
        let Some((millis, n)) = next else { break };
        match all.last_mut() {
            Some((last, count)) if last == millis => {
                // A value that occurs more often than fits is kept in several places.
                match u32::checked_add(*count, *n) {
                    Some(sum) => *count = sum,
                    None => all.push((*millis, *n)),
                }
            }
            _ => all.push((*millis, *n)),
        }
    }
    all.shrink_to_fit();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(millis: &[i64]) -> Durations {
        let mut durations = Durations::default();
        millis.iter().for_each(|millis| durations.push(*millis));
        durations
    }

    #[test]
    fn quantiles_lie_between_two_durations_in_proportion() {
        // What numpy's default gives.
        let mut some = of(&[40, 10, 20, 30]);
        assert_eq!(some.quantile(0.5), Some(25.0));
        assert!((some.quantile(0.9).unwrap() - 37.0).abs() < 1e-9);
        assert_eq!(some.quantile(0.0), Some(10.0));
        assert_eq!(some.quantile(1.0), Some(40.0));
        assert_eq!(of(&[7]).quantile(0.9), Some(7.0));
        assert_eq!(of(&[]).quantile(0.5), None);
    }

    #[test]
    fn the_spread_does_not_depend_on_the_order() {
        let mut one = of(&[5, 1, 9, 3]);
        let mut other = of(&[9]);
        other.append(of(&[3, 1, 5]));
        assert_eq!(one.spread(), other.spread());
        assert_eq!(one.within(5), 3);
        assert_eq!(one.spread().unwrap().max, 9);
    }

    #[test]
    fn a_curve_counts_how_many_are_at_most_so_long() {
        let some = of(&[40, 10, 20, 10]);
        assert_eq!(some.curve(9), [(10, 2), (20, 3), (40, 4)]);
        assert_eq!(of(&[]).curve(9), []);
        let many = of(&(0..1000).collect::<Vec<_>>());
        let curve = many.curve(10);
        assert_eq!((curve.len(), curve.last()), (11, Some(&(999, 1000))));
        assert!(
            curve
                .iter()
                .all(|(millis, upto)| many.within(*millis) == *upto)
        );
    }

    proptest! {
        #[test]
        fn counted_durations_come_to_the_same(
            first in prop::collection::vec(-5_i64..30, 0..40),
            second in prop::collection::vec(-5_i64..30, 1..40),
            p in 0.0..=1.0,
        ) {
            let mut single = of(&first);
            single.append(of(&second));
            let mut counted = of(&first);
            counted.compact();
            counted.append(of(&second));
            prop_assert_eq!(single.clone().spread(), counted.clone().spread());
            prop_assert_eq!(single.quantile(p), counted.clone().quantile(p));
            prop_assert_eq!(single.within(7), counted.within(7));
            let mut all: Vec<i64> = counted.all().collect();
            all.sort_unstable();
            let mut expected = [first, second].concat();
            expected.sort_unstable();
            prop_assert_eq!(all, expected);
        }
    }
}
