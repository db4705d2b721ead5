//! Cases that no repository can hold: odd bytes, links, rights, great size.

use std::fs;
use std::path::PathBuf;

use super::{Case, audit_of, codes, places, report};
use baton::lang::Lang;

/// A process with one sound step; further lines may follow.
pub(crate) const STEP: &str = "[process]\nid = \"store\"\n\n[[step]]\nid = \"kit\"\n";

/// Ten lines, each wrong in another way.
pub(crate) const TEN_PROBLEMS: &str = r#"
[process]
id = "store"
colour = "green"

[[step]]
id = "kit the lot"
owner = 7
capacity = "60 h"

[[handoff]]
id = "lot"
from = "kitchen"
due = "by 25:30"

[handoff.customer]
importance = 9
needs = [{ en = "moisture ≤ 6 %", zh = "水分 ≤ 8 %" }]

[[measure]]
id = "usable"
kind = "colour"

[[action]]
id = "gate"
text = "Moisture meter at the gate"
by = "soon"
"#;

/// The names of all cases made here.
pub(crate) const NAMES: &[&str] = &[
    "empty-file-no-byte",
    "too-many-syntax-errors",
    "unreadable",
    "unreadable-folder",
    "unreadable-forbidden",
    "unreadable-link-loop",
    "unreadable-link-to-nothing",
    "unreadable-not-utf8",
    "unreadable-too-large",
];

/// An empty folder of that name.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("broken")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder of the build can be written");
    folder
}

/// A file of that name, alone in a folder.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let file = folder(name.trim_end_matches(".toml")).join(name);
    fs::write(&file, content).expect("the folder of the build can be written");
    file
}

/// All cases this system can make.
pub(crate) fn cases() -> Vec<Case> {
    let made = |name: &&str| {
        let case = |path| Case {
            name: (*name).to_owned(),
            path,
        };
        let path = make(name);
        if path.is_none() {
            skipped(name);
        }
        path.map(case)
    };
    NAMES.iter().filter_map(made).collect()
}

fn make(name: &str) -> Option<PathBuf> {
    let file_name = format!("{name}.toml");
    match name {
        "empty-file-no-byte" => Some(file(&file_name, "")),
        // One more than are told apart; the report of the others is in their own cases.
        "too-many-syntax-errors" => Some(file(&file_name, "= 1\n".repeat(203))),
        "unreadable" => Some(folder(name).join(file_name)),
        "unreadable-folder" => {
            let folder = folder(name);
            fs::create_dir(folder.join("store.toml")).ok()?;
            Some(folder)
        }
        "unreadable-forbidden" => forbidden(&file_name),
        "unreadable-link-loop" => {
            let folder = folder(name);
            link(&folder, &folder.join("again"))?;
            link(&folder.join("store.toml"), &folder.join("other-store.toml"))?;
            link(&folder.join("other-store.toml"), &folder.join("store.toml"))?;
            Some(folder)
        }
        "unreadable-link-to-nothing" => {
            let folder = folder(name);
            link(&folder.join("gone"), &folder.join("store.toml"))?;
            Some(folder)
        }
        "unreadable-not-utf8" => Some(file(&file_name, gbk())),
        "unreadable-too-large" => {
            let path = file(&file_name, "");
            let sparse = fs::File::options().write(true).open(&path).ok()?;
            sparse.set_len(600 * 1024 * 1024).ok()?;
            Some(path)
        }
        other => panic!("no way to make {other}"),
    }
}

/// A file nobody may read; `None` for a user who may read everything.
fn forbidden(name: &str) -> Option<PathBuf> {
    let path = file(name, STEP);
    forbid(&path)?;
    fs::read(&path).is_err().then_some(path)
}

#[cfg(unix)]
fn forbid(path: &std::path::Path) -> Option<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).ok()
}

#[cfg(not(unix))]
fn forbid(_path: &std::path::Path) -> Option<()> {
    None
}

#[cfg(unix)]
fn link(to: &std::path::Path, at: &std::path::Path) -> Option<()> {
    std::os::unix::fs::symlink(to, at).ok()
}

#[cfg(not(unix))]
fn link(_to: &std::path::Path, _at: &std::path::Path) -> Option<()> {
    None
}

/// A name in Chinese, as an editor that saves GBK writes it.
fn gbk() -> Vec<u8> {
    let mut bytes = STEP.as_bytes().to_vec();
    bytes.extend_from_slice(b"name = \"\xc5\xe4\xc1\xcf\"\n");
    bytes
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let path = file("byte-order-mark.toml", format!("\u{feff}{STEP}"));
    let audit = audit_of(&[&path]);
    assert!(audit.problems.is_empty(), "{:?}", codes(&audit));
    assert!(audit.checked.is_some());

    let path = file("byte-order-mark-and-slip.toml", "\u{feff}colour = 1\n");
    let audit = audit_of(&[&path]);
    assert_eq!(places(&audit).first(), Some(&(1, 1)));
}

#[test]
fn windows_line_ends_are_read_and_columns_are_right() {
    let path = file("line-ends.toml", STEP.replace('\n', "\r\n"));
    assert!(audit_of(&[&path]).problems.is_empty());

    let text = format!("{STEP}name = \"配料\"\nservers = \"three\"\n").replace('\n', "\r\n");
    let audit = audit_of(&[&file("line-ends-and-slip.toml", text)]);
    assert_eq!(codes(&audit), ["wrong-type"]);
    assert_eq!(places(&audit), [(7, 11)]);
    assert!(!report(&audit, Lang::En).contains('\r'));
}

#[test]
fn a_problem_at_a_stray_carriage_return_is_shown() {
    for text in ["\"a\"b\r\r\r\n\r\r= 1\r", "a\n\"b\"c\r\r\r\r\r\n\n[a]\n"] {
        let audit = audit_of(&[&file("stray-returns.toml", text)]);
        assert!(codes(&audit).contains(&"syntax-error"));
        assert!(!report(&audit, Lang::Zh).is_empty());
    }
}

#[test]
fn a_broken_escape_as_long_as_what_it_is_read_as_moves_no_mark() {
    let text = format!("{STEP}touch = \"2 小幟没有名为\\u00=ps` 的键\n");
    let audit = audit_of(&[&file("broken-escape.toml", text)]);
    assert!(codes(&audit).contains(&"syntax-error"));
    assert!(report(&audit, Lang::En).contains("touch = "));
}

#[test]
fn columns_count_characters_not_bytes() {
    let text = format!("{STEP}name = {{ en = \"Kit\", zh = \"配料\", 中 = 1 }}\n");
    let audit = audit_of(&[&file("columns.toml", text)]);
    assert_eq!(places(&audit).last(), Some(&(6, 33)));
}

#[test]
fn a_bad_file_does_not_hide_a_good_one() {
    let folder = folder("good-and-bad");
    fs::write(folder.join("good.toml"), STEP).expect("written");
    fs::write(folder.join("bad.toml"), gbk()).expect("written");
    let audit = audit_of(&[&folder]);
    assert_eq!(codes(&audit), ["unreadable"]);
    assert_eq!(audit.sources.iter().count(), 1);
}

#[expect(clippy::print_stdout, reason = "the run should tell what it left out")]
fn skipped(name: &str) {
    println!("skipped: {name} cannot be made here");
}
