//! Tables beside a model.

use baton::load::evidence::{self, Files};
use baton::load::workspace;
use baton::model;
use baton::source::Sources;

/// How a table may be declared; the first byte chooses.
const DECLARED: [&str; 5] = [
    "kind = \"figures\"",
    "kind = \"surveys\"\nscale = [\"poor\", \"fair\", \"good\", \"very good\"]\nsatisfied_from = \"fair\"",
    "kind = \"complaints\"",
    "kind = \"losses\"\nunit = \"CNY\"",
    "kind = \"figures\"\ndecimal = \",\"",
];

/// Reads bytes as a table of evidence beside a small chain and, if it is sound, audits and reports it.
///
/// # Panics
/// If a place lies outside its text or the built-in rules fail.
pub fn evidence(data: &[u8]) {
    let Some((choice, table)) = data.split_first() else {
        return;
    };
    let declared = DECLARED[usize::from(*choice) % DECLARED.len()];
    let mut sources = Sources::default();
    let model = format!(
        "{}\n[[evidence]]\n{declared}\npath = \"fuzz.csv\"\n",
        super::CHAIN
    );
    let source = sources.add("chain.toml", model);
    sources.add("fuzz.csv", String::from_utf8_lossy(table));
    let (mut documents, mut problems) = workspace::parse(&sources, &[source]);
    assert!(problems.is_empty(), "{problems:?}");
    let rows = evidence::read(&documents, &mut sources, Files::Given, &mut problems);
    documents.extend(rows);
    let mut dangling = Vec::new();
    let damaged = |source| workspace::is_damaged(&problems, source);
    let chain = model::build(&documents, damaged, &mut dangling);
    problems.append(&mut dangling);
    problems.sort_by_key(|problem| problem.spot);
    super::audit(chain, sources, problems);
}
