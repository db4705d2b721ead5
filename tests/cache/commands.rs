//! The folder of the user: which commands use it, and that nothing about it is ever a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::changed::workspace;

fn command(arguments: &[&str], cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baton"));
    command
        .args(arguments)
        .env("BATON_CACHE_DIR", cache)
        .env("BATON_LANG", "en")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str], cache: &Path) -> Output {
    command(arguments, cache).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The entries, and whatever else there may be.
fn files(cache: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache.join("logs"));
    let entries = entries.into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// A workspace whose log is worth keeping, and an empty place for a cache.
fn shop() -> (tempfile::TempDir, PathBuf, String) {
    let folder = workspace(500, |_| {});
    let cache = folder.path().join("cache");
    let models = folder.path().join("shop.toml").display().to_string();
    (folder, cache, models)
}

const BEFORE: &str = "measured before, taken from the cache";
const NOW: &str = "read and measured";

#[test]
fn a_second_audit_takes_what_the_first_has_measured_and_says_so() {
    let (_folder, cache, models) = shop();
    let audit = ["audit", "-v", "--format", "json", models.as_str()];
    let cold = run(&audit, &cache);
    assert!(told(&cold).contains(NOW), "{}", told(&cold));
    assert_eq!(files(&cache).len(), 2);
    let warm = run(&audit, &cache);
    assert!(told(&warm).contains(BEFORE), "{}", told(&warm));
    assert!(!told(&warm).contains(NOW));
    assert!(told(&warm).contains("log.csv"));
    let without = run(&[&audit[..], &["--no-cache"]].concat(), &cache);
    assert!(told(&without).contains(NOW), "{}", told(&without));
    assert!(cold.stdout == warm.stdout && cold.stdout == without.stdout);
    assert_eq!((cold.status.code(), warm.status.code()), (Some(1), Some(1)));
}

#[test]
fn every_command_that_measures_declared_logs_uses_the_cache_unless_told_not_to() {
    let (folder, _, models) = shop();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (baseline, picture) = (file("baseline.json"), file("chain.svg"));
    let commands: [&[&str]; 7] = [
        &["audit", &models],
        &["baseline", &models, "-o", &baseline],
        &["gap", &models],
        &["what-if", &models, "--set", "shop/parts.wait=1 h"],
        &["graph", &models, "-o", &picture],
        &["sheet", &models, "--steps"],
        &["test", &models, "--seed-faults", "--rule", "late-too-often"],
    ];
    for (number, arguments) in commands.iter().enumerate() {
        let cache = folder.path().join(format!("cache-{number}"));
        let without = run(&[arguments, &["--no-cache"][..]].concat(), &cache);
        assert!(!cache.exists(), "{arguments:?}");
        let cold = run(arguments, &cache);
        let kept = files(&cache);
        assert_eq!(kept.len(), 2, "{arguments:?}\n{}", told(&cold));
        let warm = run(arguments, &cache);
        assert_eq!(files(&cache), kept, "{arguments:?}");
        assert!(cold.stdout == without.stdout, "{arguments:?}");
        assert!(warm.stdout == without.stdout, "{arguments:?}");
        assert_eq!(cold.status, warm.status, "{arguments:?}");
        assert_eq!(cold.status, without.status, "{arguments:?}");
    }
}

#[test]
fn where_no_cache_can_be_written_the_audit_is_the_same() {
    let (folder, cache, models) = shop();
    let audit = ["audit", models.as_str()];
    let expected = run(&[&audit[..], &["--no-cache"]].concat(), &cache);
    let file = folder.path().join("in-the-way");
    fs::write(&file, "a file").unwrap();
    for place in [file.join("below"), file] {
        let output = run(&audit, &place);
        assert!(output.stdout == expected.stdout);
        assert_eq!(told(&output), told(&expected));
        assert_eq!(output.status, expected.status);
    }
}

#[test]
fn damaged_files_are_replaced() {
    let (_folder, cache, models) = shop();
    let audit = ["audit", "-v", models.as_str()];
    let first = run(&audit, &cache);
    for file in files(&cache) {
        fs::write(file, "damaged").unwrap();
    }
    let second = run(&audit, &cache);
    assert!(told(&second).contains(NOW));
    assert!(first.stdout == second.stdout);
    let third = run(&audit, &cache);
    assert!(told(&third).contains(BEFORE));
    assert!(first.stdout == third.stdout);
}

#[test]
fn several_programs_at_once_do_no_harm() {
    let (_folder, cache, models) = shop();
    let audit = ["audit", "--format", "json", models.as_str()];
    let expected = run(&[&audit[..], &["--no-cache"]].concat(), &cache);
    let start = |_| -> Child {
        let mut command = command(&audit, &cache);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let running: Vec<Child> = (0..4).map(start).collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.stdout == expected.stdout, "{}", told(&output));
    }
    // Nothing but the two entries is left, and they are whole.
    assert_eq!(files(&cache).len(), 2);
    let warm = run(&["audit", "-v", models.as_str()], &cache);
    assert!(told(&warm).contains(BEFORE), "{}", told(&warm));
}

#[test]
fn what_is_measured_in_no_time_is_not_kept() {
    let cache = tempfile::tempdir().unwrap();
    let output = run(&["audit", "-v", "processes"], cache.path());
    assert!(told(&output).contains(NOW), "{}", told(&output));
    assert_eq!(files(cache.path()), Vec::<PathBuf>::new());
}

#[test]
fn tests_do_not_write_to_the_cache_of_the_user() {
    // Set for all of them in .cargo/config.toml; a test run by hand may lack it.
    if let Some(cache) = std::env::var_os("BATON_CACHE_DIR") {
        assert!(Path::new(&cache).is_absolute(), "{}", cache.display());
    }
}
