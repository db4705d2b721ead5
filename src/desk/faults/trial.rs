//! A workspace audited again and again, each time with other texts.
//!
//! Settings, rules and logs are read once; only the file that changed is parsed again. The day of
//! the audit is that of the workspace as it stands, whatever the change did to its dates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::fault::{Fault, LogFault};
use super::logs::{self, LogPlanted, MOST_EVENTS};
use crate::audit::{self, Options, Progress};
use crate::engine::{self, RuleError, RuleSet, World, waivers};
use crate::finding::{Finding, SubjectKind, Undecided, Verdict};
use crate::lang::Lang;
use crate::load::document::Document;
use crate::load::edit::{self, Edit};
use crate::load::evidence::{self, Files};
use crate::load::settings::Settings;
use crate::load::workspace::{self, SETTINGS_FILE};
use crate::measure::logged::{Altered, HeldLogs, Reading, attach_held};
use crate::model::{self, Chain};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Sources, shown_path};

/// What a rule said of an object, and how it judged.
pub(super) type What = (usize, SubjectKind, String, Verdict);

/// How often each rule said what of which object, and in which words.
pub(super) type Said = BTreeMap<What, Vec<String>>;

/// What does not change from one trial to the next.
pub(super) struct Bench<'s> {
    sources: &'s Sources,
    root: std::path::PathBuf,
    settings: Settings,
    documents: Vec<Document>,
    held: HeldLogs,
    /// The day every trial speaks of.
    pub(super) day: Option<Date>,
}

/// What is changed in a trial.
#[derive(Clone, Copy)]
pub(super) enum Changed<'c> {
    /// Nothing.
    Nothing,
    /// A text.
    Text(SourceId, &'c [Edit]),
    /// A log.
    Log(&'c LogFault),
}

impl<'s> Bench<'s> {
    pub(super) fn new(
        options: &Options,
        sources: &'s Sources,
        (chain, day): (&Chain, Option<Date>),
        progress: Progress<'_>,
    ) -> Self {
        let root = audit::root(&options.paths);
        // What is wrong with the workspace has been said before there are trials.
        let unheard = &mut Vec::new();
        let settings = audit::settings(&root, &mut Sources::default(), unheard);
        let (documents, _) = workspace::parse(sources, &models(sources));
        let count = |bytes| usize::try_from(bytes).unwrap_or(usize::MAX);
        let step = |read, size: Option<u64>| {
            if let Some(size) = size {
                progress(count(read), count(size));
            }
        };
        let whole = Reading {
            threads: options.threads(),
            progress: &step,
            ..reading(sources)
        };
        let held = HeldLogs::of(chain, &whole, MOST_EVENTS, unheard);
        Self {
            sources,
            root,
            settings,
            documents,
            held,
            day,
        }
    }

    /// The workspace as it stands, with the logs that are held; the faults of its logs.
    pub(super) fn faults_of_logs(&self) -> (Vec<Fault>, Vec<LogPlanted>) {
        let (sources, mut problems) = (copy(self.sources, None), Vec::new());
        let world = self.world(sources, Changed::Nothing, &mut problems);
        let (mut faults, mut planted) = (Vec::new(), Vec::new());
        let Some((world, sources)) = world.filter(|_| problems.is_empty()) else {
            return (faults, planted);
        };
        for log in &world.logged.logs {
            let held = self.held.get(&world.chain, log.at, &reading(&sources));
            if let Some(held) = held {
                let (mut own, how) = logs::faults(&world, log, held);
                faults.append(&mut own);
                planted.push(how);
            }
        }
        (faults, planted)
    }

    /// The world of the texts; `None` if something is wrong with them.
    fn world(
        &self,
        mut sources: Sources,
        changed: Changed<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<(World, Sources)> {
        let mut documents = self.documents.clone();
        // What changed in a table of evidence is read below.
        if let Changed::Text(source, _) = changed
            && let Some(place) = documents.iter_mut().find(|old| old.source == source)
        {
            let (mut parsed, mut wrong) = workspace::parse(&sources, &[source]);
            problems.append(&mut wrong);
            if let Some(new) = parsed.pop() {
                *place = new;
            }
        }
        let rows = evidence::read(&documents, &mut sources, Files::Given, problems);
        documents.extend(rows);
        let mut dangling = Vec::new();
        let damaged = |source| workspace::is_damaged(problems, source);
        let mut chain = model::build(&documents, damaged, &mut dangling);
        problems.append(&mut dangling);
        if problems.is_empty() && chain.is_empty() {
            problems.push(Problem::nowhere(ProblemKind::EmptyWorkspace));
        }
        if !problems.is_empty() {
            return None;
        }
        let altered = match changed {
            Changed::Log(fault) => Some(Altered {
                at: fault.at,
                by: &*fault.by,
            }),
            _ => None,
        };
        let logged = attach_held(
            &mut chain,
            &self.held,
            altered,
            &reading(&sources),
            problems,
        );
        let mut world = World::with_logs(chain, logged, None).judged_by(self.settings.policy);
        world.day = self.day;
        Some((world, sources))
    }

    /// The profile of a run with these options.
    pub(super) fn profile(&self, options: &Options) -> crate::finding::Profile {
        options
            .profile
            .or(self.settings.profile)
            .unwrap_or_default()
    }
}

/// The model files among the texts of an audit.
pub(super) fn models(sources: &Sources) -> Vec<SourceId> {
    let is_model = |name: &str| Path::new(name).file_name() != Some(SETTINGS_FILE.as_ref());
    let models = sources
        .iter()
        .filter(|(_, source)| is_model(&source.name) && !source.is_evidence);
    models.map(|(id, _)| id).collect()
}

/// What came of a trial.
pub(super) enum Came {
    /// The rules said this.
    Said(Said),
    /// It does not load; the code of the first problem.
    Refused(&'static str),
}

/// The bench with the rules of one run.
pub(super) struct Trial<'b> {
    bench: &'b Bench<'b>,
    pub(super) rules: RuleSet,
    known: Vec<String>,
    /// Rules that failed in any trial.
    pub(super) errors: Vec<RuleError>,
}

impl<'b> Trial<'b> {
    pub(super) fn new(bench: &'b Bench<'b>, options: &Options) -> Self {
        let problems = &mut Vec::new();
        let (mut rules, known) = audit::rules(&bench.root, options, &bench.settings, problems);
        if let Some(lexicon) = audit::lexicon(&bench.root, &mut Sources::default(), problems) {
            rules = rules.with_lexicon(lexicon);
        }
        Self {
            bench,
            rules,
            known,
            errors: Vec::new(),
        }
    }

    /// The workspace with something changed in it.
    pub(super) fn with(&mut self, changed: Changed<'_>) -> Came {
        let mut problems = Vec::new();
        let text = match changed {
            Changed::Text(source, edits) => Some((source, edits)),
            _ => None,
        };
        let sources = copy(self.bench.sources, text);
        let world = self.bench.world(sources, changed, &mut problems);
        if let Some(refused) = refused(&mut problems) {
            return refused;
        }
        let Some((world, sources)) = world else {
            return Came::Said(Said::new());
        };
        let (settings, folder) = (&self.bench.settings, shown_path(&self.bench.root));
        self.rules
            .apply(settings, &world, &sources, &folder, &mut problems);
        waivers::check_rules(&world.chain, &self.known, &mut problems);
        waivers::check_objects(&world, &mut problems);
        if let Some(refused) = refused(&mut problems) {
            return refused;
        }
        let world = Arc::new(world);
        let outcome = engine::run(&world, &self.rules, &sources, 1, &|_, _| {});
        self.errors.extend(outcome.errors);
        Came::Said(said(&world, &outcome.findings))
    }
}

/// How logs are read for trials: each on one thread, for there are several trials at a time.
fn reading(sources: &Sources) -> Reading<'_> {
    Reading {
        sources,
        files: Files::Disk,
        cache: None,
        threads: 1,
        progress: &|_, _| {},
    }
}

/// That it does not load, if something is wrong with it: a chain with loose ends is not to be
/// looked at.
fn refused(problems: &mut [Problem]) -> Option<Came> {
    problems.sort_by_key(|problem| problem.spot);
    problems.first().map(|first| Came::Refused(first.code()))
}

/// What is open, counted; not by line, for lines move.
fn said(world: &World, findings: &[Finding]) -> Said {
    let mut said = Said::new();
    let failed = |finding: &&Finding| finding.undecided == Some(Undecided::RuleFailed);
    let open = findings
        .iter()
        .filter(|finding| finding.set_aside.is_none() && !failed(finding));
    for finding in open {
        let (kind, id) = (finding.subject.kind, world.id(finding.subject));
        let key = (finding.rule, kind, id, finding.verdict);
        let words = finding
            .arguments
            .iter()
            .map(|(_, value)| value.show(Lang::En));
        let words: Vec<String> = words.collect();
        let said: &mut Vec<String> = said.entry(key).or_default();
        said.push(words.join("\n"));
    }
    said.values_mut().for_each(|words| words.sort_unstable());
    said
}

/// The texts, one of them changed.
fn copy(sources: &Sources, changed: Option<(SourceId, &[Edit])>) -> Sources {
    let mut copy = Sources::default();
    for (id, source) in sources.iter() {
        let text = match changed {
            Some((changed, edits)) if changed == id => edit::apply(&source.text, edits),
            _ => source.text.clone(),
        };
        let add = if source.is_evidence {
            Sources::add_evidence
        } else {
            Sources::add
        };
        add(&mut copy, source.name.clone(), text);
    }
    copy
}
