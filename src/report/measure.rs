//! What an event log says, as text and as JSON.

mod cases;
mod concerns;
mod csv;
mod figures;
mod json;
mod percentiles;
mod results;
mod text;
mod why;

pub(super) use cases::little;
pub use csv::csv;
pub use figures::{bare_figures, figures};
pub use json::{SCHEMA, json};
pub use text::{proposal, text};

use crate::events::read::How;
use crate::lang::Lang;
use crate::measure::log::{Asked, Between, HandoffMeasures, HandoffTable, LogMeasures};
use crate::measure::logged::WhoseHours;

/// What is to be shown, and how.
#[derive(Debug)]
pub struct View<'v> {
    /// The log.
    pub path: String,
    /// How it was read.
    pub how: &'v How,
    /// Between what handoffs are shown.
    pub between: Between,
    /// What comes first.
    pub order: Order,
    /// How many handoffs are shown.
    pub top: usize,
    /// What was asked for.
    pub asked: &'v Asked,
    /// Whose hours its durations are; all hours count if not set.
    pub hours: Option<&'v WhoseHours>,
    /// The language.
    pub lang: Lang,
}

/// Which handoff comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Where most time is spent in all.
    Total,
    /// What happens most often.
    Count,
    /// Where half take longest.
    Median,
}

/// The table that is asked for, if the log has it, and the words in it.
fn table(measures: &LogMeasures, between: Between) -> Option<(&HandoffTable, &[Box<str>])> {
    let words = &measures.words;
    Some(match between {
        Between::Activities => (&measures.handoffs, &words.activities),
        Between::Resources => (measures.between_resources.as_ref()?, &words.resources),
        Between::Givers | Between::Receivers => (measures.beside.as_ref()?, &words.resources),
        Between::Groups => (measures.between_groups.as_ref()?, &words.groups),
    })
}

/// The handoffs to show, in their order.
fn shown<'m>(table: &'m HandoffTable, view: &View<'_>) -> Vec<&'m HandoffMeasures> {
    let mut shown: Vec<&HandoffMeasures> = table.handoffs.iter().collect();
    // They come by frequency; what is equal stays so.
    match view.order {
        Order::Count => {}
        Order::Total => shown.sort_by(|a, b| b.total().total_cmp(&a.total())),
        Order::Median => shown.sort_by(|a, b| b.wait.median.total_cmp(&a.wait.median)),
    }
    shown.truncate(view.top);
    shown
}
