//! The drawing kit: scales with round ticks, text that fits, marks that differ in shape.
//!
//! A drawing knows pixels of its own `viewBox` and CSS classes; what anything means, and in which
//! colour, is said elsewhere (`charts.css`). Whatever it is given, a number that is not finite
//! never reaches the page.

pub(super) mod axis;
pub(super) mod frame;
pub(super) mod mark;
pub(super) mod scale;
pub(super) mod text;

/// A length in the drawing, to a tenth of a pixel; what is not finite is 0.
pub(super) fn px(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let rounded = (value * 10.0).round() / 10.0;
    // Negative nought would be another byte for the same place.
    if rounded == 0.0 {
        return "0".to_owned();
    }
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::px;

    #[test]
    fn a_length_is_short_and_finite() {
        assert_eq!(px(12.345), "12.3");
        assert_eq!(px(-0.01), "0");
        assert_eq!(px(40.0), "40");
        assert_eq!(px(f64::NAN), "0");
        assert_eq!(px(f64::INFINITY), "0");
    }
}
