//! The cases of one part of a log, each known by a number, with its name and how many
//! events it has.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

/// What a case is found by: a name of up to fifteen bytes as it is, a longer one as its hash
/// of 120 bits. Two of a thousand million long names are the same with a chance below 1e-18.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CaseKey(u128);

/// Marks a key that is a hash; no name that fits has this length.
const HASHED: u128 = 0xFF << 120;

impl CaseKey {
    #[inline]
    pub(super) fn of(name: &[u8]) -> Self {
        if name.len() > 15 {
            return Self::hashed(name);
        }
        let mut bytes = [0; 16];
        bytes[..name.len()].copy_from_slice(name);
        bytes[15] = u8::try_from(name.len()).unwrap_or(15);
        Self(u128::from_le_bytes(bytes))
    }

    fn hashed(name: &[u8]) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(name);
        let hash = hasher.finish128();
        let wide = (u128::from(hash.h1) << 64) | u128::from(hash.h2);
        Self(wide | HASHED)
    }

    /// The name itself, where it fits.
    fn short(self) -> Option<([u8; 16], usize)> {
        let bytes = self.0.to_le_bytes();
        let length = usize::from(bytes[15]);
        (length <= 15).then_some((bytes, length))
    }

    pub(super) fn is_hashed(self) -> bool {
        self.0 & HASHED == HASHED
    }

    /// A hash of the key, good in its upper bits.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        let mixed =
            (low ^ high.wrapping_mul(0xFF51_AFD7_ED55_8CCD)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ (mixed >> 32)
    }
}

/// Cases by key.
#[derive(Debug)]
pub(super) struct CaseTable {
    /// By hash, open addressing: the number of the case plus one.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    /// Names too long for their key, and where each begins; in the order of their cases.
    long: Vec<u8>,
    long_ends: Vec<(u32, usize)>,
}

/// A case, in one place of memory: it is looked up at random once an event.
#[derive(Debug, Clone, Copy)]
struct Entry {
    key: CaseKey,
    /// How many events it has.
    count: u32,
}

impl Default for CaseTable {
    fn default() -> Self {
        Self {
            slots: vec![0; 64],
            entries: Vec::new(),
            long: Vec::new(),
            long_ends: Vec::new(),
        }
    }
}

impl CaseTable {
    /// How many cases there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many events each case has.
    pub(super) fn counts(&self) -> impl Iterator<Item = u32> {
        self.entries.iter().map(|entry| entry.count)
    }

    /// Counts one more event of a case; gives the number of the case.
    #[inline]
    pub(super) fn count(&mut self, key: CaseKey, name: impl FnOnce() -> Vec<u8>) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = slot(key, mask);
        loop {
            let taken = self.slots[at];
            if taken == 0 {
                return self.insert(key, at, name());
            }
            let entry = &mut self.entries[taken as usize - 1];
            if entry.key == key {
                entry.count += 1;
                return taken - 1;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn insert(&mut self, key: CaseKey, at: usize, name: Vec<u8>) -> u32 {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX - 1);
        self.slots[at] = number + 1;
        self.entries.push(Entry { key, count: 1 });
        if key.is_hashed() {
            self.long.extend_from_slice(&name);
            self.long_ends.push((number, self.long.len()));
        }
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        self.slots = vec![0; size];
        for (entry, number) in self.entries.iter().zip(1..) {
            let mut at = slot(entry.key, size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number;
        }
    }

    /// The name of a case.
    pub(super) fn name(&self, case: u32) -> String {
        let key = self.entries[case as usize].key;
        if let Some((bytes, length)) = key.short() {
            return String::from_utf8_lossy(&bytes[..length]).into_owned();
        }
        let found = self
            .long_ends
            .binary_search_by_key(&case, |(case, _)| *case);
        let Ok(at) = found else { return String::new() };
        let begin = at
            .checked_sub(1)
            .map_or(0, |before| self.long_ends[before].1);
        String::from_utf8_lossy(&self.long[begin..self.long_ends[at].1]).into_owned()
    }
}

#[inline]
fn slot(key: CaseKey, mask: usize) -> usize {
    // The upper bits have chosen the part of the log; these are others.
    usize::try_from(key.hash() & 0x00FF_FFFF_FFFF).unwrap_or(0) & mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_names_are_kept_and_found_again() {
        let mut table = CaseTable::default();
        let names: Vec<String> = (0..5000)
            .map(|i| {
                if i % 3 == 0 {
                    format!("订单-2026-{i:012}-还有后续")
                } else {
                    format!("PO{i}")
                }
            })
            .collect();
        for _ in 0..2 {
            for (name, number) in names.iter().zip(0..) {
                let key = CaseKey::of(name.as_bytes());
                assert_eq!(table.count(key, || name.as_bytes().to_vec()), number);
            }
        }
        assert_eq!(table.len(), names.len());
        for (name, number) in names.iter().zip(0..) {
            assert_eq!(table.name(number), *name);
            assert_eq!(table.counts().nth(number as usize), Some(2));
        }
    }

    #[test]
    fn an_empty_name_is_a_name() {
        let mut table = CaseTable::default();
        table.count(CaseKey::of(b""), Vec::new);
        table.count(CaseKey::of(b"\0"), Vec::new);
        assert_eq!((table.len(), table.name(0).len()), (2, 0));
    }
}
