//! A sum of costs, waits or times against a target: parts add, and so do their gaps.

use super::{Attribution, AttributionError};

/// Attributes what `whole` lies above `target`, each part by what it lies above its allowance.
///
/// The rest is kept in two: what the allowances together exceed the target (not cascaded), and
/// what the whole has more than its parts (unlisted). A part without an allowance gets no
/// points; its value then appears as not cascaded.
///
/// # Errors
/// If there are no parts, lists differ in length, or a value is not finite.
///
/// # Complexity
/// O(parts).
pub fn against_allowances(
    actual: &[f64],
    allowances: &[Option<f64>],
    whole: f64,
    target: f64,
) -> Result<Attribution, AttributionError> {
    if actual.is_empty() {
        return Err(AttributionError::NoParts);
    }
    if actual.len() != allowances.len() {
        return Err(AttributionError::Unequal {
            expected: actual.len(),
            found: allowances.len(),
        });
    }
    let allowed = |part: usize| allowances[part].unwrap_or(actual[part]);
    for (part, value) in actual.iter().enumerate() {
        if !(value.is_finite() && allowed(part).is_finite()) {
            return Err(AttributionError::NotFinite { part });
        }
    }
    if !(whole.is_finite() && target.is_finite()) {
        return Err(AttributionError::Target);
    }
    let parts = 0..actual.len();
    let allowed_in_all: f64 = parts.clone().map(allowed).sum();
    let actual_in_all: f64 = actual.iter().sum();
    Ok(Attribution {
        gap: whole - target,
        points: parts.map(|part| actual[part] - allowed(part)).collect(),
        not_cascaded: allowed_in_all - target,
        unlisted: whole - actual_in_all,
    })
}
