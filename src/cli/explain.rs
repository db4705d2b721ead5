//! `baton audit --explain`: why one finding came out.

use std::path::PathBuf;

use super::Exit;
use super::args::Format;
use super::output::{self, Target};
use crate::audit::{Audit, Checked};
use crate::desk::Workspace;
use crate::desk::trace::{NotFound, find, trace};
use crate::report::Style;
use crate::report::desk::{trace as text, trace_json};
use crate::report::text::SHOWN_ID;

/// What is to be explained, and how.
pub(super) struct Explained<'a> {
    pub(super) id: &'a str,
    pub(super) paths: &'a [PathBuf],
    pub(super) format: Format,
    pub(super) style: Style,
}

impl Explained<'_> {
    /// Finds the finding, runs its rule once more and writes what it did.
    pub(super) fn write(&self, audit: &Audit, checked: &Checked, target: &Target) -> Exit {
        let lang = self.style.lang;
        let finding = match find(checked, self.id) {
            Ok(finding) => finding,
            Err(why) => {
                output::error(&self.not_found(&why));
                return Exit::Usage;
            }
        };
        let path = self.paths.first().cloned().unwrap_or_default();
        let workspace = Workspace::open(&path, &[]);
        let Some(trace) = trace(audit, checked, &workspace, finding) else {
            output::error(lang.pick(
                "the rule does not come to this finding when it is watched; its manual says what it looks for: baton explain",
                "规则在被跟踪时没有得出这项发现；它的说明见 baton explain",
            ));
            return Exit::RuleFailed;
        };
        let report = match self.format {
            Format::Text => Ok(text::render(audit, finding, &trace, self.style)),
            Format::Json => trace_json::render(audit, checked, finding, &trace, lang),
        };
        match report {
            Ok(report) => target.write(report.as_bytes(), Exit::Clean),
            Err(error) => {
                output::error(&error.to_string());
                Exit::Internal
            }
        }
    }

    fn not_found(&self, why: &NotFound) -> String {
        let (lang, id) = (self.style.lang, self.id);
        let listed = |ids: &[String]| {
            let short = ids.iter().map(|id| id.get(..self.shown()).unwrap_or(id));
            let short: Vec<_> = short.map(|id| format!("`{id}`")).collect();
            short.join(lang.pick(", ", "、"))
        };
        match why {
            NotFound::Unknown(near) if near.is_empty() => lang.pick(
                format!("no finding has the id `{id}`; the report shows the id at each finding"),
                format!("没有编号为 `{id}` 的发现；报告中每项发现都写有编号"),
            ),
            NotFound::Unknown(near) => lang.pick(
                format!(
                    "no finding has the id `{id}`; did you mean {}?",
                    listed(near)
                ),
                format!("没有编号为 `{id}` 的发现；是不是 {}？", listed(near)),
            ),
            NotFound::Ambiguous(several) => lang.pick(
                format!(
                    "several findings have an id that begins with `{id}`: {}; write more of it",
                    listed(several)
                ),
                format!(
                    "有多项发现的编号以 `{id}` 开头：{}；请多写几位",
                    listed(several)
                ),
            ),
        }
    }

    /// How much of an id is shown: more than was written.
    fn shown(&self) -> usize {
        SHOWN_ID.max(self.id.len() + 4)
    }
}
