//! The report as SARIF 2.1.0, for code scanning and the viewers of editors.
//!
//! A nonconformity is a result of kind `fail`, what is undetermined is `open`, or `review` where
//! somebody must say what was meant. What conforms or does not apply is only counted, in the
//! properties of the run: two thousand results that say nothing would bury those that do, and
//! servers that do not know kinds would show them as alerts.

mod results;
mod rules;
mod shape;

use serde_json::{Value, json};

use self::shape::{
    Artifact, ArtifactLocation, Automation, Driver, Hashes, Id, Invocation, Location, Log, Message,
    Notification, Physical, Region, Run, Tool,
};
use super::coverage::Coverage;
use super::escape::{uri, visible};
use super::format::{Request, Unwritten};
use super::hindrance::{Hindered, Hindrance, hindrances, is_nothing_checked};
use super::inputs::{Kind, inputs};
use super::json::written;
use super::set_aside::waived_and_known;
use super::summary::Summary;
use super::told::At;
use crate::audit::Audit;
use crate::lang::Lang;
use crate::source::{Sources, Spot};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run.
///
/// # Errors
/// If a number cannot be written as JSON; none of a report's can be such.
pub(super) fn render(request: &Request<'_>) -> Result<String, Unwritten> {
    let lang = request.lang();
    let audit = request.audit;
    let results = results::results(request);
    let descriptors = rules::descriptors(&audit.rules, &results, lang);
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "baton",
                full_name: lang.pick(
                    "baton: the next process is your customer",
                    "baton：下道工序就是客户",
                ),
                semantic_version: env!("CARGO_PKG_VERSION"),
                language: culture(lang),
                rules: descriptors,
            },
        },
        language: culture(lang),
        column_kind: "unicodeCodePoints",
        automation_details: Automation {
            id: category(request),
        },
        invocations: vec![invocation(request)],
        artifacts: artifacts(audit),
        results,
        properties: properties(request),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: vec![run],
    };
    Ok(written(&log)?)
}

fn culture(lang: Lang) -> &'static str {
    lang.pick("en-US", "zh-CN")
}

/// What tells this run from others of the same commit: results of one category replace each
/// other, so an audit of one process must not close what another found.
fn category(request: &Request<'_>) -> String {
    let wanted = request.scope.wanted();
    if wanted.is_empty() {
        "baton/audit/".to_owned()
    } else {
        format!("baton/audit/{}/", wanted.join("+").replace('/', "."))
    }
}

fn invocation(request: &Request<'_>) -> Invocation {
    let lang = request.lang();
    let all = hindrances(request.audit, request.scope, lang);
    let told = |wanted: &dyn Fn(&Hindrance) -> bool| -> Vec<Notification> {
        let wanted = all.iter().filter(|one| wanted(one));
        wanted.map(|one| notification(one, lang)).collect()
    };
    Invocation {
        execution_successful: all.is_empty(),
        tool_execution_notifications: told(&|one| one.kind != Hindered::Problem),
        tool_configuration_notifications: told(&|one| one.kind == Hindered::Problem),
    }
}

fn notification(hindrance: &Hindrance, lang: Lang) -> Notification {
    Notification {
        descriptor: Id {
            id: hindrance.code.clone(),
        },
        level: "error",
        message: Message::plain(&hindrance.sentence(lang)),
        locations: hindrance.place.iter().map(beginning).collect(),
    }
}

/// A place that is only known by where it begins.
fn beginning(at: &At) -> Location {
    Location {
        physical_location: Physical {
            artifact_location: ArtifactLocation {
                uri: uri(&at.file),
                index: None,
            },
            region: Region {
                start_line: at.line,
                start_column: at.column,
                end_line: None,
                end_column: None,
            },
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

/// A place with its end.
fn location(sources: &Sources, spot: Spot) -> Location {
    let from = sources.line_column(spot);
    let mut last = spot;
    last.span.start = spot.span.end.max(spot.span.start);
    last.span.end = last.span.start;
    let to = sources.line_column(last);
    Location {
        physical_location: Physical {
            artifact_location: ArtifactLocation {
                uri: uri(&sources.get(spot.source).name),
                index: Some(spot.source.0),
            },
            region: Region {
                start_line: from.line,
                start_column: from.column,
                end_line: Some(to.line),
                end_column: Some(to.column),
            },
        },
        logical_locations: Vec::new(),
        message: None,
    }
}

/// What was read; places name these by their positions.
fn artifacts(audit: &Audit) -> Vec<Artifact> {
    let files = inputs(audit).into_iter();
    files
        .map(|file| Artifact {
            location: ArtifactLocation {
                uri: uri(&file.name),
                index: None,
            },
            roles: ["analysisTarget"],
            // A text is known by its characters, a log, which may be huge, by its bytes.
            hashes: match file.kind {
                Kind::Log => Hashes {
                    siphash: None,
                    xxh3: Some(file.hash),
                },
                Kind::Model | Kind::Evidence => Hashes {
                    siphash: Some(file.hash),
                    xxh3: None,
                },
            },
        })
        .collect()
}

/// How the checks ended, and what nobody looked at.
fn properties(request: &Request<'_>) -> Value {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let Some(checked) = &audit.checked else {
        return json!({ "baton": { "nothingChecked": true } });
    };
    let summary = Summary::of(checked, &audit.rules, scope);
    let off = audit.rules.off.iter().map(|off| off.id.as_str());
    let (waived, known) = waived_and_known(checked, scope);
    json!({ "baton": {
        "nothingChecked": is_nothing_checked(audit, scope),
        "asOf": checked.world.day.map(|day| day.to_string()),
        "scope": scope.wanted(),
        "checks": summary.all,
        "waived": waived,
        "knownFromBaseline": known,
        "rulesNotRun": off.collect::<Vec<_>>(),
        "notLookedAt": Coverage::of(checked, &audit.rules, scope).lines(lang),
    }})
}

impl Message {
    /// A text without links: what would read as one is escaped.
    fn plain(text: &str) -> Self {
        let text = visible(text);
        let text = if text.contains("](") {
            text.replace('[', "\\[").replace(']', "\\]")
        } else {
            text
        };
        Self { text }
    }
}
