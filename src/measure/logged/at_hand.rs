//! The figures of a log at hand, held against a model that may declare the log or not.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::{How, Reading, declared, figures, of_log};
use crate::events::mapping::Mapping;
use crate::events::read::{Asked, Progress};
use crate::events::zone::Zone;
use crate::events::{LogError, LogErrorKind};
use crate::load::document;
use crate::load::evidence::{Files, beside};
use crate::model::objects::Log;
use crate::model::{Chain, Figure};
use crate::problem::{EvidenceProblem, Problem, ProblemKind, nearest};
use crate::source::Sources;

/// What else is said of a log, besides what a model may declare.
#[derive(Debug)]
pub struct AtHand<'l> {
    /// The log.
    pub path: &'l str,
    /// How it is to be read; what is named here counts before what the model says.
    pub asked: Asked,
    /// Activities with which a case is finished; those the model names if empty.
    pub last: Vec<String>,
    /// The calendar of the chain by which durations count; that which the model names if not set.
    pub calendar: Option<usize>,
    /// Only cases that began on the first day or later and on the second or earlier count.
    pub days: (Option<Date>, Option<Date>),
}

/// Every figure a log gives for the measures of a model, whether or not there is one already.
/// A log that the model declares is read as it says; any other is of the whole chain.
pub fn figures_at_hand(
    chain: &mut Chain,
    log: AtHand<'_>,
    sources: &mut Sources,
    progress: Progress<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Figure> {
    let at = declared_at(chain, log.path, sources);
    let at = at.unwrap_or_else(|| undeclared(chain, log.path, sources));
    if log.calendar.is_some() {
        chain.logs[at].calendar = log.calendar;
    }
    let mut how = How::of(chain, at, log.asked.threads);
    how.asked = merged(how.asked, log.asked);
    let zone = how.asked.mapping.zone.as_deref().and_then(Zone::named);
    let mut zone = zone.unwrap_or_default();
    let (from, to) = log.days;
    let until = to.map(|to| to.tomorrow().unwrap_or(to));
    how.began = (
        from.map(|day| zone.begin_of(day)),
        until.map(|day| zone.begin_of(day)),
    );
    let is_own = !log.last.is_empty();
    if is_own {
        how.last = log.last;
    }
    let reading = Reading {
        sources,
        files: Files::Disk,
        cache: None,
        threads: how.asked.threads,
        progress,
    };
    let Some(found) = of_log(chain, at, &how, &reading, problems) else {
        return Vec::new();
    };
    if found.cases.n == 0 {
        let error = LogError::whole(LogErrorKind::NoCaseInTime);
        let kind = declared::problem(&found.path, &error);
        problems.push(Problem::nowhere(ProblemKind::Evidence(kind)));
        return Vec::new();
    }
    let names = || found.activities.iter().map(|name| &**name);
    for last in how.last.iter().filter(|_| is_own) {
        if !names().any(|name| name == last) {
            let kind = EvidenceProblem::NoSuchActivity {
                written: last.clone(),
                suggestion: nearest(last, names()).map(str::to_owned),
            };
            problems.push(Problem::nowhere(ProblemKind::Evidence(kind)));
        }
    }
    figures::all(chain, &found)
}

/// Which log of a model is this file.
fn declared_at(chain: &Chain, path: &str, sources: &Sources) -> Option<usize> {
    let real = |path: &str| fs::canonicalize(Path::new(path)).ok();
    let this = real(path)?;
    let is_this = |log: &Log| {
        let named = beside(&sources.get(log.source).name, log.record.path.as_str());
        real(&named).as_ref() == Some(&this)
    };
    chain.logs.iter().position(is_this)
}

/// Adds a log that the model does not know, as seen from where the program runs.
fn undeclared(chain: &mut Chain, path: &str, sources: &mut Sources) -> usize {
    let mut record = document::Log::default();
    record.path = path.into();
    chain.logs.push(Log {
        record: Arc::new(record),
        source: sources.add("", ""),
        process: None,
        on: None,
        calendar: None,
    });
    chain.logs.len() - 1
}

/// What the model says, with what is said now in its place.
fn merged(model: Asked, now: Asked) -> Asked {
    let mut mapping = now.mapping;
    for (role, column) in model.mapping.columns {
        if mapping.column(role).is_none() {
            mapping.columns.push((role, column));
        }
    }
    mapping.encoding = mapping.encoding.or(model.mapping.encoding);
    mapping.zone = mapping.zone.or(model.mapping.zone);
    mapping.dates = mapping.dates.or(model.mapping.dates);
    if mapping.good.is_empty() {
        mapping.good = model.mapping.good;
    }
    // Words that the model adds stand for nothing here too, and those it takes out do not.
    let usual = Mapping::default().missing;
    let has = |words: &[Box<str>], word: &str| words.iter().any(|one| **one == *word);
    let is_known = |word: &str| has(&usual, word) && !has(&model.mapping.missing, word);
    mapping.missing.retain(|word| !is_known(word));
    let more = model.mapping.missing.iter();
    let more: Vec<_> = more.filter(|word| !usual.contains(word)).cloned().collect();
    mapping.missing.extend(more);
    Asked {
        mapping,
        guess: now.guess,
        object: now.object.or(model.object),
        threads: now.threads,
    }
}
