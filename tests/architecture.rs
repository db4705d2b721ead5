//! Holds the shape of the source: import directions, sizes, names, and what may print.

use std::fs;
use std::path::{Path, PathBuf};

/// Words any stage may use; they may use each other.
const LEAF_WORDS: [&str; 10] = [
    "source",
    "caught",
    "lang",
    "quantity",
    "problem",
    "finding",
    "statistics",
    "attribution",
    "remedy",
    "network",
];

/// The stages, in the order data moves. Nothing imports from a later one.
const STAGES: [&str; 14] = [
    "load", "lexicon", "model", "events", "measure", "strategy", "engine", "baseline", "record",
    "audit", "desk", "report", "manual", "cli",
];

/// Longest file, in lines; tests are counted apart.
const LONGEST_FILE: usize = 600;

/// Longest function, in lines from its first to its closing brace.
const LONGEST_FUNCTION: usize = 80;

/// Names that say nothing about what a thing is.
const EMPTY_NAMES: [&str; 4] = ["util", "helper", "common", "manager"];

/// Longest name of a rule, without its family.
const LONGEST_RULE_NAME: usize = 40;

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let module = module(&file.path);
        let Some(own) = module.first().and_then(|name| rank(name)) else {
            continue;
        };
        for (number, line) in file.code() {
            for used in imported(line, module.len()) {
                let allowed = match rank(&used) {
                    Some(rank) => rank <= own && (used != "cli" || module[0] == "cli"),
                    None => false,
                };
                if !allowed {
                    wrong.push(format!(
                        "{}:{number}: `{}` uses `{used}`",
                        file.path.display(),
                        module[0]
                    ));
                }
            }
        }
    }
    report("imports against the order of the stages", &wrong);
}

#[test]
fn every_module_has_a_place_in_the_order() {
    let known = |name: &str| rank(name).is_some();
    let wrong: Vec<_> = rust_files("src")
        .iter()
        .map(|file| module(&file.path))
        .filter_map(|module| module.first().cloned())
        .filter(|name| !known(name))
        .collect();
    report("modules that tests/architecture.rs does not know", &wrong);
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for file in all_rust_files() {
        let tests = file.lines_of_tests();
        let code = file.text.lines().count() - tests;
        for (lines, what) in [(code, "code"), (tests, "tests")] {
            if lines > LONGEST_FILE {
                wrong.push(format!("{}: {lines} lines of {what}", file.path.display()));
            }
        }
    }
    report("files above 600 lines", &wrong);
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for file in all_rust_files() {
        for (name, line, length) in functions(&file.text) {
            if length > LONGEST_FUNCTION {
                wrong.push(format!(
                    "{}:{line}: `{name}` has {length} lines",
                    file.path.display()
                ));
            }
        }
    }
    report("functions above 80 lines", &wrong);
}

#[test]
fn names_say_what_a_thing_is() {
    let mut wrong = Vec::new();
    for file in all_rust_files() {
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy();
        if is_empty_name(&stem) {
            wrong.push(file.path.display().to_string());
        }
        for (number, line) in file.code() {
            if let Some(name) = item(line).filter(|name| is_empty_name(name)) {
                wrong.push(format!("{}:{number}: `{name}`", file.path.display()));
            }
        }
    }
    report("names that say nothing", &wrong);
}

#[test]
fn every_file_says_what_it_is_for() {
    let wrong: Vec<_> = all_rust_files()
        .iter()
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| file.path.display().to_string())
        .collect();
    report("files that do not begin with `//!`", &wrong);
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        if module(&file.path).first().is_some_and(|name| name == "cli") {
            continue;
        }
        for (number, line) in file.code() {
            if line.contains("println!") || line.contains("print!") {
                wrong.push(format!("{}:{number}", file.path.display()));
            }
        }
    }
    report("printing outside src/cli", &wrong);
}

#[test]
fn every_rule_has_a_script_and_a_manual() {
    let mut files = Vec::new();
    collect(Path::new("rules"), &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        // The overview of the folder belongs to no rule.
        let is_overview = file.ends_with("README.md");
        let twin = match file.extension().and_then(|ending| ending.to_str()) {
            Some("rhai") => file.with_extension("md"),
            Some("md") if !is_overview => file.with_extension("rhai"),
            _ => continue,
        };
        if !twin.is_file() {
            let (file, twin) = (file.display(), twin.display());
            wrong.push(format!("{file} has no {twin}"));
        }
    }
    report("rules without their other half", &wrong);
}

#[test]
fn names_of_rules_are_short_and_plain() {
    let mut wrong = Vec::new();
    for rule in baton::engine::rule_set::built_in() {
        let parts: Vec<_> = rule.id.split('/').collect();
        let plain = |name: &str| {
            !name.starts_with('-')
                && !name.ends_with('-')
                && !name.contains("--")
                && name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        let fits = match parts.as_slice() {
            [family, name] => plain(family) && plain(name) && name.len() <= LONGEST_RULE_NAME,
            _ => false,
        };
        if !fits {
            wrong.push(rule.id);
        }
    }
    report("rule names that are not short kebab-case", &wrong);
}

/// A Rust file of this package.
struct RustFile {
    path: PathBuf,
    text: String,
}

impl RustFile {
    /// Numbered lines without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(at, line)| (at + 1, line))
    }

    /// Lines below `#[cfg(test)] mod …{`, or all of a file of tests.
    fn lines_of_tests(&self) -> usize {
        let all = self.text.lines().count();
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let is_tests = self
            .path
            .components()
            .any(|part| part.as_os_str() == "tests")
            || stem == "tests"
            || stem.ends_with("_test")
            || stem.ends_with("_tests");
        if is_tests {
            return all;
        }
        let lines: Vec<_> = self.text.lines().collect();
        let inside = lines
            .windows(2)
            .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'));
        inside.map_or(0, |at| all - at)
    }
}

/// The position of a module in the order; leaf words stand before all stages.
fn rank(name: &str) -> Option<usize> {
    if LEAF_WORDS.contains(&name) {
        return Some(0);
    }
    let stage = STAGES.iter().position(|stage| *stage == name)?;
    Some(stage + 1)
}

/// The module path of a file below `src`; empty for `lib.rs` and `main.rs`.
fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").unwrap_or(path).with_extension("");
    let names: Vec<_> = inside
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    match names.as_slice() {
        [only] if only == "lib" || only == "main" => Vec::new(),
        _ => names,
    }
}

/// Modules of the top level that a line names, by `crate::` or by enough `super::`.
fn imported(line: &str, depth: usize) -> Vec<String> {
    let up = "super::".repeat(depth);
    let mut names = Vec::new();
    for prefix in ["crate::", up.as_str()] {
        for (at, _) in line.match_indices(prefix) {
            let is_longer = line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let rest = &line[at + prefix.len()..];
            let group = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
            let list = group.map_or(rest, |(list, _)| list).split(',');
            let taken = if group.is_some() { usize::MAX } else { 1 };
            let found = list.take(taken).map(|path| {
                let end = path.trim().find(|c: char| !c.is_alphanumeric() && c != '_');
                end.map_or(path.trim(), |end| &path.trim()[..end])
                    .to_owned()
            });
            if !is_longer {
                names.extend(found.filter(|name| !name.is_empty() && name != "super"));
            }
        }
    }
    names
}

/// Every function with its line and length, in text formatted by rustfmt.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = item(line).filter(|_| line.contains("fn ")) else {
            continue;
        };
        let closing = format!("{}}}", " ".repeat(indent));
        let signature = lines[at..]
            .iter()
            .position(|line| line.ends_with([';', '{', '}']))
            .unwrap_or(0);
        let end = if lines[at + signature].ends_with('{') {
            lines[at..].iter().position(|line| *line == closing)
        } else {
            Some(signature)
        };
        if let Some(end) = end {
            found.push((name.to_owned(), at + 1, end + 1));
        }
    }
    found
}

/// The name a line declares, if it declares something.
fn item(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub") || matches!(*word, "const" | "async" | "unsafe" | "in" | "(crate)")
    });
    let kind = words.next()?;
    let is_constant = line.trim_start().contains("const ") && kind.ends_with(':');
    if is_constant {
        return kind.split(':').next();
    }
    let kinds = [
        "fn",
        "struct",
        "enum",
        "trait",
        "mod",
        "type",
        "static",
        "macro_rules!",
    ];
    let name = kinds.contains(&kind).then(|| words.next())??;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
    Some(end.map_or(name, |end| &name[..end]))
}

/// One of the words of a name is a banned one, also in the plural.
fn is_empty_name(name: &str) -> bool {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() {
            words.push('_');
        }
        words.extend(c.to_lowercase());
    }
    words
        .split(['_', '-'])
        .any(|word| EMPTY_NAMES.contains(&word.trim_end_matches('s')))
}

/// The Rust files of the package: program, tests and benches.
fn all_rust_files() -> Vec<RustFile> {
    ["src", "tests", "benches"]
        .into_iter()
        .flat_map(rust_files)
        .collect()
}

fn rust_files(folder: &str) -> Vec<RustFile> {
    let mut paths = Vec::new();
    collect(Path::new(folder), &mut paths);
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap_or_default();
            RustFile { path, text }
        })
        .collect()
}

/// All files below a folder, sorted; Cargo runs tests in the folder of the package.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Fails with the list, if there is anything on it.
fn report(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n  {}", wrong.join("\n  "));
}

#[test]
fn a_wrong_import_would_be_seen() {
    assert_eq!(imported("use crate::engine::World;", 2), ["engine"]);
    assert_eq!(
        imported("use crate::{lang::Lang, report};", 1),
        ["lang", "report"]
    );
    assert_eq!(imported("use super::super::report::text;", 2), ["report"]);
    assert_eq!(imported("use super::text;", 2), Vec::<String>::new());
    let long = format!("fn long() {{\n{}}}\n", "    x();\n".repeat(90));
    assert_eq!(functions(&long), [("long".to_owned(), 1, 92)]);
    assert!(is_empty_name("ReportManager") && is_empty_name("string_utils"));
}
