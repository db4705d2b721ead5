//! The rule author's desk: rules looked up, tried on their examples, begun and explained.
//!
//! Works on the rules of a workspace as they stand on disk, so that a rule can be changed and
//! tried without building the program. Wording and layout are the report's.

pub mod catalogue;
pub mod coverage;
pub mod examples;
pub mod faults;
pub mod manual;
pub mod mutants;
pub mod new_rule;
pub mod trace;
pub mod workspace;

pub use catalogue::{Catalogue, Elsewhere, Entry};
pub use coverage::{Branch, Coverage};
pub use examples::{Asked, Tested, TestedExample, TestedRule, test};
pub use mutants::{Mutants, Survivor};
pub use workspace::Workspace;
