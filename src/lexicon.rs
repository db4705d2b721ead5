//! What a sentence says and leaves open, in English and Chinese.
//!
//! A lexicon of weak words, kept as data, and readers for the numbers, dates and verbs of a
//! sentence. Turns a text into [`Hit`]s and a [`Sentence`]; knows nothing of goals, their
//! fields or rules. Places are bytes of the text as written.

mod calendar;
mod calendar_en;
mod calendar_zh;
mod compound;
mod entry;
mod frequency;
mod hit;
mod index;
mod lead;
mod number;
mod numeral;
mod opening;
mod owner;
mod period;
mod plain;
mod read;
mod role;
mod sentence;
pub(crate) mod variants;
mod verdict;
mod walk;

use std::sync::{Arc, LazyLock};

use self::entry::Entry;
use self::index::Index;
use crate::lang::Lang;
use crate::problem::{Problem, ProblemKind, nearest};
use crate::source::{SourceId, Spot};

pub use calendar::{Purpose, When};
pub use entry::{Field, Kind, Letter};
pub use hit::Hit;
pub use number::Number;
pub use opening::Verb;
pub use period::Period;
pub use role::Role;
pub use sentence::Sentence;
pub use verdict::Verdict;

/// The lexicon every workspace begins with.
const BUILT_IN: &str = include_str!("lexicon/lexicon.toml");

static SHARED: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let written = read::read(BUILT_IN, SourceId(0), &mut Vec::new());
    let entries = written.into_iter().map(|written| written.entry).collect();
    Arc::new(Lexicon::of(entries))
});

/// Weak words and what cancels them.
#[derive(Debug, Clone)]
pub struct Lexicon {
    entries: Vec<Entry>,
    index: Index,
}

impl Lexicon {
    fn of(entries: Vec<Entry>) -> Self {
        let index = Index::of(&entries);
        Self { entries, index }
    }

    /// The lexicon of the program, read once.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&SHARED)
    }

    /// This lexicon with what a workspace's `lexicon.toml` adds and takes out; what is wrong
    /// in it goes to `problems`, and the rest holds.
    #[must_use]
    pub fn extended(&self, text: &str, source: SourceId, problems: &mut Vec<Problem>) -> Self {
        let mut entries = self.entries.clone();
        for written in read::read(text, source, problems) {
            for (word, span) in &written.remove {
                if !take_out(&mut entries, &written.entry, word) {
                    let same = entries
                        .iter()
                        .filter(|entry| same_kind(entry, &written.entry));
                    let known = same.flat_map(|entry| entry.words.iter().map(String::as_str));
                    let kind = ProblemKind::UnknownWord {
                        written: word.clone(),
                        suggestion: nearest(word, known).map(str::to_owned),
                    };
                    let spot = Spot {
                        source,
                        span: *span,
                    };
                    problems.push(Problem::at(spot, kind));
                }
            }
            // A longer text to spare holds for the words that are there already.
            for entry in entries
                .iter_mut()
                .filter(|entry| same_kind(entry, &written.entry))
            {
                entry.never.extend(written.entry.never.iter().cloned());
            }
            if !written.entry.words.is_empty() {
                entries.push(written.entry);
            }
        }
        Self::of(entries)
    }

    /// The weak words of a sentence, in its order.
    ///
    /// `lang` says in which language a sentence without a Chinese character is read; one
    /// that has any is read as Chinese.
    ///
    /// ```
    /// use baton::lang::Lang;
    /// use baton::lexicon::{Kind, Lexicon};
    /// let hits = Lexicon::built_in().hits("Improve customer satisfaction", Lang::En);
    /// assert_eq!(hits[0].kind, Kind::Direction);
    /// assert!(Lexicon::built_in().hits("降低库存20%", Lang::Zh).is_empty());
    /// ```
    pub fn hits(&self, text: &str, lang: Lang) -> Vec<Hit> {
        Sentence::read_with(self, text, lang).hits
    }

    /// The weak words of a text that names who answers for something.
    pub fn owner_hits(&self, text: &str) -> Vec<Hit> {
        sentence::owner_hits(self, text)
    }
}

fn same_kind(one: &Entry, other: &Entry) -> bool {
    one.tongue == other.tongue && one.kind == other.kind && one.field == other.field
}

/// Takes a word out of every entry of the kind; false if none had it.
fn take_out(entries: &mut [Entry], like: &Entry, word: &str) -> bool {
    let mut found = false;
    for entry in entries.iter_mut().filter(|entry| same_kind(entry, like)) {
        let before = entry.words.len();
        entry.words.retain(|known| known != word);
        found |= entry.words.len() < before;
    }
    found
}
