//! Faults in complaints: left open, never answered, twice as many, out of date.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::written::{lines, place, without};
use super::{Doing, Object, Planter};
use crate::desk::faults::fault::Deed;
use crate::desk::faults::kind::Kind;
use crate::load::document::Complaint;
use crate::load::edit::Edit;
use crate::model::objects::Owned;
use crate::source::{SourceId, Span};

/// Complaints of so many days before the latest are those of its month.
const MONTH: i32 = 31;

impl Planter<'_> {
    pub(super) fn complaints(&mut self) {
        let chain = &self.world.chain;
        for complaint in &chain.complaints {
            let object = Object {
                table: "complaint",
                id: chain.full_id(complaint.process, complaint.record.id.as_str()),
                source: complaint.source,
            };
            self.left_open(&object, &complaint.record);
        }
        let sources: BTreeSet<SourceId> = chain.complaints.iter().map(|one| one.source).collect();
        for source in sources {
            let own = chain.complaints.iter().filter(|one| one.source == source);
            let own: Vec<&Owned<Complaint>> = own.collect();
            // All complaints of a file together.
            let object = Object {
                table: "complaint",
                id: "complaint".to_owned(),
                source,
            };
            self.doubled(&object, &own);
            let days = ["on", "closed", "told"];
            let places = own.iter().flat_map(|one| {
                let places = days.iter().rev();
                places.filter_map(|key| self.written(&object, &one.record, key))
            });
            let places: Vec<Span> = places.collect();
            self.age(&object, "on", own.len(), &places);
        }
    }

    fn written(&self, object: &Object, record: &Complaint, key: &str) -> Option<Span> {
        place(record, key, self.sources.get(object.source).is_evidence)
    }

    /// What was closed and told is not; then what was told alone.
    fn left_open(&mut self, object: &Object, record: &Complaint) {
        let closed = self.written(object, record, "closed").zip(record.closed);
        let told = self.written(object, record, "told").zip(record.told);
        let both: Vec<(Span, Date)> = closed.into_iter().chain(told).collect();
        if closed.is_some() {
            let path = if told.is_some() {
                "closed, told"
            } else {
                "closed"
            };
            self.forget(object, (Kind::Unclosed, path), &both);
        }
        self.forget(object, (Kind::Untold, "told"), told.as_slice());
    }

    fn forget(
        &mut self,
        object: &Object,
        (kind, path): (Kind, &'static str),
        days: &[(Span, Date)],
    ) {
        let Some((span, day)) = days.first() else {
            return;
        };
        let spans: Vec<Span> = days.iter().map(|(span, _)| *span).collect();
        let doing = Doing {
            kind,
            deed: Deed::Drop,
            path,
            before: Some(day.to_string()),
            after: None,
            times: 1,
            span: *span,
            edits: without(self.sources.get(object.source), "complaint", &spans),
        };
        self.add(object, doing);
    }

    /// Those of the latest month are written once more, with ids of their own.
    fn doubled(&mut self, object: &Object, all: &[&Owned<Complaint>]) {
        let day = |one: &&&Owned<Complaint>| one.record.on;
        let Some(latest) = all.iter().filter_map(|one| one.record.on).max() else {
            return;
        };
        let is_of_month = |on: Date| latest.since(on).is_ok_and(|apart| apart.get_days() < MONTH);
        let own = all.iter().filter(|one| day(one).is_some_and(is_of_month));
        let own: Vec<&&Owned<Complaint>> = own.collect();
        let copies: Vec<String> = own
            .iter()
            .filter_map(|one| self.copy(object, &one.record, all))
            .collect();
        let source = self.sources.get(object.source);
        let last = all
            .iter()
            .filter_map(|one| lines(source, "complaint", crate::load::Record::span(&*one.record)))
            .max_by_key(|span| span.end);
        let Some(at) = last.filter(|_| !copies.is_empty()) else {
            return;
        };
        let end = at.range().end;
        let doing = Doing {
            kind: Kind::Complaints,
            deed: Deed::Double,
            path: "",
            before: None,
            after: None,
            times: copies.len(),
            span: at,
            edits: vec![Edit {
                span: Span::new(end, end),
                text: format!("\n{}", copies.join("\n")),
            }],
        };
        self.add(object, doing);
    }

    /// The row or table of a complaint, with another id.
    fn copy(
        &self,
        object: &Object,
        record: &Complaint,
        all: &[&Owned<Complaint>],
    ) -> Option<String> {
        let source = self.sources.get(object.source);
        let lines = lines(source, "complaint", crate::load::Record::span(record))?;
        let text = self.text(object, lines);
        let Some(id) = self.written(object, record, "id") else {
            // Rows without an id have the number of their row.
            return Some(text.to_owned());
        };
        let mut other = format!("{}-2", record.id.as_str());
        while all.iter().any(|one| one.record.id.as_str() == other) {
            other.push_str("-2");
        }
        let at = id.start.checked_sub(lines.start)? as usize;
        let (before, after) = (text.get(..at)?, text.get(at + id.range().len()..)?);
        let written = self.text(object, id);
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        let quote = quote.map(String::from).unwrap_or_default();
        Some(format!("{before}{quote}{other}{quote}{after}"))
    }
}
