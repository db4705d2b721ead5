//! An audit as bytes: one format a file.
//!
//! Wording is made here, from the arguments of findings and the templates of rules, in
//! the language asked for. Nothing is judged here.

mod boxes;
mod claims;
mod closing;
mod columns;
mod coverage;
mod csv;
pub mod desk;
mod escape;
mod evidence_json;
pub mod faults;
mod format;
mod gaps;
mod gaps_json;
mod github;
mod gitlab;
pub mod graph;
mod hindrance;
mod history;
pub mod html;
mod inputs;
pub mod json;
mod judged;
mod junit;
mod later;
mod logs;
mod markdown;
pub mod measure;
mod moved;
mod order;
mod repeated;
mod sarif;
mod set_aside;
pub mod sheet;
mod snippet;
pub mod strategy;
pub mod summary;
mod surveyed;
mod systemic;
pub mod text;
mod told;
pub mod trend;
mod undecided;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use coverage::{Coverage, Part};
pub use format::{Format, Request, Unwritten};
pub use summary::{Counts, Scope, Summary};

use crate::engine::RuleSet;
use crate::finding::{Finding, fill};
use crate::lang::Lang;

/// How a report is to be made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// The language of everything said.
    pub lang: Lang,
    /// Colours and other terminal styles.
    pub colored: bool,
    /// Only the summary.
    pub quiet: bool,
}

/// An object by its id; the chain as a whole has none.
fn object(id: &str, lang: Lang) -> &str {
    if id.is_empty() {
        lang.pick("the chain", "整条链")
    } else {
        id
    }
}

/// The sentence of a finding.
fn message(rules: &RuleSet, finding: &Finding, lang: Lang) -> String {
    let wording = rules.rules[finding.rule].meta.wording(lang);
    match &finding.undecided {
        None => fill(&wording.finding, &finding.arguments, lang),
        Some(undecided) => undecided::reason(undecided, finding, wording, lang),
    }
}

/// What the next process suffers, and what to do.
fn effect_and_advice(rules: &RuleSet, finding: &Finding, lang: Lang) -> (String, String) {
    let wording = rules.rules[finding.rule].meta.wording(lang);
    let filled = |template: &str| fill(template, &finding.arguments, lang);
    (filled(&wording.effect), filled(&wording.advice))
}
