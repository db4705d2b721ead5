//! Why work waited, per handoff of activities: gathers the pieces of work of a log and hands
//! them to [`causes`].

use std::collections::BTreeMap;

use crate::events::{Case, Instance, NONE};
use crate::measure::causes::{self, Hours, Total};

/// Why work waited between two activities.
#[derive(Debug, Clone, Copy)]
pub struct Why {
    /// The giver, as a place in the list of activities.
    pub from: u32,
    /// The receiver.
    pub to: u32,
    /// How often, how long, and by which causes.
    pub total: Total,
}

/// Gathers pieces of work.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// When each case began, and its name.
    cases: Vec<(i64, String)>,
    pieces: Vec<Instance>,
}

impl Pieces {
    pub(super) fn case(&mut self, case: &Case<'_>) {
        let Some(first) = case.start.first() else {
            return;
        };
        let number = u32::try_from(self.cases.len()).unwrap_or(NONE);
        self.cases.push((*first, case.name.to_owned()));
        let who = |at: usize| case.resource.get(at).copied().filter(|who| *who != NONE);
        self.pieces.extend((0..case.end.len()).map(|at| Instance {
            case: number,
            activity: case.activity[at],
            resource: who(at),
            start: case.start[at],
            end: case.end[at],
        }));
    }

    pub(super) fn merge(&mut self, other: Self) {
        let offset = u32::try_from(self.cases.len()).unwrap_or(NONE);
        self.cases.extend(other.cases);
        let shifted = other.pieces.into_iter().map(|piece| Instance {
            case: piece.case + offset,
            ..piece
        });
        self.pieces.extend(shifted);
    }

    /// The causes by handoff, the longest wait first.
    pub(super) fn finish(mut self) -> Vec<Why> {
        // Cases come from several threads; by begin and name their order is that of the log.
        let mut order: Vec<usize> = (0..self.cases.len()).collect();
        order.sort_by(|a, b| self.cases[*a].cmp(&self.cases[*b]));
        let mut numbers = vec![0; order.len()];
        for (number, place) in (0..).zip(order) {
            numbers[place] = number;
        }
        for piece in &mut self.pieces {
            piece.case = numbers[piece.case as usize];
        }
        // Stable: the pieces of a case stay as they are.
        self.pieces.sort_by_key(|piece| piece.case);
        let handoffs = causes::causes(&self.pieces, Hours::Observed);
        let mut sums: BTreeMap<(u32, u32), Total> = BTreeMap::new();
        for (route, total) in causes::totals(&self.pieces, &handoffs) {
            let key = (route.giver_activity, route.receiver_activity);
            *sums.entry(key).or_default() += total;
        }
        let why = |((from, to), total)| Why { from, to, total };
        let mut all: Vec<Why> = sums.into_iter().map(why).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.total.wait));
        all
    }
}
