//! What each process comes to, for programs: the table of `baton gap --chain` as JSON.

use serde::Serialize;

use super::View;
use super::chain::not_known;
use crate::model::Target;
use crate::network::{At, Kind};
use crate::quantity::Quantity;
use crate::report::json::{ValueOut, value};
use crate::strategy::numbers::{Numbers, Solved};
use crate::strategy::throughput::NEAR;
use crate::strategy::wording;

/// A process with what it comes to, or why it comes to nothing.
#[derive(Debug, Serialize)]
pub(super) struct ProcessOut {
    process: String,
    #[serde(flatten)]
    solved: Option<SolvedOut>,
    /// Why nothing can be worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_computable: Vec<String>,
    /// The keys that would have to be written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_known: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SolvedOut {
    no_case_below: ValueOut,
    usual: BoundedOut,
    expected: BoundedOut,
    right_first_time: Option<BoundedOut>,
    without_return: f64,
    visits: f64,
    bottleneck: Vec<LoadOut>,
    escape: Option<EscapeOut>,
    rework: Option<ReworkOut>,
}

/// A number, and on which side of it the truth may lie where something is not known.
#[derive(Debug, Serialize)]
struct BoundedOut {
    #[serde(flatten)]
    value: ValueOut,
    side: &'static str,
}

#[derive(Debug, Serialize)]
struct LoadOut {
    step: String,
    load: f64,
}

#[derive(Debug, Serialize)]
struct EscapeOut {
    step: String,
    share: f64,
    handoffs: f64,
}

#[derive(Debug, Serialize)]
struct ReworkOut {
    each: ValueOut,
    year: Option<ValueOut>,
    side: &'static str,
}

/// The processes in scope.
pub(super) fn out(view: &View<'_>, all: &[Numbers]) -> Vec<ProcessOut> {
    let id = |one: &Numbers| {
        let process = view.world.chain.process(one.process);
        process.record.id.as_str().to_owned()
    };
    all.iter()
        .filter(|one| view.scope.includes_id(&id(one)))
        .map(|one| match &one.solved {
            Ok(solved) => ProcessOut {
                process: id(one),
                solved: Some(of(view, one, solved)),
                not_computable: Vec::new(),
                not_known: not_known(view, one, solved),
            },
            Err(faults) => ProcessOut {
                process: id(one),
                solved: None,
                not_computable: wording::faults(&view.world.chain, &one.sketch, faults, view.lang),
                not_known: Vec::new(),
            },
        })
        .collect()
}

fn of(view: &View<'_>, one: &Numbers, solved: &Solved) -> SolvedOut {
    let time = |seconds: f64| value(&crate::measure::logged::time(1000.0 * seconds));
    let at_least = |is: bool| if is { "at-least" } else { "exact" };
    let usual = !solved.typical.missing.is_empty();
    let expected = usual || matches!(solved.expected.kind, Kind::AtLeast(_));
    let missing = &solved.first.missing;
    // Where no yield is known, 100 % would only be what is not known.
    let right = (missing.len() < one.sketch.steps.len()).then(|| BoundedOut {
        value: value(&Quantity::share(solved.first.right_first_time)),
        side: if missing.is_empty() && !one.sketch.is_doubtful() {
            "exact"
        } else {
            "at-most"
        },
    });
    let near = solved.load.as_ref();
    let near = near.map_or_else(Vec::new, |load| load.near_bottleneck(NEAR));
    let near = near.into_iter().filter_map(|(step, load)| {
        let step = view.object(one.sketch.object(At::Step(step))?);
        Some(LoadOut { step, load })
    });
    SolvedOut {
        no_case_below: time(solved.least.seconds),
        usual: BoundedOut {
            value: time(solved.typical.seconds),
            side: at_least(usual),
        },
        expected: BoundedOut {
            value: time(solved.expected.seconds),
            side: at_least(expected),
        },
        right_first_time: right,
        without_return: solved.first.without_return,
        visits: solved.visits,
        bottleneck: near.collect(),
        escape: solved.escape.map(|(step, share, handoffs)| EscapeOut {
            step: view.object(Target::Step(step)),
            share,
            handoffs,
        }),
        rework: solved.rework.as_ref().map(|rework| ReworkOut {
            each: value(&rework.each),
            year: rework.year.as_ref().map(value),
            side: at_least(rework.is_at_least),
        }),
    }
}
