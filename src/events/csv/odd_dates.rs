//! Dates of one column that are not written like its first: where the first of them stands.

use super::fields::Found;
use super::first::first;
use super::rows::Rows;
use crate::events::blocks::Block;
use crate::events::clocks::ROLES;

impl Rows<'_> {
    /// Remembers the first odd dates of this thread, if the block at hand has them.
    #[cold]
    pub(super) fn remember_odd(&mut self, block: &Block) {
        for clock in 0..ROLES.len() {
            if self.clocks[clock].odd().0 > 0 && self.ledger.odd[clock].is_none() {
                self.ledger.odd[clock] = self
                    .first_odd(clock, block)
                    .map(|(at, text)| (block.number, self.lines_before(block, at) + 1, text));
            }
        }
    }

    /// The first odd date of a block: where its row begins, and what is written.
    fn first_odd(&mut self, clock: usize, block: &Block) -> Option<(usize, String)> {
        let mut reading = self.clocks[clock].anew();
        let uses = self.wanted.uses.iter();
        let (place, _) = *uses.into_iter().find(|(_, role)| *role == ROLES[clock])?;
        let is_odd = |found: &Found<'_>| {
            let text = *found.fields.get(place)?;
            let _ = reading.read(text);
            (reading.odd().0 > 0).then(|| String::from_utf8_lossy(text).into_owned())
        };
        let (dialect, columns) = (self.head.dialect(), &self.wanted.places);
        first(block, dialect, columns, &mut self.quoted, is_odd)
    }
}
