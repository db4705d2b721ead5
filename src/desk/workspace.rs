//! From a path to the rules that hold there: built in, replaced and added to on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::audit::{self, Options};
use crate::engine::rule_set::{self, RuleText};
use crate::problem::{Problem, ProblemKind};
use crate::source::{UnreadableReason, shown_path};

/// The rules of a workspace.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Where `baton.toml` and the folder of rules are looked for.
    pub root: PathBuf,
    /// The rules, by id; one of the workspace stands in place of the built-in one.
    pub texts: Vec<RuleText>,
    /// The rules that are meant: those selected, or named by the path.
    selection: Vec<String>,
    /// The ids of those rules that stand on disk.
    pub own: BTreeSet<String>,
    /// What could not be read, and names that mean no rule.
    pub problems: Vec<Problem>,
}

impl Workspace {
    /// The rules at a path: a folder of models, a folder of rules, or a file of a rule.
    pub fn open(path: &Path, selection: &[String]) -> Self {
        let mut workspace = Self {
            selection: selection.to_vec(),
            ..Self::default()
        };
        if !path.exists() {
            let (path, reason) = (shown_path(path), UnreadableReason::Missing);
            let kind = ProblemKind::Unreadable { path, reason };
            workspace.problems.push(Problem::nowhere(kind));
        }
        match inside_rules(path) {
            Some((root, meant)) => {
                workspace.root = root;
                workspace.selection.extend(meant);
            }
            None => workspace.root = audit::root(&[path.to_path_buf()]),
        }
        if path.is_relative() {
            workspace.root = from_here(&workspace.root);
        }
        let mut texts: BTreeMap<_, _> = rule_set::built_in()
            .into_iter()
            .map(|text| (text.id.clone(), text))
            .collect();
        let folder = workspace.rules_folder();
        if folder.is_dir() {
            let (own, mut unreadable) = rule_set::below(&folder);
            workspace.own = own.iter().map(|text| text.id.clone()).collect();
            texts.extend(own.into_iter().map(|text| (text.id.clone(), text)));
            workspace.problems.append(&mut unreadable);
        }
        workspace.texts = texts.into_values().collect();
        workspace.check_selection();
        workspace
    }

    /// The folder of the workspace's own rules, whether it is there or not.
    pub fn rules_folder(&self) -> PathBuf {
        self.root.join("rules")
    }

    /// Whether a rule is meant.
    pub fn is_selected(&self, id: &str) -> bool {
        let mut wanted = self.selection.iter();
        self.selection.is_empty() || wanted.any(|pattern| audit::selects(pattern, id))
    }

    /// The rules that are meant.
    pub fn selected(&self) -> impl Iterator<Item = &RuleText> {
        self.texts.iter().filter(|text| self.is_selected(&text.id))
    }

    /// The rule whose id comes nearest to what is written.
    pub fn nearest(&self, written: &str) -> Option<String> {
        let ids = self.texts.iter().map(|text| text.id.as_str());
        rule_set::nearest_rule(written, ids)
    }

    fn check_selection(&mut self) {
        let options = Options {
            rules: self.selection.clone(),
            ..Options::default()
        };
        let known: Vec<_> = self.texts.iter().map(|text| text.id.clone()).collect();
        audit::check_selection(&options, &known, &mut self.problems);
    }
}

/// A folder here or below as the user would write it: without `./` and the way here.
fn from_here(root: &Path) -> PathBuf {
    if root == Path::new(".") {
        return PathBuf::new();
    }
    let here = std::env::current_dir().unwrap_or_default();
    root.strip_prefix(here).unwrap_or(root).to_path_buf()
}

/// The workspace around a folder of rules, a family or a file of a rule, and what of its
/// rules is meant.
fn inside_rules(path: &Path) -> Option<(PathBuf, Option<String>)> {
    let is_rules = |path: &Path| path.file_name().is_some_and(|name| name == "rules");
    let above = |path: &Path| {
        let above = path.parent().unwrap_or(path);
        if above.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            above.to_path_buf()
        }
    };
    if path.is_dir() && is_rules(path) {
        return Some((above(path), None));
    }
    let is_rule = |ending: &std::ffi::OsStr| ending == "rhai" || ending == "md";
    let (family, name) = if path.is_dir() {
        (path, None)
    } else {
        path.extension().filter(|ending| is_rule(ending))?;
        (path.parent()?, path.file_stem())
    };
    let folder = family.parent().filter(|folder| is_rules(folder))?;
    let family = family.file_name()?.to_string_lossy();
    let meant = name.map_or_else(
        || family.to_string(),
        |name| format!("{family}/{}", name.to_string_lossy()),
    );
    Some((above(folder), Some(meant)))
}
