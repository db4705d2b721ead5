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

/// Tables that say how a file is read, which every audit does by all of their keys.
const READ_BY: [&str; 1] = ["log"];

/// Keys by which things are called; they stand in every finding.
const NAMES: [&str; 2] = ["id", "name"];

/// What the rules of the run looked at, and what nobody did.
#[derive(Debug, Default, Serialize)]
pub struct Coverage {
    /// Values written under keys, names aside, and those a rule of the run reads.
    values: Part,
    /// Steps, handoffs, goals and value sheets, and those some rule judged.
    objects: Part,
    /// Keys that are written and read by no rule of the run, the most often written first.
    unread: Vec<Unread>,
    /// Steps, handoffs, goals and value sheets on which no rule of the run had anything to
    /// judge, by id.
    unjudged: Vec<String>,
}

/// A part of what is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// How many a rule of the run looked at.
    pub covered: usize,
    /// How many there are.
    pub all: usize,
}

impl Part {
    /// Whether at least this share is covered, in per cent; of nothing, all is.
    pub fn reaches(self, percent: u8) -> bool {
        100 * self.covered >= usize::from(percent) * self.all
    }

    /// The share covered, in full per cent.
    pub fn percent(self) -> usize {
        100 * self.covered / self.all.max(1)
    }
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
    pub fn of(checked: &Checked, rules: &RuleSet, scope: &Scope) -> Self {
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
        let mut values = Part::default();
        let mut unread = Vec::new();
        let is_meant = |(table, key, _): &(&str, &str, usize)| {
            !NAMES.contains(key) && !READ_BY.contains(table)
        };
        for (table, key, written) in tally.written().filter(is_meant) {
            values.all += written;
            if reads(&format!("*.{key}")) || reads(&format!("{table}.{key}")) {
                values.covered += written;
            } else {
                let key = format!("{table}.{key}");
                unread.push(Unread { key, written });
            }
        }
        unread.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.key.cmp(&b.key)));
        let audited: Vec<_> = AUDITED.into_iter().flat_map(in_scope).collect();
        let unjudged = audited.iter();
        let unjudged = unjudged.filter(|subject| !is_judged(checked, rules, **subject));
        let unjudged: Vec<_> = unjudged.map(|subject| world.id(*subject)).collect();
        let objects = Part {
            covered: audited.len() - unjudged.len(),
            all: audited.len(),
        };
        Self {
            values,
            objects,
            unread,
            unjudged,
        }
    }

    /// Values written, names aside, and those a rule of the run reads.
    pub(super) fn values(&self) -> Part {
        self.values
    }

    /// Steps, handoffs, goals and value sheets, and those some rule judged.
    pub(super) fn objects(&self) -> Part {
        self.objects
    }

    /// Keys that no rule of the run reads, with how often they are written.
    pub(super) fn unread(&self) -> Vec<(&str, usize)> {
        let keys = self.unread.iter();
        keys.map(|unread| (unread.key.as_str(), unread.written))
            .collect()
    }

    /// Objects on which no rule of the run had anything to judge, by id.
    pub(super) fn unjudged(&self) -> &[String] {
        &self.unjudged
    }

    /// What falls short of a share asked for, in words; `None` if nothing does.
    pub fn shortfall(&self, least: u8, lang: Lang) -> Option<String> {
        let short = [(self.objects, true), (self.values, false)];
        let (part, is_objects) = short.into_iter().find(|(part, _)| !part.reaches(least))?;
        let (percent, Part { covered, all }) = (part.percent(), part);
        let what = match (is_objects, lang) {
            (true, Lang::En) => "steps, handoffs, goals and value sheets were judged by any rule",
            (true, Lang::Zh) => "工序、交接、目标和客户价值单有规则判断",
            (false, Lang::En) => "values written are read by any rule",
            (false, Lang::Zh) => "已写的值有规则读取",
        };
        Some(lang.pick(
            format!("only {percent} % of the {what} ({covered} of {all})"),
            format!("只有 {percent} % 的{what}（{all} 中的 {covered}）"),
        ))
    }

    /// What the report says of it, a line each.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.unread.is_empty() {
            let keys = self.unread.iter();
            let keys = keys.map(|unread| {
                format!(
                    "`{}`{}",
                    unread.key,
                    lang.aside(&unread.written.to_string())
                )
            });
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
