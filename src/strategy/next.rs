//! What to measure next: which figure keeps the verdict on a worked-out value open.

use super::WorkedOut;
use super::computed::{Computed, Question};
use super::parts::Part;
use super::sketch::Sketch;
use crate::load::document::Parameter;
use crate::model::Target;
use crate::network::Network;
use crate::remedy::measure_next::{Derived, Measured, plan};
use crate::statistics::{ALPHA, as_float};

/// One figure that would be worth more cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Priority {
    /// The step or handoff.
    pub of: Target,
    /// Its part of what is not known, from 0 to 1.
    pub share: f64,
    /// How many more cases the cheapest plan takes of it.
    pub cases: u64,
}

/// The figures that would be worth more cases, the first to be measured first; nothing where the
/// verdict is plain, or no number of cases would make it so.
pub(super) fn next(worked_out: &WorkedOut<'_>) -> Vec<Priority> {
    let WorkedOut {
        question,
        sketch,
        network,
        parts,
        ..
    } = worked_out;
    let counted: Vec<(&Part, u64, u64)> = parts
        .iter()
        .filter_map(|part| {
            let (k, n) = part.known.as_ref()?.counts?;
            Some((part, k, n))
        })
        .collect();
    if counted.is_empty() || counted.len() < parts.len() {
        return Vec::new();
    }
    let Some(slopes) = slopes(question, sketch, network, parts) else {
        return Vec::new();
    };
    let figures = counted.iter().zip(slopes).map(|((_, k, n), gradient)| {
        let p = (as_float(*k) + 0.5) / (as_float(*n) + 1.0);
        Measured {
            gradient,
            error: (p * (1.0 - p) / as_float(*n)).sqrt(),
            cases: *n,
        }
    });
    let derived = Derived {
        value: worked_out.today,
        target: worked_out.asked,
        figures: figures.collect(),
    };
    let Ok(field) = plan(&derived, ALPHA) else {
        return Vec::new();
    };
    if field.is_decided || field.cases.is_none() {
        return Vec::new();
    }
    let wanted = field.priorities.iter().filter(|one| one.planned > 0);
    wanted
        .map(|one| Priority {
            of: counted[one.figure].0.of,
            share: one.share,
            cases: one.planned,
        })
        .collect()
}

/// What the whole gains by each part: in closed form where there is one, else by differences as
/// long as the parts are few.
fn slopes(
    question: &Question,
    sketch: &Sketch,
    network: &Network,
    parts: &[Part],
) -> Option<Vec<f64>> {
    if question.computed == Computed::FirstPass {
        let slopes = network.rolled_yield_slopes();
        let slope = |part: &Part| match part.of {
            Target::Step(id) => slopes.get(sketch.step(id)?.0).copied(),
            _ => None,
        };
        return parts.iter().map(slope).collect();
    }
    if parts.len() > FEW {
        return None;
    }
    let value = |of: Target, yields: f64| {
        let mut tried = sketch.clone();
        tried.set(of, Parameter::Yield, yields);
        let network = tried.network().ok()?;
        Some(question.computed.answer(&network, &tried)?.value)
    };
    let slope = |part: &Part| {
        let (low, high) = ((part.actual - STEP).max(0.0), (part.actual + STEP).min(1.0));
        Some((value(part.of, high)? - value(part.of, low)?) / (high - low))
    };
    parts.iter().map(slope).collect()
}

/// So many parts are worked out anew for each of their slopes.
const FEW: usize = 40;

/// How far a yield is moved to see what comes of it.
const STEP: f64 = 1e-4;
