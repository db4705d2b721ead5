//! Faults in surveys: the worst grades, hardly any answers, old days, nobody who counted.

use super::written::{place, with_number, without};
use super::{Doing, Object, Planter};
use crate::desk::faults::fault::Deed;
use crate::desk::faults::kind::Kind;
use crate::lang::Lang;
use crate::load::document::Survey;
use crate::load::edit::Edit;
use crate::source::Span;

/// Of so many who were asked one answered.
const ONE_IN: i64 = 100;

impl Planter<'_> {
    pub(super) fn surveys(&mut self) {
        let chain = &self.world.chain;
        for survey in &chain.surveys {
            let record = &*survey.record;
            let object = Object {
                table: "survey",
                id: chain.full_id(survey.process, record.id.as_str()),
                source: survey.source,
            };
            let is_row = self.sources.get(survey.source).is_evidence;
            let cell = |key: &str| place(record, key, is_row);
            self.worst_grades(&object, record, cell("mean"));
            self.few_answers(&object, record, cell("invited"));
            self.age(&object, "period", 1, cell("period").as_slice());
            self.uncounted(&object, record, cell("recorded_by"));
        }
    }

    /// All who answered give the first grade of the scale.
    fn worst_grades(&mut self, object: &Object, record: &Survey, mean: Option<Span>) {
        let counts: Vec<(Span, i64)> = record.counts.placed().map(|(at, n)| (at, n.0)).collect();
        let all: i64 = counts.iter().map(|(_, n)| n).sum();
        let worst = |at: usize| if at == 0 { all } else { 0 };
        let changed = counts.iter().enumerate();
        let changed = changed.filter(|(at, (_, n))| *n != worst(*at));
        let mut edits: Vec<Edit> = changed
            .map(|(at, (span, _))| Edit {
                span: *span,
                text: worst(at).to_string(),
            })
            .collect();
        let listed = |of: &dyn Fn(usize, i64) -> i64| {
            let shown = counts.iter().enumerate();
            let shown: Vec<String> = shown.map(|(at, (_, n))| of(at, *n).to_string()).collect();
            shown.join(", ")
        };
        let (path, mut before, mut after) = match counts.is_empty() {
            true => ("mean", String::new(), String::new()),
            false => ("counts", listed(&|_, n| n), listed(&|at, _| worst(at))),
        };
        // A mean beside the counts would say otherwise.
        if let (Some(at), Some(least)) = (mean, least(record)) {
            let written = self.text(object, at).to_owned();
            if let Some(text) = with_number(&written, least) {
                if counts.is_empty() {
                    (before, after) = (written, text.clone());
                }
                edits.push(Edit { span: at, text });
            }
        }
        let Some(first) = edits.first() else { return };
        let doing = Doing {
            kind: Kind::Ratings,
            deed: Deed::Worsen,
            path,
            before: Some(before),
            after: Some(after),
            times: 1,
            span: first.span,
            edits,
        };
        self.add(object, doing);
    }

    fn few_answers(&mut self, object: &Object, record: &Survey, invited: Option<Span>) {
        let counted: i64 = record.counts.iter().map(|n| n.0).sum();
        let answered = record.answered.map_or(counted, |n| n.0);
        let (Some(span), Some(before)) = (invited, record.invited) else {
            return;
        };
        let after = answered.saturating_mul(ONE_IN);
        if after <= before.0 {
            return;
        }
        let doing = Doing {
            kind: Kind::Response,
            deed: Deed::Worsen,
            path: "invited",
            before: Some(before.0.to_string()),
            after: Some(after.to_string()),
            times: 1,
            span,
            edits: vec![Edit {
                span,
                text: after.to_string(),
            }],
        };
        self.add(object, doing);
    }

    fn uncounted(&mut self, object: &Object, record: &Survey, place: Option<Span>) {
        let Some(span) = place else { return };
        let by = record.recorded_by.as_ref();
        let doing = Doing {
            kind: Kind::Recorder,
            deed: Deed::Drop,
            path: "recorded_by",
            before: by.map(|by| by.get(Lang::En).to_owned()),
            after: None,
            times: 1,
            span,
            edits: without(self.sources.get(object.source), "survey", &[span]),
        };
        self.add(object, doing);
    }
}

/// The number of the worst grade: what the scale says, else its place.
fn least(record: &Survey) -> Option<f64> {
    let first = record.scale.first()?;
    Some(first.0.get(Lang::En).trim().parse().unwrap_or(1.0))
}
