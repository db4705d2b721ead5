//! What parallel ways can bear together, where nobody said how much takes each of them.
//!
//! With shares said the step that is loaded most bounds what comes out. Without them nobody knows its
//! load; but whatever the shares, no more comes out than the narrowest set of steps that all work has to
//! pass can bear. Ways that go together are no alternatives, and have no such bound.

use super::certificate::{self, Certificate, Made, Shows};
use super::computed::{self, Side};
use super::sketch::Sketch;
use crate::load::document::Parameter;
use crate::model::Target;
use crate::network::{At, Fault, MaxFlow};
use crate::quantity::Quantity;

/// The greatest rate; `None` where more than shares is missing, or ways go together.
pub(super) fn most(sketch: &Sketch, faults: &[Fault]) -> Option<MaxFlow> {
    let unsaid = faults.iter().map(|fault| match fault {
        Fault::ShareMissing { way } => Some(*way),
        _ => None,
    });
    let unsaid: Option<Vec<_>> = unsaid.collect();
    let unsaid = unsaid.filter(|unsaid| !unsaid.is_empty())?;
    let network = sketch.with_even_shares(&unsaid).network().ok()?;
    network.max_flow(sketch.working_share, &unsaid).ok()
}

/// The steps that bound it, with what each can bear.
pub(super) fn certificate(most: &MaxFlow, like: &Quantity, sketch: &Sketch) -> Certificate {
    let rate = |per_second| super::throughput::rate(per_second, like);
    let terms = most.bounded_by.iter().filter_map(|(step, bears)| {
        let of: Target = sketch.object(At::Step(*step))?;
        Some(certificate::Term {
            of,
            what: None,
            value: rate(*bears),
            known: sketch.known(of, Parameter::Touch).cloned(),
        })
    });
    let lacking = most.missing.iter();
    let lacking = lacking.filter_map(|missing| computed::lacking(missing, sketch));
    certificate::finished(Certificate {
        shows: Shows::Today,
        bound: rate(most.per_second),
        side: Side::AtMost,
        made: Made::Cut,
        terms: terms.collect(),
        lacking: lacking.collect(),
        assumed: most
            .bounded_by
            .iter()
            .filter_map(|(step, _)| super::throughput::alone(*step, sketch))
            .collect(),
        worst: None,
        from_measured: None,
        grade: None,
    })
}
