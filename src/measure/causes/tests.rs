//! Facts by hand, and a second implementation that looks at every moment of every wait.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::batches::Batches;
use super::enablement::Enablement;
use super::{Handoff, Hours, Split, causes, queue, totals, totals_by_case};
use crate::events::calendar::{Shift, WorkWeek, Zone};
use crate::events::{Calendar, Instance};

const HOUR: i64 = 3_600_000;

/// Length of a moment of the second implementation.
const MOMENT: i64 = HOUR / 4;

fn work(case: u32, activity: u32, resource: u32, start: i64, end: i64) -> Instance {
    Instance {
        case,
        activity,
        resource: Some(resource),
        start,
        end,
    }
}

/// The split of the last piece of work, all by one resource, enabled at these hours.
fn split_of_last(log: &[(i64, i64, i64)]) -> Split {
    let hours = |hours: i64| hours * HOUR / 4;
    let instances: Vec<_> = (0..)
        .zip(log)
        .map(|(case, (_, start, end))| work(case, case, 0, hours(*start), hours(*end)))
        .collect();
    let enablement = Enablement {
        giver: vec![Some(0); log.len()],
        since: log.iter().map(|(since, _, _)| hours(*since)).collect(),
    };
    let batches = Batches::new(&instances, &enablement.since);
    let queue: Vec<_> = (0..log.len()).collect();
    let mut splits = vec![Split::default(); log.len()];
    queue::split_waits(&instances, &queue, &enablement, &batches, None, &mut splits);
    splits[log.len() - 1]
}

#[test]
fn work_that_was_enabled_before_is_contention() {
    let split = split_of_last(&[(36, 36, 46), (36, 48, 72)]);
    assert_eq!(split.contention, 10 * MOMENT);
    assert_eq!(split.prioritisation, 0);
}

#[test]
fn work_that_was_enabled_later_and_went_first_is_prioritisation() {
    let split = split_of_last(&[(40, 40, 46), (36, 48, 72)]);
    assert_eq!(split.contention, 0);
    assert_eq!(split.prioritisation, 6 * MOMENT);
}

#[test]
fn a_wait_may_be_contention_first_and_prioritisation_then() {
    let split = split_of_last(&[(36, 36, 40), (40, 40, 46), (36, 48, 72)]);
    assert_eq!(split.contention, 4 * MOMENT);
    assert_eq!(split.prioritisation, 6 * MOMENT);
}

#[test]
fn work_with_nothing_before_it_receives_no_handoff() {
    let log = [
        work(0, 0, 0, 0, 5),
        work(0, 1, 0, 7, 9),
        work(1, 0, 0, 0, 5),
    ];
    let handoffs = causes(&log, Hours::Given(&[None]));
    let extraneous = Split {
        extraneous: 2,
        ..Split::default()
    };
    let only = Handoff {
        giver: 0,
        receiver: 1,
        wait: 2,
        split: extraneous,
    };
    assert_eq!(handoffs, [only]);
    assert!(causes(&[], Hours::Observed).is_empty());
}

#[test]
fn of_work_without_a_resource_no_cause_is_known() {
    let mut log = [work(0, 0, 0, 0, 5), work(0, 1, 0, 5 * HOUR, 6 * HOUR)];
    log[1].resource = None;
    let handoffs = causes(&log, Hours::Observed);
    assert_eq!(handoffs[0].split.extraneous, handoffs[0].wait);
}

#[test]
fn totals_of_cases_add_up_to_those_of_the_log() {
    let log: Vec<_> = (0..6)
        .flat_map(|case| {
            let start = i64::from(case) * HOUR;
            let first = work(case, 0, 0, start, start + HOUR);
            [
                first,
                work(case, 1, case % 2, start + 3 * HOUR, start + 4 * HOUR),
            ]
        })
        .collect();
    let handoffs = causes(&log, Hours::Observed);
    let mut sums: BTreeMap<_, (u64, i64)> = BTreeMap::new();
    for ((_, route), total) in totals_by_case(&log, &handoffs) {
        let sum = sums.entry(route).or_default();
        *sum = (sum.0 + total.handoffs, sum.1 + total.wait);
    }
    for (route, total) in totals(&log, &handoffs) {
        assert_eq!(sums.remove(&route), Some((total.handoffs, total.wait)));
        let split = total.split;
        let known = split.batching + split.contention + split.prioritisation;
        assert_eq!(known + split.unavailability + split.extraneous, total.wait);
    }
    assert!(sums.is_empty());
}

/// Five working days of eight hours.
fn office() -> Calendar {
    let mut week = WorkWeek::default();
    let shift = |start, end| Shift {
        start: start * HOUR,
        end: end * HOUR,
    };
    week.days[..5].fill(vec![shift(8, 12), shift(13, 17)]);
    Calendar::new(Arc::new(Zone::utc()), &week)
}

/// The definitions word by word, with no regard to time.
struct Naive<'a> {
    log: &'a [Instance],
    order: Vec<usize>,
}

impl<'a> Naive<'a> {
    fn new(log: &'a [Instance]) -> Self {
        let mut order: Vec<_> = (0..log.len()).collect();
        order.sort_by_key(|at| (log[*at].end, log[*at].start, log[*at].activity, *at));
        Self { log, order }
    }

    fn case(&self, case: u32) -> Vec<usize> {
        let own = self.order.iter().filter(|at| self.log[**at].case == case);
        own.copied().collect()
    }

    fn count(&self, pattern: &[u32]) -> f64 {
        let most = self.log.iter().map(|work| work.case).max().unwrap_or(0);
        let rows = (0..=most).flat_map(|case| {
            let case: Vec<_> = self
                .case(case)
                .iter()
                .map(|at| self.log[*at].activity)
                .collect();
            case.windows(pattern.len())
                .map(<[u32]>::to_vec)
                .collect::<Vec<_>>()
        });
        f64::from(u32::try_from(rows.filter(|row| row == pattern).count()).unwrap())
    }

    fn are_concurrent(&self, a: u32, b: u32) -> bool {
        let (ab, ba) = (self.count(&[a, b]), self.count(&[b, a]));
        let own = |a| self.count(&[a, a]) / (self.count(&[a, a]) + 1.0);
        let returns = self.count(&[a, b, a]) + self.count(&[b, a, b]);
        let is_loop = own(a) < 0.9 && own(b) < 0.9 && returns / (returns + 1.0) >= 0.9;
        a != b && ab > 0.0 && ba > 0.0 && !is_loop && ((ab - ba) / (ab + ba + 1.0)).abs() < 0.9
    }

    fn giver(&self, at: usize) -> Option<usize> {
        let work = self.log[at];
        let case = self.case(work.case);
        let place = case.iter().position(|other| *other == at)?;
        let mut before = case[..place].iter().rev();
        before
            .find(|other| {
                let other = self.log[**other];
                other.end <= work.start && !self.are_concurrent(work.activity, other.activity)
            })
            .copied()
    }

    fn since(&self, at: usize) -> i64 {
        let work = self.log[at];
        let case = self.case(work.case);
        let enabling = case.iter().map(|other| self.log[*other]).filter(|other| {
            other.end < work.end
                && other.end <= work.start
                && !self.are_concurrent(work.activity, other.activity)
        });
        let first = case.iter().map(|at| self.log[*at].start).min();
        enabling.map(|other| other.end).max().or(first).unwrap()
    }

    /// The batch of a piece of work, itself included; empty if it is in none.
    fn batch(&self, at: usize, since: &[i64]) -> Vec<usize> {
        let like = |a: &Instance| (a.resource, a.activity);
        let mut own: Vec<_> = (0..self.log.len())
            .filter(|other| like(&self.log[*other]) == like(&self.log[at]))
            .collect();
        own.sort_by_key(|at| (self.log[*at].start, self.log[*at].end, *at));
        let mut batch: Vec<usize> = Vec::new();
        for other in own {
            let end = batch.iter().map(|at| self.log[*at].end).max();
            let joins = end.is_some_and(|end| {
                since[other] <= self.log[batch[0]].start && self.log[other].start <= end
            });
            if !joins {
                if batch.contains(&at) {
                    break;
                }
                batch.clear();
            }
            batch.push(other);
        }
        if batch.len() < 2 || !batch.contains(&at) {
            batch.clear();
        }
        batch
    }

    fn split(&self, at: usize, since: &[i64], calendar: &Calendar) -> Split {
        let work = self.log[at];
        let batch = self.batch(at, since);
        let ready = batch.iter().map(|at| since[*at]).max().unwrap_or(since[at]);
        let mut split = Split::default();
        let mut moment = since[at];
        while moment < work.start {
            let others = (0..self.log.len()).filter(|other| {
                let other_work = self.log[*other];
                *other != at
                    && other_work.resource == work.resource
                    && (other_work.start..other_work.end).contains(&moment)
            });
            let was_first = |other: &usize| {
                let own = if batch.contains(other) {
                    since[at]
                } else {
                    ready
                };
                since[*other] <= own
            };
            let others: Vec<_> = others.collect();
            let part = if moment < ready {
                &mut split.batching
            } else if others.iter().any(was_first) {
                &mut split.contention
            } else if !others.is_empty() {
                &mut split.prioritisation
            } else if !calendar.is_working(moment) {
                &mut split.unavailability
            } else {
                &mut split.extraneous
            };
            *part += MOMENT;
            moment += MOMENT;
        }
        split
    }
}

fn some_log() -> impl Strategy<Value = Vec<Instance>> {
    let work = (0..4_u32, 0..3_u32, 0..2_u32, 0..160_i64, 0..24_i64);
    let work = work.prop_map(|(case, activity, resource, start, length)| Instance {
        case,
        activity,
        resource: Some(resource),
        start: start * MOMENT,
        end: (start + length) * MOMENT,
    });
    prop::collection::vec(work, 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_look_at_every_moment_comes_to_the_same(log in some_log()) {
        let calendars = [Some(office()), Some(office())];
        let found = causes(&log, Hours::Given(&calendars));
        let naive = Naive::new(&log);
        let since: Vec<_> = (0..log.len()).map(|at| naive.since(at)).collect();
        let receivers = (0..log.len()).filter(|at| naive.giver(*at).is_some()).count();
        prop_assert_eq!(found.len(), receivers);
        for handoff in found {
            let receiver = handoff.receiver;
            prop_assert_eq!(Some(handoff.giver), naive.giver(receiver));
            prop_assert_eq!(handoff.wait, log[receiver].start - since[receiver]);
            prop_assert_eq!(handoff.split, naive.split(receiver, &since, &office()));
        }
    }
}
