//! How much of a stretch of time is covered by at least one of some intervals, while
//! intervals come and go: a segment tree over their ends.

/// Intervals on a line, all of whose possible ends are known beforehand.
pub(super) struct Coverage {
    /// All ends, in order.
    points: Vec<i64>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// Intervals that cover the whole node and not the whole of the node above.
    whole: u32,
    /// The length covered, by those and below.
    covered: i64,
}

/// The part of the line a node stands for: from one point to another.
#[derive(Clone, Copy)]
struct Part {
    node: usize,
    from: usize,
    to: usize,
}

impl Part {
    fn halves(self) -> [Self; 2] {
        let middle = usize::midpoint(self.from, self.to);
        let left = Self {
            node: self.node * 2,
            to: middle,
            ..self
        };
        let right = Self {
            node: self.node * 2 + 1,
            from: middle,
            ..self
        };
        [left, right]
    }

    fn is_leaf(self) -> bool {
        self.to - self.from <= 1
    }
}

impl Coverage {
    /// Nothing covered yet, on a line with these points.
    pub(super) fn new(mut points: Vec<i64>) -> Self {
        points.sort_unstable();
        points.dedup();
        let size = points.len().next_power_of_two() * 2;
        Self {
            points,
            nodes: vec![Node::default(); size],
        }
    }

    /// Adds an interval between two of the points.
    pub(super) fn add(&mut self, start: i64, end: i64) {
        self.change(start, end, u32::wrapping_add);
    }

    /// Takes away an interval that was added.
    pub(super) fn remove(&mut self, start: i64, end: i64) {
        self.change(start, end, u32::wrapping_sub);
    }

    /// The length covered between any two instants.
    pub(super) fn between(&self, from: i64, to: i64) -> i64 {
        self.root().map_or(0, |root| self.covered(root, from, to))
    }

    fn root(&self) -> Option<Part> {
        let to = self.points.len().checked_sub(1).filter(|last| *last > 0)?;
        Some(Part {
            node: 1,
            from: 0,
            to,
        })
    }

    fn change(&mut self, start: i64, end: i64, step: fn(u32, u32) -> u32) {
        if let Some(root) = self.root().filter(|_| start < end) {
            self.change_in(root, start, end, step);
        }
    }

    fn change_in(&mut self, part: Part, start: i64, end: i64, step: fn(u32, u32) -> u32) {
        let (low, high) = (self.points[part.from], self.points[part.to]);
        if high <= start || end <= low {
            return;
        }
        if start <= low && high <= end {
            self.nodes[part.node].whole = step(self.nodes[part.node].whole, 1);
        } else if !part.is_leaf() {
            for half in part.halves() {
                self.change_in(half, start, end, step);
            }
        }
        let below = if part.is_leaf() {
            0
        } else {
            part.halves()
                .map(|half| self.nodes[half.node].covered)
                .iter()
                .sum()
        };
        let node = &mut self.nodes[part.node];
        node.covered = if node.whole > 0 { high - low } else { below };
    }

    fn covered(&self, part: Part, from: i64, to: i64) -> i64 {
        let (low, high) = (self.points[part.from], self.points[part.to]);
        let node = self.nodes[part.node];
        if high <= from || to <= low || node.covered == 0 {
            0
        } else if from <= low && high <= to {
            node.covered
        } else if node.whole > 0 {
            high.min(to) - low.max(from)
        } else if part.is_leaf() {
            0
        } else {
            part.halves()
                .map(|half| self.covered(half, from, to))
                .iter()
                .sum()
        }
    }
}
