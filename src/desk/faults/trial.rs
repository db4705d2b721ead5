//! A workspace audited again and again, each time with other texts.
//!
//! Settings and rules are read once; only the file that changed is parsed again. The day of
//! the audit is that of the workspace as it stands, whatever the change did to its dates.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::audit::{self, Options};
use crate::engine::{self, RuleError, RuleSet, World, waivers};
use crate::finding::{Finding, SubjectKind, Undecided, Verdict};
use crate::load::document::Document;
use crate::load::edit::{self, Edit};
use crate::load::evidence::{self, Files};
use crate::load::settings::Settings;
use crate::load::workspace::{self, SETTINGS_FILE};
use crate::model;
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Sources, shown_path};

/// How often each rule said what of which object.
pub(super) type Said = BTreeMap<(usize, SubjectKind, String, Verdict), usize>;

/// What does not change from one trial to the next.
pub(super) struct Bench<'s> {
    sources: &'s Sources,
    root: std::path::PathBuf,
    settings: Settings,
    documents: Vec<Document>,
    /// The day every trial speaks of.
    pub(super) day: Option<Date>,
}

impl<'s> Bench<'s> {
    pub(super) fn new(options: &Options, sources: &'s Sources, day: Option<Date>) -> Self {
        let root = audit::root(&options.paths);
        // What is wrong with the workspace has been said before there are trials.
        let settings = audit::settings(&root, &mut Sources::default(), &mut Vec::new());
        let (documents, _) = workspace::parse(sources, &models(sources));
        Self {
            sources,
            root,
            settings,
            documents,
            day,
        }
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
        let (rules, known) = audit::rules(&bench.root, options, &bench.settings, problems);
        Self {
            bench,
            rules,
            known,
            errors: Vec::new(),
        }
    }

    /// The workspace as it stands.
    pub(super) fn unchanged(&mut self) -> Came {
        let mut sources = copy(self.bench.sources, None);
        self.judge(&mut sources, &self.bench.documents, Vec::new())
    }

    /// The workspace with one text changed.
    pub(super) fn changed(&mut self, source: SourceId, edits: &[Edit]) -> Came {
        let mut sources = copy(self.bench.sources, Some((source, edits)));
        let (mut parsed, problems) = workspace::parse(&sources, &[source]);
        let mut documents = self.bench.documents.clone();
        let place = documents.iter_mut().find(|old| old.source == source);
        if let (Some(place), Some(new)) = (place, parsed.pop()) {
            *place = new;
        }
        self.judge(&mut sources, &documents, problems)
    }

    fn judge(
        &mut self,
        sources: &mut Sources,
        documents: &[Document],
        mut problems: Vec<Problem>,
    ) -> Came {
        let mut documents = documents.to_vec();
        let rows = evidence::read(&documents, sources, Files::Given, &mut problems);
        documents.extend(rows);
        let mut dangling = Vec::new();
        let damaged = |source| workspace::is_damaged(&problems, source);
        let chain = model::build(&documents, damaged, &mut dangling);
        problems.append(&mut dangling);
        if problems.is_empty() && chain.is_empty() {
            problems.push(Problem::nowhere(ProblemKind::EmptyWorkspace));
        }
        if let Some(refused) = refused(&mut problems) {
            return refused;
        }
        let mut world = World::of(chain, None);
        world.day = self.bench.day;
        let (settings, folder) = (&self.bench.settings, shown_path(&self.bench.root));
        self.rules
            .apply(settings, &world, sources, &folder, &mut problems);
        waivers::check_rules(&world.chain, &self.known, &mut problems);
        waivers::check_objects(&world, &mut problems);
        if let Some(refused) = refused(&mut problems) {
            return refused;
        }
        let world = Arc::new(world);
        let outcome = engine::run(&world, &self.rules, sources, 1, &|_, _| {});
        self.errors.extend(outcome.errors);
        Came::Said(said(&world, &outcome.findings))
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
        *said.entry(key).or_default() += 1;
    }
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
