//! What is to be decided: what to begin with and why, and what else is grave.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::body::Page;
use super::super::findings::link;
use super::super::marks;
use super::super::register::Entry;
use crate::finding::{Finding, Level, Subject, Verdict};
use crate::lang::Lang;
use crate::report::order::{self, Because, First};
use crate::report::{effect_and_advice, message, object};

/// More than this nobody decides in one sitting.
const MOST: usize = 7;

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let groups = order::nonconformities(view.checked, view.scope);
    let Some(first) = order::first(&groups) else {
        return html! {};
    };
    let others = others(page, first.finding);
    let left = others.len().saturating_sub(MOST);
    html! {
        h3 { (lang.pick("Decisions needed", "需要决定的事项")) }
        (begin(page, &first))
        @if !others.is_empty() {
            p class="then" { (lang.pick("Then, the gravest on each other object:", "然后，其余各对象中最严重的：")) }
            ol class="decisions" {
                @for entry in others.iter().take(MOST) {
                    li { (link(page, entry)) (answers(page, entry.finding)) }
                }
            }
            @if left > 0 {
                p { a href={ "#" (view.anchor("findings")) } {
                    (more(left, lang))
                } }
            }
        }
    }
}

fn more(left: usize, lang: Lang) -> String {
    let objects = if left == 1 { "object" } else { "objects" };
    lang.pick(
        format!("{left} more {objects} with findings"),
        format!("另有 {left} 个对象有发现"),
    )
}

/// The finding to take first, with why it is that one.
fn begin(page: &Page<'_>, first: &First<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let finding = first.finding;
    let (effect, advice) = effect_and_advice(&view.audit.rules, finding, lang);
    let name = page.register.name_of(finding).unwrap_or("findings");
    html! {
        div class="begin" {
            p class="label" { (lang.pick("Begin with", "先处理")) " · " (because(page, first)) }
            p class="said" {
                a href={ "#" (view.anchor(name)) } { (marks::prose(&message(&view.audit.rules, finding, lang))) }
            }
            dl class="pairs" {
                dt { (lang.pick("Effect", "影响")) } dd { (marks::prose(&effect)) }
                dt { (lang.pick("Advice", "建议")) } dd { (marks::prose(&advice)) }
                dt { (lang.pick("Owner", "负责人")) } dd { (owner(page, finding)) }
            }
        }
    }
}

fn because(page: &Page<'_>, first: &First<'_>) -> String {
    let lang = page.view.lang;
    let finding = first.finding;
    let id = page.view.checked.world.id(finding.subject);
    let object = object(&id, lang);
    let level = marks::level_word(finding.level, lang);
    match first.because {
        Because::OnlyOne => lang.pick(
            format!("{object}: the only finding of its level ({level})"),
            format!("{object}：唯一的{level}"),
        ),
        Because::MostFindings(count) => lang.pick(
            format!("{object}: {level}, and no other object has as many findings ({count})"),
            format!("{object}：{level}，且发现最多（{count} 项）"),
        ),
        Because::ShownFirst => lang.pick(
            format!("{object}: {level}; among equals the farthest from the customer"),
            format!("{object}：{level}；同等之中离客户最远"),
        ),
    }
}

/// The gravest finding of every other object that has a major one; of all if none has.
fn others<'p>(page: &'p Page<'_>, first: &Finding) -> Vec<&'p Entry<'p>> {
    let mut seen: BTreeSet<Subject> = BTreeSet::from([first.subject]);
    let wrong = page
        .register
        .entries
        .iter()
        .filter(|it| it.finding.verdict == Verdict::Nonconform);
    let has_major = wrong.clone().any(|it| it.finding.level == Level::Error);
    let grave = wrong.filter(|it| !has_major || it.finding.level == Level::Error);
    grave.filter(|it| seen.insert(it.finding.subject)).collect()
}

/// Who answers for an object.
fn owner(page: &Page<'_>, finding: &Finding) -> String {
    let lang = page.view.lang;
    let owner = page.view.checked.world.owner(finding.subject);
    let nobody = || lang.pick("nobody is named", "没有写明").to_owned();
    owner.map_or_else(nobody, |owner| owner.get(lang).to_owned())
}

fn answers(page: &Page<'_>, finding: &Finding) -> Markup {
    let lang = page.view.lang;
    let (_, advice) = effect_and_advice(&page.view.audit.rules, finding, lang);
    html! {
        span class="advice" {
            b { (owner(page, finding)) (lang.pick(": ", "：")) } (marks::prose(&advice))
        }
    }
}
