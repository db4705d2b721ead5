//! From a declared log to what it says: out of the cache if it was measured before, else by reading
//! it.
//!
//! ```text
//! file ─▶ hash ─▶ known? ── yes ─────────────────▶ measured ─▶ facts
//!                   └─ no ─▶ read ─▶ measure ─▶ keep ──┘
//! ```
//!
//! The hash is always that of the whole file. To trust its size and the time of its last change
//! would be quicker, and wrong whenever a tool keeps both.

pub(super) mod held;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::cache::Memory;
use super::facts::LoggedLog;
use super::measured::{Measured, ReadAs, Taken};
use super::ranks::Ranks;
use super::{How, Reading, declared, facts, figures, naming, waited};
use crate::events::file::{self, Opened};
use crate::events::read::{self, LogRead};
use crate::events::{Calendar, LogError, LogErrorKind};
use crate::load::evidence::{Files, beside};
use crate::load::{Record, Segment};
use crate::measure::log::{Asked, measure};
use crate::model::Chain;
use crate::model::objects::Log;
use crate::problem::{EvidenceProblem, Problem, ProblemKind};
use crate::source::{Source, Spot, UnreadableReason};

/// What one log says; `None` after reporting why it says nothing.
pub(super) fn of_log(
    chain: &Chain,
    at: usize,
    how: &How,
    reading: &Reading<'_>,
    problems: &mut Vec<Problem>,
) -> Option<LoggedLog> {
    let mut taking = Taking::of(chain, at, how, reading, problems);
    let content = taking.content()?;
    let memory = taking.memory(&content);
    if let Some(taken) = memory.as_ref().and_then(Memory::taken) {
        let steps = taking.steps(&taken)?;
        let asked = taking.asked(&steps);
        if let Some(measured) = memory.as_ref()?.measured(&asked) {
            tracing::info!(log = taking.path, "measured before, taken from the cache");
            return Some(taking.facts(content, taken, steps, measured));
        }
    }
    let read = taking.read(&content)?;
    let taken = Taken {
        how: ReadAs::of(&read.how),
        activities: read.log.words().activities.clone(),
    };
    let steps = taking.steps(&taken)?;
    let asked = taking.asked(&steps);
    let measured = taking.measure(&content, read, &asked, &steps)?;
    tracing::info!(log = taking.path, "read and measured");
    // What changed while it was read is measured, but is not what the hash says.
    if let Some(memory) = memory.filter(|_| content.is_unchanged(&taking.path)) {
        memory.keep(&taken, &asked, &measured);
    }
    Some(taking.facts(content, taken, steps, measured))
}

/// What a log holds: a file, or a text given already.
struct Content<'r> {
    given: Option<&'r Source>,
    /// What it says, as 32 hexadecimal digits.
    hash: String,
}

impl Content<'_> {
    fn is_unchanged(&self, path: &str) -> bool {
        hash_of(Path::new(path)).is_ok_and(|hash| hash == self.hash)
    }
}

fn hash_of(file: &Path) -> Result<String, LogError> {
    Ok(format!("{:032x}", file::content_hash(file)?))
}

/// Which step each activity is.
struct Steps {
    /// By activity: the rank of its step, or [`NONE`](crate::events::NONE).
    rank_of: Vec<u32>,
    ranks: Ranks,
}

/// One log on its way.
struct Taking<'t, 'r> {
    chain: &'t Chain,
    at: usize,
    how: &'t How,
    reading: &'t Reading<'r>,
    path: String,
    problems: &'t mut Vec<Problem>,
}

impl<'t, 'r> Taking<'t, 'r> {
    fn of(
        chain: &'t Chain,
        at: usize,
        how: &'t How,
        reading: &'t Reading<'r>,
        problems: &'t mut Vec<Problem>,
    ) -> Self {
        let log = &chain.logs[at];
        let file = &reading.sources.get(log.source).name;
        Self {
            chain,
            at,
            how,
            reading,
            path: beside(file, log.record.path.as_str()),
            problems,
        }
    }

    fn log(&self) -> &'t Log {
        &self.chain.logs[self.at]
    }

    fn report(&mut self, key: &str, kind: EvidenceProblem) {
        let log = self.log();
        let place = Spot {
            source: log.source,
            span: Record::locate(&*log.record, &[Segment::Key(key.into())]),
        };
        let kind = ProblemKind::Evidence(kind);
        self.problems.push(Problem::at(place, kind));
    }

    fn report_error(&mut self, error: &LogError) {
        let key = declared::key_of(&self.log().record, error);
        self.report(key, declared::problem(&self.path, error));
    }

    /// What the log holds; reports if there is none.
    fn content(&mut self) -> Option<Content<'r>> {
        if self.reading.files == Files::Given {
            let mut given = self.reading.sources.iter().map(|(_, source)| source);
            if let Some(source) = given.find(|source| source.name == self.path) {
                return Some(Content {
                    given: Some(source),
                    hash: source.hash(),
                });
            }
        } else if Path::new(&self.path).exists() {
            return match hash_of(Path::new(&self.path)) {
                Ok(hash) => Some(Content { given: None, hash }),
                Err(error) => {
                    self.report_error(&error);
                    None
                }
            };
        }
        let (path, reason) = (self.path.clone(), UnreadableReason::Missing);
        self.report("path", EvidenceProblem::Unreadable { path, reason });
        None
    }

    /// Where it may have been kept, if it is a file worth keeping.
    fn memory(&self, content: &Content<'_>) -> Option<Memory<'r>> {
        let cache = self.reading.cache.filter(|_| content.given.is_none())?;
        let path = Path::new(&self.path);
        let size = fs::metadata(path).map_or(0, |known| known.len());
        let name = path.file_name()?.to_string_lossy();
        let known = (&*name, content.hash.as_str());
        (size >= cache.least()).then(|| Memory::new(cache, known, &self.how.asked))
    }

    fn open(&self, content: &Content<'r>) -> Result<Opened<'r>, LogError> {
        match content.given {
            Some(source) => file::open_stream(source.text.as_bytes()),
            None => file::open_in(Path::new(&self.path), self.how.asked.mapping.encoding),
        }
    }

    /// Reads it; reports why it cannot be read.
    fn read(&mut self, content: &Content<'r>) -> Option<LogRead> {
        let read = self
            .open(content)
            .and_then(|opened| read::read_opened(opened, &self.how.asked, self.reading.progress));
        read.map_err(|error| self.report_error(&error)).ok()
    }

    /// Finds the step of each activity; reports what is claimed twice.
    fn steps(&mut self, taken: &Taken) -> Option<Steps> {
        let log = self.log();
        let step_of = naming::of(self.chain, log, &taken.activities, self.problems)?;
        let ranks = Ranks::of(&step_of);
        Some(Steps {
            rank_of: step_of.iter().map(|step| ranks.rank(*step)).collect(),
            ranks,
        })
    }

    /// What is to be measured.
    fn asked(&self, steps: &Steps) -> Asked {
        let zone = self.how.asked.mapping.zone.as_deref();
        let followed = waited::pairs(self.chain, self.log());
        Asked {
            percentiles: figures::levels(self.chain),
            last: self.how.last.clone(),
            began: self.how.began,
            zone: zone.and_then(|zone| TimeZone::get(zone).ok()),
            calendar: self.calendar(),
            steps: steps.rank_of.clone(),
            followed: followed.map(|pairs| steps.ranks.pairs(&pairs)),
            ..Asked::default()
        }
    }

    fn calendar(&self) -> Option<Arc<Calendar>> {
        let record = &self.chain.calendars[self.log().calendar?].record;
        Calendar::declared(record).map(Arc::new)
    }

    fn measure(
        &mut self,
        content: &Content<'r>,
        read: LogRead,
        asked: &Asked,
        steps: &Steps,
    ) -> Option<Measured> {
        let LogRead { log, how } = read;
        match measure(log, asked, self.reading.threads) {
            Ok(mut measures) => {
                measures.place_swapped(|events| {
                    read::first_row(self.open(content).ok()?, &how, events)
                });
                Some(Measured::of(measures, &steps.rank_of, &asked.percentiles))
            }
            Err(cause) => {
                self.report_error(&LogError::whole(LogErrorKind::NoRoom(cause.into())));
                None
            }
        }
    }

    /// Holds it against the model.
    fn facts(
        self,
        content: Content<'_>,
        taken: Taken,
        steps: Steps,
        measured: Measured,
    ) -> LoggedLog {
        let read = facts::Read {
            at: self.at,
            path: self.path,
            hash: content.hash,
            how: taken.how,
            activities: taken.activities,
            rank_of: steps.rank_of,
            ranks: steps.ranks,
            measured,
        };
        facts::of(self.chain, read)
    }
}
