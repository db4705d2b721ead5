//! `[[override]]`: a level that holds for some objects or files only.

use super::super::tree::{Node, Value};
use super::{LevelSetting, Reader};
use crate::problem::{Expected, ProblemKind};
use crate::source::Spot;

/// The level of some rules on some objects.
#[derive(Debug)]
pub struct Override {
    /// Where it is written.
    pub spot: Spot,
    /// Processes and objects it is for: `process` or `process/id`.
    pub on: Vec<Name>,
    /// Files and folders it is for, seen from the settings.
    pub paths: Vec<Name>,
    /// Rules and families it is for; all if empty.
    pub rules: Vec<Name>,
    /// The level there, or off.
    pub level: LevelSetting,
}

/// A name with its place.
#[derive(Debug)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Where it is written.
    pub spot: Spot,
}

impl Override {
    /// Whether it is for a rule, by its id.
    pub fn is_for(&self, rule: &str) -> bool {
        let family = rule.split_once('/').map_or(rule, |(family, _)| family);
        let mut rules = self.rules.iter();
        self.rules.is_empty() || rules.any(|name| name.name == rule || name.name == family)
    }
}

impl Reader<'_> {
    pub(super) fn one_override(&mut self, node: &Node<'_>) -> Option<Override> {
        let Value::Table(table) = &node.value else {
            self.wrong_type(node, Expected::Table, &node.value);
            return None;
        };
        let (mut on, mut paths, mut rules, mut level) = (vec![], vec![], vec![], None);
        for entry in table.entries() {
            match &*entry.key {
                "on" => on = self.names(&entry.node),
                "paths" => paths = self.names(&entry.node),
                "rules" => rules = self.names(&entry.node),
                "level" => level = self.level(&entry.node),
                _ => self.unknown(entry, "override", vec!["on", "paths", "rules", "level"]),
            }
        }
        let missing = |key, example: &str| ProblemKind::MissingKey {
            key,
            table: "override",
            example: example.to_owned(),
        };
        if on.is_empty() && paths.is_empty() {
            self.report(node.span, missing("on", "on = [\"raw-store\"]"));
        }
        if table.get("level").is_none() {
            self.report(node.span, missing("level", "level = \"note\""));
        }
        Some(Override {
            spot: self.spot(node.span),
            on,
            paths,
            rules,
            level: level?,
        })
    }

    /// Several names, or one.
    fn names(&mut self, node: &Node<'_>) -> Vec<Name> {
        let items = match &node.value {
            Value::Array(items) => items.as_slice(),
            Value::String(_) => std::slice::from_ref(node),
            other => {
                self.wrong_type(node, Expected::List, other);
                return Vec::new();
            }
        };
        let mut names = Vec::with_capacity(items.len());
        for item in items {
            match &item.value {
                Value::String(name) => names.push(Name {
                    name: name.to_string(),
                    spot: self.spot(item.span),
                }),
                other => self.wrong_type(item, Expected::Text, other),
            }
        }
        names
    }
}
