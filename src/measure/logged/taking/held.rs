//! Logs that were read once, measured and held against one model after another, as they are or
//! altered.
//!
//! Who tries a thousand changes on a workspace must not read its logs a thousand times. What was
//! measured of a log as it is, is kept for all models that ask the same of it.

use std::sync::{Arc, Mutex, PoisonError};

use super::super::measured::{Measured, Taken};
use super::super::{How, Logged, LoggedLog, Reading, conclude};
use super::{Content, Steps, Taking, naming};
use crate::events::held::{Alteration, HeldLog};
use crate::events::{LogError, LogErrorKind};
use crate::measure::log::measure_held;
use crate::measure::logged::measured::ReadAs;
use crate::model::Chain;
use crate::problem::Problem;

/// So many answers are kept for models that ask differently of a log.
const ANSWERS: usize = 16;

/// The logs of a workspace, held in memory.
#[derive(Debug, Default)]
pub struct HeldLogs {
    logs: Vec<Arc<Held>>,
    /// About so many events of each are held.
    most: usize,
}

/// One log as it was read.
#[derive(Debug)]
struct Held {
    path: String,
    /// How it was to be read; another way would give another log.
    read_as: String,
    hash: String,
    taken: Taken,
    log: HeldLog,
    /// What was measured, each by what was asked.
    measured: Mutex<Vec<(String, Arc<Measured>)>>,
}

/// What is altered of which log of a chain.
#[derive(Clone, Copy)]
pub struct Altered<'a> {
    /// Its position among the logs of the chain.
    pub at: usize,
    /// What is seen otherwise.
    pub by: &'a dyn Alteration,
}

impl HeldLogs {
    /// Reads the logs that a chain declares, about `most` events of each; reports those that
    /// cannot be read.
    pub fn of(
        chain: &Chain,
        reading: &Reading<'_>,
        most: usize,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut held = Self {
            logs: Vec::new(),
            most,
        };
        for at in 0..chain.logs.len() {
            let how = How::of(chain, at, reading.threads);
            let mut taking = Taking::of(chain, at, &how, reading, problems);
            held.logs.extend(taking.held(most).map(Arc::new));
        }
        held
    }

    /// The log that a chain declares at this position.
    pub fn get(&self, chain: &Chain, at: usize, reading: &Reading<'_>) -> Option<&HeldLog> {
        let (how, mut unheard) = (How::of(chain, at, reading.threads), Vec::new());
        let taking = Taking::of(chain, at, &how, reading, &mut unheard);
        self.known(&taking).map(|held| &held.log)
    }

    fn known(&self, taking: &Taking<'_, '_>) -> Option<&Arc<Held>> {
        let read_as = taking.read_as();
        let is_it = |held: &&Arc<Held>| held.path == taking.path && held.read_as == read_as;
        self.logs.iter().find(is_it)
    }
}

/// Holds the logs that a chain declares against it, one of them altered, and adds what they say to
/// its figures, as [`attach`](super::super::attach) does. A log that is declared otherwise than when
/// it was held is read again.
pub fn attach_held(
    chain: &mut Chain,
    held: &HeldLogs,
    altered: Option<Altered<'_>>,
    reading: &Reading<'_>,
    problems: &mut Vec<Problem>,
) -> Logged {
    let known = problems.len();
    let mut logs = Vec::new();
    for at in 0..chain.logs.len() {
        let how = How::of(chain, at, reading.threads);
        let mut taking = Taking::of(chain, at, &how, reading, problems);
        let own = held.known(&taking).cloned();
        let Some(own) = own.or_else(|| taking.held(held.most).map(Arc::new)) else {
            continue;
        };
        let by = altered.filter(|altered| altered.at == at);
        logs.extend(taking.again(&own, by.map(|altered| altered.by)));
    }
    conclude(chain, logs, known, problems)
}

/// The step of each activity of a log, or [`NONE`](crate::events::NONE).
pub fn steps_of_activities(chain: &Chain, at: usize, activities: &[Box<str>]) -> Vec<u32> {
    naming::of(chain, &chain.logs[at], activities, &mut Vec::new()).unwrap_or_default()
}

impl Taking<'_, '_> {
    /// How it is to be read.
    fn read_as(&self) -> String {
        let mut asked = self.how.asked.clone();
        asked.threads = 0;
        format!("{asked:?}")
    }

    /// Reads it to hold it; reports why it cannot be read.
    fn held(&mut self, most: usize) -> Option<Held> {
        let content = self.content()?;
        let read = self.read(&content)?;
        let how = ReadAs::of(&read.how);
        let held = HeldLog::of(read.log, most, self.reading.threads);
        let log = held.map_err(|cause| {
            self.report_error(&LogError::whole(LogErrorKind::NoRoom(cause.into())));
        });
        let log = log.ok()?;
        let activities = log.words().activities.clone();
        Some(Held {
            path: self.path.clone(),
            read_as: self.read_as(),
            hash: content.hash,
            taken: Taken { how, activities },
            log,
            measured: Mutex::default(),
        })
    }

    /// Holds what was read before against the model.
    fn again(mut self, held: &Held, by: Option<&dyn Alteration>) -> Option<LoggedLog> {
        let mut taken = held.taken.clone();
        if let Some(by) = by {
            let mut words = held.log.words().clone();
            by.words(&mut words);
            taken.activities = words.activities;
        }
        let steps = self.steps(&taken)?;
        let measured = match by {
            Some(by) => self.measured(held, Some(by), &steps),
            None => (*self.known(held, &steps)).clone(),
        };
        let content = Content {
            given: None,
            hash: held.hash.clone(),
        };
        Some(self.facts(content, taken, steps, measured))
    }

    /// What is measured of a log as it is, if nobody asked the same before.
    fn known(&self, held: &Held, steps: &Steps) -> Arc<Measured> {
        let asked = format!("{:?}", self.asked(steps));
        let kept = || held.measured.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept().iter().find(|(known, _)| *known == asked).cloned();
        if let Some((_, measured)) = found {
            return measured;
        }
        let measured = Arc::new(self.measured(held, None, steps));
        let mut kept = kept();
        if kept.len() < ANSWERS {
            kept.push((asked, Arc::clone(&measured)));
        }
        measured
    }

    fn measured(&self, held: &Held, by: Option<&dyn Alteration>, steps: &Steps) -> Measured {
        let asked = self.asked(steps);
        let measures = measure_held(&held.log, by, &asked);
        Measured::of(measures, &steps.rank_of, &asked.percentiles)
    }
}
