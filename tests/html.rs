//! The report as a page: well-formed, whole in both languages, harmless, and never green where
//! nothing was checked. What a browser does with it is tried by `tests/browser`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

use baton::audit::{Audit, Options, audit};
use baton::baseline::Baseline;
use baton::lang::Lang;
use baton::report::{Scope, html, json};
use roxmltree::{Document, Node, ParsingOptions};

use self::workspace::{STORE, audited};

fn shipped() -> Audit {
    let options = Options {
        paths: vec![PathBuf::from("processes")],
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

fn of(audit: &Audit, lang: Lang) -> String {
    html::render(audit, &Scope::default(), lang)
}

/// A workspace of these files, audited.
fn written(name: &str, files: &[(&str, &str)], change: impl FnOnce(&mut Options)) -> Audit {
    let folder = workspace::folder(&format!("html-{name}"));
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut options = Options {
        paths: vec![folder],
        threads: Some(1),
        ..Options::default()
    };
    change(&mut options);
    audit(&options, &|_, _| {})
}

/// The page as XML; the DOCTYPE of HTML is allowed.
fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: u32::MAX,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(page, options).unwrap_or_else(|error| {
        let line = page.lines().nth(error.pos().row as usize - 1).unwrap_or("");
        let at: String = line
            .chars()
            .skip(error.pos().col.saturating_sub(80) as usize)
            .take(160)
            .collect();
        panic!("{error}: {at}")
    })
}

/// The language that does not show, unpacked.
fn other(page: &Document<'_>) -> String {
    let packed = page
        .descendants()
        .find(|node| node.attribute("id") == Some("packed"))
        .and_then(|node| node.text())
        .unwrap();
    unpacked(packed)
}

fn unpacked(packed: &str) -> String {
    let mut text = String::new();
    let bytes = bytes(packed);
    let mut decoder = flate2::read::DeflateDecoder::new(&bytes[..]);
    decoder.read_to_string(&mut text).unwrap();
    text
}

/// Base 64, read letter by letter.
fn bytes(letters: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in letters.trim_end_matches('=').chars() {
        let value = alphabet.find(letter).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    bytes
}

fn ids<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect()
}

fn links<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    document
        .descendants()
        .filter_map(|node| node.attribute("href"))
        .collect()
}

fn has_class(node: &Node<'_, '_>, class: &str) -> bool {
    node.attribute("class")
        .is_some_and(|all| all.split(' ').any(|one| one == class))
}

/// All text of the elements of a class.
fn texts(document: &Document<'_>, class: &str) -> Vec<String> {
    let own = document.descendants().filter(|node| has_class(node, class));
    own.map(|node| {
        node.descendants()
            .filter(Node::is_text)
            .filter_map(|text| text.text())
            .collect()
    })
    .collect()
}

#[test]
fn the_page_is_well_formed_and_every_link_has_its_target() {
    let audit = shipped();
    for lang in [Lang::En, Lang::Zh] {
        let page = of(&audit, lang);
        let first = parsed(&page);
        let unpacked = other(&first);
        let second = parsed(&unpacked);
        let all: Vec<&str> = [ids(&first), ids(&second)].concat();
        let unique: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(unique.len(), all.len(), "an id stands twice");
        for document in [&first, &second] {
            let links = links(document);
            assert!(links.len() > 100);
            for link in links {
                let target = link
                    .strip_prefix('#')
                    .unwrap_or_else(|| panic!("{link} leads away"));
                assert!(unique.contains(target), "{link} leads nowhere");
            }
            for label in document
                .descendants()
                .filter_map(|node| node.attribute("for").or(node.attribute("aria-labelledby")))
            {
                assert!(unique.contains(label), "{label} labels nothing");
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let page = of(&shipped(), Lang::En);
    let english = parsed(&page);
    let unpacked = other(&english);
    let chinese = parsed(&unpacked);
    let names = |document: &Document<'_>, prefix: &str| -> BTreeSet<String> {
        let own = ids(document)
            .into_iter()
            .filter_map(|id| id.strip_prefix(prefix));
        own.map(str::to_owned).collect()
    };
    assert_eq!(names(&english, "en-"), names(&chinese, "zh-"));
    assert_eq!(chinese.root_element().attribute("lang"), Some("zh-CN"));
    let words = |document: &Document<'_>| texts(document, "conclusion").concat();
    assert!(words(&english).contains("do not conform") && words(&chinese).contains("不符合"));
    // The other way round the same two languages are in the file.
    let turned = of(&shipped(), Lang::Zh);
    let turned = parsed(&turned);
    assert_eq!(turned.root_element().attribute("lang"), Some("zh-CN"));
    assert_eq!(
        parsed(&other(&turned)).root_element().attribute("lang"),
        Some("en")
    );
}

#[test]
fn the_page_loads_nothing_and_stays_small() {
    let audit = shipped();
    for lang in [Lang::En, Lang::Zh] {
        let page = of(&audit, lang);
        assert!(page.len() < 600_000, "{} bytes", page.len());
        assert!(page.contains("default-src 'none'"));
        let document = parsed(&page);
        let unpacked = other(&document);
        for text in [&page, &unpacked] {
            assert!(
                !text.contains("https:") && !text.contains("url(") && !text.contains("@import")
            );
            let elsewhere = text.replace("http://www.w3.org/2000/svg", "");
            assert!(!elsewhere.contains("http:"));
        }
        for node in document.descendants() {
            let loads = [
                "img", "link", "iframe", "object", "embed", "audio", "video", "base", "form",
            ];
            let is_form = node.tag_name().name() == "form" && node.attribute("action").is_none();
            assert!(is_form || !loads.contains(&node.tag_name().name()));
            assert!(node.attribute("src").is_none() && node.attribute("style").is_none());
        }
    }
}

#[test]
fn the_same_audit_gives_the_same_page() {
    assert!(of(&shipped(), Lang::Zh) == of(&shipped(), Lang::Zh));
}

#[test]
fn every_finding_of_the_json_report_stands_on_the_page() {
    let audit = shipped();
    for lang in [Lang::En, Lang::Zh] {
        let report = json::render(&audit, &Scope::default(), lang).unwrap();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let page = of(&audit, lang);
        let document = parsed(&page);
        let rows: Vec<Node<'_, '_>> = document
            .descendants()
            .filter(|node| node.has_attribute("data-family"))
            .collect();
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(rows.len(), findings.len());
        let shown: Vec<String> = rows
            .iter()
            .map(|row| {
                row.descendants()
                    .filter(Node::is_text)
                    .filter_map(|text| text.text())
                    .collect()
            })
            .collect();
        for finding in findings {
            let said = |key: &str| finding[key].as_str().unwrap_or("").replace('`', "");
            let fits = |row: &String| {
                let texts = ["message", "effect", "advice"].map(said);
                texts.iter().all(|text| row.contains(text.as_str())) && row.contains(&said("rule"))
            };
            assert!(
                shown.iter().any(fits),
                "{} is not on the page",
                said("message")
            );
        }
    }
}

#[test]
fn counts_on_the_cover_are_those_of_the_summary() {
    let audit = shipped();
    let report = json::render(&audit, &Scope::default(), Lang::En).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let page = of(&audit, Lang::En);
    let numbers = texts(&parsed(&page), "number");
    for (at, key) in ["nonconform", "undetermined", "conform", "not_applicable"]
        .iter()
        .enumerate()
    {
        assert_eq!(numbers[at], report["summary"][*key].to_string(), "{key}");
    }
}

/// Names that would run, break out of an attribute, or turn the line around.
const HOSTILE: &str = r#"
[organization]
name = "<script>alert(1)</script>"
[process]
id = "store"
name = "\"><img src=x onerror=alert(2)>"
owner = "' onmouseover='alert(3)"
[[step]]
id = "kit"
name = "</script><script>alert(4)</script>"
[[step]]
id = "load"
name = "]]> \u202Eevil\u202C \u0000\u0007 <!-- & --> `"
department = "<svg onload=alert(5)>"
[[handoff]]
id = "lot"
from = "kit"
to = "load"
deliverable = "</title></style><style>*{display:none}"
due = "javascript:alert(6)"
customer = { needs = ["clean & \"dry\""], why = "</q></main>" }
"#;

#[test]
fn hostile_names_are_only_text() {
    let audit = written("hostile", &[("store.toml", HOSTILE)], |_| {});
    assert!(audit.problems.is_empty(), "{:?}", audit.problems);
    for lang in [Lang::En, Lang::Zh] {
        let page = of(&audit, lang);
        let document = parsed(&page);
        let unpacked = other(&document);
        for (text, document) in [(&page, &document), (&unpacked, &parsed(&unpacked))] {
            let is_bad = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\t')
                    || ('\u{202a}'..='\u{202e}').contains(&c)
            };
            assert!(!text.contains(is_bad), "a character that no text shows");
            for node in document.descendants().filter(Node::is_element) {
                let name = node.tag_name().name();
                assert!(!["img", "iframe", "object"].contains(&name));
                let runs = |attribute: &str| attribute.starts_with("on") && attribute.len() > 2;
                assert!(
                    !node.attributes().any(|it| runs(it.name())),
                    "{name} runs something"
                );
            }
        }
        let scripts = document
            .descendants()
            .filter(|node| node.has_tag_name("script"))
            .count();
        let styles = document
            .descendants()
            .filter(|node| node.has_tag_name("style"))
            .count();
        assert_eq!((scripts, styles), (2, 1));
        assert!(
            texts(&document, "of")
                .concat()
                .contains("<script>alert(1)</script>")
        );
    }
}

#[test]
fn an_input_with_problems_is_never_green() {
    let broken = "[process]\nid = \"store\"\n[[handoff]]\nid = \"lot\"\nfrom = \"<nobody>\"\n";
    let audit = written("problems", &[("store.toml", broken)], |_| {});
    assert!(audit.checked.is_none());
    for (lang, said) in [
        (Lang::En, "Nothing was checked"),
        (Lang::Zh, "什么也没有检查"),
    ] {
        let page = of(&audit, lang);
        let document = parsed(&page);
        let problems = texts(&document, "problems").concat();
        assert!(
            problems.contains(said) && problems.contains("<nobody>"),
            "{problems}"
        );
        assert!(problems.contains("store.toml:5:"));
        assert!(!document.descendants().any(|node| has_class(&node, "good")));
        assert!(document.descendants().any(|node| node.has_tag_name("main")));
    }
}

const FAILS: &str = r#"//! Fails on every handoff.
const META = #{
    level: "note", looks_at: "handoff", since: "0.1.0",
    en: #{ finding: "f", effect: "e", advice: "a" },
    zh: #{ finding: "发", effect: "影", advice: "建" },
};

fn check(handoff) { 1 / 0; }
"#;

#[test]
fn an_audit_with_a_failed_rule_is_incomplete_and_not_green() {
    let files = [("store.toml", STORE), ("rules/own/fails.rhai", FAILS)];
    let audit = written("fails", &files, |options| {
        options.rules = vec!["own/fails".into()];
    });
    let page = of(&audit, Lang::En);
    let document = parsed(&page);
    let said = texts(&document, "conclusion").concat();
    assert!(
        said.contains("own/fails") || texts(&document, "problems").concat().contains("own/fails")
    );
    assert!(said.contains("the audit is incomplete"), "{said}");
    assert!(
        !document
            .descendants()
            .any(|node| has_class(&node, "conclusion") && has_class(&node, "good"))
    );
}

#[test]
fn where_no_rule_applies_nothing_is_good() {
    let audit = written("nothing", &[("store.toml", STORE)], |options| {
        options.rules = vec!["value/incomplete-row".into()];
    });
    let page = of(&audit, Lang::En);
    let document = parsed(&page);
    let conclusion = document
        .descendants()
        .find(|node| has_class(node, "conclusion"))
        .unwrap();
    assert!(has_class(&conclusion, "unchecked"));
    assert!(
        texts(&document, "conclusion")
            .concat()
            .contains("Nothing was checked")
    );
}

#[test]
fn what_is_waived_or_known_is_shown_apart() {
    let waiver = "[[waiver]]\nid = \"w-1\"\nrule = \"handoff/no-due-time\"\non = \"store/lot\"\nreason = \"the new rack <comes>\"\napproved_by = \"Plant manager\"\nsigned_by = \"Loading lead\"\ngranted_on = 2026-03-02\nends_on = 2026-12-31\n";
    let folder = workspace::folder("html-aside");
    fs::write(folder.join("store.toml"), STORE).unwrap();
    let before = audited(&folder, |_| {});
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    fs::write(folder.join("waivers.toml"), waiver).unwrap();
    let audit = audited(&folder, |options| {
        options.baseline = Some(baseline);
        options.as_of = Some(jiff::civil::date(2026, 6, 1));
    });
    let page = of(&audit, Lang::En);
    let document = parsed(&page);
    let aside = texts(&document, "aside").concat();
    assert!(aside.contains("the new rack <comes>") && aside.contains("known since the baseline"));
    let change = texts(&document, "change").concat();
    assert!(change.contains("known before and still there"), "{change}");
}

#[test]
fn of_very_many_findings_none_is_left_out() {
    let mut model =
        "[process]\nid = \"store\"\n[[step]]\nid = \"kit\"\n[[step]]\nid = \"load\"\n".to_owned();
    for at in 0..2_300 {
        model.push_str(&format!(
            "[[handoff]]\nid = \"h{at}\"\nfrom = \"kit\"\nto = \"load\"\n"
        ));
    }
    let audit = written("many", &[("store.toml", &model)], |options| {
        options.rules = vec!["handoff/no-due-time".into()];
    });
    let page = of(&audit, Lang::En);
    let document = parsed(&page);
    let pieces = document
        .descendants()
        .find(|node| has_class(node, "pieces"));
    let pieces = unpacked(pieces.unwrap().text().unwrap());
    let pieces: Vec<&str> = pieces.split('\u{1f}').collect();
    let rows: Vec<Node<'_, '_>> = document
        .descendants()
        .filter(|node| node.has_attribute("data-family"))
        .collect();
    assert_eq!(rows.len(), 2_300);
    // What is put off stands in a piece of its own, with everything a row unfolds to.
    for row in rows {
        let fold = row
            .descendants()
            .find(|node| node.has_tag_name("details"))
            .unwrap();
        let number: usize = fold.attribute("data-piece").unwrap().parse().unwrap();
        let id = row.attribute("id").unwrap();
        assert!(pieces[number].contains("Advice") && pieces[number].contains(&format!("#{id}\"")));
    }
    // Every link leads to something that is there, or in a piece.
    let wrapped = format!("<all>{}</all>", pieces.concat());
    let put_off = parsed(&wrapped);
    let there: BTreeSet<&str> = [ids(&document), ids(&put_off)]
        .concat()
        .into_iter()
        .collect();
    for link in [links(&document), links(&put_off)].concat() {
        assert!(there.contains(&link[1..]), "{link} leads nowhere");
    }
}

#[test]
fn a_page_of_one_process_speaks_of_no_other() {
    let audit = shipped();
    let scope = Scope::new(vec!["raw-store".to_owned()]);
    let page = html::render(&audit, &scope, Lang::En);
    let document = parsed(&page);
    let unpacked = other(&document);
    let second = parsed(&unpacked);
    let all: BTreeSet<&str> = [ids(&document), ids(&second)]
        .concat()
        .into_iter()
        .collect();
    assert!(all.contains("en-p-raw-store") && !all.contains("en-p-order"));
    let links = [links(&document), links(&second)].concat();
    assert!(links.iter().all(|link| all.contains(&link[1..])));
}

/// A chain of 61 steps, one above what is drawn.
#[test]
fn a_process_too_large_for_a_picture_names_the_command_that_draws_it_and_leads_to_the_overview() {
    let mut model = "[process]\nid = \"long\"\n".to_owned();
    for at in 0..=60 {
        model.push_str(&format!("[[step]]\nid = \"s{at}\"\n"));
    }
    for at in 0..60 {
        let next = at + 1;
        model.push_str(&format!(
            "[[handoff]]\nid = \"h{at}\"\nfrom = \"s{at}\"\nto = \"s{next}\"\n"
        ));
    }
    let audit = written("too-large", &[("long.toml", &model)], |_| {});
    for (lang, said, link) in [
        (
            Lang::En,
            "61 steps and 60 handoffs are too many to read in one picture. \
             <code>baton graph --process long -o long.svg</code> draws them all",
            "<a href=\"#en-chain\">The picture of the chain</a> shows what it exchanges",
        ),
        (
            Lang::Zh,
            "61 道工序、60 个交接，一张图难以看清。<code>baton graph --process long -o long.svg</code>",
            "<a href=\"#zh-chain\">流程链图</a>中可以看到它与其他流程之间交接什么。",
        ),
    ] {
        let page = of(&audit, lang);
        assert!(page.contains(said), "{lang:?}");
        assert!(page.contains(link), "{lang:?}");
        let chain = page.split("-chain-title\">").nth(1).unwrap();
        assert!(chain.split("</section>").next().unwrap().contains("<svg"));
    }
}
