//! The working time of a process against the period of its demand, in which it must lie.
//!
//! Clocks that are never compared still bound each other: no day has 26 working hours.

use super::spot;
use crate::load::document::{Document, Process};
use crate::problem::{Problem, ProblemKind};
use crate::quantity::{Clock, Dimension, Quantity};

/// Seconds of an hour and of a day.
const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;

/// Days of the shortest and of the longest month.
const SHORTEST_MONTH: f64 = 28.0;
const LONGEST_MONTH: f64 = 31.0;

/// Reports every process that has more working time than the period of its demand.
pub(super) fn working_times(documents: &[Document], problems: &mut Vec<Problem>) {
    for document in documents {
        let Some(process) = &document.tables.process else {
            continue;
        };
        if let Some(kind) = too_long(process) {
            let at = |key| spot(document.source, &**process, &[key]);
            problems.push(Problem::at(at("available"), kind).with_related(at("demand")));
        }
    }
}

fn too_long(process: &Process) -> Option<ProblemKind> {
    let available = process.available.as_ref()?.0.clone();
    let period = process.demand.as_ref()?.0.period()?;
    (!fits(&available, &period)?).then_some(ProblemKind::LongerThanPeriod { available, period })
}

/// Whether some such period can hold the working time; `None` if either is no duration.
fn fits(available: &Quantity, period: &Quantity) -> Option<bool> {
    if let Some(order) = available.compare(period) {
        return Some(order.is_le());
    }
    let least = seconds(available, SHORTEST_MONTH)?;
    let most = seconds(period, LONGEST_MONTH)?;
    // A working day may be short, but no day has two.
    let most = match available.dimension() {
        Dimension::Duration(Clock::WorkingDays) => (most / DAY).ceil() * DAY,
        _ => most,
    };
    Some(least <= most)
}

fn seconds(duration: &Quantity, days_of_a_month: f64) -> Option<f64> {
    let Dimension::Duration(clock) = duration.dimension() else {
        return None;
    };
    let each = match clock {
        Clock::Calendar => 1.0,
        Clock::WorkingHours => HOUR,
        Clock::WorkingDays => DAY,
        Clock::Months => days_of_a_month * DAY,
    };
    Some(duration.base() * each)
}

#[cfg(test)]
mod tests {
    use crate::quantity::Quantity;

    fn fits(available: &str, demand: &str) -> Option<bool> {
        let (available, demand) = (Quantity::parse(available), Quantity::parse(demand));
        super::fits(&available.ok()?, &demand.ok()?.period()?)
    }

    #[test]
    fn working_time_fits_into_the_period_of_the_demand() {
        for (available, demand) in [
            ("24 h", "12 / day"),
            ("7.5 working h", "12 / day"),
            ("60 h", "40 lots / week"),
            ("7 days", "40 lots / week"),
            ("5 working days", "40 lots / week"),
            ("1 working day", "3 / 8 h"),
            ("22 working days", "40 / month"),
            ("16 working h", "40 / working day"),
            ("12 months", "4 / year"),
            ("1 month", "4 / month"),
        ] {
            let holds = fits(available, demand);
            assert_eq!(holds, Some(true), "{available} for {demand}");
        }
    }

    #[test]
    fn no_period_holds_more_working_time_than_it_has() {
        for (available, demand) in [
            ("26 h", "12 / day"),
            ("24.5 working h", "12 / day"),
            ("8 days", "40 lots / week"),
            ("8 working days", "40 lots / week"),
            ("2 working days", "12 / day"),
            ("26 h", "40 / working day"),
            ("9 h", "3 / 8 h"),
            ("32 days", "40 / month"),
            ("13 months", "4 / year"),
        ] {
            let holds = fits(available, demand);
            assert_eq!(holds, Some(false), "{available} for {demand}");
        }
    }

    #[test]
    fn a_demand_that_is_not_per_time_has_no_period() {
        assert_eq!(fits("26 h", "12 / lot"), None);
    }
}
