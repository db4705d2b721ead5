//! Goals and levers, checked; and how far any point is from meeting all goals.

use super::bundle::Line;
use super::{Change, Direction, Goal, Lever, Reading, RemedyError};
use crate::statistics::length;
use crate::statistics::random::Random;
use std::cell::RefCell;

/// What rounding may take from a goal, relative to its figures.
const TOLERANCE: f64 = 1e-10;

/// Points at which a goal's function is read before it is called constant.
const PROBES: usize = 16;

/// Goals to be reached by moving levers.
pub struct Task<'a> {
    pub(super) goals: Vec<Goal<'a>>,
    pub(super) levers: Vec<Lever>,
    /// What counts as one unit of shortfall, for each goal.
    scales: Vec<f64>,
    /// What rounding may take, for each goal.
    tolerances: Vec<f64>,
    /// The latest readings of each goal: a point is asked for its value, its cost and its slopes
    /// in turn, and a reading may be a whole chain solved.
    latest: RefCell<Vec<Remembered>>,
}

/// Points of a goal with what was read there, the latest first.
type Remembered = Vec<(Vec<f64>, Reading)>;

/// Readings that are remembered for each goal.
const REMEMBERED: usize = 4;

impl<'a> Task<'a> {
    /// # Errors
    /// If there is no goal or no lever, a figure is not finite, a range is empty or excludes today's
    /// value, a cost is negative, or a goal that is not met depends on no lever.
    pub fn new(goals: Vec<Goal<'a>>, levers: Vec<Lever>) -> Result<Self, RemedyError> {
        if goals.is_empty() {
            return Err(RemedyError::NoGoal);
        }
        if levers.is_empty() {
            return Err(RemedyError::NoLever);
        }
        for (at, lever) in levers.iter().enumerate() {
            check(at, lever)?;
        }
        let today: Vec<f64> = levers.iter().map(|lever| lever.today).collect();
        let (mut scales, mut tolerances) = (Vec::new(), Vec::new());
        for (at, goal) in goals.iter().enumerate() {
            if !goal.target.is_finite() {
                return Err(RemedyError::Target { goal: at });
            }
            let reading = (goal.reading)(&today);
            if !reading.value.is_finite() {
                return Err(RemedyError::Today { goal: at });
            }
            let gradient = reading.gradient.as_ref().map(Vec::len);
            if gradient.is_some_and(|length| length != levers.len()) {
                return Err(RemedyError::Gradient { goal: at });
            }
            let size = goal.target.abs().max(reading.value.abs());
            let apart = (goal.target - reading.value).abs();
            tolerances.push(TOLERANCE * size);
            // One unit is today's gap; for a goal that is met exactly, its own size.
            scales.push(if apart > TOLERANCE * size {
                apart
            } else {
                size.max(f64::MIN_POSITIVE)
            });
        }
        let task = Self {
            goals,
            levers,
            latest: RefCell::new(vec![Vec::new(); scales.len()]),
            scales,
            tolerances,
        };
        match (0..task.goals.len()).find(|&goal| task.is_stuck(goal)) {
            Some(goal) => Err(RemedyError::Constant { goal }),
            None => Ok(task),
        }
    }

    /// The same goals with other prices for the same levers.
    pub(super) fn with_prices(&self, prices: impl Fn(usize, &Lever) -> Lever) -> Self {
        let levers = self.levers.iter().enumerate();
        Self {
            goals: self.goals.clone(),
            levers: levers.map(|(at, lever)| prices(at, lever)).collect(),
            scales: self.scales.clone(),
            tolerances: self.tolerances.clone(),
            latest: RefCell::new(vec![Vec::new(); self.goals.len()]),
        }
    }

    /// Not met, and the same everywhere it was read.
    fn is_stuck(&self, goal: usize) -> bool {
        let today = self.today();
        if self.shortfall(goal, &today) <= self.tolerances[goal] {
            return false;
        }
        let value = self.value(goal, &today);
        let differs = |x: &[f64]| (self.value(goal, x) - value).abs() > 1e-13 * value.abs();
        let ends = |end: fn(&Lever) -> f64| -> Vec<f64> { self.levers.iter().map(end).collect() };
        let mut random = Random::from_seed(0x6261_746f_6e00_0004);
        let mut anywhere = || -> Vec<f64> {
            let levers = self.levers.iter();
            levers
                .map(|lever| lever.lowest + random.unit() * lever.range())
                .collect()
        };
        let corners = [ends(|lever| lever.highest), ends(|lever| lever.lowest)];
        let is_moved = corners.iter().any(|x| differs(x))
            || (0..PROBES).any(|_| differs(&anywhere()))
            || (0..self.levers.len()).any(|lever| {
                let ends = [self.levers[lever].lowest, self.levers[lever].highest];
                ends.iter().any(|end| differs(&with(&today, lever, *end)))
            });
        !is_moved
    }

    /// Today's values of all levers.
    pub fn today(&self) -> Vec<f64> {
        self.levers.iter().map(|lever| lever.today).collect()
    }

    /// The values of all goals at a point.
    pub fn values(&self, x: &[f64]) -> Vec<f64> {
        let goals = 0..self.goals.len();
        goals.map(|goal| self.value(goal, x)).collect()
    }

    /// Whether all goals are met at a point, but for rounding.
    pub fn is_met(&self, x: &[f64]) -> bool {
        let mut goals = 0..self.goals.len();
        goals.all(|goal| self.shortfall(goal, x) <= self.tolerances[goal])
    }

    /// What all changes from today to a point cost, fixed costs included.
    pub fn cost(&self, x: &[f64]) -> f64 {
        let levers = self.levers.iter().zip(x);
        levers.map(|(lever, &to)| lever.cost(to)).sum()
    }

    /// The cost without the fixed ones.
    pub(super) fn cost_per_unit(&self, x: &[f64]) -> f64 {
        let levers = self.levers.iter().zip(x);
        levers.map(|(lever, &to)| lever.per_unit(to)).sum()
    }

    /// The levers that are not where they are today.
    pub(super) fn changes(&self, x: &[f64]) -> Vec<Change> {
        let levers = self.levers.iter().zip(x).enumerate();
        levers
            .filter(|(_, (lever, to))| lever.is_changed(**to))
            .map(|(at, (lever, &to))| Change {
                lever: at,
                from: lever.today,
                to,
                cost: lever.cost(to),
            })
            .collect()
    }

    fn value(&self, goal: usize, x: &[f64]) -> f64 {
        self.reading(goal, x).value
    }

    fn reading(&self, goal: usize, x: &[f64]) -> Reading {
        let same = |(at, _): &&(Vec<f64>, Reading)| at.as_slice() == x;
        let known = self.latest.borrow()[goal].iter().find(same).cloned();
        if let Some((_, reading)) = known {
            return reading;
        }
        // Nothing is borrowed while the caller's function runs.
        let reading = (self.goals[goal].reading)(x);
        let latest = &mut self.latest.borrow_mut()[goal];
        latest.truncate(REMEMBERED - 1);
        latest.insert(0, (x.to_vec(), reading.clone()));
        reading
    }

    /// How far a goal is from being met; positive if it is not, infinite if there is no value.
    pub(super) fn shortfall(&self, goal: usize, x: &[f64]) -> f64 {
        self.shortfall_of(goal, self.value(goal, x))
    }

    fn shortfall_of(&self, goal: usize, value: f64) -> f64 {
        let Goal {
            direction, target, ..
        } = self.goals[goal];
        let short = match direction {
            Direction::AtLeast => target - value,
            Direction::AtMost => value - target,
        };
        if short.is_finite() {
            short
        } else {
            f64::INFINITY
        }
    }

    /// The shortfall of the goal that is worst off, in units of its scale; not above zero
    /// where all goals are met, but for rounding.
    pub(super) fn worst(&self, x: &[f64]) -> f64 {
        let goals = 0..self.goals.len();
        goals
            .map(|goal| (self.shortfall(goal, x) - self.tolerances[goal]) / self.scales[goal])
            .fold(f64::NEG_INFINITY, f64::max)
    }

    /// The shortfalls in units of their scales.
    pub(super) fn scaled_shortfalls(&self, x: &[f64]) -> Vec<f64> {
        let goals = 0..self.goals.len();
        goals
            .map(|goal| self.shortfall(goal, x) / self.scales[goal])
            .collect()
    }

    /// Each goal as a straight line through a point.
    pub(super) fn lines(&self, x: &[f64]) -> Vec<Line> {
        let goals = 0..self.goals.len();
        goals
            .map(|goal| {
                let reading = self.reading(goal, x);
                let sign = match self.goals[goal].direction {
                    Direction::AtLeast => 1.0,
                    Direction::AtMost => -1.0,
                };
                let short = self.shortfall_of(goal, reading.value) / self.scales[goal];
                let slopes = self.gradient(goal, x, reading);
                let slopes = slopes.iter().zip(&self.levers);
                let slopes =
                    slopes.map(|(slope, lever)| sign * slope * lever.range() / self.scales[goal]);
                Line {
                    goal,
                    base: x.to_vec(),
                    short,
                    slopes: slopes.collect(),
                }
            })
            .collect()
    }

    /// The derivatives by all levers; where one is not a number it says nothing, and is zero.
    fn gradient(&self, goal: usize, x: &[f64], reading: Reading) -> Vec<f64> {
        let given = reading
            .gradient
            .filter(|given| given.len() == self.levers.len());
        let found = given.unwrap_or_else(|| {
            let beside = self.beside(x);
            let here = self.value(goal, &beside);
            let levers = 0..self.levers.len();
            levers
                .map(|lever| self.difference(goal, &beside, lever, here))
                .collect()
        });
        let number = |slope: f64| if slope.is_finite() { slope } else { 0.0 };
        found.into_iter().map(number).collect()
    }

    /// A point so near that it has the same slopes, but off the ends of the ranges and off kinks. On
    /// a kink (two branches equally long) differences lever by lever belong to neither side, and say
    /// of each branch that it alone does not help.
    fn beside(&self, x: &[f64]) -> Vec<f64> {
        let levers = self.levers.iter().zip(x).enumerate();
        levers
            .map(|(at, (lever, &x))| {
                // Another distance for each lever: equal ones would keep to many a kink.
                let part = (length(at + 1) * 0.618_033_988_75).fract();
                let step = 2e-5 * (0.6 + 0.4 * part) * lever.range();
                if x + 2.0 * step > lever.highest {
                    x - step
                } else {
                    x + step
                }
            })
            .collect()
    }

    /// A central difference; at the edge of the range, or of what has a value, one-sided.
    fn difference(&self, goal: usize, x: &[f64], lever: usize, here: f64) -> f64 {
        let Lever {
            lowest, highest, ..
        } = self.levers[lever];
        // The cube root of the precision balances the errors of rounding and of curvature.
        let step = 6e-6 * (highest - lowest);
        let reading = |to: f64| (to, self.value(goal, &with(x, lever, to)));
        let below = reading((x[lever] - step).max(lowest));
        let above = reading((x[lever] + step).min(highest));
        let middle = (x[lever], here);
        let slope = |a: (f64, f64), b: (f64, f64)| (b.1 - a.1) / (b.0 - a.0);
        let slopes = [
            slope(below, above),
            slope(below, middle),
            slope(middle, above),
        ];
        let finite = slopes.into_iter().find(|slope| slope.is_finite());
        finite.unwrap_or(0.0)
    }
}

fn check(at: usize, lever: &Lever) -> Result<(), RemedyError> {
    let Lever {
        today,
        lowest,
        highest,
        cost_up,
        cost_down,
        fixed,
    } = *lever;
    let values = [today, lowest, highest, cost_up, cost_down, fixed];
    if values.iter().any(|value| !value.is_finite()) || !(highest - lowest).is_finite() {
        Err(RemedyError::NotFinite { lever: at })
    } else if lowest > highest {
        Err(RemedyError::Range { lever: at })
    } else if today < lowest || today > highest {
        Err(RemedyError::Outside { lever: at })
    } else if [cost_up, cost_down, fixed].iter().any(|cost| *cost < 0.0) {
        Err(RemedyError::Cost { lever: at })
    } else {
        Ok(())
    }
}

/// The point with one lever elsewhere.
pub(super) fn with(x: &[f64], lever: usize, to: f64) -> Vec<f64> {
    let mut moved = x.to_vec();
    if let Some(place) = moved.get_mut(lever) {
        *place = to;
    }
    moved
}
