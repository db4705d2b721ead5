//! Binomial counts drawn by inversion: a table of the distribution, looked up with one number.

use crate::attribution::AttributionError;
use crate::statistics::random::Random;
use crate::statistics::{as_float, round};

/// Beyond this many standard deviations no count is drawn: less than one in 10^15 would be.
const REACH: f64 = 8.0;

/// The chances of a binomial count.
pub(super) struct Drawn {
    cases: u64,
    /// The count that the first entry stands for.
    from: u64,
    /// The chance of at most this count.
    at_most: Vec<f64>,
    /// How many counts an entry stands for: more than one only where a standard deviation
    /// has thousands of them.
    step: u64,
}

/// The widest standard deviation that is tabled count by count.
const WIDEST: f64 = 4_000.0;

impl Drawn {
    pub(super) fn new(part: usize, good: u64, cases: u64) -> Result<Self, AttributionError> {
        if cases == 0 || good > cases {
            return Err(AttributionError::Count { part });
        }
        let n = as_float(cases);
        let p = if good == 0 || good == cases {
            (as_float(good) + 0.5) / (n + 1.0)
        } else {
            as_float(good) / n
        };
        let deviation = (n * p * (1.0 - p)).sqrt();
        let step = round((deviation / WIDEST).floor()).max(1);
        let middle = round(n * p);
        let reach = round((REACH * deviation).ceil()).max(20);
        let from = middle.saturating_sub(reach);
        let to = cases.min(middle.saturating_add(reach));
        // Logarithms relative to the first count, by the ratio of neighbours.
        let odds = (p / (1.0 - p)).ln();
        let mut log = 0.0;
        let mut logs = vec![0.0];
        let mut count = from;
        while count + step <= to {
            let here = as_float(count) + (as_float(step) - 1.0) / 2.0;
            log += as_float(step) * ((n - here).ln() - (here + 1.0).ln() + odds);
            logs.push(log);
            count += step;
        }
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        let summed = logs.iter().map(|log| {
            sum += (log - most).exp();
            sum
        });
        let summed: Vec<f64> = summed.collect();
        Ok(Self {
            cases,
            from,
            at_most: summed.iter().map(|part| part / sum).collect(),
            step,
        })
    }

    pub(super) fn cases(&self) -> u64 {
        self.cases
    }

    pub(super) fn draw(&self, random: &mut Random) -> u64 {
        let place = random.unit();
        let at = self.at_most.partition_point(|chance| *chance <= place);
        let at = u64::try_from(at).unwrap_or(0);
        (self.from + at * self.step).min(self.cases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(good: u64, cases: u64) -> (f64, f64) {
        let drawn = Drawn::new(0, good, cases).unwrap();
        let mut random = Random::from_seed(3);
        let found: Vec<f64> = (0..40_000)
            .map(|_| as_float(drawn.draw(&mut random)))
            .collect();
        let mean = found.iter().sum::<f64>() / 40_000.0;
        let square = found.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 40_000.0;
        (mean, square)
    }

    #[test]
    fn drawn_counts_have_the_mean_and_variance_of_the_distribution() {
        for (good, cases) in [
            (1, 3),
            (45, 50),
            (3, 1_000),
            (700, 1_000),
            (400_000_000, 1_000_000_000),
        ] {
            let (n, p) = (as_float(cases), as_float(good) / as_float(cases));
            let (mean, square) = moments(good, cases);
            let variance = n * p * (1.0 - p);
            let allowed = 5.0 * (variance / 40_000.0).sqrt();
            assert!((mean - n * p).abs() < allowed, "{good} of {cases}: {mean}");
            assert!(
                (square / variance - 1.0).abs() < 0.05,
                "{good} of {cases}: {square}"
            );
        }
    }

    #[test]
    fn all_good_is_not_certainty() {
        let (mean, square) = moments(5, 5);
        assert!((mean - 5.0 * 5.5 / 6.0).abs() < 0.02 && square > 0.1);
    }

    #[test]
    fn impossible_counts_are_errors() {
        assert!(Drawn::new(2, 3, 2).is_err_and(|e| e == AttributionError::Count { part: 2 }));
        assert!(Drawn::new(0, 0, 0).is_err());
    }
}
