//! What may become of a finding from one audit to the next, and its words: the same on the cover
//! and in the summary, whether a baseline or a record tells of it.

use super::meant;
use crate::lang::Lang;
use crate::record::{Found, Since};
use crate::report::summary::Scope;

/// What became of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Fate {
    /// Was not there.
    New,
    /// Was there, and is.
    StillOpen,
    /// Had been put right.
    Again,
    /// Was put right.
    Fixed,
    /// Is accepted by a waiver.
    Waived,
    /// Is there in another shape.
    Changed,
    /// Nobody looked, or could judge.
    NotJudged,
    /// Its object is gone.
    Gone,
}

impl Fate {
    /// What follows the count.
    pub(in crate::report) fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::New => lang.pick("new since then", "项此后新出现"),
            Self::StillOpen => lang.pick("known before and still there", "项原已知道，仍然存在"),
            Self::Again => lang.pick("come again although put right before", "项纠正后再次出现"),
            Self::Fixed => lang.pick("put right since", "项此后已纠正"),
            Self::Waived => lang.pick("of its findings are waived now", "项发现现已让步"),
            Self::Changed => lang.pick(
                "of its findings are there in another shape",
                "项发现现以另一种形式出现",
            ),
            Self::NotJudged => lang.pick(
                "of its findings were not judged this time",
                "项发现这次没有判断",
            ),
            Self::Gone => lang.pick(
                "of its findings are about objects that are no longer there",
                "项发现所针对的对象已不存在",
            ),
        }
    }
}

/// What became of the findings in scope since the last record, each counted once.
pub(in crate::report) fn counted(since: &Since, scope: &Scope) -> [(Fate, usize); 8] {
    listed(since).map(|(fate, list)| (fate, meant(list, scope).count()))
}

/// The findings of the last record and of now, each in one list.
pub(super) fn listed(since: &Since) -> [(Fate, &Vec<Found>); 8] {
    [
        (Fate::New, &since.new),
        (Fate::StillOpen, &since.still_open),
        (Fate::Again, &since.again),
        (Fate::Fixed, &since.fixed),
        (Fate::Waived, &since.waived),
        (Fate::Changed, &since.changed),
        (Fate::NotJudged, &since.not_judged),
        (Fate::Gone, &since.gone),
    ]
}

/// What is told only where there is some of it.
pub(super) fn is_of_the_rest(fate: Fate) -> bool {
    !matches!(
        fate,
        Fate::New | Fate::StillOpen | Fate::Again | Fate::Fixed
    )
}
