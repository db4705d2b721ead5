//! What the day of a goal brought, where later figures leave it open.
//!
//! "By 30 June" is decided by the figure of June. A later figure may show that the target has been
//! reached since, or lost again; one that shows neither takes nothing back.

use jiff::civil::Date;

use super::Gap;
use super::observed::{Observed, of_figure};
use super::series::points;
use super::verdict::GapVerdict;
use crate::model::{Chain, FigureId};

/// The figure of the period a goal's day `by` falls in, if the `latest` is wholly after it, does not
/// decide the `gap`, and is of the same series.
pub(super) fn of_its_day(
    chain: &Chain,
    gap: &Gap,
    latest: Option<FigureId>,
    by: Option<Date>,
) -> Option<Observed> {
    let (latest, by) = (latest?, by?);
    let period = &chain.figures.get(latest).record.period;
    let is_open = matches!(gap.verdict, GapVerdict::Undetermined(_));
    if !is_open || gap.target.is_none() || period.first() <= by {
        return None;
    }
    let on_the_day = points(chain, latest, None)
        .into_iter()
        .find(|point| point.first <= by && by <= point.last)?;
    let figure = on_the_day.figure;
    Some(of_figure(chain.figures.get(figure), figure))
}
