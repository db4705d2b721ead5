//! What lay at a handoff while something newer went first.

/// Pieces handed over: when each came to lie there, and when it was taken up.
#[derive(Debug, Clone, Default)]
pub struct Lying {
    pieces: Vec<(i64, i64)>,
}

impl Lying {
    /// One more, in milliseconds; what was taken up before it was given did not lie.
    pub(super) fn push(&mut self, came: i64, taken: i64) {
        self.pieces.push((came, taken.max(came)));
    }

    pub(super) fn append(&mut self, other: &mut Self) {
        self.pieces.append(&mut other.pieces);
    }

    /// How many were still lying when something that came later was taken up. In the order of
    /// arrival nothing is, however many work on it.
    ///
    /// # Complexity
    /// O(n log n).
    pub fn overtaken(&mut self) -> u64 {
        self.pieces.sort_unstable();
        let (mut earliest, mut overtaken) = (i64::MAX, 0);
        // From the last to come: whether any of those after it was taken up before it.
        for arrived in self.pieces.chunk_by(|a, b| a.0 == b.0).rev() {
            let is_overtaken = |piece: &&(i64, i64)| piece.1 > earliest;
            overtaken += arrived.iter().filter(is_overtaken).count() as u64;
            // What came at the same time is neither older nor newer.
            let first = arrived.iter().map(|piece| piece.1).min();
            earliest = earliest.min(first.unwrap_or(i64::MAX));
        }
        overtaken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(pieces: &[(i64, i64)]) -> u64 {
        let mut lying = Lying::default();
        pieces
            .iter()
            .for_each(|(came, taken)| lying.push(*came, *taken));
        lying.overtaken()
    }

    #[test]
    fn in_the_order_of_arrival_nothing_is_overtaken() {
        assert_eq!(of(&[(1, 5), (2, 5), (3, 6), (3, 9), (9, 9)]), 0);
    }

    #[test]
    fn the_last_on_top_leaves_all_below_it_lying() {
        assert_eq!(of(&[(1, 9), (2, 8), (3, 7)]), 2);
        assert_eq!(of(&[]), 0);
    }

    proptest! {
        /// The plain way: each against each.
        #[test]
        fn as_when_each_is_held_against_each(
            pieces in prop::collection::vec((0_i64..20, 0_i64..20), 0..40),
        ) {
            let pieces: Vec<_> = pieces.into_iter().map(|(a, b)| (a, a + b)).collect();
            let is_overtaken = |one: &&(i64, i64)| {
                pieces.iter().any(|other| other.0 > one.0 && other.1 < one.1)
            };
            let expected = pieces.iter().filter(is_overtaken).count() as u64;
            prop_assert_eq!(of(&pieces), expected);
        }
    }
}
