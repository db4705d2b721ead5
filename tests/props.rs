//! What holds for every input: order and threads do not show, places lie in their texts,
//! more data does not contradict, worse evidence does not excuse.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use baton::audit::{Audit, Checked};
use baton::engine::rule_set::built_in;
use baton::engine::{self, RuleSet, World, questions};
use baton::finding::Verdict;
use baton::lang::Lang;
use baton::load::settings::Settings;
use baton::load::workspace;
use baton::measure::logged::Logged;
use baton::measure::{GapVerdict, Gaps};
use baton::model;
use baton::report::{Scope, Style, json, text};
use baton::source::{Sources, Spot};
use proptest::prelude::*;
use serde_json::Value;

thread_local! {
    /// The built-in rules, compiled once a test; away while an audit holds them.
    static RULES: RefCell<Option<RuleSet>> = const { RefCell::new(None) };
}

/// A model file: its name and its text.
type File = (String, String);

/// Audits texts as if they were files, and gives what `look` makes of the result.
fn with_audit<T>(files: &[File], threads: usize, look: impl FnOnce(&Audit) -> T) -> T {
    let mut sources = Sources::default();
    let ids: Vec<_> = files
        .iter()
        .map(|(name, text)| sources.add(name.as_str(), text.as_str()))
        .collect();
    let (documents, mut problems) = workspace::parse(&sources, &ids);
    let mut dangling = Vec::new();
    let damaged = |source| workspace::is_damaged(&problems, source);
    let chain = model::build(&documents, damaged, &mut dangling);
    problems.append(&mut dangling);
    problems.sort_by_key(|problem| problem.spot);
    let compile = || RuleSet::compile(built_in(), &Settings::default(), &mut Vec::new());
    let rules = RULES.take().unwrap_or_else(compile);
    let checked = problems.is_empty().then(|| {
        let world = Arc::new(World::of(chain, None));
        let outcome = engine::run(&world, &rules, &sources, threads, &|_, _| {});
        let answers = questions::answer(&world, &rules, &outcome);
        Checked {
            world,
            outcome,
            answers,
            compared: None,
            record: None,
            history: None,
            systemic: Vec::new(),
            left_out: Vec::new(),
        }
    });
    let audit = Audit {
        sources,
        problems,
        rules,
        checked,
    };
    let seen = look(&audit);
    RULES.set(Some(audit.rules));
    seen
}

/// The reports of both languages and formats, to the byte.
fn bytes(audit: &Audit) -> String {
    let scope = Scope::default();
    let reports = [Lang::En, Lang::Zh].map(|lang| {
        let style = Style {
            lang,
            ..Style::default()
        };
        let json = json::render(audit, &scope, lang).unwrap_or_default();
        text::render(audit, &scope, style) + json.as_str()
    });
    reports.concat()
}

/// The JSON report without its places.
fn without_places(audit: &Audit) -> Value {
    let json = json::render(audit, &Scope::default(), Lang::En).unwrap_or_default();
    let mut value = serde_json::from_str(&json).unwrap_or_default();
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(object) => {
            for key in ["file", "line", "column"] {
                object.remove(key);
            }
            object.values_mut().for_each(strip);
        }
        _ => {}
    }
}

/// The processes that come with the program.
fn processes() -> Vec<File> {
    let entries = fs::read_dir("processes").into_iter().flatten().flatten();
    let mut files: Vec<File> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap_or_default();
            (path.display().to_string().replace('\\', "/"), text)
        })
        .collect();
    files.sort();
    files
}

/// A text cut before every header of a table of its own; tables inside others stay with them.
fn tables(text: &str) -> Vec<String> {
    let mut tables = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') && !line.contains('.') {
            tables.push(String::new());
        }
        if let Some(last) = tables.last_mut() {
            last.push_str(line);
        }
    }
    tables
}

/// The processes, their files and the tables of each in any order.
fn shuffled() -> impl Strategy<Value = Vec<File>> {
    let files: Vec<_> = processes()
        .into_iter()
        .map(|(name, text)| {
            let tables = Just(tables(&text)).prop_shuffle();
            tables.prop_map(move |tables| (name.clone(), tables.concat()))
        })
        .collect();
    files.prop_shuffle()
}

/// The processes with some lines left out: now and then still a sound workspace.
fn with_gaps() -> impl Strategy<Value = Vec<File>> {
    let some = any::<prop::sample::Index>();
    prop::collection::vec((some, any::<prop::sample::Index>()), 1..12).prop_map(|lines| {
        let mut files = processes();
        for (file, line) in lines {
            let (_, text) = file.get(&files);
            let mut kept: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
            kept.remove(line.index(kept.len()));
            let at = file.index(files.len());
            files[at].1 = kept.concat();
        }
        files
    })
}

/// Every place of a report lies within its text and between characters.
fn check_places(audit: &Audit) -> Result<(), TestCaseError> {
    let problems = audit.problems.iter();
    let mut spots: Vec<Spot> = problems
        .flat_map(|problem| problem.spot.into_iter().chain(problem.related))
        .collect();
    if let Some(checked) = &audit.checked {
        let findings = checked.outcome.findings.iter();
        let places = findings.flat_map(|finding| &finding.places);
        spots.extend(places.map(|place| place.spot));
    }
    for spot in spots {
        let text = &audit.sources.get(spot.source).text;
        prop_assert!(text.get(spot.span.range()).is_some(), "{spot:?}");
    }
    Ok(())
}

/// A goal of a share: its target in percent, and what was counted.
fn goal(target: u32, better: &str, figure: &str) -> Vec<File> {
    let text = format!(
        "[process]\nid = \"p\"\n[[measure]]\nid = \"m\"\nkind = \"share\"\nbetter = \"{better}\"\n\
         [[goal]]\nid = \"g\"\ntext = \"Reach it\"\nmeasure = \"m\"\ntarget = \"{target} %\"\n\
         actual = {{ {figure} }}\n"
    );
    vec![("goal.toml".into(), text)]
}

fn verdict(target: u32, better: &str, figure: &str) -> Option<GapVerdict> {
    let mut sources = Sources::default();
    let files = goal(target, better, figure);
    let id = sources.add(files[0].0.as_str(), files[0].1.as_str());
    let (documents, mut problems) = workspace::parse(&sources, &[id]);
    let chain = model::build(&documents, |_| false, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    Gaps::of(&chain, &Logged::default(), None)
        .iter()
        .next()
        .map(|gap| gap.verdict)
}

fn better() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["higher", "lower"])
}

/// Every object some rule found nonconform.
fn nonconform(audit: &Audit) -> BTreeSet<String> {
    found(audit, |verdict| verdict == Verdict::Nonconform)
}

/// Every object some rule did not find right: nonconform, or not to be judged.
fn not_right(audit: &Audit) -> BTreeSet<String> {
    found(audit, |_| true)
}

fn found(audit: &Audit, wanted: impl Fn(Verdict) -> bool) -> BTreeSet<String> {
    let Some(checked) = &audit.checked else {
        return BTreeSet::new();
    };
    let findings = checked.outcome.findings.iter();
    findings
        .filter(|finding| wanted(finding.verdict))
        .map(|finding| checked.world.id(finding.subject))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_order_of_files_and_tables_does_not_show(files in shuffled()) {
        let sorted = with_audit(&processes(), 1, without_places);
        prop_assert_eq!(sorted["problems"].as_array().map(Vec::len), Some(0));
        prop_assert_eq!(sorted, with_audit(&files, 1, without_places));
    }

    #[test]
    fn the_number_of_threads_does_not_show(files in with_gaps()) {
        let alone = with_audit(&files, 1, bytes);
        for threads in [1, 2, 7] {
            prop_assert!(alone == with_audit(&files, threads, bytes), "{threads} threads");
        }
    }

    #[test]
    fn every_place_lies_in_its_text(files in with_gaps()) {
        with_audit(&files, 2, check_places)?;
    }

    #[test]
    fn less_said_about_evidence_never_makes_a_gap_look_right(
        dropped in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let keys = ["asked_by", "asked_on", "agreed_by", "agreed_on", "evidence", "actual", "source"];
        let all = with_audit(&processes(), 1, nonconform);
        let mut files = processes();
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for (file, (_, text)) in files.iter().enumerate() {
            let evidence = text.lines().enumerate().filter(|(_, line)| {
                keys.iter().any(|key| line.starts_with(&format!("{key} =")))
            });
            lines.extend(evidence.map(|(line, _)| (file, line)));
        }
        let gone: BTreeSet<_> = dropped.iter().map(|index| *index.get(&lines)).collect();
        for (file, (_, text)) in files.iter_mut().enumerate() {
            let kept = text.split_inclusive('\n').enumerate();
            *text = kept
                .filter(|(line, _)| !gone.contains(&(file, *line)))
                .map(|(_, line)| line)
                .collect();
        }
        let less = with_audit(&files, 1, not_right);
        let freed: Vec<_> = all.difference(&less).collect();
        prop_assert!(freed.is_empty(), "without {gone:?}: {freed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_same_share_of_more_cases_never_reverses_a_verdict(
        (n, k) in (1u64..400).prop_flat_map(|n| (Just(n), 0..=n)),
        target in 1u32..100,
        times in 2u64..50,
        better in better(),
    ) {
        let few = verdict(target, better, &format!("k = {k}, n = {n}"));
        let many = verdict(target, better, &format!("k = {}, n = {}", k * times, n * times));
        if !matches!(few, Some(GapVerdict::Undetermined(_))) {
            prop_assert_eq!(few, many);
        }
    }

    #[test]
    fn fewer_good_cases_never_remove_a_gap(
        (n, k) in (1u64..400).prop_flat_map(|n| (Just(n), 0..=n)),
        worse in 1u64..400,
        target in 1u32..100,
        better in better(),
    ) {
        let worse = if better == "higher" { k.saturating_sub(worse) } else { n.min(k + worse) };
        let before = verdict(target, better, &format!("k = {k}, n = {n}"));
        let after = verdict(target, better, &format!("k = {worse}, n = {n}"));
        if before == Some(GapVerdict::NotMet) {
            prop_assert_eq!(after, before);
        }
        prop_assert!(after != Some(GapVerdict::Met) || before == after);
    }

    #[test]
    fn a_weaker_figure_never_meets_a_goal_the_stronger_one_misses(
        (n, k) in (1u64..400).prop_flat_map(|n| (Just(n), 0..=n)),
        target in 1u32..100,
        better in better(),
        grade in prop::sample::select(vec!["declared", "estimated"]),
    ) {
        let strong = format!("k = {k}, n = {n}, grade = \"customer-confirmed\"");
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let share = 100.0 * k as f64 / n as f64;
        let weak = [
            format!("k = {k}, n = {n}, grade = \"{grade}\""),
            format!("value = \"{share:.1} %\", n = {n}"),
            format!("value = \"{share:.1} %\""),
        ];
        if verdict(target, better, &strong) == Some(GapVerdict::NotMet) {
            for figure in weak {
                prop_assert!(verdict(target, better, &figure) != Some(GapVerdict::Met), "{figure}");
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let files = processes();
    let first = with_audit(&files, 2, bytes);
    RULES.set(None);
    assert!(first == with_audit(&files, 2, bytes));
    assert!(first.len() > 10_000);
}
