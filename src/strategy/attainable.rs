//! Whether a goal can be reached, with the certificate that shows it.
//!
//! Each kind of evidence gives its own answer; the gravest stands, and all are told. A bound is
//! only called one if whatever is not known could make it stricter, never looser.

use super::certificate::{self, Certificate, Shows};
use super::closing::{Closing, would_be};
use super::computed::{Answer, Computed, Question, Side};
use super::drawn;
use super::levers::Levers;
use super::sketch::Sketch;
use super::throughput;
use crate::load::document::{Better, Statistic};
use crate::load::settings::Policy;
use crate::measure::{Gap, GapVerdict};
use crate::model::Chain;
use crate::network::Network;
use crate::quantity::Quantity;
use crate::statistics::chart::Assurance;

/// How hard a target is to reach, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Beyond what the chain can give even with everything pulled that can be.
    Impossible,
    /// Beyond what the process gives as it is; it needs another way of working.
    NeedsRedesign,
    /// Within reach, but better or faster than usual.
    Demanding,
    /// Within what the process has shown, or is on its way to.
    Plausible,
    /// Demonstrated already.
    AlreadyMet,
    /// Nothing is known that could tell.
    Undetermined,
}

impl Class {
    /// Its word, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Impossible => "impossible",
            Self::NeedsRedesign => "needs-redesign",
            Self::Demanding => "demanding",
            Self::Plausible => "plausible",
            Self::AlreadyMet => "already-met",
            Self::Undetermined => "undetermined",
        }
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The latest value shows it met.
    MetNow,
    /// The chain, worked out.
    Chain(Certificate),
    /// The chain, worked out with what may be one rejection counted once and twice: the answers differ.
    OnceOrTwice {
        /// Counted once.
        once: Box<Certificate>,
        /// Counted twice.
        twice: Box<Certificate>,
    },
    /// On time and in full at once, from the shares of each.
    Both {
        /// The end that decides, with both shares.
        certificate: Certificate,
        /// The least and the greatest share of orders that are both; `None` if the figures are of
        /// different days.
        ends: Option<(Quantity, Quantity)>,
    },
    /// Cases drawn from the chain.
    Drawn {
        /// The part of them that keeps the target.
        within: f64,
        /// Their mean, in the numbers of the network, where the mean is asked for.
        mean: Option<f64>,
        /// The part that has to keep it, where a percentile is asked for.
        asked: Option<f64>,
    },
    /// The chain, worked out, gives less than what was measured: a figure of it is wrong.
    Contradicted(Certificate),
    /// Where values lie when nothing special happens, the target lies beyond.
    OutsideLimits {
        /// The limit on the side of the target.
        limit: Quantity,
    },
    /// The target lies where values usually are on both sides of it.
    WithinLimits,
    /// Better than it ever was.
    BeyondBestEver {
        /// The best it ever was.
        best: Quantity,
    },
    /// It was as good as that before.
    WithinBestEver {
        /// The best it ever was.
        best: Quantity,
    },
    /// What is bad would have to halve faster than it has.
    Faster {
        /// In so many months.
        required: f64,
        /// In so many months it halved of late.
        own: f64,
    },
    /// Where the figures lead by the day of the goal.
    Projected {
        /// The chance that the target is met then.
        chance: f64,
    },
}

/// Whether a goal can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Attainable {
    /// How hard it is.
    pub class: Class,
    /// What shows it, the gravest first.
    pub reasons: Vec<(Class, Reason)>,
}

impl Attainable {
    /// The certificate of the gravest reason that is worked out.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.reasons.iter().find_map(|(_, reason)| match reason {
            Reason::Chain(certificate) | Reason::Both { certificate, .. } => Some(certificate),
            _ => None,
        })
    }
}

/// What a goal's attainability is told from.
pub(super) struct Evidence<'w> {
    pub(super) policy: &'w Policy,
    pub(super) chain: &'w Chain,
    pub(super) gap: &'w Gap,
    pub(super) question: Option<&'w Question>,
    pub(super) solved: Option<(&'w Sketch, &'w Network)>,
    /// What shares of on time and in full show of both.
    pub(super) both: Option<(Class, Reason)>,
    /// What parallel ways bear together, where their shares are not said.
    pub(super) free: Option<Certificate>,
    pub(super) levers: &'w Levers,
    /// What would close the gap, as far as it was looked for.
    pub(super) closing: Option<&'w Closing>,
}

/// Weighs all evidence there is for a goal.
pub(super) fn attainable(evidence: &Evidence<'_>) -> Attainable {
    let mut reasons = Vec::new();
    if evidence.gap.verdict == GapVerdict::Met {
        reasons.push((Class::AlreadyMet, Reason::MetNow));
    } else {
        reasons.extend(evidence.both.clone());
        reasons.extend(of_free_shares(evidence));
        reasons.extend(of_chain(evidence));
        reasons.extend(of_draws(evidence));
        reasons.extend(of_history(evidence));
    }
    reasons.sort_by_key(|(class, _)| *class);
    Attainable {
        class: reasons
            .first()
            .map_or(Class::Undetermined, |(class, _)| *class),
        reasons,
    }
}

/// What the series of figures says.
fn of_history(evidence: &Evidence<'_>) -> Vec<(Class, Reason)> {
    let gap = evidence.gap;
    let goal = evidence.chain.goal(gap.goal);
    let (Some(target), Some(better)) = (gap.target.as_ref(), better(goal)) else {
        return Vec::new();
    };
    let beyond = |value: &Quantity| {
        target.commensurable(value)
            && match better {
                Better::Higher => target.base() > value.base(),
                Better::Lower => target.base() < value.base(),
            }
    };
    let mut found = Vec::new();
    let best = goal.record.best_ever.as_ref();
    if let Some(best) = best.filter(|best| best.commensurable(target)) {
        let best = best.clone();
        found.push(if beyond(&best) {
            (Class::NeedsRedesign, Reason::BeyondBestEver { best })
        } else {
            (Class::Plausible, Reason::WithinBestEver { best })
        });
    }
    if let Some(chart) = &gap.series.chart {
        let limit = match better {
            Better::Higher => &chart.limits.1,
            Better::Lower => &chart.limits.0,
        };
        match chart.assurance {
            Some(Assurance::ConsistentlyFails) => found.push((
                Class::NeedsRedesign,
                Reason::OutsideLimits {
                    limit: limit.clone(),
                },
            )),
            Some(Assurance::HitAndMiss) => {
                found.push((Class::Demanding, Reason::WithinLimits));
            }
            _ => {}
        }
    }
    if let (Some(required), Some(own)) = (gap.required_half_life, gap.series.half_life)
        && required < evidence.policy.faster_than_own * own
    {
        found.push((Class::Demanding, Reason::Faster { required, own }));
    }
    if let Some(projected) = &gap.series.projected {
        let chance = projected.chance;
        let class = if chance < evidence.policy.unlikely {
            Class::Demanding
        } else {
            Class::Plausible
        };
        found.push((class, Reason::Projected { chance }));
    }
    found
}

/// The better side of a goal.
fn better(goal: &crate::model::Goal) -> Option<Better> {
    let said = goal.measure.as_ref().and_then(|measure| measure.better);
    said.or_else(|| goal.record.direction())
}

/// What the chain says.
fn of_chain(evidence: &Evidence<'_>) -> Option<(Class, Reason)> {
    let question = evidence.question?;
    let (sketch, network) = evidence.solved?;
    if !sketch.is_doubtful() {
        let (class, certificate) = of_sketch(evidence, (sketch, network), evidence.closing)?;
        return Some(unless_contradicted(evidence, question, class, certificate));
    }
    let each = sketch.with_each_counted();
    let each_network = each.network().ok()?;
    let once = sketch.with_each_once();
    let (class, mut once) = of_sketch(evidence, (&once, network), evidence.closing)?;
    // What closes it was looked for with each counted once.
    let (other, twice) = of_sketch(evidence, (&each, &each_network), None)?;
    if class != other {
        let reason = Reason::OnceOrTwice {
            once: Box::new(once),
            twice: Box::new(twice),
        };
        return Some((Class::Undetermined, reason));
    }
    if once.side == Side::Exact {
        once.side = Side::AtMost;
    }
    Some(unless_contradicted(evidence, question, class, once))
}

/// What was measured better shows that a certificate proves nothing.
fn unless_contradicted(
    evidence: &Evidence<'_>,
    question: &Question,
    class: Class,
    certificate: Certificate,
) -> (Class, Reason) {
    match contradicted(evidence, question, &certificate) {
        true => (Class::Undetermined, Reason::Contradicted(certificate)),
        false => (class, Reason::Chain(certificate)),
    }
}

/// What one reading of the chain says.
fn of_sketch(
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

/// What holds whatever the shares are that nobody said.
fn of_free_shares(evidence: &Evidence<'_>) -> Option<(Class, Reason)> {
    let certificate = evidence.free.clone()?;
    let target = evidence.gap.target.as_ref()?;
    let beyond = target.base() - certificate.bound.base() > 1e-9 * target.base().abs();
    if contradicted(evidence, evidence.question?, &certificate) {
        return Some((Class::Undetermined, Reason::Contradicted(certificate)));
    }
    // What is within it may still not come out with the shares there are.
    let class = match beyond {
        true => Class::NeedsRedesign,
        false => Class::Undetermined,
    };
    Some((class, Reason::Chain(certificate)))
}

/// What was measured is better than what the figures of the parts allow: one of them is wrong, so
/// they prove nothing.
fn contradicted(evidence: &Evidence<'_>, question: &Question, certificate: &Certificate) -> bool {
    let Some(actual) = &evidence.gap.actual else {
        return false;
    };
    let (actual, bound) = (actual.value.base(), certificate.bound.base());
    let slack = evidence.policy.contradicted_by * bound.abs();
    match (question.better, certificate.side) {
        (Better::Higher, Side::Exact | Side::AtMost) => actual > bound + slack,
        (Better::Lower, Side::Exact | Side::AtLeast) => {
            matches!(certificate.shows, Shows::AtBest | Shows::Least) && actual < bound - slack
        }
        _ => false,
    }
}

/// What cases drawn from the chain say.
fn of_draws(evidence: &Evidence<'_>) -> Option<(Class, Reason)> {
    let question = evidence.question?;
    let (sketch, network) = evidence.solved?;
    let asked = question
        .computed
        .number(evidence.gap.target.as_ref()?, sketch)?;
    let measure = evidence.chain.goal(evidence.gap.goal).measure.as_ref()?;
    drawn::drawn(question, measure, network, asked)
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
