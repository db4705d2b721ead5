//! The figures of steps and handoffs that the chain is computed from, as they are written.

use super::objects::{HandoffId, StepId, Target};
use super::{Chain, Party};
use crate::load::document::{HandoffKind, Parameter};
use crate::quantity::Quantity;

impl Chain {
    /// What the model says a parameter of a step or handoff is.
    pub fn written(&self, target: Target, parameter: Parameter) -> Option<Quantity> {
        match target {
            Target::Step(id) => self.written_of_step(id, parameter),
            Target::Handoff(id) => {
                let record = &self.handoff(id).record;
                match parameter {
                    Parameter::Wait => Some(record.wait.as_ref()?.0.clone()),
                    Parameter::Share => Some(record.share.as_ref()?.0.clone()),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn written_of_step(&self, id: StepId, parameter: Parameter) -> Option<Quantity> {
        let record = &self.step(id).record;
        Some(match parameter {
            Parameter::Yield => record.first_pass.as_ref()?.0.clone(),
            Parameter::Touch => {
                let touch = record.touch.as_ref()?;
                let middle = || {
                    let (low, high) = (touch.min.as_ref()?, touch.max.as_ref()?);
                    let fits = low.commensurable(high);
                    fits.then(|| low.with_base(f64::midpoint(low.base(), high.base())))
                };
                touch.typical.clone().or_else(middle)?
            }
            Parameter::Availability => record.availability.as_ref()?.0.clone(),
            Parameter::Detects => record.detects.as_ref()?.0.clone(),
            Parameter::Servers => {
                let servers = i32::try_from(record.servers?.0).ok()?;
                Quantity::bare(f64::from(servers))
            }
            Parameter::Wait | Parameter::Share => return None,
        })
    }

    /// Work goes along this handoff, from a step: it is no service between functions and no task
    /// or report between levels.
    pub fn carries_work(&self, handoff: HandoffId) -> bool {
        let handoff = self.handoff(handoff);
        let beside = matches!(
            handoff.record.kind,
            Some(HandoffKind::Functional | HandoffKind::Hierarchical)
        );
        matches!(handoff.from, Party::Step(_)) && !beside
    }
}
