//! Measures whose value is a percentile: which one must be said.

use super::names::Names;
use super::spot;
use crate::load::document::{Measure, Statistic};
use crate::problem::{Problem, ProblemKind};

/// Reports every measure that takes a percentile and does not say which, or one that is none.
pub(super) fn without_level(names: &Names<'_>, problems: &mut Vec<Problem>) {
    for entry in names.measures.entries() {
        let record = entry.record;
        let key = match level(record) {
            Some(level) if level > 0.0 && level < 1.0 => continue,
            Some(_) => "percentile",
            None if record.statistic == Some(Statistic::Percentile) => "statistic",
            None => continue,
        };
        let place = spot(entry.source, &**record, &[key]);
        let measure = record.id.as_str().to_owned();
        let kind = ProblemKind::NoPercentile { measure };
        problems.push(Problem::at(place, kind));
    }
}

fn level(measure: &Measure) -> Option<f64> {
    measure.percentile.as_ref().map(|level| level.0.base())
}
