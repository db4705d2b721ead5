//! Whether a goal can be reached, with the certificate that shows it.
//!
//! Each kind of evidence gives its own answer; the gravest stands, and all are told. A bound is
//! only called one if whatever is not known could make it stricter, never looser.

use super::certificate::Certificate;
use super::closing::Closing;
use super::computed::{Question, Side};
use super::drawn;
use super::levers::Levers;
use super::reach::of_sketch;
use super::sketch::Sketch;
use crate::load::document::Better;
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
    reasons.sort_by_key(|(class, reason)| (*class).min(could_be(reason)));
    Attainable {
        class: reasons
            .first()
            .map_or(Class::Undetermined, |(class, _)| *class),
        reasons,
    }
}

/// What stands in front of it is graver than either answer could be: where two readings of the chain
/// differ, a milder answer of the history does not say which of them is right.
fn could_be(reason: &Reason) -> Class {
    match reason {
        Reason::OnceOrTwice { .. } => Class::Demanding,
        _ => Class::Undetermined,
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
    let denies = matches!(class, Class::Impossible | Class::NeedsRedesign);
    let is_contradicted = contradicted(evidence, question, &certificate)
        || denies && is_at_target(evidence, question);
    match is_contradicted {
        true => (Class::Undetermined, Reason::Contradicted(certificate)),
        false => (class, Reason::Chain(certificate)),
    }
}

/// What was measured is at the target already, shown or not.
fn is_at_target(evidence: &Evidence<'_>, question: &Question) -> bool {
    let gap = evidence.gap;
    let (Some(actual), Some(target)) = (&gap.actual, &gap.target) else {
        return false;
    };
    let (actual, target) = (actual.value.base(), target.base());
    match question.better {
        Better::Higher => actual >= target,
        Better::Lower => actual <= target,
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
    let actual = evidence.gap.actual.as_ref();
    let slack = evidence.policy.contradicted_by;
    actual.is_some_and(|actual| certificate.is_beaten(question.better, &actual.value, slack))
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
