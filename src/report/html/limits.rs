//! What the report does not show: that evidence is a sample, what was in scope, and what
//! nobody looked at.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::charts;
use super::section::{Section, charted, fold, table};
use crate::engine::OffReason;
use crate::report::boxes;
use crate::report::coverage::{Coverage, Part};
use crate::report::summary::{Counts, Summary};

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "limits",
        title: lang.pick("What this report does not show", "本报告没有说明什么"),
        lead: "",
        content: html! {
            (sampling(page)) (scope(page)) (not_covered(page))
            (charted(&charts::coverage::section(&page.view)))
            (fulfilled(page))
        },
    }
}

/// The caveat every audit owes its readers.
fn sampling(page: &Page<'_>) -> Markup {
    let lang = page.view.lang;
    html! {
        h3 { (lang.pick("Evidence is a sample", "证据是抽样") ) }
        p class="caveat" {
            (lang.pick(
                "This audit looked at what is written in the models and at the figures recorded beside them, not at all of the work. What was seen may not stand for what was not seen: processes can have weaknesses that no model and no figure mentions, and what is written may not be what is done. Where a verdict rests on cases, the number of cases and the bounds that hold with 95 % confidence stand beside it; where they do not suffice, the verdict is undetermined. “Not shown” does not mean “not done”.",
                "本次审核看的是模型中写下的内容和旁边记录的数据，不是全部工作。看到的未必代表没有看到的：流程可能存在模型和数据都没有提到的弱点，写下的也未必就是实际做的。凡依据个案作出的判定，均列出件数和置信度 95 % 的界限；件数不足的，判为尚不能判定。“没有证明”不等于“没有做”。",
            ))
        }
    }
}

/// What was asked for, and of when it speaks.
fn scope(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let figures = || world.chain.figures.iter();
    let first = figures().map(|it| it.record.period.first()).min();
    let last = figures().map(|it| it.record.period.last()).max();
    let window = first.zip(last).map_or_else(
        || lang.pick("no figures", "没有观测值").to_owned(),
        |(first, last)| format!("{first} … {last}"),
    );
    let wanted = view.scope.wanted();
    let asked = if wanted.is_empty() {
        lang.pick("everything that was read", "读到的全部内容")
            .to_owned()
    } else {
        wanted.join(lang.pick(", ", "、"))
    };
    let declared = world
        .chain
        .organization
        .as_ref()
        .map(|it| it.scope.iter().map(|it| it.get(lang)).collect::<Vec<_>>());
    let declared = declared
        .filter(|it| !it.is_empty())
        .map(|it| it.join(lang.pick(", ", "、")));
    html! {
        h3 { (lang.pick("Scope", "范围")) }
        dl class="pairs" {
            dt { (lang.pick("Spoken of", "所述范围")) } dd { (asked) }
            @if let Some(declared) = declared {
                dt { (lang.pick("Meant to be covered", "声明应覆盖")) } dd { (declared) }
            }
            dt { (lang.pick("As of", "截至")) }
            dd { (world.day.map_or_else(|| lang.pick("no day is written in the model", "模型中没有日期").to_owned(), |day| day.to_string())) }
            dt { (lang.pick("Figures from", "数据期间")) } dd { (window) }
        }
    }
}

/// What no rule of the run looked at.
fn not_covered(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let rules = &view.audit.rules;
    let coverage = Coverage::of(view.checked, rules, view.scope);
    let part = |part: Part| format!("{} % ({} / {})", part.percent(), part.covered, part.all);
    let (unread, unjudged) = (coverage.unread(), coverage.unjudged());
    let off = |reason| {
        rules
            .off
            .iter()
            .filter(|off| off.reason == reason)
            .map(|off| off.id.as_str())
            .collect::<Vec<_>>()
    };
    let reasons = [
        (
            lang.pick(
                "Rules that baton.toml switches off",
                "baton.toml 关闭的规则",
            ),
            off(OffReason::Settings),
        ),
        (
            lang.pick("Rules that this run did not choose", "本次运行未选的规则"),
            off(OffReason::Choice),
        ),
        (
            lang.pick("Rules of stricter profiles", "更严档次的规则"),
            off(OffReason::Profile),
        ),
    ];
    html! {
        h3 { (lang.pick("Not looked at", "没有看过的")) }
        dl class="pairs" {
            dt { (lang.pick("Objects that some rule judged", "有规则判断的对象")) }
            dd { (part(coverage.objects())) " " span class="muted" { (lang.pick("steps, handoffs, goals and value sheets", "工序、交接、目标和客户价值单")) } }
            dt { (lang.pick("Values that some rule reads", "有规则读取的值")) }
            dd { (part(coverage.values())) }
            @if view.checked.outcome.off > 0 {
                dt { (lang.pick("Single checks off in baton.toml", "baton.toml 关闭的单项检查")) }
                dd { (view.checked.outcome.off) }
            }
        }
        @if let Some(said) = boxes::unanswered(rules, lang) { p { (said) } }
        @if !unread.is_empty() {
            (fold(
                &lang.pick(format!("Keys that are written and read by no rule of this run: {}", unread.len()), format!("已写但没有规则读取的键：{} 个", unread.len())),
                &html! { ul class="plain inline" { @for (key, written) in &unread { li { code { (key) } " ×" (written) } } } },
            ))
        }
        @if !unjudged.is_empty() {
            (fold(
                &lang.pick(format!("Objects on which no rule of this run had anything to judge: {}", unjudged.len()), format!("没有规则能判断的对象：{} 个", unjudged.len())),
                &html! { ul class="plain inline" { @for id in unjudged { li { code { (id) } } } } },
            ))
        }
        @for (title, ids) in &reasons {
            @if !ids.is_empty() {
                (fold(
                    &format!("{title}{}{}", lang.pick(": ", "："), ids.len()),
                    &html! { ul class="plain inline" { @for id in ids { li { code class="rule" { (id) } } } } },
                ))
            }
        }
    }
}

/// To which degree what is asked is fulfilled, by family of rules.
fn fulfilled(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let rules = &view.audit.rules;
    let summary = Summary::of(view.checked, rules, view.scope);
    let mut families: BTreeMap<&str, Counts> = BTreeMap::new();
    for (rule, counts) in rules.rules.iter().zip(&summary.by_rule) {
        let family = rule
            .meta
            .id
            .split_once('/')
            .map_or("", |(family, _)| family);
        let sum = families.entry(family).or_default();
        sum.checked += counts.checked;
        sum.conform += counts.conform;
        sum.nonconform += counts.nonconform;
        sum.undetermined += counts.undetermined;
        sum.not_applicable += counts.not_applicable;
    }
    let heads = [
        lang.pick("Rules", "规则类别"),
        lang.pick("□ nonconform", "□ 不符合"),
        lang.pick("▨ undetermined", "▨ 尚不能判定"),
        lang.pick("■ conform", "■ 符合"),
        lang.pick("– not applicable", "– 不适用"),
    ];
    let rows = html! {
        @for (family, counts) in &families {
            tr {
                th scope="row" { (family) }
                @for count in [counts.nonconform, counts.undetermined, counts.conform, counts.not_applicable] {
                    td { (count) }
                }
            }
        }
    };
    html! {
        h3 { (lang.pick("How far what is asked is fulfilled", "各类要求的符合程度")) }
        (table(lang.pick("Checks by family of rules", "各类规则的检查结果"), &heads, &rows))
    }
}
