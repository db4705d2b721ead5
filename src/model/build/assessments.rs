//! Links self-assessments with what they are of, and puts their scores between 0 and 1.

use std::sync::Arc;

use super::evidence::dangling;
use super::names::{Entry, Names};
use super::on::{ambiguous, target};
use super::{said, spot};
use crate::lang::Lang;
use crate::load::document::{self, MeasureKind};
use crate::load::{Choice, Reference, ScaleGrade};
use crate::model::objects::{Assessment, Target};
use crate::model::{Chain, MeasureId, evidence};
use crate::problem::{EvidenceProblem, Problem, ProblemKind, ScoreProblem};

/// Every self-assessment with its object and measure, adding to `problems` what does not fit.
pub(super) fn link(
    names: &Names<'_>,
    chain: &Chain,
    problems: &mut Vec<Problem>,
) -> Vec<Assessment> {
    let entries = names.assessments.entries().iter();
    let linked = entries.map(|entry| {
        let record = &**entry.record;
        said::falling(entry.source, record, &record.scale, problems);
        let place = place(record).unwrap_or_else(|misfit| {
            // A score that could not be read has been reported as such.
            if !record.score.0.is_blank() {
                let (key, kind) = misfit.of(record);
                let at = spot(entry.source, record, &[key]);
                problems.push(Problem::at(at, ProblemKind::Evidence(kind)));
            }
            0.0
        });
        Assessment {
            on: on(names, entry, problems),
            measure: measure(names, chain, entry, problems),
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
            place,
        }
    });
    linked.collect()
}

/// Why a score has no place on its scale.
#[derive(Clone, Copy)]
enum Misfit {
    /// There are no two ends.
    NoScale,
    /// It is no number between them.
    Outside,
    /// It is none of the grades.
    NoGrade,
}

impl Misfit {
    /// The key that is wrong, and what is said of it.
    fn of(self, record: &document::Assessment) -> (&'static str, EvidenceProblem) {
        let shown = |grade: Option<&ScaleGrade>| {
            grade.map_or_else(String::new, |grade| grade.0.get(Lang::En).to_owned())
        };
        let written = shown(Some(&record.score));
        match self {
            Self::NoScale => ("scale", EvidenceProblem::Score(ScoreProblem::WithoutScale)),
            Self::Outside => {
                let (worst, best) = (shown(record.scale.first()), shown(record.scale.last()));
                let off = ScoreProblem::OffScale {
                    written,
                    worst,
                    best,
                };
                ("score", EvidenceProblem::Score(off))
            }
            Self::NoGrade => ("score", EvidenceProblem::NotOnScale { written }),
        }
    }
}

/// Where a score lies on its scale: (score − worst) / (best − worst), a grade counting as its
/// position.
fn place(record: &document::Assessment) -> Result<f64, Misfit> {
    let last = u32::try_from(record.scale.len()).unwrap_or(u32::MAX);
    let last = last.checked_sub(1).filter(|last| *last > 0);
    let last = last.ok_or(Misfit::NoScale)?;
    let numbers: Option<Vec<f64>> = record.scale.iter().map(number).collect();
    if let Some(&[first, .., last]) = numbers.as_deref() {
        if (last - first).abs() < f64::EPSILON {
            return Err(Misfit::NoScale);
        }
        let place = number(&record.score).map(|score| (score - first) / (last - first));
        let inside = place.filter(|place| (0.0..=1.0).contains(place));
        return inside.ok_or(Misfit::Outside);
    }
    let mut grades = (0_u32..).zip(record.scale.iter());
    let found = grades.find(|(_, grade)| grade.is(&record.score));
    found
        .map(|(at, _)| f64::from(at) / f64::from(last))
        .ok_or(Misfit::NoGrade)
}

fn number(grade: &ScaleGrade) -> Option<f64> {
    let number: f64 = grade.0.get(Lang::En).trim().parse().ok()?;
    number.is_finite().then_some(number)
}

fn on(
    names: &Names<'_>,
    entry: &Entry<'_, document::Assessment>,
    problems: &mut Vec<Problem>,
) -> Option<Target> {
    let Some(text) = entry.record.on.as_ref().map(Reference::as_str) else {
        return Some(evidence::whole(entry.process));
    };
    let place = spot(entry.source, &**entry.record, &["on"]);
    if let Some(kind) = ambiguous(names, entry.process, text) {
        problems.push(Problem::at(place, kind));
    }
    let found = target(names, entry.process, text);
    if found.is_none() {
        let among = [&names.handoffs.names, &names.steps.names];
        let what = "handoff, step or process";
        dangling(names, entry, text, what, place, &among, problems);
    }
    found
}

/// The measure a score is held against; only shares are, as they too lie between 0 and 1.
fn measure(
    names: &Names<'_>,
    chain: &Chain,
    entry: &Entry<'_, document::Assessment>,
    problems: &mut Vec<Problem>,
) -> Option<MeasureId> {
    let text = entry.record.measure.as_ref().map(Reference::as_str)?;
    let all = &names.measures.names;
    let place = spot(entry.source, &**entry.record, &["measure"]);
    let Some(found) = all.find(&names.processes, entry.process, text) else {
        dangling(names, entry, text, "measure", place, &[all], problems);
        return None;
    };
    let measure = &chain.measures[found as usize].record;
    if measure.kind != MeasureKind::Share {
        let wrong = EvidenceProblem::Score(ScoreProblem::NotAShare {
            measure: measure.id.as_str().to_owned(),
            kind: measure.kind.word(),
        });
        problems.push(Problem::at(place, ProblemKind::Evidence(wrong)));
    }
    Some(MeasureId(found))
}
