//! Weak words in a sentence: the words of a lexicon that nothing around them cancels.

use super::entry::{Field, Kind, Letter};
use super::index::Found;
use super::number::Number;
use super::plain::Plain;
use super::role::Role;
use super::{Lexicon, calendar::When};
use crate::source::Span;

/// A weak word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands in the text.
    pub span: Span,
    /// The word as the lexicon has it.
    pub word: String,
    /// What it leaves open.
    pub kind: Kind,
    /// The letter of SMART it weakens.
    pub letter: Letter,
}

/// How far a number may stand from a verb to be its number, in bytes: one that words such
/// as "by" and 到 lead to, and any other.
const FAR: usize = 160;
const NEAR: usize = 60;

/// What a sentence was found to say, as far as it cancels weak words.
pub(super) struct Around<'a> {
    pub(super) plain: &'a Plain,
    pub(super) dates: &'a [When],
    pub(super) numbers: &'a [Number],
    /// Where the sentence begins behind an introductory date.
    pub(super) opening: usize,
}

/// The weak words of a field in the order of the text.
pub(super) fn hits(lexicon: &Lexicon, around: &Around<'_>, field: Field) -> Vec<Hit> {
    let plain = around.plain;
    let found = lexicon.index.find(plain, |entry| {
        let entry = &lexicon.entries[entry];
        entry.field == field && entry.tongue.fits(plain.is_chinese)
    });
    let masked = |hit: &Found| {
        found
            .iter()
            .any(|mask| mask.masks && mask.entry == hit.entry && covers(mask, hit))
    };
    let mut kept: Vec<&Found> = found
        .iter()
        .filter(|hit| !hit.masks && !masked(hit) && !cut_by(&found, hit))
        .filter(|hit| around.admits(lexicon, hit))
        .collect();
    let all = kept.clone();
    kept.retain(|hit| {
        !all.iter()
            .any(|other| covers(other, hit) && other.end - other.start > hit.end - hit.start)
    });
    kept.sort_by_key(|hit| (hit.start, hit.entry));
    kept.dedup_by_key(|hit| (hit.start, lexicon.entries[hit.entry].kind));
    kept.into_iter()
        .map(|hit| Hit {
            span: plain.span(hit.start, hit.end),
            word: plain.lower[hit.start..hit.end].to_owned(),
            kind: lexicon.entries[hit.entry].kind,
            letter: lexicon.entries[hit.entry].letter,
        })
        .collect()
}

/// A word that begins earlier takes the beginning of this one: 提高效率 has no 高效.
fn cut_by(found: &[Found], hit: &Found) -> bool {
    found
        .iter()
        .any(|other| other.start < hit.start && hit.start < other.end && other.end < hit.end)
}

fn covers(outer: &Found, inner: &Found) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl Around<'_> {
    /// Nothing around the word cancels it.
    fn admits(&self, lexicon: &Lexicon, hit: &Found) -> bool {
        let entry = &lexicon.entries[hit.entry];
        // May the month is no permission.
        if self
            .dates
            .iter()
            .any(|date| date.at.0 < hit.end && hit.start < date.at.1)
        {
            return false;
        }
        if entry.at_start && hit.start != self.opening {
            return false;
        }
        let gap = |from: usize, to: usize| {
            let between = self.plain.lower.get(from..to);
            between.is_some_and(|text| text.trim().is_empty())
        };
        let counts = |number: &&Number| number.role != Role::Percentile;
        let mut numbers = self.numbers.iter().filter(counts);
        if entry.before_number && !numbers.clone().any(|number| gap(hit.end, number.at.0)) {
            return false;
        }
        if entry.behind_number && !numbers.clone().any(|number| gap(number.at.1, hit.start)) {
            return false;
        }
        !(entry.unless_number && numbers.any(|number| self.measures(number, hit)))
    }

    /// The number stands in the word's clause, near it, and says how much.
    fn measures(&self, number: &Number, hit: &Found) -> bool {
        let says_how_much = !matches!(number.role, Role::Duration | Role::Frequency);
        let (from, to) = if number.at.0 >= hit.end {
            (hit.end, number.at.0)
        } else {
            (number.at.1.min(hit.start), hit.start)
        };
        let between = self.plain.lower.get(from..to).unwrap_or("");
        let led = matches!(number.role, Role::Level | Role::Change | Role::Bound);
        let window = if led { FAR } else { NEAR };
        says_how_much && between.len() <= window && !between.contains([';', '。'])
    }
}
