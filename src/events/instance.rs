//! One piece of work, from its start to its end.

/// A piece of work in a case: an activity done once, from `start` to `end`.
///
/// Where a log holds one time per event, both are that time, and what lies between two of
/// them is a gap and not a wait ([`EventLog::has_durations`](crate::events::EventLog::has_durations) says which of the two
/// a log holds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instance {
    /// The case, counted from 0.
    pub case: u32,
    /// The activity, counted from 0.
    pub activity: u32,
    /// Who did it, if that is known.
    pub resource: Option<u32>,
    /// Its start, in milliseconds since 1970-01-01 UTC.
    pub start: i64,
    /// Its end, in milliseconds since 1970-01-01 UTC; may lie before the start in a damaged log.
    pub end: i64,
}
