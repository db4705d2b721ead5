//! Rules: found by path, compiled in a sandbox, run over the chain.
//!
//! A rule is two files with one stem: a script with a literal `META` and a `check`
//! function, and its manual. The engine hands the script typed views of the chain and
//! keeps what it says; wording, identity and places are stamped here, not in the rule.

mod causes;
pub mod examples;
mod guard;
mod lexed;
mod limits;
pub mod lint;
pub mod meta;
pub mod mutants;
mod params;
pub mod probe;
pub mod questions;
pub mod reads;
pub mod rule_set;
pub mod run;
mod sandbox;
mod verbs;
pub mod views;
pub mod waivers;
mod watchdog;

pub use limits::limits;
pub use meta::{Question, RuleMeta};
pub use rule_set::{OffReason, OffRule, Rule, RuleError, RuleSet};
pub use run::{Outcome, run, run_on};
pub use verbs::VERBS;
pub use views::World;
