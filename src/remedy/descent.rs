//! Sequential linear programs: the goals as straight lines, within a radius in which that holds.
//!
//! Each round solves a linear program for the cheapest step inside a box around the present point (Griffith
//! and Stewart 1961, *Management Science* 7; trust radius and penalty as in Fletcher and Sainz de la Maza 1989,
//! *Mathematical Programming* 43). What the goals' curvature leaves open is mended by solving the same program again,
//! from where the step led. Costs are straight on both sides of today's value, so each lever has two
//! variables, one for each direction. Straight goals are solved in one round.

use super::program::{Program, Row};
use super::task::Task;

/// What a step is to bring down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The cost, with all goals met.
    Cost,
    /// Only what is short.
    Shortfall,
}

/// Rounds after which the best point so far is taken.
const ROUNDS: usize = 120;

/// A radius, as a part of the range, in which nothing is worth gaining any more.
const SMALLEST: f64 = 1e-9;

/// A gain below this, where 1 is the cost of moving all levers to their ends, is none.
const GAIN: f64 = 1e-11;

/// A descent from one point over some of the levers; the others stay where they are.
pub(super) struct Descent<'a> {
    task: &'a Task<'a>,
    free: &'a [bool],
    purpose: Purpose,
    /// What one unit of cost weighs: moving every lever to its dearer end weighs 1.
    unit: f64,
    /// What one unit of shortfall weighs beside that.
    penalty: f64,
}

impl<'a> Descent<'a> {
    pub(super) fn new(task: &'a Task<'a>, free: &'a [bool], purpose: Purpose) -> Self {
        let levers = task.levers.iter().zip(free).filter(|(_, free)| **free);
        let dearest = levers.map(|(lever, _)| {
            lever
                .per_unit(lever.highest)
                .max(lever.per_unit(lever.lowest))
        });
        let whole: f64 = dearest.sum();
        Self {
            task,
            free,
            purpose,
            unit: if whole > 0.0 { 1.0 / whole } else { 0.0 },
            penalty: 30.0,
        }
    }

    /// The best point found from `start`. Where goals stay short although their penalty was worth
    /// paying, it is raised.
    pub(super) fn from(mut self, start: &[f64]) -> Vec<f64> {
        let mut x = start.to_vec();
        let times = if self.purpose == Purpose::Cost { 3 } else { 1 };
        for _ in 0..times {
            x = self.descend(x);
            if self.task.worst(&x) <= 1e-7 {
                break;
            }
            self.penalty *= 100.0;
        }
        x
    }

    fn merit(&self, x: &[f64]) -> f64 {
        let short: f64 = self
            .task
            .scaled_shortfalls(x)
            .iter()
            .map(|short| short.max(0.0))
            .sum();
        self.penalty * short + self.cost(x)
    }

    fn cost(&self, x: &[f64]) -> f64 {
        match self.purpose {
            Purpose::Cost => self.unit * self.task.cost_per_unit(x),
            Purpose::Shortfall => 0.0,
        }
    }

    fn descend(&self, mut x: Vec<f64>) -> Vec<f64> {
        let (mut radius, mut merit) = (1.0, self.merit(&x));
        let mut slopes = self.task.slopes(&x);
        for _ in 0..ROUNDS {
            if radius < SMALLEST || !merit.is_finite() {
                break;
            }
            let Some((step, promised)) = self.step(&x, &slopes, radius) else {
                radius /= 4.0;
                continue;
            };
            let (hoped, found) = (merit - promised, self.merit(&step));
            if hoped <= GAIN * merit.max(1.0) {
                break;
            }
            let kept = (merit - found) / hoped;
            if kept < 0.25 {
                radius /= 4.0;
            } else if kept > 0.75 {
                radius = (2.0 * radius).min(1.0);
            }
            if found < merit {
                (x, merit) = (step, found);
                slopes = self.task.slopes(&x);
            }
        }
        x
    }

    /// The best step by straight lines, mended up to four times, and the merit that the lines
    /// promised.
    fn step(&self, x: &[f64], slopes: &[(f64, Vec<f64>)], radius: f64) -> Option<(Vec<f64>, f64)> {
        let sides = self.sides(x, radius);
        let shorts: Vec<f64> = slopes.iter().map(|(short, _)| *short).collect();
        let mut step = self.solve(x, &sides, slopes, x, &shorts)?;
        let still_short = |(short, slopes): &(f64, Vec<f64>)| {
            let short = short - self.moved(x, &step, slopes);
            short.max(0.0)
        };
        let promised_short: f64 = slopes.iter().map(still_short).sum();
        let promised = self.penalty * promised_short + self.cost(&step);
        let mut merit = self.merit(&step);
        for _ in 0..4 {
            let shorts = self.task.scaled_shortfalls(&step);
            let missed = shorts.iter().copied().fold(0.0_f64, f64::max);
            if missed <= 1e-13 || !missed.is_finite() {
                break;
            }
            let Some(mended) = self.solve(x, &sides, slopes, &step, &shorts) else {
                break;
            };
            let found = self.merit(&mended);
            if found >= merit {
                break;
            }
            (step, merit) = (mended, found);
        }
        Some((step, promised))
    }

    /// What a goal gains from one point to another along its slopes.
    fn moved(&self, from: &[f64], to: &[f64], slopes: &[f64]) -> f64 {
        let levers = self.task.levers.iter().zip(slopes);
        let moves = from.iter().zip(to).zip(levers);
        moves
            .filter(|(_, (lever, _))| lever.range() > 0.0)
            .map(|((from, to), (lever, slope))| slope * (to - from) / lever.range())
            .sum()
    }

    /// For each free lever how far above and below today's value it may be, in parts of its range.
    fn sides(&self, x: &[f64], radius: f64) -> Vec<Sides> {
        let levers = self.task.levers.iter().zip(x).enumerate();
        levers
            .filter(|(at, (lever, _))| self.free[*at] && lever.range() > 0.0)
            .map(|(at, (lever, &x))| {
                let low = (x - radius * lever.range()).max(lever.lowest) - lever.today;
                let high = (x + radius * lever.range()).min(lever.highest) - lever.today;
                let part = |length: f64| length.max(0.0) / lever.range();
                Sides {
                    lever: at,
                    up: (part(low), part(high)),
                    down: (part(-high), part(-low)),
                }
            })
            .collect()
    }

    /// The cheapest point within `sides` at which the lines through `base` (with what is short there)
    /// leave least short.
    fn solve(
        &self,
        x: &[f64],
        sides: &[Sides],
        slopes: &[(f64, Vec<f64>)],
        base: &[f64],
        shorts: &[f64],
    ) -> Option<Vec<f64>> {
        let mut costs = Vec::new();
        let mut bounds = Vec::new();
        let weight = match self.purpose {
            Purpose::Cost => self.unit,
            Purpose::Shortfall => 0.0,
        };
        for side in sides {
            let lever = &self.task.levers[side.lever];
            costs.push(weight * lever.cost_up * lever.range());
            costs.push(weight * lever.cost_down * lever.range());
            bounds.extend([side.up, side.down]);
        }
        let mut rows = Vec::new();
        let today = self.task.today();
        for (goal, (_, slopes)) in slopes.iter().enumerate() {
            let mut row = Vec::new();
            for side in sides {
                row.extend([slopes[side.lever], -slopes[side.lever]]);
            }
            // Values are counted from today, the line from its base.
            let mut from = base.to_vec();
            for side in sides {
                from[side.lever] = today[side.lever];
            }
            let at_least = shorts[goal] + self.moved(&from, base, slopes);
            let reach: f64 = row.iter().map(|slope| slope.abs()).sum();
            // One more column for each goal: what stays short of it.
            row.resize(2 * sides.len() + shorts.len(), 0.0);
            let place = 2 * sides.len() + goal;
            row[place] = 1.0;
            rows.push(Row {
                coefficients: row,
                at_least,
            });
            costs.push(self.penalty);
            bounds.push((0.0, at_least.abs() + reach + 1.0));
        }
        let program = Program {
            costs,
            bounds,
            rows,
        };
        let found = program.solve().ok()?;
        let mut step = x.to_vec();
        for (at, side) in sides.iter().enumerate() {
            let lever = &self.task.levers[side.lever];
            let moved = found[2 * at] - found[2 * at + 1];
            let to = lever.today + moved * lever.range();
            step[side.lever] = to.clamp(lever.lowest, lever.highest);
        }
        Some(step)
    }
}

/// How far a lever may be above and below today's value, in parts of its range.
struct Sides {
    lever: usize,
    up: (f64, f64),
    down: (f64, f64),
}
