//! Whose gap it is, as JSON.

use serde::Serialize;

use super::View;
use crate::load::Choice;
use crate::strategy::{Basis, LateCases, LateCause, Share, Shares, Way};

/// The gap of a goal, shared out.
#[derive(Debug, Serialize)]
pub(super) struct SharesOut {
    gap: f64,
    way: &'static str,
    basis: &'static str,
    parts: Vec<PartOut>,
    not_cascaded: f64,
    unlisted: f64,
    leaders: Option<Vec<String>>,
    late: Option<LateOut>,
}

#[derive(Debug, Serialize)]
struct PartOut {
    of: String,
    owner: Option<String>,
    points: f64,
    share: Option<f64>,
    interval: Option<[f64; 2]>,
    first: Option<f64>,
    actual: f64,
    asked: Option<f64>,
    fix_one: Option<f64>,
    grade: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct LateOut {
    cases: usize,
    late: usize,
    causes: Vec<CauseOut>,
}

#[derive(Debug, Serialize)]
struct CauseOut {
    of: String,
    first: usize,
    largest: usize,
}

/// Whose gap it is, as it stands in the JSON.
pub(super) fn shares(view: &View<'_>, found: &Shares) -> SharesOut {
    let part = |part: &Share| PartOut {
        of: view.object(part.of),
        owner: view.owner(part.of),
        points: part.points,
        share: (found.gap > 0.0).then(|| part.points / found.gap),
        interval: part.between.map(|between| [between.lower, between.upper]),
        first: part.first,
        actual: part.actual,
        asked: part.local,
        fix_one: part.fix_one,
        grade: part.known.as_ref().map(|known| known.grade.word()),
    };
    let named = |at: &usize| found.parts.get(*at).map(|part| view.object(part.of));
    SharesOut {
        gap: found.gap,
        way: match found.way {
            Way::Logarithms => "lmdi",
            Way::Addition => "sum",
            Way::Followed => "followed-cases",
            Way::Shapley => "shapley",
            Way::Sampled => "shapley-sampled",
        },
        basis: match found.basis {
            Basis::LocalTargets => "local-targets",
            Basis::Loss => "loss",
        },
        parts: found.parts.iter().map(part).collect(),
        not_cascaded: found.not_cascaded,
        unlisted: found.unlisted,
        // One part alone leads nobody.
        leaders: found
            .leaders
            .as_ref()
            .filter(|_| found.only().is_none())
            .map(|leaders| leaders.iter().filter_map(named).collect()),
        late: found.late.as_ref().map(|found| late(view, found)),
    }
}

fn late(view: &View<'_>, found: &LateCases) -> LateOut {
    let causes = found.causes.iter();
    LateOut {
        cases: found.cases,
        late: found.late,
        causes: causes
            .map(|(cause, first, largest)| CauseOut {
                of: match cause {
                    LateCause::Part(part) => view.object(*part),
                    LateCause::Plan => "plan".to_owned(),
                    LateCause::Unknown => "unknown".to_owned(),
                },
                first: *first,
                largest: *largest,
            })
            .collect(),
    }
}
