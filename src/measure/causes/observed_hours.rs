//! Working hours as far as a log shows them.
//!
//! Every start and end of work is a sign of a resource at work in that quarter of an hour of
//! that weekday, by UTC. A quarter is taken if for some activity the resource gave such a
//! sign on at least every tenth of the days of that weekday on which it did the activity at
//! all. If the quarters taken hold less than 70 % of a resource's signs, the ones with most
//! signs are added until they do; of equal ones, the first seen. A resource with almost no
//! part in its activities (below 1 in 10,000 of the busiest resources' signs) gets no
//! calendar. These are the rules and settings the published method calls its calendar
//! discovery with.

use std::sync::Arc;

use crate::events::calendar::{Shift, WorkWeek, Zone};
use crate::events::{Calendar, Instance};

const DAY: i64 = 86_400_000;
const QUARTER: i64 = 900_000;

/// A quarter of an hour is taken from this share of days on: 1 in 10.
const CONFIDENT: (usize, usize) = (1, 10);

/// Quarters are added up to this share of the signs: 7 in 10.
const SUPPORTED: (usize, usize) = (7, 10);

/// The least part in its activities for a calendar: 1 in 10,000.
const TAKES_PART: (u64, u64) = (1, 10_000);

/// One sign of a resource at work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sign {
    activity: u32,
    weekday: i64,
    quarter: i64,
    day: i64,
}

/// A quarter of an hour of a weekday.
type Quarter = (i64, i64);

/// A calendar for each resource of the log whose hours it shows, by UTC. What is seen first
/// is what comes first in the log.
pub fn observed_hours(log: &[Instance]) -> Vec<Option<Calendar>> {
    hours_seen(log, (0..log.len()).collect())
}

/// The same, with the log in the order in which its work ended.
pub(super) fn observed_hours_by_end(log: &[Instance]) -> Vec<Option<Calendar>> {
    let mut order: Vec<_> = (0..log.len()).collect();
    order.sort_unstable_by_key(|at| {
        let work = &log[*at];
        (work.end, work.start, work.activity, *at)
    });
    hours_seen(log, order)
}

fn hours_seen(log: &[Instance], mut order: Vec<usize>) -> Vec<Option<Calendar>> {
    order.retain(|at| log[*at].resource.is_some());
    // Stable: within a resource the order stays.
    order.sort_by_key(|at| log[*at].resource);
    let busiest = busiest(log);
    let zone = Arc::new(Zone::utc());
    let mut calendars = Vec::new();
    for own in order.chunk_by(|a, b| log[*a].resource == log[*b].resource) {
        let resource = own.first().and_then(|first| log[*first].resource);
        let Some(place) = resource.and_then(|resource| usize::try_from(resource).ok()) else {
            continue;
        };
        calendars.resize(place + 1, None);
        if !takes_part(log, own, &busiest) {
            continue;
        }
        let signs: Vec<_> = own.iter().flat_map(|at| signs(&log[*at])).collect();
        calendars[place] = Some(Calendar::new(Arc::clone(&zone), &week(&signs)));
    }
    calendars
}

fn signs(work: &Instance) -> [Sign; 2] {
    [work.start, work.end].map(|instant| {
        let day = instant.div_euclid(DAY);
        Sign {
            activity: work.activity,
            // 1970-01-01 was a Thursday.
            weekday: (day + 3).rem_euclid(7),
            quarter: instant.rem_euclid(DAY) / QUARTER,
            day,
        }
    })
}

/// For each activity, how much of it the resource did that did most of it.
fn busiest(log: &[Instance]) -> Vec<(u32, u64)> {
    let known = log.iter().filter(|work| work.resource.is_some());
    let mut pairs: Vec<_> = known.map(|work| (work.activity, work.resource)).collect();
    pairs.sort_unstable();
    let mut most: Vec<(u32, u64)> = Vec::new();
    for run in pairs.chunk_by(|a, b| a == b) {
        let Some((activity, _)) = run.first() else {
            continue;
        };
        let size = u64::try_from(run.len()).unwrap_or(u64::MAX);
        match most.last_mut() {
            Some(last) if last.0 == *activity => last.1 = last.1.max(size),
            _ => most.push((*activity, size)),
        }
    }
    most
}

fn takes_part(log: &[Instance], own: &[usize], busiest: &[(u32, u64)]) -> bool {
    let mut activities: Vec<_> = own.iter().map(|at| log[*at].activity).collect();
    activities.sort_unstable();
    activities.dedup();
    let most = activities.iter().filter_map(|activity| {
        let found = busiest.binary_search_by_key(activity, |(activity, _)| *activity);
        found.ok().map(|at| busiest[at].1)
    });
    let own = u64::try_from(own.len()).unwrap_or(u64::MAX);
    own * TAKES_PART.1 >= most.sum::<u64>() * TAKES_PART.0
}

/// The hours that the signs of one resource speak for, in the order they were given.
fn week(signs: &[Sign]) -> WorkWeek {
    let mut taken = confident(signs);
    let seen = quarters_seen(signs);
    let is_taken = |taken: &[Quarter], quarter: &Quarter| taken.binary_search(quarter).is_ok();
    let mut support: usize = seen
        .iter()
        .filter(|(quarter, _)| is_taken(&taken, quarter))
        .map(|(_, signs)| signs)
        .sum();
    if !taken.is_empty() {
        let mut left: Vec<_> = seen
            .into_iter()
            .filter(|(quarter, _)| !is_taken(&taken, quarter))
            .collect();
        // Stable: of equal ones the first seen stays first.
        left.sort_by_key(|(_, signs)| std::cmp::Reverse(*signs));
        for (quarter, more) in left {
            if support * SUPPORTED.1 >= signs.len() * SUPPORTED.0 {
                break;
            }
            taken.push(quarter);
            support += more;
        }
    }
    let mut week = WorkWeek::default();
    for (weekday, quarter) in taken {
        let start = quarter * QUARTER;
        let end = start + QUARTER;
        if let Some(day) = usize::try_from(weekday)
            .ok()
            .and_then(|day| week.days.get_mut(day))
        {
            day.push(Shift { start, end });
        }
    }
    week
}

/// Quarters with signs on enough of the days, in order.
fn confident(signs: &[Sign]) -> Vec<Quarter> {
    let mut quarters = signs.to_vec();
    quarters.sort_unstable();
    quarters.dedup();
    let mut days: Vec<_> = quarters
        .iter()
        .map(|sign| (sign.activity, sign.weekday, sign.day))
        .collect();
    days.sort_unstable();
    days.dedup();
    let same = |a: &Sign, b: &Sign| {
        (a.activity, a.weekday, a.quarter) == (b.activity, b.weekday, b.quarter)
    };
    let mut taken: Vec<_> = quarters
        .chunk_by(same)
        .filter_map(|run| {
            let sign = run.first()?;
            let weekday = (sign.activity, sign.weekday);
            let from = days.partition_point(|day| (day.0, day.1) < weekday);
            let to = days.partition_point(|day| (day.0, day.1) <= weekday);
            let enough = run.len() * CONFIDENT.1 >= (to - from) * CONFIDENT.0;
            enough.then_some((sign.weekday, sign.quarter))
        })
        .collect();
    taken.sort_unstable();
    taken.dedup();
    taken
}

/// Each quarter with its signs: by when its time of day was first seen, then its weekday.
fn quarters_seen(signs: &[Sign]) -> Vec<(Quarter, usize)> {
    const QUARTERS: usize = 96;
    let mut seen = [[(usize::MAX, 0_usize); 7]; QUARTERS];
    for (at, sign) in signs.iter().enumerate() {
        let place = usize::try_from(sign.quarter)
            .ok()
            .zip(usize::try_from(sign.weekday).ok());
        let Some((quarter, weekday)) = place else {
            continue;
        };
        let (first, count) = &mut seen[quarter][weekday];
        *first = at.min(*first);
        *count += 1;
    }
    let mut order = Vec::new();
    for (quarter, days) in (0..).zip(&seen) {
        let first = days.iter().map(|(first, _)| *first).min();
        for (weekday, (seen, count)) in (0..).zip(days) {
            if *count > 0 {
                order.push(((first, *seen), ((weekday, quarter), *count)));
            }
        }
    }
    order.sort_unstable();
    order.into_iter().map(|(_, quarter)| quarter).collect()
}
