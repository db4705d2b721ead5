//! What threads found wrong in the blocks of one file, and where in the file that is.

use super::error::LogError;

/// What one thread read: the lines of each of its blocks, and the error that ended its work,
/// with the row counted from the beginning of its block.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    lines: Vec<(u64, u64)>,
    error: Option<(u64, LogError)>,
    /// By clock: the first block with a date that is not written like the first, the row in it,
    /// and what is written.
    pub(super) odd: [Option<(u64, u64, String)>; 3],
}

impl Ledger {
    /// A block of so many lines was taken.
    pub(super) fn block(&mut self, number: u64, lines: u64) {
        self.lines.push((number, lines));
    }

    /// A block cannot be read.
    pub(super) fn fail(&mut self, block: u64, error: LogError) {
        self.error = Some((block, error));
    }

    pub(super) fn has_failed(&self) -> bool {
        self.error.is_some()
    }
}

/// The first error in the order of the file, its row counted from the beginning of the file,
/// where `before` lines stand before the first block.
///
/// Blocks are given out in order, and a thread ends the block it has: so all blocks before
/// that of the first error are in a ledger.
pub(super) fn first_error<'l>(
    ledgers: impl Iterator<Item = &'l Ledger> + Clone,
    before: u64,
) -> Option<LogError> {
    let errors = ledgers.clone().filter_map(|ledger| ledger.error.as_ref());
    let (number, error) = errors.min_by_key(|(number, error)| (*number, error.row))?;
    let above = lines_above(ledgers, *number);
    Some(LogError {
        row: error.row.map(|row| before + above + row),
        ..error.clone()
    })
}

/// How many lines stand before a block, not counting those before the first.
pub(super) fn lines_above<'l>(ledgers: impl Iterator<Item = &'l Ledger>, block: u64) -> u64 {
    let lines = ledgers.flat_map(|ledger| &ledger.lines);
    let above = lines.filter(|(number, _)| *number < block);
    above.map(|(_, lines)| lines).sum()
}
