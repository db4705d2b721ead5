//! The report as JSON, schema `baton/1`: its own structs, so that nothing inside the
//! program changes it by accident.

use std::collections::BTreeMap;

use serde::Serialize;

use super::coverage::Coverage;
use super::evidence_json::{self, FigureOut, JudgedOut};
use super::history::{self, PastOut, SinceOut};
use super::set_aside::{self, BaselineOut, WaivedOut};
use super::summary::{Counts, Scope, Summary, findings, rule_errors};
use super::surveyed::{self, SurveyOut};
use super::systemic::{self, SystemicOut};
use super::{claims, effect_and_advice, gaps, gaps_json, logs, message, moved};
use crate::audit::{Audit, Checked};
use crate::engine::{Question, RuleError, World};
use crate::finding::{Finding, Level, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::load::Choice;
use crate::measure::gap::Observed;
use crate::measure::{Gap, GapVerdict};
use crate::model::GoalId;
use crate::quantity::Quantity;
use crate::source::{Sources, Spot};

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
struct FindingOut {
    rule: String,
    level: Level,
    verdict: Verdict,
    subject: SubjectOut,
    message: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    effect: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    advice: String,
    arguments: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    places: Vec<PlaceOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceOut>,
    refs: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<PastOut>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct EvidenceOut {
    #[serde(flatten)]
    actual: ActualOut,
    grade: Option<&'static str>,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
struct SubjectOut {
    kind: SubjectKind,
    id: String,
}

#[derive(Debug, Serialize)]
struct PlaceOut {
    file: String,
    line: u32,
    column: u32,
    role: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
}

#[derive(Debug, Serialize)]
struct HandoffOut {
    id: String,
    questions: BTreeMap<&'static str, Option<Verdict>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    judged: Vec<JudgedOut<ActualOut>>,
}

#[derive(Debug, Serialize)]
pub(super) struct GapOut {
    goal: String,
    verdict: &'static str,
    reason: Option<String>,
    target: Option<ValueOut>,
    actual: Option<ActualOut>,
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
pub(super) struct ValueOut {
    value: f64,
    unit: String,
}

#[derive(Debug, Serialize)]
struct ActualOut {
    #[serde(flatten)]
    value: ValueOut,
    interval: Option<[f64; 2]>,
    k: Option<u64>,
    n: Option<u64>,
    census: bool,
    on: Option<String>,
}

#[derive(Debug, Serialize)]
struct ExpectedOut {
    #[serde(flatten)]
    value: ValueOut,
    on: String,
}

#[derive(Debug, Serialize)]
struct RuleErrorOut {
    rule: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    object: Option<String>,
    more_objects: usize,
}

#[derive(Debug, Serialize)]
struct ProblemOut {
    code: &'static str,
    message: String,
    next: String,
    places: Vec<PlaceOut>,
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
            let out = |one| finding(audit, checked, one, lang);
            findings(checked, scope).map(out).collect()
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
        rule_errors: errors(audit),
        problems: problems(audit, lang),
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

/// A rule that cannot be used, in reports that look at no single object.
#[derive(Debug, Serialize)]
pub(super) struct UnusableOut {
    rule: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

impl From<&RuleError> for UnusableOut {
    fn from(error: &RuleError) -> Self {
        Self {
            rule: error.rule.clone(),
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            message: error.message.clone(),
        }
    }
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

fn finding(audit: &Audit, checked: &Checked, finding: &Finding, lang: Lang) -> FindingOut {
    let rule = &audit.rules.rules[finding.rule];
    let (effect, advice) = if finding.verdict == Verdict::Nonconform {
        effect_and_advice(&audit.rules, finding, lang)
    } else {
        (String::new(), String::new())
    };
    let places = finding.places.iter().enumerate();
    FindingOut {
        rule: rule.meta.id.clone(),
        level: finding.level,
        verdict: finding.verdict,
        subject: SubjectOut {
            kind: finding.subject.kind,
            id: checked.world.id(finding.subject),
        },
        message: message(&audit.rules, finding, lang),
        effect,
        advice,
        arguments: finding
            .arguments
            .iter()
            .map(|(name, value)| (name.to_string(), value.show(lang)))
            .collect(),
        owner: checked
            .world
            .owner(finding.subject)
            .map(|owner| owner.get(lang).to_owned()),
        places: places
            .map(|(at, place)| {
                let role = if at == 0 { "primary" } else { "related" };
                place_out(&audit.sources, place.spot, role, place.path.clone())
            })
            .collect(),
        evidence: evidence(checked, finding, &rule.meta.id, lang),
        refs: rule.meta.refs.clone(),
        history: history::past_out(checked, finding),
        fingerprint: finding.fingerprint.to_string(),
    }
}

fn place_out(sources: &Sources, spot: Spot, role: &'static str, path: String) -> PlaceOut {
    let at = sources.line_column(spot);
    PlaceOut {
        file: sources.get(spot.source).name.clone(),
        line: at.line,
        column: at.column,
        role,
        path,
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

pub(super) fn value(quantity: &Quantity) -> ValueOut {
    ValueOut {
        value: quantity.number(),
        unit: quantity.unit(),
    }
}

fn actual(observed: &Observed) -> ActualOut {
    let interval = observed.bounds.as_ref();
    ActualOut {
        value: value(&observed.value),
        interval: interval.map(|(lower, upper)| [lower.number(), upper.number()]),
        k: observed.k,
        n: observed.n,
        census: observed.census,
        on: observed.on.map(|day| day.to_string()),
    }
}

/// The figure a finding about a gap rests on.
fn evidence(checked: &Checked, finding: &Finding, rule: &str, lang: Lang) -> Option<EvidenceOut> {
    let about_gap = finding.subject.kind == SubjectKind::Goal && rule.starts_with("gap/");
    let goal = about_gap.then_some(GoalId(finding.subject.number))?;
    let world = &checked.world;
    let observed = world.gaps.get(goal)?.actual.as_ref()?;
    let figure = observed.figure.map(|id| world.chain.figures.get(id));
    let written = || {
        world
            .chain
            .goal(goal)
            .record
            .actual
            .as_ref()?
            .source
            .as_ref()
    };
    let source = figure.map_or_else(written, |figure| figure.record.source.as_ref());
    Some(EvidenceOut {
        actual: actual(observed),
        grade: observed.grade.map(Choice::word),
        source: source.map(|source| source.get(lang).to_owned()),
    })
}

pub(super) fn gap_out(
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

fn errors(audit: &Audit) -> Vec<RuleErrorOut> {
    rule_errors(audit)
        .into_iter()
        .map(|error| RuleErrorOut {
            rule: error.rule.clone(),
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            message: error.message.clone(),
            object: error.object.clone(),
            more_objects: error.more,
        })
        .collect()
}

fn problems(audit: &Audit, lang: Lang) -> Vec<ProblemOut> {
    let places = |problem: &crate::problem::Problem| {
        let first = problem.spot.map(|spot| (spot, "primary"));
        let second = problem.related.map(|spot| (spot, "related"));
        let both = first.into_iter().chain(second);
        both.map(|(spot, role)| place_out(&audit.sources, spot, role, String::new()))
            .collect()
    };
    audit
        .problems
        .iter()
        .map(|problem| ProblemOut {
            code: problem.code(),
            message: problem.message(lang),
            next: problem.hint(lang),
            places: places(problem),
        })
        .collect()
}
