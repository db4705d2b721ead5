//! What the model says and no rule of the run looked at: keys nobody reads, objects nobody
//! judges. A clean report says nothing of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::summary::{Scope, subjects};
use crate::audit::Checked;
use crate::engine::{RuleSet, views};
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::load::{AnyRecord, Reading};

/// More names than a reader of the summary wants.
const MOST_NAMED: usize = 3;

/// What an audit is for; who asks about these wants an answer on each of them.
const AUDITED: [SubjectKind; 4] = [
    SubjectKind::Step,
    SubjectKind::Handoff,
    SubjectKind::Goal,
    SubjectKind::ValueSheet,
];

/// Keys by which things are called; they stand in every finding.
const NAMES: [&str; 2] = ["id", "name"];

/// What nobody looked at.
#[derive(Debug, Default, Serialize)]
pub(super) struct Coverage {
    /// Keys that are written and read by no rule of the run, the most often written first.
    unread: Vec<Unread>,
    /// Steps, handoffs, goals and value sheets on which no rule of the run had anything to
    /// judge, by id.
    unjudged: Vec<String>,
}

/// A key that no rule reads.
#[derive(Debug, Serialize)]
struct Unread {
    key: String,
    written: usize,
}

impl Coverage {
    /// Of the objects in scope.
    ///
    /// # Complexity
    /// O(written keys + checks).
    pub(super) fn of(checked: &Checked, rules: &RuleSet, scope: &Scope) -> Self {
        let world = &checked.world;
        let in_scope = |kind| {
            subjects(world, kind).filter(|subject: &Subject| scope.includes(world, *subject))
        };
        let mut written: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for subject in SubjectKind::ALL.into_iter().flat_map(in_scope) {
            if let Some(record) = views::record(world, subject) {
                count(record, &mut written);
            }
        }
        let reads = |name: &str| rules.rules.iter().any(|rule| rule.reads.contains(name));
        let mut unread: Vec<_> = written
            .into_iter()
            .filter(|((table, key), _)| {
                let known = NAMES.contains(key) || reads(&format!("*.{key}"));
                !known && !reads(&format!("{table}.{key}"))
            })
            .map(|((table, key), written)| Unread {
                key: format!("{table}.{key}"),
                written,
            })
            .collect();
        unread.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.key.cmp(&b.key)));
        let unjudged = AUDITED.into_iter().flat_map(in_scope);
        let unjudged = unjudged.filter(|subject| !is_judged(checked, rules, *subject));
        Self {
            unread,
            unjudged: unjudged.map(|subject| world.id(subject)).collect(),
        }
    }

    /// What the summary says of it, a line each.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.unread.is_empty() {
            let keys = self.unread.iter();
            let keys = keys.map(|unread| format!("`{}` ({})", unread.key, unread.written));
            let keys = some_of(keys.collect(), lang);
            lines.push(lang.pick(
                format!("written, but read by no rule that ran: {keys}"),
                format!("已写但没有规则读取：{keys}"),
            ));
        }
        if !self.unjudged.is_empty() {
            let ids = some_of(self.unjudged.clone(), lang);
            lines.push(lang.pick(
                format!("judged by no rule that ran: {ids}"),
                format!("没有规则判断过：{ids}"),
            ));
        }
        lines
    }
}

/// The first names, and how many more there are.
fn some_of(names: Vec<String>, lang: Lang) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    let shown = names.into_iter().take(MOST_NAMED).collect::<Vec<_>>();
    let shown = shown.join(lang.pick(", ", "、"));
    match more {
        0 => shown,
        _ => lang.pick(
            format!("{shown} and {more} more"),
            format!("{shown} 等，另有 {more} 项"),
        ),
    }
}

/// Some rule found the object right, wrong or undecided.
fn is_judged(checked: &Checked, rules: &RuleSet, subject: Subject) -> bool {
    let verdicts = rules.rules.iter().zip(&checked.outcome.verdicts);
    let mut own = verdicts.filter(|(rule, _)| rule.meta.looks_at == subject.kind);
    own.any(|(_, verdicts)| {
        let verdict = verdicts.get(subject.number as usize);
        verdict.is_some_and(|verdict| *verdict != Verdict::NotApplicable)
    })
}

/// Counts the keys written in a table and in the tables inside it.
fn count<'r>(record: &'r dyn AnyRecord, written: &mut BTreeMap<(&'r str, &'r str), usize>) {
    let spec = record.spec();
    for (at, key) in spec.keys.iter().enumerate() {
        if record.key_span(at).is_some() {
            *written.entry((spec.name, key.name)).or_default() += 1;
            inside(record.read(at), written);
        }
    }
}

fn inside<'r>(reading: Reading<'r>, written: &mut BTreeMap<(&'r str, &'r str), usize>) {
    match reading {
        Reading::Record(table) => count(table.record(), written),
        Reading::List(items) => {
            for (_, item) in items {
                inside(item, written);
            }
        }
        _ => {}
    }
}
