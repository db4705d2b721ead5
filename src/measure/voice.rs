//! What the answers of a survey show: shares of grades, response, expected against perceived.
//!
//! Fewer than five answers show nothing, lest somebody be known by his answer.

use crate::load::document::Survey;
use crate::load::{List, Whole};
use crate::statistics::difference::of_means;
use crate::statistics::rating::{FEWEST_RATINGS, Grades};
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

/// Perceived less expected, in grades, with the bounds of Welch (1947); `None` unless both were
/// asked and each has five answers, of which some differ.
pub fn difference(survey: &Survey) -> Option<Difference> {
    let shown = |list| Grades::worst_first(&counts(list)).shown().ok();
    let (perceived, expected) = (shown(&survey.counts)?, shown(&survey.expected)?);
    let found = of_means(&perceived, &expected, ALPHA)?;
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
