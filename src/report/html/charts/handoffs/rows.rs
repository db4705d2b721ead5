//! What is held against what: the rows of each handoff.

use std::sync::Arc;

use crate::audit::Checked;
use crate::finding::{Subject, SubjectKind};
use crate::lang::Lang;
use crate::load::Statement;
use crate::load::document::{Handoff, Survey};
use crate::measure::GapVerdict;
use crate::measure::gap::Observed;
use crate::measure::judged::{Judged, Stated};
use crate::measure::promised::promised;
use crate::measure::voice;
use crate::model::{HandoffId, Target};
use crate::quantity::{Bound, Quantity};
use crate::report::html::View;
use crate::report::judged::evidence;

/// A handoff with what is drawn of it.
pub(super) struct Panel<'a> {
    pub(super) id: String,
    pub(super) name: String,
    /// Who gives, and who receives.
    pub(super) parties: String,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) ratings: Vec<Rating>,
}

/// One need with all that is known of it.
pub(super) struct Row<'a> {
    /// Its words; those of the criterion or promise where nobody wrote a need.
    pub(super) text: &'a str,
    pub(super) need: Option<&'a Bound>,
    pub(super) criterion: Option<&'a Bound>,
    pub(super) promise: Option<&'a Bound>,
    pub(super) measured: Option<Measured<'a>>,
}

/// What was measured.
pub(super) struct Measured<'a> {
    pub(super) observed: std::borrow::Cow<'a, Observed>,
    pub(super) verdict: GapVerdict,
    /// Period, grade and source.
    pub(super) evidence: Option<String>,
}

/// What the receiver expected and what it perceives.
pub(super) struct Rating {
    /// What was asked: a rating in the model, or a survey.
    pub(super) of: String,
    pub(super) expected: Quantity,
    pub(super) perceived: Quantity,
    pub(super) bounds: Option<(Quantity, Quantity)>,
    pub(super) n: Option<u64>,
}

/// Panels, and how many needs are not drawn.
pub(super) struct Panels<'a> {
    pub(super) panels: Vec<Panel<'a>>,
    pub(super) unmeasured: usize,
}

/// The panels of all handoffs in scope.
pub(super) fn panels<'a>(view: &View<'a>) -> Panels<'a> {
    let world = &view.checked.world;
    let mut found = Panels {
        panels: Vec::new(),
        unmeasured: 0,
    };
    for subject in world.of_kind(SubjectKind::Handoff) {
        if !view.scope.includes(world, subject) {
            continue;
        }
        let id = HandoffId(subject.number);
        let (rows, unmeasured) = rows(view.checked, id, view.lang);
        found.unmeasured += unmeasured;
        let ratings = ratings(view.checked, id, view.lang);
        if rows.is_empty() && ratings.is_empty() {
            continue;
        }
        found.panels.push(Panel {
            id: world.id(subject),
            name: world.label(subject).get(view.lang).to_owned(),
            parties: parties(view.checked, subject, view.lang),
            rows,
            ratings,
        });
    }
    found
}

fn parties(checked: &Checked, subject: Subject, lang: Lang) -> String {
    let chain = &checked.world.chain;
    let handoff = chain.handoff(HandoffId(subject.number));
    let from = chain.party_name(handoff.from);
    let to = handoff.to.map(|to| chain.party_name(to));
    let to = to.as_ref().map_or("?", |to| to.get(lang));
    format!("{} → {to}", from.get(lang))
}

/// The rows that are drawn, and how many needs are not.
fn rows<'a>(checked: &'a Checked, id: HandoffId, lang: Lang) -> (Vec<Row<'a>>, usize) {
    let record: &Handoff = &checked.world.chain.handoff(id).record;
    let judged = checked
        .world
        .judged
        .get(id.index())
        .map_or(&[][..], Vec::as_slice);
    let needs = record.customer.as_ref().map_or(&[][..], |side| &side.needs);
    let supplier = record.supplier.as_ref();
    let criteria = supplier.map_or(&[][..], |side| &side.criteria);
    let promises = supplier.map_or(&[][..], |side| &side.promises);
    let mut rows = Vec::new();
    let mut unmeasured = 0;
    for (index, need) in needs.iter().enumerate() {
        let Some(bound) = measurable(need) else {
            continue;
        };
        let row = Row {
            text: need.text.get(lang),
            need: Some(bound),
            criterion: same(need, criteria),
            promise: same(need, promises),
            measured: of_judged(checked, judged, (Stated::Need, index), lang),
        };
        if row.says_something() {
            rows.push(row);
        } else {
            unmeasured += 1;
        }
    }
    let is_needed = |one: &Statement| needs.iter().any(|need| same_measure(need, one));
    for (index, criterion) in criteria
        .iter()
        .enumerate()
        .filter(|(_, one)| !is_needed(one))
    {
        let measured = of_judged(checked, judged, (Stated::Criterion, index), lang);
        if measured.is_some() {
            rows.push(Row {
                text: criterion.text.get(lang),
                need: None,
                criterion: measurable(criterion),
                promise: same(criterion, promises),
                measured,
            });
        }
    }
    let is_known =
        |one: &Statement| is_needed(one) || criteria.iter().any(|other| same_measure(other, one));
    rows.extend(promises_alone(checked, id, lang, &is_known));
    (rows, unmeasured)
}

/// Promises that nobody asked for, where a figure shows what became of them.
fn promises_alone<'a>(
    checked: &'a Checked,
    id: HandoffId,
    lang: Lang,
    is_known: &dyn Fn(&Statement) -> bool,
) -> Vec<Row<'a>> {
    let world = &checked.world;
    let record: &'a Handoff = &world.chain.handoff(id).record;
    let Some(supplier) = &record.supplier else {
        return Vec::new();
    };
    // Bounds are worked out only where somebody sees them.
    if supplier.promises.iter().all(|promise| is_known(promise)) {
        return Vec::new();
    }
    let kept = promised(&world.chain, id, world.today().as_of);
    let rows = kept.into_iter().filter_map(|one| {
        let promise = supplier
            .promises
            .get(one.index)
            .filter(|promise| !is_known(promise))?;
        Some(Row {
            text: promise.text.get(lang),
            need: None,
            criterion: None,
            promise: measurable(promise),
            measured: Some(Measured {
                evidence: Some(evidence(world, one.figure, lang)),
                verdict: one.verdict,
                observed: std::borrow::Cow::Owned(one.observed),
            }),
        })
    });
    rows.collect()
}

/// The bound of a statement, where it is one of quantities.
fn measurable(statement: &Statement) -> Option<&Bound> {
    statement
        .bound
        .as_ref()
        .filter(|bound| bound.quantity().is_some())
}

fn same_measure(one: &Statement, other: &Statement) -> bool {
    let bounds = measurable(one).zip(measurable(other));
    let units = bounds.and_then(|(one, other)| one.quantity().zip(other.quantity()));
    one.same_subject(other) && units.is_some_and(|(one, other)| one.commensurable(other))
}

/// What a list states of the same.
fn same<'a>(need: &Statement, list: &'a [Arc<Statement>]) -> Option<&'a Bound> {
    let found = list.iter().find(|one| same_measure(need, one))?;
    measurable(found)
}

fn of_judged<'a>(
    checked: &'a Checked,
    judged: &'a [Judged],
    of: (Stated, usize),
    lang: Lang,
) -> Option<Measured<'a>> {
    let one = judged.iter().find(|one| (one.stated, one.index) == of)?;
    let observed = one.observed.as_ref()?;
    let bound = one.statement.bound.as_ref()?.quantity()?;
    observed.value.commensurable(bound).then(|| Measured {
        observed: std::borrow::Cow::Borrowed(observed),
        verdict: one.verdict,
        evidence: one.figure.map(|id| evidence(&checked.world, id, lang)),
    })
}

impl Row<'_> {
    /// It was measured, or what the giver writes leaves room for what the receiver cannot use.
    fn says_something(&self) -> bool {
        let is_weaker = |other: Option<&Bound>| {
            let serves = self
                .need
                .zip(other)
                .map(|(need, other)| other.implies(need));
            serves.is_some_and(|serves| serves != Some(true))
        };
        self.measured.is_some() || is_weaker(self.criterion) || is_weaker(self.promise)
    }

    /// All quantities of the row that lie on its axis.
    pub(super) fn quantities(&self) -> Vec<&Quantity> {
        let bounds = [self.need, self.criterion, self.promise];
        let ends = bounds
            .into_iter()
            .flatten()
            .flat_map(|bound| [bound.low(), bound.high()]);
        let mut all: Vec<&Quantity> = ends.flatten().map(|(end, _)| end).collect();
        if let Some(measured) = &self.measured {
            all.push(&measured.observed.value);
            if let Some((lower, upper)) = &measured.observed.bounds {
                all.extend([lower, upper]);
            }
        }
        all
    }
}

/// What was asked of the receiver of a handoff.
fn ratings(checked: &Checked, id: HandoffId, lang: Lang) -> Vec<Rating> {
    let chain = &checked.world.chain;
    let mut ratings = Vec::new();
    if let Some(side) = &chain.handoff(id).record.customer
        && let (Some(expected), Some(perceived)) = (side.expects, side.perceived)
    {
        ratings.push(Rating {
            of: lang.pick("rating by the receiver", "接收方评分").to_owned(),
            expected: Quantity::bare(expected),
            perceived: Quantity::bare(perceived),
            bounds: None,
            n: side.ratings.and_then(|n| u64::try_from(n.0).ok()),
        });
    }
    let surveys = chain.surveys.iter().zip(&chain.heard.survey_on);
    let own = surveys.filter(|(_, on)| **on == Some(Target::Handoff(id)));
    ratings.extend(own.filter_map(|(survey, _)| of_survey(&survey.record, lang)));
    ratings
}

/// Perceived against expected, in grades.
fn of_survey(survey: &Survey, lang: Lang) -> Option<Rating> {
    let found = voice::difference(survey)?;
    let id = survey.id.as_str();
    Some(Rating {
        of: lang.pick(
            format!("survey {id}: grades above or below what was expected"),
            format!("调查 {id}：比期望高或低几档"),
        ),
        expected: Quantity::bare(0.0),
        perceived: Quantity::bare(found.value),
        bounds: Some((Quantity::bare(found.lower), Quantity::bare(found.upper))),
        n: voice::answers(survey),
    })
}
