//! The sheet of findings, each with a link to the row of its handoff.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::format::Request;
use super::super::told::{self, Told};
use super::Names;
use super::handoffs::{self, Rows};
use super::table::{Cell, Looks, Table, Tone, heads};
use crate::audit::Checked;
use crate::finding::SubjectKind;
use crate::lang::Lang;

/// Writes all findings in scope, those set aside at the end.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    checked: &Checked,
    rows: &Rows,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let names = Names::of(lang);
    let open = told::open(audit, checked, scope, lang);
    let aside = told::set_aside(audit, checked, scope, lang);
    let all = open.iter().chain(&aside);
    let table = Table {
        heads: heads(&HEADS, lang),
        rows: all.map(|told| row(told, rows, &names, lang)).collect(),
        frozen: 2,
        printed: 7,
        nothing: lang.pick(
            "nothing was found by the rules of this run",
            "本次运行的规则没有发现问题",
        ),
    };
    table.write(sheet, names.findings, looks)
}

const HEADS: [(&str, &str, u16); 14] = [
    ("level", "级别", 14),
    ("object", "对象", 28),
    ("finding", "发现", 52),
    ("effect", "影响", 40),
    ("advice", "建议", 40),
    ("owner", "负责人", 18),
    ("rule", "规则", 32),
    ("verdict", "判定", 14),
    ("kind", "对象类别", 14),
    ("process", "流程", 18),
    ("file", "文件", 30),
    ("line", "行", 7),
    ("set aside", "不再列出的原因", 36),
    ("fingerprint", "编号", 34),
];

fn row(told: &Told<'_>, rows: &Rows, names: &Names, lang: Lang) -> Vec<Cell> {
    let finding = told.finding;
    let level = match told.level() {
        Some(level) => level.word(lang),
        None => "–",
    };
    let handoff = (finding.subject.kind == SubjectKind::Handoff)
        .then(|| rows.get(&finding.subject.number))
        .flatten();
    let object = match handoff {
        Some(row) => Cell::Link(told.object.clone(), handoffs::place(names, *row)),
        None => Cell::text(&*told.object),
    };
    let place = told.place.as_ref();
    vec![
        Cell::Toned(level.to_owned(), Tone::of_level(told.level())),
        object,
        Cell::text(&*told.message),
        Cell::text(&*told.effect),
        Cell::text(&*told.advice),
        Cell::text(&*told.owner),
        Cell::text(told.rule),
        Cell::Toned(
            finding.verdict.word(lang).to_owned(),
            Tone::of_verdict(Some(finding.verdict)),
        ),
        Cell::text(told.kind(lang)),
        Cell::text(&*told.process),
        place.map_or(Cell::Empty, |at| Cell::text(&*at.file)),
        place.map_or(Cell::Empty, |at| Cell::Number(f64::from(at.line))),
        Cell::text(&*told.aside),
        Cell::text(finding.fingerprint.to_string()),
    ]
}
