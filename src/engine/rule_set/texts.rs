//! The texts of rules: those that come with the program, and those of a folder.

use std::path::Path;

use crate::load::workspace::read_text;
use crate::problem::{Problem, ProblemKind};
use crate::source::shown_path;

/// A rule that comes with the program.
struct BuiltIn {
    id: &'static str,
    script: &'static str,
    manual: &'static str,
}

/// All built-in rules, by id.
static BUILT_IN: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in_rules.rs"));

/// The text of a rule before it is compiled.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Family and name.
    pub id: String,
    /// The file as shown.
    pub file: String,
    /// The script.
    pub script: String,
    /// The manual; empty if there is none.
    pub manual: String,
}

/// The built-in rules as texts.
pub fn built_in() -> Vec<RuleText> {
    BUILT_IN
        .iter()
        .map(|rule| RuleText {
            id: rule.id.to_owned(),
            file: format!("rules/{}.rhai", rule.id),
            script: rule.script.to_owned(),
            manual: rule.manual.to_owned(),
        })
        .collect()
}

/// The rules below a folder: `<family>/<name>.rhai`, each with its manual if it has one.
///
/// # Errors
/// Returns a problem for each file or folder that cannot be read.
pub fn below(folder: &Path) -> (Vec<RuleText>, Vec<Problem>) {
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for place in subpaths(folder) {
        // A script beside the families is read too, so that it is refused aloud.
        let scripts = if place.is_dir() {
            subpaths(&place)
        } else {
            vec![place]
        };
        for script in scripts {
            if !is_script(&script) {
                continue;
            }
            let manual = script.with_extension("md");
            let manual = if manual.is_file() {
                read_text(&manual)
            } else {
                Ok(String::new())
            };
            match (read_text(&script), manual) {
                (Ok(text), Ok(manual)) => {
                    let stem = script.with_extension("");
                    let id = shown_path(stem.strip_prefix(folder).unwrap_or(&stem));
                    let file = shown_path(&script);
                    texts.push(RuleText {
                        id,
                        file,
                        script: text,
                        manual,
                    });
                }
                (Err(unreadable), _) | (_, Err(unreadable)) => {
                    problems.push(Problem::nowhere(ProblemKind::Unreadable {
                        path: shown_path(&unreadable.path),
                        reason: unreadable.reason,
                    }));
                }
            }
        }
    }
    (texts, problems)
}

fn is_script(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rhai")
}

fn subpaths(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
