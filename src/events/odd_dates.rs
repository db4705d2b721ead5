//! Dates that are written with another mark than the first of their column: `.`, `/` or `-`.

/// Dates of one column that are not written like its first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddDates {
    /// The column.
    pub column: String,
    /// How many.
    pub events: u64,
    /// In which row of the file the first of them stands.
    pub row: u64,
    /// What is written there.
    pub example: String,
    /// The year does not come first everywhere, so one of the two may have day and month the
    /// other way round.
    pub is_open: bool,
}
