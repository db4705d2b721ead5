//! What can be wrong with the input: one variant a problem, its wording in one place.
//!
//! Problems are collected, never thrown: a run shows all of them, each with a place
//! and a next step. Wording lives in `problem/wording.rs`.

mod ambiguous;
mod calendar;
mod evidence;
mod expected;
mod files;
mod links;
mod marks;
mod milestones;
mod nearest;
mod record;
mod scores;
mod strategy;
mod syntax;
mod wording;

use jiff::civil::Date;
pub use wording::CODES;
use wording::did_you_mean;

pub use self::calendar::CalendarFault;
pub use self::evidence::EvidenceProblem;
pub use self::nearest::nearest;
pub use self::record::RecordFault;
pub use self::scores::ScoreProblem;
pub use self::strategy::{MeasuredToday, StrategyProblem};
use crate::lang::Text;
use crate::quantity::{Quantity, QuantityError};
use crate::source::{Spot, UnreadableReason};

/// One thing wrong with the input, where, and what goes with it.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it is; `None` if no text could be read.
    pub spot: Option<Spot>,
    /// A second place that explains the first, such as the earlier of two equal ids.
    pub related: Option<Spot>,
}

impl Problem {
    /// A problem at one place.
    pub fn at(spot: Spot, kind: ProblemKind) -> Self {
        Self {
            kind,
            spot: Some(spot),
            related: None,
        }
    }

    /// A problem without a place in a text.
    pub fn nowhere(kind: ProblemKind) -> Self {
        Self {
            kind,
            spot: None,
            related: None,
        }
    }

    /// The same problem with a second place.
    pub fn with_related(mut self, spot: Spot) -> Self {
        self.related = Some(spot);
        self
    }
}

/// What is wrong with the input.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The text is not TOML at this place.
    Syntax {
        /// What the reader met.
        found: String,
        /// What would fit there, in words; may be empty.
        expected: String,
    },
    /// A key is written twice in one table.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A table or list that is complete is added to.
    NotExtendable {
        /// Its key.
        key: String,
    },
    /// A full-width mark or a curly quote where TOML needs a plain one.
    FullWidthPunctuation {
        /// The character as written.
        found: char,
        /// What to write instead; may be empty.
        write: &'static str,
    },
    /// A key without a value.
    MissingValue,
    /// A number too large to be held.
    NumberOutOfRange,
    /// Tables or lists within each other deeper than anybody writes.
    TooDeep {
        /// The deepest that is read.
        limit: usize,
    },
    /// Something is wrong with evidence.
    Evidence(EvidenceProblem),
    /// Something is wrong with a lever, or with what the chain is computed from.
    Strategy(StrategyProblem),
    /// A value and its counts that contradict each other.
    ValueContradictsCounts {
        /// The value as written.
        value: String,
        /// What the counts come to.
        counted: String,
    },
    /// More syntax errors than one report should hold.
    TooManySyntaxErrors {
        /// How many are not shown.
        hidden: usize,
    },
    /// A key that this table does not have.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The table it stands in.
        table: &'static str,
        /// The key probably meant.
        suggestion: Option<&'static str>,
        /// All keys the table has.
        known: Vec<&'static str>,
    },
    /// A key of the table around this one, written below this one's header.
    KeyOfOuterTable {
        /// The key as written.
        key: String,
        /// The table it stands in.
        table: &'static str,
        /// The table that has the key.
        belongs_to: &'static str,
    },
    /// A key the table cannot do without.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table that lacks it.
        table: &'static str,
        /// An example line.
        example: String,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// What the key takes, by its code in the schema.
        expected: Expected,
        /// What was found.
        found: Found,
    },
    /// Anything else where a table with keys of its own stands.
    NotATable {
        /// What was found.
        found: Found,
        /// The keys of the table, those first that it cannot do without.
        keys: Vec<&'static str>,
    },
    /// A whole number outside its range.
    OutOfRange {
        /// Smallest allowed value.
        min: i64,
        /// Largest allowed value.
        max: i64,
    },
    /// A word that is not among the choices.
    UnknownChoice {
        /// The word as written.
        written: String,
        /// The word probably meant.
        suggestion: Option<&'static str>,
        /// All choices, each with its Chinese meaning, empty where it has none.
        choices: Vec<(&'static str, &'static str)>,
    },
    /// A quantity, bound or time that cannot be read.
    BadQuantity(QuantityError),
    /// A quantity whose unit is not of the kind the key takes.
    UnitOfOtherKind {
        /// What the key takes.
        expected: Expected,
        /// The quantity as written.
        written: String,
    },
    /// A goal's value in a unit that does not fit its measure.
    UnitDoesNotFitMeasure {
        /// The quantity as written.
        written: String,
        /// The measure's id.
        measure: String,
        /// The measure's kind, as in the TOML.
        kind: &'static str,
        /// A quantity that would fit.
        example: &'static str,
    },
    /// More working time than the period it should lie in.
    LongerThanPeriod {
        /// The working time.
        available: Quantity,
        /// The period the demand is counted in.
        period: Quantity,
    },
    /// A measure takes a percentile and does not say which, or names none.
    NoPercentile {
        /// The measure's id.
        measure: String,
    },
    /// The English and the Chinese wording state different bounds.
    BilingualBoundsDiffer,
    /// A time of day where a text in quotes is needed.
    TimeWithoutQuotes {
        /// The time as written.
        written: String,
    },
    /// Not a day of the calendar.
    BadDate {
        /// The text as written.
        written: String,
    },
    /// A part of a working calendar that cannot be.
    BadCalendar {
        /// The part as written.
        written: String,
        /// What is wrong with it.
        fault: CalendarFault,
    },
    /// Two days in the wrong order.
    DatesOutOfOrder {
        /// The key whose day should come first.
        first: &'static str,
        /// The key whose day should not come before it.
        second: &'static str,
    },
    /// A day on which something is said to have happened, and that has not come.
    StillToCome {
        /// The day.
        day: Date,
        /// The last day that evidence may speak of.
        last_day: Date,
        /// That is the day the audit is made on, not one it is asked to speak of.
        is_today: bool,
    },
    /// A milestone that goes back behind the one before it.
    MilestonesBackwards {
        /// In time; else in value.
        in_time: bool,
        /// The day, or value, as written.
        written: String,
        /// That of the milestone before.
        before: String,
    },
    /// An id that is empty or has characters an id cannot have.
    BadId {
        /// The id as written.
        written: String,
    },
    /// An id used twice where it must be unique.
    DuplicateId {
        /// The id.
        id: String,
        /// What carries it, such as `step`.
        what: &'static str,
    },
    /// A process id given to two processes.
    DuplicateProcess {
        /// The id.
        id: String,
    },
    /// A reference that leads nowhere.
    Dangling {
        /// The reference as written.
        written: String,
        /// What was looked for, such as `step`.
        what: &'static str,
        /// The full reference probably meant.
        suggestion: Option<String>,
        /// The process it names, if none of that id was read.
        unknown_process: Option<String>,
    },
    /// A reference that several things of different kinds answer to.
    Ambiguous {
        /// The reference as written.
        written: String,
        /// What the first of them is, such as `step`.
        one: &'static str,
        /// What the second is.
        other: &'static str,
        /// What means the first alone, if anything does.
        full: Option<String>,
    },
    /// A handoff whose giver is also its receiver.
    HandoffToItself {
        /// The step.
        step: String,
    },
    /// A handoff between two external parties.
    HandoffOutside,
    /// Steps, handoffs or goals in a file that declares no `[process]`.
    NoProcess {
        /// The first such table.
        table: &'static str,
    },
    /// More cases counted than there were: `k` above `n`.
    MoreThanAll {
        /// The counted cases.
        k: i64,
        /// All cases.
        n: i64,
    },
    /// More than all of the cases is asked for.
    MoreThanWhole {
        /// The need, criterion or target as written.
        written: Text,
    },
    /// A rule named in the settings that does not exist.
    UnknownRule {
        /// The name as written.
        written: String,
        /// The rule probably meant.
        suggestion: Option<String>,
    },
    /// A word taken out of the lexicon that is not in it.
    UnknownWord {
        /// The word as written.
        written: String,
        /// The word probably meant.
        suggestion: Option<String>,
    },
    /// A parameter its rule does not have.
    UnknownParameter {
        /// The parameter as written.
        written: String,
        /// The rule.
        rule: String,
        /// The parameters the rule has.
        known: Vec<String>,
    },
    /// A parameter value of another type than the default.
    ParameterType {
        /// The parameter.
        name: String,
        /// The default value, as an example of the type.
        default: String,
    },
    /// A parameter value below its least or above its greatest.
    ParameterRange {
        /// The parameter.
        name: String,
        /// Between what it must lie, in English.
        en: String,
        /// Between what it must lie, in Chinese.
        zh: String,
        /// The default value.
        default: String,
    },
    /// Settings in a folder where nothing reads them.
    MisplacedSettings {
        /// The settings file as shown.
        path: String,
        /// Where settings are read from, as shown.
        top: String,
    },
    /// A file or folder that could not be read.
    Unreadable {
        /// The path as shown.
        path: String,
        /// Why.
        reason: UnreadableReason,
    },
    /// A record of an earlier audit that cannot be used.
    Record {
        /// The path as shown.
        path: String,
        /// What is wrong with it.
        fault: RecordFault,
    },
    /// A model file without a single table or key.
    EmptyFile {
        /// The path as shown.
        path: String,
    },
    /// No model file under the given paths.
    NothingToAudit {
        /// The paths looked under.
        paths: Vec<String>,
    },
    /// Files were read, but they hold no step, handoff, goal or value sheet.
    EmptyWorkspace,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text, or one text a language.
    Text,
    /// A short name.
    Id,
    /// The id of something else.
    Reference,
    /// A number with a unit.
    Quantity,
    /// A duration.
    Duration,
    /// A number of things per period.
    Rate,
    /// An amount of money.
    Money,
    /// A share between 0 % and 100 %.
    Share,
    /// A need, criterion or promise.
    Statement,
    /// A due rule.
    Due,
    /// A date.
    Date,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// One of a few words.
    Choice,
    /// A list.
    List,
    /// A table.
    Table,
    /// A duration, or three of them.
    ThreePoint,
    /// Hours of some days of the week.
    WorkingHours,
    /// A day, or a range of days.
    DaysOff,
    /// A day, with or without hours of its own.
    Workday,
    /// A time zone.
    Zone,
    /// Days of the calendar.
    Period,
    /// The path of a file.
    Path,
    /// Headings of columns by key.
    Columns,
    /// A grade of a scale.
    ScaleGrade,
}

/// What was found in place of what a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// A date or time.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}
