//! What the findings can be narrowed to. Only choices that some finding has are offered.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::body::Page;
use super::super::marks::level_word;
use super::super::register::Entry;
use super::super::section::closed;
use crate::finding::{Level, Verdict};

/// The form; a script brings it to life, and it shows only then.
pub(super) fn form(page: &Page<'_>) -> Markup {
    let lang = page.view.lang;
    let all = lang.pick("all", "全部");
    let choices = [
        ("level", lang.pick("Level", "级别"), levels(page)),
        ("verdict", lang.pick("Verdict", "判定"), verdicts(page)),
        ("process", lang.pick("Process", "流程"), processes(page)),
        ("family", lang.pick("Rules", "规则类别"), families(page)),
        ("owner", lang.pick("Owner", "负责人"), owners(page)),
    ];
    let id = |name: &str| page.view.anchor(&format!("filter-{name}"));
    let search = closed(&html! {
        input type="search" id=(id("text")) name="text" autocomplete="off";
    });
    html! {
        form class="filters" role="search" aria-label=(lang.pick("Filter findings", "筛选审核发现")) {
            div class="field wide-field" {
                label for=(id("text")) { (lang.pick("Search", "搜索")) }
                (search)
            }
            @for (name, word, values) in &choices {
                div class="field" {
                    label for=(id(name)) { (word) }
                    select id=(id(name)) name=(name) {
                        option value="" { (all) }
                        @for (value, shown) in values { option value=(value) { (shown) } }
                    }
                }
            }
            div class="field" { button type="reset" { (lang.pick("Clear", "清除")) } }
            p class="count" role="status" data-of=(lang.pick("{n} of {all} findings", "{all} 项中的 {n} 项")) {
                (lang.pick(
                    format!("{} findings", page.register.entries.len()),
                    format!("{} 项", page.register.entries.len()),
                ))
            }
        }
    }
}

type Choices = Vec<(String, String)>;

fn levels(page: &Page<'_>) -> Choices {
    let lang = page.view.lang;
    let has = |level: &Level| {
        page.register
            .entries
            .iter()
            .any(|it| it.finding.level == *level)
    };
    let levels = [Level::Error, Level::Warning, Level::Note]
        .into_iter()
        .filter(has);
    let shown = |level: Level| (level.name().to_owned(), level_word(level, lang).to_owned());
    levels.map(shown).collect()
}

fn verdicts(page: &Page<'_>) -> Choices {
    let lang = page.view.lang;
    let all = [
        (Verdict::Nonconform, "nonconform"),
        (Verdict::Undetermined, "undetermined"),
    ];
    let has = |verdict| {
        page.register
            .entries
            .iter()
            .any(|it| it.finding.verdict == verdict)
    };
    let own = all.into_iter().filter(|(verdict, _)| has(*verdict));
    own.map(|(verdict, name)| (name.to_owned(), verdict.word(lang).to_owned()))
        .collect()
}

/// In the order of the chain; what belongs to no process last.
fn processes(page: &Page<'_>) -> Choices {
    let lang = page.view.lang;
    let chain = &page.view.checked.world.chain;
    let own: BTreeSet<_> = page
        .register
        .entries
        .iter()
        .map(|entry| entry.process)
        .collect();
    let named = own.iter().flatten().map(|id| {
        let process = chain.process(*id);
        (
            process.record.id.as_str().to_owned(),
            process.name().get(lang).to_owned(),
        )
    });
    let mut choices: Choices = named.collect();
    if own.contains(&None) {
        choices.push(("-".to_owned(), lang.pick("organization", "组织").to_owned()));
    }
    choices
}

fn families(page: &Page<'_>) -> Choices {
    let of = |entry: &Entry<'_>| {
        family(&page.view.audit.rules.rules[entry.finding.rule].meta.id).to_owned()
    };
    let own: BTreeSet<String> = page.register.entries.iter().map(of).collect();
    own.into_iter().map(|name| (name.clone(), name)).collect()
}

fn owners(page: &Page<'_>) -> Choices {
    let world = &page.view.checked.world;
    let owners = page
        .register
        .entries
        .iter()
        .map(|entry| world.owner(entry.finding.subject));
    let own: BTreeSet<Option<&str>> = owners
        .map(|owner| owner.map(|it| it.get(page.view.lang)))
        .collect();
    let mut choices: Choices = own
        .iter()
        .flatten()
        .map(|name| ((*name).to_owned(), (*name).to_owned()))
        .collect();
    if own.contains(&None) {
        choices.push((
            "-".to_owned(),
            page.view.lang.pick("nobody named", "没有写明").to_owned(),
        ));
    }
    choices
}

/// The family of a rule by its id.
pub(super) fn family(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(family, _)| family)
}
