//! The cheapest set of changes that meets all goals.

use super::alone::Alone;
use super::descent::{Descent, Purpose};
use super::reach::{self, OutOfReach};
use super::task::{Task, with};
use super::{Change, root, subsets};

/// Of so many levers of the best remedy, the dearest, it is said what to do without them.
const MOST_ALTERNATIVES: usize = 6;

/// How the cheapest set was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// No lever has a fixed cost: one descent from several points. Exact for goals that are
    /// straight or, in the direction to be reached, bent the easy way, such as a product of yields.
    Descent,
    /// Every set of levers with fixed costs was tried or ruled out by a bound; exact where the
    /// descent is.
    AllSets,
    /// Too many levers with fixed costs for that: dropping one after another as long as it pays.
    /// There may be a cheaper set.
    Local,
}

/// A set of changes that meets all goals.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The levers to be moved, in rising order.
    pub changes: Vec<Change>,
    /// What they cost together.
    pub cost: f64,
    /// The new values of all levers.
    pub at: Vec<f64>,
    /// The values of the goals after it, by their own functions.
    pub values: Vec<f64>,
}

/// Ways to close the gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// The cheapest first; of equally dear ones that with fewer changes. The first is the best
    /// found; after it come single levers that suffice, and cheap ways without one of
    /// the dearest levers of the best.
    pub remedies: Vec<Remedy>,
    /// How the best one was looked for.
    pub search: Search,
}

/// What can be done about a gap.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// All goals are met today.
    AlreadyMet,
    /// The gap can be closed.
    Reached(Closing),
    /// It cannot, within the ranges.
    OutOfReach(OutOfReach),
}

impl Task<'_> {
    /// The cheapest changes that meet all goals within the ranges.
    ///
    /// What a descent finds is verified with the goals' own functions, rid of changes that are
    /// not needed, and drawn back towards today until a goal is just met.
    ///
    /// # Complexity
    /// Some hundred readings with gradients for each set of levers that is tried.
    pub fn cheapest(&self) -> Outcome {
        if self.is_met(&self.today()) {
            return Outcome::AlreadyMet;
        }
        let alone = self.alone();
        let starts = reach::starts(self, &alone);
        let all = vec![true; self.levers.len()];
        let singles = alone.iter().filter_map(|alone| match alone {
            Alone::Reaches(change) => Some(with(&self.today(), change.lever, change.to)),
            _ => None,
        });
        let mut found: Vec<Vec<f64>> = singles.collect();
        let (best, search) = subsets::cheapest_set(self, &all, &starts);
        found.extend(best);
        let cost = |x: &Vec<f64>| self.cost(x);
        let best = found.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let Some(best) = best.cloned() else {
            let nearest = reach::nearest(self, &all, &starts);
            return Outcome::OutOfReach(reach::out_of_reach(self, nearest));
        };
        let mut changes = self.changes(&best);
        changes.sort_by(|a, b| b.cost.total_cmp(&a.cost));
        let near = [best, starts[0].clone()];
        for change in changes.iter().take(MOST_ALTERNATIVES) {
            found.extend(subsets::without(self, change.lever, &near));
        }
        Outcome::Reached(Closing {
            remedies: self.ranked(&found),
            search,
        })
    }

    /// One remedy for each set of levers, the cheapest; sorted by cost, then by changes.
    fn ranked(&self, found: &[Vec<f64>]) -> Vec<Remedy> {
        let remedy = |x: &Vec<f64>| Remedy {
            changes: self.changes(x),
            cost: self.cost(x),
            at: x.clone(),
            values: self.values(x),
        };
        let mut remedies: Vec<Remedy> = found.iter().map(remedy).collect();
        let levers = |remedy: &Remedy| -> Vec<usize> {
            let changes = remedy.changes.iter();
            changes.map(|change| change.lever).collect()
        };
        remedies.sort_by(|a, b| {
            let by_levers = levers(a).cmp(&levers(b));
            by_levers.then(a.cost.total_cmp(&b.cost))
        });
        remedies.dedup_by(|later, kept| levers(later) == levers(kept));
        let least = remedies.iter().map(|remedy| remedy.cost);
        let least = least.fold(f64::INFINITY, f64::min);
        // Costs that differ by rounding are equal; steps keep the order a true order.
        let step = |remedy: &Remedy| {
            if least > 0.0 {
                (remedy.cost / least * 1e8).round()
            } else {
                remedy.cost
            }
        };
        remedies.sort_by(|a, b| {
            let by_cost = step(a).total_cmp(&step(b));
            by_cost.then(a.changes.len().cmp(&b.changes.len()))
        });
        remedies
    }

    /// The point itself if it meets all goals, else the first on the straight line to one that does.
    fn drawn_inside(&self, x: Vec<f64>, inside: &[f64]) -> Vec<f64> {
        if self.is_met(&x) {
            return x;
        }
        let on_line = |part: f64| -> Vec<f64> {
            let places = x.iter().zip(inside);
            places.map(|(a, b)| a + part * (b - a)).collect()
        };
        let part = root::crossing(|part| self.worst(&on_line(part)), 0.0, 1.0);
        let found = on_line(part);
        // At the far end rounding may miss what the point itself meets.
        if self.is_met(&found) {
            found
        } else {
            inside.to_vec()
        }
    }

    /// The same point without needless changes, and with no change larger than it must be.
    /// Stays where it meets all goals.
    fn tightened(&self, x: &[f64]) -> Vec<f64> {
        let mut x = x.to_vec();
        let mut changes = self.changes(&x);
        changes.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        for change in &changes {
            let without = with(&x, change.lever, change.from);
            if self.is_met(&without) {
                x = without;
            }
        }
        for change in changes.iter().rev() {
            let at = x[change.lever];
            if !self.levers[change.lever].is_changed(at) {
                x[change.lever] = change.from;
                continue;
            }
            let worst = |to: f64| self.worst(&with(&x, change.lever, to));
            // Without it a goal is missed, or it would have been dropped; unless a later drop
            // has made room.
            let to = if worst(change.from) > 0.0 {
                root::crossing(worst, change.from, at)
            } else {
                change.from
            };
            x[change.lever] = to;
        }
        x
    }
}

/// The cheapest point, by costs per unit, over the levers that are free; `None` if none was
/// found that meets all goals.
pub(super) fn cheapest_over(task: &Task, free: &[bool], starts: &[Vec<f64>]) -> Option<Vec<f64>> {
    let reached = reach::nearest(task, free, starts);
    if !task.is_met(&reached) {
        return None;
    }
    let mut best = task.tightened(&reached);
    let mut least = f64::INFINITY;
    for start in starts {
        let start = reach::held(task, start, free);
        let found = Descent::new(task, free, Purpose::Cost).from(&start);
        let found = task.tightened(&task.drawn_inside(found, &reached));
        let cost = task.cost_per_unit(&found);
        if cost < task.cost_per_unit(&best) {
            best = found;
        }
        // Two ways to the same cost: others will hardly lead elsewhere.
        if (cost - least).abs() <= 1e-7 * least {
            break;
        }
        least = least.min(cost);
    }
    Some(best)
}
