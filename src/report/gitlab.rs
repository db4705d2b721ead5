//! The report as GitLab's code quality: findings beside the lines of a merge request.

use std::collections::BTreeMap;

use serde::Serialize;

use super::escape::visible;
use super::format::{Request, Unwritten};
use super::hindrance::{Hindrance, hindrances};
use super::json::written;
use super::told::{self, At, Told};
use crate::finding::{Fingerprint, Level};
use crate::lang::Lang;

#[derive(Debug, Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u32,
}

/// All open findings in scope, after what keeps the audit from being complete.
///
/// # Errors
/// If a number cannot be written as JSON; none of a report's can be such.
pub(super) fn render(request: &Request<'_>) -> Result<String, Unwritten> {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let mut issues: Vec<_> = hindrances(audit, scope, lang)
        .iter()
        .map(|one| hindered(one, lang))
        .collect();
    if let Some(checked) = &audit.checked {
        let open = told::open(audit, checked, scope, lang);
        issues.extend(open.iter().map(|told| issue(told, lang)));
    }
    tell_apart(&mut issues);
    Ok(written(&issues)?)
}

fn issue(told: &Told<'_>, lang: Lang) -> Issue {
    let (dash, undecided) = (lang.pick(" — ", "——"), told.level().is_none());
    let mut description = match undecided {
        true => format!(
            "{}{}{}",
            told.grade(lang),
            lang.pick(": ", "："),
            told.message
        ),
        false => told.message.clone(),
    };
    if !told.advice.is_empty() {
        description.push_str(dash);
        description.push_str(&told.advice);
    }
    if !told.systemic.is_empty() {
        let name = lang.pick("systemic", "系统性");
        let why = format!("{name}{}{}", lang.colon(), told.systemic);
        description.push_str(&lang.aside(&why));
    }
    Issue {
        description: visible(&description),
        check_name: told.rule.to_owned(),
        fingerprint: told.finding.fingerprint.to_string(),
        severity: match told.level() {
            Some(Level::Error) => "major",
            Some(Level::Warning) => "minor",
            // An observation, and what is undetermined: nothing is wrong yet.
            Some(Level::Note) | None => "info",
        },
        location: location(told.place.as_ref()),
    }
}

fn hindered(hindrance: &Hindrance, lang: Lang) -> Issue {
    let place = hindrance.place.as_ref();
    let at = place.map_or_else(String::new, ToString::to_string);
    Issue {
        description: visible(&hindrance.sentence(lang)),
        check_name: hindrance.code.clone(),
        fingerprint: Fingerprint::of([&*hindrance.code, &at]).to_string(),
        severity: "blocker",
        location: location(place),
    }
}

/// GitLab wants a file of everything; what has none belongs to the folder.
fn location(place: Option<&At>) -> Location {
    let path = place.map_or(".", |at| at.file.strip_prefix("./").unwrap_or(&at.file));
    Location {
        path: path.to_owned(),
        lines: Lines {
            begin: place.map_or(1, |at| at.line),
        },
    }
}

/// Of two issues with one fingerprint GitLab would show one.
fn tell_apart(issues: &mut [Issue]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for issue in issues {
        let count = seen.entry(issue.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            let nth = count.to_string();
            issue.fingerprint = Fingerprint::of([&*issue.fingerprint, &nth]).to_string();
        }
    }
}
