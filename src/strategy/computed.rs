//! What the chain gives for a goal's measure, worked out from its figures.

use super::scope::Scope;
use super::sketch::Sketch;
use super::today::Today;
use crate::lang::Lang;
use crate::load::document::{Better, Parameter, StandardMeasure};
use crate::model::{Chain, GoalId, Party, StepId, Target};
use crate::network::{At, Figure, Kind, Missing, Network, StepIx, Target as To};
use crate::quantity::{Clock, Dimension, Quantity};

/// Which answer of the network a goal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computed {
    /// How long one case takes.
    LeadTime,
    /// Of all cases, how many are right first time at every step.
    FirstPass,
    /// How many of what a step gives are right.
    Output(StepId),
    /// Of all cases, how many are sent back.
    Rework,
    /// What one case costs.
    Cost,
    /// How many can be made per second.
    Throughput,
}

/// What a goal asks of which part of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The answer asked for.
    pub computed: Computed,
    /// The part of the chain.
    pub scope: Scope,
    /// The clock of durations.
    pub clock: Clock,
    /// The better side.
    pub better: Better,
}

impl Question {
    /// What can be worked out for a goal; `None` where its measure is none the chain has an
    /// answer to.
    pub fn of(chain: &Chain, goal: GoalId) -> Option<Self> {
        let goal = chain.goal(goal);
        let (measure, target) = (goal.measure.as_ref()?, goal.record.target.as_ref()?);
        let scope = Scope::of(goal.on)?;
        let giver = |target| match target {
            Target::Handoff(id) => match chain.handoff(id).from {
                Party::Step(step) => Some(StepId(step)),
                _ => None,
            },
            _ => None,
        };
        let computed = match (measure.of?, target.dimension(), giver(goal.on)) {
            (StandardMeasure::LeadTime, Dimension::Duration(_), _) => Computed::LeadTime,
            (StandardMeasure::FirstPass, Dimension::Share, None) => Computed::FirstPass,
            (
                StandardMeasure::Usable | StandardMeasure::FirstPass,
                Dimension::Share,
                Some(step),
            ) => Computed::Output(step),
            (StandardMeasure::Rework, Dimension::Share, None) => Computed::Rework,
            (StandardMeasure::Cost, Dimension::Money, None) => Computed::Cost,
            (StandardMeasure::Throughput, Dimension::Rate, None) => Computed::Throughput,
            _ => return None,
        };
        Some(Self {
            computed,
            scope,
            clock: match target.dimension() {
                Dimension::Duration(clock) => clock,
                _ => Clock::Calendar,
            },
            better: measure.better.unwrap_or_else(|| computed.usually_better()),
        })
    }

    /// The part of the chain with today's figures.
    pub fn sketch(&self, today: &Today<'_>) -> Sketch {
        Sketch::of(self.scope, self.clock, today)
    }

    /// A number of its network as a quantity like the goal's.
    pub fn quantity(&self, value: f64, like: &Quantity) -> Option<Quantity> {
        Some(match self.computed {
            Computed::LeadTime => super::sketch::duration(self.clock, value, like),
            Computed::Throughput => super::throughput::rate(value, like),
            _ => like.with_base(value),
        })
    }

    /// A goal's value as its network counts it.
    pub fn plain_number(&self, value: &Quantity) -> Option<f64> {
        match self.computed {
            Computed::LeadTime => super::sketch::seconds(self.clock, value),
            Computed::Throughput => super::throughput::per_second(value),
            _ => Some(value.base()),
        }
    }

    /// The parameters its answer depends on.
    pub fn parameters(&self) -> &'static [Parameter] {
        use Parameter as P;
        match self.computed {
            Computed::LeadTime => &[P::Touch, P::Wait, P::Share],
            Computed::FirstPass => &[P::Yield, P::Share],
            Computed::Output(_) => &[P::Yield, P::Detects, P::Share],
            Computed::Rework | Computed::Cost => &[P::Share],
            Computed::Throughput => &[P::Touch, P::Servers, P::Availability, P::Yield, P::Share],
        }
    }
}

/// What a network answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The value: seconds, a share, money, or so many a second.
    pub value: f64,
    /// Whether it is the truth or one side of it.
    pub side: Side,
    /// What was not known and counted as what flatters the answer.
    pub missing: Vec<Missing>,
}

impl Side {
    /// Its word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    /// A value with the side of the truth it is on: `at most 93 %`.
    #[must_use]
    pub fn said(self, value: &str, lang: Lang) -> String {
        match self {
            Self::Exact => value.to_owned(),
            Self::AtLeast => lang.pick(format!("at least {value}"), format!("至少 {value}")),
            Self::AtMost => lang.pick(format!("at most {value}"), format!("至多 {value}")),
        }
    }
}

/// Which side of the truth an answer is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It follows from the figures.
    Exact,
    /// The truth is at least this.
    AtLeast,
    /// The truth is at most this.
    AtMost,
}

impl Computed {
    /// The side that is better, unless the measure says another.
    pub(super) fn usually_better(self) -> Better {
        match self {
            Self::FirstPass | Self::Output(_) | Self::Throughput => Better::Higher,
            Self::LeadTime | Self::Rework | Self::Cost => Better::Lower,
        }
    }

    /// What a network answers; `None` where it has no answer at all.
    pub fn answer(self, network: &Network, sketch: &Sketch) -> Option<Answer> {
        let mut answer = self.by_numbers(network, sketch)?;
        let rests_on_yields = matches!(self, Self::FirstPass | Self::Output(_) | Self::Throughput);
        if rests_on_yields && sketch.is_doubtful() && answer.side == Side::Exact {
            answer.side = Side::AtMost;
        }
        Some(answer)
    }

    fn by_numbers(self, network: &Network, sketch: &Sketch) -> Option<Answer> {
        let beyond = |value, missing: Vec<Missing>, side| Answer {
            value,
            side: if missing.is_empty() {
                Side::Exact
            } else {
                side
            },
            missing,
        };
        Some(match self {
            Self::LeadTime => {
                let expected = network.expected_lead_time();
                let missing = missing_times(network);
                let mut answer = beyond(expected.seconds, missing, Side::AtLeast);
                if matches!(expected.kind, Kind::AtLeast(_)) {
                    answer.side = Side::AtLeast;
                }
                answer
            }
            Self::FirstPass => {
                let first = network.first_pass();
                beyond(first.right_first_time, first.missing, Side::AtMost)
            }
            Self::Output(step) if sorts_out(network) => {
                let value = gives_all(network, sketch.step(step)?)
                    .then(|| network.right_after_checks())??;
                beyond(value, network.first_pass().missing, Side::AtMost)
            }
            Self::Output(step) => {
                let right = network.right_outputs();
                let value = right.get(sketch.step(step)?.0).copied().flatten()?;
                beyond(value, network.first_pass().missing, Side::AtMost)
            }
            Self::Rework => {
                let first = network.first_pass();
                beyond(1.0 - first.without_return, Vec::new(), Side::Exact)
            }
            Self::Cost => {
                let cost = network.cost();
                beyond(cost.value, cost.missing, Side::AtLeast)
            }
            Self::Throughput => return super::throughput::answer(network, sketch.working_share),
        })
    }

    /// A value of the network as a quantity like the goal's.
    pub fn quantity(self, value: f64, like: &Quantity, sketch: &Sketch) -> Quantity {
        match self {
            Self::LeadTime => sketch.duration(value, like),
            Self::Throughput => super::throughput::rate(value, like),
            _ => like.with_base(value),
        }
    }

    /// A goal's value as the network counts it.
    pub fn number(self, value: &Quantity, sketch: &Sketch) -> Option<f64> {
        match self {
            Self::LeadTime => sketch.seconds(value),
            Self::Throughput => super::throughput::per_second(value),
            _ => Some(value.base()),
        }
    }
}

/// Typical times that are not known, of all that is ever visited.
fn missing_times(network: &Network) -> Vec<Missing> {
    network.typical_lead_time().missing
}

/// What lacks, as an object of the model and the key to be written.
pub fn lacking(missing: &Missing, sketch: &Sketch) -> Option<(Target, &'static str)> {
    let object = sketch.object(missing.at)?;
    let key = match (missing.figure, missing.at) {
        (Figure::RightFirstTime, _) => "yield",
        (Figure::Least, At::Step(_)) => "touch.min",
        (Figure::Most, At::Step(_)) => "touch.max",
        (_, At::Step(_)) => "touch",
        (Figure::Share, At::Way(_)) => "share",
        (_, At::Way(_)) => "wait",
    };
    Some((
        object,
        match missing.figure {
            Figure::Cost => "cost",
            Figure::Servers => "servers",
            Figure::Availability => "availability",
            Figure::Capacity => "capacity",
            Figure::Detects => "detects",
            Figure::ReleaseEvery => "release_every",
            Figure::Starts => "start",
            _ => key,
        },
    ))
}

/// Defects made upstream may be found, or mended, before they come to the receiver.
pub(super) fn sorts_out(network: &Network) -> bool {
    let finds = |step: &crate::network::Step| step.detects.is_some_and(|share| share > 0.0);
    network.steps().iter().any(finds) || network.ways().iter().any(|way| way.returns)
}

/// All that comes out is given by one step, the last.
fn gives_all(network: &Network, giver: StepIx) -> bool {
    let mut out = network.ways().iter();
    out.all(|way| matches!(way.to, To::Step(_)) || way.from == giver)
}
