//! In which row of a file the first of some events stands, which only their case and time tell.
//!
//! A log in memory does not know its rows. Where it has an oddity that is worth a look, the file is
//! read once more: one thread, and nothing but the case and the times.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use super::fields::{Found, Quoted};
use super::first::first;
use super::head::{Head, Wanted};
use crate::events::blocks::{Block, BlockError, Blocks, Ends};
use crate::events::clocks::{Clocks, clocks};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::mapping::{Mapping, Role};

/// Events by an instant at which they began or ended: the names of their cases.
pub type Events = HashMap<i64, HashSet<String>>;

/// The first row, counted from 1 with the head, that holds one of these events.
///
/// Takes O(n) time for n bytes.
///
/// # Errors
/// The file cannot be read any more, or its columns are others than before.
pub fn first_row(
    head: &Head,
    rest: impl Read + Send,
    mapping: &Mapping,
    events: &Events,
) -> Result<Option<u64>, LogError> {
    let dialect = head.dialect();
    let ends = Ends {
        line: dialect.line,
        quote: dialect.quote,
    };
    let bytes = std::io::Cursor::new(head.body()).chain(rest);
    let blocks = Blocks::new(Box::new(bytes), ends);
    let wanted = head.columns(mapping)?;
    let mut looking = Looking {
        clocks: clocks(mapping, |column| head.first_values(column))?,
        wanted: &wanted,
        events,
    };
    let (mut block, mut quoted) = (Block::default(), Quoted::default());
    let mut above = head.rows_before_body();
    loop {
        match blocks.take(&mut block) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(BlockError::Unreadable(cause)) => return Err(LogError::unreadable(&cause)),
            Err(BlockError::OpenQuote(_)) => {
                return Err(LogError::whole(LogErrorKind::OpenQuote));
            }
        }
        let bytes = block.bytes();
        let lines = |upto: usize| memchr::memchr_iter(dialect.line, &bytes[..upto]).count() as u64;
        let is_one = |found: &Found<'_>| looking.is_one(found).then_some(());
        if let Some((at, ())) = first(&block, dialect, &wanted.places, &mut quoted, is_one) {
            return Ok(Some(above + lines(at) + 1));
        }
        above += lines(bytes.len());
    }
}

/// What is looked for, and how rows are read.
struct Looking<'l> {
    clocks: Clocks,
    wanted: &'l Wanted,
    events: &'l Events,
}

impl Looking<'_> {
    /// Whether a row is one of the events; a row that cannot be read was an error before.
    fn is_one(&mut self, found: &Found<'_>) -> bool {
        let (mut case, mut times) = (&b""[..], [None, None]);
        for (place, role) in &self.wanted.uses {
            let Some(field) = found.fields.get(*place) else {
                continue;
            };
            match role {
                Role::Case => case = field,
                Role::Time => times[0] = self.clocks[0].read(field).ok(),
                Role::Start => times[1] = self.clocks[1].read(field).ok(),
                _ => {}
            }
        }
        let mut cases = times
            .iter()
            .flatten()
            .filter_map(|time| self.events.get(time));
        cases.any(|cases| cases.contains(&*String::from_utf8_lossy(case)))
    }
}
