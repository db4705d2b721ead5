//! What the model says and no rule of the run looked at: keys nobody reads, objects nobody
//! judges. A clean report says nothing of them.

use std::collections::HashMap;

use serde::Serialize;

use super::summary::Scope;
use crate::audit::Checked;
use crate::engine::{RuleSet, views};
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::load::schema::{Shape, TableSpec};
use crate::load::{AnyRecord, Reading};

/// More names than a reader wants to see in a line.
const MOST_NAMED: usize = 6;

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
            world
                .of_kind(kind)
                .filter(|subject: &Subject| scope.includes(world, *subject))
        };
        let mut tally = Tally::default();
        for subject in SubjectKind::ALL.into_iter().flat_map(in_scope) {
            if let Some(record) = views::record(world, subject) {
                tally.add(record);
            }
        }
        let reads = |name: &str| rules.rules.iter().any(|rule| rule.reads.contains(name));
        let mut unread: Vec<_> = tally
            .written()
            .filter(|(table, key, _)| {
                let known = NAMES.contains(key) || reads(&format!("*.{key}"));
                !known && !reads(&format!("{table}.{key}"))
            })
            .map(|(table, key, written)| Unread {
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

    /// What the report says of it, a line each.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.unread.is_empty() {
            let keys = self.unread.iter();
            let keys = keys.map(|unread| format!("`{}` ({})", unread.key, unread.written));
            let keys = some_of(keys.collect(), lang);
            lines.push(lang.pick(
                format!("written, but read by no rule of this run: {keys}"),
                format!("已写，但本次没有规则读取：{keys}"),
            ));
        }
        if !self.unjudged.is_empty() {
            let ids = some_of(self.unjudged.clone(), lang);
            lines.push(lang.pick(
                format!("nothing to judge, for any rule of this run: {ids}"),
                format!("本次没有规则能判断：{ids}"),
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

/// How often each key of each table is written.
#[derive(Default)]
struct Tally(HashMap<&'static str, Counted>);

/// One kind of table.
struct Counted {
    spec: &'static TableSpec,
    written: Vec<usize>,
    /// Keys with tables inside.
    leads_on: Vec<bool>,
}

impl Counted {
    fn of(spec: &'static TableSpec) -> Self {
        let has_tables = |shape: Shape| match shape {
            Shape::Table(_) => true,
            Shape::List(item) => matches!(*item, Shape::Table(_)),
            _ => false,
        };
        let keys = spec.keys.iter();
        Self {
            spec,
            written: vec![0; spec.keys.len()],
            leads_on: keys.map(|key| has_tables((key.shape)())).collect(),
        }
    }
}

impl Tally {
    /// Counts the keys written in a table and in the tables inside it.
    fn add(&mut self, record: &dyn AnyRecord) {
        let spec = record.spec();
        let counted = self.0.entry(spec.name).or_insert_with(|| Counted::of(spec));
        let mut inside = Vec::new();
        for (at, span) in record.key_spans().iter().enumerate() {
            if span.end == 0 {
                continue;
            }
            counted.written[at] += 1;
            if counted.leads_on[at] {
                inside.push(at);
            }
        }
        for at in inside {
            match record.read(at) {
                Reading::Record(table) => self.add(table.record()),
                Reading::List(items) => {
                    for (_, item) in items {
                        if let Reading::Record(table) = item {
                            self.add(table.record());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Table, key and how often, for every key that is written.
    fn written(&self) -> impl Iterator<Item = (&'static str, &'static str, usize)> {
        self.0.values().flat_map(|counted| {
            let keys = counted.spec.keys.iter().zip(&counted.written);
            let written = keys.filter(|(_, written)| **written > 0);
            written.map(|(key, written)| (counted.spec.name, key.name, *written))
        })
    }
}
