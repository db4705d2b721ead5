//! The first record of a block that has something about it.

use super::fields::{Dialect, Found, Quoted};
use super::plain::Plain;
use crate::events::blocks::Block;

/// Where the first record begins of which `is` says something, and what it says.
pub(super) fn first<T>(
    block: &Block,
    dialect: Dialect,
    columns: &[usize],
    quoted: &mut Quoted,
    mut is: impl FnMut(&Found<'_>) -> Option<T>,
) -> Option<(usize, T)> {
    let bytes = block.bytes();
    if !block.quoted {
        let mut records = Plain::new(bytes, dialect, columns);
        while let Some((at, found)) = records.record() {
            if let Some(said) = is(found) {
                return Some((at, said));
            }
        }
        return None;
    }
    let mut at = 0;
    while at < bytes.len() {
        let (found, next) = quoted.record(bytes, at, dialect, columns);
        if let Some(said) = is(&found) {
            return Some((at, said));
        }
        at = next;
    }
    None
}
