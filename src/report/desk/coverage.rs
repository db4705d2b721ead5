//! Which branches of rules no example enters.

use super::super::Style;
use super::super::columns::{Align, Columns};
use crate::desk::{Coverage, Tested};
use crate::engine::probe::MarkKind;
use crate::lang::Lang;

/// A share for each rule, and every branch that is never entered.
pub(super) fn render(tested: &Tested, style: Style) -> String {
    let lang = style.lang;
    let mut columns = Columns::new(
        &[
            (lang.pick("rule", "规则"), Align::Left),
            (lang.pick("branches", "分支"), Align::Right),
            (lang.pick("entered", "已执行"), Align::Right),
            (lang.pick("share", "比例"), Align::Right),
        ],
        60,
    );
    let mut never = String::new();
    for rule in &tested.rules {
        let id = rule.text.id.clone();
        let Some(coverage) = &rule.coverage else {
            columns.row(vec![id, "?".into(), "?".into(), "?".into()]);
            continue;
        };
        let (all, entered) = (coverage.branches.len(), coverage.entered());
        columns.row(vec![
            id,
            all.to_string(),
            entered.to_string(),
            share(coverage),
        ]);
        for branch in coverage.never_entered() {
            let (file, line) = (&rule.text.file, branch.line);
            let kind = kind(branch.kind, lang);
            never.push_str(&format!("  {file}:{line}: {kind}\n      {}\n", branch.text));
        }
    }
    let mut text = String::new();
    if !style.quiet {
        text.push_str(&columns.render());
        text.push('\n');
    }
    if !never.is_empty() && !style.quiet {
        text.push_str(lang.pick("No example enters\n\n", "没有示例执行到\n\n"));
        text.push_str(&never);
        text.push('\n');
    }
    let covered = (100.0 * tested.covered().unwrap_or(0.0)).floor();
    text.push_str(&lang.pick(
        format!("branches entered by examples: {covered} %\n"),
        format!("示例执行到的分支：{covered} %\n"),
    ));
    text
}

fn share(coverage: &Coverage) -> String {
    let all = coverage.branches.len().max(1);
    format!("{} %", 100 * coverage.entered() / all)
}

/// What a branch is, in words.
pub(super) fn kind(kind: MarkKind, lang: Lang) -> &'static str {
    match kind {
        MarkKind::Function => lang.pick("this function", "此函数"),
        MarkKind::If => lang.pick("where this condition holds", "此条件成立时"),
        MarkKind::Else => lang.pick(
            "where the condition before does not hold",
            "前面的条件不成立时",
        ),
        MarkKind::NoElse => lang.pick("where this condition does not hold", "此条件不成立时"),
        MarkKind::Loop => lang.pick("this loop", "此循环"),
        MarkKind::Arm => lang.pick("this arm of the switch", "switch 的此分支"),
        MarkKind::Closure => lang.pick("this closure", "此闭包"),
        MarkKind::Catch => lang.pick("where this error is caught", "捕获此错误时"),
        MarkKind::Condition | MarkKind::Read | MarkKind::Said | MarkKind::NotApplicable => "",
    }
}
