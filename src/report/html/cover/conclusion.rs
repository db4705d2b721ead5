//! The audit in one sentence, and how its checks ended in numbers.
//!
//! What could not be judged is said as loudly as what is wrong, and nothing is good of
//! which nothing was checked.

use maud::{Markup, html};

use super::super::body::{Page, is_incomplete};
use super::super::marks::{self, Mark};
use crate::finding::{Level, SetAside, SubjectKind};
use crate::report::summary::Summary;

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let summary = Summary::of(view.checked, &view.audit.rules, view.scope);
    let (mark, sentence) = sentence(page, &summary);
    let decided = summary.all.decided().map_or_else(
        || lang.pick("none applies", "无适用项").to_owned(),
        |part| format!("{} %", (100.0 * part).floor()),
    );
    let tile = |mark: Mark, count: usize, word: &str, what: String| {
        html! {
            li class={ "tile " (mark.class()) } {
                span class="number" { (marks::shape(mark)) (count) }
                span class="word" { (word) }
                span class="what" { (what) }
            }
        }
    };
    let undetermined = lang.pick(
        "not shown to be right: the model or its evidence does not say enough",
        "没有证明符合：模型或证据不足",
    );
    html! {
        p class={ "conclusion " (mark.class()) } { (marks::shape(mark)) " " (sentence) }
        ul class="tiles" {
            (tile(Mark::Bad, summary.all.nonconform, lang.pick("nonconform", "不符合"), levels(page, &summary)))
            (tile(Mark::Open, summary.all.undetermined, lang.pick("undetermined", "尚不能判定"), undetermined.to_owned()))
            (tile(Mark::Good, summary.all.conform, lang.pick("conform", "符合"),
                lang.pick("checks that were made and found right", "已检查并符合的检查").to_owned()))
            (tile(Mark::None, summary.all.not_applicable, lang.pick("not applicable", "不适用"),
                lang.pick(format!("of {} checks; {decided} of those that apply decided", summary.all.checked),
                    format!("共 {} 项检查；适用项中已判定 {decided}", summary.all.checked))))
        }
        (extent(page))
    }
}

/// The sentence and the mark it is under.
fn sentence(page: &Page<'_>, summary: &Summary) -> (Mark, String) {
    let lang = page.view.lang;
    let all = &summary.all;
    let count = |level| summary.findings.get(&level).copied().unwrap_or(0);
    let (major, minor, notes) = (
        count(Level::Error),
        count(Level::Warning),
        count(Level::Note),
    );
    let (mark, mut said) = if all.conform + all.nonconform + all.undetermined == 0 {
        (
            Mark::Unchecked,
            lang.pick(
                "Nothing was checked: no rule of this run applies to what is written.".to_owned(),
                "什么也没有检查：本次运行的规则都不适用于现有内容。".to_owned(),
            ),
        )
    } else if major + minor > 0 {
        (Mark::Bad, lang.pick(
            format!("Handoffs of this chain do not conform: {major} major and {minor} minor nonconformities stand open."),
            format!("本链的交接存在不符合：严重不符合 {major} 项，一般不符合 {minor} 项，均未关闭。"),
        ))
    } else if notes > 0 {
        (Mark::Bad, lang.pick(
            format!("No nonconformity above an observation was found; observations that stand open: {notes}."),
            format!("没有发现严重或一般不符合；未关闭的观察项 {notes} 项。"),
        ))
    } else if all.undetermined > 0 {
        (
            Mark::Open,
            lang.pick(
                "No nonconformity was found, but not everything could be judged.".to_owned(),
                "没有发现不符合，但并非全部都能判定。".to_owned(),
            ),
        )
    } else {
        (Mark::Good, lang.pick(
            format!("All {} checks that apply were decided and found right; what was not looked at is named below.", all.conform),
            format!("适用的 {} 项检查全部判定并符合；没有看过的内容见后文。", all.conform),
        ))
    };
    if all.undetermined > 0 {
        said += &lang.pick(
            format!(
                " Checks that could not be judged: {}; they do not count as right.",
                all.undetermined
            ),
            format!("另有 {} 项检查尚不能判定，不算符合。", all.undetermined),
        );
    }
    if is_incomplete(page.view.audit) {
        said += lang.pick(
            " Rules failed, so the audit is incomplete.",
            "有规则运行失败，审核不完整。",
        );
        return (Mark::Bad, said);
    }
    (mark, said)
}

/// Findings by level, and how many are set aside.
fn levels(page: &Page<'_>, summary: &Summary) -> String {
    let lang = page.view.lang;
    let of = |level: Level| {
        let count = summary.findings.get(&level).copied().unwrap_or(0);
        format!("{count} {}", marks::counted(level, count, lang))
    };
    let open = [Level::Error, Level::Warning, Level::Note]
        .map(of)
        .join(lang.pick(", ", "，"));
    let aside = page.view.checked.outcome.findings.iter();
    let aside = aside.filter(|it| page.view.includes(it.subject));
    let count = |wanted: fn(SetAside) -> bool| {
        aside
            .clone()
            .filter(|it| it.set_aside.is_some_and(wanted))
            .count()
    };
    let waived = count(|it| matches!(it, SetAside::Waived(_)));
    let known = count(|it| it == SetAside::Known);
    let mut said = lang.pick(format!("open findings: {open}"), format!("未关闭：{open}"));
    if waived > 0 {
        said += &lang.pick(format!("; waived: {waived}"), format!("；让步 {waived} 项"));
    }
    if known > 0 {
        said += &lang.pick(
            format!("; known before: {known}"),
            format!("；原已知道 {known} 项"),
        );
    }
    said
}

/// How much was looked at.
fn extent(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let kinds = [
        SubjectKind::Process,
        SubjectKind::Step,
        SubjectKind::Handoff,
        SubjectKind::Goal,
        SubjectKind::ValueSheet,
    ];
    let counted = kinds.map(|kind| {
        let count = world.of_kind(kind).filter(|it| view.includes(*it)).count();
        format!("{count} {}", kind.word(count, lang))
    });
    let objects = counted.join(lang.pick(", ", "、"));
    let rules = view.audit.rules.rules.len();
    html! {
        p class="extent" {
            (lang.pick(
                format!("{rules} rules ran on {objects}."),
                format!("{rules} 条规则检查了 {objects}。"),
            ))
        }
    }
}
