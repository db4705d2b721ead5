//! What is known of a gap beyond its target, as it stands in the JSON.

use serde::Serialize;

use super::json::{GapOut, ValueOut};
use super::moved::ThenOut;
use super::surveyed;
use crate::engine::World;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::measure::GapVerdict;
use crate::measure::gap::{Asks, Chart, Competitor, Customer, Gap, Money, Projected};
use crate::quantity::Quantity;
use crate::source::Sources;

/// Sizes, yardsticks and series; what is not known is left out.
#[derive(Debug, Serialize)]
pub(super) struct FurtherOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    relative: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variation_units: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defect_factor: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    money: Option<MoneyOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan_distance: Option<ValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behind_plan: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_half_life: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survives: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<CustomerOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    competitor: Option<CompetitorOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    series: SeriesOut,
}

/// A gap with whether its target can be reached, and whose gap most of it is.
#[derive(Debug, Serialize)]
pub(super) struct ReachedOut {
    #[serde(flatten)]
    gap: GapOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    largest: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since_last: Option<ThenOut>,
}

/// The same gap, in short what the strategy makes of it; `baton gap` has it in full.
pub(super) fn reached(
    world: &World,
    out: GapOut,
    gap: &Gap,
    since_last: Option<ThenOut>,
) -> ReachedOut {
    let strategy = world.strategy().get(gap.goal);
    let largest = strategy.and_then(|one| Some(one.shares.as_ref()?.largest()));
    let largest = largest.unwrap_or_default().into_iter();
    ReachedOut {
        gap: out,
        class: strategy.map(|one| one.attainable.class.word()),
        largest: largest.map(|of| world.chain.target_id(of)).collect(),
        since_last,
    }
}

#[derive(Debug, Serialize)]
struct MoneyOut {
    #[serde(flatten)]
    amount: ValueOut,
    per: Option<ValueOut>,
}

#[derive(Debug, Serialize)]
struct CustomerOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    handoff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<ExpectationOut>,
    distance: ValueOut,
    verdict: &'static str,
}

/// The mean of what was expected.
#[derive(Debug, Serialize)]
struct ExpectationOut {
    survey: String,
    /// File and line of the ratings.
    place: String,
    #[serde(flatten)]
    value: ValueOut,
    interval: Option<[f64; 2]>,
    n: u64,
}

#[derive(Debug, Serialize)]
struct CompetitorOut {
    benchmark: String,
    distance: ValueOut,
    verdict: &'static str,
}

#[derive(Debug, Serialize)]
struct SeriesOut {
    periods: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chart: Option<ChartOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    projected: Option<ProjectedOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    half_life: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unmoved_by: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChartOut {
    centre: ValueOut,
    limits: [f64; 2],
    trial: bool,
    variation: &'static str,
    assurance: Option<&'static str>,
    state: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ProjectedOut {
    #[serde(flatten)]
    value: ValueOut,
    interval: [f64; 2],
    on: String,
    chance: f64,
    flat: bool,
}

/// Everything known of a gap beyond its target.
pub(super) fn further((world, sources): (&World, &Sources), gap: &Gap, lang: Lang) -> FurtherOut {
    let series = &gap.series;
    let id = |kind, number| world.id(Subject { kind, number });
    let customer = |held: &Customer| CustomerOut {
        handoff: held.handoff().map(|one| id(SubjectKind::Handoff, one.0)),
        need: match &held.asks {
            Asks::Need { need, .. } => Some(need.text.get(lang).to_owned()),
            Asks::Expected(_) => None,
        },
        expected: held.expected().map(|expected| ExpectationOut {
            survey: id(SubjectKind::Survey, expected.survey),
            place: surveyed::place((world, sources), expected.survey, "expected"),
            value: value(&expected.value),
            interval: expected
                .bounds
                .as_ref()
                .map(|(low, high)| [low.number(), high.number()]),
            n: expected.n,
        }),
        distance: value(&held.distance),
        verdict: word(held.verdict),
    };
    let competitor = |held: &Competitor| CompetitorOut {
        benchmark: id(SubjectKind::Benchmark, held.benchmark),
        distance: value(&held.distance),
        verdict: word(held.verdict),
    };
    let actions = series.unmoved_by.iter();
    FurtherOut {
        relative: gap.sizes.relative,
        variation_units: gap.sizes.variation_units,
        defect_factor: gap.sizes.defect_factor,
        money: gap.sizes.money.as_ref().map(money),
        plan_distance: gap.plan_distance.as_ref().map(value),
        behind_plan: gap.behind_plan,
        required_half_life: gap.required_half_life,
        p_value: gap.p_value,
        survives: gap.survives,
        customer: gap.customer.as_ref().map(customer),
        competitor: gap.competitor.as_ref().map(competitor),
        pattern: gap.pattern.map(crate::measure::gap::Pattern::word),
        series: SeriesOut {
            periods: series.periods,
            reason: series.too_few_periods().map(|why| why.get(lang).to_owned()),
            changed_on: series.changed_on.map(|day| day.to_string()),
            chart: series.chart.as_ref().map(chart),
            projected: series.projected.as_ref().map(projected),
            half_life: series.half_life,
            unmoved_by: actions.map(|one| id(SubjectKind::Action, one.0)).collect(),
        },
    }
}

fn word(verdict: GapVerdict) -> &'static str {
    match verdict {
        GapVerdict::Met => "met",
        GapVerdict::NotMet => "not-met",
        GapVerdict::Undetermined(_) => "undetermined",
    }
}

fn value(quantity: &Quantity) -> ValueOut {
    super::json::value(quantity)
}

fn money(money: &Money) -> MoneyOut {
    MoneyOut {
        amount: value(&money.amount),
        per: money.per.as_ref().map(value),
    }
}

fn chart(chart: &Chart) -> ChartOut {
    let (lower, upper) = &chart.limits;
    ChartOut {
        centre: value(&chart.centre),
        limits: [lower.number(), upper.number()],
        trial: chart.stage == crate::statistics::chart::Stage::Trial,
        variation: chart.variation_word(),
        assurance: chart.assurance_word(),
        state: chart.state.map(crate::measure::gap::State::word),
    }
}

fn projected(found: &Projected) -> ProjectedOut {
    let (lower, upper) = &found.bounds;
    ProjectedOut {
        value: value(&found.value),
        interval: [lower.number(), upper.number()],
        on: found.on.to_string(),
        chance: found.chance,
        flat: found.flat,
    }
}
