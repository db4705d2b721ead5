//! How far the goals can be reached at all, and what stands in the way.

use super::alone::Alone;
use super::descent::{Descent, Purpose};
use super::task::{Task, with};

/// An end of a lever's range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The least value.
    Lowest,
    /// The greatest value.
    Highest,
}

/// A range that would have to be wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The lever.
    pub lever: usize,
    /// The end at which it stands, although more of it would help.
    pub end: End,
}

/// The goals cannot be reached within the ranges, as far as the search found.
#[derive(Debug, Clone, PartialEq)]
pub struct OutOfReach {
    /// The values of all levers that come nearest.
    pub at: Vec<f64>,
    /// The values of the goals there.
    pub values: Vec<f64>,
    /// What each goal is still short of there; zero for goals that are met.
    pub short: Vec<f64>,
    /// The levers whose range binds.
    pub binding: Vec<Binding>,
}

/// Points from which a search is worth beginning: today, every lever at the end to which it helps,
/// and every lever where it does best alone.
pub(super) fn starts(task: &Task, alone: &[Alone]) -> Vec<Vec<f64>> {
    let today = task.today();
    let alone = alone.iter().zip(&today).map(|(alone, &today)| match alone {
        Alone::Reaches(change) => change.to,
        Alone::FallsShort { best, .. } => best.to,
        Alone::AlreadyMet | Alone::NoEffect => today,
    });
    let alone = alone.collect();
    vec![helpful_ends(task), today, alone]
}

/// Each lever at the end of its range that leaves less short, one after another as long as that
/// helps: a branch that is not the longest today may be it once another is shortened.
fn helpful_ends(task: &Task) -> Vec<f64> {
    let mut x = task.today();
    let mut least = task.worst(&x);
    for _ in 0..task.levers.len() {
        let before = least;
        for (at, lever) in task.levers.iter().enumerate() {
            for end in [lever.lowest, lever.highest] {
                let moved = with(&x, at, end);
                let short = task.worst(&moved);
                if short < least {
                    (x, least) = (moved, short);
                }
            }
        }
        if least >= before {
            break;
        }
    }
    x
}

/// A start with the levers that may not move at their values of today.
pub(super) fn held(task: &Task, start: &[f64], free: &[bool]) -> Vec<f64> {
    let places = start.iter().zip(task.today()).zip(free);
    places
        .map(|((&start, today), &free)| if free { start } else { today })
        .collect()
}

/// The point found that leaves least short.
pub(super) fn nearest(task: &Task, free: &[bool], starts: &[Vec<f64>]) -> Vec<f64> {
    let mut best = task.today();
    let mut least = task.worst(&best);
    for start in starts {
        let start = held(task, start, free);
        let found = Descent::new(task, free, Purpose::Shortfall).from(&start);
        for point in [start, found] {
            let short = task.worst(&point);
            if short < least {
                (best, least) = (point, short);
            }
        }
        if least <= 0.0 {
            break;
        }
    }
    best
}

/// What is known of a point that comes nearest and does not reach.
pub(super) fn out_of_reach(task: &Task, at: Vec<f64>) -> OutOfReach {
    let lines = task.lines(&at);
    let goals = 0..task.goals.len();
    let binds = |lever: usize| {
        let range = &task.levers[lever];
        let short = lines.iter().filter(|line| line.short > 0.0);
        let slope: f64 = short.map(|line| line.slopes[lever]).sum();
        let near = 1e-9 * range.range();
        let end = if slope > 0.0 && at[lever] >= range.highest - near {
            End::Highest
        } else if slope < 0.0 && at[lever] <= range.lowest + near {
            End::Lowest
        } else {
            return None;
        };
        Some(Binding { lever, end })
    };
    OutOfReach {
        values: task.values(&at),
        short: goals
            .map(|goal| task.shortfall(goal, &at).max(0.0))
            .collect(),
        binding: (0..task.levers.len()).filter_map(binds).collect(),
        at,
    }
}
