//! The file around the two bodies: head, style, script, and what may never reach a page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::anchors::prefix;
use super::packed::packed;
use super::register::Register;
use super::section::closed;
use super::{body, charts};
use crate::audit::Audit;
use crate::lang::Lang;
use crate::report::graph;
use crate::report::summary::Scope;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page may load: its own style and script, pictures written into it, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

pub(super) fn render(audit: &Audit, scope: &Scope, lang: Lang) -> String {
    let register = audit
        .checked
        .as_ref()
        .map(|checked| Register::of(checked, scope));
    let sheet = |own: Lang| {
        let content = body::render(audit, scope, register.as_ref(), own);
        html! { div class="sheet" id=(prefix(own)) lang=(tag(own)) { (content) } }
    };
    let other = lang.pick(Lang::Zh, Lang::En);
    // Each language is made on its own, so both at once.
    let (shown, packed) = std::thread::scope(|scope| {
        let second = scope.spawn(|| packed(&harmless(&short(&sheet(other).into_string()))));
        let first = sheet(lang);
        let second = second.join();
        (
            first,
            second.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        )
    });
    let page = html! {
        (DOCTYPE)
        html lang=(tag(lang)) {
            (head(audit, lang))
            body {
                (shown)
                script type="text/plain" id="packed" data-of=(prefix(other)) { (PreEscaped(packed)) }
                script { (cdata("//", SCRIPT, "")) }
            }
        }
    };
    harmless(&short(&page.into_string()))
}

fn head(audit: &Audit, lang: Lang) -> Markup {
    html! {
        head {
            (closed(&html! { meta charset="utf-8"; }))
            (closed(&html! { meta http-equiv="Content-Security-Policy" content=(POLICY); }))
            (closed(&html! { meta name="viewport" content="width=device-width, initial-scale=1"; }))
            (closed(&html! { meta name="color-scheme" content="light dark"; }))
            (closed(&html! { meta name="generator" content={ "baton " (env!("CARGO_PKG_VERSION")) }; }))
            title { (body::title(audit, lang)) }
            style { (cdata("/*", &[graph::style(), charts::CSS, STYLE].join("\n"), "*/")) }
        }
    }
}

/// Text that is no markup, neither for a browser nor for a reader of XML.
fn cdata(comment: &str, text: &str, end: &str) -> PreEscaped<String> {
    PreEscaped(format!(
        "{comment}<![CDATA[{end}\n{text}\n{comment}]]>{end}"
    ))
}

/// The language as a browser knows it.
fn tag(lang: Lang) -> &'static str {
    lang.pick("en", "zh-CN")
}

/// Elements of pictures that hold nothing, closed in fewer letters.
fn short(page: &str) -> String {
    let mut short = page.to_owned();
    for name in ["path", "rect", "circle", "line"] {
        // A quote before the bracket ends the last attribute: nothing stands inside.
        short = short.replace(&format!("\"></{name}>"), "\"/>");
    }
    short
}

/// Takes out characters that no text shows: those that XML forbids, and those that turn the
/// direction of what stands after them, so that a name could make a sentence say its opposite.
pub(super) fn harmless(page: &str) -> String {
    let harms = |c: char| match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => true,
        '\u{061c}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => true,
        c => c.is_control(),
    };
    if !page.chars().any(harms) {
        return page.to_owned();
    }
    page.replace(harms, "\u{fffd}")
}
