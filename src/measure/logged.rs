//! Event logs held against the model: which handoffs they show, and what they say of them.
//!
//! ```text
//! [[log]] ─▶ declared ─▶ read, measured ─▶ naming ─▶ facts ─▶ figures
//!            how to read                   activity   per      where a measure
//!                                          is step    handoff  is declared
//! ```

mod at_hand;
mod cache;
mod declared;
mod due;
mod facts;
mod figures;
mod hours;
mod lacking;
mod measured;
mod naming;
mod own_results;
mod ranks;
mod taking;
mod waited;

pub use self::at_hand::{AtHand, figures_at_hand};
pub use self::cache::Cache;
pub use self::due::{DueTime, OtherClock};
pub use self::facts::{LoggedHandoff, LoggedLog, LoggedStep, NearDue, Unmodelled, days};
pub use self::hours::{WhoseHours, time, time_on};
pub use self::lacking::Lacking;
pub use self::measured::{Doubt, ReadAs};
pub use self::own_results::OwnResults;
pub use self::taking::held::{Altered, HeldLogs, attach_held, steps_of_activities};
use self::taking::of_log;
pub use self::waited::Waited;
use crate::events::read;
use crate::load::evidence::Files;
use crate::model::{Chain, HandoffId, StepId, Target};
use crate::problem::Problem;
use crate::source::Sources;

/// What the event logs of a workspace say, each list in the order of the chain's logs.
#[derive(Debug, Default)]
pub struct Logged {
    /// Of each log; empty if logs were not read.
    pub logs: Vec<LoggedLog>,
}

impl Logged {
    /// What the first log that shows a handoff says of it.
    pub fn handoff(&self, id: HandoffId) -> Option<(&LoggedLog, &LoggedHandoff)> {
        self.logs.iter().find_map(|log| {
            let at = log.handoffs.binary_search_by_key(&id, |one| one.id).ok()?;
            Some((log, &log.handoffs[at]))
        })
    }

    /// What followed cases of a process, or of the whole chain, waited for.
    pub fn waited(&self, chain: &Chain, on: Target) -> Option<(&LoggedLog, &Waited)> {
        self.logs.iter().find_map(|log| {
            let own = chain.logs[log.at].on;
            let is_of = own.map_or(Target::Organization, Target::Process) == on;
            Some((log, log.waited.as_ref().filter(|_| is_of)?))
        })
    }

    /// What the first log that shows a step says of it.
    pub fn step(&self, id: StepId) -> Option<(&LoggedLog, &LoggedStep)> {
        self.logs.iter().find_map(|log| {
            let at = log.steps.binary_search_by_key(&id, |one| one.id).ok()?;
            Some((log, &log.steps[at]))
        })
    }
}

/// Where logs are taken from, and who works on them.
pub struct Reading<'r> {
    /// The texts of the models, whose names say where logs are.
    pub sources: &'r Sources,
    /// Whether logs are files or texts given already.
    pub files: Files,
    /// Where what was measured before is kept, if it is.
    pub cache: Option<&'r dyn Cache>,
    /// How many threads read and measure.
    pub threads: usize,
    /// Told how far the reading is.
    pub progress: read::Progress<'r>,
}

/// Reads and measures the logs that a chain declares, and adds what they say to its figures
/// where a measure is declared for it.
///
/// # Complexity
/// That of reading each log; O(handoffs of the log × log of those of the model) besides.
pub fn attach(chain: &mut Chain, reading: &Reading<'_>, problems: &mut Vec<Problem>) -> Logged {
    let known = problems.len();
    let mut logs = Vec::new();
    for at in 0..chain.logs.len() {
        let how = How::of(chain, at, reading.threads);
        logs.extend(of_log(chain, at, &how, reading, problems));
    }
    conclude(chain, logs, known, problems)
}

/// Adds what logs say to the figures of a chain, if nothing but the `known` problems was found.
fn conclude(
    chain: &mut Chain,
    logs: Vec<LoggedLog>,
    known: usize,
    problems: &mut Vec<Problem>,
) -> Logged {
    naming::unused(chain, &logs, problems);
    if problems.len() > known {
        return Logged::default();
    }
    for log in &logs {
        let more = figures::of(chain, log);
        chain.figures.add(more);
    }
    Logged { logs }
}

/// How a log is read and measured.
struct How {
    asked: read::Asked,
    last: Vec<String>,
    /// Only cases that began at the first instant or later and before the second count.
    began: (Option<i64>, Option<i64>),
}

impl How {
    /// As the model says.
    fn of(chain: &Chain, at: usize, threads: usize) -> Self {
        let record = &chain.logs[at].record;
        let mut asked = declared::asked(record, threads);
        if let Some(calendar) = chain.logs[at].calendar {
            let zone = chain.calendars[calendar].record.zone.as_str();
            asked.mapping.zone.get_or_insert_with(|| zone.to_owned());
        }
        Self {
            asked,
            last: declared::words(&record.last),
            began: (None, None),
        }
    }
}
