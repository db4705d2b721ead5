//! What could not be judged, by what would decide it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::marks::{self, Mark};
use super::register::Entry;
use super::section::{Section, nothing};
use crate::finding::Verdict;
use crate::report::{message, object};

/// More reasons are folded.
const LISTED: usize = 100;

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
    let all: Vec<_> = reasons.iter().collect();
    let (first, rest) = all.split_at(all.len().min(LISTED));
    let list = |some: &[Reason<'_>]| {
        html! { ul class="plain reasons" { @for (which, entries) in some { (one(page, which, entries)) } } }
    };
    html! {
        (list(first))
        @if !rest.is_empty() {
            @let more = rest.len();
            @let summary = lang.pick(format!("{more} more reasons"), format!("另有 {more} 个原因"));
            (page.pieces.fold("fold", &html! { (summary) }, list(rest)))
        }
    }
}

/// A rule with what would decide it, and where.
type Reason<'e> = (&'e (usize, String), &'e Vec<&'e Entry<'e>>);

fn one(page: &Page<'_>, (rule, reason): &(usize, String), entries: &[&Entry<'_>]) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let id = &view.audit.rules.rules[*rule].meta.id;
    let (first, rest) = entries.split_at(entries.len().min(NAMED));
    html! {
        li {
            p { (marks::shape(Mark::Open)) " " (marks::prose(reason)) " " code class="rule" { (id) } }
            (objects(page, first))
            @if !rest.is_empty() {
                @let more = rest.len();
                @let summary = lang.pick(format!("{more} more"), format!("另有 {more} 个"));
                (page.pieces.fold("fold", &html! { (summary) }, objects(page, rest)))
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
