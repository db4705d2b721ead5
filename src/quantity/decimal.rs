//! Rounding a number as people round the decimal they see: 4.225 is 4.23.
//!
//! A program keeps 4.225 as the nearest binary number, which is a little less; rounded as kept it
//! would be 4.22, and half of all halves would go one way and half the other. So a number within
//! some last digits of a half counts as the half it was written as, and halves go away from zero.

use super::Quantity;

/// A half short by less than this part, and by no more than that of the last place kept, is one
/// that was written, measured or reckoned as a half.
const LAST_DIGITS: (f64, f64) = (1e-12, 1e-6);

/// From here on a number has no digits behind the point.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// A number with so many digits behind the point, halves away from zero.
///
/// ```
/// use baton::quantity::half_up;
///
/// assert_eq!(half_up(4.225, 2), 4.23);
/// assert_eq!(half_up(-2.675, 2), -2.68);
/// ```
#[must_use]
pub fn half_up(number: f64, places: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(places));
    let scaled = number * scale;
    if !scaled.is_finite() || scaled.abs() >= WHOLE {
        return number;
    }
    let (part, most) = LAST_DIGITS;
    let short = (scaled.abs() * part).min(most);
    (scaled + short.copysign(scaled)).round() / scale
}

/// The same as text, with all its digits: `half_up_text(0.5, 2)` is `0.50`.
#[must_use]
pub fn half_up_text(number: f64, places: u8) -> String {
    format!("{:.*}", usize::from(places), half_up(number, places))
}

impl Quantity {
    /// With as many digits as a person reads: one behind the point, two below ten; more would not
    /// be known. Whatever is shown of a value is rounded so, or the same value would read differently
    /// in two places.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let number = self.number();
        if number == 0.0 || !number.is_finite() {
            return self.clone();
        }
        let kept = half_up(number, if number.abs() < 10.0 { 2 } else { 1 });
        // A number written back through its base would bring its lost digits with it.
        let unit = self.base() / number;
        self.with_base(kept * unit)
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, half_up, half_up_text};
    use crate::lang::Lang;

    #[test]
    fn a_quantity_reads_with_one_digit_behind_the_point_and_below_ten_with_two() {
        let percent = |share: f64| Quantity::share(share).rounded().show(Lang::En);
        assert_eq!(percent(0.683_16), "68.3 %");
        assert_eq!(percent(0.683_5), "68.4 %");
        assert_eq!(percent(0.052_55), "5.26 %");
        assert_eq!(percent(0.0), "0 %");
    }

    #[test]
    fn halves_of_the_written_decimal_go_up() {
        for (number, shown) in [
            (4.225, "4.23"),
            (2.675, "2.68"),
            (1.005, "1.01"),
            (0.615, "0.62"),
            (-4.225, "-4.23"),
            (4.224_999, "4.22"),
            (0.285, "0.29"),
        ] {
            assert_eq!(half_up_text(number, 2), shown);
        }
        assert_eq!(half_up_text(62.5, 0), "63");
        assert_eq!(half_up_text(0.5, 0), "1");
    }

    /// The decimal as text, digit by digit: a second method.
    fn by_digits(thousandths: u32) -> u32 {
        (thousandths + 5) / 10
    }

    #[test]
    fn every_number_of_three_digits_is_rounded_as_by_hand() {
        for thousandths in 0..50_000_u32 {
            let number: f64 = format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
                .parse()
                .unwrap();
            let hundredths = by_digits(thousandths);
            let shown = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            assert_eq!(half_up_text(number, 2), shown, "{number}");
            // As a share it is the same digits.
            assert_eq!(half_up_text(100.0 * (number / 100.0), 2), shown, "{number}");
        }
    }

    #[test]
    fn numbers_without_digits_behind_the_point_stay() {
        for number in [1e300, f64::MAX, -1e17, 0.0, f64::INFINITY] {
            assert_eq!(half_up(number, 2).to_bits(), number.to_bits());
        }
        assert!(half_up(f64::NAN, 2).is_nan());
    }
}
