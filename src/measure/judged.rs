//! What the figures of a handoff show of its needs and criteria.
//!
//! The customer judges: where a need speaks of a measure, it is held against the figures, and a
//! criterion only where no need does.

use std::sync::Arc;

use jiff::civil::Date;

use super::gap::{GapVerdict, Observed, of_figure, one_sided};
use super::logged::Logged;
use super::open::Open;
use crate::load::Statement;
use crate::load::document::{Better, Grade, Measure, StandardMeasure};
use crate::model::{
    Chain, FigureId, HandoffId, MeasureId, Recorder, Target, meaning, names_measure,
};
use crate::quantity::{Bound, Quantity};

/// Which side states what is held against figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// The receiver, as a need.
    Need,
    /// The giver, as a criterion.
    Criterion,
}

/// One need or criterion held against the figure that counts.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Whether it is a need or a criterion.
    pub stated: Stated,
    /// Its position among the needs, or criteria.
    pub index: usize,
    /// Its words.
    pub statement: Arc<Statement>,
    /// Which of the usual measures it speaks of.
    pub of: Option<StandardMeasure>,
    /// The figure, if there is one.
    pub figure: Option<FigureId>,
    /// Its value with bounds.
    pub observed: Option<Observed>,
    /// Whether the figure shows it kept.
    pub verdict: GapVerdict,
}

/// What is shown on each handoff, by the chain's order; no figure that ends after `as_of` counts.
///
/// # Complexity
/// O(figures × statements) of each handoff.
pub fn judge(chain: &Chain, logged: &Logged, as_of: Option<Date>) -> Vec<Vec<Judged>> {
    let handoffs = (0..).map(HandoffId).take(chain.handoffs.len());
    handoffs
        .map(|id| of_handoff(chain, logged, id, as_of))
        .collect()
}

fn of_handoff(chain: &Chain, logged: &Logged, id: HandoffId, as_of: Option<Date>) -> Vec<Judged> {
    let on = Target::Handoff(id);
    let mut measures: Vec<MeasureId> = chain
        .figures
        .on(on)
        .iter()
        .map(|figure| chain.figures.get(*figure).measure)
        .collect();
    measures.dedup();
    let stated = statements(chain, id);
    let by_figures = |as_of| -> Vec<Judged> {
        let latest = |measure: &MeasureId| chain.figures.latest(*measure, on, as_of);
        let figures = measures.iter().filter_map(latest);
        figures
            .flat_map(|figure| by_figure(chain, &stated, figure))
            .collect()
    };
    let mut judged = by_figures(as_of);
    let later = as_of.map_or_else(Vec::new, |_| by_figures(None));
    for one in &stated {
        let known = |known: &Judged| (known.stated, known.index) == (one.stated, one.index);
        let Some(of) = meaning(&one.statement).filter(|_| !judged.iter().any(known)) else {
            continue;
        };
        // A criterion is the giver's answer to the need of the same measure.
        let asked =
            |other: &Stating| other.stated == Stated::Need && meaning(&other.statement) == Some(of);
        if one.stated == Stated::Need || !stated.iter().any(asked) {
            let open = match logged.lacking_at(chain, id, of) {
                _ if later.iter().any(known) => Open::Later,
                Some(lacking) => Open::NotInLog(lacking),
                None => Open::NoFigure,
            };
            judged.push(one.judged(Some(of), None, GapVerdict::Undetermined(open)));
        }
    }
    judged.sort_by_key(|one| (one.stated == Stated::Criterion, one.index));
    judged
}

/// A need or criterion with a bound, and where it stands.
struct Stating {
    stated: Stated,
    index: usize,
    statement: Arc<Statement>,
}

impl Stating {
    fn judged(
        &self,
        of: Option<StandardMeasure>,
        by: Option<(FigureId, Observed)>,
        verdict: GapVerdict,
    ) -> Judged {
        let (figure, observed) = by.unzip();
        Judged {
            stated: self.stated,
            index: self.index,
            statement: Arc::clone(&self.statement),
            of,
            figure,
            observed,
            verdict,
        }
    }
}

fn statements(chain: &Chain, id: HandoffId) -> Vec<Stating> {
    let record = &chain.handoff(id).record;
    let needs = record.customer.as_ref().map_or(&[][..], |side| &side.needs);
    let criteria = record
        .supplier
        .as_ref()
        .map_or(&[][..], |side| &side.criteria);
    let of = |stated, list: &[Arc<Statement>]| -> Vec<Stating> {
        let bounded = list
            .iter()
            .enumerate()
            .filter(|(_, one)| one.bound.is_some());
        bounded
            .map(|(index, statement)| Stating {
                stated,
                index,
                statement: Arc::clone(statement),
            })
            .collect()
    };
    let mut all = of(Stated::Need, needs);
    all.append(&mut of(Stated::Criterion, criteria));
    all
}

/// The needs that speak of the measure of a figure, held against it; criteria if no need does.
fn by_figure(chain: &Chain, stated: &[Stating], id: FigureId) -> Vec<Judged> {
    let figure = chain.figures.get(id);
    let measure = &chain.measures[figure.measure.0 as usize].record;
    let speaks = |one: &&Stating| speaks_of(&one.statement, measure);
    let spoken: Vec<_> = stated.iter().filter(speaks).collect();
    let asked = spoken.iter().any(|one| one.stated == Stated::Need);
    let counts = spoken
        .iter()
        .filter(|one| !asked || one.stated == Stated::Need);
    counts
        .filter_map(|one| {
            let observed = of_figure(figure, id);
            let of = measure.of.or_else(|| meaning(&one.statement));
            // The customer judges whether it could use what it got.
            let own =
                figure.recorder == Recorder::Receiver || figure.grade == Grade::CustomerConfirmed;
            let verdict = match of {
                Some(StandardMeasure::Usable) if !own => {
                    GapVerdict::Undetermined(Open::NotByReceiver)
                }
                _ => against(one.statement.bound.as_ref()?, &observed),
            };
            Some(one.judged(of, Some((id, observed)), verdict))
        })
        .collect()
}

/// A need or criterion is about what a measure counts: by its words, or by the measure's name.
pub(super) fn speaks_of(statement: &Statement, measure: &Measure) -> bool {
    let usual = measure.of.is_some() && meaning(statement) == measure.of;
    usual || names_measure(statement, measure)
}

/// Whether a bound is shown to be kept: by the whole interval, or by nothing of it.
pub fn against(bound: &Bound, observed: &Observed) -> GapVerdict {
    let (low, high) = (bound.low(), bound.high());
    let ends = [low, high].into_iter().flatten();
    if low.is_none() && high.is_none()
        || ends
            .clone()
            .any(|(end, _)| !end.commensurable(&observed.value))
    {
        return GapVerdict::Undetermined(Open::NotComparable);
    }
    let (least, most) = match observed.span() {
        Ok(span) => span,
        Err(open) => return GapVerdict::Undetermined(open),
    };
    let above = |value: f64, (end, included): (&Quantity, bool)| {
        value > end.base() || (included && value >= end.base())
    };
    let below = |value: f64, (end, included): (&Quantity, bool)| {
        value < end.base() || (included && value <= end.base())
    };
    if low.is_none_or(|low| above(least, low)) && high.is_none_or(|high| below(most, high)) {
        return GapVerdict::Met;
    }
    if low.is_some_and(|low| !above(most, low)) || high.is_some_and(|high| !below(least, high)) {
        return GapVerdict::NotMet;
    }
    // Of a range, the end that is nearer keeps it open.
    let distance = |end: Option<(&Quantity, bool)>| {
        end.map_or(f64::INFINITY, |(end, _)| {
            (end.base() - observed.value.base()).abs()
        })
    };
    let open = match (low, high) {
        (Some((low, _)), _) if distance(Some((low, true))) <= distance(high) => {
            one_sided(observed, low, Better::Higher)
        }
        (_, Some((high, _))) => one_sided(observed, high, Better::Lower),
        _ => Open::NotComparable,
    };
    GapVerdict::Undetermined(open)
}

impl Judged {
    /// How far the value is beyond the bound it misses; `None` if it lies within.
    pub fn distance(&self) -> Option<Quantity> {
        let bound = self.statement.bound.as_ref()?;
        let value = &self.observed.as_ref()?.value;
        let short = bound.low().map(|(low, _)| low.base() - value.base());
        let over = bound.high().map(|(high, _)| value.base() - high.base());
        let most = short.into_iter().chain(over).fold(0.0, f64::max);
        (most > 0.0).then(|| super::gap::points(value, most))
    }
}
