//! One mistake that is planted, in the words of a report: what is done, where, and what stood there.

use std::sync::Arc;

use super::altered::Tampering;
use super::kind::Kind;
use crate::lang::Text;
use crate::load::edit::Edit;
use crate::source::Spot;

/// What is done to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Deed {
    /// It is left out.
    Drop,
    /// Its text is emptied.
    Blank,
    /// Its bound is moved.
    Loosen,
    /// Its date is moved back.
    Age,
    /// Its word is turned into the opposite.
    Flip,
    /// It is changed for the worse.
    Worsen,
    /// It is written twice.
    Double,
    /// Waits are made ten times as long.
    Stretch,
    /// Work is given straight back, and given again.
    Return,
    /// The receiver's work stands before the giver's.
    Exchange,
    /// Every other case is left lying while newer ones pass.
    Overtake,
    /// Every good result becomes a bad one.
    Refuse,
    /// An activity gets a name that the model does not know.
    Rename,
    /// Times are set to the beginning of their day.
    Midnight,
}

impl Deed {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Blank => "blank",
            Self::Loosen => "loosen",
            Self::Age => "age",
            Self::Flip => "flip",
            Self::Worsen => "worsen",
            Self::Double => "double",
            Self::Stretch => "stretch",
            Self::Return => "return",
            Self::Exchange => "exchange",
            Self::Overtake => "overtake",
            Self::Refuse => "refuse",
            Self::Rename => "rename",
            Self::Midnight => "midnight",
        }
    }
}

/// One mistake that could be in a model, or in what was measured.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What sort of mistake it is.
    pub kind: Kind,
    /// What is done.
    pub deed: Deed,
    /// The table it is in, such as `handoff`, `figure` or `log`.
    pub table: Box<str>,
    /// The id of the object it is in; of a figure, its measure and what it was measured on.
    pub object: String,
    /// The way from there, such as `customer.needs[1]`, a column, or what a log shows; empty for the
    /// whole object.
    pub path: String,
    /// What is written there, if it is a single value.
    pub before: Option<Text>,
    /// What is planted instead, if anything.
    pub after: Option<Text>,
    /// In how many rows, or how often in a log.
    pub times: u64,
    /// Where it is written; of a log, where it is declared.
    pub spot: Spot,
    /// How the text changes; nothing if the fault is in a log.
    pub edits: Vec<Edit>,
    /// What is done to which log.
    pub log: Option<LogFault>,
}

/// A mistake in an event log.
#[derive(Debug, Clone)]
pub struct LogFault {
    /// The position of the log in the chain.
    pub at: usize,
    /// Its file, as shown.
    pub path: Arc<str>,
    /// What is done to its cases.
    pub by: Arc<Tampering>,
}
