//! From paths to a linked and measured chain, as it stands or with changes tried on it.

use std::path::{Path, PathBuf};

use super::{Options, Progress};
use crate::engine::World;
use crate::load::change::{self, Change, Made};
use crate::load::evidence::{self, Files};
use crate::load::workspace;
use crate::measure::logged::{self, Logged};
use crate::model::{self, Chain};
use crate::problem::{Problem, ProblemKind, StrategyProblem};
use crate::source::{Sources, shown_path};
use crate::strategy::{Assumed, outdated};

/// A workspace as it would be: read, linked and measured, before any rule looks at it.
#[derive(Debug)]
pub struct Tried {
    /// The texts, with the changes made.
    pub sources: Sources,
    /// What is wrong with them; if anything, there is no world.
    pub problems: Vec<Problem>,
    /// The changes made.
    pub made: Vec<Made>,
    /// The chain and its gaps.
    pub world: Option<World>,
}

/// What is to be tried on a model.
#[derive(Debug, Clone, Copy, Default)]
pub struct Changes<'c> {
    /// Changes asked for one by one.
    pub asked: &'c [Change],
    /// A file with more of them.
    pub file: Option<&'c Path>,
}

/// Reads a workspace and makes `changes` in its texts, in memory only.
pub fn tried(options: &Options, changes: Changes<'_>, progress: Progress<'_>) -> Tried {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let root = super::root(&options.paths);
    let policy = super::settings(&root, &mut sources, &mut problems).policy;
    let (mut chain, made) = chain(&options.paths, changes, &mut sources, &mut problems);
    problems.retain(|problem| !is_made_by(&problem.kind, &made));
    super::future::still_to_come(&chain, options, &mut problems);
    let logged = logs(&mut chain, &sources, options, progress, &mut problems);
    let world = problems.is_empty().then(|| {
        let assumed = Assumed::of_changes(&chain, &made);
        World::with_logs(chain, logged, options.as_of)
            .no_later_than(options.today)
            .judged_by(policy)
            .assuming(assumed)
    });
    let world = world.filter(|world| {
        problems = outdated(&world.today());
        problems.is_empty()
    });
    problems.sort_by_key(|problem| problem.spot);
    Tried {
        sources,
        problems,
        made,
        world,
    }
}

/// Reads and measures the event logs that the models declare, if nothing is wrong so far.
pub(super) fn logs(
    chain: &mut Chain,
    sources: &Sources,
    options: &Options,
    progress: Progress<'_>,
    problems: &mut Vec<Problem>,
) -> Logged {
    if !problems.is_empty() || chain.logs.is_empty() {
        return Logged::default();
    }
    let count = |bytes| usize::try_from(bytes).unwrap_or(usize::MAX);
    let step = |read, size: Option<u64>| {
        if let Some(size) = size {
            progress(count(read), count(size));
        }
    };
    let reading = logged::Reading {
        sources,
        files: Files::Disk,
        cache: options.cache.as_deref(),
        threads: options.threads(),
        progress: &step,
    };
    logged::attach(chain, &reading, problems)
}

/// Finds, reads, parses and links the model files, with changes made in their texts.
pub(super) fn chain(
    paths: &[PathBuf],
    changes: Changes<'_>,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> (Chain, Vec<Made>) {
    let mut found = workspace::find(paths);
    problems.append(&mut found.problems);
    let (ids, mut unreadable) = workspace::read(&found.files, sources);
    problems.append(&mut unreadable);
    let mut asked = changes.asked.to_vec();
    if let Some(file) = changes.file {
        asked.extend(changes_of(file, sources, problems));
    }
    let made = match asked.as_slice() {
        [] => Vec::new(),
        asked => change::make(asked, &ids, sources, problems),
    };
    let (mut documents, mut wrong) = workspace::parse(sources, &ids);
    let rows = evidence::read(&documents, sources, Files::Disk, &mut wrong);
    tracing::info!(files = ids.len(), evidence = rows.len(), "read");
    documents.extend(rows);
    let mut dangling = Vec::new();
    let chain = model::build(
        &documents,
        |source| workspace::is_damaged(&wrong, source),
        &mut dangling,
    );
    problems.append(&mut wrong);
    problems.append(&mut dangling);
    if problems.is_empty() && chain.is_empty() {
        problems.push(Problem::nowhere(ProblemKind::EmptyWorkspace));
    }
    (chain, made)
}

/// The changes a file asks for.
fn changes_of(file: &Path, sources: &mut Sources, problems: &mut Vec<Problem>) -> Vec<Change> {
    match workspace::read_text(file) {
        Ok(text) => {
            let source = sources.add(shown_path(file), text);
            change::read(sources, source, problems)
        }
        Err(unreadable) => {
            problems.push(Problem::nowhere(ProblemKind::Unreadable {
                path: shown_path(&unreadable.path),
                reason: unreadable.reason,
            }));
            Vec::new()
        }
    }
}

/// What is tried may lie outside the range of a lever, and may take a share of which the other ways
/// make room: neither is a mistake of the model.
fn is_made_by(problem: &ProblemKind, made: &[Made]) -> bool {
    match problem {
        ProblemKind::Strategy(StrategyProblem::ExcludesToday { .. }) => !made.is_empty(),
        ProblemKind::Strategy(StrategyProblem::SharesNotWhole { .. }) => {
            made.iter().any(|change| change.key == "share")
        }
        _ => false,
    }
}
