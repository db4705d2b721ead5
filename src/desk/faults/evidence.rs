//! Every fault that can be planted in figures, surveys and complaints, in tables beside the model or in
//! the model itself.
//!
//! A fault changes the cells it speaks of and nothing else, as somebody would who typed something
//! else.

mod complaints;
mod figures;
mod surveys;
mod written;

use super::fault::{Deed, Fault};
use super::kind::Kind;
use crate::engine::World;
use crate::lang::Text;
use crate::load::edit::Edit;
use crate::source::{SourceId, Sources, Span, Spot};

/// The faults of all evidence, by kind of evidence and in the order of the chain.
pub(super) fn faults(world: &World, sources: &Sources) -> Vec<Fault> {
    let mut planter = Planter {
        world,
        sources,
        faults: Vec::new(),
    };
    planter.figures();
    planter.surveys();
    planter.complaints();
    planter.faults
}

struct Planter<'w> {
    world: &'w World,
    sources: &'w Sources,
    faults: Vec<Fault>,
}

/// An object of evidence, as reports show it.
#[derive(Clone)]
struct Object {
    table: &'static str,
    id: String,
    source: SourceId,
}

/// What is done to some cells of an object.
struct Doing {
    kind: Kind,
    deed: Deed,
    path: &'static str,
    before: Option<String>,
    after: Option<String>,
    /// In how many rows.
    times: usize,
    /// Where to look.
    span: Span,
    edits: Vec<Edit>,
}

impl Planter<'_> {
    fn add(&mut self, object: &Object, doing: Doing) {
        if doing.edits.is_empty() {
            return;
        }
        self.faults.push(Fault {
            kind: doing.kind,
            deed: doing.deed,
            table: object.table.into(),
            object: object.id.clone(),
            path: doing.path.to_owned(),
            before: doing.before.map(Text::plain),
            after: doing.after.map(Text::plain),
            times: doing.times as u64,
            spot: Spot {
                source: object.source,
                span: doing.span,
            },
            edits: doing.edits,
            log: None,
        });
    }

    fn text(&self, object: &Object, span: Span) -> &str {
        let source = object.source;
        self.sources.text(Spot { source, span })
    }

    /// All days at these places two years back.
    fn age(&mut self, object: &Object, path: &'static str, rows: usize, places: &[Span]) {
        let aged = |span: &Span| written::two_years_back(self.text(object, *span));
        let mut edits = Vec::new();
        for span in places {
            let text = aged(span);
            edits.extend(text.map(|text| Edit { span: *span, text }));
        }
        let Some(last) = edits.last() else { return };
        let shown = |text: &str| Some(text.trim_matches(['"', '\'']).to_owned());
        let doing = Doing {
            kind: Kind::Outdated,
            deed: Deed::Age,
            path,
            before: shown(self.text(object, last.span)),
            after: shown(&last.text),
            times: rows,
            span: last.span,
            edits,
        };
        self.add(object, doing);
    }
}
