//! `baton sheet`: what the model says stands on the sheet, what it does not is a hole in sight,
//! and no name can be more than a name.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HOSTILE: &str = r###"
[process]
id = "desk"
name = "<script>alert(1)</script>"
[[step]]
id = "a"
name = "=1+1 | x"
department = "**bold** @all"
owner = "tab\there"
[[step]]
id = "b"
end = true
[[handoff]]
id = "h"
from = "a"
to = "b"
deliverable = "=HYPERLINK(\"http://x\")"
[[value_sheet]]
id = "s"
name = "| a | <b> \u202Eevil"
target_customer = "line one\n\n# heading"
[[value_sheet.touchpoint]]
phase = "before"
at = "+cmd|' /C calc'!A0"
handoff = "h"
value = "`code` | ![x](y)"
[[value_sheet.without]]
phase = "after"
why = "nobody | comes back"
"###;

fn baton(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(arguments)
        .env_remove("BATON_LANG")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

fn shown(arguments: &[&str]) -> String {
    let output = baton(arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

fn hold(name: &str, found: &str) {
    let path = Path::new("tests/golden/sheet").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all("tests/golden/sheet").unwrap();
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected.replace("\r\n", "\n") == found,
        "{name} differs; BLESS=1 rewrites it"
    );
}

/// An empty folder of a test's own.
fn folder_of(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sheet-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn workspace_of(name: &str) -> String {
    let folder = folder_of(name);
    fs::write(folder.join("desk.toml"), HOSTILE).unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn sheets_of_the_example_are_as_expected_in_both_languages() {
    for lang in ["en", "zh"] {
        for (format, ending) in [("table", "txt"), ("markdown", "md")] {
            let ask = |more: &[&str]| {
                let mut arguments = vec!["sheet", "--lang", lang, "--format", format];
                arguments.extend(more);
                shown(&arguments)
            };
            hold(&format!("values.{lang}.{ending}"), &ask(&[]));
            let steps = ["--step", "finance/pay", "--step", "sinter-line/batching"];
            hold(&format!("steps.{lang}.{ending}"), &ask(&steps));
            let blank = ["--blank", "--process", "finance"];
            hold(&format!("blank.{lang}.{ending}"), &ask(&blank));
        }
    }
}

#[test]
fn a_hole_is_shown_and_a_reason_is_no_hole() {
    let folder = workspace_of("holes");
    let said = shown(&["sheet", &folder]);
    assert!(said.contains("during  □ missing"), "{said}");
    assert!(
        said.contains("not applicable: nobody | comes back"),
        "{said}"
    );
    for fact in [
        "department",
        "agreed with",
        "agreed on",
        "looked at again every",
    ] {
        let line = said.lines().find(|line| line.trim().starts_with(fact));
        assert!(
            line.is_some_and(|line| line.ends_with("□ missing")),
            "{fact}"
        );
    }
    let lines = ["service quality: □ missing", "relationship: □ missing"];
    assert!(lines.iter().all(|line| said.contains(line)), "{said}");
    let steps = shown(&["sheet", "--steps", &folder]);
    assert!(steps.contains("nobody: the work ends here"), "{steps}");
}

#[test]
fn no_long_text_is_cut() {
    let said = shown(&["sheet", "--sheet", "cash-advance"]);
    let words =
        "Check form and approval; explain patiently what is wrong and show how to fill it in";
    for word in words.split(' ') {
        assert!(said.contains(word), "{word} was lost");
    }
    assert!(!said.contains('…'));
    assert!(said.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn hostile_names_stay_names() {
    let folder = workspace_of("hostile");
    for what in [
        &["sheet"][..],
        &["sheet", "--steps"],
        &["sheet", "--blank", "--process", "desk"],
    ] {
        let ask = |format| {
            let mut arguments = what.to_vec();
            arguments.extend(["--format", format, &folder]);
            shown(&arguments)
        };
        let table = ask("table");
        assert!(!table.contains(['\t', '\u{202e}']), "{table}");
        let markdown = ask("markdown");
        for bad in [
            "<script>",
            "<b>",
            "\u{202e}",
            "**bold**",
            "@all",
            "\n# heading",
            "![x]",
        ] {
            assert!(!markdown.contains(bad), "{bad} in\n{markdown}");
        }
        for table in markdown
            .split("\n\n")
            .filter(|block| block.starts_with("| "))
        {
            let cells = |row: &str| row.replace("\\|", "").matches('|').count();
            let mut rows = table
                .lines()
                .filter(|line| line.starts_with('|'))
                .map(cells);
            let head = rows.next().unwrap();
            assert!(rows.all(|row| row == head), "{table}");
        }
    }
}

#[test]
fn what_is_asked_wrongly_is_said_before_anything_is_written() {
    for (arguments, message) in [
        (
            &["sheet", "--sheet", "cash-advnce"][..],
            "baton: --sheet: there is no `cash-advnce`; did you mean `finance/cash-advance`?",
        ),
        (
            &["sheet", "--step", "finance/pya"],
            "baton: --step: there is no `finance/pya`; did you mean `finance/pay`?",
        ),
        (
            &["sheet", "--steps", "--process", "finanec"],
            "baton: --process: there is no `finanec`; did you mean `finance`?",
        ),
        (
            &["sheet", "-o", "sheet.pdf"],
            "baton: -o: the ending of the file does not say how to write; name a .txt, .md or .xlsx file, or write --format",
        ),
        (
            &["sheet", "--format", "xlsx"],
            "baton: a workbook cannot be shown on the terminal; name a file with -o",
        ),
        (
            &[
                "sheet",
                "processes",
                "--format",
                "markdown",
                "-o",
                "processes/finance.toml",
            ],
            "baton: -o: the file is part of the model; write to another",
        ),
    ] {
        let output = baton(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), error.trim()), (Some(2), message));
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn input_with_problems_gives_no_sheet_and_code_3() {
    let folder = folder_of("broken");
    fs::write(folder.join("a.toml"), "[process]\nid = \"a\"\n[[stpe]]\n").unwrap();
    let output = baton(&["sheet", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_blank_form_needs_no_model() {
    let folder = folder_of("blank");
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(["sheet", "--blank=2", "--lang", "zh"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(said.matches("客户价值单\n====").count(), 2);
    assert!(said.contains("__________") && !said.contains("空缺"));
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_holds_texts_no_formula_and_is_the_same_every_time() {
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read as _};

    let folder = workspace_of("workbook");
    let ways = [
        &["sheet"][..],
        &["sheet", "--steps"],
        &["sheet", "--blank", "--process", "desk"],
    ];
    for (at, what) in ways.iter().enumerate() {
        let file = Path::new(&folder).join(format!("{at}.xlsx"));
        let write = || {
            let mut arguments = what.to_vec();
            arguments.extend([&*folder, "-o", file.to_str().unwrap()]);
            shown(&arguments);
            fs::read(&file).unwrap()
        };
        let bytes = write();
        assert!(bytes == write(), "the bytes differ");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            let name = part.name().unwrap().into_owned();
            part.read_to_string(&mut text).unwrap();
            parts.insert(name, text);
        }
        let texts = &parts["xl/sharedStrings.xml"];
        let wanted = match at {
            0 => ["+cmd|' /C calc'!A0", "□ missing", "nobody | comes back"],
            1 => ["desk/a", "=HYPERLINK(\"http://x\")", "□ missing"],
            _ => ["=HYPERLINK(\"http://x\")", "desk/h", "before"],
        };
        let texts = roxmltree::Document::parse(texts).unwrap();
        let said: String = texts.descendants().filter_map(|node| node.text()).collect();
        let missing: Vec<_> = wanted
            .iter()
            .filter(|text| !said.contains(**text))
            .collect();
        assert!(missing.is_empty(), "{what:?}: {missing:?}");
        let sheets = parts
            .iter()
            .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
        for (name, sheet) in sheets {
            assert!(
                !sheet.contains("<f>") && !sheet.contains("<f "),
                "{name} has a formula"
            );
            assert!(
                sheet.contains("orientation=\"landscape\"") && sheet.contains("paperSize=\"9\"")
            );
        }
        assert!(parts["xl/workbook.xml"].contains("_xlnm.Print_Titles"));
    }
}

#[test]
fn a_percentile_is_called_one_in_the_sheet() {
    let folder = folder_of("percentile");
    let model = "[process]\nid = \"shop\"\n[[step]]\nid = \"a\"\nstart = true\n[[step]]\nid = \"b\"\nend = true\n\
        [[handoff]]\nid = \"ab\"\nfrom = \"a\"\nto = \"b\"\n\
        [[measure]]\nid = \"w\"\nname = \"Wait\"\nkind = \"duration\"\nof = \"wait\"\nbetter = \"lower\"\n\
        statistic = \"percentile\"\npercentile = \"90 %\"\n\
        [[figure]]\nmeasure = \"w\"\non = \"ab\"\nperiod = \"2026-06\"\nvalue = \"35 min\"\nn = 40\n";
    fs::write(folder.join("shop.toml"), model).unwrap();
    let folder = folder.to_str().unwrap();
    let said = shown(&["sheet", "--steps", "--lang", "en", folder]);
    assert!(said.contains("Wait: P90 35 min"), "{said}");
    let said = shown(&["sheet", "--steps", "--lang", "zh", folder]);
    assert!(said.contains("Wait：P90 35 分钟"), "{said}");
}
