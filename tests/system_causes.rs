//! What the operating system says of a file reaches a Chinese reader in Chinese.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What is told of a command in Chinese.
fn told(name: &str, typed: &[&str]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("causes-of-the-system");
    let folder = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("file"), "").unwrap();
    fs::write(folder.join("a.toml"), include_str!("../docs/first.toml")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_baton"))
        .current_dir(&folder)
        .args(typed)
        .args(["--lang", "zh"])
        .output()
        .unwrap();
    String::from_utf8(output.stderr).unwrap() + std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn a_log_a_model_and_a_report_that_cannot_be_are_told_without_english_of_the_system() {
    for (name, typed, said) in [
        ("log", &["measure", "none.csv"][..], "没有这个文件或文件夹"),
        ("folder", &["measure", "."], "这是文件夹，不是文件"),
        ("model", &["audit", "none"], "没有这个文件或文件夹"),
        (
            "below",
            &["measure", "file/log.csv"],
            "路径中有一段不是文件夹",
        ),
        (
            "model-below",
            &["audit", "file/a.toml"],
            "路径中有一段不是文件夹",
        ),
        ("report", &["audit", "a.toml", "-o", "file/a.json"], ""),
    ] {
        let told = told(name, typed);
        assert!(told.contains(said), "{typed:?}: {told}");
        assert!(!told.contains("os error"), "{typed:?}: {told}");
    }
}
