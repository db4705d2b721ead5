//! Lead times of drawn cases, where no closed form holds: the same seed, the same cases.

use std::collections::VecDeque;

use crate::statistics::share::clopper_pearson;
use crate::statistics::{ALPHA, as_float, quantile};

use super::draw::Draw;
use super::graph::Graph;
use super::{Figure, Gate, Missing, Network, Span};

/// Visits in one simulation: some seconds of work.
const MOST_VISITS: f64 = 5e8;

/// How many cases are drawn, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many.
    pub cases: u64,
    /// Other seeds draw other cases.
    pub seed: u64,
}

/// Why nothing was drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum NotSimulated {
    /// Times that are not known; a time that is known to be none is [`Span::NONE`].
    Missing(Vec<Missing>),
    /// So many cases, or loops that turn so often, that it would take for ever.
    TooLong {
        /// The visits expected in all.
        visits: f64,
    },
    /// No case was asked for.
    NoCases,
}

/// A figure from drawn cases, with bounds on what infinitely many would give; each holds with 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// It is at least this, if there are enough cases to say.
    pub lower: Option<f64>,
    /// It is at most this, if there are enough cases to say.
    pub upper: Option<f64>,
}

/// Lead times of drawn cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// In rising order.
    times: Vec<f64>,
}

impl Simulated {
    /// The lead times, in rising order.
    #[must_use]
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// The mean, with bounds by the normal approximation, good from some hundred cases.
    #[must_use]
    pub fn mean(&self) -> Estimate {
        // Deviations from a middle value keep their digits.
        let middle = self.times[self.times.len() / 2];
        let count = self.times.iter().map(|_| 1.0).sum::<f64>();
        let offset = self.times.iter().map(|time| time - middle).sum::<f64>() / count;
        let value = middle + offset;
        let squares = self
            .times
            .iter()
            .map(|time| (time - value).powi(2))
            .sum::<f64>();
        let reach = 1.644_853_626_951_472_2 * (squares / (count - 1.0) / count).sqrt();
        let is_known = self.times.len() > 1;
        Estimate {
            value,
            lower: is_known.then_some(value - reach),
            upper: is_known.then_some(value + reach),
        }
    }

    /// The time within which this part of the cases is done; `None` unless 0 < part < 1.
    #[must_use]
    pub fn quantile(&self, part: f64) -> Option<Estimate> {
        let mut times = self.times.clone();
        let value = quantile::quantile(&mut times, part)?;
        let bounds = quantile::bounds(&mut times, part, ALPHA)?;
        Some(Estimate {
            value,
            lower: bounds.lower,
            upper: bounds.upper,
        })
    }

    /// The share of cases done within this time.
    #[must_use]
    pub fn share_within(&self, seconds: f64) -> Estimate {
        let all = self.times.iter().fold(0_u64, |count, _| count + 1);
        let within = self.times.partition_point(|time| *time <= seconds);
        let within = self.times[..within]
            .iter()
            .fold(0_u64, |count, _| count + 1);
        let bounds = clopper_pearson(within, all, ALPHA);
        Estimate {
            value: as_float(within) / as_float(all),
            lower: bounds.map(|bounds| bounds.lower),
            upper: bounds.map(|bounds| bounds.upper),
        }
    }
}

impl Network {
    /// Draws cases and times them. Nothing waits for a free server: queues are part of the waits given.
    /// Each wait for a release is drawn evenly from its period, each visit and each choice anew, so
    /// loops turn a geometric number of times.
    ///
    /// # Errors
    /// A time that is not known, or more visits than can be drawn.
    ///
    /// # Complexity
    /// O(cases · visits), 8 bytes a case.
    pub fn simulate(&self, plan: Plan) -> Result<Simulated, NotSimulated> {
        let missing = self.missing_times(|span: Span| span.typical.is_none(), Figure::Typical);
        if !missing.is_empty() {
            return Err(NotSimulated::Missing(missing));
        }
        let visits = as_float(plan.cases) * self.visits.iter().sum::<f64>();
        if visits > MOST_VISITS {
            return Err(NotSimulated::TooLong { visits });
        }
        if plan.cases == 0 {
            return Err(NotSimulated::NoCases);
        }
        let mut walk = Walk::new(self);
        let mut times: Vec<f64> = (0..plan.cases)
            .map(|case| walk.time(Draw::of_case(plan.seed, case)))
            .collect();
        times.sort_unstable_by(f64::total_cmp);
        Ok(Simulated { times })
    }
}

/// Pieces of work on their way through the network.
struct Walk<'n> {
    network: &'n Network,
    graph: &'n Graph,
    parallel: Vec<Option<Vec<usize>>>,
    /// Links a join waits for, by joining step.
    awaited: Vec<Vec<usize>>,
    /// When work came that waits for its join, by link.
    came: Vec<VecDeque<f64>>,
    /// Links taken and when the work comes.
    open: Vec<(usize, f64)>,
}

impl<'n> Walk<'n> {
    fn new(network: &'n Network) -> Self {
        let graph = &network.graph;
        let awaited = |step: usize| {
            let forward = |at: &&usize| !graph.links[**at].returns;
            let forward: Vec<usize> = graph.into[step].iter().filter(forward).copied().collect();
            let waits = graph.joins[step] == Gate::And && forward.len() > 1;
            if waits { forward } else { Vec::new() }
        };
        Self {
            network,
            graph,
            parallel: (0..graph.out.len())
                .map(|node| graph.parallel(node))
                .collect(),
            awaited: (0..graph.steps).map(awaited).collect(),
            came: vec![VecDeque::new(); graph.links.len()],
            open: Vec::new(),
        }
    }

    fn time(&mut self, mut draw: Draw) -> f64 {
        let mut done = 0.0_f64;
        self.came.iter_mut().for_each(VecDeque::clear);
        self.leave(self.graph.source(), 0.0, &mut draw);
        while let Some((link, came)) = self.open.pop() {
            let to = self.graph.links[link].to;
            if to == self.graph.end() {
                done = done.max(came);
            } else if let Some(begins) = self.begins(to, link, came) {
                let step = &self.network.steps[to];
                let mut ends = begins + draw.duration(step.touch);
                if let Some(every) = step.release_every {
                    ends += every * draw.unit();
                }
                self.leave(to, ends, &mut draw);
            }
        }
        debug_assert!(
            self.came.iter().all(VecDeque::is_empty),
            "a join waits for ever"
        );
        done
    }

    /// When work can begin, if all it waits for is there.
    fn begins(&mut self, step: usize, link: usize, came: f64) -> Option<f64> {
        let awaited = &self.awaited[step];
        if self.graph.links[link].returns || awaited.is_empty() {
            return Some(came);
        }
        self.came[link].push_back(came);
        if awaited.iter().any(|at| self.came[*at].is_empty()) {
            return None;
        }
        let came = awaited.iter().filter_map(|at| self.came[*at].pop_front());
        came.reduce(f64::max)
    }

    fn leave(&mut self, node: usize, now: f64, draw: &mut Draw) {
        let chosen = self.choose(node, draw);
        let parallel = self.parallel[node].as_deref().unwrap_or_default();
        let taken = if chosen.is_some() { &[] } else { parallel };
        for &link in chosen.iter().chain(taken) {
            let wait = self.network.ways.get(link).map(|way| way.wait);
            let wait = wait.map_or(0.0, |wait| draw.duration(wait));
            self.open.push((link, now + wait));
        }
    }

    /// One of the ways of a choice; `None` for those that go together.
    fn choose(&self, node: usize, draw: &mut Draw) -> Option<usize> {
        let parallel = self.parallel[node].as_deref().unwrap_or_default();
        let mut choices = self.graph.out[node]
            .iter()
            .filter(|at| !parallel.contains(at));
        if parallel.is_empty() && self.graph.out[node].len() == 1 {
            return choices.next().copied();
        }
        let mut left = draw.unit();
        let mut last = None;
        for &link in choices {
            left -= self.graph.links[link].weight;
            if left < 0.0 {
                return Some(link);
            }
            last = Some(link);
        }
        last.filter(|_| parallel.is_empty())
    }
}
