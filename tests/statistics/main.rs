//! Holds every statistic against a second implementation and against what must be true of it.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests stop at the first surprise, and say how far two implementations are apart"
)]

mod agreement;
mod bootstrap;
mod charts;
mod intervals;
mod plans;
mod properties;
// Tables stay one row a line, as they were written.
#[rustfmt::skip]
mod reference;
mod surveys;
mod survival;
mod trends;
