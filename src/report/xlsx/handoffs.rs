//! The sheet of handoffs: the eight questions, and what is asked and measured of each.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::format::Request;
use super::super::judged;
use super::super::summary::findings;
use super::Names;
use super::table::{Cell, Head, Looks, Table, Tone, heads};
use crate::audit::Checked;
use crate::engine::{Question, World};
use crate::finding::{Subject, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::measure::judged::Judged;

/// The first row of each handoff, by its number; the head is row 0.
pub(super) type Rows = BTreeMap<u32, u32>;

/// Where each handoff in scope will stand.
pub(super) fn rows(request: &Request<'_>, checked: &Checked) -> Rows {
    let mut rows = Rows::new();
    let mut next = 1;
    for subject in in_scope(request, checked) {
        rows.insert(subject.number, next);
        let asked = checked.world.judged.get(subject.number as usize);
        let asked = asked.map_or(0, Vec::len).max(1);
        next += u32::try_from(asked).unwrap_or(u32::MAX);
    }
    rows
}

/// Where a link to a row leads.
pub(super) fn place(names: &Names, row: u32) -> String {
    format!("internal:'{}'!A{}", names.handoffs, row + 1)
}

fn in_scope<'a>(
    request: &'a Request<'_>,
    checked: &'a Checked,
) -> impl Iterator<Item = Subject> + 'a {
    let handoffs = checked.world.of_kind(SubjectKind::Handoff);
    handoffs.filter(|subject| request.scope.includes(&checked.world, *subject))
}

/// Writes a row for every statement that figures are held against, one for a handoff without any.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let lang = request.lang();
    let world = &checked.world;
    let mut counts: BTreeMap<Subject, usize> = BTreeMap::new();
    for finding in findings(checked, request.scope) {
        if finding.verdict == Verdict::Nonconform {
            *counts.entry(finding.subject).or_default() += 1;
        }
    }
    let mut rows = Vec::new();
    for subject in in_scope(request, checked) {
        let count = counts.get(&subject).copied().unwrap_or(0);
        let own = named(checked, subject, count, lang);
        let asked = world.judged.get(subject.number as usize);
        let asked = asked.map_or(&[][..], Vec::as_slice);
        for one in asked {
            rows.push([own.clone(), measured(world, one, lang)].concat());
        }
        if asked.is_empty() {
            rows.push(own);
        }
    }
    let table = Table {
        heads: columns(lang),
        rows,
        frozen: 1,
        printed: 13,
        nothing: lang.pick(
            "no handoff in scope: write [[handoff]] with from and to",
            "范围内没有交接：请写 [[handoff]]，注明 from 和 to",
        ),
    };
    table.write(sheet, Names::of(lang).handoffs, looks)
}

fn columns(lang: Lang) -> Vec<Head> {
    let named: [(&str, &str, u16); 5] = [
        ("handoff", "交接", 28),
        ("from", "交出方", 26),
        ("to", "接收方", 26),
        ("deliverable", "交付物", 30),
        ("findings", "发现数", 9),
    ];
    let measured: [(&str, &str, u16); 9] = [
        ("asked", "要求", 36),
        ("measured", "观测值", 12),
        ("unit", "单位", 12),
        ("lower", "下限", 10),
        ("upper", "上限", 10),
        ("n", "n", 8),
        ("evidence", "依据", 40),
        ("verdict", "判定", 14),
        ("what would decide it", "怎样才能判定", 40),
    ];
    let questions = Question::ALL
        .iter()
        .map(|question| (question.word(lang), 14));
    let mut all = heads(&named, lang);
    all.extend(questions);
    all.extend(heads(&measured, lang));
    all
}

/// What a handoff is, and the answers to the eight questions.
fn named(checked: &Checked, subject: Subject, findings: usize, lang: Lang) -> Vec<Cell> {
    let world = &checked.world;
    let number = subject.number as usize;
    let handoff = &world.chain.handoffs[number];
    let name = |party| world.chain.party_name(party).get(lang).to_owned();
    let mut cells = vec![
        Cell::text(world.id(subject)),
        Cell::text(name(handoff.from)),
        handoff.to.map_or_else(
            || Cell::Toned(lang.pick("nobody", "无人").to_owned(), Tone::Worse),
            |to| Cell::text(name(to)),
        ),
        handoff
            .record
            .deliverable
            .as_ref()
            .map_or(Cell::Empty, |what| Cell::text(what.get(lang))),
        Cell::count(findings),
    ];
    let answers = checked.answers.get(number);
    let answers = answers.into_iter().flatten().copied();
    cells.extend(answers.map(|answer| {
        let word = answer.map_or(lang.pick("not looked at", "未检查"), |verdict| {
            verdict.word(lang)
        });
        Cell::Toned(word.to_owned(), Tone::of_verdict(answer))
    }));
    cells
}

/// What is asked, and what figures show of it.
fn measured(world: &World, one: &Judged, lang: Lang) -> Vec<Cell> {
    let observed = one.observed.as_ref();
    let value = observed.map(|observed| &observed.value);
    let bounds = observed.and_then(|observed| observed.bounds.as_ref());
    let (word, why) = judged::verdict_parts(one.verdict, lang);
    vec![
        Cell::text(one.statement.text.get(lang)),
        Cell::number(value),
        Cell::unit(value, lang),
        Cell::number(bounds.map(|(lower, _)| lower)),
        Cell::number(bounds.map(|(_, upper)| upper)),
        Cell::cases(observed.and_then(|observed| observed.n)),
        one.figure.map_or(Cell::Empty, |figure| {
            Cell::text(judged::evidence(world, figure, lang))
        }),
        Cell::Toned(word, Tone::of_gap(one.verdict)),
        Cell::text(why),
    ]
}
