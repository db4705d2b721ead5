//! Findings as results.

use serde_json::json;

use super::super::escape::visible;
use super::super::format::Request;
use super::super::told::{self, Told};
use super::location;
use super::shape::{Fingerprints, Location, Logical, Message, Outcome, Suppression};
use crate::audit::{Audit, Checked};
use crate::finding::{Level, SetAside, Undecided};
use crate::lang::Lang;

/// Every finding in scope, those set aside as suppressed ones at the end.
pub(super) fn results(request: &Request<'_>) -> Vec<Outcome> {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let Some(checked) = &audit.checked else {
        return Vec::new();
    };
    let open = told::open(audit, checked, scope, lang);
    let aside = told::set_aside(audit, checked, scope, lang);
    let all = open.iter().chain(&aside);
    all.map(|told| result(audit, checked, told, lang)).collect()
}

fn result(audit: &Audit, checked: &Checked, told: &Told<'_>, lang: Lang) -> Outcome {
    let finding = told.finding;
    let mut places = finding.places.iter();
    let first = places.next().map(|place| {
        let mut first = location(&audit.sources, place.spot);
        first.logical_locations = vec![logical(checked, told)];
        first
    });
    let related = places.map(|place| Location {
        message: (!place.path.is_empty()).then(|| Message::plain(&place.path)),
        ..location(&audit.sources, place.spot)
    });
    let (kind, level) = kind_and_level(told);
    Outcome {
        rule_id: told.rule.to_owned(),
        rule_index: finding.rule,
        kind,
        level,
        message: Message::plain(&told.sentences(lang)),
        locations: first.into_iter().collect(),
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints {
            finding: finding.fingerprint.to_string(),
        },
        baseline_state: baseline_state(checked, finding.set_aside),
        suppressions: suppressions(told),
        properties: json!({
            "verdict": finding.verdict,
            "level": finding.level,
            "object": visible(&told.object),
            "process": told.process,
            "owner": visible(&told.owner),
        }),
    }
}

/// The kind of a result, and its level: only what failed has one.
fn kind_and_level(told: &Told<'_>) -> (&'static str, &'static str) {
    match (told.level(), &told.finding.undecided) {
        (Some(level), _) => ("fail", name(level)),
        // The rule would judge if somebody said which of two units was meant.
        (None, Some(Undecided::NotComparable { .. })) => ("review", "none"),
        (None, _) => ("open", "none"),
    }
}

/// The words of SARIF are ours, which a test holds against its schema.
pub(super) fn name(level: Level) -> &'static str {
    level.name()
}

fn logical(checked: &Checked, told: &Told<'_>) -> Logical {
    let id = checked.world.id(told.finding.subject);
    let name = id.rsplit('/').next().unwrap_or_default();
    let kind = told.finding.subject.kind.name();
    Logical {
        name: if name.is_empty() { kind } else { name }.to_owned(),
        fully_qualified_name: if id.is_empty() { kind.to_owned() } else { id },
        kind,
    }
}

fn baseline_state(checked: &Checked, aside: Option<SetAside>) -> Option<&'static str> {
    checked.compared.as_ref()?;
    Some(match aside {
        Some(SetAside::Known) => "unchanged",
        // A waiver is looked at before the baseline, so of these nobody knows; they are not new.
        Some(SetAside::Waived(_)) => "unchanged",
        None => "new",
    })
}

fn suppressions(told: &Told<'_>) -> Vec<Suppression> {
    let aside = told.finding.set_aside.iter();
    aside
        .map(|_| Suppression {
            kind: "external",
            status: "accepted",
            justification: visible(&told.aside),
        })
        .collect()
}
