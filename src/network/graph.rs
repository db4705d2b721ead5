//! The shape of a network: all starts made one source, all customers one end, loops laid open.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{Fault, Gate, Step, StepIx, Target, Way};

/// Steps keep their numbers as nodes; the source and the end follow them. Ways keep theirs as links;
/// one link from the source to each start follows them.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    pub(super) steps: usize,
    pub(super) links: Vec<Link>,
    /// The links that take work from a node.
    pub(super) out: Vec<Vec<usize>>,
    /// The links that bring work to a node from where work can come.
    pub(super) into: Vec<Vec<usize>>,
    pub(super) splits: Vec<Gate>,
    pub(super) joins: Vec<Gate>,
    /// The nodes, each after all that lead to it without a return.
    pub(super) order: Vec<usize>,
    /// From the source on, without returns.
    pub(super) down: Side,
}

/// A way or a start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// How much goes on for each piece of work that leaves `from`.
    pub(super) weight: f64,
    pub(super) returns: bool,
}

/// The network without its returns, read in one direction.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// Each node before those it leads to.
    pub(super) order: Vec<usize>,
    /// The links on from a node, and where they lead.
    pub(super) on: Vec<Vec<(usize, usize)>>,
    /// The nearest node that everything from a node must pass, if it comes to the goal at all.
    pub(super) stop: Vec<Option<usize>>,
}

impl Side {
    /// The nodes that everything from `from` must pass before `until`.
    pub(super) fn chain(&self, from: usize, until: usize) -> impl Iterator<Item = usize> {
        let next = move |at: &usize| self.stop[*at].filter(|stop| stop != at && *stop != until);
        std::iter::successors(Some(from).filter(|from| *from != until), next)
    }

    /// Whether a node lies on a way to the goal.
    pub(super) fn leads_on(&self, node: usize) -> bool {
        self.stop[node].is_some()
    }

    /// # Complexity
    /// O(links · depth), where the depth is that of the tree of stops; near-linear as links mostly lead to
    /// nodes with a common stop nearby.
    fn new(order: Vec<usize>, mut on: Vec<Vec<(usize, usize)>>, goal: usize) -> Self {
        let mut stop = vec![None; on.len()];
        let mut depth = vec![0_usize; on.len()];
        stop[goal] = Some(goal);
        for &node in order.iter().rev().filter(|node| **node != goal) {
            on[node].retain(|(_, to)| stop[*to].is_some());
            let meet = |mut a: usize, mut b: usize| {
                while a != b {
                    let deeper = if depth[a] >= depth[b] { &mut a } else { &mut b };
                    *deeper = stop[*deeper].unwrap_or(goal);
                }
                a
            };
            stop[node] = on[node].iter().map(|(_, to)| *to).reduce(meet);
            depth[node] = stop[node].map_or(0, |stop| depth[stop] + 1);
        }
        Self { order, on, stop }
    }
}

impl Graph {
    pub(super) fn source(&self) -> usize {
        self.steps
    }

    pub(super) fn end(&self) -> usize {
        self.steps + 1
    }

    /// The step of a node, if it is one.
    pub(super) fn step(&self, node: usize) -> Option<StepIx> {
        (node < self.steps).then_some(StepIx(node))
    }

    /// The ways that go together from a node, if there are several.
    pub(super) fn parallel(&self, node: usize) -> Option<Vec<usize>> {
        let is_forward = |link: &&usize| !self.links[**link].returns;
        let forward: Vec<usize> = self.out[node].iter().filter(is_forward).copied().collect();
        (self.splits[node] == Gate::And && forward.len() > 1).then_some(forward)
    }

    /// Lays out a described network whose figures are sound.
    pub(super) fn new(steps: &[Step], ways: &[Way]) -> Result<Self, Vec<Fault>> {
        let count = steps.len();
        let (source, end) = (count, count + 1);
        let starts: Vec<f64> = steps
            .iter()
            .map(|step| step.starts.unwrap_or(0.0))
            .collect();
        let together = starts.iter().all(|start| *start <= 0.0 || *start >= 1.0);
        let mut links = weighed(steps, ways, end);
        let all = if together { 1.0 } else { starts.iter().sum() };
        links.extend(starts.iter().enumerate().map(|(to, start)| Link {
            from: source,
            to,
            weight: start / all,
            returns: false,
        }));
        let mut splits: Vec<Gate> = steps.iter().map(|step| step.split).collect();
        let mut joins: Vec<Gate> = steps.iter().map(|step| step.join).collect();
        splits.extend([if together { Gate::And } else { Gate::Xor }, Gate::Xor]);
        joins.extend([Gate::Xor, Gate::Xor]);
        let live = |link: &&Link| link.weight > 0.0;
        let mut out = vec![Vec::new(); count + 2];
        for (at, link) in links.iter().enumerate().filter(|(_, link)| live(link)) {
            out[link.from].push(at);
        }
        let mut faults = never_ends(&links, &out, end);
        let reached = reached(&links, &out, source);
        if !reached[end] && faults.is_empty() {
            faults.push(Fault::NothingReachesTheEnd);
        }
        let mut into = vec![Vec::new(); count + 2];
        let comes = |link: &&Link| live(link) && reached[link.from];
        for (at, link) in links.iter().enumerate().filter(|(_, link)| comes(link)) {
            into[link.to].push(at);
        }
        let order = match forward_order(&links, &out) {
            Ok(order) if faults.is_empty() => order,
            Ok(_) => return Err(faults),
            Err(loops) => {
                faults.extend(loops);
                return Err(faults);
            }
        };
        let forward = |at: &&usize| !links[**at].returns;
        let on = out.iter().map(|out| {
            let forward = out.iter().filter(forward);
            forward.map(|at| (*at, links[*at].to)).collect()
        });
        let on = on.collect();
        let down = Side::new(order.clone(), on, end);
        Ok(Self {
            steps: count,
            links,
            out,
            into,
            splits,
            joins,
            order,
            down,
        })
    }

    /// The same, read against the direction of work: from each node back to the source.
    pub(super) fn up(&self) -> Side {
        let mut comes = vec![false; self.out.len()];
        comes[self.source()] = true;
        let mut on = vec![Vec::new(); self.out.len()];
        for &node in &self.order {
            for &at in self.into[node]
                .iter()
                .filter(|at| !self.links[**at].returns)
            {
                let from = self.links[at].from;
                if comes[from] {
                    comes[node] = true;
                    on[node].push((at, from));
                }
            }
        }
        let order = self.order.iter().rev().copied().collect();
        Side::new(order, on, self.source())
    }
}

/// What is said of the shares leaving a step.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leaving {
    pub(super) ways: usize,
    pub(super) returning: f64,
    pub(super) forward: f64,
    /// What one of the forward ways says it takes.
    pub(super) one: Option<f64>,
}

impl Leaving {
    /// For each step, over its ways. Shares that cannot be are taken as none.
    pub(super) fn of(steps: usize, ways: &[Way]) -> Vec<Self> {
        let mut leaving = vec![Self::default(); steps];
        for way in ways {
            let of = &mut leaving[way.from.0];
            of.ways += 1;
            let share = way.share.map(|share| share.max(0.0));
            if way.returns {
                of.returning += share.unwrap_or(0.0);
            } else {
                of.forward += share.unwrap_or(0.0);
                of.one = of.one.or(share);
            }
        }
        leaving
    }

    /// What goes on together where ways do, beside what returns.
    pub(super) fn together(self) -> f64 {
        self.one.unwrap_or((1.0 - self.returning).max(0.0))
    }

    /// What all shares of a step come to; 1 if none is needed.
    pub(super) fn sum(self, split: Gate) -> f64 {
        match split {
            Gate::Xor if self.ways == 1 && self.one.is_none() && self.returning <= 0.0 => 1.0,
            Gate::Xor => self.returning + self.forward,
            Gate::And => self.returning + self.together(),
        }
    }
}

/// The share of each way, brought to sums of exactly 1; all forward ways of a parallel split have
/// what does not return.
fn weighed(steps: &[Step], ways: &[Way], end: usize) -> Vec<Link> {
    let leaving = Leaving::of(steps.len(), ways);
    let weight = |way: &Way| {
        let (leaving, split) = (leaving[way.from.0], steps[way.from.0].split);
        let part = match split {
            Gate::And if !way.returns => leaving.together(),
            // A share that is missing is a fault of its own; the way is still there.
            _ => way.share.map_or(1.0, |share| share.max(0.0)),
        };
        let sum = leaving.sum(split);
        if sum > 0.0 { part / sum } else { part }
    };
    let link = |way: &Way| Link {
        from: way.from.0,
        to: match way.to {
            Target::Step(step) => step.0,
            Target::Out(_) => end,
        },
        weight: weight(way),
        returns: way.returns,
    };
    ways.iter().map(link).collect()
}

fn reached(links: &[Link], out: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut reached = vec![false; out.len()];
    let mut open = vec![from];
    reached[from] = true;
    while let Some(node) = open.pop() {
        for &at in &out[node] {
            let to = links[at].to;
            if !std::mem::replace(&mut reached[to], true) {
                open.push(to);
            }
        }
    }
    reached
}

/// The steps from which no live link leads out in the end, or to a step that leads nowhere.
fn never_ends(links: &[Link], out: &[Vec<usize>], end: usize) -> Vec<Fault> {
    let mut back = vec![Vec::new(); out.len()];
    for link in out.iter().flatten().map(|at| links[*at]) {
        back[link.to].push(link.from);
    }
    let mut ends = vec![false; out.len()];
    let steps = 0..end - 1;
    let mut open: Vec<usize> = steps.clone().filter(|step| out[*step].is_empty()).collect();
    open.push(end);
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut ends[node], true) {
            open.extend(&back[node]);
        }
    }
    let steps: Vec<StepIx> = steps.filter(|step| !ends[*step]).map(StepIx).collect();
    let fault = (!steps.is_empty()).then_some(Fault::NeverEnds { steps });
    fault.into_iter().collect()
}

/// The nodes in an order in which no link but returns leads back.
fn forward_order(links: &[Link], out: &[Vec<usize>]) -> Result<Vec<usize>, Vec<Fault>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(out.len(), links.len());
    for _ in out {
        graph.add_node(());
    }
    let forward = out.iter().flatten().map(|at| links[*at]);
    for link in forward.filter(|link| !link.returns) {
        graph.add_edge(NodeIndex::new(link.from), NodeIndex::new(link.to), ());
    }
    let components = kosaraju_scc(&graph);
    let is_loop =
        |nodes: &&Vec<NodeIndex>| nodes.len() > 1 || graph.contains_edge(nodes[0], nodes[0]);
    let faults: Vec<Fault> = components
        .iter()
        .filter(is_loop)
        .map(|nodes| {
            let mut steps: Vec<StepIx> = nodes.iter().map(|node| StepIx(node.index())).collect();
            steps.sort_unstable();
            Fault::UnmarkedLoop { steps }
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let order = components.iter().rev().flatten();
    Ok(order.map(|node| node.index()).collect())
}
