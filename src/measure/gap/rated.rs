//! The answers of a survey as the value of a goal, and what was expected as what its customer asks.
//!
//! A goal whose measure is a rating takes, without a value or a figure of its own, the mean of the answers
//! of the survey about what it is on. The mean of the expected grades is the customer's yardstick. Fewer
//! than five ratings of a kind say nothing.

use jiff::civil::Date;

use super::super::open::Open;
use super::super::voice::{self, Scale};
use super::observed::Observed;
use super::size::points;
use super::verdict::GapVerdict;
use super::yardsticks::{Asks, Customer, Expectation, handoffs};
use crate::load::document::{Better, Grade, StandardMeasure, Survey};
use crate::model::{Chain, GoalId, HandoffId, Party, Target};
use crate::quantity::Quantity;
use crate::statistics::rating::Shown;
use crate::statistics::{ALPHA, Interval};

/// The mean of the answers of the survey that a goal is measured by.
pub(super) fn actual(
    chain: &Chain,
    goal: GoalId,
    better: Option<Better>,
    as_of: Option<Date>,
) -> Option<Observed> {
    let found = latest(chain, goal, (better, as_of), voice::perceived)?;
    let (value, bounds) = found.mean();
    Some(Observed {
        value,
        bounds,
        firm: None,
        k: None,
        n: Some(found.ratings.n()),
        census: false,
        on: found.day(chain),
        // Those who receive it said so.
        grade: Some(Grade::CustomerConfirmed),
        figure: None,
        survey: Some(found.survey),
    })
}

/// The value held against what was expected; `None` if nobody was asked for that, or the value is
/// on another scale.
pub(super) fn expected(
    chain: &Chain,
    goal: GoalId,
    actual: &Observed,
    (better, as_of): (Better, Option<Date>),
) -> Option<Customer> {
    let found = latest(chain, goal, (Some(better), as_of), voice::expected)?;
    let (value, bounds) = found.mean();
    if !value.commensurable(&actual.value) {
        return None;
    }
    let short = value.base() - actual.value.base();
    let short = match better {
        Better::Higher => short,
        Better::Lower => -short,
    };
    Some(Customer {
        distance: points(&actual.value, short),
        verdict: verdict(chain, &found, bounds.as_ref(), actual, better),
        asks: Asks::Expected(Expectation {
            survey: found.survey,
            handoff: found.handoff,
            value,
            bounds,
            n: found.ratings.n(),
        }),
    })
}

/// The ratings of one kind of the survey that counts for a goal.
struct Rated {
    survey: u32,
    handoff: Option<HandoffId>,
    ratings: Shown,
    scale: Scale,
}

impl Rated {
    /// The mean as a score, with its bounds.
    fn mean(&self) -> (Quantity, Option<(Quantity, Quantity)>) {
        let score = |grade| Quantity::score(self.scale.value(grade), self.scale.largest);
        let bounds = self.ratings.mean_bounds(ALPHA);
        let ends = |bounds: Interval| match self.scale.step > 0.0 {
            true => (score(bounds.lower), score(bounds.upper)),
            false => (score(bounds.upper), score(bounds.lower)),
        };
        (score(self.ratings.mean()), bounds.map(ends))
    }

    fn day(&self, chain: &Chain) -> Option<Date> {
        let period = chain.surveys[self.survey as usize].record.period.as_ref()?;
        Some(period.last())
    }
}

/// The survey with ratings of one kind that is most about a goal, and of these the latest: what the goal is on, the
/// handoffs whose receivers it is for, the customers who receive these.
fn latest(
    chain: &Chain,
    goal: GoalId,
    (better, as_of): (Option<Better>, Option<Date>),
    of_kind: fn(&Survey) -> Option<Shown>,
) -> Option<Rated> {
    let measure = chain.goal(goal).measure.as_ref()?;
    if measure.of != Some(StandardMeasure::Rating) {
        return None;
    }
    let served = handoffs(chain, goal);
    let rated = (0..).zip(&chain.surveys).filter_map(|(survey, owned)| {
        let record = &*owned.record;
        let (about, handoff) = about(chain, goal, &served, survey)?;
        let last = record.period.as_ref().map(crate::quantity::Period::last);
        if last.zip(as_of).is_some_and(|(last, day)| last > day) {
            return None;
        }
        let scale = Scale::of(record)?;
        let side = match scale.step > 0.0 {
            true => Better::Higher,
            false => Better::Lower,
        };
        let found = Rated {
            survey,
            handoff,
            ratings: of_kind(record)?,
            scale,
        };
        // A scale that is better on the other side is counted the other way round.
        better
            .is_none_or(|better| better == side)
            .then_some(((about, std::cmp::Reverse(last)), found))
    });
    let (_, found) = rated.min_by_key(|(rank, found)| (*rank, std::cmp::Reverse(found.survey)))?;
    Some(found)
}

/// How closely a survey is about a goal, the closest first, and the handoff it is about.
fn about(
    chain: &Chain,
    goal: GoalId,
    served: &[HandoffId],
    survey: u32,
) -> Option<(u8, Option<HandoffId>)> {
    let on = chain.heard.survey_on[survey as usize];
    let handoff = match on {
        Some(Target::Handoff(id)) => Some(id),
        _ => None,
    };
    if on == Some(chain.goal(goal).on) {
        return Some((0, handoff));
    }
    if let Some(id) = handoff.filter(|id| served.contains(id)) {
        return Some((1, Some(id)));
    }
    let asked = chain.heard.survey_customer[survey as usize]?;
    let receives = |id: &&HandoffId| chain.handoff(**id).to == Some(Party::Customer(asked));
    let received = served.iter().find(receives)?;
    Some((2, Some(*received)))
}

/// Whether what is given is shown to be at least what was expected: by the difference of both
/// means where both were rated, else by intervals that lie apart.
fn verdict(
    chain: &Chain,
    expected: &Rated,
    bounds: Option<&(Quantity, Quantity)>,
    actual: &Observed,
    better: Better,
) -> GapVerdict {
    use GapVerdict::{Met, NotMet, Undetermined};
    let survey = actual.survey.map(|at| &*chain.surveys[at as usize].record);
    let given = survey.and_then(|survey| Some((Scale::of(survey)?, voice::perceived(survey)?)));
    let (low, high) = match given.filter(|(scale, _)| *scale == expected.scale) {
        Some((_, given)) => match voice::of_ratings(&given, &expected.ratings) {
            Some(found) => (found.lower, found.upper),
            None => return Undetermined(Open::Straddles),
        },
        None => {
            let (least, most) = match actual.span() {
                Ok(span) => span,
                Err(open) => return Undetermined(open),
            };
            let Some((from, to)) = bounds else {
                return Undetermined(Open::Straddles);
            };
            match better {
                Better::Higher => (least - to.base(), most - from.base()),
                Better::Lower => (from.base() - most, to.base() - least),
            }
        }
    };
    if low >= 0.0 {
        Met
    } else if high < 0.0 {
        NotMet
    } else {
        Undetermined(Open::Straddles)
    }
}
