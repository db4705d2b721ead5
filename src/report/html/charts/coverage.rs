//! What was looked at: families of rules against processes.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Charted;
use super::draw::text::shown;
use super::matrix::{self, Column};
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::model::ProcessId;
use crate::report::html::View;
use crate::report::summary::Counts;

/// Counts by process, the organization first, and by the position of the family.
type Matrix = BTreeMap<(Option<ProcessId>, usize), Counts>;

/// The section.
pub(crate) fn section(view: &View<'_>) -> Charted {
    let lang = view.lang;
    let title = lang.pick("What was looked at", "检查了什么");
    let (families, counts) = counted(view);
    let rows: Vec<_> = processes(view)
        .filter(|process| counts.keys().any(|(of, _)| of == process))
        .map(|process| row(view, process, families.len(), &counts))
        .collect();
    if rows.is_empty() {
        return Charted::empty(title, lang.pick(
            "No rule looked at anything here: name a process or object that exists, or leave out --rule and --only.",
            "没有任何规则检查过这里的内容：请指明存在的流程或对象，或去掉 --rule 和 --only。",
        ));
    }
    let lead = lang.pick(
        "Families of rules against processes. Each cell counts what was found wrong and what is open; only where neither is, what was found right. A dot means that no rule of the family ran on anything there.",
        "各类规则对各流程。每格为不符合与尚不能判定的项数；两者都没有时才列出符合的项数。圆点表示该类规则没有检查过那里的任何内容。",
    );
    let mut columns = vec![Column {
        head: lang.pick("process", "流程").to_owned(),
        is_upright: false,
    }];
    columns.extend(families.iter().map(|family| Column {
        head: family.clone(),
        is_upright: true,
    }));
    let caption = lang.pick(
        "Checks by process and family of rules",
        "各流程、各类规则的检查结果",
    );
    let charts = matrix::matrix(caption, &columns, &rows);
    Charted::drawn(title, lead, &matrix::legend(lang), &charts)
}

fn processes(view: &View<'_>) -> impl Iterator<Item = Option<ProcessId>> + use<> {
    let count = view.checked.world.chain.processes.len();
    std::iter::once(None).chain((0..count).map(|at| Some(ProcessId::at(at))))
}

/// All families, those that did not run too, and what their rules came to.
fn counted(view: &View<'_>) -> (Vec<String>, Matrix) {
    let (world, rules) = (&view.checked.world, &view.audit.rules);
    let ran = rules.rules.iter().map(|rule| &rule.meta.id);
    let all = ran.chain(rules.off.iter().map(|off| &off.id));
    let mut families: Vec<String> = all.map(|id| family(id).to_owned()).collect();
    families.sort();
    families.dedup();
    let mut counts = Matrix::new();
    for (rule, verdicts) in rules.rules.iter().zip(&view.checked.outcome.verdicts) {
        let own = family(&rule.meta.id);
        let at = families.partition_point(|family| family.as_str() < own);
        for (subject, verdict) in world.of_kind(rule.meta.looks_at).zip(verdicts) {
            if view.scope.includes(world, subject) {
                let key = (world.process(subject), at);
                counts.entry(key).or_default().add(*verdict);
            }
        }
    }
    (families, counts)
}

fn family(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(family, _)| family)
}

fn row(
    view: &View<'_>,
    process: Option<ProcessId>,
    families: usize,
    counts: &Matrix,
) -> (Markup, Vec<Markup>) {
    let (world, lang) = (&view.checked.world, view.lang);
    let name = match process {
        None => html! { (lang.pick("organization and chain", "组织与整条链")) },
        Some(process) => {
            let subject = Subject {
                kind: SubjectKind::Process,
                number: process.0,
            };
            let id = world.id(subject);
            let name = world.label(subject);
            let name = shown(name.get(lang));
            html! { (name) @if name != id { " " code { (shown(&id)) } } }
        }
    };
    let cells = (0..families).map(|family| {
        let found = counts.get(&(process, family)).copied();
        cell(found.unwrap_or_default(), lang)
    });
    (name, cells.collect())
}

fn cell(counts: Counts, lang: Lang) -> Markup {
    let wrong = [
        (Verdict::Nonconform, counts.nonconform),
        (Verdict::Undetermined, counts.undetermined),
    ];
    let some: Vec<_> = wrong.into_iter().filter(|(_, count)| *count > 0).collect();
    let right = [(Verdict::Conform, counts.conform)];
    html! {
        @if counts.checked == 0 { (matrix::sign(None, lang)) }
        @else if !some.is_empty() { (counts_of(&some, lang)) }
        @else if counts.conform > 0 { (counts_of(&right, lang)) }
        @else { (matrix::sign(Some(Verdict::NotApplicable), lang)) }
    }
}

fn counts_of(counts: &[(Verdict, usize)], lang: Lang) -> Markup {
    html! {
        @for (verdict, count) in counts {
            span class="count" { (matrix::sign(Some(*verdict), lang)) " " (count) }
        }
    }
}
