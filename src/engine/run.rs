//! Runs every rule over every object it looks at, on all processors.
//!
//! Work is cut into chunks of one rule and some hundred objects; results are put
//! together in the order of rules and objects, so the number of threads never shows.
//! A rule that throws on an object fails there and goes on; one that breaks a bound
//! fails from there on. Neither touches other rules.

mod worker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use self::worker::{Chunk, Failure, Task, Worker};
use super::causes;
use super::reads;
use super::rule_set::{RuleError, RuleSet};
use super::views::World;
use super::waivers;
use super::watchdog::{self, Watch};
use crate::finding::{Finding, Fingerprint, Subject, SubjectKind, Verdict};
use crate::source::Sources;

/// Objects one task looks at.
const CHUNK: usize = 128;

/// Stack of a worker, in bytes: rhai drops deeply nested values by recursion.
const STACK: usize = 256 * 1024 * 1024;

/// What all rules said of all objects.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The verdict of each rule of the set on each object it looks at.
    pub verdicts: Vec<Vec<Verdict>>,
    /// Everything that is not simply right, by rule and object.
    pub findings: Vec<Finding>,
    /// Checks that the settings switch off on single objects.
    pub off: usize,
    /// Checks answered by the guard of a rule, without calling its script.
    pub quiet: usize,
    /// Rules that failed while running.
    pub errors: Vec<RuleError>,
}

/// Runs `rules` over `world` on at most `threads` threads, telling `progress` of every
/// task done: how many, of how many.
///
/// # Complexity
/// O(rules × objects) checks, each bounded.
pub fn run(
    world: &Arc<World>,
    rules: &RuleSet,
    sources: &Sources,
    threads: usize,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Outcome {
    // What came of a waiver is known only when all else has been said.
    let about_waivers = |task: &Task| rules.rules[task.rule].meta.looks_at == SubjectKind::Waiver;
    let (last, first): (Vec<_>, Vec<_>) = tasks(world, rules).into_iter().partition(about_waivers);
    let pass = |tasks: &[Task]| {
        let mut chunks = parallel(world, rules, sources, tasks, threads, progress);
        chunks.sort_by_key(|chunk| (chunk.task.rule, chunk.task.from));
        for rule in interrupted(&chunks) {
            retry(world, rules, sources, rule, &mut chunks);
        }
        let mut outcome = assemble(world, rules, chunks);
        causes::suppress(world, rules, &mut outcome);
        outcome
    };
    let mut outcome = pass(&first);
    number_twins(&mut outcome.findings);
    let waivings = waivers::apply(world, rules, &mut outcome);
    if !last.is_empty() {
        // A world is judged once; of a second run the first one's waivings hold.
        let _ = world.waivings.set(waivings);
        outcome.join(pass(&last), rules);
    }
    outcome
}

impl Outcome {
    /// Adds what rules about waivers said.
    fn join(&mut self, waivers: Self, rules: &RuleSet) {
        let verdicts = waivers.verdicts.into_iter().enumerate();
        for (rule, verdicts) in verdicts {
            if rules.rules[rule].meta.looks_at == SubjectKind::Waiver {
                self.verdicts[rule] = verdicts;
            }
        }
        self.findings.extend(waivers.findings);
        self.errors.extend(waivers.errors);
        self.off += waivers.off;
        self.quiet += waivers.quiet;
    }
}

/// What one rule of a set says of one object, by their positions, and nothing else.
pub fn run_on(
    world: &Arc<World>,
    rules: &RuleSet,
    sources: &Sources,
    rule: usize,
    object: usize,
) -> Vec<Finding> {
    let to = object + 1;
    let task = Task {
        rule,
        from: object,
        to,
    };
    let chunks = parallel(world, rules, sources, &[task], 1, &|_, _| {});
    let findings = chunks.into_iter().flat_map(|chunk| chunk.findings);
    findings.collect()
}

/// Chunk by chunk, every rule on the one before any rule on the next, while its objects are
/// still near the processor.
fn tasks(world: &World, rules: &RuleSet) -> Vec<Task> {
    let mut tasks = Vec::new();
    for kind in SubjectKind::ALL {
        let objects = world.count(kind);
        let numbered = rules.rules.iter().enumerate();
        let looking: Vec<_> = numbered
            .filter(|(_, rule)| rule.meta.looks_at == kind)
            .map(|(number, _)| number)
            .collect();
        for from in (0..objects).step_by(CHUNK) {
            let to = objects.min(from + CHUNK);
            tasks.extend(looking.iter().map(|rule| Task {
                rule: *rule,
                from,
                to,
            }));
        }
    }
    tasks
}

/// Runs tasks on several threads under a watch.
fn parallel(
    world: &Arc<World>,
    rules: &RuleSet,
    sources: &Sources,
    tasks: &[Task],
    threads: usize,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Chunk> {
    let needs_strategy = |task: &Task| reads::needs_strategy(&rules.rules[task.rule].reads);
    if tasks.iter().any(needs_strategy) {
        // It may take longer than one check is allowed to, and all of them share it.
        world.strategy();
    }
    let watches: Vec<Watch> = (0..threads.clamp(1, tasks.len().max(1)))
        .map(|_| Watch::new())
        .collect();
    let stopped: Vec<AtomicUsize> = rules
        .rules
        .iter()
        .map(|_| AtomicUsize::new(usize::MAX))
        .collect();
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let done = Mutex::new(Vec::with_capacity(tasks.len()));
    let all_done = AtomicBool::new(false);
    let work = |watch: &Watch| {
        let mut worker = Worker::new(world, rules, sources, watch.clone());
        while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
            if task.from > stopped[task.rule].load(Ordering::Acquire) {
                continue;
            }
            let chunk = worker.work(*task);
            if chunk.stopped.is_some() {
                stopped[task.rule].fetch_min(task.from, Ordering::AcqRel);
            }
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(chunk);
            progress(finished.fetch_add(1, Ordering::Relaxed) + 1, tasks.len());
        }
    };
    thread::scope(|scope| {
        let guard = thread::Builder::new()
            .name("watch".into())
            .spawn_scoped(scope, || watchdog::stand(&watches, &all_done));
        let workers: Vec<_> = watches
            .iter()
            .filter_map(|watch| {
                let builder = thread::Builder::new()
                    .name("rules".into())
                    .stack_size(STACK);
                builder.spawn_scoped(scope, || work(watch)).ok()
            })
            .collect();
        if let (true, Some(watch)) = (workers.is_empty(), watches.first()) {
            // No thread to be had: slower, and with the stack there is.
            work(watch);
        }
        for worker in workers {
            let _ = worker.join();
        }
        all_done.store(true, Ordering::Release);
        if let Ok(guard) = guard {
            guard.thread().unpark();
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Rules that were stopped by the watch, not by a bound of their own.
fn interrupted(chunks: &[Chunk]) -> Vec<usize> {
    let mut rules: Vec<_> = chunks
        .iter()
        .filter(|chunk| matches!(&chunk.stopped, Some(failure) if failure.interrupted))
        .map(|chunk| chunk.task.rule)
        .collect();
    rules.dedup();
    rules
}

/// Runs what is left of an interrupted rule alone, so that it answers for itself only.
fn retry(
    world: &Arc<World>,
    rules: &RuleSet,
    sources: &Sources,
    rule: usize,
    chunks: &mut Vec<Chunk>,
) {
    let first = chunks
        .iter()
        .filter(|chunk| chunk.task.rule == rule && chunk.stopped.is_some())
        .map(|chunk| chunk.task.from)
        .min();
    let Some(from) = first else {
        return;
    };
    let left: Vec<_> = tasks(world, rules)
        .into_iter()
        .filter(|task| task.rule == rule && task.from >= from)
        .collect();
    chunks.retain(|chunk| chunk.task.rule != rule || chunk.task.from < from);
    let again = parallel(world, rules, sources, &left, 1, &|_, _| {});
    chunks.extend(again);
    chunks.sort_by_key(|chunk| (chunk.task.rule, chunk.task.from));
}

/// Puts chunks together: verdicts by object, failures as one error a rule.
fn assemble(world: &World, rules: &RuleSet, chunks: Vec<Chunk>) -> Outcome {
    let mut outcome = Outcome::default();
    for rule in &rules.rules {
        let objects = world.count(rule.meta.looks_at);
        // What a stopped rule never came to look at is not known.
        outcome.verdicts.push(vec![Verdict::Undetermined; objects]);
    }
    let mut failures: Vec<Vec<Failure>> = rules.rules.iter().map(|_| Vec::new()).collect();
    let mut ended = vec![false; rules.rules.len()];
    for chunk in chunks {
        let rule = chunk.task.rule;
        if ended[rule] {
            continue;
        }
        let to = chunk.task.from + chunk.verdicts.len();
        outcome.verdicts[rule][chunk.task.from..to].copy_from_slice(&chunk.verdicts);
        outcome.findings.extend(chunk.findings);
        outcome.quiet += chunk.quiet;
        outcome.off += chunk.off;
        failures[rule].extend(chunk.failures);
        if let Some(stopped) = chunk.stopped {
            failures[rule].push(stopped);
            ended[rule] = true;
        }
    }
    for (rule, failed) in rules.rules.iter().zip(failures) {
        let more = failed.len().saturating_sub(1);
        let Some(first) = failed.into_iter().next() else {
            continue;
        };
        let kind = rule.meta.looks_at;
        let subject = Subject {
            kind,
            number: u32::try_from(first.object).unwrap_or(u32::MAX),
        };
        outcome.errors.push(RuleError {
            rule: rule.meta.id.clone(),
            file: rule.file.clone(),
            line: first.at.line(),
            column: first.at.position(),
            message: first.message,
            object: Some(
                format!("{} {}", kind.name(), world.id(subject))
                    .trim()
                    .to_owned(),
            ),
            more,
        });
    }
    outcome
}

/// Findings that would carry one fingerprint are numbered in their order.
fn number_twins(findings: &mut [Finding]) {
    let mut seen = std::collections::HashMap::<Fingerprint, u32>::new();
    for finding in findings {
        let times = seen.entry(finding.fingerprint).or_default();
        *times += 1;
        if *times > 1 {
            let (own, number) = (finding.fingerprint.to_string(), times.to_string());
            finding.fingerprint = Fingerprint::of([own.as_str(), number.as_str()]);
        }
    }
}
