//! What a wanted rate asks of each step, and the greatest rate all steps can bear.

use super::chain::Chain;
use super::{At, Fault, Figure, Gate, Missing, Network, Occupied, StepIx, Target};

/// The time there is for each unit that is wanted. `None` unless both are positive.
///
/// ```
/// // 920 a day in two shifts of 27,600 s.
/// assert_eq!(baton::network::takt(2.0 * 27_600.0, 920.0), Some(60.0));
/// ```
#[must_use]
pub fn takt(available_seconds: f64, demand: f64) -> Option<f64> {
    let is_known = available_seconds > 0.0 && demand > 0.0;
    is_known.then(|| available_seconds / demand)
}

/// How much longer work waits in front of one server than it would at half load: u/(1 − u), 4 at
/// 0.80 and 19 at 0.95 (Kingman). `None` where the queue grows without end or the load is none.
#[must_use]
pub fn queue_factor(load: f64) -> Option<f64> {
    (0.0..1.0).contains(&load).then(|| load / (1.0 - load))
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// Good units per second of the clock.
    pub per_second: f64,
    /// The share of the clock in which work is done: 0.6389 for two shifts of 27,600 s a day.
    pub working_share: f64,
    /// The customer it is wanted by; `None` counts all that comes out.
    pub customer: Option<usize>,
}

/// What becomes of a visit that is not right first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    /// The ways say it: rework returns, scrap leaves. Yields add nothing.
    AsDescribed,
    /// It is lost at the step, as in a value-stream map; the ways share the rest. The parts of a case
    /// belong to each other: where a join waits for one that was lost, its partners are lost too.
    AtEachStep,
}

/// Why a rate cannot be computed.
#[derive(Debug, Clone, PartialEq)]
pub enum NoThroughput {
    /// The wanted rate or the working share is no such thing.
    Impossible,
    /// Nothing good comes out for the customer.
    NothingGood,
    /// What a join waits for is lost in unequal numbers before it, and work also goes back. Describe the
    /// loss by ways out.
    LostBeforeJoin {
        /// The joining step.
        step: StepIx,
    },
    /// No answer with these losses.
    Faults(Vec<Fault>),
}

/// What a rate asks of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The step.
    pub step: StepIx,
    /// Visits per second that it must bear.
    pub needed: f64,
    /// Visits per second that it can bear; `None` if not known.
    pub capacity: Option<f64>,
    /// The part of its capacity that is asked for; above 1 it cannot serve the demand.
    pub load: Option<f64>,
}

/// What a wanted rate asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Throughput {
    /// Cases that must start per second.
    pub starts: f64,
    /// Good units that come out of one case.
    pub good: f64,
    /// The load of each step, in their order.
    pub loads: Vec<Load>,
    /// The step with the greatest load, the first of several.
    pub bottleneck: Option<StepIx>,
    /// The greatest rate of good units per second that all steps with a known capacity can bear.
    pub greatest: Option<f64>,
    /// What is not known; steps without a capacity bound nothing, yields that are missing count as 1.
    pub missing: Vec<Missing>,
}

impl Throughput {
    /// The steps whose load is at least this part of the greatest, the most loaded first.
    #[must_use]
    pub fn near_bottleneck(&self, part: f64) -> Vec<(StepIx, f64)> {
        let loads = self.loads.iter();
        let known = loads.filter_map(|load| Some((load.step, load.load?)));
        let most = known.clone().map(|(_, load)| load).fold(0.0, f64::max);
        let mut near: Vec<_> = known
            .filter(|(_, load)| *load > 0.0 && *load >= part * most)
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1));
        near
    }
}

impl Network {
    /// What each step must bear so that the demand comes out.
    ///
    /// # Errors
    /// See [`NoThroughput`].
    pub fn throughput(&self, demand: Demand, losses: Losses) -> Result<Throughput, NoThroughput> {
        let working = demand.working_share;
        let is_share = working > 0.0 && working <= 1.0;
        if !demand.per_second.is_finite() || demand.per_second < 0.0 || !is_share {
            return Err(NoThroughput::Impossible);
        }
        let mut missing = Vec::new();
        let (visits, chain) = match losses {
            Losses::AsDescribed => (self.visits.clone(), None),
            Losses::AtEachStep => {
                missing = self.first_pass().missing;
                match self.visits_of_partners() {
                    Some(visits) => (visits, Some(self.losing()?)),
                    None => {
                        let chain = self.lossy()?;
                        (chain.visits(&self.graph), Some(chain))
                    }
                }
            }
        };
        let chain = chain.as_ref().unwrap_or(&self.chain);
        let good = self.good(chain, &visits, demand.customer);
        let starts = demand.per_second / good;
        if good <= 0.0 || !starts.is_finite() {
            return Err(NoThroughput::NothingGood);
        }
        let loads: Vec<Load> = self
            .step_indices()
            .map(|step| {
                let needed = starts * visits[step.0];
                let capacity = self.capacity(step, working);
                let load =
                    capacity.map(|capacity| if needed > 0.0 { needed / capacity } else { 0.0 });
                Load {
                    step,
                    needed,
                    capacity,
                    load,
                }
            })
            .collect();
        missing.extend(self.missing_capacities(working));
        let loaded = loads
            .iter()
            .filter_map(|load| Some((load.step, load.load?)));
        let more = |a: (StepIx, f64), b: (StepIx, f64)| if b.1 > a.1 { b } else { a };
        let rates = loads.iter().filter_map(|load| {
            let visits = visits[load.step.0];
            Some(load.capacity?)
                .filter(|_| visits > 0.0)
                .map(|capacity| capacity * good / visits)
        });
        Ok(Throughput {
            starts,
            good,
            bottleneck: loaded.reduce(more).map(|(step, _)| step),
            greatest: rates.reduce(f64::min),
            loads,
            missing,
        })
    }

    /// The visits of each step where a part that is lost before a join takes its partners with it: those
    /// without losses, by the chance that all that feeds the step was right. `None` where nothing is
    /// joined; where work goes back, which the rolled yield does not know; and where a step spoils all.
    fn visits_of_partners(&self) -> Option<Vec<f64>> {
        let joins = self.steps.iter().any(|step| step.join == Gate::And);
        let yields = || {
            let yields = self.steps.iter();
            yields.map(|step| step.right_first_time.unwrap_or(1.0))
        };
        if !joins || self.ways.iter().any(|way| way.returns) || yields().any(|own| own <= 0.0) {
            return None;
        }
        let right = self.right_outputs().into_iter().zip(yields());
        let comes = right.map(|(right, own)| right.map_or(0.0, |right| right / own));
        let visits = self.visits.iter().zip(comes);
        Some(visits.map(|(visits, comes)| visits * comes).collect())
    }

    /// The chain in which what is not right first time is lost, whatever joins wait for.
    fn losing(&self) -> Result<Chain, NoThroughput> {
        let yields = self
            .steps
            .iter()
            .map(|step| step.right_first_time.unwrap_or(1.0));
        let chain = Chain::new(&self.graph, Some(yields.collect()));
        chain.map_err(NoThroughput::Faults)
    }

    /// A step where parts come together of which some are lost on the way, while work also goes back: equal
    /// numbers that come are no partners of each other.
    fn joins_what_was_lost(&self) -> Option<StepIx> {
        if !self.ways.iter().any(|way| way.returns) {
            return None;
        }
        let down = &self.graph.down;
        let loses = |node: usize| {
            let step = self.steps.get(node);
            step.is_some_and(|step| step.right_first_time.is_some_and(|right| right < 1.0))
        };
        (0..self.graph.steps).find_map(|split| {
            self.graph.parallel(split)?;
            let stop = down.stop[split]?;
            let join = self.graph.step(stop)?;
            let mut seen = std::collections::BTreeSet::new();
            let mut open: Vec<usize> = down.on[split].iter().map(|(_, to)| *to).collect();
            while let Some(node) = open.pop() {
                if node != stop && seen.insert(node) {
                    if loses(node) {
                        return Some(join);
                    }
                    open.extend(down.on[node].iter().map(|(_, to)| *to));
                }
            }
            None
        })
    }

    /// The same, where joins wait for equal numbers.
    pub(super) fn lossy(&self) -> Result<Chain, NoThroughput> {
        let chain = self.losing()?;
        if let Some(step) = self.joins_what_was_lost() {
            return Err(NoThroughput::LostBeforeJoin { step });
        }
        let visits = chain.visits(&self.graph);
        for step in self
            .step_indices()
            .filter(|step| self.steps[step.0].join == Gate::And)
        {
            let links = self.graph.into[step.0].iter();
            let comes = links
                .filter(|at| !self.graph.links[**at].returns)
                .map(|&at| {
                    let from = visits
                        .get(self.graph.links[at].from)
                        .copied()
                        .unwrap_or(1.0);
                    from * chain.carries(&self.graph, at)
                });
            let (least, most) = comes.fold((f64::INFINITY, 0.0_f64), |(least, most), comes| {
                (least.min(comes), most.max(comes))
            });
            if most - least > 1e-6 * most {
                return Err(NoThroughput::LostBeforeJoin { step });
            }
        }
        Ok(chain)
    }

    /// What comes out of one case.
    fn good(&self, chain: &Chain, visits: &[f64], customer: Option<usize>) -> f64 {
        let to = |target: Target| match target {
            Target::Out(out) => customer.is_none_or(|customer| customer == out),
            Target::Step(_) => false,
        };
        let out = self.way_indices().filter(|way| to(self.ways[way.0].to));
        out.map(|way| visits[self.ways[way.0].from.0] * chain.carries(&self.graph, way.0))
            .sum()
    }

    /// Visits per second of the clock that a step can bear: what is declared, or what its servers
    /// can do with the mean touch, whichever is less.
    #[must_use]
    pub fn capacity(&self, step: StepIx, working_share: f64) -> Option<f64> {
        let step = &self.steps[step.0];
        let servers = step.servers.unwrap_or(1.0) * step.availability.unwrap_or(1.0);
        let busy = match step.occupied {
            Occupied::ByTouch => step.touch.mean(),
            Occupied::For(seconds) => Some(seconds),
            Occupied::Unknown => None,
        };
        let by_touch = busy.map(|seconds| servers * working_share / seconds);
        let figures = [step.capacity, by_touch];
        figures.into_iter().flatten().reduce(f64::min)
    }

    pub(super) fn missing_capacities(&self, working_share: f64) -> impl Iterator<Item = Missing> {
        let unknown = move |step: &StepIx| {
            self.visits(*step) > 0.0 && self.capacity(*step, working_share).is_none()
        };
        self.step_indices().filter(unknown).map(|step| Missing {
            at: At::Step(step),
            figure: Figure::Capacity,
        })
    }
}
