//! Random numbers for resampling: always the same ones.

/// `SplitMix64` (Steele, Lea and Flood 2014, *Fast splittable pseudorandom number generators*):
/// one addition and two multiplications a number, and good enough for any bootstrap.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn from_seed(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next number, each as likely as the others.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 to below 1, in steps of 2^-53.
    pub(crate) fn unit(&mut self) -> f64 {
        super::as_float(self.next() >> 11) / 9_007_199_254_740_992.0
    }

    /// One of the values, each as likely as the others; `None` only of nothing.
    ///
    /// The high half of a product instead of a remainder (Lemire 2019). Without his second
    /// draw some of `n` values are more likely by n in 2^64, which no resample can show.
    pub(crate) fn pick<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        let count = u128::try_from(values.len()).ok()?;
        let at = (u128::from(self.next()) * count) >> 64;
        values.get(usize::try_from(at).ok()?)
    }

    /// Puts the values into an order, each order as likely as the others (Fisher and Yates 1938).
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for end in (1..values.len()).rev() {
            let places = u128::try_from(end + 1).unwrap_or(1);
            let at = (u128::from(self.next()) * places) >> 64;
            values.swap(end, usize::try_from(at).unwrap_or(end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_the_published_ones() {
        let mut random = Random::from_seed(1_234_567);
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        for number in published {
            assert_eq!(random.next(), number);
        }
    }

    #[test]
    fn every_value_is_drawn_about_equally_often() {
        let mut random = Random::from_seed(7);
        let mut drawn = [0_u32; 7];
        for _ in 0..70_000 {
            drawn[*random.pick(&[0_usize, 1, 2, 3, 4, 5, 6]).unwrap()] += 1;
        }
        // Five deviations of a binomial count with mean 10 000.
        assert!(drawn.iter().all(|n| n.abs_diff(10_000) < 465), "{drawn:?}");
    }

    #[test]
    fn numbers_below_one_have_the_mean_of_an_even_spread() {
        let mut random = Random::from_seed(8);
        let drawn: Vec<f64> = (0..10_000).map(|_| random.unit()).collect();
        assert!(drawn.iter().all(|x| (0.0..1.0).contains(x)));
        let mean = drawn.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.015, "{mean}");
    }

    #[test]
    fn every_order_comes_about_equally_often() {
        let mut random = Random::from_seed(9);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            let mut order = [0, 1, 2];
            random.shuffle(&mut order);
            *seen.entry(order).or_insert(0_u32) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|n| n.abs_diff(1_000) < 150), "{seen:?}");
    }
}
