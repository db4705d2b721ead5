//! `baton.toml`: how much is asked, which rules run where, how much they matter, and their
//! parameters.

mod overrides;
mod policy;

pub use self::overrides::{Name, Override};
pub use self::policy::{POLICY_KEYS, Policy, PolicyKey};
use super::decode::found;
use super::tree::{self, Entry, Node, Table, Value};
use super::workspace::syntax_problem;
use crate::finding::{Level, Profile};
use crate::problem::{Expected, Problem, ProblemKind, nearest};
use crate::source::{SourceId, Sources, Span, Spot};

/// What the user set.
#[derive(Debug, Default)]
pub struct Settings {
    /// How much is asked, if it is said.
    pub profile: Option<Profile>,
    /// Levels of whole families, in the order written.
    pub families: Vec<FamilySetting>,
    /// Settings of single rules, in the order written.
    pub rules: Vec<RuleSetting>,
    /// What holds for some objects or files only, in the order written.
    pub overrides: Vec<Override>,
    /// What the strategy gap is judged by.
    pub policy: Policy,
    /// What was corrected and is found again keeps its level.
    pub keep_levels: bool,
    /// What is found on many objects keeps its level.
    pub keep_systemic: bool,
}

impl Settings {
    /// The level set for a rule: its own, else that of its family.
    pub fn level_of(&self, rule: &str) -> Option<LevelSetting> {
        let own = self.rules.iter().rev().find(|setting| setting.rule == rule);
        let family = rule.split_once('/').map(|(family, _)| family);
        let of_family = || {
            let mut families = self.families.iter().rev();
            let found = families.find(|setting| Some(setting.family.as_str()) == family);
            found.map(|setting| setting.level)
        };
        own.and_then(|setting| setting.level).or_else(of_family)
    }
}

/// The level of all rules of a family.
#[derive(Debug)]
pub struct FamilySetting {
    /// The family.
    pub family: String,
    /// Where it is written.
    pub spot: Spot,
    /// The level, or off.
    pub level: LevelSetting,
}

/// What is set for one rule.
#[derive(Debug)]
pub struct RuleSetting {
    /// The rule as written: `family/name`.
    pub rule: String,
    /// Where it is written.
    pub spot: Spot,
    /// Its level, or off.
    pub level: Option<LevelSetting>,
    /// Its parameters.
    pub params: Vec<ParameterSetting>,
}

/// The level of a rule as set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelSetting {
    /// Not run.
    Off,
    /// Run, with this level.
    At(Level),
}

/// One parameter as set.
#[derive(Debug)]
pub struct ParameterSetting {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ParameterValue,
    /// Where the value is written.
    pub spot: Spot,
    /// Where the name is written.
    pub name_spot: Spot,
}

/// A value a parameter can be set to.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
}

/// The words for a level.
const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

/// Reads the settings of a source, adding to `problems` what is wrong with them.
pub fn read(sources: &Sources, source: SourceId, problems: &mut Vec<Problem>) -> Settings {
    let (table, errors) = tree::parse(&sources.get(source).text);
    let errors = errors.into_iter();
    problems.extend(errors.map(|error| syntax_problem(source, error.span, error.kind)));
    let mut reader = Reader { source, problems };
    let mut settings = Settings::default();
    for entry in table.entries() {
        match (&*entry.key, &entry.node.value) {
            ("rules", Value::Table(rules)) => {
                for rule in rules.entries() {
                    settings.rules.extend(reader.rule(rule));
                }
            }
            ("families", Value::Table(families)) => {
                for family in families.entries() {
                    settings.families.extend(reader.family(family));
                }
            }
            ("strategy", Value::Table(table)) => settings.policy = reader.policy(table),
            ("records", Value::Table(table)) => {
                settings.keep_levels = reader.keeps_levels(table, "records");
            }
            ("systemic", Value::Table(table)) => {
                settings.keep_systemic = reader.keeps_levels(table, "systemic");
            }
            ("rules" | "families" | "strategy" | "records" | "systemic", other) => {
                reader.wrong_type(&entry.node, Expected::Table, other);
            }
            ("profile", _) => settings.profile = reader.profile(&entry.node),
            ("override", Value::Array(items)) => {
                settings
                    .overrides
                    .extend(items.iter().filter_map(|item| reader.one_override(item)));
            }
            ("override", other) => reader.wrong_type(&entry.node, Expected::List, other),
            _ => reader.unknown(
                entry,
                "baton.toml",
                vec![
                    "profile", "families", "rules", "override", "strategy", "records", "systemic",
                ],
            ),
        }
    }
    settings
}

struct Reader<'p> {
    source: SourceId,
    problems: &'p mut Vec<Problem>,
}

impl Reader<'_> {
    fn spot(&self, span: Span) -> Spot {
        Spot {
            source: self.source,
            span,
        }
    }

    fn report(&mut self, span: Span, kind: ProblemKind) {
        let spot = self.spot(span);
        self.problems.push(Problem::at(spot, kind));
    }

    fn wrong_type(&mut self, node: &Node<'_>, expected: Expected, value: &Value<'_>) {
        let found = found(value);
        self.report(node.span, ProblemKind::WrongType { expected, found });
    }

    fn unknown(&mut self, entry: &Entry<'_>, table: &'static str, known: Vec<&'static str>) {
        let kind = ProblemKind::UnknownKey {
            key: entry.key.to_string(),
            table,
            suggestion: nearest(&entry.key, known.iter().copied()),
            known,
        };
        self.report(entry.key_span, kind);
    }

    /// `[rules."family/name"]`, or `"family/name" = "off"` for short.
    fn rule(&mut self, entry: &Entry<'_>) -> Option<RuleSetting> {
        let mut setting = RuleSetting {
            rule: entry.key.to_string(),
            spot: self.spot(entry.key_span),
            level: None,
            params: Vec::new(),
        };
        match &entry.node.value {
            Value::String(_) => setting.level = self.level(&entry.node),
            Value::Table(table) => {
                for key in table.entries() {
                    if key.key == "level" {
                        setting.level = self.level(&key.node);
                    } else if let Some(value) = self.value(&key.node) {
                        setting.params.push(ParameterSetting {
                            name: key.key.to_string(),
                            value,
                            spot: self.spot(key.node.span),
                            name_spot: self.spot(key.key_span),
                        });
                    }
                }
            }
            Value::Boolean(flag) => {
                self.no_level(entry.node.span, &flag.to_string(), "off");
                return None;
            }
            other => {
                self.wrong_type(&entry.node, Expected::Table, other);
                return None;
            }
        }
        Some(setting)
    }

    /// `raise = false` in a table that says nothing else.
    fn keeps_levels(&mut self, table: &Table<'_>, name: &'static str) -> bool {
        let mut keep = false;
        for entry in table.entries() {
            match (&*entry.key, &entry.node.value) {
                ("raise", Value::Boolean(raise)) => keep = !raise,
                ("raise", other) => self.wrong_type(&entry.node, Expected::Boolean, other),
                _ => self.unknown(entry, name, vec!["raise"]),
            }
        }
        keep
    }

    fn family(&mut self, entry: &Entry<'_>) -> Option<FamilySetting> {
        Some(FamilySetting {
            family: entry.key.to_string(),
            spot: self.spot(entry.key_span),
            level: self.level(&entry.node)?,
        })
    }

    fn profile(&mut self, node: &Node<'_>) -> Option<Profile> {
        let Value::String(name) = &node.value else {
            self.wrong_type(node, Expected::Choice, &node.value);
            return None;
        };
        let profile = Profile::from_name(name);
        if profile.is_none() {
            let names = Profile::ALL.map(Profile::name);
            let kind = ProblemKind::UnknownChoice {
                written: name.to_string(),
                suggestion: nearest(name, names),
                choices: names.iter().map(|name| (*name, "")).collect(),
            };
            self.report(node.span, kind);
        }
        profile
    }

    fn level(&mut self, node: &Node<'_>) -> Option<LevelSetting> {
        let Value::String(name) = &node.value else {
            self.wrong_type(node, Expected::Choice, &node.value);
            return None;
        };
        if name == "off" {
            return Some(LevelSetting::Off);
        }
        let level = Level::from_name(name);
        if level.is_none() {
            self.no_level(node.span, name, name);
        }
        level.map(LevelSetting::At)
    }

    /// Reports what is no level, and the one like `meant`.
    fn no_level(&mut self, span: Span, written: &str, meant: &str) {
        let kind = ProblemKind::UnknownChoice {
            written: written.to_owned(),
            suggestion: nearest(meant, LEVELS),
            choices: LEVELS.iter().map(|level| (*level, "")).collect(),
        };
        self.report(span, kind);
    }

    fn value(&mut self, node: &Node<'_>) -> Option<ParameterValue> {
        match &node.value {
            Value::Integer(number) => Some(ParameterValue::Integer(*number)),
            Value::Float(number) => Some(ParameterValue::Number(*number)),
            Value::Boolean(flag) => Some(ParameterValue::Boolean(*flag)),
            Value::String(text) => Some(ParameterValue::Text(text.to_string())),
            Value::Array(items) => {
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    match &item.value {
                        Value::String(text) => texts.push(text.to_string()),
                        other => self.wrong_type(item, Expected::Text, other),
                    }
                }
                Some(ParameterValue::Texts(texts))
            }
            other => {
                self.wrong_type(node, Expected::Number, other);
                None
            }
        }
    }
}
