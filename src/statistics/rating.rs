//! Grades of a survey: the distribution first, and headlines that do not flatter.

use super::share::clopper_pearson;
use super::tail::{normal_quantile, student_quantile};
use super::{Interval, as_float, is_chance};

/// Fewer ratings are not shown: too few to say anything, and people could be recognised.
pub const FEWEST_RATINGS: u64 = 5;

/// How many gave each grade. Nothing can be read off before [`Grades::shown`] agrees.
#[derive(Clone, PartialEq, Eq)]
pub struct Grades {
    /// The best grade first.
    counts: Vec<u64>,
}

/// Why a survey is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFewRatings;

/// A survey with enough ratings to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    counts: Vec<u64>,
    n: u64,
}

/// A share of the ratings with its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Ratings in it.
    pub k: u64,
    /// All ratings.
    pub n: u64,
    /// The share.
    pub share: f64,
    /// Exact bounds on it (Clopper–Pearson).
    pub bounds: Interval,
}

/// Those who recommend less those who advise against, as a share of all: −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NetPromoters {
    /// The score.
    pub score: f64,
    /// Its standard error.
    pub error: f64,
    /// Bounds on it. `None` if all ratings fell into one group: the formula would then claim
    /// certainty.
    pub bounds: Option<Interval>,
}

impl std::fmt::Debug for Grades {
    /// Counts that may not be shown do not slip out through a debug print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grades").finish_non_exhaustive()
    }
}

impl Grades {
    /// Counts from the best grade to the worst.
    pub fn best_first(counts: &[u64]) -> Self {
        Self {
            counts: counts.to_vec(),
        }
    }

    /// Counts from the worst grade to the best, as for 0 to 10.
    pub fn worst_first(counts: &[u64]) -> Self {
        Self {
            counts: counts.iter().rev().copied().collect(),
        }
    }

    /// The survey, if at least [`FEWEST_RATINGS`] were given.
    ///
    /// # Errors
    /// [`TooFewRatings`], which does not say how many there are either.
    pub fn shown(&self) -> Result<Shown, TooFewRatings> {
        let sum = self
            .counts
            .iter()
            .try_fold(0_u64, |sum, n| sum.checked_add(*n));
        match sum {
            Some(n) if n >= FEWEST_RATINGS && self.counts.len() >= 2 => Ok(Shown {
                counts: self.counts.clone(),
                n,
            }),
            _ => Err(TooFewRatings),
        }
    }
}

impl Shown {
    /// All ratings.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many gave each grade, the best first.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Ratings of the best grade. This is the headline: "good" is where customers leave from.
    ///
    /// One cell of a multinomial is binomial, so its bounds are exact. `None` unless
    /// 0 < alpha < 1.
    pub fn top(&self, alpha: f64) -> Option<Part> {
        self.part(self.counts.iter().take(1).sum(), alpha)
    }

    /// Ratings of the two best grades; `None` with fewer than four grades, where the middle
    /// one would be among them.
    pub fn top_two(&self, alpha: f64) -> Option<Part> {
        self.has_two_ends()
            .then(|| self.part(self.counts.iter().take(2).sum(), alpha))?
    }

    /// Ratings of the worst grade.
    pub fn bottom(&self, alpha: f64) -> Option<Part> {
        self.part(self.counts.iter().rev().take(1).sum(), alpha)
    }

    /// Ratings of the two worst grades; `None` with fewer than four grades.
    pub fn bottom_two(&self, alpha: f64) -> Option<Part> {
        self.has_two_ends()
            .then(|| self.part(self.counts.iter().rev().take(2).sum(), alpha))?
    }

    /// The mean grade, the best counting as the number of grades and the worst as 1. Only to
    /// be shown beside the distribution: two quite different surveys can share it.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self.grades().map(|(grade, k)| grade * k).sum();
        sum / as_float(self.n)
    }

    /// Bounds on the mean grade by Student's t, cut to the ends of the scale: the formula of
    /// [`of_means`](super::difference::of_means) for one survey. `None` if all gave one grade, so
    /// that nothing shows how much grades vary, or unless 0 < alpha < ½.
    pub fn mean_bounds(&self, alpha: f64) -> Option<Interval> {
        let error = (self.variance() / as_float(self.n)).sqrt();
        if !is_chance(alpha) || alpha >= 0.5 || error <= 0.0 {
            return None;
        }
        let reach = error * student_quantile(alpha, as_float(self.n) - 1.0)?;
        let mean = self.mean();
        let bounds = Interval {
            lower: mean - reach,
            upper: mean + reach,
        };
        Some(bounds.clip(
            1.0,
            self.grades().map(|(grade, _)| grade).fold(1.0, f64::max),
        ))
    }

    /// The variance of a single grade, with divisor n − 1.
    pub(super) fn variance(&self) -> f64 {
        let mean = self.mean();
        let squares: f64 = self
            .grades()
            .map(|(grade, k)| k * (grade - mean) * (grade - mean))
            .sum();
        squares / (as_float(self.n) - 1.0)
    }

    /// The net promoter score of a survey with the eleven grades 0 to 10: 9 and 10 promote, 0
    /// to 6 detract; its variance is that of a value of +1, 0 or −1.
    ///
    /// Wide below a hundred ratings, and weak where customers cannot leave. `None` for other
    /// scales, or alpha outside 0..½.
    pub fn net_promoters(&self, alpha: f64) -> Option<NetPromoters> {
        if self.counts.len() != 11 || !is_chance(alpha) || alpha >= 0.5 {
            return None;
        }
        let n = as_float(self.n);
        let share = |k: u64| as_float(k) / n;
        let promoters = share(self.counts.iter().take(2).sum());
        let detractors = share(self.counts.iter().skip(4).sum());
        let score = promoters - detractors;
        let error = ((promoters + detractors - score * score).max(0.0) / n).sqrt();
        let reach = -normal_quantile(alpha) * error;
        let bounds = Interval {
            lower: score - reach,
            upper: score + reach,
        };
        Some(NetPromoters {
            score,
            error,
            bounds: (error > 0.0).then(|| bounds.clip(-1.0, 1.0)),
        })
    }

    fn has_two_ends(&self) -> bool {
        self.counts.len() >= 4
    }

    fn part(&self, k: u64, alpha: f64) -> Option<Part> {
        Some(Part {
            k,
            n: self.n,
            share: as_float(k) / as_float(self.n),
            bounds: clopper_pearson(k, self.n, alpha)?,
        })
    }

    /// Each grade as a number, with how many gave it.
    fn grades(&self) -> impl Iterator<Item = (f64, f64)> {
        let grades = self.counts.iter().rev().zip(1_u32..);
        grades.map(|(k, grade)| (f64::from(grade), as_float(*k)))
    }
}
