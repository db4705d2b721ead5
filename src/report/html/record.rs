//! The record of the audit: which rules, which inputs, which program; enough to make the same
//! report again, and to see that it is the same.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::body::Page;
use super::section::{Section, fold, table};
use crate::record::of_inputs;
use crate::report::inputs::inputs as read;
use crate::report::summary::Summary;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "record",
        title: lang.pick("Record of the audit", "审核记录"),
        lead: lang.pick(
            "The same rules on the same inputs give this report again, to the last character. The hashes tell whether they are the same; they are no seal.",
            "相同的规则和输入会得出一字不差的报告。散列值用来核对是否相同，不是防伪印章。",
        ),
        content: html! { (identity(page)) (inputs(page)) (rules(page)) },
    }
}

fn identity(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let world = &view.checked.world;
    let inputs = of_inputs(&view.audit.sources, world);
    html! {
        dl class="pairs" {
            dt { (lang.pick("Program", "程序")) } dd { "baton " (env!("CARGO_PKG_VERSION")) }
            dt { (lang.pick("As of", "截至")) }
            dd { (world.day.map_or_else(|| "–".to_owned(), |day| day.to_string())) }
            dt { (lang.pick("Rule set", "规则集")) } dd { code { (view.audit.rules.hash()) } }
            dt { (lang.pick("Inputs together", "全部输入")) } dd { code { (inputs) } }
        }
    }
}

fn inputs(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let heads = [
        lang.pick("File", "文件"),
        lang.pick("Kind", "类别"),
        lang.pick("Hash of what it says", "内容散列值"),
    ];
    let inputs = read(view.audit);
    let rows = html! {
        @for input in &inputs {
            tr {
                td class="file" { (input.name) }
                td { (input.kind.word(lang)) }
                td { code { (input.hash) } }
            }
        }
    };
    let title = lang.pick("Inputs", "输入文件");
    fold(
        &format!("{title} · {}", inputs.len()),
        &table(title, &heads, &rows),
    )
}

/// Every rule of the run with how its checks ended, by family.
fn rules(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let rules = &view.audit.rules;
    let summary = Summary::of(view.checked, rules, view.scope);
    let mut families: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (rule, counts) in rules.rules.iter().zip(&summary.by_rule) {
        let (family, name) = rule.meta.id.split_once('/').unwrap_or(("", &rule.meta.id));
        let ends = [
            ("□", counts.nonconform),
            ("▨", counts.undetermined),
            ("■", counts.conform),
            ("–", counts.not_applicable),
        ];
        let ends = ends.iter().filter(|(_, count)| *count > 0);
        let ends: String = ends
            .map(|(mark, count)| format!(" {mark}{count}"))
            .collect();
        families
            .entry(family)
            .or_default()
            .push(format!("{name}{ends}"));
    }
    let title = lang.pick(
        "Rules of this run (□ nonconform, ▨ undetermined, ■ conform, – not applicable)",
        "本次运行的规则（□ 不符合，▨ 尚不能判定，■ 符合，– 不适用）",
    );
    let list = html! {
        dl class="pairs rules" {
            @for (family, rules) in &families { dt { (family) } dd { (rules.join(" · ")) } }
        }
    };
    fold(&format!("{title} · {}", rules.rules.len()), &list)
}
