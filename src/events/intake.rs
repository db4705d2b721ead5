//! Takes in events from several threads at once and keeps those of one case together.
//!
//! The cases are dealt out over [`PARTS`] parts by their names. A thread reads one piece of
//! the log ([`Reader::push`]), then hands its events to the parts ([`Reader::deliver`]). A
//! part remembers which events came from which piece, so the order of the file is known
//! whichever thread was first.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::case_table::{CaseKey, CaseTable};
use super::columns::{Event, Layout, Phase};
use super::kept::{Batch, Core, Kept};
use super::names::{Known, NONE, Names, NotText};
use super::odd_dates::OddDates;
use super::spill::Spill;
use crate::lang::SystemCause;

/// Into how many parts the cases are dealt: enough that a part is small beside the log.
pub(super) const PARTS: usize = 64;

/// The events of some of the cases.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) cases: CaseTable,
    pub(super) kept: Kept,
    /// Events that came before these and lie on disk.
    pub(super) spill: Spill,
    /// Which events came from which piece of the log: the piece, and where they end.
    pub(super) pieces: Vec<(u64, usize)>,
}

/// A log while it is read.
#[derive(Debug)]
pub struct Intake {
    pub(super) layout: Layout,
    /// An event was a start.
    pub(super) starts: AtomicBool,
    pub(super) activities: Names,
    pub(super) resources: Names,
    pub(super) groups: Names,
    parts: Vec<Mutex<Part>>,
    /// How many bytes the events of a part may take in memory.
    room: usize,
    /// How many events a part will have, about; 0 if that is not known.
    expected: usize,
    /// Why events could not be put aside.
    fault: Mutex<Option<io::Error>>,
    /// Dates that are not written like the first of their column.
    pub(super) odd_dates: Vec<OddDates>,
}

/// Bytes that events may take in memory unless something else is said.
const ROOM: usize = 2 << 30;

impl Intake {
    /// An empty log of events about which these things are said; the words in `missing`
    /// stand for an unknown resource or group, and so does an empty one.
    pub fn new(layout: Layout, missing: &[Box<str>]) -> Self {
        let mut missing = missing.to_vec();
        missing.push("".into());
        Self {
            layout,
            starts: AtomicBool::new(false),
            activities: Names::default(),
            resources: Names::without(&missing),
            groups: Names::without(&missing),
            parts: (0..PARTS).map(|_| Mutex::default()).collect(),
            room: ROOM / PARTS,
            expected: 0,
            fault: Mutex::default(),
            odd_dates: Vec::new(),
        }
    }

    /// The same with so many bytes for the events; what is more goes to disk.
    #[must_use]
    pub fn with_room(self, bytes: Option<usize>) -> Self {
        Self {
            room: bytes.unwrap_or(ROOM) / PARTS,
            ..self
        }
    }

    /// The same for so many events: room is made at once instead of again and again.
    #[must_use]
    pub(super) fn expecting(self, events: usize) -> Self {
        // Cases differ in length, and so do parts. An event takes a dozen bytes or more.
        let expected = events / PARTS / 16 * 17;
        Self {
            expected: expected.min(self.room / 12),
            ..self
        }
    }

    /// The same, knowing of dates that are not written like the others.
    #[must_use]
    pub(super) fn with_odd_dates(self, odd_dates: Vec<OddDates>) -> Self {
        Self { odd_dates, ..self }
    }

    /// Why events could not be put aside, if they could not: then some are missing.
    pub fn fault(&self) -> Option<SystemCause> {
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault.as_ref().map(SystemCause::from)
    }

    /// What a thread reads into.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            intake: self,
            activities: Known::new(&self.activities),
            resources: Known::new(&self.resources),
            groups: Known::new(&self.groups),
            batches: (0..PARTS).map(|_| Default::default()).collect(),
            found: Vec::new(),
        }
    }

    pub(super) fn parts(self) -> (Vec<Part>, Names, Names, Names) {
        let parts = self.parts.into_iter();
        let parts = parts.map(|part| part.into_inner().unwrap_or_else(PoisonError::into_inner));
        (
            parts.collect(),
            self.activities,
            self.resources,
            self.groups,
        )
    }
}

/// What one thread reads into: one piece of the log at a time.
#[derive(Debug)]
pub struct Reader<'i> {
    intake: &'i Intake,
    activities: Known<'i>,
    resources: Known<'i>,
    groups: Known<'i>,
    /// By part: the events that go there, and the names of cases too long for their key, in the
    /// order of their events.
    batches: Vec<(Batch, Vec<Vec<u8>>)>,
    /// Room for looking up cases.
    found: Vec<u32>,
}

impl Reader<'_> {
    /// Takes one event of the piece.
    ///
    /// # Errors
    /// The activity, resource or group is no text.
    #[inline]
    pub fn push(&mut self, event: &Event<'_>) -> Result<(), NotText> {
        let layout = self.intake.layout;
        let activity = self.activities.number(event.activity)?;
        let mut who = (NONE, NONE);
        if layout.resource {
            who.0 = self.resources.number(event.resource)?;
        }
        if layout.group {
            who.1 = self.groups.number(event.group)?;
        }
        if layout.phase && event.phase == Phase::Start {
            self.intake.starts.store(true, Ordering::Relaxed);
        }
        let case = CaseKey::of(event.case);
        let (batch, long) = &mut self.batches[part_of(case)];
        if case.is_hashed() {
            long.push(event.case.to_vec());
        }
        let core = Core {
            case,
            time: event.time,
            activity,
        };
        batch.push(core, event, who, layout);
        Ok(())
    }

    /// Hands the events over as piece number `piece` of the log; each number once.
    pub fn deliver(&mut self, piece: u64) {
        // Each thread begins elsewhere, so that they rarely wait for each other.
        let begin = usize::try_from(piece)
            .unwrap_or(0)
            .wrapping_mul(PARTS / 4 + 1);
        for step in 0..PARTS {
            let at = begin.wrapping_add(step) % PARTS;
            let (batch, long) = &mut self.batches[at];
            if batch.cores.is_empty() {
                continue;
            }
            let part = &self.intake.parts[at];
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            let part = &mut *part;
            if part.kept.case.capacity() == 0 {
                part.kept.reserve(self.intake.expected, self.intake.layout);
            }
            let keys = batch.cores.iter().map(|core| core.case);
            part.cases.ask(keys.clone(), &mut self.found);
            let mut long = long.drain(..);
            for key in keys {
                let name = if key.is_hashed() { long.next() } else { None };
                part.kept.case.push(part.cases.number(key, name));
            }
            part.kept.take(batch);
            batch.clear();
            part.pieces
                .push((piece, part.spill.events() + part.kept.len()));
            if part.kept.size() > self.intake.room
                && let Err(fault) = part.spill.put(&mut part.kept)
            {
                let known = &self.intake.fault;
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.get_or_insert(fault);
            }
        }
    }
}

#[inline]
fn part_of(key: CaseKey) -> usize {
    usize::try_from(key.hash() >> 58).unwrap_or(0) % PARTS
}
