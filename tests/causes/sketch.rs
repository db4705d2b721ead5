//! The rules behind the oldest published table, which differ from those of the method.
//!
//! That table was made by a first sketch, before causes were told apart:
//! - work takes a microsecond less than the log says, so that what meets does not overlap;
//! - activities that overlap somewhere in a case are one piece of work of their own there,
//!   and each of them hands and receives what that piece does;
//! - a handoff changes activity and resource, and an unknown resource always changes;
//! - it leads not to the next work but to the next work that is itself followed by such a
//!   change. Work that its own doer goes on with is skipped, and so counted as wait.
//!
//! The last of these is a slip: most rows name a receiver who received nothing from that
//! giver. So this table is kept out of the measures and shown to be understood here.

use std::collections::{BTreeMap, BTreeSet};

use baton::events::Instance;
use baton::measure::causes::Route;

/// Work in microseconds; more than one piece if they overlap.
#[derive(Clone)]
struct Piece {
    parts: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq)]
struct Part {
    activity: u32,
    resource: Option<u32>,
    start: i64,
    end: i64,
}

impl Piece {
    fn start(&self) -> i64 {
        self.parts.iter().map(|part| part.start).min().unwrap()
    }

    fn is_single(&self) -> bool {
        self.parts.len() == 1
    }

    /// Whether activity and resource change from this to the next.
    fn is_followed_by_change(&self, next: Option<&Self>) -> bool {
        let Some(next) = next else { return true };
        if !self.is_single() || !next.is_single() {
            return true;
        }
        let (own, next) = (self.parts[0], next.parts[0]);
        let same_resource = own.resource.is_some() && own.resource == next.resource;
        own.activity != next.activity && !same_resource
    }
}

/// Number of handoffs and wait in microseconds, by route.
pub(crate) fn handoffs(log: &[Instance]) -> BTreeMap<Route, (i64, i64)> {
    let mut cases: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    for work in log {
        cases.entry(work.case).or_default().push(Part {
            activity: work.activity,
            resource: work.resource,
            start: work.start * 1_000,
            end: work.end * 1_000 - 1,
        });
    }
    let mut sums = BTreeMap::new();
    for case in cases.values_mut() {
        case.sort_by_key(|part| part.start);
        let pieces = united(case);
        let following = pieces.iter().skip(1).map(Some).chain([None]);
        let givers = pieces.iter().zip(following);
        let givers: Vec<_> = givers
            .filter(|(piece, next)| piece.is_followed_by_change(*next))
            .map(|(piece, _)| piece)
            .collect();
        for pair in givers.windows(2) {
            for (from, to) in hands(pair[0], pair[1]) {
                let route = Route {
                    giver_activity: from.activity,
                    giver: from.resource,
                    receiver_activity: to.activity,
                    receiver: to.resource,
                };
                let sum: &mut (i64, i64) = sums.entry(route).or_default();
                *sum = (sum.0 + 1, sum.1 + to.start - from.end);
            }
        }
    }
    sums
}

/// The handoffs between two pieces: of each part, if activity and resource change.
fn hands(from: &Piece, to: &Piece) -> Vec<(Part, Part)> {
    let pairs = from
        .parts
        .iter()
        .flat_map(|from| to.parts.iter().map(|to| (*from, *to)));
    let is_plain = from.is_single() && to.is_single();
    let changes = |(from, to): &(Part, Part)| {
        let same = from.resource.is_some() && from.resource == to.resource;
        is_plain || (from.activity != to.activity && !same)
    };
    pairs.filter(changes).collect()
}

/// A case with the activities that overlap in it united, in the order of starts.
fn united(case: &[Part]) -> Vec<Piece> {
    let mut overlapping = BTreeSet::new();
    for (at, a) in case.iter().enumerate() {
        for b in &case[at + 1..] {
            if a.start.max(b.start) <= a.end.min(b.end) {
                overlapping.insert((a.activity.min(b.activity), a.activity.max(b.activity)));
            }
        }
    }
    let is_in = |part: &Part, pair: &(u32, u32)| [pair.0, pair.1].contains(&part.activity);
    let alone = case
        .iter()
        .filter(|part| !overlapping.iter().any(|pair| is_in(part, pair)));
    let mut pieces: Vec<_> = alone.map(|part| Piece { parts: vec![*part] }).collect();
    for pair in &overlapping {
        let parts = case.iter().filter(|part| is_in(part, pair)).copied();
        pieces.push(Piece {
            parts: parts.collect(),
        });
    }
    pieces.sort_by_key(Piece::start);
    pieces
}
