//! Straight lines that stand for goals: those of the present point, and earlier ones.

use super::task::Task;

/// A goal as seen from one point: what is short there, and what that falls by when a lever is raised
/// by its whole range. Both in units of the goal's scale.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) goal: usize,
    pub(super) base: Vec<f64>,
    pub(super) short: f64,
    pub(super) slopes: Vec<f64>,
}

impl Line {
    /// What the goal gains between two points, if it is straight.
    pub(super) fn gain(&self, task: &Task, from: &[f64], to: &[f64]) -> f64 {
        let levers = task.levers.iter().zip(&self.slopes);
        let moves = from.iter().zip(to).zip(levers);
        moves
            .filter(|(_, (lever, _))| lever.range() > 0.0)
            .map(|((from, to), (lever, slope))| slope * (to - from) / lever.range())
            .sum()
    }

    /// What is short at a point, if the goal is straight.
    pub(super) fn short_at(&self, task: &Task, x: &[f64]) -> f64 {
        self.short - self.gain(task, &self.base, x)
    }

    fn is_finite(&self) -> bool {
        self.short.is_finite()
    }
}

/// Earlier lines that are kept for each goal.
const MOST: usize = 12;

/// What a line may be above the goal at the present point, as rounding.
const ROUNDING: f64 = 1e-6;

/// All lines that a step respects.
pub(super) struct Bundle {
    /// One for each goal, in order.
    present: Vec<Line>,
    /// Others that hold at the present point, the latest last.
    pub(super) earlier: Vec<Line>,
}

impl Bundle {
    pub(super) fn at(present: Vec<Line>) -> Self {
        Self {
            present,
            earlier: Vec::new(),
        }
    }

    /// The present lines first, one for each goal.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.present.iter().chain(&self.earlier)
    }

    /// The present point is another one; its predecessor's lines become earlier ones.
    pub(super) fn move_to(&mut self, task: &Task, x: &[f64], lines: Vec<Line>) {
        let before = std::mem::replace(&mut self.present, lines);
        self.learn(task, x, before);
    }

    /// Keeps lines of another point. A line that says more is short at the present point than is shows
    /// that the goal is bent the other way, and is dropped.
    pub(super) fn learn(&mut self, task: &Task, x: &[f64], lines: Vec<Line>) {
        self.earlier
            .extend(lines.into_iter().filter(Line::is_finite));
        let present = &self.present;
        self.earlier
            .retain(|line| line.short_at(task, x) <= present[line.goal].short + ROUNDING);
        let over = self.earlier.len().saturating_sub(MOST * present.len());
        self.earlier.drain(..over);
    }
}
