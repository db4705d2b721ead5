//! What one reading of the chain says of a target: whether it is within what the chain gives, and
//! the certificate that shows it.

use super::attainable::{Class, Evidence};
use super::certificate::{self, Certificate, Shows};
use super::closing::{Closing, would_be};
use super::computed::{Answer, Computed, Question, Side};
use super::sketch::Sketch;
use super::throughput;
use crate::load::document::{Better, Statistic};
use crate::load::settings::Policy;
use crate::network::Network;
use crate::quantity::Quantity;

/// What one reading of the chain says.
pub(super) fn of_sketch(
    evidence: &Evidence<'_>,
    (sketch, network): (&Sketch, &Network),
    closing: Option<&Closing>,
) -> Option<(Class, Certificate)> {
    let question = evidence.question?;
    // Bounds are of the side that is usually better.
    if question.better != question.computed.usually_better() {
        return None;
    }
    let target = evidence.gap.target.as_ref()?;
    let actual = evidence.gap.actual.as_ref();
    let measured = actual.and_then(|actual| question.computed.number(&actual.value, sketch));
    let today = question.computed.answer(network, sketch);
    let number = question.computed.number(target, sketch)?;
    let asked = Asked {
        question,
        target,
        number,
        policy: evidence.policy,
        best: evidence.levers.at_best(evidence.chain, question, sketch),
        can_be_closed: matches!(closing, Some(Closing::Remedies { .. })),
        measured: measured.zip(today.map(|today| today.value)),
    };
    match question.computed {
        Computed::LeadTime => {
            let (class, found) = asked.of_time(sketch, network)?;
            let worst = network.worst_lead_time().ok();
            let worst = worst.map(|worst| sketch.duration(worst.seconds, target));
            let class = held_against_worst(evidence, class, worst.as_ref());
            Some((class, Certificate { worst, ..found }))
        }
        Computed::Throughput => asked.of_rate(sketch, network),
        _ => asked.of_value(sketch, network),
    }
}

/// Of a goal for the longest of all times: what the usual time promises says nothing of it, only
/// the time that no case exceeds does.
fn held_against_worst(evidence: &Evidence<'_>, class: Class, worst: Option<&Quantity>) -> Class {
    let measure = evidence.chain.goal(evidence.gap.goal).measure.as_ref();
    let is_of_worst = measure.is_some_and(|one| one.statistic == Some(Statistic::Worst));
    let is_promise = matches!(class, Class::Plausible | Class::Demanding);
    let target = evidence.gap.target.as_ref();
    let is_kept = worst
        .zip(target)
        .is_some_and(|(worst, target)| worst.base() <= target.base());
    match is_of_worst && is_promise && !is_kept {
        true => Class::Undetermined,
        false => class,
    }
}

struct Asked<'a> {
    question: &'a Question,
    target: &'a Quantity,
    number: f64,
    policy: &'a Policy,
    /// The chain with every lever where it helps most, each taken alone.
    best: Option<Sketch>,
    /// Levers were found that close it together: nothing is impossible then.
    can_be_closed: bool,
    /// What was measured of the whole, and what its parts come to today.
    measured: Option<(f64, f64)>,
}

impl Asked<'_> {
    /// The target is better than a value.
    fn is_beyond(&self, value: f64) -> bool {
        // Equal amounts that were reckoned on two ways differ in the last digits.
        let slack = 1e-9 * value.abs().max(self.number.abs());
        match self.question.better {
            Better::Higher => self.number > value + slack,
            Better::Lower => self.number < value - slack,
        }
    }

    /// What was measured, moved as the chain moves to this; `None` where that is the same.
    fn moved_measured(&self, then: f64) -> Option<f64> {
        let (measured, today) = self.measured?;
        let moved = would_be(self.question.computed, (today, then), Some(measured));
        let differs = (moved - then).abs() > 1e-9 * then.abs().max(moved.abs());
        (differs && moved.is_finite()).then_some(moved)
    }

    /// The target is out of reach, whether what the levers do is reckoned from the figures of the parts
    /// or from what was measured of the whole.
    fn is_out_of_reach(&self, at_best: f64) -> bool {
        let moved = self.moved_measured(at_best).unwrap_or(at_best);
        !self.can_be_closed && self.is_beyond(at_best) && self.is_beyond(moved)
    }

    /// The bound as it is reckoned from what was measured, where that is another.
    fn beside(&self, at_best: f64, sketch: &Sketch) -> Option<Quantity> {
        let computed = self.question.computed;
        let moved = self.moved_measured(at_best)?;
        Some(computed.quantity(moved, self.target, sketch))
    }

    fn of_time(&self, sketch: &Sketch, network: &Network) -> Option<(Class, Certificate)> {
        let certify =
            |shows, bound, sketch: &Sketch| certificate::of_path(shows, bound, self.target, sketch);
        if let Some(best) = &self.best
            && let Ok(network) = best.network()
        {
            let least = network.least_lead_time();
            if !self.can_be_closed && self.is_beyond(least.seconds) {
                return Some((Class::Impossible, certify(Shows::AtBest, &least, best)));
            }
        }
        let least = network.least_lead_time();
        if self.is_beyond(least.seconds) {
            let (class, shows) = match self.best {
                Some(_) => (Class::NeedsRedesign, Shows::Least),
                None => (Class::Impossible, Shows::Least),
            };
            return Some((class, certify(shows, &least, sketch)));
        }
        let typical = network.typical_lead_time();
        if self.is_beyond(typical.seconds) {
            let found = certify(Shows::Typical, &typical, sketch);
            return Some((Class::NeedsRedesign, found));
        }
        if !typical.missing.is_empty() {
            return None;
        }
        let answer = self.question.computed.answer(network, sketch)?;
        let found = certificate::of_answer(&answer, self.target, self.question, sketch, network);
        Some(if self.is_beyond(answer.value) {
            (Class::Demanding, found)
        } else {
            (Class::Plausible, found)
        })
    }

    fn of_value(&self, sketch: &Sketch, network: &Network) -> Option<(Class, Certificate)> {
        let computed = self.question.computed;
        let flatters = |side: Side| match self.question.better {
            Better::Higher => matches!(side, Side::Exact | Side::AtMost),
            Better::Lower => matches!(side, Side::Exact | Side::AtLeast),
        };
        let certify = |shows, answer: &Answer, sketch: &Sketch, network: &Network| Certificate {
            shows,
            ..certificate::of_answer(answer, self.target, self.question, sketch, network)
        };
        if let Some(best) = &self.best
            && let Ok(network) = best.network()
            && let Some(answer) = computed.answer(&network, best)
            && flatters(answer.side)
            && self.is_out_of_reach(answer.value)
        {
            let found = Certificate {
                from_measured: self.beside(answer.value, best),
                ..certify(Shows::AtBest, &answer, best, &network)
            };
            return Some((Class::Impossible, found));
        }
        let answer = computed.answer(network, sketch)?;
        let found = certify(Shows::Today, &answer, sketch, network);
        if self.is_beyond(answer.value) && flatters(answer.side) {
            // What is so today is no bound of what could be.
            return Some((Class::NeedsRedesign, found));
        }
        (answer.side == Side::Exact).then_some((Class::Plausible, found))
    }

    fn of_rate(&self, sketch: &Sketch, network: &Network) -> Option<(Class, Certificate)> {
        let certify = |shows, sketch: &Sketch, network: &Network| {
            let asked = throughput::asked(network, self.number, sketch.working_share)?;
            certificate::of_load(shows, &asked, self.target, sketch)
        };
        let greatest = |network: &Network, sketch: &Sketch| {
            let asked = throughput::asked(network, self.number, sketch.working_share)?;
            asked.greatest
        };
        if let Some(best) = &self.best
            && let Ok(solved) = best.network()
            && let at_best = greatest(&solved, best)?
            && self.is_out_of_reach(at_best)
        {
            let found = Certificate {
                from_measured: self.beside(at_best, best),
                ..certify(Shows::AtBest, best, &solved)?
            };
            return Some((Class::Impossible, found));
        }
        let most = greatest(network, sketch)?;
        let found = certify(Shows::Today, sketch, network)?;
        Some(if self.is_beyond(most) {
            (Class::NeedsRedesign, found)
        } else if self.number > self.policy.high_load * most {
            (Class::Demanding, found)
        } else {
            (Class::Plausible, found)
        })
    }
}
