//! Which planted faults were noticed: as JSON, schema `baton/faults/1`.

use serde::Serialize;

use super::what;
use crate::desk::faults::{Fate, Kind, LogPlanted, Planted, Seeded};
use crate::finding::Profile;
use crate::lang::Lang;
use crate::report::json::{UnusableOut, written};

/// The name of this shape.
pub const SCHEMA: &str = "baton/faults/1";

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    lang: Lang,
    profile: Profile,
    rules: usize,
    summary: Summary,
    kinds: Vec<KindOut>,
    logs: Vec<LogOut>,
    faults: Vec<FaultOut>,
    rule_errors: Vec<UnusableOut>,
}

#[derive(Debug, Serialize)]
struct Summary {
    planted: usize,
    noticed: usize,
    refused: usize,
    already: usize,
    percent: Option<usize>,
}

#[derive(Debug, Serialize)]
struct KindOut {
    kind: &'static str,
    name: &'static str,
    planted: usize,
    noticed: usize,
    already: usize,
}

#[derive(Debug, Serialize)]
struct LogOut {
    log: String,
    file: String,
    cases: usize,
    planted_in_cases: usize,
    possible: usize,
    planted: usize,
}

#[derive(Debug, Serialize)]
struct FaultOut {
    kind: &'static str,
    deed: &'static str,
    what: String,
    table: String,
    object: String,
    path: String,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_file: Option<String>,
    line: u32,
    column: u32,
    noticed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    noticed_by: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    already_found_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<HintOut>,
}

#[derive(Debug, Serialize)]
struct HintOut {
    profile: Profile,
    rule: String,
}

/// The report, ended by a line feed: every fault, noticed or not.
///
/// # Errors
/// If a number cannot be written as JSON; none of a report's can be such.
pub fn render(seeded: &Seeded, lang: Lang) -> Result<String, serde_json::Error> {
    let (planted, noticed) = seeded.total();
    let kinds = || Kind::ALL.into_iter();
    let by_kind = kinds().map(|kind| {
        let (planted, noticed) = seeded.count(kind);
        KindOut {
            kind: kind.name(),
            name: kind.word(lang),
            planted,
            noticed,
            already: seeded.already(kind).count(),
        }
    });
    let report = Report {
        schema: SCHEMA,
        lang,
        profile: seeded.profile,
        rules: seeded.rules,
        summary: Summary {
            planted,
            noticed,
            refused: seeded.refused(),
            already: kinds().map(|kind| seeded.already(kind).count()).sum(),
            percent: seeded.percent(None),
        },
        kinds: by_kind.collect(),
        logs: seeded.logs.iter().map(LogOut::from).collect(),
        faults: seeded
            .planted
            .iter()
            .map(|one| of_fault(seeded, one, lang))
            .collect(),
        rule_errors: seeded.errors.iter().map(UnusableOut::from).collect(),
    };
    written(&report)
}

fn of_fault(seeded: &Seeded, planted: &Planted, lang: Lang) -> FaultOut {
    let fault = &planted.fault;
    let at = seeded.sources.line_column(fault.spot);
    let (mut noticed_by, mut already_found_by) = (Vec::new(), Vec::new());
    let (mut refused, mut hint) = (None, None);
    match &planted.fate {
        Fate::Noticed(rules) => noticed_by.clone_from(rules),
        Fate::Already(rules) => already_found_by.clone_from(rules),
        Fate::Refused(code) => refused = Some(*code),
        Fate::Unnoticed(stricter) => hint = stricter.as_ref(),
    }
    FaultOut {
        kind: fault.kind.name(),
        deed: fault.deed.name(),
        what: what(fault, lang),
        table: fault.table.to_string(),
        object: fault.object.clone(),
        path: fault.path.clone(),
        file: seeded.sources.get(fault.spot.source).name.clone(),
        log_file: fault.log.as_ref().map(|log| log.path.to_string()),
        line: at.line,
        column: at.column,
        noticed: planted.is_noticed(),
        noticed_by,
        already_found_by,
        refused,
        hint: hint.map(|hint| HintOut {
            profile: hint.profile,
            rule: hint.rule.clone(),
        }),
    }
}

impl From<&LogPlanted> for LogOut {
    fn from(log: &LogPlanted) -> Self {
        Self {
            log: log.object.clone(),
            file: log.path.to_string(),
            cases: log.cases.1,
            planted_in_cases: log.cases.0,
            possible: log.faults.1,
            planted: log.faults.0,
        }
    }
}
