//! What changed from record to record, as text, as JSON and as tables for spreadsheets.
//!
//! Records hold no sentences, so findings are named by their rules.

mod csv;
mod goals;
mod json;
mod text;

pub use self::csv::{Table, csv};
pub use self::json::{SCHEMA, json};
pub use self::text::text;

use super::summary::Scope;
use crate::lang::Lang;
use crate::record::Trend;

/// What is shown, and how.
#[derive(Debug, Clone, Copy)]
pub struct View<'v> {
    /// The records, one after the other.
    pub trend: &'v Trend,
    /// What they were narrowed to.
    pub scope: &'v Scope,
    /// The language.
    pub lang: Lang,
}
