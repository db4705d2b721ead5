//! Fixed costs: which levers to touch at all.

use super::cheapest::Search;
use super::task::Task;

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
        0 => (task.cheapest_over(allowed, starts), Search::Descent),
        1..=MOST_SETS_OF => (all_sets(task, allowed, starts), Search::AllSets),
        _ => (local(task, allowed, starts), Search::Local),
    }
}

/// Some levers are ruled out, some are paid for, and the rest is still open.
struct Node {
    allowed: Vec<bool>,
    paid: Vec<bool>,
    /// The cheapest point over the allowed levers, without fixed costs.
    point: Vec<f64>,
}

/// Branch and bound: what a set costs without open fixed costs is a lower bound for all that is
/// inside it.
fn all_sets(task: &Task, allowed: &[bool], starts: &[Vec<f64>]) -> Option<Vec<f64>> {
    let point = task.cheapest_over(allowed, starts)?;
    let mut best: Option<(f64, Vec<f64>)> = None;
    let mut open = vec![Node {
        allowed: allowed.to_vec(),
        paid: vec![false; allowed.len()],
        point,
    }];
    while let Some(node) = open.pop() {
        let paid = task.levers.iter().zip(&node.paid);
        let paid: f64 = paid
            .filter(|(_, paid)| **paid)
            .map(|(lever, _)| lever.fixed)
            .sum();
        let bound = task.cost_per_unit(&node.point) + paid;
        let known = best.as_ref().map_or(f64::INFINITY, |best| best.0);
        if bound >= known - 1e-12 * known.abs() {
            continue;
        }
        let cost = task.cost(&node.point);
        if cost < known {
            best = Some((cost, node.point.clone()));
        }
        let changes = task.changes(&node.point).into_iter();
        let unpaid = changes.map(|change| change.lever).filter(|&lever| {
            let fixed = task.levers[lever].fixed;
            fixed > 0.0 && !node.paid[lever]
        });
        let dearest = unpaid.max_by(|&a, &b| task.levers[a].fixed.total_cmp(&task.levers[b].fixed));
        let Some(lever) = dearest else {
            continue;
        };
        let mut without = node.allowed.clone();
        without[lever] = false;
        if let Some(point) = task.cheapest_over(&without, starts) {
            open.push(Node {
                allowed: without,
                paid: node.paid.clone(),
                point,
            });
        }
        let mut paid = node.paid;
        paid[lever] = true;
        open.push(Node { paid, ..node });
    }
    best.map(|best| best.1)
}

/// Drops one lever after another, as long as the whole becomes cheaper.
fn local(task: &Task, allowed: &[bool], starts: &[Vec<f64>]) -> Option<Vec<f64>> {
    let mut allowed = allowed.to_vec();
    let mut best = task.cheapest_over(&allowed, starts)?;
    loop {
        let changed = task.changes(&best);
        let is_used = |lever: usize| changed.iter().any(|change| change.lever == lever);
        let used: Vec<bool> = (0..allowed.len()).map(is_used).collect();
        let mut next: Option<(f64, Vec<f64>, Vec<bool>)> = None;
        for change in &changed {
            // With others in its place, and with those alone that are used anyway.
            for levers in [&allowed, &used] {
                let mut free = levers.clone();
                free[change.lever] = false;
                let Some(found) = task.cheapest_over(&free, starts) else {
                    continue;
                };
                let cost = task.cost(&found);
                if cost < next.as_ref().map_or(task.cost(&best), |next| next.0) {
                    next = Some((cost, found, free));
                }
            }
        }
        let Some((_, found, free)) = next else {
            return Some(best);
        };
        (best, allowed) = (found, free);
    }
}
