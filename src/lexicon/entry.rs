//! What the lexicon is made of: entries of words, each with what it leaves open.

/// What a word leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A direction without a number to reach.
    Direction,
    /// A degree nobody can measure.
    Degree,
    /// A time nobody can hold it to.
    Time,
    /// A way out.
    Escape,
    /// A list without an end.
    OpenEnded,
    /// An amount without a number.
    Amount,
    /// Nobody in particular.
    Owner,
    /// Something done, not something reached.
    Activity,
    /// Not decided yet.
    Placeholder,
}

impl Kind {
    /// Every kind with its name in the lexicon and in scripts.
    pub(super) const NAMES: [(&'static str, Self, Letter); 9] = [
        (
            "direction-without-number",
            Self::Direction,
            Letter::Measurable,
        ),
        ("vague-degree", Self::Degree, Letter::Measurable),
        ("vague-time", Self::Time, Letter::TimeBound),
        ("escape-clause", Self::Escape, Letter::Specific),
        ("open-ended", Self::OpenEnded, Letter::Specific),
        ("vague-quantity", Self::Amount, Letter::Measurable),
        ("vague-owner", Self::Owner, Letter::Specific),
        ("activity-not-result", Self::Activity, Letter::Specific),
        ("placeholder", Self::Placeholder, Letter::Measurable),
    ];

    /// The names of all kinds.
    pub fn names() -> [&'static str; 9] {
        Self::NAMES.map(|(name, ..)| name)
    }

    /// Its name in the lexicon and in scripts.
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(_, kind, _)| *kind == self);
        named.map_or("", |(name, ..)| name)
    }
}

/// A letter of SMART.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// Specific.
    Specific,
    /// Measurable.
    Measurable,
    /// Attainable.
    Attainable,
    /// Relevant.
    Relevant,
    /// Time-bound.
    TimeBound,
}

impl Letter {
    pub(super) const NAMES: [(&'static str, Self); 5] = [
        ("S", Self::Specific),
        ("M", Self::Measurable),
        ("A", Self::Attainable),
        ("R", Self::Relevant),
        ("T", Self::TimeBound),
    ];

    /// All five.
    pub fn names() -> [&'static str; 5] {
        Self::NAMES.map(|(name, _)| name)
    }

    /// The letter itself.
    pub fn name(self) -> &'static str {
        let named = Self::NAMES.iter().find(|(_, letter)| *letter == self);
        named.map_or("", |(name, _)| name)
    }
}

/// The language of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Chinese,
    Any,
}

impl Tongue {
    pub(super) const NAMES: [(&'static str, Self); 3] = [
        ("en", Self::English),
        ("zh", Self::Chinese),
        ("any", Self::Any),
    ];
}

/// The text that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Field {
    /// A sentence, such as that of a goal.
    #[default]
    Sentence,
    /// Who answers for something.
    Owner,
}

/// Words of one kind.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) tongue: Tongue,
    pub(super) kind: Kind,
    pub(super) letter: Letter,
    pub(super) words: Vec<String>,
    pub(super) never: Vec<String>,
    /// A number in the clause cancels the hit.
    pub(super) unless_number: bool,
    pub(super) before_number: bool,
    pub(super) behind_number: bool,
    pub(super) at_start: bool,
    pub(super) field: Field,
}
