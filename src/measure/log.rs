//! Measures of an event log: per handoff, per activity, per case.
//!
//! A handoff is two consecutive pieces of work of one case, done by different activities,
//! resources or groups. Where work has a start and an end, what lies between is a *wait*;
//! where a log has one time per event it is a *gap*, which holds the receiver's work too
//! and is never called waiting.

mod activities;
mod cases;
mod durations;
mod handoffs;
mod pairs;

pub use activities::ActivityMeasures;
pub use cases::CaseMeasures;
pub use durations::{Durations, Spread};
pub use handoffs::{Between, HandoffMeasures, HandoffTable};

use self::activities::Activities;
use self::cases::Cases;
use self::handoffs::Handoffs;
use crate::events::{Case, EventLog, Layout, Visitor, Words};

/// What is asked of a log beyond the usual.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Milliseconds within which a handoff should be taken up.
    pub due: Option<i64>,
}

/// What a log says.
#[derive(Debug)]
pub struct LogMeasures {
    /// Events read.
    pub events: usize,
    /// Work has a start and an end; else gaps are measured, not waits.
    pub has_durations: bool,
    /// The words that stand behind the numbers.
    pub words: Words,
    /// Of the cases.
    pub cases: CaseMeasures,
    /// Of each activity.
    pub activities: Vec<ActivityMeasures>,
    /// From activity to activity.
    pub handoffs: HandoffTable,
    /// From person to person, if the log says who.
    pub between_resources: Option<HandoffTable>,
    /// From group to group, if the log says which.
    pub between_groups: Option<HandoffTable>,
}

/// Measures a log on so many threads.
///
/// Takes O(n) time for n events that stand in order, and eight bytes for each handoff.
pub fn measure(log: EventLog, asked: Asked, threads: usize) -> LogMeasures {
    let layout = log.layout();
    let has_durations = log.has_durations();
    let events = log.events();
    let (all, words) = log.visit(threads, |words| All::new(words, layout, has_durations));
    let table = |handoffs: Handoffs| handoffs.finish(&words, asked, threads);
    LogMeasures {
        events,
        has_durations,
        cases: all.cases.finish(),
        activities: all.activities.finish(),
        handoffs: table(all.handoffs),
        between_resources: all.between_resources.map(table),
        between_groups: all.between_groups.map(table),
        words,
    }
}

/// Everything that looks at cases, in one pass.
struct All {
    activities: Activities,
    cases: Cases,
    handoffs: Handoffs,
    between_resources: Option<Handoffs>,
    between_groups: Option<Handoffs>,
}

impl All {
    fn new(words: &Words, layout: Layout, has_durations: bool) -> Self {
        let table = |between, size: &[Box<str>]| Handoffs::new(between, size.len());
        let resources = &words.resources;
        let groups = &words.groups;
        Self {
            activities: Activities::new(words.activities.len(), has_durations),
            cases: Cases::default(),
            handoffs: table(Between::Activities, &words.activities),
            between_resources: layout
                .resource
                .then(|| table(Between::Resources, resources)),
            between_groups: layout.group.then(|| table(Between::Groups, groups)),
        }
    }
}

impl Visitor for All {
    fn case(&mut self, case: &Case<'_>) {
        let again = self.activities.case(case);
        self.cases.case(case, again);
        self.handoffs.case(case, again);
        if let Some(handoffs) = &mut self.between_resources {
            handoffs.case(case, again);
        }
        if let Some(handoffs) = &mut self.between_groups {
            handoffs.case(case, again);
        }
    }

    fn merge(&mut self, other: Self) {
        self.activities.merge(&other.activities);
        self.cases.merge(other.cases);
        self.handoffs.merge(other.handoffs);
        let pairs = [
            (&mut self.between_resources, other.between_resources),
            (&mut self.between_groups, other.between_groups),
        ];
        for (own, other) in pairs {
            if let (Some(own), Some(other)) = (own, other) {
                own.merge(other);
            }
        }
    }
}
