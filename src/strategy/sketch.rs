//! A part of the chain as numbers: the network that gaps are computed from.
//!
//! What is not known stays unknown; the network says what it lacks. All durations of a network are
//! on one clock, that of the goal. Time on another clock is not taken as known, except that an
//! hour of work takes at least an hour.

mod twice;

use std::collections::HashMap;

pub use self::twice::{Seen, Twice};

use super::counted::OtherCases;
use super::scope::Scope;
use super::today::{Known, Origin, Today};
use crate::load::document::{Junction, Parameter};
use crate::model::{Chain, HandoffId, Party, StepId, Target};
use crate::network::{self, Fault, Gate, Network, Occupied, Shape, Span, StepIx, Way, WayIx};
use crate::quantity::{Clock, Dimension, Quantity};

/// A part of the chain, ready to be made a network, with what each number stands for.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// The steps of the network.
    pub steps: Vec<StepId>,
    /// The handoff of each way; `None` for work that ends in a step.
    pub ways: Vec<Option<HandoffId>>,
    /// How each figure is known, by object and parameter.
    pub known: HashMap<(Target, Parameter), Known>,
    /// The clock of all durations.
    pub clock: Clock,
    /// The part of the clock in which there is work.
    pub(super) working_share: f64,
    numbers: Vec<network::Step>,
    flows: Vec<Way>,
    /// Steps whose work goes to nobody.
    lost: Vec<StepIx>,
    /// Ways whose share is tried or measured, so that the others make room.
    firm: Vec<bool>,
    /// Rejections that are known at two places, and count once.
    pub twice: Vec<Twice>,
    /// Steps whose touch is of cases that are not what the demand counts.
    pub other_cases: Vec<OtherCases>,
    /// Yields left out that may be losses of their own, by step.
    doubted: Vec<(usize, f64)>,
}

impl Sketch {
    /// The part of the chain, with today's figures.
    pub fn of(scope: Scope, clock: Clock, today: &Today<'_>) -> Self {
        let (steps, handoffs) = scope.contents(today.chain);
        let mut sketch = Self {
            numbers: vec![network::Step::default(); steps.len()],
            steps,
            ways: Vec::with_capacity(handoffs.len()),
            known: HashMap::new(),
            clock,
            working_share: super::throughput::working_share(
                today.chain,
                scope.process(today.chain),
            ),
            flows: Vec::with_capacity(handoffs.len()),
            lost: Vec::new(),
            firm: Vec::new(),
            twice: Vec::new(),
            other_cases: Vec::new(),
            doubted: Vec::new(),
        };
        for handoff in handoffs {
            sketch.add_way(handoff, today);
        }
        let leaving = sketch.leaving();
        for (at, ways) in leaving.iter().enumerate() {
            sketch.add_step(at, scope, today);
            sketch.end_in(at, ways, today);
        }
        for (at, ways) in sketch.leaving().iter().enumerate() {
            sketch.share_out(at, ways);
        }
        twice::settle(&mut sketch, today);
        sketch
    }

    /// The ways that leave each step.
    fn leaving(&self) -> Vec<Vec<usize>> {
        let mut leaving = vec![Vec::new(); self.steps.len()];
        for (at, way) in self.flows.iter().enumerate() {
            leaving[way.from.0].push(at);
        }
        leaving
    }

    /// The network; what cannot be true of it otherwise.
    pub fn network(&self) -> Result<Network, Vec<Fault>> {
        if !self.lost.is_empty() {
            let lost = self
                .lost
                .iter()
                .map(|step| Fault::LeadsNowhere { step: *step });
            return Err(lost.collect());
        }
        Network::build(self.numbers.clone(), self.flows.clone())
    }

    /// The same with what the ways of a choice leave dealt evenly among those that say no share; ways
    /// back get none of it where work can go on.
    pub(super) fn with_even_shares(&self, unsaid: &[WayIx]) -> Self {
        let mut even = self.clone();
        for way in unsaid {
            let (from, back) = (self.flows[way.0].from, self.flows[way.0].returns);
            let all = || self.flows.iter().filter(|flow| flow.from == from);
            let told: f64 = all().filter_map(|flow| flow.share).sum();
            let silent = |returns: bool| {
                let open = all().filter(|flow| flow.share.is_none() && flow.returns == returns);
                open.fold(0.0, |count, _| count + 1.0)
            };
            let on = silent(false);
            even.flows[way.0].share = Some(match (back, on > 0.0) {
                (true, _) => 0.0,
                (false, true) => (1.0 - told).max(0.0) / on,
                (false, false) => 0.0,
            });
        }
        even
    }

    /// The position of a step.
    pub fn step(&self, step: StepId) -> Option<StepIx> {
        self.steps.binary_search(&step).ok().map(StepIx)
    }

    /// The position of a handoff.
    pub fn way(&self, handoff: HandoffId) -> Option<WayIx> {
        // Handoffs ascend; ways that end in a step stand behind them.
        let at = (self.ways).partition_point(|way| way.is_some_and(|known| known < handoff));
        (self.ways.get(at) == Some(&Some(handoff))).then_some(WayIx(at))
    }

    /// The object behind a place of the network.
    pub fn object(&self, at: network::At) -> Option<Target> {
        match at {
            network::At::Step(step) => self.steps.get(step.0).map(|step| Target::Step(*step)),
            network::At::Way(way) => Some(Target::Handoff((*self.ways.get(way.0)?)?)),
        }
    }

    /// How a parameter is known, if it is.
    pub fn known(&self, target: Target, parameter: Parameter) -> Option<&Known> {
        self.known.get(&(target, parameter))
    }

    /// A parameter as a number, if the network has it.
    pub fn get(&self, target: Target, parameter: Parameter) -> Option<f64> {
        match (target, parameter) {
            (Target::Step(id), _) => {
                let step = &self.numbers[self.step(id)?.0];
                match parameter {
                    Parameter::Yield => step.right_first_time,
                    Parameter::Touch => step.touch.mean(),
                    Parameter::Availability => step.availability,
                    Parameter::Servers => step.servers,
                    Parameter::Detects => step.detects,
                    Parameter::Wait | Parameter::Share => None,
                }
            }
            (Target::Handoff(id), _) => {
                let way = &self.flows[self.way(id)?.0];
                match parameter {
                    Parameter::Wait => way.wait.mean(),
                    Parameter::Share => way.share,
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Puts another number in the place of a parameter; shares beside it are scaled so that the
    /// whole stays whole. Gives whether the network has the parameter.
    pub fn set(&mut self, target: Target, parameter: Parameter, value: f64) -> bool {
        match target {
            Target::Step(id) => {
                let Some(at) = self.step(id) else {
                    return false;
                };
                let step = &mut self.numbers[at.0];
                match parameter {
                    Parameter::Yield => step.right_first_time = Some(value),
                    Parameter::Touch => step.touch = moved(step.touch, value),
                    Parameter::Availability => step.availability = Some(value),
                    Parameter::Servers => step.servers = Some(value),
                    Parameter::Detects => step.detects = Some(value),
                    Parameter::Wait | Parameter::Share => return false,
                }
                true
            }
            Target::Handoff(id) => {
                let Some(at) = self.way(id) else {
                    return false;
                };
                match parameter {
                    Parameter::Wait => {
                        let way = &mut self.flows[at.0];
                        way.wait = moved(way.wait, value);
                    }
                    Parameter::Share => self.set_share(at, value),
                    _ => return false,
                }
                true
            }
            _ => false,
        }
    }

    fn set_share(&mut self, at: WayIx, value: f64) {
        let from = self.flows[at.0].from;
        let before = self.flows[at.0].share.unwrap_or(0.0);
        let rest = 1.0 - before;
        for (other, way) in self.flows.iter_mut().enumerate() {
            if other == at.0 {
                way.share = Some(value);
            } else if way.from == from
                && let Some(share) = way.share
                && rest > 0.0
            {
                way.share = Some(share * (1.0 - value) / rest);
            }
        }
    }

    fn add_way(&mut self, handoff: HandoffId, today: &Today<'_>) {
        let one = today.chain.handoff(handoff);
        let Party::Step(giver) = one.from else { return };
        let Some(from) = self.step(StepId(giver)) else {
            return;
        };
        let to = match one.to {
            Some(Party::Step(step)) => self.step(StepId(step)),
            _ => None,
        };
        let to = to.map_or(network::Target::Out(out(one.to)), network::Target::Step);
        let mut way = Way::new(from, to);
        way.returns = one.record.returns == Some(true);
        let target = Target::Handoff(handoff);
        if let Some(wait) = self.learn(target, Parameter::Wait, today) {
            way.wait = self.span(None, Some(&wait.value), None);
        }
        way.share = self
            .learn(target, Parameter::Share, today)
            .map(|known| known.value.base());
        if one.to.is_none() {
            self.lost.push(from);
        }
        let parts = today.chain.step(self.steps[from.0]).record.split == Some(Junction::And);
        if parts && !way.returns {
            // All of it goes this way, whatever is written.
            way.share = None;
        }
        let tried = today.assumed.is_assumed(target, Parameter::Share);
        let measured = self.known.get(&(target, Parameter::Share));
        let is_measured = measured.is_some_and(|known| !matches!(known.origin, Origin::Written(_)));
        self.firm.push(tried || is_measured);
        self.flows.push(way);
        self.ways.push(Some(handoff));
    }

    fn learn(&mut self, target: Target, parameter: Parameter, today: &Today<'_>) -> Option<Known> {
        let known = today.of(target, parameter)?;
        self.known.insert((target, parameter), known.clone());
        Some(known)
    }

    fn add_step(&mut self, at: usize, scope: Scope, today: &Today<'_>) {
        let id = self.steps[at];
        let target = Target::Step(id);
        let record = &today.chain.step(id).record;
        let number = |known: Option<Known>| known.map(|known| known.value.base());
        let right = number(self.learn(target, Parameter::Yield, today));
        let known_touch = self.learn(target, Parameter::Touch, today);
        let written = record.touch.as_ref();
        let is_mean =
            matches!(&known_touch, Some(known) if !matches!(known.origin, Origin::Written(_)));
        let mut touch = self.span(
            written.and_then(|touch| touch.min.as_ref()),
            known_touch.as_ref().map(|known| &known.value),
            written.and_then(|touch| touch.max.as_ref()),
        );
        // What was measured is a mean; the ends are as written.
        if is_mean {
            touch.shape = Shape::PertOfMean;
        }
        let other = super::counted::otherwise(id, known_touch.as_ref(), today);
        // What is written is of one of what the demand counts, as everything written is.
        let as_written = self.span(
            written.and_then(|touch| touch.min.as_ref()),
            written.and_then(|touch| touch.typical.as_ref()),
            written.and_then(|touch| touch.max.as_ref()),
        );
        let release = record.release_every.as_ref();
        let step = network::Step {
            touch,
            occupied: match other {
                // On the clock of work a step is busy as long as it works, whatever the clock here.
                None if touch.mean().is_none() => known_touch
                    .and_then(|known| super::throughput::length(&known.value))
                    .map_or(Occupied::ByTouch, Occupied::For),
                None => Occupied::ByTouch,
                Some(_) => as_written.mean().map_or(Occupied::Unknown, Occupied::For),
            },
            right_first_time: right,
            servers: number(self.learn(target, Parameter::Servers, today)),
            availability: number(self.learn(target, Parameter::Availability, today)),
            capacity: record
                .capacity
                .as_ref()
                .and_then(|rate| super::throughput::per_second(&rate.0)),
            detects: number(self.learn(target, Parameter::Detects, today)),
            cost: record.cost.as_ref().map(|cost| cost.0.base()),
            release_every: release.and_then(|every| self.seconds(&every.0)),
            starts: is_fed(today.chain, id, &self.steps, scope).then_some(1.0),
            split: gate(record.split),
            join: gate(record.join),
        };
        self.numbers[at] = step;
        self.other_cases.extend(other);
    }

    /// Work that ends in a step leaves the network there.
    fn end_in(&mut self, at: usize, ways: &[usize], today: &Today<'_>) {
        let record = &today.chain.step(self.steps[at]).record;
        let leaves = ways.iter().any(|way| !self.flows[*way].returns);
        if record.end == Some(true) || !leaves {
            let mut way = Way::new(StepIx(at), network::Target::Out(NOBODY));
            way.wait = Span::NONE;
            self.flows.push(way);
            self.ways.push(None);
            self.firm.push(false);
        }
    }

    /// Gives the one way of a step that says no share what the others leave.
    fn share_out(&mut self, at: usize, ways: &[usize]) {
        let parts = self.numbers[at].split == Gate::And;
        let choice = |way: &&usize| !parts || self.flows[**way].returns;
        let ways: Vec<usize> = ways.iter().filter(choice).copied().collect();
        let told: f64 = ways.iter().filter_map(|way| self.flows[*way].share).sum();
        let silent = ways.iter().filter(|way| self.flows[**way].share.is_none());
        let silent: Vec<usize> = silent.copied().collect();
        match silent[..] {
            [one] if !parts => self.flows[one].share = Some((1.0 - told).max(0.0)),
            // Ways that lead out of the part are gone, or make room for what is firm; what stays
            // is the whole.
            [] if !parts && told > 0.0 => {
                let firm = ways.iter().filter(|way| self.firm[**way]);
                let kept: f64 = firm.filter_map(|way| self.flows[*way].share).sum();
                let scale = if told > kept {
                    (1.0 - kept).max(0.0) / (told - kept)
                } else {
                    1.0 / told
                };
                for way in ways
                    .into_iter()
                    .filter(|way| !self.firm[*way] || told <= kept)
                {
                    self.flows[way].share = self.flows[way].share.map(|share| share * scale);
                }
            }
            _ => {}
        }
    }

    /// Three points in seconds of the clock.
    fn span(
        &self,
        least: Option<&Quantity>,
        typical: Option<&Quantity>,
        most: Option<&Quantity>,
    ) -> Span {
        let typical_seconds = typical.and_then(|value| self.seconds(value));
        let at_least = |value: &Quantity| self.seconds(value).or_else(|| self.hours_of_work(value));
        let mut span = Span {
            least: least.and_then(at_least),
            typical: typical_seconds,
            most: most.and_then(|value| self.seconds(value)),
            ..Span::default()
        };
        // A mean beyond the ends as written shows that they are not the ends.
        if let (Some(low), Some(middle)) = (span.least, span.typical)
            && low > middle
        {
            span.least = None;
        }
        if let (Some(high), Some(middle)) = (span.most, span.typical)
            && high < middle
        {
            span.most = None;
        }
        span
    }

    /// A duration in seconds of the clock.
    pub(super) fn seconds(&self, value: &Quantity) -> Option<f64> {
        seconds(self.clock, value)
    }

    /// An hour of work takes at least an hour.
    fn hours_of_work(&self, value: &Quantity) -> Option<f64> {
        let is_work = value.dimension() == Dimension::Duration(Clock::WorkingHours);
        (is_work && self.clock == Clock::Calendar).then(|| value.base() * SECONDS_OF_AN_HOUR)
    }

    /// Seconds of the clock as a duration like another.
    pub(super) fn duration(&self, seconds: f64, like: &Quantity) -> Quantity {
        duration(self.clock, seconds, like)
    }
}

/// Work that ends in a step goes to nobody.
const NOBODY: usize = usize::MAX;

/// One unit of the clocks that are no seconds; it cancels out.
pub(super) const SECONDS_OF_AN_HOUR: f64 = 3_600.0;
const SECONDS_OF_A_DAY: f64 = 86_400.0;
const SECONDS_OF_A_MONTH: f64 = 86_400.0 * 365.25 / 12.0;

/// A duration in seconds of a clock, if it is on that clock.
pub(super) fn seconds(own: Clock, value: &Quantity) -> Option<f64> {
    match value.dimension() {
        Dimension::Duration(clock) if clock == own => Some(match own {
            Clock::WorkingDays => value.base() * SECONDS_OF_A_DAY,
            Clock::Months => value.base() * SECONDS_OF_A_MONTH,
            Clock::WorkingHours => value.base() * SECONDS_OF_AN_HOUR,
            Clock::Calendar => value.base(),
        }),
        _ => None,
    }
}

/// Seconds of a clock as a duration like another.
pub(super) fn duration(clock: Clock, seconds: f64, like: &Quantity) -> Quantity {
    like.with_base(match clock {
        Clock::WorkingDays => seconds / SECONDS_OF_A_DAY,
        Clock::Months => seconds / SECONDS_OF_A_MONTH,
        Clock::WorkingHours => seconds / SECONDS_OF_AN_HOUR,
        Clock::Calendar => seconds,
    })
}

/// A number for who gets what leaves.
fn out(to: Option<Party>) -> usize {
    match to {
        Some(Party::Customer(at)) => at as usize * 3,
        Some(Party::Supplier(at)) => at as usize * 3 + 1,
        Some(Party::Step(at)) => at as usize * 3 + 2,
        None => NOBODY,
    }
}

fn gate(junction: Option<Junction>) -> Gate {
    match junction {
        Some(Junction::And) => Gate::And,
        _ => Gate::Xor,
    }
}

/// A span moved so that its mean is another.
fn moved(span: Span, mean: f64) -> Span {
    match span.mean() {
        Some(before) if before > 0.0 => {
            let factor = mean / before;
            let scaled = |value: Option<f64>| value.map(|value| value * factor);
            Span {
                least: scaled(span.least),
                typical: scaled(span.typical),
                most: scaled(span.most),
                shape: span.shape,
            }
        }
        _ => Span::fixed(mean),
    }
}

/// Work comes to a step from outside the part, or begins there.
fn is_fed(chain: &Chain, step: StepId, steps: &[StepId], scope: Scope) -> bool {
    let record = &chain.step(step).record;
    if record.start == Some(true) {
        return true;
    }
    let mut within = false;
    let mut without = false;
    for handoff in chain.received_by(step) {
        let one = chain.handoff(handoff);
        if one.record.returns == Some(true) {
            continue;
        }
        match one.from {
            Party::Step(_) if !chain.carries_work(handoff) => {}
            Party::Step(giver) if steps.binary_search(&StepId(giver)).is_ok() => within = true,
            _ => without = true,
        }
    }
    // Into a handoff, material that joins on the way is one of the inputs, not another case.
    match scope {
        Scope::Process(_) => without || !within,
        Scope::Whole | Scope::Into(_) | Scope::Within(_) => !within,
    }
}
