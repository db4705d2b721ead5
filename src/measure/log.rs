//! Measures of an event log: per handoff, per activity, per case.
//!
//! A handoff is two consecutive pieces of work of one case, done by different activities,
//! resources or groups. Where work has a start and an end, what lies between is a *wait*;
//! where a log has one time per event it is a *gap*, which holds the receiver's work too
//! and is never called waiting.

mod activities;
mod cases;
mod concern;
mod durations;
mod followed;
mod handoffs;
mod hours;
mod lying;
mod open_cases;
mod packed;
mod pairs;
mod people;
mod percentiles;
mod quality;
mod results;
mod steps;
mod swapped;
pub mod units;
mod why;
pub mod wording;

pub use activities::ActivityMeasures;
pub use cases::CaseMeasures;
pub use concern::Concern;
pub use durations::{Durations, Spread};
pub use followed::{Followed, FollowedCase, FollowedPart};
pub use handoffs::{Between, HandoffMeasures, HandoffTable};
pub use lying::Lying;
pub use open_cases::{Flow, OpenCases, Otif};
pub use people::People;
pub use percentiles::Level;
pub use quality::{Quality, StrayYears};
pub use results::Accepted;
pub use steps::{BACK_AND_FORTH, StepHandoff, StepMeasures};
pub use swapped::Swapped;
pub use why::Why;

use std::io;
use std::sync::Arc;

use jiff::tz::TimeZone;

use self::activities::Activities;
use self::cases::Cases;
use self::followed::Following;
use self::handoffs::Handoffs;
use self::hours::Hours;
use self::open_cases::Lives;
use self::quality::Doubts;
use self::results::Results;
use self::steps::Steps;
use self::why::Pieces;
use crate::events::csv::find::Events;
use crate::events::held::{Alteration, HeldLog};
use crate::events::{Calendar, Case, EventLog, Layout, OddDates, Visitor, Words};

/// What is asked of a log beyond the usual.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Milliseconds within which a handoff should be taken up.
    pub due: Option<i64>,
    /// Activities with which a case is finished; every case counts as finished if empty.
    pub last: Vec<String>,
    /// Why work waited is to be told.
    pub causes: bool,
    /// Only cases that began at the first instant or later and before the second count.
    pub began: (Option<i64>, Option<i64>),
    /// What lies after the work of each person, or before it, is wanted.
    pub side: Option<Between>,
    /// Memory is short: what is kept is made small again and again.
    pub frugal: bool,
    /// Shares for which percentiles of waits and lead times are wanted, each above 0 and below 1.
    pub percentiles: Vec<f64>,
    /// The zone in which days are counted; UTC if not said.
    pub zone: Option<TimeZone>,
    /// The calendar by which waits, touch and lead times count; all hours do if there is none.
    pub calendar: Option<Arc<Calendar>>,
    /// By activity, in the order of the log's words: which step of a model it is, or
    /// [`NONE`](crate::events::NONE); empty if there is no model.
    pub steps: Vec<u32>,
    /// Giving and receiving steps of the model, if cases are to be followed along them.
    pub followed: Option<Vec<(u32, u32)>>,
}

/// What a log says.
#[derive(Debug)]
pub struct LogMeasures {
    /// Events read; of the cases that count, if only some do.
    pub events: usize,
    /// Durations are working time by the calendar that was asked for.
    pub is_working_time: bool,
    /// The zone in which days and hours are counted.
    pub zone: Box<str>,
    /// Work has a start and an end; else gaps are measured, not waits.
    pub has_durations: bool,
    /// The words that stand behind the numbers.
    pub words: Words,
    /// Of the cases.
    pub cases: CaseMeasures,
    /// Of the cases that are finished and those that are not, where that was asked for, and
    /// whether they were in time, where the log says when they were due.
    pub open: OpenCases,
    /// Of each activity.
    pub activities: Vec<ActivityMeasures>,
    /// Whose work was accepted, if the log says so.
    pub accepted: Vec<Accepted>,
    /// Cases in which every first result was good, of all cases with a result.
    pub clean: (u64, u64),
    /// Dates that are not written like the first of their column.
    pub odd_dates: Vec<OddDates>,
    /// What was counted of dates whose day and month may be exchanged.
    pub swapped: Swapped,
    /// What was counted to judge the log.
    pub quality: Quality,
    /// Reasons to doubt the figures.
    pub concerns: Vec<Concern>,
    /// Why work waited, if that was asked for and the log can tell.
    pub why: Option<Vec<Why>>,
    /// From activity to activity.
    pub handoffs: HandoffTable,
    /// Between the steps of a model, where there is one.
    pub between_steps: StepMeasures,
    /// What cases waited for, if they were to be followed.
    pub followed: Option<Followed>,
    /// From person to person, if the log says who.
    pub between_resources: Option<HandoffTable>,
    /// From group to group, if the log says which.
    pub between_groups: Option<HandoffTable>,
    /// After or before the work of each person, if that was asked for and the log says who.
    pub beside: Option<HandoffTable>,
}

impl LogMeasures {
    /// Takes out what rests on whether results were good.
    fn forget_results(&mut self) {
        for activity in &mut self.activities {
            (activity.good, activity.first_good) = ((0, 0), (0, 0));
        }
        self.accepted.clear();
        self.clean = (0, 0);
        self.between_steps.forget_results();
    }

    /// Adds in which row of the file the first of the dates stands whose day and month seem
    /// exchanged: `find` looks for it, where there are any.
    pub fn place_swapped(&mut self, find: impl FnOnce(&Events) -> Option<u64>) {
        let is_shown = |one: &&mut Concern| matches!(one, Concern::Swapped { .. });
        let shown = self.concerns.iter_mut().find(is_shown);
        if let (Some(Concern::Swapped { row, .. }), Some(all)) = (shown, self.swapped.all()) {
            *row = find(&all);
        }
    }
}

/// Measures a log on so many threads.
///
/// Takes O(n) time for n events that stand in order, and four bytes for each handoff,
/// or eight where times are not whole seconds.
///
/// # Errors
/// Events that were put aside on disk cannot be read back.
pub fn measure(log: EventLog, asked: &Asked, threads: usize) -> io::Result<LogMeasures> {
    let of = Of {
        events: log.events(),
        layout: log.layout(),
        has_durations: log.has_durations(),
        odd_dates: log.odd_dates().to_vec(),
    };
    let (all, words) = log.visit(threads, |words| All::new(words, asked, &of))?;
    Ok(measures(all, words, of, asked, threads))
}

/// Measures the cases of a log that are held, seen as an alteration shows them.
///
/// Takes O(n) time for n events that are held.
pub fn measure_held(
    log: &HeldLog,
    alteration: Option<&dyn Alteration>,
    asked: &Asked,
) -> LogMeasures {
    let of = Of {
        events: log.events(),
        layout: log.layout(),
        has_durations: log.has_durations(),
        odd_dates: log.odd_dates().to_vec(),
    };
    let mut words = log.words().clone();
    if let Some(alteration) = alteration {
        alteration.words(&mut words);
    }
    let mut all = All::new(&words, asked, &of);
    log.visit(alteration, &mut all);
    measures(all, words, of, asked, 1)
}

/// What is known of a log before its cases are looked at.
struct Of {
    events: usize,
    layout: Layout,
    has_durations: bool,
    odd_dates: Vec<OddDates>,
}

fn measures(all: All, words: Words, of: Of, asked: &Asked, threads: usize) -> LogMeasures {
    let table = |handoffs: Handoffs| handoffs.finish(asked, threads);
    let told = all.results.told();
    let (accepted, clean) = all.results.finish();
    let cases = all.cases.finish(&asked.percentiles);
    let counted = cases.range.map(|range| all.hours.of_range(range));
    let quality = all.doubts.finish();
    let zone = asked.zone.as_ref().and_then(TimeZone::iana_name);
    let is_cut = asked.began != (None, None);
    let looked_at = usize::try_from(quality.events).unwrap_or(of.events);
    let mut measures = LogMeasures {
        events: if is_cut { looked_at } else { of.events },
        has_durations: of.has_durations,
        is_working_time: asked.calendar.is_some(),
        zone: zone.unwrap_or("UTC").into(),
        open: all.lives.finish(cases.range, counted, &asked.percentiles),
        cases,
        activities: all.activities.finish(),
        accepted,
        clean,
        quality,
        odd_dates: of.odd_dates,
        swapped: all.swapped,
        why: all.pieces.map(Pieces::finish),
        concerns: Vec::new(),
        handoffs: table(all.handoffs),
        between_steps: all.steps.map(Steps::finish).unwrap_or_default(),
        followed: all.following.map(Following::finish),
        between_resources: all.between_resources.map(table),
        between_groups: all.between_groups.map(table),
        beside: all.beside.map(table),
        words,
    };
    if told.is_unclear() {
        measures.forget_results();
    }
    measures.concerns = concern::concerns(&measures, told);
    measures
}

/// Everything that looks at cases, in one pass.
struct All {
    began: (Option<i64>, Option<i64>),
    frugal: bool,
    hours: Hours,
    activities: Activities,
    cases: Cases,
    lives: Lives,
    results: Results,
    doubts: Doubts,
    zone: TimeZone,
    swapped: Swapped,
    pieces: Option<Pieces>,
    handoffs: Handoffs,
    steps: Option<Steps>,
    following: Option<Following>,
    between_resources: Option<Handoffs>,
    between_groups: Option<Handoffs>,
    beside: Option<Handoffs>,
}

impl All {
    fn new(words: &Words, asked: &Asked, of: &Of) -> Self {
        let (events, layout, has_durations) = (of.events, of.layout, of.has_durations);
        let table = |between, size: &[Box<str>]| Handoffs::new(between, size.len());
        let resources = &words.resources;
        let groups = &words.groups;
        Self {
            began: asked.began,
            frugal: asked.frugal,
            hours: Hours::new(asked.calendar.clone()),
            activities: Activities::new(words.activities.len(), has_durations),
            cases: Cases::default(),
            lives: Lives::new(words, &asked.last),
            results: Results::default(),
            doubts: Doubts::new(events, has_durations, layout.resource),
            zone: asked.zone.clone().unwrap_or(TimeZone::UTC),
            swapped: Swapped::default(),
            pieces: (asked.causes && has_durations && layout.resource).then(Pieces::default),
            handoffs: table(Between::Activities, &words.activities),
            steps: (!asked.steps.is_empty()).then(|| Steps::new(&asked.steps)),
            following: asked
                .followed
                .as_ref()
                .map(|pairs| Following::new(&asked.steps, pairs)),
            between_resources: layout
                .resource
                .then(|| table(Between::Resources, resources)),
            between_groups: layout.group.then(|| table(Between::Groups, groups)),
            beside: asked
                .side
                .filter(|_| layout.resource)
                .map(|side| table(side, resources)),
        }
    }
}

impl Visitor for All {
    fn case(&mut self, case: &Case<'_>) {
        let (from, until) = self.began;
        let in_time = |begun: &i64| {
            from.is_none_or(|from| *begun >= from) && until.is_none_or(|until| *begun < until)
        };
        if !case.start.first().is_some_and(in_time) {
            return;
        }
        let counted = self.hours.of(case);
        let again = self.activities.case(case, counted);
        self.cases.case(case, counted, again);
        self.lives.case(case, counted);
        self.results.case(case, again);
        self.doubts.case(case, again, &self.zone);
        self.swapped.case(case, &self.zone);
        if let Some(pieces) = &mut self.pieces {
            pieces.case(case);
        }
        self.handoffs.case(case, counted, again);
        if let Some(steps) = &mut self.steps {
            steps.case(case, counted, again);
        }
        if let Some(following) = &mut self.following {
            following.case(case, counted);
        }
        if let Some(handoffs) = &mut self.between_resources {
            handoffs.case(case, counted, again);
        }
        if let Some(handoffs) = &mut self.between_groups {
            handoffs.case(case, counted, again);
        }
        if let Some(handoffs) = &mut self.beside {
            handoffs.case(case, counted, again);
        }
    }

    fn rest(&mut self) {
        if self.frugal {
            self.activities.compact();
            self.cases.compact();
            self.handoffs.compact();
            let others = [
                &mut self.between_resources,
                &mut self.between_groups,
                &mut self.beside,
            ];
            others.into_iter().flatten().for_each(Handoffs::compact);
        }
    }

    fn merge(&mut self, other: Self) {
        self.activities.merge(&other.activities);
        self.cases.merge(other.cases);
        self.lives.merge(other.lives);
        self.results.merge(other.results);
        self.doubts.merge(other.doubts);
        self.swapped.merge(other.swapped);
        if let (Some(own), Some(other)) = (&mut self.pieces, other.pieces) {
            own.merge(other);
        }
        self.handoffs.merge(other.handoffs);
        if let (Some(own), Some(other)) = (&mut self.steps, other.steps) {
            own.merge(other);
        }
        if let (Some(own), Some(other)) = (&mut self.following, other.following) {
            own.merge(other);
        }
        let pairs = [
            (&mut self.between_resources, other.between_resources),
            (&mut self.between_groups, other.between_groups),
            (&mut self.beside, other.beside),
        ];
        for (own, other) in pairs {
            if let (Some(own), Some(other)) = (own, other) {
                own.merge(other);
            }
        }
    }
}
