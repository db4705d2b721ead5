//! Whether what goes apart together comes together again, and what is joined went apart together.
//!
//! Equal numbers at a join are not enough: where a choice of one half sends work to either of its inputs,
//! they are equal, and the join waits for ever. So each parting is followed, in the order of work,
//! until all its branches are one again; and each join likewise, against the order of work.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, Side};
use super::{Fault, Gate, StepIx, WayIx};

/// What no case can pass as its numbers say.
///
/// # Complexity
/// Each parting and join takes O(size of its branches · log), so O(ways · depth of nesting · log).
pub(super) fn unsound(graph: &Graph) -> Vec<Fault> {
    let up = graph.up();
    let mut faults = Vec::new();
    let rank = rank(&graph.down);
    for node in 0..graph.out.len() {
        if let Some(parallel) = graph.parallel(node) {
            let begins: Vec<usize> = parallel.iter().map(|at| graph.links[*at].to).collect();
            let mut parting = Branches::follow(&graph.down, &rank, &begins, graph.end());
            faults.extend(parting.meetings(graph, node));
            if up.leads_on(node) {
                faults.extend(parting.crossed(graph, &up));
            }
        }
    }
    let rank = self::rank(&up);
    for node in (0..graph.steps).filter(|node| graph.joins[*node] == Gate::And) {
        let awaited = graph.into[node]
            .iter()
            .filter(|at| !graph.links[**at].returns);
        if awaited.clone().count() > 1 && awaited.count() != up.on[node].len() {
            let step = StepIx(node);
            faults.push(Fault::JoinsReturned { step });
        }
        let begins: Vec<usize> = up.on[node].iter().map(|(_, from)| *from).collect();
        let join = Branches::follow(&up, &rank, &begins, graph.end());
        let choices = join
            .meetings
            .iter()
            .filter(|(at, _)| graph.splits[*at] == Gate::Xor);
        faults.extend(choices.map(|(at, _)| Fault::WaitsForEver {
            step: StepIx(node),
            choice: graph.step(*at),
        }));
    }
    let mut told: Vec<Fault> = Vec::new();
    for fault in faults {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    told
}

fn rank(side: &Side) -> Vec<usize> {
    let mut rank = vec![0; side.order.len()];
    for (at, node) in side.order.iter().enumerate() {
        rank[*node] = at;
    }
    rank
}

/// Branches followed from where they part until they are one.
struct Branches {
    /// Where each branch begins; where some meet, a new one does.
    begins: Vec<usize>,
    /// Whether a branch met another one.
    met: Vec<bool>,
    /// The branch of each node.
    of: BTreeMap<usize, usize>,
    /// Where branches meet, and which.
    meetings: Vec<(usize, BTreeSet<usize>)>,
}

impl Branches {
    fn follow(side: &Side, rank: &[usize], begins: &[usize], end: usize) -> Self {
        let mut branches = Self {
            begins: begins.to_vec(),
            met: vec![false; begins.len()],
            of: BTreeMap::new(),
            meetings: Vec::new(),
        };
        let mut open: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        // How many open nodes each branch has.
        let mut live: BTreeMap<usize, usize> = BTreeMap::new();
        let push = |open: &mut BTreeMap<_, BTreeSet<usize>>,
                    live: &mut BTreeMap<_, _>,
                    node: usize,
                    branch| {
            if node != end && open.entry((rank[node], node)).or_default().insert(branch) {
                *live.entry(branch).or_insert(0) += 1;
            }
        };
        for (branch, begin) in begins.iter().enumerate() {
            push(&mut open, &mut live, *begin, branch);
        }
        while live.len() > 1 {
            let Some(((_, node), came)) = open.pop_first() else {
                break;
            };
            for branch in &came {
                if let Some(count) = live.get_mut(branch) {
                    *count -= 1;
                }
            }
            let branch = branches.arrive(node, came);
            for (_, next) in &side.on[node] {
                push(&mut open, &mut live, *next, branch);
            }
            live.retain(|_, count| *count > 0);
        }
        branches
    }

    fn arrive(&mut self, node: usize, came: BTreeSet<usize>) -> usize {
        let only = came.first().copied().filter(|_| came.len() == 1);
        let branch = only.unwrap_or(self.begins.len());
        if only.is_none() {
            self.begins.push(node);
            self.met.push(false);
            came.iter().for_each(|branch| self.met[*branch] = true);
            self.meetings.push((node, came));
        }
        self.of.insert(node, branch);
        branch
    }

    /// Meetings of ways that went apart together where not all are waited for, or not all surely come.
    fn meetings(&self, graph: &Graph, split: usize) -> Vec<Fault> {
        let comes = |branch: usize, to: usize| {
            let begin = self.begins[branch];
            begin == to || graph.down.chain(begin, graph.end()).any(|node| node == to)
        };
        let fault = |(at, came): &(usize, BTreeSet<usize>)| {
            let (split, step) = (graph.step(split), StepIx(*at));
            if graph.joins[*at] == Gate::Xor {
                return Some(Fault::MeetUnjoined { split, at: step });
            }
            let surely = came.iter().all(|branch| comes(*branch, *at));
            let choice = split;
            (!surely).then_some(Fault::WaitsForEver { step, choice })
        };
        self.meetings.iter().filter_map(fault).collect()
    }

    /// Ways back into or out of a branch that is waited for: the others would not be done again.
    fn crossed(&mut self, graph: &Graph, up: &Side) -> Vec<Fault> {
        // A step that work comes to or leaves on a way back only belongs to the branch it comes from.
        let leads_on = |node| up.leads_on(node) && graph.down.leads_on(node);
        let is_aside = |node: usize| node < graph.steps && !leads_on(node);
        let mut crossing = BTreeSet::new();
        let within: Vec<(usize, usize)> = self.of.iter().map(|(node, of)| (*node, *of)).collect();
        let mut open: Vec<(usize, usize)> =
            within.into_iter().filter(|(_, of)| self.met[*of]).collect();
        while let Some((node, branch)) = open.pop() {
            for &link in &graph.out[node] {
                let to = graph.links[link].to;
                let matters = graph.links[link].returns || is_aside(node);
                if is_aside(to) && !self.of.contains_key(&to) {
                    self.of.insert(to, branch);
                    open.push((to, branch));
                } else if matters && self.of.get(&to) != Some(&branch) {
                    crossing.insert(link);
                }
            }
        }
        for (node, branch) in self.of.iter().filter(|(_, branch)| self.met[**branch]) {
            let back = graph.into[*node]
                .iter()
                .filter(|at| graph.links[**at].returns);
            let from = |at: &&usize| self.of.get(&graph.links[**at].from) != Some(branch);
            crossing.extend(back.filter(from));
        }
        let fault = |link| Fault::CrossesBranch { way: WayIx(link) };
        crossing.into_iter().map(fault).collect()
    }
}
