//! Self-assessments held against others: the grades of those who receive, and what was measured.
//!
//! All three are put on one scale, from 0 for the worst to 1 for the best:
//! (score − worst) / (best − worst). A share that was measured is on it already.

use jiff::civil::Date;

use super::gap::of_figure;
use super::voice::{self, Scale};
use crate::load::document::{Better, Survey};
use crate::model::{Chain, FigureId};
use crate::statistics::{ALPHA, Interval, as_float};

/// What others say of the object of a self-assessment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Others<By> {
    /// Where it stands.
    pub by: By,
    /// Its place between 0 and 1.
    pub place: f64,
    /// Both bounds, each holding with 95 %; `None` where nothing shows how much it varies.
    pub bounds: Option<Interval>,
    /// From how many answers or cases.
    pub n: Option<u64>,
}

impl<By> Others<By> {
    /// Whether a score is shown to be higher: above the bound, and by more than `margin`.
    pub fn is_shown_below(&self, score: f64, margin: f64) -> bool {
        let below = |bounds: Interval| bounds.upper < score;
        score - self.place > margin && self.bounds.is_some_and(below)
    }
}

/// The mean grade of those who receive, in the latest survey about the same object that may be shown;
/// by its number. No survey that ends after `as_of` counts.
pub fn customers(chain: &Chain, at: usize, as_of: Option<Date>) -> Option<Others<u32>> {
    let on = chain.assessments.get(at)?.on?;
    let about = (0..).zip(chain.surveys.iter().zip(&chain.heard.survey_on));
    let held = about.filter_map(|(number, (survey, about))| {
        let last = survey
            .record
            .period
            .as_ref()
            .map(crate::quantity::Period::last);
        let known = last.zip(as_of).is_none_or(|(last, day)| last <= day);
        let others = rated(&survey.record).filter(|_| known && *about == Some(on))?;
        Some((last, number, others))
    });
    let (_, by, others) = held.max_by_key(|(last, number, _)| (*last, *number))?;
    Some(Others { by, ..others })
}

/// The mean grade of a survey; `None` for fewer than five answers, or grades that are numbers with
/// unequal distances.
fn rated(survey: &Survey) -> Option<Others<u32>> {
    let shown = voice::perceived(survey)?;
    Scale::of(survey)?;
    let most = as_float(u64::try_from(shown.counts().len()).ok()?.checked_sub(1)?);
    let place = |grade: f64| (grade - 1.0) / most;
    let bounds = shown.mean_bounds(ALPHA);
    Some(Others {
        by: 0,
        place: place(shown.mean()),
        bounds: bounds.map(|bounds| Interval {
            lower: place(bounds.lower),
            upper: place(bounds.upper),
        }),
        n: Some(shown.n()),
    })
}

/// The figure that counts of the share the assessment names, turned round where less is better; `None`
/// where it is not said which side is.
pub fn measured(chain: &Chain, at: usize, as_of: Option<Date>) -> Option<Others<FigureId>> {
    let assessment = chain.assessments.get(at)?;
    let (measure, on) = (assessment.measure?, assessment.on?);
    let better = chain.measures.get(measure.0 as usize)?.record.better?;
    let by = chain.figures.latest(measure, on, as_of)?;
    let observed = of_figure(chain.figures.get(by), by);
    let span = observed.span().ok();
    let (place, bounds) = match better {
        Better::Higher => (observed.value.base(), span),
        Better::Lower => (
            1.0 - observed.value.base(),
            span.map(|(least, most)| (1.0 - most, 1.0 - least)),
        ),
    };
    Some(Others {
        by,
        place,
        bounds: bounds.map(|(lower, upper)| Interval { lower, upper }),
        n: observed.n,
    })
}
