//! The same finding over many objects: a note under each of them, a line of the summary, and the
//! same for programs.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::summary::Scope;
use crate::audit::{Checked, Raised, Systemic};
use crate::engine::{RuleSet, World};
use crate::finding::{Finding, Level, SubjectKind};
use crate::lang::Lang;

/// More of them than a reader of the summary wants.
const MOST_NAMED: usize = 10;

/// `5 of 8 handoffs of store: the cause is likely one, look at the process that makes them`.
fn said(one: &Systemic, world: &World, lang: Lang) -> String {
    let process = world.chain.process(one.process).record.id.as_str();
    let (found, of, noun) = (one.found, one.of, one.kind.word(one.of, lang));
    lang.pick(
        format!("{found} of {of} {noun} of {process}: the cause is likely one, look at the process that makes them"),
        format!("{process} 的 {of} {noun}中有 {found} 个：原因很可能是同一个，请查产生它们的流程"),
    )
}

/// The note of a finding that stands on many objects.
pub(super) fn note(
    checked: &Checked,
    finding: &Finding,
    lang: Lang,
) -> Option<(&'static str, String)> {
    let one = checked.systemic_of(finding)?;
    let mut note = said(one, &checked.world, lang);
    if let Some(raised) = raised(one, finding, lang) {
        note += lang.pick("; ", "；");
        note += &raised;
    }
    Some((lang.pick("systemic", "系统性"), note))
}

/// The note of a finding that was raised for all like it, without what it shares with them.
pub(super) fn raised_note(
    checked: &Checked,
    finding: &Finding,
    lang: Lang,
) -> Option<(&'static str, String)> {
    let raised = raised(checked.systemic_of(finding)?, finding, lang)?;
    Some((lang.pick("systemic", "系统性"), raised))
}

/// `raised from warning for all of them`, of the finding that was.
fn raised(one: &Systemic, finding: &Finding, lang: Lang) -> Option<String> {
    let raised = one.raised?;
    let from = raised.from.word(lang);
    (raised.fingerprint == finding.fingerprint).then(|| {
        lang.pick(
            format!("raised from {from} for all of them"),
            format!("由{from}升级，代表全部"),
        )
    })
}

/// What is systemic in processes in scope, or on objects in scope: the most findings first.
fn meant<'a>(checked: &'a Checked, scope: &'a Scope) -> Vec<&'a Systemic> {
    let world = &checked.world;
    let key = |one: &Systemic| (one.rule, one.process, one.kind);
    let findings = checked.outcome.findings.iter();
    let in_scope = findings.filter(|finding| scope.includes(world, finding.subject));
    let touched: BTreeSet<_> = in_scope
        .filter_map(|finding| checked.systemic_of(finding).map(key))
        .collect();
    let mut meant: Vec<&Systemic> = checked.systemic.iter().collect();
    meant.retain(|one| touched.contains(&key(one)));
    meant.sort_by_key(|one| Reverse(one.found));
    meant
}

/// The object whose finding is raised for all.
fn raised_on(checked: &Checked, one: &Systemic) -> Option<String> {
    Some(checked.world.id(one.raised?.subject))
}

/// What the summary says, a line for each; of very many the first.
pub(super) fn lines(checked: &Checked, rules: &RuleSet, scope: &Scope, lang: Lang) -> Vec<String> {
    let line = |one: &Systemic| {
        let rule = &rules.rules[one.rule].meta.id;
        let said = said(one, &checked.world, lang);
        let is_shown = |raised: &Raised| scope.includes(&checked.world, raised.subject);
        let raised = raised_on(checked, one).map_or_else(String::new, |object| {
            let level = Level::Error.word(lang);
            if !one.raised.as_ref().is_some_and(is_shown) {
                return lang.pick(
                    format!("; counts as one {level} on {object}, which is not looked at here"),
                    format!("；按一项{level}计，记在 {object}，不在本次范围内"),
                );
            }
            lang.pick(
                format!("; counts as one {level}, on {object}"),
                format!("；按一项{level}计，记在 {object}"),
            )
        });
        lang.pick(
            format!("systemic: {rule} on {said}{raised}"),
            format!("系统性：{rule}，{said}{raised}"),
        )
    };
    let meant = meant(checked, scope);
    let named = meant.iter().take(MOST_NAMED);
    let mut lines: Vec<String> = named.map(|one| line(one)).collect();
    if let Some(more) = meant.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        lines.push(lang.pick(
            format!("  … and {more} more"),
            format!("  …… 另有 {more} 项"),
        ));
    }
    lines
}

/// What is systemic, in JSON.
#[derive(Debug, Serialize)]
pub(super) struct SystemicOut {
    rule: String,
    process: String,
    kind: SubjectKind,
    found: usize,
    of: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raised_from: Option<Level>,
}

/// What is systemic in scope, for JSON.
pub(super) fn out(checked: &Checked, rules: &RuleSet, scope: &Scope) -> Vec<SystemicOut> {
    let out = |one: &Systemic| SystemicOut {
        rule: rules.rules[one.rule].meta.id.clone(),
        process: checked
            .world
            .chain
            .process(one.process)
            .record
            .id
            .as_str()
            .to_owned(),
        kind: one.kind,
        found: one.found,
        of: one.of,
        raised_on: raised_on(checked, one),
        raised_from: one.raised.map(|raised| raised.from),
    };
    meant(checked, scope).into_iter().map(out).collect()
}
