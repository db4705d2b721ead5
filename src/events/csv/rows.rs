//! From the records of a block to events.

use super::fields::{Found, Quoted};
use super::head::{Head, Wanted};
use super::plain::Plain;
use crate::events::amount::amount;
use crate::events::blocks::Block;
use crate::events::clocks::Clocks;
use crate::events::columns::{Event, NO_TIME};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::intake::Reader;
use crate::events::ledger::Ledger;
use crate::events::mapping::{Mapping, Role, phase};
use crate::events::names::NotText;
use crate::events::time;

/// Reads the rows of one block after the other, on one thread.
pub(super) struct Rows<'r> {
    pub(super) head: &'r Head,
    pub(super) wanted: &'r Wanted,
    mapping: &'r Mapping,
    into: Reader<'r>,
    pub(super) clocks: Clocks,
    pub(super) quoted: Quoted,
    pub(super) ledger: Ledger,
}

impl<'r> Rows<'r> {
    pub(super) fn new(
        head: &'r Head,
        wanted: &'r Wanted,
        mapping: &'r Mapping,
        clocks: Clocks,
        into: Reader<'r>,
    ) -> Self {
        Self {
            head,
            wanted,
            mapping,
            into,
            clocks,
            quoted: Quoted::default(),
            ledger: Ledger::default(),
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.ledger.has_failed()
    }

    /// What was read, what went wrong, and the clocks as they stand.
    pub(super) fn finished(self) -> (Ledger, Clocks) {
        (self.ledger, self.clocks)
    }

    /// How many lines of a block end before a place in it.
    pub(super) fn lines_before(&self, block: &Block, at: usize) -> u64 {
        memchr::memchr_iter(self.head.dialect().line, &block.bytes()[..at]).count() as u64
    }

    /// Notes an error at the beginning of a block that cannot be read at all.
    pub(super) fn fail_at_start_of(&mut self, block: u64, kind: LogErrorKind) {
        self.ledger.fail(block, LogError::at(1, None, kind));
    }

    /// Reads all rows of a block and hands them over.
    pub(super) fn read(&mut self, block: &Block) {
        let read = if block.quoted {
            self.read_quoted(block.bytes())
        } else {
            self.read_plain(block.bytes())
        };
        match read {
            Ok(lines) => {
                self.ledger.block(block.number, lines);
                self.into.deliver(block.number);
                if self.clocks.iter().any(|clock| clock.odd().0 > 0) {
                    self.remember_odd(block);
                }
            }
            Err((at, wrong)) => {
                let (column, kind) = *wrong;
                let above = self.lines_before(block, at);
                let column = column.and_then(|role| self.mapping.column(role));
                let error = LogError::at(above + 1, column, kind);
                self.ledger.fail(block.number, error);
            }
        }
    }

    /// What takes one row after the other, and the room for quoted fields.
    fn row(&mut self) -> (Row<'_, 'r>, &mut Quoted) {
        let row = Row {
            head: self.head,
            wanted: self.wanted,
            mapping: self.mapping,
            clocks: &mut self.clocks,
            into: &mut self.into,
        };
        (row, &mut self.quoted)
    }

    /// Gives how many lines there are.
    fn read_plain(&mut self, bytes: &[u8]) -> Result<u64, Failure> {
        let dialect = self.head.dialect();
        let (mut row, _) = self.row();
        let mut records = Plain::new(bytes, dialect, &row.wanted.places);
        while let Some((at, found)) = records.record() {
            row.push(found).map_err(|wrong| (at, wrong))?;
        }
        Ok(records.lines())
    }

    /// Gives how many lines there are.
    fn read_quoted(&mut self, bytes: &[u8]) -> Result<u64, Failure> {
        let dialect = self.head.dialect();
        let (mut row, quoted) = self.row();
        let mut at = 0;
        while at < bytes.len() {
            let places = &row.wanted.places;
            let (found, next) = quoted.record(bytes, at, dialect, places);
            // An empty line is no record.
            if found.all > 1 || !bytes[at..next].trim_ascii().is_empty() {
                row.push(&found).map_err(|wrong| (at, wrong))?;
            }
            at = next;
        }
        Ok(memchr::memchr_iter(dialect.line, bytes).count() as u64)
    }
}

/// In which column, and what is wrong; apart, since nearly every row is sound and what is
/// given back should be small.
type Wrong = Box<(Option<Role>, LogErrorKind)>;

/// Where in the block, and what is wrong.
type Failure = (usize, Wrong);

#[cold]
fn wrong(role: Option<Role>, kind: LogErrorKind) -> Wrong {
    Box::new((role, kind))
}

#[cold]
fn not_text(_: NotText) -> Wrong {
    wrong(None, LogErrorKind::NotText)
}

/// Makes an event of the fields of a row, and hands it on.
struct Row<'r, 'i> {
    head: &'r Head,
    wanted: &'r Wanted,
    mapping: &'r Mapping,
    clocks: &'r mut Clocks,
    into: &'r mut Reader<'i>,
}

impl Row<'_, '_> {
    #[inline]
    fn push(&mut self, found: &Found<'_>) -> Result<(), Wrong> {
        let event = self.event(found)?;
        self.into.push(&event).map_err(not_text)
    }

    #[inline]
    fn event<'b>(&mut self, found: &Found<'b>) -> Result<Event<'b>, Wrong> {
        let expected = self.head.names().len();
        if found.all != expected || found.wanted != self.wanted.places.len() {
            self.check_fields(found)?;
        }
        let mut event = Event::new(&[], &[], NO_TIME);
        for (place, role) in &self.wanted.uses {
            let field = found.fields[*place];
            match role {
                Role::Case => event.case = field,
                Role::Activity => event.activity = field,
                Role::Time => event.time = self.time(0, *role, field)?,
                Role::Start => event.start = self.time(1, *role, field)?,
                Role::Due => event.due = self.due(field)?,
                Role::Resource => event.resource = field,
                Role::Group => event.group = field,
                Role::Phase => event.phase = phase(field),
                Role::Good => event.good = self.mapping.good(field),
                Role::Ordered => event.amounts.ordered = self.amount(*role, field)?,
                Role::Delivered => event.amounts.delivered = self.amount(*role, field)?,
            }
        }
        for (role, value) in [(Role::Case, event.case), (Role::Activity, event.activity)] {
            if value.is_empty() {
                return Err(wrong(Some(role), LogErrorKind::NoValue));
            }
        }
        self.times(event)
    }

    /// The time of a field; none where it is empty and may be.
    #[inline]
    fn time(&mut self, clock: usize, role: Role, field: &[u8]) -> Result<i64, Wrong> {
        match self.clocks[clock].read(field) {
            Ok(time) => Ok(time),
            Err(_) if self.mapping.is_missing(field) => Ok(NO_TIME),
            Err(reason) => {
                let written = String::from_utf8_lossy(field).into_owned();
                Err(wrong(Some(role), LogErrorKind::NoTime { written, reason }))
            }
        }
    }

    /// A quantity; not a number where the field is empty.
    fn amount(&self, role: Role, field: &[u8]) -> Result<f64, Wrong> {
        amount(self.mapping, field).map_err(|kind| wrong(Some(role), kind))
    }

    /// When it was due; a day without an hour lasts until its end.
    fn due(&mut self, field: &[u8]) -> Result<i64, Wrong> {
        const DAY: i64 = 86_400_000;
        let due = self.time(2, Role::Due, field)?;
        let is_day =
            due != NO_TIME && !field.contains(&b':') && !time::is_epoch(field.trim_ascii());
        Ok(if is_day { due + DAY - 1 } else { due })
    }

    /// Of a start and an end one may be missing: then the work is an instant.
    #[inline]
    fn times<'b>(&self, mut event: Event<'b>) -> Result<Event<'b>, Wrong> {
        if event.time == NO_TIME {
            event.time = event.start;
        }
        if event.start == NO_TIME && self.wanted.has_start {
            event.start = event.time;
        }
        if event.time == NO_TIME {
            return Err(wrong(Some(Role::Time), LogErrorKind::NoValue));
        }
        Ok(event)
    }

    /// A row of another length than the head: whether it can be read all the same.
    #[cold]
    fn check_fields(&self, found: &Found<'_>) -> Result<(), Wrong> {
        let expected = self.head.names().len();
        if found.all > expected {
            let found = found.all;
            return Err(wrong(None, LogErrorKind::TooManyFields { found, expected }));
        }
        let missing = self
            .wanted
            .uses
            .iter()
            .find(|(place, _)| *place >= found.wanted);
        match missing {
            // Exports often leave out what is empty at the end of a row.
            Some((_, role)) => Err(wrong(Some(*role), LogErrorKind::FieldMissing)),
            None => Ok(()),
        }
    }
}
