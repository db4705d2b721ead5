//! What shows that a target can or cannot be reached: a bound, and the terms it is made of.

use super::computed::{self, Answer, Computed, Question, Side};
use super::sketch::Sketch;
use super::throughput;
use super::today::Known;
use crate::load::document::{Better, Grade, Parameter, StandardMeasure};
use crate::model::{StepId, Target};
use crate::network::{At, Bound, Missing, Network, StepIx, Throughput};
use crate::quantity::Quantity;

/// What a bound is a bound of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Everything that can be changed is changed as far as it can be.
    AtBest,
    /// No case can be quicker, even without any waiting.
    Least,
    /// The usual times, one after the other: about half of the cases take longer.
    Typical,
    /// The chain as it is today.
    Today,
}

/// A value that a target is held against, with what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// What it is a bound of.
    pub shows: Shows,
    /// What the chain gives.
    pub bound: Quantity,
    /// Whether that is the truth or one side of it.
    pub side: Side,
    /// How the terms make the bound.
    pub made: Made,
    /// What it is made of, in the order of work.
    pub terms: Vec<Term>,
    /// What is not known, as objects and keys.
    pub lacking: Vec<(Target, &'static str)>,
    /// The time no case takes longer than, where the greatest times are known and nothing goes back;
    /// of a bound on time only.
    pub worst: Option<Quantity>,
    /// Of the terms, steps of which nobody said how many work side by side: taken as one.
    pub assumed: Vec<StepId>,
    /// Of a bound with all that can be changed: what was measured of the whole, moved as far, where
    /// that is another value.
    pub from_measured: Option<Quantity>,
    /// The weakest grade of what it is made of; `None` if nothing of it is known.
    pub grade: Option<Grade>,
}

impl Certificate {
    /// Whether what was measured is better than this says can be, by more than a part of it.
    ///
    /// Usual times, and costs and times as they are today, may be beaten: they are no bound.
    pub fn is_beaten(&self, better: Better, measured: &Quantity, by: f64) -> bool {
        let (measured, bound) = (measured.base(), self.bound.base());
        let slack = by * bound.abs();
        match (better, self.side) {
            (Better::Higher, Side::Exact | Side::AtMost) => measured > bound + slack,
            (Better::Lower, Side::Exact | Side::AtLeast) => {
                matches!(self.shows, Shows::AtBest | Shows::Least) && measured < bound - slack
            }
            _ => false,
        }
    }
}

/// How terms make a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// They add up.
    Sum,
    /// They multiply.
    Product,
    /// The one that is loaded most.
    Bottleneck,
    /// The steps that all work has to pass, side by side: what they can bear adds up.
    Cut,
    /// Shares of the same orders, and what must and can be both.
    Both,
    /// Visits and ways together; no plain sum or product.
    Network,
}

/// One piece of a bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The step or handoff.
    pub of: Target,
    /// Which of the usual measures of it, where it is one.
    pub what: Option<StandardMeasure>,
    /// What it adds.
    pub value: Quantity,
    /// How that is known, if it stands for one figure.
    pub known: Option<Known>,
}

/// A bound on time along the path that decides.
pub(super) fn of_path(
    shows: Shows,
    bound: &Bound,
    like: &Quantity,
    sketch: &Sketch,
) -> Certificate {
    let terms = bound.path.iter().filter(|term| term.seconds > 0.0);
    let terms = terms.filter_map(|term| {
        let of = sketch.object(term.at)?;
        let parameter = match term.at {
            At::Step(_) => Parameter::Touch,
            At::Way(_) => Parameter::Wait,
        };
        Some(Term {
            of,
            what: None,
            value: sketch.duration(term.seconds, like),
            known: sketch.known(of, parameter).cloned(),
        })
    });
    finished(Certificate {
        shows,
        bound: sketch.duration(bound.seconds, like),
        side: Side::Exact,
        made: Made::Sum,
        terms: terms.collect(),
        lacking: lacking(&bound.missing, sketch),
        assumed: Vec::new(),
        worst: None,
        from_measured: None,
        grade: None,
    })
}

/// What the chain gives as a whole.
pub(super) fn of_answer(
    answer: &Answer,
    like: &Quantity,
    question: &Question,
    sketch: &Sketch,
    network: &Network,
) -> Certificate {
    let (made, terms) = match question.computed {
        Computed::LeadTime => (Made::Sum, times(network, like, sketch)),
        Computed::FirstPass | Computed::Output(_) => yields(network, like, sketch),
        _ => (Made::Network, Vec::new()),
    };
    finished(Certificate {
        shows: Shows::Today,
        bound: question.computed.quantity(answer.value, like, sketch),
        side: answer.side,
        made,
        terms,
        lacking: lacking(&answer.missing, sketch),
        assumed: Vec::new(),
        worst: None,
        from_measured: None,
        grade: None,
    })
}

/// What a rate asks of the step that can bear least.
pub(super) fn of_load(
    shows: Shows,
    asked: &Throughput,
    like: &Quantity,
    sketch: &Sketch,
) -> Option<Certificate> {
    let greatest = asked.greatest?;
    let near = asked.near_bottleneck(throughput::NEAR);
    let terms = near.iter().filter(|(_, load)| load.is_finite());
    let terms = terms.filter_map(|(step, load)| {
        let of = sketch.object(At::Step(*step))?;
        Some(Term {
            of,
            what: None,
            value: Quantity::share(*load),
            known: sketch.known(of, Parameter::Touch).cloned(),
        })
    });
    asked.bottleneck?;
    Some(finished(Certificate {
        shows,
        bound: super::throughput::rate(greatest, like),
        side: if asked.missing.is_empty() {
            Side::Exact
        } else {
            Side::AtMost
        },
        made: Made::Bottleneck,
        terms: terms.collect(),
        assumed: near
            .iter()
            .filter_map(|(step, _)| throughput::alone(*step, sketch))
            .collect(),
        worst: None,
        from_measured: None,
        lacking: lacking(&asked.missing, sketch),
        grade: None,
    }))
}

/// What each step and handoff adds to the expected time.
fn times(network: &Network, like: &Quantity, sketch: &Sketch) -> Vec<Term> {
    let expected = network.expected_lead_time();
    let parts = expected.parts.iter().filter(|term| term.seconds > 0.0);
    let terms = parts.filter_map(|term| {
        let of = sketch.object(term.at)?;
        let parameter = match term.at {
            At::Step(_) => Parameter::Touch,
            At::Way(_) => Parameter::Wait,
        };
        Some(Term {
            of,
            what: None,
            value: sketch.duration(term.seconds, like),
            known: sketch.known(of, parameter).cloned(),
        })
    });
    terms.collect()
}

/// The yields of the steps, and whether the answer is simply their product.
fn yields(network: &Network, like: &Quantity, sketch: &Sketch) -> (Made, Vec<Term>) {
    let mut plain = true;
    let mut terms = Vec::new();
    for at in in_order_of_work(network) {
        let step = &network.steps()[at.0];
        let visits = network.first_visits(at);
        if visits <= 0.0 {
            continue;
        }
        plain &= (visits - 1.0).abs() < 1e-9;
        let Some(of) = sketch.object(At::Step(at)) else {
            continue;
        };
        let Some(value) = step.right_first_time.filter(|_| !sketch.is_left_out(of)) else {
            continue;
        };
        terms.push(Term {
            of,
            what: None,
            value: like.with_base(value),
            known: sketch.known(of, Parameter::Yield).cloned(),
        });
    }
    let made = if plain && !computed::sorts_out(network) {
        Made::Product
    } else {
        Made::Network
    };
    (made, terms)
}

fn lacking(missing: &[Missing], sketch: &Sketch) -> Vec<(Target, &'static str)> {
    let named = missing
        .iter()
        .filter_map(|missing| computed::lacking(missing, sketch));
    let mut named: Vec<_> = named.collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// A derived value takes the weakest grade of what it is made of.
pub(super) fn finished(certificate: Certificate) -> Certificate {
    let known = certificate
        .terms
        .iter()
        .filter_map(|term| term.known.as_ref());
    let weakest = known
        .map(|known| known.grade)
        .min_by_key(|grade| *grade as u8);
    Certificate {
        grade: weakest,
        ..certificate
    }
}

/// The steps, each behind those that give to it, ways back left out.
fn in_order_of_work(network: &Network) -> Vec<StepIx> {
    let count = network.steps().len();
    let forward = network.ways().iter().filter(|way| !way.returns);
    let links = forward.filter_map(|way| match way.to {
        crate::network::Target::Step(to) => Some((way.from.0, to.0)),
        crate::network::Target::Out(_) => None,
    });
    let (mut on, mut waits) = (vec![Vec::new(); count], vec![0_usize; count]);
    for (from, to) in links {
        on[from].push(to);
        waits[to] += 1;
    }
    let mut order: Vec<usize> = (0..count).filter(|step| waits[*step] == 0).collect();
    let mut at = 0;
    while let Some(step) = order.get(at).copied() {
        at += 1;
        for to in &on[step] {
            waits[*to] -= 1;
            if waits[*to] == 0 {
                order.push(*to);
            }
        }
    }
    order.into_iter().map(StepIx).collect()
}
