//! Handoffs: their two ends looked up, the graph drawn, its structure computed.

use std::sync::Arc;

use petgraph::graph::NodeIndex;

use super::goals::{Day, in_order};
use super::names::Names;
use super::spot;
use crate::load::document;
use crate::model::Chain;
use crate::model::flow::{Flow, FlowGraph, Party};
use crate::model::objects::{Handoff, HandoffId, ProcessId, ReworkLoop, StepId};
use crate::problem::{Problem, ProblemKind};
use crate::source::{SourceId, Spot};

/// Looks up both ends of every handoff.
pub(super) fn link_handoffs(chain: &mut Chain, names: &Names<'_>, problems: &mut Vec<Problem>) {
    for entry in names.handoffs.entries() {
        let Some(process) = entry.process else {
            continue;
        };
        let mut lookup = Lookup {
            names,
            process,
            source: entry.source,
            problems,
        };
        lookup.days(entry.record);
        if let Some(handoff) = lookup.handoff(entry.record) {
            let id = HandoffId::at(chain.handoffs.len());
            chain.processes[process.index()].handoffs.push(id);
            chain.handoffs.push(handoff);
        }
    }
}

struct Lookup<'n, 'd> {
    names: &'n Names<'d>,
    process: ProcessId,
    source: SourceId,
    problems: &'n mut Vec<Problem>,
}

impl Lookup<'_, '_> {
    fn handoff(&mut self, record: &Arc<document::Handoff>) -> Option<Handoff> {
        let source = self.source;
        let at = |key: &'static str| move || spot(source, &**record, &[key]);
        let from = self.party(record.from.as_str(), at("from"));
        let to = match &record.to {
            Some(to) => Some(self.party(to.as_str(), at("to"))?),
            None => None,
        };
        let return_to = self.return_to(record);
        let from = from?;
        let place = at("to");
        match (from, to) {
            (from, Some(to)) if from == to => {
                let step = record.from.as_str().to_owned();
                let kind = ProblemKind::HandoffToItself { step };
                self.problems.push(Problem::at(place(), kind));
            }
            (
                Party::Customer(_) | Party::Supplier(_),
                Some(Party::Customer(_) | Party::Supplier(_)),
            ) => {
                self.problems
                    .push(Problem::at(place(), ProblemKind::HandoffOutside));
            }
            _ => {}
        }
        Some(Handoff {
            record: Arc::clone(record),
            source: self.source,
            process: self.process,
            from,
            to,
            return_to,
            goals: Vec::new(),
        })
    }

    /// Nobody agrees to criteria before being asked for needs.
    fn days(&mut self, record: &document::Handoff) {
        let Some(customer) = &record.customer else {
            return;
        };
        let day = |key: &'static str, day| {
            let place = spot(self.source, record, &["customer", key]);
            Some(Day {
                key,
                day: day?,
                place,
            })
        };
        let asked = day("asked_on", customer.asked_on);
        let agreed = day("agreed_on", customer.agreed_on);
        in_order(asked, agreed, self.problems);
    }

    fn return_to(&mut self, record: &document::Handoff) -> Option<Party> {
        let written = record.on_reject.as_ref()?.return_to.as_ref()?.as_str();
        let source = self.source;
        self.party(written, || {
            spot(source, record, &["on_reject", "return_to"])
        })
    }

    /// A step of this or another process, else an external customer or supplier.
    fn party(&mut self, written: &str, place: impl FnOnce() -> Spot) -> Option<Party> {
        let names = self.names;
        let find = |namespace: &super::super::namespace::Namespace<'_>| {
            namespace.find(&names.processes, Some(self.process), written)
        };
        let found = find(&names.steps.names)
            .map(Party::Step)
            .or_else(|| {
                names
                    .customers
                    .names
                    .exact(None, written)
                    .map(Party::Customer)
            })
            .or_else(|| {
                names
                    .suppliers
                    .names
                    .exact(None, written)
                    .map(Party::Supplier)
            });
        if found.is_none() {
            self.dangling(written, place());
        }
        found
    }

    fn dangling(&mut self, written: &str, place: Spot) {
        if written.is_empty() || self.names.may_be_hidden(self.source, written) {
            return;
        }
        let near = |namespace: &super::super::namespace::Namespace<'_>| {
            namespace.nearest(&self.names.processes, Some(self.process), written)
        };
        let suggestion = near(&self.names.steps.names)
            .into_iter()
            .chain(near(&self.names.customers.names))
            .chain(near(&self.names.suppliers.names))
            .min()
            .map(|(_, shown)| shown);
        let names = self.names;
        let kind = names.dangling(written, "step, customer or supplier", suggestion);
        self.problems.push(Problem::at(place, kind));
    }
}

/// Draws the graph and computes its structure.
pub(super) fn draw_graph(chain: &mut Chain) {
    let mut graph = FlowGraph::with_capacity(chain.steps.len(), chain.handoffs.len());
    for (at, step) in (0..).zip(&mut chain.steps) {
        step.node = graph.add_node(Party::Step(at));
    }
    let number = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
    let customers: Vec<_> = number(chain.customers.len())
        .map(|at| graph.add_node(Party::Customer(at)))
        .collect();
    let suppliers: Vec<_> = number(chain.suppliers.len())
        .map(|at| graph.add_node(Party::Supplier(at)))
        .collect();
    let steps = &chain.steps;
    let node = |party: Party| -> NodeIndex {
        match party {
            Party::Step(at) => steps[at as usize].node,
            Party::Customer(at) => customers[at as usize],
            Party::Supplier(at) => suppliers[at as usize],
        }
    };
    for (at, handoff) in (0..).zip(&chain.handoffs) {
        if let Some(to) = handoff.to {
            graph.add_edge(node(handoff.from), node(to), at);
        }
    }
    let flow = structure(chain, &graph);
    chain.loops = loops(chain, &graph);
    chain.flow = flow;
    chain.graph = graph;
    chain.gives_to_nobody = gives_to_nobody(chain);
    chain.blind_ends = blind_ends(chain);
    chain.unfed_starts = unfed_starts(chain);
}

fn structure(chain: &Chain, graph: &FlowGraph) -> Flow {
    let declared = |step: u32, of: fn(&document::Step) -> Option<bool>| {
        of(&chain.steps[step as usize].record).unwrap_or(false)
    };
    Flow::of(
        graph,
        |step| declared(step, |record| record.end),
        |step| declared(step, |record| record.start),
    )
}

/// Loops with the ways back of `on_reject` drawn in.
fn loops(chain: &Chain, graph: &FlowGraph) -> Vec<ReworkLoop> {
    let mut full = graph.clone();
    for (at, handoff) in (0..).zip(&chain.handoffs) {
        if let (Some(Party::Step(to)), Some(Party::Step(back))) = (handoff.to, handoff.return_to) {
            let node = |step: u32| chain.steps[step as usize].node;
            full.add_edge(node(to), node(back), at);
        }
    }
    let (found, _) = super::super::flow::loops_of(&full);
    let steps_of = |found: &super::super::flow::Loop| -> Vec<StepId> {
        let mut steps: Vec<_> = found
            .steps
            .iter()
            .filter_map(|node| match full[*node] {
                Party::Step(step) => Some(StepId(step)),
                _ => None,
            })
            .collect();
        steps.sort_unstable();
        steps
    };
    let handoffs_of = |edges: &[petgraph::graph::EdgeIndex]| {
        let mut handoffs: Vec<_> = edges.iter().map(|edge| HandoffId(full[*edge])).collect();
        handoffs.sort_unstable();
        handoffs.dedup();
        handoffs
    };
    let mut found: Vec<ReworkLoop> = found
        .iter()
        .map(|found| {
            let steps = steps_of(found);
            let handoffs = handoffs_of(&found.handoffs);
            ReworkLoop {
                at_most: limit(chain, &handoffs),
                may_end: steps
                    .iter()
                    .any(|step| chain.step(*step).record.end == Some(true)),
                exits: handoffs_of(&found.exits),
                steps,
                handoffs,
            }
        })
        .collect();
    found.sort_by(|a, b| a.steps.cmp(&b.steps));
    found
}

/// The fewest rounds any handoff of a loop allows.
fn limit(chain: &Chain, handoffs: &[HandoffId]) -> Option<i64> {
    let stated = handoffs.iter().flat_map(|id| {
        let record = &chain.handoff(*id).record;
        let on_reject = record.on_reject.as_ref().and_then(|way| way.at_most);
        [record.at_most, on_reject]
    });
    stated.flatten().map(|limit| limit.0).min()
}

/// Which steps give something without naming a receiver.
fn gives_to_nobody(chain: &Chain) -> Vec<bool> {
    let mut gives = vec![false; chain.steps.len()];
    for handoff in &chain.handoffs {
        if let (Party::Step(step), None) = (handoff.from, handoff.to) {
            gives[step as usize] = true;
        }
    }
    gives
}

/// Where work should enter each loop that nothing outside feeds: the first step that is
/// handed nothing but returns, else its first step.
///
/// # Complexity
/// O(steps + handoffs).
fn unfed_starts(chain: &Chain) -> Vec<bool> {
    let mut starts = vec![false; chain.steps.len()];
    let outside = |found: &super::super::flow::Loop, step: StepId| {
        let givers = chain.received_by(step).map(|id| chain.handoff(id).from);
        givers.into_iter().any(|giver| match giver {
            Party::Step(giver) => !found.steps.contains(&chain.step(StepId(giver)).node),
            _ => true,
        })
    };
    for found in chain.flow.loops() {
        let unfed = found
            .steps
            .first()
            .is_some_and(|node| !chain.flow.is_fed(*node));
        if !unfed {
            continue;
        }
        let steps = || {
            found
                .steps
                .iter()
                .filter_map(|node| match chain.graph[*node] {
                    Party::Step(step) => Some(StepId(step)),
                    _ => None,
                })
        };
        if steps().any(|step| outside(found, step)) {
            continue;
        }
        let only_returns = |step: &StepId| {
            let mut received = chain.received_by(*step);
            received.all(|id| chain.handoff(id).record.returns == Some(true))
        };
        let first = steps().filter(only_returns).min().or_else(|| steps().min());
        if let Some(first) = first {
            starts[first.index()] = true;
        }
    }
    starts
}

/// The last steps of every part of the chain that serves no external customer for no
/// other reason than that nobody thought of one.
///
/// # Complexity
/// O(steps + handoffs).
fn blind_ends(chain: &Chain) -> Vec<bool> {
    let reaches = |step: StepId| chain.flow.reaches_customer(chain.step(step).node);
    let mut blind: Vec<bool> = (0..chain.steps.len())
        .map(StepId::at)
        .map(|step| {
            let last = chain.given_by(step).next().is_none();
            let in_loop = chain.flow.loop_of(chain.step(step).node).is_some();
            let explained = chain.is_dead_end(step) || chain.gives_to_nobody(step);
            !reaches(step) && last && !in_loop && !explained
        })
        .collect();
    for found in chain.flow.loops() {
        let steps = || {
            found
                .steps
                .iter()
                .filter_map(|node| match chain.graph[*node] {
                    Party::Step(step) => Some(StepId(step)),
                    _ => None,
                })
        };
        let leads_out = found.exits.iter().any(|edge| {
            let handoff = chain.handoff(HandoffId(chain.graph[*edge]));
            matches!(handoff.to, Some(Party::Step(_) | Party::Customer(_)))
        });
        let explained = leads_out || steps().any(|step| chain.gives_to_nobody(step));
        let limited = chain
            .loops
            .iter()
            .find(|full| {
                steps()
                    .next()
                    .is_some_and(|step| full.steps.contains(&step))
            })
            .is_some_and(|full| full.may_end || full.at_most.is_some());
        if let Some(first) = steps().min().filter(|_| !explained && limited) {
            blind[first.index()] = !reaches(first);
        }
    }
    blind
}
