//! The same value held against two further yardsticks: what receivers ask, and what others reach.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::judged::{against, speaks_of};
use super::super::open::Open;
use super::observed::Observed;
use super::rated;
use super::size::{distance, points};
use super::verdict::{GapVerdict, verdict};
use crate::lang::{Lang, Text};
use crate::load::Statement;
use crate::load::document::{Benchmark, BenchmarkKind, Better, Grade, Measure, StandardMeasure};
use crate::model::{Chain, GoalId, HandoffId, Recorder, Target, meaning};
use crate::quantity::{Bound, Quantity, half_up};

/// The value held against what a receiver asks.
#[derive(Debug, Clone)]
pub struct Customer {
    /// What is asked.
    pub asks: Asks,
    /// How far the value is short of it; negative within it.
    pub distance: Quantity,
    /// Whether it is shown to be served.
    pub verdict: GapVerdict,
}

/// What a receiver asks.
#[derive(Debug, Clone)]
pub enum Asks {
    /// A need, in words with a bound.
    Need {
        /// The handoff whose receiver needs it.
        handoff: HandoffId,
        /// Its position among the needs.
        index: usize,
        /// Its words.
        need: Arc<Statement>,
    },
    /// What those who were asked in a survey expected.
    Expected(Expectation),
}

/// The mean of the grades that were expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// The survey, by its number.
    pub survey: u32,
    /// The handoff it is about, if it is about one.
    pub handoff: Option<HandoffId>,
    /// The mean.
    pub value: Quantity,
    /// Bounds that hold with 95 % each; `None` if all expected the same grade.
    pub bounds: Option<(Quantity, Quantity)>,
    /// How many said what they expected.
    pub n: u64,
}

impl Customer {
    /// The handoff whose receiver asks it, if it is about one.
    pub fn handoff(&self) -> Option<HandoffId> {
        match &self.asks {
            Asks::Need { handoff, .. } => Some(*handoff),
            Asks::Expected(expected) => expected.handoff,
        }
    }

    /// What was expected, if that is what is asked.
    pub fn expected(&self) -> Option<&Expectation> {
        match &self.asks {
            Asks::Expected(expected) => Some(expected),
            Asks::Need { .. } => None,
        }
    }

    /// What is asked, in words.
    pub fn asked(&self) -> Text {
        match &self.asks {
            Asks::Need { need, .. } => need.text.clone(),
            Asks::Expected(expected) => expected.told(),
        }
    }
}

impl Expectation {
    /// The mean with its bounds and how many it is of.
    fn told(&self) -> Text {
        let shown = |value: &Quantity, lang| {
            let hundredths = half_up(value.base(), 2);
            value.with_base(hundredths).show(lang)
        };
        let n = self.n;
        let between = |lang| {
            self.bounds.as_ref().map(|(low, high)| {
                let (low, high) = (shown(low, lang), shown(high, lang));
                lang.pick(format!("{low} … {high}, "), format!("{low} … {high}，"))
            })
        };
        let (en, zh) = (Lang::En, Lang::Zh);
        let (value, of) = (shown(&self.value, en), between(en).unwrap_or_default());
        let english = format!("{value} expected on average ({of}n = {n})");
        let (value, of) = (shown(&self.value, zh), between(zh).unwrap_or_default());
        let chinese = format!("平均期望 {value}（{of}n = {n}）");
        Text::bilingual(Some(english.into()), Some(chinese.into()))
    }
}

/// The value held against that of others.
#[derive(Debug, Clone)]
pub struct Competitor {
    /// The benchmark, by its number.
    pub benchmark: u32,
    /// How far the value is short of it; negative beyond it.
    pub distance: Quantity,
    /// Whether the benchmark is shown to be reached.
    pub verdict: GapVerdict,
}

/// What the yardsticks say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// The target is met, a receiver's need is not: green outside, red inside.
    Watermelon,
    /// The receiver has what it needs, the target is not met: an ambition of one's own.
    Inward,
    /// Target and need are met, and others are ahead.
    CompetitorAhead,
}

impl Pattern {
    /// Its word in scripts and reports for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Watermelon => "watermelon",
            Self::Inward => "inward",
            Self::CompetitorAhead => "competitor-ahead",
        }
    }

    /// What is demonstrated of all three; nothing that is only likely makes a pattern.
    pub(super) fn of(
        target: GapVerdict,
        customer: Option<GapVerdict>,
        competitor: Option<GapVerdict>,
    ) -> Option<Self> {
        use GapVerdict::{Met, NotMet};
        match (target, customer?, competitor) {
            (Met, NotMet, _) => Some(Self::Watermelon),
            (NotMet, Met, _) => Some(Self::Inward),
            (Met, Met, Some(NotMet)) => Some(Self::CompetitorAhead),
            _ => None,
        }
    }
}

/// What is served worst of what receivers ask: the needs that speak of the measure of a goal, of the
/// handoffs it is on or serves, and what was expected in the survey about it.
pub(super) fn customer(
    chain: &Chain,
    id: GoalId,
    actual: &Observed,
    sided: (Better, Option<Date>),
) -> Option<Customer> {
    let goal = chain.goal(id);
    let measure = goal.measure.as_ref()?;
    let handoffs = handoffs(chain, id);
    let needs = handoffs.iter().flat_map(|handoff| {
        let side = chain.handoff(*handoff).record.customer.as_ref();
        let needs = side.map_or(&[][..], |side| &side.needs).iter();
        needs
            .enumerate()
            .map(|(index, need)| (*handoff, index, need))
    });
    let held = needs.filter_map(|(handoff, index, need)| {
        let bound = need.bound.as_ref().filter(|_| speaks_of(need, measure))?;
        Some(Customer {
            asks: Asks::Need {
                handoff,
                index,
                need: Arc::clone(need),
            },
            distance: beyond(bound, &actual.value)?,
            verdict: need_met(chain, need, bound, measure, actual),
        })
    });
    let held = held.chain(rated::expected(chain, id, actual, sided));
    held.min_by(|a, b| {
        worst_first(a)
            .0
            .cmp(&worst_first(b).0)
            .then(worst_first(b).1.total_cmp(&worst_first(a).1))
    })
}

/// The handoffs a goal is on or serves, in the order of the chain.
pub(super) fn handoffs(chain: &Chain, id: GoalId) -> Vec<HandoffId> {
    let own = match chain.goal(id).on {
        Target::Handoff(own) => Some(own),
        _ => None,
    };
    let mut handoffs: Vec<_> = chain.links.goal_serves[id.index()].clone();
    handoffs.extend(own);
    handoffs.sort_unstable();
    handoffs.dedup();
    handoffs
}

/// Those that are shown not to be served come first, and of these the one farthest from it.
fn worst_first(held: &Customer) -> (u8, f64) {
    let rank = match held.verdict {
        GapVerdict::NotMet => 0,
        GapVerdict::Undetermined(_) => 1,
        GapVerdict::Met => 2,
    };
    (rank, held.distance.base())
}

/// How far a value lies beyond a bound: positive outside, negative inside.
fn beyond(bound: &Bound, value: &Quantity) -> Option<Quantity> {
    let ends = [bound.low(), bound.high()];
    let known = ends.iter().flatten();
    if !known.clone().all(|(end, _)| end.commensurable(value)) {
        return None;
    }
    let below = bound.low().map(|(low, _)| low.base() - value.base());
    let above = bound.high().map(|(high, _)| value.base() - high.base());
    let most = below.into_iter().chain(above).max_by(f64::total_cmp)?;
    Some(points(value, most))
}

/// The customer judges whether it could use what it got.
fn need_met(
    chain: &Chain,
    need: &Statement,
    bound: &Bound,
    measure: &Measure,
    actual: &Observed,
) -> GapVerdict {
    let by_receiver = |id| chain.figures.get(id).recorder == Recorder::Receiver;
    let own =
        actual.figure.is_some_and(by_receiver) || actual.grade == Some(Grade::CustomerConfirmed);
    match measure.of.or_else(|| meaning(need)) {
        Some(StandardMeasure::Usable) if !own => GapVerdict::Undetermined(Open::NotByReceiver),
        _ => against(bound, actual),
    }
}

/// The best benchmark of a goal's measure that compares; a competitor's before any other.
pub(super) fn competitor(
    chain: &Chain,
    id: GoalId,
    actual: &Observed,
    better: Better,
) -> Option<Competitor> {
    let own = chain.links.goal_measure[id.index()]?;
    let measure = &chain.goal(id).measure.as_ref()?;
    let all = (0..)
        .zip(&chain.benchmarks)
        .zip(&chain.links.benchmark_measure);
    let comparable = all.filter_map(|((number, benchmark), of)| {
        let record = &*benchmark.record;
        let compares = *of == Some(own)
            && record.value.commensurable(&actual.value)
            && counted_alike(record, measure);
        let short = distance(&actual.value, &record.value, better).filter(|_| compares)?;
        let by_others = record.kind != Some(BenchmarkKind::Competitive);
        Some((by_others, number, record, short))
    });
    // The best value is the one that is farthest ahead.
    let (_, benchmark, record, distance) =
        comparable.min_by(|a, b| a.0.cmp(&b.0).then(b.3.base().total_cmp(&a.3.base())))?;
    Some(Competitor {
        benchmark,
        distance,
        verdict: verdict(Some(&record.value), Some(actual), Ok(better)),
    })
}

/// A benchmark that says how it is counted says the same as the measure.
fn counted_alike(benchmark: &Benchmark, measure: &Measure) -> bool {
    const AS_OURS: &[&str] = &[
        "same",
        "the same",
        "same definition",
        "same as ours",
        "same as the measure",
        "as the measure",
        "as ours",
        "identical",
        "同口径",
        "口径相同",
        "口径一致",
        "定义相同",
        "相同",
        "一致",
        "同上",
        "与指标相同",
        "与指标一致",
        "与本指标相同",
        "与我们相同",
    ];
    let told = benchmark
        .definition
        .as_ref()
        .filter(|told| !told.is_blank());
    told.is_none_or(|told| {
        let same = |word: &str| AS_OURS.contains(&word.trim().to_lowercase().as_str());
        let ours = measure.definition.as_ref();
        told.wordings().any(same) || ours.is_some_and(|ours| ours.names_the_same(told))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_demonstrated_makes_a_pattern() {
        use GapVerdict::{Met, NotMet};
        let open = GapVerdict::Undetermined(Open::NoCases);
        for (target, customer, competitor, pattern) in [
            (Met, Some(NotMet), None, Some(Pattern::Watermelon)),
            (Met, Some(NotMet), Some(NotMet), Some(Pattern::Watermelon)),
            (NotMet, Some(Met), None, Some(Pattern::Inward)),
            (Met, Some(Met), Some(NotMet), Some(Pattern::CompetitorAhead)),
            (Met, Some(Met), Some(Met), None),
            (Met, None, Some(NotMet), None),
            (open, Some(NotMet), None, None),
            (Met, Some(open), Some(NotMet), None),
            (NotMet, Some(NotMet), Some(NotMet), None),
        ] {
            assert_eq!(Pattern::of(target, customer, competitor), pattern);
        }
    }

    #[test]
    fn the_distance_from_a_need_is_negative_inside_it() {
        let value = |text: &str| Quantity::parse(text).unwrap();
        for (need, actual, short) in [
            ("moisture ≤ 6 %", "8 %", 0.02),
            ("moisture ≤ 6 %", "5 %", -0.01),
            ("on time ≥ 95 %", "91 %", 0.04),
            ("share 40 to 60 %", "50 %", -0.10),
            ("share 40 to 60 %", "65 %", 0.05),
            ("share 40 to 60 %", "30 %", 0.10),
        ] {
            let need = Statement::parse(need).unwrap();
            let bound = need.bound.as_ref().unwrap();
            let found = beyond(bound, &value(actual)).unwrap().base();
            assert!((found - short).abs() < 1e-12, "{found} {short}");
        }
        let need = Statement::parse("wait ≤ 2 h").unwrap();
        assert_eq!(
            beyond(need.bound.as_ref().unwrap(), &value("2 working days")),
            None
        );
    }
}
