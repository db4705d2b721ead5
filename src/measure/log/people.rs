//! Who gives to whom at a handoff.

use serde::{Deserialize, Serialize};

use crate::events::NONE;

/// Who gave to whom at a handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct People {
    /// How many gave.
    pub givers: usize,
    /// How many received.
    pub receivers: usize,
    /// How many pairs of giver and receiver there are.
    pub pairs: usize,
    /// How often giver and receiver are known.
    pub known: u64,
    /// How often they were the same person.
    pub same: u64,
}

/// Collects who gave to whom at one handoff.
#[derive(Debug, Default)]
pub(super) struct Encounters {
    /// Giver and receiver, in the upper and the lower half; one of them may be [`NONE`]. The
    /// first `settled` ascend and differ. A list that is sorted now and then takes less room
    /// than a table of hashes, and no longer.
    met: Vec<u64>,
    settled: usize,
    known: u64,
    same: u64,
}

/// So many encounters are kept before those that occur again are left out.
const MANY: usize = 512;

impl Encounters {
    /// Counts one; nothing if neither is known.
    #[inline]
    pub(super) fn count(&mut self, giver: u32, receiver: u32) {
        if giver == NONE && receiver == NONE {
            return;
        }
        if giver != NONE && receiver != NONE {
            self.known += 1;
            self.same += u64::from(giver == receiver);
        }
        if self.met.len() >= MANY.max(2 * self.settled) {
            self.settle();
        }
        self.met.push(u64::from(giver) << 32 | u64::from(receiver));
    }

    #[cold]
    fn settle(&mut self) {
        self.met.sort_unstable();
        self.met.dedup();
        self.settled = self.met.len();
    }

    /// Adds those of another.
    pub(super) fn append(&mut self, mut other: Self) {
        self.met.append(&mut other.met);
        self.settled = 0;
        self.known += other.known;
        self.same += other.same;
    }

    /// What they come to; `None` if nobody is known.
    pub(super) fn finish(mut self) -> Option<People> {
        self.settle();
        let both = self.met.iter().map(|pair| halves(*pair));
        let both = both.filter(|(giver, receiver)| *giver != NONE && *receiver != NONE);
        let givers = self.met.iter().map(|pair| halves(*pair).0);
        let receivers = self.met.iter().map(|pair| halves(*pair).1);
        let people = People {
            givers: different(givers),
            receivers: different(receivers),
            pairs: both.count(),
            known: self.known,
            same: self.same,
        };
        (!self.met.is_empty()).then_some(people)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "each half is taken")]
fn halves(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// How many different people there are, the unknown left out.
fn different(people: impl Iterator<Item = u32>) -> usize {
    let mut people: Vec<u32> = people.filter(|one| *one != NONE).collect();
    people.sort_unstable();
    people.dedup();
    people.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn who_is_not_known_is_nobody() {
        let mut some = Encounters::default();
        some.count(NONE, NONE);
        assert_eq!(Encounters::default().finish(), None);
        some.count(3, NONE);
        some.count(NONE, 4);
        some.count(5, 5);
        let people = People {
            givers: 2,
            receivers: 2,
            pairs: 1,
            known: 1,
            same: 1,
        };
        assert_eq!(some.finish(), Some(people));
    }

    proptest! {
        #[test]
        fn encounters_are_counted_however_many_and_wherever(
            all in prop::collection::vec((0_u32..40, 0_u32..40), 1..4000),
            part in 0.0..1.0,
        ) {
            let (mut one, mut other) = (Encounters::default(), Encounters::default());
            let first = crate::statistics::length(all.len()) * part;
            for (at, (giver, receiver)) in all.iter().enumerate() {
                let here = crate::statistics::length(at) < first;
                let into = if here { &mut one } else { &mut other };
                into.count(*giver, *receiver);
            }
            one.append(other);
            let people = one.finish().unwrap();
            let pairs: BTreeSet<_> = all.iter().collect();
            let givers: BTreeSet<_> = all.iter().map(|(giver, _)| giver).collect();
            let receivers: BTreeSet<_> = all.iter().map(|(_, receiver)| receiver).collect();
            prop_assert_eq!(people.pairs, pairs.len());
            prop_assert_eq!(people.givers, givers.len());
            prop_assert_eq!(people.receivers, receivers.len());
            prop_assert_eq!(people.known, all.len() as u64);
            let same = all.iter().filter(|(giver, receiver)| giver == receiver);
            prop_assert_eq!(people.same, same.count() as u64);
        }
    }
}
