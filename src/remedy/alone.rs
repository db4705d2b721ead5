//! What if only this lever is moved?

use super::task::{Task, with};
use super::{Change, root};
use crate::statistics::length;

/// Places at which each direction is read before the crossing is looked for. A function that
/// rises or falls all the way is solved exactly; one that turns is, if it turns more slowly
/// than this.
const PLACES: usize = 16;

/// What one lever can do by itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Alone {
    /// Nothing needs to be done: all goals are met today.
    AlreadyMet,
    /// The cheapest least change that meets all goals.
    Reaches(Change),
    /// It does not suffice.
    FallsShort {
        /// Where it does best.
        best: Change,
        /// The values of the goals there.
        values: Vec<f64>,
    },
    /// Wherever it is put, no goal that is short comes nearer.
    NoEffect,
}

impl Task<'_> {
    /// For each lever, what moving it alone can do.
    ///
    /// In each direction the least change that meets all goals is taken, and of the two directions
    /// the cheaper one.
    ///
    /// # Complexity
    /// Some 35 readings of each goal for each lever.
    pub fn alone(&self) -> Vec<Alone> {
        let levers = 0..self.levers.len();
        levers.map(|lever| self.one_alone(lever)).collect()
    }

    fn one_alone(&self, lever: usize) -> Alone {
        let today = self.today();
        if self.is_met(&today) {
            return Alone::AlreadyMet;
        }
        let from = self.levers[lever];
        let worst = |to: f64| self.worst(&with(&today, lever, to));
        let ways = [from.highest, from.lowest].map(|end| Way::along(&worst, from.today, end));
        let change = |to: f64| Change {
            lever,
            from: from.today,
            to,
            cost: from.cost(to),
        };
        let reaching = ways.iter().filter_map(|way| way.crossing);
        let cheapest = reaching.min_by(|a, b| from.cost(*a).total_cmp(&from.cost(*b)));
        if let Some(to) = cheapest {
            return Alone::Reaches(change(to));
        }
        let [up, down] = ways;
        let best = if down.least < up.least { down } else { up };
        let here = worst(from.today);
        // Beyond the noise of readings.
        if best.least < here - 1e-12 * here.abs() {
            Alone::FallsShort {
                best: change(best.at),
                values: self.values(&with(&today, lever, best.at)),
            }
        } else {
            Alone::NoEffect
        }
    }
}

/// A walk from today to one end of the range.
struct Way {
    /// The nearest place found at which all goals are met.
    crossing: Option<f64>,
    /// The place that comes nearest to meeting them.
    at: f64,
    /// What is still short there.
    least: f64,
}

impl Way {
    fn along(worst: &impl Fn(f64) -> f64, today: f64, end: f64) -> Self {
        let place = |step: usize| {
            let part = length(step) / length(PLACES);
            // The end itself, not what rounding makes of it.
            if step == PLACES {
                end
            } else {
                today + part * (end - today)
            }
        };
        let mut way = Self {
            crossing: None,
            at: today,
            least: worst(today),
        };
        if (end - today).abs() <= 0.0 {
            return way;
        }
        let mut best = 0;
        for step in 1..=PLACES {
            let short = worst(place(step));
            if short <= 0.0 {
                way.crossing = Some(root::crossing(worst, place(step - 1), place(step)));
                return way;
            }
            if short < way.least {
                (way.at, way.least, best) = (place(step), short, step);
            }
        }
        if best == 0 || best == PLACES {
            return way;
        }
        // A hump between two places may be higher than both, and reach where they do not.
        let (near, far) = (place(best - 1), place(best + 1));
        let (at, least) = lowest_between(worst, near, far);
        if least < way.least {
            (way.at, way.least) = (at, least);
        }
        if way.least <= 0.0 {
            way.crossing = Some(root::crossing(worst, near, way.at));
        }
        way
    }
}

/// The least value of a function with one valley, by the golden section.
fn lowest_between(f: &impl Fn(f64) -> f64, from: f64, to: f64) -> (f64, f64) {
    let golden = f64::midpoint(5.0_f64.sqrt(), -1.0);
    let (mut from, mut to) = (from, to);
    let inner = |from: f64, to: f64| (to - golden * (to - from), from + golden * (to - from));
    let (mut left, mut right) = inner(from, to);
    let (mut at_left, mut at_right) = (f(left), f(right));
    for _ in 0..30 {
        if at_left <= at_right {
            to = right;
            (right, at_right) = (left, at_left);
            left = inner(from, to).0;
            at_left = f(left);
        } else {
            from = left;
            (left, at_left) = (right, at_right);
            right = inner(from, to).1;
            at_right = f(right);
        }
    }
    if at_left <= at_right {
        (left, at_left)
    } else {
        (right, at_right)
    }
}
