//! A finding with its places and the figure it rests on, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::places::{PlaceOut, place_out};
use super::values::{ActualOut, actual};
use crate::audit::{Audit, Checked};
use crate::finding::{Finding, Level, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::load::Choice;
use crate::model::GoalId;
use crate::report::history::{self, PastOut};
use crate::report::{effect_and_advice, message};

#[derive(Debug, Serialize)]
pub(super) struct FindingOut {
    rule: String,
    /// Of what was found; none of what is undetermined, so that who counts by level does not count it.
    level: Option<Level>,
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
pub(super) struct EvidenceOut {
    #[serde(flatten)]
    actual: ActualOut,
    grade: Option<&'static str>,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct SubjectOut {
    kind: SubjectKind,
    id: String,
}

pub(super) fn finding(
    audit: &Audit,
    checked: &Checked,
    finding: &Finding,
    lang: Lang,
) -> FindingOut {
    let rule = &audit.rules.rules[finding.rule];
    let (effect, advice) = if finding.verdict == Verdict::Nonconform {
        effect_and_advice(&audit.rules, finding, lang)
    } else {
        (String::new(), String::new())
    };
    let places = finding.places.iter().enumerate();
    FindingOut {
        rule: rule.meta.id.clone(),
        level: (finding.verdict == Verdict::Nonconform).then_some(finding.level),
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

/// The figure a finding about a gap rests on.
pub(super) fn evidence(
    checked: &Checked,
    finding: &Finding,
    rule: &str,
    lang: Lang,
) -> Option<EvidenceOut> {
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
