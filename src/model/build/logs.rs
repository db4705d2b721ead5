//! Links event logs with the processes they are of.

use std::sync::Arc;

use super::names::Names;
use super::spot;
use crate::model::evidence::WHOLE_CHAIN;
use crate::model::objects::Log;
use crate::problem::{Problem, nearest};

/// Every log with its process, adding to `problems` those that name one there is not.
pub(super) fn link(names: &Names<'_>, problems: &mut Vec<Problem>) -> Vec<Log> {
    let entries = names.logs.entries().iter();
    let linked = entries.map(|entry| {
        let written = entry.record.on.as_ref().map(crate::load::Reference::as_str);
        let named = written.filter(|text| *text != WHOLE_CHAIN && !text.is_empty());
        let found = named.and_then(|text| names.processes.find(text));
        if let Some(text) = named.filter(|_| found.is_none())
            && !names.may_be_hidden(entry.source, text)
        {
            let near = nearest(text, names.processes.names().iter().copied());
            let kind = names.dangling(text, "process", near.map(str::to_owned));
            let place = spot(entry.source, &**entry.record, &["on"]);
            problems.push(Problem::at(place, kind));
        }
        Log {
            record: Arc::clone(entry.record),
            source: entry.source,
            process: entry.process,
            on: if written.is_some() {
                found
            } else {
                entry.process
            },
        }
    });
    linked.collect()
}
