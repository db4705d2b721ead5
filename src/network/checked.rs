//! How much of what comes out is right, where steps take out the defects they find.
//!
//! A part of the network is a small table: of what comes in right, how much goes out right and how much
//! defective; of what comes in defective, how much goes on. In a row tables follow each other; the ways of a
//! choice are mixed by their shares; at a join a piece is right if all its parts are, and goes on if none of
//! them was taken out.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::{Gate, Network};

/// What a part of the network does with a piece.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Table {
    /// Of what comes in right, so much goes out right.
    right: f64,
    /// Of what comes in right, so much goes out defective.
    spoilt: f64,
    /// Of what comes in defective, so much is not found.
    unfound: f64,
}

impl Table {
    const NOTHING_DONE: Self = Self {
        right: 1.0,
        spoilt: 0.0,
        unfound: 1.0,
    };

    fn then(self, next: Self) -> Self {
        Self {
            right: self.right * next.right,
            spoilt: self.right * next.spoilt + self.spoilt * next.unfound,
            unfound: self.unfound * next.unfound,
        }
    }

    fn plus(self, share: f64, other: Self) -> Self {
        Self {
            right: self.right + share * other.right,
            spoilt: self.spoilt + share * other.spoilt,
            unfound: self.unfound + share * other.unfound,
        }
    }

    /// What is taken out of one part takes its partners with it. A defect that was there before the
    /// piece parted is in one of the parts, each as likely as the others; `count` is how many of them
    /// each table stands for.
    fn together(parts: &[Parts]) -> Self {
        let kept = |part: &Parts| part.table.right + part.table.spoilt;
        let right: f64 = parts.iter().map(|part| part.table.right).product();
        let all: f64 = parts.iter().map(kept).product();
        let count: f64 = parts.iter().map(|part| part.count).sum();
        let unfound = parts.iter().enumerate().map(|(at, part)| {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let others: f64 = others.map(|(_, part)| kept(part)).product();
            part.table.unfound * others * part.count / count
        });
        Self {
            right,
            spoilt: (all - right).max(0.0),
            unfound: unfound.sum(),
        }
    }
}

/// Parts of a piece that are together, with what was done to them since it parted.
#[derive(Debug, Clone, Copy)]
struct Parts {
    table: Table,
    count: f64,
}

impl Network {
    /// The share of what comes out that is right, where each step first takes out what it
    /// [detects](super::Step::detects) and then works. Yields and detection that are not known
    /// count as 1 and as none.
    ///
    /// `None` where work goes back, since what is mended then is not known; where parts of a piece come
    /// together crosswise; and where nothing comes out.
    ///
    /// # Complexity
    /// O(w log w) in ways, where blocks of ways that go together lie in each other: each is gone over once.
    /// Along choices that meet late, O(ways · steps between), as for the network itself.
    #[must_use]
    pub fn right_after_checks(&self) -> Option<f64> {
        let graph = &self.graph;
        if self.ways.iter().any(|way| way.returns) {
            return None;
        }
        let mut blocks = Blocks::new(graph);
        let side = &graph.down;
        let mut rest = vec![Table::NOTHING_DONE; graph.out.len()];
        let until = |rest: &[Table], from: usize, stop: usize| {
            let chain = side.chain(from, stop);
            chain.fold(Table::NOTHING_DONE, |done, node| done.then(rest[node]))
        };
        for &node in side.order.iter().rev() {
            if node == graph.end() || !side.leads_on(node) {
                continue;
            }
            let stop = side.stop[node].unwrap_or(graph.end());
            let on = &side.on[node];
            let next = if graph.splits[node] == Gate::And && on.len() > 1 {
                blocks.joined(node, stop, &rest)?
            } else {
                let none = Table {
                    right: 0.0,
                    spoilt: 0.0,
                    unfound: 0.0,
                };
                on.iter().fold(none, |mixed, (link, to)| {
                    mixed.plus(graph.links[*link].weight, until(&rest, *to, stop))
                })
            };
            rest[node] = self.own_table(node).then(next);
        }
        let all = until(&rest, graph.source(), graph.end());
        let out = all.right + all.spoilt;
        (out > 0.0).then(|| all.right / out)
    }

    fn own_table(&self, node: usize) -> Table {
        let Some(step) = self.steps.get(node) else {
            return Table::NOTHING_DONE;
        };
        let right = step.right_first_time.unwrap_or(1.0);
        Table {
            right,
            spoilt: 1.0 - right,
            unfound: 1.0 - step.detects.unwrap_or(0.0),
        }
    }
}

/// What is known of blocks of ways that go together, the inner ones first.
struct Blocks<'g> {
    graph: &'g Graph,
    /// The place of each node in the order of work.
    place: Vec<usize>,
    /// How many links lead to each node.
    into: Vec<usize>,
    /// Of a node whose ways go together and whose block nothing enters from beside: how many links of
    /// the block lead to where all are together again. What lies around it need not look inside.
    closed: Vec<Option<usize>>,
}

impl<'g> Blocks<'g> {
    fn new(graph: &'g Graph) -> Self {
        let mut place = vec![0; graph.out.len()];
        for (at, node) in graph.order.iter().enumerate() {
            place[*node] = at;
        }
        let mut into = vec![0; graph.out.len()];
        for (_, to) in graph.down.on.iter().flatten() {
            into[*to] += 1;
        }
        Self {
            graph,
            place,
            into,
            closed: vec![None; graph.out.len()],
        }
    }

    /// What is done to the parts of a piece from where it parted until all are together again: some may
    /// come together before others. `None` where one part comes to several of these places.
    fn joined(&mut self, split: usize, stop: usize, rest: &[Table]) -> Option<Table> {
        let side = &self.graph.down;
        let mut entered: BTreeMap<usize, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut comes: BTreeMap<(usize, usize), Vec<Parts>> = BTreeMap::new();
        for (_, head) in &side.on[split] {
            *entered.entry(*head).or_default() += 1;
            let parts = comes.entry((self.place[*head], *head)).or_default();
            parts.push(Parts {
                table: Table::NOTHING_DONE,
                count: 1.0,
            });
        }
        while let Some(((_, node), parts)) = comes.pop_first() {
            let table = Table::together(&parts);
            if node == stop {
                let whole = |(node, links): (&usize, &usize)| self.into[*node] == *links;
                let mut inside = entered.iter().filter(|(node, _)| **node != stop);
                if inside.all(whole) {
                    self.closed[split] = entered.get(&stop).copied();
                }
                return Some(table);
            }
            let next = side.stop[node].filter(|next| *next != node)?;
            if !self.enter(node, next, &mut seen, &mut entered) {
                return None;
            }
            let parts = Parts {
                table: table.then(rest[node]),
                count: parts.iter().map(|part| part.count).sum(),
            };
            comes
                .entry((self.place[next], next))
                .or_default()
                .push(parts);
        }
        None
    }

    /// Goes over the nodes that work comes to from one node before another, and counts the links by which it
    /// comes to each; gives whether none of them was seen before.
    fn enter(
        &self,
        from: usize,
        stop: usize,
        seen: &mut BTreeSet<usize>,
        entered: &mut BTreeMap<usize, usize>,
    ) -> bool {
        let side = &self.graph.down;
        let mut own = BTreeSet::new();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == stop || !own.insert(node) {
                continue;
            }
            if !seen.insert(node) {
                return false;
            }
            if let (Some(links), Some(next)) = (self.closed[node], side.stop[node]) {
                *entered.entry(next).or_default() += links;
                open.push(next);
                continue;
            }
            for (_, to) in &side.on[node] {
                *entered.entry(*to).or_default() += 1;
                open.push(*to);
            }
        }
        true
    }
}
