//! Typed quantities, bounds, acceptance criteria and due rules, read from short texts.
//!
//! Turns what people write in a model, in English or Chinese ("95 %", "3 个工作日",
//! "moisture ≤ 6 %", "by 07:30"), into values that can be compared, and into errors
//! that say what is wrong and where. Knows nothing of files, steps or handoffs.

mod amount;
mod bound;
mod catalogue;
mod clock;
mod comparison;
mod criterion;
mod day;
mod decimal;
mod due;
mod error;
mod frequency;
mod hedge;
mod names;
mod numeral;
mod period;
mod prose;
mod range;
mod reading;
mod scan;
mod spellings;
mod standards;
mod subject;
mod unit;
mod unmarked;
mod vocabulary;

#[cfg(test)]
mod amount_tests;
#[cfg(test)]
mod robustness;

pub use amount::{Dimension, Quantity};
pub use bound::Bound;
pub use catalogue::Clock;
pub use criterion::Criterion;
pub use day::{DueDay, Weekday};
pub use decimal::{half_up, half_up_text};
pub use due::Due;
pub use error::QuantityError;
pub use period::Period;
pub(crate) use spellings::spellings;
pub(crate) use vocabulary::{comparing, hedges};
