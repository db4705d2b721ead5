//! The page in one language: what stands at its head and foot, and its parts in order.

use maud::{Markup, html};

use super::pieces::Pieces;
use super::register::Register;
use super::section::Section;
use super::{
    View, aside, chain_map, cover, evidence, findings, goals, limits, measured, problems,
    processes, sheets,
};
use super::{record, undecided};
use crate::audit::Audit;
use crate::lang::Lang;
use crate::report::graph::Seen;
use crate::report::summary::{Scope, rule_errors};

/// A view with the findings it speaks of.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) view: View<'a>,
    pub(super) register: &'a Register<'a>,
    /// The chain, to be drawn as often as it is asked for.
    pub(super) seen: &'a Seen<'a>,
    /// What is put off until somebody opens it.
    pub(super) pieces: &'a Pieces,
}

/// The title of the window, and of the file when it is saved.
pub(super) fn title(audit: &Audit, lang: Lang) -> String {
    let title = lang.pick("Handoff audit", "交接审核报告");
    organization(audit, lang).map_or_else(
        || title.to_owned(),
        |name| lang.pick(format!("{title}: {name}"), format!("{name}{title}")),
    )
}

fn organization(audit: &Audit, lang: Lang) -> Option<&str> {
    let world = &audit.checked.as_ref()?.world;
    let name = world.chain.organization.as_ref()?.name.get(lang);
    (!name.trim().is_empty()).then_some(name)
}

/// Everything the page says in one language.
pub(super) fn render(
    audit: &Audit,
    scope: &Scope,
    register: Option<&Register<'_>>,
    lang: Lang,
) -> Markup {
    let (mut parts, mut pieces) = (Vec::new(), html! {});
    if let (Some(checked), Some(register)) = (&audit.checked, register) {
        let view = View {
            audit,
            checked,
            scope,
            lang,
        };
        let put_off = Pieces::of(checked, register.entries.len());
        let seen = Seen::judged(checked, &audit.rules, lang);
        let page = Page {
            view,
            register,
            seen: &seen,
            pieces: &put_off,
        };
        parts = of_checked(&page);
        pieces = put_off.markup(lang);
    }
    let prefix = super::anchors::prefix(lang);
    let named = |part: &Part| (format!("{prefix}-{}", part.name), part.title);
    let mut contents: Vec<_> = parts.iter().map(named).collect();
    let stopped = problems::render(audit, lang);
    if stopped.is_some() {
        let title = problems::title(audit, lang);
        contents.insert(0, (format!("{prefix}-problems"), title));
    }
    html! {
        a class="skip" href={ "#" (prefix) "-main" } { (lang.pick("Skip to the report", "跳到正文")) }
        (banner(audit, lang))
        (navigation(&contents, lang))
        main id={ (prefix) "-main" } lang=(lang.pick("en", "zh-CN")) tabindex="-1" {
            @if let Some(stopped) = &stopped { (stopped) }
            @for part in &parts { (part.markup) }
        }
        (pieces)
        (foot(lang))
    }
}

/// A part that is written.
struct Part {
    name: &'static str,
    title: &'static str,
    markup: Markup,
}

fn of_checked(page: &Page<'_>) -> Vec<Part> {
    let sections: Vec<Section> = [
        Some(cover::section(page)),
        Some(chain_map::section(page)),
        Some(processes::section(page)),
        measured::section(page),
        Some(goals::section(page)),
        Some(sheets::section(page)),
        Some(findings::section(page)),
        Some(undecided::section(page)),
        Some(evidence::section(page)),
        aside::section(page),
        Some(limits::section(page)),
        Some(record::section(page)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let written = |section: &Section| Part {
        name: section.name,
        title: section.title,
        markup: section.render(&page.view),
    };
    sections.iter().map(written).collect()
}

/// What it is, whose it is, and what can be switched.
fn banner(audit: &Audit, lang: Lang) -> Markup {
    let name = organization(audit, lang);
    let day = audit.checked.as_ref().and_then(|checked| checked.world.day);
    html! {
        header class="banner" {
            div class="named" {
                h1 {
                    (lang.pick("Handoff audit", "交接审核报告"))
                    @if let Some(name) = name { span class="of" { (name) } }
                }
                p class="day" {
                    (lang.pick("The next process is your customer", "下道工序就是客户"))
                    @if let Some(day) = day {
                        " · " (lang.pick("as of ", "截至 ")) (day)
                    }
                }
            }
            (switches(lang))
        }
    }
}

/// Language, light and print; a script brings them to life, and shows them only then.
fn switches(lang: Lang) -> Markup {
    let one = |own: Lang, word: &str| {
        html! {
            button type="button" data-language=(super::anchors::prefix(own)) lang=(own.pick("en", "zh-CN"))
                aria-pressed=(if own == lang { "true" } else { "false" }) { (word) }
        }
    };
    let themes = [
        ("auto", lang.pick("Auto", "自动")),
        ("light", lang.pick("Light", "浅色")),
        ("dark", lang.pick("Dark", "深色")),
    ];
    html! {
        div class="switches" {
            div class="switch" role="group" aria-label=(lang.pick("Language", "语言")) {
                (one(Lang::En, "English")) (one(Lang::Zh, "中文"))
            }
            div class="switch" role="group" aria-label=(lang.pick("Colours", "配色")) {
                @for (theme, word) in themes {
                    button type="button" data-theme-choice=(theme)
                        aria-pressed=(if theme == "auto" { "true" } else { "false" }) { (word) }
                }
            }
            button type="button" class="print" data-print="" { (lang.pick("Print", "打印")) }
        }
    }
}

fn navigation(contents: &[(String, &str)], lang: Lang) -> Markup {
    html! {
        nav class="contents" aria-label=(lang.pick("Contents", "目录")) {
            ol {
                @for (id, title) in contents {
                    li { a href={ "#" (id) } { (title) } }
                }
            }
        }
    }
}

fn foot(lang: Lang) -> Markup {
    html! {
        footer {
            p {
                (lang.pick("Made by baton ", "由 baton "))
                (env!("CARGO_PKG_VERSION"))
                (lang.pick(
                    " from the models and evidence named in the record. It grades by the rules that are set, and certifies nothing.",
                    " 根据“审核记录”中列出的模型和证据生成。本工具按所设规则评定，不作任何认证。",
                ))
            }
            p class="status" role="status" aria-live="polite" {}
        }
    }
}

/// Whether a rule of the run failed, so that something was not looked at.
pub(super) fn is_incomplete(audit: &Audit) -> bool {
    !rule_errors(audit).is_empty()
}
