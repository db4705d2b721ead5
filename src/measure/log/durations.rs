//! Many durations, and what they come to.

/// Durations in milliseconds, in no order.
#[derive(Debug, Clone, Default)]
pub struct Durations(Vec<i64>);

/// What durations come to; all in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
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

impl Durations {
    /// Adds one.
    #[inline]
    pub fn push(&mut self, millis: i64) {
        self.0.push(millis);
    }

    /// Adds those of another.
    pub fn append(&mut self, mut other: Self) {
        if self.0.is_empty() {
            *self = other;
        } else {
            self.0.append(&mut other.0);
        }
    }

    /// All of them, in no order.
    pub fn all(&self) -> impl Iterator<Item = i64> {
        self.0.iter().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them together.
    pub fn sum(&self) -> i128 {
        self.0.iter().map(|millis| i128::from(*millis)).sum()
    }

    /// How many are at most so long.
    pub fn within(&self, millis: i64) -> usize {
        self.0.iter().filter(|known| **known <= millis).count()
    }

    /// The quantile `p` of 0..=1, between two durations in proportion (type 7 of Hyndman and
    /// Fan 1996, the usual one of spreadsheets); `None` of none. O(n).
    pub fn quantile(&mut self, p: f64) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        let place = p.clamp(0.0, 1.0) * float(last);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and the number of durations"
        )]
        let (below, part) = (place.floor() as usize, place.fract());
        let (_, low, above) = self.0.select_nth_unstable(below.min(last));
        let low = millis(*low);
        match above.iter().min() {
            Some(high) if part > 0.0 => Some((millis(*high) - low).mul_add(part, low)),
            _ => Some(low),
        }
    }

    /// What they come to; `None` of none.
    pub fn spread(&mut self) -> Option<Spread> {
        let max = *self.0.iter().max()?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a mean is not exact to the last of 53 bits"
        )]
        let mean = self.sum() as f64 / float(self.len());
        let median = self.quantile(0.5)?;
        let near = |one: &&i64| (millis(**one) - median).abs() <= median.abs() / 100.0;
        Some(Spread {
            n: self.len(),
            mean,
            median,
            p90: self.quantile(0.9)?,
            max,
            alike: float(self.0.iter().filter(near).count()) / float(self.len()),
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "durations of up to 285,000 years are exact in milliseconds"
)]
pub(super) fn millis(millis: i64) -> f64 {
    millis as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(millis: &[i64]) -> Durations {
        Durations(millis.to_vec())
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
}
