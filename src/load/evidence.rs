//! Files of evidence to records: each row of a table becomes a figure, a survey, a complaint, a
//! lost customer or a self-assessment, by the same reading of values as in TOML, with the place of its cell.
//!
//! A file is read in whatever encoding and with whatever delimiter it was saved. Knows nothing
//! of what the rows refer to.

mod cells;
mod chosen;
pub mod encoding;
mod headings;
mod numbers;
mod rows;
mod unmarked;

use std::path::Path;

use foldhash::HashMap;

use self::headings::Headings;
use self::rows::Rows;
use super::document::{
    Assessment, Complaint, Document, Evidence, EvidenceKind, Loss, MeasuredFigure, Survey, Tables,
};
use super::record::{Record, Segment};
use super::schema::TableSpec;
use super::workspace;
use crate::problem::{EvidenceProblem, Problem, ProblemKind};
use crate::source::{SourceId, Sources, Span, Spot, Unreadable, UnreadableReason, shown_path};

/// Where files of evidence are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// The disk.
    Disk,
    /// The texts given already, by their names.
    Given,
}

/// Reads every file of evidence that `documents` declare, each once; one document a declaration.
pub fn read(
    documents: &[Document],
    sources: &mut Sources,
    files: Files,
    problems: &mut Vec<Problem>,
) -> Vec<Document> {
    let mut opened: HashMap<String, SourceId> = HashMap::default();
    let mut found = Vec::new();
    for document in documents {
        for declared in &*document.tables.evidence {
            if declared.path.as_str().is_empty() {
                continue;
            }
            let path = beside(&sources.get(document.source).name, declared.path.as_str());
            let place = Spot {
                source: document.source,
                span: declared.locate(&[Segment::Key("path".into())]),
            };
            let known = opened.get(&path).copied();
            match known.map_or_else(|| open(&path, declared, sources, files), Ok) {
                Ok(source) => {
                    opened.insert(path, source);
                    found.push(document_of(
                        document.source,
                        place,
                        declared,
                        source,
                        sources,
                        problems,
                    ));
                }
                Err(wrong) => problems.push(Problem::at(place, ProblemKind::Evidence(wrong))),
            }
        }
    }
    found
}

/// A path as written in the file `name`, as seen from where `name` is seen.
pub fn beside(name: &str, written: &str) -> String {
    let folder = Path::new(name).parent().unwrap_or_else(|| Path::new(""));
    let plain = written.strip_prefix("./").unwrap_or(written);
    shown_path(&folder.join(plain))
}

fn open(
    path: &str,
    declared: &Evidence,
    sources: &mut Sources,
    files: Files,
) -> Result<SourceId, EvidenceProblem> {
    let unreadable = |reason| EvidenceProblem::Unreadable {
        path: path.to_owned(),
        reason,
    };
    if files == Files::Given {
        let given = sources.iter().find(|(_, source)| source.name == path);
        return given
            .map(|(id, _)| id)
            .ok_or_else(|| unreadable(UnreadableReason::Missing));
    }
    let bytes = workspace::read_bytes(Path::new(path))
        .map_err(|Unreadable { reason, .. }| unreadable(reason))?;
    let text = encoding::decode(&bytes, declared.encoding).ok_or_else(|| {
        let path = path.to_owned();
        EvidenceProblem::Encoding { path }
    })?;
    Ok(sources.add_evidence(path, text))
}

fn document_of(
    owner: SourceId,
    declared_at: Spot,
    declared: &Evidence,
    source: SourceId,
    sources: &Sources,
    problems: &mut Vec<Problem>,
) -> Document {
    let spec: &TableSpec = match declared.kind {
        EvidenceKind::Figures => MeasuredFigure::SPEC,
        EvidenceKind::Surveys => Survey::SPEC,
        EvidenceKind::Complaints => Complaint::SPEC,
        EvidenceKind::Losses => Loss::SPEC,
        EvidenceKind::Assessments => Assessment::SPEC,
    };
    let mut tables = Tables::default();
    let text = sources.get(source);
    let table = cells::split(&text.text);
    let at = |span: Span| Spot { source, span };
    problems.extend(table.unclosed.map(|span| {
        let kind = ProblemKind::Evidence(EvidenceProblem::UnclosedQuote);
        Problem::at(at(span), kind)
    }));
    let empty = table.rows.len() < 2;
    if empty && table.unclosed.is_none() {
        let path = text.name.clone();
        let kind = ProblemKind::Evidence(EvidenceProblem::Empty { path });
        problems.push(Problem::at(declared_at, kind));
    }
    let headings = (!empty)
        .then(|| {
            Headings::of(
                &table,
                spec,
                declared,
                declared_at,
                source,
                &text.name,
                problems,
            )
        })
        .flatten();
    if let Some(headings) = headings {
        let stem = Path::new(&text.name)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy();
        let rows = Rows {
            table: &table,
            headings: &headings,
            declared,
            source,
            stem: &stem,
        };
        match declared.kind {
            EvidenceKind::Figures => tables.figures = rows.records(problems),
            EvidenceKind::Surveys => tables.surveys = rows.records(problems),
            EvidenceKind::Complaints => tables.complaints = rows.records(problems),
            EvidenceKind::Losses => tables.losses = rows.records(problems),
            EvidenceKind::Assessments => tables.assessments = rows.records(problems),
        }
    }
    Document {
        source,
        owner,
        hash: text.hash().into(),
        tables,
    }
}
