//! From what was counted to reasons for doubt, each with what it does to the figures.

use super::LogMeasures;
use super::quality::StrayYears;
use crate::events::OddDates;
use crate::statistics::as_float;

/// A reason to doubt the figures of a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Concern {
    /// Many ends lie on the same full hour: they were typed in, not recorded.
    Rounded {
        /// The hour of the day, in that zone.
        hour: usize,
        /// The zone of the log.
        zone: Box<str>,
        /// How many.
        events: u64,
    },
    /// Some events lie years away from the others.
    StrayYears(StrayYears),
    /// Dates of one column that are written with another mark than the first: two sources were put
    /// together.
    OddDates(OddDates),
    /// Dates far from their cases that lie within them once day and month are exchanged.
    Swapped {
        /// How many.
        events: u64,
        /// A case that has one.
        case: String,
        /// In which row of the file the first of them stands, where that is known.
        row: Option<u64>,
    },
    /// Work that ends before it begins.
    Backwards {
        /// How many pieces of work.
        events: u64,
        /// A case that has one.
        case: String,
    },
    /// Rows that say the same as the row before.
    Doubles {
        /// How many.
        events: u64,
        /// A case that has one.
        case: String,
    },
    /// What counts as done again was going on at the same time: parallel lots, not rework.
    ParallelRepeats {
        /// How many.
        events: u64,
        /// Of so many repeats.
        of: u64,
    },
    /// One person did the same in several cases at one instant: a program, or a batch entry.
    AtOnce {
        /// How many pieces of work.
        events: u64,
        /// Of so many looked at.
        of: u64,
    },
    /// A handoff that nearly always takes the same time: a rule of the system.
    SameWait {
        /// Its place in the table of handoffs.
        handoff: usize,
    },
    /// It is not known who did much of the work.
    Nobody {
        /// How many pieces of work.
        events: u64,
    },
    /// Starts that no end followed.
    Unfinished {
        /// How many.
        events: u64,
    },
    /// Every case has one event: there are no handoffs.
    NoHandoffs,
}

impl Concern {
    /// Times cannot be trusted, so what is made of them is marked.
    pub fn doubts_times(&self) -> bool {
        match self {
            Self::Rounded { .. }
            | Self::StrayYears(_)
            | Self::Backwards { .. }
            | Self::Swapped { .. } => true,
            Self::OddDates(odd) => odd.is_open,
            _ => false,
        }
    }

    /// In which row of the file the first of it stands, where that is known.
    pub fn row(&self) -> Option<u64> {
        match self {
            Self::OddDates(odd) => Some(odd.row),
            Self::Swapped { row, .. } => *row,
            _ => None,
        }
    }

    /// How many events it is about, where they are counted.
    pub fn events(&self) -> Option<u64> {
        match self {
            Self::OddDates(odd) => Some(odd.events),
            Self::StrayYears(years) => Some(years.events),
            Self::Rounded { events, .. }
            | Self::Swapped { events, .. }
            | Self::Backwards { events, .. }
            | Self::Doubles { events, .. }
            | Self::ParallelRepeats { events, .. }
            | Self::AtOnce { events, .. }
            | Self::Nobody { events }
            | Self::Unfinished { events } => Some(*events),
            Self::SameWait { .. } | Self::NoHandoffs => None,
        }
    }
}

/// From this share on a thing is worth saying.
const WORTH_SAYING: f64 = 0.01;

/// What gives reason to doubt a log, the gravest first.
pub(super) fn concerns(measures: &LogMeasures) -> Vec<Concern> {
    let quality = &measures.quality;
    let events = quality.events;
    let share = |part: u64, whole: u64| as_float(part) / as_float(whole.max(1));
    let mut found = Vec::new();
    if measures.cases.pairs == 0 {
        found.push(Concern::NoHandoffs);
    }
    if let (counted, Some(case)) = quality.backwards.clone() {
        found.push(Concern::Backwards {
            events: counted,
            case,
        });
    }
    if measures.swapped.is_shown()
        && let Some(case) = measures.swapped.case.clone()
    {
        found.push(Concern::Swapped {
            events: measures.swapped.events,
            case,
            row: None,
        });
    }
    let odd = measures.odd_dates.iter().cloned();
    found.extend(odd.map(Concern::OddDates));
    found.extend(quality.stray_years().map(Concern::StrayYears));
    let (hour, on_it) = quality.rounded_to();
    // Full hours happen by chance once in 3,600 seconds; a tenth of all is no chance.
    if on_it >= 5 && events >= 20 && share(on_it, events) >= 0.1 {
        found.push(Concern::Rounded {
            hour,
            zone: measures.zone.clone(),
            events: on_it,
        });
    }
    if let (counted, Some(case)) = quality.doubles.clone()
        && share(counted, events) >= WORTH_SAYING
    {
        found.push(Concern::Doubles {
            events: counted,
            case,
        });
    }
    let repeats = measures.activities.iter().map(|one| one.repeats).sum();
    if share(quality.parallel_repeats, repeats) >= 0.1 {
        found.push(Concern::ParallelRepeats {
            events: quality.parallel_repeats,
            of: repeats,
        });
    }
    let (at_once, of) = (quality.at_once, quality.looked_at_for_at_once);
    if share(at_once, of) >= WORTH_SAYING {
        found.push(Concern::AtOnce {
            events: at_once,
            of,
        });
    }
    found.extend(same_waits(measures));
    if share(measures.cases.nobody, events) >= WORTH_SAYING {
        found.push(Concern::Nobody {
            events: measures.cases.nobody,
        });
    }
    if measures.cases.unfinished > 0 {
        found.push(Concern::Unfinished {
            events: measures.cases.unfinished,
        });
    }
    found
}

/// Handoffs of which more than a fifth take the same time, to one part in a hundred: where
/// people act, about one in a hundred does.
fn same_waits(measures: &LogMeasures) -> impl Iterator<Item = Concern> {
    const LONG: f64 = 3_600_000.0;
    let handoffs = measures.handoffs.handoffs.iter().enumerate();
    handoffs
        .filter(|(_, one)| one.wait.n >= 30 && one.wait.median >= LONG && one.wait.alike > 0.2)
        .map(|(handoff, _)| Concern::SameWait { handoff })
        .take(5)
}
