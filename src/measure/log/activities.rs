//! How often each activity is done, and done again.

use super::hours::Counted;
use crate::events::{Case, Good};
use crate::measure::log::durations::Durations;

/// What a log says of one activity.
#[derive(Debug, Clone)]
pub struct ActivityMeasures {
    /// Its place in the list of activities.
    pub activity: u32,
    /// How often it was done.
    pub n: u64,
    /// In how many cases.
    pub cases: u64,
    /// How often it was done in a case that had it before.
    pub repeats: u64,
    /// In how many cases it was done more than once.
    pub repeated_in: u64,
    /// How often the result was good, and how often that is known.
    pub good: (u64, u64),
    /// In how many cases the first result was good, and how often that is known.
    pub first_good: (u64, u64),
    /// How long it took; empty if the log does not say.
    pub touch: Durations,
}

/// Counts activities.
#[derive(Debug)]
pub(super) struct Activities {
    tallies: Vec<ActivityMeasures>,
    /// By activity: the case in which it was last seen, and how often there.
    seen: Vec<(u64, u32)>,
    case: u64,
    has_durations: bool,
    /// For each piece of work of the case at hand: the case had its activity before.
    again: Vec<bool>,
}

impl Activities {
    pub(super) fn new(activities: usize, has_durations: bool) -> Self {
        let tally = |activity| ActivityMeasures {
            activity,
            n: 0,
            cases: 0,
            repeats: 0,
            repeated_in: 0,
            good: (0, 0),
            first_good: (0, 0),
            touch: Durations::default(),
        };
        Self {
            tallies: (0..).take(activities).map(tally).collect(),
            seen: vec![(0, 0); activities],
            case: 0,
            has_durations,
            again: Vec::new(),
        }
    }

    /// Counts the activities of a case; says of each piece of work whether the case had its
    /// activity before.
    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>) -> &[bool] {
        self.case += 1;
        self.again.clear();
        for (at, activity) in case.activity.iter().enumerate() {
            let (seen, times) = &mut self.seen[*activity as usize];
            let again = *seen == self.case;
            *times = if again { *times + 1 } else { 1 };
            *seen = self.case;
            let tally = &mut self.tallies[*activity as usize];
            tally.n += 1;
            tally.cases += u64::from(!again);
            tally.repeats += u64::from(again);
            tally.repeated_in += u64::from(*times == 2);
            if let Some(good) = case.good.get(at) {
                tally.result(*good, again);
            }
            self.again.push(again);
        }
        if self.has_durations {
            for (at, activity) in case.activity.iter().enumerate() {
                let touch = (counted.end[at] - counted.start[at]).max(0);
                self.tallies[*activity as usize].touch.push(touch);
            }
        }
        &self.again
    }

    /// Makes small what is kept.
    pub(super) fn compact(&mut self) {
        self.tallies.iter_mut().for_each(|one| one.touch.compact());
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (own, other) in self.tallies.iter_mut().zip(&other.tallies) {
            own.n += other.n;
            own.cases += other.cases;
            own.repeats += other.repeats;
            own.repeated_in += other.repeated_in;
            own.good = (own.good.0 + other.good.0, own.good.1 + other.good.1);
            own.first_good.0 += other.first_good.0;
            own.first_good.1 += other.first_good.1;
            own.touch.append(other.touch.clone());
        }
    }

    /// All activities, by place.
    pub(super) fn finish(self) -> Vec<ActivityMeasures> {
        self.tallies
    }
}

impl ActivityMeasures {
    fn result(&mut self, good: Good, again: bool) {
        let (yes, known) = match good {
            Good::Unknown => return,
            Good::Yes => (1, 1),
            Good::No | Good::Other => (0, 1),
        };
        self.good = (self.good.0 + yes, self.good.1 + known);
        if !again {
            self.first_good = (self.first_good.0 + yes, self.first_good.1 + known);
        }
    }
}
