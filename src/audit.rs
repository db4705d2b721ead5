//! The audit from end to end: paths in, everything a report needs out.

mod future;
mod reading;
mod recorded;
mod systemic;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

pub use self::reading::{Changes, Tried, tried};
pub use self::recorded::records_of;
pub use self::systemic::{Raised, Systemic};
use crate::baseline::{Baseline, Compared};
use crate::engine::questions::{self, Answers};
use crate::engine::{self, OffReason, Outcome, Rule, RuleSet, World, rule_set};
use crate::finding::{Level, Profile};
use crate::lexicon::Lexicon;
use crate::load::settings::{self, Policy, Settings};
use crate::load::workspace;
use crate::measure::logged::Cache;
use crate::model::Chain;
use crate::problem::{Problem, ProblemKind};
use crate::record::{History, Record};
use crate::source::{SourceId, Sources, Spot, shown_path};
use crate::strategy::outdated;

/// What is audited, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders with model files.
    pub paths: Vec<PathBuf>,
    /// The least level of findings; rules below it do not run.
    pub level: Option<Level>,
    /// How much is asked; what the settings say if `None`.
    pub profile: Option<Profile>,
    /// Rules to run, by id, family or name; all if empty.
    pub rules: Vec<String>,
    /// The day the audit speaks of.
    pub as_of: Option<Date>,
    /// The day on which it is made; evidence of later days is refused, if it is given.
    pub today: Option<Date>,
    /// What is known already; only what is new counts.
    pub baseline: Option<Baseline>,
    /// Where records of earlier audits are; beside the settings if `None`.
    pub records: Option<PathBuf>,
    /// The day under which this audit is to be recorded, if it is.
    pub record_on: Option<Date>,
    /// How many threads run rules; all processors if `None`.
    pub threads: Option<usize>,
    /// Where what was measured of event logs is kept from one run to the next, if it is.
    pub cache: Option<Arc<dyn Cache>>,
}

impl Options {
    /// How many threads to use.
    pub(crate) fn threads(&self) -> usize {
        self.threads
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
    }
}

/// Told how far the work is: tasks done, of how many.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// Everything an audit found.
#[derive(Debug)]
pub struct Audit {
    /// The texts read.
    pub sources: Sources,
    /// What is wrong with the input; if anything, nothing was checked.
    pub problems: Vec<Problem>,
    /// The rules of the run.
    pub rules: RuleSet,
    /// What was checked; `None` if the input has problems.
    pub checked: Option<Checked>,
}

impl Audit {
    /// Models and settings are sound, and evidence is what is wrong.
    pub fn only_evidence_fails(&self) -> bool {
        only_evidence_fails(&self.sources, &self.problems)
    }
}

/// Models and settings are sound, and evidence is what is wrong.
pub fn only_evidence_fails(sources: &Sources, problems: &[Problem]) -> bool {
    let evidence = |problem: &Problem| {
        let in_file = |spot: Spot| sources.get(spot.source).is_evidence;
        matches!(problem.kind, ProblemKind::Evidence(_)) || problem.spot.is_some_and(in_file)
    };
    !problems.is_empty() && problems.iter().all(evidence)
}

/// The part of an audit that exists when the input is sound.
#[derive(Debug)]
pub struct Checked {
    /// The chain and its gaps.
    pub world: Arc<World>,
    /// Verdicts, findings and failed rules.
    pub outcome: Outcome,
    /// The eight answers of every handoff.
    pub answers: Vec<Answers>,
    /// How it compares with the baseline, if there is one.
    pub compared: Option<Compared>,
    /// This audit as it is to be recorded, if that was asked for.
    pub record: Option<Record>,
    /// What became of it since earlier audits, if any were recorded.
    pub history: Option<Box<History>>,
    /// The same findings over many objects.
    pub systemic: Vec<Systemic>,
    /// The days of records that are later than the day this audit speaks of.
    pub left_out: Vec<Date>,
}

/// Runs an audit.
pub fn audit(options: &Options, progress: Progress<'_>) -> Audit {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let root = root(&options.paths);
    let settings = settings(&root, &mut sources, &mut problems);
    let lexicon = lexicon(&root, &mut sources, &mut problems);
    let compile = || {
        let mut problems = Vec::new();
        let (mut rules, known) = rules(&root, options, &settings, &mut problems);
        if let Some(lexicon) = &lexicon {
            rules = rules.with_lexicon(Arc::clone(lexicon));
        }
        (rules, known, problems)
    };
    // Neither needs the other, and on a small workspace both take as long.
    let ((mut rules, known, mut of_rules), read) = rule_set::beside(&compile, || {
        Read::of(
            options,
            settings.policy,
            &mut sources,
            &mut problems,
            progress,
        )
    });
    problems.append(&mut of_rules);
    check_selection(options, &known, &mut problems);
    engine::waivers::check_rules(read.chain(), &known, &mut problems);
    let world = read.world().map(|world| {
        let folder = shown_path(&root);
        rules.apply(&settings, &world, &sources, &folder, &mut problems);
        engine::waivers::check_objects(&world, &mut problems);
        problems.extend(outdated(&world.today()));
        Arc::new(world)
    });
    let kept = recorded::kept(options, &root, &mut problems);
    problems.sort_by_key(|problem| problem.spot);
    let checked = world.filter(|_| problems.is_empty()).map(|world| {
        let mut checked = check(world, &rules, &sources, options, progress);
        let run = recorded::Run {
            options,
            settings: &settings,
            rules: &rules,
            sources: &sources,
        };
        recorded::remember(&mut checked, &kept, run);
        // After the record was taken: it has levels as they were found.
        systemic::escalate(&mut checked, !settings.keep_systemic);
        checked
    });
    Audit {
        sources,
        problems,
        rules,
        checked,
    }
}

/// What was read: a world, if nothing was wrong with it.
enum Read {
    World(Box<World>),
    Unsound(Box<Chain>),
}

impl Read {
    fn of(
        options: &Options,
        policy: Policy,
        sources: &mut Sources,
        problems: &mut Vec<Problem>,
        progress: Progress<'_>,
    ) -> Self {
        let mut found = Vec::new();
        let (mut chain, _) =
            reading::chain(&options.paths, Changes::default(), sources, &mut found);
        future::still_to_come(&chain, options, &mut found);
        let logged = reading::logs(&mut chain, sources, options, progress, &mut found);
        let is_sound = found.is_empty();
        problems.append(&mut found);
        if is_sound {
            let world = World::with_logs(chain, logged, options.as_of);
            let world = world.no_later_than(options.today);
            Self::World(Box::new(world.judged_by(policy)))
        } else {
            Self::Unsound(Box::new(chain))
        }
    }

    fn chain(&self) -> &Chain {
        match self {
            Self::World(world) => &world.chain,
            Self::Unsound(chain) => chain,
        }
    }

    fn world(self) -> Option<World> {
        match self {
            Self::World(world) => Some(*world),
            Self::Unsound(_) => None,
        }
    }
}

/// Runs the rules on a sound world.
fn check(
    world: Arc<World>,
    rules: &RuleSet,
    sources: &Sources,
    options: &Options,
    progress: Progress<'_>,
) -> Checked {
    let threads = options.threads();
    tracing::info!(rules = rules.rules.len(), threads, "checking");
    let mut outcome = engine::run(&world, rules, sources, threads, progress);
    let baseline = options.baseline.as_ref();
    let compared = baseline.map(|baseline| baseline.compare(&world, rules, &mut outcome));
    let answers = questions::answer(&world, rules, &outcome);
    let (findings, quiet) = (outcome.findings.len(), outcome.quiet);
    tracing::info!(findings, quiet, "checked");
    Checked {
        world,
        outcome,
        answers,
        compared,
        record: None,
        history: None,
        systemic: Vec::new(),
        left_out: Vec::new(),
    }
}

/// A model that nothing was checked on.
#[derive(Debug)]
pub struct Model {
    /// The texts read.
    pub sources: Sources,
    /// What they describe.
    pub chain: Chain,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
}

/// Reads the models at these paths, with their figures and without their logs.
pub fn model(paths: &[PathBuf]) -> Model {
    let (mut sources, mut problems) = (Sources::default(), Vec::new());
    let (chain, _) = reading::chain(paths, Changes::default(), &mut sources, &mut problems);
    Model {
        sources,
        chain,
        problems,
    }
}

/// Where settings and rules of the workspace are looked for: the nearest folder at or
/// above the first path that has a `baton.toml`; else the first path or the folder around
/// it, whichever has a `rules` folder; else the first path itself.
pub(crate) fn root(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().cloned().unwrap_or_default();
    let start = match first.parent() {
        Some(parent) if first.is_file() => parent.to_path_buf(),
        _ => first,
    };
    let start = if start.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        start
    };
    let absolute = std::path::absolute(&start).unwrap_or_else(|_| start.clone());
    // Shown as the user wrote it where that is possible; "." has no parent to show.
    let shown = |above: &std::path::Path| match start.parent() {
        _ if above == absolute => start.clone(),
        Some(parent)
            if Some(above) == absolute.parent() && parent.components().next().is_some() =>
        {
            parent.to_path_buf()
        }
        _ => above.to_path_buf(),
    };
    let with_settings = absolute
        .ancestors()
        .find(|above| above.join(workspace::SETTINGS_FILE).exists());
    let with_rules = absolute.ancestors().take(2).find(|above| {
        let own = above.join(workspace::LEXICON_FILE);
        above.join("rules").is_dir() || own.is_file()
    });
    with_settings
        .or(with_rules)
        .map_or_else(|| start.clone(), shown)
}

/// Reads the rules and leaves those of this run; gives also the ids of all there are.
pub(crate) fn rules(
    root: &std::path::Path,
    options: &Options,
    settings: &Settings,
    problems: &mut Vec<Problem>,
) -> (RuleSet, Vec<String>) {
    let mut texts = rule_set::built_in();
    let folder = root.join("rules");
    if folder.is_dir() {
        let (own, mut unreadable) = rule_set::below(&folder);
        tracing::info!(folder = %folder.display(), rules = own.len(), "rules of the workspace");
        texts.extend(own);
        problems.append(&mut unreadable);
    }
    let known = texts.iter().map(|text| text.id.clone()).collect();
    let mut rules = RuleSet::compile(texts, settings, problems);
    rules.check_causes();
    rules.check_overrides(settings, problems);
    let profile = options.profile.or(settings.profile).unwrap_or_default();
    rules.retain(|rule| not_run(rule, options, profile));
    (rules, known)
}

/// Why a rule is left out of a run. What is asked for by name runs whatever the profile.
fn not_run(rule: &Rule, options: &Options, profile: Profile) -> Option<OffReason> {
    let id = rule.meta.id.as_str();
    let name = id.split_once('/').map_or(id, |(_, name)| name);
    let named = options.rules.iter().any(|p| p == id || p == name);
    let chosen = options.rules.is_empty() || options.rules.iter().any(|p| selects(p, id));
    if !chosen || options.level.is_some_and(|level| rule.level < level) {
        return Some(OffReason::Choice);
    }
    let asked = named || rule.is_set || rule.meta.profile <= profile;
    (!asked).then_some(OffReason::Profile)
}

/// Whether a rule is meant by an id, a family or a name.
pub(crate) fn selects(pattern: &str, id: &str) -> bool {
    let (family, name) = id.split_once('/').unwrap_or(("", id));
    pattern == id || pattern == family || pattern == name
}

/// A rule asked for must exist: else nothing would be checked without a word.
pub(crate) fn check_selection(options: &Options, known: &[String], problems: &mut Vec<Problem>) {
    for pattern in &options.rules {
        if known.iter().any(|id| selects(pattern, id)) {
            continue;
        }
        let families = known
            .iter()
            .filter_map(|id| id.split_once('/'))
            .map(|(family, _)| family);
        let near_family = families
            .map(|family| {
                (
                    strsim::damerau_levenshtein(pattern, family),
                    family.to_owned(),
                )
            })
            .min()
            .filter(|(distance, _)| *distance <= 1 + pattern.len() / 5);
        let near = known
            .iter()
            .map(|id| {
                let name = id.split_once('/').map_or(id.as_str(), |(_, name)| name);
                let distance = strsim::damerau_levenshtein(pattern, id);
                (distance.min(strsim::damerau_levenshtein(pattern, name)), id)
            })
            .min()
            .filter(|(distance, _)| *distance <= pattern.len() / 3);
        problems.push(Problem::nowhere(ProblemKind::UnknownRule {
            written: pattern.clone(),
            suggestion: near_family
                .or(near.map(|(d, id)| (d, id.clone())))
                .map(|(_, id)| id),
        }));
    }
}

pub(crate) fn settings(
    root: &std::path::Path,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Settings {
    let source = beside(root, workspace::SETTINGS_FILE, sources, problems);
    source.map_or_else(Settings::default, |source| {
        settings::read(sources, source, problems)
    })
}

/// The words that make a sentence weak: the built-in ones, with what the workspace changes.
pub(crate) fn lexicon(
    root: &std::path::Path,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Option<Arc<Lexicon>> {
    let source = beside(root, workspace::LEXICON_FILE, sources, problems)?;
    let text = &sources.get(source).text;
    Some(Arc::new(
        Lexicon::built_in().extended(text, source, problems),
    ))
}

/// Reads a file at the top of the workspace, if it is there.
fn beside(
    root: &std::path::Path,
    name: &str,
    sources: &mut Sources,
    problems: &mut Vec<Problem>,
) -> Option<SourceId> {
    let file = root.join(name);
    if !file.exists() {
        return None;
    }
    match workspace::read_text(&file) {
        Ok(text) => Some(sources.add(shown_path(&file), text)),
        Err(unreadable) => {
            problems.push(Problem::nowhere(ProblemKind::Unreadable {
                path: shown_path(&unreadable.path),
                reason: unreadable.reason,
            }));
            None
        }
    }
}
