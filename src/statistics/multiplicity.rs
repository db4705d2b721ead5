//! Many goals at once: which findings remain when so many were looked at?

use super::length;

/// One of many tests, after all of them are looked at together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjusted {
    /// The least q at which this one would survive (the adjusted p-value).
    pub p: f64,
    /// Whether it survives at the given q.
    pub survives: bool,
}

/// Benjamini and Hochberg's step-up procedure (1995, *JRSS B* 57): of what survives, at most a
/// share `q` is false on average, if the tests are independent or go the same way.
///
/// The answers stand in the order of the p-values. `None` if one is not in 0..=1, or q is not
/// in 0..1.
///
/// # Complexity
/// O(m log m).
pub fn benjamini_hochberg(p_values: &[f64], q: f64) -> Option<Vec<Adjusted>> {
    let is_valid = |p: &f64| (0.0..=1.0).contains(p);
    if !super::is_chance(q) || !p_values.iter().all(is_valid) {
        return None;
    }
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let all = length(p_values.len());
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least = 1.0_f64;
    // From the largest down: a larger p-value that survives takes the smaller ones with it.
    for (rank, &at) in order.iter().enumerate().rev() {
        least = least.min(p_values[at] * all / length(rank + 1));
        adjusted[at] = least;
    }
    let survives = |p: f64| Adjusted {
        p,
        survives: p <= q,
    };
    Some(adjusted.into_iter().map(survives).collect())
}
