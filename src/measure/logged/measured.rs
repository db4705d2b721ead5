//! What an audit keeps of a log once it was read and measured: all that later stages ask of it,
//! and nothing of its events.
//!
//! It knows the steps of the model only by their [ranks](super::ranks), and nothing of handoffs,
//! due times or names: so it stays true while people work on their model, and can be kept from one
//! audit to the next.

use serde::{Deserialize, Serialize};

use crate::events::NONE;
use crate::events::mapping::Role;
use crate::events::note::{Note, NoteKind};
use crate::events::read::How;
use crate::lang::{Lang, Text};
use crate::measure::log::wording;
use crate::measure::log::{
    CaseMeasures, Durations, Followed, Level, LogMeasures, OpenCases, People, Spread, StepHandoff,
};
use crate::statistics::dispersion::{self, Dispersion};

/// How a log was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAs {
    /// The column of each role, by its name.
    pub columns: Vec<(Role, String)>,
    /// The zone of times that do not say theirs; UTC if `None`.
    pub zone: Option<String>,
    /// What its reader has to say; a zone that the model has said is no news.
    pub notes: Vec<Text>,
}

impl ReadAs {
    pub(super) fn of(how: &How) -> Self {
        let is_news =
            |note: &&Note| !matches!(note.kind, NoteKind::ZoneTaken { is_said: true, .. });
        let said = |note: &Note, lang| Some(note.message(lang).into_boxed_str());
        let news = how.notes.iter().filter(is_news);
        Self {
            columns: how.mapping.columns.clone(),
            zone: how.mapping.zone.clone(),
            notes: news
                .map(|note| Text::bilingual(said(note, Lang::En), said(note, Lang::Zh)))
                .collect(),
        }
    }

    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&str> {
        let found = self.columns.iter().find(|(known, _)| *known == role);
        found.map(|(_, column)| column.as_str())
    }
}

/// What is known of a log as soon as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) how: ReadAs,
    /// What was done, as the log names it.
    pub(super) activities: Vec<Box<str>>,
}

/// A reason to doubt a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Its word, for programs.
    pub name: Box<str>,
    /// What it is, and what it does to the figures.
    pub text: Text,
    /// Times cannot be trusted.
    pub of_times: bool,
}

/// What was measured of a log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Measured {
    pub(super) events: usize,
    pub(super) has_durations: bool,
    pub(super) cases: CaseMeasures,
    pub(super) open: OpenCases,
    pub(super) clean: (u64, u64),
    pub(super) doubts: Vec<Doubt>,
    /// How often each activity was done.
    pub(super) done: Vec<u64>,
    /// By rank.
    pub(super) steps: Vec<MeasuredStep>,
    /// By the ranks of giver and receiver.
    pub(super) between: Vec<Between>,
    /// Ranks of steps that follow each other with something in between that is no step.
    pub(super) apart: Vec<(u32, u32)>,
    /// What cases waited for, by ranks.
    pub(super) followed: Option<Followed>,
}

/// What was measured of a step.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct MeasuredStep {
    pub(super) n: u64,
    pub(super) repeats: u64,
    pub(super) first_good: (u64, u64),
    pub(super) touch: Option<Spread>,
}

/// What was measured between two steps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Between {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) wait: Spread,
    pub(super) waits: Durations,
    pub(super) lead: Spread,
    pub(super) percentiles: Vec<(Level, Level)>,
    pub(super) overlapping: u64,
    pub(super) repeated: u64,
    pub(super) returned: u64,
    pub(super) cases: (u64, u64),
    pub(super) good: (u64, u64),
    pub(super) redone: (u64, u64),
    /// Only where waits are known.
    pub(super) overtaken: Option<u64>,
    pub(super) by_day: Option<Dispersion>,
    pub(super) people: Option<People>,
}

impl Measured {
    /// What to keep, with the ranks of the steps that activities mean, and the percentiles that
    /// were asked for.
    ///
    /// # Complexity
    /// O(n log n) in the handoffs between steps.
    pub(super) fn of(mut measures: LogMeasures, ranks: &[u32], levels: &[f64]) -> Self {
        let between = std::mem::take(&mut measures.between_steps);
        let handoffs = between.handoffs.into_iter();
        // What is kept must not depend on the threads that met it.
        measures.cases.lead.compact();
        Self {
            doubts: doubts(&measures),
            done: measures.activities.iter().map(|one| one.n).collect(),
            steps: steps(&measures, ranks),
            between: handoffs
                .filter_map(|one| Between::of(one, levels, measures.has_durations))
                .collect(),
            apart: between.apart.into_iter().collect(),
            events: measures.events,
            has_durations: measures.has_durations,
            cases: measures.cases,
            open: measures.open,
            clean: measures.clean,
            followed: measures.followed,
        }
    }
}

impl Between {
    fn of(mut one: StepHandoff, levels: &[f64], has_durations: bool) -> Option<Self> {
        let (wait, lead) = (one.waits.spread()?, one.leads.spread()?);
        let (waits, leads) = (one.waits.levels(levels), one.leads.levels(levels));
        let days: Vec<(u64, u64)> = one.by_day.values().copied().collect();
        one.waits.compact();
        Some(Self {
            from: one.from,
            to: one.to,
            wait,
            waits: one.waits,
            lead,
            percentiles: waits.into_iter().zip(leads).collect(),
            overlapping: one.overlapping,
            repeated: one.repeated,
            returned: one.returned,
            cases: one.cases,
            good: one.good,
            redone: one.redone,
            overtaken: has_durations.then(|| one.lying.overtaken()),
            by_day: dispersion::of_shares(&days),
            people: one.people,
        })
    }
}

fn doubts(measures: &LogMeasures) -> Vec<Doubt> {
    let said = |concern, lang| Some(wording::message(concern, measures, lang).into_boxed_str());
    let concerns = measures.concerns.iter();
    concerns
        .map(|concern| Doubt {
            name: wording::name(concern).into(),
            text: Text::bilingual(said(concern, Lang::En), said(concern, Lang::Zh)),
            of_times: concern.doubts_times(),
        })
        .collect()
}

/// A step is all its activities together.
fn steps(measures: &LogMeasures, ranks: &[u32]) -> Vec<MeasuredStep> {
    let mut known: Vec<(u32, usize)> = ranks.iter().copied().zip(0..).collect();
    known.retain(|(rank, _)| *rank != NONE);
    known.sort_unstable();
    let steps = known.chunk_by(|a, b| a.0 == b.0).map(|activities| {
        let mut touch = Durations::default();
        let mut step = MeasuredStep::default();
        for (_, activity) in activities {
            let own = &measures.activities[*activity];
            step.n += own.n;
            step.repeats += own.repeats;
            step.first_good.0 += own.first_good.0;
            step.first_good.1 += own.first_good.1;
            touch.append(own.touch.clone());
        }
        step.touch = touch.spread();
        step
    });
    steps.collect()
}
