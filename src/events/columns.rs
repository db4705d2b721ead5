//! Events side by side, one list for each thing known of them; what no event of the log
//! has takes no room.

use super::amount::Amounts;

/// A time that is not there.
pub const NO_TIME: i64 = i64::MIN;

/// Which things a log says of its events, besides case, activity and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// When the work began, beside when it ended.
    pub start: bool,
    /// Who did it.
    pub resource: bool,
    /// The group, role or department of who did it.
    pub group: bool,
    /// Whether the event is a start or an end of the work.
    pub phase: bool,
    /// When it was due.
    pub due: bool,
    /// Whether the result was good.
    pub good: bool,
    /// How much was ordered and delivered.
    pub amounts: bool,
}

/// What an event tells of its work, in a log whose events have phases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Phase {
    /// The work begins.
    Start,
    /// The work ends, or nothing is said.
    #[default]
    Complete,
    /// Something else, such as an assignment: no work.
    Other,
}

/// Whether the result of a piece of work was good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Good {
    /// Not said.
    #[default]
    Unknown,
    /// Accepted.
    Yes,
    /// Refused, failed or sent back.
    No,
}

/// One event as read.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// The name of its case.
    pub case: &'a [u8],
    /// Its activity.
    pub activity: &'a [u8],
    /// When it happened, in milliseconds since 1970-01-01 UTC; where there is a start, the end.
    pub time: i64,
    /// When the work began; [`NO_TIME`] if that is not said.
    pub start: i64,
    /// Who did it; empty if that is not said.
    pub resource: &'a [u8],
    /// The group of who did it; empty if that is not said.
    pub group: &'a [u8],
    /// Start or end.
    pub phase: Phase,
    /// When it was due; [`NO_TIME`] if that is not said.
    pub due: i64,
    /// Whether the result was good.
    pub good: Good,
    /// How much was ordered and delivered.
    pub amounts: Amounts,
}

impl<'a> Event<'a> {
    /// An event of which nothing else is known.
    pub fn new(case: &'a [u8], activity: &'a [u8], time: i64) -> Self {
        Self {
            case,
            activity,
            time,
            start: NO_TIME,
            resource: b"",
            group: b"",
            phase: Phase::Complete,
            due: NO_TIME,
            good: Good::Unknown,
            amounts: Amounts::default(),
        }
    }
}

/// Events, column by column. Columns the layout lacks stay empty.
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

impl Columns {
    /// Adds the events of another that stand at these places.
    pub(super) fn take(&mut self, from: &Self, places: &[u32]) {
        gather(&mut self.time, &from.time, places);
        gather(&mut self.activity, &from.activity, places);
        gather(&mut self.start, &from.start, places);
        gather(&mut self.resource, &from.resource, places);
        gather(&mut self.group, &from.group, places);
        gather(&mut self.phase, &from.phase, places);
        gather(&mut self.due, &from.due, places);
        gather(&mut self.good, &from.good, places);
        gather(&mut self.amounts, &from.amounts, places);
    }

    /// Adds all events of another.
    pub(super) fn extend(&mut self, other: Self) {
        self.time.extend(other.time);
        self.activity.extend(other.activity);
        self.start.extend(other.start);
        self.resource.extend(other.resource);
        self.group.extend(other.group);
        self.phase.extend(other.phase);
        self.due.extend(other.due);
        self.good.extend(other.good);
        self.amounts.extend(other.amounts);
    }

    /// Bytes that the events take, about.
    pub(super) fn size(&self) -> usize {
        let wide = self.time.len() + self.start.len() + self.due.len();
        let narrow = self.activity.len() + self.resource.len() + self.group.len();
        let amounts = self.amounts.len() * size_of::<Amounts>();
        wide * 8 + narrow * 4 + amounts + self.phase.len() + self.good.len()
    }

    /// Makes room for so many more events of this layout.
    pub(super) fn reserve(&mut self, events: usize, layout: Layout) {
        let of = |has: bool| if has { events } else { 0 };
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

    /// Forgets all events and keeps the room.
    pub(super) fn clear(&mut self) {
        self.time.clear();
        self.activity.clear();
        self.start.clear();
        self.resource.clear();
        self.group.clear();
        self.phase.clear();
        self.due.clear();
        self.good.clear();
        self.amounts.clear();
    }

    /// The events in another order: each at the place that `targets` gives it.
    pub(super) fn arranged(&self, targets: &[u32]) -> Self {
        Self {
            time: scatter(&self.time, targets),
            activity: scatter(&self.activity, targets),
            start: scatter(&self.start, targets),
            resource: scatter(&self.resource, targets),
            group: scatter(&self.group, targets),
            phase: scatter(&self.phase, targets),
            due: scatter(&self.due, targets),
            good: scatter(&self.good, targets),
            amounts: scatter(&self.amounts, targets),
        }
    }
}

/// Adds what stands at these places; nothing for a column that the log does not have.
fn gather<T: Copy>(into: &mut Vec<T>, from: &[T], places: &[u32]) {
    if !from.is_empty() {
        into.extend(places.iter().map(|place| from[*place as usize]));
    }
}

/// Puts each element at its target; nothing for a column that the log does not have.
fn scatter<T: Copy + Default>(from: &[T], targets: &[u32]) -> Vec<T> {
    let mut into = vec![T::default(); from.len()];
    for (element, target) in from.iter().zip(targets) {
        into[*target as usize] = *element;
    }
    into
}
