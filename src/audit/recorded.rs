//! What earlier audits found, and what of this one is kept for later ones.

use std::path::{Path, PathBuf};

use super::{Checked, Options};
use crate::engine::RuleSet;
use crate::load::settings::Settings;
use crate::problem::Problem;
use crate::record::{self, History, Records, Taking};
use crate::source::Sources;

/// Where the records of the workspace at these paths are, or would be.
pub fn records_of(paths: &[PathBuf]) -> PathBuf {
    super::root(paths).join(record::FOLDER)
}

/// The records that this audit may know of.
pub(super) fn kept(options: &Options, root: &Path, problems: &mut Vec<Problem>) -> Records {
    let beside = || root.join(record::FOLDER);
    let folder = options.records.clone().unwrap_or_else(beside);
    let all = record::read_all(&folder, problems);
    let day = options.record_on.or(options.as_of);
    Records::known_on(all, day, options.record_on)
}

/// What an audit was made with.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) options: &'a Options,
    pub(super) settings: &'a Settings,
    pub(super) rules: &'a RuleSet,
    pub(super) sources: &'a Sources,
}

/// Holds an audit against the records before it, and makes its own if it is to be kept: a record
/// has the levels as they were found.
pub(super) fn remember(checked: &mut Checked, kept: &Records, run: Run<'_>) {
    let Run {
        options, settings, ..
    } = run;
    checked.left_out.clone_from(&kept.left_out);
    let last = kept.earlier.last().map(|record| record.date);
    if options.record_on.is_none() && last.is_none() {
        return;
    }
    let Some(day) = options.record_on.or(checked.world.day).or(last) else {
        return;
    };
    let taking = Taking {
        world: &checked.world,
        rules: run.rules,
        outcome: &checked.outcome,
        sources: run.sources,
        profile: options.profile.or(settings.profile).unwrap_or_default(),
    };
    let now = taking.on(day);
    checked.record = options.record_on.map(|_| now.clone());
    let history = History::of(kept, now, !settings.keep_levels);
    checked.history = history.map(Box::new);
    if let Some(history) = &mut checked.history {
        history.raise(&mut checked.outcome.findings);
    }
}
