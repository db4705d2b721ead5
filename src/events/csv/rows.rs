//! From the records of a block to events.

use super::fields::{self, Found, Quoted};
use super::head::{Head, Wanted};
use crate::events::blocks::Block;
use crate::events::columns::{Event, NO_TIME};
use crate::events::error::{LogError, LogErrorKind};
use crate::events::intake::Reader;
use crate::events::mapping::{Mapping, Role, phase};
use crate::events::names::NotText;
use crate::events::time::{Clock, DateOrder};
use crate::events::zone::Zone;

/// Reads the rows of one block after the other, on one thread.
pub(super) struct Rows<'r> {
    head: &'r Head,
    wanted: &'r Wanted,
    mapping: &'r Mapping,
    into: Reader<'r>,
    /// For the time of the event, its start, and when it was due.
    clocks: [Clock; 3],
    quoted: Quoted,
    lines: Vec<(u64, u64)>,
    error: Option<(u64, LogError)>,
}

/// What a thread has to say when it is done: the lines of each block, and what went wrong in
/// which block, with the row counted from the beginning of that block.
pub(super) struct Finished {
    lines: Vec<(u64, u64)>,
    error: Option<(u64, LogError)>,
}

/// The first error in the order of the file, its row counted from the beginning of the file.
pub(super) fn first_error(finished: Vec<Finished>, before: u64) -> Option<LogError> {
    let errors = finished.iter().filter_map(|thread| thread.error.as_ref());
    let (number, error) = errors.min_by_key(|(number, error)| (*number, error.row))?;
    let lines = finished.iter().flat_map(|thread| &thread.lines);
    let above: u64 = lines
        .filter(|(block, _)| block < number)
        .map(|(_, lines)| lines)
        .sum();
    Some(LogError {
        row: error.row.map(|row| before + above + row),
        ..error.clone()
    })
}

impl<'r> Rows<'r> {
    pub(super) fn new(
        head: &'r Head,
        wanted: &'r Wanted,
        mapping: &'r Mapping,
        into: Reader<'r>,
    ) -> Result<Self, LogError> {
        let zone = match mapping.zone.as_deref() {
            None => Zone::utc(),
            Some(name) => Zone::named(name).ok_or_else(|| {
                let written = name.to_owned();
                LogError::whole(LogErrorKind::NoZone { written })
            })?,
        };
        let clock = |role| {
            let order = match mapping.column(role) {
                Some(column) => head.date_order(column, mapping)?,
                None => DateOrder::YearFirst,
            };
            Ok(Clock::new(order, zone.clone()))
        };
        Ok(Self {
            clocks: [clock(Role::Time)?, clock(Role::Start)?, clock(Role::Due)?],
            head,
            wanted,
            mapping,
            into,
            quoted: Quoted::default(),
            lines: Vec::new(),
            error: None,
        })
    }

    pub(super) fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    pub(super) fn finished(self) -> Finished {
        Finished {
            lines: self.lines,
            error: self.error,
        }
    }

    /// Notes an error at the beginning of a block that cannot be read at all.
    pub(super) fn fail_at_start_of(&mut self, block: u64, kind: LogErrorKind) {
        self.error = Some((block, LogError::at(1, None, kind)));
    }

    /// Reads all rows of a block and hands them over.
    pub(super) fn read(&mut self, block: &Block) {
        let line = self.head.dialect().line;
        self.lines.push((
            block.number,
            memchr::memchr_iter(line, block.bytes()).count() as u64,
        ));
        let read = if block.quoted {
            self.read_quoted(block.bytes())
        } else {
            self.read_plain(block.bytes())
        };
        match read {
            Ok(()) => self.into.deliver(block.number),
            Err((at, wrong)) => {
                let (column, kind) = *wrong;
                let above = memchr::memchr_iter(line, &block.bytes()[..at]).count() as u64;
                let column = column.and_then(|role| self.mapping.column(role));
                self.error = Some((block.number, LogError::at(above + 1, column, kind)));
            }
        }
    }

    fn read_plain(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let dialect = self.head.dialect();
        let mut rest = bytes;
        while !rest.is_empty() {
            let at = bytes.len() - rest.len();
            let (record, after) = fields::plain_record(rest, dialect.line);
            rest = after;
            if record.is_empty() {
                continue;
            }
            let found = fields::plain(record, dialect.delimiter, &self.wanted.places);
            let mut row = Row {
                head: self.head,
                wanted: self.wanted,
                mapping: self.mapping,
                clocks: &mut self.clocks,
            };
            let event = row.event(&found);
            let pushed = event.and_then(|event| self.into.push(&event).map_err(not_text));
            pushed.map_err(|wrong| (at, wrong))?;
        }
        Ok(())
    }

    fn read_quoted(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let dialect = self.head.dialect();
        let mut at = 0;
        while at < bytes.len() {
            let places = &self.wanted.places;
            let (found, next) = self.quoted.record(bytes, at, dialect, places);
            // An empty line is no record.
            if found.all > 1 || !bytes[at..next].trim_ascii().is_empty() {
                let mut row = Row {
                    head: self.head,
                    wanted: self.wanted,
                    mapping: self.mapping,
                    clocks: &mut self.clocks,
                };
                let event = row.event(&found);
                let pushed = event.and_then(|event| self.into.push(&event).map_err(not_text));
                pushed.map_err(|wrong| (at, wrong))?;
            }
            at = next;
        }
        Ok(())
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

/// Makes an event of the fields of a row.
struct Row<'r> {
    head: &'r Head,
    wanted: &'r Wanted,
    mapping: &'r Mapping,
    clocks: &'r mut [Clock; 3],
}

impl Row<'_> {
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

    /// When it was due; a day without an hour lasts until its end.
    fn due(&mut self, field: &[u8]) -> Result<i64, Wrong> {
        const DAY: i64 = 86_400_000;
        let due = self.time(2, Role::Due, field)?;
        let is_day = due != NO_TIME && field.len() < 16 && !field.contains(&b':');
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
