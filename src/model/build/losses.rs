//! Links lost customers with the handoff or process that lost them.

use std::sync::Arc;

use super::evidence::{customer_called, dangling};
use super::names::{Entry, Names};
use super::spot;
use crate::load::Reference;
use crate::load::document;
use crate::model::objects::{HandoffId, Loss};
use crate::model::{Chain, ProcessId};
use crate::problem::{Problem, nearest};

/// Every loss with what it names, adding to `problems` names that lead nowhere.
pub(super) fn link(names: &Names<'_>, chain: &Chain, problems: &mut Vec<Problem>) -> Vec<Loss> {
    let entries = names.losses.entries().iter();
    let linked = entries.map(|entry| {
        let handoff = handoff(names, entry, problems);
        let named = process(names, entry, problems);
        // A handoff that leads nowhere has a name and is no part of the chain.
        let lost_at = handoff.and_then(|handoff| chain.handoffs.get(handoff.index()));
        let customer = entry.record.customer.as_ref();
        Loss {
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
            handoff,
            by: named.or_else(|| lost_at.map(|handoff| handoff.process)),
            customer: customer.and_then(|name| customer_called(names, name)),
        }
    });
    linked.collect()
}

fn handoff(
    names: &Names<'_>,
    entry: &Entry<'_, document::Loss>,
    problems: &mut Vec<Problem>,
) -> Option<HandoffId> {
    let text = entry.record.handoff.as_ref().map(Reference::as_str)?;
    let all = &names.handoffs.names;
    let found = all.find(&names.processes, entry.process, text);
    if found.is_none() {
        let place = spot(entry.source, &**entry.record, &["handoff"]);
        dangling(names, entry, text, "handoff", place, &[all], problems);
    }
    found.map(HandoffId)
}

fn process(
    names: &Names<'_>,
    entry: &Entry<'_, document::Loss>,
    problems: &mut Vec<Problem>,
) -> Option<ProcessId> {
    let text = entry.record.process.as_ref().map(Reference::as_str)?;
    let found = names.processes.find(text);
    if found.is_none() && !text.is_empty() && !names.may_be_hidden(entry.source, text) {
        let near = nearest(text, names.processes.names().iter().copied());
        let kind = names.dangling(text, "process", near.map(str::to_owned));
        let place = spot(entry.source, &**entry.record, &["process"]);
        problems.push(Problem::at(place, kind));
    }
    found
}
