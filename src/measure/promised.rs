//! What figures show of the promises of a handoff.
//!
//! A promise is the giver's own word, so it is held against figures whatever the receiver needs.

use jiff::civil::Date;

use super::gap::{GapVerdict, Observed, of_figure};
use super::judged::{against, speaks_of};
use crate::model::{Chain, FigureId, HandoffId, MeasureId, Target};

/// One promise held against the figure that counts.
#[derive(Debug, Clone)]
pub struct Promised {
    /// Its position among the promises.
    pub index: usize,
    /// The figure.
    pub figure: FigureId,
    /// Its value with bounds.
    pub observed: Observed,
    /// Whether the figure shows it kept.
    pub verdict: GapVerdict,
}

/// Every promise of a handoff that a figure speaks of; no figure that ends after `as_of` counts.
///
/// # Complexity
/// O(figures × promises) of the handoff.
pub fn promised(chain: &Chain, handoff: HandoffId, as_of: Option<Date>) -> Vec<Promised> {
    let on = Target::Handoff(handoff);
    let Some(supplier) = &chain.handoff(handoff).record.supplier else {
        return Vec::new();
    };
    let mut measures: Vec<MeasureId> = chain
        .figures
        .on(on)
        .iter()
        .map(|figure| chain.figures.get(*figure).measure)
        .collect();
    measures.dedup();
    let latest = |measure| chain.figures.latest(measure, on, as_of);
    let figures: Vec<FigureId> = measures.into_iter().filter_map(latest).collect();
    let judged = supplier
        .promises
        .iter()
        .enumerate()
        .flat_map(|(index, promise)| {
            figures.iter().filter_map(move |id| {
                let figure = chain.figures.get(*id);
                let measure = &chain.measures[figure.measure.0 as usize].record;
                let bound = promise.bound.as_ref()?;
                if !speaks_of(promise, measure) {
                    return None;
                }
                let observed = of_figure(figure, *id);
                Some(Promised {
                    index,
                    figure: *id,
                    verdict: against(bound, &observed),
                    observed,
                })
            })
        });
    judged.collect()
}
