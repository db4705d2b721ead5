//! What could not be judged, by what would decide it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::marks::{self, Mark};
use super::register::Entry;
use super::section::{Section, nothing};
use crate::finding::Verdict;
use crate::report::{message, object};

/// More objects of one reason are folded.
const NAMED: usize = 8;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "undecided",
        title: lang.pick("Could not be judged", "尚不能判定的检查"),
        lead: lang.pick(
            "Undetermined is not conform. Each line says what would decide it.",
            "尚不能判定不等于符合。每一行写明怎样才能判定。",
        ),
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let rules = &view.audit.rules;
    let mut reasons: BTreeMap<(usize, String), Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in &page.register.entries {
        if entry.finding.verdict == Verdict::Undetermined {
            let reason = message(rules, entry.finding, lang);
            reasons
                .entry((entry.finding.rule, reason))
                .or_default()
                .push(entry);
        }
    }
    if reasons.is_empty() {
        return nothing(lang.pick(
            "Every check that applies could be decided.",
            "适用的检查全部能够判定。",
        ));
    }
    html! {
        ul class="plain reasons" {
            @for ((rule, reason), entries) in &reasons {
                li {
                    p { (marks::shape(Mark::Open)) " " (marks::prose(reason)) " " code class="rule" { (rules.rules[*rule].meta.id) } }
                    (objects(page, &entries[..entries.len().min(NAMED)]))
                    @if entries.len() > NAMED {
                        (super::section::fold(
                            &lang.pick(format!("{} more", entries.len() - NAMED), format!("另有 {} 个", entries.len() - NAMED)),
                            &objects(page, &entries[NAMED..]),
                        ))
                    }
                }
            }
        }
    }
}

fn objects(page: &Page<'_>, entries: &[&Entry<'_>]) -> Markup {
    let view = &page.view;
    let id = |entry: &Entry<'_>| view.checked.world.id(entry.finding.subject);
    html! {
        ul class="plain inline" {
            @for entry in entries {
                li { a href={ "#" (view.anchor(&entry.name)) } { (object(&id(entry), view.lang)) } }
            }
        }
    }
}
