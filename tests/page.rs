//! The page of a small workspace as it was, in both languages: what changes in its content shows
//! in review. Styles and scripts, which are the same on every page, stand as a mark.
//!
//! `BLESS=1 cargo test --test page` writes the golden files anew; read the difference.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::{Options, audit};
use baton::lang::Lang;
use baton::report::{Scope, html};

/// More than this nobody reads in a review.
const LONGEST: usize = 100_000;

fn page(lang: Lang) -> String {
    let options = Options {
        paths: vec![PathBuf::from("tests/page/model")],
        threads: Some(1),
        ..Options::default()
    };
    let audit = audit(&options, &|_, _| {});
    assert!(audit.problems.is_empty(), "{:#?}", audit.problems);
    html::render(&audit, &Scope::default(), lang)
}

/// The content of the page, a line for each element.
fn content(page: &str) -> String {
    let mut text = page.replace(env!("CARGO_PKG_VERSION"), "(version)");
    for name in ["style", "script"] {
        text = marked(&text, name);
    }
    // Rules are edited often, and line ends differ between systems.
    let parts = text
        .split("<code>")
        .map(|part| match part.split_once("</code>") {
            Some((hash, rest)) if is_hash(hash) => format!("(hash)</code>{rest}"),
            _ => part.to_owned(),
        });
    let text = parts.collect::<Vec<_>>().join("<code>");
    let mut lines = text.replace("><", ">\n<");
    lines.push('\n');
    lines
}

fn is_hash(text: &str) -> bool {
    text.len() == 32 && text.chars().all(|c| c.is_ascii_hexdigit())
}

/// Exchanges what stands in every element of that name by a mark.
fn marked(page: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut parts = page.split(&open);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, behind) = part.split_once(&close).unwrap();
        let (attributes, _) = inside.split_once('>').unwrap();
        text.push_str(&format!(
            "{open}{attributes}>(the same on every page, or packed){close}{behind}"
        ));
    }
    text
}

#[test]
fn the_page_of_a_small_workspace_is_as_it_was_in_both_languages() {
    for (lang, name) in [(Lang::En, "en.html"), (Lang::Zh, "zh.html")] {
        let found = content(&page(lang));
        let path = Path::new("tests/page").join(name);
        assert!(found.len() < LONGEST, "{name} has {} bytes", found.len());
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let expected = expected.replace("\r\n", "\n");
        let same = expected.lines().zip(found.lines());
        let same = same.take_while(|(a, b)| a == b).count();
        assert!(
            expected == found,
            "{name} differs behind line {same}: {:?}; BLESS=1 rewrites it",
            found.lines().nth(same)
        );
    }
}

#[test]
fn the_mark_hides_styles_and_scripts_and_nothing_else() {
    let text = "<p>a</p><style>b{}</style><script id=\"x\">c</script><p>d</p>";
    let expected = "<p>a</p>\n<style>(the same on every page, or packed)</style>\n\
                    <script id=\"x\">(the same on every page, or packed)</script>\n<p>d</p>\n";
    assert_eq!(content(text), expected);
}
