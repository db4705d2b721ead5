//! Figures, and what they show of handoffs, as they stand in the JSON.

use serde::Serialize;

use crate::engine::World;
use crate::lang::Lang;
use crate::load::Choice;
use crate::measure::GapVerdict;
use crate::measure::judged::{Judged, Stated};
use crate::model::FigureId;

/// Where a value comes from.
#[derive(Debug, Serialize)]
pub(super) struct FigureOut {
    period: String,
    grade: &'static str,
    recorder: &'static str,
    recorded_by: Option<String>,
    source: Option<String>,
    hash: String,
}

/// One need or criterion, and what figures show of it.
#[derive(Debug, Serialize)]
pub(super) struct JudgedOut<A> {
    asked: String,
    stated: &'static str,
    of: Option<&'static str>,
    verdict: &'static str,
    reason: Option<String>,
    actual: Option<A>,
    figure: Option<FigureOut>,
}

/// A figure of the evidence.
pub(super) fn figure(world: &World, id: FigureId, lang: Lang) -> FigureOut {
    let figure = world.chain.figures.get(id);
    let record = &figure.record;
    let text = |text: &crate::lang::Text| text.get(lang).to_owned();
    FigureOut {
        period: record.period.written().to_owned(),
        grade: figure.grade.word(),
        recorder: figure.recorder.word(),
        recorded_by: record.recorded_by.as_ref().map(text),
        source: record.source.as_ref().map(text),
        hash: figure.hash.to_string(),
    }
}

/// What is shown of one need or criterion; `actual` is its value.
pub(super) fn judged<A>(
    world: &World,
    judged: &Judged,
    actual: Option<A>,
    lang: Lang,
) -> JudgedOut<A> {
    let (verdict, reason) = match judged.verdict {
        GapVerdict::Met => ("met", None),
        GapVerdict::NotMet => ("not-met", None),
        GapVerdict::Undetermined(open) => {
            ("undetermined", Some(open.reason().get(lang).to_owned()))
        }
    };
    JudgedOut {
        asked: judged.statement.text.get(lang).to_owned(),
        stated: match judged.stated {
            Stated::Need => "need",
            Stated::Criterion => "criterion",
        },
        of: judged.of.map(Choice::word),
        verdict,
        reason,
        actual,
        figure: judged.figure.map(|id| figure(world, id, lang)),
    }
}
