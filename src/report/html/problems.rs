//! What kept the audit from being made, or made whole: it stands before everything else.

use maud::{Markup, html};

use super::anchors::prefix;
use super::marks::prose;
use crate::audit::Audit;
use crate::lang::Lang;
use crate::problem::Problem;
use crate::report::summary::rule_errors;
use crate::report::text::rule_error;
use crate::source::{Sources, Spot};

/// The heading, by what is wrong.
pub(super) fn title(audit: &Audit, lang: Lang) -> &'static str {
    if audit.checked.is_none() {
        lang.pick("Nothing was checked", "什么也没有检查")
    } else {
        lang.pick("The audit is incomplete", "审核不完整")
    }
}

/// Problems of the input and rules that failed; `None` if there are none.
pub(super) fn render(audit: &Audit, lang: Lang) -> Option<Markup> {
    let errors = rule_errors(audit);
    if audit.checked.is_some() && errors.is_empty() {
        return None;
    }
    let id = format!("{}-problems", prefix(lang));
    Some(html! {
        section id=(id) class="part problems" aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (title(audit, lang)) }
            @if audit.checked.is_none() { (of_input(audit, lang)) }
            @if !errors.is_empty() {
                p class="conclusion bad" {
                    (lang.pick(
                        format!("Rules that failed: {}. What they would have found is not known.", errors.len()),
                        format!("运行失败的规则：{} 条。它们本来会发现什么，不得而知。", errors.len()),
                    ))
                }
                ul class="plain" { @for error in &errors { li { code { (rule_error(error, lang)) } } } }
            }
        }
    })
}

fn of_input(audit: &Audit, lang: Lang) -> Markup {
    let count = audit.problems.len();
    html! {
        p class="conclusion bad" {
            (lang.pick(
                format!("Problems in the input: {count}. A half-read model gives findings that are wrong, so no rule was run and nothing is known to be right."),
                format!("输入有 {count} 个问题。模型没有读全，得出的发现会有误，所以没有运行任何规则；没有任何一项可以认为符合。"),
            ))
        }
        ol class="problem-list" {
            @for problem in &audit.problems { (one(&audit.sources, problem, lang)) }
        }
    }
}

fn one(sources: &Sources, problem: &Problem, lang: Lang) -> Markup {
    html! {
        li {
            p { strong { (prose(&problem.message(lang))) } " " code class="rule" { (problem.code()) } }
            @if let Some(spot) = problem.spot { (place(sources, spot)) }
            @if let Some(spot) = problem.related {
                p class="muted" { (problem.related_note(lang)) }
                (place(sources, spot))
            }
            p { (lang.pick("Next: ", "下一步：")) (prose(&problem.hint(lang))) }
        }
    }
}

/// The longest part of a line that is quoted, in characters.
const QUOTED: usize = 200;

/// File, line and column, and what is written there.
pub(super) fn place(sources: &Sources, spot: Spot) -> Markup {
    let at = sources.line_column(spot);
    let source = sources.get(spot.source);
    let line = line_of(&source.text, spot.span.start as usize);
    let cut: String = line.chars().take(QUOTED).collect();
    let more = if cut.len() < line.len() { "…" } else { "" };
    html! {
        div class="place" {
            span class="file" { (source.name) ":" (at.line) ":" (at.column) }
            @if !cut.is_empty() { code { (cut) (more) } }
        }
    }
}

/// The line around a byte, without the space around it.
fn line_of(text: &str, at: usize) -> &str {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let from = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let to = text[at..].find('\n').map_or(text.len(), |end| at + end);
    text[from..to].trim()
}
