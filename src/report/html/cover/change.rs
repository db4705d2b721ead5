//! What changed since an earlier audit, where there is one to compare with.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::section::nothing;
use crate::baseline::Entry;
use crate::record::{Found, History};

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let content = match (&view.checked.history, &view.checked.compared) {
        (None, None) => nothing(lang.pick(
            "No earlier audit is recorded. Keep this one with `baton audit --record`: the next one says what is new, put right and come again.",
            "没有以往审核的记录。用 `baton audit --record` 保存本次审核；下次就会说明新增、已纠正和再次出现的发现。",
        )),
        (Some(history), _) => since_record(page, history),
        (None, Some(compared)) => {
            let within = |entries: &[Entry]| {
                entries
                    .iter()
                    .filter(|it| view.scope.includes_id(&it.object))
                    .count()
            };
            let new = page.register.entries.len();
            let rows = [
                (new, lang.pick("new since then", "此后新出现")),
                (
                    within(&compared.known),
                    lang.pick("known before and still there", "原已知道，仍然存在"),
                ),
                (
                    within(&compared.fixed),
                    lang.pick("put right since", "此后已纠正"),
                ),
                (
                    within(&compared.unseen),
                    lang.pick("of then, not judged this time", "当时有，这次没有判断"),
                ),
                (
                    within(&compared.gone),
                    lang.pick("of then, on objects that are gone", "当时有，对象已不存在"),
                ),
            ];
            html! {
                ul class="counts change" {
                    @for (count, word) in rows { li { b { (count) } " " (word) } }
                }
            }
        }
    };
    html! {
        h3 { (lang.pick("Change since the last audit", "与上次审核相比")) }
        (content)
    }
}

/// What changed since the last record: counts, and by name what came again although it was put
/// right before.
fn since_record(page: &Page<'_>, history: &History) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let meant = |entries: &[Found]| {
        let within = entries
            .iter()
            .filter(|it| view.scope.includes_id(&it.object));
        within.count()
    };
    let since = &history.since;
    let rows = [
        (meant(&since.new), lang.pick("new since then", "此后新出现")),
        (
            meant(&since.still_open),
            lang.pick("known before and still there", "原已知道，仍然存在"),
        ),
        (
            meant(&since.recurring),
            lang.pick("come again although put right before", "纠正后再次出现"),
        ),
        (
            meant(&since.fixed),
            lang.pick("put right since", "此后已纠正"),
        ),
        (
            meant(&since.not_judged) + meant(&since.gone),
            lang.pick(
                "of then, not judged this time or gone with their object",
                "当时有，这次没有判断，或对象已不存在",
            ),
        ),
    ];
    let day = history.last.date;
    let recurring = since.recurring.iter();
    let recurring: Vec<&Found> = recurring
        .filter(|it| view.scope.includes_id(&it.object))
        .collect();
    html! {
        p { (lang.pick(format!("Compared with the record of {day}:"), format!("与 {day} 的记录相比："))) }
        ul class="counts change" {
            @for (count, word) in rows { li { b { (count) } " " (word) } }
        }
        @if !recurring.is_empty() {
            p { (lang.pick("The correction did not hold:", "纠正没有见效：")) }
            ul {
                @for found in recurring.iter().take(MOST_NAMED) {
                    li { code { (found.rule) } " " (found.object) }
                }
                @if recurring.len() > MOST_NAMED {
                    li { (lang.pick(
                        format!("and {} more", recurring.len() - MOST_NAMED),
                        format!("另有 {} 项", recurring.len() - MOST_NAMED),
                    )) }
                }
            }
        }
        @if !since.rules.is_empty() {
            p class="note" { (lang.pick(
                "Other rules ran then: the counts of both audits cannot be compared one to one.",
                "当时运行的规则不同：两次审核的数量不能直接比较。",
            )) }
        }
    }
}

/// More findings than a cover should name.
const MOST_NAMED: usize = 10;
