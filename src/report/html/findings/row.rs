//! One finding: a sentence in the table, and the whole of it below.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::marks;
use super::super::problems::place;
use super::super::register::Entry;
use super::filters::family;
use crate::desk::manual::in_chinese;
use crate::engine::Rule;
use crate::finding::{Finding, SubjectKind, Verdict};
use crate::lang::Lang;
use crate::model::GoalId;
use crate::report::{effect_and_advice, gaps, judged, message, object};

/// The row of a finding; `at` is its position as the page is made.
pub(super) fn row(page: &Page<'_>, entry: &Entry<'_>, at: usize) -> Markup {
    let (view, finding) = (&page.view, entry.finding);
    let lang = view.lang;
    let world = &view.checked.world;
    let rule = &view.audit.rules.rules[finding.rule];
    let owner = world.owner(finding.subject).map(|owner| owner.get(lang));
    let process = entry
        .process
        .map(|id| world.chain.process(id).record.id.as_str());
    let verdict = match finding.verdict {
        Verdict::Undetermined => "undetermined",
        _ => "nonconform",
    };
    html! {
        tr id=(view.anchor(&entry.name)) data-at=(at) data-level=(finding.level.name())
            data-verdict=(verdict) data-process=(process.unwrap_or("-"))
            data-family=(family(&rule.meta.id)) data-owner=(owner.unwrap_or("-")) {
            td class="cell-level" {
                @if finding.verdict == Verdict::Undetermined {
                    (marks::verdict(finding.verdict, lang))
                } @else {
                    (marks::level(finding.level, lang))
                }
            }
            td class="cell-finding" {
                @let (piece, now) = page.pieces.later(whole(page, entry, rule));
                details data-piece=[piece] {
                    summary { (marks::prose(&message(&view.audit.rules, finding, lang))) }
                    (now)
                }
            }
            td { (subject(page, finding)) }
            td { code class="rule" { (rule.meta.id) } }
            td {
                @match owner {
                    Some(owner) => (owner),
                    None => span class="muted" { (lang.pick("nobody named", "没有写明")) },
                }
            }
        }
    }
}

/// What a finding is about, as a link to where it stands on the page.
fn subject(page: &Page<'_>, finding: &Finding) -> Markup {
    let view = &page.view;
    let id = view.checked.world.id(finding.subject);
    let shown = object(&id, view.lang);
    html! {
        @match view.place_of(finding.subject) {
            Some(place) => a href={ "#" (place) } { (shown) },
            None => (shown),
        }
    }
}

/// Criterion, evidence, finding, effect, advice.
fn whole(page: &Page<'_>, entry: &Entry<'_>, rule: &Rule) -> Markup {
    let (view, finding) = (&page.view, entry.finding);
    let lang = view.lang;
    let (effect, advice) = effect_and_advice(&view.audit.rules, finding, lang);
    let is_wrong = finding.verdict == Verdict::Nonconform;
    let refs = rule.meta.refs.join(lang.pick(", ", "、"));
    let fingerprint = finding.fingerprint.to_string();
    html! {
        dl class="whole" {
            dt { (lang.pick("Criterion", "准则")) }
            dd {
                (marks::prose(&criterion(rule, lang)))
                @if !refs.is_empty() { span class="muted" { " (" (refs) ")" } }
            }
            dt { (lang.pick("Evidence", "证据")) }
            dd {
                @for at in &finding.places { (place(&view.audit.sources, at.spot)) }
                @if let Some(figure) = measured(page, finding) { p class="figure" { (figure) } }
            }
            dt { (lang.pick("Finding", "结论")) }
            dd { (marks::verdict(finding.verdict, lang)) }
            @if is_wrong {
                dt { (lang.pick("Effect on the next process", "对下道的影响")) }
                dd { (marks::prose(&effect)) }
                dt { (lang.pick("Advice", "建议")) }
                dd { (marks::prose(&advice)) }
            } @else {
                dt { (lang.pick("What would decide it", "怎样才能判定")) }
                dd { (marks::prose(&message(&view.audit.rules, finding, lang))) }
            }
        }
        p class="ends" {
            span class="muted" { (lang.pick("id ", "编号 ")) code { (&fingerprint[..crate::report::text::SHOWN_ID]) } }
            " "
            a class="copy" href={ "#" (view.anchor(&entry.name)) } data-copy=(lang.pick("Link copied", "链接已复制")) {
                (lang.pick("Copy link", "复制链接"))
            }
        }
    }
}

/// What the rule asks for; its manual says it in Chinese by what must not be found.
fn criterion(rule: &Rule, lang: Lang) -> String {
    match lang {
        Lang::En => rule.summary.clone(),
        Lang::Zh => format!("不应出现：{}", in_chinese(&rule.manual, &rule.meta)),
    }
}

/// The value of a goal with its cases, period, grade and source, for a finding about its gap.
fn measured(page: &Page<'_>, finding: &Finding) -> Option<String> {
    let (world, lang) = (&page.view.checked.world, page.view.lang);
    let is_goal = finding.subject.kind == SubjectKind::Goal;
    let gap = world
        .gaps
        .get(is_goal.then_some(GoalId(finding.subject.number))?)?;
    let actual = gap.actual.as_ref()?;
    let value = gaps::rounded(&actual.value).show(lang);
    let between = judged::between(actual, lang);
    let cases = actual.n.map_or_else(String::new, |n| format!(", n = {n}"));
    let from = gaps::evidence(world, gap, lang).unwrap_or_default();
    Some(lang.pick(
        format!("measured {value} ({between}{cases}); {from}"),
        format!("观测值 {value}（{between}{cases}）；{from}"),
    ))
}

/// A finding in a line, as a link to its row.
pub(in super::super) fn link(page: &Page<'_>, entry: &Entry<'_>) -> Markup {
    let (view, finding) = (&page.view, entry.finding);
    html! {
        a class="finding-link" href={ "#" (view.anchor(&entry.name)) } {
            @if finding.verdict == Verdict::Undetermined {
                (marks::verdict(finding.verdict, view.lang))
            } @else {
                (marks::level(finding.level, view.lang))
            }
            " " (marks::prose(&message(&view.audit.rules, finding, view.lang)))
        }
    }
}
