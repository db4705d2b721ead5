//! A sentence read as a whole: its weak words, numbers, dates, owners and first verb.

use super::calendar::{self, Purpose, When};
use super::entry::{Field, Kind};
use super::hit::{self, Around, Hit};
use super::number::{self, Number};
use super::opening::{self, Verb};
use super::plain::Plain;
use super::role::Role;
use super::{Lexicon, compound, owner};
use crate::lang::Lang;
use crate::quantity::Quantity;
use crate::source::Span;

/// Most bytes read of a text: what is longer is no sentence, and reading it word by word
/// with all that is around each would take long.
const MOST_READ: usize = 4096;

/// What a sentence says.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Weak words, in the order of the text.
    pub hits: Vec<Hit>,
    /// Numbers, in the order of the text.
    pub numbers: Vec<Number>,
    /// Dates and periods, in the order of the text.
    pub dates: Vec<When>,
    /// Who answers for it, where the sentence says so.
    pub owners: Vec<Span>,
    /// What its first verb tells.
    pub verb: Verb,
    /// It holds two goals.
    pub is_compound: bool,
    /// It is written in a script this program reads; of one that is not, nothing is known.
    pub is_understood: bool,
    /// Words of content: what is left without numbers, dates and small words.
    pub(super) content: usize,
    /// It ends in an act that is done or not done: send, sign up, 提交.
    pub(super) is_single_act: bool,
}

impl Sentence {
    /// Reads a sentence with the built-in lexicon.
    ///
    /// ```
    /// use baton::lang::Lang;
    /// use baton::lexicon::{Role, Sentence};
    /// let goal = Sentence::read("Raise first-pass yield from 92 % to 97 %", Lang::En);
    /// assert!(goal.numbers[0].is_start);
    /// assert_eq!(goal.numbers[1].role, Role::Level);
    /// let goal = Sentence::read("降低库存20%", Lang::Zh);
    /// assert_eq!(goal.numbers[0].role, Role::Change);
    /// ```
    pub fn read(text: &str, lang: Lang) -> Self {
        Self::read_with(&Lexicon::built_in(), text, lang)
    }

    /// Reads a sentence with a workspace's lexicon.
    pub fn read_with(lexicon: &Lexicon, text: &str, lang: Lang) -> Self {
        let mut plain = Plain::of(beginning(text));
        // A Chinese text of Latin letters only, such as "TBD", has no other language.
        plain.is_chinese |= lang == Lang::Zh;
        let mut dates = calendar::dates(&plain);
        let numbers = number::numbers(&plain, &dates);
        date_starts(&plain, &mut dates, &numbers);
        let opening = opening::opening(&plain, &dates);
        let around = Around {
            plain: &plain,
            dates: &dates,
            numbers: &numbers,
            opening,
        };
        let hits = hit::hits(lexicon, &around, Field::Sentence);
        Self {
            owners: owner::owners(&plain),
            verb: opening::verb(&plain, opening, &hits),
            is_compound: compound::is_compound(&plain, opening, &numbers),
            is_understood: plain.has_letters,
            content: super::verdict::content(&plain, opening, &numbers, &dates),
            is_single_act: super::verdict::is_single_act(&plain, opening),
            hits,
            numbers,
            dates,
        }
    }

    /// The sentence says a day or period by which it is to be reached.
    pub fn has_deadline(&self) -> bool {
        let mut dates = self.dates.iter();
        dates.any(|date| date.purpose == Purpose::Deadline)
    }

    /// It begins with something done and says no value to reach.
    pub fn is_activity(&self) -> bool {
        let reaches =
            |number: &Number| matches!(number.role, Role::Level | Role::Change | Role::Bound);
        self.verb == Verb::Activity && !self.numbers.iter().any(reaches)
    }

    /// Something in it is not decided yet.
    pub fn has_placeholder(&self) -> bool {
        self.hits.iter().any(|hit| hit.kind == Kind::Placeholder)
    }

    /// One of its numbers is this quantity, whatever the unit it is written in.
    pub fn says_number(&self, quantity: &Quantity) -> bool {
        let mut said = self
            .numbers
            .iter()
            .filter_map(|number| number.quantity.as_ref());
        said.any(|said| {
            said.compare(quantity)
                .is_some_and(std::cmp::Ordering::is_eq)
        })
    }
}

/// "From 65 % in Q1 2026": the day of the value a change starts from is no deadline.
fn date_starts(plain: &Plain, dates: &mut [When], numbers: &[Number]) {
    for date in dates {
        let of_start = numbers
            .iter()
            .filter(|number| number.is_start)
            .any(|number| {
                let between = plain.lower.get(number.at.1..date.at.0).map(str::trim);
                between.is_some_and(|text| ["", "in", "at", "of", "on", "(", "(in"].contains(&text))
            });
        if of_start {
            date.purpose = Purpose::Reference;
        }
    }
}

/// As much of a text as is read.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MOST_READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

pub(super) fn owner_hits(lexicon: &Lexicon, text: &str) -> Vec<Hit> {
    let plain = Plain::of(beginning(text));
    let around = Around {
        plain: &plain,
        dates: &[],
        numbers: &[],
        opening: 0,
    };
    hit::hits(lexicon, &around, Field::Owner)
}
