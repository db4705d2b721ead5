//! Three of the rules written in Rust, to see what scripts cost.

use baton::engine::World;
use baton::load::document::Handoff;

/// A check of one handoff: whether it conforms.
type Check = fn(&Handoff) -> bool;

/// The rules that are also written here, by their ids.
pub(crate) const CHECKS: [(&str, Check); 3] = [
    ("handoff/nobody-receives", |handoff| handoff.to.is_some()),
    ("handoff/no-due-time", |handoff| {
        handoff
            .due
            .as_ref()
            .is_some_and(baton::quantity::Due::is_clear)
    }),
    ("handoff/criterion-weaker-than-need", no_criterion_is_weaker),
];

fn no_criterion_is_weaker(handoff: &Handoff) -> bool {
    let (Some(customer), Some(supplier)) = (&handoff.customer, &handoff.supplier) else {
        return true;
    };
    customer.needs.iter().all(|need| {
        let mut same = supplier
            .criteria
            .iter()
            .filter(|criterion| criterion.same_subject(need))
            .peekable();
        same.peek().is_none() || same.any(|criterion| criterion.implies(need) == Some(true))
    })
}

/// Runs one check over all handoffs; gives how many do not conform.
pub(crate) fn count_nonconform(world: &World, check: Check) -> usize {
    let handoffs = world.chain.handoffs.iter();
    handoffs.filter(|handoff| !check(&handoff.record)).count()
}
