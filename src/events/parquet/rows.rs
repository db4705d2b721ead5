//! From the cells of a batch of rows to events.

use super::cells::Column;
use crate::events::amount::amount;
use crate::events::clocks::{Clocks, ROLES};
use crate::events::columns::{Event, NO_TIME};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::intake::Reader;
use crate::events::ledger::Ledger;
use crate::events::mapping::{Mapping, Role, phase};
use crate::events::time::{self, NoTime};

/// Reads the rows of one batch after the other, on one thread.
pub(super) struct Rows<'r> {
    mapping: &'r Mapping,
    into: Reader<'r>,
    clocks: Clocks,
    ledger: Ledger,
}

/// The columns of a group of rows, each with what it holds.
pub(super) type Columns = Vec<(Role, Column)>;

/// For which role, and what is wrong.
type Wrong = Box<(Option<Role>, LogErrorKind)>;

#[cold]
fn wrong(role: Option<Role>, kind: LogErrorKind) -> Wrong {
    Box::new((role, kind))
}

impl<'r> Rows<'r> {
    pub(super) fn new(mapping: &'r Mapping, clocks: Clocks, into: Reader<'r>) -> Self {
        Self {
            mapping,
            into,
            clocks,
            ledger: Ledger::default(),
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        self.ledger.has_failed()
    }

    /// Notes that a batch cannot be read.
    pub(super) fn fail(&mut self, batch: u64, error: LogError) {
        self.ledger.fail(batch, error);
    }

    /// What was read, what went wrong, and the clocks as they stand.
    pub(super) fn finished(self) -> (Ledger, Clocks) {
        (self.ledger, self.clocks)
    }

    /// Takes in the rows of a batch, of which so many stand above in the file.
    pub(super) fn take(&mut self, columns: &Columns, rows: usize, above: u64, batch: u64) {
        for (row, number) in (0..rows).zip(above + 1..) {
            let taken = self.event(columns, row).and_then(|event| {
                let pushed = self.into.push(&event);
                pushed.map_err(|_| wrong(None, LogErrorKind::NotText))
            });
            if let Err(what) = taken {
                let (role, kind) = *what;
                let column = role.and_then(|role| self.mapping.column(role));
                self.fail(batch, LogError::at(number, column, kind));
                return;
            }
            self.remember_odd(columns, row, number, batch);
        }
        self.into.deliver(batch);
    }

    fn event<'b>(&mut self, columns: &'b Columns, row: usize) -> Result<Event<'b>, Wrong> {
        let mut event = Event::new(&[], &[], NO_TIME);
        for (role, column) in columns {
            let role = *role;
            let text = column.cells().text(row);
            let number = || amount(self.mapping, text).map_err(|kind| wrong(Some(role), kind));
            match role {
                Role::Case => event.case = text,
                Role::Activity => event.activity = text,
                Role::Time => event.time = self.time(0, column, row)?,
                Role::Start => event.start = self.time(1, column, row)?,
                Role::Due => event.due = self.due(column, row)?,
                Role::Resource => event.resource = text,
                Role::Group => event.group = text,
                Role::Phase => event.phase = phase(text),
                Role::Good => event.good = self.mapping.good(text),
                Role::Ordered => event.amounts.ordered = number()?,
                Role::Delivered => event.amounts.delivered = number()?,
            }
        }
        for (role, value) in [(Role::Case, event.case), (Role::Activity, event.activity)] {
            if value.is_empty() {
                return Err(wrong(Some(role), LogErrorKind::NoValue));
            }
        }
        // Of a start and an end one may be missing: then the work is an instant.
        if event.time == NO_TIME {
            event.time = event.start;
        }
        if event.start == NO_TIME && self.mapping.column(Role::Start).is_some() {
            event.start = event.time;
        }
        if event.time == NO_TIME {
            return Err(wrong(Some(Role::Time), LogErrorKind::NoValue));
        }
        Ok(event)
    }

    /// The time of a cell; none where nothing stands.
    fn time(&mut self, clock: usize, column: &Column, row: usize) -> Result<i64, Wrong> {
        let text = column.cells().text(row);
        let read = if column.is_instants() {
            column.cells().instant(row).ok_or(NoTime::NoSuchDay)
        } else {
            self.clocks[clock].read(text)
        };
        match read {
            Ok(time) => Ok(time),
            Err(_) if self.mapping.is_missing(text) => Ok(NO_TIME),
            Err(reason) => {
                let written = String::from_utf8_lossy(text).into_owned();
                let kind = LogErrorKind::NoTime { written, reason };
                Err(wrong(Some(ROLES[clock]), kind))
            }
        }
    }

    /// When it was due; a day without an hour lasts until its end.
    fn due(&mut self, column: &Column, row: usize) -> Result<i64, Wrong> {
        const DAY: i64 = 86_400_000;
        let due = self.time(2, column, row)?;
        let text = column.cells().text(row);
        let is_day = if column.is_instants() {
            column.is_days()
        } else {
            !text.contains(&b':') && !time::is_epoch(text.trim_ascii())
        };
        Ok(if is_day && due != NO_TIME {
            due + DAY - 1
        } else {
            due
        })
    }

    /// Remembers the first date of each clock that is not written like those before.
    fn remember_odd(&mut self, columns: &Columns, row: usize, number: u64, batch: u64) {
        for (clock, role) in ROLES.iter().enumerate() {
            if self.clocks[clock].odd().0 > 0 && self.ledger.odd[clock].is_none() {
                let column = columns.iter().find(|(known, _)| known == role);
                let text = column.map_or(&[][..], |(_, column)| column.cells().text(row));
                let text = String::from_utf8_lossy(text).into_owned();
                self.ledger.odd[clock] = Some((batch, number, text));
            }
        }
    }
}
