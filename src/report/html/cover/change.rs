//! What changed since an earlier audit, where there is one to compare with.

use maud::{Markup, html};

use super::super::body::Page;
use super::super::section::nothing;
use crate::baseline::{Compared, Entry};
use crate::lang::Lang;
use crate::record::{Found, History};
use crate::report::history::{Fate, counted};
use crate::report::moved;

pub(super) fn render(page: &Page<'_>) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let content = match (&view.checked.history, &view.checked.compared) {
        (None, None) => nothing(lang.pick(
            "No earlier audit is recorded. Keep this one with `baton audit --record`: the next one says what is new, put right and come again.",
            "没有以往审核的记录。用 `baton audit --record` 保存本次审核；下次就会说明新增、已纠正和再次出现的发现。",
        )),
        (Some(history), _) => since_record(page, history),
        (None, Some(compared)) => since_baseline(page, compared),
    };
    html! {
        h3 { (lang.pick("Change since the last audit", "与上次审核相比")) }
        (content)
    }
}

/// How many findings came to what; of the rest only what there is.
fn counts(counts: &[(Fate, usize)], lang: Lang) -> Markup {
    let always = [Fate::New, Fate::StillOpen, Fate::Again, Fate::Fixed];
    let shown = counts
        .iter()
        .filter(|(fate, count)| *count > 0 || always.contains(fate));
    html! {
        ul class="counts change" {
            @for (fate, count) in shown { li { b { (count) } " " (fate.words(lang)) } }
        }
    }
}

/// What changed since the findings of the baseline.
fn since_baseline(page: &Page<'_>, compared: &Compared) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let within = |entries: &[Entry]| {
        let within = entries
            .iter()
            .filter(|it| view.scope.includes_id(&it.object));
        within.count()
    };
    let rows = [
        (Fate::New, page.register.entries.len()),
        (Fate::StillOpen, within(&compared.known)),
        (Fate::Fixed, within(&compared.fixed)),
        (Fate::NotJudged, within(&compared.unseen)),
        (Fate::Gone, within(&compared.gone)),
    ];
    html! {
        p { (lang.pick("Compared with the baseline:", "与基线相比：")) }
        (counts(&rows, lang))
    }
}

/// What changed since the last record: counts, and by name what came again although it was put
/// right before; then how the goals moved.
fn since_record(page: &Page<'_>, history: &History) -> Markup {
    let (view, lang) = (&page.view, page.view.lang);
    let since = &history.since;
    let day = history.last.date;
    let recurring = since.recurring.iter();
    let recurring: Vec<&Found> = recurring
        .filter(|it| view.scope.includes_id(&it.object))
        .collect();
    let goals = moved::lines(history, view.scope, lang);
    html! {
        p { (lang.pick(format!("Compared with the record of {day}:"), format!("与 {day} 的记录相比："))) }
        (counts(&counted(since, view.scope), lang))
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
        @if let Some((counted, named)) = goals.split_first() {
            p { (counted) }
            @if !named.is_empty() {
                ul { @for line in named { li { (line.trim_start()) } } }
            }
        }
    }
}

/// More findings than a cover should name.
const MOST_NAMED: usize = 10;
