//! Dates that are written with another mark than the first of their column: `.`, `/` or `-`.

use super::clocks::{Clocks, ROLES};
use super::ledger::{Ledger, lines_above};
use super::mapping::Mapping;

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

/// What threads found, together; rows are counted from the beginning of the file.
pub(super) fn together(
    finished: &[(Ledger, Clocks)],
    mapping: &Mapping,
    before: u64,
) -> Vec<OddDates> {
    let of = |clock: usize| {
        let counts = finished.iter().map(|(_, clocks)| clocks[clock].odd());
        let (events, is_open) = counts.fold((0, false), |all, one| (all.0 + one.0, all.1 | one.1));
        let ledgers = finished.iter().map(|(ledger, _)| ledger);
        let first = ledgers.clone().filter_map(|one| one.odd[clock].as_ref());
        let (block, row, example) = first.min()?;
        Some(OddDates {
            column: mapping.column(ROLES[clock])?.to_owned(),
            events,
            row: before + lines_above(ledgers, *block) + row,
            example: example.clone(),
            is_open,
        })
    };
    (0..ROLES.len()).filter_map(of).collect()
}
