//! Fixed costs: which levers to touch at all.

use super::cheapest::Search;
use super::task::Task;
use super::{Lever, cheapest};

/// Up to this many levers with fixed costs all sets are tried or ruled out.
const MOST_SETS_OF: usize = 12;

/// The cheapest point over the levers that are allowed, with fixed costs.
pub(super) fn cheapest_set(
    task: &Task,
    allowed: &[bool],
    starts: &[Vec<f64>],
) -> (Option<Vec<f64>>, Search) {
    let levers = task.levers.iter().zip(allowed);
    let with_fixed = levers.filter(|(lever, allowed)| **allowed && lever.fixed > 0.0);
    match with_fixed.count() {
        0 => (
            cheapest::cheapest_over(task, allowed, starts),
            Search::Descent,
        ),
        1..=MOST_SETS_OF => (all_sets(task, allowed, starts), Search::AllSets),
        _ => (local(task, allowed, starts), Search::Local),
    }
}

/// What is decided of a lever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// It may be moved, and pays its fixed cost as it goes.
    Open,
    /// Its fixed cost is paid.
    Paid,
    /// It stays where it is.
    Out,
}

/// What a set of choices costs at least.
struct Node {
    choices: Vec<Choice>,
    point: Vec<f64>,
    bound: f64,
}

impl Node {
    /// `None` if the goals are not met with what is left, or only at a higher cost than is known.
    fn new(task: &Task, choices: Vec<Choice>, starts: &[Vec<f64>], known: f64) -> Option<Self> {
        let relaxed = task.with_prices(|at, lever| match choices[at] {
            Choice::Open => spread(lever),
            Choice::Paid | Choice::Out => Lever {
                fixed: 0.0,
                ..*lever
            },
        });
        let paid = task.levers.iter().zip(&choices);
        let paid = paid.filter(|(_, choice)| **choice == Choice::Paid);
        let paid: f64 = paid.map(|(lever, _)| lever.fixed).sum();
        if paid >= known {
            return None;
        }
        let free: Vec<bool> = choices
            .iter()
            .map(|choice| *choice != Choice::Out)
            .collect();
        let point = cheapest::cheapest_over(&relaxed, &free, starts)?;
        let bound = paid + relaxed.cost_per_unit(&point);
        let is_open = bound < known - 1e-9 * known.abs();
        (is_open || known.is_infinite()).then_some(Self {
            choices,
            point,
            bound,
        })
    }

    /// The open lever whose fixed cost the bound leaves out most of.
    fn least_paid(&self, task: &Task) -> Option<usize> {
        let changes = task.changes(&self.point).into_iter();
        let open = changes.filter(|change| self.choices[change.lever] == Choice::Open);
        let missing = open.map(|change| {
            let lever = &task.levers[change.lever];
            let missing = lever.cost(change.to) - spread(lever).per_unit(change.to);
            (change.lever, missing)
        });
        let missing =
            missing.filter(|(lever, missing)| *missing > 1e-9 * task.levers[*lever].fixed);
        missing
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(lever, _)| lever)
    }
}

/// The lever with its fixed cost spread over its range: never dearer than it really is.
fn spread(lever: &Lever) -> Lever {
    let over = |width: f64| {
        if width > 0.0 {
            lever.fixed / width
        } else {
            0.0
        }
    };
    Lever {
        cost_up: lever.cost_up + over(lever.highest - lever.today),
        cost_down: lever.cost_down + over(lever.today - lever.lowest),
        fixed: 0.0,
        ..*lever
    }
}

/// Branch and bound: with the fixed costs of undecided levers spread over their ranges, the
/// cheapest point costs no more than any set inside the branch.
fn all_sets(task: &Task, allowed: &[bool], starts: &[Vec<f64>]) -> Option<Vec<f64>> {
    let choices = task.levers.iter().zip(allowed).map(|(lever, allowed)| {
        if !allowed {
            Choice::Out
        } else if lever.fixed > 0.0 {
            Choice::Open
        } else {
            Choice::Paid
        }
    });
    let root = Node::new(task, choices.collect(), starts, f64::INFINITY)?;
    // A good first answer rules out most branches.
    let first = dropped(task, root.point.clone(), allowed.to_vec());
    let mut best = (task.cost(&first), first);
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if node.bound >= best.0 - 1e-9 * best.0.abs() {
            continue;
        }
        let cost = task.cost(&node.point);
        if cost < best.0 {
            best = (cost, node.point.clone());
        }
        let Some(lever) = node.least_paid(task) else {
            continue;
        };
        for choice in [Choice::Out, Choice::Paid] {
            let mut choices = node.choices.clone();
            choices[lever] = choice;
            // Near the parent's answer; where that is too short, from the usual points.
            let near = [node.point.clone(), starts[0].clone()];
            open.extend(Node::new(task, choices, &near, best.0));
        }
    }
    Some(best.1)
}

/// Without bounds: spread fixed costs first, then drop levers.
fn local(task: &Task, allowed: &[bool], starts: &[Vec<f64>]) -> Option<Vec<f64>> {
    let relaxed = task.with_prices(|_, lever| spread(lever));
    let point = cheapest::cheapest_over(&relaxed, allowed, starts)?;
    Some(dropped(task, point, allowed.to_vec()))
}

/// Drops one lever after another, the one that saves most first, as long as that saves anything.
fn dropped(task: &Task, mut best: Vec<f64>, mut allowed: Vec<bool>) -> Vec<f64> {
    let relaxed = task.with_prices(|_, lever| spread(lever));
    loop {
        let changed = task.changes(&best);
        let is_used = |lever: usize| changed.iter().any(|change| change.lever == lever);
        let used: Vec<bool> = (0..allowed.len()).map(is_used).collect();
        let mut next: Option<(f64, Vec<f64>, Vec<bool>)> = None;
        for change in changed
            .iter()
            .filter(|change| task.levers[change.lever].fixed > 0.0)
        {
            // With others in its place, and with those alone that are used anyway.
            for (levers, prices) in [(&allowed, &relaxed), (&used, task)] {
                let mut free = levers.clone();
                free[change.lever] = false;
                let near = [best.clone()];
                let Some(found) = cheapest::cheapest_over(prices, &free, &near) else {
                    continue;
                };
                let cost = task.cost(&found);
                if cost < next.as_ref().map_or(task.cost(&best), |next| next.0) {
                    next = Some((cost, found, free));
                }
            }
        }
        let Some((_, found, free)) = next else {
            return best;
        };
        (best, allowed) = (found, free);
    }
}

/// The cheapest point found without one lever, from a point that uses it.
pub(super) fn without(task: &Task, lever: usize, near: &[Vec<f64>]) -> Option<Vec<f64>> {
    let mut allowed = vec![true; task.levers.len()];
    allowed[lever] = false;
    local(task, &allowed, near)
}
