//! Is what customers perceive less than what they expect?

use super::rating::Shown;
use super::tail::student_quantile;
use super::{Interval, as_float, is_chance};

/// The difference of two mean grades.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The first mean less the second.
    pub difference: f64,
    /// Its standard error.
    pub error: f64,
    /// Degrees of freedom (Welch–Satterthwaite).
    pub freedom: f64,
    /// Bounds on it; `None` if each survey has one grade only, so that nothing shows how
    /// much grades vary.
    pub bounds: Option<Interval>,
}

/// The difference of the mean grades of two surveys on the same scale, with Welch's bounds
/// (1947, *Biometrika* 34).
///
/// Why not the bootstrap: grades are bounded and few, so means of a few ratings are nearly
/// normal already, and a formula can be checked by the reader. Why unpaired: of most surveys
/// only counts are known. If the same people gave both grades, those who expect more usually
/// perceive more too, and the bounds are wider than need be, never too narrow. `None` if the scales
/// differ, or alpha is not in 0..½.
///
/// # Complexity
/// O(grades).
pub fn of_means(first: &Shown, second: &Shown, alpha: f64) -> Option<Difference> {
    if first.counts().len() != second.counts().len() || !is_chance(alpha) || alpha >= 0.5 {
        return None;
    }
    let part = |survey: &Shown| survey.variance() / as_float(survey.n());
    let (a, b) = (part(first), part(second));
    let difference = first.mean() - second.mean();
    let error = (a + b).sqrt();
    let rest = |part: f64, survey: &Shown| part * part / (as_float(survey.n()) - 1.0);
    let freedom = (a + b) * (a + b) / (rest(a, first) + rest(b, second));
    let reach = if error > 0.0 {
        Some(error * student_quantile(alpha, freedom)?)
    } else {
        None
    };
    Some(Difference {
        difference,
        error,
        freedom,
        bounds: reach.map(|reach| Interval {
            lower: difference - reach,
            upper: difference + reach,
        }),
    })
}
