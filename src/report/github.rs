//! The report as commands of a GitHub workflow: annotations beside the lines of a change.
//!
//! GitHub shows ten annotations of a level and step and drops the rest without a word, so the
//! gravest come first, and of each level a line in the log says how many more there are.

use super::closing;
use super::escape::{command, command_property, one_line};
use super::format::Request;
use super::hindrance::hindrances;
use super::summary::Summary;
use super::told::{self, At, Told};
use crate::finding::Level;
use crate::lang::Lang;

/// As many of a level as GitHub shows.
const SHOWN: usize = 10;

/// One annotation.
struct Annotation {
    title: String,
    message: String,
    place: Option<At>,
}

/// The commands, then lines that say what they leave out.
pub(super) fn render(request: &Request<'_>) -> String {
    let (audit, scope, lang) = (request.audit, request.scope, request.lang());
    let mut errors: Vec<_> = hindrances(audit, scope, lang)
        .into_iter()
        .map(|one| Annotation {
            title: format!("{}{}{}", one.word(lang), lang.pick(": ", "："), one.code),
            message: one.sentence(lang),
            place: one.place,
        })
        .collect();
    let open = match &audit.checked {
        Some(checked) => told::open(audit, checked, scope, lang),
        None => Vec::new(),
    };
    let of = |level: Option<Level>| {
        let own = open.iter().filter(move |told| told.level() == level);
        own.map(|told| annotation(told, lang))
    };
    errors.extend(of(Some(Level::Error)));
    let warnings: Vec<_> = of(Some(Level::Warning)).collect();
    // What is undetermined is not wrong: it is only mentioned, after all that is.
    let notices: Vec<_> = of(Some(Level::Note)).chain(of(None)).collect();
    let mut text = String::new();
    for (name, all) in [
        ("error", errors),
        ("warning", warnings),
        ("notice", notices),
    ] {
        commands(&mut text, name, &all, lang);
    }
    // Plain lines of the log: that there is no annotation must not look like nothing to say.
    if let Some(checked) = &audit.checked {
        let summary = Summary::of(checked, &audit.rules, scope);
        let (counts, colon) = (closing::counts(&summary.all, lang), lang.pick(": ", "："));
        text.push_str(&format!("baton{colon}{counts}\n"));
    }
    text
}

fn annotation(told: &Told<'_>, lang: Lang) -> Annotation {
    let undecided = match told.level() {
        Some(_) => String::new(),
        None => format!("{}{}", told.grade(lang), lang.pick(": ", "：")),
    };
    Annotation {
        title: format!("{undecided}{} ({})", told.rule, told.object),
        message: told.sentences(lang),
        place: told.place.clone(),
    }
}

fn commands(text: &mut String, name: &str, all: &[Annotation], lang: Lang) {
    for one in all.iter().take(SHOWN) {
        let mut properties = Vec::new();
        if let Some(at) = &one.place {
            let file = at.file.strip_prefix("./").unwrap_or(&at.file);
            properties.push(format!("file={}", command_property(file)));
            properties.push(format!("line={},col={}", at.line, at.column));
        }
        properties.push(format!("title={}", command_property(&one_line(&one.title))));
        let (properties, message) = (properties.join(","), command(&one.message));
        text.push_str(&format!("::{name} {properties}::{message}\n"));
    }
    let more = all.len().saturating_sub(SHOWN);
    if more > 0 {
        let kind = match (name, lang) {
            ("error", Lang::En) => "errors",
            ("warning", Lang::En) => "warnings",
            (_, Lang::En) => "notices",
            ("error", Lang::Zh) => "项错误",
            ("warning", Lang::Zh) => "项警告",
            (_, Lang::Zh) => "项提示",
        };
        text.push_str(&lang.pick(
            format!(
                "baton: {more} more {kind} are not annotated; --format markdown or text lists all\n"
            ),
            format!("baton：另有 {more} {kind}没有标注；--format markdown 或 text 列出全部\n"),
        ));
    }
}
