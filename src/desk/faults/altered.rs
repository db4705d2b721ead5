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
