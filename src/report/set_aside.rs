//! Findings that are not among the open ones: accepted by waivers, or known from the baseline.

use serde::Serialize;

use super::history::which;
use super::summary::Scope;
use super::{message, object};
use crate::audit::Checked;
use crate::baseline::{Compared, Entry};
use crate::engine::RuleSet;
use crate::finding::{Finding, SetAside};
use crate::lang::Lang;
use crate::load::document::Waiver;

/// More fixed findings than a reader of the summary wants by name.
const MOST_NAMED: usize = 10;

/// The waived findings in scope, each with its waiver.
fn waived<'a>(
    checked: &'a Checked,
    scope: &'a Scope,
) -> impl Iterator<Item = (&'a Finding, &'a Waiver)> {
    let findings = checked.outcome.findings.iter();
    let in_scope = findings.filter(|finding| scope.includes(&checked.world, finding.subject));
    in_scope.filter_map(|finding| match finding.set_aside {
        Some(SetAside::Waived(number)) => {
            let waiver = checked.world.chain.waivers.get(number as usize)?;
            Some((finding, &*waiver.record))
        }
        _ => None,
    })
}

/// How many findings in scope a waiver accepts, and how many the baseline knows.
pub(super) fn waived_and_known(checked: &Checked, scope: &Scope) -> (usize, usize) {
    let findings = checked.outcome.findings.iter();
    let in_scope = findings.filter(|finding| scope.includes(&checked.world, finding.subject));
    in_scope.fold((0, 0), |(waived, known), finding| match finding.set_aside {
        Some(SetAside::Waived(_)) => (waived + 1, known),
        Some(SetAside::Known) => (waived, known + 1),
        None => (waived, known),
    })
}

/// Why a finding is not among the open ones; `None` if it is.
pub(super) fn reason(checked: &Checked, finding: &Finding, lang: Lang) -> Option<String> {
    let number = match finding.set_aside? {
        SetAside::Known => {
            return Some(
                lang.pick("known from the baseline", "基线中已有")
                    .to_owned(),
            );
        }
        SetAside::Waived(number) => number,
    };
    let waiver = &checked.world.chain.waivers.get(number as usize)?.record;
    let by = waiver.approved_by.as_ref().map_or("—", |by| by.get(lang));
    let until = waiver
        .ends_on
        .map_or_else(|| "—".into(), |until| until.to_string());
    let (id, reason) = (waiver.id.as_str(), waiver.reason.get(lang));
    Some(lang.pick(
        format!("waived: {reason} ({id}, approved by {by}, until {until})"),
        format!("让步：{reason}（{id}，{by} 批准，有效至 {until}）"),
    ))
}

/// What the summary says of them, a line each.
pub(super) fn lines(checked: &Checked, rules: &RuleSet, scope: &Scope, lang: Lang) -> Vec<String> {
    let mut lines: Vec<_> = waived(checked, scope)
        .map(|(finding, waiver)| {
            let rule = &rules.rules[finding.rule].meta.id;
            let id = checked.world.id(finding.subject);
            let object = object(&id, lang);
            let by = waiver.approved_by.as_ref().map_or("—", |by| by.get(lang));
            let until = waiver
                .ends_on
                .map_or_else(|| "—".into(), |until| until.to_string());
            let (waiver_id, reason) = (waiver.id.as_str(), waiver.reason.get(lang));
            lang.pick(
                format!(
                    "waived: {rule} on {object}, {reason} ({waiver_id}, approved by {by}, until {until})"
                ),
                format!("让步：{object} 的 {rule}，{reason}（{waiver_id}，{by} 批准，有效至 {until}）"),
            )
        })
        .collect();
    if let Some(compared) = &checked.compared {
        lines.extend(against_baseline(&within(compared, scope), lang));
    }
    lines
}

/// The part of a comparison that speaks of objects in scope.
fn within(compared: &Compared, scope: &Scope) -> Compared {
    let within = |entries: &[Entry]| {
        let entries = entries.iter();
        let within = entries.filter(|entry| scope.includes_id(&entry.object));
        within.cloned().collect()
    };
    Compared {
        known: within(&compared.known),
        fixed: within(&compared.fixed),
        unseen: within(&compared.unseen),
        gone: within(&compared.gone),
    }
}

fn against_baseline(compared: &Compared, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let (known, fixed) = (compared.known.len(), compared.fixed.len());
    lines.push(lang.pick(
        format!("baseline: {known} known and not shown, {fixed} fixed since"),
        format!("基线：{known} 项早已知道，不再列出；此后已纠正 {fixed} 项"),
    ));
    let (unseen, gone) = (compared.unseen.len(), compared.gone.len());
    if unseen > 0 {
        let names = compared.unseen.iter();
        let which = which(names.map(|entry| (&*entry.rule, &*entry.object)), lang);
        lines.push(lang.pick(
            format!("  {unseen} of the baseline were not judged this time: {which}"),
            format!("  基线中有 {unseen} 项这次没有判断：{which}"),
        ));
    }
    if gone > 0 {
        lines.push(lang.pick(
            format!("  {gone} of the baseline are about objects that are no longer there"),
            format!("  基线中有 {gone} 项所针对的对象已不存在"),
        ));
    }
    lines.extend(compared.fixed.iter().take(MOST_NAMED).map(|entry| {
        let (rule, object) = (&entry.rule, object(&entry.object, lang));
        lang.pick(
            format!("  fixed: {rule} on {object}"),
            format!("  已纠正：{object} 的 {rule}"),
        )
    }));
    if fixed > MOST_NAMED {
        let more = fixed - MOST_NAMED;
        lines.push(lang.pick(
            format!("  … and {more} more"),
            format!("  …… 另有 {more} 项"),
        ));
    }
    lines
}

/// A waived finding in JSON.
#[derive(Debug, Serialize)]
pub(super) struct WaivedOut {
    rule: String,
    object: String,
    message: String,
    fingerprint: String,
    waiver: String,
    reason: String,
    approved_by: Option<String>,
    ends_on: Option<String>,
}

/// How the audit compares with its baseline, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct BaselineOut {
    known: usize,
    not_judged: usize,
    gone: usize,
    fixed: Vec<Entry>,
}

/// The waived findings in scope, for JSON.
pub(super) fn waived_out(
    checked: &Checked,
    rules: &RuleSet,
    scope: &Scope,
    lang: Lang,
) -> Vec<WaivedOut> {
    let out = |(finding, waiver): (&Finding, &Waiver)| WaivedOut {
        rule: rules.rules[finding.rule].meta.id.clone(),
        object: checked.world.id(finding.subject),
        message: message(rules, finding, lang),
        fingerprint: finding.fingerprint.to_string(),
        waiver: waiver.id.as_str().to_owned(),
        reason: waiver.reason.get(lang).to_owned(),
        approved_by: waiver
            .approved_by
            .as_ref()
            .map(|by| by.get(lang).to_owned()),
        ends_on: waiver.ends_on.map(|day| day.to_string()),
    };
    waived(checked, scope).map(out).collect()
}

/// The comparison with the baseline in scope, for JSON.
pub(super) fn baseline_out(checked: &Checked, scope: &Scope) -> Option<BaselineOut> {
    let compared = within(checked.compared.as_ref()?, scope);
    Some(BaselineOut {
        known: compared.known.len(),
        not_judged: compared.unseen.len(),
        gone: compared.gone.len(),
        fixed: compared.fixed,
    })
}
