//! Links event logs with the processes they are of, and with the calendars they are counted by.

use std::sync::Arc;

use super::names::{Entry, Names};
use super::spot;
use crate::load::document;
use crate::model::evidence::WHOLE_CHAIN;
use crate::model::objects::Log;
use crate::problem::{Problem, nearest};

/// Every log with its process and calendar, adding to `problems` those that name one there is not.
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
            calendar: calendar(names, entry, problems),
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

/// The position of the calendar a log names.
fn calendar(
    names: &Names<'_>,
    log: &Entry<'_, document::Log>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let written = log.record.calendar.as_ref()?.as_str();
    let calendars = names.calendars.entries();
    let known =
        |calendar: &Entry<'_, document::WorkCalendar>| calendar.record.id.as_str() == written;
    let found = calendars.iter().position(known);
    if found.is_none() && !written.is_empty() && !names.may_be_hidden(log.source, written) {
        let ids = calendars.iter().map(|calendar| calendar.record.id.as_str());
        let near = nearest(written, ids);
        let kind = names.dangling(written, "calendar", near.map(str::to_owned));
        let place = spot(log.source, &**log.record, &["calendar"]);
        problems.push(Problem::at(place, kind));
    }
    found
}
