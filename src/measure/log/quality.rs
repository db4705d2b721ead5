//! What in a log gives reason to doubt its figures.
//!
//! Looked for before any figure is believed: times that were typed in later, clocks that run
//! backwards, rows that were exported twice, programs that work as persons.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::events::{Case, NONE};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// All offsets of zones in use are whole quarters of an hour.
const QUARTER: i64 = HOUR / 4;

/// A year of 365.2425 days.
const YEAR: i64 = 31_556_952_000;

/// Years that are told apart, from 1770 on.
const YEARS: usize = 500;

/// Beyond so many events not every instant is compared with all others.
const MANY_EVENTS: usize = 2_000_000;

/// So many cases touched by one person in one activity at one instant are no handwork.
const AT_ONCE: u32 = 5;

/// What was counted to judge a log.
#[derive(Debug, Clone)]
pub struct Quality {
    /// Pieces of work looked at.
    pub events: u64,
    /// Pieces of work that end before they begin, and a case that has one.
    pub backwards: (u64, Option<String>),
    /// Pieces of work that equal the one before in everything, and a case that has one.
    pub doubles: (u64, Option<String>),
    /// Pieces of work done again while the first was still going on, such as parallel lots.
    pub parallel_repeats: u64,
    /// By hour of the day in the zone of the log: ends that lie exactly on it.
    pub on_the_hour: [u64; 24],
    /// By activity: ends that lie exactly on midnight.
    pub at_midnight: Vec<u64>,
    /// Cases whose rows do not stand in the order of time, and one of them.
    pub out_of_order: (u64, Option<String>),
    /// Events in such cases with the very time of another activity before: in which order they
    /// happened only the file could say.
    pub ties: u64,
    /// Pieces of work that one person did in several cases at the same instant.
    pub at_once: u64,
    /// How many were looked at for that.
    pub looked_at_for_at_once: u64,
    /// By year since 1770: ends.
    years: Vec<u64>,
}

/// Years far from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StrayYears {
    /// How many events lie in them.
    pub events: u64,
    /// The first of them.
    pub first: i64,
    /// The last of them.
    pub last: i64,
}

impl Quality {
    /// The hour of the day on which most ends lie exactly, and how many do.
    pub fn rounded_to(&self) -> (usize, u64) {
        let most = (0..24).max_by_key(|hour| (self.on_the_hour[*hour], 23 - hour));
        most.map_or((0, 0), |hour| (hour, self.on_the_hour[hour]))
    }

    /// Years with few events, two or more years away from the rest.
    pub fn stray_years(&self) -> Option<StrayYears> {
        let used = |year: &usize| self.years[*year] > 0;
        let years: Vec<usize> = (0..YEARS).filter(used).collect();
        // Stretches of years with no more than one empty year between them.
        let stretches: Vec<&[usize]> = years.chunk_by(|a, b| b - a <= 2).collect();
        let events = |years: &[usize]| years.iter().map(|year| self.years[*year]).sum::<u64>();
        let main = stretches.iter().max_by_key(|years| events(years))?;
        let stray: Vec<usize> = stretches
            .iter()
            .filter(|years| years[0] != main[0] && events(years) * 20 < self.events)
            .flat_map(|years| years.iter().copied())
            .collect();
        let year = |at: &usize| i64::try_from(*at).unwrap_or(0) + 1770;
        Some(StrayYears {
            events: events(&stray),
            first: stray.first().map(year)?,
            last: stray.last().map(year)?,
        })
    }
}

/// The hour that a clock of the zone strikes at this instant, if it strikes one.
fn full_hour(instant: i64, zone: &TimeZone) -> Option<usize> {
    if instant % QUARTER != 0 {
        return None;
    }
    let at = Timestamp::from_millisecond(instant).ok()?;
    let local = instant + i64::from(zone.to_offset(at).seconds()) * 1_000;
    let hour = (local % HOUR == 0).then(|| local.rem_euclid(DAY) / HOUR)?;
    usize::try_from(hour).ok()
}

/// Looks for reasons to doubt.
#[derive(Debug)]
pub(super) struct Doubts {
    all: Quality,
    has_durations: bool,
    has_resources: bool,
    /// Instants are compared if their hash ends in zeros under this mask.
    mask: u64,
    /// By person, activity and instant: how many pieces of work.
    at_once: HashMap<(u32, u32, i64), u32, foldhash::fast::RandomState>,
}

impl Doubts {
    pub(super) fn new(events: usize, has_durations: bool, has_resources: bool) -> Self {
        Self {
            all: Quality {
                events: 0,
                backwards: (0, None),
                doubles: (0, None),
                parallel_repeats: 0,
                on_the_hour: [0; 24],
                at_midnight: Vec::new(),
                out_of_order: (0, None),
                ties: 0,
                at_once: 0,
                looked_at_for_at_once: 0,
                years: vec![0; YEARS],
            },
            has_durations,
            has_resources,
            mask: if events > MANY_EVENTS { 63 } else { 0 },
            at_once: HashMap::default(),
        }
    }

    pub(super) fn case(&mut self, case: &Case<'_>, again: &[bool], zone: &TimeZone) {
        self.all.events += case.end.len() as u64;
        for (end, activity) in case.end.iter().zip(case.activity) {
            if let Some(hour) = full_hour(*end, zone) {
                self.all.on_the_hour[hour] += 1;
                if hour == 0 {
                    add(&mut self.all.at_midnight, *activity as usize, 1);
                }
            }
            let year = usize::try_from(end.div_euclid(YEAR) + 200).unwrap_or(0);
            self.all.years[year.min(YEARS - 1)] += 1;
        }
        self.doubles(case);
        if case.out_of_order {
            self.out_of_order(case);
        }
        if self.has_durations {
            self.durations(case, again);
        }
        if self.has_resources {
            self.at_once(case);
        }
    }

    fn out_of_order(&mut self, case: &Case<'_>) {
        note(&mut self.all.out_of_order, 1, case);
        let ties = (1..case.end.len()).filter(|at| {
            case.end[*at] == case.end[at - 1]
                && case.start[*at] == case.start[at - 1]
                && case.activity[*at] != case.activity[at - 1]
        });
        self.all.ties += ties.count() as u64;
    }

    fn doubles(&mut self, case: &Case<'_>) {
        let who = |at: usize| case.resource.get(at).copied().unwrap_or(NONE);
        let mut doubles = 0;
        for at in 1..case.end.len() {
            let same = case.end[at] == case.end[at - 1]
                && case.activity[at] == case.activity[at - 1]
                && case.start[at] == case.start[at - 1]
                && who(at) == who(at - 1);
            doubles += u64::from(same);
        }
        note(&mut self.all.doubles, doubles, case);
    }

    fn durations(&mut self, case: &Case<'_>, again: &[bool]) {
        let pieces = case.start.iter().zip(case.end);
        let backwards = pieces.filter(|(start, end)| end < start).count() as u64;
        note(&mut self.all.backwards, backwards, case);
        for (at, again) in again.iter().enumerate() {
            if !again {
                continue;
            }
            let overlaps = (0..at).rev().any(|before| {
                case.activity[before] == case.activity[at] && case.end[before] > case.start[at]
            });
            self.all.parallel_repeats += u64::from(overlaps);
        }
    }

    fn at_once(&mut self, case: &Case<'_>) {
        for (at, who) in case.resource.iter().enumerate() {
            let end = case.end[at];
            let hash = end.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            if *who != NONE && hash & self.mask == 0 {
                self.all.looked_at_for_at_once += 1;
                *self
                    .at_once
                    .entry((*who, case.activity[at], end))
                    .or_insert(0) += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        let (all, more) = (&mut self.all, other.all);
        all.events += more.events;
        all.ties += more.ties;
        for (activity, count) in more.at_midnight.iter().enumerate() {
            add(&mut all.at_midnight, activity, *count);
        }
        all.parallel_repeats += more.parallel_repeats;
        all.looked_at_for_at_once += more.looked_at_for_at_once;
        for (own, more) in [
            (&mut all.backwards, more.backwards),
            (&mut all.doubles, more.doubles),
            (&mut all.out_of_order, more.out_of_order),
        ] {
            own.0 += more.0;
            // The first by name, so that it does not depend on the thread.
            own.1 = match (own.1.take(), more.1) {
                (Some(one), Some(two)) => Some(one.min(two)),
                (one, two) => one.or(two),
            };
        }
        let sums = all.on_the_hour.iter_mut().zip(more.on_the_hour);
        sums.for_each(|(own, more)| *own += more);
        let sums = all.years.iter_mut().zip(more.years);
        sums.for_each(|(own, more)| *own += more);
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for (key, count) in other.at_once {
            *self.at_once.entry(key).or_insert(0) += count;
        }
    }

    pub(super) fn finish(mut self) -> Quality {
        let many = self.at_once.values().filter(|count| **count >= AT_ONCE);
        self.all.at_once = many.map(|count| u64::from(*count)).sum();
        self.all
    }
}

/// Adds to a count of a list that grows.
fn add(counts: &mut Vec<u64>, at: usize, more: u64) {
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    counts[at] += more;
}

/// Counts, and remembers the case that comes first by name.
fn note(counted: &mut (u64, Option<String>), more: u64, case: &Case<'_>) {
    if more == 0 {
        return;
    }
    counted.0 += more;
    if counted.1.as_deref().is_none_or(|known| case.name < known) {
        counted.1 = Some(case.name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{HOUR, full_hour};

    #[test]
    fn an_hour_is_that_of_the_clock_on_the_wall() {
        let at = |zone: &str, minutes: i64| {
            let zone = TimeZone::get(zone).expect("a known zone");
            full_hour(minutes * HOUR / 60, &zone)
        };
        assert_eq!(at("UTC", 24 * 60), Some(0));
        assert_eq!(at("Asia/Shanghai", 16 * 60), Some(0));
        // Half an hour beside those of UTC.
        assert_eq!(at("Asia/Kolkata", 18 * 60 + 30), Some(0));
        assert_eq!(at("Asia/Kolkata", 18 * 60), None);
        assert_eq!(at("UTC", 12), None);
    }

    #[test]
    fn midnight_is_midnight_in_summer_and_in_winter() {
        let zone = TimeZone::get("Europe/Berlin").expect("a known zone");
        // 2026-01-14 23:00 and 2026-07-14 22:00 UTC.
        assert_eq!(full_hour(1_768_431_600_000, &zone), Some(0));
        assert_eq!(full_hour(1_784_066_400_000, &zone), Some(0));
    }
}
