//! What keeps an audit from being complete, as JSON: problems of the input, and rules that fail.

use serde::Serialize;

use super::places::{PlaceOut, place_out};
use crate::audit::Audit;
use crate::engine::RuleError;
use crate::lang::Lang;
use crate::report::summary::rule_errors;

#[derive(Debug, Serialize)]
pub(super) struct RuleErrorOut {
    rule: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    object: Option<String>,
    more_objects: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct ProblemOut {
    code: &'static str,
    message: String,
    next: String,
    places: Vec<PlaceOut>,
}

/// A rule that cannot be used, in reports that look at no single object.
#[derive(Debug, Serialize)]
pub(in crate::report) struct UnusableOut {
    rule: String,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

impl From<&RuleError> for UnusableOut {
    fn from(error: &RuleError) -> Self {
        Self {
            rule: error.rule.clone(),
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            message: error.message.clone(),
        }
    }
}

pub(super) fn errors(audit: &Audit) -> Vec<RuleErrorOut> {
    rule_errors(audit)
        .into_iter()
        .map(|error| RuleErrorOut {
            rule: error.rule.clone(),
            file: error.file.clone(),
            line: error.line,
            column: error.column,
            message: error.message.clone(),
            object: error.object.clone(),
            more_objects: error.more,
        })
        .collect()
}

pub(super) fn problems(audit: &Audit, lang: Lang) -> Vec<ProblemOut> {
    let places = |problem: &crate::problem::Problem| {
        let first = problem.spot.map(|spot| (spot, "primary"));
        let second = problem.related.map(|spot| (spot, "related"));
        let both = first.into_iter().chain(second);
        both.map(|(spot, role)| place_out(&audit.sources, spot, role, String::new()))
            .collect()
    };
    audit
        .problems
        .iter()
        .map(|problem| ProblemOut {
            code: problem.code(),
            message: problem.message(lang),
            next: problem.hint(lang),
            places: places(problem),
        })
        .collect()
}
