//! Why a finding came out: as JSON, schema `baton/explain/1`.

use serde::Serialize;

use super::super::message;
use super::trace::{decisive, line_of, place, role, shown, text_of};
use crate::audit::{Audit, Checked};
use crate::desk::trace::Trace;
use crate::engine::probe::Event;
use crate::finding::{Finding, Verdict};
use crate::lang::Lang;
use crate::report::json::written;

/// The name of this shape.
pub const SCHEMA: &str = "baton/explain/1";

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    lang: Lang,
    fingerprint: String,
    rule: String,
    file: String,
    object: String,
    verdict: Verdict,
    message: String,
    chain: Vec<ObjectOut>,
    steps: Vec<StepOut>,
}

#[derive(Debug, Serialize)]
struct ObjectOut {
    role: &'static str,
    name: String,
    id: String,
    at: Option<String>,
}

#[derive(Debug, Serialize)]
struct StepOut {
    line: usize,
    what: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    decided: bool,
}

/// The finding, what its rule did, and the objects around it.
///
/// # Errors
/// If a number cannot be written as JSON; none of a trace's can be such.
pub fn render(
    audit: &Audit,
    checked: &Checked,
    finding: &Finding,
    trace: &Trace,
    lang: Lang,
) -> Result<String, serde_json::Error> {
    let decisive = decisive(trace);
    let steps = trace.events.iter().enumerate().map(|(at, event)| {
        let (number, what) = match event {
            Event::Entered { mark } => (*mark, "entered"),
            Event::Decided { mark, .. } => (*mark, "condition"),
            Event::Read { mark, .. } => (*mark, "read"),
            Event::Said { mark } => (*mark, "said"),
        };
        let mark = &trace.marks[number];
        let mut step = StepOut {
            line: mark.line,
            what,
            text: match event {
                Event::Entered { .. } => line_of(trace, mark),
                _ => text_of(trace, mark),
            },
            holds: None,
            value: None,
            at: None,
            decided: decisive == Some(at),
        };
        match event {
            Event::Decided { holds, .. } => step.holds = Some(*holds),
            Event::Read {
                value, place: spot, ..
            } => {
                step.value = Some(shown(value, lang));
                step.at = spot.map(|spot| place(&audit.sources, spot));
            }
            Event::Entered { .. } | Event::Said { .. } => {}
        }
        step
    });
    let chain = trace.path.iter().map(|object| ObjectOut {
        role: role(object.role, Lang::En),
        name: object.name.get(lang).to_owned(),
        id: object.id.clone(),
        at: object.place.map(|spot| place(&audit.sources, spot)),
    });
    let report = Report {
        schema: SCHEMA,
        lang,
        fingerprint: finding.fingerprint.to_string(),
        rule: trace.rule.id.clone(),
        file: trace.rule.file.clone(),
        object: checked.world.id(finding.subject),
        verdict: finding.verdict,
        message: message(&audit.rules, finding, lang),
        chain: chain.collect(),
        steps: steps.collect(),
    };
    written(&report)
}
