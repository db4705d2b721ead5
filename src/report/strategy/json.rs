//! Goals with all that is known of them as JSON, schema `baton/gap/1`.

use serde::Serialize;

use super::apart::{self, ApartOut};
use super::chain_json::{self, ProcessOut};
use super::shares_json::{SharesOut, shares};
use super::table::shortfall_said;
use super::twice::{self, TwiceOut};
use super::{One, View};
use crate::load::Choice;
use crate::model::Target;
use crate::quantity::Quantity;
use crate::report::json::{GapOut, ValueOut, gap_out, value, written};
use crate::strategy::Class;
use crate::strategy::numbers::Numbers;
use crate::strategy::wording;
use crate::strategy::{Certificate, Closing, Made, Reason, Remedy, Shows};

/// The name of this shape.
pub const SCHEMA: &str = "baton/gap/1";

#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: &'static str,
    tool: Tool,
    goals: Vec<GoalOut<'a>>,
    not_adding_up: Vec<ShortfallOut>,
    clashes: Vec<[String; 2]>,
    /// What each process comes to, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<Vec<ProcessOut>>,
    /// What of the processes is not counted where they are worked out.
    not_counted: Vec<ApartOut>,
}

#[derive(Debug, Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct GoalOut<'a> {
    #[serde(flatten)]
    gap: GapOut,
    objectives: Vec<&'a str>,
    class: &'static str,
    reasons: Vec<ReasonOut>,
    /// What was measured says more than it.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<ReasonOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_computable: Vec<String>,
    computed: Option<ComputedOut>,
    /// Rejections that are known at two places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    counted_once: Vec<TwiceOut>,
    shares: Option<SharesOut>,
    closing: Option<ClosingOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measure_next: Vec<NextOut>,
}

#[derive(Debug, Serialize)]
struct ReasonOut {
    class: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<ValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<CertificateOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<f64>,
}

#[derive(Debug, Serialize)]
struct CertificateOut {
    shows: &'static str,
    bound: ValueOut,
    side: &'static str,
    made: &'static str,
    terms: Vec<TermOut>,
    not_known: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst: Option<ValueOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_measured: Option<ValueOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    taken_as_1: Vec<String>,
    grade: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct TermOut {
    of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'static str>,
    #[serde(flatten)]
    value: ValueOut,
    known: Option<String>,
}

#[derive(Debug, Serialize)]
struct ComputedOut {
    #[serde(flatten)]
    value: ValueOut,
    side: &'static str,
}

#[derive(Debug, Serialize)]
struct ClosingOut {
    reached: bool,
    may_be_cheaper: bool,
    remedies: Vec<RemedyOut>,
}

#[derive(Debug, Serialize)]
struct RemedyOut {
    moves: Vec<MoveOut>,
    cost: Option<ValueOut>,
    value: ValueOut,
}

#[derive(Debug, Serialize)]
struct MoveOut {
    lever: String,
    changes: Option<String>,
    parameter: &'static str,
    from: ValueOut,
    to: ValueOut,
    cost: Option<ValueOut>,
}

#[derive(Debug, Serialize)]
struct NextOut {
    of: String,
    share: f64,
    cases: u64,
}

#[derive(Debug, Serialize)]
struct ShortfallOut {
    goal: String,
    for_sure: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<ValueOut>,
    reached: ValueOut,
    /// Whether `reached` is what it comes to, or one end of it.
    side: &'static str,
    target: ValueOut,
    message: String,
}

/// All goals in scope.
///
/// # Errors
/// If a number cannot be written as JSON.
pub fn json(view: &View<'_>) -> Result<String, serde_json::Error> {
    rendered(view, None)
}

/// All goals in scope, and what each process in scope comes to.
///
/// # Errors
/// If a number cannot be written as JSON.
pub fn json_with_chain(view: &View<'_>, all: &[Numbers]) -> Result<String, serde_json::Error> {
    rendered(view, Some(chain_json::out(view, all)))
}

fn rendered(view: &View<'_>, chain: Option<Vec<ProcessOut>>) -> Result<String, serde_json::Error> {
    let strategy = view.world.strategy();
    let goals: Vec<One<'_>> = view.goals().collect();
    let shown = |id| goals.iter().any(|one| one.id == id);
    let shortfalls = strategy.shortfalls.iter().filter(|one| shown(one.goal));
    let clashes = strategy.clashes.iter().filter(|one| shown(one.first));
    let report = Report {
        schema: SCHEMA,
        tool: Tool {
            name: "baton",
            version: env!("CARGO_PKG_VERSION"),
        },
        goals: goals.iter().map(|one| goal(view, one)).collect(),
        not_adding_up: shortfalls
            .map(|one| ShortfallOut {
                goal: view.goal_id(one.goal),
                for_sure: one.for_sure,
                at_least: one.at_least.as_ref().map(value),
                reached: value(&one.reached),
                side: one.side.word(),
                target: value(&one.target),
                message: shortfall_said(view, one),
            })
            .collect(),
        clashes: clashes
            .map(|one| [view.goal_id(one.first), view.goal_id(one.second)])
            .collect(),
        chain,
        not_counted: apart::json(view),
    };
    written(&report)
}

fn goal<'v>(view: &View<'v>, one: &One<'_>) -> GoalOut<'v> {
    let chain = &view.world.chain;
    let serves = chain.links.objective_goals.iter().zip(&chain.objectives);
    let serves = serves.filter(|(goals, _)| goals.contains(&one.id));
    let strategy = one.strategy;
    let faults = strategy.faults.as_ref();
    GoalOut {
        gap: gap_out(
            (view.world, view.sources),
            view.goal_id(one.id),
            one.gap,
            view.lang,
        ),
        objectives: serves
            .map(|(_, objective)| objective.record.id.as_str())
            .collect(),
        class: strategy.attainable.class.word(),
        reasons: strategy
            .attainable
            .reasons
            .iter()
            .map(|(class, why)| reason(view, class.word(), why))
            .collect(),
        beside: strategy
            .beside
            .as_ref()
            .map(|why| reason(view, Class::Undetermined.word(), why)),
        not_computable: faults.map_or_else(Vec::new, |faults| {
            let (sketch, faults) = &**faults;
            wording::faults(&view.world.chain, sketch, faults, view.lang)
        }),
        computed: strategy
            .computed
            .as_ref()
            .map(|(answer, quantity)| ComputedOut {
                value: value(quantity),
                side: answer.side.word(),
            }),
        counted_once: twice::json(view, &strategy.twice),
        shares: strategy.shares.as_ref().map(|found| shares(view, found)),
        closing: strategy.closing.as_ref().map(|found| closing(view, found)),
        measure_next: strategy
            .next
            .iter()
            .map(|one| NextOut {
                of: view.object(one.of),
                share: one.share,
                cases: one.cases,
            })
            .collect(),
    }
}

fn reason(view: &View<'_>, class: &'static str, why: &Reason) -> ReasonOut {
    let plain = |reason| ReasonOut {
        class,
        reason,
        value: None,
        certificate: None,
        chance: None,
        months: None,
        ends: None,
        within: None,
        asked: None,
    };
    let with = |reason, quantity: &Quantity| ReasonOut {
        value: Some(value(quantity)),
        ..plain(reason)
    };
    match why {
        Reason::MetNow => plain("met-now"),
        Reason::Chain(found) => ReasonOut {
            certificate: Some(certificate(view, found)),
            ..plain("chain")
        },
        Reason::Contradicted(found) => ReasonOut {
            certificate: Some(certificate(view, found)),
            ..plain("contradicted")
        },
        Reason::OnceOrTwice { once, twice } => ReasonOut {
            certificate: Some(certificate(view, once)),
            ends: Some([twice.bound.number(), once.bound.number()]),
            ..plain("once-or-twice")
        },
        Reason::Both {
            certificate: found,
            ends,
        } => ReasonOut {
            certificate: Some(certificate(view, found)),
            ends: ends
                .as_ref()
                .map(|(low, high)| [low.number(), high.number()]),
            ..plain("both-shares")
        },
        Reason::Drawn { within, asked, .. } => ReasonOut {
            within: Some(*within),
            asked: *asked,
            ..plain("drawn-cases")
        },
        Reason::OutsideLimits { limit } => with("outside-natural-limits", limit),
        Reason::WithinLimits => plain("within-natural-limits"),
        Reason::BeyondBestEver { best } => with("beyond-best-ever", best),
        Reason::WithinBestEver { best } => with("within-best-ever", best),
        Reason::Faster { required, own } => ReasonOut {
            months: Some([*required, *own]),
            ..plain("faster-than-own-history")
        },
        Reason::Projected { chance } => ReasonOut {
            chance: Some(*chance),
            ..plain("projected")
        },
    }
}

fn certificate(view: &View<'_>, found: &Certificate) -> CertificateOut {
    let lacking = found.lacking.iter();
    CertificateOut {
        shows: match found.shows {
            Shows::AtBest => "at-best",
            Shows::Least => "least",
            Shows::Typical => "typical",
            Shows::Today => "today",
        },
        bound: value(&found.bound),
        side: found.side.word(),
        made: match found.made {
            Made::Sum => "sum",
            Made::Product => "product",
            Made::Bottleneck => "bottleneck",
            Made::Cut => "cut",
            Made::Both => "both",
            Made::Network => "network",
        },
        terms: found
            .terms
            .iter()
            .map(|term| TermOut {
                of: view.object(term.of),
                what: term.what.map(Choice::word),
                value: value(&term.value),
                known: view.known_of(term),
            })
            .collect(),
        not_known: lacking
            .map(|(of, key)| format!("{}.{key}", view.object(*of)))
            .collect(),
        worst: found.worst.as_ref().map(value),
        from_measured: found.from_measured.as_ref().map(value),
        taken_as_1: found
            .assumed
            .iter()
            .map(|step| format!("{}.servers", view.object(Target::Step(*step))))
            .collect(),
        grade: found.grade.map(Choice::word),
    }
}

fn closing(view: &View<'_>, found: &Closing) -> ClosingOut {
    match found {
        Closing::Remedies {
            remedies,
            may_be_cheaper,
        } => ClosingOut {
            reached: true,
            may_be_cheaper: *may_be_cheaper,
            remedies: remedies.iter().map(|one| remedy(view, one)).collect(),
        },
        Closing::OutOfReach(nearest) => ClosingOut {
            reached: false,
            may_be_cheaper: false,
            remedies: vec![remedy(view, nearest)],
        },
    }
}

fn remedy(view: &View<'_>, found: &Remedy) -> RemedyOut {
    let levers = &view.world.chain.levers;
    let moves = found.moves.iter().filter_map(|one| {
        let lever = levers.get(one.lever)?;
        Some(MoveOut {
            lever: view
                .world
                .chain
                .full_id(lever.process, lever.record.id.as_str()),
            changes: lever.changes.map(|of| view.object(of)),
            parameter: lever.record.parameter.word(),
            from: value(&one.from),
            to: value(&one.to),
            cost: one.cost.as_ref().map(value),
        })
    });
    RemedyOut {
        moves: moves.collect(),
        cost: found.cost.as_ref().map(value),
        value: value(&found.value),
    }
}
