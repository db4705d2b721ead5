//! What is done to the cases of an event log: the log as it would be, had the work gone worse or been
//! recorded worse.
//!
//! Works on cases that are in memory; no log is read again for it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use xxhash_rust::xxh3::xxh3_64;

use super::fault::Deed;
use crate::events::held::{Alteration, HeldCase};
use crate::events::{Good, Words};

/// Two years, in whole weeks: days of the week stay what they are.
const TWO_YEARS: i64 = 104 * 7 * 86_400_000;

/// Work that comes straight back lies at least so long, in milliseconds.
const A_MINUTE: i64 = 60_000;

/// What is done to a log.
#[derive(Debug)]
pub struct Tampering {
    /// What is done.
    pub(super) deed: Deed,
    /// The activities of the step that gives, or of the only one that is changed; by place in the
    /// words of the log.
    pub(super) from: Vec<bool>,
    /// Those of the step that receives.
    pub(super) to: Vec<bool>,
    /// The name that those of `from` get.
    pub(super) name: Option<Box<str>>,
    /// Where the days of the log begin.
    pub(super) zone: TimeZone,
    /// How long a case is left lying, in milliseconds.
    pub(super) lag: i64,
}

impl Alteration for Tampering {
    fn words(&self, words: &mut Words) {
        let Some(name) = &self.name else {
            return;
        };
        for (word, is_meant) in words.activities.iter_mut().zip(&self.from) {
            if *is_meant {
                word.clone_from(name);
            }
        }
    }

    fn case(&self, case: &mut HeldCase) {
        match self.deed {
            Deed::Stretch => self.stretch(case),
            Deed::Return => self.send_back(case),
            Deed::Exchange => self.exchange(case),
            Deed::Overtake => self.leave_lying(case),
            Deed::Refuse => self.refuse(case),
            Deed::Midnight => self.round(case),
            Deed::Age => case.shift(-TWO_YEARS),
            _ => {}
        }
    }
}

impl Tampering {
    fn gives(&self, activity: u32) -> bool {
        self.from.get(activity as usize) == Some(&true)
    }

    /// Where a case goes from the giver to the receiver: the places of the receiver's work.
    fn received(&self, case: &HeldCase) -> Vec<usize> {
        let takes = |activity: u32| self.to.get(activity as usize) == Some(&true);
        let pairs = case.activity.windows(2).zip(1..);
        let received = pairs.filter(|(pair, _)| self.gives(pair[0]) && takes(pair[1]));
        received.map(|(_, at)| at).collect()
    }

    fn stretch(&self, case: &mut HeldCase) {
        for at in self.received(case) {
            let wait = case.start[at] - case.end[at - 1];
            case.delay(at, wait.max(0).saturating_mul(9));
        }
    }

    /// After the receiver's work the giver's is done again, then the receiver's.
    fn send_back(&self, case: &mut HeldCase) {
        let Some(at) = self.received(case).first().copied() else {
            return;
        };
        let lies = (case.start[at] - case.end[at - 1]).max(A_MINUTE);
        let took = |at: usize| (case.end[at] - case.start[at]).max(0);
        let (given, received) = (took(at - 1), took(at));
        let again = case.end[at] + lies;
        case.delay(at + 1, given + received + 3 * lies);
        case.repeat(at - 1, again);
        case.repeat(at, again + given + lies);
    }

    fn exchange(&self, case: &mut HeldCase) {
        for at in self.received(case) {
            case.start.swap(at - 1, at);
            case.end.swap(at - 1, at);
        }
    }

    /// Every other case, by its name, waits while those behind it pass.
    fn leave_lying(&self, case: &mut HeldCase) {
        if xxh3_64(case.name.as_bytes()).is_multiple_of(2) {
            for at in self.received(case) {
                case.delay(at, self.lag);
            }
        }
    }

    fn refuse(&self, case: &mut HeldCase) {
        for (activity, good) in case.activity.iter().zip(&mut case.good) {
            if self.gives(*activity) && *good == Good::Yes {
                *good = Good::No;
            }
        }
    }

    fn round(&self, case: &mut HeldCase) {
        let times = case.start.iter_mut().zip(&mut case.end);
        for (activity, (start, end)) in case.activity.iter().zip(times) {
            if self.gives(*activity) {
                *start = self.midnight(*start);
                *end = self.midnight(*end).max(*start);
            }
        }
    }

    /// The beginning of the day of an instant.
    fn midnight(&self, millis: i64) -> i64 {
        let instant = Timestamp::from_millisecond(millis).unwrap_or_default();
        let day = instant.to_zoned(self.zone.clone()).start_of_day();
        day.map_or(millis, |day| day.timestamp().as_millisecond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Case;

    const MINUTE: i64 = 60_000;

    /// Three pieces of work of ten minutes each, a quarter of an hour apart.
    fn case(name: &str) -> HeldCase {
        let minutes = |list: [i64; 3]| list.map(|minute| minute * MINUTE);
        HeldCase::of(&Case {
            name,
            activity: &[0, 1, 2],
            start: &minutes([1000, 1025, 1050]),
            end: &minutes([1010, 1035, 1060]),
            resource: &[],
            group: &[],
            due: &[],
            good: &[Good::Yes, Good::Yes, Good::Unknown],
            amounts: &[],
            out_of_order: false,
            unfinished: 0,
        })
    }

    /// What becomes of a case that goes from the first piece of work to the second.
    fn altered(deed: Deed, name: &str) -> HeldCase {
        let by = Tampering {
            deed,
            from: vec![true, false, false],
            to: vec![false, true, false],
            name: None,
            zone: TimeZone::UTC,
            lag: 300 * MINUTE,
        };
        let mut case = case(name);
        by.case(&mut case);
        case.arrange();
        case
    }

    fn starts(case: &HeldCase) -> Vec<i64> {
        case.start.iter().map(|start| start / MINUTE).collect()
    }

    #[test]
    fn a_wait_becomes_ten_times_as_long_and_the_next_one_stays() {
        assert_eq!(starts(&altered(Deed::Stretch, "C1")), [1000, 1160, 1185]);
    }

    #[test]
    fn what_comes_back_is_done_again_by_both_before_anything_else() {
        let case = altered(Deed::Return, "C1");
        assert_eq!(case.activity, [0, 1, 0, 1, 2]);
        assert_eq!(starts(&case), [1000, 1025, 1050, 1075, 1115]);
        assert_eq!(case.good.len(), 5);
    }

    #[test]
    fn giver_and_receiver_change_places() {
        let case = altered(Deed::Exchange, "C1");
        assert_eq!(case.activity, [1, 0, 2]);
        assert_eq!(starts(&case), [1000, 1025, 1050]);
    }

    #[test]
    fn some_cases_lie_and_others_pass() {
        let names: Vec<String> = (0..40).map(|number| format!("C{number}")).collect();
        let lies = |name: &&String| starts(&altered(Deed::Overtake, name)) == [1000, 1325, 1350];
        let lying = names.iter().filter(lies).count();
        assert!((10..30).contains(&lying), "{lying}");
    }

    #[test]
    fn only_good_results_of_the_step_become_bad() {
        let case = altered(Deed::Refuse, "C1");
        assert_eq!(case.good, [Good::No, Good::Yes, Good::Unknown]);
    }

    #[test]
    fn times_of_the_activity_are_those_of_midnight_and_a_log_ages_by_whole_weeks() {
        assert_eq!(starts(&altered(Deed::Midnight, "C1")), [0, 1025, 1050]);
        let aged = altered(Deed::Age, "C1");
        let weeks = (1000 * MINUTE - aged.start[0]) / (7 * 86_400_000);
        assert_eq!(weeks, 104);
    }
}
