//! All ids of the workspace: sorted, each once, ready to be looked up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::super::namespace::{Namespace, Processes};
use super::{IdOf, Owner, TablesOf, duplicate, spot};
use crate::load::document::{
    Action, Assessment, Asset, Benchmark, Complaint, Customer, Document, Goal, Handoff, Lever, Log,
    Loss, Measure, Objective, Practice, Step, Strength, Supplier, Survey, ValueSheet, Voice,
    Waiver, Weakness, WorkCalendar,
};
use crate::load::{Id, Record};
use crate::model::ProcessId;
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Spot};

/// A table with its file and the process it belongs to.
pub(super) struct Entry<'d, R> {
    pub(super) record: &'d Arc<R>,
    pub(super) source: SourceId,
    pub(super) process: Owner,
}

/// All tables of one kind, by process and id.
pub(super) struct Kind<'d, R> {
    entries: Vec<Entry<'d, R>>,
    pub(super) names: Namespace<'d>,
}

impl<'d, R> Kind<'d, R> {
    pub(super) fn entries(&self) -> &[Entry<'d, R>] {
        &self.entries
    }

    pub(super) fn each<T>(&self, make: impl Fn(&Entry<'d, R>) -> T) -> Vec<T> {
        self.entries.iter().map(make).collect()
    }
}

/// Every name in the workspace.
pub(super) struct Names<'d> {
    pub(super) processes: Processes<'d>,
    owners: HashMap<SourceId, ProcessId>,
    damaged: HashSet<SourceId>,
    damaged_processes: HashSet<ProcessId>,
    pub(super) steps: Kind<'d, Step>,
    pub(super) handoffs: Kind<'d, Handoff>,
    pub(super) goals: Kind<'d, Goal>,
    pub(super) measures: Kind<'d, Measure>,
    pub(super) actions: Kind<'d, Action>,
    pub(super) objectives: Kind<'d, Objective>,
    pub(super) customers: Kind<'d, Customer>,
    pub(super) suppliers: Kind<'d, Supplier>,
    pub(super) sheets: Kind<'d, ValueSheet>,
    pub(super) benchmarks: Kind<'d, Benchmark>,
    pub(super) practices: Kind<'d, Practice>,
    pub(super) assets: Kind<'d, Asset>,
    pub(super) calendars: Kind<'d, WorkCalendar>,
    pub(super) voices: Kind<'d, Voice>,
    pub(super) waivers: Kind<'d, Waiver>,
    pub(super) strengths: Kind<'d, Strength>,
    pub(super) weaknesses: Kind<'d, Weakness>,
    pub(super) surveys: Kind<'d, Survey>,
    pub(super) complaints: Kind<'d, Complaint>,
    pub(super) losses: Kind<'d, Loss>,
    pub(super) assessments: Kind<'d, Assessment>,
    pub(super) logs: Kind<'d, Log>,
    pub(super) levers: Kind<'d, Lever>,
}

impl<'d> Names<'d> {
    /// Collects the names, reporting ids used twice and tables without a process.
    pub(super) fn of(
        documents: &'d [Document],
        is_damaged: &impl Fn(SourceId) -> bool,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let (processes, owners) = processes(documents, problems);
        let mut collect = Collect {
            documents,
            owners: &owners,
            problems,
        };
        let steps = collect.kind("step", |t| &t.steps, |r| &r.id, true);
        let handoffs = collect.kind("handoff", |t| &t.handoffs, |r| &r.id, true);
        collect.shared_ids(&steps, &handoffs);
        let goals = collect.kind("goal", |t| &t.goals, |r| &r.id, false);
        let measures = collect.kind("measure", |t| &t.measures, |r| &r.id, false);
        let actions = collect.kind("action", |t| &t.actions, |r| &r.id, false);
        let sheets = collect.kind("value_sheet", |t| &t.value_sheets, |r| &r.id, false);
        let objectives = collect.of_organization("objective", |t| &t.objectives, |r| &r.id);
        let customers = collect.of_organization("customer", |t| &t.customers, |r| &r.id);
        let suppliers = collect.of_organization("supplier", |t| &t.suppliers, |r| &r.id);
        collect.shared_ids(&customers, &suppliers);
        let benchmarks = collect.of_organization("benchmark", |t| &t.benchmarks, |r| &r.id);
        let practices = collect.of_organization("practice", |t| &t.practices, |r| &r.id);
        let assets = collect.of_organization("asset", |t| &t.assets, |r| &r.id);
        let calendars = collect.of_organization("calendar", |t| &t.calendars, |r| &r.id);
        let voices = collect.of_organization("voice", |t| &t.voices, |r| &r.id);
        let waivers = collect.of_organization("waiver", |t| &t.waivers, |r| &r.id);
        let strengths = collect.of_organization("strength", |t| &t.strengths, |r| &r.id);
        let weaknesses = collect.of_organization("weakness", |t| &t.weaknesses, |r| &r.id);
        let surveys = collect.kind("survey", |t| &t.surveys, |r| &r.id, false);
        let complaints = collect.kind("complaint", |t| &t.complaints, |r| &r.id, false);
        let losses = collect.kind("loss", |t| &t.losses, |r| &r.id, false);
        let assessments = collect.kind("assessment", |t| &t.assessments, |r| &r.id, false);
        let logs = collect.kind("log", |t| &t.logs, |r| &r.id, false);
        let levers = collect.kind("lever", |t| &t.levers, |r| &r.id, false);
        let damaged: HashSet<_> = documents
            .iter()
            .map(|document| document.source)
            .filter(|source| is_damaged(*source))
            .collect();
        let damaged_processes = owners
            .iter()
            .filter(|(source, _)| damaged.contains(source))
            .map(|(_, process)| *process)
            .collect();
        Self {
            processes,
            owners,
            damaged,
            damaged_processes,
            steps,
            handoffs,
            goals,
            measures,
            actions,
            objectives,
            customers,
            suppliers,
            sheets,
            benchmarks,
            practices,
            assets,
            calendars,
            voices,
            waivers,
            strengths,
            weaknesses,
            surveys,
            complaints,
            losses,
            assessments,
            logs,
            levers,
        }
    }

    /// The process a document describes, if it is the first of its id.
    pub(super) fn process_of(&self, document: &Document) -> Option<ProcessId> {
        self.owners.get(&document.owner).copied()
    }

    /// Whether what `written` means may stand in a part that could not be read.
    pub(super) fn may_be_hidden(&self, source: SourceId, written: &str) -> bool {
        if self.damaged.is_empty() {
            return false;
        }
        match written.split_once('/') {
            Some((process, _)) => self
                .processes
                .find(process)
                .is_none_or(|process| self.damaged_processes.contains(&process)),
            None => self.damaged.contains(&source) || self.has_damaged_organization(),
        }
    }

    /// A reference that leads nowhere; `near` is the one probably meant.
    pub(super) fn dangling(
        &self,
        written: &str,
        what: &'static str,
        near: Option<String>,
    ) -> ProblemKind {
        let unknown = written
            .split_once('/')
            .map(|(process, _)| process)
            .filter(|process| self.processes.find(process).is_none());
        // An equal id elsewhere is no likelier meant than a process that was not read.
        let misspelt = unknown.is_none_or(|process| {
            let near = |name: &&str| {
                let apart = strsim::damerau_levenshtein(process, name);
                apart <= 1.max(name.chars().count() / 3)
            };
            self.processes.names().iter().any(near)
        });
        ProblemKind::Dangling {
            written: written.to_owned(),
            what,
            suggestion: near.filter(|_| misspelt),
            unknown_process: unknown.map(str::to_owned),
        }
    }

    fn has_damaged_organization(&self) -> bool {
        self.damaged.len() > self.damaged_processes.len()
    }
}

/// All processes by id, and which file describes which.
fn processes<'d>(
    documents: &'d [Document],
    problems: &mut Vec<Problem>,
) -> (Processes<'d>, HashMap<SourceId, ProcessId>) {
    let mut found: Vec<(&Id, &Document, Spot)> = documents
        .iter()
        .filter_map(|document| {
            let record = document.tables.process.as_ref()?;
            let place = spot(document.source, &**record, &["id"]);
            Some((&record.id, document, place))
        })
        .collect();
    found.sort_by_key(|(id, document, _)| (*id, document.source));
    let mut processes = Processes::default();
    let mut owners = HashMap::new();
    let mut last: Option<(&Id, Spot)> = None;
    for (id, document, place) in found {
        if let Some((_, first)) = last.filter(|(known, _)| *known == id) {
            let id = id.as_str().to_owned();
            let kind = ProblemKind::DuplicateProcess { id };
            problems.push(Problem::at(place, kind).with_related(first));
            continue;
        }
        owners.insert(document.source, ProcessId::at(processes.names().len()));
        processes.push(id.as_str());
        last = Some((id, place));
    }
    (processes, owners)
}

struct Collect<'d, 'p> {
    documents: &'d [Document],
    owners: &'p HashMap<SourceId, ProcessId>,
    problems: &'p mut Vec<Problem>,
}

impl<'d> Collect<'d, '_> {
    /// Tables that belong to the process of their file, or else to the organization.
    fn kind<R: Record>(
        &mut self,
        what: &'static str,
        tables: TablesOf<R>,
        id: IdOf<R>,
        needs_process: bool,
    ) -> Kind<'d, R> {
        let mut entries = Vec::new();
        for document in self.documents {
            let records = tables(&document.tables);
            let process = self.owners.get(&document.owner).copied();
            let orphaned = needs_process && document.tables.process.is_none();
            if let Some(first) = records.first().filter(|_| orphaned) {
                let place = spot(document.source, &**first, &[]);
                let kind = ProblemKind::NoProcess { table: what };
                self.problems.push(Problem::at(place, kind));
            }
            if needs_process && process.is_none() {
                continue;
            }
            entries.extend(records.iter().map(|record| Entry {
                record,
                source: document.source,
                process,
            }));
        }
        self.unique(what, entries, id)
    }

    /// Tables whose ids are unique in the whole workspace, wherever they stand.
    fn of_organization<R: Record>(
        &mut self,
        what: &'static str,
        tables: TablesOf<R>,
        id: IdOf<R>,
    ) -> Kind<'d, R> {
        let all = self.documents.iter().flat_map(|document| {
            tables(&document.tables).iter().map(|record| Entry {
                record,
                source: document.source,
                process: None,
            })
        });
        self.unique(what, all.collect(), id)
    }

    fn unique<R: Record>(
        &mut self,
        what: &'static str,
        mut entries: Vec<Entry<'d, R>>,
        id: IdOf<R>,
    ) -> Kind<'d, R> {
        entries.sort_by(|a, b| (a.process, id(a.record)).cmp(&(b.process, id(b.record))));
        let mut kept: Vec<Entry<'d, R>> = Vec::with_capacity(entries.len());
        let mut names = Namespace::default();
        for entry in entries {
            let name = id(entry.record);
            let twin = kept
                .last()
                .filter(|last| last.process == entry.process && id(last.record) == name);
            if let Some(first) = twin {
                let place = |entry: &Entry<'_, R>| spot(entry.source, &**entry.record, &["id"]);
                duplicate(
                    what,
                    name.as_str(),
                    place(&entry),
                    place(first),
                    self.problems,
                );
                continue;
            }
            let position = u32::try_from(kept.len()).unwrap_or(u32::MAX);
            names.add(entry.process, name.as_str(), position);
            kept.push(entry);
        }
        Kind {
            entries: kept,
            names,
        }
    }

    /// Reports ids that two kinds share although references could mean either.
    fn shared_ids<A: Record + Named, B: Record + Named>(
        &mut self,
        first: &Kind<'d, A>,
        second: &Kind<'d, B>,
    ) {
        for entry in second.entries() {
            let id = entry.record.id();
            let Some(other) = first.names.exact(entry.process, id.as_str()) else {
                continue;
            };
            let other = &first.entries[other as usize];
            let place = spot(entry.source, &**entry.record, &["id"]);
            let known = spot(other.source, &**other.record, &["id"]);
            duplicate(A::SPEC.name, id.as_str(), place, known, self.problems);
        }
    }
}

/// A table with an id.
trait Named {
    fn id(&self) -> &Id;
}

macro_rules! named {
    ($($record:ty),+) => {$(
        impl Named for $record {
            fn id(&self) -> &Id {
                &self.id
            }
        }
    )+};
}

named!(Step, Handoff, Customer, Supplier);
