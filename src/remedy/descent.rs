//! Sequential linear programs: the goals as straight lines, within a radius in which that holds.
//!
//! Each round solves a linear program for the cheapest step inside a box around the present point (Griffith
//! and Stewart 1961, *Management Science* 7; trust radius and penalty as in Fletcher and Sainz de la Maza 1989,
//! *Mathematical Programming* 43). What the goals' curvature leaves open is mended by solving the same program again,
//! from where the step led. Lines of earlier points are kept as long as they hold at the present one (a bundle of cuts;
//! Lemaréchal 1975, *Mathematical Programming Study* 3): at a join of branches a goal has a kink, of which one line shows
//! one side only. Costs are straight on both sides of today's value, so each lever has two
//! variables, one for each direction. Straight goals are solved in one round.

use super::bundle::Bundle;
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
const SMALLEST: f64 = 1e-7;

/// Steps in vain, each of which taught a line, before the radius shrinks.
const PATIENCE: usize = 4;

/// How often both ways of descending take turns.
const CYCLES: usize = 3;

/// Which lines a step respects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// Those of the present point.
    Present,
    /// Earlier ones too.
    Bundle,
}

/// A gain below this, where 1 is the cost of moving all levers to their ends, is none.
const GAIN: f64 = 1e-10;

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
            x = self.alternate(x);
            if self.task.worst(&x) <= 1e-7 {
                break;
            }
            self.penalty *= 100.0;
        }
        x
    }

    /// First with earlier lines, which gets past kinks and may stop early on a bend; then by the
    /// present ones alone, which suits bends and stops at a kink.
    fn alternate(&self, mut x: Vec<f64>) -> Vec<f64> {
        for _ in 0..CYCLES {
            x = self.descend(x, Memory::Bundle);
            let before = self.merit(&x);
            x = self.descend(x, Memory::Present);
            let after = self.merit(&x);
            if !after.is_finite() || before - after <= 1e-7 * after.max(1.0) {
                break;
            }
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

    fn descend(&self, mut x: Vec<f64>, memory: Memory) -> Vec<f64> {
        let (mut radius, mut merit) = (1.0, self.merit(&x));
        let mut bundle = Bundle::at(self.task.lines(&x));
        let mut in_vain = 0;
        for _ in 0..ROUNDS {
            if radius < SMALLEST || !merit.is_finite() {
                break;
            }
            let Some(Step {
                first,
                step,
                promised,
            }) = self.step(&x, &bundle, radius)
            else {
                radius /= 4.0;
                continue;
            };
            let (hoped, found) = (merit - promised, self.merit(&step));
            if hoped <= GAIN * merit.max(1.0) {
                // Earlier lines may forbid what the goals themselves allow.
                if bundle.earlier.is_empty() {
                    break;
                }
                bundle.earlier.clear();
                radius /= 16.0;
                continue;
            }
            let kept = (merit - found) / hoped;
            let lines = self.task.lines(&step);
            if found < merit {
                (x, merit) = (step, found);
                bundle.move_to(self.task, &x, lines);
                in_vain = 0;
            } else if memory == Memory::Bundle {
                in_vain += 1;
                bundle.learn(self.task, &x, lines);
                // The program must not lead there again.
                bundle.learn(self.task, &x, self.task.lines(&first));
            }
            if memory == Memory::Present {
                bundle.earlier.clear();
            }
            if kept < 0.25 && in_vain % PATIENCE == 0 {
                radius /= 4.0;
            } else if kept > 0.75 {
                radius = (2.0 * radius).min(1.0);
            }
        }
        x
    }

    /// The best step by straight lines, mended up to four times.
    fn step(&self, x: &[f64], bundle: &Bundle, radius: f64) -> Option<Step> {
        let sides = self.sides(x, radius);
        let first = self.solve(x, &sides, bundle, None)?;
        let mut step = first.clone();
        let goals = 0..self.task.goals.len();
        let promised_short: f64 = goals
            .map(|goal| {
                let lines = bundle.lines().filter(|line| line.goal == goal);
                let shorts = lines.map(|line| line.short_at(self.task, &step));
                shorts.fold(0.0, f64::max)
            })
            .sum();
        let promised = self.penalty * promised_short + self.cost(&step);
        let mut merit = self.merit(&step);
        for _ in 0..4 {
            let shorts = self.task.scaled_shortfalls(&step);
            let missed = shorts.iter().copied().fold(0.0_f64, f64::max);
            if missed <= 1e-13 || !missed.is_finite() {
                break;
            }
            let Some(mended) = self.solve(x, &sides, bundle, Some((&step, &shorts))) else {
                break;
            };
            let found = self.merit(&mended);
            if found >= merit {
                break;
            }
            (step, merit) = (mended, found);
        }
        Some(Step {
            first,
            step,
            promised,
        })
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

    /// The cheapest point within `sides` at which the lines leave least short. With `mended`, the
    /// present lines go through that point and what is short there, and not through `x`.
    fn solve(
        &self,
        x: &[f64],
        sides: &[Sides],
        bundle: &Bundle,
        mended: Option<(&[f64], &[f64])>,
    ) -> Option<Vec<f64>> {
        let mut costs = Vec::new();
        let mut bounds = Vec::new();
        let weight = match self.purpose {
            Purpose::Cost => self.unit,
            Purpose::Shortfall => 0.0,
        };
        // Values are counted from today's.
        let mut origin = x.to_vec();
        for side in sides {
            let lever = &self.task.levers[side.lever];
            costs.push(weight * lever.cost_up * lever.range());
            costs.push(weight * lever.cost_down * lever.range());
            bounds.extend([side.up, side.down]);
            origin[side.lever] = lever.today;
        }
        let goals = self.task.goals.len();
        let mut most_short = vec![1.0_f64; goals];
        let mut rows = Vec::new();
        for (at, line) in bundle.lines().enumerate() {
            let at_least = match mended {
                Some((base, shorts)) if at < goals => {
                    shorts[line.goal] + line.gain(self.task, &origin, base)
                }
                _ => line.short_at(self.task, &origin),
            };
            let slopes = sides.iter().map(|side| line.slopes[side.lever]);
            let mut row: Vec<f64> = slopes.flat_map(|slope| [slope, -slope]).collect();
            let reach: f64 = row.iter().map(|slope| slope.abs()).sum();
            most_short[line.goal] = most_short[line.goal].max(at_least.abs() + reach + 1.0);
            // One more column for each goal: what stays short of it.
            row.resize(2 * sides.len() + goals, 0.0);
            row[2 * sides.len() + line.goal] = 1.0;
            rows.push(Row {
                coefficients: row,
                at_least,
            });
        }
        costs.resize(2 * sides.len() + goals, self.penalty);
        bounds.extend(most_short.into_iter().map(|most| (0.0, most)));
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

/// A step that a program proposes.
struct Step {
    /// Where its lines lead.
    first: Vec<f64>,
    /// The same, mended.
    step: Vec<f64>,
    /// The merit that the lines promised.
    promised: f64,
}

/// How far a lever may be above and below today's value, in parts of its range.
struct Sides {
    lever: usize,
    up: (f64, f64),
    down: (f64, f64),
}
