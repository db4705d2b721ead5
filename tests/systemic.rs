//! The same finding over many objects of a process: likely one cause, and one major nonconformity.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod rendered;
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use baton::audit::Audit;
use baton::baseline::Baseline;
use baton::finding::{Finding, Level};
use baton::lang::Lang;
use baton::report::Format;
use jiff::civil::date;

use self::rendered::rendered_text;
use self::workspace::{STORE, audited};

const RULE: &str = "own/no-volume";

/// A rule of the workspace, of a level.
fn script(level: &str) -> String {
    format!(
        r#"//! Every handoff says how much passes.
const META = #{{
    level: "{level}", profile: "essential", looks_at: "handoff", since: "1.0.0",
    en: #{{ finding: "no volume", effect: "nobody can plan", advice: "write it" }},
    zh: #{{ finding: "没有数量", effect: "无法安排", advice: "请写明" }},
}};

fn check(handoff) {{
    if !handoff.has("volume") {{
        nonconform(handoff.at("volume"));
    }}
}}
"#
    )
}

/// A process with handoffs, the first so many of which do not say how much passes.
fn process(id: &str, lack: usize, all: usize) -> String {
    let mut text =
        format!("[process]\nid = \"{id}\"\n[[step]]\nid = \"kit\"\n[[step]]\nid = \"load\"\n");
    for at in 0..all {
        text.push_str(&format!(
            "[[handoff]]\nid = \"h{at}\"\nfrom = \"kit\"\nto = \"load\"\n"
        ));
        if at >= lack {
            text.push_str("volume = \"40 / day\"\n");
        }
    }
    text
}

/// A workspace of these processes; only the rule of the test runs.
fn folder(name: &str, level: &str, processes: &[(&str, usize, usize)]) -> PathBuf {
    let folder = workspace::folder(&format!("systemic-{name}"));
    fs::create_dir_all(folder.join("rules/own")).unwrap();
    fs::write(folder.join("rules/own/no-volume.rhai"), script(level)).unwrap();
    fs::write(folder.join("rules/own/no-volume.md"), "# a\n").unwrap();
    fs::write(folder.join("baton.toml"), "profile = \"essential\"\n").unwrap();
    for (id, lack, all) in processes {
        fs::write(folder.join(format!("{id}.toml")), process(id, *lack, *all)).unwrap();
    }
    folder
}

fn of_rule(folder: &std::path::Path) -> Audit {
    audited(folder, |options| options.rules = vec![RULE.into()])
}

fn findings(audit: &Audit) -> &[Finding] {
    &audit.checked.as_ref().unwrap().outcome.findings
}

fn levels(audit: &Audit) -> Vec<Level> {
    let open = findings(audit).iter().filter(|one| one.set_aside.is_none());
    open.map(|one| one.level).collect()
}

/// What is systemic, as found of how many.
fn systemic(audit: &Audit) -> Vec<(usize, usize)> {
    let all = audit.checked.as_ref().unwrap().systemic.iter();
    all.map(|one| (one.found, one.of)).collect()
}

fn report(audit: &Audit, format: Format, lang: Lang, wanted: &[&str]) -> String {
    rendered_text(audit, format, lang, wanted, None)
}

use Level::{Error, Note, Warning};

#[test]
fn one_of_many_counts_as_major_and_no_finding_is_lost_or_renamed() {
    let folder = folder("one", "warning", &[("store", 3, 12)]);
    let raised = of_rule(&folder);
    assert_eq!(levels(&raised), [Error, Warning, Warning]);
    assert_eq!(systemic(&raised), [(3, 12)]);
    fs::write(folder.join("baton.toml"), "[systemic]\nraise = false\n").unwrap();
    let kept = of_rule(&folder);
    assert_eq!(levels(&kept), [Warning; 3]);
    assert_eq!(systemic(&kept), [(3, 12)], "it is still said");
    let names = |audit: &Audit| -> BTreeSet<_> {
        findings(audit).iter().map(|one| one.fingerprint).collect()
    };
    assert_eq!(names(&raised), names(&kept));
}

#[test]
fn how_many_are_systemic_is_counted_process_by_process() {
    let few = [("a", 2, 6), ("b", 2, 5), ("c", 1, 1), ("d", 2, 2)];
    let audit = of_rule(&folder("processes", "warning", &few));
    assert_eq!(systemic(&audit), [(2, 5), (2, 2)]);
    let raised = levels(&audit)
        .iter()
        .filter(|level| **level == Error)
        .count();
    assert_eq!(raised, 2);
}

#[test]
fn what_is_major_anyway_is_named_and_what_is_only_observed_is_not() {
    let major = of_rule(&folder("major", "error", &[("store", 3, 4)]));
    assert_eq!(
        (levels(&major), systemic(&major)),
        (vec![Error; 3], vec![(3, 4)])
    );
    assert!(major.checked.as_ref().unwrap().systemic[0].raised.is_none());
    let observed = of_rule(&folder("observed", "note", &[("store", 4, 4)]));
    assert_eq!(
        (levels(&observed), systemic(&observed)),
        (vec![Note; 4], vec![])
    );
}

#[test]
fn two_of_two_are_systemic_and_only_what_stands_on_both() {
    let folder = folder("two", "warning", &[]);
    fs::write(folder.join("store.toml"), STORE).unwrap();
    assert_eq!(systemic(&of_rule(&folder)), [(2, 2)]);
    let one = format!("{STORE}volume = \"40 / day\"\n");
    fs::write(folder.join("store.toml"), one).unwrap();
    assert_eq!(systemic(&of_rule(&folder)), []);
}

#[test]
fn what_is_waived_or_known_counts_for_nothing() {
    let folder = folder("aside", "warning", &[("store", 3, 12)]);
    let before = of_rule(&folder);
    let checked = before.checked.as_ref().unwrap();
    let baseline = Baseline::of(&checked.world, &before.rules, &checked.outcome);
    let known = audited(&folder, |options| {
        options.rules = vec![RULE.into()];
        options.baseline = Some(baseline);
    });
    assert_eq!(systemic(&known), []);
    let waiver = "[[waiver]]\nid = \"w\"\nrule = \"own/no-volume\"\non = \"store/h0\"\nreason = \"a\"\n\
                  approved_by = \"b\"\nsigned_by = \"c\"\ngranted_on = 2026-03-01\nends_on = 2026-12-31\n";
    fs::write(folder.join("waivers.toml"), waiver).unwrap();
    let waived = of_rule(&folder);
    assert_eq!(
        (levels(&waived), systemic(&waived)),
        (vec![Warning; 2], vec![])
    );
}

#[test]
fn reports_say_in_a_line_that_the_cause_is_likely_one() {
    let audit = of_rule(&folder(
        "said",
        "warning",
        &[("other", 0, 3), ("store", 5, 8)],
    ));
    let (en, zh) = (
        "systemic: own/no-volume on 5 of 8 handoffs of store: the cause is likely one, look at the process that makes them; counts as one error, on store/h0",
        "系统性：own/no-volume，store 的 8 个交接中有 5 个：原因很可能是同一个，请查产生它们的流程；按一项严重不符合计，记在 store/h0",
    );
    for (lang, line) in [(Lang::En, en), (Lang::Zh, zh)] {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let text = report(&audit, format, lang, &[]);
            assert!(text.contains(line), "{format:?}\n{text}");
            let other = report(&audit, format, lang, &["other"]);
            assert!(!other.contains(line), "it is out of scope");
        }
    }
    // The finding that counts for all is on another object than the one asked for.
    let text = report(&audit, Format::Text, Lang::En, &["store/h3"]);
    assert!(
        text.contains("; counts as one error on store/h0, which is not looked at here"),
        "it is one of them\n{text}"
    );
    let text = report(&audit, Format::Text, Lang::En, &[]);
    assert_eq!(
        text.matches("= systemic: 5 of 8 handoffs of store").count(),
        1
    );
    assert_eq!(
        text.matches("; raised from warning for all of them")
            .count(),
        1
    );
    let text = report(&audit, Format::Text, Lang::Zh, &[]);
    assert!(text.contains("；由一般不符合升级，代表全部"), "{text}");
    let json = report(&audit, Format::Json, Lang::En, &[]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!([{
        "rule": RULE, "process": "store", "kind": "handoff", "found": 5, "of": 8,
        "raised_on": "store/h0", "raised_from": "warning",
    }]);
    assert_eq!(json["summary"]["systemic"], expected);
    assert_eq!(json["summary"]["findings"]["error"], 1);
}

/// An error without a reason would send its reader to a rule that says warning.
#[test]
fn what_repeats_stands_in_full_once_and_then_with_place_and_id() {
    let audit = of_rule(&folder("short", "warning", &[("store", 3, 12)]));
    let full_text = |lang| report(&audit, Format::Text, lang, &[]);
    let text = full_text(Lang::En);
    assert_eq!(text.matches("effect: nobody can plan").count(), 1);
    assert_eq!(text.matches("[own/no-volume]: no volume").count(), 3);
    let ids = findings(&audit)
        .iter()
        .map(|one| one.fingerprint.to_string());
    let ids: Vec<_> = ids.map(|id| id[..8].to_owned()).collect();
    for (line, id) in [(11, &ids[1]), (15, &ids[2])] {
        let first = &ids[0];
        let short =
            format!("store.toml:{line}:1; effect and advice: as for {first} above; id: {id}\n");
        assert!(text.contains(&short), "{short} in {text}");
    }
    assert!(full_text(Lang::Zh).contains("影响和建议：同上文"));
    let two = of_rule(&folder("long", "warning", &[("store", 2, 12)]));
    let text = report(&two, Format::Text, Lang::En, &[]);
    assert_eq!(text.matches("effect: nobody can plan").count(), 2);
}

#[test]
fn every_format_for_programs_says_why_one_finding_became_an_error() {
    let raised = of_rule(&folder("why", "warning", &[("store", 3, 12)]));
    let kept = of_rule(&folder("why-not", "warning", &[("store", 2, 12)]));
    for format in [
        Format::Csv,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Sarif,
    ] {
        for (lang, systemic, why) in [
            (
                Lang::En,
                "3 of 12 handoffs of store: the cause is likely one",
                "; raised from warning for all of them",
            ),
            (
                Lang::Zh,
                "store 的 12 个交接中有 3 个：原因很可能是同一个",
                "；由一般不符合升级，代表全部",
            ),
        ] {
            let text = report(&raised, format, lang, &[]);
            assert_eq!(text.matches(systemic).count(), 3, "{format:?}\n{text}");
            assert_eq!(text.matches(why).count(), 1, "{format:?}\n{text}");
            let text = report(&kept, format, lang, &[]);
            assert!(!text.contains("likely one") && !text.contains("同一个，请查"));
        }
    }
}

#[test]
fn the_column_of_systemic_stands_last_so_that_readers_find_the_others_where_they_were() {
    let raised = of_rule(&folder("column", "warning", &[("store", 3, 12)]));
    let text = report(&raised, Format::Csv, Lang::En, &[]);
    let head = text.lines().next().unwrap();
    assert!(head.ends_with(",line,column,set aside,systemic"), "{head}");
}

#[test]
fn a_record_has_the_levels_as_they_were_found() {
    let folder = folder("record", "warning", &[("store", 3, 3)]);
    let day = date(2026, 3, 1);
    let audit = audited(&folder, |options| options.record_on = Some(day));
    let record = audit.checked.as_ref().unwrap().record.as_ref().unwrap();
    let own = record.findings.iter().filter(|found| found.rule == RULE);
    let own: Vec<Level> = own.map(|found| found.level).collect();
    assert_eq!(own, [Warning; 3]);
}

#[test]
fn the_gate_of_a_pipeline_sees_the_raised_level() {
    let folder = folder("gate", "warning", &[("store", 3, 12)]);
    let gate = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
        command.args(["audit", "--rule", RULE, "--fail-on", "error"]);
        command.arg(&folder).output().unwrap().status.code()
    };
    assert_eq!(gate(), Some(1));
    fs::write(folder.join("baton.toml"), "[systemic]\nraise = false\n").unwrap();
    assert_eq!(gate(), Some(0));
}
