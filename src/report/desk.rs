//! What the rule author's desk has to say, one page a file.

pub mod junit;
pub mod tests;
pub mod tests_json;
