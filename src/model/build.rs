//! From documents to the chain: who is who, who hands to whom.
//!
//! Problems are collected; a chain with problems is never audited. References into a
//! file that could not be parsed are not complained about, for what they mean may
//! stand in its damaged part.

mod above_all;
mod assessments;
mod calendars;
mod check;
mod evidence;
mod goals;
mod levers;
mod links;
mod logs;
mod losses;
mod names;
mod on;
mod percentiles;
mod periods;
mod said;
mod shares;
mod wiring;

use std::sync::Arc;

use self::names::Names;
use super::objects::{Action, Owned, Process, Sheet, Step, StepId};
use super::{Chain, ProcessId};
use crate::load::document::{Document, Tables};
use crate::load::{Id, Record, Segment};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Span, Spot};

/// Links documents into a chain, adding to `problems` what does not fit together.
///
/// `damaged` tells which sources could not be parsed in full.
///
/// # Complexity
/// O(n log n) in the number of tables, for the order; everything else is linear.
pub fn build(
    documents: &[Document],
    damaged: impl Fn(SourceId) -> bool,
    problems: &mut Vec<Problem>,
) -> Chain {
    let names = Names::of(documents, &damaged, problems);
    let mut chain = things(documents, &names);
    wiring::link_handoffs(&mut chain, &names, problems);
    wiring::draw_graph(&mut chain);
    goals::link_goals(&mut chain, &names, problems);
    check::references(&names, problems);
    periods::working_times(documents, problems);
    percentiles::without_level(&names, problems);
    calendars::contradictions(&names, problems);
    chain.links = links::links(&names, &chain);
    evidence::link(&mut chain, documents, &names, problems);
    chain.losses = losses::link(&names, &chain, problems);
    chain.assessments = assessments::link(&names, &chain, problems);
    chain.logs = logs::link(&names, problems);
    chain.levers = levers::link(&names, &chain, problems);
    shares::whole(&chain, problems);
    above_all::check(&chain, problems);
    chain
}

/// The place of a value in a record.
fn spot<R: Record>(source: SourceId, record: &R, path: &[&str]) -> Spot {
    let path: Vec<_> = path.iter().map(|key| Segment::Key((*key).into())).collect();
    Spot {
        source,
        span: record.locate(&path),
    }
}

/// Everything that needs no reference to be looked up.
fn things(documents: &[Document], names: &Names<'_>) -> Chain {
    let anchor = documents.first().map_or(SourceId(0), |first| first.source);
    Chain {
        organization: documents
            .iter()
            .find_map(|document| document.tables.organization.clone()),
        processes: processes(documents, names),
        steps: steps(names),
        handoffs: Vec::new(),
        goals: Vec::new(),
        actions: names.actions.each(|entry| Action {
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
        }),
        sheets: names.sheets.each(|entry| Sheet {
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
        }),
        measures: names.measures.each(names::Entry::owned),
        objectives: names.objectives.each(names::Entry::owned),
        customers: names.customers.each(names::Entry::owned),
        suppliers: names.suppliers.each(names::Entry::owned),
        benchmarks: names.benchmarks.each(names::Entry::owned),
        practices: names.practices.each(names::Entry::owned),
        strengths: names.strengths.each(names::Entry::owned),
        weaknesses: names.weaknesses.each(names::Entry::owned),
        assets: names.assets.each(names::Entry::owned),
        calendars: names.calendars.each(names::Entry::owned),
        voices: names.voices.each(names::Entry::owned),
        waivers: names.waivers.each(names::Entry::owned),
        figures: super::Figures::default(),
        surveys: names.surveys.each(names::Entry::owned),
        complaints: names.complaints.each(names::Entry::owned),
        losses: Vec::new(),
        assessments: Vec::new(),
        heard: super::evidence::Heard::default(),
        logs: Vec::new(),
        levers: Vec::new(),
        links: super::Links::default(),
        graph: super::FlowGraph::default(),
        flow: super::Flow::of(&super::FlowGraph::default(), |_| false, |_| false),
        loops: Vec::new(),
        anchor: Spot {
            source: anchor,
            span: Span::default(),
        },
        gives_to_nobody: Vec::new(),
        blind_ends: Vec::new(),
        unfed_starts: Vec::new(),
    }
}

fn processes(documents: &[Document], names: &Names<'_>) -> Vec<Process> {
    let mut processes: Vec<Process> = documents
        .iter()
        .filter_map(|document| {
            let record = document.tables.process.as_ref()?;
            names.process_of(document)?;
            Some(Process {
                record: Arc::clone(record),
                source: document.source,
                steps: Vec::new(),
                handoffs: Vec::new(),
                goals: Vec::new(),
            })
        })
        .collect();
    processes.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    for (at, entry) in names.steps.entries().iter().enumerate() {
        if let Some(process) = entry.process {
            processes[process.index()].steps.push(StepId::at(at));
        }
    }
    processes
}

fn steps(names: &Names<'_>) -> Vec<Step> {
    let owned = |entry: &names::Entry<'_, crate::load::document::Step>| {
        let process = entry.process?;
        Some(Step {
            record: Arc::clone(entry.record),
            source: entry.source,
            process,
            node: petgraph::graph::NodeIndex::end(),
        })
    };
    names.steps.entries().iter().filter_map(owned).collect()
}

/// The tables of one kind in a document, each with its id.
type TablesOf<R> = fn(&Tables) -> &[Arc<R>];

/// The id of a record.
type IdOf<R> = fn(&R) -> &Id;

/// Reports an id used twice; the first one stands.
fn duplicate(what: &'static str, id: &str, second: Spot, first: Spot, problems: &mut Vec<Problem>) {
    let kind = ProblemKind::DuplicateId {
        id: id.to_owned(),
        what,
    };
    problems.push(Problem::at(second, kind).with_related(first));
}

/// A process or the organization, as an owner of things.
type Owner = Option<ProcessId>;

impl<R> names::Entry<'_, R> {
    fn owned(&self) -> Owned<R> {
        Owned {
            record: Arc::clone(self.record),
            source: self.source,
            process: self.process,
        }
    }
}
