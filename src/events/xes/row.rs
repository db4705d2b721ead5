//! From the values of a trace and its events to events of the log.

use super::wanted::{Slot, Wanted};
use crate::events::amount::amount;
use crate::events::clocks::Clocks;
use crate::events::columns::{Event, NO_TIME};
use crate::events::error::LogErrorKind;
use crate::events::mapping::{Mapping, Role, phase};

/// A value: a stretch of the block, or, where it had entities, of the decoded ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    start: u32,
    length: u32,
}

/// The beginning of a stretch that is none.
pub(super) const ABSENT: Span = Span {
    start: u32::MAX,
    length: 0,
};

/// Marks a stretch of the decoded values.
pub(super) const DECODED: u32 = 1 << 31;

/// What is known of the trace that is being read.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) number: u64,
    pub(super) values: Vec<Span>,
    /// Where each of its events begins.
    pub(super) events: Vec<usize>,
    /// The values of its events, one event after the other.
    pub(super) of_events: Vec<Span>,
    /// Values that had entities, decoded.
    pub(super) decoded: Vec<u8>,
}

impl Span {
    #[inline]
    pub(super) fn of(start: usize, length: usize, mark: u32) -> Self {
        // A block is far shorter than two thousand million bytes.
        let short = |number: usize| u32::try_from(number).unwrap_or(0);
        Self {
            start: short(start) | mark,
            length: short(length),
        }
    }
}

/// The values of one event and its trace.
pub(super) struct Values<'v> {
    pub(super) bytes: &'v [u8],
    pub(super) trace: &'v Trace,
    pub(super) values: &'v [Span],
}

impl<'v> Values<'v> {
    /// The value in a slot; empty if there is none.
    #[inline]
    fn get(&self, slot: Slot) -> &'v [u8] {
        let span = match slot {
            Slot::Event(at) => self.values[at],
            Slot::Trace(at) => self.trace.values[at],
        };
        if span.start == ABSENT.start {
            return b"";
        }
        let bytes = if span.start & DECODED == 0 {
            self.bytes
        } else {
            &self.trace.decoded
        };
        let start = (span.start & !DECODED) as usize;
        &bytes[start..start + span.length as usize]
    }
}

/// Makes an event of its values.
pub(super) struct Row<'r> {
    pub(super) wanted: &'r Wanted,
    pub(super) mapping: &'r Mapping,
    pub(super) clocks: &'r mut Clocks,
    /// What classifiers make of the event, by role.
    pub(super) joined: &'r mut Vec<Vec<u8>>,
}

/// What is wrong, for which role.
pub(super) type Wrong = (Option<Role>, LogErrorKind);

impl Row<'_> {
    #[inline]
    pub(super) fn event<'b>(self, values: &Values<'b>) -> Result<Event<'b>, Wrong>
    where
        Self: 'b,
    {
        let Self {
            wanted,
            mapping,
            clocks,
            joined,
        } = self;
        join(joined, wanted, values);
        let joined: &'b [Vec<u8>] = joined;
        let mut event = Event::new(&[], &[], NO_TIME);
        for (at, (role, slots)) in wanted.roles.iter().enumerate() {
            let role = *role;
            let value = match slots.as_slice() {
                [slot] => values.get(*slot),
                _ => joined.get(at).map_or(&[][..], Vec::as_slice),
            };
            let mut time = |clock: usize| match clocks[clock].read(value) {
                Ok(time) => Ok(time),
                Err(_) if mapping.is_missing(value) => Ok(NO_TIME),
                Err(reason) => {
                    let written = String::from_utf8_lossy(value).into_owned();
                    Err((Some(role), LogErrorKind::NoTime { written, reason }))
                }
            };
            let number = |value| amount(mapping, value).map_err(|kind| (Some(role), kind));
            match role {
                Role::Case => event.case = value,
                Role::Activity => event.activity = value,
                Role::Time => event.time = time(0)?,
                Role::Start => event.start = time(1)?,
                Role::Due => event.due = time(2)?,
                Role::Resource => event.resource = value,
                Role::Group => event.group = value,
                Role::Phase => event.phase = phase(value),
                Role::Good => event.good = mapping.good(value),
                Role::Ordered => event.amounts.ordered = number(value)?,
                Role::Delivered => event.amounts.delivered = number(value)?,
            }
        }
        whole(event, mapping)
    }
}

/// Of a start and an end one may be missing: then the work is an instant.
#[inline]
fn whole<'b>(mut event: Event<'b>, mapping: &Mapping) -> Result<Event<'b>, Wrong> {
    if event.activity.is_empty() {
        return Err((Some(Role::Activity), LogErrorKind::NoValue));
    }
    if event.time == NO_TIME {
        event.time = event.start;
    }
    if event.start == NO_TIME && mapping.column(Role::Start).is_some() {
        event.start = event.time;
    }
    if event.time == NO_TIME {
        return Err((Some(Role::Time), LogErrorKind::NoValue));
    }
    Ok(event)
}

/// What classifiers make of an event: its values, with `+` between them.
fn join(joined: &mut Vec<Vec<u8>>, wanted: &Wanted, values: &Values<'_>) {
    for (at, (_, slots)) in wanted.roles.iter().enumerate() {
        if slots.len() == 1 {
            continue;
        }
        if joined.len() <= at {
            joined.resize(at + 1, Vec::new());
        }
        joined[at].clear();
        for (place, slot) in slots.iter().enumerate() {
            joined[at].extend_from_slice(if place > 0 { b"+" } else { b"" });
            joined[at].extend_from_slice(values.get(*slot));
        }
    }
}
