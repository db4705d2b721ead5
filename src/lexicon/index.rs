//! Finds the words of a lexicon in a text, all in one walk over it.
//!
//! Knows which words are there; what cancels a hit is not its business.

use foldhash::HashMap;

use super::entry::{Entry, Tongue};
use super::plain::{Plain, in_word};

/// A word to find, and the entry it belongs to.
#[derive(Debug, Clone)]
struct Pattern {
    word: Box<str>,
    entry: usize,
    /// A text in which the entry's words mean something else.
    masks: bool,
}

/// A word found, by bytes of the plain text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entry: usize,
    pub(super) masks: bool,
}

/// The words of a lexicon by the character they begin with.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    by_first: HashMap<char, Vec<Pattern>>,
}

impl Index {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut by_first: HashMap<char, Vec<Pattern>> = HashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            let words = entry.words.iter().map(|word| (word, false));
            let never = entry.never.iter().map(|word| (word, true));
            for (word, masks) in words.chain(never) {
                let Some(first) = word.chars().next() else {
                    continue;
                };
                by_first.entry(first).or_default().push(Pattern {
                    word: word.as_str().into(),
                    entry: at,
                    masks,
                });
            }
        }
        Self { by_first }
    }

    /// Every word of an entry that `wanted` admits, in the order of the text.
    ///
    /// # Complexity
    /// O(characters × words that begin with the same character).
    pub(super) fn find(&self, plain: &Plain, wanted: impl Fn(usize) -> bool) -> Vec<Found> {
        let mut found = Vec::new();
        let mut before = None;
        for (at, c) in plain.lower.char_indices() {
            let inside = before.is_some_and(joins) && (in_word(c) || c == '-');
            before = Some(c);
            let Some(patterns) = self.by_first.get(&c).filter(|_| !inside) else {
                continue;
            };
            let rest = &plain.lower[at..];
            for pattern in patterns {
                if rest.starts_with(&*pattern.word)
                    && ends(&pattern.word, &rest[pattern.word.len()..])
                    && wanted(pattern.entry)
                {
                    found.push(Found {
                        start: at,
                        end: at + pattern.word.len(),
                        entry: pattern.entry,
                        masks: pattern.masks,
                    });
                }
            }
        }
        found
    }
}

/// Words of Latin script end where a word ends; Chinese ones anywhere.
fn ends(word: &str, rest: &str) -> bool {
    let open = word.chars().next_back().is_some_and(in_word);
    !(open && rest.chars().next().is_some_and(joins))
}

/// The character belongs to the word beside it.
fn joins(c: char) -> bool {
    in_word(c) || c == '-'
}

impl Tongue {
    /// Entries in this tongue are looked for in a text of that language.
    pub(super) fn fits(self, is_chinese: bool) -> bool {
        match self {
            Self::English => !is_chinese,
            Self::Chinese => is_chinese,
            Self::Any => true,
        }
    }
}
