//! Quantities and what was observed, as JSON.

use serde::Serialize;

use crate::measure::gap::Observed;
use crate::quantity::Quantity;

#[derive(Debug, Serialize)]
pub(in crate::report) struct ValueOut {
    value: f64,
    unit: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ActualOut {
    #[serde(flatten)]
    value: ValueOut,
    interval: Option<[f64; 2]>,
    k: Option<u64>,
    n: Option<u64>,
    census: bool,
    on: Option<String>,
}

pub(in crate::report) fn value(quantity: &Quantity) -> ValueOut {
    let quantity = quantity.in_english();
    ValueOut {
        value: quantity.number(),
        unit: quantity.unit(),
    }
}

pub(super) fn actual(observed: &Observed) -> ActualOut {
    let interval = observed.bounds.as_ref();
    ActualOut {
        value: value(&observed.value),
        interval: interval
            .map(|(lower, upper)| [lower, upper].map(|bound| bound.in_english().number())),
        k: observed.k,
        n: observed.n,
        census: observed.census,
        on: observed.on.map(|day| day.to_string()),
    }
}
