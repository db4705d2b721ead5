//! What closes a gap: the least change of one lever, and the cheapest change of several.
//!
//! Plain numbers: a goal is a function of parameters, a lever is a parameter that may be changed within
//! a range at a cost. Nothing here knows what the parameters are. Several goals may be set
//! at once, so that one gap is not closed by opening another.
//!
//! | question | by |
//! |---|---|
//! | what if only this is changed? | [`Task::alone`] |
//! | what is the cheapest set of changes? | [`Task::cheapest`] |
//! | what is worth measuring first? | [`measure_next`] |
//!
//! Every answer is checked with the goals' own functions before it is given.

mod alone;
mod bundle;
mod cheapest;
mod descent;
pub mod measure_next;
mod program;
mod reach;
mod root;
mod subsets;
mod task;
#[cfg(test)]
mod tests;

pub use alone::Alone;
pub use cheapest::{Closing, Outcome, Remedy, Search};
pub use reach::{Binding, End, OutOfReach};
pub use task::Task;

/// A parameter that may be changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// Its value today; within its range.
    pub today: f64,
    /// The least value it can be given.
    pub lowest: f64,
    /// The greatest value it can be given.
    pub highest: f64,
    /// What each unit costs by which it is raised.
    pub cost_up: f64,
    /// What each unit costs by which it is lowered.
    pub cost_down: f64,
    /// What any change costs, however small.
    pub fixed: f64,
}

impl Lever {
    /// What it costs to bring it to a value; nothing if it stays.
    pub fn cost(&self, to: f64) -> f64 {
        let moved = self.per_unit(to);
        if self.is_changed(to) {
            moved + self.fixed
        } else {
            0.0
        }
    }

    /// The cost without the fixed one.
    fn per_unit(&self, to: f64) -> f64 {
        (to - self.today).max(0.0) * self.cost_up + (self.today - to).max(0.0) * self.cost_down
    }

    /// Whether a value is another one than today's, beyond the noise of a search.
    fn is_changed(&self, to: f64) -> bool {
        (to - self.today).abs() > 1e-12 * self.range()
    }

    fn range(&self) -> f64 {
        self.highest - self.lowest
    }
}

/// On which side of the target a goal is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Higher is better.
    AtLeast,
    /// Lower is better.
    AtMost,
}

/// What a goal's function says at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The value. If it is not finite, the point counts as infinitely short of the target.
    pub value: f64,
    /// Its derivative by each lever; if it is left out, it is found by differences, which costs
    /// two more readings for each lever.
    pub gradient: Option<Vec<f64>>,
}

/// What is to be reached.
#[derive(Clone, Copy)]
pub struct Goal<'a> {
    /// The value at given values of all levers, in their order.
    pub reading: &'a dyn Fn(&[f64]) -> Reading,
    /// The side on which it is met.
    pub direction: Direction,
    /// The value to be reached or kept.
    pub target: f64,
}

/// One lever, moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Which lever.
    pub lever: usize,
    /// Its value today.
    pub from: f64,
    /// Its new value.
    pub to: f64,
    /// What that costs.
    pub cost: f64,
}

/// Why no remedy can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemedyError {
    /// There is no goal.
    NoGoal,
    /// There is no lever.
    NoLever,
    /// A figure of a lever is infinite or not a number.
    NotFinite {
        /// The lever.
        lever: usize,
    },
    /// The least value of a lever is above its greatest.
    Range {
        /// The lever.
        lever: usize,
    },
    /// Today's value lies outside the range.
    Outside {
        /// The lever.
        lever: usize,
    },
    /// A cost is negative.
    Cost {
        /// The lever.
        lever: usize,
    },
    /// The target is not a finite number.
    Target {
        /// The goal.
        goal: usize,
    },
    /// The goal's function gives no finite number for today's values.
    Today {
        /// The goal.
        goal: usize,
    },
    /// The goal's function gives a gradient of another length than there are levers.
    Gradient {
        /// The goal.
        goal: usize,
    },
    /// A goal that is not met today has the same value whatever is changed.
    Constant {
        /// The goal.
        goal: usize,
    },
    /// A measured figure has a negative error, no cases, or a gradient that is not a number.
    Measured {
        /// Which one.
        figure: usize,
    },
    /// A chance of error that leaves nothing to say.
    Settings,
}
