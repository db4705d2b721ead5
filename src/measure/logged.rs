//! Event logs held against the model: which handoffs they show, and what they say of them.
//!
//! ```text
//! [[log]] ─▶ declared ─▶ read, measured ─▶ naming ─▶ facts ─▶ figures
//!            how to read                   activity   per      where a measure
//!                                          is step    handoff  is declared
//! ```

mod at_hand;
mod declared;
mod due;
mod facts;
mod figures;
mod hours;
mod naming;
mod waited;

use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use self::at_hand::{AtHand, figures_at_hand};
pub use self::due::{DueTime, OtherClock};
pub use self::facts::{Doubt, LoggedHandoff, LoggedLog, LoggedStep, NearDue, Unmodelled, days};
pub use self::hours::{WhoseHours, time, time_on};
pub use self::waited::Waited;
use crate::events::file::{self, Opened};
use crate::events::read::{self, LogRead};
use crate::events::{Calendar, LogError, LogErrorKind};
use crate::load::document::Encoding;
use crate::load::evidence::{Files, beside};
use crate::load::{Record, Segment};
use crate::measure::log::{Asked, measure};
use crate::model::{Chain, HandoffId, StepId, Target};
use crate::problem::{EvidenceProblem, Problem, ProblemKind};
use crate::source::{Sources, Spot, UnreadableReason};

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

/// What one log says; `None` after reporting why it says nothing.
fn of_log(
    chain: &Chain,
    at: usize,
    how: &How,
    reading: &Reading<'_>,
    problems: &mut Vec<Problem>,
) -> Option<LoggedLog> {
    let declared = &chain.logs[at];
    let record = &declared.record;
    let path = beside(
        &reading.sources.get(declared.source).name,
        record.path.as_str(),
    );
    let place = |key: &str| Spot {
        source: declared.source,
        span: Record::locate(&**record, &[Segment::Key(key.into())]),
    };
    let mut report = |key: &str, kind: EvidenceProblem| {
        problems.push(Problem::at(place(key), ProblemKind::Evidence(kind)));
    };
    let opened = match open(&path, how.asked.mapping.encoding, reading) {
        Ok(Some(opened)) => opened,
        Ok(None) => {
            let reason = UnreadableReason::Missing;
            report("path", EvidenceProblem::Unreadable { path, reason });
            return None;
        }
        Err(error) => {
            report("path", declared::problem(&path, &error));
            return None;
        }
    };
    let LogRead { log, how: read_as } =
        match read::read_opened(opened.0, &how.asked, reading.progress) {
            Ok(read) => read,
            Err(error) => {
                report(
                    declared::key_of(record, &error),
                    declared::problem(&path, &error),
                );
                return None;
            }
        };
    let naming = naming::of(chain, declared, log.words(), problems)?;
    let levels = figures::levels(chain);
    let asked = Asked {
        percentiles: levels.clone(),
        last: how.last.clone(),
        began: how.began,
        zone: zone_of(&read_as),
        calendar: declared.calendar.and_then(|at| calendar(chain, at)),
        steps: naming.step_of.clone(),
        followed: waited::pairs(chain, declared),
        ..Asked::default()
    };
    let mut measures = match measure(log, &asked, reading.threads) {
        Ok(measures) => measures,
        Err(cause) => {
            let error = LogError::whole(LogErrorKind::NoRoom(cause.to_string()));
            let kind = ProblemKind::Evidence(declared::problem(&path, &error));
            problems.push(Problem::at(place("path"), kind));
            return None;
        }
    };
    measures.place_swapped(|events| {
        let opened = open(&path, read_as.mapping.encoding, reading).ok()??;
        read::first_row(opened.0, &read_as, events)
    });
    let read = facts::Read {
        at,
        path,
        hash: opened.1,
        how: read_as,
        levels,
    };
    Some(facts::of(chain, read, naming, measures))
}

/// The zone in which the times of a log were read.
pub fn zone_of(how: &read::How) -> Option<TimeZone> {
    TimeZone::get(how.mapping.zone.as_deref()?).ok()
}

/// A calendar of the chain, by its position.
fn calendar(chain: &Chain, at: usize) -> Option<Arc<Calendar>> {
    let record = &chain.calendars[at].record;
    Calendar::declared(record).map(Arc::new)
}

/// A log that is open, and what its text says, as 32 hexadecimal digits.
type Open<'o> = (Opened<'o>, String);

/// Opens a log; `None` if there is none.
fn open<'r>(
    path: &str,
    encoding: Option<Encoding>,
    reading: &Reading<'r>,
) -> Result<Option<Open<'r>>, LogError> {
    if reading.files == Files::Given {
        let given = reading.sources.iter().map(|(_, source)| source);
        let Some(source) = given.into_iter().find(|source| source.name == path) else {
            return Ok(None);
        };
        let opened = file::open_stream(source.text.as_bytes())?;
        return Ok(Some((opened, source.hash())));
    }
    let file = Path::new(path);
    if !file.exists() {
        return Ok(None);
    }
    let hash = file::content_hash(file)?;
    Ok(Some((
        file::open_in(file, encoding)?,
        format!("{hash:032x}"),
    )))
}
