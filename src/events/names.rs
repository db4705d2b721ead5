//! Words of a log, such as its activities: each kept once, known by a number.
//!
//! Several threads read a log at once and meet its words in any order. Each remembers the
//! words it has met ([`Known`]), and asks the one list of all ([`Names`]) only for new
//! ones. Numbers depend on who came first; [`Names::ranks`] gives the ones that do not.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The number of a word that is not there.
pub const NONE: u32 = u32::MAX;

/// A word that is no text in the encoding the log is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// All words of one kind, from all threads.
#[derive(Debug, Default)]
pub(super) struct Names {
    listed: Mutex<Listed>,
    /// Words that mean that nothing is known.
    missing: Vec<Box<str>>,
}

#[derive(Debug, Default)]
struct Listed {
    texts: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    /// The words met that mean that nothing is known.
    missing: Vec<Box<str>>,
}

impl Names {
    /// A list in which these words stand for nothing.
    pub(super) fn without(missing: &[Box<str>]) -> Self {
        Self {
            missing: missing.to_vec(),
            ..Self::default()
        }
    }

    /// The number of a word, new if it was not met before; [`NONE`] if it stands for nothing.
    fn number(&self, word: &[u8]) -> Result<u32, NotText> {
        let text = std::str::from_utf8(word).map_err(|_| NotText)?;
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = listed.numbers.get(text) {
            return Ok(*number);
        }
        if self.missing.iter().any(|missing| **missing == *text.trim()) {
            if !text.trim().is_empty() {
                listed.missing.push(text.into());
            }
            listed.numbers.insert(text.into(), NONE);
            return Ok(NONE);
        }
        // A log with more words than that has run out of memory before.
        let number = u32::try_from(listed.texts.len()).unwrap_or(NONE - 1);
        listed.texts.push(text.into());
        listed.numbers.insert(text.into(), number);
        Ok(number)
    }

    /// The words met that stand for nothing, in the order of their characters.
    pub(super) fn missing(&self) -> Vec<Box<str>> {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut missing = listed.missing.clone();
        missing.sort_unstable();
        missing
    }

    /// The words in the order of their characters, and for each number the rank of its
    /// word in that order.
    pub(super) fn ranks(self) -> (Vec<Box<str>>, Vec<u32>) {
        let listed = self.listed.into_inner();
        let listed = listed.unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<(Box<str>, u32)> = listed.texts.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        let mut ranks = vec![NONE; sorted.len()];
        for ((_, number), rank) in sorted.iter().zip(0..) {
            ranks[*number as usize] = rank;
        }
        (sorted.into_iter().map(|(text, _)| text).collect(), ranks)
    }
}

/// How many words a thread finds again at once.
const SLOTS: usize = 1024;

/// The words one thread has met.
#[derive(Debug)]
pub(super) struct Known<'n> {
    names: &'n Names,
    /// By a quick hash: the word last found there.
    slots: Vec<Slot>,
    entries: Vec<(Box<[u8]>, u32)>,
    at: HashMap<Box<[u8]>, u32, foldhash::fast::RandomState>,
}

/// A word found before: its ends decide what is nearly always asked.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    ends: (u64, u64),
    length: usize,
    /// The entry, plus one.
    entry: u32,
    number: u32,
}

impl<'n> Known<'n> {
    pub(super) fn new(names: &'n Names) -> Self {
        Self {
            names,
            slots: vec![Slot::default(); SLOTS],
            entries: Vec::new(),
            at: HashMap::default(),
        }
    }

    /// The number of a word.
    #[inline]
    pub(super) fn number(&mut self, word: &[u8]) -> Result<u32, NotText> {
        let ends = ends(word);
        let place = quick_hash(ends, word.len());
        let slot = &self.slots[place];
        if slot.ends == ends && slot.length == word.len() && slot.entry > 0 {
            // Up to sixteen bytes the ends are the word.
            let same = word.len() <= 16 || *self.entries[slot.entry as usize - 1].0 == *word;
            if same {
                return Ok(slot.number);
            }
        }
        self.looked_up(word, place)
    }

    #[cold]
    fn looked_up(&mut self, word: &[u8], place: usize) -> Result<u32, NotText> {
        let entry = match self.at.get(word) {
            Some(entry) => *entry,
            None => {
                let number = self.names.number(word)?;
                self.entries.push((word.into(), number));
                let entry = u32::try_from(self.entries.len()).unwrap_or(NONE);
                self.at.insert(word.into(), entry);
                entry
            }
        };
        let number = self.entries[entry as usize - 1].1;
        self.slots[place] = Slot {
            ends: ends(word),
            length: word.len(),
            entry,
            number,
        };
        Ok(number)
    }
}

/// The first and the last eight bytes of a word, which may overlap; of a shorter one all of it.
#[inline]
fn ends(word: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return (u64::from(first) | u64::from(last) << 32, 0);
    }
    let bytes = word.iter().rev();
    (bytes.fold(0, |sum, byte| sum << 8 | u64::from(*byte)), 0)
}

/// A hash of the ends and the length of a word: words of one log differ there nearly always,
/// and where they do not, only time is lost.
#[inline]
fn quick_hash((first, last): (u64, u64), length: usize) -> usize {
    let both = first ^ last.rotate_left(23) ^ length as u64;
    let mixed = both.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 54).unwrap_or(0) & (SLOTS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_do_not_depend_on_who_came_first() {
        fn of(order: [&'static str; 3]) -> (Vec<Box<str>>, Vec<(&'static str, u32)>) {
            let names = Names::default();
            let numbers = order.map(|word| names.number(word.as_bytes()).unwrap());
            let (sorted, ranks) = names.ranks();
            let ranked = order.iter().zip(numbers);
            let mut ranked: Vec<_> = ranked.map(|(w, n)| (*w, ranks[n as usize])).collect();
            ranked.sort_unstable();
            (sorted, ranked)
        }
        assert_eq!(of(["ship", "pack", "原料"]), of(["原料", "ship", "pack"]));
    }

    #[test]
    fn words_that_share_a_slot_stay_apart() {
        let names = Names::default();
        let mut known = Known::new(&names);
        let words: Vec<String> = (0..20_000).map(|i| format!("activity {i}")).collect();
        for _ in 0..2 {
            for (word, number) in words.iter().zip(0..) {
                assert_eq!(known.number(word.as_bytes()), Ok(number));
            }
        }
    }

    #[test]
    fn words_that_stand_for_nothing_have_no_number() {
        let names = Names::without(&["".into(), "EMPTY".into()]);
        let mut known = Known::new(&names);
        for word in ["EMPTY", " EMPTY ", "", " "] {
            assert_eq!(known.number(word.as_bytes()), Ok(NONE), "{word:?}");
        }
        assert_eq!(known.number(b"Empty"), Ok(0));
        assert_eq!(
            names.missing(),
            [" EMPTY ".into(), Box::<str>::from("EMPTY")]
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let names = Names::default();
        assert_eq!(Known::new(&names).number(b"\xff"), Err(NotText));
    }
}
