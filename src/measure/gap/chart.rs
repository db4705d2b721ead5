//! The chart of a series: limits of natural variation, signals, and whether a target is kept.

use super::series::{Asked, Point};
use crate::load::document::Better;
use crate::quantity::{Dimension, Quantity};
use crate::statistics::chart::{
    self, Assurance, FEWEST_FIXED, Limits, Range, Rules, Signal, Stage, Variation, individuals,
    proportions, signals,
};

/// Less likely than this that days or batches are alike: the limits of shares are widened.
const UNLIKE: f64 = 0.05;

/// What a chart says.
#[derive(Debug, Clone)]
pub struct Chart {
    /// How far its limits can be relied on.
    pub stage: Stage,
    /// Its mean.
    pub centre: Quantity,
    /// Where values lie when nothing special happens.
    pub limits: (Quantity, Quantity),
    /// The natural variation from period to period, in the base unit: mean moving range over 1.128.
    pub sigma: f64,
    /// Whether the latest value is special.
    pub variation: Variation,
    /// Whether the process as it is keeps the target.
    pub assurance: Option<Assurance>,
    /// Both together, over all its periods.
    pub state: Option<State>,
}

/// The state of a process: is it predictable, and does it keep its target? (Wheeler 2000,
/// *Understanding Variation*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Predictable, and keeps the target.
    Ideal,
    /// Predictable, and does not always keep it: change the process, or the target.
    Threshold,
    /// Keeps the target so far, and is not predictable.
    Brink,
    /// Neither: find the special causes first.
    Chaos,
}

impl State {
    /// Its word in scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ideal => "ideal",
            Self::Threshold => "threshold",
            Self::Brink => "brink",
            Self::Chaos => "chaos",
        }
    }
}

impl Chart {
    /// The word of its variation, in scripts and reports for programs.
    pub fn variation_word(&self) -> &'static str {
        match self.variation {
            Variation::Common => "common",
            Variation::SpecialBetter => "special-better",
            Variation::SpecialWorse => "special-worse",
        }
    }

    /// The word of its assurance.
    pub fn assurance_word(&self) -> Option<&'static str> {
        Some(match self.assurance? {
            Assurance::ConsistentlyPasses => "passes",
            Assurance::HitAndMiss => "hit-and-miss",
            Assurance::ConsistentlyFails => "fails",
        })
    }
}

/// What values are possible.
pub(super) fn range(like: &Quantity) -> Range {
    match like.dimension() {
        Dimension::Share => Range::SHARE,
        Dimension::Duration(_) | Dimension::Count | Dimension::Rate => Range::NOT_NEGATIVE,
        _ => Range::ANY,
    }
}

/// A chart with what it is made of.
pub(super) struct Charted {
    pub(super) stage: Stage,
    sigma: f64,
    /// The limits of each period.
    pub(super) limits: Vec<Limits>,
    pub(super) found: Vec<Signal>,
    pub(super) variation: Variation,
    /// The latest period belongs to a signal.
    pub(super) at_end: bool,
}

/// Limits from the first twelve periods, kept for those that follow.
pub(super) fn charted(points: &[Point], like: &Quantity, better: Better) -> Option<Charted> {
    let window = &points[..points.len().min(FEWEST_FIXED)];
    let (stage, sigma, of) = limits(window, like)?;
    let limits: Vec<Limits> = points.iter().map(of).collect();
    let values = points.iter().map(|point| point.value);
    let drawn: Vec<_> = values.zip(limits.iter().copied()).collect();
    let found = signals(&drawn, Rules::default());
    Some(Charted {
        stage,
        sigma,
        variation: chart::variation(&found, points.len(), side(better)),
        at_end: found.iter().any(|signal| signal.to + 1 == points.len()),
        limits,
        found,
    })
}

/// The limits of a period, as a window of periods gives them.
pub(super) type LimitsOf = Box<dyn Fn(&Point) -> Limits>;

/// Of shares with their cases, from those; else from how far neighbours differ.
pub(super) fn limits(window: &[Point], like: &Quantity) -> Option<(Stage, f64, LimitsOf)> {
    let values: Vec<f64> = window.iter().map(|point| point.value).collect();
    let single = individuals(&values, range(like))?;
    let sigma = single.limits.sigma;
    let counts: Option<Vec<_>> = window.iter().map(|point| point.counts).collect();
    let shares = counts.and_then(|counts| proportions(&counts));
    let of: LimitsOf = match shares {
        Some(shares) => Box::new(move |point| {
            let n = point.counts.map_or(1, |(_, n)| n);
            match shares.chance {
                Some(chance) if chance < UNLIKE => shares.laney(n),
                _ => shares.limits(n),
            }
        }),
        None => Box::new(move |_| single.limits),
    };
    Some((single.stage, sigma, of))
}

fn side(better: Better) -> chart::Better {
    match better {
        Better::Higher => chart::Better::Higher,
        Better::Lower => chart::Better::Lower,
    }
}

impl Charted {
    /// As it is shown: in units, against the target.
    pub(super) fn shown(
        &self,
        points: &[Point],
        asked: Asked<'_>,
        unit: &impl Fn(f64) -> Quantity,
    ) -> Chart {
        let last = self.limits.last().copied().unwrap_or(Limits {
            centre: 0.0,
            sigma: 0.0,
            lower: 0.0,
            upper: 0.0,
        });
        let target = asked.target.map(Quantity::base);
        let assurance = target.map(|target| chart::assurance(last, target, side(asked.better)));
        let reached = |target: f64| {
            let mut values = points.iter().map(|point| point.value);
            values.all(|value| match asked.better {
                Better::Higher => value >= target,
                Better::Lower => value <= target,
            })
        };
        let state = target.zip(assurance).map(|(target, assurance)| {
            match (self.found.is_empty(), assurance) {
                (true, Assurance::ConsistentlyPasses) => State::Ideal,
                (true, _) => State::Threshold,
                (false, _) if reached(target) => State::Brink,
                (false, _) => State::Chaos,
            }
        });
        Chart {
            stage: self.stage,
            centre: unit(last.centre),
            limits: (unit(last.lower), unit(last.upper)),
            sigma: self.sigma,
            variation: self.variation,
            assurance,
            state,
        }
    }
}
