//! `--format` and `-o` on the command line: what goes where, what is refused before any work, and
//! that files are there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::folder;
use crate::workspace::STORE;

fn with_model(name: &str) -> PathBuf {
    let folder = folder(&format!("commands-{name}"));
    fs::write(folder.join("store.toml"), STORE).unwrap();
    folder
}

/// Runs an audit in a folder.
fn baton(folder: &Path, lang: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton"))
        .current_dir(folder)
        .args(["audit", ".", "--lang", lang])
        .args(arguments)
        .output()
        .unwrap()
}

/// Exit code, stdout, stderr.
fn said(folder: &Path, lang: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = baton(folder, lang, arguments);
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The files of a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn several_reports_of_one_audit_are_written_at_once() {
    let folder = with_model("several");
    let wanted = [
        "--format", "text", "-o", "a.sarif", "-o", "a.xml", "-o", "a.md", "-o", "a.csv", "-o",
        "a.json",
    ];
    let (code, out, err) = said(&folder, "en", &wanted);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("Summary\n"));
    assert_eq!(
        files(&folder),
        ["a.csv", "a.json", "a.md", "a.sarif", "a.xml", "store.toml"]
    );
    let begins = |name: &str, with: &str| {
        fs::read_to_string(folder.join(name))
            .unwrap()
            .starts_with(with)
    };
    assert!(
        begins("a.sarif", "{\n  \"$schema\"") && begins("a.json", "{\n  \"schema\": \"baton/1\"")
    );
    assert!(
        begins("a.xml", "<?xml")
            && begins("a.md", "## baton: ")
            && begins("a.csv", "\u{feff}fingerprint,")
    );
    // Separated by commas, and paired in order.
    let (code, out, _) = said(
        &folder,
        "zh",
        &["--format", "gitlab,json", "-o", "one", "-o", "two.x"],
    );
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(begins("one", "[") && begins("two.x", "{"));
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_is_a_zip_file() {
    let folder = with_model("workbook");
    let (code, out, _) = said(&folder, "zh", &["-o", "审核.xlsx"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(
        fs::read(folder.join("审核.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn without_its_feature_a_workbook_is_refused_by_name() {
    let folder = with_model("no-workbook");
    let (code, out, err) = said(&folder, "en", &["-o", "audit.xlsx"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("feature `xlsx`") && files(&folder) == ["store.toml"]);
}

#[test]
fn what_cannot_be_is_refused_before_any_work_in_both_languages() {
    let folder = with_model("refused");
    fs::create_dir(folder.join("made.json")).unwrap();
    let before = files(&folder);
    let cases: [(&[&str], i32, &str, &str); 8] = [
        (
            &["-o", "audit"],
            2,
            "the ending of audit tells no format",
            "从 audit 的后缀看不出格式",
        ),
        (
            &["--format", "json,csv"],
            2,
            "only one report can go to the terminal, not 2: json, csv",
            "终端上只能显示一份报告，不能显示 2 份：json、csv",
        ),
        (
            &["--format", "json", "--format", "json"],
            2,
            "only one report can go to the terminal",
            "终端上只能显示一份报告",
        ),
        (
            &["-o", "a.json", "-o", "./a.json"],
            2,
            "two reports would go into one file: a.json and ./a.json",
            "两份报告会写入同一个文件：a.json 和 ./a.json",
        ),
        (
            &["-o", "no/such/a.json"],
            74,
            "there is no folder no/such",
            "没有可写入报告的文件夹 no/such",
        ),
        (
            &["-o", "made.json"],
            74,
            "made.json, which is a folder",
            "made.json：这是文件夹",
        ),
        (
            &["-o", "a.json", "-o", "no/such/b.csv"],
            74,
            "there is no folder",
            "没有可写入报告的文件夹",
        ),
        (
            &["--explain", "0", "--format", "csv"],
            2,
            "--explain tells of one finding as text or json",
            "--explain 只用 text 或 json",
        ),
    ];
    for (arguments, exit, en, zh) in cases {
        for (lang, wanted) in [("en", en), ("zh", zh)] {
            let (code, out, err) = said(&folder, lang, arguments);
            assert_eq!((code, out.as_str()), (exit, ""), "{arguments:?} {err}");
            assert!(err.contains(wanted), "{arguments:?}: {err}");
            assert_eq!(files(&folder), before);
        }
    }
    let (code, _, err) = said(&folder, "en", &["--format", "sariff"]);
    assert!(code == 2 && err.contains("'sarif'"), "{err}");
    if cfg!(feature = "xlsx") {
        let (code, out, err) = said(&folder, "en", &["--format", "xlsx"]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("cannot be shown on a terminal"), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn one_file_by_a_link_and_by_its_name_is_one_file() {
    let folder = with_model("links");
    fs::create_dir(folder.join("real")).unwrap();
    std::os::unix::fs::symlink("real", folder.join("link")).unwrap();
    let (code, _, err) = said(&folder, "en", &["-o", "real/a.json", "-o", "link/a.json"]);
    assert_eq!(code, 2, "{err}");
    assert!(files(&folder.join("real")).is_empty());
}

#[test]
fn what_the_audit_reads_is_never_replaced() {
    let folder = with_model("inputs");
    let (code, out, err) = said(&folder, "en", &["--format", "text", "-o", "store.toml"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("which this audit reads"), "{err}");
    assert_eq!(
        fs::read_to_string(folder.join("store.toml")).unwrap(),
        STORE
    );
    let evidence = "[[evidence]]\nkind = \"figures\"\npath = \"figures.csv\"\n[[measure]]\nid = \"m\"\nkind = \"share\"\n";
    fs::write(folder.join("store.toml"), format!("{STORE}{evidence}")).unwrap();
    let figures = "measure,on,period,k,n\nm,lot,2026-05,9,10\n";
    fs::write(folder.join("figures.csv"), figures).unwrap();
    let (code, _, err) = said(&folder, "zh", &["-o", "figures.csv"]);
    assert!(code == 2 && err.contains("figures.csv"), "{err}");
    assert_eq!(
        fs::read_to_string(folder.join("figures.csv")).unwrap(),
        figures
    );
    for (from, to) in [
        ("processes", "shop"),
        ("processes/evidence", "shop/evidence"),
    ] {
        fs::create_dir(folder.join(to)).unwrap();
        for file in fs::read_dir(from)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if file.is_file() {
                fs::copy(&file, folder.join(to).join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    let log = ["-o", "evidence/heat-log.csv"];
    let (code, _, err) = said(&folder.join("shop"), "en", &log);
    assert!(code == 2 && err.contains("heat-log.csv"), "{err}");
}

#[test]
fn exit_codes_are_those_of_the_audit_in_every_format() {
    let folder = with_model("exits");
    for format in [
        "text", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv",
    ] {
        let exit = |more: &[&str]| said(&folder, "en", &[&["--format", format], more].concat()).0;
        assert_eq!(exit(&[]), 1, "{format}");
        assert_eq!(exit(&["--fail-on", "never"]), 0, "{format}");
        assert_eq!(exit(&["--rule", "benchmark"]), 3, "{format}");
    }
    fs::write(folder.join("broken.toml"), "[process\n").unwrap();
    for format in ["sarif", "junit", "github", "gitlab", "markdown", "csv"] {
        let (code, out, _) = said(&folder, "en", &["--format", format]);
        assert_eq!(code, 3, "{format}");
        assert!(out.contains("broken.toml"), "{format}: {out}");
    }
}

#[test]
fn a_file_that_was_there_is_replaced_whole() {
    let folder = with_model("replaced");
    let long = "x".repeat(1_000_000);
    fs::write(folder.join("a.md"), long).unwrap();
    let (code, _, _) = said(&folder, "en", &["-o", "a.md"]);
    assert_eq!(code, 1);
    let text = fs::read_to_string(folder.join("a.md")).unwrap();
    assert!(text.starts_with("## baton: ") && !text.contains("xxx"));
    assert_eq!(files(&folder), ["a.md", "store.toml"]);
}

#[test]
fn severity_decides_what_fails_in_junit() {
    let folder = with_model("fail-on");
    let failures = |level: &str| {
        let (_, out, _) = said(&folder, "en", &["--format", "junit", "--fail-on", level]);
        out.matches("<failure ").count()
    };
    let (never, error, note) = (failures("never"), failures("error"), failures("note"));
    assert!(
        never == 0 && error > 0 && note > error,
        "{never} {error} {note}"
    );
}
