//! The end of the text report: what was checked, how it ended, and what to take first.

use super::boxes;
use super::history;
use super::later;
use super::order::{Because, First};
use super::set_aside;
use super::summary::{Counts, Scope, Summary};
use super::systemic;
use crate::audit::{Audit, Checked};
use crate::engine::{OffReason, RuleSet};
use crate::finding::{Level, SubjectKind};
use crate::lang::Lang;

/// The summary, each line ended.
pub(super) fn render(
    audit: &Audit,
    checked: &Checked,
    scope: &Scope,
    first: Option<&First<'_>>,
    lang: Lang,
) -> String {
    let title = lang.pick("Summary", "小结");
    let lines = lines(audit, checked, scope, first, lang);
    format!("{title}\n\n  {}\n", lines.join("\n  "))
}

/// The lines of the summary.
pub(super) fn lines(
    audit: &Audit,
    checked: &Checked,
    scope: &Scope,
    first: Option<&First<'_>>,
    lang: Lang,
) -> Vec<String> {
    let rules = &audit.rules;
    let summary = Summary::of(checked, rules, scope);
    let mut lines = vec![
        looked_at(rules, checked, scope, lang),
        counts(&summary.all, lang),
        levels(&summary, lang),
    ];
    lines.extend(set_aside::lines(checked, rules, scope, lang));
    lines.extend(systemic::lines(checked, rules, scope, lang));
    lines.extend(history::lines(checked, scope, lang));
    lines.extend(later::lines(checked, lang));
    lines.extend(first.map(|first| begin_with(first, rules, checked, lang)));
    if !checked.world.chain.handoffs.is_empty() {
        lines.extend(boxes::unanswered(rules, lang));
    }
    if summary.all.undetermined > 0 {
        let not_conform = lang.pick(
            "undetermined is not conform: the model or its evidence does not say enough",
            "尚不能判定不等于符合：模型或证据不足",
        );
        lines.push(not_conform.to_owned());
    }
    lines
}

/// How many rules looked at how many objects.
fn looked_at(rules: &RuleSet, checked: &Checked, scope: &Scope, lang: Lang) -> String {
    let world = &checked.world;
    let objects = [
        SubjectKind::Process,
        SubjectKind::Step,
        SubjectKind::Handoff,
        SubjectKind::Goal,
        SubjectKind::ValueSheet,
    ]
    .map(|kind| {
        let count = world
            .of_kind(kind)
            .filter(|subject| scope.includes(world, *subject))
            .count();
        format!("{count} {}", kind.word(count, lang))
    })
    .join(lang.pick(", ", "、"));
    let skipped = not_run(rules, checked.outcome.off, lang);
    let count = rules.rules.len();
    let noun = if count == 1 { "rule" } else { "rules" };
    lang.pick(
        format!("{count} {noun}{skipped} on {objects}"),
        format!("{count} 条规则{skipped}，检查了 {objects}"),
    )
}

/// How many rules did not run, which of them the settings switch off, and on how many
/// single checks they do.
fn not_run(rules: &RuleSet, checks_off: usize, lang: Lang) -> String {
    let off = &rules.off;
    if off.is_empty() && checks_off == 0 {
        return String::new();
    }
    let by_settings: Vec<_> = off
        .iter()
        .filter(|off| off.reason == OffReason::Settings)
        .map(|off| off.id.as_str())
        .collect();
    let count = |reason| off.iter().filter(|off| off.reason == reason).count();
    let (chosen, profile) = (count(OffReason::Choice), count(OffReason::Profile));
    let mut parts = Vec::new();
    if chosen > 0 {
        parts.push(lang.pick(format!("{chosen} not chosen"), format!("{chosen} 条未选")));
    }
    if profile > 0 {
        parts.push(lang.pick(
            format!("{profile} more in stricter profiles"),
            format!("更严的档次另有 {profile} 条"),
        ));
    }
    if !by_settings.is_empty() {
        let names = by_settings.join(lang.pick(", ", "、"));
        parts.push(lang.pick(
            format!("off in baton.toml: {names}"),
            format!("baton.toml 关闭了：{names}"),
        ));
    }
    if checks_off > 0 {
        parts.push(lang.pick(
            format!("{checks_off} single checks off in baton.toml"),
            format!("baton.toml 另关闭了 {checks_off} 项检查"),
        ));
    }
    let parts = parts.join(lang.pick("; ", "；"));
    lang.pick(format!(" ({parts})"), format!("（{parts}）"))
}

/// Counts in a line.
pub(super) fn counts(counts: &Counts, lang: Lang) -> String {
    let Counts {
        checked,
        conform,
        nonconform,
        undetermined,
        not_applicable,
    } = counts;
    let decided = counts.decided().map_or_else(
        || lang.pick("none applies", "无适用项").to_owned(),
        // Rounded down: 100 % is said only where everything was decided.
        |part| format!("{} %", (100.0 * part).floor()),
    );
    lang.pick(
        format!(
            "{checked} checks: {conform} conform, {nonconform} nonconform, {undetermined} undetermined, \
             {not_applicable} not applicable; decided: {decided}"
        ),
        format!(
            "{checked} 项检查：符合 {conform} 项，不符合 {nonconform} 项，尚不能判定 {undetermined} 项，\
             不适用 {not_applicable} 项；已判定：{decided}"
        ),
    )
}

/// Findings by level.
fn levels(summary: &Summary, lang: Lang) -> String {
    let levels = levels_alone(summary, lang);
    lang.pick(format!("findings: {levels}"), format!("发现：{levels}"))
}

/// The number of findings of each level.
pub(super) fn levels_alone(summary: &Summary, lang: Lang) -> String {
    let of = |level: Level| {
        let count = summary.findings.get(&level).copied().unwrap_or(0);
        lang.pick(
            format!("{count} {}", plural(level, count)),
            format!("{} {count} 项", level.word(lang)),
        )
    };
    [Level::Error, Level::Warning, Level::Note]
        .map(of)
        .join(lang.pick(", ", "，"))
}

fn plural(level: Level, count: usize) -> String {
    let word = level.word(Lang::En);
    match count {
        1 => word.to_owned(),
        _ => format!("{word}s"),
    }
}

/// Which finding to take first, and why that one.
fn begin_with(first: &First<'_>, rules: &RuleSet, checked: &Checked, lang: Lang) -> String {
    let finding = first.finding;
    let rule = &rules.rules[finding.rule].meta.id;
    let object = match finding.subject.kind {
        SubjectKind::Chain => lang.pick("the chain", "整条链").to_owned(),
        _ => checked.world.id(finding.subject),
    };
    let level = finding.level.word(lang);
    let noun = finding.subject.kind.word(1, lang);
    let because = match first.because {
        Because::OnlyOne => lang.pick(format!("the only {level}"), format!("唯一的{level}")),
        Because::MostFindings(count) => lang.pick(
            format!("{level}; this {noun} has the most findings, {count}"),
            format!("{level}；这{noun}的发现最多，共 {count} 项"),
        ),
        Because::ShownFirst => lang.pick(
            format!("{level}; among equals the first as work flows"),
            format!("{level}；同等之中按流程走向最靠前"),
        ),
    };
    lang.pick(
        format!("begin with: {rule} on {object} ({because})"),
        format!("先处理：{object} 的 {rule}（{because}）"),
    )
}
