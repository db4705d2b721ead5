//! Fault seeding: which mistakes in a model, and which bad data, would no active rule notice?
//!
//! Every fault that can be planted in the texts and event logs of a workspace is planted in a copy in
//! memory, one at a time, and the copy is audited. A fault is noticed if a rule says
//! something it did not say before, or if the copy does not load any more. Nothing on disk
//! is changed; order and threads do not show.
//!
//! ```text
//! texts of models ─▶ plant ────┐
//! figures, surveys ─▶ evidence ┼─▶ faults ─▶ trial, each alone ─▶ noticed by …
//! event logs ─▶ logs ──────────┘             altered: cases in memory
//! ```

mod altered;
mod evidence;
mod fault;
mod kind;
mod logs;
mod loosen;
mod plant;
mod trial;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

pub use self::fault::{Deed, Fault, LogFault};
pub use self::kind::Kind;
pub use self::logs::LogPlanted;
pub use self::plant::faults;
use self::trial::{Bench, Came, Changed, Said, Trial};
use crate::audit::{self, Audit, Options, Progress};
use crate::engine::{RuleError, RuleSet};
use crate::finding::{Profile, SubjectKind, Verdict};
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
    /// The faults: those of models by file and place, then those of evidence, then those of logs.
    pub planted: Vec<Planted>,
    /// How faults were planted in each log.
    pub logs: Vec<LogPlanted>,
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
    /// These rules had found it bad as it stands, and now say worse of it.
    Already(Vec<String>),
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
        matches!(self.fate, Fate::Noticed(_) | Fate::Refused(_))
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
        let unnoticed = |one: &&Planted| matches!(one.fate, Fate::Unnoticed(_));
        self.planted.iter().filter(unnoticed)
    }

    /// The faults of a kind in what rules had found bad already.
    pub fn already(&self, kind: Kind) -> impl Iterator<Item = &Planted> {
        let already = |one: &&Planted| matches!(one.fate, Fate::Already(_));
        let of_kind = self
            .planted
            .iter()
            .filter(move |one| one.fault.kind == kind);
        of_kind.filter(already)
    }

    /// What part of the faults was noticed, in full percent, rounded down; faults in what was found
    /// bad already do not count. `None` of nothing.
    pub fn percent(&self, kind: Option<Kind>) -> Option<usize> {
        let kinds = Kind::ALL.into_iter();
        let kinds = kinds.filter(|one| kind.is_none_or(|kind| kind == *one));
        let sums = kinds.fold((0, 0), |(all, seen), kind| {
            let (planted, noticed) = self.count(kind);
            (all + planted - self.already(kind).count(), seen + noticed)
        });
        (sums.1 * 100).checked_div(sums.0)
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
    let mut stands = audit::audit(options, progress);
    let failed = |audit: &Audit| match &audit.checked {
        Some(checked) => !audit.rules.errors.is_empty() || !checked.outcome.errors.is_empty(),
        None => true,
    };
    if failed(&stands) {
        return Err(Box::new(stands));
    }
    let rules = stands.rules.rules.len();
    let sources = std::mem::take(&mut stands.sources);
    let Some(checked) = &stands.checked else {
        return Err(Box::new(stands));
    };
    let world = &checked.world;
    let mut all: Vec<Fault> = trial::models(&sources)
        .into_iter()
        .flat_map(|id| faults(&sources, id))
        .collect();
    all.append(&mut evidence::faults(world, &sources));
    let bench = Bench::new(options, &sources, (&world.chain, world.day), progress);
    let (mut of_logs, logs) = bench.faults_of_logs();
    all.append(&mut of_logs);
    let profile = bench.profile(options);
    let (planted, errors) = try_all(&bench, options, all, threads, progress);
    drop(bench);
    Ok(Seeded {
        sources,
        profile,
        rules,
        planted,
        logs,
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
        let heard = match self.asked.hears(fault) {
            Ok(heard) => heard,
            Err(code) => return Fate::Refused(code),
        };
        let ids = |rules: BTreeSet<usize>| {
            let id = |rule: usize| self.asked.rules().rules[rule].meta.id.clone();
            rules.into_iter().map(id).collect()
        };
        if !heard.new.is_empty() {
            return Fate::Noticed(ids(heard.new));
        }
        if fault.kind.is_worse() && !heard.otherwise.is_empty() {
            return Fate::Already(ids(heard.otherwise));
        }
        Fate::Unnoticed(self.hint(fault))
    }

    /// The first rule of a stricter profile that notices what no rule of this one does.
    fn hint(&mut self, fault: &Fault) -> Option<Hint> {
        let strict = self.strict.as_mut()?;
        let noticed = strict.hears(fault).ok()?.new;
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
        let before = match trial.with(Changed::Nothing) {
            Came::Said(said) => said,
            Came::Refused(_) => Said::new(),
        };
        Self { trial, before }
    }

    fn rules(&self) -> &RuleSet {
        &self.trial.rules
    }

    /// What rules say of the workspace with a fault in it, or why it does not load.
    fn hears(&mut self, fault: &Fault) -> Result<Heard, &'static str> {
        let changed = match &fault.log {
            Some(log) => Changed::Log(log),
            None => Changed::Text(fault.spot.source, &fault.edits),
        };
        let said = match self.trial.with(changed) {
            Came::Said(said) => said,
            Came::Refused(code) => return Err(code),
        };
        let mut heard = Heard::default();
        for (what, words) in &said {
            let (rule, kind, _, verdict) = what;
            // A copy of a complaint lacks what the first one lacks: that is no notice of the copy.
            if fault.deed == Deed::Double && *kind == SubjectKind::Complaint {
                continue;
            }
            match self.before.get(what) {
                Some(before) if before.len() >= words.len() => {
                    if *verdict == Verdict::Nonconform && before != words {
                        heard.otherwise.insert(*rule);
                    }
                }
                _ => {
                    heard.new.insert(*rule);
                }
            }
        }
        Ok(heard)
    }
}

/// What rules say that they did not say before.
#[derive(Debug, Default)]
struct Heard {
    /// These say more.
    new: BTreeSet<usize>,
    /// These say of an object what they said, in other words or numbers.
    otherwise: BTreeSet<usize>,
}
