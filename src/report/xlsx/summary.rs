//! The first sheet: what was checked and how it ended, what keeps it from being complete, what
//! nobody looked at, and what was read.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::coverage::Coverage;
use super::super::format::Request;
use super::super::hindrance::Hindrance;
use super::super::inputs::inputs;
use super::super::summary::Summary;
use super::super::{closing, order};
use super::Names;
use super::table::{Cell, HEAD, Looks, Tone, set_height};
use crate::audit::Checked;
use crate::finding::{Level, Verdict};
use crate::lang::Lang;

/// How wide the columns are: names, what is said of them, where it stands.
const WIDTHS: [u16; 3] = [30, 84, 40];

/// A name and what stands beside it.
type Line = (String, Vec<Cell>);

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    request: &Request<'_>,
    broken: &[Hindrance],
    names: &Names,
) -> Result<(), XlsxError> {
    let (lang, looks) = (request.lang(), Looks::beside_names());
    sheet.set_name(names.summary)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, f64::from(width) + 1.0)?;
    }
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    let title = lang.pick("baton: audit of handoffs", "baton：交接审核");
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    let mut sections = vec![(String::new(), about(request))];
    if !broken.is_empty() {
        let title = lang.pick(
            "What keeps this audit from being complete",
            "审核为何不完整",
        );
        sections.push((title.to_owned(), hindered(broken, lang)));
    }
    if let Some(checked) = &request.audit.checked {
        sections.extend(checked_sections(request, checked));
    }
    let title = lang.pick("What was read", "读取的文件");
    sections.push((title.to_owned(), read(request)));
    let mut row = 2;
    for (title, lines) in sections {
        if !title.is_empty() {
            row += 1;
            sheet.set_row_height(row, HEAD)?;
            for (column, text) in [(0, title.as_str()), (1, ""), (2, "")] {
                sheet.write_string_with_format(row, column, text, &looks.head)?;
            }
            row += 1;
        }
        for (name, cells) in lines {
            sheet.write_string_with_format(row, 0, &name, &looks.strong)?;
            set_height(sheet, row, cells.iter().zip(WIDTHS.into_iter().skip(1)))?;
            for (column, cell) in (1u16..).zip(&cells) {
                looks.write(sheet, row, column, cell, &mut 0)?;
            }
            row += 1;
        }
    }
    Ok(())
}

fn line(name: &str, cell: Cell) -> Line {
    (name.to_owned(), vec![cell])
}

/// What the audit speaks of.
fn about(request: &Request<'_>) -> Vec<Line> {
    let lang = request.lang();
    let wanted = request.scope.wanted();
    let scope = if wanted.is_empty() {
        lang.pick("everything that was read", "读取的全部内容")
            .to_owned()
    } else {
        let only = wanted.join(lang.pick(", ", "、"));
        lang.pick(
            format!("only {only}; nothing is said of the rest"),
            format!("仅限 {only}；其余部分不作说明"),
        )
    };
    let day = request
        .audit
        .checked
        .as_ref()
        .and_then(|checked| checked.world.day);
    vec![
        line(lang.pick("scope", "范围"), Cell::Text(scope)),
        line(
            lang.pick("as of", "审核所指日期"),
            day.map_or_else(
                || Cell::text(lang.pick("the model names no day", "模型中没有日期")),
                Cell::Day,
            ),
        ),
        line(
            lang.pick("made by", "生成程序"),
            Cell::text(concat!("baton ", env!("CARGO_PKG_VERSION"))),
        ),
    ]
}

fn hindered(broken: &[Hindrance], lang: Lang) -> Vec<Line> {
    let lines = broken.iter().map(|one| {
        let at = one
            .place
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let sentence = Cell::Toned(one.sentence(lang), Tone::Worse);
        let colon = lang.pick(": ", "：");
        let name = format!("{}{colon}{}", one.word(lang), one.code);
        (name, vec![sentence, Cell::Text(at)])
    });
    lines.collect()
}

fn checked_sections(request: &Request<'_>, checked: &Checked) -> Vec<(String, Vec<Line>)> {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let summary = Summary::of(checked, &audit.rules, scope);
    let shown = order::nonconformities(checked, scope);
    let first = order::first(&shown);
    let told = closing::lines(audit, checked, scope, first.as_ref(), lang);
    let told = told.iter().map(|text| line("", Cell::text(text.trim())));
    let coverage = Coverage::of(checked, &audit.rules, scope).lines(lang);
    let mut unseen: Vec<_> = coverage
        .iter()
        .map(|text| line("", Cell::text(&**text)))
        .collect();
    unseen.extend(audit.rules.off.iter().map(|off| {
        line(
            lang.pick("rule not run", "未运行的规则"),
            Cell::text(&*off.id),
        )
    }));
    if unseen.is_empty() {
        let nothing = lang.pick(
            "every value written was read, and every object judged, by a rule of this run",
            "每个已写的值都有规则读取，每个对象都有规则判断",
        );
        unseen.push(line("", Cell::text(nothing)));
    }
    let caveat = lang.pick(
        "Figures are of the cases that were looked at; bounds say how far others may lie from them. What was not looked at may be otherwise. The rules grade by the settings of this workspace; no certificate follows from them.",
        "观测值只代表查看过的个案，界限说明其余个案可能相差多少；没有看过的内容可能不同。级别按本工作区的设置评定，不构成认证。",
    );
    vec![
        (
            lang.pick("How the checks ended", "检查结果").to_owned(),
            counts(&summary, lang),
        ),
        (lang.pick("In words", "说明").to_owned(), told.collect()),
        (
            lang.pick("What was not checked", "没有检查的内容")
                .to_owned(),
            unseen,
        ),
        (
            lang.pick("What it rests on", "依据与局限").to_owned(),
            vec![line("", Cell::text(caveat))],
        ),
    ]
}

fn counts(summary: &Summary, lang: Lang) -> Vec<Line> {
    let all = summary.all;
    let verdicts = [
        (Verdict::Conform, all.conform),
        (Verdict::Nonconform, all.nonconform),
        (Verdict::Undetermined, all.undetermined),
        (Verdict::NotApplicable, all.not_applicable),
    ];
    let mut lines = vec![line(
        lang.pick("checks", "检查项"),
        Cell::count(all.checked),
    )];
    lines.extend(verdicts.map(|(verdict, count)| line(verdict.word(lang), Cell::count(count))));
    let decided = all.decided().map(|part| (100.0 * part).floor());
    lines.push(line(
        lang.pick("decided, % of what applies", "适用项中已判定 %"),
        decided.map_or(Cell::Empty, Cell::Number),
    ));
    let levels = [Level::Error, Level::Warning, Level::Note];
    lines.extend(levels.map(|level| {
        let count = summary.findings.get(&level).copied().unwrap_or(0);
        let name = lang.pick(
            format!("findings: {}", level.word(lang)),
            format!("发现：{}", level.word(lang)),
        );
        (name, vec![Cell::count(count)])
    }));
    lines
}

/// Every file that was read, with the hash of what it says.
fn read(request: &Request<'_>) -> Vec<Line> {
    let lang = request.lang();
    let files = inputs(request.audit).into_iter();
    files
        .map(|file| {
            (
                file.kind.word(lang).to_owned(),
                vec![Cell::Text(file.name), Cell::Text(file.hash)],
            )
        })
        .collect()
}
