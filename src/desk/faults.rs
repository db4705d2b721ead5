//! Fault seeding: which mistakes in a model would no active rule notice?
//!
//! Every fault that can be planted in the texts of a workspace is planted in a copy in
//! memory, one at a time, and the copy is audited. A fault is noticed if a rule says
//! something it did not say before, or if the copy does not load any more. Nothing on disk
//! is changed; order and threads do not show.

mod kind;
mod loosen;
mod plant;
mod trial;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

pub use self::kind::Kind;
pub use self::plant::{Deed, Fault, faults};
use self::trial::{Bench, Came, Said, Trial};
use crate::audit::{self, Audit, Options, Progress};
use crate::engine::{RuleError, RuleSet};
use crate::finding::Profile;
pub use crate::load::edit::{Edit, apply};
use crate::source::Sources;

/// What came of all faults.
#[derive(Debug)]
pub struct Seeded {
    /// The texts as they stand.
    pub sources: Sources,
    /// How much was asked.
    pub profile: Profile,
    /// How many rules ran.
    pub rules: usize,
    /// The faults, by file and place.
    pub planted: Vec<Planted>,
    /// Rules that failed on a planted fault.
    pub errors: BTreeSet<RuleError>,
}

/// A fault and who noticed it.
#[derive(Debug)]
pub struct Planted {
    /// The fault.
    pub fault: Fault,
    /// What came of it.
    pub fate: Fate,
}

/// What came of a fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// These rules noticed it, by id.
    Noticed(Vec<String>),
    /// The workspace does not load with it; the code of the first problem.
    Refused(&'static str),
    /// Nobody noticed it; who would, in a stricter profile.
    Unnoticed(Option<Hint>),
}

/// A rule of a stricter profile that would notice a fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// The rule.
    pub rule: String,
    /// The least profile that runs it.
    pub profile: Profile,
}

impl Planted {
    /// Somebody would notice.
    pub fn is_noticed(&self) -> bool {
        !matches!(self.fate, Fate::Unnoticed(_))
    }
}

impl Seeded {
    /// How many faults of a kind were planted, and how many of them noticed.
    pub fn count(&self, kind: Kind) -> (usize, usize) {
        count(self.planted.iter().filter(|one| one.fault.kind == kind))
    }

    /// How many faults were planted, and how many of them noticed.
    pub fn total(&self) -> (usize, usize) {
        count(self.planted.iter())
    }

    /// How many faults kept the workspace from loading.
    pub fn refused(&self) -> usize {
        let refused = |one: &&Planted| matches!(one.fate, Fate::Refused(_));
        self.planted.iter().filter(refused).count()
    }

    /// The faults nobody noticed.
    pub fn unnoticed(&self) -> impl Iterator<Item = &Planted> {
        self.planted.iter().filter(|one| !one.is_noticed())
    }
}

fn count<'p>(planted: impl Iterator<Item = &'p Planted>) -> (usize, usize) {
    planted.fold((0, 0), |(all, noticed), one| {
        (all + 1, noticed + usize::from(one.is_noticed()))
    })
}

/// Plants every fault in the workspace of `options`, on as many threads.
///
/// # Errors
/// The audit of the workspace as it stands, if it does not load or a rule fails on it.
///
/// # Complexity
/// One audit a fault, and one more for each that nobody noticed.
pub fn seed(
    options: &Options,
    threads: usize,
    progress: Progress<'_>,
) -> Result<Seeded, Box<Audit>> {
    let mut stands = audit::audit(options, &|_, _| {});
    let failed = |audit: &Audit| match &audit.checked {
        Some(checked) => !audit.rules.errors.is_empty() || !checked.outcome.errors.is_empty(),
        None => true,
    };
    if failed(&stands) {
        return Err(Box::new(stands));
    }
    let rules = stands.rules.rules.len();
    let day = stands
        .checked
        .as_ref()
        .and_then(|checked| checked.world.day);
    let sources = std::mem::take(&mut stands.sources);
    let models = trial::models(&sources);
    let all = models.iter().flat_map(|id| faults(&sources, *id)).collect();
    let bench = Bench::new(options, &sources, day);
    let profile = bench.profile(options);
    let (planted, errors) = try_all(&bench, options, all, threads, progress);
    drop(bench);
    Ok(Seeded {
        sources,
        profile,
        rules,
        planted,
        errors,
    })
}

/// Tries faults on several threads; results are in the order of the faults.
fn try_all(
    bench: &Bench<'_>,
    options: &Options,
    faults: Vec<Fault>,
    threads: usize,
    progress: Progress<'_>,
) -> (Vec<Planted>, BTreeSet<RuleError>) {
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let done = Mutex::new((Vec::with_capacity(faults.len()), BTreeSet::new()));
    let work = || {
        let mut desk = Desk::new(bench, options);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(fault) = faults.get(at) else { break };
            let fate = desk.fate(fault);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.0.push((at, fate));
            drop(done);
            progress(finished.fetch_add(1, Ordering::Relaxed) + 1, faults.len());
        }
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.1.extend(desk.errors());
    };
    thread::scope(|scope| {
        for _ in 1..threads.clamp(1, faults.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let (mut fates, errors) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    fates.sort_by_key(|(at, _)| *at);
    let fates = fates.into_iter().map(|(_, fate)| fate);
    let planted = faults.into_iter().zip(fates);
    let planted = planted.map(|(fault, fate)| Planted { fault, fate });
    (planted.collect(), errors)
}

/// What one thread needs to tell the fate of faults.
struct Desk<'b> {
    asked: Run<'b>,
    /// The same with everything that could be asked; `None` if that is no more.
    strict: Option<Run<'b>>,
}

/// A set of rules, and what it says of the workspace as it stands.
struct Run<'b> {
    trial: Trial<'b>,
    before: Said,
}

impl<'b> Desk<'b> {
    fn new(bench: &'b Bench<'b>, options: &Options) -> Self {
        let asked = Run::new(bench, options);
        let strict = (bench.profile(options) < Profile::Strict).then(|| Options {
            profile: Some(Profile::Strict),
            ..options.clone()
        });
        let strict = strict.map(|options| Run::new(bench, &options));
        let more = |run: &Run<'_>| run.rules().rules.len() > asked.rules().rules.len();
        Self {
            strict: strict.filter(more),
            asked,
        }
    }

    fn fate(&mut self, fault: &Fault) -> Fate {
        let noticed = match self.asked.notices(fault) {
            Ok(noticed) => noticed,
            Err(code) => return Fate::Refused(code),
        };
        if !noticed.is_empty() {
            let id = |rule: usize| self.asked.rules().rules[rule].meta.id.clone();
            return Fate::Noticed(noticed.into_iter().map(id).collect());
        }
        Fate::Unnoticed(self.hint(fault))
    }

    /// The first rule of a stricter profile that notices what no rule of this one does.
    fn hint(&mut self, fault: &Fault) -> Option<Hint> {
        let strict = self.strict.as_mut()?;
        let noticed = strict.notices(fault).ok()?;
        let metas = noticed
            .into_iter()
            .map(|rule| &strict.rules().rules[rule].meta);
        let asked = self.asked.rules();
        let mut new = metas.filter(|meta| asked.get(&meta.id).is_none());
        new.next().map(|meta| Hint {
            rule: meta.id.clone(),
            profile: meta.profile,
        })
    }

    fn errors(self) -> impl Iterator<Item = RuleError> {
        let strict = self.strict.into_iter().flat_map(|run| run.trial.errors);
        self.asked.trial.errors.into_iter().chain(strict)
    }
}

impl<'b> Run<'b> {
    fn new(bench: &'b Bench<'b>, options: &Options) -> Self {
        let mut trial = Trial::new(bench, options);
        let before = match trial.unchanged() {
            Came::Said(said) => said,
            Came::Refused(_) => Said::new(),
        };
        Self { trial, before }
    }

    fn rules(&self) -> &RuleSet {
        &self.trial.rules
    }

    /// The rules that say more than before, or why the workspace does not load.
    fn notices(&mut self, fault: &Fault) -> Result<BTreeSet<usize>, &'static str> {
        let said = match self.trial.changed(fault.spot.source, &fault.edits) {
            Came::Said(said) => said,
            Came::Refused(code) => return Err(code),
        };
        let is_new = |(what, times): &(&(usize, _, _, _), &usize)| {
            self.before.get(*what).is_none_or(|before| before < *times)
        };
        let new = said.iter().filter(is_new);
        Ok(new.map(|((rule, ..), _)| *rule).collect())
    }
}
