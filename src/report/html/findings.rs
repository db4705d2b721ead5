//! All open findings: filtered, sorted and searched in the browser, whole without it.

mod filters;
mod row;

use maud::{Markup, html};

use super::body::Page;
use super::section::{Section, nothing};

pub(super) use self::row::link;

pub(super) fn section(page: &Page<'_>) -> Section {
    let lang = page.view.lang;
    Section {
        name: "findings",
        title: lang.pick("Findings", "审核发现"),
        lead: lang.pick(
            "What was found wrong, the gravest first, and what could not be judged. Open a row for criterion, evidence, effect and advice.",
            "不符合之处（重的在前）和尚不能判定的检查。展开一行可看准则、证据、影响和建议。",
        ),
        content: content(page),
    }
}

fn content(page: &Page<'_>) -> Markup {
    let lang = page.view.lang;
    let entries = &page.register.entries;
    if entries.is_empty() {
        return nothing(lang.pick(
            "No rule of this run found anything, and none was left undecided. What was not looked at stands under “What this report does not show”.",
            "本次运行的规则没有发现问题，也没有未决的检查。没有看过的内容见“本报告没有说明什么”。",
        ));
    }
    // The sentence is what a row is about; where it stands and who answers follow it.
    let heads = [
        ("level", lang.pick("Level", "级别")),
        ("finding", lang.pick("Finding", "发现")),
        ("object", lang.pick("On", "对象")),
        ("rule", lang.pick("Rule", "规则")),
        ("owner", lang.pick("Owner", "负责人")),
    ];
    html! {
        (filters::form(page))
        div class="wide findings-table" {
            table {
                caption { (lang.pick("Open findings", "未关闭的审核发现")) }
                thead {
                    tr {
                        @for (key, word) in heads {
                            th scope="col" data-sort=(key) { (word) }
                        }
                    }
                }
                tbody {
                    @for (at, entry) in entries.iter().enumerate() { (row::row(page, entry, at)) }
                }
            }
        }
        div class="pager" hidden="" {
            button type="button" data-more="" { (lang.pick("Show more", "显示更多")) }
            button type="button" data-all="" { (lang.pick("Show all", "全部显示")) }
        }
        p class="nothing none-left" hidden="" {
            (lang.pick("No finding fits the filter.", "没有符合筛选条件的发现。"))
        }
    }
}
