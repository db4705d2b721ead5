//! The cases of one part of a log, each known by a number, with its name.
//!
//! What is known of a case is never changed: several threads look cases up in turn, and memory
//! that one writes is far away for the other.

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
        let (low, high) = packed(name);
        Self(u128::from(low) | u128::from(high) << 64 | (name.len() as u128) << 120)
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

    /// A hash of the key, good in all its bits: each byte counts in the upper half of the
    /// product and in the lower.
    #[inline]
    pub(super) fn hash(self) -> u64 {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let halves = |wide: u128| (wide as u64, (wide >> 64) as u64);
        let (low, high) = halves(self.0);
        let (low, high) = (low ^ 0x243F_6A88_85A3_08D3, high ^ 0x1319_8A2E_0370_7344);
        let (low, high) = halves(u128::from(low) * u128::from(high));
        low ^ high
    }
}

/// Up to fifteen bytes in two numbers, the first byte lowest. Two reads that may overlap are
/// far quicker than a copy of a length that differs from name to name.
#[inline]
fn packed(name: &[u8]) -> (u64, u64) {
    let unused = |room: usize| 8 * (room - name.len().min(room));
    if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
        let rest = u64::from_le_bytes(*last) >> 8 >> unused(15);
        return (u64::from_le_bytes(*first), rest);
    }
    if let (Some(first), Some(last)) = (name.first_chunk(), name.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return (u64::from(first) | u64::from(last) >> unused(8) << 32, 0);
    }
    let bytes = name.iter().rev();
    (bytes.fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0)
}

/// Cases by key.
#[derive(Debug)]
pub(super) struct CaseTable {
    /// By hash, open addressing: the number of the case plus one.
    slots: Vec<u32>,
    keys: Vec<CaseKey>,
    /// Names too long for their key, and where each begins; in the order of their cases.
    long: Vec<u8>,
    long_ends: Vec<(u32, usize)>,
}

impl Default for CaseTable {
    fn default() -> Self {
        Self {
            slots: vec![0; 64],
            keys: Vec::new(),
            long: Vec::new(),
            long_ends: Vec::new(),
        }
    }
}

impl CaseTable {
    /// How many cases there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Brings these cases near the processor before they are looked up one by one: each lies
    /// anywhere in memory, and asked for together they are waited for together. `found` is
    /// room for that.
    pub(super) fn ask(&self, keys: impl Iterator<Item = CaseKey>, found: &mut Vec<u32>) {
        let mask = self.slots.len() - 1;
        found.clear();
        found.extend(keys.map(|key| self.slots[slot(key, mask)]));
        let known = |taken: &u32| self.keys.get((*taken as usize).wrapping_sub(1));
        let keys = found.iter().filter_map(known);
        std::hint::black_box(keys.fold(0, |all, key| all ^ key.0));
    }

    /// The number of a case, new if it was not met before; with its name where the key does not
    /// hold it.
    #[inline]
    pub(super) fn number(&mut self, key: CaseKey, name: Option<Vec<u8>>) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = slot(key, mask);
        loop {
            let taken = self.slots[at];
            if taken == 0 {
                return self.insert(key, at, name);
            }
            if self.keys[taken as usize - 1] == key {
                return taken - 1;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn insert(&mut self, key: CaseKey, at: usize, name: Option<Vec<u8>>) -> u32 {
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX - 1);
        self.slots[at] = number + 1;
        self.keys.push(key);
        if let Some(name) = name {
            self.long.extend_from_slice(&name);
            self.long_ends.push((number, self.long.len()));
        }
        if self.keys.len() * 4 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        self.slots = vec![0; size];
        for (key, number) in self.keys.iter().zip(1..) {
            let mut at = slot(*key, size - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number;
        }
    }

    /// The name of a case.
    pub(super) fn name(&self, case: u32) -> String {
        let key = self.keys[case as usize];
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
                let full = key.is_hashed().then(|| name.clone().into_bytes());
                assert_eq!(table.number(key, full), number);
            }
        }
        assert_eq!(table.len(), names.len());
        for (name, number) in names.iter().zip(0..) {
            assert_eq!(table.name(number), *name);
        }
    }

    #[test]
    fn names_that_count_up_are_spread_over_the_slots_of_each_part() {
        let hashes = (0..200_000).map(|i| CaseKey::of(format!("C{i:08}").as_bytes()).hash());
        let mut slots: Vec<(u64, u64)> = hashes.map(|hash| (hash >> 58, hash & 0xFFF)).collect();
        slots.sort_unstable();
        slots.dedup();
        // So many of 64 times 4096 places are taken by chance: 1 - exp(-200000 / 262144).
        let taken = slots.len();
        assert!((138_000..141_500).contains(&taken), "{taken}");
    }

    #[test]
    fn an_empty_name_is_a_name() {
        let mut table = CaseTable::default();
        table.number(CaseKey::of(b""), None);
        table.number(CaseKey::of(b"\0"), None);
        assert_eq!((table.len(), table.name(0).len()), (2, 0));
    }
}
