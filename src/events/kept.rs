//! Events side by side, one list for each thing known of them; what no event of the log
//! has takes no room.

use super::amount::Amounts;
use super::case_table::CaseKey;
use super::columns::{Event, Good, Layout, Phase};
use super::narrow::{Millis, Numbers, scattered};

/// Events ready to be looked at.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) time: Vec<i64>,
    pub(super) activity: Vec<u32>,
    pub(super) start: Vec<i64>,
    pub(super) resource: Vec<u32>,
    pub(super) group: Vec<u32>,
    pub(super) phase: Vec<Phase>,
    pub(super) due: Vec<i64>,
    pub(super) good: Vec<Good>,
    pub(super) amounts: Vec<Amounts>,
}

/// What every event has, side by side: to where it goes, it goes at one stroke.
#[derive(Debug, Clone, Copy)]
pub(super) struct Core {
    pub(super) case: CaseKey,
    pub(super) time: i64,
    pub(super) activity: u32,
}

/// Events as they come in.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) cores: Vec<Core>,
    start: Vec<i64>,
    resource: Vec<u32>,
    group: Vec<u32>,
    phase: Vec<Phase>,
    due: Vec<i64>,
    good: Vec<Good>,
    amounts: Vec<Amounts>,
}

impl Batch {
    #[inline]
    pub(super) fn push(
        &mut self,
        core: Core,
        event: &Event<'_>,
        (resource, group): (u32, u32),
        layout: Layout,
    ) {
        self.cores.push(core);
        if layout.resource {
            self.resource.push(resource);
        }
        if layout.group {
            self.group.push(group);
        }
        if layout.start {
            self.start.push(event.start);
        }
        if layout.phase {
            self.phase.push(event.phase);
        }
        if layout.due {
            self.due.push(event.due);
        }
        if layout.good {
            self.good.push(event.good);
        }
        if layout.amounts {
            self.amounts.push(event.amounts);
        }
    }

    /// Forgets all events and keeps the room.
    pub(super) fn clear(&mut self) {
        self.cores.clear();
        self.start.clear();
        self.resource.clear();
        self.group.clear();
        self.phase.clear();
        self.due.clear();
        self.good.clear();
        self.amounts.clear();
    }
}

/// Events that wait to be looked at: as many as the log has, so each list is as narrow as can
/// be.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The case of each event.
    pub(super) case: Vec<u32>,
    pub(super) time: Millis,
    pub(super) activity: Numbers,
    pub(super) start: Millis,
    pub(super) resource: Numbers,
    pub(super) group: Numbers,
    pub(super) phase: Vec<Phase>,
    pub(super) due: Millis,
    pub(super) good: Vec<Good>,
    pub(super) amounts: Vec<Amounts>,
}

impl Kept {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.case.len()
    }

    /// Adds events but for their cases.
    pub(super) fn take(&mut self, events: &Batch) {
        let cores = events.cores.iter();
        self.time.extend(cores.clone().map(|core| core.time));
        self.activity.extend(cores.map(|core| core.activity));
        self.start.extend(events.start.iter().copied());
        self.resource.extend(events.resource.iter().copied());
        self.group.extend(events.group.iter().copied());
        self.phase.extend_from_slice(&events.phase);
        self.due.extend(events.due.iter().copied());
        self.good.extend_from_slice(&events.good);
        self.amounts.extend_from_slice(&events.amounts);
    }

    /// Adds those of another.
    pub(super) fn append(&mut self, other: Self) {
        self.case.extend(other.case);
        self.time.append(other.time);
        self.activity.append(other.activity);
        self.start.append(other.start);
        self.resource.append(other.resource);
        self.group.append(other.group);
        self.phase.extend(other.phase);
        self.due.append(other.due);
        self.good.extend(other.good);
        self.amounts.extend(other.amounts);
    }

    /// Bytes that they take, about, but for their cases.
    pub(super) fn size(&self) -> usize {
        let times = self.time.size() + self.start.size() + self.due.size();
        let words = self.activity.size() + self.resource.size() + self.group.size();
        let amounts = size_of_val(self.amounts.as_slice());
        times + words + amounts + self.phase.len() + self.good.len()
    }

    /// Makes room for so many more events of this layout.
    pub(super) fn reserve(&mut self, events: usize, layout: Layout) {
        let of = |has: bool| if has { events } else { 0 };
        self.case.reserve(events);
        self.time.reserve(events);
        self.activity.reserve(events);
        self.start.reserve(of(layout.start));
        self.resource.reserve(of(layout.resource));
        self.group.reserve(of(layout.group));
        self.phase.reserve(of(layout.phase));
        self.due.reserve(of(layout.due));
        self.good.reserve(of(layout.good));
        self.amounts.reserve(of(layout.amounts));
    }

    /// The events in another order: each at the place that `targets` gives it.
    pub(super) fn arranged(&self, targets: &[u32]) -> Columns {
        Columns {
            time: self.time.scattered(targets),
            activity: self.activity.scattered(targets),
            start: self.start.scattered(targets),
            resource: self.resource.scattered(targets),
            group: self.group.scattered(targets),
            phase: scattered(&self.phase, targets, |phase| phase),
            due: self.due.scattered(targets),
            good: scattered(&self.good, targets, |good| good),
            amounts: scattered(&self.amounts, targets, |amounts| amounts),
        }
    }
}
