//! Cases drawn from the chain: how many keep a time, where sums of means say nothing of it.
//!
//! Percentiles do not add up, and where ways come together the later one counts, which is later
//! on average than either (merge bias). So cases are drawn with the spreads as written, always the
//! same ones.

use super::attainable::{Class, Reason};
use super::computed::{Computed, Question};
use crate::load::document::{Measure, Statistic};
use crate::network::{Network, Plan, StepIx};

/// So many visits are drawn for one goal: a blink of an eye.
const VISITS: f64 = 2e6;

/// Where the random numbers start.
const SEED: u64 = 0x6261_746f_6e00_0005;

/// How many drawn cases keep the time a goal asks for, and how hard that makes it; `None` where a
/// time is not known, or the mean is asked for and is exact already.
pub(super) fn drawn(
    question: &Question,
    measure: &Measure,
    network: &Network,
    asked: f64,
) -> Option<(Class, Reason)> {
    if question.computed != Computed::LeadTime {
        return None;
    }
    let share = match measure.statistic {
        Some(Statistic::Percentile) => Some(measure.percentile.as_ref()?.0.base()),
        Some(Statistic::Median) => Some(0.5),
        None | Some(Statistic::Mean) if goes_together(network) => None,
        _ => return None,
    };
    let visits: f64 = (0..network.steps().len())
        .map(|step| network.visits(StepIx(step)))
        .sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between two whole numbers"
    )]
    let cases = (VISITS / visits.max(1.0)).clamp(400.0, 20_000.0) as u64;
    let cases = network.simulate(Plan { cases, seed: SEED }).ok()?;
    let within = cases.share_within(asked);
    let reached = match share {
        Some(share) => within.lower.is_some_and(|lower| lower >= share),
        None => cases.mean().upper.is_some_and(|upper| upper <= asked),
    };
    let class = if reached {
        Class::Plausible
    } else {
        Class::Demanding
    };
    let reason = Reason::Drawn {
        within: within.value,
        mean: share.is_none().then(|| cases.mean().value),
        asked: share,
    };
    Some((class, reason))
}

/// Work goes several ways at once somewhere.
fn goes_together(network: &Network) -> bool {
    use crate::network::Gate;
    network
        .steps()
        .iter()
        .any(|step| step.join == Gate::And || step.split == Gate::And)
}
