//! What to measure next: which figure keeps the verdict on a worked-out value open.

use super::computed::Question;
use super::parts::Part;
use super::sketch::Sketch;
use crate::load::document::Parameter;
use crate::model::Target;
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
pub(super) fn next(
    question: &Question,
    sketch: &Sketch,
    parts: &[Part],
    target: f64,
) -> Vec<Priority> {
    let value = |sketch: &Sketch| {
        let network = sketch.network().ok()?;
        Some(question.computed.answer(&network, sketch)?.value)
    };
    let Some(today) = value(sketch) else {
        return Vec::new();
    };
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
    let figures = counted.iter().map(|(part, k, n)| {
        let step = 1e-4;
        let moved = |by: f64| {
            let mut tried = sketch.clone();
            tried.set(
                part.of,
                Parameter::Yield,
                (part.actual + by).clamp(0.0, 1.0),
            );
            value(&tried).unwrap_or(today)
        };
        let up = if part.actual + step <= 1.0 { step } else { 0.0 };
        let p = (as_float(*k) + 0.5) / (as_float(*n) + 1.0);
        Measured {
            gradient: (moved(up) - moved(-step)) / (up + step),
            error: (p * (1.0 - p) / as_float(*n)).sqrt(),
            cases: *n,
        }
    });
    let derived = Derived {
        value: today,
        target,
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
