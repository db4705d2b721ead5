//! The latest value with what is known of its uncertainty.

use jiff::civil::Date;

use super::super::open::Open;
use crate::load::document::{Figure, Grade};
use crate::model::{self, FigureId};
use crate::quantity::{Dimension, Quantity};
use crate::statistics::count::poisson;
use crate::statistics::share::clopper_pearson;
use crate::statistics::{ALPHA, Interval, as_float, round};

/// The latest value of a goal with what is known of its uncertainty.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// The value.
    pub value: Quantity,
    /// Bounds that hold with 95 % each; `None` for a census, or where no exact ones exist.
    pub bounds: Option<(Quantity, Quantity)>,
    /// Bounds that hold with 99.9 % each, for percentiles of event logs.
    pub firm: Option<(Quantity, Quantity)>,
    /// How many cases had it, for a share.
    pub k: Option<u64>,
    /// How many cases were looked at.
    pub n: Option<u64>,
    /// All cases were looked at.
    pub census: bool,
    /// The day it speaks of.
    pub on: Option<Date>,
    /// How it was got; `None` if that is not said.
    pub grade: Option<Grade>,
    /// The figure it is; `None` for one written in the goal.
    pub figure: Option<FigureId>,
    /// The survey whose answers it is the mean of, by its number.
    pub survey: Option<u32>,
}

impl Observed {
    /// A value that was worked out and of which no case was looked at.
    pub(in crate::measure) fn estimated(value: Quantity) -> Self {
        Self {
            value,
            bounds: None,
            firm: None,
            k: None,
            n: None,
            census: false,
            on: None,
            grade: Some(Grade::Estimated),
            figure: None,
            survey: None,
        }
    }

    /// The least and the most the value may be, in its base unit; why that cannot be told, if so.
    pub(in crate::measure) fn span(&self) -> Result<(f64, f64), Open> {
        match &self.bounds {
            Some((lower, upper)) => Ok((lower.base(), upper.base())),
            None if self.census => Ok((self.value.base(), self.value.base())),
            None if self.n.is_none() => Err(Open::NoCases),
            None => Err(Open::NoInterval),
        }
    }
}

pub(super) fn observed(figure: &Figure) -> Option<Observed> {
    let value = figure.quantity()?;
    let counts = Counts {
        k: figure.k.and_then(|k| u64::try_from(k.0).ok()),
        n: figure.n.and_then(|n| u64::try_from(n.0).ok()),
        census: figure.census == Some(true),
    };
    let mut observed = of_counts(value, counts, figure.on);
    observed.grade = figure.grade;
    Some(observed)
}

/// A figure of the evidence with its uncertainty.
pub fn of_figure(figure: &model::Figure, id: FigureId) -> Observed {
    let record = &figure.record;
    let counts = Counts {
        k: record.k.and_then(|k| u64::try_from(k.0).ok()),
        n: record.n.and_then(|n| u64::try_from(n.0).ok()),
        census: record.census == Some(true),
    };
    let mut observed = of_counts(figure.value.clone(), counts, Some(record.period.last()));
    observed.grade = Some(figure.grade);
    observed.figure = Some(id);
    if !observed.census && observed.bounds.is_none() {
        observed.bounds.clone_from(&figure.bounds);
        observed.firm.clone_from(&figure.firm);
    }
    observed
}

/// The counts of a figure that is a share, without working out its bounds.
pub fn counts_of(figure: &model::Figure) -> Option<(u64, u64)> {
    let record = &figure.record;
    let n = u64::try_from(record.n?.0).ok()?;
    let is_share = figure.value.dimension() == Dimension::Share;
    let nearest = || round(figure.value.base() * as_float(n));
    let k = record.k.and_then(|k| u64::try_from(k.0).ok());
    is_share.then(|| (k.unwrap_or_else(nearest), n))
}

/// A share of a sample, with its bounds.
pub fn observed_share(k: u64, n: u64) -> Observed {
    let value = Quantity::share(as_float(k) / as_float(n));
    let counts = Counts {
        k: Some(k),
        n: Some(n),
        census: false,
    };
    of_counts(value, counts, None)
}

/// What stands beside a value.
struct Counts {
    k: Option<u64>,
    n: Option<u64>,
    census: bool,
}

fn of_counts(value: Quantity, counts: Counts, on: Option<Date>) -> Observed {
    let Counts { k, n, census } = counts;
    let is_share = value.dimension() == Dimension::Share;
    // A share without its count: the count nearest to it.
    let nearest = || Some(round(value.base() * as_float(n?)));
    let k = k.or_else(|| nearest().filter(|_| is_share));
    let bounds = if census { None } else { bounds(&value, k, n) };
    let quantities = bounds.map(|bounds| {
        let (lower, upper) = (bounds.lower, bounds.upper);
        (value.with_base(lower), value.with_base(upper))
    });
    Observed {
        bounds: quantities,
        firm: None,
        k: k.filter(|_| is_share),
        n,
        census,
        on,
        value,
        grade: None,
        figure: None,
        survey: None,
    }
}

/// Exact bounds, where there are any: for shares with their cases, and for counts of events.
fn bounds(value: &Quantity, k: Option<u64>, n: Option<u64>) -> Option<Interval> {
    let whole = value.base() >= 0.0 && value.base().fract() == 0.0;
    match value.dimension() {
        Dimension::Share => clopper_pearson(k?, n?, ALPHA),
        Dimension::Count if whole => poisson(round(value.base()), ALPHA),
        _ => None,
    }
}
