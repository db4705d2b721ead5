//! From what was counted to reasons for doubt, each with what it does to the figures.

use super::LogMeasures;
use super::quality::StrayYears;
use super::results::Told;
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
    /// Nearly all times of some activities lie on midnight, and those of others do not: they are
    /// days without an hour.
    DaysOnly {
        /// The activities, by their places.
        activities: Vec<u32>,
        /// How many events they have.
        events: u64,
        /// Of so many.
        of: u64,
    },
    /// Rows of some cases do not stand in the order of their times.
    OutOfOrder {
        /// How many cases.
        cases: u64,
        /// Of so many.
        of: u64,
        /// One of them.
        case: String,
        /// Events of them with the very time of the one before, where most cases are so: then the
        /// file has another order, and it says nothing of these.
        ties: Option<u64>,
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
    /// Results told in words that are neither of the usual ones for good nor of those for bad.
    OtherWords {
        /// How many.
        events: u64,
        /// Of so many results.
        of: u64,
        /// No result is good in any usual word, so none of them counts; else these count as bad.
        none_counts: bool,
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
            // What a few events hide is said, and does not spoil the rest.
            Self::DaysOnly { events, of, .. } => as_float(*events) >= WORTH_SAYING * as_float(*of),
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
            | Self::DaysOnly { events, .. }
            | Self::Swapped { events, .. }
            | Self::Backwards { events, .. }
            | Self::Doubles { events, .. }
            | Self::ParallelRepeats { events, .. }
            | Self::AtOnce { events, .. }
            | Self::Nobody { events }
            | Self::OtherWords { events, .. }
            | Self::Unfinished { events } => Some(*events),
            Self::OutOfOrder { .. } | Self::SameWait { .. } | Self::NoHandoffs => None,
        }
    }
}

/// From this share on a thing is worth saying.
const WORTH_SAYING: f64 = 0.01;

/// What gives reason to doubt a log, the gravest first.
pub(super) fn concerns(measures: &LogMeasures, told: Told) -> Vec<Concern> {
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
    found.extend(other_words(told));
    found.extend(days_only(measures));
    found.extend(out_of_order(measures));
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

/// Results in other words than the usual, where nothing else counts or they are most.
fn other_words(told: Told) -> Option<Concern> {
    let is_said = told.is_unclear() || told.otherwise * 2 > told.all;
    is_said.then_some(Concern::OtherWords {
        events: told.otherwise,
        of: told.all,
        none_counts: told.is_unclear(),
    })
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

/// Activities whose times are days: nine in ten lie on midnight, and of the others fewer than half.
fn days_only(measures: &LogMeasures) -> Option<Concern> {
    const FEW: u64 = 5;
    let quality = &measures.quality;
    let at_midnight = |activity: u32| {
        let counted = quality.at_midnight.get(activity as usize);
        counted.copied().unwrap_or(0)
    };
    let is_days = |n: u64, midnight: u64| n >= FEW && midnight * 10 >= n * 9;
    let all = measures.activities.iter();
    let (days, others): (Vec<_>, Vec<_>) =
        all.partition(|one| is_days(one.n, at_midnight(one.activity)));
    let rest: u64 = others.iter().map(|one| one.n).sum();
    let rest_at_midnight: u64 = others.iter().map(|one| at_midnight(one.activity)).sum();
    (!days.is_empty() && rest > 0 && rest_at_midnight * 2 < rest).then(|| Concern::DaysOnly {
        activities: days.iter().map(|one| one.activity).collect(),
        events: days.iter().map(|one| one.n).sum(),
        of: quality.events,
    })
}

/// Cases whose rows stand in another order than their times, where it is some and not all: there
/// a time was written later, or by a clock that is wrong. Where it is most, the file is in another
/// order, and only what happened at one instant is in doubt.
fn out_of_order(measures: &LogMeasures) -> Option<Concern> {
    const FEW: u64 = 3;
    let quality = &measures.quality;
    let (cases, case) = quality.out_of_order.clone();
    let of = measures.cases.n;
    let is_some = cases >= FEW && as_float(cases) >= WORTH_SAYING * as_float(of);
    let is_most = cases * 2 >= of;
    let many_ties = as_float(quality.ties) >= WORTH_SAYING * as_float(quality.events.max(1));
    (is_some && (!is_most || many_ties)).then_some(Concern::OutOfOrder {
        cases,
        of,
        case: case?,
        ties: is_most.then_some(quality.ties),
    })
}
