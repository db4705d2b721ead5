//! How far the curve of a sample may lie from that of all it was taken from.

use super::{as_float, is_chance};

/// Half the width of a band around the empirical distribution of `n` independent values: the true
/// one lies within it everywhere at once, but for a chance of `alpha` for both sides together.
///
/// ε = √(ln(2/α) / 2n): Dvoretzky, Kiefer and Wolfowitz 1956 with the constant of Massart 1990, *The
/// Annals of Probability* 18, which is the best there is and holds for any distribution and any
/// `n`. `None` without values, or unless 0 < alpha < 1.
pub fn half_width(n: u64, alpha: f64) -> Option<f64> {
    let known = n > 0 && is_chance(alpha);
    known.then(|| ((2.0 / alpha).ln() / (2.0 * as_float(n))).sqrt())
}

#[cfg(test)]
mod tests {
    use super::half_width;

    /// ln 40 = 3.688879: of a hundred √0.01844440 = 0.1358102; a quarter as wide of sixteen times
    /// as many.
    #[test]
    fn a_worked_number_and_its_root() {
        let of = |n| half_width(n, 0.05).unwrap_or_default();
        assert!((of(100) - 0.135_810_2).abs() < 1e-7, "{}", of(100));
        assert!((of(1600) * 4.0 - of(100)).abs() < 1e-12);
        assert!((of(1) - 1.358_102).abs() < 1e-6);
    }

    #[test]
    fn nothing_is_said_of_no_values_or_without_a_chance() {
        assert_eq!(half_width(0, 0.05), None);
        for alpha in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(half_width(10, alpha), None);
        }
    }
}
