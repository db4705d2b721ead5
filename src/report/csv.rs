//! Findings as a table of text, one a row.
//!
//! It begins with the mark by which spreadsheets know UTF-8: without it those of Chinese systems
//! read GBK. A cell is never a formula.

use super::escape::{cell, visible};
use super::format::Request;
use super::hindrance::{Hindrance, hindrances};
use super::told::{self, At, Told};
use crate::lang::Lang;

const UTF_8: char = '\u{feff}';

/// All findings in scope, those set aside at the end; what keeps the audit from being complete
/// comes first.
pub(super) fn render(request: &Request<'_>) -> String {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let mut rows: Vec<_> = hindrances(audit, scope, lang)
        .iter()
        .map(|one| hindered(one, lang))
        .collect();
    if let Some(checked) = &audit.checked {
        let open = told::open(audit, checked, scope, lang);
        let aside = told::set_aside(audit, checked, scope, lang);
        let all = open.iter().chain(&aside);
        rows.extend(all.map(|told| row(told, lang)));
    }
    let mut text = String::from(UTF_8);
    let heads = heads(lang).map(str::to_owned);
    for cells in std::iter::once(heads).chain(rows) {
        let cells = cells.map(|text| cell(&visible(&text)));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// What the columns are.
pub(super) fn heads(lang: Lang) -> [&'static str; 16] {
    match lang {
        Lang::En => [
            "fingerprint",
            "rule",
            "level",
            "verdict",
            "object kind",
            "object",
            "process",
            "owner",
            "message",
            "effect",
            "advice",
            "file",
            "line",
            "column",
            "set aside",
            "systemic",
        ],
        Lang::Zh => [
            "编号",
            "规则",
            "级别",
            "判定",
            "对象类别",
            "对象",
            "流程",
            "负责人",
            "发现",
            "影响",
            "建议",
            "文件",
            "行",
            "列",
            "不再列出的原因",
            "系统性",
        ],
    }
}

fn row(told: &Told<'_>, lang: Lang) -> [String; 16] {
    let [file, line, column] = place(told.place.as_ref());
    [
        told.finding.fingerprint.to_string(),
        told.rule.to_owned(),
        // Who counts by level counts what was found, and nothing that is open.
        told.level()
            .map_or_else(String::new, |level| level.word(lang).to_owned()),
        told.finding.verdict.word(lang).to_owned(),
        told.kind(lang).to_owned(),
        told.object.clone(),
        told.process.clone(),
        told.owner.clone(),
        told.message.clone(),
        told.effect.clone(),
        told.advice.clone(),
        file,
        line,
        column,
        told.aside.clone(),
        told.systemic.clone(),
    ]
}

fn hindered(hindrance: &Hindrance, lang: Lang) -> [String; 16] {
    let [file, line, column] = place(hindrance.place.as_ref());
    let mut row = <[String; 16]>::default();
    row[1].clone_from(&hindrance.code);
    row[3] = hindrance.word(lang).to_owned();
    row[8].clone_from(&hindrance.message);
    row[10].clone_from(&hindrance.next);
    row[11] = file;
    row[12] = line;
    row[13] = column;
    row
}

fn place(at: Option<&At>) -> [String; 3] {
    at.map_or_else(Default::default, |at| {
        [at.file.clone(), at.line.to_string(), at.column.to_string()]
    })
}
