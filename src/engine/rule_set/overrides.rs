//! Levels that hold for some objects only: names of the settings turned into objects.

use std::collections::{BTreeMap, BTreeSet};

use super::{RuleSet, nearest_rule};
use crate::engine::views::World;
use crate::finding::{Subject, SubjectKind};
use crate::load::settings::{LevelSetting, Name, Override, Settings};
use crate::problem::{Problem, ProblemKind, nearest};
use crate::source::{SourceId, Sources};

/// The level of a rule on some objects.
#[derive(Debug, Clone)]
pub struct LevelThere {
    processes: BTreeSet<u32>,
    objects: BTreeSet<Subject>,
    sources: BTreeSet<SourceId>,
    level: LevelSetting,
}

impl LevelThere {
    /// Whether it holds for an object.
    fn holds(&self, world: &World, subject: Subject) -> bool {
        self.objects.contains(&subject)
            || world
                .process(subject)
                .is_some_and(|process| self.processes.contains(&process.0))
            || (!self.sources.is_empty() && self.sources.contains(&world.spot(subject, &[]).source))
    }
}

impl super::Rule {
    /// The level set for an object, if any is.
    pub(in crate::engine) fn level_on(
        &self,
        world: &World,
        subject: Subject,
    ) -> Option<LevelSetting> {
        let mut overrides = self.overrides.iter().rev();
        let found = overrides.find(|there| there.holds(world, subject));
        found.map(|there| there.level)
    }
}

impl RuleSet {
    /// Applies the overrides of the settings, adding to `problems` names that mean nothing.
    ///
    /// `folder` is where the settings stand, as it is shown.
    pub fn apply(
        &mut self,
        settings: &Settings,
        world: &World,
        sources: &Sources,
        folder: &str,
        problems: &mut Vec<Problem>,
    ) {
        if settings.overrides.is_empty() {
            return;
        }
        // Objects are numbered anew in every world.
        for rule in &mut self.rules {
            rule.overrides.clear();
        }
        let ids = objects_by_id(world);
        for written in &settings.overrides {
            let there = resolve(written, &ids, sources, folder, problems);
            for rule in &mut self.rules {
                if written.is_for(&rule.meta.id) {
                    rule.overrides.push(there.clone());
                }
            }
        }
    }

    /// Adds to `problems` the rules that overrides name and that do not exist.
    pub fn check_overrides(&self, settings: &Settings, problems: &mut Vec<Problem>) {
        let names = settings.overrides.iter().flat_map(|there| &there.rules);
        let unknown = names.filter(|name| !self.knows(&name.name));
        problems.extend(unknown.map(|name| {
            let kind = ProblemKind::UnknownRule {
                written: name.name.clone(),
                suggestion: nearest_rule(&name.name, self.ids()),
            };
            Problem::at(name.spot, kind)
        }));
    }

    /// The ids of all rules there are, running or not.
    fn ids(&self) -> BTreeSet<&str> {
        let running = self.rules.iter().map(|rule| rule.meta.id.as_str());
        let off = self.off.iter().map(|off| off.id.as_str());
        let failed = self.errors.iter().map(|error| error.rule.as_str());
        running.chain(off).chain(failed).collect()
    }

    fn knows(&self, name: &str) -> bool {
        let family = |id: &str| id.split_once('/').is_some_and(|(family, _)| family == name);
        self.ids().into_iter().any(|id| id == name || family(id))
    }
}

/// Every object by its full id; several kinds may share one.
fn objects_by_id(world: &World) -> BTreeMap<String, Vec<Subject>> {
    let mut ids: BTreeMap<String, Vec<Subject>> = BTreeMap::new();
    for subject in world.subjects() {
        ids.entry(world.id(subject)).or_default().push(subject);
    }
    ids
}

fn resolve(
    written: &Override,
    ids: &BTreeMap<String, Vec<Subject>>,
    sources: &Sources,
    folder: &str,
    problems: &mut Vec<Problem>,
) -> LevelThere {
    let mut there = LevelThere {
        processes: BTreeSet::new(),
        objects: BTreeSet::new(),
        sources: BTreeSet::new(),
        level: written.level,
    };
    for name in &written.on {
        match ids.get(&name.name) {
            Some(subjects) => {
                let is_process = |subject: &&Subject| subject.kind == SubjectKind::Process;
                let processes = subjects.iter().filter(is_process);
                there
                    .processes
                    .extend(processes.map(|process| process.number));
                there.objects.extend(subjects);
            }
            None => {
                let near = nearest(&name.name, ids.keys().map(String::as_str));
                let near = near.map(str::to_owned);
                problems.push(dangling(name, "process or object", near));
            }
        }
    }
    for name in &written.paths {
        let wanted = name.name.trim_end_matches('/');
        let below = |path: &str| {
            let path = path.strip_prefix(folder).unwrap_or(path);
            let rest = path.trim_start_matches('/').strip_prefix(wanted);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let before = there.sources.len();
        let named = sources.iter().filter(|(_, source)| below(&source.name));
        there.sources.extend(named.map(|(id, _)| id));
        if there.sources.len() == before {
            problems.push(dangling(name, "file or folder", None));
        }
    }
    there
}

fn dangling(name: &Name, what: &'static str, suggestion: Option<String>) -> Problem {
    let kind = ProblemKind::Dangling {
        written: name.name.clone(),
        what,
        suggestion,
        unknown_process: None,
    };
    Problem::at(name.spot, kind)
}
