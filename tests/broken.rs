//! What baton says of input that is wrong: one case a diagnostic, at least, each with its
//! report in both languages beside it.
//!
//! A case is a `.toml` file or a folder of `tests/broken`, named after the code it must
//! show, with `-` and a detail where one code has several. Cases no repository can hold
//! are made at run time, by `tests/broken/made.rs`. `BLESS=1 cargo test --test broken`
//! writes the reports anew; read them before they are kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use baton::audit::{Audit, Options, audit};
use baton::lang::Lang;
use baton::problem::{CODES, Problem};
use baton::report::{Scope, Style, text};

#[path = "broken/huge.rs"]
mod huge;
#[path = "broken/made.rs"]
mod made;

/// Where the cases are, as their reports show it.
const FOLDER: &str = "tests/broken";

/// A broken input and the name of its case.
struct Case {
    name: String,
    path: PathBuf,
}

/// The cases that are files of the repository.
fn kept() -> Vec<Case> {
    let entries = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    let mut cases: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| Case {
            name: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into(),
            path,
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// The code a case is named after: the longest one its name begins with.
fn code_of(name: &str) -> Option<&'static str> {
    // Told apart from other slips of syntax since they were written.
    let name = match name {
        "syntax-error-chinese-quotes" | "syntax-error-full-width-equals" => {
            "full-width-punctuation"
        }
        other => other,
    };
    let begins = |code: &str| {
        name.strip_prefix(code)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    CODES
        .iter()
        .copied()
        .filter(|code| begins(code))
        .max_by_key(|code| code.len())
}

fn audit_of(paths: &[&Path]) -> Audit {
    let options = Options {
        paths: paths.iter().map(PathBuf::from).collect(),
        today: Some(jiff::civil::date(2026, 11, 22)),
        ..Options::default()
    };
    audit(&options, &|_, _| {})
}

fn report(audit: &Audit, lang: Lang) -> String {
    let style = Style {
        lang,
        ..Style::default()
    };
    text::render(audit, &Scope::new(Vec::new()), style)
}

fn codes(audit: &Audit) -> Vec<&'static str> {
    audit.problems.iter().map(Problem::code).collect()
}

/// Line and column of every problem that has a place.
fn places(audit: &Audit) -> Vec<(u32, u32)> {
    let spots = audit.problems.iter().filter_map(|problem| problem.spot);
    spots
        .map(|spot| audit.sources.line_column(spot))
        .map(|at| (at.line, at.column))
        .collect()
}

/// Compares the reports of a case with the kept ones, or keeps them; says what is wrong.
fn compare(case: &Case, audit: &Audit, wrong: &mut Vec<String>) {
    let shown = case.path.display().to_string().replace('\\', "/");
    for (lang, ending) in [(Lang::En, "en.txt"), (Lang::Zh, "zh.txt")] {
        let golden = Path::new(FOLDER).join(format!("{}.{ending}", case.name));
        let said = report(audit, lang).replace(&shown, &format!("{FOLDER}/{}", file_name(case)));
        let said = ends(&said);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &said).expect("the folder of this test can be written");
        }
        let kept = fs::read_to_string(&golden).unwrap_or_default();
        if kept.replace("\r\n", "\n") != said {
            wrong.push(format!(
                "{} differs from:\n{said}\nBLESS=1 keeps this instead.",
                golden.display()
            ));
        }
    }
}

/// A report that nobody would read to the end is kept by its ends.
fn ends(report: &str) -> String {
    let lines: Vec<_> = report.split_inclusive('\n').collect();
    match lines.len() {
        0..=200 => report.to_owned(),
        many => [&lines[..16], &["…\n"], &lines[many - 16..]]
            .concat()
            .concat(),
    }
}

/// Every problem says something in both languages and points into its text.
fn sound(case: &Case, audit: &Audit, wrong: &mut Vec<String>) {
    for problem in &audit.problems {
        for lang in [Lang::En, Lang::Zh] {
            if problem.message(lang).is_empty() || problem.hint(lang).is_empty() {
                wrong.push(format!("{}: {} is mute", case.name, problem.code()));
            }
        }
        for spot in problem.spot.into_iter().chain(problem.related) {
            let text = &audit.sources.get(spot.source).text;
            if text.get(spot.span.range()).is_none() {
                wrong.push(format!("{}: {} points nowhere", case.name, problem.code()));
            }
        }
    }
}

/// The name a case made in another folder would have in this one.
fn file_name(case: &Case) -> String {
    let name = case.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let audit = audit_of(&[&case.path]);
        let code = code_of(&case.name);
        if code.is_none_or(|code| !codes(&audit).contains(&code)) {
            let shown = codes(&audit);
            wrong.push(format!("{}: no such problem, but {shown:?}", case.name));
        }
        if audit.checked.is_some() {
            wrong.push(format!("{}: audited in spite of it", case.name));
        }
        sound(case, &audit, &mut wrong);
        compare(case, &audit, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kept_case_is_reported_as_written_down() {
    check(&kept());
}

#[test]
fn every_made_case_is_reported_as_written_down() {
    check(&made::cases());
}

#[test]
fn every_kind_of_problem_has_a_case() {
    let mut names: Vec<_> = kept().into_iter().map(|case| case.name).collect();
    names.extend(made::NAMES.iter().map(|name| (*name).to_owned()));
    let covered: BTreeSet<_> = names.iter().filter_map(|name| code_of(name)).collect();
    let missing: Vec<_> = CODES
        .iter()
        .filter(|code| !covered.contains(*code))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn every_report_belongs_to_a_case() {
    let mut names: BTreeSet<_> = kept().into_iter().map(|case| case.name).collect();
    names.extend(made::NAMES.iter().map(|name| (*name).to_owned()));
    let entries = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let orphans: Vec<_> = files
        .filter_map(|file| Some(file.strip_suffix(".txt")?.rsplit_once('.')?.0.to_owned()))
        .filter(|name| !names.contains(name))
        .collect();
    assert!(orphans.is_empty(), "reports without a case: {orphans:?}");
}

#[test]
fn ten_problems_of_one_file_are_reported_at_once_in_order_of_place() {
    let file = made::file("ten-problems.toml", made::TEN_PROBLEMS);
    let audit = audit_of(&[&file]);
    let expected = [
        "unknown-key",
        "bad-id",
        "wrong-type",
        "unit-of-other-kind",
        "dangling-reference",
        "bad-quantity",
        "out-of-range",
        "bilingual-bounds-differ",
        "unknown-choice",
        "bad-date",
    ];
    assert_eq!(codes(&audit), expected);
    let places = places(&audit);
    assert_eq!(places.len(), 10);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn two_broken_files_are_both_reported() {
    let folder = made::folder("two-broken-files");
    fs::write(folder.join("b.toml"), "[[step]]\nid = kit\n").expect("written");
    fs::write(folder.join("a.toml"), "[process]\nid = \"a b\"\n").expect("written");
    let audit = audit_of(&[&folder]);
    assert_eq!(codes(&audit), ["bad-id", "no-process", "syntax-error"]);
}

#[test]
fn settings_count_at_the_top_and_are_missed_nowhere() {
    let folder = made::folder("settings-below");
    let below = folder.join("store");
    fs::create_dir(&below).expect("made");
    fs::write(below.join("store.toml"), made::STEP).expect("written");
    fs::write(below.join("baton.toml"), "[rules]\n").expect("written");
    let misplaced = ["misplaced-settings"];
    assert_eq!(codes(&audit_of(&[&folder])), misplaced);
    assert_eq!(codes(&audit_of(&[&below])), [""; 0]);
    assert_eq!(codes(&audit_of(&[&below, &folder])), [""; 0]);
    fs::write(folder.join("baton.toml"), "[rules]\n").expect("written");
    assert_eq!(codes(&audit_of(&[&folder])), misplaced);
    // The nearest settings above what is audited are those that count.
    assert_eq!(codes(&audit_of(&[&below])), [""; 0]);
    fs::remove_file(below.join("baton.toml")).expect("removed");
    assert_eq!(codes(&audit_of(&[&folder])), [""; 0]);
}
