//! How wide lines are: by volume where volumes can be compared, else by the number of handoffs.

use super::picture::{Edge, Width};
use crate::lang::Lang;
use crate::model::Chain;
use crate::quantity::Quantity;

/// Sets the width of every line; gives what it says.
///
/// Only volumes that count the same thing are compared: those of which there are most.
pub(super) fn by_volume(edges: &mut [Edge], chain: &Chain, lang: Lang) -> Width {
    let volumes: Vec<Option<Quantity>> = edges.iter().map(|edge| volume(edge, chain)).collect();
    let Some(usual) = most_usual(&volumes) else {
        return Width::Nothing;
    };
    let comparable = |volume: &&Quantity| volume.commensurable(&usual);
    let known = volumes.iter().flatten().filter(comparable);
    let Some(most) = known.max_by(|a, b| a.base().total_cmp(&b.base())) else {
        return Width::Nothing;
    };
    for (edge, volume) in edges.iter_mut().zip(&volumes) {
        let known = volume.as_ref().filter(comparable);
        edge.width = known
            .map(|volume| volume.base() / most.base())
            .filter(|part| part.is_finite());
    }
    Width::Volume(most.show(lang))
}

/// Sets the width of lines that stand for several handoffs.
pub(super) fn of_bundles(edges: &mut [Edge], chain: &Chain, lang: Lang) -> Width {
    let all_known = edges.iter().all(|edge| volume(edge, chain).is_some());
    if all_known && let width @ Width::Volume(_) = by_volume(edges, chain, lang) {
        return width;
    }
    let most = edges.iter().map(|edge| edge.of.len()).max().unwrap_or(0);
    if most < 2 {
        return Width::Nothing;
    }
    for edge in edges {
        // One handoff is as thin as can be, and two are not yet a wide line.
        edge.width = Some(ratio(edge.of.len() - 1, (most - 1).max(4)));
    }
    Width::Count(most)
}

/// Handoffs between two parties are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// What passes along all handoffs of a line; `None` unless each says so in the same unit.
fn volume(edge: &Edge, chain: &Chain) -> Option<Quantity> {
    let mut volumes = edge.of.iter().map(|id| {
        let volume = chain.handoff(*id).record.volume.as_ref()?;
        Some(&volume.0)
    });
    let first = volumes.next()??.clone();
    volumes.try_fold(first, |sum, volume| {
        let volume = volume?;
        let fits = sum.commensurable(volume);
        fits.then(|| sum.with_base(sum.base() + volume.base()))
    })
}

/// A volume like which most are; of equally many the first.
fn most_usual(volumes: &[Option<Quantity>]) -> Option<Quantity> {
    let mut kinds: Vec<(&Quantity, usize)> = Vec::new();
    for volume in volumes.iter().flatten() {
        match kinds
            .iter_mut()
            .find(|(kind, _)| kind.commensurable(volume))
        {
            Some((_, count)) => *count += 1,
            None => kinds.push((volume, 1)),
        }
    }
    let most = kinds.iter().map(|(_, count)| *count).max()?;
    let usual = kinds.iter().find(|(_, count)| *count == most)?;
    Some(usual.0.clone())
}
