//! Which planted faults were noticed: as JSON, schema `baton/faults/1`.

use serde::Serialize;

use super::{percent, what};
use crate::desk::faults::{Deed, Fate, Kind, Planted, Seeded};
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
    faults: Vec<FaultOut>,
    rule_errors: Vec<UnusableOut>,
}

#[derive(Debug, Serialize)]
struct Summary {
    planted: usize,
    noticed: usize,
    refused: usize,
    percent: Option<usize>,
}

#[derive(Debug, Serialize)]
struct KindOut {
    kind: &'static str,
    name: &'static str,
    planted: usize,
    noticed: usize,
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
    line: u32,
    column: u32,
    noticed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    noticed_by: Vec<String>,
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
    let kinds = Kind::ALL.into_iter().map(|kind| {
        let (planted, noticed) = seeded.count(kind);
        KindOut {
            kind: kind.name(),
            name: kind.word(lang),
            planted,
            noticed,
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
            percent: percent(planted, noticed),
        },
        kinds: kinds.collect(),
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
    let (noticed_by, refused, hint) = match &planted.fate {
        Fate::Noticed(rules) => (rules.clone(), None, None),
        Fate::Refused(code) => (Vec::new(), Some(*code), None),
        Fate::Unnoticed(hint) => (Vec::new(), None, hint.as_ref()),
    };
    FaultOut {
        kind: fault.kind.name(),
        deed: deed(fault.deed),
        what: what(fault, lang),
        table: fault.table.to_string(),
        object: fault.object.clone(),
        path: fault.path.clone(),
        file: seeded.sources.get(fault.spot.source).name.clone(),
        line: at.line,
        column: at.column,
        noticed: planted.is_noticed(),
        noticed_by,
        refused,
        hint: hint.map(|hint| HintOut {
            profile: hint.profile,
            rule: hint.rule.clone(),
        }),
    }
}

fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Drop => "drop",
        Deed::Blank => "blank",
        Deed::Loosen => "loosen",
        Deed::Age => "age",
        Deed::Flip => "flip",
    }
}
