//! Numbers for pairs of numbers: dense where there are few words, hashed where there are many.

use std::collections::HashMap;

/// Up to so many words, all their pairs have a place of their own.
const FEW: usize = 1024;

/// From a pair to its number, in the order in which pairs were met.
#[derive(Debug)]
pub(super) struct Pairs {
    words: usize,
    /// By pair: its number plus one; empty if there are many words.
    dense: Vec<u32>,
    hashed: HashMap<(u32, u32), u32, foldhash::fast::RandomState>,
    met: Vec<(u32, u32)>,
}

impl Pairs {
    pub(super) fn new(words: usize) -> Self {
        let size = if words <= FEW { words * words } else { 0 };
        Self {
            words,
            dense: vec![0; size],
            hashed: HashMap::default(),
            met: Vec::new(),
        }
    }

    /// The number of a pair, and whether it is new.
    #[inline]
    pub(super) fn number(&mut self, from: u32, to: u32) -> (usize, bool) {
        let next = u32::try_from(self.met.len()).unwrap_or(u32::MAX - 1);
        let number = match self.dense.get_mut(from as usize * self.words + to as usize) {
            Some(slot) => {
                if *slot == 0 {
                    *slot = next + 1;
                }
                *slot - 1
            }
            None => self.of_many(from, to, next),
        };
        if number == next {
            self.met.push((from, to));
        }
        (number as usize, number == next)
    }

    /// The same where there are many words; apart, since it is long and rarely wanted.
    #[cold]
    fn of_many(&mut self, from: u32, to: u32, next: u32) -> u32 {
        *self.hashed.entry((from, to)).or_insert(next)
    }

    /// All pairs met, by number.
    pub(super) fn into_met(self) -> Vec<(u32, u32)> {
        self.met
    }

    /// All pairs met, by number.
    pub(super) fn met(&self) -> &[(u32, u32)] {
        &self.met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_have_one_number_each_whether_few_or_many() {
        for words in [3, 5000] {
            let mut pairs = Pairs::new(words);
            assert_eq!(pairs.number(0, 2), (0, true));
            assert_eq!(pairs.number(2, 0), (1, true));
            assert_eq!(pairs.number(0, 2), (0, false));
            assert_eq!(pairs.into_met(), [(0, 2), (2, 0)]);
        }
    }
}
