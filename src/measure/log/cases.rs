//! What a log says of its cases as wholes.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::durations::Durations;
use super::hours::Counted;
use super::percentiles::Level;
use crate::events::{Case, NONE};

/// Of the cases of a log.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CaseMeasures {
    /// How many there are.
    pub n: u64,
    /// From the first start to the last end of each.
    pub lead: Durations,
    /// Percentiles of it, where they are asked for.
    pub percentiles: Vec<Level>,
    /// In how many an activity was done more than once.
    pub with_rework: u64,
    /// In how many the events did not stand in the order of time.
    pub out_of_order: u64,
    /// Starts that no end followed.
    pub unfinished: u64,
    /// How many different sequences of activities there are.
    pub variants: usize,
    /// Pairs of consecutive pieces of work.
    pub pairs: u64,
    /// Pairs whose second began before the first had ended.
    pub overlapping: u64,
    /// Pieces of work of which it is not known who did them.
    pub nobody: u64,
    /// The first start and the last end, if there is a case.
    pub range: Option<(i64, i64)>,
}

/// Looks at cases as wholes.
#[derive(Debug, Default)]
pub(super) struct Cases {
    all: CaseMeasures,
    /// The sequences of activities, each by a hash of 128 bits.
    variants: HashSet<(u64, u64), foldhash::fast::FixedState>,
}

impl Cases {
    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>, again: &[bool]) {
        self.variants.insert(sequence(case.activity));
        let all = &mut self.all;
        let (Some(first), Some(last)) = (case.start.first(), case.end.iter().max()) else {
            return;
        };
        all.n += 1;
        all.lead.push(counted.lead());
        all.with_rework += u64::from(again.contains(&true));
        all.out_of_order += u64::from(case.out_of_order);
        all.unfinished += u64::from(case.unfinished);
        all.pairs += case.end.len() as u64 - 1;
        let (earliest, latest) = all.range.unwrap_or((*first, *last));
        all.range = Some((earliest.min(*first), latest.max(*last)));
        let overlaps = case.end.iter().zip(case.start.iter().skip(1));
        all.overlapping += overlaps.filter(|(end, start)| start < end).count() as u64;
        let nobody = case.resource.iter().filter(|who| **who == NONE);
        all.nobody += nobody.count() as u64;
    }

    /// Makes small what is kept.
    pub(super) fn compact(&mut self) {
        self.all.lead.compact();
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.variants.extend(other.variants);
        let (all, other) = (&mut self.all, other.all);
        all.n += other.n;
        all.lead.append(other.lead);
        all.with_rework += other.with_rework;
        all.out_of_order += other.out_of_order;
        all.unfinished += other.unfinished;
        all.pairs += other.pairs;
        all.overlapping += other.overlapping;
        all.nobody += other.nobody;
        all.range = match (all.range, other.range) {
            (Some(own), Some(other)) => Some((own.0.min(other.0), own.1.max(other.1))),
            (own, other) => own.or(other),
        };
    }

    pub(super) fn finish(mut self, shares: &[f64]) -> CaseMeasures {
        CaseMeasures {
            percentiles: self.all.lead.levels(shares),
            variants: self.variants.len(),
            ..self.all
        }
    }
}

/// A hash of a sequence: two halves made in two ways, so that a hundred million sequences
/// are told apart.
fn sequence(activities: &[u32]) -> (u64, u64) {
    let mix = |hash: u64, activity: u32, by: u64| {
        let mixed = (hash ^ u64::from(activity)).wrapping_mul(by);
        mixed ^ (mixed >> 29)
    };
    activities.iter().fold((1, 2), |(one, other), activity| {
        (
            mix(one, *activity, 0x9E37_79B9_7F4A_7C15),
            mix(other, activity + 1, 0xD6E8_FEB8_6659_FD93),
        )
    })
}
