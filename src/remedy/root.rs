//! Where a function of one number crosses zero, between a place above and a place below.

/// A place above zero and one that is not, ever closer together.
struct Bracket {
    above: f64,
    below: f64,
    at_above: f64,
    at_below: f64,
}

impl Bracket {
    fn width(&self) -> f64 {
        (self.above - self.below).abs()
    }

    /// Where the straight line between both ends is zero; their middle if that is no number.
    fn crossed_by_line(&self) -> f64 {
        let part = self.at_above / (self.at_above - self.at_below);
        let place = self.above + part * (self.below - self.above);
        let (low, high) = (self.above.min(self.below), self.above.max(self.below));
        if place > low && place < high {
            place
        } else {
            self.middle()
        }
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.above, self.below)
    }

    /// Takes a place between for the end on its side. The other end's value is halved, so that a
    /// bent function does not keep that end for ever.
    fn take(&mut self, place: f64, value: f64) {
        if value <= 0.0 {
            (self.below, self.at_below) = (place, value);
            self.at_above /= 2.0;
        } else {
            (self.above, self.at_above) = (place, value);
            self.at_below /= 2.0;
        }
    }
}

/// The place nearest to `above` at which `f` was found not above zero, given f(above) > 0 ≥ f(below).
///
/// False position with halved ends (Dowell and Jarratt 1971, *BIT* 11), and a halving wherever that
/// did not at least halve the bracket: never more than twice the steps of plain halving, usually
/// a fifth. Infinite values are fine.
pub(super) fn crossing(f: impl Fn(f64) -> f64, above: f64, below: f64) -> f64 {
    let mut bracket = Bracket {
        above,
        below,
        at_above: f(above),
        at_below: f(below),
    };
    let least = 1e-14 * (bracket.width() + above.abs().max(below.abs()));
    for _ in 0..100 {
        let width = bracket.width();
        if width <= least {
            break;
        }
        let place = bracket.crossed_by_line();
        bracket.take(place, f(place));
        if bracket.width() > 0.5 * width {
            let place = bracket.middle();
            bracket.take(place, f(place));
        }
    }
    bracket.below
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn crossings_are_found_to_the_last_digits_in_few_steps() {
        let steps = Cell::new(0);
        let count = |value: f64| {
            steps.set(steps.get() + 1);
            value
        };
        assert!((crossing(|x| count(2.0 - x * x), 0.0, 4.0) - 2.0_f64.sqrt()).abs() < 1e-12);
        assert!((crossing(|x| count(x - 0.25), 1.0, 0.0) - 0.25).abs() < 1e-12);
        assert!((crossing(|x| count(1e-9 - x.powi(9)), 0.0, 1.0) - 0.1).abs() < 1e-10);
        let infinite = |x: f64| count(if x < 0.7 { f64::INFINITY } else { -1.0 });
        assert!((crossing(infinite, 0.0, 1.0) - 0.7).abs() < 1e-12);
        assert!(steps.get() < 300, "{}", steps.get());
    }
}
