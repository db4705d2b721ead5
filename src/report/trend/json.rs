//! The trend for programs.

use serde::Serialize;

use super::super::history::{ChangesOut, changes_out};
use super::super::json::written;
use super::super::moved::{beyond_chance, reason, word};
use super::View;
use crate::lang::Lang;
use crate::record::{Audited, Checks, Found, GoalState, GoalTrend, Levels, Open};

/// The name of this shape.
pub const SCHEMA: &str = "baton/trend/1";

#[derive(Serialize)]
struct Report<'t> {
    schema: &'static str,
    lang: Lang,
    audits: Vec<AuditOut<'t>>,
    open: Vec<OpenOut<'t>>,
    goals: Vec<GoalOut<'t>>,
}

#[derive(Serialize)]
struct AuditOut<'t> {
    date: String,
    tool: &'t str,
    profile: &'static str,
    checks: Checks,
    decided: Option<f64>,
    findings: Levels,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceOut>,
}

#[derive(Serialize)]
struct SinceOut {
    record: String,
    #[serde(flatten)]
    changes: ChangesOut,
}

#[derive(Serialize)]
struct OpenOut<'t> {
    #[serde(flatten)]
    found: &'t Found,
    first: String,
    since: String,
    days: i32,
    found_in: usize,
    looked_in: usize,
    recurs: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed_on: Option<String>,
}

#[derive(Serialize)]
struct GoalOut<'t> {
    id: &'t str,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond_chance: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    verdict_then: Option<&'static str>,
    verdict_now: Option<&'static str>,
    points: Vec<PointOut<'t>>,
}

#[derive(Serialize)]
struct PointOut<'t> {
    date: String,
    #[serde(flatten)]
    state: &'t GoalState,
}

/// The report as text, ended by a line feed.
///
/// # Errors
/// If a number cannot be written as JSON; none of a record's can be such.
pub fn json(view: &View<'_>) -> Result<String, serde_json::Error> {
    let trend = view.trend;
    written(&Report {
        schema: SCHEMA,
        lang: view.lang,
        audits: trend.audits.iter().map(|one| audit(one, view)).collect(),
        open: trend.open.iter().map(open).collect(),
        goals: trend.goals.iter().map(|one| goal(one, view.lang)).collect(),
    })
}

fn audit<'t>(audit: &'t Audited, view: &View<'_>) -> AuditOut<'t> {
    let since = audit.since.as_ref();
    AuditOut {
        date: audit.date.to_string(),
        tool: &audit.tool,
        profile: audit.profile.name(),
        checks: audit.checks,
        decided: audit.checks.decided(),
        findings: audit.levels,
        since: since.map(|(before, since)| SinceOut {
            record: before.to_string(),
            changes: changes_out(since, view.scope),
        }),
    }
}

fn open(one: &Open) -> OpenOut<'_> {
    OpenOut {
        found: &one.found,
        first: one.first.to_string(),
        since: one.since.to_string(),
        days: one.days,
        found_in: one.seen.0,
        looked_in: one.seen.1,
        recurs: one.recurs.is_some(),
        fixed_on: one
            .recurs
            .as_ref()
            .map(|recurs| recurs.fixed_on.to_string()),
    }
}

fn goal(goal: &GoalTrend, lang: Lang) -> GoalOut<'_> {
    let compared = goal.then.compared;
    let verdict = |state: &Option<GoalState>| state.as_ref().map(|state| state.verdict.word());
    GoalOut {
        id: &goal.then.id,
        change: word(compared),
        beyond_chance: beyond_chance(compared),
        reason: reason(compared, lang),
        verdict_then: verdict(&goal.then.then),
        verdict_now: verdict(&goal.then.now),
        points: goal
            .points
            .iter()
            .map(|(date, state)| PointOut {
                date: date.to_string(),
                state,
            })
            .collect(),
    }
}
