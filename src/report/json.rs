//! The report as JSON, schema `baton/1`: its own structs, so that nothing inside the
//! program changes it by accident.

mod findings;
mod gaps;
mod places;
mod problems;
mod values;

use std::collections::BTreeMap;

use serde::Serialize;

use self::findings::FindingOut;
pub(super) use self::gaps::{GapOut, gap_out};
pub(super) use self::problems::UnusableOut;
use self::problems::{ProblemOut, RuleErrorOut};
use self::values::{ActualOut, actual};
pub(super) use self::values::{ValueOut, value};
use super::coverage::Coverage;
use super::evidence_json::{self, JudgedOut};
use super::history::{self, SinceOut};
use super::set_aside::{self, BaselineOut, WaivedOut};
use super::summary::{self, Counts, Scope, Summary};
use super::systemic::{self, SystemicOut};
use super::{claims, gaps_json, logs, moved};
use crate::audit::{Audit, Checked};
use crate::engine::{Question, World};
use crate::finding::{Level, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::source::Sources;

/// The name of this shape.
pub const SCHEMA: &str = "baton/1";

/// A report.
#[derive(Debug, Serialize)]
pub struct Report {
    schema: &'static str,
    tool: Tool,
    lang: Lang,
    summary: Option<SummaryOut>,
    findings: Vec<FindingOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waived: Vec<WaivedOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<BaselineOut>,
    coverage: Option<Coverage>,
    handoffs: Vec<HandoffOut>,
    gaps: Vec<gaps_json::ReachedOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logs: Vec<logs::LogOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    losses: Vec<claims::LossOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assessments: Vec<claims::AssessmentOut>,
    rule_errors: Vec<RuleErrorOut>,
    problems: Vec<ProblemOut>,
}

#[derive(Debug, Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct SummaryOut {
    #[serde(flatten)]
    all: Counts,
    decided: Option<f64>,
    findings: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since_last: Option<SinceOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records_left_out: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    systemic: Vec<SystemicOut>,
    by_rule: Vec<RuleOut>,
    by_object: BTreeMap<&'static str, Counts>,
    rules_not_run: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RuleOut {
    rule: String,
    level: Level,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct HandoffOut {
    id: String,
    questions: BTreeMap<&'static str, Option<Verdict>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    judged: Vec<JudgedOut<ActualOut>>,
}

/// The report of an audit.
pub fn report(audit: &Audit, scope: &Scope, lang: Lang) -> Report {
    let checked = audit.checked.as_ref();
    Report {
        schema: SCHEMA,
        tool: Tool {
            name: "baton",
            version: env!("CARGO_PKG_VERSION"),
        },
        lang,
        summary: checked.map(|checked| summary(audit, checked, scope)),
        findings: checked.map_or_else(Vec::new, |checked| {
            let out = |one| findings::finding(audit, checked, one, lang);
            summary::findings(checked, scope).map(out).collect()
        }),
        waived: checked.map_or_else(Vec::new, |checked| {
            set_aside::waived_out(checked, &audit.rules, scope, lang)
        }),
        baseline: checked.and_then(|checked| set_aside::baseline_out(checked, scope)),
        coverage: checked.map(|checked| Coverage::of(checked, &audit.rules, scope)),
        handoffs: checked.map_or_else(Vec::new, |checked| handoffs(checked, scope, lang)),
        gaps: checked.map_or_else(Vec::new, |checked| {
            gaps_out(checked, &audit.sources, scope, lang)
        }),
        logs: checked.map_or_else(Vec::new, |checked| logs::out(checked, scope, lang)),
        losses: checked.map_or_else(Vec::new, |checked| claims::losses_out(checked, scope)),
        assessments: checked.map_or_else(Vec::new, |checked| {
            claims::assessments_out(checked, scope, lang)
        }),
        rule_errors: problems::errors(audit),
        problems: problems::problems(audit, lang),
    }
}

fn gaps_out(
    checked: &Checked,
    sources: &Sources,
    scope: &Scope,
    lang: Lang,
) -> Vec<gaps_json::ReachedOut> {
    let world = &checked.world;
    let goals = world.of_kind(SubjectKind::Goal).zip(world.gaps.iter());
    let goals = goals.filter(|(subject, _)| scope.includes(world, *subject));
    let out = goals.map(|(subject, gap)| {
        let id = world.id(subject);
        let since = moved::then_out(checked.history.as_deref(), &id, lang);
        let out = gap_out((world, sources), id, gap, lang);
        gaps_json::reached(world, out, gap, since)
    });
    out.collect()
}

/// The report as text, ended by a line feed.
///
/// # Errors
/// If a number cannot be written as JSON; none of a report's can be such.
pub fn render(audit: &Audit, scope: &Scope, lang: Lang) -> Result<String, serde_json::Error> {
    written(&report(audit, scope, lang))
}

/// A report of any kind as text, ended by a line feed.
pub(super) fn written(report: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

fn summary(audit: &Audit, checked: &Checked, scope: &Scope) -> SummaryOut {
    let summary = Summary::of(checked, &audit.rules, scope);
    let rules = audit.rules.rules.iter().zip(&summary.by_rule);
    SummaryOut {
        decided: summary.all.decided(),
        all: summary.all,
        findings: [Level::Error, Level::Warning, Level::Note]
            .map(|level| {
                (
                    level.name(),
                    summary.findings.get(&level).copied().unwrap_or(0),
                )
            })
            .into(),
        since_last: history::since_out(checked, scope),
        records_left_out: checked.left_out.iter().map(ToString::to_string).collect(),
        systemic: systemic::out(checked, &audit.rules, scope),
        by_rule: rules
            .map(|(rule, counts)| RuleOut {
                rule: rule.meta.id.clone(),
                level: rule.level,
                counts: *counts,
            })
            .collect(),
        by_object: summary
            .by_kind
            .iter()
            .map(|(kind, counts)| (kind.name(), *counts))
            .collect(),
        rules_not_run: audit.rules.off.iter().map(|off| off.id.clone()).collect(),
    }
}

fn handoffs(checked: &Checked, scope: &Scope, lang: Lang) -> Vec<HandoffOut> {
    checked
        .world
        .of_kind(SubjectKind::Handoff)
        .zip(&checked.answers)
        .filter(|(subject, _)| scope.includes(&checked.world, *subject))
        .map(|(subject, answers)| HandoffOut {
            id: checked.world.id(subject),
            questions: Question::ALL
                .iter()
                .map(|question| question.name())
                .zip(answers.iter().copied())
                .collect(),
            judged: judged_of(&checked.world, subject.number, lang),
        })
        .collect()
}

/// What figures show of a handoff.
fn judged_of(world: &World, handoff: u32, lang: Lang) -> Vec<JudgedOut<ActualOut>> {
    let all = world.judged.get(handoff as usize).into_iter().flatten();
    all.map(|one| {
        let value = one.observed.as_ref().map(actual);
        evidence_json::judged(world, one, value, lang)
    })
    .collect()
}
