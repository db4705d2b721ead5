//! Cases that are finished, cases that are not, and whether they were in time.
//!
//! A case that is still open has lasted at least until the end of the log. Left out, it
//! would make the process look quicker than it is; so lead times are estimated from both
//! kinds (Kaplan and Meier 1958).

use serde::{Deserialize, Serialize};

use super::durations::{Durations, Spread};
use super::hours::Counted;
use super::percentiles::{self, Level};
use crate::events::{Amounts, Case, NO_TIME, Words};
use crate::statistics::survival::{self, Duration, Percentile};
use crate::statistics::{ALPHA, ratio, signed};

/// Of cases finished and open, and of due times.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OpenCases {
    /// Which are finished was asked for.
    pub asked: bool,
    /// Cases that are finished.
    pub finished: u64,
    /// Cases that are not.
    pub open: u64,
    /// From the first start of each finished case to the last activity that finishes it.
    pub lead: Option<Spread>,
    /// Half of all cases take no longer, in milliseconds, the open ones counted in.
    pub median: Option<Percentile>,
    /// Nine of ten take no longer.
    pub p90: Option<Percentile>,
    /// Percentiles of the lead time with the open cases counted in, where they are asked for.
    pub percentiles: Vec<Level>,
    /// Cases that ended when they were due or before, and cases with a due time; the open ones
    /// count once they are due.
    pub in_time: (u64, u64),
    /// Cases that got what was ordered or more, and cases of which both quantities are known.
    pub in_full: (u64, u64),
    /// Cases judged for both time and quantity; `None` if there are none.
    pub otif: Option<Otif>,
    /// Cases that were taken up on average at any moment between the first start and the
    /// last end of the log.
    pub work_in_process: Option<f64>,
    /// Cases finished per day.
    pub throughput: Option<f64>,
    /// Whether that fits; `None` without finished cases that took some time, or where it was not
    /// said which are finished: then both sides are the same by arithmetic.
    pub flow: Option<Flow>,
    /// The part of the lead time in which somebody worked, where the log has starts and ends.
    pub efficiency: Option<f64>,
}

/// Cases on time and in full, each judged for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Otif {
    /// Cases with a due time and both quantities; the open ones count once they are due.
    pub n: u64,
    /// On time.
    pub on_time: u64,
    /// In full.
    pub in_full: u64,
    /// Both.
    pub both: u64,
}

impl Otif {
    fn count(&mut self, on_time: bool, in_full: bool) {
        self.n += 1;
        self.on_time += u64::from(on_time);
        self.in_full += u64::from(in_full);
        self.both += u64::from(on_time && in_full);
    }

    fn add(&mut self, other: Self) {
        self.n += other.n;
        self.on_time += other.on_time;
        self.in_full += other.in_full;
        self.both += other.both;
    }
}

/// Cases in process against what finished cases per time and the time they took come to
/// (Little 1961): in a steady flow both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Cases on average between the first start and the last end of the log; the open ones
    /// until its end.
    pub in_process: f64,
    /// Finished cases per day.
    pub per_day: f64,
    /// The mean lead time of finished cases, in milliseconds that pass day and night.
    pub lead: f64,
}

impl Flow {
    /// The cases in process that throughput and lead time come to.
    pub fn expected(&self) -> f64 {
        self.per_day * self.lead / DAY
    }

    /// How much more there is in process than that, as a share; less is never possible here.
    pub fn excess(&self) -> f64 {
        self.in_process / self.expected() - 1.0
    }
}

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// Looks at the lives of cases.
#[derive(Debug)]
pub(super) struct Lives {
    asked: bool,
    /// By activity: a case is finished with it.
    is_last: Vec<bool>,
    finished: Durations,
    /// How long the finished cases took by the calendar, all together.
    finished_passed: i128,
    /// When each open case began, by the calendar and on the clock that counts.
    open: Vec<(i64, i64)>,
    in_time: (u64, u64),
    in_full: (u64, u64),
    otif: Otif,
    /// When open cases were due, and those of them of which both quantities are known.
    open_due: Vec<i64>,
    open_orders_due: Vec<i64>,
    /// All lead times together, by the calendar and on the clock that counts, and in how much of
    /// the latter somebody worked.
    passed: i128,
    lead: i128,
    touch: i128,
}

impl Lives {
    pub(super) fn new(words: &Words, last: &[String]) -> Self {
        let is_last = |word: &str| last.iter().any(|last| last == word);
        Self {
            asked: !last.is_empty(),
            is_last: words.activities.iter().map(|word| is_last(word)).collect(),
            finished: Durations::default(),
            finished_passed: 0,
            open: Vec::new(),
            in_time: (0, 0),
            in_full: (0, 0),
            otif: Otif::default(),
            open_due: Vec::new(),
            open_orders_due: Vec::new(),
            passed: 0,
            lead: 0,
            touch: 0,
        }
    }

    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>) {
        let (Some(first), Some(end)) = (counted.start.first(), case.end.iter().max()) else {
            return;
        };
        self.passed += i128::from(end - case.start[0]);
        self.lead += i128::from(counted.lead());
        self.touch += i128::from(covered(counted));
        let mut is_open = false;
        if self.asked {
            let last = case
                .activity
                .iter()
                .rposition(|one| self.is_last[*one as usize]);
            match last {
                Some(last) => {
                    self.finished.push(counted.end[last] - first);
                    self.finished_passed += i128::from(case.end[last] - case.start[0]);
                }
                None => {
                    is_open = true;
                    self.open.push((case.start[0], *first));
                }
            }
        }
        let due = case.due.iter().rev().find(|due| **due != NO_TIME);
        match due {
            Some(due) if is_open => self.open_due.push(*due),
            Some(due) => {
                self.in_time.0 += u64::from(end <= due);
                self.in_time.1 += 1;
            }
            None => {}
        }
        let Some(in_full) = is_in_full(case.amounts) else {
            return;
        };
        if !is_open {
            self.in_full.0 += u64::from(in_full);
            self.in_full.1 += 1;
        }
        match due {
            Some(due) if is_open => self.open_orders_due.push(*due),
            Some(due) => self.otif.count(end <= due, in_full),
            None => {}
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.finished.append(other.finished);
        self.finished_passed += other.finished_passed;
        self.open.extend(other.open);
        self.in_time.0 += other.in_time.0;
        self.in_time.1 += other.in_time.1;
        self.in_full.0 += other.in_full.0;
        self.in_full.1 += other.in_full.1;
        self.otif.add(other.otif);
        self.open_due.extend(other.open_due);
        self.open_orders_due.extend(other.open_orders_due);
        self.passed += other.passed;
        self.lead += other.lead;
        self.touch += other.touch;
    }

    /// `range` is from the first start to the last end, `counted` the same on the clock that counts.
    pub(super) fn finish(
        mut self,
        range: Option<(i64, i64)>,
        counted: Option<(i64, i64)>,
        shares: &[f64],
    ) -> OpenCases {
        let span = range.map_or(0, |(first, last)| last - first);
        let end = range.map_or(0, |(_, last)| last);
        let counted_end = counted.map_or(0, |(_, last)| last);
        // What was due before the log ends and is still open is late, and not in full.
        let overdue = |due: &&i64| **due < end;
        self.in_time.1 += self.open_due.iter().filter(overdue).count() as u64;
        for _ in self.open_orders_due.iter().filter(overdue) {
            self.otif.count(false, false);
        }
        let mut lives: Vec<Duration> = Vec::new();
        if self.asked {
            let life = |lasted: i64, is_over| Duration {
                time: signed(lasted),
                is_over,
            };
            lives.extend(self.finished.all().map(|lasted| life(lasted, true)));
            lives.extend(
                self.open
                    .iter()
                    .map(|(_, begun)| life(counted_end - begun, false)),
            );
        }
        let survival = survival::kaplan_meier(&lives);
        let percentile = |p| {
            survival
                .as_ref()
                .and_then(|known| known.percentile(p, ALPHA))
        };
        let part = |whole: i128| (span > 0).then(|| ratio(whole, i128::from(span)));
        let finished = self.finished.len() as u64;
        let throughput = part(i128::from(finished)).map(|rate| rate * DAY);
        let lasted: i128 = self
            .open
            .iter()
            .map(|(begun, _)| i128::from(end - begun))
            .sum();
        let done = self.finished_passed;
        let flow = throughput.filter(|_| done > 0).and_then(|per_day| {
            Some(Flow {
                in_process: part(done + lasted)?,
                per_day,
                lead: ratio(done, i128::from(finished)),
            })
        });
        OpenCases {
            asked: self.asked,
            lead: self.finished.spread(),
            finished,
            open: self.open.len() as u64,
            median: percentile(0.5),
            p90: percentile(0.9),
            percentiles: percentiles::of_lives(survival.as_ref(), shares),
            in_time: self.in_time,
            in_full: self.in_full,
            otif: (self.otif.n > 0).then_some(self.otif),
            work_in_process: part(self.passed),
            throughput,
            flow,
            efficiency: (self.touch > 0).then(|| ratio(self.touch, self.lead)),
        }
    }
}

/// Whether what was delivered at the end of a case is what was ordered; `None` if either is
/// not said.
fn is_in_full(amounts: &[Amounts]) -> Option<bool> {
    let last = |of: fn(&Amounts) -> f64| amounts.iter().map(of).rfind(|one| !one.is_nan());
    let (ordered, delivered) = (last(|one| one.ordered)?, last(|one| one.delivered)?);
    Some(delivered >= ordered)
}

/// Milliseconds of a case in which somebody worked; work at the same time counts once.
fn covered(case: Counted<'_>) -> i64 {
    let mut covered = 0;
    let mut until = i64::MIN;
    for (start, end) in case.start.iter().zip(case.end) {
        let start = until.max(*start);
        if *end > start {
            covered += end - start;
            until = *end;
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::log::hours::Hours;

    /// One case of one event, ending at 100.
    fn lives(cases: &[(Option<i64>, f64, f64)]) -> OpenCases {
        let mut lives = Lives::new(&Words::default(), &[]);
        for (due, ordered, delivered) in cases {
            let case = Case {
                name: "",
                activity: &[0],
                start: &[90],
                end: &[100],
                resource: &[],
                group: &[],
                due: &[due.unwrap_or(NO_TIME)],
                good: &[],
                amounts: &[Amounts {
                    ordered: *ordered,
                    delivered: *delivered,
                }],
                out_of_order: false,
                unfinished: 0,
            };
            lives.case(&case, Hours::default().of(&case));
        }
        lives.finish(Some((90, 100)), Some((90, 100)), &[])
    }

    #[test]
    fn an_order_is_judged_for_both_and_counts_only_where_both_are_known() {
        let some = lives(&[
            (Some(100), 10.0, 10.0),
            (Some(99), 10.0, 11.0),
            (Some(100), 10.0, 9.5),
            (None, 10.0, 10.0),
            (Some(100), f64::NAN, 10.0),
        ]);
        assert_eq!(some.in_full, (3, 4));
        let expected = Otif {
            n: 3,
            on_time: 2,
            in_full: 2,
            both: 1,
        };
        assert_eq!(some.otif, Some(expected));
        assert_eq!(some.in_time, (3, 4));
    }

    proptest! {
        /// max(0, a + b − 1) ≤ both ≤ min(a, b), whatever depends on what (Fréchet 1935).
        #[test]
        fn both_lie_between_the_bounds_of_the_two(
            cases in prop::collection::vec((prop::option::of(95_i64..106), 0_u8..4, 0_u8..4), 0..60),
        ) {
            let cases: Vec<_> = cases
                .into_iter()
                .map(|(due, ordered, delivered)| (due, f64::from(ordered), f64::from(delivered)))
                .collect();
            let known = cases.iter().filter(|case| case.0.is_some()).count() as u64;
            let otif = lives(&cases).otif.unwrap_or_default();
            prop_assert_eq!(otif.n, known);
            prop_assert!(otif.both <= otif.on_time.min(otif.in_full));
            prop_assert!(otif.both + otif.n >= otif.on_time + otif.in_full);
        }
    }
}
