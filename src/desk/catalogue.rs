//! The rules of a workspace as they are set now: level, parameters, and where that is written.

use super::Workspace;
use crate::audit;
use crate::engine::{OffReason, Rule, RuleError, RuleSet};
use crate::finding::Profile;
use crate::load::settings::{LevelSetting, Name, ParameterValue, RuleSetting, Settings};
use crate::problem::Problem;
use crate::source::{Sources, Spot};

/// All rules of a workspace.
#[derive(Debug)]
pub struct Catalogue {
    /// The text of `baton.toml`.
    pub sources: Sources,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// How much is asked.
    pub profile: Profile,
    /// The rules, by id.
    pub entries: Vec<Entry>,
    /// Rules that cannot be used.
    pub errors: Vec<RuleError>,
}

/// A rule and how it is set.
#[derive(Debug)]
pub struct Entry {
    /// The rule, with the level and the values of a run.
    pub rule: Rule,
    /// It stands on disk; else it is built in.
    pub is_own: bool,
    /// Why it does not run; `None` if it does.
    pub off: Option<OffReason>,
    /// Where its level is set; `None` if it is its own.
    pub level_at: Option<Spot>,
    /// Where its level is another, in the order written; of two that match, the last counts.
    pub elsewhere: Vec<Elsewhere>,
    /// Its parameters, in the order of META.
    pub parameters: Vec<Set>,
}

/// A level that holds for some objects or files only.
#[derive(Debug)]
pub struct Elsewhere {
    /// The level there, or off.
    pub level: LevelSetting,
    /// The processes and objects.
    pub on: Vec<String>,
    /// The files and folders.
    pub paths: Vec<String>,
    /// Where it is set.
    pub at: Spot,
}

/// A parameter and how it is set.
#[derive(Debug)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// Its value in a run.
    pub value: ParameterValue,
    /// Its value unless set.
    pub default: ParameterValue,
    /// What it is, in English.
    pub en: String,
    /// What it is, in Chinese.
    pub zh: String,
    /// Where it is set; `None` if it is the default.
    pub at: Option<Spot>,
}

impl Catalogue {
    /// Reads the settings of a workspace and holds its rules against them.
    pub fn of(workspace: &Workspace) -> Self {
        let mut sources = Sources::default();
        let mut problems = Vec::new();
        let settings = audit::settings(&workspace.root, &mut sources, &mut problems);
        let texts = || workspace.texts.clone();
        // What is switched off is listed too, as it would be.
        let mut all = RuleSet::compile(texts(), &Settings::default(), &mut Vec::new());
        let mut now = RuleSet::compile(texts(), &settings, &mut problems);
        all.check_causes();
        all.check_overrides(&settings, &mut problems);
        let profile = settings.profile.unwrap_or_default();
        let mut entries = Vec::with_capacity(all.rules.len());
        for own in all.rules {
            let id = own.meta.id.clone();
            let at = now.rules.iter().position(|rule| rule.meta.id == id);
            let setting = settings.rules.iter().rfind(|setting| setting.rule == id);
            let (rule, off) = match at {
                Some(at) => {
                    let rule = now.rules.swap_remove(at);
                    let asked = rule.is_set || rule.meta.profile <= profile;
                    (rule, (!asked).then_some(OffReason::Profile))
                }
                None => (own, Some(OffReason::Settings)),
            };
            let family = id.split('/').next().unwrap_or("");
            let family = settings.families.iter().rfind(|set| set.family == family);
            entries.push(Entry {
                is_own: workspace.own.contains(&id),
                off,
                level_at: setting
                    .filter(|setting| setting.level.is_some())
                    .map(|setting| setting.spot)
                    .or(family.map(|set| set.spot)),
                elsewhere: elsewhere(&id, off, &settings),
                parameters: parameters(&rule, setting),
                rule,
            });
        }
        Self {
            sources,
            problems,
            profile,
            entries,
            errors: all.errors,
        }
    }
}

/// What the overrides say of a rule; one that is switched off stays off everywhere.
fn elsewhere(rule: &str, off: Option<OffReason>, settings: &Settings) -> Vec<Elsewhere> {
    let is_off = off == Some(OffReason::Settings);
    let there = settings.overrides.iter().filter(|_| !is_off);
    let names = |names: &[Name]| names.iter().map(|name| name.name.clone()).collect();
    there
        .filter(|there| there.is_for(rule))
        .map(|there| Elsewhere {
            level: there.level,
            on: names(&there.on),
            paths: names(&there.paths),
            at: there.spot,
        })
        .collect()
}

fn parameters(rule: &Rule, setting: Option<&RuleSetting>) -> Vec<Set> {
    let declared = rule.meta.params.iter().zip(&rule.values);
    declared
        .map(|(parameter, (_, value))| {
            let mut set = setting.into_iter().flat_map(|setting| &setting.params);
            Set {
                name: parameter.name.clone(),
                value: value.clone(),
                default: parameter.default.clone(),
                en: parameter.en.clone(),
                zh: parameter.zh.clone(),
                at: set
                    .find(|set| set.name == parameter.name)
                    .map(|set| set.spot),
            }
        })
        .collect()
}
