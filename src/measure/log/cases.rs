//! What a log says of its cases as wholes.

use super::durations::Durations;
use crate::events::{Case, NONE};

/// Of the cases of a log.
#[derive(Debug, Clone, Default)]
pub struct CaseMeasures {
    /// How many there are.
    pub n: u64,
    /// From the first start to the last end of each.
    pub lead: Durations,
    /// In how many an activity was done more than once.
    pub with_rework: u64,
    /// In how many the events did not stand in the order of time.
    pub out_of_order: u64,
    /// Starts that no end followed.
    pub unfinished: u64,
    /// Three pieces of work in a row done by one person, another, and the first again.
    pub ping_pong: u64,
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
pub(super) struct Cases(CaseMeasures);

impl Cases {
    pub(super) fn case(&mut self, case: &Case<'_>, again: &[bool]) {
        let all = &mut self.0;
        let (Some(first), Some(last)) = (case.start.first(), case.end.iter().max()) else {
            return;
        };
        all.n += 1;
        all.lead.push(last - first);
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
        let returns = case
            .resource
            .windows(3)
            .filter(|who| who[0] == who[2] && who[0] != who[1] && who[0] != NONE && who[1] != NONE);
        all.ping_pong += returns.count() as u64;
    }

    pub(super) fn merge(&mut self, other: Self) {
        let (all, other) = (&mut self.0, other.0);
        all.n += other.n;
        all.lead.append(other.lead);
        all.with_rework += other.with_rework;
        all.out_of_order += other.out_of_order;
        all.unfinished += other.unfinished;
        all.ping_pong += other.ping_pong;
        all.pairs += other.pairs;
        all.overlapping += other.overlapping;
        all.nobody += other.nobody;
        all.range = match (all.range, other.range) {
            (Some(own), Some(other)) => Some((own.0.min(other.0), own.1.max(other.1))),
            (own, other) => own.or(other),
        };
    }

    pub(super) fn finish(self) -> CaseMeasures {
        self.0
    }
}
