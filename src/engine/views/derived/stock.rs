//! Whether what lies at a handoff fits the demand and the time it lies there.

use crate::engine::views::World;
use crate::quantity::{Dimension, Quantity};

/// The stock that the demand of the process and the wait at a handoff come to (Little 1961), in
/// the unit of the stock that is written; `None` unless all three are, in units that compare.
pub(super) fn expected(world: &World, handoff: u32) -> Option<Quantity> {
    let handoff = &world.chain.handoffs[handoff as usize];
    let (stock, wait) = (
        handoff.record.stock.as_deref()?,
        handoff.record.wait.as_ref()?,
    );
    let process = world.chain.process(handoff.process);
    let demand = &process.record.demand.as_ref()?.0;
    let period = demand.period()?;
    // "120 pieces / day" counts what "7000 pieces" counts, and "120 lots / day" does not.
    let counts_same = demand.unit().split(" / ").next() == Some(stock.unit().as_str());
    let compares = stock.dimension() == Dimension::Count && wait.0.commensurable(&period);
    // One of what both count, in the base of the stock.
    let one = stock.base() / stock.number();
    let each = if one.is_finite() { one } else { 1.0 };
    (counts_same && compares && period.base() > 0.0).then(|| {
        let through = demand.number() * wait.0.base() / period.base();
        stock.with_base(through.round() * each)
    })
}

/// How far the stock that is written is from that, as a part of it.
pub(super) fn mismatch(world: &World, handoff: u32) -> Option<f64> {
    let expected = expected(world, handoff)?.base();
    let written = world.chain.handoffs[handoff as usize]
        .record
        .stock
        .as_deref()?;
    let apart = (written.base() - expected).abs();
    (expected > 0.0).then(|| apart / expected)
}

#[cfg(test)]
mod tests {
    use crate::quantity::Quantity;

    #[test]
    fn a_rate_names_what_it_counts_before_the_stroke() {
        for (rate, stock, same) in [
            ("120 pieces / day", "7000 pieces", true),
            ("120 pieces / working day", "1 pieces", true),
            ("120 lots / day", "7000 pieces", false),
            ("120 / day", "7000 pieces", false),
        ] {
            let rate = Quantity::parse(rate).unwrap().unit();
            let stock = Quantity::parse(stock).unwrap().unit();
            let found = rate.split(" / ").next() == Some(stock.as_str());
            assert_eq!(found, same, "{rate}; {stock}");
        }
    }
}
