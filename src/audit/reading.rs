//! From paths to a linked and measured chain, as it stands or with changes tried on it.

use std::path::PathBuf;

use super::{Options, Progress};
use crate::engine::World;
use crate::load::change::{self, Change, Made};
use crate::load::evidence::{self, Files};
use crate::load::workspace;
use crate::measure::logged::{self, Logged};
use crate::model::{self, Chain};
use crate::problem::{Problem, ProblemKind};
use crate::source::Sources;
use crate::strategy::Assumed;

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

/// Reads a workspace and makes `changes` in its texts, in memory only.
pub fn tried(options: &Options, changes: &[Change], progress: Progress<'_>) -> Tried {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let (mut chain, made) = chain(&options.paths, changes, &mut sources, &mut problems);
    let threads = options.threads();
    let logged = logs(&mut chain, &sources, threads, progress, &mut problems);
    problems.sort_by_key(|problem| problem.spot);
    let world = problems.is_empty().then(|| {
        let assumed = Assumed::of_changes(&chain, &made);
        World::with_logs(chain, logged, options.as_of).assuming(assumed)
    });
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
    threads: usize,
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
        threads,
        progress: &step,
    };
    logged::attach(chain, &reading, problems)
}

/// Finds, reads, parses and links the model files, with changes made in their texts.
pub(super) fn chain(
    paths: &[PathBuf],
    changes: &[Change],
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> (Chain, Vec<Made>) {
    let mut found = workspace::find(paths);
    problems.append(&mut found.problems);
    let (ids, mut unreadable) = workspace::read(&found.files, sources);
    problems.append(&mut unreadable);
    let made = match changes {
        [] => Vec::new(),
        changes => change::make(changes, &ids, sources, problems),
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
