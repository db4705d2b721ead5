//! Whose gap it is: the gap of a goal, shared out among the parts of the chain without a rest.
//!
//! Yields that every case passes once are shared out by their logarithms (LMDI), times by
//! addition, choices and loops by Shapley values. What was asked of the chain and of none of its
//! parts, and what was found in the whole and in none of them, stands apart: nobody is blamed
//! for either.

use super::followed::LateCases;
use super::parts::{Part, Structure};
use super::sketch::Sketch;
use super::today::Known;
use crate::attribution::leaders::{self, Leaders, Ranking, Resampling};
use crate::attribution::multiplicative;
use crate::attribution::shapley::{Method, Sampling, shapley};
use crate::attribution::{Attribution, AttributionError, additive};
use crate::load::document::Parameter;
use crate::model::Target;
use crate::statistics::Interval;

/// What a part was held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// What was asked of each part.
    LocalTargets,
    /// Nothing was asked of any: what each loses, or takes.
    Loss,
}

/// How the gap was shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By logarithms: log-mean Divisia.
    Logarithms,
    /// By addition.
    Addition,
    /// By addition of what each case waited for on its way.
    Followed,
    /// Shapley values over all sets of parts.
    Shapley,
    /// Shapley values over random orders.
    Sampled,
}

/// What one part contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The step or handoff.
    pub of: Target,
    /// What it gives, in the numbers of the network.
    pub actual: f64,
    /// What was asked of it.
    pub local: Option<f64>,
    /// How what it gives is known.
    pub known: Option<Known>,
    /// What it contributes to the gap; negative if it makes up for others.
    pub points: f64,
    /// Bounds on that, each holding with 95 %, where counts are known.
    pub between: Option<Interval>,
    /// In which share of resamples it comes first.
    pub first: Option<f64>,
    /// What the whole gains if only this part is put right.
    pub fix_one: Option<f64>,
}

/// The gap of a goal, shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The gap that was shared out; positive if the whole is short.
    pub gap: f64,
    /// How.
    pub way: Way,
    /// Against what.
    pub basis: Basis,
    /// The parts, the largest contribution first.
    pub parts: Vec<Share>,
    /// What the parts leave open even if each does what was asked of it.
    pub not_cascaded: f64,
    /// What is in the whole and in none of the parts.
    pub unlisted: f64,
    /// Who is to be named, as positions in `parts`; `None` where there are no counts to tell.
    pub leaders: Option<Vec<usize>>,
    /// What made cases late, where they were followed.
    pub late: Option<LateCases>,
}

impl Shares {
    /// The share of the gap that was not passed on.
    pub fn share_not_cascaded(&self) -> Option<f64> {
        (self.gap > 0.0).then(|| self.not_cascaded / self.gap)
    }

    /// The one part, where no other is known that it could be compared with.
    pub fn only(&self) -> Option<Target> {
        match &self.parts[..] {
            [one] => Some(one.of),
            _ => None,
        }
    }

    /// More is in none of the parts than in any of them: the most is not known.
    pub fn is_mostly_unknown(&self) -> bool {
        let most = self.parts.first().map_or(0.0, |part| part.points);
        self.unlisted > most.max(0.0)
    }

    /// Who contributes most: those that resamples name, or where there was nothing to draw, the
    /// first of the list; nobody if that cannot be told, only one part is known, or more is in none
    /// of them.
    pub fn largest(&self) -> Vec<Target> {
        if self.only().is_some() || self.is_mostly_unknown() {
            return Vec::new();
        }
        match &self.leaders {
            Some(leaders) => {
                let named = leaders.iter().filter_map(|at| self.parts.get(*at));
                named.map(|part| part.of).collect()
            }
            None => {
                let first = self.parts.first().filter(|part| part.points > 0.0);
                first.map(|part| part.of).into_iter().collect()
            }
        }
    }

    /// Points summed by what `group` says of each part, the largest first; sums exactly.
    pub fn by<G: Ord + Clone>(&self, group: impl Fn(&Share) -> G) -> Vec<(G, f64)> {
        let mut sums = std::collections::BTreeMap::new();
        for part in &self.parts {
            *sums.entry(group(part)).or_insert(0.0) += part.points;
        }
        let mut sums: Vec<(G, f64)> = sums.into_iter().collect();
        sums.sort_by(|a, b| b.1.total_cmp(&a.1));
        sums
    }
}

/// The whole, and what is asked of it, in the numbers of the network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    pub(super) actual: f64,
    pub(super) target: f64,
    /// Counts of the parts may be drawn anew.
    pub(super) resampling: Resampling,
}

/// Shares out a gap of yields that multiply.
pub(super) fn of_product(parts: Vec<Part>, whole: Whole) -> Option<Shares> {
    let actual: Vec<f64> = parts.iter().map(|part| part.actual).collect();
    let locals: Vec<Option<f64>> = parts.iter().map(|part| part.local).collect();
    let basis = basis(&locals);
    let points = |yields: &[f64]| points(yields, &locals, basis, whole);
    let shared = points(&actual).ok()?;
    let counts: Option<Vec<(u64, u64)>> = parts
        .iter()
        .map(|part| part.known.as_ref().and_then(|known| known.counts))
        .collect();
    let ranking = counts.and_then(|counts| {
        let redrawn = |yields: &[f64]| Ok(points(yields)?.points);
        leaders::over_counts(&counts, whole.resampling, redrawn).ok()
    });
    let gap = whole.target - whole.actual;
    Some(finished(
        parts,
        gap,
        Way::Logarithms,
        basis,
        shared,
        ranking,
    ))
}

/// What each part contributes, and what none does.
struct Points {
    points: Vec<f64>,
    fix_one: Vec<Option<f64>>,
    not_cascaded: f64,
    unlisted: f64,
}

fn basis(locals: &[Option<f64>]) -> Basis {
    if locals.iter().any(Option::is_some) {
        Basis::LocalTargets
    } else {
        Basis::Loss
    }
}

fn points(
    yields: &[f64],
    locals: &[Option<f64>],
    basis: Basis,
    whole: Whole,
) -> Result<Points, AttributionError> {
    let product: f64 = yields.iter().product();
    // What the parts do not explain is one more part, of which nothing less than all is asked.
    let rest = whole.actual / product;
    let mut actual = yields.to_vec();
    actual.push(rest);
    if basis == Basis::Loss {
        let loss = multiplicative::shares_of_loss(&actual)?;
        let gap = whole.target - whole.actual;
        let points = (0..actual.len()).map(|part| loss.share(part).unwrap_or(0.0) * gap);
        let mut points: Vec<f64> = points.collect();
        let unlisted = points.pop().unwrap_or(0.0);
        return Ok(Points {
            points,
            fix_one: vec![None; yields.len()],
            not_cascaded: 0.0,
            unlisted,
        });
    }
    let mut targets = locals.to_vec();
    targets.push(Some(1.0));
    let found = multiplicative::against_targets(&actual, &targets, whole.target)?;
    let mut points = found.attribution.points;
    let unlisted = points.pop().unwrap_or(0.0);
    Ok(Points {
        points,
        fix_one: found.fix_one[..yields.len()].to_vec(),
        not_cascaded: found.attribution.not_cascaded,
        unlisted,
    })
}

/// Shares out a gap of times that add up; `ranking` is what resampled cases say of it.
pub(super) fn of_times(parts: Vec<Part>, whole: Whole, ranking: Option<Ranking>) -> Option<Shares> {
    let actual: Vec<f64> = parts.iter().map(|part| part.actual).collect();
    let locals: Vec<Option<f64>> = parts.iter().map(|part| part.local).collect();
    let basis = basis(&locals);
    let found = points_of_times(&actual, &locals, whole).ok()?;
    let fix = |(actual, local): (&f64, &Option<f64>)| local.map(|local| actual - local);
    let shared = Points {
        fix_one: actual.iter().zip(&locals).map(fix).collect(),
        points: found.points,
        not_cascaded: found.not_cascaded,
        unlisted: found.unlisted,
    };
    let gap = whole.actual - whole.target;
    Some(finished(parts, gap, Way::Addition, basis, shared, ranking))
}

/// What each time contributes: what it exceeds its allowance by, or where nothing is allowed to
/// any of them, its part of the gap.
pub(super) fn points_of_times(
    times: &[f64],
    locals: &[Option<f64>],
    whole: Whole,
) -> Result<Attribution, AttributionError> {
    if basis(locals) == Basis::LocalTargets {
        return additive::against_allowances(times, locals, whole.actual, whole.target);
    }
    let (gap, sum) = (whole.actual - whole.target, times.iter().sum::<f64>());
    if whole.actual <= 0.0 {
        return Err(AttributionError::Target);
    }
    // The gap is shared out by what each takes of the whole, known or not.
    let points = |time: f64| gap * time / whole.actual;
    Ok(Attribution {
        gap,
        points: times.iter().map(|time| points(*time)).collect(),
        not_cascaded: 0.0,
        unlisted: points(whole.actual - sum),
    })
}

/// Shares out a gap of yields among choices and loops: what the chain gains when sets of parts do
/// what was asked of them.
pub(super) fn of_network(
    parts: Vec<Part>,
    whole: Whole,
    sketch: &Sketch,
    value: impl Fn(&Sketch) -> Option<f64>,
) -> Option<Shares> {
    let locals: Vec<Option<f64>> = parts.iter().map(|part| part.local).collect();
    let basis = basis(&locals);
    let today = value(sketch)?;
    let asked = |part: &Part| {
        part.local.unwrap_or(match basis {
            Basis::LocalTargets => part.actual,
            Basis::Loss => 1.0,
        })
    };
    let with = |changed: &[bool]| {
        let mut tried = sketch.clone();
        for (part, _) in parts.iter().zip(changed).filter(|(_, changed)| **changed) {
            tried.set(part.of, Parameter::Yield, asked(part));
        }
        value(&tried).unwrap_or(f64::NAN)
    };
    let found = shapley(parts.len(), with, Sampling::default()).ok()?;
    let gap = whole.target - whole.actual;
    // What the figures of the parts come to need not be what was measured of the whole.
    let rest = today - whole.actual;
    let lost = found.total + rest;
    let scale = match basis {
        Basis::LocalTargets => 1.0,
        Basis::Loss if lost > 0.0 => gap / lost,
        Basis::Loss => return None,
    };
    let points: Vec<f64> = found.points.iter().map(|points| points * scale).collect();
    let listed: f64 = points.iter().sum();
    let unlisted = rest * scale;
    let fix = (0..parts.len()).map(|one| {
        let only: Vec<bool> = (0..parts.len()).map(|part| part == one).collect();
        parts[one].local.map(|_| with(&only) - today)
    });
    let shared = Points {
        fix_one: fix.collect(),
        points,
        not_cascaded: gap - listed - unlisted,
        unlisted,
    };
    let way = match found.method {
        Method::Exact => Way::Shapley,
        Method::Sampled { .. } => Way::Sampled,
    };
    Some(finished(parts, gap, way, basis, shared, None))
}

fn finished(
    parts: Vec<Part>,
    gap: f64,
    way: Way,
    basis: Basis,
    shared: Points,
    ranking: Option<Ranking>,
) -> Shares {
    let rank = |at: usize| {
        ranking
            .as_ref()
            .map(|ranking| (ranking.intervals[at], ranking.first[at]))
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| shared.points[*b].total_cmp(&shared.points[*a]));
    let named = ranking.as_ref().map(|ranking| match &ranking.leaders {
        Leaders::One(part) => vec![*part],
        Leaders::Joint(parts) => parts.clone(),
        Leaders::Nobody => Vec::new(),
    });
    let place = |part: &usize| order.iter().position(|at| at == part);
    let leaders = named.map(|named| named.iter().filter_map(place).collect());
    let share = |at: &usize| {
        let part = parts[*at].clone();
        Share {
            of: part.of,
            actual: part.actual,
            local: part.local,
            known: part.known,
            points: shared.points[*at],
            between: rank(*at).map(|(between, _)| between),
            first: rank(*at).map(|(_, first)| first),
            fix_one: shared.fix_one[*at],
        }
    };
    Shares {
        gap,
        way,
        basis,
        parts: order.iter().map(share).collect(),
        not_cascaded: shared.not_cascaded,
        unlisted: shared.unlisted,
        leaders,
        late: None,
    }
}

/// Which way shares out what is made this way.
pub(super) fn of(
    (parts, structure): (Vec<Part>, Structure),
    whole: Whole,
    sketch: &Sketch,
    value: impl Fn(&Sketch) -> Option<f64>,
) -> Option<Shares> {
    match structure {
        Structure::Product => of_product(parts, whole),
        Structure::Sum => of_times(parts, whole, None),
        Structure::Network => of_network(parts, whole, sketch, value),
    }
}
