//! Random durations and choices, always the same ones for the same case.

use crate::statistics::random::Random;

use super::{Shape, Span};

/// Draws of one case.
pub(super) struct Draw {
    random: Random,
}

impl Draw {
    /// What one case draws depends on the seed and its own number only.
    pub(super) fn of_case(seed: u64, case: u64) -> Self {
        let mut of_seed = Random::from_seed(seed);
        let mut of_case =
            Random::from_seed(of_seed.next() ^ case.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let random = Random::from_seed(of_case.next());
        Self { random }
    }

    /// Evenly from 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        self.random.unit()
    }

    /// One duration. Without a spread it is the typical one; 0 if there is none.
    pub(super) fn duration(&mut self, span: Span) -> f64 {
        let Some(typical) = span.typical else {
            return 0.0;
        };
        if span.is_fixed() {
            return typical;
        }
        let (least, most) = (span.least, span.most);
        match (span.shape, least, most) {
            (Shape::Normal { deviation }, ..) => {
                let drawn = typical + deviation * self.normal();
                drawn.clamp(least.unwrap_or(0.0), most.unwrap_or(f64::INFINITY))
            }
            (Shape::Pert | Shape::PertOfMean, Some(least), Some(most)) => {
                let typical = match span.shape {
                    Shape::PertOfMean => ((6.0 * typical - least - most) / 4.0).clamp(least, most),
                    _ => typical,
                };
                let width = most - least;
                let alpha = 1.0 + 4.0 * (typical - least) / width;
                let beta = 1.0 + 4.0 * (most - typical) / width;
                let (a, b) = (self.gamma(alpha), self.gamma(beta));
                least + width * (a / (a + b))
            }
            (Shape::Triangular, Some(least), Some(most)) => {
                let (part, left) = (self.unit(), (typical - least) / (most - least));
                if part < left {
                    least + ((most - least) * (typical - least) * part).sqrt()
                } else {
                    most - ((most - least) * (most - typical) * (1.0 - part)).sqrt()
                }
            }
            _ => typical,
        }
    }

    /// Standard normal (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Gamma with a shape of at least 1 (Marsaglia and Tsang 2000, *ACM TOMS* 26).
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            let accept = 1.0 - self.unit();
            if v > 0.0 && accept.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }
}
