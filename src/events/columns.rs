//! Events side by side, one list for each thing known of them; what no event of the log
//! has takes no room.

use super::amount::Amounts;

/// A time that is not there.
pub const NO_TIME: i64 = i64::MIN;

/// Which things a log says of its events, besides case, activity and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// When the work began, beside when it ended.
    pub start: bool,
    /// Who did it.
    pub resource: bool,
    /// The group, role or department of who did it.
    pub group: bool,
    /// Whether the event is a start or an end of the work.
    pub phase: bool,
    /// When it was due.
    pub due: bool,
    /// Whether the result was good.
    pub good: bool,
    /// How much was ordered and delivered.
    pub amounts: bool,
}

/// What an event tells of its work, in a log whose events have phases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Phase {
    /// The work begins.
    Start,
    /// The work ends, or nothing is said.
    #[default]
    Complete,
    /// Something else, such as an assignment: no work.
    Other,
}

/// Whether the result of a piece of work was good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Good {
    /// Not said.
    #[default]
    Unknown,
    /// Accepted.
    Yes,
    /// Refused, failed or sent back.
    No,
    /// A word that is neither of the usual ones for good nor of those for bad.
    Other,
}

/// One event as read.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// The name of its case.
    pub case: &'a [u8],
    /// Its activity.
    pub activity: &'a [u8],
    /// When it happened, in milliseconds since 1970-01-01 UTC; where there is a start, the end.
    pub time: i64,
    /// When the work began; [`NO_TIME`] if that is not said.
    pub start: i64,
    /// Who did it; empty if that is not said.
    pub resource: &'a [u8],
    /// The group of who did it; empty if that is not said.
    pub group: &'a [u8],
    /// Start or end.
    pub phase: Phase,
    /// When it was due; [`NO_TIME`] if that is not said.
    pub due: i64,
    /// Whether the result was good.
    pub good: Good,
    /// How much was ordered and delivered.
    pub amounts: Amounts,
}

impl<'a> Event<'a> {
    /// An event of which nothing else is known.
    pub fn new(case: &'a [u8], activity: &'a [u8], time: i64) -> Self {
        Self {
            case,
            activity,
            time,
            start: NO_TIME,
            resource: b"",
            group: b"",
            phase: Phase::Complete,
            due: NO_TIME,
            good: Good::Unknown,
            amounts: Amounts::default(),
        }
    }
}
