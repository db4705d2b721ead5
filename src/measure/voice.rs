//! What the answers of a survey show: shares of grades, response, expected against perceived.
//!
//! Fewer than five answers show nothing, lest somebody be known by his answer.

use crate::lang::Lang;
use crate::load::document::Survey;
use crate::load::{List, Whole};
use crate::statistics::difference::of_means;
use crate::statistics::rating::{FEWEST_RATINGS, Grades, Shown};
use crate::statistics::share::clopper_pearson;
use crate::statistics::{ALPHA, Interval, as_float};

/// The fewest answers of which anything is shown.
pub const FEWEST_ANSWERS: u64 = FEWEST_RATINGS;

/// A difference of two means with both bounds, each holding with 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// It is at least this.
    pub lower: f64,
    /// It is at most this.
    pub upper: f64,
}

/// How many answered: as written, else by the counts.
pub fn answers(survey: &Survey) -> Option<u64> {
    let counted: u64 = counts(&survey.counts).iter().sum();
    let written = survey
        .answered
        .and_then(|count| u64::try_from(count.0).ok());
    written.or_else(|| (!survey.counts.is_empty()).then_some(counted))
}

/// The share of answers from the grade `from` to the one before `to`, with exact bounds;
/// `None` for fewer than five.
pub fn share(survey: &Survey, from: usize, to: usize) -> Option<(f64, Interval)> {
    let counts = counts(&survey.counts);
    let n: u64 = counts.iter().sum();
    let k: u64 = counts.get(from..to.min(counts.len()))?.iter().sum();
    let bounds = clopper_pearson(k, n, ALPHA)?;
    (n >= FEWEST_ANSWERS).then(|| (as_float(k) / as_float(n), bounds))
}

/// The share of those asked who answered.
pub fn response(survey: &Survey) -> Option<f64> {
    let invited = u64::try_from(survey.invited?.0)
        .ok()
        .filter(|asked| *asked > 0)?;
    Some(as_float(answers(survey)?) / as_float(invited))
}

/// The grade that is neither good nor bad: by its name, else the middle one of an odd number.
pub fn neutral(survey: &Survey) -> Option<usize> {
    const NAMES: &[&str] = &[
        "neutral",
        "fair",
        "average",
        "ok",
        "okay",
        "so-so",
        "so so",
        "neither",
        "acceptable",
        "一般",
        "中立",
        "普通",
        "还行",
        "尚可",
        "中等",
        "马马虎虎",
    ];
    let named = survey.scale.iter().position(|grade| {
        let mut wordings = grade.0.wordings();
        wordings.any(|wording| NAMES.contains(&wording.trim().to_lowercase().as_str()))
    });
    let grades = survey.scale.len();
    named.or_else(|| (grades % 2 == 1 && grades > 1).then_some(grades / 2))
}

/// The position of the least grade that counts as satisfied.
pub fn satisfied_from(survey: &Survey) -> Option<usize> {
    let from = survey.satisfied_from.as_ref()?;
    survey.scale.iter().position(|grade| grade.is(from))
}

/// The grades that were given, worst first; `None` for fewer than five.
pub fn perceived(survey: &Survey) -> Option<Shown> {
    ratings(survey, &survey.counts)
}

/// The grades that were expected, worst first; `None` for fewer than five.
pub fn expected(survey: &Survey) -> Option<Shown> {
    ratings(survey, &survey.expected)
}

/// Ratings on the scale of a survey, if there are enough to be shown.
fn ratings<const LEAST: i64, const MOST: i64>(
    survey: &Survey,
    list: &List<Whole<LEAST, MOST>>,
) -> Option<Shown> {
    let shown = Grades::worst_first(&counts(list)).shown().ok()?;
    (shown.counts().len() == survey.scale.len()).then_some(shown)
}

/// What the grades of a scale count as: the value of the worst, and how much each is above the one
/// before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// The value of the worst grade.
    pub worst: f64,
    /// What each grade adds; negative where less is better.
    pub step: f64,
    /// The largest number on it.
    pub largest: f64,
}

impl Scale {
    /// 1, 2, 3 … from the worst grade; the numbers of the grades, where all are numbers the same
    /// distance apart. `None` for other numbers: what lies between them is not known.
    pub fn of(survey: &Survey) -> Option<Self> {
        let grades = survey.scale.iter();
        let numbers: Vec<Option<f64>> = grades
            .map(|grade| grade.0.get(Lang::En).trim().parse().ok())
            .collect();
        let count = u32::try_from(numbers.len()).ok().filter(|n| *n >= 2)?;
        let numbers: Option<Vec<f64>> = numbers.into_iter().collect();
        let Some(numbers) = numbers else {
            return Some(Self {
                worst: 1.0,
                step: 1.0,
                largest: f64::from(count),
            });
        };
        let (worst, step) = (*numbers.first()?, numbers.get(1)? - numbers.first()?);
        let steady = numbers.windows(2).all(
            |two| matches!(two, [one, next] if (next - one - step).abs() <= 1e-9 * step.abs()),
        );
        let largest = numbers.iter().copied().fold(f64::MIN, f64::max);
        (steady && step != 0.0 && largest > 0.0 && largest.is_finite()).then_some(Self {
            worst,
            step,
            largest,
        })
    }

    /// The value of a mean grade, counted from 1.
    pub fn value(self, grade: f64) -> f64 {
        self.worst + (grade - 1.0) * self.step
    }
}

/// Perceived less expected, in grades, with the bounds of Welch (1947); `None` unless both were
/// asked and each has five answers, of which some differ.
pub fn difference(survey: &Survey) -> Option<Difference> {
    of_ratings(&perceived(survey)?, &expected(survey)?)
}

/// The first mean less the second, in grades, with the same bounds.
pub fn of_ratings(first: &Shown, second: &Shown) -> Option<Difference> {
    let found = of_means(first, second, ALPHA)?;
    let bounds = found.bounds?;
    Some(Difference {
        value: found.difference,
        lower: bounds.lower,
        upper: bounds.upper,
    })
}

fn counts<const LEAST: i64, const MOST: i64>(list: &List<Whole<LEAST, MOST>>) -> Vec<u64> {
    list.iter()
        .map(|count| u64::try_from(count.0).unwrap_or(0))
        .collect()
}
