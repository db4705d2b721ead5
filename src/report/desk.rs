//! What the rule author's desk has to say, one page a file.

pub mod coverage;
pub mod junit;
mod mutants;
pub mod rule_list;
pub mod rule_page;
pub mod rules_json;
pub mod tests;
pub mod tests_json;
pub mod trace;
pub mod trace_json;
