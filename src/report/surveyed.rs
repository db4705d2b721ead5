//! Surveys as the source of a value: which one, when, whose, and where it is written.

use serde::Serialize;

use super::judged;
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::document::{Grade, Survey};
use crate::load::{AnyRecord, Segment};
use crate::source::{Sources, Spot};

/// The survey that a value is the mean of.
#[derive(Debug, Serialize)]
pub(super) struct SurveyOut {
    survey: String,
    /// File and line of the answers.
    place: String,
    period: Option<String>,
    recorded_by: Option<String>,
}

/// The survey of a value, for programs.
pub(super) fn out(
    (world, sources): (&World, &Sources),
    survey: u32,
    lang: Lang,
) -> Option<SurveyOut> {
    let record = record(world, survey)?;
    Some(SurveyOut {
        survey: id(world, survey),
        place: place((world, sources), survey, "counts"),
        period: period(record),
        recorded_by: record
            .recorded_by
            .as_ref()
            .map(|by| by.get(lang).to_owned()),
    })
}

/// Which survey it is, of when, and who counted it.
pub(super) fn evidence(world: &World, survey: u32, lang: Lang) -> String {
    let id = id(world, survey);
    let mut parts = vec![lang.pick(format!("survey {id}"), format!("调查 {id}"))];
    if let Some(record) = record(world, survey) {
        parts.extend(period(record));
        parts.push(judged::grade(Grade::CustomerConfirmed, lang));
        let by = record.recorded_by.as_ref();
        parts.extend(by.map(|by| judged::recorder(by, lang)));
    }
    parts.join(lang.pick(", ", "，"))
}

/// File and line of a key of a survey.
pub(super) fn place((world, sources): (&World, &Sources), survey: u32, key: &str) -> String {
    let Some(owned) = world.chain.surveys.get(survey as usize) else {
        return String::new();
    };
    let span = owned.record.locate(&[Segment::Key(key.into())]);
    let source = owned.source;
    let line = sources.line_column(Spot { source, span }).line;
    format!("{}:{line}", sources.get(source).name)
}

/// `process/id` of a survey.
pub(super) fn id(world: &World, survey: u32) -> String {
    world.id(Subject {
        kind: SubjectKind::Survey,
        number: survey,
    })
}

fn record(world: &World, survey: u32) -> Option<&Survey> {
    let owned = world.chain.surveys.get(survey as usize)?;
    Some(&owned.record)
}

fn period(record: &Survey) -> Option<String> {
    let period = record.period.as_ref()?;
    Some(period.written().to_owned())
}
