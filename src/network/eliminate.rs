//! Chains solved by eliminating states, without a single subtraction.
//!
//! Grassmann, Taksar and Heyman (1985, *Operations Research* 33): the share that leaves a state is
//! the sum of where it goes, never 1 minus where it stays. All numbers are then sums and products of
//! numbers that are not negative, so each result keeps its relative precision even where a loop
//! returns 0.999999 of its work (O'Cinneide 1993, *Numerische Mathematik* 65).

use std::collections::{BTreeMap, BTreeSet};

/// The state to which all comes and from which nothing leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed(pub(super) usize);

/// What the transitions of a chain came to: (I − P) in factors.
#[derive(Debug, Clone)]
pub(super) struct Eliminated {
    order: Vec<usize>,
    /// What went from the state to those eliminated after it, and from them to it.
    to: Vec<Vec<(usize, f64)>>,
    from: Vec<Vec<(usize, f64)>>,
    /// The share that left the state when it was eliminated.
    leaving: Vec<f64>,
}

/// Transitions between states, and what leaves the chain from each. Each row with its leaving share
/// and its transition to itself sums to 1; the latter is not read.
pub(super) struct Rows {
    to: Vec<BTreeMap<usize, f64>>,
    from: Vec<BTreeSet<usize>>,
    leaving: Vec<f64>,
}

impl Rows {
    pub(super) fn new(states: usize) -> Self {
        Self {
            to: vec![BTreeMap::new(); states],
            from: vec![BTreeSet::new(); states],
            leaving: vec![0.0; states],
        }
    }

    /// Adds to the share that goes from one state to another.
    pub(super) fn add(&mut self, from: usize, to: usize, share: f64) {
        if from != to && share > 0.0 {
            *self.to[from].entry(to).or_insert(0.0) += share;
            self.from[to].insert(from);
        }
    }

    /// Adds to the share that leaves the chain from a state.
    pub(super) fn leave(&mut self, from: usize, share: f64) {
        self.leaving[from] += share;
    }

    /// Eliminates all states, those with the fewest neighbours first.
    ///
    /// # Complexity
    /// Eliminating a state joins each state before it to each state after it. With the least
    /// product of both first, a chain with loops of at most w steps gets O(w) new transitions a step, and a
    /// ring of any length one a step, so both take O(n·w²·log n) and O(n·w) memory. A dense chain takes
    /// O(n³).
    pub(super) fn eliminate(mut self) -> Result<Eliminated, Closed> {
        let states = self.leaving.len();
        let mut order = Vec::with_capacity(states);
        let (mut to, mut from) = (vec![Vec::new(); states], vec![Vec::new(); states]);
        let mut waiting: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut weight: Vec<usize> = (0..states).map(|state| self.weight(state)).collect();
        waiting.extend(weight.iter().copied().zip(0..states));
        while let Some((_, state)) = waiting.pop_first() {
            let row: Vec<(usize, f64)> = std::mem::take(&mut self.to[state]).into_iter().collect();
            let before = std::mem::take(&mut self.from[state]);
            let leaving = row.iter().map(|(_, share)| share).sum::<f64>() + self.leaving[state];
            if leaving <= 0.0 {
                return Err(Closed(state));
            }
            let column = self.pass_on(state, &row, &before, leaving);
            for touched in row.iter().chain(&column).map(|(state, _)| *state) {
                let now = self.weight(touched);
                if now != weight[touched] {
                    waiting.remove(&(weight[touched], touched));
                    waiting.insert((now, touched));
                    weight[touched] = now;
                }
            }
            self.leaving[state] = leaving;
            (to[state], from[state]) = (row, column);
            order.push(state);
        }
        Ok(Eliminated {
            order,
            to,
            from,
            leaving: self.leaving,
        })
    }

    fn weight(&self, state: usize) -> usize {
        self.to[state].len() * self.from[state].len()
    }

    /// What came to an eliminated state goes on to where that one leads.
    fn pass_on(
        &mut self,
        state: usize,
        row: &[(usize, f64)],
        before: &BTreeSet<usize>,
        leaving: f64,
    ) -> Vec<(usize, f64)> {
        for (after, _) in row {
            self.from[*after].remove(&state);
        }
        let mut column = Vec::with_capacity(before.len());
        for &giver in before {
            let share = self.to[giver].remove(&state).unwrap_or(0.0);
            for &(taker, part) in row {
                self.add(giver, taker, share * (part / leaving));
            }
            self.leaving[giver] += share * (self.leaving[state] / leaving);
            column.push((giver, share));
        }
        column
    }
}

impl Eliminated {
    /// The x with x = given + x·P: how often each state is visited, if this much comes to each.
    pub(super) fn visits(&self, mut given: Vec<f64>) -> Vec<f64> {
        for &state in &self.order {
            let leaving = given[state] / self.leaving[state];
            for &(to, share) in &self.to[state] {
                given[to] += leaving * share;
            }
        }
        for &state in self.order.iter().rev() {
            let from = self.from[state].iter();
            let returning: f64 = from.map(|&(from, share)| given[from] * share).sum();
            given[state] = (given[state] + returning) / self.leaving[state];
        }
        given
    }

    /// The z with z = given + P·z: what is collected from each state on, if a visit gives this.
    pub(super) fn collects(&self, mut given: Vec<f64>) -> Vec<f64> {
        for &state in &self.order {
            let passed = given[state] / self.leaving[state];
            for &(from, share) in &self.from[state] {
                given[from] += share * passed;
            }
        }
        for &state in self.order.iter().rev() {
            let to = self.to[state].iter();
            let later: f64 = to.map(|&(to, share)| share * given[to]).sum();
            given[state] = (given[state] + later) / self.leaving[state];
        }
        given
    }

    /// How often each state is visited by what begins there: the diagonal of the inverse.
    ///
    /// # Complexity
    /// As [`Rows::eliminate`]: only entries of the inverse where the factors have one are computed
    /// (Takahashi, Fagan and Chen 1973).
    pub(super) fn repeats(&self) -> Vec<f64> {
        let states = self.order.len();
        let mut inverse: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); states];
        for &state in self.order.iter().rev() {
            let leaving = self.leaving[state];
            let at = |row: usize, column: usize| inverse[row].get(&column).copied().unwrap_or(0.0);
            let to_state: Vec<f64> = self.to[state]
                .iter()
                .map(|&(row, _)| {
                    let parts = self.from[state].iter();
                    parts.map(|&(by, share)| at(row, by) * share).sum::<f64>() / leaving
                })
                .collect();
            let from_state: Vec<f64> = self.from[state]
                .iter()
                .map(|&(column, _)| {
                    let parts = self.to[state].iter();
                    parts
                        .map(|&(by, share)| share * at(by, column))
                        .sum::<f64>()
                        / leaving
                })
                .collect();
            let back: f64 = self.to[state]
                .iter()
                .zip(&to_state)
                .map(|((_, share), back)| share * back)
                .sum();
            for (&(row, _), value) in self.to[state].iter().zip(to_state) {
                inverse[row].insert(state, value);
            }
            for (&(column, _), value) in self.from[state].iter().zip(from_state) {
                inverse[state].insert(column, value);
            }
            inverse[state].insert(state, (1.0 + back) / leaving);
        }
        (0..states).map(|state| inverse[state][&state]).collect()
    }
}
