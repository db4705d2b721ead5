//! The gap of a goal, as JSON.

use serde::Serialize;

use super::values::{ActualOut, ValueOut, actual, value};
use crate::engine::World;
use crate::lang::Lang;
use crate::measure::{Gap, GapVerdict};
use crate::report::evidence_json::{self, FigureOut};
use crate::report::surveyed::{self, SurveyOut};
use crate::report::{gaps, gaps_json};
use crate::source::Sources;

#[derive(Debug, Serialize)]
pub(in crate::report) struct GapOut {
    goal: String,
    verdict: &'static str,
    reason: Option<String>,
    target: Option<ValueOut>,
    actual: Option<ActualOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<ActualOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<FigureOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyOut>,
    distance: Option<ValueOut>,
    progress: Option<f64>,
    on_plan: Option<bool>,
    expected: Option<ExpectedOut>,
    #[serde(flatten)]
    further: gaps_json::FurtherOut,
}

#[derive(Debug, Serialize)]
pub(super) struct ExpectedOut {
    #[serde(flatten)]
    value: ValueOut,
    on: String,
}

pub(in crate::report) fn gap_out(
    (world, sources): (&World, &Sources),
    goal: String,
    gap: &Gap,
    lang: Lang,
) -> GapOut {
    let (verdict, reason) = match gap.verdict {
        GapVerdict::Met => ("met", None),
        GapVerdict::NotMet => ("not-met", None),
        GapVerdict::Undetermined(_) => ("undetermined", Some(gaps::verdict(gap, lang))),
    };
    GapOut {
        goal,
        verdict,
        reason,
        target: gap.target.as_ref().map(value),
        actual: gap.actual.as_ref().map(actual),
        later: gap.later.as_ref().map(actual),
        figure: gap
            .actual
            .as_ref()
            .and_then(|actual| actual.figure)
            .map(|id| evidence_json::figure(world, id, lang)),
        survey: gap
            .actual
            .as_ref()
            .and_then(|actual| surveyed::out((world, sources), actual.survey?, lang)),
        distance: gap.distance.as_ref().map(value),
        progress: gap.progress,
        on_plan: gap.on_plan,
        expected: gap.expected.as_ref().map(|expected| ExpectedOut {
            value: value(&expected.value),
            on: expected.on.to_string(),
        }),
        further: gaps_json::further((world, sources), gap, lang),
    }
}
