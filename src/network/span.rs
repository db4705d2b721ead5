//! How long something takes: figures of a duration, and the spread they describe.

/// The greatest figure that is taken for one, in seconds or in what the caller counts in.
pub(super) const MOST: f64 = 1e15;

/// How durations spread between the figures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Shape {
    /// The beta distribution of PERT: mean (least + 4·typical + most)/6.
    #[default]
    Pert,
    /// The same where the typical value is a mean, as measured ones are: the most frequent value lies
    /// where the mean comes out, as far as the ends allow.
    PertOfMean,
    /// A triangle: mean (least + typical + most)/3.
    Triangular,
    /// A normal distribution around the typical value, cut at the least and the greatest, and at 0.
    Normal {
        /// Its standard deviation.
        deviation: f64,
    },
}

/// A duration in seconds. Without all three figures the typical one is taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// The least it can take.
    pub least: Option<f64>,
    /// What it usually takes: the mode of the spread.
    pub typical: Option<f64>,
    /// The most it takes.
    pub most: Option<f64>,
    /// How it spreads.
    pub shape: Shape,
}

impl Span {
    /// No time at all, and known to be none.
    pub const NONE: Self = Self::fixed(0.0);

    /// Always the same time.
    #[must_use]
    pub const fn fixed(seconds: f64) -> Self {
        Self {
            least: Some(seconds),
            typical: Some(seconds),
            most: Some(seconds),
            shape: Shape::Pert,
        }
    }

    /// Between two times, one of them usual; spread as in PERT.
    #[must_use]
    pub const fn between(least: f64, typical: f64, most: f64) -> Self {
        Self {
            least: Some(least),
            typical: Some(typical),
            most: Some(most),
            shape: Shape::Pert,
        }
    }

    /// Spread normally around a mean.
    #[must_use]
    pub const fn normal(mean: f64, deviation: f64) -> Self {
        Self {
            least: None,
            typical: Some(mean),
            most: None,
            shape: Shape::Normal { deviation },
        }
    }

    /// The mean, as far as the figures give one. The cut of a normal spread is not counted.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        let typical = self.typical?;
        let (Some(least), Some(most)) = (self.least, self.most) else {
            return Some(typical);
        };
        Some(match self.shape {
            Shape::Pert => (least + 4.0 * typical + most) / 6.0,
            Shape::Triangular => (least + typical + most) / 3.0,
            Shape::Normal { .. } | Shape::PertOfMean => typical,
        })
    }

    /// Whether every visit takes the same time, as far as the figures say.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        match self.shape {
            Shape::Normal { deviation } => deviation <= 0.0,
            Shape::Pert | Shape::PertOfMean | Shape::Triangular => match (self.least, self.most) {
                (Some(least), Some(most)) => least >= most,
                _ => true,
            },
        }
    }

    /// The least time that is known: the least one, or none.
    pub(super) fn at_least(self) -> f64 {
        self.least.unwrap_or(0.0)
    }

    /// The figures that are no durations.
    pub(super) fn impossible(self) -> Option<f64> {
        let deviation = match self.shape {
            Shape::Normal { deviation } => Some(deviation),
            Shape::Pert | Shape::PertOfMean | Shape::Triangular => None,
        };
        let figures = [self.least, self.typical, self.most, deviation];
        let mut figures = figures.into_iter().flatten();
        figures.find(|value| !(0.0..=MOST).contains(value))
    }

    /// Whether the figures that are given rise from the least to the most.
    pub(super) fn is_in_order(self) -> bool {
        let figures = [self.least, self.typical, self.most];
        let given: Vec<f64> = figures.into_iter().flatten().collect();
        given.windows(2).all(|pair| pair[0] <= pair[1])
    }
}
