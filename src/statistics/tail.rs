//! Tails of the binomial, Poisson, normal and Student distributions, for any number of cases.
//!
//! The usual incomplete beta function of libraries stops after some hundred terms and takes
//! differences of huge logarithms; for half of 10^8 cases it gave a lower bound above the
//! upper one. Here the leading factor comes from the saddle point (Loader 2000, *Fast and
//! accurate computation of binomial probabilities*), which loses nothing to cancellation,
//! and the continued fraction runs until it stands still, some √n terms.

use statrs::function::erf::erfc_inv;
use statrs::function::gamma::ln_gamma;
use std::f64::consts::{PI, SQRT_2};

/// Both sides of a distribution at one place. They add up to 1, and the smaller one is
/// as exact as a float can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tails {
    /// The chance of being at or below.
    pub(super) below: f64,
    /// The chance of being above.
    pub(super) above: f64,
}

impl Tails {
    const ALL_ABOVE: Self = Self {
        below: 0.0,
        above: 1.0,
    };
    const ALL_BELOW: Self = Self {
        below: 1.0,
        above: 0.0,
    };

    fn from_below(below: f64) -> Self {
        Self {
            below,
            above: 1.0 - below,
        }
    }

    fn from_above(above: f64) -> Self {
        Self {
            below: 1.0 - above,
            above,
        }
    }
}

/// The regularized incomplete beta function I_x(a, b) and its complement, for a, b > 0.
///
/// # Complexity
/// O(√max(a, b)) near x = a/(a + b), a few terms elsewhere.
pub(super) fn beta(a: f64, b: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails::ALL_ABOVE;
    }
    if x >= 1.0 {
        return Tails::ALL_BELOW;
    }
    // x^a (1-x)^b / B(a, b)
    let front = a * b / (a + b) * binomial_density(a, a + b, x);
    if x <= a / (a + b) {
        Tails::from_below((front * beta_fraction(a, b, x, 1.0 - x)).min(1.0))
    } else {
        Tails::from_above((front * beta_fraction(b, a, 1.0 - x, x)).min(1.0))
    }
}

/// P(X ≤ k) and P(X > k) of n trials with chance p.
pub(super) fn binomial(k: u64, n: u64, p: f64) -> Tails {
    if k >= n {
        return Tails::ALL_BELOW;
    }
    let (k, n) = (super::as_float(k), super::as_float(n));
    let over = beta(k + 1.0, n - k, p);
    Tails {
        below: over.above,
        above: over.below,
    }
}

/// The regularized incomplete gamma function P(a, x) and its complement, for a > 0.
///
/// # Complexity
/// O(√a) near x = a, a few terms elsewhere.
pub(super) fn gamma(a: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails::ALL_ABOVE;
    }
    // x^a e^-x / Γ(a + 1)
    let front = (-stirling_error(a) - deviance(a, x)).exp() / (2.0 * PI * a).sqrt();
    if x < a + 1.0 {
        let (mut term, mut sum, mut shape) = (1.0, 1.0, a);
        while term > sum * f64::EPSILON * 0.5 {
            shape += 1.0;
            term *= x / shape;
            sum += term;
        }
        Tails::from_below((front * sum).min(1.0))
    } else {
        Tails::from_above((front * a * gamma_fraction(a, x)).min(1.0))
    }
}

/// The chance that a standard normal value is at or below `z`, and above it.
pub(super) fn normal(z: f64) -> Tails {
    // The square of a normal value is gamma distributed; library `erfc`s have ten digits here.
    let square = gamma(0.5, 0.5 * z * z);
    let far = 0.5 * square.above;
    let near = 1.0 - far;
    if z > 0.0 {
        Tails {
            below: near,
            above: far,
        }
    } else {
        Tails {
            below: far,
            above: near,
        }
    }
}

/// The value a standard normal one is at most with chance `p`.
pub(super) fn normal_quantile(p: f64) -> f64 {
    -SQRT_2 * erfc_inv(2.0 * p)
}

/// The value Student's t with `df` degrees of freedom exceeds with chance `alpha` < ½.
pub(super) fn student_quantile(alpha: f64, df: f64) -> Option<f64> {
    // P(T > t) = ½ I_x(df/2, ½) with x = df / (df + t²)
    let x = solve(|x| beta(df / 2.0, 0.5, x).below - 2.0 * alpha)?;
    Some((df * (1.0 - x) / x).sqrt())
}

/// Where a function that rises on 0..1 crosses zero; `None` if it is not a number there.
///
/// Inverse quadratic interpolation where the last three places allow it, else halving
/// (Chandrupatla 1997, *Advances in Engineering Software* 28): a dozen values where halving
/// alone takes sixty.
pub(super) fn solve(rising: impl Fn(f64) -> f64) -> Option<f64> {
    let known = |x: f64| Some(rising(x)).filter(|value| !value.is_nan());
    // `near` was looked at last, `far` lies on the other side of zero, `old` is one before.
    let (mut near, mut near_value) = (1.0, known(1.0)?);
    let (mut far, mut far_value) = (0.0, known(0.0)?);
    let mut part = 0.5;
    for _ in 0..200 {
        let next = near + part * (far - near);
        let value = known(next)?;
        let (old, old_value);
        if (value < 0.0) == (near_value < 0.0) {
            (old, old_value) = (near, near_value);
        } else {
            (old, old_value) = (far, far_value);
            (far, far_value) = (near, near_value);
        }
        (near, near_value) = (next, value);
        // Near 0 the place is to be known to the last digits, too.
        let best = if near_value.abs() < far_value.abs() {
            near
        } else {
            far
        };
        let least = f64::EPSILON * best.abs() / (far - near).abs();
        if value.abs() < f64::MIN_POSITIVE || least > 0.5 {
            return Some(best);
        }
        let xi = (near - far) / (old - far);
        let phi = (near_value - far_value) / (old_value - far_value);
        part = if phi * phi < xi && (1.0 - phi).powi(2) < 1.0 - xi {
            near_value / (far_value - near_value) * old_value / (far_value - old_value)
                + (old - near) / (far - near) * near_value / (old_value - near_value) * far_value
                    / (old_value - far_value)
        } else {
            0.5
        };
        part = part.clamp(least, 1.0 - least);
    }
    Some(near)
}

/// The smallest part of a continued fraction that is not taken for zero.
const TINY: f64 = 1e-300;

/// The continued fraction of the incomplete beta function (DiDonato and Morris 1992, *ACM
/// TOMS* 18, equation 9), by the modified method of Lentz. `y` is 1 − x, so that near x = 1 nothing
/// is lost in differences; all terms are positive for x below the mean.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let nonzero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0)
            + (a + m) * (a * y - b * x + 1.0 + m * (2.0 - x)) / (a + 2.0 * m + 1.0)
    };
    // The general form at m = 0, without its 0/0 for a = 1.
    let mut fraction = nonzero(a * (a * y - b * x + 1.0) / (a + 1.0));
    let (mut c, mut d) = (fraction, 0.0);
    let most = 200.0 + 50.0 * a.max(b).sqrt();
    let mut m = 0.0;
    while m < most {
        m += 1.0;
        let odd = a + 2.0 * m - 1.0;
        let numerator = m * (a + m - 1.0) / odd * ((a + b + m - 1.0) / odd) * (b - m) * x * x;
        let next = denominator(m);
        d = 1.0 / nonzero(next + numerator * d);
        c = nonzero(next + numerator / c);
        fraction *= c * d;
        if (c * d - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    1.0 / fraction
}

/// The continued fraction of the upper incomplete gamma function (Abramowitz and Stegun
/// 6.5.31), by the modified method of Lentz.
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let nonzero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / nonzero(b);
    let mut fraction = d;
    let mut m = 0.0;
    let most = 200.0 + 50.0 * a.sqrt();
    while m < most {
        m += 1.0;
        let part = -m * (m - a);
        b += 2.0;
        d = 1.0 / nonzero(part * d + b);
        c = nonzero(b + part / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// Γ(n+1) / (Γ(k+1) Γ(n−k+1)) · p^k · (1−p)^(n−k), also between whole numbers; 0 < k < n.
fn binomial_density(k: f64, n: f64, p: f64) -> f64 {
    let rest = n - k;
    let exponent = stirling_error(n)
        - stirling_error(k)
        - stirling_error(rest)
        - deviance(k, n * p)
        - deviance(rest, n * (1.0 - p));
    exponent.exp() * (n / (2.0 * PI * k * rest)).sqrt()
}

/// ln Γ(x + 1) less Stirling's formula for it.
fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        let stirling = (x + 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln();
        return ln_gamma(x + 1.0) - stirling;
    }
    let square = x * x;
    let series = 1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / (1188.0 * square)) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - series / square) / square) / x
}

/// x·ln(x/m) + m − x without loss where x and m are close.
fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut power = 2.0 * x * v;
    let mut odd = 1.0;
    loop {
        power *= v * v;
        odd += 2.0;
        let next = sum + power / odd;
        if (next - sum).abs() <= f64::EPSILON * sum.abs() {
            return next;
        }
        sum = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, published: f64) {
        assert!(
            (found - published).abs() <= 1e-12 * published,
            "{found:e} is not {published:e}"
        );
    }

    /// The plain way: halving until nothing lies between.
    fn halved(rising: impl Fn(f64) -> f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..1100 {
            let middle = f64::midpoint(low, high);
            if rising(middle) < 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }

    #[test]
    fn a_place_is_the_one_that_halving_finds_with_far_fewer_values() {
        let (mut solved, mut values) = (0_u32, 0_u32);
        for a in [0.5, 1.0, 3.0, 45.0, 950.0, 2e5] {
            for b in [0.5, 1.0, 6.0, 50.0, 3e4, 1e8] {
                for alpha in [1e-6, 0.025, 0.05, 0.5, 0.999] {
                    let count = std::cell::Cell::new(0);
                    let rising = |x: f64| {
                        count.set(count.get() + 1);
                        beta(a, b, x).below - alpha
                    };
                    let found = solve(rising).unwrap();
                    values += count.get();
                    solved += 1;
                    let plain = halved(|x| beta(a, b, x).below - alpha);
                    // Where the function is flat, what is rounded decides over some last digits.
                    assert!(
                        (found - plain).abs() <= 1e-11 * plain,
                        "{a} {b} {alpha}: {found} {plain}"
                    );
                }
            }
        }
        assert!(values < 24 * solved, "{values} values for {solved} places");
        assert_eq!(solve(|_| f64::NAN), None);
    }

    #[test]
    fn both_tails_of_the_beta_distribution_are_exact_however_small() {
        // `betainc` of mpmath 1.4.1 in 40 digits; the last one `scipy.special.betainc` 1.17.1.
        let published = [
            (
                0.5,
                0.5,
                0.3,
                0.369_010_119_565_545_36,
                0.630_989_880_434_454_6,
            ),
            (
                2.0,
                3.0,
                1e-5,
                5.999_920_000_300_001e-10,
                0.999_999_999_400_008,
            ),
            (2.0, 3.0, 0.999, 0.999_999_996_003, 3.997_000_000_000_011e-9),
            (
                30.0,
                70.0,
                0.31,
                0.596_937_953_292_757_6,
                0.403_062_046_707_242_5,
            ),
            (
                1000.0,
                5.0,
                0.99,
                0.027_948_558_419_431_033,
                0.972_051_441_580_569,
            ),
            (
                5e5,
                5e5,
                0.5005,
                0.841_344_746_068_556_9,
                0.158_655_253_931_453_47,
            ),
        ];
        for (a, b, x, below, above) in published {
            let found = beta(a, b, x);
            close(found.below, below);
            close(found.above, above);
        }
    }

    #[test]
    fn both_tails_of_the_gamma_distribution_are_exact_however_small() {
        // `gammainc` of mpmath 1.4.1 in 30 digits; the last one `scipy.special.gammainc` 1.17.1.
        let published = [
            (0.5, 0.1, 0.345_279_153_981_423, 0.654_720_846_018_577),
            (3.0, 20.0, 0.999_999_544_485_049_5, 4.555_149_505_589_213e-7),
            (
                100.0,
                80.0,
                0.017_108_313_035_133_115,
                0.982_891_686_964_866_8,
            ),
            (
                1e4,
                10_200.0,
                0.976_712_677_866_401_3,
                0.023_287_322_133_598_79,
            ),
        ];
        for (a, x, below, above) in published {
            let found = gamma(a, x);
            close(found.below, below);
            close(found.above, above);
        }
    }

    #[test]
    fn the_normal_distribution_agrees_far_out_too() {
        // `ncdf` and `erfinv` of mpmath 1.4.1 in 40 digits.
        close(normal(-3.0).below, 0.001_349_898_031_630_094_6);
        close(normal(0.5).below, 0.691_462_461_274_013_1);
        close(normal(8.0).above, 6.220_960_574_271_784e-16);
        close(-normal_quantile(0.3), 0.524_400_512_708_040_8);
        close(-normal_quantile(0.05), 1.644_853_626_951_472_6);
        close(-normal_quantile(1e-12), 7.034_483_825_301_132);
        close(normal(-10.0).below, 7.619_853_024_160_525e-24);
    }

    #[test]
    fn students_quantiles_agree_from_1_to_a_million_degrees_of_freedom() {
        // `scipy.stats.t.isf`, scipy 1.17.1.
        let published = [
            (0.05, 1.0, 6.313_751_514_675_044),
            (0.025, 2.5, 3.574_654_842_003_683_4),
            (0.05, 30.0, 1.697_260_886_593_957_4),
            (0.025, 1e6, 1.959_966_356_814_107_2),
            (0.001, 4.0, 7.173_182_219_782_308_5),
        ];
        for (alpha, df, quantile) in published {
            let found = student_quantile(alpha, df).unwrap();
            assert!((found - quantile).abs() < 1e-9, "{found} {quantile}");
        }
    }
}
