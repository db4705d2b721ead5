//! Dates whose day and month were exchanged somewhere, and which are dates all the same.
//!
//! 3 May written as 5 March lies weeks away from the rest of its case, and in the midst of it once
//! both are exchanged. Some true date does so by chance: one in as many as there are days in a year
//! for each day of the case. So there must be many more than that.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::events::Case;
use crate::events::csv::find::Events;

const DAY: i64 = 86_400_000;

/// So far from the rest of its case an event must lie, and farther than the rest lasts. Exchanging
/// day and month moves a date by 27 days or more.
const FAR: i64 = 14 * DAY;

/// Over so many days exchanged dates are spread, about.
const DAYS_OF_A_YEAR: i64 = 330;

/// So many times as often as by chance.
const CLEARLY: f64 = 4.0;

/// Fewer than these are no pattern.
const FEW: u64 = 3;

/// Of more than these nobody asks which is the first.
const MOST: u64 = 10_000;

/// What was counted of dates that may be exchanged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Swapped {
    /// Events far from their case, of which the exchanged date lies within it.
    pub events: u64,
    /// Events far from their case of which day and month can be exchanged.
    pub of: u64,
    /// Days within the cases, summed over those: the chance of each to fit.
    days: u64,
    /// The first case by name that has one.
    pub case: Option<String>,
    /// Each of them: when it happened as written, and its case; some only if they are very many.
    found: Vec<(i64, String)>,
}

impl Swapped {
    /// More than chance explains.
    pub fn is_shown(&self) -> bool {
        let float = crate::statistics::as_float;
        let by_chance = float(self.days) / float(DAYS_OF_A_YEAR.cast_unsigned());
        self.events >= FEW && float(self.events) > CLEARLY * by_chance
    }

    /// All of them, to find their rows; `None` if there is no pattern, or far too many.
    pub fn all(&self) -> Option<Events> {
        if !self.is_shown() || self.events > MOST {
            return None;
        }
        let mut all = Events::new();
        for (instant, case) in &self.found {
            let cases: &mut HashSet<String> = all.entry(*instant).or_default();
            cases.insert(case.clone());
        }
        Some(all)
    }

    /// Looks at a case; `zone` tells which day an instant is on.
    pub(super) fn case(&mut self, case: &Case<'_>, zone: &TimeZone) {
        let starts = case.start;
        let gaps = starts.windows(2).map(|two| two[1] - two[0]);
        let Some((before, gap)) = gaps.enumerate().max_by_key(|(_, gap)| *gap) else {
            return;
        };
        if gap > FAR {
            self.far(case, before + 1, gap, zone);
        }
    }

    /// A case of which one part lies far from the other.
    #[cold]
    fn far(&mut self, case: &Case<'_>, cut: usize, gap: i64, zone: &TimeZone) {
        let (early, late) = case.start.split_at(cut);
        let (few, rest) = match early.len() < late.len() {
            true => (early, late),
            false => (late, early),
        };
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else {
            return;
        };
        if few.len() == rest.len() || last - first > gap {
            return;
        }
        let fits = |instant: i64| (first - DAY..=last + DAY).contains(&instant);
        for one in few {
            let Some(exchanged) = exchanged(*one, zone) else {
                continue;
            };
            self.of += 1;
            self.days += ((last - first) / DAY + 3)
                .min(DAYS_OF_A_YEAR)
                .cast_unsigned();
            if fits(exchanged) {
                self.events += 1;
                if self.events <= MOST {
                    self.found.push((*one, case.name.to_owned()));
                }
                if self.case.as_deref().is_none_or(|known| case.name < known) {
                    self.case = Some(case.name.to_owned());
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.events += other.events;
        self.of += other.of;
        self.days += other.days;
        if self.events <= MOST {
            self.found.extend(other.found);
        }
        self.case = match (self.case.take(), other.case) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
    }
}

/// The instant with day and month exchanged; `None` if that is no other date.
fn exchanged(instant: i64, zone: &TimeZone) -> Option<i64> {
    let local = Timestamp::from_millisecond(instant).ok()?;
    let local = local.to_zoned(zone.clone()).datetime();
    let (day, month) = (local.day(), local.month());
    if day == month || day > 12 {
        return None;
    }
    let other = local.with().day(month).month(day).build().ok()?;
    let zoned = other.to_zoned(zone.clone()).ok()?;
    Some(zoned.timestamp().as_millisecond())
}
