//! The chain of a model in one file, for tests that need no folder.

use baton::lang::Lang;
use baton::load::workspace;
use baton::model::{self, Chain};
use baton::source::Sources;

/// The chain of a text, which has no problems, and the text as a source.
pub(crate) fn chain_of(text: &str) -> (Chain, Sources) {
    let mut sources = Sources::default();
    let source = sources.add("model.toml", text);
    let (documents, mut problems) = workspace::parse(&sources, &[source]);
    let chain = model::build(&documents, |_| false, &mut problems);
    let shown: Vec<_> = problems
        .iter()
        .map(|problem| problem.message(Lang::En))
        .collect();
    assert!(shown.is_empty(), "{shown:#?}");
    (chain, sources)
}
