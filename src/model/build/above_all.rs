//! What asks for more than all of the cases: "on time ≥ 105 %" can never be met.
//!
//! Only of shares of cases is that said: the usual measures of a handoff, and measures counted as `k`
//! of `n`. Other shares may go above 100 %, such as output against plan.

use std::sync::Arc;

use super::spot;
use crate::lang::{Lang, Text};
use crate::load::document::{Handoff, StandardMeasure as M};
use crate::load::{Record, Segment, Statement};
use crate::model::Chain;
use crate::model::meaning::meaning;
use crate::model::objects::Goal;
use crate::problem::{Problem, ProblemKind};
use crate::quantity::{Dimension, Quantity};
use crate::source::Spot;

/// Reports needs, criteria, promises and targets above all cases.
pub(super) fn check(chain: &Chain, problems: &mut Vec<Problem>) {
    for handoff in &chain.handoffs {
        for (side, key, statements) in lists(&handoff.record) {
            for (at, statement) in statements.iter().enumerate() {
                if let Some(kind) = of_statement(statement) {
                    let path = [
                        Segment::Key(side.into()),
                        Segment::Key(key.into()),
                        Segment::Index(at),
                    ];
                    let span = Record::locate(&*handoff.record, &path);
                    let source = handoff.source;
                    problems.push(Problem::at(Spot { source, span }, kind));
                }
            }
        }
    }
    for goal in &chain.goals {
        of_goal(chain, goal, problems);
    }
}

type Lists<'h> = [(&'static str, &'static str, &'h [Arc<Statement>]); 5];

fn lists(
    record: &Handoff,
) -> impl Iterator<Item = (&'static str, &'static str, &[Arc<Statement>])> {
    let (customer, supplier) = (record.customer.as_ref(), record.supplier.as_ref());
    let all: Lists<'_> = [
        ("customer", "needs", customer.map_or(&[], |it| &*it.needs)),
        (
            "supplier",
            "understands",
            supplier.map_or(&[], |it| &*it.understands),
        ),
        (
            "supplier",
            "criteria",
            supplier.map_or(&[], |it| &*it.criteria),
        ),
        (
            "supplier",
            "promises",
            supplier.map_or(&[], |it| &*it.promises),
        ),
        (
            "supplier",
            "bottom_line",
            supplier.map_or(&[], |it| &*it.bottom_line),
        ),
    ];
    all.into_iter()
}

fn of_statement(statement: &Statement) -> Option<ProblemKind> {
    let (low, included) = statement.bound.as_ref()?.low()?;
    let above = low.base() > 1.0 || (low.base() >= 1.0 && !included);
    let asks = above && low.dimension() == Dimension::Share;
    (asks && meaning(statement).is_some_and(is_of_cases)).then(|| ProblemKind::MoreThanWhole {
        written: statement.text.clone(),
    })
}

/// The usual measures that are a share of all cases.
fn is_of_cases(measure: M) -> bool {
    matches!(
        measure,
        M::OnTime
            | M::InFull
            | M::Otif
            | M::Usable
            | M::FirstPass
            | M::Rework
            | M::Returned
            | M::Bypass
    )
}

/// The values a goal leads to; what was reached is checked with the figures.
fn of_goal(chain: &Chain, goal: &Goal, problems: &mut Vec<Problem>) {
    let record = &*goal.record;
    let asked = [
        ("floor", &record.floor),
        ("target", &record.target),
        ("stretch", &record.stretch),
    ];
    for (key, value) in asked {
        let Some(value) = value.as_ref().filter(|value| is_above_all(value)) else {
            continue;
        };
        if counts_cases(chain, goal) {
            let written = Text::plain(value.show(Lang::En));
            let kind = ProblemKind::MoreThanWhole { written };
            problems.push(Problem::at(spot(goal.source, record, &[key]), kind));
        }
    }
}

fn is_above_all(value: &Quantity) -> bool {
    value.dimension() == Dimension::Share && value.base() > 1.0
}

/// The measure of a goal is a share of cases by what it is of, or by how it is counted.
fn counts_cases(chain: &Chain, goal: &Goal) -> bool {
    let record = &*goal.record;
    let of = goal.measure.as_ref().and_then(|measure| measure.of);
    let own = [&record.baseline, &record.actual];
    let counted = own.into_iter().flatten().any(|figure| figure.k.is_some());
    let figures = || {
        let mut all = chain.figures.iter();
        all.any(|figure| {
            let measured = &chain.measures[figure.measure.0 as usize].record;
            let same = goal
                .measure
                .as_ref()
                .is_some_and(|own| Arc::ptr_eq(own, measured));
            same && figure.record.k.is_some()
        })
    };
    of.is_some_and(is_of_cases) || counted || figures()
}
