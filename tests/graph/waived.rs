//! What a waiver accepts is drawn as waived: not as wrong, and not as right.

use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::Audit;
use baton::baseline::Baseline;
use baton::lang::Lang;
use baton::model::ProcessId;
use baton::report::graph::{Picture, Seen};
use baton::report::{Scope, html};
use jiff::civil::date;

use super::workspace::{audited, folder};

const RULE: &str = "own/no-volume";

const SCRIPT: &str = r#"//! Every handoff says how much passes.
const META = #{
    level: "error", profile: "essential", looks_at: "handoff", since: "1.0.0",
    en: #{ finding: "no volume", effect: "nobody can plan", advice: "write it" },
    zh: #{ finding: "没有数量", effect: "无法安排", advice: "请写明" },
};

fn check(handoff) {
    if !handoff.has("volume") {
        nonconform(handoff.at("volume"));
    }
}
"#;

/// Two handoffs of `store` say nothing of how much passes, one of `other` does not, one does;
/// waivers accept what is named.
fn store(name: &str, waived: &[&str]) -> PathBuf {
    let folder = folder(&format!("graph-waived-{name}"));
    fs::create_dir_all(folder.join("rules/own")).unwrap();
    fs::write(folder.join("rules/own/no-volume.rhai"), SCRIPT).unwrap();
    fs::write(folder.join("rules/own/no-volume.md"), "# a\n").unwrap();
    let process = |id: &str, second: &str| {
        format!(
            "[process]\nid = \"{id}\"\n[[step]]\nid = \"kit\"\n[[step]]\nid = \"load\"\n[[step]]\nid = \"go\"\n\
             [[handoff]]\nid = \"lot\"\nfrom = \"kit\"\nto = \"load\"\n\
             [[handoff]]\nid = \"ticket\"\nfrom = \"load\"\nto = \"go\"\n{second}"
        )
    };
    fs::write(folder.join("store.toml"), process("store", "")).unwrap();
    let other = process("other", "volume = \"40 / day\"\n");
    fs::write(folder.join("other.toml"), other).unwrap();
    let waivers = waived.iter().enumerate().map(|(at, on)| {
        format!(
            "[[waiver]]\nid = \"w{at}\"\nrule = \"{RULE}\"\non = \"{on}\"\nreason = \"a\"\napproved_by = \"b\"\n\
             signed_by = \"c\"\ngranted_on = 2026-03-01\nends_on = 2026-12-31\n"
        )
    });
    let waivers: String = waivers.collect();
    if !waivers.is_empty() {
        fs::write(folder.join("waivers.toml"), waivers).unwrap();
    }
    folder
}

fn audit_of(folder: &Path, baseline: Option<Baseline>) -> Audit {
    audited(folder, |options| {
        options.rules = vec![RULE.into()];
        options.as_of = Some(date(2026, 6, 1));
        options.baseline = baseline;
    })
}

fn seen(audit: &Audit, lang: Lang) -> Seen<'_> {
    Seen::judged(audit.checked.as_ref().unwrap(), &audit.rules, lang)
}

/// The classes of what has that id in a picture, without boxes of steps.
fn class(picture: &Picture, id: &str) -> String {
    let svg = picture.standalone().unwrap();
    let read = roxmltree::Document::parse(&svg).unwrap();
    let mut all = read.descendants();
    let found = all.find(|one| one.attribute("data-id") == Some(id));
    found.unwrap().attribute("class").unwrap().to_owned()
}

#[test]
fn a_waived_handoff_has_a_look_a_mark_and_a_legend_of_its_own() {
    let folder = store("own-look", &["store/lot"]);
    let audit = audit_of(&folder, None);
    for (lang, word, said) in [
        (
            Lang::En,
            "nonconform, but waived",
            "nonconform, but waived: 1 waived",
        ),
        (Lang::Zh, "不符合，已让步", "不符合，已让步：已让步 1 项"),
    ] {
        let picture = seen(&audit, lang).everything();
        assert!(class(&picture, "store/lot").ends_with(" waived"));
        assert!(class(&picture, "store/ticket").ends_with(" bad"));
        assert!(class(&picture, "other/ticket").ends_with(" good"));
        let svg = picture.standalone().unwrap();
        // A diamond, and not only a colour; once at the line and once in the legend.
        assert_eq!(svg.matches("class=\"mark waived\"").count(), 2, "{svg}");
        assert!(svg.contains(said), "{svg}");
        for text in [picture.dot(), picture.mermaid()] {
            assert!(
                text.contains("◇ lot") && text.contains(&format!("◇ {word}")),
                "{text}"
            );
        }
        let page = html::render(&audit, &Scope::default(), lang);
        let legend = format!(">{word}</text>");
        assert!(
            page.contains("mark waived") && page.contains(&legend),
            "it is explained"
        );
    }
}

#[test]
fn a_process_is_waived_only_where_nothing_else_is_wrong_in_it() {
    let some = audit_of(&store("some", &["store/lot", "other/lot"]), None);
    let overview = seen(&some, Lang::En).overview();
    assert!(class(&overview, "store").ends_with(" bad"));
    assert!(class(&overview, "other").ends_with(" waived"));
    let all = audit_of(&store("all", &["store/lot", "store/ticket"]), None);
    let overview = seen(&all, Lang::En).overview();
    assert!(class(&overview, "store").ends_with(" waived"));
    assert!(class(&overview, "other").ends_with(" bad"));
    let picture = seen(&all, Lang::En).process(ProcessId::at(1));
    let svg = picture.standalone().unwrap();
    assert!(!svg.contains("mark bad") && svg.contains("mark waived"));
}

#[test]
fn what_a_baseline_knows_is_still_drawn_as_wrong() {
    let folder = store("known", &[]);
    let before = audit_of(&folder, None);
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    let audit = audit_of(&folder, Some(baseline));
    let picture = seen(&audit, Lang::En).everything();
    assert!(class(&picture, "store/lot").ends_with(" bad"));
    assert!(picture.standalone().unwrap().contains("1 known before"));
}
